"""What the figures of a table say for a rule: their heading, head and row name the thing, no sentence does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.rules.cues import Hit, Seen, titles
from extractors.rules.engine import Governed, Opening, Signs
from extractors.rules.pack import Rule
from extractors.rules.values import Found, in_unit, number_of
from schemas.evidence import CharSpan
from schemas.fact import Fact, Status, Unit
from schemas.sentence import Sentence

MAX_FIGURES = 40
"""A rule rests on no more figures of one table; the rest of a long table says the same."""
_BESIDE = 6
# "△36.1%", "-12%", "31% 감": by how much something fell
_CHANGED = re.compile(r"[△▽▼▲↓-]|감|절감|단축|줄")
_COUNTED: tuple[Unit, ...] = ("case", "person", "device", "kWh", "MWh", "time")
_AHEAD: tuple[Status, ...] = ("planned", "purpose", "negated")
Figure = tuple[Seen, Fact, Found | None]


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
    """Whether the number is the whole cell, but for a word or two (연 214만 원); prose in a cell is read as a sentence."""
    start, end = fact.evidence[0].span
    first, last = seen.sentence.span
    return start < last and first < end and (last - first) - (end - start) <= _BESIDE


def open_table(
    rule: Rule, table: Sequence[tuple[Seen, Fact]]
) -> list[tuple[Opening, Found | None, list[Fact]]]:
    """Return the openings of a rule by a table: with the value where one figure states it, and one for each further row that it names."""
    fitting = list(_fitting(rule, table))[:MAX_FIGURES] if rule.cues.table else []
    if not fitting:
        return []
    chosen = _chosen([one for one in fitting if one[2] is not None])
    first = chosen or fitting[0]
    found = chosen[2] if chosen else None
    openings = [(_opening(rule, first), found, [fact for _, fact, _ in fitting])]
    told = {_place(first)}
    for one in fitting:
        if _place(one) not in told and titles(rule.cues.table, [one[1].measure or ""]) is not None:
            told.add(_place(one))
            openings.append((_opening(rule, one), None, [one[1]]))
    return openings


def _place(figure: Figure) -> int | None:
    """The row of a figure."""
    cell = figure[1].evidence[0].cell
    return None if cell is None else cell.row


def _opening(rule: Rule, figure: Figure) -> Opening:
    seen, fact, _ = figure
    span = CharSpan(*fact.evidence[0].span)
    hit = Hit(titles(rule.cues.table, _words(seen.sentence, fact)) or "", span)
    return Opening(
        rule=rule,
        seen=seen,
        anchor=hit,
        anchor_span=span,
        governed=Governed(_status(fact), None),
        signs=Signs((hit,), (), ()),
        event=None,
        by_table=True,
    )


def _fitting(rule: Rule, table: Sequence[tuple[Seen, Fact]]) -> Iterator[Figure]:
    vetoes = [exclusion.as_cue() for exclusion in rule.exclude]
    for seen, fact in table:
        words = _words(seen.sentence, fact)
        found = in_unit(rule.value, fact)
        is_fitting = found is not None or _tells_change(rule, seen, fact)
        if is_fitting and titles(rule.cues.table, words) and not titles(vetoes, words):
            yield seen, fact, found


def _tells_change(rule: Rule, seen: Seen, fact: Fact) -> bool:
    """Whether a figure is one of those a share is worked out of, or the share by which something changed."""
    if rule.value.type == "ratio":
        return fact.unit in _COUNTED
    is_share = rule.value.type in ("measure", "money") and fact.unit == "percent"
    return is_share and _CHANGED.search(seen.sentence.text) is not None


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
    return max(totals or current, key=lambda one: (_until(one[1]), _amount(one)), default=None)


def _amount(figure: Figure) -> float:
    return 0.0 if figure[2] is None else number_of(figure[2].value)


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
