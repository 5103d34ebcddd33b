"""Parquet with the fixed schemas of arrow_schemas.py; always written, also when a table is empty."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.export.arrow_schemas import ARROW_SCHEMAS, AS_JSON_TEXT
from pipeline.export.table import JsonRow, Table

# "2022-09-29", and the day of "2022-09-29T11:00"
_DAY = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?:T[0-9:+Z.-]+)?")
_LARGEST = Decimal(10) ** 29  # decimal(38, 9) has 29 digits before the point
_NO_VALUE: dict[str, Any] = {
    "value_type": None,
    "value_number": None,
    "value_text": None,
    "value_date": None,
    "value_bool": None,
}


def write_parquet(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
    """Write NAME.parquet for each table."""
    for table in tables:
        pq.write_table(arrow_table(table), folder / f"{table.name}.parquet", compression="zstd")
    return tuple(f"{table.name}.parquet" for table in tables)


def arrow_table(table: Table) -> pa.Table:
    """The rows with the table's fixed schema, without the metadata that pandas would leave in the file."""
    schema = ARROW_SCHEMAS[table.name]
    rows = [_flat(row) for row in table.rows]
    # dtype=object keeps whole numbers whole beside missing ones; Arrow then converts by the schema.
    frame = pd.DataFrame(rows, columns=schema.names, dtype=object)
    return pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)


def value_columns(value: object) -> dict[str, Any]:
    """Split a value by its type; a number too large for the column is kept as text.

    >>> value_columns(70)["value_number"], value_columns("2022-09-29")["value_date"]
    (Decimal('70.000000000'), datetime.date(2022, 9, 29))
    >>> value_columns("2022-09")["value_type"], value_columns(True)["value_bool"]
    ('text', True)
    """
    if isinstance(value, bool):
        return {**_NO_VALUE, "value_type": "bool", "value_bool": value}
    if isinstance(value, int | float):
        return {**_NO_VALUE, "value_type": "number", **_number_columns(Decimal(str(value)))}
    if isinstance(value, str):
        day = _day(value)
        return {**_NO_VALUE, "value_type": "date" if day else "text", "value_text": value, "value_date": day}
    return _NO_VALUE


def _number_columns(number: Decimal) -> dict[str, Any]:
    if abs(number) >= _LARGEST:
        return {"value_text": str(number)}
    return {"value_number": _to_nine_places(number)}


def _to_nine_places(number: Decimal) -> Decimal:
    return Decimal(f"{number:.9f}")  # quantize() would refuse more than 28 digits


def _day(value: str) -> date | None:
    match = _DAY.fullmatch(value)
    try:
        return date.fromisoformat(match["day"]) if match else None
    except ValueError:  # 2022-02-30 stays text
        return None


def _flat(row: JsonRow) -> Mapping[str, Any]:
    flat = {key: _column(key, item) for key, item in row.items() if key != "value"}
    return {**flat, **value_columns(row["value"])} if "value" in row else flat


def _column(key: str, item: Any) -> Any:
    return json.dumps(item, ensure_ascii=False, sort_keys=True) if key in AS_JSON_TEXT else item
