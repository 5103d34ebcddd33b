"""Which firm a paper on services tells of, as it is read from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.nlp.firms import firm_of_headings, firm_on_top
from extractors.nlp.scheme_names import named_schemes
from extractors.nlp.sentences import Unit
from schemas.fact import Basis, Subject
from schemas.header import Scheme


class FirmsTold:
    """The firm of each unit of one paper; a paper on cities alone has none.

    Words of who announces a certification, or that name one, end an account.
    """

    def __init__(self, text: str, schemes: Sequence[Scheme], announcer: re.Pattern[str]) -> None:
        self._text = text
        self._is_of_services = "city" not in schemes or "service" in schemes
        self._is_announced = tuple(schemes) == ("service",)
        self._announcer = announcer
        self._last: dict[tuple[str, ...], Subject] = {}

    def told_of(self, unit: Unit) -> Subject | None:
        """The firm of the heading above, the one that a sentence names, or the one told of just before under this heading."""
        above = firm_of_headings(unit.section) if self._is_of_services else None
        if above is not None:
            return organisation(above, "heading")
        if not self._is_announced or unit.table is not None:
            return None
        return self._announced(unit, unit.span.slice(self._text))

    def _announced(self, unit: Unit, words: str) -> Subject | None:
        if self._announcer.match(words) or named_schemes(words):
            self._last.pop(unit.section, None)
            return None
        on_top = firm_on_top(words)
        if on_top is None:
            return self._last.get(unit.section)
        self._last[unit.section] = organisation(on_top, "carried")
        return organisation(on_top, "topic")


def organisation(name: str, basis: Basis) -> Subject:
    """A firm or another body as a subject, by the name that is written."""
    return Subject(kind="organisation", name=name, as_written=name, basis=basis)
