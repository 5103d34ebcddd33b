"""The tasks of the language model with a judge that dies; a worker loads them in place of the real ones."""

from __future__ import annotations

import os
import signal

from pipeline.understanding_tasks import TASKS as REAL
from pipeline.understanding_tasks import warm_up

__all__ = ["TASKS", "warm_up"]


def die(payload: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGABRT)
    return payload


TASKS = REAL | {"judge": die}
