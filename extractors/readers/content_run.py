"""A content stream run: glyphs, drawings and images in the order in which the page paints them.

The same arithmetic as pdfminer's interpreter and pdfplumber's objects, digit for digit, for streams as programs write
them; NotPlainError for all others, which pdfplumber then reads. tests/extractors/readers hold one against the other.
What differs: fonts are loaded when they are used, a form leaves the page's matrix alone, the rendering mode is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

import pdfplumber
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream, dict_value, list_value, resolve1, stream_value

from extractors.readers.content_faces import Faces, Resources, matrix_of
from extractors.readers.content_paths import Path, drawings_of
from extractors.readers.content_statements import NotPlainError, Operand, statements
from extractors.readers.content_states import IDENTITY, Matrix, Place, State, bounds, moved, product
from extractors.readers.content_text import Look
from extractors.readers.glyphs import Glyph

_DEEPEST: Final = 12  # forms in forms


@dataclass(slots=True)
class Painted:
    """What a page paints. Drawings and images are in pdfplumber's coordinates and by its names."""

    glyphs: list[Glyph] = field(default_factory=list)
    count: int = 0  # of the glyphs, those without a place as well
    drawings: dict[str, list[dict[str, Any]]] = field(
        default_factory=lambda: {"line": [], "rect": [], "curve": []}
    )
    drawn: int = 0
    images: list[dict[str, Any]] = field(default_factory=list)


def page_painted(
    page: pdfplumber.page.Page, shift: tuple[float, float], scale: float, faces: Faces, *, most_glyphs: int
) -> Painted:
    """Run the content of a page; stop behind `most_glyphs`. ValueError and pdfminer's own where it cannot be done."""
    parsed = page.page_obj
    streams = [stream_value(item) for item in list_value(parsed.contents)]
    state = State(ctm=_page_matrix(parsed))
    place = Place(float(page.mediabox[0]), float(page.mediabox[1]), float(page.height), shift, scale)
    resources = Resources(dict_value(parsed.resources or {}), page.pdf.stream, page.pdf.rsrcmgr, faces)
    painted = Painted()
    _Run(painted, resources, state, _Bounds(place, most_glyphs)).run(streams)
    return painted


def _page_matrix(page: PDFPage) -> Matrix:
    """From PDF space to the turned media box, as pdfminer sets it."""
    x0, y0, x1, y1 = page.mediabox
    turned: dict[int, Matrix] = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }
    return turned.get(page.rotate, (1, 0, 0, 1, -x0, -y0))


@dataclass(frozen=True, slots=True)
class _Bounds:
    """Where the page lies, and how much of it is read; `above` are the forms that the run stands in."""

    place: Place
    most_glyphs: int
    above: tuple[int, ...] = ()


