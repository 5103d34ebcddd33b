"""What stage an initiative has reached: the governing word of a clause, and the thing that it governs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import labelled_list, thing_of, tokens_of
from extractors.nlp.extract_tables import bare_head, row_labels
from extractors.nlp.fields.stage_asides import stages_in_brackets
from extractors.nlp.fields.stages import tells_stage
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.sentence import Clause

_REMARKS = re.compile(r"비고")
_OF_ROLES = re.compile(r"역할|분담|맡은|담당(?:업무|내용|분야)")
_UNTOLD = ("unstated", "purpose")


def initiative_statuses(passage: Passage) -> Iterator[Draft]:
    """Yield one draft for each clause whose governing word is a stage."""
    if not passage.is_content:
        return
    if labelled_list(passage.text) or _is_under(passage, _REMARKS) or _is_label(passage):
        return
    yield from stages_in_brackets(passage)
    if _is_under(passage, _OF_ROLES):  # what each party has to do
        return
    for number, clause in enumerate(passage.sentence.clauses):
        if not _is_wanted(clause) and (
            clause.status in _UNTOLD or not tells_stage(passage, clause) or _is_reason(passage, clause)
        ):
            continue
        before = passage.sentence.clauses[number - 1] if number else None
        yield _draft(passage, clause, before)


def _is_wanted(clause: Clause) -> bool:
    """'데이터 인력 양성을 위한': what something is done for."""
    return clause.status_rule == "purpose.for" and clause.predicate is not None


def _is_reason(passage: Passage, clause: Clause) -> bool:
    """'인증이 끝나지 않아 …', '예산이 없어 …': why, not what."""
    inside = tokens_of(passage, *clause.span)
    ending = next((token for token in reversed(inside) if token.tag[0] != "S"), None)
    closes = ending is not None and ending.tag == "EC" and ending.form in ("어", "아", "어서", "아서")
    return clause.status == "negated" and closes


def _is_label(passage: Passage) -> bool:
    """A word that labels its row: '수상 | 교통안전 기술대전 | 대상'."""
    cell = passage.unit.cell
    return (
        cell is not None
        and cell.col == 0
        and " " not in passage.text.strip()
        and not passage.text.startswith("미")
    )


def _is_under(passage: Passage, head: re.Pattern[str]) -> bool:
    """Whether a cell stands in a column with such a head."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None:
        return False
    return head.search(bare_head(table, cell)) is not None


def _draft(passage: Passage, clause: Clause, before: Clause | None) -> Draft:
    predicate = clause.predicate_span or clause.span
    thing = thing_of(passage, clause)
    measure = None if thing is None else plain(passage.slice(*thing.as_tuple()))
    words = clause.predicate or ""
    if " " in words and clause.status_rule.startswith("done.preparation"):
        measure = _preparation(passage, clause, before, measure)
    elif measure is None and before is not None and before.status == "purpose":
        measure = plain(passage.slice(before.span[0], predicate[0]))
    if measure is None and passage.unit.table is not None and passage.unit.cell is not None:
        measure = next(iter(row_labels(passage.unit.table, passage.unit.cell)), None)
    inside = thing is not None and clause.span[0] <= thing.start <= predicate[0]
    start = thing.start if thing is not None and inside else predicate[0]
    end = thing.end if thing is not None and thing.start >= predicate[1] else _ending(passage, clause)
    return Draft(
        field="initiative_status",
        value=words,
        span=fitted(CharSpan(start, max(end, predicate[1])), CharSpan(*predicate)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=f"status.{clause.status_rule}",
        measure=measure,
        status=clause.status,
        trust=0.9 if measure else 0.8,
    )


def _preparation(passage: Passage, clause: Clause, before: Clause | None, measure: str | None) -> str:
    """'… 구축을 위한 설계': the design is what is done, so the measure names the design."""
    prepared = (clause.predicate or "").split()[0]
    if before is not None and before.status == "purpose":
        return f"{plain(passage.slice(*before.span))} {prepared}"
    return f"{measure} {prepared}" if measure else prepared


def _ending(passage: Passage, clause: Clause) -> int:
    """The end of the clause without comma and full stop."""
    text = passage.slice(*clause.span)
    return clause.span[0] + len(text.rstrip(" ,.;·"))
