"""A PDF of page images that are embedded as they are, with the words behind them, written page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO, Final

from pipeline.searchable.glyphless import font_for, font_objects, stream
from pipeline.searchable.invisible_text import FONT_NAME, text_stream
from pipeline.searchable.page_picture import Picture
from pipeline.searchable.page_text import PageText
from pipeline.searchable.pdf_file import HEADER, Numbered, cross_reference
from pipeline.searchable.placement import image_frame, onto_page

_CATALOGUE, _PAGES, _FONT = 1, 2, 3
_FIRST_PAGE: Final = 9  # the font takes six numbers
_EACH: Final = 5  # objects a page: itself, its content, its image, the image's mask, its colour profile
# The unit square onto a page of 1 x 1, by EXIF orientation: PDF's six numbers.
_ORIENTED: Final = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}


class ImagePdf:
    """Writes to `stream`; the font must know the characters of every page, so their texts come first."""

    def __init__(self, file: BinaryIO, texts: Sequence[PageText]) -> None:
        self._file = file
        self._texts = texts
        self._font = font_for(text.characters for text in texts)
        self._places: dict[tuple[int, int], int] = {}
        self._profiles: dict[bytes, int] = {}  # each is written once, however many pages need it
        self._file.write(HEADER)
        kids = b" ".join(b"%d 0 R" % (_FIRST_PAGE + _EACH * at) for at in range(len(texts)))
        self._write({_CATALOGUE: b"<</Type/Catalog/Pages %d 0 R/Lang(ko)>>" % _PAGES})
        self._write({_PAGES: b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(texts), kids)})
        self._write(font_objects(self._font, _FONT))

    def add_page(self, at: int, image: Picture | None) -> None:
        """Write page `at` (from 0): the image over the whole page, its words behind it; white without an image."""
        text = self._texts[at]
        first = _FIRST_PAGE + _EACH * at
        width, height = text.stored_size
        words = text_stream(text.lines, self._font, onto_page(text, image_frame(width, height)))
        drawn = _painted(width, height, image.orientation) if image else b""
        self._write({first: _page(first, width, height), first + 1: stream(words + drawn)})
        self._write(self._image_objects(first + 2, image))

    def close(self, identity: bytes) -> None:
        """Write the cross-reference; `identity` is 16 bytes that name the file."""
        shown = b"<" + identity.hex().encode() + b">"
        entries = b"/Root %d 0 R/ID[%b%b]" % (_CATALOGUE, shown, shown)
        size = _FIRST_PAGE + _EACH * len(self._texts)
        self._file.write(cross_reference(self._places, self._file.tell(), size=size, entries=entries))

    def _image_objects(self, first: int, image: Picture | None) -> dict[int, bytes]:
        if image is None:
            return dict.fromkeys(range(first, first + 3), b"null")
        is_new = image.profile not in self._profiles
        profile = self._profiles.setdefault(image.profile, first + 2)
        return {
            first: image.written(mask=first + 1, profile=profile),
            first + 1: image.mask or b"null",
            first + 2: (image.profile or b"null") if is_new else b"null",
        }

    def _write(self, objects: Mapping[int, bytes]) -> None:
        for number, body in objects.items():
            self._places[number, 0] = self._file.tell()
            self._file.write(Numbered(number, body).written)


def _page(first: int, width: float, height: float) -> bytes:
    return (
        b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.3f %.3f]/Contents %d 0 R"
        b"/Resources<</Font<</%b %d 0 R>>/XObject<</Page %d 0 R>>>>>>"
        % (_PAGES, width, height, first + 1, FONT_NAME.encode(), _FONT, first + 2)
    )


def _painted(width: float, height: float, orientation: int) -> bytes:
    a, b, c, d, e, f = _ORIENTED.get(orientation, _ORIENTED[1])
    numbers = (a * width, b * height, c * width, d * height, e * width, f * height)
    return b"q %b cm /Page Do Q\n" % b" ".join(b"%.3f" % number for number in numbers)
