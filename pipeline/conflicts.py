"""Facts of a run that contradict each other, told on their documents with both quotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from extractors.check_issues import LOW_CONFIDENCE
from extractors.nlp.normalise import plain
from extractors.rules.fact_conflicts import FactConflict, fact_conflicts
from extractors.rules.mapped import MappedDocument
from pipeline.export.masked_rows import masks_of
from pipeline.export.masking import Masks
from pipeline.export.results import DocumentResult
from schemas.fact import Fact, Period
from schemas.issue import Issue, issue


def with_conflicts(
    results: Sequence[DocumentResult], documents: Sequence[MappedDocument]
) -> tuple[DocumentResult, ...]:
    """The results with an issue on each document that holds one of two contradicting facts.

    A quote that holds personal data is not shown, so nothing is told of it.
    """
    by_id = {one.document_id: one for one in results}
    masks = cache(lambda name: masks_of(by_id[name]))  # few documents hold a conflict
    found: dict[str, list[Issue]] = {}
    for pair in fact_conflicts(documents):
        if not any(_is_masked(fact, masks(fact.document_id)) for fact in (pair.one, pair.other)):
            for document_id, told in _issues(pair, by_id, masks):
                found.setdefault(document_id, []).append(told)
    return tuple(
        replace(one, issues=(*one.issues, *found[one.document_id])) if one.document_id in found else one
        for one in results
    )


def _is_masked(fact: Fact, masks: Masks) -> bool:
    spans = [proof.char_span for proof in fact.evidence[:1]]
    return any(item.span.overlaps(span) for item in masks.spans for span in spans)


def _issues(
    pair: FactConflict, results: Mapping[str, DocumentResult], masks: Callable[[str], Masks]
) -> Iterator[tuple[str, Issue]]:
    """One issue within a document; across documents one on each, which names the other."""
    yield pair.one.document_id, _issue(pair.one, pair.other, *_name(pair.other, pair.one, results, masks))
    if pair.other.document_id != pair.one.document_id:
        yield (
            pair.other.document_id,
            _issue(pair.other, pair.one, *_name(pair.one, pair.other, results, masks)),
        )


def _name(
    fact: Fact, told_in: Fact, results: Mapping[str, DocumentResult], masks: Callable[[str], Masks]
) -> tuple[str, str]:
    """Where the other fact stands, in Korean and in English."""
    proof = fact.evidence[0]
    source = masks(fact.document_id).text(", ".join(sorted(results[fact.document_id].sources)))
    names = [] if fact.document_id == told_in.document_id else [source]
    page_no = proof.page_no
    ko = " ".join([*names, *([f"{page_no}쪽"] if page_no is not None else [])])
    en = ", ".join([*names, *([f"page {page_no}"] if page_no is not None else [])])
    return (f" ({ko})" if ko else ""), (f" ({en})" if en else "")


def _issue(fact: Fact, other: Fact, ko: str, en: str) -> Issue:
    own, quote = _quoted(fact), _quoted(other)
    about = " ".join(
        part for part in (fact.subject.name, fact.measure or fact.field, _time(fact.period)) if part
    )
    return issue(
        "conflicting_values",
        f"{about}: 여기에는 {own}, 다른 곳에는 {quote}{ko} (으)로 적혀 있습니다.",
        f"{about}: {own} here, {quote} elsewhere{en}.",
        page_no=fact.evidence[0].page_no,
        span=fact.evidence[0].span,
    )


def _quoted(fact: Fact) -> str:
    """The quote, with how sure OCR is of it where it is not."""
    proof = fact.evidence[0]
    is_unsure = proof.ocr_confidence is not None and proof.ocr_confidence < LOW_CONFIDENCE
    return f"'{plain(proof.quote)}'" + (f" (OCR {proof.ocr_confidence:.2f})" if is_unsure else "")


def _time(period: Period | None) -> str:
    if period is None:
        return ""
    return "~".join(dict.fromkeys(end for end in (period.start, period.end) if end))
