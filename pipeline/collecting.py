"""When Python looks for garbage that refers to itself: not while there is none.

Reading the facts of a document makes a hundred thousand values and no circle among them (measured: a full
collection after it frees nothing), and what mapping reads is alive until it is written. Looking for circles all
the same took an eighth of the facts' time and a fifth of the mapping's. What refers to nothing else is freed at
once, with or without the collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for circles inside; afterwards as before."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
