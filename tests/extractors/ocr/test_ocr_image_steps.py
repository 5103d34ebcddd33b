"""Cleaning, slant, lines, pictures and marks, each on a drawing that shows what it is for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.cleaning import clean, even_light, is_uneven, without_borders, without_seals
from extractors.ocr.deskew import skew, straighten
from extractors.ocr.image_figures import image_figures
from extractors.ocr.image_lines import image_rulings
from extractors.ocr.marks import mark_of
from extractors.ocr.orientation import lines_run_down
from extractors.ocr.rule_marks import without_rule_marks
from extractors.ocr.slant import slanted
from extractors.ocr.specks import without_specks, without_strays
from schemas.geometry import Box
from schemas.page import Ruling, Word

SCALE = 200 / 72
# Lines of unlike words: the same line six times would part into columns as well as into rows.
PRINT = (
    "인증을 받은 도시는 두 해 동안 알릴 수 있다",
    "교통과 환경, 안전을 한곳에서 살피는 센터를",
    "새로 열었으며 시민이 손전화로 길을 찾는다.",
    "낡은 가로등 1,240개를 바꾸고 전기를 아꼈다",
    "물이 새는 관을 미리 찾아 비용을 줄였으며",
    "어린이집 차에도 위치를 알리는 장치를 단다",
    "다음 해에는 섬 마을까지 넓힐 계획이라 한다",
)
Sheet = Callable[..., Image.Image]
MYEONGJO = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"
GOTHIC = "/usr/share/fonts/truetype/nanum/NanumGothic.ttf"


def _grey(sheet: Image.Image) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.asarray(sheet.convert("L"), dtype=np.uint8)


def _colour(sheet: Image.Image) -> np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]:
    return np.asarray(sheet, dtype=np.uint8)


def test_a_red_seal_fades_and_black_print_under_it_stays(sheet_of: Sheet) -> None:
    plain = _grey(sheet_of())
    sheet = sheet_of(paint=lambda pen: pen.ellipse((700, 100, 880, 280), outline=(215, 40, 50), width=9))
    cleaned, seals = without_seals(_colour(sheet), SCALE)
    assert seals == 1
    outside = cleaned[100:280, 880:] < 128
    assert not outside.any()
    assert (cleaned < 110).sum() <= (plain < 128).sum() * 1.05


def test_red_print_is_no_seal(sheet_of: Sheet) -> None:
    face = ImageFont.truetype(MYEONGJO, 36)
    sheet = sheet_of(
        [], paint=lambda pen: pen.text((100, 100), "붉은 글씨로 적은 알림", font=face, fill="red")
    )
    cleaned, seals = without_seals(_colour(sheet), SCALE)
    assert seals == 0
    assert (cleaned < 128).sum() > 1000


def test_a_black_border_becomes_paper_and_a_table_line_at_the_edge_stays(sheet_of: Sheet) -> None:
    image = _grey(sheet_of(paint=lambda pen: pen.rectangle((0, 0, 40, 760), fill=(8, 8, 8)))).copy()
    image[400:403, 41:] = 0
    framed = without_borders(image, SCALE)
    assert (framed[:350, :40] == 255).all()
    assert (framed[401, 100:] == 0).all()
    assert without_borders(framed, SCALE) is framed


def test_a_shadow_is_evened_and_an_even_page_is_left_alone(sheet_of: Sheet) -> None:
    image = _grey(sheet_of())
    shadow = np.linspace(1.0, 0.35, image.shape[1])
    dark = (image * shadow).astype(np.uint8)
    assert (is_uneven(image), is_uneven(dark)) == (False, True)
    evened = even_light(dark, SCALE)
    assert (evened[:, -80:] == 255).mean() > 0.98
    assert (evened < 128).sum() == pytest.approx((image < 128).sum(), rel=0.35)


def test_a_drawn_page_is_not_treated_as_a_scan(sheet_of: Sheet) -> None:
    sheet = sheet_of(paint=lambda pen: pen.rectangle((0, 0, 40, 760), fill="black"))
    cleaned = clean(_colour(sheet), 200, is_scan=False)
    assert (cleaned.borders, cleaned.evened) == (False, False)


@pytest.mark.parametrize("degrees", [-3.0, -0.8, 0.0, 0.4, 1.7, 4.5])
def test_the_slant_is_found_and_undone(sheet_of: Sheet, degrees: float) -> None:
    sheet = sheet_of(PRINT, size_pt=11)
    tilted = _grey(sheet.rotate(-degrees, resample=Image.Resampling.BICUBIC, fillcolor="white"))
    assert skew(tilted) == pytest.approx(degrees, abs=0.2)
    assert abs(skew(straighten(tilted, degrees))) <= 0.2


@given(
    st.floats(-6, 6),
    st.tuples(st.floats(0, 500), st.floats(0, 800), st.floats(1, 90), st.floats(1, 30)),
)
def test_a_slanted_box_stays_on_the_page(degrees: float, place: tuple[float, float, float, float]) -> None:
    x, y, width, height = place
    moved = slanted(Box(x, y, min(x + width, 595), min(y + height, 842)), 595, 842, degrees)
    assert 0 <= moved.x0 <= moved.x1 <= 595
    assert 0 <= moved.top <= moved.bottom <= 842


def test_a_box_moves_with_the_slant_of_the_scan(sheet_of: Sheet) -> None:
    sheet = sheet_of(["", "", "", "", "끝"])
    tilted = _grey(sheet.rotate(-2.0, resample=Image.Resampling.BICUBIC, fillcolor="white"))
    rows, columns = np.nonzero(straighten(tilted, 2.0) < 128)
    level = Box(columns.min(), rows.min(), columns.max() + 1, rows.max() + 1)
    rows, columns = np.nonzero(tilted < 128)
    seen = slanted(level, tilted.shape[1], tilted.shape[0], 2.0)
    assert seen.contains((columns.min() + columns.max()) / 2, (rows.min() + rows.max()) / 2)
    assert (seen.x0, seen.top) == pytest.approx((columns.min(), rows.min()), abs=4)


@pytest.mark.parametrize("turn", [0, 1, 2, 3])
def test_lines_that_run_down_are_seen_at_a_glance(sheet_of: Sheet, turn: int) -> None:
    image = np.ascontiguousarray(np.rot90(_colour(sheet_of(PRINT, size_pt=11)), turn))
    assert lines_run_down(image, 200) == (turn in (1, 3))


def _table(pen: ImageDraw.ImageDraw) -> None:
    for y in (300, 360, 420):
        pen.line((100, y, 1000, y), fill=(60, 60, 60), width=2)
    for x in (100, 400, 1000):
        pen.line((x, 300, x, 420), fill=(60, 60, 60), width=2)


def test_the_lines_of_a_table_are_found_and_strokes_of_letters_are_not(sheet_of: Sheet) -> None:
    sheet = sheet_of(["그기디트 IHMLTE 1111", "", "", "", "", "이것은 그냥 글"], paint=_table, size_pt=16)
    rulings = image_rulings(_grey(sheet), SCALE)
    across = [round(rule.y0 * SCALE) for rule in rulings if rule.is_horizontal]
    down = [round(rule.x0 * SCALE) for rule in rulings if not rule.is_horizontal]
    assert across == pytest.approx([300, 360, 420], abs=2)
    assert down == pytest.approx([100, 400, 1000], abs=2)


def _two_tables(*, joined: bool) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Two framed tables, 11 pixels (4 pt) apart; the second begins at row 211."""
    image = np.full((400, 1000), 255, dtype=np.uint8)
    for top, bottom in ((100, 200), (211, 320)):
        for row in (top, bottom):
            image[row - 1 : row + 1, 100:900] = 40
        for column in (100, 900):
            image[top:bottom, column - 1 : column + 1] = 40
    if joined:
        image[100:320, 99:101] = 40
    return image


