"""Which firm a paper without a stated publisher tells of: the only one that it names, and names at its start."""

from __future__ import annotations

import re
from typing import Final

from extractors.nlp.firms import firms_in, without_form
from schemas.document import Document
from schemas.header import Header

_OPENING: Final = 1500
# "㈜가온과 협약을", "㈜가온에 맡겨", "㈜가온(시공사)": whom somebody else does something with
_BESIDE: Final = re.compile(
    r"\s?(?:\([^()\n]{0,20}\))?\s?(?:과|와|및|을|를|에|에게|에서|으로부터|측과|등)(?=[\s,]|$)"
)
# "나래시는 …", "나래군이": a city that acts; then the paper may be its own
_CITY_ACTS: Final = re.compile(r"(?<![가-힣])[가-힣]{1,5}(?:시|군|구|도)(?:는|은|가|이)\s")
_FIRST: Final = 300


def firm_of_paper(document: Document, header: Header) -> str | None:
    """The firm; None for a release on a certification, where several are named, and where a city acts before it is.

    The paper need not say that the firm gave it out: a magazine that visits a service tells of whoever runs it.
    """
    if "city" in header.schemes and header.kind == "press_release":
        return None
    named = list(firms_in(document.text))
    if not named or len({without_form(name) for name, _ in named}) != 1:
        return None
    name, span = named[0]
    if span.start >= _OPENING or _BESIDE.match(document.text, span.end):
        return None
    return None if _CITY_ACTS.search(document.text, 0, min(span.start, _FIRST)) else name
