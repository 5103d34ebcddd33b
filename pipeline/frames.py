"""How a worker and its supervisor talk: frames of a length and so many bytes, over a pipe."""

from __future__ import annotations

import struct
from typing import BinaryIO

_LENGTH = struct.Struct(">I")


class ClosedPipeError(Exception):
    """The other side is gone."""


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Write one frame and push it through."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> bytes:
    """Return the next frame; ClosedPipeError where the stream ends."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise ClosedPipeError
    (length,) = _LENGTH.unpack(head)
    payload = stream.read(length)
    if len(payload) < length:
        raise ClosedPipeError
    return payload
