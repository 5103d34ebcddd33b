"""Personal data: officials' names and numbers are found, and words that only look like names are left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.layout.marked_text import lay_out_text
from extractors.nlp.personal import find_personal
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.header import Header, HeaderValue
from schemas.masking import mask


def document_of(source: str) -> Document:
    return lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")


def found_in(source: str, header: Header | None = None) -> list[tuple[str, str]]:
    document = document_of(source)
    masked = find_personal(document, header or Header("press_release"))
    return [(item.kind, item.span.slice(document.text)) for item in masked]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("국토교통부(장관 홍길동)는 결과를 발표했다.", [("name", "홍길동")]),
        ("이 자리에서 홍길동 도시정책관은 감사를 전했다.", [("name", "홍길동")]),
        ("도시혁신과 홍길동 과장, 성춘향 사무관이 맡았다.", [("name", "홍길동"), ("name", "성춘향")]),
        ("담당 과 장 홍 길 동 (044-000-1234)", [("name", "홍 길 동"), ("phone", "044-000-1234")]),
        ("사무관 홍길동 (044 - 000 - 1234, 1235)", [("name", "홍길동"), ("phone", "044 - 000 - 1234, 1235")]),
        ("장관 정책보좌관 홍길동", [("name", "홍길동")]),
        ("이상 시 담당자가 살핀다. 주차장 태양광을 늘린다. 존경하는 의원 여러분", []),
        ("남궁민수 국장이 참석했다.", [("name", "남궁민수")]),
        ("담당자: 홍길동, 02) 000-1234", [("name", "홍길동"), ("phone", "02) 000-1234")]),
        ("휴대전화 01000001234", [("phone", "01000001234")]),
        ("주민등록번호 900101-1000000", [("rrn", "900101-1000000")]),
        ("문의 someone@city.example 로", [("email", "someone@city.example")]),
        ("인천광역시 홍길동 시장은 밝혔다.", [("name", "홍길동")]),
        ("수원시 팔달구청장 홍길동은 말했다.", [("name", "홍길동")]),
    ],
)
def test_an_office_with_a_name_and_every_number_is_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "국토교통부 장관 표창과 동판을 수여한다.",
        "장관 상장을 받았다.",
        "협의회 사무국 정보나눔팀 주임에게 묻는다.",
        "전통시장 주차장에 센서를 달았다.",
        "세계 시장 규모가 커졌다.",
        "시장·군수·구청장이 협의한다.",
        "김해시 시장 상권을 살린다.",
        "서울 강동구 구청장 공약 사업",
        "대표 사례인 서비스를 소개한다.",
        "춘천시 도시과 과장은 설명했다.",
        "담당 안전과 팀장 회의를 열었다.",
        "대표 관광지와 대표 음식점",
        "국장급 회의와 과장 전결 사항",
        "교수 등 전문가 12명이 평가했다.",
        "위원장 선출과 위원 위촉",
        "2022. 9. 29. 11:00 이후 보도",
        "예산 1,234-5,678백만원",
    ],
)
def test_common_words_places_and_figures_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_found_name_is_masked_wherever_else_it_stands() -> None:
    source = "사무관 성춘향이 설명했다.\n\n참석: 성춘향, 관계 공무원"
    assert found_in(source) == [("name", "성춘향"), ("name", "성춘향")]


def test_a_contact_of_the_head_gives_name_and_number() -> None:
    document = document_of("정견본 (044-000-1234)")
    header = Header("press_release", (HeaderValue("contact", "정견본 (044-000-1234)", CharSpan(0, 18)),))
    shown = mask(document.text, find_personal(document, header))
    assert shown == "●●● (●●●●●●●●●●●●)\n"


def test_cells_beside_a_label_of_a_person_are_names() -> None:
    source = "구분\t내용\n담당자\t정견본\n연락처\t061-000-2210\n사업명\t지능형 가로등\n"
    assert found_in(source) == [("name", "정견본"), ("phone", "061-000-2210")]


def test_heads_of_columns_beside_a_label_of_a_person_are_no_names() -> None:
    table = (
        "| 서비스 | 신청인 | 분야 | 등급 |\n| --- | --- | --- | --- |\n| 물결 | ㈜한모금 | 환경 | 나등급 |\n"
    )
    document = lay_out_text(table, document_id="sha256:0", source_name="a.md", media_type="text/markdown")
    assert find_personal(document, Header("press_release")) == ()


def test_masked_spans_do_not_overlap_and_stand_in_text_order() -> None:
    document = document_of("과장 홍길동(044-000-1234, a@b.example) 홍길동 과장")
    masked = find_personal(document, Header("press_release"))
    assert all(a.span.end <= b.span.start for a, b in pairwise(masked))


def test_what_a_contact_says_in_prose_is_no_name() -> None:
    words = "문의는 제천시 홍보팀 홍길동(043-000-1234)으로 하여 주시기 바랍니다"
    header = Header("other", (HeaderValue("contact", words, CharSpan(0, len(words))),))
    assert found_in(words, header) == [("name", "홍길동"), ("phone", "043-000-1234")]
