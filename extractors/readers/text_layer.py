"""The text layer of one PDF page: glyphs, rulings and pictures on the page as a viewer shows it."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from extractors.readers.content_faces import Faces
from extractors.readers.content_run import Painted, page_painted
from extractors.readers.drawings import drawn_rulings, grounds, pictures
from extractors.readers.glyphs import Glyph, glyph, without_doubles
from extractors.readers.limits import Limits
from extractors.readers.page_frame import PageFrame
from extractors.readers.places import Numbers, places_of
from schemas.geometry import Box
from schemas.page import Ruling

# What pdfminer lets through on broken fonts, streams and numbers; memory and time are the sandbox's.
PARSER_FAULTS: Final = (
    PDFException, PSException, PdfminerException, ArithmeticError, AssertionError, AttributeError,
    LookupError, OSError, RecursionError, TypeError, ValueError, struct.error, zlib.error,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What pdfminer found on a page; `unparsed` says that it gave up."""

    glyphs: tuple[Glyph, ...] = ()
    places: Numbers = field(default_factory=lambda: places_of(()), compare=False)  # of the glyphs
    rulings: tuple[Ruling, ...] = ()
    pictures: tuple[Box, ...] = ()
    grounds: tuple[Box, ...] = ()
    image_dpi: int | None = None
    unparsed: bool = False
    overfull: bool = False


def text_layer(page: pdfplumber.page.Page, frame: PageFrame, limits: Limits, faces: Faces) -> TextLayer:
    """Return the layer, moved to the crop box; a page that pdfminer cannot parse gives an empty one.

    `faces` are the fonts of the document that were met so far, by object number.
    """
    dx, dy = frame.media_offset()
    shift = (float(page.bbox[0]) + dx, float(page.bbox[1]) + dy)
    try:
        painted = page_painted(page, shift, frame.scale, faces, most_glyphs=limits.max_page_glyphs)
    except PARSER_FAULTS:
        try:
            painted = _painted(page.objects, shift, frame.scale, limits)
        except PARSER_FAULTS:
            return TextLayer(unparsed=True)
    if painted.count > limits.max_page_glyphs:
        return TextLayer(unparsed=True, overfull=True)
    overfull = painted.drawn > limits.max_page_drawings
    images = [_moved(image, shift, frame.scale) for image in painted.images]
    places = places_of(painted.glyphs)
    glyphs = without_doubles(painted.glyphs, places)
    return TextLayer(
        glyphs=tuple(glyphs),
        places=places if len(glyphs) == len(places) else places_of(glyphs),
        rulings=() if overfull else _placed(drawn_rulings(painted.drawings), shift, frame),
        pictures=pictures(images, frame.box),
        grounds=() if overfull else _grounds(painted.drawings["rect"], shift, frame),
        image_dpi=_page_image_dpi(images, frame),
        overfull=overfull,
    )


def _painted(
    objects: Mapping[str, Sequence[dict[str, Any]]],
    shift: tuple[float, float],
    scale: float,
    limits: Limits,
) -> Painted:
    """The same from pdfplumber's objects."""
    chars = objects.get("char", [])
    drawings = {kind: list(objects.get(kind, [])) for kind in ("line", "rect", "curve")}
    glyphs = [] if len(chars) > limits.max_page_glyphs else [glyph(char, shift, scale) for char in chars]
    return Painted(
        glyphs=[item for item in glyphs if item is not None],
        count=len(chars),
        drawings=drawings,
        drawn=sum(len(items) for items in drawings.values()),
        images=list(objects.get("image", [])),
    )


def _moved(image: Mapping[str, Any], shift: tuple[float, float], scale: float) -> dict[str, Any]:
    edges = {"x0": shift[0], "x1": shift[0], "top": shift[1], "bottom": shift[1]}
    return {"srcsize": image.get("srcsize")} | {
        edge: (float(image[edge]) - offset) * scale for edge, offset in edges.items()
    }


def _grounds(
    rects: Iterable[dict[str, Any]], shift: tuple[float, float], frame: PageFrame
) -> tuple[Box, ...]:
    moved = (rect | _moved(rect, shift, frame.scale) for rect in rects if rect.get("fill"))
    return tuple(box for box in grounds(moved) if box.overlap(frame.box) > 0)


def _placed(rulings: tuple[Ruling, ...], shift: tuple[float, float], frame: PageFrame) -> tuple[Ruling, ...]:
    """Move rulings to the crop box, cut them to the page, and drop those outside."""
    placed = []
    for rule in rulings:
        x0, x1 = ((edge - shift[0]) * frame.scale for edge in (rule.x0, rule.x1))
        y0, y1 = ((edge - shift[1]) * frame.scale for edge in (rule.y0, rule.y1))
        if x1 < 0 or y1 < 0 or x0 > frame.width or y0 > frame.height:
            continue
        placed.append(
            replace(rule, x0=max(x0, 0.0), y0=max(y0, 0.0), x1=min(x1, frame.width), y1=min(y1, frame.height))
        )
    return tuple(placed)


_PAGE_SHARE: Final = 0.6  # of the page that an image covers to be a scan of it


def _page_image_dpi(images: list[dict[str, Any]], frame: PageFrame) -> int | None:
    """The resolution of the image that covers the page; None where none does."""
    for image in images:
        width, height = abs(image["x1"] - image["x0"]), abs(image["bottom"] - image["top"])
        size = image["srcsize"]
        if width * height < _PAGE_SHARE * frame.width * frame.height or not isinstance(size, tuple | list):
            continue
        pixels = [float(side) for side in size if isinstance(side, int | float)]
        if len(pixels) == 2 and width > 0 and height > 0:
            # A turned page swaps the sides: compare long with long.
            return round(72 * max(pixels) / float(max(width, height)))
    return None
