"""What the PDF reader makes of words, blanks, marks, lines and turns."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from extractors.readers.ruling_lines import merge
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

Draw = Callable[[Canvas], None]
PageOf = Callable[[Draw], RawPage]


def _line(words: tuple[Word, ...]) -> str:
    """The words as a line, with a blank before each that is not glued."""
    return "".join(("" if word.glued else " ") + word.text for word in words).strip()


def test_blanks_of_the_text_layer_are_kept(page_of: PageOf) -> None:
    page = page_of(lambda canvas: canvas.drawString(50, 500, "보 도 자 료 2022년 인증"))
    assert _line(page.words) == "보 도 자 료 2022년 인증"
    assert not page.needs_ocr


def test_a_letter_spaced_word_with_blanks_elsewhere_stays_whole(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 500)
        text.setCharSpace(5)
        text.textOut("스마트도시 인증")
        canvas.drawText(text)

    assert [word.text for word in page_of(draw).words] == ["스마트도시", "인증"]


def test_gaps_divide_words_where_the_layer_writes_no_blanks(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "인증")
        canvas.drawString(50 + 24 + 4, 500, "도시")

    page = page_of(draw)
    assert [(word.text, word.glued) for word in page.words] == [("인증", False), ("도시", False)]


def test_the_blank_that_hangs_at_a_line_end_is_told(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "시민과 도시 ")
        canvas.drawString(50, 480, "인증 제")
        canvas.drawString(50, 460, "도")

    words = [(word.text, word.blank_after) for word in page_of(draw).words]
    assert words == [("시민과", True), ("도시", True), ("인증", True), ("제", False), ("도", False)]


def test_a_gap_is_bare_where_the_layer_writes_blanks_and_none_there(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "시민과 도시")
        canvas.drawString(130, 500, "12")

    words = [(word.text, word.bare_after) for word in page_of(draw).words]
    assert words == [("시민과", False), ("도시", True), ("12", True)]


def test_no_gap_is_bare_where_the_layer_writes_no_blanks(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "인증")
        canvas.drawString(80, 500, "도시")

    assert not any(word.bare_after for word in page_of(draw).words)


def test_a_line_without_blanks_on_a_page_with_blanks_is_divided_at_its_gaps(page_of: PageOf) -> None:
    written = ["스마트도시", "서비스", "인증", "제도", "안내서를", "시민에게", "나누어", "드립니다"]

    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "보도 자료 배포")
        x = 30.0
        for word in written:
            canvas.drawString(x, 480, word)
            x += canvas.stringWidth(word, "TestMyeongjo", 12) + 4

    assert [word.text for word in page_of(draw).words] == ["보도", "자료", "배포", *written]


@pytest.mark.parametrize(
    "written",
    [
        ["1,234", "5,678", "9,012", "3,456", "7,890", "1,234"],
        ["The", "Ministry", "of", "Land", "and", "Transport", "said"],
        ["국토부는", "BRT", "노선을", "2023년", "12월에", "30곳", "열었다"],
    ],
)
def test_a_long_line_without_blanks_is_divided_whatever_it_holds(page_of: PageOf, written: list[str]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "보도 자료 배포")
        x = 30.0
        for word in written:
            canvas.drawString(x, 480, word)
            x += canvas.stringWidth(word, "TestMyeongjo", 12) + 3

    assert [word.text for word in page_of(draw).words][3:] == written


def test_a_blank_that_was_lost_where_the_face_changes_is_seen_by_its_gap(page_of: PageOf) -> None:
    pieces = ["건강 보험심사평가원 공고", "2017-184", "개정 사항을 다시", "알립니다"]

    def draw(canvas: Canvas) -> None:
        x = 30.0
        for piece in pieces:
            canvas.drawString(x, 500, piece)
            x += canvas.stringWidth(piece, "TestMyeongjo", 12) + 5

    assert _line(page_of(draw).words) == " ".join(pieces)


def test_a_change_of_size_makes_a_glued_word(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "작년 분기")
        canvas.setFont("TestMyeongjo", 9)
        canvas.drawString(50 + canvas.stringWidth("작년 분기", "TestMyeongjo", 12), 500, "(1월)")

    words = page_of(draw).words
    assert [(word.text, word.glued, word.superscript) for word in words[1:]] == [
        ("분기", False, False),
        ("(1월)", True, False),
    ]


def test_a_small_raised_star_is_a_superscript(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "인증 효력")
        canvas.setFont("TestMyeongjo", 7)
        canvas.drawString(50 + canvas.stringWidth("인증 효력", "TestMyeongjo", 12), 505, "*")

    star = page_of(draw).words[-1]
    assert (star.text, star.superscript, star.glued) == ("*", True, True)


def test_a_vertical_ruling_divides_cells_however_near(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "이 표의 칸")
        canvas.line(100, 490, 100, 515)
        canvas.drawString(87, 460, "가")
        canvas.drawString(101, 460, "나")
        canvas.line(100, 450, 100, 475)

    words = [word.text for word in page_of(draw).words]
    assert words[-2:] == ["가", "나"]


def test_glyphs_drawn_twice_for_boldness_are_read_once(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "굵은 글")
        canvas.drawString(50.4, 500, "굵은 글")

    assert _line(page_of(draw).words) == "굵은 글"


def test_text_with_a_stroke_is_bold(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "보통 글")
        text = canvas.beginText(50, 470)
        text.setTextRenderMode(2)
        text.textOut("굵은 글")
        canvas.drawText(text)

    assert [word.bold for word in page_of(draw).words] == [False, False, True, True]


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText(50, 300)
    text.setTextRenderMode(3)
    text.textOut("숨은 글")
    canvas.drawText(text)


def _white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(50, 300, "숨은 글")
    canvas.setFillGray(0)


def _outside(canvas: Canvas) -> None:
    canvas.drawString(500, 300, "숨은 글")


def _covered(canvas: Canvas) -> None:
    canvas.drawString(50, 300, "숨은 글")
    canvas.setFillGray(1)
    canvas.rect(40, 290, 100, 30, stroke=0, fill=1)
    canvas.setFillGray(0)


@pytest.mark.parametrize("hide", [_invisible, _white, _outside, _covered])
def test_text_that_nobody_sees_is_left_out_and_told(page_of: PageOf, hide: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "보이는 글")
        hide(canvas)

    page = page_of(draw)
    assert _line(page.words) == "보이는 글"
    assert [note.code for note in page.issues] == ["hidden_text_left_out"]


def test_white_text_on_a_dark_ground_is_read(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 490, 120, 30, fill=1)
        canvas.setFillGray(1)
        canvas.drawString(50, 500, "참고 자료")

    page = page_of(draw)
    assert _line(page.words) == "참고 자료"
    assert page.issues == ()


def test_a_slanted_watermark_is_left_out_and_told(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "본문 글")
        canvas.rotate(40)
        canvas.drawString(200, 200, "대외비")

    page = page_of(draw)
    assert _line(page.words) == "본문 글"
    assert [note.code for note in page.issues] == ["slanted_text_left_out"]


def test_a_table_of_rects_thin_rects_and_lines_gives_its_rulings(page_of: PageOf) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 480, "칸 하나")
        canvas.rect(50, 400, 300, 100)
        canvas.rect(50, 449, 300, 0.5, stroke=0, fill=1)
        canvas.setDash(1, 1)
        canvas.line(200, 400, 200, 500)

    rulings = page_of(draw).rulings
    assert sum(rule.is_horizontal for rule in rulings) == 3
    assert sorted(round(rule.x0) for rule in rulings if not rule.is_horizontal) == [50, 200, 350]


def test_pictures_are_figures_inside_the_page(page_of: PageOf) -> None:
    picture = ImageReader(Image.effect_noise((60, 40), 60).convert("RGB"))

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 480, "사진 설명")
        canvas.drawImage(picture, 350, 200, 120, 80)

    (figure,) = page_of(draw).figures
    assert figure.as_list() == pytest.approx([350, 315, 420, 395], abs=0.5)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("cropped", [False, True])
def test_boxes_lie_where_a_viewer_shows_the_words(
    pdf_of: Callable[[Draw], Path], tmp_path: Path, degrees: int, *, cropped: bool
) -> None:
    def draw(canvas: Canvas) -> None:
        for row in range(5):
            canvas.drawString(100, 500 - 30 * row, "스마트도시 인증")

    reader = pypdf.PdfReader(pdf_of(draw))
    page = reader.pages[0]
    if cropped:
        page.cropbox = pypdf.generic.RectangleObject((30, 60, 400, 560))
    page.rotate(degrees)
    writer = pypdf.PdfWriter()
    writer.add_page(page)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    found = probe(path, Limits()).pages[0]
    left, top = (30, 595 - 560) if cropped else (0, 0)
    assert found.rotation == degrees
    assert (found.width, found.height) == ((370, 500) if cropped else (420, 595))
    assert [word.text for word in found.words[:2]] == ["스마트도시", "인증"]
    box = found.words[0].box
    assert (box.x0 + left, box.bottom + top) == pytest.approx((100, 595 - 500 + 3), abs=2.5)


def test_a_page_that_pdfminer_cannot_parse_goes_to_ocr(
    pdf_of: Callable[[Draw], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise TypeError("no such font")

    path = pdf_of(lambda canvas: canvas.drawString(50, 500, "글자가 있는 쪽"))
    monkeypatch.setattr("pdfminer.pdfinterp.PDFResourceManager.get_font", fail)
    page = probe(path, Limits()).pages[0]
    assert page.needs_ocr
    assert page.origin_reason.startswith("text layer cannot be parsed")


def test_a_page_of_too_many_drawings_keeps_its_words_and_says_so(pdf_of: Callable[[Draw], Path]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 500, "글자가 있는 쪽")
        for x in range(30):
            canvas.line(50 + x, 100, 50 + x, 200)

    page = probe(pdf_of(draw), Limits(max_page_drawings=20)).pages[0]
    assert _line(page.words) == "글자가 있는 쪽"
    assert page.rulings == ()
    assert [note.code for note in page.issues] == ["drawing_limit"]


_WORDS = st.lists(
    st.tuples(
        st.text(alphabet="가나다라AB12.,·%", min_size=1, max_size=8),
        st.integers(-100, 500),
        st.integers(-50, 650),
        st.sampled_from([5, 10, 30]),
    ),
    max_size=6,
)


@given(_WORDS)
def test_every_box_lies_inside_its_page(items: list[tuple[str, int, int, int]]) -> None:
    from extractors.readers.glyph_words import words_from
    from extractors.readers.glyphs import Glyph

    page = Box(0, 0, 420, 595)
    glyphs = [
        Glyph(
            letter,
            x + at * size,
            y,
            x + (at + 1) * size,
            y + size,
            size,
            bold=False,
            turn=0,
            white=False,
        )
        for text, x, y, size in items
        for at, letter in enumerate(text)
    ]
    for word in words_from(glyphs, (), page):
        assert page.x0 <= word.box.x0 <= word.box.x1 <= page.x1
        assert page.top <= word.box.top <= word.box.bottom <= page.bottom
        assert word.text == word.text.strip() != ""


_STROKES = st.lists(
    st.tuples(st.integers(0, 3), st.integers(0, 90), st.integers(1, 40)).map(
        lambda item: Ruling(item[1], item[0] * 10, item[1] + item[2], item[0] * 10)
    ),
    max_size=20,
)


@given(_STROKES)
def test_merging_rulings_twice_changes_nothing_and_covers_each_long_stroke(strokes: list[Ruling]) -> None:
    merged = merge(strokes)
    assert merge(merged) == merged
    for stroke in strokes:
        if stroke.x1 - stroke.x0 >= 5:
            assert any(
                rule.y0 == stroke.y0 and rule.x0 <= stroke.x0 and stroke.x1 <= rule.x1 for rule in merged
            )


def test_the_stream_of_a_pdf_may_have_bytes_before_its_header(
    pdf_of: Callable[[Draw], Path], tmp_path: Path
) -> None:
    path = tmp_path / "late.pdf"
    data = pdf_of(lambda canvas: canvas.drawString(50, 500, "늦은 머리")).read_bytes()
    path.write_bytes(io.BytesIO(b"\n\n" + data).getvalue())
    assert probe(path, Limits()).page_count == 1
