"""From the words on the command line to files with an identity: their content's sha256."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers import Failure
from schemas.errors import ErrorCode
from schemas.issue import Message

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read. `source` is its exported path: below the folder named, or its own name."""

    path: Path
    source: str
    document_id: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class InputFailure:
    """Something named or found that is no file to read."""

    source: str
    failure: Failure


@dataclass(frozen=True, slots=True)
class Gathered:
    """All inputs, sorted by source; the same content under two paths stands here twice."""

    inputs: tuple[Input, ...]
    failures: tuple[InputFailure, ...]

    def documents(self) -> dict[str, Input]:
        """One input for each content, by document id."""
        found: dict[str, Input] = {}
        for item in self.inputs:
            found.setdefault(item.document_id, item)
        return dict(sorted(found.items()))


def gather(named: Sequence[Path], *, out: Path | None = None) -> Gathered:
    """Walk folders, hash files; what cannot be read is a failure and never stops the rest.

    The output folder is passed over, also where it lies inside an input.
    """
    inputs: dict[tuple[str, str], Input] = {}
    failures: dict[tuple[str, bytes], InputFailure] = {}
    skipped = out.resolve() if out is not None else None
    for name in named:
        for path, source in _expand(name, skipped):
            item = _identify(path, source)
            if isinstance(item, Input):
                inputs[item.source, item.document_id] = item
            else:
                failures[item.source, os.fsencode(path)] = item
    return Gathered(
        tuple(inputs[key] for key in sorted(inputs)), tuple(failures[key] for key in sorted(failures))
    )


def path_token(path: Path) -> str:
    """A path as ASCII, so that a pipe and the store can hold names that are no UTF-8.

    >>> token_path(path_token(Path("/가.pdf"))) == Path("/가.pdf")
    True
    """
    return os.fsencode(path).hex()


def token_path(token: str) -> Path:
    """The path of a token."""
    return Path(os.fsdecode(bytes.fromhex(token)))


def _expand(name: Path, skipped: Path | None) -> Iterator[tuple[Path, str]]:
    """The files that a name stands for, each with its exported path; a folder without any stands for itself."""
    if not _is_folder(name):
        yield name, _printable(name.name)
        return
    files = sorted(_walk(name, skipped))
    for path in files:
        yield path, _printable(path.relative_to(name).as_posix())
    if not files:
        yield name, _printable(name.name or str(name))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except OSError:  # no permission, or a name that is too long: told when it is identified
        return False


def _printable(name: str) -> str:
    """A file name that UTF-8 can write, also where the name's own bytes are none."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(folder: Path, skipped: Path | None) -> Iterable[Path]:
    """The files below a folder, and folders that cannot be listed; hidden ones and links to folders are left."""
    if skipped is not None and folder.resolve() == skipped:
        return
    try:
        entries = list(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if _is_folder(path):
            yield from _walk(path, skipped)
        else:
            yield path


def _identify(path: Path, source: str) -> Input | InputFailure:
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return _failed(source, ErrorCode.MISSING_FILE)
    except OSError:
        return _failed(source, ErrorCode.NOT_A_FILE)
    if stat.S_ISDIR(found.st_mode) and os.access(path, os.R_OK | os.X_OK):
        return _failed(source, ErrorCode.NO_DOCUMENTS)
    if not stat.S_ISREG(found.st_mode):
        return _failed(source, ErrorCode.NOT_A_FILE)
    try:
        return Input(path.absolute(), source, f"sha256:{_sha256(path)}", found.st_size)
    except OSError:
        return _failed(source, ErrorCode.NOT_A_FILE)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


_TEXTS: dict[ErrorCode, tuple[str, str, str, str]] = {
    ErrorCode.MISSING_FILE: (
        "파일이 없습니다: {path}",
        "경로를 확인해 다시 실행하세요.",
        "There is no file {path}.",
        "Check the path and run again.",
    ),
    ErrorCode.NOT_A_FILE: (
        "읽을 수 있는 일반 파일이 아닙니다: {path}",
        "링크·장치가 아닌, 읽기 권한이 있는 파일을 지정하세요.",
        "{path} is not a regular file that can be read.",
        "Name a file itself, no link or device, with permission to read it.",
    ),
    ErrorCode.NO_DOCUMENTS: (
        "폴더에 문서가 없습니다: {path}",
        "PDF, TIFF, JPEG, PNG, TXT, MD 파일이 든 폴더를 지정하세요.",
        "The folder {path} holds no documents.",
        "Name a folder with PDF, TIFF, JPEG, PNG, TXT or MD files.",
    ),
}


def _failed(source: str, code: ErrorCode) -> InputFailure:
    ko, action_ko, en, action_en = _TEXTS[code]
    return InputFailure(
        source,
        Failure(
            code=code,
            message=Message(ko=ko.format(path=source), en=en.format(path=source)),
            action=Message(ko=action_ko, en=action_en),
        ),
    )
