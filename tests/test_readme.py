"""The commands that the README shows are run, in order, as a reader would."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
# ```sh
# jipyo run … --out out
# ```
SHELL_BLOCK = re.compile(r"^```sh\n(?P<lines>.*?)^```", re.MULTILINE | re.DOTALL)
# [the contract](CONTRIBUTING.md)
LINK = re.compile(r"\]\((?P<target>[^)#:]+)\)")
COMMANDS = [
    line.split("  #")[0].strip()
    for block in SHELL_BLOCK.finditer(README)
    for line in block["lines"].splitlines()
    if line.strip() and not line.startswith("#")
]


def test_every_command_is_one_that_this_test_can_run() -> None:
    assert COMMANDS
    assert [line for line in COMMANDS if line.split()[0] not in {"make", "jipyo"}] == []


@pytest.mark.parametrize("line", [line for line in COMMANDS if line.startswith("make ")])
def test_make_command_of_the_readme_has_a_recipe(line: str) -> None:
    planned = subprocess.run([*line.split(), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert planned.returncode == 0, planned.stderr


def test_jipyo_commands_of_the_readme_run_in_order(tmp_path: Path) -> None:
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for line in (line for line in COMMANDS if line.startswith("jipyo ")):
        done = subprocess.run(
            ["bash", "-c", line], cwd=tmp_path, env={**os.environ, "PATH": path},
            capture_output=True, text=True, check=False, timeout=600,
        )  # fmt: skip
        assert done.returncode == 0, f"{line}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"])
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for match in LINK.finditer((ROOT / page).read_text(encoding="utf-8")):
        assert (ROOT / match["target"]).exists(), match["target"]
