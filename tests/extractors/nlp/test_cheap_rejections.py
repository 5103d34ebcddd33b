"""What is not looked at because a sign is missing holds nothing: every rejection asks for less than a find needs."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp import dates, places, quantities, scheme_names, sentences
from extractors.nlp.dates import find_dates
from extractors.nlp.extract import _LAW_SIGN
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.names import find_names
from extractors.nlp.normalise import folded
from extractors.nlp.places import find_places
from extractors.nlp.quantities import find_quantities
from extractors.nlp.scheme_names import named_schemes
from extractors.nlp.sentences import split_units
from extractors.nlp.units import BY_SURFACE, NATIVE_NUMBERS
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan

RELEASED = date(2022, 9, 29)
PIECES = (
    "2022", "'21", "21", "9", "29", "04", "1,204", "3.5", "-", "~", ".", ",", " ", "(", ")", "/", "\t", "+",
    "년", "월", "일", "시", "분", "주", "개월", "개년", "간", "부터", "까지", "목", "상반기", "4분기", "중", "이내",
    "올해", "올", "지난해", "작년", "내년", "전년도", "재작년", "오는", "지난", "두", "세", "다섯", "열", "곳", "가지", "명",
    "%", "㎡", "km", "억", "만", "인구", "사업비", "국비", "최대", "여", "이상", "대", "원", "１２", "（", "）", "②", "㎥",
    "춘천시", "대구 중구", "서울", "인증", "도시", "서비스", "스마트", "인 증", "「조례」", "｢법｣", "『지침』",
)  # fmt: skip
COMPOSED = st.lists(st.sampled_from(PIECES), max_size=8).map("".join)
TEXTS = st.one_of(COMPOSED, COMPOSED.map(lambda text: unicodedata.normalize("NFD", text)))
ANY_OF_THEM = "".join(sorted(set(folded("".join(PIECES)).text)))
_Found = TypeVar("_Found")


def without_rejections(find: Callable[[], _Found]) -> _Found:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(dates, "_MAY_DATE", dates.re.compile(""))
        patched.setattr(dates, "_READERS", tuple((ANY_OF_THEM, reader) for _, reader in dates._READERS))
        patched.setattr(quantities, "_MAY_COUNT", dates.re.compile(""))
        patched.setattr(quantities, "_BARE_FIGURE", dates.re.compile(r"(?!)"))
        patched.setattr(quantities.patterns, "DIGIT", dates.re.compile(""))
        patched.setattr(places, "_LETTERS", dates.re.compile(""))
        patched.setattr(scheme_names, "_NAMED_BY", "")
        return find()


@given(TEXTS)
def test_no_date_is_rejected(text: str) -> None:
    for released_on in (RELEASED, None):

        def find(day: date | None = released_on) -> list[dates.DateMention]:
            return find_dates(text, released_on=day)

        assert find() == without_rejections(find)


@given(TEXTS)
def test_no_quantity_is_rejected(text: str) -> None:
    assert find_quantities(text) == without_rejections(lambda: find_quantities(text))


@given(TEXTS)
def test_no_place_is_rejected(text: str) -> None:
    def find() -> list[places.PlaceMention]:
        return find_places(text, load_gazetteer(), as_of=RELEASED, context=("대구광역시",))

    assert find() == (without_rejections(find) if text else [])


@given(TEXTS)
def test_no_scheme_is_rejected(text: str) -> None:
    scheme_names._named_schemes.cache_clear()
    assert named_schemes(text) == without_rejections(lambda: named_schemes(text))


@given(TEXTS)
def test_no_law_is_rejected(text: str) -> None:
    if not _LAW_SIGN.search(text):
        assert not [found for found in find_names(text) if found.kind == "ordinance"]


def test_every_unit_and_every_native_number_has_its_sign() -> None:
    assert not [surface for surface in BY_SURFACE if quantities._BARE_FIGURE.fullmatch(surface)]
    assert all(quantities._MAY_COUNT.search(number) for number in NATIVE_NUMBERS)


def test_every_name_of_a_place_is_of_syllables_only() -> None:
    assert not [surface for surface in load_gazetteer().namings if places._NO_SYLLABLE.search(surface)]


@given(
    st.lists(
        st.sampled_from([*PIECES, "○ ", "- ", "※", "다. 이어", "“", "”고 말했다", "(", "\n", "- ○ "])
    ).map(" ".join)
)
def test_a_line_without_the_sign_of_a_divider_is_one_unit_like_any_other(text: str) -> None:
    line = " ".join(text.split())
    if line:
        block = Block("b1", BlockKind.PARAGRAPH, Region.BODY, CharSpan(0, len(line)))
        document = Document("sha256:0", "a.txt", "text/plain", line, (block,))
        with pytest.MonkeyPatch.context() as patched:
            found = split_units(document)
            patched.setattr(sentences, "_DIVIDER", dates.re.compile(""))
            assert found == split_units(document)


def test_no_other_character_is_folded_into_the_brackets_of_a_law() -> None:
    every = map(chr, (code for code in range(sys.maxunicode + 1) if not 0xD800 <= code < 0xE000))
    opens = {character for character in every if folded.__wrapped__(character).text in tuple("「『《")}
    assert all(_LAW_SIGN.search(character) for character in opens)
