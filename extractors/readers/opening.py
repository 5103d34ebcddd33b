"""Opening a file that may be anything: only plain files, never through a link, hashed as they are."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from extractors.readers import faults
from extractors.readers.limits import Limits
from extractors.readers.sniff import HEAD_BYTES

_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class FirstLook:
    """Identity and first bytes of a plain file."""

    document_id: str
    size: int
    head: bytes


def look(path: Path, limits: Limits) -> FirstLook:
    """Return size, first bytes and content hash; DocumentError for what is no plain file.

    O_NONBLOCK keeps a FIFO from hanging the open, O_NOFOLLOW refuses a link that was put in a file's place.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _open_error(path, error) from error
    try:
        status = os.fstat(descriptor)
        _require_plain(path.name, status.st_mode)
        _require_size(path.name, status.st_size, limits)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return _read_identity(file, status.st_size)
    finally:
        os.close(descriptor)


def _read_identity(file: BinaryIO, size: int) -> FirstLook:
    head = file.read(HEAD_BYTES)
    digest = hashlib.sha256(head)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return FirstLook(f"sha256:{digest.hexdigest()}", size, head)


def _require_plain(name: str, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise faults.not_a_file(name, what_ko="폴더", what_en="a folder")
    if not stat.S_ISREG(mode):
        raise faults.not_a_file(name, what_ko="파이프나 장치", what_en="a pipe or device")


def _require_size(name: str, size: int, limits: Limits) -> None:
    if size == 0:
        raise faults.empty_file(name)
    if size > limits.max_file_bytes:
        raise faults.too_large(name, size, limits.max_file_bytes)


def _open_error(path: Path, error: OSError) -> Exception:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return faults.missing_file(path.name)
    if error.errno == errno.ELOOP:
        return faults.not_a_file(path.name, what_ko="바로가기(심볼릭 링크)", what_en="a symbolic link")
    if error.errno == errno.ENXIO:
        return faults.not_a_file(path.name, what_ko="파이프나 장치", what_en="a pipe or device")
    return faults.unreadable_file(path.name, error.strerror or str(error.errno))
