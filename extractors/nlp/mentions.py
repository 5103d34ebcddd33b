"""A named thing in a text, and how overlapping finds are settled."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from schemas.evidence import CharSpan

MentionKind = Literal[
    "organisation", "party", "quoted", "ordinance", "system", "service", "project", "technology",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name: `span` is what the page shows, with marks such as ㈜ or quotes; `name` is the name itself.

    A `party` is a generic organisation (지자체, 경찰), not a name of one.
    `canonical` is the lexicon's name for it, where a lexicon knows it.
    """

    span: CharSpan
    name: str
    kind: MentionKind
    canonical: str | None = None

    def shifted(self, by: int) -> NameMention:
        """The same name, so many characters further on."""
        return NameMention(self.span.shifted(by), self.name, self.kind, self.canonical)


def longest(found: Iterable[NameMention]) -> list[NameMention]:
    """Keep the longest of overlapping mentions, in text order.

    >>> one, two = NameMention(CharSpan(0, 2), "a", "system"), NameMention(CharSpan(1, 5), "b", "system")
    >>> [mention.name for mention in longest([one, two])]
    ['b']
    """
    ranked = sorted(found, key=lambda item: (item.span.start - item.span.end, item.span.start, item.kind))
    covered = bytearray(max((mention.span.end for mention in ranked), default=0))
    kept: list[NameMention] = []
    for mention in ranked:
        start, end = mention.span.as_tuple()
        if not any(covered[start:end]):
            covered[start:end] = b"\1" * (end - start)
            kept.append(mention)
    return sorted(kept, key=lambda item: item.span)
