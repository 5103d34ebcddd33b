"""What a file is, by its first bytes; the suffix is only compared with that."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from extractors.readers import faults
from schemas.issue import Message
from schemas.page import MediaType

HEAD_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class Foreign:
    """A format that is recognised and not read, with what to save it as."""

    name: str
    advice: Message


_SUFFIXES: Final[dict[str, MediaType]] = {
    ".pdf": "application/pdf",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".txt": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}
_RIGHT_SUFFIX: Final[dict[MediaType, str]] = {
    "application/pdf": ".pdf",
    "image/tiff": ".tif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/plain": ".txt",
    "text/markdown": ".md",
}
_NAMES: Final[dict[MediaType, str]] = {
    "application/pdf": "PDF",
    "image/tiff": "TIFF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "text/plain": "TXT",
    "text/markdown": "TXT",
}
_MAGIC: Final[tuple[tuple[bytes, MediaType], ...]] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
)


def _save_as_pdf(program_ko: str, program_en: str) -> Message:
    return Message(
        ko=f"{program_ko}에서 열어 PDF로 저장한 뒤 그 파일을 넣어 주세요.",
        en=f"Open it in {program_en}, save it as PDF, and use that file.",
    )


_HANCOM: Final = _save_as_pdf("한글(한컴오피스)", "Hancom Office Hangul")
_WORD: Final = _save_as_pdf("워드", "Word")
_SHEET: Final = _save_as_pdf("엑셀", "Excel")
_SLIDES: Final = _save_as_pdf("파워포인트", "PowerPoint")
_OFFICE: Final = _save_as_pdf("문서를 만든 프로그램", "the program it was made with")
_PICTURE: Final = Message(
    ko="PNG나 TIFF로 저장한 뒤 그 파일을 넣어 주세요.", en="Save it as PNG or TIFF and use that file."
)
_UNPACK: Final = Message(
    ko="압축을 풀고 안에 든 문서를 넣어 주세요.", en="Unpack it and use the documents inside."
)

_RENAME: Final = Message(
    ko="일반 텍스트라면 확장자를 .txt로 바꾸어 주세요.", en="If it is plain text, rename it to end in .txt."
)

_HWPX: Final = Foreign("HWPX", _HANCOM)
_HWP: Final = Foreign("HWP", _HANCOM)
_DOCX: Final = Foreign("DOCX", _WORD)
_XLSX: Final = Foreign("XLSX", _SHEET)
_PPTX: Final = Foreign("PPTX", _SLIDES)
_ODF: Final = Foreign("OpenDocument", _OFFICE)
_OLE: Final = Foreign("DOC/XLS/PPT", _OFFICE)
_ZIP: Final = Foreign("ZIP", _UNPACK)
_HTML: Final = Foreign("HTML", _save_as_pdf("웹 브라우저", "a web browser"))

_FOREIGN_MAGIC: Final[tuple[tuple[bytes, Foreign], ...]] = (
    (b"HWP Document File", _HWP),
    (b"{\\rtf", Foreign("RTF", _WORD)),
    (b"GIF8", Foreign("GIF", _PICTURE)),
    (b"BM", Foreign("BMP", _PICTURE)),
    (b"7z\xbc\xaf\x27\x1c", Foreign("7z", _UNPACK)),
    (b"Rar!", Foreign("RAR", _UNPACK)),
    (b"\x1f\x8b", Foreign("gzip", _UNPACK)),
    (b"%!PS", Foreign("PostScript", _OFFICE)),
)
_FOREIGN_SUFFIXES: Final[dict[str, Foreign]] = {
    ".hwp": _HWP,
    ".hwpx": _HWPX,
    ".doc": Foreign("DOC", _WORD),
    ".docx": _DOCX,
    ".xls": Foreign("XLS", _SHEET),
    ".xlsx": _XLSX,
    ".ppt": Foreign("PPT", _SLIDES),
    ".pptx": _PPTX,
    ".odt": _ODF,
    ".htm": _HTML,
    ".html": _HTML,
    ".csv": Foreign("CSV", _SHEET),
    ".xml": Foreign("XML", _OFFICE),
    ".json": Foreign("JSON", _OFFICE),
    ".zip": _ZIP,
}
# The names of members stand uncompressed in the first bytes of a zip archive.
_ZIP_MARKS: Final[tuple[tuple[bytes, Foreign], ...]] = (
    (b"application/hwp+zip", _HWPX),
    (b"application/vnd.oasis", _ODF),
    (b"word/", _DOCX),
    (b"xl/", _XLSX),
    (b"ppt/", _PPTX),
)
_SUFFIX_OF_FOREIGN: Final = {
    "HWP": ".hwp",
    "HWPX": ".hwpx",
    "DOCX": ".docx",
    "XLSX": ".xlsx",
    "PPTX": ".pptx",
}


def sniff(name: str, head: bytes) -> MediaType:
    """Return the media type of a file from its first bytes; DocumentError where it is not read.

    >>> sniff("report.pdf", b"%PDF-1.7 ...")
    'application/pdf'
    >>> sniff("no_suffix", b"%PDF-1.7 ...")
    'application/pdf'
    >>> sniff("notes.md", "# 제목".encode())
    'text/markdown'
    """
    suffix = PurePath(name).suffix.lower()
    expected = _SUFFIXES.get(suffix)
    found = content_type(head)
    if isinstance(found, Foreign):
        raise _foreign_error(name, suffix, expected, found)
    if found is None:
        raise _unknown_error(name, suffix, expected)
    if suffix in _FOREIGN_SUFFIXES and found == "text/plain":
        foreign = _FOREIGN_SUFFIXES[suffix]
        raise faults.unsupported_format(name, kind=foreign.name, advice=foreign.advice)
    if found == "text/plain" and suffix and expected is None:
        raise faults.unsupported_format(name, kind=suffix, advice=_RENAME)
    if expected == "text/markdown" and found == "text/plain":
        return "text/markdown"
    if (expected is not None and expected != found) or suffix in _FOREIGN_SUFFIXES:
        raise faults.type_mismatch(
            name, suffix=suffix, found=_NAMES[found], right_suffix=_RIGHT_SUFFIX[found]
        )
    return found


def content_type(head: bytes) -> MediaType | Foreign | None:
    """The type that the bytes show; None where they show none."""
    # Some producers put a byte order mark or mail headers before the PDF header.
    if b"%PDF-" in head[:1024]:
        return "application/pdf"
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"PK\x03\x04"):
        return next((foreign for mark, foreign in _ZIP_MARKS if mark in head), _ZIP)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLE
    if not _looks_like_text(head):
        return _foreign_binary(head)
    return _foreign_text(head) or "text/plain"


def _foreign_binary(head: bytes) -> Foreign | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Foreign("WebP", _PICTURE)
    if head[4:8] == b"ftyp":
        return Foreign("HEIC", _PICTURE)
    return next((foreign for magic, foreign in _FOREIGN_MAGIC if head.startswith(magic)), None)


def _foreign_text(head: bytes) -> Foreign | None:
    marks = (entry for entry in _FOREIGN_MAGIC if entry[0] != b"BM")
    return next((foreign for magic, foreign in marks if head.startswith(magic)), None)


def _looks_like_text(head: bytes) -> bool:
    """True for bytes of UTF-8 or CP949 text: few control characters, and decodable.

    >>> _looks_like_text("인증".encode("cp949")), _looks_like_text(bytes(range(256)))
    (True, False)
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    controls = sum(byte < 32 and byte not in (9, 10, 12, 13) for byte in head)
    if controls > len(head) // 200:
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "cp949"))


