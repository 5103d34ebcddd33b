"""What must stand on the machine. A missing program or model fails here by name; nothing is skipped."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fixtures.typeset.fonts import FACES

ROOT = Path(__file__).parents[1]
PACKAGES = (ROOT / ".ci" / "debian-packages.txt").read_text(encoding="utf-8").split()
ADVICE = "run `.ci/system-packages`, or any make target"


@pytest.mark.parametrize("package", PACKAGES)
def test_debian_package_is_installed(package: str) -> None:
    found = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == "installed", f"the Debian package {package} is missing; {ADVICE}"


@pytest.mark.parametrize("program", ["tesseract", "bwrap"])
def test_program_is_on_the_path(program: str) -> None:
    assert shutil.which(program), f"the program {program} is missing; {ADVICE}"


def test_tesseract_knows_hangul_and_page_orientation() -> None:
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=True)
    models = {Path(line).name for line in listed.stdout.splitlines()[1:]}
    assert {"Hangul", "osd"} <= models, f"Tesseract has only {sorted(models)}; {ADVICE}"


@pytest.mark.parametrize("face", sorted({str(path) for path in FACES.values()}))
def test_every_font_that_fixtures_are_set_in_comes_with_a_package_of_the_list(face: str) -> None:
    owner = subprocess.run(["dpkg-query", "-S", face], capture_output=True, text=True, check=False)
    assert owner.stdout.split(":")[0] in PACKAGES, (
        f"{face} is of no package in .ci/debian-packages.txt; {ADVICE}"
    )
