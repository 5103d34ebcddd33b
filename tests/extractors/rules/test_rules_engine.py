"""What opens a rule, what vetoes it, and which predicate governs."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.rules.catalogues import load_catalogue
from extractors.rules.check import run_example
from extractors.rules.cues import LiteralFinder, Present, Seen
from extractors.rules.engine import Opening, open_rule
from extractors.rules.findings import Finding, seen_sentences
from extractors.rules.pack import Rule
from extractors.rules.states import tier_of
from tests.extractors.rules.invented import CITY, Line, document, fact

MATCHES = [{"text": "우선신호를 운영한다"}] * 3
MISSES = [{"text": "축제를 열었다", "why": "a feast"}] * 2


def rule(**changes: Any) -> Rule:
    cues = {
        "strong": [{"lex": "우선신호"}, {"lex": "ITS"}],
        "weak": [{"lex": "긴급차량"}, {"lex": "차량"}, {"lex": "소방서"}],
        "context": [{"lex": "교차로"}, {"event": ["운영"]}, {"section": "교통"}],
    }
    body = {"indicator": "SI.TR.03", "cues": cues, "tests": {"match": MATCHES, "no_match": MISSES}}
    return Rule.model_validate(body | changes)


def opened(text: str, tried: Rule | None = None, **line: Any) -> Opening | None:
    tried = tried or rule()
    [seen] = seen_sentences(document(Line(text, **line)))
    return open_rule(tried, seen, LiteralFinder([tried]).find(seen), indicator_names=("긴급차량 우선신호",))


def read(text: str) -> Finding | None:
    return run_example(rule(), load_catalogue(CITY), text)


def test_one_strong_cue_opens() -> None:
    assert opened("우선신호가 있다")


def test_one_weak_cue_alone_does_not() -> None:
    assert opened("소방서가 있다") is None


def test_two_different_weak_cues_open() -> None:
    assert opened("소방서의 차량")


def test_one_weak_cue_twice_does_not() -> None:
    assert opened("소방서와 소방서") is None


def test_two_weak_cues_on_the_same_characters_are_one_sign() -> None:
    assert opened("긴급차량이 있다") is None


def test_a_weak_cue_opens_with_a_context() -> None:
    assert opened("교차로의 소방서")


def test_a_generic_event_opens_nothing_but_makes_evidence_stronger() -> None:
    assert opened("소방서를 운영한다", predicate="운영") is None
    plain, with_event = opened("우선신호가 있다"), opened("우선신호를 운영한다", predicate="운영")
    assert plain is not None
    assert with_event is not None
    assert (plain.event, with_event.event) == (None, "운영")


def test_a_heading_is_a_context() -> None:
    assert opened("소방서가 있다", section=("1. 교통 분야",))


def test_a_heading_that_names_the_indicator_is_a_context() -> None:
    assert opened("소방서가 있다", section=("지표 3. 긴급차량 우선 신호",))


def test_under_a_heading_with_a_strong_cue_an_event_opens() -> None:
    under = {"section": ("3. 우선신호 추진 실적",), "predicate": "운영"}
    found = opened("구간 12곳에서 운영한다", predicate_quote="운영", **under)
    assert found is not None
    assert found.signs.heading == "우선신호"
    assert (
        opened(
            "구간 12곳에서 보았다", section=("3. 우선신호 추진 실적",), predicate="보", predicate_quote="보"
        )
        is None
    )


def test_a_heading_as_long_as_a_sentence_is_no_title() -> None:
    long = "우선신호를 비롯한 여러 가지 사업을 지난 삼 년 동안 꾸준히 추진하여 온 내용과 앞으로의 방향"
    assert opened("구간 12곳에서 운영한다", section=(long,), predicate="운영", predicate_quote="운영") is None


def test_context_alone_opens_nothing() -> None:
    assert opened("교차로를 운영한다", section=("교통",), predicate="운영") is None


def test_an_exclusion_vetoes_weak_cues_but_not_a_strong_one() -> None:
    tried = rule(exclude=[{"lex": "구입"}])
    assert opened("소방서 차량 구입", tried) is None
    assert opened("우선신호 장비 구입", tried)


def test_a_hard_exclusion_vetoes_everything() -> None:
    assert opened("우선신호 장비 구입", rule(exclude=[{"lex": "구입", "hard": True}])) is None


@pytest.mark.parametrize("text", ["우선 신호", "우선신호", "우 선 신 호", "긴급우선신호기"])
def test_blanks_do_not_hide_a_cue(text: str) -> None:
    assert opened(text)


def test_a_cue_that_bridges_a_blank_must_begin_where_a_word_does() -> None:
    tried = rule(cues={"strong": [{"lex": "자가망"}]})
    assert opened("투자 가망이 없다", tried) is None
    assert opened("자 가망을 깔았다", tried)


@pytest.mark.parametrize(
    ("text", "opens"), [("its를 쓴다", True), ("C-ITS", True), ("HITS", False), ("itself", False)]
)
def test_latin_cues_need_latin_borders(text: str, *, opens: bool) -> None:
    assert (opened(text) is not None) is opens


def test_the_span_of_a_hit_is_that_of_the_document_with_its_blanks() -> None:
    found = opened("긴급 우선 신호 체계")
    assert found is not None
    assert found.anchor_span.slice("긴급 우선 신호 체계") == "우선 신호"


def test_morpheme_cues_need_the_morphemes_in_a_row() -> None:
    tried = rule(cues={"strong": [{"morph": "신호/NNG 체계/NNG"}]})
    assert run_example(tried, load_catalogue(CITY), "신호 체계를 바꾸었다.")
    assert run_example(tried, load_catalogue(CITY), "신호와 체계를 바꾸었다.") is None


def test_regex_cues_run_on_the_text_without_blanks_where_their_anchor_stands() -> None:
    tried = rule(cues={"strong": [{"regex": "신호.{0,4}제어", "anchor": "신호"}]})
    found = opened("신호를 미리 제어한다", tried)
    assert found is not None
    assert found.anchor.span is not None
    assert opened("음향을 미리 제어한다", tried) is None


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("쓰레기를 살피는 감지기", True),
        ("감지기로 쓰레기를 살핀다", True),
        ("쓰레기를 치우고, 문에 감지기를 단다", False),
        ("감지기를 단다. 쓰레기를 치운다", False),
        ("감지기 " + "여러 가지 말이 사이에 길게 놓인 문장에서 멀리 떨어져 있는 " + "쓰레기", False),
        ("감지기 3,400대로 쓰레기를 살핀다", True),
    ],
)
def test_what_must_stand_near_a_cue_may_stand_on_either_side_of_it(text: str, *, opens: bool) -> None:
    for cue in ({"lex": "감지기"}, {"regex": "감지(기|센서)"}):
        tried = rule(cues={"strong": [cue | {"near": "(쓰레기|폐기물)"}]})
        assert (opened(text, tried) is not None) is opens


def test_entity_cues_ask_for_a_fact() -> None:
    tried = rule(cues={"strong": [{"entity": {"field": "technology", "value": "인공지능"}}]})
    page = document(
        Line("그 기술로 살핀다"), facts=[fact("technology", "인공지능", start=0, quote="그 기술")]
    )
    [seen] = seen_sentences(page)
    held = Present({}, fields=frozenset({"technology"}))
    assert open_rule(tried, seen, held)
    assert open_rule(tried, Seen(seen.sentence), held) is None


def test_the_predicate_behind_the_cue_governs_not_the_one_before_it() -> None:
    found = read("협의를 마친 뒤 우선신호를 도입할 예정이다.")
    assert found is not None
    assert found.status == "planned"


def test_a_denial_inside_a_cue_is_not_the_predicate_that_governs_it() -> None:
    tried = rule(cues={"strong": [{"regex": "다니지않던.{0,3}마을"}]})
    found = run_example(tried, load_catalogue(CITY), "버스가 다니지 않던 마을을 잇고 있다.")
    assert found is not None
    assert found.status == "ongoing"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("도입할 우선신호를 시민에게 알렸다.", "planned"),
        ("우선신호는 소방차가 지나면 저절로 켜진다.", "ongoing"),
        ("우선신호를 제외하고 모두 설치하였다.", "done"),
        ("법에 막혀 우선신호는 시작하지 못했다.", "negated"),
    ],
)
def test_what_governs_a_cue_is_what_governs_the_thing_in_the_sentence(text: str, status: str) -> None:
    found = read(text)
    assert found is not None
    assert found.status == status


def test_a_purpose_is_not_the_thing() -> None:
    found = read("우선신호 구축을 위한 설명회를 열었다.")
    assert found is not None
    assert (found.status, tier_of(found)) == ("purpose", "planned_only")


@pytest.mark.parametrize("prepared", ["설계를 완료했다", "타당성 조사를 실시했다", "업무협약을 체결했다"])
def test_a_finished_preparation_is_a_plan(prepared: str) -> None:
    found = read(f"우선신호 {prepared}.")
    assert found is not None
    assert found.status == "planned"
    assert any(reason.startswith("only:") for reason in found.strength.reasons)


def test_a_rule_may_take_the_preparation_itself() -> None:
    tried = rule(assertion={"allow_preparation": True})
    found = run_example(tried, load_catalogue(CITY), "우선신호 설계를 완료했다.")
    assert found is not None
    assert found.status == "done"


def test_a_denied_thing_is_rejected() -> None:
    found = read("우선신호는 설치하지 않았다.")
    assert found is not None
    assert tier_of(found) is None


def test_a_status_the_rule_does_not_name_is_rejected() -> None:
    tried = rule(assertion={"require": ["done"], "downgrade": {}, "reject": []})
    found = run_example(tried, load_catalogue(CITY), "우선신호를 운영할 예정이다.")
    assert found is not None
    assert tier_of(found) is None


def test_hostile_length_is_cut_not_searched_for_ever() -> None:
    assert opened("가 " * 40_000 + "우선신호") is None


def test_what_a_cue_denies_itself_is_taken() -> None:
    tried = rule(cues={"strong": [{"regex": "영상.{0,8}(보내지않|지우)"}, {"lex": "암호화"}]})
    texts = "원본 영상은 보내지 않는다.", "원본 영상은 지우지 않는다.", "이름을 암호화하지 않았다."
    found = [run_example(tried, load_catalogue(CITY), f"오산시의 {text}") for text in texts]
    assert [one.status for one in found if one] == ["ongoing", "negated", "negated"]
