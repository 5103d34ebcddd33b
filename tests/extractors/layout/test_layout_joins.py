"""Whether a line end cut a word: signs, particles, and the words of the document."""

from __future__ import annotations

import pytest

from extractors.layout.habits import Habits, learn_habits, stem_of
from extractors.layout.joins import joins_without_blank
from extractors.layout.lines import Line
from extractors.layout.written_text import line_joint
from schemas.geometry import Box
from schemas.page import Word

CUTS = Habits(
    keeps_blanks=False, cuts_words=True, words={"통합관제센터": 2, "공공": 1, "데이터": 3, "유동인구": 1}
)
WHOLE = Habits(keeps_blanks=False, cuts_words=False, words=CUTS.words)


def line(text: str, *, blank_after: bool = False, right: float = 0) -> Line:
    words, x = [], 0.0
    for piece in text.split(" "):
        words.append(Word(piece, Box(x, 0, x + 10 * len(piece), 10), 10, blank_after=True))
        x += 10 * len(piece) + 5
    end = words[-1]
    words[-1] = Word(end.text, end.box, 10, blank_after=blank_after)
    return Line(1, "text", tuple(words), Box(0, 0, end.box.x1, 10), 0, right or end.box.x1)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("서비스", "를"),
        ("지역", "으로의"),
        ("체결하", "였다."),
        ("통합관", "제센터를"),
        ("유동", "인구와"),
        ("56", "개"),
        ("2022", "년"),
        ("(인공", "지능)을"),
        ("방재·", "환경"),
        ("인공지능", "(AI)"),
        ("협의", "체)”,"),
        ("도", "입을"),
    ],
)
def test_a_cut_word_is_joined_without_blank(before: str, after: str) -> None:
    assert joins_without_blank(before, after, is_full=True, habits=CUTS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("공공", "데이터를"),
        ("도시를", "선정"),
        ("수", "있다."),
        ("착수하지", "않음"),
        ("평가하고,", "인증을"),
        ("smart", "city"),
        ("총", "24곳"),
        ("운영센터”", "등"),
        ("및", "지원"),
    ],
)
def test_whole_words_are_joined_by_a_blank(before: str, after: str) -> None:
    assert not joins_without_blank(before, after, is_full=True, habits=CUTS)


def test_a_line_with_room_left_ended_at_a_word() -> None:
    assert not joins_without_blank("서비", "스를", is_full=False, habits=CUTS)


def test_a_document_that_breaks_at_blanks_keeps_unknown_pieces_apart() -> None:
    assert not joins_without_blank("스마트", "도시과", is_full=True, habits=WHOLE)


def test_blanks_kept_at_line_ends_decide_before_any_guess() -> None:
    keeps = Habits(keeps_blanks=True, cuts_words=True, words={})
    after = line("위축 등에")
    assert line_joint(line("높은 투자심리", blank_after=True), after, keeps) == " "
    assert line_joint(line("높은 투자심리"), after, keeps) == ""
    assert line_joint(line("높은 투자심리", right=300), after, keeps) == " "


def test_habits_are_learnt_from_line_ends() -> None:
    cut = [[line("도시의 서비스"), line("를 넓혔고 이"), line("를 알렸다")] for _ in range(3)]
    assert learn_habits(cut).cuts_words
    assert not learn_habits([[line("도시의 서비스를"), line("넓혔다")]]).cuts_words
    hanging = [[line("도시 인증", blank_after=True), line("결과 발표", blank_after=True), line("한다")]]
    assert learn_habits(hanging).keeps_blanks


def test_words_that_a_line_end_may_have_cut_teach_nothing() -> None:
    habits = learn_habits([[line("시민 안전 통합"), line("관제를 운영 중")]])
    assert habits.knows("안전")
    assert not habits.knows("통합")
    assert not habits.knows("관제")


def test_a_stem_loses_its_particle_only() -> None:
    assert [stem_of(word) for word in ("도시에서", "인증을", "서울", "이")] == ["도시", "인증", "서울", "이"]
