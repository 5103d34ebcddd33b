"""The suggestions of a run folder as the report and the index show them: by subject, beside their gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pipeline.json_lines import lines_of, source_names

Row = Mapping[str, Any]
Place = tuple[str, str, str]
"""Catalogue, kind and name of a subject."""


def load_suggestions(folder: Path) -> dict[Place, list[dict[str, Any]]]:
    """What to look at, by subject, the most alike first; none in a folder that an older run wrote."""
    if not (folder / "suggestions.jsonl").is_file():
        return {}
    return by_subject(lines_of(folder / "suggestions.jsonl"), lines_of(folder / "documents.jsonl"))


def by_subject(rows: Iterable[Row], documents: Iterable[Row]) -> dict[Place, list[dict[str, Any]]]:
    """The lines of suggestions.jsonl with the names of their documents, by subject."""
    names = source_names(documents)
    found: dict[Place, list[dict[str, Any]]] = {}
    for row in rows:
        subject = row["subject"]
        shown = {
            "indicator_id": row["indicator_id"],
            "similarity": f"{row['similarity']:.2f}",
            "quote": row["quote"],
            "page_no": row["page_no"],
            "document": names.get(row["document_id"], row["document_id"]),
        }
        found.setdefault((row["catalogue"], subject["kind"], subject["name"]), []).append(shown)
    return found
