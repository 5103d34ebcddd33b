"""The commands as a user meets them: help, exit codes, messages; never a traceback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import app


def _jipyo(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_help_lists_exactly_the_commands_that_are_built() -> None:
    named = {command.name for command in app.registered_commands}
    read_only = {"index", "why", "why-not", "score", "eval", "status"}
    assert named == {"run", "read", "searchable", "redo", "map"} | read_only
    for name in named:
        assert f"\n  {name} " in _jipyo("--help").stdout


def test_the_start_of_the_command_imports_nothing_heavy() -> None:
    script = "import sys, pipeline.cli; print([name for name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for heavy in (
        "pydantic",
        "spacy",
        "kiwipiepy",
        "pandas",
        "numpy",
        "cv2",
        "onnxruntime",
        "pdfplumber",
        "sqlalchemy",
    ):
        assert f"'{heavy}'" not in loaded


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("run", "x.pdf"), 2),
        (("run", "--out", "o"), 2),
        (("read", "gone.pdf"), 1),
        (("read", "gone.pdf", "--pages", "x"), 2),
        (("status", "nowhere"), 2),
        (("index", "nowhere", "--out", "x.html"), 2),
        (("score", "nowhere", "--out", "x.json"), 2),
        (("eval", "nowhere", "nowhere"), 2),
        (("map", "nowhere", "--catalogue", "proxy-city-2022"), 2),
        (("searchable", "gone.pdf", "--out", "x.pdf"), 1),
        (("searchable", "gone.pdf"), 2),
        (("redo", "nowhere", "--document", "a", "--pages", "1"), 2),
        (("catalogue", "show", "none-such"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else str(value),
)
def test_wrong_usage_is_a_message_and_an_exit_code(words: tuple[str, ...], code: int, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *words],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == code, done.stderr
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_a_fault_of_the_program_is_told_without_a_traceback() -> None:
    script = "import pipeline.cli as cli; cli.typer.main.get_command = lambda _: lambda: 1 / 0; cli.main()"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert "ZeroDivisionError" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def test_the_catalogues_can_be_listed_shown_and_checked() -> None:
    assert "proxy-city-2022" in _jipyo("catalogue", "list").stdout
    shown = _jipyo("catalogue", "show", "proxy-city-2022").stdout
    assert "시험 산정(비공식)" in shown
    assert "SI.TR.01" in shown
