"""Effects, areas and stages: what changed for the better, told in native words too; not what a form leaves blank."""

from __future__ import annotations

import pytest

from tests.told_texts import CITY_HEAD, of_city, read, values


@pytest.mark.parametrize(
    "told",
    [
        "점검 인건비도 2억 1천만 원 덜 들었다.",
        "골목에 새 가게가 들어섰고 밤길도 밝다.",
        "물에 잠긴 차에서 주민 14명을 구했다.",
        "민원 만족도가 82점에서 91점으로 상승했다.",
    ],
)
def test_effects_are_told_in_native_words(told: str) -> None:
    assert of_city(told, "effect")


@pytest.mark.parametrize(
    "told",
    ["정보화 평가에서 전국 3위에 올라 상금을 받았다.", "무료 와이파이를 31곳 늘려 모두 90곳이 되었다."],
)
def test_a_place_among_others_and_more_of_the_same_are_no_effect(told: str) -> None:
    assert of_city(told, "effect") == []


@pytest.mark.parametrize(
    "told", ["센서가 꺼진 날은 값 없음", "해당 사항 없음", "민원인의 이름은 적지 않는다."]
)
def test_what_a_paper_leaves_blank_is_no_stage(told: str) -> None:
    assert of_city(told, "initiative_status") == []


@pytest.mark.parametrize(
    "told", ["휠체어 이용자의 통과 신고는 줄었다.", "이 길의 주민 210명에게 물었더니 좋다고 했다."]
)
def test_who_speaks_is_not_for_whom(told: str) -> None:
    assert of_city(told, "coverage") == []


def test_who_does_a_part_or_gives_for_it_is_a_partner() -> None:
    found = of_city("설비 청소는 사회적협동조합 맑은둘레가 하고 있다.", "partner")
    assert values(found) == ["사회적협동조합 맑은둘레"]
    assert found[0].attributes["role"] == "설비 청소"


def test_boxes_to_tick_name_no_partner() -> None:
    assert of_city("신청 구분 ■ 단독 □ 지역 상인회와 공동", "partner") == []


def test_what_a_scheme_is_rated_by_is_a_criterion_in_prose_too() -> None:
    head = CITY_HEAD.replace("물과 길을 살피는 도시들", "2025년 스마트도시 인증 도시 3곳 선정")
    told = "스마트도시 인증은 제도, 기반시설, 시민 참여의 세 분야 41개 지표로 평가한다."
    found = [fact.value for fact in read(f"{head}□ {told}\n").facts if fact.field == "criterion"]
    assert found == ["제도, 기반시설, 시민 참여의 세 분야 41개 지표로 평가"]


@pytest.mark.parametrize(
    ("told", "feature"),
    [
        ("사람이 다가오면 등을 밝힌다.", "사람이 다가오면 등을 밝힌"),
        ("비가 그치면 문을 연다.", "비가 그치면 문을 연"),
    ],
)
def test_a_feature_has_its_condition(told: str, feature: str) -> None:
    assert feature in values(of_city(told, "feature"))


def test_what_rests_on_a_law_is_no_feature() -> None:
    assert of_city("「충주시 물 조례」 제4조를 바탕으로 하며", "feature") == []


@pytest.mark.parametrize(
    "told",
    [
        "전기 요금이 27% 내려갔고 골목이 밝다.",
        "호우경보 때 주민 830여 명이 이 지도를 보고 몸을 피했다.",
        "기준을 넘긴 현장이 스스로 기계를 세운 일이 올해에만 64회 있었다.",
        "지난해 두 도시가 아낀 수리비는 모두 3억 2천만 원이다.",
        "수리에 걸리는 시간이 4시간에서 50분으로 당겨졌다.",
        "이산화탄소가 한 해 90톤 덜 나왔다.",
    ],
)
def test_effects_are_counted_in_their_own_words(told: str) -> None:
    assert len(of_city(told, "effect")) == 1


def test_what_is_only_claimed_by_others_is_no_effect() -> None:
    assert of_city("사고가 줄었다는 주장은 자료가 없어 싣지 않는다.", "effect") == []


@pytest.mark.parametrize(
    ("told", "area"),
    [
        ("수산물 냉동 창고 19동에 감지기를 붙였다.", "수산물 냉동 창고 19동"),
        ("제천시 24곳에 측정기를 두었다.", "제천시 24곳"),
        ("공사장 8곳에서 시험했다.", "공사장 8곳"),
        ("충주시 12개 읍·면·동 모두에서 쓸 수 있다.", "충주시 12개 읍·면·동 모두"),
    ],
)
def test_places_of_all_kinds_with_their_count_are_covered(told: str, area: str) -> None:
    assert area in values(of_city(told, "coverage"))


@pytest.mark.parametrize(
    "told",
    [
        "길을 잃은 어르신 19명을 가족에게 돌려보냈다.",
        "이용률이 크게 올랐다.",
        "상가 매출이 평균 6% 뛰었다.",
        "헛걸음이 없어졌다.",
        "탄소 배출량 12% 저감",
        "범인 27명을 붙잡았다.",
    ],
)
def test_what_was_reached_is_an_effect(told: str) -> None:
    assert len(of_city(told, "effect")) == 1


def test_with_whom_nothing_was_agreed_is_no_partner() -> None:
    assert of_city("나주시와는 협약을 맺으려 했으나 뜻이 달라 그만두었다.", "partner") == []


@pytest.mark.parametrize("told", ["침수 신고가 12% 늘어 대조를 보였다.", "감지기를 더 늘리지 않는다."])
def test_more_of_what_nobody_wants_and_what_does_not_grow_are_no_effect(told: str) -> None:
    assert of_city(told, "effect") == []


def test_a_river_is_where_and_a_place_without_the_thing_is_not() -> None:
    assert values(of_city("달내천에 수위계 9기를 세웠다.", "coverage")) == ["달내천"]
    assert of_city("단말이 없는 칠금동에서는 신고가 줄지 않았다.", "coverage") == []


def test_a_label_of_state_lists_nothing() -> None:
    told = of_city("(현황) 배수지 28곳은 설치 완료, 나머지 14곳은 공사 중", "initiative_status")
    assert [(fact.value, fact.status) for fact in told] == [("설치 완료", "done"), ("공사", "in_progress")]
