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

from pipeline.suggestions import Place
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
SUGGESTION_HEADS = (
    ("신청자 / subject", 16), ("지표 목록 / catalogue", 20), ("지표 / indicator", 11), ("이름 / name", 28),
    ("닮음 / similarity", 10), ("확인할 문장 / sentence to look at", 80), ("문서 / document", 24), ("쪽 / page", 7),
    ("상태 / state", 20),
)  # fmt: skip
"""What no rule took, beside the gap that its words are like: to look at, no proof."""
_PAGE = "쪽 / page"
_UNTAKEN = "확인 필요, 근거 아님 / needs review, no proof"
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
    tables: Sequence[Mapping[str, Any]],
    suggestions: Mapping[Place, Sequence[Mapping[str, Any]]],
    notices: Iterable[Sequence[object]],
    *,
    folder: Path,
    out: Path,
) -> None:
    """Write the tables of `pipeline.index` as XLSX, with the suggestions beside; `notices` are lines under NOTICE_HEADS.

    Pages link to the report of the run, by its way from where the workbook lies.
    """
    book = Workbook()
    book.properties.created = _DATE
    book.properties.creator = "jipyo"
    report = _way_to(folder / "report.html", out)
    index = book.worksheets[0]
    index.title = "조견표"
    _fill(index, HEADS, _index_lines(tables), link=report and f"{report}#documents")
    lines = _suggestion_lines(tables, suggestions)
    _fill(book.create_sheet("확인할 문장"), SUGGESTION_HEADS, lines, link=report and f"{report}#index")
    _fill(book.create_sheet("점검"), NOTICE_HEADS, notices, link=report and f"{report}#documents")
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
        for row in (row for group in table["groups"] for row in group["rows"]):
            for proof in row["proofs"] or ({"quote": None, "document": None, "page_no": None},):
                yield (
                    table["subject"], _catalogue(table), row["indicator_id"], row["name"], row["value"],
                    row["status"], proof["quote"], proof["document"], proof["page_no"], row["state_name"],
                    float(row["strength"]) if row["strength"] else None,
                )  # fmt: skip


def _catalogue(table: Mapping[str, Any]) -> str:
    return " – ".join(part for part in (table["catalogue"], table["notice"]) if part)


def _suggestion_lines(
    tables: Iterable[Mapping[str, Any]], suggestions: Mapping[Place, Sequence[Mapping[str, Any]]]
) -> Iterator[Sequence[object]]:
    """One line a sentence, by subject as in the index, the most alike first."""
    for table in tables:
        names = {row["indicator_id"]: row["name"] for group in table["groups"] for row in group["rows"]}
        for one in suggestions.get((table["catalogue"], table["kind"], table["subject"]), ()):
            yield (
                table["subject"], _catalogue(table), one["indicator_id"], names.get(one["indicator_id"], ""),
                float(one["similarity"]), one["quote"], one["document"], one["page_no"], _UNTAKEN,
            )  # fmt: skip


def _fill(
    sheet: Worksheet,
    heads: Sequence[tuple[str, int]],
    lines: Iterable[Sequence[object]],
    *,
    link: str | None,
) -> None:
    """Write the lines under their heads; pages lead to `link`."""
    names = [head for head, _ in heads]
    for number, line in enumerate([names, *lines], start=1):
        for col, value in enumerate(line, start=1):
            _put(sheet.cell(number, col), value, is_head=number == 1)
        page = sheet.cell(number, names.index(_PAGE) + 1)
        if number > 1 and link and page.value is not None:
            page.hyperlink, page.font = link, _LINK
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
