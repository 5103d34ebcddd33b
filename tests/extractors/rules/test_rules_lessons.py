"""What judged passages teach: a weak cue that stands alone is brought before a person where the passage reads like them."""

from __future__ import annotations

import pytest

from extractors.rules.lessons import FOLDER, Lessons, grams, load_lessons
from extractors.rules.literals import literal
from fixtures.lessons import Judged, fit, papers_hash, told_by_gram
from fixtures.mapping_papers import HELD_CITIES, HELD_SERVICES, paper_names, read_names
from schemas.header import Scheme

SHIPPED: tuple[tuple[str, Scheme], ...] = (("proxy-city-2022", "city"), ("proxy-service-2022", "service"))
WATER = [
    Judged(f"{where} 누수를 찾아 {count}곳을 고쳤다", frozenset({"W.1"}), frozenset())
    for where, count in (("골목", 3), ("시장", 14), ("언덕", 8))
]
BUSES = [
    Judged(f"{where} 버스가 {count}분 일찍 온다", frozenset({"B.1"}), frozenset({"W.1"}))
    for where, count in (("아침", 4), ("저녁", 12), ("주말", 6))
]


@pytest.fixture(scope="module")
def taught() -> Lessons:
    rarity, weights = fit([*WATER, *BUSES])
    return Lessons(rarity, told_by_gram(weights), 0.3)


def test_a_passage_in_other_words_reads_like_those_it_shares_letters_with(taught: Lessons) -> None:
    passage = taught.read(literal("공장 누수를 찾아 25곳을 메웠다"))
    assert passage.lesson("W.1").is_enough
    assert not passage.lesson("B.1").is_enough
    assert set(passage.lesson("W.1").words) <= set(grams(literal("누수를 찾아 25곳을")))


def test_a_passage_without_a_known_letter_pair_scores_nothing(taught: Lessons) -> None:
    lesson = taught.read("xyz").lesson("W.1")
    assert (lesson.score, lesson.words, lesson.is_enough) == (0, (), False)
    assert taught.read(literal("누수를 찾아")).lesson("Q.9").score == 0


def test_blanks_and_figures_change_no_score(taught: Lessons) -> None:
    one, other = (
        taught.read(literal(text)).lesson("W.1") for text in ("누수를 찾아 3곳을", "누수를찾아 4,190곳을")
    )
    assert one == other


@pytest.mark.parametrize(("name", "scheme"), SHIPPED)
def test_the_shipped_weights_were_fitted_to_the_papers_as_they_are(name: str, scheme: Scheme) -> None:
    """`python -m fixtures.lessons` fits them anew; a minute."""
    lines = (FOLDER / f"lessons-{name}.tsv").read_text("utf-8").splitlines()
    assert lines[1] == f"# papers {papers_hash()}"
    assert load_lessons(name, scheme) is not None


def test_nothing_is_learned_from_papers_that_are_held() -> None:
    held = HELD_CITIES | HELD_SERVICES
    assert held < set(paper_names())
    assert held.isdisjoint(read_names())


def test_a_catalogue_of_ones_own_teaches_nothing() -> None:
    assert load_lessons("my-catalogue", "city") is None
