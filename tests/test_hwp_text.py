"""The reader of HWP text that measures use, on a small file of our own."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.hwp_text import hwp_text

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def _entry(name: str, start: int, size: int) -> bytes:
    written = (name + "\0").encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<H", len(written))
    return head.ljust(116, b"\0") + struct.pack("<2I", start, size) + b"\0" * 4


def _record(tag: int, data: bytes) -> bytes:
    if len(data) < 0xFFF:
        return struct.pack("<I", tag | len(data) << 20) + data
    return struct.pack("<2I", tag | 0xFFF << 20, len(data)) + data


def _compound(streams: dict[str, bytes]) -> bytes:
    """Sectors of 512: the table, the directory, then the streams, each as if it were a long one."""
    following, body, entries = [_TABLE, _END], [b""], [_entry("Root Entry", _END, 0)]
    for name, data in streams.items():
        count = max(1, -(-len(data) // 512))
        entries.append(_entry(name, len(following), len(data)))
        following += [*range(len(following) + 1, len(following) + count), _END]
        body.append(data.ljust(512 * count, b"\0"))
    table = struct.pack("<128I", *following, *[_FREE] * (128 - len(following)))
    head = bytearray(512)
    struct.pack_into("<2H", head, 30, 9, 6)
    struct.pack_into("<I", head, 48, 1)
    struct.pack_into("<3I", head, 56, 0, _END, 0)  # the cutoff of 0: no stream is a short one
    struct.pack_into("<I", head, 68, _END)
    struct.pack_into("<109I", head, 76, 0, *[_FREE] * 108)
    return bytes(head) + table + b"".join(entries).ljust(512, b"\0") + b"".join(body)


def test_paragraphs_of_all_sections_come_in_order_without_their_controls(tmp_path: Path) -> None:
    table = struct.pack("<8H", 11, 1, 2, 3, 4, 5, 6, 11)  # a control that stands for a table: eight units
    first = _record(66, b"\0" * 22) + _record(
        67, "인증".encode("utf-16-le") + table + "도시\r".encode("utf-16-le")
    )
    second = _record(67, ("가" * 3000).encode("utf-16-le"))
    packers = [zlib.compressobj(wbits=-15) for _ in range(2)]
    packed = [one.compress(data) + one.flush() for one, data in zip(packers, (first, second), strict=True)]
    header = b"HWP Document File".ljust(36, b"\0") + struct.pack("<I", 1)
    path = tmp_path / "invented.hwp"
    path.write_bytes(_compound({"Section1": packed[1], "FileHeader": header, "Section0": packed[0]}))
    assert hwp_text(path) == "인증도시\n" + "가" * 3000
