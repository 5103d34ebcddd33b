"""Lines in table cells: none crosses a border, and what stands alone or in columns is kept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.segmentation.find import find_lines
from extractors.ocr.segmentation.text_line import TextLine

DPI = 200
EM = 22  # pixels of 8 pt print
FACE = ImageFont.truetype("/usr/share/fonts/truetype/nanum/NanumGothic.ttf", EM)
ROW = 37  # pixels from row to row: 13.3 pt


def _table(rows: Sequence[Sequence[str]], width: int = 160, *, fill: int = 0) -> GreyImage:
    """A ruled table with its texts in the middle of their cells."""
    sheet = Image.new("L", (200 + width * len(rows[0]), 200 + ROW * len(rows)), "white")
    pen = ImageDraw.Draw(sheet)
    for number, row in enumerate(rows):
        for col, text in enumerate(row):
            x, y = 100 + width * col, 100 + ROW * number
            pen.rectangle((x, y, x + width, y + ROW), outline=fill, width=1)
            pen.text((x + width / 2, y + ROW / 2), text, font=FACE, fill=0, anchor="mm")
    return grey(sheet)


def _dark_runs(line: TextLine) -> int:
    """Pieces of ink side by side in a crop."""
    inked = (line.crop < 128).any(axis=0)
    return int(np.count_nonzero(np.diff(inked.astype(np.int8), prepend=0) == 1))


def test_the_decimal_points_of_a_column_are_no_dotted_border() -> None:
    rows = [("구분", "비율")] + [("가동률", f"9{number}.4") for number in range(10)]
    numbers = [line for line in find_lines(_table(rows), DPI) if line.x0 > 260 and line.top > 130]
    assert [_dark_runs(line) for line in numbers] == [4] * 10
