"""Views: what is matched is folded and without blanks, and every span leads back to the page's characters."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.normalise import folded, lowered, view

KOREAN = st.text(alphabet="가나다 시군구는을 12,.\t\n“”‧㎡ㄱAB", max_size=60)


def test_a_blank_inside_a_word_is_seen_through() -> None:
    seen = view("인천 광역시")
    assert seen.text == "인천광역시"
    assert seen.span(0, 5).slice("인천 광역시") == "인천 광역시"
    assert not seen.is_glued(0, 5)
    assert seen.is_glued(0, 2)


def test_signs_that_look_alike_become_one() -> None:
    assert folded("“가”‘나’–―‧ㆍ～").text == "\"가\"'나'--··~"
    assert folded("ＡＩ　（１２）").text == "AI　(12)"


def test_numbers_and_latin_words_stay_apart() -> None:
    assert view("2022 56개 smart city").text == "2022 56개smart city"


def test_line_ends_and_tabs_stay_so_that_nothing_is_matched_across_cells() -> None:
    assert view("김해\t시 \n 군").text == "김해\t시\n군"


def test_conjoining_jamo_lead_back_to_all_their_characters() -> None:
    text = unicodedata.normalize("NFD", "강릉 시")
    seen = view(text)
    assert seen.text == "강릉시"
    assert unicodedata.normalize("NFC", seen.span(0, 2).slice(text)) == "강릉"


@given(st.text(max_size=80))
def test_every_span_of_a_view_lies_in_the_text(text: str) -> None:
    for seen in (folded(text), view(text)):
        assert len(seen.text) == len(seen.starts) == len(seen.ends)
        for index in range(len(seen.text)):
            span = seen.span(index, index + 1)
            assert 0 <= span.start < span.end <= len(text)
        assert list(seen.starts) == sorted(seen.starts)


@given(st.text(alphabet="가A1 \u3000\u200b\u00ad\t,ΣİΑ", max_size=30))
def test_a_view_leaves_out_blanks_only_and_keeps_one_between_latin_letters(text: str) -> None:
    seen = view(text)
    kept = [text[start] for start, sign in zip(seen.starts, seen.text, strict=True) if sign != " "]
    assert kept == [sign for sign in text if sign not in " \u3000\u200b\u00ad"]
    for index, sign in enumerate(seen.text):
        if sign == " ":
            before, after = seen.text[index - 1], seen.text[index + 1]
            assert all(sign.isascii() and sign.isalnum() for sign in (before, after))


@given(st.text(alphabet="ABΣΑİ가ß", max_size=12))
def test_lower_case_is_one_character_for_one_wherever_it_stands(text: str) -> None:
    assert lowered(text) == "".join(lowered(character) for character in text)
    assert len(lowered(text)) == len(text)


@given(KOREAN)
def test_a_view_of_a_view_is_the_same(text: str) -> None:
    assert view(view(text).text).text == view(text).text


@given(KOREAN)
def test_more_blanks_change_nothing_that_is_matched(text: str) -> None:
    assert view(text.replace(" ", "   ")).text == view(text).text


def test_particles_end_a_noun_and_other_syllables_do_not() -> None:
    for after in ("", " ", "는", "에서", "까지도", "이며", "의,", ")", "등에서", "로부터"):
        assert ends_noun(f"강릉시{after}", 3), after
    for after in ("민", "의회", "장터", "청소", "립대", "가지", "A"):
        assert not ends_noun(f"강릉시{after}", 3), after


def test_a_word_starts_after_a_blank_or_a_mark_only() -> None:
    assert starts_word("(대구", 1)
    assert not starts_word("남대구", 1)
    assert not starts_word("A1", 1)
