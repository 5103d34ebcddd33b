"""What an initiative is and does: one feature a clause, and the members of its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractors.nlp.extract_facts import Draft, fitted, plain
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text, members, thing_of
from schemas.evidence import CharSpan
from schemas.fact import Qualifier, Status
from schemas.sentence import Clause

# "(5대 공공서비스) 방범·방재, 교통, …", "* (경보 단계) 관심, 주의": a label and its members
_LABELLED = re.compile(r"^[*※\s]*\(\s?(?P<label>[^()\n]{2,30})\s?\)\s?(?P<list>[^()\n]{3,200})$")
# "(위치, 주차가능면수, 요금현황 등)", "(환경/에너지/생활복지)": members in brackets
_BRACKETED = re.compile(r"\((?P<list>[^()\n]{3,120}[,/][^()\n]{1,80})\)")
# "A, B, C 등 시민편의 서비스를", "A, B 등의 서비스", "A, B 서비스를 중심으로"
_ETC = re.compile(r"\s?등(?:의|을|이|과|으로|에)?(?=[\s,.)]|$)")
_LIST_RUN = re.compile(r"(?P<list>[^,.()\n]{2,40}(?:,\s?[^,.()\n]{2,40}){1,10})")
_MIN_MEMBERS, _MAX_MEMBER = 2, 30
_FIELDS = re.compile(r"분야|부문")
_LEFT_EDGE = re.compile(
    r".*(?:하여|하고|하며|으며|이며|에서|에게|에|을|를|은|는|이|가|의|도|로|는|한|된|인|고|며|해)\s(?=\S)", re.DOTALL
)
_RIGHT_EDGE = re.compile(r"\s(?:등|서비스를|을|를)|(?:을|를|으로|로|에|와|과|이|가|은|는)(?:\s|$)")


def features(passage: Passage) -> Iterator[Draft]:
    """Yield the features of a passage about a city or a service."""
    if passage.subject.kind not in ("municipality", "service") or passage.unit.is_quotation:
        return
    labelled = _LABELLED.match(passage.text)
    if labelled is not None and _is_list(labelled["list"]):
        yield from _members(passage, CharSpan(*labelled.span("list")), "nominal", measure=labelled["label"])
        return
    for clause in passage.sentence.clauses:
        yield from _of_clause(passage, clause)
    if not passage.sentence.clauses:
        return
    yield from _in_brackets(passage)
    yield from _listed(passage)


def _of_clause(passage: Passage, clause: Clause) -> Iterator[Draft]:
    said = clause_text(passage, clause)
    if said is None or len(passage.slice(*said.as_tuple()).replace(" ", "")) < 3:  # noqa: PLR2004
        return
    yield _draft(passage, said, clause.status, "feature.clause", measure=clause.predicate)
    thing = thing_of(passage, clause)
    if thing is not None and said.contains(thing) and _is_small_part(thing, said):
        yield _draft(passage, thing, clause.status, "feature.thing", measure=clause.predicate)


def _is_small_part(thing: CharSpan, said: CharSpan) -> bool:
    """A short thing at the end of a long clause is a feature of its own: '…현황과 요금 결제 서비스를 제공'."""
    return (thing.end - thing.start) >= 4 and (thing.end - thing.start) * 2 < said.end - said.start


def _draft(
    passage: Passage,
    span: CharSpan,
    status: Status,
    rule_id: str,
    *,
    measure: str | None = None,
    qualifier: Qualifier | None = None,
) -> Draft:
    return Draft(
        field="feature",
        value=plain(passage.slice(*span.as_tuple())),
        span=fitted(span, CharSpan(span.end - 1, span.end)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=rule_id,
        measure=measure,
        qualifier=qualifier,
        status=status,
        trust=0.85,
    )


def _is_list(text: str) -> bool:
    parts = [part.strip() for part in text.split(",")]
    return len(parts) >= _MIN_MEMBERS and all(part and len(part) <= _MAX_MEMBER for part in parts)


def _members(
    passage: Passage, within: CharSpan, status: Status, *, measure: str | None = None, separators: str = ","
) -> Iterator[Draft]:
    etc: Qualifier | None = "etc" if passage.text[: within.end].rstrip().endswith("등") else None
    for member in members(passage.text, within, separators):
        span = member.shifted(passage.span.start)
        yield _draft(passage, span, status, "feature.list_member", measure=measure, qualifier=etc)


def _in_brackets(passage: Passage) -> Iterator[Draft]:
    for match in _BRACKETED.finditer(passage.text):
        before = passage.text[max(match.start() - 16, 0) : match.start()]
        if _FIELDS.search(before):
            continue
        clause = passage.clause_at(passage.span.start + match.start())
        yield from _members(
            passage, CharSpan(*match.span("list")), clause.status if clause else "unstated", separators=",/"
        )


def _listed(passage: Passage) -> Iterator[Draft]:
    """Members of 'A, B, C 등' in running text."""
    for clause in passage.sentence.clauses:
        first = clause.span[0] - passage.span.start
        text = passage.text[first : clause.span[1] - passage.span.start]
        for match in _LIST_RUN.finditer(text):
            span = _bounded(match["list"], first + match.start("list"))
            if span is None:
                continue
            etc = bool(_ETC.match(passage.text, span.end))
            for draft in _members(passage, span, clause.status):
                yield replace(draft, qualifier="etc") if etc else draft


def _bounded(run: str, at: int) -> CharSpan | None:
    """Cut the first and the last member to their noun phrase; None where they are clauses."""
    parts = run.split(",")
    lead = _LEFT_EDGE.match(parts[0] + " ")
    start = lead.end() if lead and lead.end() < len(parts[0]) else 0
    tail = _RIGHT_EDGE.search(parts[-1])
    end = len(run) - len(parts[-1]) + (tail.start() if tail else len(parts[-1]))
    inner = run[start:end]
    is_list = _is_list(inner) and not any(_is_clause(part) for part in inner.split(","))
    return CharSpan(at + start, at + end) if is_list and inner.strip() else None


_CLAUSE_END = re.compile(r"(?:하고|하여|하며|으며|되어|이며|한다|했다|는데|지만)$")


def _is_clause(part: str) -> bool:
    return bool(_CLAUSE_END.search(part.strip()))
