"""What judged passages teach: a passage that reads like them is brought before a person, also where no cue stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.rules.catalogues import load_catalogue, load_rules
from extractors.rules.examples import read_example
from extractors.rules.findings import Finding, Searcher
from extractors.rules.lessons import FOLDER, Lesson, Lessons, load_lessons, signs
from extractors.rules.literals import literal
from extractors.rules.states import doubts, judge, tier_of
from extractors.rules.strength import measure
from fixtures.lessons import CATALOGUES, Judged, fit, judged_text, papers_hash
from fixtures.mapping_papers import HELD_CITIES, HELD_SERVICES, paper_names, read_names


def _shows(text: str, *shown: str, maybe: str = "") -> Judged:
    return judged_text(text, frozenset(shown), frozenset({maybe} if maybe else ()))


WATER = [
    _shows(f"{where} 누수를 찾아 {count}곳을 고쳤다", "W.1")
    for where, count in (("골목", 3), ("시장", 14), ("언덕", 8))
]
BUSES = [
    _shows(f"{where} 버스가 {count}분 일찍 온다", "B.1", maybe="W.1")
    for where, count in (("아침", 4), ("저녁", 12), ("주말", 6))
]


@pytest.fixture(scope="module")
def taught() -> Lessons:
    fitted = fit([*WATER, *BUSES])
    return Lessons(fitted.names, fitted.rarity, fitted.told)


def _lesson(taught: Lessons, text: str, indicator: str, section: tuple[str, ...] = ()) -> Lesson:
    return taught.read(literal(text), (), section).lesson(indicator)


def test_a_passage_in_other_words_reads_like_those_it_shares_letters_with(taught: Lessons) -> None:
    text = "공장 누수를 찾아 25곳을 메웠다"
    water, bus = _lesson(taught, text, "W.1"), _lesson(taught, text, "B.1")
    assert water.is_enough
    assert not bus.is_enough
    assert bus.marks["best"] == water.marks["best"] == water.marks["learned"] > bus.marks["learned"]
    assert set(water.words) & {"누수", "찾아", "곳을"}


def test_a_passage_without_a_known_letter_scores_nothing(taught: Lessons) -> None:
    assert _lesson(taught, "xyz", "W.1").score == 0
    assert _lesson(taught, "누수를 찾아", "Q.9").score == 0


def test_blanks_and_figures_change_no_score(taught: Lessons) -> None:
    one, other = (_lesson(taught, text, "W.1") for text in ("누수를 찾아 3곳을", "누수를찾아 4,190곳을"))
    assert one == other


def test_what_speaks_most_is_a_stretch_of_the_passage(taught: Lessons) -> None:
    folded = literal("지난해에는 누수를 찾아 애썼다")
    start, end = taught.read(folded, ()).telling("W.1")
    assert "누수" in folded[start:end]
    assert "지난해" not in folded[start:end]


def test_headings_say_something_and_never_enough_by_themselves() -> None:
    under = [
        Judged(signs(literal(f"{n}곳 고침"), (), ("누수 탐지",)), frozenset({"A"}), frozenset())
        for n in (1, 2)
    ]
    fitted = fit([*under, judged_text("나무 심기"), judged_text("나무 사기")])
    taught = Lessons(fitted.names, fitted.rarity, fitted.told)
    bare, headed = (_lesson(taught, "5곳 고침", "A", section) for section in ((), ("누수 탐지",)))
    assert bare.is_enough
    assert headed.score > bare.score
    assert not _lesson(taught, "여기", "A", ("누수 탐지",)).is_enough


def _found(text: str, indicator: str, *, is_taught: bool = True) -> Finding | None:
    catalogue = load_catalogue("proxy-service-2022")
    searcher = Searcher(catalogue, load_rules("proxy-service-2022"), is_taught=is_taught)
    found = searcher.search(read_example(text, "service"))
    return next((one for one in found if one.indicator_id == indicator), None)


# in words that no cue of the rule knows
LIKE_WAITING = "민원창구 앞에서 차례가 오기까지 앉아 있던 시간이 17분에서 6분으로 짧아졌다"


def test_a_passage_without_any_cue_is_for_a_person_to_look_at() -> None:
    assert _found(LIKE_WAITING, "EF.TM.02", is_taught=False) is None
    finding = _found(LIKE_WAITING, "EF.TM.02")
    assert finding is not None
    assert tier_of(finding) == "needs_review"
    assert "only_reads_alike" in doubts(finding)
    assert any(reason.startswith("learned:") for reason in finding.strength.reasons)


def test_it_is_proved_by_facts_of_the_passage_itself() -> None:
    finding = _found(LIKE_WAITING, "EF.TM.02")
    assert finding is not None
    assert all(fact.evidence[0].quote in LIKE_WAITING for fact in finding.facts)
    begin, end = finding.opening.anchor_span.as_tuple()
    assert 0 <= begin < end <= len(LIKE_WAITING)


def _with_lesson(score: float, *, best: float = 0.0) -> Finding:
    """A finding by its rule's cue, in a passage that scores so much, and for another indicator perhaps more."""
    finding = _found(
        "이용 신청부터 배차까지 기다리는 시간이 20분에서 8분으로 줄었다", "EF.TM.02", is_taught=False
    )
    assert finding is not None
    marks = {"learned": round(100 * score), "best": round(100 * max(score, best))}
    lesson = Lesson(score, marks=marks)
    opening = replace(finding.opening, lesson=lesson)
    strength = measure(opening, has_value=True, is_corrected=False, subject_confidence=1.0)
    return replace(finding, opening=opening, strength=strength)


def test_a_cue_in_a_passage_of_another_indicator_does_not_count_and_the_record_says_why() -> None:
    assert tier_of(_with_lesson(0.5)) == "present"
    other = _with_lesson(0.02, best=0.6)
    assert tier_of(other) is None
    assert judge([other]).notes == ("rejected:reads_otherwise",)


def test_a_passage_like_judged_ones_is_stronger_than_its_cue_alone_and_an_unlike_one_weaker() -> None:
    alone = _found(
        "이용 신청부터 배차까지 기다리는 시간이 20분에서 8분으로 줄었다", "EF.TM.02", is_taught=False
    )
    assert alone is not None
    like, unlike = (_with_lesson(score).strength.score for score in (0.6, 0.05))
    assert unlike < alone.strength.score < like


@pytest.mark.parametrize("name", CATALOGUES)
def test_the_shipped_weights_were_fitted_to_the_papers_as_they_are(name: str) -> None:
    """`python -m fixtures.lessons` fits them anew; a minute."""
    lines = (FOLDER / f"lessons-{name}.tsv").read_text("utf-8").splitlines()
    assert lines[1] == f"# papers {papers_hash()}"
    assert load_lessons(name) is not None


def test_nothing_is_learned_from_papers_that_are_held() -> None:
    held = HELD_CITIES | HELD_SERVICES
    assert held < set(paper_names())
    assert held.isdisjoint(read_names())


def test_a_catalogue_of_ones_own_teaches_nothing() -> None:
    assert load_lessons("my-catalogue") is None
