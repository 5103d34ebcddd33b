"""report.html, from the exported rows (already masked) and the pictures of evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.json_lines import lines_of
from pipeline.report.strength_sum import told_sum
from pipeline.requests import Crop
from pipeline.suggestions import Place, by_subject
from schemas.catalogue import Catalogue

Row = Mapping[str, Any]
_FOLDER = Path(__file__).parent


def write_report(out: Path, crops: Sequence[Crop], catalogues: Sequence[Catalogue]) -> None:
    """Write `out`/report.html: one page, no network, readable on paper."""
    rows = {
        name: lines_of(out / f"{name}.jsonl")
        for name in ("documents", "pages", "cases", "facts", "records", "suggestions", "errors")
    }
    page = (
        _environment()
        .get_template("template.html")
        .render(
            counts=_counts(rows),
            documents=[_document(row, rows) for row in rows["documents"]],
            cases=[_case(row, rows, crops) for row in rows["cases"]],
            indexes=list(_indexes(rows, {one.name: one for one in catalogues})),
            failures=rows["errors"],
        )
    )
    temporary = out / ".report.html"
    temporary.write_text(page, "utf-8")
    temporary.replace(out / "report.html")


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined)


def _counts(rows: Mapping[str, Sequence[Row]]) -> list[tuple[str, int]]:
    present = sum(record["state"] == "present" for record in rows["records"])
    return [
        ("문서 / documents", sum(row["readable"] for row in rows["documents"])),
        ("쪽 / pages", len(rows["pages"])),
        ("OCR 쪽 / OCR pages", sum(row["origin"] != "text" for row in rows["pages"])),
        ("사례 / cases", len(rows["cases"])),
        ("사실 / facts", len(rows["facts"])),
        ("근거 있는 지표 / present", present),
        ("실패 / failures", len(rows["errors"])),
    ]


def _document(row: Row, rows: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    own = [fact for fact in rows["facts"] if fact["document_id"] == row["document_id"]]
    pages = [page for page in rows["pages"] if page["document_id"] == row["document_id"]]
    header = row["header"] or {}
    return {
        "document_id": row["document_id"],
        "title": header.get("title") or header.get("applicant") or row["sources"][0],
        "kind": row["kind"] or "읽지 못함 / unreadable",
        "released_on": header.get("released_on"),
        "sources": row["sources"],
        "issues": row["issues"],
        "pages": pages,
        "has_ocr": any(page["origin"] != "text" for page in pages),
        "facts": [_fact(fact) for fact in own if fact["case_id"] is None],
    }


def _case(row: Row, rows: Mapping[str, Sequence[Row]], crops: Sequence[Crop]) -> dict[str, Any]:
    title = next((one for one in rows["documents"] if one["document_id"] == row["document_id"]), None)
    return {
        "case_id": row["case_id"],
        "title": row["title"],
        "subject": row["subject"]["name"],
        "service_field": row["service_field"],
        "document": title["sources"][0] if title else "",
        "pages": row["pages"],
        "text": row["text"],
        "crops": [crop for crop in crops if crop.name == row["case_id"]],
        "facts": [_fact(fact) for fact in rows["facts"] if fact["case_id"] == row["case_id"]],
    }


def _fact(row: Row) -> dict[str, Any]:
    first = row["evidence"][0]
    unit = f" {row['unit']}" if row["unit"] else ""
    qualifier = f" ({row['qualifier']})" if row["qualifier"] else ""
    return {
        "field": row["field"],
        "measure": row["measure"],
        "subject": row["subject"]["name"],
        "value": f"{row['value']}{unit}{qualifier}",
        "status": row["status"],
        "quote": first["quote"],
        "page_no": first["page_no"],
        "confidence": first["ocr_confidence"],
    }


def _indexes(
    rows: Mapping[str, Sequence[Row]], catalogues: Mapping[str, Catalogue]
) -> Iterator[dict[str, Any]]:
    """One table for each catalogue and subject, indicators in the catalogue's order."""
    suggestions = by_subject(rows["suggestions"], rows["documents"])
    subjects: dict[Place, list[Row]] = {}
    for record in rows["records"]:
        subject = record["subject"]
        subjects.setdefault((record["catalogue"], subject["kind"], subject["name"]), []).append(record)
    for (name, kind, subject), own in subjects.items():
        catalogue = catalogues[name]
        names = {indicator.id: indicator.name.ko for indicator in catalogue.indicators}
        states = Counter(record["state"] for record in own)
        yield {
            "catalogue": name,
            "subject": subject,
            "notice": catalogue.notice,
            "states": sorted(states.items()),
            "rows": [_index_row(record, names) for record in own],
            "names": names,
            "suggestions": suggestions.get((name, kind, subject), []),
        }


def _index_row(record: Row, names: Mapping[str, str]) -> dict[str, Any]:
    first = record["evidence"][0] if record["evidence"] else None
    unit = f" {record['unit']}" if record["unit"] else ""
    return {
        "indicator_id": record["indicator_id"],
        "name": names.get(record["indicator_id"], ""),
        "state": record["state"],
        "value": "" if record["value"] is None else f"{record['value']}{unit}",
        "quote": first["quote"] if first else "",
        "page_no": first["page_no"] if first else None,
        "reasons": ", ".join(record["reasons"]),
        "strength": record["strength"] or "",
        "sum": told_sum(record) if record["strength"] else "",
    }
