"""What the figures of a table say for a rule: their heading, head and row name the thing, no sentence does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extractors.rules.cues import Hit, Seen, titles
from extractors.rules.engine import Governed, Opening, Signs
from extractors.rules.pack import Rule
from extractors.rules.values import Found, in_unit, number_of
from schemas.evidence import CharSpan
from schemas.fact import Fact, Status
from schemas.sentence import Sentence

MAX_FIGURES = 40
"""A rule rests on no more figures of one table; the rest of a long table says the same."""
_AHEAD: tuple[Status, ...] = ("planned", "purpose", "negated")
Figure = tuple[Seen, Fact, Found]


def tables_of(seen: Sequence[Seen]) -> list[list[tuple[Seen, Fact]]]:
    """The figures of each table, in text order: a cell's number with the sentence that its cell is."""
    found: dict[tuple[str, str], list[tuple[Seen, Fact]]] = {}
    for one in seen:
        for fact in one.facts:
            cell = fact.evidence[0].cell
            if fact.field == "quantity" and cell is not None and fact.measure and _fills(one, fact):
                found.setdefault((fact.document_id, cell.table_id), []).append((one, fact))
    return list(found.values())


def names_of(table: Sequence[tuple[Seen, Fact]]) -> Iterator[str]:
    """All that names the figures of a table, each as often as it does."""
    return (name for seen, fact in table for name in _words(seen.sentence, fact))


def _fills(seen: Seen, fact: Fact) -> bool:
    """Whether the number is the whole cell; prose in a cell is read as a sentence."""
    return fact.evidence[0].span == seen.sentence.span


def open_table(
    rule: Rule, table: Sequence[tuple[Seen, Fact]]
) -> tuple[Opening, Found | None, list[Fact]] | None:
    """Return the opening of a rule by a table, the value if one figure states it, and the figures it rests on."""
    if not rule.cues.table:
        return None
    fitting = list(_fitting(rule, table))[:MAX_FIGURES]
    if not fitting:
        return None
    chosen = _chosen(fitting)
    seen, fact, found = chosen or fitting[0]
    cue = titles(rule.cues.table, _words(seen.sentence, fact)) or ""
    span = CharSpan(*fact.evidence[0].span)
    hit = Hit(cue, span)
    opening = Opening(
        rule=rule,
        seen=seen,
        anchor=hit,
        anchor_span=span,
        governed=Governed(_status(fact), None),
        signs=Signs((hit,), (), ()),
        event=None,
        by_table=True,
    )
    return opening, found if chosen else None, [one for _, one, _ in fitting]


def _fitting(rule: Rule, table: Sequence[tuple[Seen, Fact]]) -> Iterator[Figure]:
    vetoes = [exclusion.as_cue() for exclusion in rule.exclude]
    for seen, fact in table:
        words = _words(seen.sentence, fact)
        found = in_unit(rule.value, fact)
        if found is not None and titles(rule.cues.table, words) and not titles(vetoes, words):
            yield seen, fact, found


def _words(sentence: Sentence, fact: Fact) -> list[str]:
    """What names a figure: the heading right above, the row and the heads of its column."""
    cell = fact.evidence[0].cell
    heads = cell.header_path if cell is not None else ()
    return [*sentence.section[-1:], fact.measure or "", *heads]


def _chosen(fitting: Sequence[Figure]) -> Figure | None:
    """The one figure that states the whole: the total, or the only row's; of the latest time that is not ahead.

    Rows of different things are not added up, for their sum stands on no page.
    """
    current = [one for one in fitting if one[1].status not in _AHEAD] or list(fitting)
    totals = [one for one in current if _is_total(one[1])]
    rows = {_row(fact) for _, fact, _ in totals or current}
    if len(rows) > 1:
        return None
    return max(totals or current, key=lambda one: (_until(one[1]), number_of(one[2].value)))


def _row(fact: Fact) -> str:
    """What a row counts; a grand total has no name of its own."""
    return "" if _is_unnamed(fact) else fact.measure or ""


def _is_total(fact: Fact) -> bool:
    return fact.qualifier == "total" or _is_unnamed(fact)


def _is_unnamed(fact: Fact) -> bool:
    """Whether nothing but the head of its column names a figure, as in a row of totals."""
    cell = fact.evidence[0].cell
    return cell is not None and fact.measure in cell.header_path


def _until(fact: Fact) -> str:
    """When a figure holds until; a total over all time comes last."""
    period = fact.period
    return "9999" if period is None else period.end or period.start or ""


def _status(fact: Fact) -> Status:
    """A figure states what is there, as a noun does; unless its head says that it lies ahead."""
    return fact.status if fact.status in _AHEAD else "nominal"
