"""How each kind of block is written in Markdown, on small documents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.marked_text import lay_out_text
from pipeline.formats.markdown import document_markdown
from schemas.document import BlockKind, Document, Region
from tests.pipeline.formats.drawn import Draft
from tests.pipeline.formats.published import inline_text, parsed, printed_words, visible

# all that Markdown, GitHub and HTML take for marks, between letters and blanks
MARKED = st.text(alphabet="가나 a1.)-+*_~`#>|<[]()!&;:=$\\/'\"□ㅇ※①", min_size=1, max_size=24)


def markdown(document: Document) -> str:
    return document_markdown(document, ())


def words(text: str) -> str:
    return " ".join(text.split())


def test_markers_are_kept_and_dashes_and_running_numbers_are_markdowns_own() -> None:
    draft = Draft()
    square = draft.item("□ 추진 배경")
    circle = draft.item("ㅇ 대상", parent=square)
    draft.item("- 대도시", parent=circle)
    draft.item("* 인구 50만 이상", parent=circle)
    draft.item("□ 일정")
    draft.item("1. 접수")
    draft.item("2. 심사")
    draft.item("가. 서류")
    assert markdown(draft.document()) == (
        "<!-- page 1 -->\n- □ 추진 배경\n  - ㅇ 대상\n    - 대도시\n    - \\* 인구 50만 이상\n"
        "- □ 일정\n1. 접수\n2. 심사\n- 가. 서류\n"
    )


def test_a_number_that_markdown_would_change_stays_a_character() -> None:
    draft = Draft()
    draft.item("3. 추진 계획")
    draft.item("5. 예산")
    assert markdown(draft.document()).endswith("3. 추진 계획\n- 5\\. 예산\n")
    assert visible(markdown(draft.document())) == "3.추진계획5.예산"


def test_a_dash_before_another_marker_stays_a_character() -> None:
    draft = Draft()
    draft.item("- ① 접수")
    draft.item("- 심사")
    assert markdown(draft.document()).endswith("\n- \\- ① 접수\n- 심사\n")
    again = lay_out_text(
        markdown(draft.document()), document_id="sha256:0", source_name="a.md", media_type="text/markdown"
    )
    assert again.text == "- ① 접수\n- 심사\n"


def test_an_item_whose_parent_stands_above_a_table_is_no_code() -> None:
    draft = Draft()
    square = draft.item("□ 결과")
    draft.table([["구분", "수"], ["시", "3"]], heads=1)
    circle = draft.item("ㅇ 시 3곳", parent=square)
    draft.item("- 울산", parent=circle)
    assert markdown(draft.document()).endswith("\n\n- ㅇ 시 3곳\n  - 울산\n")


def test_a_page_begins_inside_its_paragraph_its_list_or_its_cell() -> None:
    draft = Draft()
    draft.put(BlockKind.PARAGRAPH, "첫 쪽에서", " 다음 쪽으로")
    square = draft.item("□ 둘", page_no=2)
    draft.item("ㅇ 셋", parent=square, page_no=3)
    assert markdown(draft.document()) == (
        "<!-- page 1 -->\n\n첫 쪽에서 <!-- page 2 -->다음 쪽으로\n\n- □ 둘\n  <!-- page 3 -->\n  - ㅇ 셋\n"
    )
    assert [token.type for token in parsed(markdown(draft.document()))].count("bullet_list_open") == 2


def test_lines_of_a_cell_are_broken_and_pipes_escaped() -> None:
    draft = Draft()
    draft.table([["구분", "내용"], ["가|나", "첫 줄\n둘째 줄"], ["", "--"]], heads=1)
    assert markdown(draft.document()) == (
        "| 구분 | 내용 |\n| --- | --- |\n| 가\\|나 | 첫 줄<br>둘째 줄 |\n|  | \\-- |\n"
    )


def test_lists_in_cells_and_two_rows_of_head_need_html() -> None:
    draft = Draft()
    draft.table([["구분", "<내용>"], ["가", "소개\n- 하나\n- 둘"]], heads=1)
    draft.table([["구분", "내용"], ["번호", "이름"], ["1", "가"]], heads=2)
    shown = markdown(draft.document())
    assert "<td>소개<ul><li>- 하나</li><li>- 둘</li></ul></td>" in shown
    assert "<th>&lt;내용&gt;</th>" in shown
    assert shown.count("<thead>\n<tr>") == 2
    assert "\n\n</" not in shown


def test_a_box_is_a_quotation_a_picture_says_that_it_is_one_and_captions_are_bold() -> None:
    draft = Draft()
    draft.table([["알림\n신청은 3월까지"]])
    draft.put(BlockKind.FIGURE, "관제 센터", region=Region.FIGURE)
    draft.put(BlockKind.FIGURE, "# 1", region=Region.FIGURE)
    draft.put(BlockKind.CAPTION, "<표 1> 예산")
    draft.put(BlockKind.CAPTION, "(단위: 원)")
    draft.table([["가", "나"], ["1", "2"]], heads=1, unit_note="(단위: 원)")
    shown = markdown(draft.document())
    assert "> 알림\n>\n> 신청은 3월까지" in shown
    assert "> **[그림]**\n>\n> 관제 센터\n>\n> \\# 1" in shown
    assert "**<표 1> 예산**\n\n(단위: 원)\n\n| 가" in shown


def test_furniture_is_left_out() -> None:
    draft = Draft()
    draft.put(BlockKind.HEADER, "머리글", region=Region.FURNITURE)
    draft.put(BlockKind.PARAGRAPH, "본문")
    draft.put(BlockKind.PAGE_NUMBER, "- 1 -", region=Region.FURNITURE)
    assert markdown(draft.document()) == "<!-- page 1 -->\n\n본문\n"


@given(
    MARKED, st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.CAPTION])
)
def test_whatever_a_block_says_is_seen_as_it_is_and_read_again(text: str, kind: BlockKind) -> None:
    draft = Draft()
    text = words(text) or "가"
    if kind is BlockKind.LIST_ITEM:
        text = f"□ {text}"
    draft.put(kind, text, marker="□" if kind is BlockKind.LIST_ITEM else None, level=1)
    shown = markdown(draft.document())
    seen = [inline_text(token) for token in parsed(shown) if token.type == "inline"]
    assert seen == [text]
    again = lay_out_text(shown, document_id="sha256:0", source_name="a.md", media_type="text/markdown")
    assert again.text == f"{text}\n"


@given(st.lists(MARKED.map(words), min_size=4, max_size=4))
def test_whatever_cells_say_is_seen_as_it_is(texts: list[str]) -> None:
    draft = Draft()
    draft.table([["구분", "내용"], texts[:2], texts[2:]], heads=1)
    document = draft.document()
    assert visible(markdown(document)) == printed_words(document, document.text)
