"""What print, paper, scanners and faxes do to a line: from a clean SetLine to the crop that a page would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Final

import cv2
import numpy as np

from extractors.ocr.image_types import GreyImage, grey
from extractors.ocr.line_image import CROP_PER_GLYPH
from extractors.ocr.training.typeset import SetLine

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float32]]

_MARGIN: Final = 0.3  # ems of white beyond the ink


@dataclass(frozen=True, slots=True)
class WornLine:
    """The crop as a page gives it, and the characters' edges in its pixels."""

    text: str
    crop: GreyImage
    spans: Floats


@dataclass(frozen=True, slots=True)
class _Draw:
    """Pixels an em, and where chance comes from."""

    size: float
    rng: Random
    noise: np.random.Generator


def wear(line: SetLine, stretch: float, rng: Random) -> WornLine:
    """Narrow, slant, crop and age the line."""
    noise = np.random.default_rng(rng.getrandbits(63))
    image, spans, middle = _laid(line, stretch, rng)
    image, spans = _cropped(image, spans, middle, line.glyph, rng)
    draw = _Draw(line.glyph / 0.88, rng, noise)
    for step, share in _BEFORE_TONE:
        if rng.random() < share:
            image = step(image, draw)
    image = _toned(image, rng, noise)
    for step, share in _AFTER_TONE:
        if rng.random() < share:
            image = step(image, draw)
    return WornLine(line.text, image, spans)


def clean_crop(line: SetLine) -> WornLine:
    """The crop without any wear, for measures."""
    image, spans = _cropped(line.image, line.spans, line.middle, line.glyph, None)
    return WornLine(line.text, image, spans)


def _laid(line: SetLine, stretch: float, rng: Random) -> tuple[GreyImage, Floats, float]:
    """장평, a slant of the letters, a slight turn of the line."""
    image, spans = line.image, line.spans
    if abs(stretch - 1) > 0.01:
        width = max(round(image.shape[1] * stretch), 2)
        spans = spans * (width / image.shape[1])
        image = grey(cv2.resize(image, (width, image.shape[0]), interpolation=cv2.INTER_AREA))
    slant = rng.uniform(-0.1, 0.3) if rng.random() < 0.06 else 0.0
    turn = rng.gauss(0, 0.004) if rng.random() < 0.5 else 0.0
    turn = float(np.clip(turn, -0.12 * line.glyph / image.shape[1], 0.12 * line.glyph / image.shape[1]))
    if slant or turn:
        matrix = np.array(
            [[1, -slant, slant * line.middle], [turn, 1, -turn * image.shape[1] / 2]], dtype=np.float32
        )
        image = grey(
            cv2.warpAffine(image, matrix, image.shape[::-1], flags=cv2.INTER_LINEAR, borderValue=255)
        )
    return image, np.asarray(spans, dtype=np.float32), line.middle


def _cropped(
    image: GreyImage, spans: Floats, middle: float, glyph: float, rng: Random | None
) -> tuple[GreyImage, Floats]:
    """Cut as the segmentation cuts, and as unsurely."""
    height = glyph * CROP_PER_GLYPH * (1.0 if rng is None else float(np.clip(rng.gauss(1.0, 0.08), 0.8, 1.3)))
    centre = middle + (0.0 if rng is None else glyph * float(np.clip(rng.gauss(0, 0.05), -0.12, 0.12)))
    left, right = ((_MARGIN,) * 2) if rng is None else (rng.uniform(0.08, 0.6), rng.uniform(0.08, 0.6))
    x0 = max(int(spans[:, 0].min() - left * glyph), 0)
    x1 = min(int(spans[:, 1].max() + right * glyph) + 1, image.shape[1])
    top = max(round(centre - height / 2), 0)
    part = image[top : max(round(centre + height / 2), top + 4), x0:x1]
    return part.copy(), np.asarray(spans - x0, dtype=np.float32)