def test_the_borders_of_two_tables_close_together_stay_two() -> None:
    rulings = image_rulings(_two_tables(joined=False), SCALE)
    down = [(rule.y0 * SCALE, rule.y1 * SCALE) for rule in rulings if not rule.is_horizontal]
    assert sorted(down) == [
        pytest.approx(ends, abs=4) for ends in ((100, 200), (100, 200), (211, 320), (211, 320))
    ]


def test_a_border_does_not_begin_at_the_table_above_whose_own_is_seen_in_part() -> None:
    image = _two_tables(joined=False)
    image[102:150, 99:101] = 255
    left = [one for one in image_rulings(image, SCALE) if not one.is_horizontal and one.x0 * SCALE < 500]
    assert pytest.approx((211, 320), abs=4) in [(one.y0 * SCALE, one.y1 * SCALE) for one in left]


def test_a_stroke_of_a_letter_above_a_border_is_no_part_of_it() -> None:
    image = _two_tables(joined=False)
    image[211:320, 499:501] = 40
    image[320:380, 99:101] = image[320:380, 899:901] = 40
    image[379:381, 100:900] = 40
    image[322:365, 499:501] = 40
    rulings = image_rulings(image, SCALE)
    (middle,) = [rule for rule in rulings if not rule.is_horizontal and 400 < rule.x0 * SCALE < 600]
    assert (middle.y0 * SCALE, middle.y1 * SCALE) == pytest.approx((211, 320), abs=4)


