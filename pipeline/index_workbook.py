"""The 조견표 as a workbook: one line an indicator, to be filtered, filled in and printed on A4."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.whole_file import whole_file

HEADS = (
    ("신청자 / subject", 16), ("지표 목록 / catalogue", 20), ("지표 / indicator", 11), ("이름 / name", 28),
    ("값 / claim", 16), ("성격 / status", 11), ("근거 / proof", 50), ("문서 / document", 24),
    ("쪽 / page", 7), ("상태 / state", 20), ("강도 / strength", 9),
)  # fmt: skip
"""Heads and widths (characters) of the index."""
NOTICE_HEADS = (
    ("문서 / document", 30), ("쪽 / page", 7), ("부호 / code", 26), ("내용 / what was noticed", 110),
)  # fmt: skip
_PAGE = 9
_LONGEST = 32_767  # characters that a cell holds
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# No clock time: equal runs give equal bytes. Zip knows no earlier year than 1980.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DATE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # openpyxl knows no zones
_CLOCK = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
_HEAD_FILL = PatternFill("solid", fgColor="F5F7FA")
_RULE = Border(*(Side("thin", color="D8DEE6"),) * 4)
_LINK = Font(color="1F4E9E", underline="single")


def write_workbook(
    tables: Iterable[Mapping[str, Any]], notices: Iterable[Sequence[object]], folder: Path, out: Path
) -> None:
    """Write the tables of `pipeline.index` as XLSX; `notices` are lines under NOTICE_HEADS.

    Pages link to the report of the run, by its way from where the workbook lies.
    """
    book = Workbook()
    book.properties.created = _DATE
    book.properties.creator = "jipyo"
    index = book.worksheets[0]
    index.title = "조견표"
    report = _way_to(folder / "report.html", out)
    _fill(index, HEADS, _index_lines(tables))
    for (cell,) in index.iter_rows(min_row=2, min_col=_PAGE, max_col=_PAGE):
        if report and cell.value is not None:
            cell.hyperlink, cell.font = f"{report}#documents", _LINK
    _fill(book.create_sheet("점검"), NOTICE_HEADS, notices)
    raw = io.BytesIO()
    book.save(raw)
    with whole_file(out) as stream:
        stream.write(_without_clock(raw.getvalue()))


def _way_to(target: Path, out: Path) -> str | None:
    if not target.is_file():
        return None
    return quote(Path(os.path.relpath(target.resolve(), out.resolve().parent)).as_posix())


def _index_lines(tables: Iterable[Mapping[str, Any]]) -> Iterator[Sequence[object]]:
    """One line a proof, so that each page stands beside its quote; a gap is a line without proof."""
    for table in tables:
        catalogue = " – ".join(part for part in (table["catalogue"], table["notice"]) if part)
        for row in (row for group in table["groups"] for row in group["rows"]):
            for proof in row["proofs"] or ({"quote": None, "document": None, "page_no": None},):
                yield (
                    table["subject"], catalogue, row["indicator_id"], row["name"], row["value"], row["status"],
                    proof["quote"], proof["document"], proof["page_no"], row["state_name"],
                    float(row["strength"]) if row["strength"] else None,
                )  # fmt: skip


def _fill(sheet: Worksheet, heads: Sequence[tuple[str, int]], lines: Iterable[Sequence[object]]) -> None:
    for number, line in enumerate([[head for head, _ in heads], *lines], start=1):
        for col, value in enumerate(line, start=1):
            _put(sheet.cell(number, col), value, is_head=number == 1)
    for col, (_, width) in enumerate(heads, start=1):
        sheet.column_dimensions[get_column_letter(col)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.center.text = "&P / &N"


def _put(cell: Cell, value: object, *, is_head: bool) -> None:
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.value = text or None
        if text.startswith(_FORMULA_STARTS):  # text stays text, also after a person has edited the cell
            cell.data_type, cell.quotePrefix = "s", True
    else:
        cell.value = value
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _RULE
    if is_head:
        cell.font, cell.fill = Font(bold=True), _HEAD_FILL


def _without_clock(raw: bytes) -> bytes:
    """The same workbook with fixed times in its entries and its properties."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _CLOCK.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, data)
    return fixed.getvalue()
