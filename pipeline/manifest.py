"""run.json: versions, settings, hashes, counts and times; the one file that holds clock times."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from importlib.metadata import version
from pathlib import Path

from extractors.rules.strength import BIAS, WEIGHTS
from pipeline.config import RunConfig
from pipeline.page_settings import recall_settings, told_settings
from pipeline.sandbox import sandbox_level
from pipeline.store.store import Store
from pipeline.versions import code_hash, libraries, ocr_tools, rules_hash
from schemas.catalogue import Catalogue
from schemas.errors import MissingProgramError

_CPU_FIELDS = ("model name", "Hardware")


def write_manifest(out: Path, store: Store, config: RunConfig, *, started: float) -> None:
    """Write run.json by way of a temporary name, so that it is whole or absent."""
    manifest = {
        "jipyo": version("jipyo"),
        "code_sha256": code_hash("schemas", "extractors", "pipeline"),
        "rules_sha256": rules_hash(),
        "libraries": libraries(),
        "tools": _tools(config),
        "cpu": _cpu(),
        "platform": platform.platform(),
        "sandbox": sandbox_level(),
        "config": config.model_dump(mode="json"),
        "pages_read_again": told_settings(recall_settings(store)),
        "catalogues": store.recall("catalogue_hashes"),
        "strength": {"bias": BIAS, "weights": WEIGHTS},
        "inputs": sorted({document_id for _, _, document_id, _ in store.recall("inputs")}),
        "masks": store.recall("masks"),
        "counts": _counts(out),
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started)),
        "seconds": round(time.time() - started, 1),
        "files": _hashes(out),
    }
    temporary = out / ".run.json"
    temporary.write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    temporary.replace(out / "run.json")


def _tools(config: RunConfig) -> dict[str, dict[str, str] | None]:
    """What pages are recognised with; a run without such pages needs none of it."""
    try:
        return ocr_tools(config.ocr_engine, config.ocr_model)
    except MissingProgramError:
        return {"jipyo": None, "tesseract": None}


def _cpu() -> str:
    """The kind of processor: equal bytes are promised on one kind only."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith(_CPU_FIELDS)), platform.machine()
    )


def catalogue_hash(catalogue: Catalogue) -> str:
    """The sha256 of a catalogue's content, however its file is written."""
    return hashlib.sha256(catalogue.model_dump_json().encode()).hexdigest()


def _counts(out: Path) -> dict[str, int]:
    return {path.stem: len(path.read_bytes().splitlines()) for path in sorted(out.glob("*.jsonl"))}


def _hashes(out: Path) -> dict[str, str]:
    files = sorted(
        path
        for path in out.rglob("*")
        if path.suffix in {".jsonl", ".parquet", ".html"} or path.parent.name == "schema"
    )
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
