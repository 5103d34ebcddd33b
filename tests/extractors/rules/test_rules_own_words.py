"""An indicator without rules is looked for by the words of its own name, and never called absent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.rules.check import check_rule
from extractors.rules.mapping import map_records, rules_for
from extractors.rules.own_words import own_rules, rule_of_words
from schemas.catalogue import Catalogue, Indicator
from schemas.record import Record
from tests.extractors.rules.invented import Amount, Line, document


def indicator(name: str, **changes: Any) -> Indicator:
    plain = {
        "id": "1.1", "name": {"ko": name, "en": name}, "definition": {"ko": name, "en": name},
        "value": {"type": "presence"}, "proof": "대장", "dimension": "D1",
    }  # fmt: skip
    return Indicator.model_validate(plain | changes)


def catalogue(*indicators: Indicator, status: str = "official") -> Catalogue:
    return Catalogue.model_validate(
        {
            "name": f"{status}-city-2031", "scheme": "city", "year": 2031, "status": status, "source": "own",
            "notice": "시험 산정(비공식)" if status == "proxy" else None,
            "dimensions": [{"id": "D1", "name": {"ko": "가", "en": "a"}, "source": "own"}],
            "indicators": [one.model_dump() for one in indicators],
        }
    )  # fmt: skip


def record(name: str, *lines: Line, **changes: Any) -> Record:
    [one] = map_records(catalogue(indicator(name, **changes)), [document(*lines, scheme_year=2031)])
    return one


def test_the_whole_name_in_a_sentence_is_found() -> None:
    one = record("긴급차량 우선신호 구축", Line("긴급차량 우선신호를 운영한다"))
    assert (one.state, one.value) == ("present", True)
    assert "by:own_words" in one.reasons


def test_words_may_stand_between_those_of_the_name() -> None:
    assert record("스마트도시 조례 제정", Line("스마트도시 조성 및 운영 조례를 제정했다")).state == "present"


def test_a_plan_is_planned_only_by_own_words_too() -> None:
    assert (
        record("긴급차량 우선신호 구축", Line("긴급차량 우선신호를 들인다", "planned")).state
        == "planned_only"
    )


def test_single_words_of_a_name_need_a_reader() -> None:
    one = record("침수 센서 경보", Line("침수 때 경보를 울린다"))
    assert one.state == "needs_review"
    assert "only_single_words" in one.reasons


def test_one_word_of_a_name_is_nothing() -> None:
    assert record("침수 센서 경보", Line("침수를 막는다")).state == "not_searched"


def test_what_is_not_found_by_own_words_is_not_called_absent() -> None:
    one = record("긴급차량 우선신호 구축", Line("축제를 열었다"))
    assert (one.state, one.searched, one.reasons) == ("not_searched", (), ("own_words",))


def test_the_value_is_of_the_kind_that_the_table_states() -> None:
    line = Line("공공와이파이 640곳을 설치했다", amounts=(Amount("640곳", 640, "place"),))
    one = record("공공와이파이 설치 개소 수", line, value={"type": "count", "unit": "place"})
    assert (one.state, one.value, one.unit) == ("present", 640, "place")


@pytest.mark.parametrize("name", ["운영 실적", "스마트도시 서비스 수준", "시스템 구축 비율"])
def test_a_name_of_generic_words_makes_no_rule(name: str) -> None:
    assert rule_of_words(indicator(name)) is None
    assert record(name, Line("스마트도시 서비스 시스템을 운영한다")).reasons == ("no_rule",)


def test_a_written_rule_goes_before_own_words_and_a_proxy_has_none() -> None:
    one, other = indicator("긴급차량 우선신호"), indicator("공공와이파이", id="1.2")
    written = rule_of_words(one)
    assert written is not None
    assert [rule.indicator for rule in own_rules(catalogue(one, other), [written])] == ["1.2"]
    assert rules_for(catalogue(one, other, status="user"))[0].basis == "own_words"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=300))
def test_any_name_makes_a_rule_that_keeps_the_laws_or_none(name: str) -> None:
    rule = rule_of_words(indicator(name))
    assert rule is None or rule.cues.strong or len(rule.cues.weak) >= 2


def test_a_rule_of_own_words_holds_its_examples() -> None:
    of = catalogue(indicator("통합주차정보 연계"))
    [rule] = own_rules(of, [])
    assert list(check_rule(rule, of)) == []
