"""The exported tables of a run folder, read as they were written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from schemas.errors import UsageError


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file; UsageError where there is none."""
    try:
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    except FileNotFoundError as error:
        raise UsageError(
            f"{path} 이(가) 없습니다. 먼저 'jipyo run' 을 실행하세요 / there is no {path}; run first."
        ) from error


def source_names(documents: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """What the files of each document were called, by its id."""
    return {row["document_id"]: ", ".join(row["sources"]) for row in documents}


def printed_json(value: Any) -> str:
    """A value as JSON for a terminal or a program: Korean as itself."""
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
