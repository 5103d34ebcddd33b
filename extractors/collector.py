"""When Python looks for garbage that refers to itself: not while there is none.

A page that is read or laid out, and the facts of a document, are a hundred thousand values without a circle among
them (measured: a full collection after it frees nothing); what mapping reads is alive until it is written. Looking
for circles all the same took a twentieth of reading, an eighth of the facts and a fifth of the mapping. What
refers to nothing else is freed at once, with or without the collector.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for circles inside; afterwards as before.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
