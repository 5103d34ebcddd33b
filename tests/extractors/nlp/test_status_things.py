"""What a sentence says of a thing in it: there, not yet, no more, or nothing."""

from __future__ import annotations

import pytest

from extractors.nlp.status import clauses
from extractors.nlp.status_things import as_told_of, governing
from extractors.nlp.tokens import morphemes
from schemas.fact import Status


def status_of(thing: str, text: str) -> Status:
    start = text.index(thing)
    end = start + len(thing)
    clause = governing(clauses(text, morphemes(text), 0), start, end, text[end:])
    assert clause is not None
    return as_told_of(clause, end).status


@pytest.mark.parametrize(
    "text",
    [
        "물길 관제소 부지를 사들였다.",
        "물길 관제소 건립비 40억 원을 확보했다.",
        "물길 관제소는 환경청 심의를 통과했다.",
        "물길 관제소 조감도가 공개됐다.",
        "물길 관제소를 짓는 쪽으로 가닥을 잡았다.",
    ],
)
def test_what_goes_before_a_thing_makes_it_planned(text: str) -> None:
    assert status_of("물길 관제소", text) == "planned"


def test_money_that_is_told_of_itself_is_there() -> None:
    assert status_of("국비", "국비 40억 원을 확보했다.") == "done"


def test_an_unknown_verb_leaves_open_what_became_of_a_thing() -> None:
    assert status_of("물길 관제소", "물길 관제소가 도마 위를 맴돌았다.") == "unstated"


def test_what_something_is_done_by_is_there_whatever_the_verb() -> None:
    assert status_of("합성곱 신경망", "새는 소리는 합성곱 신경망으로 솎는다.") == "ongoing"


def test_what_stands_in_place_of_a_thing_denies_it() -> None:
    assert status_of("종이 승차권", "종이 승차권 대신 번호를 보여 준다.") == "negated"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("예산이 서면 물길 알림을 운영할 수 있다.", "planned"),
        ("주소를 넣으면 물길 알림을 이용할 수 있다.", "nominal"),
    ],
)
def test_what_hangs_on_money_or_consent_is_a_plan(text: str, status: Status) -> None:
    assert status_of("물길 알림", text) == status


@pytest.mark.parametrize(
    "text",
    [
        "문을 닫은 물길 체험관 자리에 나무를 심었다.",
        "세우려다 만 물길 체험관 자리에 나무를 심었다.",
        "물길 체험관은 이번 개방 목록에서 뺐다.",
        "물길 체험관은 말에 그쳤다.",
    ],
)
def test_what_came_to_nothing_is_denied(text: str) -> None:
    assert status_of("물길 체험관", text) == "negated"
