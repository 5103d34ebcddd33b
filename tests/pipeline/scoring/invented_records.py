"""A run folder with records of a few indicators; all invented."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from schemas.evidence import Evidence
from schemas.record import Record, RecordConfidence, State

CATALOGUE = "proxy-city-2022"
SURE = RecordConfidence(read=1, locate=1, resolve=1, map=0.8)


def record(indicator_id: str, state: State = "present", about: str = "오산시", **rest: Any) -> Record:
    is_found = state not in {"absent", "not_searched"}
    proof = Evidence(span=(0, 2), quote="근거", page_no=3, bbox=None, boxes=(), region="body", origin="text")
    plain: dict[str, Any] = {
        "record_id": f"{about}-{indicator_id}", "catalogue": CATALOGUE, "catalogue_status": "proxy",
        "indicator_id": indicator_id, "subject": {"kind": "municipality", "name": about}, "state": state,
        "status": "done" if is_found else None, "strength": 0.8 if is_found else 0.0,
        "fact_ids": (f"f-{indicator_id}",) if is_found else (), "evidence": (proof,) if is_found else (),
        "confidence": SURE if is_found else None,
    }  # fmt: skip
    return Record.model_validate(plain | rest)


def write_folder(folder: Path, records: list[Record], quote: str = "근거") -> Path:
    """Write the three files that index and score read."""
    lines = [one.model_dump_json() for one in records]
    (folder / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rows = [
        {"fact_id": fact_id, "document_id": "sha256:a", "evidence": [{"quote": quote, "page_no": 3}]}
        for one in records
        for fact_id in one.fact_ids
    ]
    (folder / "facts.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    source = {"document_id": "sha256:a", "sources": ["오산시_신청서.pdf"]}
    (folder / "documents.jsonl").write_text(json.dumps(source) + "\n", encoding="utf-8")
    return folder
