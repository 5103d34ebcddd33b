"""What mapping is given of a document: its stored facts and sentences, never its text or file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from schemas.fact import Fact, Subject
from schemas.header import DocumentKind, Scheme
from schemas.sentence import Sentence


class OwnedCase(Protocol):
    """A case and whom it is about; `CaseStudy` is one."""

    @property
    def case_id(self) -> str: ...

    @property
    def subject(self) -> Subject: ...


@dataclass(frozen=True, slots=True)
class CaseOwner:
    """A case where only its owner is at hand, as after a restart from the store."""

    case_id: str
    subject: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedDocument:
    """One understood document.

    `pages_read` are the pages whose text was searched, `pages_unread` those that
    failed; both empty for formats without pages. `schemes` and `scheme_year` are
    the header's; a document without a scheme is mapped on every catalogue.
    """

    document_id: str
    kind: DocumentKind
    schemes: tuple[Scheme, ...] = ()
    scheme_year: int | None = None
    released_on: str | None = None
    pages_read: tuple[int, ...] = ()
    pages_unread: tuple[int, ...] = ()
    facts: tuple[Fact, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    cases: tuple[OwnedCase, ...] = ()