def test_a_border_drawn_through_a_narrow_row_is_not_cut() -> None:
    rulings = image_rulings(_two_tables(joined=True), SCALE)
    left = [rule for rule in rulings if not rule.is_horizontal and rule.x0 * SCALE < 500]
    assert len(left) == 1


def test_borders_of_a_row_that_a_page_break_leaves_open_are_found() -> None:
    """A header's rule stands nearer to their ends than the row is high."""
    image = np.full((400, 1000), 255, dtype=np.uint8)
    for row in (40, 158, 220):
        image[row : row + 2, 100:900] = 40
    image[100:158, 299:301] = image[100:158, 599:601] = 40
    down = [rule for rule in image_rulings(image, SCALE) if not rule.is_horizontal]
    assert [round(rule.x0 * SCALE) for rule in down] == pytest.approx([300, 600], abs=2)
    assert all(rule.y0 * SCALE == pytest.approx(100, abs=4) for rule in down)


def test_one_stroke_that_stands_on_a_line_is_no_border() -> None:
    image = np.full((400, 1000), 255, dtype=np.uint8)
    for row in (40, 158, 220):
        image[row : row + 2, 100:900] = 40
    image[100:158, 299:301] = 40
    assert all(rule.is_horizontal for rule in image_rulings(image, SCALE))


def test_a_broken_line_is_one_line() -> None:
    image = np.full((300, 1000), 255, dtype=np.uint8)
    for start in range(50, 950, 30):
        image[150:152, start : start + 27] = 60
    (rule,) = image_rulings(image, SCALE)
    assert (rule.x0 * SCALE, rule.x1 * SCALE) == pytest.approx((50, 947), abs=6)


def _paper(height: int = 400) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    return np.full((height, 1000), 240, dtype=np.uint8)


def test_both_lines_of_a_double_rule_are_found() -> None:
    image = _paper()
    for row in (150, 155):
        image[row : row + 2, 100:900] = 60
    rows = [rule.y0 * SCALE for rule in image_rulings(image, SCALE)]
    assert rows == pytest.approx([151, 156], abs=1)


def test_a_border_in_a_low_row_is_found_between_a_thick_line_and_another() -> None:
    image = _paper()
    image[100:106, 100:900] = image[146:148, 100:900] = 40
    image[100:147, 499:501] = 40
    (border,) = [rule for rule in image_rulings(image, SCALE) if not rule.is_horizontal]
    assert border.x0 * SCALE == pytest.approx(500, abs=2)


def test_a_line_ends_where_its_ink_ends_beside_another_table() -> None:
    image = _paper()
    for row in (100, 300):
        image[row - 1 : row + 2, 100:900] = 40
        image[50:350, 909:912] = 75  # the border of the cell that the table stands in
    ends = [rule.x1 * SCALE for rule in image_rulings(image, SCALE) if rule.is_horizontal]
    assert ends == pytest.approx([900, 900], abs=2)