class _Run:
    """One content stream with its own stack of states; forms run in runs of their own."""

    __slots__ = ("_bounds", "_painted", "_path", "_place", "_resources", "_saved", "_state")

    def __init__(self, painted: Painted, resources: Resources, state: State, within: _Bounds) -> None:
        self._painted = painted
        self._resources = resources
        self._state = state
        self._bounds = within
        self._place = within.place
        self._saved: list[State] = []
        self._path = Path()

    def run(self, streams: Sequence[PDFStream]) -> None:
        """A token ends where a stream does, so a line end stands between them."""
        painted, most_glyphs = self._painted, self._bounds.most_glyphs
        for operator, operands in statements(b"\n".join(stream.get_data() for stream in streams)):
            known = _OPERATORS.get(operator)
            if known is None:
                continue
            act, count = known
            if count is not None and len(operands) != count:
                raise NotPlainError(f"{operator!r} with {len(operands)} operands")
            act(self, operands)
            if painted.count > most_glyphs:
                return

    def save(self, _: list[Operand]) -> None:
        self._saved.append(self._state.copy())

    def restore(self, _: list[Operand]) -> None:
        if self._saved:
            self._state = self._saved.pop()

    def transform(self, matrix: list[Any]) -> None:
        self._state.ctm = product(tuple(matrix), self._state.ctm)

    def begin_text(self, _: list[Operand]) -> None:
        state = self._state
        state.matrix, state.x, state.y = IDENTITY, 0.0, 0.0

    def set_face(self, operands: list[Any]) -> None:
        self._state.face = self._resources.face(operands[0])
        self._state.size = operands[1]

    def set_char_space(self, operands: list[Any]) -> None:
        self._state.char_space = operands[0]

    def set_word_space(self, operands: list[Any]) -> None:
        self._state.word_space = operands[0]

    def set_scaling(self, operands: list[Any]) -> None:
        self._state.scaling = operands[0]

    def set_leading(self, operands: list[Any]) -> None:
        self._state.leading = -operands[0]

    def set_mode(self, operands: list[Any]) -> None:
        self._state.mode = int(operands[0])

    def set_rise(self, operands: list[Any]) -> None:
        self._state.rise = operands[0]

    def move(self, operands: list[Any]) -> None:
        state = self._state
        state.matrix, state.x, state.y = moved(state.matrix, *operands), 0.0, 0.0

    def move_and_lead(self, operands: list[Any]) -> None:
        self.move(operands)
        self._state.leading = operands[1]

    def next_line(self, _: list[Operand]) -> None:
        self.move([0.0, self._state.leading])

    def set_matrix(self, operands: list[Any]) -> None:
        state = self._state
        state.matrix, state.x, state.y = tuple(operands), 0.0, 0.0

    def show_on_next_line(self, operands: list[Any]) -> None:
        self.next_line(operands)
        self.show(operands)

    def show(self, operands: list[Any]) -> None:
        self.show_pieces([operands])

    def show_pieces(self, operands: list[Any]) -> None:
        """One string, or strings and the numbers between them that draw them together."""
        state = self._state
        face = state.face
        if face is None:
            return
        scaling = state.scaling * 0.01
        char_space = state.char_space * scaling
        word_space = 0.0 if face.is_multibyte else state.word_space * scaling
        step = 0.001 * state.size * scaling
        look = Look(self._place, state, face)
        painted = self._painted
        x = state.x
        spaced = False
        for piece in operands[0]:
            if isinstance(piece, float):
                x -= piece * step
                spaced = True
                continue
            for code, text, width in face.codes(piece):
                if spaced:
                    x += char_space
                advance = width * state.size * scaling
                painted.count += 1
                if (item := look.glyph(text, x, advance)) is not None:
                    painted.glyphs.append(item)
                x += advance
                if code == 32 and word_space:
                    x += word_space
                spaced = True
        state.x = x

    def begin_path(self, operands: list[Any]) -> None:
        self._path.add("m", operands[0], operands[1])

    def line(self, operands: list[Any]) -> None:
        self._path.add("l", operands[0], operands[1])

    def curve(self, operands: list[Any]) -> None:
        self._path.add("c", operands[-2], operands[-1])

    def close(self, _: list[Operand]) -> None:
        self._path.close()

    def rectangle(self, operands: list[Any]) -> None:
        self._path.rectangle(*operands)

    def paint(self, *, stroke: bool, fill: bool) -> None:
        painted = self._painted
        for kind, drawing in drawings_of(self._path, self._state, self._place, stroke=stroke, fill=fill):
            painted.drawn += 1
            if drawing is not None:
                painted.drawings[kind].append(drawing)
        self._path = Path()

    def stroke(self, _: list[Operand]) -> None:
        self.paint(stroke=True, fill=False)

    def fill(self, _: list[Operand]) -> None:
        self.paint(stroke=False, fill=True)

    def fill_and_stroke(self, _: list[Operand]) -> None:
        self.paint(stroke=True, fill=True)

    def close_and_stroke(self, _: list[Operand]) -> None:
        self._path.close()
        self.paint(stroke=True, fill=False)

    def close_fill_and_stroke(self, _: list[Operand]) -> None:
        self._path.close()
        self.paint(stroke=True, fill=True)

    def end_path(self, _: list[Operand]) -> None:
        self._path = Path()

    def set_stroke(self, operands: list[Any]) -> None:
        self._state.stroke, self._state.stroke_parts = tuple(operands), len(operands)

    def set_fill(self, operands: list[Any]) -> None:
        self._state.fill, self._state.fill_parts = tuple(operands), len(operands)

    def set_stroke_space(self, operands: list[Any]) -> None:
        self._state.stroke, self._state.stroke_parts = (), self._resources.components(operands[0])

    def set_fill_space(self, operands: list[Any]) -> None:
        self._state.fill, self._state.fill_parts = (), self._resources.components(operands[0])

    def set_stroke_colour(self, operands: list[Any]) -> None:
        self._state.stroke = tuple(operands) if len(operands) == self._state.stroke_parts else ()

    def set_fill_colour(self, operands: list[Any]) -> None:
        self._state.fill = tuple(operands) if len(operands) == self._state.fill_parts else ()

    def draw(self, operands: list[Any]) -> None:
        """A form, run with fresh states as pdfminer does, or an image, which fills the unit square."""
        drawn = self._resources.drawn(operands[0])
        kind = None if drawn is None else getattr(drawn.get("Subtype"), "name", None)
        if drawn is not None and kind == "Form" and "BBox" in drawn:
            self._draw_form(drawn)
        elif drawn is not None and kind == "Image" and "Width" in drawn and "Height" in drawn:
            x0, y0, x1, y1 = bounds(self._state.ctm, 0.0, 0.0, 1.0, 1.0)
            place = self._place
            self._painted.images.append(
                {
                    "x0": place.across(x0),
                    "x1": place.across(x1),
                    "top": place.down(y1),
                    "bottom": place.down(y0),
                    "srcsize": (
                        resolve1(drawn.get_any(("W", "Width"))),
                        resolve1(drawn.get_any(("H", "Height"))),
                    ),
                }
            )

    def _draw_form(self, form: PDFStream) -> None:
        above = self._bounds.above
        if form.objid is None or form.objid in above:
            return
        if len(above) >= _DEEPEST:
            raise NotPlainError("forms in forms")
        matrix = matrix_of(form["Matrix"]) if "Matrix" in form else IDENTITY
        own = form.get("Resources")
        resources = self._resources.of(dict_value(own)) if own else self._resources
        state = State(ctm=product(matrix, self._state.ctm))
        within = replace(self._bounds, above=(*above, form.objid))
        _Run(self._painted, resources, state, within).run([form])


