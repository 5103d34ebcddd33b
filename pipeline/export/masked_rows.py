"""From what a run found to the rows of its tables: sorted, and with personal data masked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from pipeline.export.case_rows import case_rows
from pipeline.export.document_rows import document_row, page_rows
from pipeline.export.masking import Masks, masked_json, masks_for, together
from pipeline.export.results import DocumentResult, RunResults
from pipeline.export.table import JsonRow, Table
from schemas.evidence import Evidence
from schemas.fact import Fact
from schemas.record import Record, Suggestion
from schemas.rows import ROW_MODELS, ErrorRow

_NOTHING = Masks()


def masked_rows(results: RunResults, *, keep_pii: bool) -> tuple[Table, ...]:
    """Return every table of the output folder, also the empty ones, in the order of ROW_MODELS."""
    documents = sorted(results.documents, key=lambda result: result.document_id)
    masks = {result.document_id: _NOTHING if keep_pii else masks_of(result) for result in documents}
    # A file that could not be read may still bear the name of someone whom another document tells of.
    anyone = together(masks.values())
    rows: dict[str, list[JsonRow]] = {name: [] for name in ROW_MODELS}
    for result in documents:
        own = masks[result.document_id] if result.readable else anyone
        for name, models in _models_of(result).items():
            rows[name] += [masked_json(_dump(model), own) for model in models]
    rows["records"] = list(_record_rows(results, rows["facts"], masks))
    rows["suggestions"] = [
        masked_json(_dump(one), masks[one.document_id])
        for one in sorted(results.suggestions, key=_suggestion_place)
    ]
    rows["errors"] = [masked_json(_dump(error), anyone) for error in sorted(results.errors, key=_error_place)]
    return tuple(Table(name, tuple(rows[name])) for name in ROW_MODELS)


def masks_of(result: DocumentResult) -> Masks:
    """What to mask of one document; the report and its pictures use it too."""
    if result.document is None or not result.masked:
        return _NOTHING
    return masks_for(result.document.text, result.masked)


def _models_of(result: DocumentResult) -> dict[str, list[BaseModel]]:
    return {
        "documents": [document_row(result)],
        "pages": [*page_rows(result)],
        "cases": [*case_rows(result)],
        "facts": [*sorted(result.facts, key=_fact_place)],
    }


def _record_rows(
    results: RunResults, fact_rows: Iterable[JsonRow], masks: Mapping[str, Masks]
) -> Iterable[JsonRow]:
    """Records repeat evidence of their facts; it is masked as there, by offsets."""
    facts = {fact.fact_id: fact for result in results.documents for fact in result.facts}
    shown = {row["fact_id"]: row["evidence"] for row in fact_rows}
    for record in sorted(results.records, key=_record_place):
        own = [facts[fact_id] for fact_id in record.fact_ids if fact_id in facts]
        told = {
            evidence: masked
            for fact in own
            for evidence, masked in zip(map(_frozen, fact.evidence), shown[fact.fact_id], strict=True)
        }
        about = {searched.document_id for searched in record.searched} | {fact.document_id for fact in own}
        combined = together(masks[document_id] for document_id in sorted(about) if document_id in masks)
        yield _record_row(record, told, combined)


def _record_row(record: Record, told: Mapping[str, Any], masks: Masks) -> JsonRow:
    plain = _dump(record)
    by_words = masked_json(plain, masks)
    proofs = zip(record.evidence, by_words["evidence"], strict=True)
    masked = {**by_words, "evidence": [told.get(_frozen(proof), otherwise) for proof, otherwise in proofs]}
    changed = [key for key, value in masked.items() if value != plain[key]]
    return {**masked, "masked_fields": sorted({*record.masked_fields, *changed})}


def _dump(model: BaseModel) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True)


def _frozen(evidence: Evidence) -> str:
    return evidence.model_dump_json()


def _fact_place(fact: Fact) -> tuple[object, ...]:
    return fact.evidence[0].span, fact.field, fact.fact_id


def _record_place(record: Record) -> tuple[str, ...]:
    return record.catalogue, record.subject.kind, record.subject.name, record.indicator_id, record.record_id


def _suggestion_place(one: Suggestion) -> tuple[object, ...]:
    subject = one.subject
    return one.catalogue, subject.kind, subject.name, -one.similarity, one.document_id, one.span


def _error_place(error: ErrorRow) -> tuple[object, ...]:
    return error.source, error.page_no or 0, error.code, error.document_id or "", error.message.en
