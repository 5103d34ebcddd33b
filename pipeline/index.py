"""The 조견표: each indicator with its claim, the page that proves it, and its state; a gap shows as a gap."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from extractors.rules.catalogues import catalogue_names, load_catalogue
from pipeline.json_lines import source_names
from pipeline.scoring import read_records
from pipeline.suggestions import load_suggestions
from pipeline.whole_file import whole_file
from schemas.catalogue import PROXY_NOTICE, Catalogue, Indicator
from schemas.record import Record, State

STATES: dict[State, str] = {
    "present": "근거 있음 / present",
    "planned_only": "계획만 있음 / planned only",
    "conflicting": "값이 서로 다름 / conflicting",
    "needs_review": "확인 필요 / needs review",
    "absent": "찾지 못함 / absent",
    "not_searched": "찾지 않음 / not searched",
}
GAPS: tuple[State, ...] = ("absent", "not_searched")
_MOST_PROOFS = 3
_TEMPLATE = "index_template.html"


def write_index(folder: Path, out: Path) -> None:
    """Write the index of a run folder: a workbook where `out` ends in .xlsx, else one HTML file without links."""
    tables = list(_tables(read_records(folder), _proofs(folder)))
    if out.suffix.lower() == ".xlsx":
        # openpyxl is slow to load
        from pipeline.index_workbook import write_workbook

        write_workbook(tables, load_suggestions(folder), _notices(folder), folder=folder, out=out)
        return
    page = (
        _environment()
        .get_template(_TEMPLATE)
        .render(tables=tables, suggestions=load_suggestions(folder), states=STATES)
    )
    with whole_file(out) as stream:
        stream.write(page.encode("utf-8"))


def _environment() -> Environment:
    folder = FileSystemLoader([Path(__file__).parent, Path(__file__).parent / "report"])
    return Environment(
        loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _rows(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def _notices(folder: Path) -> Iterator[tuple[object, ...]]:
    """What was noticed on documents and their pages: source, page, code, text."""
    documents = list(_rows(folder / "documents.jsonl"))
    names = source_names(documents)
    for row in documents:
        for told in row.get("issues", ()):
            yield names[row["document_id"]], told["page_no"], told["code"], _both(told["message"])
    for row in _rows(folder / "pages.jsonl"):
        for told in row.get("issues", ()):
            yield names[row["document_id"]], row["page_no"], told["code"], _both(told["message"])


def _proofs(folder: Path) -> dict[str, dict[str, Any]]:
    """For each fact: its quote, page, and the name of its document."""
    names = source_names(_rows(folder / "documents.jsonl"))
    return {
        row["fact_id"]: {
            "quote": row["evidence"][0]["quote"],
            "page_no": row["evidence"][0]["page_no"],
            "document": names.get(row["document_id"], row["document_id"]),
        }
        for row in _rows(folder / "facts.jsonl")
    }


def _tables(records: Sequence[Record], proofs: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """One table for each subject of each catalogue, in the order of the records."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.catalogue, record.subject.kind, record.subject.name), []).append(record)
    for (name, _, subject), own in groups.items():
        states = Counter(record.state for record in own)
        yield {
            "subject": subject,
            "kind": own[0].subject.kind,
            "city_class": own[0].subject.city_class,
            "city_class_quote": own[0].subject.city_class_quote,
            "catalogue": name,
            "notice": PROXY_NOTICE if own[0].catalogue_status == "proxy" else None,
            "issues": own[0].issues,
            "counts": [(state, states[state]) for state in STATES if states[state]],
            "groups": list(_by_dimension(own, proofs)),
        }


def _by_dimension(own: Sequence[Record], proofs: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    known = own[0].catalogue in catalogue_names()
    catalogue = load_catalogue(own[0].catalogue) if known else None
    if catalogue is None:
        yield {"name": None, "rows": [_row(record, None, proofs) for record in own]}
        return
    for dimension in catalogue.dimensions:
        inside = [(record, _indicator(catalogue, record)) for record in own]
        rows = [_row(record, one, proofs) for record, one in inside if one and one.dimension == dimension.id]
        yield {"name": f"{dimension.name.ko} / {dimension.name.en}", "rows": rows}


def _indicator(catalogue: Catalogue, record: Record) -> Indicator | None:
    return catalogue.indicator(record.indicator_id)


def _row(
    record: Record, indicator: Indicator | None, proofs: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
    found = [proofs[fact_id] for fact_id in record.fact_ids if fact_id in proofs]
    distinct = list({(proof["document"], proof["quote"]): proof for proof in found}.values())
    return {
        "indicator_id": record.indicator_id,
        "name": indicator.name.ko if indicator else "",
        "name_en": indicator.name.en if indicator else "",
        "definition": indicator.definition.ko if indicator else "",
        "wanted": indicator.proof if indicator else "",
        "state": record.state,
        "state_name": STATES[record.state],
        "is_gap": record.state in GAPS,
        "value": _value(record),
        "status": record.status or "",
        "strength": f"{record.strength:.2f}" if record.fact_ids else "",
        "proofs": distinct[:_MOST_PROOFS],
        "more": max(len(distinct) - _MOST_PROOFS, 0),
        "reasons": ", ".join(record.reasons),
        "pages": sum(len(searched.pages) for searched in record.searched),
    }


def _value(record: Record) -> str:
    if record.value is None or record.value is True:
        return ""
    parts = (record.qualifier, str(record.value), record.unit)
    return " ".join(part for part in parts if part)


def _both(message: Mapping[str, str]) -> str:
    return f"{message['ko']} / {message['en']}"
