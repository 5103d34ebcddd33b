"""Technologies by their head, and where and for whom things work."""

from __future__ import annotations

import pytest

from tests.told_texts import of_city, values


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("침수 예측 모형을 개발했다.", ["침수 예측 모형"]),
        ("열화상 카메라와 레이더식 수위계를 달았다.", ["열화상 카메라", "레이더식 수위계"]),
        ("인공지능 영상분석을 적용했다.", ["인공지능 영상분석"]),
        ("저전력 무선 통신(LoRa)으로 잇는다.", ["저전력 무선 통신(LoRa)"]),  # with its short form
        ("누수음 센서들을 달았다.", ["누수음 센서"]),
        ("비상벨과 음성 안내기를 달았다.", ["비상벨", "음성 안내기"]),  # say enough by themselves
    ],
)
def test_a_technology_is_its_head_with_the_words_before_it(told: str, found: list[str]) -> None:
    assert values(of_city(told, "technology")) == found


@pytest.mark.parametrize(
    "told",
    [
        "카메라를 달았다.",
        "노후 카메라를 교체했다.",
        "가로등을 켰다.",
        "직원들은 카메라맨과 함께했다.",
        "㈜한빛센서가 참여했다.",
        "새 사업 모형을 찾는다.",
        "성공 모델을 이웃과 나눈다.",
    ],
)
def test_bare_heads_names_of_firms_and_ways_of_doing_are_no_technology(told: str) -> None:
    assert of_city(told, "technology") == []


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("호암동 산책로에 감지기를 설치했다.", ["호암동 산책로"]),
        ("8월 22일 호암동에 관제실을 열었다.", ["호암동"]),  # the day is no part of it
        ("호암동 전역으로 넓혔다.", ["호암동 전역"]),
        ("지역의 모든 공공주차장에 설치했다.", ["지역의 모든 공공주차장"]),
        ("초등학교 12곳과 어린이집 30곳에 설치했다.", ["초등학교 12곳과 어린이집 30곳"]),
        ("버스 정류장 40곳이 새로 이어졌다.", ["버스 정류장 40곳"]),
        ("홀로 사는 어르신을 대상으로 운영한다.", ["홀로 사는 어르신"]),
        ("어르신 300명에게 보급했다.", ["어르신 300명"]),
        ("25개 동 중 18개 동에 감지기를 달았다.", ["25개 동 중 18개 동"]),
        ("관내 31개소 가운데 11개소 점검을 마쳤다.", ["관내 31개소 가운데 11개소"]),
        ("15개 읍·면·동 가운데 11곳에서 운영한다.", ["15개 읍·면·동 가운데 11곳"]),
        ("5개 분야 연구과제(환경/에너지/생활복지)를 추진했다.", ["환경", "에너지", "생활복지"]),
    ],
)
def test_areas_people_shares_and_fields_are_covered_without_their_particle(
    told: str, found: list[str]
) -> None:
    assert values(of_city(told, "coverage")) == found


@pytest.mark.parametrize(
    "told",
    [
        "지역에 설치했다.",
        "주민이 반겼다.",
        "중소도시에 알맞은 서비스다.",
        "시청에 모여 회의를 열었다.",
        "피해 지역에서 물을 뺐다.",
        "시설의 감소를 막았다.",
        "관로 길이의 절반을 바꿨다.",
        "“호암동 산책로에 꼭 설치하겠습니다”라고 시장은 말했다.",
    ],
)
def test_bare_nouns_results_and_what_is_only_said_are_no_coverage(told: str) -> None:
    assert of_city(told, "coverage") == []


@pytest.mark.parametrize(
    ("told", "device"),
    [
        ("다리에 광섬유 변형률계를 붙였다.", "광섬유 변형률계"),
        ("집마다 원격 계량기를 달았다.", "원격 계량기"),
        ("골목에 토양 수분계를 묻었다.", "토양 수분계"),
        ("새는 소리를 소리 분류 신경망으로 가린다.", "소리 분류 신경망"),
    ],
)
def test_meters_of_all_kinds_are_technologies(told: str, device: str) -> None:
    assert device in values(of_city(told, "technology"))
