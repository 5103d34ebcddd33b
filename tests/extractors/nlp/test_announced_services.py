"""Services that a release says to be certified: listed with who applied, told of below their names."""

from __future__ import annotations

from tests.told_texts import Told, read, values

HEAD = "보도자료\n\n# 시민이 뽑은 스마트도시서비스 2건 인증\n\n배포일시\t2025. 10. 30.(목)\n담당 부서\t인증평가실\n\n"
LIST = (
    "□ 한빛평가원은 스마트도시서비스 인증 심사 결과, ▲‘바로버스’(제천시·㈜타고가) "
    "▲‘숲길지기’(충주시·㈜초록눈) 등 2건에 인증을 부여한다고 30일 밝혔다.\n\n"
)


def facts(found: Told, field: str) -> dict[str, list[object]]:
    """The values of a field by subject."""
    subjects = {fact.subject.name for fact in found.facts if fact.field == field}
    return {
        name: values([fact for fact in found.facts if fact.field == field and fact.subject.name == name])
        for name in subjects
    }


def test_services_listed_with_who_applied_are_certified_and_have_partners() -> None:
    found = read(f"{HEAD}{LIST}")
    assert set(facts(found, "certified")) == {"바로버스", "숲길지기"}
    assert facts(found, "partner")["바로버스"] == ["제천시", "㈜타고가"]


def test_what_stands_below_the_name_of_a_service_is_told_of_it() -> None:
    below = "□ 바로버스\n\n ㅇ 하소동 일대 정류장 64곳에서 부르면 오며 2024년 9월 운행을 시작했다.\n\n"
    found = facts(read(f"{HEAD}{LIST}{below}"), "date")
    assert found["바로버스"] == ["2024-09"]


def test_a_row_under_the_name_of_a_service_is_about_it() -> None:
    table = (
        "< 2025년 인증 서비스 >\n\n| 서비스명 | 서비스 분야 | 등급 |\n| --- | --- | --- |\n"
        "| 바로버스 | 교통 | 1등급 |\n| 숲길지기 | 방범·방재 | 2등급 |\n"
    )
    found = read(f"{HEAD}{LIST}{table}")
    assert facts(found, "service_field") == {"바로버스": ["교통"], "숲길지기": ["방범·방재"]}
    assert facts(found, "rank") == {"바로버스": ["1등급"], "숲길지기": ["2등급"]}


def test_what_the_announcer_is_to_do_is_not_told_of_the_service_before() -> None:
    after = "‘바로버스’는 정류장을 늘린다. 평가원은 2026년 4월 설명회를 연다.\n"
    assert "2026-04" not in facts(read(f"{HEAD}{LIST}{after}"), "date").get("바로버스", [])


def test_the_rows_of_a_table_with_grades_are_certified_and_ranked() -> None:
    told = read(
        "보도자료\n\n# 스마트도시 인증 결과\n\n배포일시\t2025. 12. 4.(목)\n\n올해 스마트도시 인증을 마쳤다.\n\n## 도시 부문\n\n"
        "| 부문 | 순위 | 지방자치단체 | 등급 |\n| --- | --- | --- | --- |\n"
        "| 대도시 | 1위 | 경기 고양시 | 1등급 |\n| 중소도시 | 1위 | 전남 나주시 | 3등급 |\n"
    )
    found = [
        (fact.field, fact.value, fact.subject.name)
        for fact in told.facts
        if fact.field in ("certified", "rank")
    ]
    assert {name for field, _, name in found if field == "certified"} == {"고양시", "나주시"}
    assert {(value, name) for field, value, name in found if field == "rank"} == {
        (1, "고양시"), ("1등급", "고양시"), (1, "나주시"), ("3등급", "나주시")
    }  # fmt: skip


def test_points_out_of_all_there_are_tell_the_share_that_passes() -> None:
    told = read(
        "보도자료\n\n# 스마트도시 인증 결과\n\n배포일시\t2025. 12. 4.(목)\n\n"
        "올해 스마트도시 인증을 마쳤다. 스마트도시 인증은 1,000점 가운데 700점을 넘어야 받는다.\n"
    )
    [found] = [fact for fact in told.facts if fact.field == "pass_ratio"]
    assert (found.value, found.unit, found.qualifier) == (70, "percent", "at_least")
    assert (found.value_supported, found.derivation) == ("unit_converted", "700 / 1000 -> 70 %")
    assert found.evidence[0].quote == "1,000점 가운데 700점"


def test_grades_told_in_prose_are_ranks_of_certified_cities() -> None:
    told = read(
        "보도자료\n\n# 스마트도시 인증 결과\n\n배포일시\t2025. 12. 4.(목)\n\n스마트도시 인증 심사를 마쳤다.\n\n"
        "인구 50만 명 이상인 대도시 부문에서는 고양시와 청주시가 1등급, 창원시가 3등급을 받았다. "
        "중소도시 부문에서는 나주시가 2등급에 올랐다.\n"
    )
    graded = {(fact.value, fact.subject.name) for fact in told.facts if fact.field == "rank"}
    assert graded == {("1등급", "고양시"), ("1등급", "청주시"), ("3등급", "창원시"), ("2등급", "나주시")}
    assert {fact.subject.name for fact in told.facts if fact.field == "certified"} == {
        name for _, name in graded
    }
    assert [(fact.value, fact.unit) for fact in told.facts if fact.field == "class_threshold"] == [
        (500000, "person")
    ]


