"""Technologies whose name OCR misread by a letter: told as the lexicon writes them, with what was read in `derivation`.

Narrow on purpose: only in words that were not read surely, only names of four syllables or more, only where one form of
the lexicon is nearest, and never where the document names the same technology rightly of the same subject.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import yaml

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.near_words import SURELY_READ, NearWord, NearWords, unambiguous
from extractors.nlp.normalise import View, plain, view
from extractors.nlp.technologies import LEXICON
from schemas.document import Document, PlacedWord
from schemas.evidence import CharSpan


def misread_technologies(document: Document, passages: Sequence[Passage]) -> Iterator[Draft]:
    """Yield the technologies that passages about a city or a service name with a letter misread."""
    doubted = _doubted(document)
    drafts = [draft for passage in passages for draft in _in_passage(passage, doubted)] if doubted else []
    if drafts:
        named = {
            (one.subject.name, found.canonical)
            for one in passages
            if one.is_content
            for found in one.technologies
        }
        for draft in drafts:
            if (draft.subject.name, draft.attributes["canonical"]) not in named:
                yield draft


def _doubted(document: Document) -> list[PlacedWord]:
    words = [word for word in document.words if word.confidence is not None and word.confidence < SURELY_READ]
    return sorted(words, key=lambda word: word.span)


def _in_passage(passage: Passage, doubted: Sequence[PlacedWord]) -> Iterator[Draft]:
    first = bisect_right(doubted, passage.span.start, key=lambda word: word.span.end)
    last = bisect_left(doubted, passage.span.end, key=lambda word: word.span.start)
    if first >= last or not passage.is_content:
        return
    seen = view(passage.text)
    for found in unambiguous(_near().find(seen, seen.text)):
        span = seen.span(found.start, found.end).shifted(passage.span.start)
        if any(span.overlaps(other.span) for other in passage.technologies):
            continue
        misread = _misread(seen, found, passage.span.start)
        if all(any(word.span.overlaps(one) for word in doubted[first:last]) for one in misread):
            yield _draft(passage, span, _forms()[found.word], _restored(passage, span, found.word))


def _misread(seen: View, found: NearWord, offset: int) -> list[CharSpan]:
    """The syllables that were misread."""
    places = [at for at in range(found.start, found.end) if seen.text[at] != found.word[at - found.start]]
    return [seen.span(at, at + 1).shifted(offset) for at in places]


def _restored(passage: Passage, span: CharSpan, word: str) -> str:
    """The characters with the letters of `word`, blanks where they were read."""
    letters = iter(word)
    return "".join(one if one.isspace() else next(letters, "") for one in passage.slice(*span.as_tuple()))


def _draft(passage: Passage, span: CharSpan, canonical: str, value: str) -> Draft:
    clause = passage.clause_at(span.start)
    return Draft(
        field="technology",
        value=plain(value),
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="mention.technology.misread",
        status=clause.status if clause else "unstated",
        attributes={"canonical": canonical},
        alignment="corrected",
        derivation=f"{plain(passage.slice(*span.as_tuple()))} -> {plain(value)}",
        trust=0.7,
    )


@lru_cache(maxsize=1)
def _near() -> NearWords:
    return NearWords(_forms())


@lru_cache(maxsize=1)
def _forms() -> dict[str, str]:
    """The forms of the lexicon without blanks, each with the name of its technology."""
    entries: list[dict[str, Any]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    return {view(form).text: entry["name"] for entry in entries for form in (entry["name"], *entry["forms"])}
