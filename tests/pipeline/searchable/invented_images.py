"""Images of every build that scanners, phones and programs write, each with the pixels that it shows."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

Pixels = NDArray[np.uint8]
DPI = 72  # a pixel is a point
WIDTH, HEIGHT = 66, 50
_RANDOM = np.random.default_rng(24)
COLOURS: Pixels = _RANDOM.integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
GREYS: Pixels = COLOURS[:, :, 0]
ALPHA: Pixels = COLOURS[:, :, 1]
DEEP = COLOURS.astype(np.uint16) * 257
BITS: Pixels = np.where(GREYS > 90, 255, 0).astype(np.uint8)
SMOOTH: Pixels = np.dstack(
    [np.add.outer(np.arange(HEIGHT), factor * np.arange(WIDTH)).astype(np.uint8) for factor in (1, 2, 3)]
)
"""What JPEG keeps well."""
ICC: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@dataclass(frozen=True)
class Sample:
    """A file and what a viewer shows of it, on white; `near` is how far a lossy one may be off."""

    suffix: str
    data: bytes
    shown: Pixels
    near: int = 0


def on_white(colours: Pixels, alpha: Pixels) -> Pixels:
    if colours.ndim == 2:
        colours = np.dstack([colours] * 3)
    share = alpha[:, :, None].astype(np.float64) / 255
    return np.round(colours * share + 255 * (1 - share)).astype(np.uint8)


def grey(values: Pixels) -> Pixels:
    return np.dstack([values] * 3)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


_ADAM7 = ((0, 0, 8, 8), (0, 4, 8, 8), (4, 0, 8, 4), (0, 2, 4, 4), (2, 0, 4, 2), (0, 1, 2, 2), (1, 0, 2, 1))


def png(samples: np.ndarray, *, bits: int, colour: int, interlaced: bool = False, **chunks: bytes) -> bytes:
    """A PNG of these samples, written without any library's ideas."""
    passes = _ADAM7 if interlaced else ((0, 0, 1, 1),)
    rows = b"".join(
        _rows(samples[top::down, left::right], bits) for top, left, down, right in passes
        if samples[top::down, left::right].size
    )  # fmt: skip
    height, width = samples.shape[:2]
    head = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, int(interlaced))
    more = b"".join(_chunk(kind.encode(), body) for kind, body in chunks.items())
    density = _chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1))
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + density + more
        + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")
    )  # fmt: skip


def _rows(samples: np.ndarray, bits: int) -> bytes:
    flat = samples.reshape(samples.shape[0], -1)
    if bits == 16:
        packed = flat.astype(">u2").view(np.uint8)
    elif bits == 8:
        packed = flat.astype(np.uint8)
    else:
        digits = (flat[:, :, None] >> np.arange(bits - 1, -1, -1)) & 1
        packed = np.packbits(digits.reshape(flat.shape[0], -1).astype(np.uint8), axis=1)
    return b"".join(b"\0" + row.tobytes() for row in packed)


def saved(image: Image.Image, kind: str, **more: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, dpi=(DPI, DPI), **more)
    return buffer.getvalue()


def decoded(data: bytes) -> Pixels:
    with Image.open(io.BytesIO(data)) as image:
        return np.asarray(image.convert("RGB"))


def _png_samples() -> dict[str, Sample]:
    return {
        f"png {name}{' interlaced' if interlaced else ''}": Sample(
            ".png", png(one.samples, bits=one.bits, colour=one.colour, interlaced=interlaced, **one.chunks),
            one.shown, one.near,
        )
        for name, one in (_shallow() | _whole() | _transparent()).items()
        for interlaced in (False, True)
    }  # fmt: skip


@dataclass(frozen=True)
class _Png:
    samples: np.ndarray
    bits: int
    colour: int
    shown: Pixels
    near: int = 0
    chunks: dict[str, bytes] = field(default_factory=dict)


PALETTE: Pixels = COLOURS.reshape(-1, 3)[:256]
KEY = GREYS[3, 4]
_SEEN: Pixels = np.where(KEY == GREYS, 0, 255).astype(np.uint8)
_ROUNDED = 1  # PDFium cuts 16 bits down, and mixes transparent colours, in ways of its own


