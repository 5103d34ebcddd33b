"""The engines by name. To add one: a module that meets `Engine`, and a line here."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.engines.contract import Engine
from pipeline.engines.local import LocalEngine

ENGINES: dict[str, Callable[..., Engine]] = {"local": LocalEngine}
