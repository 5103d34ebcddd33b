"""The characters that a PDF prints, and those that stand in a box of its layout truth."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pdfplumber

Chars = list[dict[str, Any]]


@cache
def characters(pdf: Path) -> list[Chars]:
    """The characters of each page but blanks."""
    with pdfplumber.open(pdf) as opened:
        return [[char for char in page.chars if char["text"].strip()] for page in opened.pages]


def inside(chars: Chars, box: list[float], slack: float = 0.3) -> Chars:
    """Those whose middle lies in the box (x0, top, x1, bottom in points), or `slack` points beside it."""
    x0, top, x1, bottom = box
    return [
        char
        for char in chars
        if x0 - slack < (char["x0"] + char["x1"]) / 2 < x1 + slack
        and top - slack < (char["top"] + char["bottom"]) / 2 < bottom + slack
    ]
