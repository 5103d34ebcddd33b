"""Heads of other papers: labels over values, lines with bars, a stated publisher, days without their month, headlines."""

from __future__ import annotations

import pytest

from schemas.header import Header
from tests.told_texts import CITY_HEAD, read

STORY = (
    "배수지 열두 곳에 누수 감지망을 설치하고 관제실에서 살핀다. 새는 물을 하루 만에 찾아 주민에게 알린다.\n"
)
PRESS = "보도자료\n\n# 물길을 살피다\n\n"


def head(source: str) -> Header:
    return read(f"{source}\n\n본문은 이렇다. 도시는 물길을 살피고 있다.\n").header


def test_labels_over_values_are_read_down_the_columns() -> None:
    found = head(
        f"{PRESS}| 배포일시 | 보도일시 | 담당부서 |\n| --- | --- | --- |\n"
        "| 2024. 11. 26.(화) | 2024. 11. 27.(수) 12:00 이후 | 도시경제과 |"
    )
    assert (found.released_on, found.first("department")) == ("2024-11-26", "도시경제과")
    assert found.first("embargo_until") == "2024-11-27T12:00"


def test_the_label_right_of_a_publishers_label_is_no_publisher() -> None:
    found = head(
        "# 물길 소식\n\n| 발행일 | 발행 기관 | 호수 |\n| --- | --- | --- |\n| 2024. 10. 31.(목) | 전국물길협의회 | 12 |"
    )
    assert found.first("publisher") == "전국물길협의회"


@pytest.mark.parametrize(
    "line",
    [
        "발행: 전국물길협의회",
        "발행처: 전국물길협의회",
        "2024년 10월호 | 발행: 전국물길협의회 | 배포일: 2024. 10. 31.(목)",
    ],
)
def test_a_line_may_state_the_publisher_between_bars_or_alone(line: str) -> None:
    assert head(f"# 물길 소식\n\n{line}").first("publisher") == "전국물길협의회"


def test_a_date_between_bars_is_read_beside_a_publisher() -> None:
    found = head("# 물길 소식\n\n2024년 10월호 | 배포기관: 전국물길협의회 | 배포일시: 2024. 10. 31.(목)")
    assert found.released_on == "2024-10-31"


@pytest.mark.parametrize(
    "line",
    [
        "발행처 제천시 | 발행인 제천시장 | 편집 스마트도시과 | 발행일 2025. 4. 1.",
        "펴낸 곳: 제천시 스마트도시과 | 발행일: 2025. 4. 1.(화)",
    ],
)
def test_the_last_lines_of_a_paper_say_by_whom_and_of_when_it_is(line: str) -> None:
    found = read(f"# 물길 소식\n\n{STORY}\n짧은 소식이 이어진다.\n\n{line}\n").header
    assert (found.first("publisher"), found.released_on) == ("제천시", "2025-04-01")


@pytest.mark.parametrize(
    "line",
    [
        "제천시 물관리과, 2026년 2월 발간",
        "제천시 물관리과 / 2026. 11.",
        "제천시청 물관리과",
        "펴낸 곳: 제천시 / 집집마다 한 부씩 나누어 드립니다",
    ],
)
def test_a_line_below_the_title_says_whose_paper_it_is(line: str) -> None:
    assert head(f"# 물길 소식\n\n{line}\n").first("publisher") == "제천시"


def test_a_place_that_is_said_to_be_good_gives_no_paper_out() -> None:
    assert head("# 물길 소식\n\n걷기 좋은 곳: 의림지").first("publisher") is None


def test_a_sentence_that_begins_with_a_city_and_its_office_is_no_letterhead() -> None:
    assert (
        head("# 물길 소식\n\n제천시 물관리과, 새 관제실을 열고 주민을 맞는다. 물길을 살핀다.").first(
            "publisher"
        )
        is None
    )


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("제천시 3분기 물길 소식", "부서에서 모았다."),
        ("제12회 제천시의회 정례회 시장 답변", "받아 적었다."),
        ("물길 소식", "제천시는 하천을 살핀다. 제천시의 하천은 길다. 제천시 하천에는 물이 찬다."),
    ],
)
def test_a_paper_without_a_publisher_is_of_the_city_that_it_speaks_of(title: str, line: str) -> None:
    [case] = read(f"# {title}\n\n{line}\n\n## 하천\n\n{STORY}").cases[-1:]
    assert (case.subject.kind, case.subject.name) == ("municipality", "제천시")


