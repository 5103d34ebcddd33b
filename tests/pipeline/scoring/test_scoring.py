"""The reference scoring step: what counts, what stays open, and when a result is certain."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.rules.catalogues import load_catalogue
from pipeline.rubric import Rubric, load_rubric
from pipeline.scoring import ASSISTS, Score, score_records, write_score
from schemas.catalogue import PROXY_NOTICE
from schemas.errors import UsageError
from schemas.record import Record, State
from tests.pipeline.scoring.invented_records import CATALOGUE, record, write_folder

STATES: list[State] = ["present", "planned_only", "conflicting", "needs_review", "absent", "not_searched"]
IDS = [indicator.id for indicator in load_catalogue(CATALOGUE).indicators]


def score(*states: State, rubric: Rubric | None = None) -> Score:
    [found] = score_records(
        [record(name, state) for name, state in zip(IDS, states, strict=False)], rubric
    ).scores
    return found


def rubric(**indicators: dict[str, object]) -> Rubric:
    named = {name.replace("_", "."): criterion for name, criterion in indicators.items()}
    return Rubric.model_validate({"catalogue": CATALOGUE, "indicators": named})


def one(found: Record, **criterion: object) -> Score:
    [result] = score_records([found], rubric(SI_TR_01={"points": 10} | criterion)).scores
    return result


def test_evidence_for_seventy_percent_passes() -> None:
    found = score(*["present"] * 7, *["absent"] * 3)
    assert (found.result, found.points_evidenced, found.points_threshold) == ("pass", 7.0, 7.0)


def test_what_cannot_reach_the_threshold_fails() -> None:
    found = score(*["present"] * 6, *["absent"] * 4)
    assert (found.result, found.points_absent, found.points_open) == ("fail", 4.0, 0.0)


@pytest.mark.parametrize("state", ["conflicting", "needs_review", "planned_only", "not_searched"])
def test_what_is_open_keeps_the_result_incomplete(state: State) -> None:
    found = score(*["present"] * 6, state, *["absent"] * 3)
    assert (found.result, found.points_open) == ("incomplete", 1.0)


def test_the_lists_name_every_indicator_under_its_outcome() -> None:
    found = score("present", "absent", "not_searched")
    assert {outcome: [listed.indicator_id for listed in names] for outcome, names in found.indicators.items()} == {
        "evidenced": [IDS[0]], "absent": [IDS[1]], "not_searched": [IDS[2]],
    }  # fmt: skip
    assert found.indicators["evidenced"][0].name == "수요응답형 교통"


def test_without_a_rubric_the_basis_is_proxy_and_says_so() -> None:
    found = score("present")
    assert (found.basis, found.notice, found.threshold_share) == ("proxy", PROXY_NOTICE, 0.70)


def test_each_subject_of_each_catalogue_is_scored() -> None:
    sheet = score_records([record(IDS[0]), record(IDS[0], about="수원시"), record(IDS[1])], None)
    assert [(found.subject.name, found.points_total) for found in sheet.scores] == [
        ("오산시", 2.0),
        ("수원시", 1.0),
    ]


def test_a_rubric_gives_points_and_its_own_share() -> None:
    given_points = rubric(SI_TR_01={"points": 30}, SI_TR_02={"points": 70})
    found = score("present", "absent", "present", rubric=given_points)
    assert (found.basis, found.points_total, found.points_evidenced, found.result) == (
        "rubric",
        100.0,
        30.0,
        "fail",
    )


def test_a_status_that_the_rubric_does_not_accept_stays_open() -> None:
    found = one(record("SI.TR.01", status="nominal"), accept=["done"])
    assert (list(found.indicators), found.result) == (["not_accepted"], "incomplete")


def test_a_value_under_the_minimum_gives_no_points() -> None:
    found = one(record("SI.TR.01", value=20, unit="min"), min_value=30, unit="min")
    assert (list(found.indicators), found.result) == (["below_minimum"], "fail")


def test_the_minimum_itself_is_enough() -> None:
    assert one(record("SI.TR.01", value=30, unit="min"), min_value=30, unit="min").result == "pass"


@pytest.mark.parametrize("rest", [{}, {"value": 40, "unit": "h"}, {"value": "많음"}, {"value": True}])
def test_without_a_value_in_that_unit_the_points_stay_open(rest: dict[str, object]) -> None:
    assert list(one(record("SI.TR.01", **rest), min_value=30, unit="min").indicators) == ["no_value"]


def test_an_indicator_without_a_record_stays_open() -> None:
    assert list(score("present", rubric=rubric(SI_TR_02={"points": 1})).indicators) == ["no_record"]


def test_a_rubric_for_an_unknown_indicator_is_refused() -> None:
    with pytest.raises(UsageError, match=r"SI\.TR\.99"):
        score("present", rubric=rubric(SI_TR_99={"points": 1}))


def test_records_of_another_catalogue_are_named_not_scored() -> None:
    other = record("A.1", catalogue="our-city", catalogue_status="user")
    sheet = score_records([record("SI.TR.01"), other], rubric(SI_TR_01={"points": 1}))
    assert (len(sheet.scores), sheet.catalogues_not_scored) == (1, ("our-city",))


def test_a_user_catalogue_without_a_rubric_has_equal_points_and_no_notice() -> None:
    [found] = score_records([record("A.1", catalogue="our-city", catalogue_status="user")], None).scores
    assert (found.basis, found.notice) == ("equal_points", None)


@given(st.lists(st.sampled_from(STATES), min_size=1, max_size=56))
def test_evidenced_absent_and_open_add_up_and_the_result_follows(states: list[State]) -> None:
    found = score(*states)
    assert (
        found.points_evidenced + found.points_absent + found.points_open == found.points_total == len(states)
    )
    can_pass = 10 * (found.points_evidenced + found.points_open) >= 7 * len(states)
    assert (found.result == "fail") == (not can_pass)
    assert (found.result == "pass") == (10 * found.points_evidenced >= 7 * len(states))


def test_the_file_says_that_it_assists_and_decides_nothing(tmp_path: Path) -> None:
    out = tmp_path / "score.json"
    said = write_score(write_folder(tmp_path, [record("SI.TR.01")]), None, out)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["assists"] == ASSISTS
    assert PROXY_NOTICE in said
    assert "pass" in said
    assert written["scores"][0]["points_total"] == 1


def test_a_rubric_file_is_read_strictly(tmp_path: Path) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text("catalogue: x\nindicators:\n  A.1: {points: 2, unit: min}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"rubric\.yaml, line 3, indicators\.A\.1: .*min_value"):
        load_rubric(path)


def test_a_folder_without_records_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="jipyo run"):
        write_score(tmp_path, None, tmp_path / "score.json")


def test_a_broken_record_is_named_by_its_line(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, [record("SI.TR.01")])
    with (folder / "records.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"record_id": 1}\n')
    with pytest.raises(UsageError, match=r"records\.jsonl, line 2"):
        write_score(folder, None, tmp_path / "score.json")
