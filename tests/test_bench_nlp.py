"""The bench of the language part: its watch tells the steps apart and leaves nothing behind."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest

from extractors.nlp import extract_passages, places
from extractors.nlp.gazetteer import load_gazetteer
from tests import bench_nlp
from tests.bench_nlp import REST, STEPS, Laid, in_child, laid_out, medians, step_cost, watched


@pytest.fixture(scope="module")
def documents() -> list[Laid]:
    return [laid for laid in laid_out() if laid.document.source_name == "weekly_news.txt"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A clock that goes on by one whenever it is read: what a test says of it holds on a busy machine too."""
    ticks = itertools.count()
    monkeypatch.setattr(bench_nlp.time, "process_time", lambda: next(ticks))
    return ticks


def test_the_steps_and_the_rest_add_up_to_the_whole(documents: list[Laid], clock: Iterator[int]) -> None:
    spent = step_cost(documents)
    whole = next(clock) - 1
    assert set(spent) == {*STEPS, REST}
    assert all(ticks >= 0 for ticks in spent.values())
    assert sum(spent.values()) == whole
    assert spent["Kiwi"] > 0


def test_a_step_inside_another_counts_for_itself(clock: Iterator[int]) -> None:
    with watched() as spent:
        extract_passages.find_quantities("사업비 18억원")
    whole = next(clock) - 1
    assert 0 < spent["dates"] < spent["quantities"]
    assert spent["dates"] + spent["quantities"] == whole


def test_the_watch_is_taken_off_again() -> None:
    before = extract_passages.find_places
    with watched():
        assert extract_passages.find_places is not before
    assert extract_passages.find_places is before is places.find_places
    assert before("춘천시", load_gazetteer(), as_of=None)


def test_what_a_child_remembers_the_next_does_not_know(documents: list[Laid]) -> None:
    def remembered() -> dict[str, float]:
        found = places._named.cache_info().currsize
        documents[0].facts()
        return {"before": found}

    assert in_child(remembered) == in_child(remembered)


def test_a_failure_in_the_child_is_told() -> None:
    with pytest.raises(RuntimeError, match="failed"):
        in_child(lambda: {"x": json.loads("no number")})


def test_the_median_of_each_figure_is_taken_by_itself() -> None:
    assert medians([{"a": 1, "b": 9}, {"a": 2, "b": 1}, {"a": 9, "b": 2}]) == {"a": 2, "b": 2}
