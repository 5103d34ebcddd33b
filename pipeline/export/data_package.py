"""datapackage.json: which tables there are, what describes them, and their sha256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.export.table import Table
from schemas.rows import SCHEMA_VERSION

PACKAGE = "datapackage.json"
MEDIA_TYPES = {".jsonl": "application/jsonl", ".parquet": "application/vnd.apache.parquet"}


def describe(tables: Sequence[Table], folder: Path, files: Sequence[str]) -> str:
    """The descriptor of the table files below `folder`; each names the schema that describes it."""
    counts = {table.name: len(table.rows) for table in tables}
    listed = [
        _resource(folder, PurePosixPath(name), counts[PurePosixPath(name).stem])
        for name in files
        if PurePosixPath(name).suffix in MEDIA_TYPES
    ]
    package = {
        "profile": "data-package",
        "name": "jipyo-run",
        "schema_version": SCHEMA_VERSION,
        "resources": listed,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _resource(folder: Path, name: PurePosixPath, row_count: int) -> dict[str, Any]:
    data = (folder / name).read_bytes()
    return {
        "name": f"{name.stem}-{name.suffix[1:]}",
        "path": str(name),
        "format": name.suffix[1:],
        "mediatype": MEDIA_TYPES[name.suffix],
        "encoding": "utf-8",
        "rows": row_count,
        "bytes": len(data),
        "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
        "json_schema": f"schema/{name.stem}.json",
    }
