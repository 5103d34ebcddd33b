"""A PDF as it stands: its pages and what an update must know of its cross-reference."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFXRefStream
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

from pipeline.searchable.pdf_values import Values


@dataclass(frozen=True, slots=True)
class Original:
    """An opened PDF. `last_reference` is the offset of its newest cross-reference, `free` the first unused number."""

    values: Values
    pages: tuple[PDFPage, ...]
    trailer: Mapping[str, Any]
    last_reference: int
    has_stream: bool  # whether that cross-reference is a stream
    free: int


def open_original(data: bytes) -> Original:
    """Parse the structure; one of PARSER_FAULTS where the file has no sound cross-reference to build on."""
    parser = PDFParser(io.BytesIO(data))
    document = PDFDocument(parser, fallback=False)
    trailers = [section.get_trailer() for section in document.xrefs]
    numbers = (number for section in document.xrefs for number in section.get_objids())
    sizes = (int(trailer["Size"]) for trailer in trailers if isinstance(trailer.get("Size"), int))
    return Original(
        values=Values(document),
        pages=tuple(PDFPage.create_pages(document)),
        trailer=next(trailer for trailer in trailers if "Root" in trailer),
        last_reference=document.find_xref(parser),
        has_stream=isinstance(document.xrefs[0], PDFXRefStream),
        free=max(max(numbers, default=0) + 1, *sizes, 1),
    )


def is_encrypted(data: bytes) -> bool:
    """Whether a trailer asks for decryption; a file too broken to tell is not."""
    return b"/Encrypt" in data


def content_references(page: PDFPage) -> list[PDFObjRef]:
    """The page's content streams, in order; what is no stream is left out, as viewers do."""
    named = page.attrs.get("Contents")
    whole = resolve1(named)
    items = whole if isinstance(whole, list) else [named]
    return [item for item in items if isinstance(item, PDFObjRef) and isinstance(resolve1(item), PDFStream)]


def content_of(page: PDFPage) -> bytes:
    """What the page draws, decoded, as one stream."""
    streams = (resolve1(reference) for reference in content_references(page))
    return b"\n".join(stream.get_data() for stream in streams)


def entries(value: object) -> dict[str, Any]:
    """A copy of the dictionary that a value is or refers to; an empty one for anything else."""
    resolved = resolve1(value)
    return dict(resolved) if isinstance(resolved, dict) else {}


def forms(resources: Mapping[str, Any]) -> Iterator[tuple[str, PDFStream]]:
    """The form XObjects that resources name: pieces of content of their own."""
    for name, reference in entries(resources.get("XObject")).items():
        found = resolve1(reference)
        if isinstance(found, PDFStream) and getattr(resolve1(found.get("Subtype")), "name", "") == "Form":
            yield name, found
