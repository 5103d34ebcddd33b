"""Counts of the certified against the names that are given, and classes against the whole."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from extractors.check_counts import check_counts
from schemas.fact import Fact
from tests.extractors.rules.invented import fact

_STARTS = count(9000, 100)
LARGE, SMALL = ("오산시", "수원시"), ("춘천시", "동해시", "거제시")


def counted(value: int, of: str | None = None, qualifier: str | None = None) -> Fact:
    attributes = {"scheme": "스마트 도시 인증", "year": 2022} | ({"class": of} if of else {})
    quote = f"도시 {value}곳"
    return fact(
        "certified_count", value, start=next(_STARTS), quote=quote, unit="place", qualifier=qualifier, attributes=attributes,
    )  # fmt: skip


def named(names: Sequence[str], of: str) -> list[Fact]:
    attributes = {"scheme": "스마트 도시 인증", "year": 2022, "class": of}
    return [fact("certified", True, start=next(_STARTS), name=name, attributes=attributes) for name in names]


def told(*counts: Fact, large: Sequence[str] = LARGE, small: Sequence[str] = SMALL) -> list[str]:
    return [
        one.message.en
        for one in check_counts([*counts, *named(large, "large"), *named(small, "small_medium")])
    ]


def test_counts_that_fit_their_names_and_each_other_are_not_told() -> None:
    assert told(counted(5), counted(2, "large"), counted(3, "small_medium")) == []


def test_more_names_than_are_counted_are_told_by_name() -> None:
    (message,) = told(counted(4))
    assert "4 are stated, 5 are named: 오산시, 수원시" in message


def test_a_name_that_was_not_found_is_told_only_beside_counts_that_fit() -> None:
    assert told(counted(9)) == []
    assert len(told(counted(3, "large"), counted(3, "small_medium"))) == 1


def test_classes_make_the_whole() -> None:
    messages = told(counted(5), counted(2, "large"), counted(4, "small_medium"))
    assert any("add up to 6: '도시 2곳' + '도시 4곳'" in message for message in messages)


def test_a_count_that_is_open_or_has_no_names_is_left_alone() -> None:
    assert told(counted(3, qualifier="about"), counted(3, "large", "etc")) == []
    assert told(counted(5), large=(), small=()) == []
