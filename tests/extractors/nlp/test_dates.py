"""Dates: every form an office writes, and the numbers that are none."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.dates import find_dates

RELEASE = date(2022, 9, 29)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def values(text: str, released_on: date | None = RELEASE) -> list[tuple[str, str]]:
    return [(found.value, found.kind) for found in find_dates(text, released_on=released_on)]


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("2022. 9. 29.(목)", "2022-09-29", "date"),
        ("2022년 9월 30일(금) 조간부터", "2022-09-30", "date"),
        ("2022.9.29", "2022-09-29", "date"),
        ("2022-09-29", "2022-09-29", "date"),
        ("2022 년 9 월 3 일", "2022-09-03", "date"),
        ("’22. 4. 1. 개통", "2022-04-01", "date"),
        ("9. 29.(목) 11:00 이후", "2022-09-29T11:00", "datetime"),
        ("9월 29일 오후 3시 30분", "2022-09-29T15:30", "datetime"),
        ("올해 10월 5일", "2022-10-05", "date"),
        ("’22. 4월", "2022-04", "month"),
        ("2022년 4월에", "2022-04", "month"),
        ("2022. 4. 준공", "2022-04", "month"),
        ("4월에 열린", "2022-04", "month"),
        ("12월 준공을 앞두고", "2022-12", "month"),
        ("'21. 7. 1단계 구축", "2021-07", "month"),
        ("2016년 3월 12개 도시가", "2016-03", "month"),
        ("지난해 12월", "2021-12", "month"),
        ("지난 11월", "2021-11", "month"),
        ("오는 3월", "2023-03", "month"),
        ("'21년부터", "2021", "year"),
        ("조례 제정('20)하고", "2020", "year"),
        ("2022년도 예산", "2022", "year"),
        ("올해 첫 시행", "2022", "year"),
        ("지난해보다", "2021", "year"),
        ("내년까지", "2023", "year"),
        ("’13~’15", "2013/2015", "period"),
        ("2021~2023년", "2021/2023", "period"),
        ("2021년부터 2023년까지", "2021/2023", "period"),
        ("2021. 3. ~ 2022. 2.", "2021-03/2022-02", "period"),
        ("’21.3월~’22.2월", "2021-03/2022-02", "period"),
        ("2022. 6. 28.(화) ~ 8. 19.(금)", "2022-06-28/2022-08-19", "period"),
        ("6월 28일부터 8월 19일까지", "2022-06-28/2022-08-19", "period"),
        ("2022년 3분기", "2022-07/2022-09", "period"),
        ("올해 하반기", "2022-07/2022-12", "period"),
        ("10년", "P10Y", "duration"),
        ("3개월간", "P3M", "duration"),
        ("30년 이상 노후", "P30Y", "duration"),
        ("7일 이내", "P7D", "duration"),
        ("문을 열었다(9. 2.).", "2022-09-02", "date"),
        ("5. 20.~22.", "2022-05-20/2022-05-22", "period"),
        ("강좌(4. 3.~5. 2.)", "2022-04-03/2022-05-02", "period"),
        ("올 1분기에", "2022-01/2022-03", "period"),
        ("하반기로 미룸", "2022-07/2022-12", "period"),
    ],
)
def test_a_date_is_read_as_offices_write_it(text: str, value: str, kind: str) -> None:
    assert values(text) == [(value, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "전화 044-201-4845", "만족도 85.4점", "v2.1 배포", "11:00", "1. 5. 목록", "9. 5%", "제2022호", "2022 스마트시티",
        "92년", "1990년대", "'한눈에 가람' 플랫폼", "2022. 13. 40.", "2019~2022", "매년 4월에", "24시간 운영", "5대 서비스",
    ],
)  # fmt: skip
def test_other_numbers_are_no_dates(text: str) -> None:
    assert values(text) == []


def test_the_weekday_is_a_checksum() -> None:
    right, wrong, none = find_dates("2022. 9. 29.(목), 2022. 9. 29.(수), 2022. 9. 29.", released_on=None)
    assert (right.weekday_ok, wrong.weekday_ok, none.weekday_ok) == (True, False, None)


def test_a_wrong_weekday_does_not_move_a_date_to_another_year() -> None:
    (found,) = find_dates("9. 29.(금) 11:00", released_on=RELEASE)
    assert (found.value, found.weekday_ok) == ("2022-09-29T11:00", False)


def test_a_weekday_carries_a_january_day_over_new_year() -> None:
    (found,) = find_dates("1. 5.(목) 조간", released_on=date(2022, 12, 30))
    assert (found.value, found.weekday_ok) == ("2023-01-05", True)


def test_a_day_takes_the_year_of_the_date_before_it() -> None:
    assert values("2021. 6. 28.(월) 공고, 7. 5.(월) 마감", released_on=None)[1] == ("2021-07-05", "date")


def test_numbers_in_brackets_are_no_days() -> None:
    assert values("5점 만점에 (4.5), 오차(0.1~0.3), 절(3. 32.)") == []


def test_relative_dates_need_a_release_date() -> None:
    assert values("올해 상반기, 지난해 12월, 오는 3월, 9월 3일", released_on=None) == []


def test_two_dates_are_a_period_only_when_the_text_closes_it() -> None:
    assert values("2021년부터 2023년 사업 준비") == [("2021", "year"), ("2023", "year")]


@given(
    DAYS, st.sampled_from(["{y}. {m}. {d}.", "{y}년 {m}월 {d}일", "{y}.{m:02}.{d:02}", "{y}-{m:02}-{d:02}"])
)
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    text = "배포 " + form.format(y=day.year, m=day.month, d=day.day) + f"({'월화수목금토일'[day.weekday()]})"
    (found,) = find_dates(text, released_on=None)
    assert (found.value, found.weekday_ok) == (day.isoformat(), True)


@given(DAYS, st.integers(1, 400))
def test_a_period_keeps_both_ends(day: date, length: int) -> None:
    last = day + timedelta(days=length)
    text = f"{day:%Y. %m. %d.} ~ {last:%Y. %m. %d.}"
    assert values(text) == [(f"{day.isoformat()}/{last.isoformat()}", "period")]


@given(st.text(alphabet="0129.'’년월일 ()목금~-:올해지난부터까지분기개간\n", max_size=60))
def test_dates_stand_in_the_text_in_order_and_apart(text: str) -> None:
    found = find_dates(text, released_on=RELEASE)
    for mention in found:
        assert mention.span.end <= len(text)
        assert mention.derivation.startswith(mention.span.slice(text))
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@given(
    st.sampled_from(["2022. 9. 29.(목)", "2022년 9월 30일", "'21년 3월", "2021. 3. ~ 2022. 2."]),
    st.integers(1, 3),
)
def test_blanks_between_the_parts_change_nothing(text: str, width: int) -> None:
    widened = text.replace(" ", " " * min(width, 2))
    assert values(widened) == values(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5월 11일부터 22일까지 물었다", "2026-05-11/2026-05-22"),
        ("2025년 3월 2일~9일", "2025-03-02/2025-03-09"),
        ("10월", "2026-10"),
        ("개소를 9월로 늦추었다", "2026-09"),
    ],
)
def test_days_of_one_month_and_a_month_alone_take_the_year_of_the_paper(text: str, value: str) -> None:
    assert [found.value for found in find_dates(text, released_on=date(2026, 6, 2))] == [value]
