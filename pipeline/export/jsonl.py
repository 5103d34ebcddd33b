"""JSON Lines: one object a line, UTF-8, Korean as itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.export.table import JsonRow, Table


def line(row: JsonRow) -> str:
    """One row as it stands in the file, without the line end.

    >>> line({"subject": "수원시", "value": 70})
    '{"subject": "수원시", "value": 70}'
    """
    return json.dumps(row, ensure_ascii=False, allow_nan=False)


def write_jsonl(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
    """Write NAME.jsonl for each table."""
    for table in tables:
        with (folder / f"{table.name}.jsonl").open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(line(row) + "\n" for row in table.rows)
    return tuple(f"{table.name}.jsonl" for table in tables)
