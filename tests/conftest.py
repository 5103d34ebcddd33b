"""What every test may use: golden files, and property tests that draw the same examples each time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# The machine may be busy, so no deadline; the same examples each time, so that a red run can be repeated.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
# What a person who runs the tests has taken in must not change what they say.
os.environ["JIPYO_CATALOGUES"] = str(Path(__file__).with_name("no catalogues"))

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write golden files instead of comparing")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with tests/golden/NAME, or write it under `make golden`. Mark such tests `golden`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"no golden file {path}; `make golden` writes it"
        assert path.read_text(encoding="utf-8") == text, f"{name} changed; `make golden` rewrites it"

    return compare
