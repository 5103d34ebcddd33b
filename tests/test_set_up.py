"""The set-up promises: pinned with hashes, no address of a registry, one list of make targets."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock", ".ci/bootstrap.lock")
TARGETS = ("run", "test", "check", "format", "golden", "eval", "bench", "soak", "help", "setup", "train")
# "pydantic==2.14.3 \" and "cffi==2.1.1 ; platform_python_implementation != 'PyPy' \"
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")
# "pandas>=2.2,<4"
REQUIREMENT = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)")


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return {match["name"]: match["version"] for match in PIN.finditer(text)}


def direct_dependencies() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return [match["name"].lower() for item in wanted if (match := REQUIREMENT.match(item))]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address_stands_in_the_file(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert len(blocks) == len(pins(lock))
    assert [block.split(" ")[0] for block in blocks if not HASH.search(block)] == []


def test_development_pins_hold_every_run_time_pin() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_the_bootstrap_agrees_with_what_is_installed_after_it() -> None:
    later = pins("requirements-dev.lock")
    clashes = {
        name for name, version in pins(".ci/bootstrap.lock").items() if later.get(name, version) != version
    }
    assert clashes == set()


def test_every_dependency_is_pinned_and_has_its_reason_written_down() -> None:
    reasons = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").lower()
    for name in direct_dependencies():
        assert name in pins("requirements-dev.lock"), f"{name} is not in the lock; see CONTRIBUTING.md"
        assert f"`{name}`" in reasons, f"{name} has no line in DECISIONS.md"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_stranger_under_a_model_name_is_never_installed(lock: str) -> None:
    assert "ko-core-news-sm" not in pins(lock)


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_exists_and_is_in_the_help(target: str) -> None:
    planned = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, check=False)
    assert planned.returncode == 0, planned.stderr
    shown = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert re.search(rf"^{target}\s", shown.stdout, re.MULTILINE)
