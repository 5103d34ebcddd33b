"""Files with random damage: each is read or refused with a reason, and no fault of ours shows."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.pipeline.samples import FIXTURES, rows, run_into

PARENTS = (
    FIXTURES / "press_release/press_release_2023.pdf",
    FIXTURES / "broken/one_page_without_text.pdf",
    FIXTURES / "snippets/weekly_news.txt",
    FIXTURES / "scanned/one_page_application.png",
)


def _mutant(content: bytes, chance: random.Random) -> bytes:
    """Overwrite, cut out or double a few stretches."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(damaged))
        length = chance.randint(1, 64)
        kind = chance.choice(("overwrite", "cut", "double"))
        if kind == "overwrite":
            damaged[start : start + length] = chance.randbytes(length)
        elif kind == "cut":
            del damaged[start : start + length]
        else:
            damaged[start:start] = damaged[start : start + length]
    return bytes(damaged) or b"\0"


def _run_mutants(folder: Path, count: int) -> None:
    chance = random.Random(9417)
    (folder / "in").mkdir()
    for number in range(count):
        parent = PARENTS[number % len(PARENTS)]
        name = f"{number:03d}{parent.suffix}"
        (folder / "in" / name).write_bytes(_mutant(parent.read_bytes(), chance))
    assert run_into(folder / "out", [folder / "in"], "--quiet") in {0, 1, 3}
    readable = {
        source for row in rows(folder / "out", "documents") if row["readable"] for source in row["sources"]
    }
    errors = {row["source"]: row["code"] for row in rows(folder / "out", "errors")}
    assert readable | set(errors) == {path.name for path in (folder / "in").iterdir()}
    assert "internal" not in errors.values(), errors


def test_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    _run_mutants(tmp_path, 8)


@pytest.mark.soak
def test_many_damaged_files_are_read_or_refused(tmp_path: Path) -> None:
    _run_mutants(tmp_path, 120)
