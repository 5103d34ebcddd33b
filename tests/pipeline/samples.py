"""Runs of the fixtures that several tests look at; made once a test process."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline import versions
from pipeline.config import RunConfig
from pipeline.engines.contract import TASK_MODULES, Role
from pipeline.engines.local import LocalEngine
from pipeline.inputs import gather
from pipeline.progress import QuietProgress
from pipeline.run import finish, read_documents
from pipeline.shelf import Shelf
from pipeline.stages import Line
from pipeline.store.store import open_store
from schemas.errors import ExitCode

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SMALL = (
    FIXTURES / "press_release/press_release_2023.pdf",
    FIXTURES / "snippets/release_ocr.md",
    FIXTURES / "scanned/one_page_press_release.jpg",
)
"""A born-digital release, a converted text, a scan: each way of reading, on its smallest input."""
BORN_DIGITAL = (
    FIXTURES / "press_release/press_release_2022.pdf",
    FIXTURES / "press_release/press_release_2023.pdf",
    FIXTURES / "application/city_application.pdf",
    FIXTURES / "snippets/release_ocr.md",
    FIXTURES / "snippets/weekly_news.txt",
)
TABLES = ("documents", "pages", "cases", "facts", "records", "suggestions", "errors")


def jipyo(
    *words: object, env: Mapping[str, str] | None = None, timeout: float = 400
) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, words)],
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
        env=dict(os.environ) | dict(env or {}),
    )


def run_into(out: Path, inputs: Sequence[Path], *options: str, env: Mapping[str, str] | None = None) -> int:
    """Run the main job; returns the exit code, and fails where something is said of a traceback."""
    done = jipyo("run", *inputs, "--out", out, *options, env=env)
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode


def run_with_worker(out: Path, path: Path, role: Role, module: str) -> ExitCode:
    """A run over one file whose workers of one role load `module`."""
    out.mkdir(exist_ok=True)
    gathered = gather([path])
    with open_store(out) as store:
        shelf = Shelf(store, RunConfig(workers=1))
        engine = LocalEngine(1, out / "log", TASK_MODULES | {role: module})
        try:
            read_documents(Line(shelf, engine, QuietProgress()), tuple(gathered.documents().values()))
        finally:
            engine.close()
        return finish(shelf, gathered, out).exit_code


@functools.cache
def sample_run(inputs: tuple[Path, ...] = SMALL) -> Path:
    """The folder of a run over `inputs`."""
    out = Path(tempfile.mkdtemp(prefix="jipyo-sample-")) / "out"
    assert run_into(out, inputs, "--quiet") == 0
    return out


def rows(out: Path, name: str) -> list[dict[str, Any]]:
    """The lines of one exported table."""
    return [json.loads(line) for line in (out / f"{name}.jsonl").read_text("utf-8").splitlines()]


def exported(out: Path) -> dict[str, str]:
    """The sha256 of every exported file, but for run.json, which tells the time."""
    files = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name not in {"run.json", "jipyo.db", "jipyo.db-wal", "jipyo.db-shm"}
    }


def forget_tools() -> None:
    """Which engines are installed is asked once a process; a test that changes it forgets before and after."""
    versions.ocr_tools.cache_clear()
    versions.tesseract.cache_clear()
