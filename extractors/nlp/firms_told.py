"""Which firm a paper on services tells of, as it is read from top to bottom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.nlp.firms import firm_of_headings, firm_on_top, firms_in
from extractors.nlp.scheme_names import named_schemes
from extractors.nlp.sentences import Unit
from schemas.fact import Basis, Subject
from schemas.header import Scheme

# "□ 자리톡 (㈜가온·나래시)"
_LABEL = re.compile(
    r"\s*(?:[□■○●ㅇ◦▪※*·-]\s?)?[‘'“\"]?[^().]{2,30}\((?P<who>[^()\n]{0,40}(?:\(주\)[^()\n]{0,30})?)\)\s*$"
)


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
        self._labelled: dict[tuple[str, ...], Subject] = {}

    def told_of(self, unit: Unit) -> Subject | None:
        """The firm of the heading or label above, the one that a sentence names, or the one told of just before under this heading."""
        above = firm_of_headings(unit.section) if self._is_of_services else None
        if above is not None:
            return organisation(above, "heading")
        if self._is_of_services and (labelled := self._of_label(unit)) is not None:
            return labelled
        if not self._is_announced or unit.table is not None:
            return None
        return self._announced(unit, unit.span.slice(self._text))

    def _of_label(self, unit: Unit) -> Subject | None:
        """The firm of the last line above that is a service with who runs it: "□ 자리톡 (㈜가온·나래시)"; such lines head what follows."""
        label = _LABEL.match(unit.span.slice(self._text)) if unit.table is None else None
        named = {name for name, _ in firms_in(label["who"])} if label is not None else set()
        if len(named) == 1:
            self._labelled[unit.section] = organisation(named.pop(), "heading")
        return self._labelled.get(unit.section)

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
