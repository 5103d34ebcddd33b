"""Pictures of evidence, cut out of a rendered page; personal data is painted over before anything is cut."""

from __future__ import annotations

import base64
import io

import numpy as np
from PIL import Image, ImageDraw

from extractors.readers.limits import Limits
from extractors.readers.render import render
from pipeline.inputs import token_path
from pipeline.requests import Crop, CropRequest
from schemas.geometry import Box

_DPI = 110
_MARGIN_PT = 4.0
_QUALITY = 70
_MARK = (200, 60, 40)


def cut_crops(request: CropRequest) -> tuple[Crop, ...]:
    """Render the page once, paint, outline, cut; DocumentError where the page cannot be rendered."""
    array = render(token_path(request.path), request.media_type, request.page_no, _DPI, Limits())
    image = Image.fromarray(np.rot90(array, request.rotation // 90).copy())
    scale = image.width / request.width, image.height / request.height
    draw = ImageDraw.Draw(image)
    for box in request.marked:
        draw.rectangle(_pixels(box, scale, 1.0), outline=_MARK)
    for box in request.masked:
        draw.rectangle(_pixels(box, scale, 1.0), fill=(90, 90, 90))
    return tuple(
        Crop(name, request.page_no, _jpeg(image.crop(_pixels(box, scale, _MARGIN_PT))))
        for name, box in request.cuts
    )


def _pixels(box: Box, scale: tuple[float, float], margin: float) -> tuple[int, int, int, int]:
    return (
        max(round((box.x0 - margin) * scale[0]), 0),
        max(round((box.top - margin) * scale[1]), 0),
        round((box.x1 + margin) * scale[0]),
        round((box.bottom + margin) * scale[1]),
    )


def _jpeg(image: Image.Image) -> str:
    stream = io.BytesIO()
    image.convert("RGB").save(stream, "JPEG", quality=_QUALITY)
    return base64.b64encode(stream.getvalue()).decode("ascii")
