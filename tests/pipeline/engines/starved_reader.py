"""The tasks of reading, of which the one that recognises a page never has memory enough."""

from __future__ import annotations

from pipeline.reading_tasks import TASKS as REAL
from pipeline.reading_tasks import warm_up

__all__ = ["TASKS", "warm_up"]


def page_task(payload: bytes) -> bytes:
    """Runs into the limit."""
    raise MemoryError(len(payload))


TASKS = REAL | {"page": page_task}