def _rule(image: GreyImage, draw: _Draw) -> GreyImage:
    """A piece of a table's border that was left, or an underline."""
    out, level, thick = (
        image.copy(),
        draw.rng.randint(0, 120),
        max(round(draw.size * draw.rng.uniform(0.02, 0.09)), 1),
    )
    rows, columns = out.shape
    chance = draw.rng.random()
    if chance < 0.35:
        row = draw.rng.choice(
            (draw.rng.randint(0, max(rows // 10, 1)), rows - 1 - draw.rng.randint(0, max(rows // 7, 1)))
        )
        start = draw.rng.randint(0, columns // 2) if chance < 0.15 else 0
        out[row : row + thick, start:] = level
    else:
        column = draw.rng.choice((draw.rng.randint(0, 3), columns - 1 - draw.rng.randint(0, 3)))
        out[draw.rng.choice((0, 0, rows // 2)) :, column : column + thick] = level
    return out


def _neighbours(image: GreyImage, draw: _Draw) -> GreyImage:
    """Slivers of the lines above or below."""
    out, rows = image.copy(), image.shape[0]
    reach = max(round(rows * draw.rng.uniform(0.03, 0.1)), 1)
    shifted = np.roll(image, draw.rng.randint(5, 60), axis=1)
    if draw.rng.random() < 0.5:
        out[:reach] = np.minimum(out[:reach], shifted[rows // 2 : rows // 2 + reach])
    else:
        out[-reach:] = np.minimum(out[-reach:], shifted[rows // 4 : rows // 4 + reach])
    return out


def _thickness(image: GreyImage, draw: _Draw) -> GreyImage:
    """Ink that bleeds or a worn ribbon."""
    if draw.size < 16:
        return image
    shape = (
        draw.rng.choice(((2, 2), (1, 2), (2, 1)))
        if draw.size < 36
        else draw.rng.choice(((3, 3), (2, 2), (3, 2)))
    )
    kernel = np.ones(shape, dtype=np.uint8)
    thinner = draw.rng.random() < 0.35
    changed = cv2.dilate(image, kernel) if thinner else cv2.erode(image, kernel)
    share = draw.rng.uniform(0.3, 0.7) if thinner else draw.rng.uniform(0.4, 1.0)
    return grey(cv2.addWeighted(image, 1 - share, grey(changed), share, 0))


def _blurred(image: GreyImage, draw: _Draw) -> GreyImage:
    sigma = max(draw.size, 14) * draw.rng.uniform(0.008, 0.045)
    return grey(cv2.GaussianBlur(image, (0, 0), sigma, sigmaY=sigma * draw.rng.uniform(0.6, 1.4)))


def _coarse(image: GreyImage, draw: _Draw) -> GreyImage:
    """Fewer dots than the page was printed with; faxes have half of the rows."""
    rows, columns = image.shape
    least = min(15 / draw.size, 0.95)
    across = draw.rng.uniform(least, 1.0)
    down = max(across * draw.rng.choice((0.5, 1.0, 1.0)), least * 0.7)
    how = draw.rng.choice((cv2.INTER_AREA, cv2.INTER_LINEAR, cv2.INTER_NEAREST))
    small = cv2.resize(
        image, (max(round(columns * across), 2), max(round(rows * down), 2)), interpolation=how
    )
    return grey(
        cv2.resize(
            small,
            (columns, rows),
            interpolation=draw.rng.choice((cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_NEAREST)),
        )
    )


def _toned(image: GreyImage, rng: Random, noise: np.random.Generator) -> GreyImage:
    """Levels of paper and ink, uneven light, grain."""
    paper = 255 - abs(rng.gauss(0, 30))
    ink = min(abs(rng.gauss(0, 60)), paper - 70)
    values = ink + image.astype(np.float32) * ((paper - ink) / 255)
    if rng.random() < 0.25:
        values += np.linspace(rng.uniform(-25, 25), rng.uniform(-25, 25), image.shape[1], dtype=np.float32)
    if rng.random() < 0.75:
        grain = abs(rng.gauss(0, 7))
        values += noise.normal(0, grain, image.shape).astype(np.float32)
    return grey(np.clip(values, 0, 255))


def _patchy(image: GreyImage, draw: _Draw) -> GreyImage:
    """Toner that did not take everywhere."""
    rough = draw.noise.uniform(0, 1, (3, max(image.shape[1] // max(round(draw.size / 2), 4), 2))).astype(
        np.float32
    )
    smooth = cv2.resize(rough, image.shape[::-1], interpolation=cv2.INTER_CUBIC)
    lift = np.clip(smooth - 0.35, 0, 1) * draw.rng.uniform(0.2, 0.9)
    return grey(np.clip(image + (255.0 - image) * lift, 0, 255))


def _behind(image: GreyImage, draw: _Draw) -> GreyImage:
    """Print of the other side, mirrored and faint."""
    mirrored = cv2.GaussianBlur(
        np.roll(image[:, ::-1], (draw.rng.randint(-8, 8), draw.rng.randint(0, 40)), (0, 1)),
        (0, 0),
        draw.size * 0.05,
    )
    faint = 255 - (255 - mirrored.astype(np.float32)) * draw.rng.uniform(0.08, 0.3)
    return grey(np.minimum(image, faint))


def _ground(image: GreyImage, draw: _Draw) -> GreyImage:
    """A shaded or dotted ground."""
    rows, columns = np.indices(image.shape)
    step, level = draw.rng.randint(2, 6), draw.rng.uniform(10, 70)
    pattern = (
        ((rows + columns) % step == 0)
        if draw.rng.random() < 0.5
        else ((rows % step == 0) & (columns % step == 0))
    )
    return grey(np.clip(image.astype(np.float32) - level * pattern, 0, 255))


def _stamp(image: GreyImage, draw: _Draw) -> GreyImage:
    """What is left of a red seal that was lightened."""
    out = image.copy()
    centre = (draw.rng.randint(0, out.shape[1]), draw.rng.randint(-out.shape[0], 2 * out.shape[0]))
    ring = np.full_like(out, 255)
    cv2.circle(
        ring,
        centre,
        round(draw.size * draw.rng.uniform(1, 3)),
        draw.rng.randint(150, 225),
        max(round(draw.size * 0.1), 1),
    )
    return grey(np.minimum(out, ring))


def _specked(image: GreyImage, draw: _Draw) -> GreyImage:
    out = image.copy()
    for _ in range(draw.rng.randint(1, 3 + image.shape[1] // 30)):
        at = (draw.rng.randrange(out.shape[1]), draw.rng.randrange(out.shape[0]))
        cv2.circle(
            out, at, draw.rng.choice((0, 0, 0, 1)), draw.rng.choice((draw.rng.randint(0, 160), 255)), -1
        )
    return out


def _squeezed(image: GreyImage, draw: _Draw) -> GreyImage:
    """JPEG."""
    _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, draw.rng.randint(22, 90)])
    return grey(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE))


def _two_levels(image: GreyImage, draw: _Draw) -> GreyImage:
    """A page in black and white: one threshold for all, or one of the surroundings."""
    low, high = np.percentile(image, (1, 85))
    if draw.rng.random() < 0.6:
        level = low + (high - low) * draw.rng.uniform(0.35, 0.8)
        return grey(np.where(image > level, 255, 0))
    side = round(draw.size * draw.rng.uniform(1.0, 2.5)) | 1
    return grey(
        cv2.adaptiveThreshold(
            image, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, max(side, 5), draw.rng.randint(8, 30)
        )
    )


def _softened(image: GreyImage, draw: _Draw) -> GreyImage:
    """Straightening a page draws its dots anew."""
    return grey(cv2.GaussianBlur(image, (0, 0), draw.rng.uniform(0.3, 0.6)))


_Step = Callable[[GreyImage, _Draw], GreyImage]
_BEFORE_TONE: Final[tuple[tuple[_Step, float], ...]] = (
    (_rule, 0.10), (_neighbours, 0.06), (_thickness, 0.3), (_blurred, 0.75), (_coarse, 0.25),
    (_patchy, 0.05), (_behind, 0.07), (_ground, 0.03), (_stamp, 0.04),
)  # fmt: skip
_AFTER_TONE: Final[tuple[tuple[_Step, float], ...]] = (
    (_specked, 0.07),
    (_squeezed, 0.45),
    (_two_levels, 0.2),
    (_softened, 0.3),
)
