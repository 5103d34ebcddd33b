"""Rows of tables read as one sentence each: what a cell's label and its neighbours say together, no cell says alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from extractors.rules.cues import Hit, Present, Seen, titles
from extractors.rules.engine import Governed, Opening, Signs, open_learned, open_rule
from extractors.rules.lessons import Passage
from extractors.rules.pack import Rule
from schemas.evidence import CellAddress, CharSpan
from schemas.fact import Fact, Status

MOST_CHARACTERS = 400
"""A longer row is told in prose, and its cells are read one by one."""
_Address = tuple[str, str, int]
"""Document, table and row of a cell."""
_BORDER = 1  # characters between two cells of a row
_LEAST = 2
SHORT_CELL = 30
"""Characters of a cell that says nothing by itself; longer ones are read as prose."""
_SHORT = 20  # characters of a cell that only says how far a thing is
_MOST = 0.8  # of a cell's characters
# "미착수", "해당 없음", "취소"; "설계 중", "2027년 설치 예정", "공모 준비": cells that say how far a row's thing is
_STAGES: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        "negated",
        re.compile(
            r"미(?:착수|설치|도입|구축|운영|시행|실시|추진|보유|해당)|(?:해당)?(?:사항)?없음|중단|폐지|취소|철거|무산"
        ),
    ),
    (
        "planned",
        re.compile(r".{0,14}(?:예정|계획|설계중|발주(?:중)?|착공전|협의중|검토중?|공모중|준비중?|미정)"),
    ),
)
_OF_THING = ("quantity", "feature", "coverage")
# a row of sums, an empty cell, a number alone
_NO_THING = re.compile(r"(?:합|총|소)?계|합산|-|[\d,.]{1,12}")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row that carry facts, and the row as a sentence over their own characters."""

    cells: tuple[Seen, ...]
    whole: Seen
    read: Seen
    """The row with its cells that carry no fact too, labels above all: as it is held against judged rows."""
    stage: Status | None = None
    """How far a cell of its own says that the row's thing is."""


def rows_of(sentences: Iterable[Seen]) -> list[Row]:
    """The rows of all tables, by sentences in text order; a row of a single cell is that cell."""
    cells: dict[_Address, list[Seen]] = {}
    plain: dict[_Address, list[Seen]] = {}
    behind: list[Seen] = []  # cells without facts, one right behind the other
    last, end = None, 0
    for seen in sentences:
        cell = _cell_of(seen)
        address = None if cell is None else (seen.sentence.document_id, cell.table_id, cell.row)
        is_next = seen.sentence.span[0] - end <= _BORDER
        if not is_next:
            _keep(plain, last, behind)
            behind, last = [], None
        if cell is not None and address is not None:
            begins = max(len(behind) - (cell.col if address != last else 0), 0)  # where its own row begins
            _keep(plain, last, behind[:begins])
            _keep(plain, address, behind[begins:])
            cells.setdefault(address, []).append(seen)
            behind, last = [], address
        else:
            behind.append(seen)
        end = seen.sentence.span[1]
    _keep(plain, last, behind)
    rows = ((found, plain.get(address, [])) for address, found in cells.items())
    return [
        _row(found, others)
        for found, others in rows
        if len(found) + len(others) >= _LEAST and _is_short(found)
    ]


def _keep(plain: dict[_Address, list[Seen]], row: _Address | None, cells: Iterable[Seen]) -> None:
    """Keep the cells without facts of a row."""
    if row is not None:
        plain.setdefault(row, []).extend(cells)


def short_cells(row: Row) -> Iterator[Seen]:
    """The cells that say nothing by themselves."""
    return (cell for cell in row.cells if len(cell.sentence.text) <= SHORT_CELL)


def _first_stage(cells: Iterable[Seen]) -> Status | None:
    """The first stage that cells of a row tell."""
    return next((stage for cell in cells if (stage := _stage_of(cell)) is not None), None)


def _stage_of(cell: Seen) -> Status | None:
    """How far a cell says that its row's thing is, if it says nothing else; one of several sentences in a cell is about itself."""
    if len(cell.sentence.text) > _SHORT:
        return None
    told = next((status for status, words in _STAGES if words.fullmatch(cell.folded)), None)
    clauses = cell.sentence.clauses if cell.facts else ()  # without a fact a cell need not have been parsed
    if told is None and len(clauses) == 1 and clauses[0].status in ("planned", "negated"):
        is_all = clauses[0].span[1] - clauses[0].span[0] >= _MOST * len(cell.sentence.text)
        return clauses[0].status if is_all else None
    return told


def _cell_of(seen: Seen) -> CellAddress | None:
    """Where a cell stands in its table, by its facts."""
    return next((fact.evidence[0].cell for fact in seen.facts if fact.evidence[0].cell is not None), None)


def _is_short(cells: Sequence[Seen]) -> bool:
    return cells[-1].sentence.span[1] - cells[0].sentence.span[0] <= MOST_CHARACTERS


