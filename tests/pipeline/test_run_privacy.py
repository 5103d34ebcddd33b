"""No export, report, crop or printed text shows an official's name or number."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from pipeline.collect import recall_inputs
from pipeline.read import ReadFormat, printed
from pipeline.requests import Understanding
from pipeline.shelf import Shelf
from pipeline.store.store import open_store
from tests.pipeline.samples import BORN_DIGITAL, FIXTURES, TABLES, jipyo, rows, run_into, sample_run

FORMS: tuple[ReadFormat, ...] = ("json", "text", "markdown")
GOLDS = sorted(path for path in (FIXTURES / "gold").glob("*.yaml"))
PERSONAL: list[dict[str, Any]] = [
    entry
    for path in GOLDS
    for entry in yaml.safe_load(path.read_text("utf-8")).get("pii", ())
    if entry["strict"]
]
_HANGUL = re.compile(r"[가-힣]+")
_SIGNS = re.compile(r"[\w.+-]+@[\w.-]+|\d[\d\-]{5,20}\d")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _hits(text: str) -> list[str]:
    """The places of the gold's personal data that stand in a text; only hashes are compared."""
    wanted = {entry["sha256"]: entry["where"] for entry in PERSONAL}
    lengths = sorted({entry["length"] for entry in PERSONAL})
    pieces = set(_SIGNS.findall(text))
    for word in set(_HANGUL.findall(text)):
        pieces.update(word[n : n + length] for length in lengths for n in range(len(word) - length + 1))
    return [wanted[_sha256(piece)] for piece in pieces if _sha256(piece) in wanted]


def _texts(out: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(out.rglob("*")):
        if path.suffix in {".jsonl", ".json", ".html"}:
            yield path.name, path.read_text("utf-8")
    for name in TABLES:
        yield f"{name}.parquet", pd.read_parquet(out / f"{name}.parquet").to_json(force_ascii=False) or ""


def test_the_check_itself_finds_what_is_not_masked(tmp_path: Path) -> None:
    assert run_into(tmp_path / "out", BORN_DIGITAL, "--keep-pii") == 0
    found = {where for _, text in _texts(tmp_path / "out") for where in _hits(text)}
    assert found


def test_no_export_or_report_shows_personal_data() -> None:
    found = {(name, where) for name, text in _texts(sample_run(BORN_DIGITAL)) for where in _hits(text)}
    assert found == set()


def test_no_printed_document_shows_personal_data() -> None:
    with open_store(sample_run(BORN_DIGITAL)) as store:
        gathered, config = recall_inputs(store)
        shelf = Shelf(store, config)
        for document in gathered.documents().values():
            found = shelf.understanding(document)
            assert isinstance(found, Understanding)
            for form in FORMS:
                assert _hits(printed(found, form, keep_pii=False)) == []


def test_the_read_command_masks_what_it_prints() -> None:
    assert _hits(jipyo("read", BORN_DIGITAL[1], "--format", "text").stdout) == []


def test_ids_are_the_same_with_and_without_masks(tmp_path: Path) -> None:
    assert run_into(tmp_path / "out", BORN_DIGITAL[:1], "--keep-pii") == 0
    masked = {row["fact_id"]: row for row in rows(sample_run(BORN_DIGITAL[:1]), "facts")}
    plain = {row["fact_id"]: row for row in rows(tmp_path / "out", "facts")}
    assert masked.keys() == plain.keys()
    differing = [row for fact_id, row in plain.items() if row != masked[fact_id]]
    assert {row["field"] for row in differing} & {"contact"}


def test_the_manifest_counts_the_masks_by_kind() -> None:
    masks = json.loads((sample_run(BORN_DIGITAL) / "run.json").read_text("utf-8"))["masks"]
    assert masks["name"] > 0
    assert masks["phone"] > 0