def test_a_paper_on_whose_head_a_firm_stands_is_of_no_city() -> None:
    told = read(f"# 제천시 물길 서비스 설명서\n\n㈜가온물길\n\n## 하천\n\n{STORY}")
    assert not told.cases


def test_labels_and_values_in_turn_are_rows_and_no_heads_of_columns() -> None:
    table = "| 발행처 | 제천시 | 발행일 | 2025. 5. 7.(수) |\n| --- | --- | --- | --- |\n| 편집 | 스마트도시팀 | 호수 | 제31호 |"
    found = read(f"# 물길 소식\n\n{STORY}\n짧은 소식이 이어진다.\n\n{table}\n").header
    assert (found.first("publisher"), found.released_on) == ("제천시", "2025-05-07")


def test_the_name_of_an_issue_gives_the_year_of_its_days() -> None:
    found = head("# 물길 소식\n\n제14호 | 2025년 봄")
    assert (found.released_on, found.first("released_on")) == ("2025-05-31", None)


def test_a_department_behind_the_publisher_is_no_part_of_its_name() -> None:
    found = head(f"{PRESS}제공: 한빛진흥원 인증사업처 | 배포일: 2023. 12. 5.(화)")
    assert (found.first("publisher"), found.first("department")) == ("한빛진흥원", "인증사업처")
    assert found.first("released_on") == "2023-12-05"


@pytest.mark.parametrize("line", ["발행 부수: 3000부", "발행: 2024. 10. 31."])
def test_copies_and_dates_are_no_publisher(line: str) -> None:
    assert head(f"# 물길 소식\n\n{line}").first("publisher") is None


@pytest.mark.parametrize(
    ("released", "reported", "embargo"),
    [
        ("2024. 11. 26.(화)", "27일(수) 12:00 이후", "2024-11-27T12:00"),
        ("2024. 11. 30.(토)", "1일(일) 12:00 이후", "2024-12-01T12:00"),  # reports follow the release
        ("2024. 12. 31.(화)", "1일(수) 06:00 이후", "2025-01-01T06:00"),
        ("2024. 11. 26.(화)", "27일(수)", None),  # a day alone is no time
        ("2024. 11. 26.(화)", "31일 12:00 이후", None),  # November has no such day
    ],
)
def test_a_day_with_a_clock_is_of_the_month_of_the_release_or_the_next(
    released: str, reported: str, embargo: str | None
) -> None:
    found = head(f"{PRESS}| 배포일시 | {released} |\n| --- | --- |\n| 보도일시 | {reported} |")
    assert found.first("embargo_until") == embargo


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("스마트도시 인증 신청서", "city_application"),
        ("스마트도시서비스 인증 신청 설명서", "service_application"),
        ("스마트도시 인증 신청자료", "city_application"),
        ("스마트도시 인증에 37곳이 신청서를 냈다", "other"),
        ("스마트도시 인증 신청서의 접수가 끝났다", "other"),
        ("스마트도시 인증 자체평가표를 고친다", "other"),
        ("스마트도시 서비스 신청서", "other"),
    ],
)
def test_a_form_is_named_and_not_told_of(title: str, kind: str) -> None:
    assert head(f"# {title}").kind == kind


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("스마트 물길 감지 시스템 구축", "스마트 물길 감지 시스템"),  # it names a system
        ("‘물길지기’로 누수 잡다", "물길지기"),
        ("새는 물을 하루 만에 찾다", "새는 물을 하루 만에 찾다"),
    ],
)
def test_a_case_is_called_by_the_name_in_its_headline_else_by_the_headline(headline: str, title: str) -> None:
    (case,) = read(f"{CITY_HEAD}## 충주시, {headline}\n\n{STORY}").cases
    assert (case.subject.name, case.title) == ("충주시", title)


