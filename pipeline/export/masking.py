"""Personal data out of everything that leaves the program.

`find_personal` says where in the text it stands. The same strings are masked wherever
else they turn up: elsewhere in the text, in a value made from it, in a file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.evidence import CharSpan
from schemas.masking import MASK, MaskedSpan, MaskKind, mask

# Keys whose values are identifiers or words of a closed list: never personal; a hash may look like a number.
PLAIN_KEYS = frozenset(
    {
        "document_id", "fact_id", "case_id", "record_id", "suggestion_id", "block_id", "parent_id", "table_id", "fact_ids",
        "catalogue", "catalogues", "catalogue_status", "indicator_id", "rule_id", "field", "kind", "basis",
        "code", "unit", "qualifier", "status", "state", "alignment", "region", "origin", "value_supported",
        "service_field", "media_type", "language", "schema_version", "engine", "model", "city_class",
        "masked_fields",
    }
)  # fmt: skip
# What may stand between the digits of one telephone number: "(044) 201-4844", "044.201.4844"
_BETWEEN_DIGITS = r"[ \-–().·]{0,3}"
_SHORT_NAME = 2  # such a name is also half of many words: masked only where it stands alone
_SHORT_NUMBER = 7  # an extension such as 2022 is also a year: masked only as a whole string


@dataclass(frozen=True, slots=True)
class Masks:
    """What to mask in one document and in all that is told about it. No spans: nothing is masked."""

    spans: tuple[MaskedSpan, ...] = ()
    pattern: re.Pattern[str] | None = None

    def text(self, value: str) -> str:
        """Mask a string that is no stretch of the document's text."""
        return self.pattern.sub(_dots, value) if self.pattern else value

    def quote(self, value: str, span: CharSpan) -> str:
        """Mask a stretch of the document's text by its offsets; the length stays."""
        return mask(value, self.spans, offset=span.start)


def masks_for(text: str, masked: Sequence[MaskedSpan]) -> Masks:
    """Return the masks of a document: what was found, and the same strings elsewhere.

    >>> found = masks_for("과장 홍길동. 홍길동은 말했다.", [MaskedSpan(CharSpan(3, 6), "name")])
    >>> [one.span.as_tuple() for one in found.spans], found.text("홍 길동 과장")
    ([(3, 6), (8, 11)], '●●●● 과장')
    """
    pieces = {_piece(one.span.slice(text), one.kind) for one in masked if one.span.slice(text).strip()}
    pattern = re.compile("|".join(sorted(pieces, key=lambda piece: (-len(piece), piece)))) if pieces else None
    kinds = {_squeezed(one.span.slice(text)): one.kind for one in masked}
    elsewhere = [
        MaskedSpan(CharSpan(*match.span()), kinds.get(_squeezed(match[0]), masked[0].kind))
        for match in (pattern.finditer(text) if pattern else ())
        if not any(one.span.contains(CharSpan(*match.span())) for one in masked)
    ]
    return Masks(tuple(sorted({*masked, *elsewhere})), pattern)


def together(masks: Iterable[Masks]) -> Masks:
    """The strings of several documents, for what is told about all of them; no offsets."""
    pieces = sorted({one.pattern.pattern for one in masks if one.pattern})
    return Masks(pattern=re.compile("|".join(pieces)) if pieces else None)


def masked_json(value: Any, masks: Masks) -> Any:
    """Mask every string of a JSON value; quotes by their offsets, identifiers not at all."""
    if masks.pattern is None:
        return value
    if isinstance(value, str):
        return masks.text(value)
    if isinstance(value, list | tuple):
        return [masked_json(item, masks) for item in value]
    if isinstance(value, Mapping):
        return {key: _masked_entry(key, item, value, masks) for key, item in value.items()}
    return value


def _masked_entry(key: str, item: Any, whole: Mapping[str, Any], masks: Masks) -> Any:
    if key in PLAIN_KEYS:
        return item
    if key in ("quote", "text") and isinstance(item, str) and masks.spans:
        return _by_offsets(item, whole, masks)
    return masked_json(item, masks)


def _by_offsets(value: str, whole: Mapping[str, Any], masks: Masks) -> str:
    """Mask as the document's own text is masked, so that text[span] stays the quote."""
    if whole.get("span"):
        return masks.quote(value, CharSpan(*whole["span"]))
    if not whole.get("spans"):
        return masks.text(value)
    slices, begin = [], 0
    for start, end in whole["spans"]:
        slices.append(masks.quote(value[begin : begin + end - start], CharSpan(start, end)))
        begin += end - start + 1  # slices are joined by one line end
    return "\n".join(slices)


def _piece(value: str, kind: MaskKind) -> str:
    """The pattern of one string, however it is spaced: "홍 길 동", "홍길동"."""
    letters = [re.escape(letter) for letter in value if not letter.isspace()]
    digits = [letter for letter in value if letter.isdecimal()]
    if kind in ("phone", "rrn") and len(digits) >= _SHORT_NUMBER:
        return rf"(?<!\d){_BETWEEN_DIGITS.join(digits)}(?!\d)"
    if kind in ("phone", "rrn") or len(letters) < _SHORT_NAME:
        return rf"\A *{re.escape(value.strip())} *\Z"
    if kind == "email":
        return rf"(?i:{''.join(letters)})"
    spaced = " ?".join(letters)  # a blank, but no tab or line end: those are borders of cells and blocks
    return rf"(?<!\w){spaced}(?!\w)" if len(letters) == _SHORT_NAME else spaced


def _squeezed(value: str) -> str:
    return "".join(letter for letter in value if letter.isalnum())


def _dots(match: re.Match[str]) -> str:
    return MASK * len(match[0])
