"""Plain text and Markdown: decoded, NFC, with `\\n` line ends; the marks stay in."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from extractors.readers import faults
from extractors.readers.characters import clean_text
from extractors.readers.limits import Limits
from schemas.issue import Issue, issue
from schemas.page import MediaType, Probe


def read_plain_text(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return the decoded content of a .txt file."""
    return _read(path, document_id, "text/plain", limits)


def read_markdown(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return the decoded content of a .md file."""
    return _read(path, document_id, "text/markdown", limits)


def _read(path: Path, document_id: str, media_type: MediaType, limits: Limits) -> Probe:
    data = path.read_bytes()
    if len(data) > limits.max_text_bytes:
        raise faults.too_large(path.name, len(data), limits.max_text_bytes)
    decoded, notes = decode(path.name, data)
    text, found = clean_text(unicodedata.normalize("NFC", _line_ends(decoded)))
    if not text.strip():
        raise faults.no_text(path.name)
    return Probe(document_id, media_type, None, source_text=text, issues=(*notes, *found))


# Windows and old Mac line ends, form feeds and the Unicode line separators.
_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ENCODING_NOTE: Final = {
    "cp949": ("UTF-8이 아니어서 CP949(완성형)로 읽었습니다.", "The file is not UTF-8; it was read as CP949."),
    "utf-16": ("UTF-8이 아니어서 UTF-16으로 읽었습니다.", "The file is not UTF-8; it was read as UTF-16."),
}


def decode(name: str, data: bytes) -> tuple[str, tuple[Issue, ...]]:
    """Return the text of `data` and a note where it was not UTF-8.

    >>> text, notes = decode("a.txt", "인증".encode("cp949"))
    >>> text, notes[0].code
    ('인증', 'encoding_guessed')
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        note = _ENCODING_NOTE.get(encoding)
        return text, (issue("encoding_guessed", *note),) if note else ()
    raise faults.not_text(name)


def _line_ends(text: str) -> str:
    return _LINE_END.sub("\n", text)