def _decodes(head: bytes, encoding: str) -> bool:
    # The head may end inside a character: up to three bytes of it are ignored.
    for cut in range(4):
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def _foreign_error(name: str, suffix: str, expected: MediaType | None, found: Foreign) -> Exception:
    if expected is None:
        # An OLE container may hold HWP, DOC, XLS: there the suffix is the better name.
        foreign = _FOREIGN_SUFFIXES.get(suffix, found) if found in (_OLE, _ZIP) else found
        return faults.unsupported_format(name, kind=foreign.name, advice=foreign.advice)
    right = _SUFFIX_OF_FOREIGN.get(found.name, f".{found.name.split('/')[0].lower()}")
    return faults.type_mismatch(name, suffix=suffix, found=found.name, right_suffix=right)


def _unknown_error(name: str, suffix: str, expected: MediaType | None) -> Exception:
    if expected in ("text/plain", "text/markdown"):
        return faults.not_text(name)
    if expected is not None:
        return faults.damaged(
            name,
            why_ko=f"{_NAMES[expected]} 파일의 시작 표시가 없습니다",
            why_en=f"it does not begin like a {_NAMES[expected]} file",
        )
    foreign = _FOREIGN_SUFFIXES.get(suffix)
    if foreign is not None:
        return faults.unsupported_format(name, kind=foreign.name, advice=foreign.advice)
    return faults.unsupported_format(name, kind=suffix or "an unknown format", advice=_OFFICE)
