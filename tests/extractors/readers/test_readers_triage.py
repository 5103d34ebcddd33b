"""Is the text layer believed? One page for each way in which it can lie, and clean pages that must pass."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extractors.readers.glyphs import Glyph
from extractors.readers.limits import Limits
from extractors.readers.page_ink import LooseLine, PageInk
from extractors.readers.probe import probe
from extractors.readers.triage import Verdict, judge
from extractors.readers.untrue_glyphs import untrue
from schemas.geometry import Box
from schemas.page import RawPage

Draw = Callable[[Canvas], None]
PageOf = Callable[[Draw], RawPage]
FONT = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"
ROOT = Path(__file__).parents[3]
NO_INK = PageInk(share=0.1, picture_share=0.0, loose_signs=0, loose_in_pictures=0)


def judged(marks: Sequence[Glyph], ink: PageInk = NO_INK) -> Verdict:
    return judge(
        untrue([item for item in marks if not item.text.isspace()]), ink, hidden=0, behind=0, unparsed=False
    )


NATURAL = (
    "인증을 받은 도시는 두 해 동안 그 사실을 알릴 수 있고 나라의 여러 사업에서 먼저 뽑히며 주민이 쓰는 서비스를 넓힌다 "
    * 3
)


def _glyphs(text: str, *, width: float = 10.0) -> list[Glyph]:
    return [
        Glyph(letter, 12 * at, 0, 12 * at + width, 10, 10, bold=False, turn=0, white=False)
        for at, letter in enumerate(text)
    ]


def _picture_of_text() -> ImageReader:
    image = Image.new("L", (1240, 1754), 255)
    pen = ImageDraw.Draw(image)
    face = ImageFont.truetype(FONT, 36)
    for row in range(30):
        pen.text((120, 100 + 50 * row), "스캔한 쪽에 적힌 글자입니다", font=face, fill=0)
    out = io.BytesIO()
    image.save(out, format="PNG")
    return ImageReader(out)


def test_a_blank_page_is_not_sent_to_ocr(page_of: PageOf) -> None:
    page = page_of(lambda canvas: canvas.setTitle("blank"))
    assert (page.needs_ocr, page.origin_reason) == (False, "blank page")


def test_a_scan_has_no_text_layer_and_tells_its_resolution(page_of: PageOf) -> None:
    picture = _picture_of_text()
    page = page_of(lambda canvas: canvas.drawImage(picture, 0, 0, 420, 595))
    assert page.needs_ocr
    assert page.origin_reason.startswith("no text layer, ink on ")
    assert page.dpi == pytest.approx(1754 / 595 * 72, abs=1)


def test_a_scan_with_a_stamped_page_number_is_still_a_scan(page_of: PageOf) -> None:
    picture = _picture_of_text()

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, 420, 595)
        canvas.drawString(200, 10, "- 3 -")

    page = page_of(draw)
    assert page.needs_ocr
    assert page.origin_reason.startswith("scan: an image covers 100%")


def test_an_invisible_layer_over_a_scan_is_not_believed_before_it_was_checked(page_of: PageOf) -> None:
    picture = _picture_of_text()

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, 420, 595)
        text = canvas.beginText(40, 500)
        text.setTextRenderMode(3)
        text.textOut("보이지 않는 글자")
        canvas.drawText(text)

    page = page_of(draw)
    assert page.needs_ocr
    assert page.origin_reason.startswith("text layer is invisible (")
    assert page.unsure == (Box(0.0, 0.0, page.width, page.height),)


def test_text_over_a_picture_of_the_whole_page_is_believed(page_of: PageOf) -> None:
    picture = ImageReader(Image.new("RGB", (400, 566), (230, 240, 250)))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(picture, 0, 0, 420, 595)
        for row in range(12):
            canvas.drawString(40, 540 - 30 * row, "바탕 그림 위에 놓인 본문 글자입니다")

    page = page_of(draw)
    assert not page.needs_ocr
    assert len(page.words) == 12 * 6


def test_natural_korean_passes_with_its_figures_in_the_reason() -> None:
    verdict = judged(_glyphs(NATURAL))
    assert not verdict.needs_ocr
    assert "of them Hangul" in verdict.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(((((가나다", "undecodable"),
        ("\ufffd" * 6 + "가나다라", "undecodable"),
        (f"{chr(0xE001)}{chr(0xE002)}" * 4 + "가나다", "undecodable"),
        (chr(3) * 8 + "가나다", "undecodable"),
        ("뷁쮉쮊쮋" * 30, "unused in Korean"),
        ("값닭삶앉않읽잃훑" * 10, "rare final consonants"),
    ],
)
def test_a_garbled_layer_is_told_by_its_figures(text: str, reason: str) -> None:
    glyphs = _glyphs(text)
    if text.startswith("("):  # each bracket stands for a glyph without a Unicode value
        glyphs = [replace(item, text="(cid:3)") if item.text == "(" else item for item in glyphs]
    verdict = judged(glyphs)
    assert verdict.needs_ocr
    assert reason in verdict.reason
    assert "%" in verdict.reason


def test_latin_letters_as_wide_as_syllables_are_a_wrong_map() -> None:
    wide = judged(_glyphs("KHTXLFNil" * 8, width=9.8))
    narrow = judged(_glyphs("smart city" * 8, width=5))
    assert (wide.needs_ocr, narrow.needs_ocr) == (True, False)


LOST_LINE = LooseLine(Box(0, 100, 300, 112), 300)
LOST_PRINT = PageInk(
    share=0.1,
    picture_share=0.0,
    loose_signs=300,
    loose_in_pictures=0,
    lines=(LOST_LINE,),
    rows=(LOST_LINE,),
)


def test_digits_without_the_hangul_that_the_page_shows_go_to_ocr() -> None:
    verdict = judged(_glyphs("2024. 5. 20.( ) 45, 2 (4~52).", width=5), LOST_PRINT)
    assert verdict.needs_ocr
    assert "lacks the Hangul that the page shows" in verdict.reason
    assert "300 letter-sized signs" in verdict.reason
    assert verdict.unsure == (LOST_LINE.box,)  # its digits are true


def test_where_a_font_lies_besides_no_digit_is_believed() -> None:
    verdict = judged(_glyphs("\ufffd" * 3 + "2024. 5. 20.( ) 45, 2 (4~52)."), LOST_PRINT)
    assert (verdict.needs_ocr, verdict.unsure) == (True, ())


def test_a_table_of_numbers_alone_is_believed() -> None:
    assert not judged(_glyphs("282.3 198.5 184.8 (147.8) (16.6) " * 4, width=5)).needs_ocr


def test_known_private_use_signs_are_no_fault() -> None:
    text = f"{chr(0xF02B1)} 첫째 {chr(0xF02B2)} 둘째"
    assert not judged(_glyphs(text)).needs_ocr


@pytest.mark.parametrize("folder", ["press_release", "application"])
def test_no_page_of_the_born_digital_fixtures_is_doubted(folder: str) -> None:
    for path in sorted((ROOT / "fixtures" / folder).glob("*.pdf")):
        assert [page.page_no for page in probe(path, Limits()).pages if page.needs_ocr] == []


@pytest.mark.parametrize(("name", "doubted"), [("one_page_without_text", [2]), ("no_hangul_layer", [1])])
def test_the_pages_of_the_broken_fixtures_are_doubted(name: str, doubted: list[int]) -> None:
    pages = probe(ROOT / "fixtures" / "broken" / f"{name}.pdf", Limits()).pages
    assert [page.page_no for page in pages if page.needs_ocr] == doubted
