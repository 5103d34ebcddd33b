"""The evaluation of the mapping as text: each document, then sums by catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.evaluate_mapping import MappingEvaluation, Pair
from pipeline.evaluate_statistics import Figure, average_precision, interval, risk_by_coverage
from pipeline.evaluate_words import coverage_shown, interval_shown
from pipeline.tallies import share_shown, sums_of, table_head, table_line, total_of

_FIGURES: tuple[tuple[str, Figure], ...] = (
    ("precision", lambda score: score.precision),
    ("recall", lambda score: score.recall),
    ("F1", lambda score: score.f1),
)
SHOWN = 40
"""Characters of a passage that a list of slips shows."""


def mapping_lines(evaluation: MappingEvaluation) -> Iterator[str]:
    """What one document lacks and has besides, by indicator and passage."""
    yield f"{evaluation.name}: passages of indicators"
    for one in evaluation.asked:
        if one.found is None:
            yield f"  missed: {one.indicator_id} {one.entry.quote[:SHOWN]}"
    for pair in evaluation.extra:
        yield f"  extra: {_shown(pair)}"
    for entry in evaluation.lost:
        yield f"  not read: {entry.quote[:SHOWN]}"


def _shown(pair: Pair) -> str:
    return f"{pair.indicator_id} {pair.strength:.2f} {pair.sentence.text[:SHOWN]} ({pair.subject})"


def mapping_summary_lines(judged: Sequence[MappingEvaluation]) -> Iterator[str]:
    """Sums without a word of any document: by catalogue, and by document within it."""
    for catalogue in sorted({name for one in judged for name in one.catalogues}):
        part = [one.of(catalogue) for one in judged if catalogue in one.catalogues]
        yield from _sums(f"passages of indicators on {catalogue}", part)
    if len({name for one in judged for name in one.catalogues}) > 1:
        yield from _sums("passages of indicators, all catalogues", judged)


def _sums(title: str, part: Sequence[MappingEvaluation]) -> Iterator[str]:
    by_document = sums_of((one.gold, one.score) for one in part)
    yield f"{title}: {len(by_document)} documents in {len(part)} files"
    yield f"{table_head('document')}  average precision"
    for name, score in by_document.items():
        yield f"{table_line(name, score)}  {_average([one for one in part if one.gold == name])}"
    yield f"{table_line('all', total_of(by_document.values()))}  {_average(part)}"
    for label, figure in _FIGURES:
        yield f"  95 % of {label}, over documents: {interval_shown(interval(by_document, figure))}"
    yield f"{table_line('all but what is for review', total_of(one.stated for one in part))}"
    subjects = [one.subjects for one in part]
    existing = [one.counted_as_existing for one in part]
    yield f"  subject right on {share_shown(_added(subjects))} pairs found"
    yield f"  planned or denied counted as existing: {share_shown(_added(existing))}"
    ranked = [pair for one in part for pair in one.ranked]
    yield f"  strong pairs first: {coverage_shown(risk_by_coverage(ranked))}"
    yield f"  quotes that were not read: {sum(len(one.lost) for one in part)}"


def _average(part: Sequence[MappingEvaluation]) -> str:
    """The mean precision at each right pair, the surest first, over all that are asked for; no interpolation."""
    found = average_precision(
        [pair for one in part for pair in one.ranked], sum(len(one.asked) for one in part)
    )
    return "–" if found is None else f"{found:.3f}"


def _added(shares: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(right for right, _ in shares), sum(of for _, of in shares)