def test_a_service_of_a_table_is_told_of_in_its_row_and_in_sentences_that_begin_with_it() -> None:
    told = read(
        f"{HEAD}{LIST}< 올해 인증 서비스와 신청 기관 >\n\n| 서비스 | 신청 기관 | 분야 | 눈에 띄는 점 |\n| --- | --- | --- | --- |\n"
        "| 물결귀 | ㈜새물 | 환경 | 음향 센서로 새는 곳을 찾음 |\n\n물결귀는 충주시 상수관로 210km에서 운영된다.\n"
    )
    assert "물결귀" in facts(told, "certified")
    assert facts(told, "technology")["물결귀"] == ["음향 센서"]
    assert facts(told, "quantity")["물결귀"] == [210]


def test_what_became_of_a_scheme_since_is_history_and_no_count_of_this_round() -> None:
    told = read(f"{HEAD}{LIST}스마트도시 인증은 2021년에 시작돼 지난해까지 도시 31곳이 받았다.\n")
    [found] = [fact for fact in told.facts if fact.field == "history"]
    assert str(found.value).endswith("도시 31곳이 받")
    assert 31 not in [fact.value for fact in told.facts if fact.field == "certified_count"]


def test_services_in_the_head_row_of_a_table_own_their_columns() -> None:
    told = read(
        f"{HEAD}{LIST}< 서비스 인증 >\n\n| 구분 | 물결귀 | 두루길 |\n| --- | --- | --- |\n| 신청인 | ㈜새물 | ㈜한길·나주시 |\n"
        "| 분야 | 환경·에너지·수자원 | 교통 |\n| 등급 | 1등급 | 2등급 |\n| 핵심 기술 | 광섬유 센싱 | 경로 안내 앱 |\n"
        "| 적용 지역 | 상수관로 210km | 정류장 480곳 |\n\n물결귀는 앱을 넓힐 계획이며, 두루길은 셔틀 9대를 운영한다.\n"
    )
    assert {"물결귀", "두루길"} <= set(facts(told, "certified"))
    assert facts(told, "rank") == {"물결귀": ["1등급"], "두루길": ["2등급"]}
    assert facts(told, "technology")["물결귀"] == ["광섬유 센싱"]
    assert facts(told, "service_field")["두루길"] == ["교통"]
    assert facts(told, "quantity")["물결귀"] == [210]
    assert sorted(facts(told, "quantity")["두루길"]) == [9, 480]
    applicants = {
        fact.subject.name: fact.attributes.get("applicant")
        for fact in told.facts
        if fact.field == "certified"
    }
    assert applicants["두루길"] == "㈜한길·나주시"


def test_what_an_announcement_does_not_do_is_told_and_who_tried_is_counted() -> None:
    told = read(
        f"{HEAD}{LIST}이번 심사에는 지방자치단체 16곳과 서비스 13건이 도전했다. 참가비 지원은 올해 시행하지 않는다.\n"
    )
    assert sorted(fact.value for fact in told.facts if fact.field == "applicant_count") == [13, 16]
    assert [(f.value, f.status) for f in told.facts if f.field == "initiative_status"] == [
        ("시행", "negated")
    ]


def test_what_a_table_of_services_says_of_firm_city_and_verdict_is_told_of_the_service() -> None:
    told = read(
        f"{HEAD}{LIST}| 서비스 | 기업 | 쓰는 도시 | 판정 |\n| --- | --- | --- | --- |\n| 굽이안내 | 바른길소프트㈜ | 강릉시 | 매우 우수 |\n"
        "| 숨결측정 | ㈜청하환경 | 포항시 | 보통 |\n\n| 항목 | 굽이안내 | 숨결측정 |\n| --- | --- | --- |\n| 장애 시간 | 2시간 | 5시간 |\n"
    )
    assert facts(told, "developer") == {"굽이안내": ["바른길소프트㈜"], "숨결측정": ["㈜청하환경"]}
    assert facts(told, "rank") == {"굽이안내": ["매우 우수"], "숨결측정": ["보통"]}
    assert facts(told, "coverage")["굽이안내"] == ["강릉시"]
    assert (facts(told, "quantity")["굽이안내"], facts(told, "quantity")["숨결측정"]) == ([2], [5])


def test_a_bullet_that_begins_with_a_listed_service_is_about_it() -> None:
    told = "□ 한빛평가원은 스마트도시서비스 인증 심사를 마치고 두 건에 인증을 부여한다고 30일 밝혔다.\n\n"
    table = "| 서비스명 | 신청인 | 등급 |\n| --- | --- | --- |\n| 물길눈 | ㈜맑은눈 | 1등급 |\n| 밤벗 | ㈜다솜길 | 2등급 |\n\n"
    below = (
        "## 서비스별 사례\n\n ◦ 밤벗 음성군의 홀로 사는 어르신 730명에게 날마다 전화를 걸어 안부를 묻는다.\n"
    )
    assert facts(read(f"{HEAD}{told}{table}{below}"), "quantity")["밤벗"] == [730]
