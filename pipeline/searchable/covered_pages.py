"""Text that a page carries already and that does not say what it shows: out of the way of a search.

Text that is painted invisibly (the layer of another OCR program) is left out of
the drawing. Text that is painted, under a font that gives it wrong characters,
must stay on the page; so the page's whole drawing becomes the cell of a tiling
pattern as large as the page. A viewer paints it as before, and takes no text
out of patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream

from extractors.readers.page_frame import PageFrame
from pipeline.searchable.glyphless import stream
from pipeline.searchable.pdf_original import content_of, content_references, entries, forms
from pipeline.searchable.pdf_update import Update
from pipeline.searchable.text_operators import ACTUAL_TEXT, without_invisible_text

_PATTERN: Final = "JipyoPage"
_MARGIN: Final = 16.0  # the cell is larger than the page by so much on each side: its edge is never seen
_DEEPEST: Final = 12  # forms within forms
_REWRITTEN: Final = ("Filter", "DecodeParms", "DP", "F", "Length", "Resources")


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page draws: its content streams (references) and resources."""

    contents: tuple[object, ...]
    resources: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Piece:
    content: bytes
    resources: dict[str, Any]
    dropped: int
    shown: int


def without_text(page: PDFPage, frame: PageFrame, update: Update) -> Drawing:
    """The page's drawing with no text that a search could find; as it is where there is none."""
    resources = entries(page.attrs.get("Resources"))
    if not _has_fonts(resources, _DEEPEST):
        return Drawing(tuple(content_references(page)), resources)
    piece = _piece(content_of(page), resources, update, _DEEPEST)
    if piece.shown:
        return _as_pattern(content_of(page), resources, frame, update)
    if not piece.dropped:
        return Drawing(tuple(content_references(page)), resources)
    return Drawing((update.add(stream(piece.content)),), piece.resources)


def _has_fonts(resources: Mapping[str, Any], depth: int) -> bool:
    if entries(resources.get("Font")):
        return True
    inner = (entries(form.get("Resources")) for _, form in forms(resources)) if depth else ()
    return any(_has_fonts(one, depth - 1) for one in inner)


def _piece(content: bytes, resources: dict[str, Any], update: Update, depth: int) -> _Piece:
    """Content without invisible text, in its forms as well."""
    own = without_invisible_text(content)
    dropped, shown = own.dropped, own.shown
    named = entries(resources.get("XObject"))
    for name, form in forms(resources) if depth else ():
        inner = _piece(form.get_data(), entries(form.get("Resources")), update, depth - 1)
        dropped, shown = dropped + inner.dropped, shown + inner.shown
        if inner.dropped:
            named[name] = update.add(_form(form, inner, update))
    changed = resources | {"XObject": named} if dropped > own.dropped else resources
    return _Piece(own.content, changed | _spoken(changed) if dropped else changed, dropped, shown)


def _spoken(resources: Mapping[str, Any]) -> dict[str, Any]:
    """The property lists that marks name, without what they say in place of text that is gone."""
    named = entries(resources.get("Properties"))
    lists = {name: entries(one) for name, one in named.items()}
    told = {
        name: {key: value for key, value in one.items() if key != ACTUAL_TEXT}
        for name, one in lists.items()
        if ACTUAL_TEXT in one
    }
    return {"Properties": named | told} if told else {}


def _form(form: PDFStream, piece: _Piece, update: Update) -> bytes:
    kept = {key: value for key, value in form.attrs.items() if key not in _REWRITTEN}
    head = update.values.written(kept | {"Resources": piece.resources})
    return stream(piece.content, head[2:-2])


def _as_pattern(content: bytes, resources: dict[str, Any], frame: PageFrame, update: Update) -> Drawing:
    x0, y0, x1, y1 = frame.media
    box = (x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN)
    cell = {
        "PatternType": 1,
        "PaintType": 1,
        "TilingType": 2,
        "BBox": list(box),
        "XStep": box[2] - box[0],
        "YStep": box[3] - box[1],
        "Resources": resources,
    }
    pattern = update.add(stream(content, update.values.written(cell)[2:-2]))
    filled = update.values.written([x0, y0, x1 - x0, y1 - y0])[1:-1]
    paint = update.add(stream(b"q /Pattern cs /%b scn %b re f Q\n" % (_PATTERN.encode(), filled)))
    return Drawing((paint,), {"Pattern": {_PATTERN: pattern}})
