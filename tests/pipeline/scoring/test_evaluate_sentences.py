"""Sets of sentences are scored without a run: status of a thing, places named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.evaluate_sentences import judge_places, judge_status, sentence_page
from pipeline.gold_sentences import PlaceSentence, StatusSentence, load_sentence_sets
from schemas.errors import UsageError
from tests.pipeline.samples import FIXTURES, jipyo

SENTENCES = FIXTURES / "sentences"
# (right, planned or denied but counted as existing); (found right, found besides). As measured; a floor may only be made stricter.
STATUS_FLOORS = {
    "status_sentences.yaml": (1507, 0),
    "status_held.yaml": (230, 4),
    "status_further_tables.yaml": (149, 0),
    "status_held_tables.yaml": (61, 5),
}
PLACE_FLOORS = {
    "place_sentences.yaml": (305, 0),
    "place_held.yaml": (222, 1),
    "place_held_further.yaml": (220, 1),
}


def test_a_planned_thing_that_counts_as_existing_is_told() -> None:
    told = StatusSentence(sentence="시는 감지기를 설치하였다.", thing="감지기", status="planned")
    verdict = judge_status(told)
    assert (verdict.found, verdict.is_right, verdict.is_existing) == ("done", False, True)


def test_an_answer_that_a_careful_reader_may_give_is_right() -> None:
    told = StatusSentence(
        sentence="시는 감지기를 설치하였다.", thing="감지기", status="nominal", accept_status=("done",)
    )
    assert judge_status(told).is_right


def test_a_place_with_its_parent_is_the_place() -> None:
    told = PlaceSentence(
        sentence="수원시와 춘천시가 함께 한다.", places=("경기도 수원시",), as_of=date(2024, 5, 1)
    )
    verdict = judge_places(told)
    assert verdict.missed == ()
    assert [name.split()[-1] for name in verdict.extra] == ["춘천시"]


@pytest.mark.parametrize("name", STATUS_FLOORS)
def test_statuses_hold_their_floor(name: str) -> None:
    told = [judge_status(one) for one in dict(load_sentence_sets(SENTENCES).statuses)[name].sentences]
    least, most = STATUS_FLOORS[name]
    assert sum(one.is_right for one in told) >= least
    assert sum(one.is_existing for one in told) <= most


@pytest.mark.parametrize("name", PLACE_FLOORS)
def test_places_hold_their_floor(name: str) -> None:
    named = [judge_places(one).score for one in dict(load_sentence_sets(SENTENCES).places)[name].sentences]
    least, most = PLACE_FLOORS[name]
    assert sum(one.right for one in named) >= least
    assert sum(one.extra for one in named) <= most


def test_a_file_that_is_no_set_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    with pytest.raises(UsageError, match="status-sentences/1"):
        sentence_page(tmp_path)


def test_the_command_scores_a_set_without_a_run() -> None:
    done = jipyo("eval", SENTENCES / "status_sentences.yaml")
    assert done.returncode == 0
    assert "counted as existing" in done.stdout
