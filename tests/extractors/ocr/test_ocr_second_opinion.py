"""What another engine's reading of a line makes of ours: never other text, only other confidence."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.second_opinion import Opinion, weigh
from schemas.geometry import Box
from schemas.page import Word

Texts = st.lists(st.text("가나다1234,.□△-Q", min_size=1, max_size=6), max_size=6)


def words_of(texts: Sequence[str], confidence: float = 0.8) -> list[Word]:
    return [
        Word(text, Box(10 * at, 0, 10 * at + 9, 9), 9.0, confidence=confidence)
        for at, text in enumerate(texts)
    ]


def heard(ours: str, theirs: str) -> Opinion:
    return weigh(words_of(ours.split()), theirs)


def contested(found: Opinion) -> list[str]:
    return [word.text for word in found.words if word.box in found.contested]


@given(Texts, st.text("가나다1234,.□△-Q ", max_size=40))
def test_no_text_is_changed_and_no_word_is_both_confirmed_and_contested(texts: list[str], other: str) -> None:
    found = weigh(words_of(texts), other)
    assert [word.text for word in found.words] == texts
    for word in found.words:
        assert 0 <= (word.confidence or 0) <= 1
        assert not (word.confirmed and word.box in found.contested)
    assert not (found.agreed and found.contested)


@given(Texts.filter(bool))
def test_the_same_reading_confirms_every_word(texts: list[str]) -> None:
    found = weigh(words_of(texts), " ".join(texts))
    assert found.agreed
    assert all(word.confirmed and word.confidence == 0.95 for word in found.words)


@pytest.mark.parametrize(
    ("ours", "theirs", "numbers"),
    [
        ("예산 1,250억원", "예산 1250억원", ["1,250억원"]),
        ("예산 1,250억원", "예산 1.250억원", ["1,250억원"]),
        ("14.1% 감소하였다", "14.6% 감소하였다", ["14.1%"]),
        ("보급 411대 운행", "보급 41대 운행", ["411대"]),
        ("보급 41대 운행", "보급 411대 운행", ["41대"]),
        ("배포 06:0Q 이후", "배포 06:00 이후", ["06:0Q"]),
    ],
)
def test_a_number_that_is_read_otherwise_is_contested(ours: str, theirs: str, numbers: list[str]) -> None:
    found = heard(ours, theirs)
    assert contested(found) == numbers
    assert [word.confidence for word in found.words if word.box in found.contested] == [0.5]
    assert not found.agreed


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("□ 인증 도시 3곳", "0 인증 도시 3곳"),  # signs that Tesseract cannot write
        ("①혁신성, ②제도 등 44개", "@0혁신성, 3제도 등 44개"),
        ("㈜가람정보통신이 12대를 제작", "6가람정보통신이 12대를 제작"),
        ("전년보다 △3.7% 줄었다", "전년보다 43.7% 줄었다"),
        ("앱 12종을 내놓았다", "앰 12종을 내놓았다"),
        ("4분기 실적을 낸 도시", "4분7 실적을 낸 도시"),
        ("교통 17개 구간", "wm 41]9 oe5 ore"),  # noise
        ("교통 17개 구간", ""),
    ],
)
def test_what_tesseract_cannot_write_or_read_is_no_dispute(ours: str, theirs: str) -> None:
    assert contested(heard(ours, theirs)) == []


def test_a_sign_that_tesseract_cannot_write_does_not_spoil_agreement() -> None:
    found = heard("□ 제출 서류", "디 제출 서류")
    assert found.agreed
    assert [word.confirmed for word in found.words] == [False, True, True]


def test_a_word_beside_which_the_other_has_a_letter_more_is_not_confirmed() -> None:
    found = heard("총 138억 러 줄었다", "총 138억 달러 줄었다")
    assert [word.confirmed for word in found.words] == [True, False, False, True]
    assert not found.agreed


def test_a_confirmed_word_keeps_a_higher_confidence() -> None:
    (word,) = weigh(words_of(["도시"], confidence=0.99), "도시").words
    assert word.confidence == 0.99
