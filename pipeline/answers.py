"""What a task answers: a value, or an error that was expected and has words for people."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from pipeline.codec import decode, encode
from schemas.errors import DocumentError, ErrorCode
from schemas.issue import Message

_VALUE, _ERROR = b"V", b"E"


class Failure(BaseModel):
    """Why a document or a page was not done."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: ErrorCode
    message: Message
    action: Message
    page_no: int | None = None
    attempts: int = 1
    limits: str | None = None  # of a failure that other limits may mend


def value_answer(data: bytes) -> bytes:
    """The answer of a task that did its work."""
    return _VALUE + data


def error_answer(error: DocumentError) -> bytes:
    """The answer of a task that met what it was made to expect."""
    failure = Failure(code=error.code, message=error.message, action=error.action, page_no=error.page_no)
    return _ERROR + encode(failure, Failure)


def open_answer(answer: bytes) -> bytes | Failure:
    """Return the value's bytes, or the failure that the task reported."""
    if answer[:1] == _VALUE:
        return answer[1:]
    return decode(answer[1:], Failure)
