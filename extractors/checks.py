"""Arithmetic that a document states and that can be done again: what does not come out is an issue, never a correction."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.nlp.extract_tables import body_rows, cell_at, is_number, is_total, is_year, last_head
from extractors.nlp.normalise import plain
from schemas.document import Cell, Document, Region, Table
from schemas.issue import Issue, issue

_DIGITS = re.compile(r"^(?P<sign>[△▲\-−]?)\s?(?P<number>\d[\d,]*(?:\.(?P<decimals>\d+))?)\s?(?P<unit>\D*)$")
_LEAST_PARTS = 2
_WHOLE = 100
# rates, means and prices have a total line too, but not as a sum; shares that make 100 do
_NOT_ADDED = re.compile(r"[률율]|비중|비율|평균|단가|지수|만족도|증감|순위|연도|년도|번호|%")
_COUNTED = ("명", "건", "대", "개", "개소", "곳", "회", "점", "원")
"""Units that are printed whole: their sums have no rounding."""
_NUMBER = r"\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,3})?|\d{1,9}(?:\.\d{1,3})?"
# "12분에서 8분으로 33 % 단축"
_CHANGE = re.compile(
    rf"(?<![\d.,])(?P<before>{_NUMBER})\s?(?P<unit>[가-힣㎡㎍/A-Za-z]{{1,5}})에서\s(?P<after>{_NUMBER})\s?(?P=unit)(?:으로|로)"
    rf"[\s,(]{{1,3}}(?P<change>{_NUMBER})\s?%(?!\s?[pP포])\s?(?:단축|감소|증가|절감|향상|상승|하락|줄|늘|개선|낮|높|↓|↑)"
)
# "9곳(가, 나, …)"
_LISTED = re.compile(
    r"(?<![\d.,~∼])(?P<count>\d{1,2})\s?(?:곳|개소|개사|개\s?(?:시|군|구|시군|기관|기업|지역|도시|분야|부서|대학))\s?\((?P<names>[^()\d]{3,300})\)"
)
_OPEN_END = re.compile(r"(?:^|\s|[가-힣])(?:등|외|포함|제외|이상|예정)(?:\s|,|$)|…|[:：]")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as a cell prints it; `step` is one in its last printed digit."""

    cell: Cell
    value: Decimal
    step: Decimal
    unit: str


def check_arithmetic(document: Document) -> tuple[Issue, ...]:
    """Sums of tables, changes in percent and counts of names that do not come out, in text order.

    What OCR read is left alone: a misread digit is no error of the document.
    """
    printed = {page.page_no for page in document.pages if page.origin == "text"}
    found: list[Issue] = []
    for table in document.tables:
        if all(part.page_no in printed for part in table.parts):
            found += _table_sums(table)
    for block in document.blocks:
        if block.region is Region.BODY and all(part.page_no in printed for part in block.parts):
            page_no = block.parts[0].page_no if block.parts else None
            for told in check_text(block.span.slice(document.text)):
                start, end = told.span or (0, 1)
                moved = (block.span.start + start, block.span.start + end)
                found.append(told.model_copy(update={"page_no": page_no, "span": moved}))
    return tuple(sorted(found, key=lambda told: (told.span or (0, 0), told.message.ko)))


def _table_sums(table: Table) -> Iterator[Issue]:
    """Where the only total is the first or the last row, each number in it is added up again.

    Several totals, parts of parts and averages are laid out in too many ways to be judged.
    """
    rows = list(body_rows(table))
    total = _only_total([(row, _label(table, row)) for row in rows])
    if total is None:
        return
    for col in range(1, table.n_cols):
        yield from _sum_of(table, [(row, col) for row in rows if row != total], (total, col))


def _label(table: Table, row: int) -> str:
    found = cell_at(table, row, 0)
    return plain(found.text) if found is not None and found.text else ""


def _only_total(labels: Sequence[tuple[int, str]]) -> int | None:
    totals = [place for place, label in labels if is_total(label)]
    ends = {labels[0][0], labels[-1][0]} if labels else set()
    return totals[0] if len(totals) == 1 and totals[0] in ends else None


