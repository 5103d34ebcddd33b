"""A line of text set in one of the faces, with the place of each character: what plain images cannot tell a net."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from random import Random
from typing import Final

import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.training.faces import Face, faces, has, latin_faces, opened, symbol_faces

_NARROW_ASCII: Final = frozenset(chr(code) for code in range(0x21, 0x7F))
_RAISED: Final = 0.58  # size of note marks over that of their line
_LOOKS: Final = {
    "·": "·ㆍ・∙",
    "~": "~∼～",
    "—": "—―",
}  # characters that are drawn in several ways and written in one


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a line is set. Lengths are in ems unless they say pixels."""

    face: Face
    latin: Face | None
    bold: Face | None
    size: int  # pixels an em
    stretch: float  # 장평: width of glyphs over their own
    tracking: float
    blank: float
    justified: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """Dark on white. `spans` hold, for each character of `text`, its left and right edge in pixels.

    `middle` and `glyph` are the centre and the height of full-height glyphs, in pixels.
    """

    text: str
    image: GreyImage
    spans: np.ndarray[tuple[int, int], np.dtype[np.float32]]
    middle: float
    glyph: float


def draw_setting(rng: Random, chosen: Sequence[Face]) -> Setting:
    """A random setting in one of the faces, weighed by their shares."""
    face = rng.choices(chosen, [face.share for face in chosen])[0]
    siblings = [other for other in chosen if other.family == face.family and other is not face]
    return Setting(
        face=face,
        latin=rng.choice(latin_faces()) if rng.random() < 0.12 else None,
        bold=rng.choice(siblings) if siblings and rng.random() < 0.12 else None,
        size=round(16 * 3 ** rng.random() ** 1.2) if rng.random() < 0.9 else rng.randint(12, 60),
        stretch=rng.uniform(0.5, 1.1) if rng.random() < 0.3 else rng.uniform(0.9, 1.02),
        tracking=_tracking(rng),
        blank=rng.uniform(0.18, 0.5),
        justified=rng.random() < 0.1,
    )


def _tracking(rng: Random) -> float:
    chance = rng.random()
    if chance < 0.45:
        return 0.0
    return rng.uniform(-0.12, 0.02) if chance < 0.8 else rng.uniform(0.0, 0.22)


def trained_faces() -> tuple[Face, ...]:
    """The faces that the net may see."""
    return tuple(face for face in faces() if not face.kept_out)


def kept_out_faces() -> tuple[Face, ...]:
    """The faces that only measure."""
    return tuple(face for face in faces() if face.kept_out)


def set_line(text: str, setting: Setting, rng: Random) -> SetLine:
    """Draw `text`; a letter-spaced line is one of few syllables without blanks, as heads and labels are."""
    if _may_be_spaced(text) and rng.random() < 0.25:
        setting = replace(setting, tracking=rng.uniform(0.45, 2.2))
    glyphs: list[tuple[float, _Glyph]] = []
    spans: list[tuple[float, float]] = []
    pen = 0.0
    bold_from, bold_to = _range(text, rng) if setting.bold else (0, 0)
    small_from, small_to = _range(text, rng) if rng.random() < 0.06 else (0, 0)
    small = rng.uniform(0.68, 0.88)
    raised_from = _raised_from(text, rng)
    for at, letter in enumerate(text):
        if letter == " ":
            width = (
                setting.size
                * setting.blank
                * (rng.uniform(1.5, 8.0) if setting.justified else rng.uniform(0.95, 1.05))
            )
            spans.append((pen, pen + width))
            pen += width
            continue
        face = setting.bold if setting.bold and bold_from <= at < bold_to else setting.face
        share = _RAISED if at >= raised_from else small if small_from <= at < small_to else 1.0
        glyph = _glyph(letter, face, setting, share, rng)
        glyphs.append((pen + glyph.left, glyph))
        spans.append((pen + glyph.left, pen + glyph.left + glyph.mask.shape[1]))
        pen += glyph.advance + setting.tracking * setting.size * (0.5 if letter in _NARROW_ASCII else 1.0)
    return _composed(text, glyphs, spans, setting)