def _shallow() -> dict[str, _Png]:
    """One, two and four bits: greys, greys with one that is transparent, palettes."""
    found = {}
    for bits in (1, 2, 4):
        low = GREYS >> (8 - bits)
        spread = (low.astype(int) * 255 // (2**bits - 1)).astype(np.uint8)
        seen = np.where(low == 1, 0, 255).astype(np.uint8)
        key = {"tRNS": struct.pack(">H", 1)}
        found[f"grey {bits}"] = _Png(low, bits, 0, grey(spread))
        found[f"grey {bits} key"] = _Png(low, bits, 0, on_white(spread, seen), chunks=key)
        palette = {"PLTE": PALETTE[: 2**bits].tobytes()}
        found[f"palette {bits}"] = _Png(low, bits, 3, PALETTE[low], chunks=palette)
    return found


def _whole() -> dict[str, _Png]:
    palette = {"PLTE": PALETTE.tobytes()}
    return {
        "grey 8": _Png(GREYS, 8, 0, grey(GREYS)),
        "grey 16": _Png(DEEP[:, :, 0], 16, 0, grey(GREYS), _ROUNDED),
        "colour 8": _Png(COLOURS, 8, 2, COLOURS),
        "colour 16": _Png(DEEP, 16, 2, COLOURS),
        "palette 8": _Png(GREYS, 8, 3, PALETTE[GREYS], chunks=palette),
    }


def _transparent() -> dict[str, _Png]:
    faint = {"PLTE": PALETTE.tobytes(), "tRNS": bytes(range(256))}
    alpha = ALPHA.astype(np.uint16) * 257
    keyed = on_white(GREYS, _SEEN)
    key, deep = struct.pack(">H", KEY), struct.pack(">H", int(KEY) * 257)
    return {
        "grey 8 key": _Png(GREYS, 8, 0, keyed, chunks={"tRNS": key}),
        "grey 16 key": _Png(DEEP[:, :, 0], 16, 0, keyed, _ROUNDED, {"tRNS": deep}),
        "colour 8 key": _Png(grey(GREYS), 8, 2, keyed, chunks={"tRNS": key * 3}),
        "palette 8 faint": _Png(GREYS, 8, 3, on_white(PALETTE[GREYS], GREYS), _ROUNDED, faint),
        "grey alpha 8": _Png(np.dstack([GREYS, ALPHA]), 8, 4, on_white(GREYS, ALPHA), _ROUNDED),
        "grey alpha 16": _Png(np.dstack([DEEP[:, :, 0], alpha]), 16, 4, on_white(GREYS, ALPHA), 2 * _ROUNDED),
        "colour alpha 8": _Png(np.dstack([COLOURS, ALPHA]), 8, 6, on_white(COLOURS, ALPHA), _ROUNDED),
        "colour alpha 16": _Png(np.dstack([DEEP, alpha]), 16, 6, on_white(COLOURS, ALPHA), 2 * _ROUNDED),
    }


def _tiff_samples() -> dict[str, Sample]:
    return _faxes() | _coloured_tiffs() | _tiffs_of_jpeg()


def _faxes() -> dict[str, Sample]:
    """Black and white in every compression, with black as 0 and as 1, in one strip and in several."""
    image, found = Image.fromarray(BITS).convert("1"), {}
    for name in ("group3", "group4", "tiff_ccitt", "raw", "packbits", "tiff_lzw", "tiff_deflate"):
        kinds: dict[str, dict[int, int]] = {"white 0": {262: 0}, "black 0": {262: 1}, "strips": {278: 16}}
        for kind, tags in kinds.items():
            data = saved(image, "TIFF", compression=name, tiffinfo=tags)
            found[f"tiff {name} {kind}"] = Sample(".tiff", data, grey(BITS))
    return found


def _coloured_tiffs() -> dict[str, Sample]:
    layer, found = Image.fromarray(np.dstack([COLOURS, ALPHA])), {}
    for name in ("raw", "tiff_lzw", "tiff_deflate"):
        colour, dark, clear = (
            saved(image, "TIFF", compression=name)
            for image in (Image.fromarray(COLOURS), Image.fromarray(GREYS), layer)
        )
        found[f"tiff colour {name}"] = Sample(".tiff", colour, COLOURS)
        found[f"tiff grey {name}"] = Sample(".tiff", dark, grey(GREYS))
        found[f"tiff alpha {name}"] = Sample(".tiff", clear, on_white(COLOURS, ALPHA), _ROUNDED)
    deep = saved(Image.fromarray(DEEP[:, :, 0]), "TIFF")
    found["tiff grey 16"] = Sample(".tiff", deep, grey(GREYS), _ROUNDED)
    found["tiff colour 16"] = Sample(".tiff", deep_tiff(DEEP), COLOURS)
    return found


def _tiffs_of_jpeg() -> dict[str, Sample]:
    found = {}
    for mode in ("RGB", "L", "YCbCr"):
        for rows in (HEIGHT, 16):
            image = Image.fromarray(SMOOTH).convert(mode)
            data = saved(image, "TIFF", compression="jpeg", tiffinfo={278: rows})
            found[f"tiff jpeg {mode} {rows}"] = Sample(".tiff", data, decoded(data), near=2)
    return found


def deep_tiff(pixels: np.ndarray) -> bytes:
    """Sixteen bits a colour, which Pillow cannot write."""
    coded = cv2.imencode(
        ".tiff", pixels[:, :, ::-1], [cv2.IMWRITE_TIFF_XDPI, DPI, cv2.IMWRITE_TIFF_YDPI, DPI]
    )
    return coded[1].tobytes()


def _jpeg_samples() -> dict[str, Sample]:
    image, found = Image.fromarray(SMOOTH), {}
    for progressive in (False, True):
        name = " progressive" if progressive else ""
        for mode in ("RGB", "L"):
            data = saved(image.convert(mode), "JPEG", progressive=progressive, quality=95)
            found[f"jpeg {mode}{name}"] = Sample(".jpg", data, decoded(data), near=3)
    return found


SAMPLES = _png_samples() | _tiff_samples() | _jpeg_samples()
