"""`.ci/system-packages` asks for what is missing and nothing else, here with programs that only pretend."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = (ROOT / ".ci" / "debian-packages.txt").read_text(encoding="utf-8").split()
MISSING = "bubblewrap"


@pytest.fixture
def pretended(tmp_path: Path) -> Path:
    """Programs that say all but bubblewrap is installed, and an apt-get that writes down what it is asked."""
    listed = "\n".join(f"installed {package}" for package in PACKAGES if package != MISSING)
    program(tmp_path, "dpkg-query", f"cat <<'END'\n{listed}\nEND\nexit 1")
    program(tmp_path, "apt-get", f'echo "$@" >>{tmp_path}/asked')
    program(tmp_path, "sudo", "exit 1")
    return tmp_path


def program(folder: Path, name: str, body: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/bash\n{body}\n", encoding="utf-8")
    path.chmod(0o755)


def set_up(folder: Path, *, user_id: int) -> subprocess.CompletedProcess[str]:
    program(folder, "id", f"echo {user_id}")
    return subprocess.run(
        [ROOT / ".ci" / "system-packages"], capture_output=True, text=True, check=False,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
    )  # fmt: skip


def asked(folder: Path) -> list[str]:
    path = folder / "asked"
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def test_root_installs_only_what_is_missing(pretended: Path) -> None:
    assert set_up(pretended, user_id=0).returncode == 0
    assert asked(pretended) == ["update -q", f"install -y --no-install-recommends {MISSING}"]


def test_without_root_and_sudo_it_prints_one_line_to_run_and_stops(pretended: Path) -> None:
    done = set_up(pretended, user_id=1000)
    assert done.returncode == 4
    assert (
        f"sudo sh -c 'apt-get update && apt-get install -y --no-install-recommends {MISSING}'" in done.stderr
    )
    assert asked(pretended) == []


def test_sudo_that_asks_for_no_password_is_used(pretended: Path) -> None:
    program(pretended, "sudo", '[ "$2" = true ] || exec "${@:2}"')
    assert set_up(pretended, user_id=1000).returncode == 0
    assert asked(pretended) == ["update -q", f"install -y --no-install-recommends {MISSING}"]


def test_nothing_is_asked_for_where_nothing_is_missing(pretended: Path) -> None:
    listed = "\n".join(f"installed {package}" for package in PACKAGES)
    program(pretended, "dpkg-query", f"cat <<'END'\n{listed}\nEND")
    assert set_up(pretended, user_id=1000).returncode == 0
    assert asked(pretended) == []
