"""What a clause claims: sentences as officials write them, each with the status of one governing word."""

from __future__ import annotations

import pytest

from extractors.nlp import status
from extractors.nlp.status import clauses
from extractors.nlp.tokens import morphemes
from schemas.fact import Status
from schemas.sentence import Clause

DONE: Status = "done"
CHALLENGE: tuple[tuple[str, str, Status], ...] = (
    # told as past
    ("시는 지난해 통합관제센터를 구축했다.", "구축", "done"),
    ("하수관로 42곳에 수위계를 설치하였으며 자료를 모으고 있다.", "설치", "done"),
    ("자율주행 셔틀을 시범 도입한 바 있다.", "도입", "done"),
    ("스마트 버스정류장 30곳 설치를 완료하였다.", "설치 완료", "done"),
    ("지난 5월 데이터 분석실이 문을 열고 센터가 개소되었다.", "개소", "done"),
    ("조례를 제정('21.3)하여 추진 근거를 마련", "제정", "done"),
    ("전담 조직을 신설하고 시민참여단을 운영", "신설", "done"),
    ("통합플랫폼을 구축하여 112와 119에 영상을 제공하고 있다.", "구축", "done"),
    ("국토교통부 공모에 선정되어 사업을 추진 중이다.", "선정", "done"),
    ("기업 3곳과 협약을 체결하고 실증을 추진", "협약 체결", "done"),
    ("시가 개발한 앱으로 민원을 접수한다.", "개발", "done"),
    ("사고가 23% 감소한 것으로 나타났다.", "감소", "done"),
    ("도시데이터 허브 구축 완료", "구축 완료", "done"),
    ("주민이 제안한 서비스 12건이 채택됐다.", "채택", "done"),
    ("교차로 정체를 완화한 성과를 인정받았다.", "완화", "done"),
    ("신호등에 설치된 카메라로 보행자를 감지", "설치", "done"),
    # under way as a service
    ("이동 약자에게 호출택시를 제공하고 있다.", "제공", "ongoing"),
    ("센터는 24시간 운영 중이다.", "운영", "ongoing"),
    ("2019년부터 리빙랩을 운영해 오고 있다.", "운영", "ongoing"),
    ("시민에게 미세먼지 정보를 실시간으로 제공한다.", "제공", "ongoing"),
    ("주차장 빈자리를 알려 주는 서비스이다.", "알려", "ongoing"),
    ("다양한 공공서비스를 제공하고 있다는 평가이다.", "제공", "ongoing"),
    # claimed without tense
    ("긴급차량 우선신호 시스템을 운영", "운영", "nominal"),
    ("공공데이터 120종 개방", "개방", "nominal"),
    ("시민 안전을 위한 스마트 가로등 설치", "설치", "nominal"),
    ("전기차 충전기 50기를 설치함", "설치", "nominal"),
    ("현장 영상을 상황실에 실시간으로 전송함.", "전송", "nominal"),
    ("드론 순찰을 통해 산불을 조기에 발견", "발견", "nominal"),
    ("데이터를 수집·분석하여 정책에 활용", "활용", "nominal"),
    ("앱으로 예약하고 결제할 수 있으며", "결제", "nominal"),
    # on the way to being built
    ("노후 청사를 리모델링하는 공사를 추진 중이다.", "추진", "in_progress"),
    ("스마트시티 플랫폼을 구축하고 있다.", "구축", "in_progress"),
    ("하반기 개통을 목표로 수소트램을 건설하고 있으며 현재 실시설계 용역을 진행 중이다.", "용역 진행", "in_progress"),
    ("데이터센터 유치를 추진", "유치 추진", "in_progress"),
    ("관제센터는 현재 구축 중이며 연말에 문을 연다.", "구축", "in_progress"),
    ("민간 기업과 도입을 협의 중", "도입 협의", "in_progress"),
    # plans
    ("내년까지 감지기 400대를 추가로 설치할 계획이다.", "설치", "planned"),
    ("2025년 구축 예정", "구축", "planned"),
    ("서비스를 전 지역으로 확대해 나갈 방침이다.", "확대", "planned"),
    ("시는 관련 예산을 편성하기로 했다.", "편성", "planned"),
    ("통합 앱을 개발하여 시민에게 제공할 예정이다.", "개발", "planned"),
    ("통합 앱을 개발하여 시민에게 제공할 예정이다.", "제공", "planned"),
    ("앞으로 무인 배송을 도입하고자 한다.", "도입", "planned"),
    ("향후 모든 정류장으로 확대", "확대", "planned"),
    ("사업비 30억원을 투입할 것으로 보인다.", "투입", "planned"),
    ("2024년에 도입될 자율주행 버스는 12대이다.", "도입", "planned"),
    ("구축 예정인 데이터 허브와 연계", "구축", "planned"),
    ("정책적 지원을 아끼지 않겠다.", "아끼", "planned"),
    ("시민 편의를 높이겠다.", "높이", "planned"),
    ("내년에 시범 운영한다.", "운영", "planned"),
    ("2030년까지 탄소중립도시 조성을 목표로 한다.", "조성", "planned"),
    # purpose
    ("스마트도시 조성을 위한 전담 조직을 운영", "조성", "purpose"),
    ("누구나 이용할 수 있도록 요금을 낮췄다.", "이용", "purpose"),
    ("교통사고를 줄이기 위해 감응신호를 설치하였다.", "줄이", "purpose"),
    ("정보격차를 해소하고자 교육을 실시했다.", "해소", "purpose"),
    # denied, missing, ended
    ("무인 진화 장비는 아직 도입하지 않음", "도입", "negated"),
    ("예산 부족으로 원격 제어를 도입하지 못하였다.", "도입", "negated"),
    ("자율주행 셔틀 운영 실적 없음", "없", "negated"),
    ("수요응답형 버스는 미도입 상태이다.", "상태", "negated"),
    ("통합 플랫폼 미구축", "미구축", "negated"),
    ("시범 사업이 무산되었다.", "무산", "negated"),
    ("보행 경보 서비스는 도입을 보류", "도입 보류", "negated"),
    ("공유 자전거 운영을 6월에 중단하였다.", "중단", "negated"),
    ("스마트폴 설치 계획은 취소되었다.", "계획 취소", "negated"),
    ("아직 설치되지 않은 구간이 남아 있다.", "설치", "negated"),
    ("지능형 신호를 운영하지 않는다.", "운영", "negated"),
    ("현재까지 도입된 차량은 없다.", "도입", "negated"),
    ("관광 통합권 판매가 종료되었다.", "판매 종료", "negated"),
    ("확대를 추진하지 않기로 했다.", "확대 추진", "negated"),
    ("두 기관의 데이터를 연계할 수 없다.", "연계", "negated"),
    # what only sounds like denial
    ("차질 없이 운영하고 있다.", "운영", "ongoing"),
    ("비대면 민원 서비스를 제공", "제공", "nominal"),
    ("불법 주정차를 단속", "단속", "nominal"),
    # neither there nor planned anew
    ("통합 플랫폼 구축이 지연되고 있다.", "구축 지연", "in_progress"),
    ("기본계획을 수립 중이다.", "계획 수립", "in_progress"),
    ("전 구간에 도입한다는 구상이다.", "도입", "planned"),
    ("연내 착공을 앞두고 있다.", "착공 앞두", "planned"),
    ("2023년 12월 준공 예정으로 공사 중", "준공", "planned"),
    ("올해 말까지 대상을 300곳으로 늘린다.", "늘린", "planned"),
    # a condition claims nothing
    ("드론을 도입하면 비용이 줄어든다.", "도입", "unstated"),
)  # fmt: skip


