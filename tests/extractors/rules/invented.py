"""Documents for mapping, built of a few words each; all invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from extractors.rules.catalogues import load_catalogue
from extractors.rules.mapped import CaseOwner, MappedDocument
from extractors.rules.mapping import map_records
from extractors.rules.pack import Rule
from schemas.evidence import Evidence
from schemas.fact import Fact, FieldName, Qualifier, Status, Subject, SubjectKind, Unit, short_id
from schemas.header import DocumentKind, Scheme
from schemas.record import Record
from schemas.sentence import Clause, Sentence

CITY = "proxy-city-2022"


@dataclass(frozen=True)
class Amount:
    """A quantity fact on the words `quote` of its line."""

    quote: str
    value: int
    unit: Unit
    qualifier: Qualifier | None = None
    measure: str | None = None


@dataclass(frozen=True)
class Line:
    """One sentence with one clause; its feature fact is made along with it."""

    text: str
    status: Status = "done"
    amounts: tuple[Amount, ...] = ()
    about: str = "오산시"
    kind: SubjectKind = "municipality"
    section: tuple[str, ...] = ()
    predicate: str | None = None
    predicate_quote: str | None = None
    is_quotation: bool = False
    has_facts: bool = True
    ocr_confidence: float | None = None
    resolve: float = 1.0
    case_id: str = "c1"


def subject(name: str, kind: SubjectKind = "municipality") -> Subject:
    return Subject(kind=kind, name=name, basis="row_label")


def fact(
    field: FieldName, value: Any, *, start: int = 9000, quote: str = "근거", name: str = "오산시",
    document_id: str = "sha256:a", kind: SubjectKind = "municipality", **rest: Any,
) -> Fact:  # fmt: skip
    ocr = rest.pop("ocr_confidence", None)
    proof = Evidence(
        span=(start, start + len(quote)), quote=quote, page_no=1, bbox=None, boxes=(), region="body",
        origin="text", ocr_confidence=ocr,
    )  # fmt: skip
    return Fact(
        fact_id=short_id(document_id, field, value, start, quote), document_id=document_id, case_id="c1",
        field=field, subject=subject(name, kind), value=value, rule_id="test", evidence=(proof,), **rest,
    )  # fmt: skip


def document(
    *lines: Line, document_id: str = "sha256:a", kind: DocumentKind = "press_release",
    schemes: tuple[Scheme, ...] = ("city",), scheme_year: int | None = 2022, facts: Sequence[Fact] = (),
    owners: Sequence[Subject] | None = None, pages_read: tuple[int, ...] = (1,),
    pages_unread: tuple[int, ...] = (),
) -> MappedDocument:  # fmt: skip
    sentences, made, start = [], list(facts), 0
    for number, line in enumerate(lines):
        sentences.append(_sentence(line, start, number, document_id))
        made += _facts(line, start, document_id) if line.has_facts else []
        start += len(line.text) + 1
    named = [subject(line.about, line.kind) for line in lines] if owners is None else list(owners)
    return MappedDocument(
        document_id=document_id, kind=kind, schemes=schemes, scheme_year=scheme_year, pages_read=pages_read,
        pages_unread=pages_unread, facts=tuple(made), sentences=tuple(sentences),
        cases=tuple(CaseOwner(f"c{n}", owner) for n, owner in enumerate(named, start=1)),
    )  # fmt: skip


def _sentence(line: Line, start: int, number: int, document_id: str) -> Sentence:
    end = start + len(line.text)
    at = start + line.text.index(line.predicate_quote) if line.predicate_quote else None
    clause = Clause(
        span=(start, end),
        predicate=line.predicate,
        predicate_span=None if at is None else (at, at + len(line.predicate_quote or "")),
        status=line.status,
        status_rule="t",
    )
    return Sentence(
        sentence_id=f"s{number}", document_id=document_id, case_id=line.case_id, span=(start, end),
        text=line.text, page_no=1, region="body", section=line.section,
        subject=subject(line.about, line.kind), clauses=(clause,), morphemes=(),
        is_quotation=line.is_quotation,
    )  # fmt: skip


def _facts(line: Line, start: int, document_id: str) -> list[Fact]:
    confidence = {"read": 1.0, "locate": 1.0, "resolve": line.resolve, "extract": 0.9}
    common: dict[str, Any] = {
        "name": line.about, "kind": line.kind, "document_id": document_id, "confidence": confidence,
        "ocr_confidence": line.ocr_confidence,
    }  # fmt: skip
    made = [fact("feature", line.text, start=start, quote=line.text, status=line.status, **common)]
    for amount in line.amounts:
        made.append(
            fact(
                "quantity",
                amount.value,
                start=start + line.text.index(amount.quote),
                quote=amount.quote,
                unit=amount.unit,
                qualifier=amount.qualifier,
                measure=amount.measure,
                **common,
            )
        )
    return made


def map_city(
    *documents: MappedDocument,
    about: str = "오산시",
    catalogue: str = CITY,
    rules: Sequence[Rule] | None = None,
    is_taught: bool = False,
) -> dict[str, Record]:
    """One subject's records by rules alone, the shipped ones unless others are given: what is learned has tests of its own."""
    records = map_records(load_catalogue(catalogue), documents, rules=rules, is_taught=is_taught)
    return {record.indicator_id: record for record in records if record.subject.name == about}
