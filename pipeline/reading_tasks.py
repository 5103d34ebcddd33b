"""Tasks that touch hostile bytes. Run in a sandboxed child; imports no language model."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import cv2

from extractors.ocr.jipyo_engine import recogniser
from extractors.ocr.settings import OcrSettings
from extractors.ocr.unsure_page import read_unsure_page
from extractors.readers.limits import Limits
from extractors.readers.probe import probe
from pipeline.answers import error_answer, value_answer
from pipeline.codec import decode, encode
from pipeline.cutting import cut_crops
from pipeline.inputs import token_path
from pipeline.requests import Crop, CropRequest, ImageRequest, LayerRequest, PageRequest, ProbeRequest
from pipeline.searchable.image_objects import page_image
from pipeline.searchable.layered_pdf import layered
from pipeline.searchable.parcels import pack_image, pack_layered
from schemas.errors import DocumentError, MissingProgramError
from schemas.page import Probe, RawPage


def warm_up() -> None:
    """Importing this module has loaded most of what the children share; the model is the rest.

    Where it is missing or damaged, the main process has said so, or the engine does without.
    """
    cv2.setNumThreads(1)  # its threads wait for each other at full CPU; pages run side by side anyway
    with suppress(MissingProgramError):
        recogniser()


def probe_task(payload: bytes) -> bytes:
    """ProbeRequest -> Probe."""
    request = decode(payload, ProbeRequest)
    try:
        found = probe(token_path(request.path), Limits())
    except DocumentError as error:
        return error_answer(error)
    return value_answer(encode(found, Probe))


def page_task(payload: bytes) -> bytes:
    """PageRequest -> RawPage."""
    request = decode(payload, PageRequest)
    settings = OcrSettings(engine=request.engine, model=request.model, psm=request.psm, dpi=request.dpi)
    try:
        page = read_unsure_page(
            token_path(request.path), request.media_type, request.page, settings, Limits()
        )
    except DocumentError as error:
        return error_answer(error)
    return value_answer(encode(page, RawPage))


def crop_task(payload: bytes) -> bytes:
    """CropRequest -> tuple[Crop, ...]."""
    request = decode(payload, CropRequest)
    try:
        crops = cut_crops(request)
    except DocumentError as error:
        return error_answer(error)
    return value_answer(encode(crops, tuple[Crop, ...]))


def layer_task(payload: bytes) -> bytes:
    """LayerRequest -> the parcel of a Layered."""
    request = decode(payload, LayerRequest)
    try:
        made = layered(token_path(request.path), request.texts)
    except DocumentError as error:
        return error_answer(error)
    return value_answer(pack_layered(made))


def image_task(payload: bytes) -> bytes:
    """ImageRequest -> the parcel of a Picture."""
    request = decode(payload, ImageRequest)
    try:
        made = page_image(token_path(request.path), request.media_type, request.page_no)
    except DocumentError as error:
        return error_answer(error)
    return value_answer(pack_image(made))


TASKS: dict[str, Callable[[bytes], bytes]] = {
    "probe": probe_task,
    "page": page_task,
    "crop": crop_task,
    "layer": layer_task,
    "image": image_task,
}
