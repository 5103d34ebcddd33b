"""Writes the tables of a run folder: all or nothing for a reader who waits for datapackage.json."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from pipeline.export.data_package import PACKAGE, describe
from pipeline.export.masked_rows import masked_rows, masks_of
from pipeline.export.results import RunResults
from pipeline.export.sinks import SINKS

STAGING = ".export"


@dataclass(frozen=True, slots=True)
class ExportSummary:
    """What was written: files, lines of each table, and how many stretches were masked, by kind."""

    files: tuple[str, ...]
    rows: dict[str, int]
    masks: dict[str, int]


def export(results: RunResults, out: Path, *, keep_pii: bool) -> ExportSummary:
    """Write every table with every sink into `out`.

    Files are made in a folder beside and renamed into place. The data package
    is removed first and comes back last: where it stands, all it lists stands.
    """
    tables = masked_rows(results, keep_pii=keep_pii)
    staging = out / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    files = tuple(name for sink in SINKS.values() for name in sink(tables, staging))
    (staging / PACKAGE).write_text(describe(tables, staging, files), encoding="utf-8")
    (out / PACKAGE).unlink(missing_ok=True)
    for name in (*files, PACKAGE):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (staging / name).replace(out / name)
    shutil.rmtree(staging)
    rows = {table.name: len(table.rows) for table in tables}
    return ExportSummary((*files, PACKAGE), rows, {} if keep_pii else _count(results))


def _count(results: RunResults) -> dict[str, int]:
    kinds = Counter(masked.kind for result in results.documents for masked in masks_of(result).spans)
    return {kind: kinds[kind] for kind in sorted(kinds)}
