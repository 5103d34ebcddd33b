"""Words become lines by their baseline, whatever order they come in."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.lines import dominant_size, find_lines, group_rows
from schemas.geometry import Box
from schemas.page import RawPage, Word

PAGE = RawPage(1, 600, 800, ())


def word(text: str, x: float, top: float, *, size: float = 10, glued: bool = False) -> Word:
    return Word(text, Box(x, top, x + size * len(text), top + size), size, glued=glued)


def texts(*words: Word) -> list[str]:
    return [line.text for line in find_lines(words, PAGE, (0, 600))]


def test_words_of_one_baseline_are_one_line_from_left_to_right() -> None:
    assert texts(word("인증", 60, 100), word("도시", 30, 101), word("서비스", 30, 120)) == [
        "도시 인증",
        "서비스",
    ]


def test_a_superscript_joins_the_line_it_is_raised_above() -> None:
    assert texts(word("서비스", 30, 100), word("*", 60, 98, size=6, glued=True), word("인증", 80, 100)) == [
        "서비스* 인증"
    ]


def test_letter_spaced_labels_keep_their_true_blanks() -> None:
    letters = [word(letter, 100 + 40 * index, 50, size=26) for index, letter in enumerate("보도자료")]
    assert texts(*letters) == ["보 도 자 료"]


def test_a_label_spread_over_its_cell_is_one_word_where_the_page_writes_its_blanks() -> None:
    written = replace(word("구", 10, 20), blank_after=True)
    page = replace(PAGE, words=(written, word("분", 60, 20)))
    labels = [word(letter, 10 + 25 * index, 50) for index, letter in enumerate("제조업")]
    lines = find_lines([*page.words, *labels], page, (0, 600))
    assert [line.text for line in lines] == ["구 분", "제조업"]


def test_two_small_lines_beside_a_tall_word_stay_two() -> None:
    lines = texts(word("표", 30, 100, size=30), word("위", 80, 100), word("아래", 80, 118))
    assert [line for line in lines if "위" in line and "아래" in line] == []


def test_an_engine_line_stays_together_though_its_words_differ_in_height() -> None:
    low = Word("-", Box(30, 106, 34, 107), 10, line_key=(1, 1, 1))
    high = Word("관제", Box(40, 100, 60, 110), 10, line_key=(1, 1, 1))
    assert texts(high, low) == ["- 관제"]


def test_the_size_of_a_line_is_that_of_most_characters() -> None:
    assert dominant_size([word("해외투자", 0, 0, size=14), word("(억)", 60, 4, size=8)]) == 14


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(0, 700), st.integers(6, 30)), min_size=1, max_size=30
    ),
    st.randoms(use_true_random=False),
)
def test_rows_hold_every_word_once_and_do_not_depend_on_order(
    places: list[tuple[int, int, int]], random
) -> None:  # type: ignore[no-untyped-def]
    words = [word(f"w{index}", x, top, size=size) for index, (x, top, size) in enumerate(places)]
    rows = group_rows(words)
    assert sorted(one.text for row in rows for one in row) == sorted(one.text for one in words)
    shuffled = list(words)
    random.shuffle(shuffled)
    assert group_rows(shuffled) == rows
