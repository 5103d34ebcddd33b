"""Drawn pages that OCR tests read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/nanum/NanumMyeongjo.ttf"
DPI = 200
Paint = Callable[[ImageDraw.ImageDraw], None]
LINES = (
    "□ 인증을 받은 도시의 주요 사례",
    "○ 교통 관제 센터를 새로 열었다",
    "- 통행 시간이 최대 20분 줄었다",
    "시민이 쓰는 서비스를 넓히는 사업이다",
)


@pytest.fixture
def sheet_of() -> Callable[..., Image.Image]:
    """A small sheet at 200 dpi with lines of 13 pt print."""

    def draw(lines: Sequence[str] = LINES, *, paint: Paint | None = None, size_pt: float = 13) -> Image.Image:
        sheet = Image.new("RGB", (1100, 760), "white")
        pen = ImageDraw.Draw(sheet)
        face = ImageFont.truetype(FONT, round(size_pt * DPI / 72))
        for row, line in enumerate(lines):
            pen.text((110, 120 + round(2.4 * size_pt * DPI / 72) * row), line, font=face, fill="black")
        if paint is not None:
            paint(pen)
        return sheet

    return draw


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[Image.Image], Path]:
    """Save a sheet as a scan of 200 dpi, with a little noise."""

    def save(sheet: Image.Image) -> Path:
        pixels = np.asarray(sheet, dtype=np.float64)
        noise = np.random.default_rng(5).normal(0, 5, pixels.shape)
        path = tmp_path / "scan.png"
        Image.fromarray(np.clip(pixels + noise, 0, 255).astype(np.uint8)).save(path, dpi=(DPI, DPI))
        return path

    return save
