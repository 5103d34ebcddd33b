"""One run at a time in an output folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schemas.errors import FolderBusyError, UsageError


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold `folder` until the block ends; FolderBusyError names the process that has it.

    The kernel drops the lock with its process, so a killed run leaves nothing to clean up.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / ".lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise UsageError(
            f"출력 폴더 {folder} 을(를) 쓸 수 없습니다 / cannot write the output folder {folder}: "
            f"{error.strerror}. 다른 폴더를 지정하세요 / name another folder with --out."
        ) from error
    with os.fdopen(descriptor, "r+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = stream.read().strip() or "?"
            raise FolderBusyError(
                f"다른 실행(프로세스 {holder})이 {folder} 을(를) 사용 중입니다. 끝난 뒤 다시 실행하세요 / "
                f"another run (process {holder}) holds {folder}; wait for it or name another folder."
            ) from error
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield
