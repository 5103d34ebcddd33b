"""A copy of the JSON Schemas beside the tables, so that the folder explains itself."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import schemas
from pipeline.export.table import Table

KEPT = Path(next(iter(schemas.__path__))) / "json"


def write_schemas(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
    """Copy the schema of each table to schema/NAME.json, and that of `jipyo read`."""
    (folder / "schema").mkdir(exist_ok=True)
    names = [*(table.name for table in tables), "document_model"]
    for name in names:
        shutil.copyfile(KEPT / f"{name}.json", folder / "schema" / f"{name}.json")
    return tuple(f"schema/{name}.json" for name in names)
