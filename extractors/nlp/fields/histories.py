"""What happened in earlier years: the dated lines under '추진 연혁', and runs of dated lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from extractors.nlp.dates import DateMention, find_dates
from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text, tokens_of
from extractors.nlp.extract_tables import bare_head, cell_at, is_head
from extractors.nlp.normalise import plain
from schemas.document import BlockKind, Cell, Table
from schemas.evidence import CharSpan
from schemas.fact import Period

_HISTORY = re.compile(
    r"연\s?혁|걸어온\s?길|발자취|(?:추진|사업|그간의?|주요|진행)\s?경[과위]|경과$|지나온|추진\s?일지|(?:주요|추진|사업|도입|운영|수행)\s?이력"
    r"|^(?:\d{1,2}[.\s]\s?)?(?:지금까지|그동안|그간)$|(?:추진|발전|도입|성장|준비|진행)\s?과정|과정을?\s?거[쳐치]|걸어\s?왔|지난\s?이야기|성장$"
)
# "2019. 5.  기본구상 수립", "'21. 3. : …", "2019년 7월 …"
_AFTER_DATE = re.compile(r"\s{0,3}(?:[:：\-–—]\s?|에는?\s|(?:부터|은|는)\s|,\s)?\s{0,4}")
# "→": steps of one line
_STEP = re.compile(r"\s?(?:→|⇒|▶|➔)\s?")
_SENTENCE = re.compile(r"(?:다|요)\.?$")
_OVER = ("done", "nominal", "ongoing", "unstated")
# a date with its year: "2019. 5.", "’21년"
_YEAR = re.compile(r"(?:19|20)\d{2}|['’‘]\d{2}")
_TO_COME = re.compile(r"일정|계획|예정|향후|앞으로")
_TELLS = re.compile(r"^(?:주요|추진|세부)?내용$|^(?:추진|주요)?사항$")
_MOST_TITLES = 256
"""So many titles are remembered: all that stands under one is asked about it."""
_RUN = 2
_TITLE = 30
_SHORTEST, _LONGEST = 2, 120


def listed_histories(passages: Sequence[Passage]) -> Iterator[Draft]:
    """Yield the dated lines of lists and tables on what happened before, and what prose under such a heading tells."""
    titles = {
        passage.unit.block.block_id: passage.text for passage in passages if len(passage.text) <= _TITLE
    }
    for _, group in groupby(passages, key=lambda passage: passage.unit.block.kind is BlockKind.LIST_ITEM):
        run = list(group)
        dated = [passage for passage in run if _opens_with_date(passage) is not None and not _plans(passage)]
        is_run = len(dated) >= _RUN and 2 * len(dated) > len(run)
        for passage in run:
            if _is_of_history(passage, titles) or (
                is_run and passage in dated and passage.unit.table is None
            ):
                yield from _of_passage(passage, is_headed=_is_of_history(passage, titles))


def _is_of_history(passage: Passage, above: Mapping[str, str]) -> bool:
    table = passage.unit.table
    titles = [*passage.unit.section[-1:], *([table.caption] if table is not None and table.caption else [])]
    titles.append(above.get(passage.unit.block.parent_id or "", ""))
    label = passage.text[:16]
    return any(map(_names_history, titles)) or bool(re.match(r"\(?[^()\d]{0,6}(?:연혁|경과|경위)\)", label))


@lru_cache(maxsize=_MOST_TITLES)
def _names_history(title: str) -> bool:
    return _HISTORY.search(title) is not None


def _of_passage(passage: Passage, *, is_headed: bool) -> Iterator[Draft]:
    if passage.unit.kind in (BlockKind.HEADING, BlockKind.CAPTION) or passage.unit.is_quotation:
        return
    if passage.unit.table is not None:
        yield from _in_table(passage)
        return
    if _SENTENCE.search(passage.text) and is_headed:
        yield from _in_prose(passage)
        return
    for span in _steps(passage):
        date = next(
            (
                found
                for found in passage.dates
                if found.span.start - span.start <= 1 and found.span.start >= span.start
            ),
            None,
        )
        if date is None:
            continue
        gap = _AFTER_DATE.match(passage.text, date.span.end - passage.span.start)
        start = passage.span.start + (gap.end() if gap else date.span.end)
        if start < span.end:
            yield from _told(passage, CharSpan(start, span.end), date)


def _in_prose(passage: Passage) -> Iterator[Draft]:
    """The clauses of a sentence under a heading of history that say when: '2021년 3월 기획에 착수하였고, …'."""
    if passage.subject.kind not in ("municipality", "service", "organisation"):
        return  # what a scheme was before is told by the rules of its announcement
    for clause in passage.sentence.clauses:
        said = clause_text(passage, clause)
        if said is None or clause.status not in _OVER:
            continue
        dated = [
            found
            for found in passage.dates
            if _YEAR.search(passage.slice(*found.span.as_tuple()))
            and said.start <= found.span.start < said.end
        ]
        for number, date in enumerate(dated):
            last = number + 1 == len(dated)
            end = said.end if last else _end_of_relative(passage, date, dated[number + 1])
            opens = number > 0 or date.span.start - said.start <= 1
            gap = _AFTER_DATE.match(passage.text, date.span.end - passage.span.start)
            after = passage.span.start + (gap.end() if gap else date.span.end)
            start = after if opens else said.start
            if end is not None and start < end:
                yield from _told(passage, CharSpan(start, end), date)


def _end_of_relative(passage: Passage, date: DateMention, following: DateMention) -> int | None:
    """Where what happened at the first of two dates ends: '문을 연' of '2018년 3월 문을 연 ㈜가온은 2020년 …'."""
    inside = tokens_of(passage, date.span.end, following.span.start)
    return next((token.end for token in inside if token.tag == "ETM"), None)


def _in_table(passage: Passage) -> Iterator[Draft]:
    """The cell right of a cell that holds a date and nothing else."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.col == 0 or is_head(table, cell):
        return
    before = next(
        (
            other
            for other in table.cells
            if other.row <= cell.row < other.row + other.row_span and other.col + other.col_span == cell.col
        ),
        None,
    )
    first = cell_at(table, cell.row, 0)
    told = _TELLS.search(bare_head(table, cell))
    if before is not None and told and cell.col > 1:  # "시기 | 단계 | 내용"
        before = first
    elif _tells_beside(table, cell):
        return
    if before is not None and before.text and _DATE_CELL.fullmatch(plain(before.text)):
        yield from _told(passage, passage.span, _date_of(passage, before.text))


