"""Case studies: whose they are, where they begin and end, what they are called."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.gazetteer import load_gazetteer
from extractors.service_fields import service_field
from schemas.case_study import CaseStudy
from schemas.document import Block, BlockKind, Cell, CellItem, Document, Page, Region, Table
from schemas.evidence import CharSpan, Origin
from schemas.fact import SERVICE_FIELDS
from schemas.header import Header

HEAD = "보도자료\n\n배포 일시\t2022. 3. 2.(수)\n\n# 2022년 스마트도시·서비스 인증 결과\n\n"
TABLE_HEAD = "분야\t주요 부문\t주요 내용\n"


def document_of(source: str) -> Document:
    return lay_out_text(source, document_id="sha256:0", source_name="a.md", media_type="text/markdown")


def cases_of(source: str) -> tuple[CaseStudy, ...]:
    document = document_of(source)
    return segment(document, read_header(document), load_gazetteer())


def owners(source: str) -> list[tuple[str, str]]:
    return [(case.subject.name, case.title) for case in cases_of(HEAD + source)]


def test_a_label_over_its_rows_is_carried_and_a_class_row_is_no_case() -> None:
    rows = (
        "ㅇ 대도시 2곳\t\t\n"
        "김해시\t[역사 체험 길]\t- 증강현실로 옛길을 보여 주는 안내 서비스를 운영하여 관광객을 모음\n"
        "\t[골목 주차 나눔]\t- 빈 주차면을 이웃과 나누는 주차 서비스를 모든 동에 도입\n"
        "시흥시\t[생활 실험실]\t- 주민이 문제를 찾고 푸는 생활 실험실을 해마다 운영\n"
    )
    assert owners(TABLE_HEAD + rows) == [
        ("김해시", "역사 체험 길"),
        ("김해시", "골목 주차 나눔"),
        ("시흥시", "생활 실험실"),
    ]


def test_a_label_after_its_first_row_is_found_by_what_the_row_names() -> None:
    rows = (
        "김해시\t[역사 체험 길]\t- 증강현실로 옛길을 보여 주는 안내 서비스를 운영하여 관광객을 모음\n"
        "A 91 11\t[수원시 주차 정보 알림]\t- 공공주차장의 빈자리를 알리는 주차 정보 알림 서비스를 제공\n"
        "수원시\t[길 비킴 신호]\t- 구급차가 지날 때 신호를 바꾸는 길 비킴 체계를 운영하여 빨리 도착\n"
    )
    assert [name for name, _ in owners(TABLE_HEAD + rows)] == ["김해시", "수원시", "수원시"]


def test_an_unreadable_label_takes_the_next_one_where_the_row_names_nobody() -> None:
    rows = (
        "김해시\t[역사 체험 길]\t- 증강현실로 옛길을 보여 주는 안내 서비스를 운영하여 관광객을 모음\n"
        "A 91 11\t[주차 정보 알림]\t- 공공주차장의 빈자리를 알리는 주차 정보 알림 서비스를 제공\n"
        "수원시\t[길 비킴 신호]\t- 구급차가 지날 때 신호를 바꾸는 길 비킴 체계를 운영하여 빨리 도착\n"
    )
    assert [name for name, _ in owners(TABLE_HEAD + rows)] == ["김해시", "수원시", "수원시"]


def test_a_partner_named_in_the_text_does_not_take_the_row_from_its_label() -> None:
    rows = (
        "김해시\t[역사 체험 길]\t- 부산광역시와 함께 옛길 안내 서비스를 운영하여 관광객을 많이 모음\n"
        "\t[골목 주차 나눔]\t- 창원시와 협약을 맺고 주차면을 나누는 서비스를 모든 동에 도입\n"
    )
    assert [name for name, _ in owners(TABLE_HEAD + rows)] == ["김해시", "김해시"]


def test_an_ordinance_names_the_city_of_a_row_without_label() -> None:
    rows = (
        "ㅇ 중소도시 1곳\t\t\n"
        "\t### ### ###\t- 「달서구 자료 활용 조례」를 제정하고 모은 자료로 정책을 정하는 체계를 운영\n"
        "달서구\t[산업단지 전력 관리]\t- 산업단지의 전력을 살피는 에너지 관리 시스템을 공장에 보급\n"
    )
    found = cases_of(HEAD + TABLE_HEAD + rows)
    assert [case.subject.name for case in found] == ["대구광역시 달서구"] * 2
    assert found[0].subject.basis == "name"


TORN = (
    "ㅇ 중소도시 2곳\t\t\n"
    "\t### ### ###\t- 자료 기반 행정을 위해 「강동구 자료 조례」를 제정하고 모은 자료에 인공지능\n"
    "\n[자료 기반 행정]\n\n### 150 N. 180 | 150 N.\n\n(AI)을 적용하여 정책 결정을 지원\n\n### 강동구\n\n"
    "['한눈에' 통합 상황판]\n\n- 자료를 한데 모은 '한눈에' 상황판을 구축하여 60여개 지표를 차트로 제공\n\n\n\n"
    "- 강릉시 관광지를 잇는 교통수단을 통합하여 찾고 결제하는 모아패스 앱을 제공\n\n#### 강릉시\n\n"
    "[시민 모바일 지갑]\n\n- 모바일 지갑을 개발하여 도서대출증과 여러 증명서를 담아 시민이 쓰도록 함\n\n"
    "## 참고 2\n\n# 다른 서비스의 사례\n"
)


def test_cells_torn_from_a_table_are_stitched_and_go_to_their_city() -> None:
    found = cases_of(HEAD + TABLE_HEAD + TORN)
    text = document_of(HEAD + TABLE_HEAD + TORN).text
    assert [(case.subject.name, case.title) for case in found] == [
        ("서울특별시 강동구", "자료 기반 행정"),
        ("서울특별시 강동구", "'한눈에' 통합 상황판"),
        ("강릉시", "모아패스 앱"),
        ("강릉시", "시민 모바일 지갑"),
    ]
    assert [span.slice(text)[-4:] for span in found[0].spans] == ["인공지능", "을 지원"]


def test_several_items_of_a_cell_are_one_case_and_a_caption_inside_starts_another() -> None:
    rows = (
        "김해시\t사진\t- 관제센터를 운영하여 위험을 살핌 * (위험) 불, 물 - 경찰과 영상을 함께 보는 체계를 구축\n"
        "시흥시\t사진\t- 버스 정보를 알리는 안내 서비스를 제공<br>[빈자리 찾기]<br>- 주차장의 빈자리를 찾는 서비스를 운영\n"
    )
    found = cases_of(HEAD + TABLE_HEAD + rows)
    assert [case.subject.name for case in found] == ["김해시", "시흥시", "시흥시"]
    assert found[2].title == "빈자리 찾기"


def test_a_service_table_gives_cases_of_its_services() -> None:
    table = (
        "서비스명\t신청기관\t주요 내용\n"
        "모아타기\t제천시, ㈜가람\t- 버스와 택시를 한 번에 부르고 결제하는 통합 호출 서비스를 제공\n"
    )
    found = cases_of(HEAD + table)
    assert [(case.subject.kind, case.subject.name, case.title) for case in found] == [
        ("service", "모아타기", "모아타기")
    ]


def test_a_table_that_tells_no_initiative_gives_no_case() -> None:
    assert owners("구분\t도시\t비고\n대도시\t김해시, 수원시\t가나다 순\n") == []
    assert (
        owners("지자체\t일시\t내용\n김해시\t3월 2일\t오전 10시에 시청 대회의실에서 열림, 모두 스무 명이 옴\n")
        == []
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            '- □ 대도시에서 으뜸인 곳은 울산광역시로, "안전 관제센터"를 운영하여 위험을 미리 알아냄\n'
            "  - 특히, 감지기를 소방서와 연결하여 출동 시간을 줄인 성과가 돋보였다.\n",
            [("울산광역시", "안전 관제센터")],
        ),
        (
            "- □ 중소도시는 강남구·구로구 등만 뽑힌 '21년과 달리, 올해는 강릉시, 대구 달서구 등도 뽑혔다.\n"
            "  - 대구 달서구가 가장 좋은 평가를 받았는데, 교차로 분석 시스템을 활용하여 정체를 완화하였다.\n",
            [("대구광역시 달서구", "교차로 분석 시스템")],
        ),
        (
            '- □ 대표사례는 두 기업과 부천시가 함께 만든 "모두의 패스"로, 교통수단을 앱 하나로 묶은 서비스이다.\n'
            "  - \\* 버스, 자전거 등\n",
            [("모두의 패스", "모두의 패스")],
        ),
        (
            "- □ 국토교통부 가나다 도시정책관은 “김해시는 서비스를 잘 운영하고 있다”며 “더 지원하겠다”고 말했다.\n",
            [],
        ),
        ("- □ 인증을 신청한 24곳을 심사하여 김해시, 수원시 등 4곳이 시스템 구축 우수로 선정되었다.\n", []),
        (
            "- □ 김해시 우수사례\n"
            "  - 옛길을 보여 주는 안내 서비스를 운영하여 관광객을 많이 모으고 있다.\n"
            "  - 빈 주차면을 이웃과 나누는 주차 서비스를 모든 동에 도입하여 호응을 얻었다.\n",
            [("김해시", "안내 서비스"), ("김해시", "주차 서비스")],
        ),
    ],
)
def test_bullets_about_one_subject_are_cases(body: str, expected: list[tuple[str, str]]) -> None:
    assert [name for name, _ in owners(body)] == [name for name, _ in expected]


def test_a_bullet_case_holds_its_whole_subtree() -> None:
    body = (
        '- □ 대표사례는 두 기업이 만든 "모두의 패스"로, 교통수단을 앱 하나로 묶은 서비스이다.\n'
        "  - \\* 버스, 자전거 등\n  - 길을 찾고 결제까지 지원하는 점이 좋은 평가를 받았다.\n- □ 다음 소식이다.\n"
    )
    (case,) = cases_of(HEAD + body)
    assert len(case.spans) == 3


FORM = (
    "# 스마트도시 인증 신청서\n\n신청기관\t전라남도 목포시\n\n# 조견표\n\n구분\t쪽\n1.1\t12\n\n"
    "# 1. 서비스와 기반시설\n\n## 1.1 버스 도착안내 보급\n\n가. 추진 개요\n"
    "- 정류소 412곳 가운데 349곳에 도착안내 단말기를 설치하였다.\n- 단말기는 지역 기업이 만들었다.\n\n"
    "## 1.2 침수 예보\n\n- 하수관 38곳에 수위계를 설치하고 측정값을 상황실로 보내어 침수를 예보한다.\n\n"
    "# 증빙자료 목록\n\n번호\t문서명\n1\t준공검사조서\n"
)


def test_numbered_sections_of_an_application_are_cases_of_the_applicant() -> None:
    found = cases_of(FORM)
    assert [(case.subject.name, case.subject.basis, case.title) for case in found] == [
        ("목포시", "applicant", "버스 도착안내 보급"),
        ("목포시", "applicant", "침수 예보"),
    ]


def test_cases_do_not_overlap_and_titles_are_their_spans() -> None:
    for source in (HEAD + TABLE_HEAD + TORN, FORM):
        document = document_of(source)
        found = segment(document, read_header(document), load_gazetteer())
        spans = sorted(span for case in found for span in case.spans)
        assert all(not left.overlaps(right) for left, right in pairwise(spans))
        assert all(case.title_span.slice(document.text) == case.title for case in found)
        assert len({case.case_id for case in found}) == len(found)


def test_the_id_of_a_case_does_not_depend_on_the_order_of_reading() -> None:
    assert [case.case_id for case in cases_of(FORM)] == [case.case_id for case in cases_of(FORM)]


@pytest.mark.parametrize(
    ("title", "text", "field"),
    [
        ("통합주차정보시스템", "공공주차장의 빈자리를 알림", "교통"),
        ("도시숲 측정망", "초미세먼지 농도를 10분 간격으로 공개", "환경·에너지·수자원"),
        ("돌봄 전화", "홀로 사는 어르신에게 안부를 물음", "보건·의료·복지"),
        ("옛길 안내", "관광객에게 증강현실로 역사를 보여 줌", "문화·관광·스포츠"),
        ("마을 강좌", "도서관의 대출 기록으로 강좌를 편성", "교육"),
        ("두레", "여러 곳이 함께함", "기타"),
        ("국토교통부 사업", "대학교와 협력", "기타"),
    ],
)
def test_the_service_field_follows_the_words(title: str, text: str, field: str) -> None:
    assert field in SERVICE_FIELDS
    assert service_field(title, [text]) == field


@given(st.text(alphabet='김해시수원□ㅇ-*[]\t\n# 운영서비스를는곳"', max_size=200))
def test_any_text_is_segmented_without_failing(source: str) -> None:
    document = document_of(HEAD + source)
    for case in segment(document, read_header(document), load_gazetteer()):
        assert case.spans
        assert case.spans[-1].end <= len(document.text)


def page_of(text: str, origin: Origin) -> Page:
    return Page(1, 595.0, 842.0, origin, "", 0, 0.0, None, None, (CharSpan(0, len(text)),))


def ruled(rows: list[list[str | None]], *, before: str = "", origin: Origin = "text") -> Document:
    """A page with a line of text and a ruled table; None is a cell that the one above covers."""
    text = f"{before}\n" if before else ""
    blocks = [Block("b1", BlockKind.PARAGRAPH, Region.BODY, CharSpan(0, len(before)))] if before else []
    start, cells = len(text), []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            if words is None:
                continue
            span = CharSpan(len(text), len(text) + len(words)) if words else None
            item = CellItem(span, BlockKind.PARAGRAPH, Region.TABLE) if span else None
            below = [later[column] for later in rows[number + 1 :]]
            height = 1 + len(list(takewhile(lambda later: later is None, below)))
            cells.append(
                Cell(number, column, height, 1, number == 0, span, words or None, (), (item,) if item else ())
            )
            text += words + "\t"
        text = text[:-1] + "\n"
    blocks.append(Block("t", BlockKind.TABLE, Region.TABLE, CharSpan(start, len(text) - 1), table_id="t1"))
    table = Table("t1", "t", len(rows), len(rows[0]), tuple(cells))
    return Document(
        "sha256:0", "a.pdf", "application/pdf", text, tuple(blocks), (table,), (page_of(text, origin),)
    )


STORIES = [
    "- 증강현실로 옛길을 보여 주는 안내 서비스를 운영하여 관광객을 모음",
    "- 빈 주차면을 이웃과 나누는 주차 서비스를 모든 동에 도입하여 호응",
    "- 주민이 문제를 찾고 푸는 생활 실험실을 해마다 여러 곳에서 운영",
]


def owners_of(document: Document) -> list[tuple[str, str]]:
    header = Header("press_release", released_on="2022-03-02")
    return [(case.subject.name, case.subject.basis) for case in segment(document, header, load_gazetteer())]


def test_a_label_cell_owns_the_rows_that_its_lines_enclose() -> None:
    rows: list[list[str | None]] = [
        ["분야", "주요 내용"],
        ["김해시", STORIES[0]],
        [None, STORIES[1]],
        ["오산시", STORIES[2]],
    ]
    assert owners_of(ruled(rows)) == [
        ("김해시", "row_label"),
        ("김해시", "row_label"),
        ("오산시", "row_label"),
    ]


def test_a_label_that_ocr_lost_is_nobody_s_and_not_the_city_s_above() -> None:
    rows: list[list[str | None]] = [["분야", "주요 내용"], ["김해시", STORIES[0]], ["uu", STORIES[1]]]
    assert owners_of(ruled(rows, origin="ocr")) == [("김해시", "row_label"), ("document", "document")]


def test_a_lost_label_is_filled_from_the_list_that_fits_all_the_others() -> None:
    rows: list[list[str | None]] = [
        ["분야", "주요 내용"], ["", STORIES[0]], ["수원시", STORIES[1]], ["uu", STORIES[2]]
    ]  # fmt: skip
    listed = "* (대도시) 김해시, 수원시, 시흥시 (중소도시) 강릉시, 오산시"
    found = [name for name, _ in owners_of(ruled(rows, before=listed, origin="ocr"))]
    assert found == ["김해시", "수원시", "시흥시"]


def test_an_empty_label_cell_of_a_typed_table_means_the_city_above() -> None:
    rows: list[list[str | None]] = [["분야", "주요 내용"], ["김해시", STORIES[0]], ["", STORIES[1]]]
    assert owners_of(ruled(rows)) == [("김해시", "row_label"), ("김해시", "carried")]


def test_a_misread_head_after_a_page_break_is_no_row_and_keeps_the_label() -> None:
    rows: list[list[str | None]] = [
        ["분야", "주요 내용"], ["김해시", STORIES[0]], ["문야", "ㆍ 주요내용"], ["", STORIES[1]]
    ]  # fmt: skip
    assert [name for name, _ in owners_of(ruled(rows, origin="ocr"))] == ["김해시", "김해시"]


def test_the_id_of_a_case_is_told_by_its_own_page_alone() -> None:
    rows: list[list[str | None]] = [["분야", "주요 내용"], ["김해시", STORIES[0]]]
    header = Header("press_release", released_on="2022-03-02")
    short, long = ruled(rows), ruled(rows, before="앞 쪽의 글")
    moved = CharSpan(len("앞 쪽의 글\n"), len(long.text))
    pages = (replace(page_of(long.text, "text"), spans=(moved,)),)
    ids = [
        case.case_id
        for document in (short, replace(long, pages=pages))
        for case in segment(document, header, load_gazetteer())
    ]
    assert len(ids) == 2
    assert ids[0] == ids[1]


@pytest.mark.parametrize(
    ("lines", "titles"),
    [
        ("1.1 버스 안내 보급\n\n{story}\n\n1.2침수 예보\n\n{story}\n", ["버스 안내 보급", "침수 예보"]),
        ("1.1 버스 안내 보급\n\n{story}\n\n1.5배 늘어난 이용\n\n{story}\n", ["버스 안내 보급"]),
    ],
)
def test_an_unmarked_head_counts_where_its_number_follows(lines: str, titles: list[str]) -> None:
    source = "# 스마트도시 인증 신청서\n\n신청기관\t전라남도 목포시\n\n# 1. 서비스와 기반시설\n\n"
    story = "정류소 412곳 가운데 349곳에 도착안내 단말기를 설치하여 이용자가 늘어났다."
    assert [case.title for case in cases_of(source + lines.format(story=story))] == titles


PRIZE = "“주민이 자랑스럽다”고 김하늘 시장이 말했다."
STORY = "시는 골목 주차장 12곳에 감지기 340개를 달아 빈자리를 앱으로 알리는 주차 서비스를 운영하고 있다."


@pytest.mark.parametrize(("below", "cases"), [(PRIZE, 0), (f"{STORY} {PRIZE}", 1), (STORY, 1)])
def test_an_officials_words_alone_are_no_case_and_end_none(below: str, cases: int) -> None:
    found = owners(f"## 도시별 사례\n\n### 김해시\n\n{below}\n")
    assert [name for name, _ in found] == ["김해시"] * cases