def test_a_photo_is_a_figure_and_print_is_not(sheet_of: Sheet) -> None:
    image = _grey(sheet_of()).copy()
    photo = np.random.default_rng(1).integers(80, 180, (260, 300), dtype=np.uint8)
    image[480:740, 700:1000] = cv2.GaussianBlur(photo, (0, 0), 3)
    (box,) = image_figures(image, SCALE)
    assert box.as_list() == pytest.approx([value / SCALE for value in (700, 480, 1000, 740)], abs=8)
    assert image_figures(_grey(sheet_of()), SCALE) == ()


def test_print_right_below_a_photo_is_no_part_of_it() -> None:
    image = np.full((900, 1000), 240, dtype=np.uint8)
    image[200:460, 200:700] = 130
    for top in range(466, 800, 44):  # lines of bold print, half of it grey at its edges
        image[top : top + 26, 200:700:7] = image[top : top + 26, 201:700:7] = 150
        image[top : top + 26, 202:700:7] = 110
        image[top : top + 26, 203:700:7] = 150
    (box,) = image_figures(image, SCALE)
    assert box.as_list() == pytest.approx([value / SCALE for value in (200, 200, 700, 460)], abs=1.5)


def _glyph(sign: str, font: str = MYEONGJO, em: int = 36) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    image = Image.new("L", (3 * em, 3 * em), 255)
    ImageDraw.Draw(image).text((em, em), sign, font=ImageFont.truetype(font, em), fill=0)
    ink = (np.asarray(image) < 150).astype(np.uint8)
    rows, columns = np.nonzero(ink)
    return ink[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]


@pytest.mark.parametrize("em", [26, 36, 58])
@pytest.mark.parametrize("sign", ["□", "■", "○", "●", "-"])
def test_marks_are_known_by_their_shape(sign: str, em: int) -> None:
    assert mark_of(_glyph(sign, em=em), em) == sign


@pytest.mark.parametrize("font", [MYEONGJO, GOTHIC])
@pytest.mark.parametrize("letter", list("가디니미마므아이0618DCGQ©&%*※①②ㄷㄹABS>"))
def test_letters_are_no_marks(letter: str, font: str) -> None:
    assert mark_of(_glyph(letter, font), 36) == ""


