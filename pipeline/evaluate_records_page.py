"""The evaluation of records as text: by document, then all together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.evaluate_records import RecordEvaluation
from pipeline.evaluate_statistics import (
    FEWEST_REVIEWED,
    average_precision,
    brier,
    calibration_error,
    interval,
    reliability,
    risk_by_coverage,
)
from pipeline.evaluate_words import coverage_shown, interval_shown
from pipeline.gold_records import ACCEPTED, UNFOUND
from pipeline.json_lines import lines_of
from pipeline.tallies import share_shown, sums_of, table_head, table_line, total_of


def record_lines(evaluation: RecordEvaluation) -> Iterator[str]:
    """One document on one catalogue: a table by indicator, then what differs, by name."""
    yield f"{evaluation.name}: records on {evaluation.catalogue}"
    yield table_head("indicator")
    for indicator, score in evaluation.by_indicator.items():
        yield table_line(indicator, score)
    yield table_line("all indicators", evaluation.total())
    yield f"  state right on {evaluation.states[0]} of {evaluation.states[1]} matched records"
    yield f"  value right on {evaluation.values[0]} of {evaluation.values[1]} matched records with a gold value"
    counted = ", ".join(f"{indicator} {count}" for indicator, count in evaluation.unsearched.items())
    yield f"  no rule yet: {counted or '-'}"
    for label, items in (
        ("missed", evaluation.missed),
        ("extra", evaluation.extra),
        ("other state", evaluation.other_states),
        ("other value", evaluation.other_values),
        ("subjects not in the gold", evaluation.unknown_subjects),
    ):
        yield f"  {label}: {'; '.join(items) or '-'}"


def record_summary_lines(judged: Sequence[RecordEvaluation], folder: Path) -> Iterator[str]:
    """All documents of a catalogue together, pages of text and of OCR apart; then how far strength can be trusted."""
    for catalogue in sorted({one.catalogue for one in judged}):
        own = [one for one in judged if one.catalogue == catalogue]
        for title, part in (
            ("all files", own),
            ("text", [one for one in own if one.origin == "text"]),
            ("OCR", [one for one in own if one.origin == "ocr"]),
        ):
            if part:
                yield from _catalogue_lines(f"records on {catalogue}, {title}", part)
        yield table_head("records by indicator")
        by_indicator = sums_of(pair for one in own for pair in one.by_indicator.items())
        for indicator, score in by_indicator.items():
            yield table_line(indicator, score)
    yield from _reliability_lines(_reviewed(judged, folder))


def _catalogue_lines(title: str, part: Sequence[RecordEvaluation]) -> Iterator[str]:
    by_document = sums_of((one.gold, one.total()) for one in part)
    total = total_of(by_document.values())
    verdicts = [verdict for one in part for verdict in one.verdicts]
    ranked = [(verdict.strength, verdict.is_right) for verdict in verdicts]
    states = [sum(one.states[n] for one in part) for n in (0, 1)]
    values = [sum(one.values[n] for one in part) for n in (0, 1)]
    precision = average_precision(ranked, total.right + total.missed)
    yield f"{title}: {len(by_document)} documents in {len(part)} files"
    yield f"{table_head('')}  95 % of F1, over documents"
    yield f"{table_line('records', total)}  {interval_shown(interval(by_document, lambda one: one.f1))}"
    yield (
        f"  state right on {share_shown((states[0], states[1]))}, value on {share_shown((values[0], values[1]))} matched records"
    )
    yield f"  planned or absent counted as present: {sum(one.is_existing for one in verdicts)} of {len(verdicts)} found"
    yield f"  average precision by strength: {'–' if precision is None else f'{precision:.3f}'} ({total.right + total.missed} asked for)"
    yield f"  strong records first: {coverage_shown(risk_by_coverage(ranked))}"


def _reviewed(judged: Sequence[RecordEvaluation], folder: Path) -> list[tuple[float, bool]]:
    """(strength, is right) of the records that a gold or a person judged."""
    by_gold = [(one.strength, one.is_state_right) for part in judged for one in part.verdicts]
    by_person = [
        (float(record.get("strength", 0.0)), record["reviewed"]["decision"] == ACCEPTED)
        for record in lines_of(folder / "records.jsonl")
        if record.get("reviewed") is not None and record["state"] not in UNFOUND
    ]
    return [*by_gold, *by_person]


def _reliability_lines(reviewed: Sequence[tuple[float, bool]]) -> Iterator[str]:
    bins = reliability(reviewed)
    if not bins:
        yield f"reliability of strength: {len(reviewed)} reviewed records; a table needs {FEWEST_REVIEWED}"
        return
    yield (
        f"reliability of strength: {len(reviewed)} reviewed records, Brier {brier(reviewed):.3f}, "
        f"calibration error {calibration_error(bins):.3f}"
    )
    for one in bins:
        yield f"  strength {one.mean:.2f} in the mean: right {share_shown((one.right, one.size))}"
