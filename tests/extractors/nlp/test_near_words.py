"""Words with a letter misread: which are found, and what is another word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.near_words import NearWord, NearWords, unambiguous
from extractors.nlp.normalise import view
from extractors.rules.catalogues import catalogue_names, load_rules
from extractors.rules.cues import cues_of
from extractors.rules.literals import literal

CUES = sorted(
    {
        literal(cue.lex)
        for name in catalogue_names()
        for rule in load_rules(name)
        for cue in cues_of(rule)
        if cue.lex
    }
)
LONG = [word for word in CUES if len(word) >= 4 and all("가" <= letter <= "힣" for letter in word)]
WORDS = ["통합주차정보", "데이터셋", "스마트도시", "인공지능", "스마트폴"]


def found(text: str, *words: str) -> list[NearWord]:
    seen = view(text)
    return NearWords(words or WORDS).find(seen, seen.text)


@pytest.mark.parametrize(
    ("text", "word", "read"),
    [
        ("통합주자정보를 제공", "통합주차정보", "통합주자정보"),
        ("통합 주자 정보를 제공", "통합주차정보", "통합주자정보"),
        ("통항주자정보", "통합주차정보", "통항주자정보"),  # two letters of six syllables
        ("새 인공치능", "인공지능", "인공치능"),
        ("스마트도사에서", "스마트도시", "스마트도사"),  # before a particle
    ],
)
def test_a_word_with_a_letter_misread_is_found_with_its_place(text: str, word: str, read: str) -> None:
    [one] = found(text)
    assert one.word == word
    assert view(text).text[one.start : one.end] == read


@pytest.mark.parametrize(
    "text",
    [
        "통합주차정보",  # as it should be
        "통함추자정모",  # three letters
        "통합가차정보",  # two letters of one syllable
        "인공치농",  # two letters of four syllables
        "데이터센터를 짓는다",  # the end of another word
        "스마트도서관",
        "스마트폰을 쓴다",  # a word of its own, a letter from 스마트폴
        "공인공지능",  # a blank was lost before a word that is read right
    ],
)
def test_another_word_is_not_taken_for_one(text: str) -> None:
    assert found(text) == []


def test_where_the_middle_is_misread_the_word_may_stand_inside_a_compound() -> None:
    assert [one.word for one in found("신인공치능망")] == ["인공지능"]


def test_short_words_and_words_without_syllables_are_never_found() -> None:
    assert found("자전가 CCTU 1234567", "자전거", "cctv", "1234568") == []


def test_what_may_be_two_words_is_neither() -> None:
    near = found("시민나드", "시민카드", "시민다드")
    assert len(near) == 2
    assert list(unambiguous(near)) == []
    assert list(unambiguous(near[:1])) == near[:1]


@given(st.sampled_from(LONG), st.data())
def test_any_long_cue_with_one_letter_replaced_is_found_alone(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letters = list(unicodedata.normalize("NFD", word[at]))
    letters[0] = chr(0x1100 + data.draw(st.integers(0, 18)))
    read = word[:at] + unicodedata.normalize("NFC", "".join(letters)) + word[at + 1 :]
    words = {one.word for one in found(f"{read} 등", word)}
    assert words == (set() if read == word else {word})
