"""What can go wrong with a run or a document, with exit codes and the closed list of error codes."""

from __future__ import annotations

from enum import IntEnum, StrEnum

from schemas.issue import Message


class ExitCode(IntEnum):
    """What the command's exit status means (contract section 1)."""

    DONE = 0
    NOTHING_DONE = 1
    WRONG_USAGE = 2
    PARTLY_DONE = 3
    MISSING_PROGRAM = 4
    INTERRUPTED = 130


class ErrorCode(StrEnum):
    """Why a document or a page failed. A closed list: programs branch on it."""

    MISSING_FILE = "missing_file"
    NOT_A_FILE = "not_a_file"
    NO_DOCUMENTS = "no_documents"
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    UNSUPPORTED_FORMAT = "unsupported_format"
    TYPE_MISMATCH = "type_mismatch"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    ZERO_PAGES = "zero_pages"
    TOO_MANY_PAGES = "too_many_pages"
    PIXEL_LIMIT = "pixel_limit"
    NO_TEXT = "no_text"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    OUTPUT_LIMIT = "output_limit"
    CRASHED = "crashed"
    INTERNAL = "internal"


class JipyoError(Exception):
    """The base of every error that jipyo raises on purpose."""

    exit_code: ExitCode = ExitCode.WRONG_USAGE


class UsageError(JipyoError):
    """The command or its configuration is wrong; nothing was done."""


class FolderBusyError(JipyoError):
    """Another run holds the output folder."""


class WorkerStartError(JipyoError):
    """A worker process did not come up: the installation is damaged."""

    exit_code = ExitCode.NOTHING_DONE


class MissingProgramError(JipyoError):
    """A program that jipyo calls is not installed."""

    exit_code = ExitCode.MISSING_PROGRAM


class DocumentError(JipyoError):
    """A document, or one page of it, cannot be read.

    `code` is what programs branch on; `message` and `action` are for people:
    what is wrong, and what to do next.
    """

    exit_code = ExitCode.PARTLY_DONE

    def __init__(
        self, code: ErrorCode, message: Message, action: Message, *, page_no: int | None = None
    ) -> None:
        super().__init__(f"{code}: {message.ko} {action.ko} / {message.en} {action.en}")
        self.code = code
        self.message = message
        self.action = action
        self.page_no = page_no
