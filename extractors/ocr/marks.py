"""What mark a glyph is, by its shape: the marks that head list items and no Tesseract model can write."""

from __future__ import annotations

from typing import Final

import numpy as np

from extractors.ocr.image_types import GreyImage

_BAND: Final = 0.2  # of the side: where the stroke of an outline lies
_RAYS: Final = 24
_ROUND: Final = 0.12  # share of ink in the corners of the box, below which they are rounded off


def mark_of(ink: GreyImage, em: float) -> str:
    """Return □ ■ ○ ㅇ ● • or - for the ink (1 on 0) of one glyph, '' where its shape is none of these.

    `em` is the font size in pixels. Judged narrowly: a letter must not become a mark.
    """
    longest = max(ink.shape)
    if not 0.1 * em <= longest <= 1.35 * em:
        return ""
    if _is_dash(ink, em):
        return "-"
    if not 0.78 <= ink.shape[1] / ink.shape[0] <= 1.28 or min(ink.shape) < 4:
        return ""
    if ink.mean() > 0.68:
        return _solid(ink, em)
    return _outline(ink, em) if longest >= 0.3 * em and _middle_ink(ink) <= 0.04 else ""


def _outline(ink: GreyImage, em: float) -> str:
    round_corners = _corner_ink(ink) < _ROUND
    if not round_corners and _sides_are_whole(ink):
        return "□"
    if round_corners and _is_ring(ink):
        return "○" if max(ink.shape) >= 0.55 * em else "ㅇ"
    return ""


def _is_dash(ink: GreyImage, em: float) -> bool:
    height, width = ink.shape
    return (
        0.2 * em <= width <= 0.9 * em and height <= 0.17 * em and width >= 2.2 * height and ink.mean() > 0.6
    )


def _solid(ink: GreyImage, em: float) -> str:
    longest = max(ink.shape)
    if _corner_ink(ink) >= _ROUND:
        return "■" if ink.mean() > 0.9 and longest >= 0.35 * em else ""
    if longest >= 0.4 * em:
        return "●"
    return "•" if longest >= 0.14 * em else ""


def _corner_ink(ink: GreyImage) -> float:
    side = max(int(0.13 * min(ink.shape)), 1)
    corners = (ink[:side, :side], ink[:side, -side:], ink[-side:, :side], ink[-side:, -side:])
    return float(np.mean([corner.mean() for corner in corners]))


def _middle_ink(ink: GreyImage) -> float:
    rows, columns = int(0.3 * ink.shape[0]), int(0.3 * ink.shape[1])
    return float(ink[rows : ink.shape[0] - rows, columns : ink.shape[1] - columns].mean())


def _sides_are_whole(ink: GreyImage) -> bool:
    """True where each side of the box is a stroke from end to end."""
    rows, columns = max(int(_BAND * ink.shape[0]), 1), max(int(_BAND * ink.shape[1]), 1)
    sides = (
        ink[:rows].max(axis=0),
        ink[-rows:].max(axis=0),
        ink[:, :columns].max(axis=1),
        ink[:, -columns:].max(axis=1),
    )
    return all(float(side.mean()) > 0.93 for side in sides)


def _is_ring(ink: GreyImage) -> bool:
    """True where each ray from the middle meets one stroke, at about the same distance."""
    height, width = ink.shape
    angles = np.linspace(0, 2 * np.pi, _RAYS, endpoint=False)
    reaches = []
    for angle in angles:
        steps = np.linspace(0.3, 0.5, 12)
        rows = np.clip((0.5 + steps * np.sin(angle)) * height, 0, height - 1).astype(int)
        columns = np.clip((0.5 + steps * np.cos(angle)) * width, 0, width - 1).astype(int)
        hits = np.flatnonzero(ink[rows, columns])
        if hits.size:
            reaches.append(steps[hits].mean())
    return len(reaches) >= _RAYS - 1 and float(np.ptp(reaches)) < 0.13
