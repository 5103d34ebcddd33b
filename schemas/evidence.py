"""Where a value came from: a stretch of the document text and its place on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

Origin = Literal["text", "ocr", "mixed"]
RegionName = Literal["body", "table", "figure", "furniture"]


_put = object.__setattr__  # as the `__init__` of a frozen dataclass does


@dataclass(frozen=True, slots=True, order=True, init=False)
class CharSpan:
    """A half-open range of characters in `Document.text`.

    >>> CharSpan(3, 6).slice("0123456789")
    '345'
    >>> CharSpan(3, 6).overlaps(CharSpan(6, 9))
    False
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        """Written out: few things are made as often, and the generated one takes twice as long."""
        _put(self, "start", start)
        _put(self, "end", end)
        if not 0 <= start < end:
            self.__post_init__()

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"span must satisfy 0 <= start < end, got {self}")

    def slice(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: CharSpan) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: CharSpan) -> bool:
        return self.start <= other.start and other.end <= self.end

    def shifted(self, offset: int) -> CharSpan:
        return CharSpan(self.start + offset, self.end + offset)

    def as_tuple(self) -> tuple[int, int]:
        return self.start, self.end


class PageBox(BaseModel):
    """A box on one page, in points: x0, top, x1, bottom."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    page_no: int
    bbox: tuple[float, float, float, float]


class CellAddress(BaseModel):
    """Which table cell the quote stands in, and the header texts above it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table_id: str
    row: int
    col: int
    header_path: tuple[str, ...] = ()


class Evidence(BaseModel):
    """The characters that prove a value. `document.text[span] == quote`, always.

    `boxes` has one box a line; `page_no` and `bbox` repeat the first. Text and
    Markdown have no pages: both are None and `boxes` is empty.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    span: tuple[int, int]
    quote: str
    page_no: int | None
    bbox: tuple[float, float, float, float] | None
    boxes: tuple[PageBox, ...]
    region: RegionName
    origin: Origin
    ocr_confidence: float | None = None
    cell: CellAddress | None = None

    @model_validator(mode="after")
    def _quote_fills_span(self) -> Self:
        start, end = self.span
        if not 0 <= start < end or len(self.quote) != end - start:
            raise ValueError(f"a quote of {len(self.quote)} characters cannot fill span {self.span}")
        return self

    @property
    def char_span(self) -> CharSpan:
        return CharSpan(*self.span)