def _may_be_spaced(text: str) -> bool:
    return 2 <= len(text) <= 6 and all("가" <= letter <= "힣" for letter in text)


def _range(text: str, rng: Random) -> tuple[int, int]:
    start = rng.randrange(len(text))
    return start, rng.randint(start, len(text))


def _raised_from(text: str, rng: Random) -> int:
    """Where a raised note mark begins: '…서비스1)', '…사업*'."""
    bare = text.rstrip("0123456789)*†❶❷❸")
    tail = len(text) - len(bare)
    if 0 < tail <= 3 and len(bare) > 2 and bare[-1].isalpha() and rng.random() < 0.35:
        return len(text) - tail
    return len(text)


@dataclass(frozen=True, slots=True)
class _Glyph:
    mask: GreyImage  # ink is 255
    left: int
    top: int  # pixels below the em box's top
    advance: float


def _glyph(letter: str, face: Face, setting: Setting, share: float, rng: Random) -> _Glyph:
    """The glyph at `share` of the line's size; a raised one hangs from the line's top, others stand on its foot."""
    if setting.latin is not None and letter in _NARROW_ASCII:
        face = setting.latin
    drawn = rng.choice(_LOOKS[letter]) if letter in _LOOKS else letter
    size = max(round(setting.size * share), 6)
    found = _drawn(drawn, face, size) or next(
        (glyph for glyph in (_drawn(letter, other, size) for other in _others(rng)) if glyph), None
    )
    if found is None:
        raise LookupError(f"no face draws {letter!r}")
    drop = 0 if share == _RAISED else round(0.86 * (setting.size - size))
    return replace(found, top=found.top + drop)


def _others(rng: Random) -> list[Face]:
    symbols = symbol_faces()
    first = rng.randrange(len(symbols))
    return [*symbols[first:], *symbols[:first]]


@lru_cache(maxsize=40_000)
def _drawn(letter: str, face: Face, size: int) -> _Glyph | None:
    """The glyph, or None where the face lacks it or draws nothing."""
    if not has(face, letter):
        return None
    font = opened(face.path, face.index, size)
    mask, (left, top) = font.getmask2(letter, mode="L", anchor="ls")
    width, height = mask.size
    if width == 0 or height == 0:
        return None
    pixels = np.asarray(mask, dtype=np.uint8).reshape(height, width)
    if not pixels.any():
        return None
    # The baseline lies 0.86 em below the top of the em box, whatever the face says of its lines.
    return _Glyph(grey(pixels), left, top + round(0.86 * size), float(font.getlength(letter)))


@lru_cache(maxsize=4_000)
def _full_height(face: Face, size: int) -> tuple[float, float]:
    """Top and bottom of full-height syllables of the face."""
    glyphs = [glyph for glyph in (_drawn(letter, face, size) for letter in "한를빛공") if glyph]
    tops = sorted(glyph.top for glyph in glyphs)
    bottoms = sorted(glyph.top + glyph.mask.shape[0] for glyph in glyphs)
    return float(tops[len(tops) // 2]), float(bottoms[len(bottoms) // 2])


def _composed(
    text: str, glyphs: list[tuple[float, _Glyph]], spans: list[tuple[float, float]], setting: Setting
) -> SetLine:
    size = margin = setting.size
    width = int(max((x + glyph.mask.shape[1] for x, glyph in glyphs), default=size)) + 2 * margin
    ink = np.zeros((3 * size, width), dtype=np.uint8)
    for x, glyph in glyphs:
        row, column = max(size + glyph.top, 0), max(round(x) + margin, 0)
        part = ink[row : row + glyph.mask.shape[0], column : column + glyph.mask.shape[1]]
        np.maximum(part, glyph.mask[: part.shape[0], : part.shape[1]], out=part)
    top, bottom = _full_height(setting.face, size)
    edges = np.asarray(spans, dtype=np.float32) + margin
    return SetLine(text, grey(255 - ink), edges, size + (top + bottom) / 2, max(bottom - top, 4.0))