def _row(cells: Sequence[Seen], plain: Sequence[Seen]) -> Row:
    whole = _joined(cells)
    every = sorted([*cells, *plain], key=lambda cell: cell.sentence.span)
    read = _with_plain(whole, every) if _is_short(every) else whole
    told = every[
        every.index(cells[0]) :
    ]  # a label before the first fact says nothing of how far the thing is
    return Row(tuple(cells), whole, read, _first_stage(told) or _told_by(whole.facts))


def _with_plain(whole: Seen, every: Sequence[Seen]) -> Seen:
    """The row with its cells without facts, which need not have been parsed: their letters count, their stems never."""
    parsed = {"clauses": whole.sentence.clauses, "morphemes": whole.sentence.morphemes}
    return Seen(_joined(every).sentence.model_copy(update=parsed), whole.facts)


def _joined(cells: Sequence[Seen]) -> Seen:
    first, last = cells[0].sentence, cells[-1].sentence
    offset = first.span[0]
    text = ""
    for cell in cells:  # what lies between cells is blank, so that all offsets stay the document's
        text = text.ljust(cell.sentence.span[0] - offset) + cell.sentence.text
    whole = first.model_copy(
        update={
            "span": (offset, last.span[1]),
            "text": text,
            "clauses": tuple(chain.from_iterable(one.sentence.clauses for one in cells)),
            "morphemes": tuple(chain.from_iterable(one.sentence.morphemes for one in cells)),
        }
    )
    facts = {fact.fact_id: fact for one in cells for fact in one.facts}
    return Seen(whole, tuple(facts.values()))


def _told_by(facts: Iterable[Fact]) -> Status | None:
    """Whether all that the facts of a row tell of its thing is ahead, as in a row for a year to come."""
    told = [fact.status for fact in facts if fact.field in _OF_THING]
    return "planned" if told and all(status == "planned" for status in told) else None


def open_row(rule: Rule, row: Row, present: Present) -> Opening | None:
    """The opening of a rule by a row as a whole, at the cell in which its cue ends; of nothing else it says is it told."""
    if len(row.cells) < _LEAST or not any(map(present.may_hold, rule.cues.strong)):
        return None
    opening = open_rule(rule, row.whole, present, may_be_headed=False)
    if opening is None or not opening.signs.strong:  # weak cues of two cells are no company for each other
        return None
    return _of_cell(opening, row)


def learn_row(rule: Rule, row: Row, present: Present, passage: Passage) -> Opening | None:
    """The opening by a row that reads like judged ones, `passage` being the row with all of its cells."""
    opening = open_learned(rule, row.read, present, passage)
    if opening is None or opening.lesson is None or not opening.lesson.is_enough_for_row:
        return None
    return _of_cell(opening, row)


def _of_cell(opening: Opening, row: Row) -> Opening:
    """The same, told of the cell in which its cue ends."""
    cell = next((one for one in row.cells if _ends_in(opening.anchor_span, one)), row.cells[-1])
    status = row.stage or opening.governed.status
    status = "nominal" if status == "unstated" else status
    span = CharSpan(*cell.sentence.span)
    return replace(
        opening,
        seen=Seen(cell.sentence, row.whole.facts),
        anchor=Hit(opening.anchor.label, span, opening.anchor.shown),
        anchor_span=span,
        governed=replace(opening.governed, status=status, clause=None),
        by_table=True,
    )


def heads_of(row: Row) -> frozenset[str]:
    """The heads right above the cells of a row."""
    return frozenset(chain.from_iterable(map(_head_of, row.cells)))


def list_row(rule: Rule, row: Row) -> Opening | None:
    """The opening of a rule by a row whose cell under a head of its own is one of the things that it looks for."""
    listed = next((cell for cell in row.cells if _is_listed(rule, cell)), None)
    if listed is None:
        return None
    span = CharSpan(*listed.sentence.span)
    hit = Hit(titles(rule.cues.listed, _head_of(listed)) or "", span)
    clauses = row.whole.sentence.clauses
    told: Status = next((clause.status for clause in clauses if clause.status != "unstated"), "nominal")
    return Opening(
        rule=rule,
        seen=Seen(listed.sentence, row.whole.facts),
        anchor=hit,
        anchor_span=span,
        governed=Governed(row.stage or told, None),
        signs=Signs((hit,), (), ()),
        event=None,
        by_table=True,
    )


def _is_listed(rule: Rule, cell: Seen) -> bool:
    return titles(rule.cues.listed, _head_of(cell)) is not None and not _NO_THING.fullmatch(cell.folded)


def _head_of(cell: Seen) -> Sequence[str]:
    """The head right above a cell."""
    address = _cell_of(cell)
    return () if address is None else address.header_path[-1:]


def _ends_in(span: CharSpan, cell: Seen) -> bool:
    return cell.sentence.span[0] < span.end <= cell.sentence.span[1]
