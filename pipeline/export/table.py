"""One table on its way out: rows already masked, in their final order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

JsonRow = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is a key of ROW_MODELS; each row is what its model dumps to JSON, keys in the model's order."""

    name: str
    rows: tuple[JsonRow, ...]