# Operator: what it does, and how many operands it has, None for those that take what there is.
_Act = Callable[[_Run, list[Any]], None]
_OPERATORS: Final[dict[bytes, tuple[_Act, int | None]]] = {
    b"q": (_Run.save, None), b"Q": (_Run.restore, None), b"cm": (_Run.transform, 6),
    b"BT": (_Run.begin_text, None), b"Tf": (_Run.set_face, 2), b"Tm": (_Run.set_matrix, 6),
    b"Td": (_Run.move, 2), b"TD": (_Run.move_and_lead, 2), b"T*": (_Run.next_line, None),
    b"Tj": (_Run.show, 1), b"TJ": (_Run.show_pieces, 1), b"'": (_Run.show_on_next_line, 1),
    b"Tc": (_Run.set_char_space, 1), b"Tw": (_Run.set_word_space, 1), b"Tz": (_Run.set_scaling, 1),
    b"TL": (_Run.set_leading, 1), b"Tr": (_Run.set_mode, 1), b"Ts": (_Run.set_rise, 1),
    b"m": (_Run.begin_path, 2), b"l": (_Run.line, 2), b"c": (_Run.curve, 6), b"v": (_Run.curve, 4),
    b"y": (_Run.curve, 4), b"h": (_Run.close, None), b"re": (_Run.rectangle, 4),
    b"S": (_Run.stroke, None), b"s": (_Run.close_and_stroke, None), b"f": (_Run.fill, None),
    b"f*": (_Run.fill, None), b"F": (_Run.fill, None), b"B": (_Run.fill_and_stroke, None),
    b"B*": (_Run.fill_and_stroke, None), b"b": (_Run.close_fill_and_stroke, None),
    b"b*": (_Run.close_fill_and_stroke, None), b"n": (_Run.end_path, None),
    b"G": (_Run.set_stroke, 1), b"g": (_Run.set_fill, 1), b"RG": (_Run.set_stroke, 3),
    b"rg": (_Run.set_fill, 3), b"K": (_Run.set_stroke, 4), b"k": (_Run.set_fill, 4),
    b"CS": (_Run.set_stroke_space, 1), b"cs": (_Run.set_fill_space, 1),
    b"SC": (_Run.set_stroke_colour, None), b"SCN": (_Run.set_stroke_colour, None),
    b"sc": (_Run.set_fill_colour, None), b"scn": (_Run.set_fill_colour, None), b"Do": (_Run.draw, 1),
}  # fmt: skip
