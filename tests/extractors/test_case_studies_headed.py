"""Cases under headings that name a city, and the head lines that do not belong to the title."""

from __future__ import annotations

import pytest

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.gazetteer import load_gazetteer
from schemas.case_study import CaseStudy
from schemas.document import Document

HEAD = (
    "보도자료\n\n# 물과 길을 살피는 도시들\n\n보도시점\t2025. 3. 4.(화)\n담당 부서\t국토교통부 도시경제과\n\n"
)
STORY = (
    "배수지 열두 곳에 누수 감지기를 설치하고 관제실에서 운영하고 있다. 물이 새는 곳을 하루 만에 찾는다.\n\n"
)


def document_of(source: str) -> Document:
    return lay_out_text(HEAD + source, document_id="sha256:0", source_name="a.md", media_type="text/markdown")


def cases_of(source: str) -> list[CaseStudy]:
    document = document_of(source)
    return list(segment(document, read_header(document), load_gazetteer()))


def told(source: str) -> list[tuple[str, str]]:
    return [(case.subject.name, case.title) for case in cases_of(source)]


@pytest.mark.parametrize(
    "heading",
    [
        "충주시, 수돗물 누수 감지망",
        "충주시: 수돗물 누수 감지망",
        "[충주시] 수돗물 누수 감지망",
        "충주시 - 수돗물 누수 감지망",
    ],
)
def test_a_heading_names_the_city_and_the_initiative_of_all_below_it(heading: str) -> None:
    first = f"## {heading}\n\n{STORY}- 감지기 240개를 관제실과 연결\n\n"
    second = "## 통영시, 섬 약 배달\n\n드론으로 약을 나르는 서비스를 여섯 섬에서 운영한다. 주민이 반긴다.\n"
    source = first + second
    assert told(source) == [("충주시", "수돗물 누수 감지망"), ("통영시", "섬 약 배달")]
    document = document_of(source)
    texts = [span.slice(document.text) for span in cases_of(source)[0].spans]
    assert [text[:3] for text in texts] == ["배수지", "- 감"]


@pytest.mark.parametrize(
    "heading",
    [
        "충주시, 제천시와 손잡다",  # two cities
        "충주시, 인증 결과",  # no initiative
        "충주시가 물길을 살핀다",  # a sentence
        "물길을 살피는 충주시, 다시 서다",  # the city does not stand first
    ],
)
def test_other_headings_with_a_city_name_no_case(heading: str) -> None:
    assert heading.rpartition(", ")[2] not in [title for _, title in told(f"## {heading}\n\n{STORY}")]


def test_under_a_heading_that_only_names_a_city_each_telling_bullet_is_a_case() -> None:
    source = (
        "## 광양시\n\n"
        "- 추진 경위: 2021년 3월에 첫 논의\n"
        "- 포항의 한 대학과 함께 개발한 미세먼지 예측 모델을 항만 주변에 적용하여 운영\n"
        "- 참여기관: 세 곳\n"
        "- 화물차 대기시간을 알려 주는 안내 서비스를 네 부두에 도입하여 시간을 줄임\n"
    )
    document, cases = document_of(source), cases_of(source)
    assert {case.subject.name for case in cases} == {"광양시"}
    assert [len(case.spans) for case in cases] == [3, 1]
    assert cases[0].spans[0].slice(document.text).startswith("- 추진 경위")


def test_prose_under_a_heading_that_only_names_a_city_is_one_case() -> None:
    (case,) = cases_of(
        f"## 광양시\n\n{STORY}항만 둘레에 먼지 측정기를 설치해 예측 정보를 누리집에 공개한다. 주민이 본다.\n"
    )
    assert (case.subject.name, len(case.spans)) == ("광양시", 2)


def test_a_section_head_below_the_table_of_dates_is_no_subtitle() -> None:
    header = read_header(document_of(f"## 충주시, 수돗물 누수 감지망\n\n{STORY}"))
    assert header.first("title") == "물과 길을 살피는 도시들"
    assert header.first("subtitle") is None


def test_a_short_line_that_begins_with_a_city_heads_what_is_below_it_too() -> None:
    source = (
        "안전\n\n부평구, 아이들 길목을 살피다\n\n- (대상) 초등학교 42곳 둘레\n- (내용) 영상분석 카메라를 설치하여 운영\n\n"
        "수성구, 전화를 먼저 받다\n\n- 말을 알아듣는 민원 창구를 운영 중이며 상담 시간을 줄임\n\n이동\n\n- 누구의 것도 아닌 줄\n"
    )
    cases = cases_of(source)
    assert [(case.subject.name, len(case.spans)) for case in cases] == [
        ("인천광역시 부평구", 2),
        ("대구광역시 수성구", 1),
    ]