def governed(text: str) -> list[Clause]:
    return clauses(text, morphemes(text), 0)


@pytest.mark.parametrize(("text", "word", "status"), CHALLENGE)
def test_a_governing_word_has_the_status_that_its_ending_gives(text: str, word: str, status: Status) -> None:
    found = {clause.predicate: clause.status for clause in governed(text)}
    near = [
        value
        for predicate, value in found.items()
        if predicate and (predicate == word or predicate.startswith(word))
    ]
    assert near[:1] == [status], found


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("시내버스 38대에 혼잡도 안내 시작", "nominal"),
        ("드론 순찰 확대 시행", "nominal"),
        ("스마트폴 24기 설치 착수", "in_progress"),
        ("관로 교체 돌입", "in_progress"),
        ("누리집 개편 마무리", "done"),
        ("안내 시작 예정", "planned"),
        ("설치 중단", "negated"),
        ("관로 기설치", "done"),
        ("센서 24기 설치", "nominal"),
        ("서비스 개시 전", "negated"),
        ("협약 체결 단계", "in_progress"),
        ("운영 단계", "unstated"),
        ("통신망 연결 대기", "in_progress"),
        ("교체 사업 차년도 이월", "planned"),
        ("상반기 오픈 목표", "planned"),
        ("별도 설치 불요", "negated"),
        ("골조 공사 한창", "in_progress"),
    ],
)
def test_notes_that_break_off_after_two_nouns_say_how_far_it_is(text: str, status: str) -> None:
    (clause,) = clauses(text, morphemes(text, offset=0), 0)
    assert clause.status == status


@pytest.mark.parametrize("number", ["1", "100", "1,204", "88.0", "2024", "0", "999999999", "12.5"])
def test_a_number_alone_tells_nothing_as_the_rules_would_say(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shortly = clauses(number, morphemes(number), 0)
    monkeypatch.setattr(status, "_NUMBER", "")  # all rules are asked
    assert shortly == clauses(number, morphemes(number), 0)
    assert [clause.status for clause in shortly] == ["unstated"]
