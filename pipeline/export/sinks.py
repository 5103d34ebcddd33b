"""The sinks. To add one: write its module, and one line here; the contract test runs over every entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.export.jsonl import write_jsonl
from pipeline.export.parquet import write_parquet
from pipeline.export.schema_files import write_schemas
from pipeline.export.table import Table

Sink = Callable[[Sequence[Table], Path], tuple[str, ...]]
"""Writes all tables, also empty ones, below a folder; returns the names of its files, relative to it.

Equal rows give equal bytes: no clock, no machine's name, no unordered set.
"""

SINKS: dict[str, Sink] = {
    "jsonl": write_jsonl,
    "parquet": write_parquet,
    "schema": write_schemas,
}
