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
# Measured: 518 of 518, no planned or denied thing counted as existing; 305 of 305 places, none besides. A floor may only be made stricter.
LEAST_STATUS, MOST_EXISTING, LEAST_PLACES, MOST_EXTRA = 518, 0, 305, 0


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


def test_the_sets_of_development_hold_their_floors() -> None:
    sets = load_sentence_sets(SENTENCES)
    statuses, places = dict(sets.statuses), dict(sets.places)
    told = [judge_status(one) for one in statuses["status_sentences.yaml"].sentences]
    assert sum(one.is_right for one in told) >= LEAST_STATUS
    assert sum(one.is_existing for one in told) <= MOST_EXISTING
    named = [judge_places(one).score for one in places["place_sentences.yaml"].sentences]
    assert sum(one.right for one in named) >= LEAST_PLACES
    assert sum(one.extra for one in named) <= MOST_EXTRA


def test_a_file_that_is_no_set_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text("a: 1\n", "utf-8")
    with pytest.raises(UsageError, match="status-sentences/1"):
        sentence_page(tmp_path)


def test_the_command_scores_a_set_without_a_run() -> None:
    done = jipyo("eval", SENTENCES / "status_sentences.yaml")
    assert done.returncode == 0
    assert "counted as existing" in done.stdout
