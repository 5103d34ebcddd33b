"""Plain text and Markdown as documents: what the marks render to, tables, tree, footnotes."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.marked_text import lay_out_text
from extractors.proof import Prover
from schemas.document import Block, BlockKind, Cell, Document, Region


def lay_out(source: str) -> Document:
    return lay_out_text(source, document_id="sha256:0", source_name="a.md", media_type="text/markdown")


def shown(document: Document) -> list[tuple[str, str]]:
    return [(block.kind.value, block.span.slice(document.text)) for block in document.blocks]


def block_of(document: Document, words: str) -> Block:
    return next(block for block in document.blocks if words in block.span.slice(document.text))


def cell_of(document: Document, words: str) -> Cell:
    return next(cell for table in document.tables for cell in table.cells if words in (cell.text or ""))


def test_marks_are_rendered_away_and_blocks_know_their_source() -> None:
    source = "# **가온시** 소식\n\n- □ 총 <sup>주)</sup>나래\\*와 **3건**을 접수\n"
    document = lay_out(source)
    assert document.text == "가온시 소식\n□ 총 주)나래*와 3건을 접수\n"
    assert document.blocks[1].source_span is not None
    assert document.blocks[1].source_span.slice(source) == "- □ 총 <sup>주)</sup>나래\\*와 **3건**을 접수"


def test_decomposed_hangul_is_composed() -> None:
    document = lay_out(unicodedata.normalize("NFD", "□ 한글 문서"))
    assert document.text == "□ 한글 문서\n"


def test_indentation_makes_the_tree_of_markdown_lists() -> None:
    document = lay_out("- □ 큰 항목\n  - 작은 항목\n    - 더 작은 항목\n      - \\* 주석\n- □ 다음 항목\n")
    assert [(block.level, block.marker, block.parent_id) for block in document.blocks] == [
        (1, "□", None),
        (2, "-", "b1"),
        (3, "-", "b2"),
        (4, "*", "b3"),
        (1, "□", None),
    ]


def test_markers_make_the_tree_where_nothing_is_indented() -> None:
    document = lay_out("1. 추진 개요\n□ 배경\nㅇ 필요성\n- 근거\n※ 참고\nㅇ 경과\n2. 계획\n")
    assert [(block.marker, block.level) for block in document.blocks] == [
        ("1.", 1),
        ("□", 2),
        ("ㅇ", 3),
        ("-", 4),
        ("※", 5),
        ("ㅇ", 3),
        ("2.", 1),
    ]


def test_a_footnote_is_bound_to_the_star_it_explains() -> None:
    document = lay_out(
        "- □ 공유교통 서비스\\*를 혁신제품\\*\\*으로 지정\n  - \\* 자전거 등\n  - \\*\\* 조달 제품\n"
    )
    bound = {block_id: (span.start, span.slice(document.text)) for block_id, span in document.footnotes}
    star = document.text.index("*를")
    assert bound == {"b2": (star, "*"), "b3": (document.text.index("**으로"), "**")}


def test_a_repeated_header_row_continues_the_table() -> None:
    source = "분야\t주요 내용\t\n가온시\t- 버스를 운영\t\n\n- 3 -\n\n분야\t주요 내용\n나래군\t- 택시를 운영\n"
    document = lay_out(source)
    (table,) = document.tables
    assert (table.n_rows, table.n_cols) == (3, 2)
    assert [cell.text for cell in table.cells if cell.is_header] == ["분야", "주요 내용"]
    assert shown(document)[1] == ("page_number", "- 3 -")


def test_other_content_between_rows_starts_a_new_table() -> None:
    document = lay_out("구분\t내용\n가\t나\n\n본문이 이어집니다.\n\n구분\t내용\n다\t라\n")
    assert [table.n_rows for table in document.tables] == [2, 2]


def test_pipe_rows_have_a_header_above_the_separator() -> None:
    document = lay_out("| 이름 | 값 |\n|---|:-:|\n| 면적 | 3 \\| 4 |\n")
    assert [(cell.text, cell.is_header) for cell in document.tables[0].cells] == [
        ("이름", True),
        ("값", True),
        ("면적", False),
        ("3 | 4", False),
    ]


def test_an_empty_cell_has_no_text_and_a_lone_bullet_spans_its_row() -> None:
    document = lay_out("구분\t내용\nㅇ 대도시 2곳\t\n\t- 운영 체계를 마련\n")
    assert [(cell.text, cell.col_span) for cell in document.tables[0].cells[2:]] == [
        ("ㅇ 대도시 2곳", 2),
        (None, 1),
        ("- 운영 체계를 마련", 1),
    ]


def test_a_cell_is_split_into_its_items() -> None:
    document = lay_out(
        "분야\t내용\n가온시\t- 정보를 제공 * (3대 정보) 교통, 날씨 - 관제 체계를 운영<br>※ 시범\n"
    )
    cell = cell_of(document, "관제")
    assert [item.span.slice(document.text) for item in cell.items] == [
        "- 정보를 제공",
        "* (3대 정보) 교통, 날씨",
        "- 관제 체계를 운영",
        "※ 시범",
    ]
    assert [item.marker for item in cell.items] == ["-", "*", "-", "※"]


PICTURES = (
    "도시\t모습\t내용\n"
    "가온시\t### ### ##\t- 열린 광장 서비스를 만들어 주민이 함께 쓰도록 넓혀 감\n"
    "나래군\t갸랴 12댜 (무) 캬 [마을 안전 지킴이]\t- 마을 안전을 지키는 지킴이 서비스를 여러 곳에서 운영\n"
    "다솔시\t다솔시 통합버스정보시스템 앱 연계 서비스 다솔시 갸댜뱌\t"
    "- 버스정보 시스템과 통합 앱을 연계하여 통합버스정보 서비스를 제공\n"
    "라온구\t밤길 안내  기츠 뎌 (밤길 안심 동행 서비스)\t- 밤길을 함께 걷는 동행 서비스를 모든 동에서 운영\n"
)


@pytest.mark.parametrize(
    ("words", "captions"),
    [
        ("###", []),
        ("갸랴", ["[마을 안전 지킴이]"]),
        ("갸댜뱌", ["다솔시 통합버스정보시스템 앱 연계 서비스"]),
        ("기츠", ["(밤길 안심 동행 서비스)"]),
    ],
)
def test_a_picture_cell_is_figure_text_with_its_caption(words: str, captions: list[str]) -> None:
    document = lay_out(PICTURES)
    items = cell_of(document, words).items
    found = [item.span.slice(document.text) for item in items if item.kind is BlockKind.CAPTION]
    assert found == captions
    assert {item.region for item in items if item.kind is not BlockKind.CAPTION} == {Region.FIGURE}


def test_a_column_of_bracketed_labels_beside_short_cells_holds_no_picture() -> None:
    document = lay_out("구분\t내용\n수량 (개소 기준)\t12\n금액 (백만 원)\t30\n")
    assert [item.region for cell in document.tables[0].cells for item in cell.items] == [Region.TABLE] * 6


def test_lines_torn_from_a_table_keep_their_kinds() -> None:
    document = lay_out(
        "[자료 기반 행정]\n\n### 150 N. 180 | 150 N.\n\n(AI)을 써서 결정을 지원\n\n### 가온시\n"
    )
    assert [block.kind.value for block in document.blocks] == ["caption", "figure", "paragraph", "heading"]
    assert document.blocks[1].region is Region.FIGURE


def test_a_caption_and_a_unit_note_before_a_table_belong_to_it() -> None:
    document = lay_out("< 연도별 현황 >\n(단위: 백만원)\n\n구분\t금액\n가\t10\n")
    assert (document.tables[0].caption, document.tables[0].unit_note) == ("< 연도별 현황 >", "(단위: 백만원)")


def test_an_annex_title_is_a_heading_also_as_a_row_of_its_own() -> None:
    document = lay_out("본문이다.\n\n참고 1\t우수 사례 모음\n\n붙임 2\n")
    assert shown(document)[1:] == [("heading", "참고 1 우수 사례 모음"), ("heading", "붙임 2")]


def test_wrapped_lines_are_one_block_and_short_lines_are_not_joined() -> None:
    long = "가온시는 올해 여러 부서와 함께 열린 자료를 바탕으로 주민이 쓰는 서비스를"
    document = lay_out(f"보도자료\n가온시 소식\n{long}\n넓혀 갈 계획이다.\n□ {long}\n  더한다.\n")
    assert [text for _, text in shown(document)] == [
        "보도자료",
        "가온시 소식",
        f"{long} 넓혀 갈 계획이다.",
        f"□ {long} 더한다.",
    ]


def test_a_tab_that_only_indents_makes_no_table() -> None:
    document = lay_out("1.\t개요\n\n\t들여 쓴 문단\n")
    assert not document.tables
    assert block_of(document, "개요").marker == "1."


@given(st.text(alphabet=" \t\n|#*-□ㅇ※[]<>()/.가나1a\\&;supb:", max_size=120))
def test_spans_hold_for_any_text(source: str) -> None:
    document = lay_out(source)
    prover = Prover(document)
    ends = [(block.span.start, block.span.end) for block in document.blocks]
    assert ends == sorted(ends)
    assert all(left[1] < right[0] for left, right in pairwise(ends))
    for block in document.blocks:
        assert document.text[block.span.end] == "\n"
    for table in document.tables:
        for cell in table.cells:
            if cell.span is not None:
                assert cell.span.slice(document.text) == cell.text
                assert prover.prove(cell.span).cell is not None
            for item in cell.items:
                assert cell.span is not None
                assert cell.span.contains(item.span)
