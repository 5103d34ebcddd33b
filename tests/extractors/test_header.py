"""The head of a document: kind, dates, media, offices, contacts, title, application fields."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from schemas.document import Document
from schemas.header import Header


def document_of(source: str) -> Document:
    return lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")


def header_of(source: str) -> Header:
    return read_header(document_of(source))


def embargoes(header: Header) -> list[tuple[str, str | None]]:
    return [(v.value, dict(v.attributes).get("medium")) for v in header.values if v.field == "embargo_until"]


OLD = (
    "보 도 자 료\t\n"
    "배 포 일 시\t2022. 3. 2.(수)\t\t\t\n"
    "담 당 부 서\t미래도시실\t책임자\t과 장\t가나다 (044-200-0001)\n"
    "\t열린도시과\t담당자\t사무관\t라마바 (044-200-0002)\n"
    "보도일시\t2022년 3월 3일(목) 조간부터 보도하여 주시기 바랍니다.\n"
    "\t※ 통신·방송·인터넷은 3. 2.(수) 11:00 이후 보도 가능\n"
    "\n# 열린 도시 3곳을 새로 정했다는 소식\n\n"
    "- 대도시 1곳·중소도시 2곳 선정 -\n\n"
    "□ 미래생활부(장관 ○○○)는 2022년 스마트도시 인증 공모 결과를 밝혔다.\n"
)


def test_a_release_of_the_old_form_gives_all_of_its_head() -> None:
    header = header_of(OLD)
    assert (header.kind, header.released_on) == ("press_release", "2022-03-02")
    assert embargoes(header) == [
        ("2022-03-03", "print"),
        ("2022-03-02T11:00", "broadcast"),
        ("2022-03-02T11:00", "online"),
    ]
    assert header.all("department") == ("미래도시실", "열린도시과")
    assert header.first("title") == "열린 도시 3곳을 새로 정했다는 소식"
    assert header.all("subtitle") == ("대도시 1곳·중소도시 2곳 선정",)
    assert header.first("publisher") == "미래생활부"
    assert (header.schemes, header.scheme_year) == (("city",), 2022)


def test_contacts_know_role_and_rank() -> None:
    contacts = [value for value in header_of(OLD).values if value.field == "contact"]
    assert [(value.value, dict(value.attributes)) for value in contacts] == [
        ("가나다 (044-200-0001)", {"role": "책임자", "rank": "과장"}),
        ("라마바 (044-200-0002)", {"role": "담당자", "rank": "사무관"}),
    ]


def test_every_value_is_its_span_or_reads_it() -> None:
    document = document_of(OLD)
    for value in read_header(document).values:
        written = value.span.slice(document.text)
        assert value.field in {"released_on", "embargo_until"} or written == value.value


def test_a_wrong_weekday_is_an_issue() -> None:
    header = header_of(OLD.replace("2022. 3. 2.(수)", "2022. 3. 2.(금)"))
    assert [found.code for found in header.issues] == ["weekday_mismatch"]


@pytest.mark.parametrize(
    ("line", "released", "expected"),
    [
        (
            "보도시점 : 2024. 5. 17.(금) 06:00 (5. 17.(금) 조간) / 배포 : 2024. 5. 16.(목) 14:00",
            "2024-05-16",
            [("2024-05-17T06:00", None), ("2024-05-17", "print")],
        ),
        (
            "보도시점\t2024. 6. 21.(금) 11:00\t배포\t2024. 6. 21.(금) 09:00",
            "2024-06-21",
            [("2024-06-21T11:00", None)],
        ),
        ("보도시점 : 배포 즉시 보도 가능 / 배포 : 2024. 5. 20.(월)", "2024-05-20", []),
        (
            "보도일시\t2018. 9. 4.(화) 조간(온라인 9. 3. 12:00)부터 보도해 주시기 바랍니다.",
            "2018-09-04",
            [("2018-09-04", "print"), ("2018-09-03T12:00", "online")],
        ),
        (
            "보도시점 (온라인) 2024. 3. 5.(화) 12:00 (지면) 2024. 3. 6.(수) 조간",
            "2024-03-05",
            [("2024-03-05T12:00", "online"), ("2024-03-06", "print")],
        ),
    ],
)
def test_forms_of_the_report_date(line: str, released: str, expected: list[tuple[str, str | None]]) -> None:
    header = header_of(f"보도자료\n\n{line}\n\n# 소식을 알리는 제목\n\n□ 본문이다.\n")
    assert (header.released_on, embargoes(header)) == (released, expected)


def test_damaged_labels_fall_back_on_the_shape_of_the_value() -> None:
    source = (
        OLD.replace("배 포 일 시", "매표 입사")
        .replace("보도일시\t", "포도얼서\t")
        .replace("보 도 자 료", "로모 보")
    )
    header = header_of(source)
    assert (header.kind, header.released_on) == ("press_release", "2022-03-02")
    assert embargoes(header)[0] == ("2022-03-03", "print")


def test_contacts_at_the_end_of_a_release_are_read() -> None:
    source = (
        "보도자료\n\n보도시점 2024. 6. 21.(금) 11:00 배포 2024. 6. 21.(금) 09:00\n\n# 새 소식의 제목\n\n"
        "□ 본문이다.\n\n"
        "담당 부서\t대외정책국\t책임자\t과 장 가나다(044-200-0003)\n"
        "\t국제정책과\t담당자\t사무관 라마바(abc@example.kr)\n"
    )
    header = header_of(source)
    assert header.all("department") == ("대외정책국", "국제정책과")
    assert header.all("contact") == ("과 장 가나다(044-200-0003)", "사무관 라마바(abc@example.kr)")


def test_name_and_number_in_cells_of_their_own_are_both_contacts() -> None:
    header = header_of(OLD.replace("가나다 (044-200-0001)", "가 나 다\t(044-200-0001)"))
    assert header.all("contact")[:2] == ("가 나 다", "(044-200-0001)")


FORM = (
    "[별지 제1호서식]\n\n# 2022년 스마트도시 인증 신청서\n\n"
    "신청기관\t가온시\n도시 유형\t□ 대도시 ☑ 중소도시\n대상 기간\t2020. 1. 1. ~ 2021. 12. 31.\n"
    "담당 부서\t스마트도시과\t담당자\t주무관 가나다\t전화\t031-200-0004\n\n"
    "2022년 8월 19일\n\n가온시장 (직인)\n"
)


def test_an_application_gives_applicant_class_period_and_form() -> None:
    header = header_of(FORM)
    assert (header.kind, header.schemes, header.scheme_year) == ("city_application", ("city",), 2022)
    assert header.first("applicant") == "가온시"
    assert header.first("city_class") == "중소도시"
    assert header.first("period_covered") == "2020. 1. 1. ~ 2021. 12. 31."
    assert header.first("form_number") == "별지 제1호서식"
    assert header.all("department") == ("스마트도시과",)
    assert header.all("contact") == ("주무관 가나다", "031-200-0004")
    assert header.released_on == "2022-08-19"


def test_who_signed_is_the_applicant_where_no_label_says_it() -> None:
    header = header_of(FORM.replace("신청기관\t가온시\n", ""))
    assert header.first("applicant") == "가온시"


def test_an_application_for_a_service_is_told_from_a_city_s() -> None:
    header = header_of(FORM.replace("스마트도시 인증 신청서", "스마트도시서비스 인증 신청서"))
    assert (header.kind, header.schemes) == ("service_application", ("service",))


def test_the_title_of_an_application_may_be_all_that_names_who_applies() -> None:
    for title in ("스마트도시 인증 신청서 본문 — 충청남도 서산시", "서산시 스마트도시 인증 신청서"):
        assert (header_of(f"# {title}\n\n들머리이다.\n").first("applicant") or "").endswith("서산시")


def test_the_summary_of_an_application_with_a_day_of_its_own_is_no_release() -> None:
    table = "| 구분 | 내용 |\n|---|---|\n| 신청 도시 | 충청남도 서산시 |\n| 작성일 | 2025. 9. 4. |"
    assert header_of(f"# 스마트도시 인증 신청 요약서\n\n{table}\n").kind == "city_application"


def test_a_plain_text_is_other_and_states_no_date() -> None:
    header = header_of("회의 결과\n\n□ 다음 회의는 9월에 연다.\n")
    assert (header.kind, header.released_on, header.schemes) == ("other", None, ())


def test_a_release_about_a_call_for_applications_is_a_release() -> None:
    header = header_of("보도자료\n\n# 스마트도시 인증 신청서를 받습니다, 8월까지\n\n□ 본문이다.\n")
    assert header.kind == "press_release"


@given(st.text(alphabet="보도자료배포일시점담당부서책임자 :/\t\n2024.5월일()금-01#", max_size=150))
def test_any_head_is_read_without_failing_and_in_order(source: str) -> None:
    document = document_of(source)
    spans = [value.span for value in read_header(document).values]
    assert spans == sorted(spans)
    assert all(span.end <= len(document.text) for span in spans)


@pytest.mark.parametrize(
    ("line", "publisher", "office"),
    [
        ("시정 보도자료 가온시 첨단도시과 2026. 1. 22.(목)", "가온시", "첨단도시과"),
        ("한빛도시서비스평가원 사후평가실 / 2026년 3월 30일", "한빛도시서비스평가원", "사후평가실"),
        ("나래군 전략과 | 2026. 4. 1.(수)", "나래군", "전략과"),
    ],
)
def test_a_line_at_the_top_without_labels_tells_office_and_day(
    line: str, publisher: str, office: str
) -> None:
    header = header_of(f"{line}\n\n# 한 해 살림을 들여다보니\n\n물을 살핀다.\n")
    assert (header.first("publisher"), header.first("department")) == (publisher, office)
    assert header.released_on is not None
    assert header.released_on.startswith("2026-")


def test_a_sentence_with_an_office_and_a_day_is_no_such_line() -> None:
    header = header_of(
        "# 한 해 살림을 들여다보니\n\n가온시 첨단도시과 2026년 1월 22일 회의를 열어 물을 살폈다.\n"
    )
    assert header.first("department") is None
