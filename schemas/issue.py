"""A problem with a page or a field, told as data; exceptions are for what cannot go on."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Message(BaseModel):
    """One text for people, in both languages."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ko: str
    en: str


class Issue(BaseModel):
    """What was noticed, where, and what it means for the reader of the result.

    >>> Issue(code="weekday_mismatch", message=Message(ko="요일이 다릅니다", en="wrong weekday")).code
    'weekday_mismatch'
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    message: Message
    page_no: int | None = None
    span: tuple[int, int] | None = None


def issue(
    code: str,
    ko: str,
    en: str,
    *,
    page_no: int | None = None,
    span: tuple[int, int] | None = None,
) -> Issue:
    """Return an Issue from its two texts."""
    return Issue(code=code, message=Message(ko=ko, en=en), page_no=page_no, span=span)
