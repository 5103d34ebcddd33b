"""The lines of a table of indicators, as they stand in a CSV or XLSX file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from schemas.errors import UsageError

MAX_BYTES = 20_000_000
MAX_LINES = 5_000
MAX_CELLS = 80
MAX_CHARACTERS = 2_000
# Excel in Korea saves CSV in CP949 unless asked for UTF-8
_ENCODINGS = ("utf-8-sig", "cp949")
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of a sheet; `number` counts from 1 as the spreadsheet shows it, empty cells are ''."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(cell for cell in self.cells if cell)


def read_sheets(path: Path) -> list[list[SheetLine]]:
    """Return the lines of each sheet of a CSV (one) or XLSX file.

    Raises UsageError where the file cannot be opened or is of another kind.
    """
    suffix = path.suffix.lower()
    if suffix not in {".csv", ".xlsx"}:
        raise UsageError(
            f"{path.name}: CSV 또는 XLSX 파일이 아닙니다. 다른 이름으로 저장하세요 / "
            f"{path.name} is neither CSV nor XLSX; save the table as one of them."
        )
    raw = _bytes_of(path)
    sheets = [_csv_rows(raw, path.name)] if suffix == ".csv" else list(_xlsx_rows(raw, path.name))
    return [list(_lines(sheet)) for sheet in sheets]


def _bytes_of(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{path.name}: 파일을 열 수 없습니다({error.strerror}) / cannot be opened; check the path."
        ) from error
    if len(raw) > MAX_BYTES:
        raise UsageError(
            f"{path.name}: {MAX_BYTES} 바이트보다 큽니다 / larger than {MAX_BYTES} bytes; keep only the table."
        )
    return raw


def _csv_rows(raw: bytes, name: str) -> Iterable[Iterable[object]]:
    text = _decoded(raw, name)
    first = max(text.splitlines()[:30], key=len, default="")
    delimiter = max(_DELIMITERS, key=first.count)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _decoded(raw: bytes, name: str) -> str:
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"{name}: UTF-8 이나 CP949 로 저장하세요 / save the file as UTF-8 or CP949 text.")


def _xlsx_rows(raw: bytes, name: str) -> Iterator[list[tuple[object, ...]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        for sheet in book.worksheets:
            yield list(sheet.iter_rows(max_row=MAX_LINES + 1, max_col=MAX_CELLS, values_only=True))
    except (BadZipFile, InvalidFileException, KeyError, ValueError, SyntaxError) as error:
        raise UsageError(
            f"{name}: 읽을 수 없는 XLSX 파일입니다. 다시 저장하거나 CSV 로 저장하세요 / "
            f"this is no readable XLSX file; save it again, or as CSV."
        ) from error


def _lines(rows: Iterable[Iterable[object]]) -> Iterator[SheetLine]:
    for number, row in enumerate(rows, start=1):
        if number > MAX_LINES:
            raise UsageError(f"{MAX_LINES} 행보다 깁니다 / the table is longer than {MAX_LINES} lines.")
        cells = tuple(_text(cell) for cell in list(row)[:MAX_CELLS])
        if any(cells):
            yield SheetLine(number, cells)


def _text(cell: object) -> str:
    """A cell as a person reads it: whole numbers without '.0', blanks and line breaks as one blank.

    >>> _text(20.0), _text(" 지표\\n번호 "), _text(None)
    ('20', '지표 번호', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())[:MAX_CHARACTERS]
