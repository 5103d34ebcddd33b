"""A PDF with our words behind its pages: an update appended to the file, whose own bytes stay as they are."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pypdfium2
from pdfminer.pdfpage import PDFPage

from extractors.readers import faults
from extractors.readers.page_frame import PageFrame, frame_of
from extractors.readers.text_layer import PARSER_FAULTS
from pipeline.searchable.covered_pages import Drawing, without_text
from pipeline.searchable.glyphless import Glyphless, font_for, font_objects, stream
from pipeline.searchable.invisible_text import FONT_NAME, text_stream
from pipeline.searchable.page_text import PageText
from pipeline.searchable.pdf_original import entries, is_encrypted, open_original
from pipeline.searchable.pdf_update import Update
from pipeline.searchable.pdf_values import Reference
from pipeline.searchable.placement import onto_page
from schemas.errors import DocumentError, ErrorCode
from schemas.issue import Message

_FONT_OBJECTS: Final = 6
# PDFium makes the halves of the identity up at random: "/ID[<0F…><A3…>]"
_IDENTITY: Final = re.compile(rb"/ID\s*\[\s*<(?P<first>[0-9A-Fa-f]*)>\s*<(?P<second>[0-9A-Fa-f]*)>\s*\]")


@dataclass(frozen=True, slots=True)
class Layered:
    """What the copy is made of: `added` behind the original's bytes, or, where those are broken, behind `mended`."""

    added: bytes
    mended: bytes = b""


@dataclass(frozen=True, slots=True)
class _Ink:
    """The font of our words, what pages call it by, and where objects go."""

    font: Glyphless
    name: Reference
    update: Update


def layered(path: Path, texts: Sequence[PageText]) -> Layered:
    """Put the words behind their pages; DocumentError where the file cannot be built upon."""
    data = path.read_bytes()
    if is_encrypted(data):
        raise _restricted(path.name)
    added = _update(data, texts)
    if added is not None:
        return Layered(added)
    mended = _mended(data)
    added = _update(mended, texts) if mended else None
    if added is None:
        raise faults.damaged(
            path.name,
            why_ko="PDF의 구조가 망가져 사본을 만들 수 없습니다",
            why_en="its structure is too broken to make a copy from",
        )
    return Layered(added, mended)


def _update(data: bytes, texts: Sequence[PageText]) -> bytes | None:
    """The bytes to append; None where the file's structure cannot be trusted, or PDFium does not find the words."""
    try:
        frames = _frames(data)
        original = open_original(data)
        if len(original.pages) != len(frames):
            return None
        update = Update(original)
        ink = _ink(texts, update)
        for text in texts:
            at = text.page_no - 1
            drawing = without_text(original.pages[at], frames[at], update)
            _lay(
                text_stream(text.lines, ink.font, onto_page(text, frames[at])),
                original.pages[at],
                drawing,
                ink,
            )
        added = update.written(data)
        return added if _is_sound(data + added, texts, len(frames)) else None
    except (*PARSER_FAULTS, pypdfium2.PdfiumError, StopIteration):
        return None


def _frames(data: bytes) -> list[PageFrame]:
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [frame_of(page) for page in document]


def _ink(texts: Sequence[PageText], update: Update) -> _Ink:
    font = font_for(text.characters for text in texts)
    first = update.reserve(_FONT_OBJECTS)
    update.put(font_objects(font, first))
    return _Ink(font, Reference(first), update)


def _lay(words: bytes, page: PDFPage, drawing: Drawing, ink: _Ink) -> None:
    """Put the words in front of the drawing: whatever that does to the graphics state does not move them."""
    ours = ink.update.add(stream(words))
    fonts = entries(drawing.resources.get("Font")) | {FONT_NAME: ink.name}
    resources = dict(drawing.resources) | {"Font": fonts}
    changed = page.attrs | {"Contents": [ours, *drawing.contents], "Resources": resources}
    ink.update.replace(int(str(page.pageid)), changed)


def _is_sound(data: bytes, texts: Sequence[PageText], count: int) -> bool:
    """Read the result as a viewer does: as many pages as before, and our words on them."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document) == count and all(_shows(document[text.page_no - 1], text) for text in texts)


def _shows(page: pypdfium2.PdfPage, text: PageText) -> bool:
    found = "".join(page.get_textpage().get_text_bounded().split())
    return all(word.text in found for word in text.lines[0][:1]) if text.lines else True


def _mended(data: bytes) -> bytes:
    """The file as PDFium understands it, written anew, without what it makes up at random."""
    buffer = io.BytesIO()
    try:
        with closing(pypdfium2.PdfDocument(data)) as document:
            document.save(buffer)
    except pypdfium2.PdfiumError:
        return b""
    return _IDENTITY.sub(
        lambda match: b"/ID[<%b><%b>]" % tuple(b"0" * len(half) for half in match.groups()), buffer.getvalue()
    )


def _restricted(name: str) -> DocumentError:
    return DocumentError(
        ErrorCode.ENCRYPTED,
        Message(
            ko=f"{name}: 암호나 사용 제한이 걸린 PDF라 사본을 만들지 않습니다.",
            en=f"{name} is encrypted or restricted, so no copy of it is made.",
        ),
        Message(
            ko="제한을 푼 파일로 저장해 다시 실행하세요.",
            en="Save it without protection and run again.",
        ),
    )