@given(st.integers(1, 60), st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_specks_and_noise_are_judged_without_fault(height: int, width: int, seed: int) -> None:
    ink = np.random.default_rng(seed).integers(0, 2, (height, width), dtype=np.uint8)
    assert mark_of(ink, 36) in {"", "□", "■", "○", "ㅇ", "●", "•", "-"}


def _word(text: str, x0: float, x1: float) -> Word:
    return Word(text, Box(x0, 100, x1, 112), 12, confidence=0.5, line_key=(1, 1, 1))


def test_a_border_read_as_a_letter_is_dropped() -> None:
    border = Ruling(50, 0, 50, 300)
    words = (_word("|", 49, 51), _word("|인증", 50, 80), _word("1", 60, 64), _word("도시", 90, 110))
    kept = without_rule_marks(words, (border,))
    assert [word.text for word in kept] == ["인증", "1", "도시"]


def test_borders_read_into_a_word_are_cut_off_with_their_width() -> None:
    (word,) = without_rule_marks([_word("ㅣ|시민", 48, 90)], (Ruling(50, 0, 50, 300),))
    assert (word.text, word.box.x0) == ("시민", 50)
    far = _word("|시민", 48, 90)
    assert without_rule_marks([far], (Ruling(200, 0, 200, 300),)) == (far,)


def test_only_doubted_signs_without_hangul_or_digits_are_specks() -> None:
    words = [_word(text, 10, 30) for text in ("~\\", "인증", "4.6")]
    doubted = [Word(word.text, word.box, 12, confidence=0.1) for word in words]
    assert without_specks(words) == (tuple(words), 0)
    assert without_specks(doubted) == (tuple(doubted[1:]), 1)


def test_a_point_that_stands_behind_no_word_is_dust() -> None:
    sure = {"confidence": 0.9}
    words = [Word("98", Box(40, 10, 50, 20), 10, **sure), Word(".", Box(51, 10, 52, 20), 10, **sure)]
    alone = Word(".", Box(80, 10, 81, 20), 10, **sure)
    printed = Word(".", Box(80, 10, 81, 20), 10)  # of a text layer
    assert without_strays([*words, alone]) == (tuple(words), 1)
    assert without_strays([*words, printed]) == ((*words, printed), 0)


@pytest.mark.parametrize(("text", "confidence", "dropped"), [("’", 0.27, 1), ("’", 0.9, 0), ("가", 0.27, 0)])
def test_a_doubted_closing_mark_with_no_word_before_it_is_dust(
    text: str, confidence: float, dropped: int
) -> None:
    words = [
        Word(text, Box(40, 100, 42, 109), size_pt=9, confidence=confidence, line_key=(0, 0, 0)),
        Word("제목", Box(46, 100, 66, 109), size_pt=9, confidence=0.9, line_key=(0, 0, 0)),
        *(Word("본문", Box(38, y, 58, y + 9), size_pt=9, confidence=0.9) for y in (120, 140)),
    ]
    assert without_strays(words)[1] == dropped


@pytest.mark.parametrize(("x0", "dropped"), [(40, 1), (48, 0)])
def test_a_mark_in_the_margin_beside_all_text_is_dust(x0: float, dropped: int) -> None:
    words = [Word("제목", Box(48, y, 68, y + 9), size_pt=9, confidence=0.9) for y in (100, 120)]
    mark = Word("·", Box(x0, 140, x0 + 2, 149), size_pt=9, confidence=0.8)
    item = Word("내용", Box(56, 140, 76, 149), size_pt=9, confidence=0.9)
    assert without_strays([*words, mark, item])[1] == dropped


def _with_letter_over_border(*, joined: bool) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """A table whose middle border has the upright of a title's letter above it, the title 10 points away."""
    image = np.full((400, 1000), 255, dtype=np.uint8)
    for row in (200, 260, 320):
        image[row - 1 : row + 1, 100:900] = 40
    for column in (100, 500, 900):
        image[200:320, column - 1 : column + 1] = 40
    image[130 : (200 if joined else 186), 499:501] = 40
    return image


@pytest.mark.parametrize(("joined", "top"), [(False, 200), (True, 130)])
def test_what_paper_parts_from_a_border_does_not_go_on_with_it(*, joined: bool, top: int) -> None:
    rulings = image_rulings(_with_letter_over_border(joined=joined), SCALE)
    (middle,) = [rule for rule in rulings if not rule.is_horizontal and 400 < rule.x0 * SCALE < 600]
    assert middle.y0 * SCALE == pytest.approx(top, abs=4)


def _dashed(*, lengths: Sequence[int]) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Two rows between lines across, with an upright border of dashes that are as long as `lengths` say, one after the other."""
    image = np.full((400, 1000), 255, dtype=np.uint8)
    for row in (100, 160, 220):
        image[row - 1 : row + 1, 100:900] = 40
    image[100:220, 99:101] = image[100:220, 899:901] = 40
    top, at = 104, 0
    while top < 214:
        image[top : top + lengths[at % len(lengths)], 499:501] = 40
        top, at = top + lengths[at % len(lengths)] + 7, at + 1
    return image


def test_a_border_of_dashes_is_found() -> None:
    down = [rule for rule in image_rulings(_dashed(lengths=(9,)), SCALE) if not rule.is_horizontal]
    (middle,) = [rule for rule in down if 400 < rule.x0 * SCALE < 600]
    assert (middle.y0 * SCALE, middle.y1 * SCALE) == pytest.approx((100, 220), abs=4)


def test_uneven_strokes_above_each_other_are_no_border() -> None:
    down = [rule for rule in image_rulings(_dashed(lengths=(5, 12, 16)), SCALE) if not rule.is_horizontal]
    assert not [rule for rule in down if 400 < rule.x0 * SCALE < 600]
