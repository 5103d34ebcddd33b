"""The two kinds of copy: a PDF with an update behind its bytes, and a PDF made of page images."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, Literal

from pipeline.answers import Failure, open_answer
from pipeline.codec import encode
from pipeline.engines.contract import Task
from pipeline.failures import outcome_failure
from pipeline.inputs import Input, path_token
from pipeline.requests import ImageRequest, LayerRequest
from pipeline.searchable.image_pdf import ImagePdf
from pipeline.searchable.page_text import PageText
from pipeline.searchable.parcels import unpack_image, unpack_layered
from pipeline.stages import Line, limits_of
from schemas.errors import UsageError
from schemas.page import MediaType

_CHUNK = 1 << 20
_ROOMIER = 4  # pixels of a JPEG inside a TIFF take several times its bytes


def copy_pdf(file: BinaryIO, line: Line, document: Input, texts: Sequence[PageText]) -> Failure | None:
    """Write the original and what is added to it; a failure says why nothing can be added."""
    made = b""
    if texts:
        request = LayerRequest(path_token(document.path), tuple(texts))
        made_or_not = _done(line, document, "layer", encode(request, LayerRequest), pages=len(texts))
        if isinstance(made_or_not, Failure):
            return made_or_not
        made = made_or_not
    layered = unpack_layered(made) if made else None
    if layered and layered.mended:
        file.write(layered.mended)
    else:
        _copy_original(file, document)
    file.write(layered.added if layered else b"")
    return None


def copy_images(
    file: BinaryIO, line: Line, document: Input, media_type: MediaType, texts: Sequence[PageText]
) -> Iterator[Failure]:
    """Write a page for each frame; yields why a frame could not be shown, whose page then stays white."""
    pdf = ImagePdf(file, texts)
    for at, text in enumerate(texts):
        request = ImageRequest(path_token(document.path), media_type, text.page_no)
        made = _done(line, document, "image", encode(request, ImageRequest), pages=1)
        if isinstance(made, Failure):
            yield made.model_copy(update={"page_no": text.page_no})
            pdf.add_page(at, None)
        else:
            pdf.add_page(at, unpack_image(made))
    pdf.close(_identity(document, texts))


def _identity(document: Input, texts: Sequence[PageText]) -> bytes:
    return hashlib.sha256(repr((document.document_id, texts)).encode()).digest()[:16]


def _done(
    line: Line, document: Input, name: Literal["layer", "image"], payload: bytes, *, pages: int
) -> bytes | Failure:
    """Have a task carried out in the child that may see the file's bytes."""
    limits = limits_of(line.config, line.config.document_cpu_s + 2 * pages)
    roomy = replace(limits, output_bytes=_ROOMIER * (limits.output_bytes + document.size))
    (outcome,) = line.engine.run([Task(name, "read", name, payload, roomy)])
    return open_answer(outcome.answer) if outcome.status == "ok" else outcome_failure(outcome, "page")


def _copy_original(file: BinaryIO, document: Input) -> None:
    digest = hashlib.sha256()
    with document.path.open("rb") as original:
        while chunk := original.read(_CHUNK):
            digest.update(chunk)
            file.write(chunk)
    if f"sha256:{digest.hexdigest()}" != document.document_id:
        raise UsageError(
            f"{document.path} 이(가) 읽는 동안 바뀌었습니다. 다시 실행하세요 / "
            f"{document.path} changed while it was read; run again."
        )