def _tells_beside(table: Table, cell: Cell) -> bool:
    """Whether a column further right is the one that tells: a cell of '단계' says only how far it was."""
    rest = [other for other in table.cells if other.row == cell.row and other.col > cell.col]
    return any(_TELLS.search(bare_head(table, other)) for other in rest)


def _date_of(passage: Passage, written: str) -> DateMention | None:
    return next(iter(find_dates(plain(written), released_on=passage.as_of)), None)


_DATE_CELL = re.compile(
    r"(?:(?:19|20)\d{2}|['’‘]\d{2})\s?[.년]?\s?(?:\d{1,2}\s?[.월]?\s?(?:\d{1,2}\s?[.일]?)?|[상하]반기|[1-4]분기)?\s?(?:\([월화수목금토일]\))?"
    r"(?:\s?[~∼\-]\s?(?:(?:(?:19|20)\d{2}|['’‘]\d{2})\s?[.년]\s?)?\d{1,2}\s?[.월]?(?:\s?\d{1,2}\s?[.일]?)?)?"
)


def _opens_with_date(passage: Passage) -> DateMention | None:
    """The date with its year that a line begins with."""
    if passage.unit.table is not None or _SENTENCE.search(passage.text):
        return None
    first = next((found for found in passage.dates if found.span.start <= passage.span.start + 1), None)
    return first if first is not None and _YEAR.search(passage.slice(*first.span.as_tuple())) else None


def _plans(passage: Passage) -> bool:
    """Whether a dated line tells what is to come: under '향후 일정', '(예정)', after the day of the paper."""
    if any(_TO_COME.search(title) for title in passage.unit.section[-1:]) or _TO_COME.search(passage.text):
        return True
    first = next(iter(passage.dates), None)
    return (
        first is not None
        and passage.as_of is not None
        and first.value[:7] > f"{passage.as_of.year:04d}-{passage.as_of.month:02d}"
    )


def _steps(passage: Passage) -> Iterator[CharSpan]:
    """The line, or each step of a line of arrows."""
    start = passage.span.start + (
        len(label.group()) if (label := re.match(r"\(?[^()\d]{2,12}\)\s?", passage.text)) else 0
    )
    for mark in _STEP.finditer(passage.text):
        at = passage.span.start + mark.start()
        if at > start:
            yield CharSpan(start, at)
        start = passage.span.start + mark.end()
    if start < passage.span.end:
        yield CharSpan(start, passage.span.end)


def _told(passage: Passage, span: CharSpan, date: DateMention | None) -> Iterator[Draft]:
    written = passage.slice(*span.as_tuple()).rstrip()
    if not _SHORTEST <= len(written) <= _LONGEST:
        return
    tight = CharSpan(span.start, span.start + len(written))
    clause = passage.clause_at(tight.end - 1)
    yield Draft(
        field="history",
        value=plain(written),
        span=fitted(tight, tight),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="history.dated_line",
        status=clause.status if clause is not None else "unstated",
        period=_period(date),
        trust=0.85,
    )


def _period(date: DateMention | None) -> Period | None:
    if date is None:
        return None
    first, _, last = date.value.partition("/")
    return Period.model_validate({"from": first, "to": last or first})
