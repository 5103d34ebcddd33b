"""What a content stream names: fonts, colour spaces and XObjects of a resource dictionary, looked up when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdftypes import PDFObjRef, PDFStream, dict_value, list_value, resolve1, stream_value
from pdfminer.psparser import literal_name

from extractors.readers.content_statements import NotPlainError
from extractors.readers.glyphs import face_of, is_bold_font
from extractors.readers.plain_objects import plain_dictionary
from extractors.readers.unicode_maps import font_of

_COMPONENTS: Final = {
    "DeviceGray": 1, "CalGray": 1, "G": 1, "DeviceRGB": 3, "CalRGB": 3, "RGB": 3, "DeviceCMYK": 4, "CMYK": 4,
}  # fmt: skip


class Face:
    """A font as the reader needs it: characters and widths by code, asked of pdfminer once."""

    __slots__ = ("_font", "_known", "bold", "descent", "is_multibyte", "name")

    def __init__(self, font: PDFFont) -> None:
        if font.is_vertical():
            raise NotPlainError("vertical writing")
        self._font = font
        self._known: dict[int, tuple[int, str, float]] = {}
        written = str(font.fontname)
        self.name = face_of(written)
        self.bold = is_bold_font(written)
        self.descent: float = font.get_descent()
        self.is_multibyte = font.is_multibyte()

    def codes(self, string: bytes) -> list[tuple[int, str, float]]:
        """(code, text, width in text space) of each character of a shown string."""
        known = self._known
        told = []
        for code in self._font.decode(string):
            if code not in known:
                known[code] = (code, self._text(code), self._font.char_width(code))
            told.append(known[code])
        return told

    def _text(self, code: int) -> str:
        try:
            return str(self._font.to_unichr(code))
        except PDFUnicodeNotDefined:
            return f"(cid:{code})"


Faces = dict[int, Face]


@dataclass(frozen=True, slots=True)
class Resources:
    """One resource dictionary; `faces` is shared by all pages of a document, by object number, `named` is its own."""

    entries: Mapping[str, Any]
    file: BinaryIO
    fonts: PDFResourceManager
    faces: Faces
    named: dict[str, Face] = field(default_factory=dict)

    def of(self, entries: Mapping[str, Any]) -> Resources:
        """Another dictionary of the same document."""
        return Resources(entries, self.file, self.fonts, self.faces)

    def _named(self, kind: str, name: str) -> Any:
        return dict_value(self.entries.get(kind, {})).get(name)

    def face(self, name: str) -> Face:
        """NotPlainError where the dictionary has none of this name."""
        if name not in self.named:
            self.named[name] = self._face(name)
        return self.named[name]

    def _face(self, name: str) -> Face:
        reference = self._named("Font", name)
        if reference is None:
            raise NotPlainError(f"no font {name}")
        number = reference.objid if isinstance(reference, PDFObjRef) else None
        if number is None:
            return Face(font_of(self.fonts, None, dict_value(reference)))
        if number not in self.faces:
            spec = plain_dictionary(reference, self.file) or dict_value(reference)
            self.faces[number] = Face(font_of(self.fonts, number, self._with_descendants(spec)))
        return self.faces[number]

    def _with_descendants(self, spec: dict[str, Any]) -> dict[str, Any]:
        """A composite font with the dictionary of its characters, where that is plainly written."""
        described = resolve1(spec.get("DescendantFonts"))
        if not isinstance(described, list) or not all(isinstance(one, PDFObjRef) for one in described):
            return spec
        return spec | {"DescendantFonts": [plain_dictionary(one, self.file) or one for one in described]}

    def components(self, name: str) -> int | None:
        """How many numbers make a colour of grey, RGB or CMYK; None for a space whose numbers say something else."""
        if name in _COMPONENTS:
            return _COMPONENTS[name]
        space = resolve1(self._named("ColorSpace", name))
        kind = literal_name(space[0] if isinstance(space, list) and space else space)
        if kind == "ICCBased" and isinstance(space, list) and len(space) > 1:
            return int(resolve1(stream_value(space[1])["N"]))
        return _COMPONENTS.get(kind)

    def drawn(self, name: str) -> PDFStream | None:
        """The XObject of this name."""
        found = resolve1(self._named("XObject", name))
        return found if isinstance(found, PDFStream) else None


def matrix_of(value: Any) -> tuple[float, float, float, float, float, float]:
    """The six numbers of a /Matrix; NotPlainError for anything else."""
    numbers = [resolve1(item) for item in list_value(value)]
    if len(numbers) != 6 or not all(isinstance(item, int | float) for item in numbers):
        raise NotPlainError("no matrix")
    a, b, c, d, e, f = (float(item) for item in numbers)
    return a, b, c, d, e, f
