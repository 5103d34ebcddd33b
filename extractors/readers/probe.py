"""The first look at a file: what it is, and what each page holds."""

from __future__ import annotations

from pathlib import Path

from extractors.readers.limits import Limits
from extractors.readers.opening import look
from extractors.readers.sniff import sniff
from extractors.readers.table import READERS
from schemas.page import Probe


def probe(path: Path, limits: Limits) -> Probe:
    """Read the file at `path`; its type comes from its bytes. DocumentError says why it cannot be read."""
    first = look(path, limits)
    media_type = sniff(path.name, first.head)
    return READERS[media_type](path, first.document_id, limits)
