"""What `extract` stores of each sentence, so that mapping needs no document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from schemas.evidence import RegionName
from schemas.fact import Status, Subject


@dataclass(frozen=True, slots=True, init=False)
class Morpheme:
    """One morpheme with its half-open offsets in the document text; no model, since a page holds a thousand."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    form: str
    tag: str
    start: int
    end: int

    def __init__(self, form: str, tag: str, start: int, end: int) -> None:
        """Written out, as that of `Box`: the generated one takes twice as long."""
        _put_form(self, form)
        _put_tag(self, tag)
        _put_start(self, start)
        _put_end(self, end)


_put_form, _put_tag, _put_start, _put_end = (
    vars(Morpheme)[name].__set__ for name in ("form", "tag", "start", "end")
)


class Clause(BaseModel):
    """A stretch of a sentence under one governing predicate."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    span: tuple[int, int]
    predicate: str | None
    predicate_span: tuple[int, int] | None
    status: Status
    status_rule: str


class Sentence(BaseModel):
    """One sentence or list item: `text` is the document's own characters over `span`.

    `section` are the headings above it, outermost first. `is_quotation` marks
    the opinion of a speaker, which proves nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence_id: str
    document_id: str
    case_id: str | None
    span: tuple[int, int]
    text: str
    page_no: int | None
    region: RegionName
    section: tuple[str, ...]
    subject: Subject
    clauses: tuple[Clause, ...]
    morphemes: tuple[Morpheme, ...]
    is_quotation: bool = False