def test_a_correction_has_a_sentence_for_its_title_and_no_point_of_its_box() -> None:
    found = head(
        "보도설명자료\n\n배포일시\t2024. 5. 20.(월)\n담당 부서\t교통과\n\n"
        "누수에 대비하여 검침 주기를 줄일 수 있도록 하고 있습니다.\n\n◈ 물이 새도 모르는 동네"
    )
    assert found.first("title") == "누수에 대비하여 검침 주기를 줄일 수 있도록 하고 있습니다."


def test_a_release_on_cities_with_a_part_on_services_is_on_both() -> None:
    told = f"{PRESS}배포일시\t2025. 3. 4.(화)\n\n스마트도시 인증을 받은 곳은 제천시다."
    assert read(f"{told}\n\n## 서비스 부문\n\n{STORY}").header.schemes == ("city", "service")
    assert read(f"{told}\n\n## 서비스 분야\n\n{STORY}").header.schemes == ("city",)


def test_a_form_for_a_service_that_a_firm_fills_in_asks_for_its_certification() -> None:
    found = head("# 스마트도시 서비스 신청서\n\n| 항목 | 내용 |\n| --- | --- |\n| 기업명 | ㈜가온물길 |\n")
    assert (found.kind, found.schemes, found.first("applicant")) == (
        "service_application",
        ("service",),
        "㈜가온물길",
    )


def test_a_report_with_the_day_it_was_written_is_no_release() -> None:
    found = head("# 물길지기 자체 평가\n\n- 작성: ㈜가온물길 운영실\n- 작성일: 2026. 9. 30.\n\n물이 샌다.\n")
    assert (found.kind, found.first("publisher")) == ("other", "㈜가온물길")


def test_who_handed_a_paper_in_together_with_the_firm_is_not_who_gave_it_out() -> None:
    rows = "| 항목 | 기재 |\n| --- | --- |\n| 신청 기업 | ㈜가온물길 |\n| 함께 낸 곳 | 전라남도 여수시 |\n"
    assert head(f"# 물길지기 조사표\n\n{rows}\n").first("publisher") == "㈜가온물길"


@pytest.mark.parametrize(
    ("text", "applicant"),
    [
        ("# 강원특별자치도 원주시 스마트도시 인증 신청 설명서\n\n본문이다.\n", "강원특별자치도 원주시"),
        ("# 스마트도시 인증 신청 설명서\n\n원주시는 관제실을 돌린다. 원주시는 넓다.\n", "원주시"),
        ("# 스마트도시 인증 신청 설명서\n\n원주시는 넓다. 춘천시는 맑다.\n", None),
    ],
)
def test_the_title_or_the_only_city_told_of_applies_where_no_label_says_who(
    text: str, applicant: str | None
) -> None:
    assert head(text).first("applicant") == applicant


JOINT = (
    "# 스마트도시서비스 인증 공동 신청서\n\n| 대표 제안사 | ㈜두레길 |\n| --- | --- |\n| 공동 제안 기관 | 제천시, 충주시 |\n"
    "| 성과 집계 기간 | 2024. 3. 1. ~ 2025. 2. 28. |\n\n## 맡은 몫\n\n"
    "| 기관 | 성격 | 맡은 몫 |\n| --- | --- | --- |\n| 제천시 | 공동 | 특장차 8대 제공 |\n"
)


def test_who_applies_first_and_with_whom_is_read_in_whatever_words() -> None:
    found = read(JOINT).header
    named = [value.value for value in found.values if value.field == "applicant"]
    assert named == ["㈜두레길", "제천시", "충주시"]  # and not what one of them gives
    assert found.first("period_covered") == "2024. 3. 1. ~ 2025. 2. 28."


def test_an_office_behind_its_ministry_is_the_department() -> None:
    told = f"{PRESS}배포일시\t2025. 3. 4.(화)\n\n{STORY}\n\n묻는 곳\t국토교통부 물길정책과\t044-000-0000\n"
    found = [value.value for value in read(told).header.values if value.field == "department"]
    assert "국토교통부" not in found
