"""The evaluation as text: every document, then all together, for pages of text and of OCR apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluate import Evaluation, find_evaluations, unknown_documents
from pipeline.evaluate_mapping import evaluate_mapping
from pipeline.evaluate_mapping_page import mapping_lines, mapping_summary_lines
from pipeline.evaluate_matching import LEVELS, Level
from pipeline.evaluate_reading import Origin
from pipeline.evaluate_records import evaluate_records
from pipeline.evaluate_records_page import record_lines, record_summary_lines
from pipeline.evaluate_summary import Share, Summary, summarise
from pipeline.evaluate_words import coverage_shown, interval_shown
from pipeline.gold import find_gold
from pipeline.gold_mapping import load_mapping_gold
from pipeline.gold_records import load_record_gold
from pipeline.json_lines import lines_of
from pipeline.tallies import Score, share_shown, table_head, table_line
from schemas.errors import UsageError

Row = Mapping[str, Any]
_ASPECTS: Mapping[Level, str] = {
    "evidence": "evidence",
    "value": "+ value",
    "subject": "+ subject",
    "full": "full record",
}
_SLICES: tuple[tuple[str, Origin | None], ...] = (("all pages", None), ("text", "text"), ("OCR", "ocr"))
_FEW = 10


def evaluation_page(gold: Path, folder: Path, *, sums_only: bool = False) -> str:
    """Facts by field, records by indicator, passages by catalogue, of each document and together; UsageError without gold.

    With `sums_only` no word of a document is told, only counts: for gold that nobody may read.
    """
    golds, record_golds, mapping_golds = find_gold(gold), load_record_gold(gold), load_mapping_gold(gold)
    if not golds and not record_golds and not mapping_golds:
        raise UsageError(
            f"{gold} 에 정답(gold/1, gold-records/1, gold-mapping/1)이 없습니다 / "
            f"{gold} holds no gold (gold/1, gold-records/1, gold-mapping/1)."
        )
    evaluations, judged = find_evaluations(golds, folder), evaluate_records(record_golds, folder)
    mapped = evaluate_mapping(mapping_golds, folder)
    if not evaluations and not judged and not mapped:
        raise unknown_documents(folder)
    lines: list[str] = []
    if not sums_only:
        lines.extend(line for evaluation in evaluations for line in _document_lines(evaluation))
        lines.extend(line for evaluation in judged for line in record_lines(evaluation))
        lines.extend(line for evaluation in mapped for line in mapping_lines(evaluation))
    lines.extend(_summary_lines(evaluations))
    lines.extend(record_summary_lines(judged, folder))
    lines.extend(mapping_summary_lines(mapped))
    lines.extend(_state_lines(lines_of(folder / "records.jsonl")))
    return "\n".join(lines)


def _document_lines(evaluation: Evaluation) -> Iterator[str]:
    yield f"{evaluation.name}"
    yield table_head("field")
    for name, score in evaluation.by_field.items():
        yield table_line(name, score, has_precision=name in evaluation.exhaustive)
    for level, shown in _ASPECTS.items():
        yield table_line(shown, evaluation.total(exhaustive_only=True, level=level))
    for name, share in evaluation.details.items():
        yield f"  {name} right on {share_shown(share)} facts right in value, evidence and subject"
    yield f"  missed: {', '.join(evaluation.missed) or '-'}"
    yield f"  extra: {', '.join(evaluation.extra) or '-'}"


def _summary_lines(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    origins = {one.reading.origin_at(None) for one in evaluations} | {
        origin for one in evaluations for origin in one.reading.origins.values()
    }
    summaries = [
        (title, summarise(evaluations, origin))
        for title, origin in (_SLICES if evaluations else ())
        if origin is None or origin in origins
    ]
    for title, summary in summaries:
        yield f"facts, {title}: {summary.documents} documents in {summary.files} files"
        yield from _level_lines(summary)
        yield from _aspect_lines(summary)
        yield f"  sure facts first: {coverage_shown(summary.coverage)}"
    for _, summary in summaries[:1]:  # of all pages
        yield from _field_lines(summary)


def _level_lines(summary: Summary) -> Iterator[str]:
    yield f"{table_head('fields with a precision')}  95 % of F1, over documents"
    for level in LEVELS:
        line = table_line(_ASPECTS[level], summary.levels[level])
        yield f"{line}  {interval_shown(summary.intervals[level])}"
    if summary.documents < _FEW:
        yield f"  fewer than {_FEW} documents: read the counts, not the intervals"


def _aspect_lines(summary: Summary) -> Iterator[str]:
    yield f"  recall {share_shown(summary.recall)} facts asked for, of every field"
    if summary.recall_read_right is None:
        yield "  recall over quotes read right: the folder's store is gone, or of another version"
    else:
        yield f"  recall {share_shown(summary.recall_read_right)} facts whose quote was read right"
    yield f"  subject right on {share_shown(summary.subjects)} facts right in value and evidence"
    for name, share in summary.details.items():
        yield f"  {name} right on {share_shown(share)} facts right in value, evidence and subject"
    wrong = "; ".join(f"{one} as {other} {n}" for (one, other), n in summary.mistaken_statuses.items())
    yield f"  status, where the gold states one: {share_shown(summary.statuses)} ({wrong or 'no slip'})"
    yield f"  planned or negated counted as existing: {share_shown(summary.counted_as_existing)}"
    yield f"  places (subjects that are municipalities): {share_shown(summary.places)} right{_most_wrong(summary.places)}"


def _most_wrong(share: Share) -> str:
    """The rule of three: what no slip in so many says."""
    right, of = share
    return f" (no slip: below {min(3 / of, 1):.1%} wrong at 95 %)" if of and right == of else ""


def _field_lines(summary: Summary) -> Iterator[str]:
    yield f"{table_head('facts by field')}  evidence  value   full"
    for name, by_level in summary.fields.items():
        score = by_level["subject"]
        others = (by_level.get(level, Score()).right for level in ("evidence", "value", "full"))
        yield table_line(name, score) + "  {:8d} {:6d} {:6d}".format(*others)


def _state_lines(records: Sequence[Row]) -> Iterator[str]:
    states: dict[str, Counter[str]] = {}
    for record in records:
        states.setdefault(record["indicator_id"], Counter())[record["state"]] += 1
    yield "records by indicator (states)"
    for indicator, counts in sorted(states.items()):
        yield f"  {indicator:14s} " + ", ".join(f"{state} {count}" for state, count in sorted(counts.items()))