def _sum_of(table: Table, places: Sequence[tuple[int, int]], total_place: tuple[int, int]) -> Iterator[Issue]:
    stated = _printed(cell_at(table, *total_place))
    cells = [cell_at(table, *place) for place in places]
    parts = [_printed(cell) for cell in cells]
    known = [part for part in parts if part is not None]
    # a merged, empty or worded part may hold anything: then nothing is said
    if stated is None or len(known) != len(parts) or len(known) < _LEAST_PARTS:
        return
    if len({part.cell.row for part in known}) < len(known) or {part.unit for part in known} != {stated.unit}:
        return
    head = last_head(table, stated.cell)
    if not head or ((_NOT_ADDED.search(head) or stated.unit == "%") and stated.value != _WHOLE):
        return
    added = sum((part.value for part in known), start=Decimal(0))
    is_counted = (stated.unit or plain(table.unit_note or "")) in _COUNTED
    allowed = 0 if is_counted else (sum(part.step for part in known) + stated.step) / 2
    if abs(added - stated.value) > allowed:
        yield _sum_issue(stated, added, known)


def _printed(cell: Cell | None) -> Printed | None:
    """The number of a cell of one row and column; None for all else, years too."""
    if cell is None or cell.span is None or cell.row_span > 1 or cell.col_span > 1:
        return None
    text = plain(cell.text or "")
    match = _DIGITS.match(text) if is_number(text) and not is_year(text) else None
    if match is None:
        return None
    value = Decimal(match["number"].replace(",", ""))
    step = Decimal(1).scaleb(-len(match["decimals"] or ""))
    return Printed(cell, -value if match["sign"] else value, step, match["unit"])


def _sum_issue(stated: Printed, added: Decimal, parts: Sequence[Printed]) -> Issue:
    quotes = " + ".join(f"'{plain(part.cell.text or '')}'" for part in parts[:6]) + (
        " + …" if parts[6:] else ""
    )
    written = plain(stated.cell.text or "")
    return issue(
        "sum_mismatch",
        f"표의 합계는 '{written}'(으)로 적혀 있으나 더하면 {added:,} 입니다: {quotes}.",
        f"The table states a total of '{written}', but its parts add up to {added:,}: {quotes}.",
        page_no=stated.cell.parts[0].page_no if stated.cell.parts else None,
        span=stated.cell.span.as_tuple() if stated.cell.span else None,
    )


def check_text(text: str) -> Iterator[Issue]:
    """Changes and counted names of one block that do not come out.

    >>> [told.code for told in check_text("대기시간을 12분에서 8분으로 50% 단축")]
    ['change_mismatch']
    >>> list(check_text("12분에서 8분으로 33% 단축, 3곳(가평, 나주, 다산)에 설치"))
    []
    """
    for match in _CHANGE.finditer(text):
        before, after, change = (
            Decimal(match[name].replace(",", "")) for name in ("before", "after", "change")
        )
        real = abs(after - before) / before * _WHOLE if before else change
        if abs(real - change) > _rounding(before, after, match["change"]):
            yield issue(
                "change_mismatch",
                f"'{match.group()}': 적힌 변화는 {change} %, 계산하면 {real:.1f} % 입니다.",
                f"'{match.group()}': the change is stated as {change} %, and comes to {real:.1f} %.",
                span=match.span(),
            )
    for match in _LISTED.finditer(text):
        names = match["names"]
        # "가·나" may be one name or two
        counts = {
            len(re.split(signs, names)) for signs in (r",", r"[,·ㆍ]", r"[·ㆍ]", r",|·|ㆍ|/|\s(?:및|과|와)\s")
        }
        if max(counts) >= _LEAST_PARTS and int(match["count"]) not in counts and not _OPEN_END.search(names):
            listed = max(counts)
            yield issue(
                "count_mismatch",
                f"'{match.group()}': 적힌 수는 {match['count']}, 열거한 이름은 {listed}개입니다.",
                f"'{match.group()}': {match['count']} are stated, {listed} are named.",
                span=match.span(),
            )


def _rounding(before: Decimal, after: Decimal, change: str) -> Decimal:
    """How far a stated change may be off: one in its last digit (cut off or rounded), and what rounded amounts do."""
    step = Decimal(1).scaleb(-len(change.partition(".")[2]))
    loose = sum(Decimal(1).scaleb(min(int(one.as_tuple().exponent), 0)) / 2 for one in (before, after))
    is_rounded = any(int(one.as_tuple().exponent) < 0 for one in (before, after))
    return step + (loose / before * _WHOLE if is_rounded and before else 0)
