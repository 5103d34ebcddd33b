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


TABLE = """<p>표는 다음과 같다.</p>
<table border="1"><caption>&lt;표 1&gt; 실적</caption>
<thead><tr><th rowspan=2>도시</th><th colspan="2">실적</th></tr><tr><th>건수</th><th>비고</th></tr></thead>
<tr><td>가온시<td>R&amp;D 12건<br/>CCTV 3대<td><ul><li>하나<li>둘</ul>
<tr><td rowspan="9">나래군</td><td></td><td>안쪽 <table><tr><td>1</td><td>2</td></tr></table> 끝</td></tr>
</table> 뒤의 글이다.
"""


def test_a_table_in_html_has_its_spans_heads_items_caption_and_inner_table() -> None:
    document = lay_out(TABLE)
    assert shown(document)[0] == ("paragraph", "표는 다음과 같다.")
    assert shown(document)[-1] == ("paragraph", "뒤의 글이다.")
    table, inner = document.tables
    assert (table.n_rows, table.n_cols, table.caption) == (4, 3, "<표 1> 실적")
    assert [(c.row, c.col, c.row_span, c.col_span, c.is_header, c.text) for c in table.cells] == [
        (0, 0, 2, 1, True, "도시"),
        (0, 1, 1, 2, True, "실적"),
        (1, 1, 1, 1, True, "건수"),
        (1, 2, 1, 1, True, "비고"),
        (2, 0, 1, 1, False, "가온시"),
        (2, 1, 1, 1, False, "R&D 12건 CCTV 3대"),
        (2, 2, 1, 1, False, "하나 둘"),
        (3, 0, 1, 1, False, "나래군"),
        (3, 1, 1, 1, False, None),
        (3, 2, 1, 1, False, "안쪽 1 2 끝"),
    ]
    assert len(cell_of(document, "하나").items) == 2
    assert (inner.table_id, inner.parent_id, [cell.text for cell in inner.cells]) == (
        "t1.1",
        "t1",
        ["1", "2"],
    )
    proof = Prover(document).prove(cell_of(document, "R&D").span or pytest.fail("no span"))
    assert proof.cell is not None
    assert proof.cell.header_path == ("실적", "건수")
    spans = [cell.source_span.slice(TABLE) for cell in table.cells if cell.source_span]
    assert spans[4:6] == ["가온시", "R&amp;D 12건<br/>CCTV 3대"]


@pytest.mark.parametrize(
    "source", ["<table> 하나", "\\<table><tr><td>하나</td></tr></table>", "</table> 하나"]
)
def test_what_is_no_whole_table_stays_text_and_hides_no_table(source: str) -> None:
    document = lay_out(f"{source}\n\n<table><tr><td>둘</td><td>셋</td></tr></table>\n")
    assert "하나" in document.text
    assert [[cell.text for cell in table.cells] for table in document.tables] == [["둘", "셋"]]


def test_a_quotation_is_read_without_its_marks_and_a_picture_in_it_is_one() -> None:
    document = lay_out("> 알림\n>\n> - 신청은 3월까지\n\n> **[그림]**\n>\n> 관제 센터\n\n본문이다.\n")
    assert shown(document) == [
        ("paragraph", "알림"),
        ("list_item", "- 신청은 3월까지"),
        ("figure", "관제 센터"),
        ("paragraph", "본문이다."),
    ]
    assert document.blocks[2].region is Region.FIGURE


def test_fenced_code_is_read_as_it_stands() -> None:
    document = lay_out("```html\n<table><tr><td>**가**</td></tr></table>\n| 나 | 다 |\n```\n**라**\n```\n")
    assert [text for _, text in shown(document)] == [
        "<table><tr><td>**가**</td></tr></table>",
        "| 나 | 다 |",
        "라",
    ]
    assert not document.tables


def test_inline_code_addresses_and_entities_show_what_they_stand_for() -> None:
    document = lay_out("값 `a_b*` 과 <https://gaon.example/x> &quot;R&amp;D&quot; &#40;주&#x29; 1&nbsp;건\n")
    assert document.text == '값 a_b* 과 https://gaon.example/x "R&D" (주) 1 건\n'


@pytest.mark.parametrize(
    "marker", ["√", "▲", "Ⅱ.", "가)", "(1)", "(가)", "1.1", "㉠", "➡", "ㆍ", "주1)", "자료:"]
)
def test_markers_of_pages_and_further_ones_open_items(marker: str) -> None:
    document = lay_out(f"- {marker} 스마트도시 계획\n")
    assert [(block.marker, block.span.slice(document.text)) for block in document.blocks] == [
        (marker, f"{marker} 스마트도시 계획")
    ]


def test_a_subtitle_between_dashes_has_no_marker_and_holds_no_items() -> None:
    document = lay_out("## - 대도시 3곳 이름 올려 -\n\n- □ 국토교통부는\n")
    assert [(block.marker, block.level, block.parent_id) for block in document.blocks] == [
        (None, 2, None),
        ("□", 1, None),
    ]


def test_rows_and_columns_of_pipes_without_words_are_kept_and_tables_divided_by_a_comment() -> None:
    head = "|  |  |  |\n| --- | --- | --- |\n"
    document = lay_out(
        f"{head}| 가 | 나 |  |\n|  |  |  |\n| 다 | 라 |  |\n\n<!-- -->\n\n{head}| 마 | 바 |  |\n"
    )
    assert [(table.n_rows, table.n_cols) for table in document.tables] == [(3, 3), (1, 3)]


@given(st.text(alphabet='<>/="tabledrhowspn 2가\n|`*&;-', max_size=160))
def test_spans_hold_for_broken_html(source: str) -> None:
    test_spans_hold_for_any_text.hypothesis.inner_test(f"<table><tr><td>{source}")  # type: ignore[attr-defined]
    test_spans_hold_for_any_text.hypothesis.inner_test(  # type: ignore[attr-defined]
        f"<table><tr><td rowspan=3 colspan=2>{source}<td>나</table>{source}"
    )


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
