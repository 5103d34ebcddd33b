"""A slip in the settings fails at once and names the key."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipeline.config import RunConfig, load_config
from schemas.errors import UsageError


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "jipyo.toml").write_text('workers = 3\nas_of = "2024-05-01"\n')
    found = load_config(tmp_path / "jipyo.toml", {"workers": 1, "as_of": None})
    assert (found.workers, found.as_of) == (1, date(2024, 5, 1))


@pytest.mark.parametrize(
    ("text", "key"), [("wokers = 3", "wokers"), ("ocr_dpi = 10", "ocr_dpi"), ('as_of = "soon"', "as_of")]
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, key: str) -> None:
    (tmp_path / "jipyo.toml").write_text(text)
    with pytest.raises(UsageError, match=key):
        load_config(tmp_path / "jipyo.toml", {})


def test_an_unknown_engine_in_the_file_is_told_with_the_names_of_the_others(tmp_path: Path) -> None:
    (tmp_path / "jipyo.toml").write_text('ocr_engine = "nonsense"')
    with pytest.raises(UsageError, match=r"ocr_engine.*'auto', 'jipyo' or 'tesseract'"):
        load_config(tmp_path / "jipyo.toml", {})


@pytest.mark.parametrize("content", [None, b"= =", b"\xff\xfe"])
def test_a_settings_file_that_cannot_be_read_is_a_clear_message(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "jipyo.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match="configuration"):
        load_config(path, {})


def test_settings_stay_few() -> None:
    assert len(RunConfig.model_fields) < 25
