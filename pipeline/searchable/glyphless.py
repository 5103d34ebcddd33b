"""A font that draws nothing: its characters have widths and a meaning, but no shape.

Viewers search and copy by the ToUnicode map; the boxes that they highlight come
from the widths and the size. So no face has to be embedded for Korean, only a
TrueType frame of some 300 bytes, because several viewers ignore a font without
a file.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

EM: Final = 1000
_WIDE, _NARROW = EM, EM // 2
_SUM: Final = 0xB1B0AFBA  # what the whole file must add up to, by the head table's checkSumAdjustment
_MOST: Final = 100  # entries of one bfchar block


@dataclass(frozen=True, slots=True)
class Glyphless:
    """Codes of two bytes for the characters of one file; code 0 is no character."""

    codes: Mapping[str, int]

    def coded(self, text: str) -> bytes:
        """The text as the operand of Tj."""
        return b"<" + b"".join(b"%04X" % self.codes[letter] for letter in text) + b">"

    def natural_width(self, text: str) -> float:
        """How wide the text is at a size of one point."""
        return sum(_width(letter) for letter in text) / EM


def font_for(texts: Iterable[str]) -> Glyphless:
    """A font for the characters of these texts, and the blank."""
    letters = sorted({" "}.union(*texts))
    return Glyphless({letter: code for code, letter in enumerate(letters, start=1)})


def _width(letter: str) -> int:
    """Hangul fills a square, Latin half of it: so also the boxes of single characters lie about right."""
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _NARROW


def font_objects(font: Glyphless, first: int) -> dict[int, bytes]:
    """The font as PDF objects, numbered from `first`; the first of them is what a page refers to."""
    descendant, descriptor, program, glyph_ids, to_unicode = range(first + 1, first + 6)
    letters = sorted(font.codes, key=lambda letter: font.codes[letter])
    ids = b"\0\0" + b"".join(b"\0\1" if _width(letter) == _WIDE else b"\0\2" for letter in letters)
    return {
        first: b"<</Type/Font/Subtype/Type0/BaseFont/JipyoGlyphless/Encoding/Identity-H"
        b"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>" % (descendant, to_unicode),
        descendant: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/JipyoGlyphless"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/CIDToGIDMap %d 0 R/DW %d/W[%b]>>"
        % (descriptor, glyph_ids, _WIDE, _narrow_ranges(letters)),
        # Zero is no descent to some viewers, which then take one of their own.
        descriptor: b"<</Type/FontDescriptor/FontName/JipyoGlyphless/Flags 5/FontBBox[0 -1 1000 1000]"
        b"/ItalicAngle 0/Ascent 1000/Descent -1/CapHeight 1000/StemV 80/FontFile2 %d 0 R>>" % program,
        program: stream(_TRUETYPE, b"/Length1 %d" % len(_TRUETYPE)),
        glyph_ids: stream(ids),
        to_unicode: stream(_unicode_map(letters)),
    }


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A deflated stream object with further dictionary entries."""
    packed = zlib.compress(data, 9)
    head = b"<<%b/Filter/FlateDecode/Length %d>>stream\n" % (entries, len(packed))
    return head + packed + b"\nendstream"


def _narrow_ranges(letters: Sequence[str]) -> bytes:
    narrow = [code for code, letter in enumerate(letters, start=1) if _width(letter) == _NARROW]
    return b" ".join(b"%d[%d]" % (code, _NARROW) for code in narrow)


def _unicode_map(letters: Sequence[str]) -> bytes:
    entries = [
        b"<%04X><%b>" % (code, letter.encode("utf-16-be").hex().upper().encode())
        for code, letter in enumerate(letters, start=1)
    ]
    parts = [entries[at : at + _MOST] for at in range(0, len(entries), _MOST)]
    blocks = [b"%d beginbfchar\n%b\nendbfchar" % (len(part), b"\n".join(part)) for part in parts]
    return (
        b"/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
        b"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
        + b"\n".join(blocks)
        + b"\nendcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"
    )


def _true_type() -> bytes:
    """The tables that PDF asks of a CIDFontType2, for "missing", a wide and a narrow glyph."""
    glyphs = [_line_glyph(width) for width in (_WIDE, _WIDE, _NARROW)]
    head = struct.pack(
        ">IIIIHHQQhhhhHHhhh", 0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, EM, 0, 0, 0, 0, EM, EM, 0, 8, 2, 0, 0
    )
    hhea = struct.pack(">IhhhHhhhhhhhhhhhH", 0x00010000, EM, -1, 0, EM, 0, 0, EM, 1, 0, 0, 0, 0, 0, 0, 0, 3)
    maxp = struct.pack(">IHHHHHHHHHHHHHH", 0x00010000, len(glyphs), 3, 1, *(0,) * 11)
    places = (sum(map(len, glyphs[:count])) // 2 for count in range(len(glyphs) + 1))
    tables = {
        b"glyf": b"".join(glyphs),
        b"head": head,
        b"hhea": hhea,
        b"hmtx": struct.pack(">HhHhHh", _WIDE, 0, _WIDE, 0, _NARROW, 0),
        b"loca": struct.pack(">HHHH", *places),
        b"maxp": maxp,
    }
    return _with_checksum(_laid_out(tables), len(tables))


def _line_glyph(width: int) -> bytes:
    """Three points on one line: no area, so nothing to paint, but a box as large as the character's.

    PDFium leaves out text whose box is empty.
    """
    xs, ys = (0, width, -width // 2), (0, EM, -EM // 2)
    head = struct.pack(">hhhhhHH", 1, 0, 0, width, EM, 2, 0)
    return head + b"\1\1\1" + struct.pack(">hhhhhh", *xs, *ys) + b"\0"


def _laid_out(tables: Mapping[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    directory = struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))
    offset = 12 + 16 * count
    body = b""
    for tag, data in sorted(tables.items()):
        directory += struct.pack(">4sIII", tag, _checksum(data), offset + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    return directory + body


def _with_checksum(font: bytes, tables: int) -> bytes:
    entries = (font[12 + 16 * at : 28 + 16 * at] for at in range(tables))
    place = next(int.from_bytes(entry[8:12], "big") for entry in entries if entry[:4] == b"head") + 8
    adjustment = (_SUM - _checksum(font)) & 0xFFFFFFFF
    return font[:place] + struct.pack(">I", adjustment) + font[place + 4 :]


def _checksum(data: bytes) -> int:
    words = (data[at : at + 4].ljust(4, b"\0") for at in range(0, len(data), 4))
    return sum(int.from_bytes(word, "big") for word in words) & 0xFFFFFFFF


_TRUETYPE: Final = _true_type()
