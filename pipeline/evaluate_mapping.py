"""How well the mapping tells which passages speak for which indicators: ranked pairs of sentence and indicator against gold.

The pairs are worked out from what a run stored, by the mapping itself: every
sentence that a record could rest on, not only the hundred best that it shows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain
from pathlib import Path

from extractors.nlp.normalise import view
from extractors.rules.catalogues import load_catalogue
from extractors.rules.findings import Finding, Searcher
from extractors.rules.mapped import MappedDocument
from extractors.rules.mapping import fitting_documents, own_findings, rules_for
from extractors.rules.rows import SHORT_CELL
from extractors.rules.states import is_denial, tier_of
from extractors.rules.subjects import mapped_subjects
from pipeline.agreement_values import folded
from pipeline.evaluate_summary import EXISTING, MISSING
from pipeline.gold_mapping import MappingEntry, MappingGold
from pipeline.stored import load_stored
from pipeline.tallies import Score
from schemas.fact import Status
from schemas.sentence import Sentence

Span = tuple[int, int]
# "3. 신호등 …", "- 신호등 …": what numbers or marks an item is no part of its sentence
_MARKER = re.compile(r"^\s*(?:\d{1,2}[.)]|[-·○ㅇ□▪•])\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence that the mapping holds for an indicator; `strength` says how surely it speaks for it, not whether that is there."""

    catalogue: str
    indicator_id: str
    sentence: Sentence
    subject: str
    strength: float
    status: Status
    is_stated: bool
    """Whether the record says it, and does not only ask a person to look."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pair that the gold asks for, with the surest pair that stands for it, if any."""

    entry: MappingEntry
    indicator_id: str
    found: Pair | None


@dataclass(frozen=True, slots=True)
class MappingEvaluation:
    """One file of a run against the gold of its document; `lost` are entries whose quote the run did not read."""

    name: str
    gold: str
    asked: tuple[Asked, ...]
    extra: tuple[Pair, ...]
    lost: tuple[MappingEntry, ...] = ()

    @property
    def catalogues(self) -> tuple[str, ...]:
        names = [one.entry.catalogue for one in self.asked] + [pair.catalogue for pair in self.extra]
        return tuple(sorted(set(names)))

    def of(self, catalogue: str) -> MappingEvaluation:
        """The part that is judged by one catalogue."""
        asked = tuple(one for one in self.asked if one.entry.catalogue == catalogue)
        extra = tuple(pair for pair in self.extra if pair.catalogue == catalogue)
        lost = tuple(entry for entry in self.lost if entry.catalogue == catalogue)
        return MappingEvaluation(self.name, self.gold, asked, extra, lost)

    @property
    def score(self) -> Score:
        right = sum(one.found is not None for one in self.asked)
        return Score(right, len(self.extra), len(self.asked) - right)

    @property
    def stated(self) -> Score:
        """Of the pairs that are more than a question to a person; what is only asked counts as missed."""
        right = sum(one.found is not None and one.found.is_stated for one in self.asked)
        return Score(right, sum(pair.is_stated for pair in self.extra), len(self.asked) - right)

    @property
    def ranked(self) -> list[tuple[float, bool]]:
        """(strength, is right) of every pair that was found and that the gold judges."""
        right = [(one.found.strength, True) for one in self.asked if one.found is not None]
        return right + [(pair.strength, False) for pair in self.extra]

    @property
    def subjects(self) -> tuple[int, int]:
        """(right subject, of) the pairs found."""
        found = [(one.entry.subject, one.found.subject) for one in self.asked if one.found is not None]
        return sum(_same_name(*names) for names in found), len(found)

    @property
    def counted_as_existing(self) -> tuple[int, int]:
        """(taken as there, of) the pairs found whose passage is planned or denied, and cannot be told as present."""
        found = [
            one.found
            for one in self.asked
            if one.found is not None
            and one.entry.status in MISSING
            and EXISTING.union(("present",)).isdisjoint(one.entry.accept_status)
        ]
        return sum(pair.status in EXISTING for pair in found), len(found)


def evaluate_mapping(golds: Sequence[MappingGold], folder: Path) -> tuple[MappingEvaluation, ...]:
    """Score every document of the run that some gold of mapping speaks of, from the run's store."""
    if not golds:
        return ()
    stored = load_stored(folder)
    documents = tuple(stored.documents.values())
    names = {catalogue for gold in golds for catalogue in gold.catalogues}
    pairs = {name: list(_pairs(name, documents)) for name in sorted(names)}
    return tuple(
        _evaluate(
            gold,
            stored.sources[document_id],
            Wording(stored.texts[document_id], document.sentences),
            _of(document_id, gold, pairs),
        )
        for gold in golds
        for document_id, document in stored.documents.items()
        if Path(stored.sources[document_id]).name.split(".")[0] == gold.document.doc
    )


def _pairs(name: str, documents: Sequence[MappedDocument]) -> Iterator[tuple[str, Pair]]:
    """(document id, pair) of everything that counts for a record on a catalogue, and of what is said not to be there."""
    catalogue = load_catalogue(name)
    fitting = fitting_documents(catalogue, documents)
    searcher = Searcher(catalogue, rules_for(catalogue))
    findings = {document.document_id: searcher.search(document) for document in fitting}
    for mapped in mapped_subjects(catalogue, fitting):
        for finding in own_findings(mapped, findings):
            if tier_of(finding) is not None or is_denial(finding):
                yield finding.document.document_id, _pair(name, mapped.subject.name, finding)


def _pair(catalogue: str, subject: str, finding: Finding) -> Pair:
    return Pair(
        catalogue=catalogue,
        indicator_id=finding.indicator_id,
        sentence=finding.sentence,
        subject=subject,
        strength=finding.strength.score,
        status=finding.status,
        is_stated=tier_of(finding) != "needs_review",
    )


def _of(document_id: str, gold: MappingGold, pairs: Mapping[str, Iterable[tuple[str, Pair]]]) -> list[Pair]:
    every = chain.from_iterable(pairs[catalogue] for catalogue in gold.catalogues)
    return [pair for name, pair in every if name == document_id]


def _evaluate(gold: MappingGold, name: str, text: Wording, told: Sequence[Pair]) -> MappingEvaluation:
    places = [(entry, text.sentences_of(entry.quote)) for entry in gold.entries]
    asked = tuple(
        Asked(entry, indicator, _surest(told, entry, indicator, inside))
        for entry, inside in places
        for indicator in entry.indicators
    )
    judged = {
        (entry.catalogue, indicator, span)
        for entry, inside in places
        for indicator in (*entry.indicators, *entry.accept)
        for span in inside
    }
    surplus = _once(pair for pair in told if _key(pair) not in judged) if gold.exhaustive else ()
    lost = tuple(entry for entry, inside in places if not inside)
    return MappingEvaluation(name, gold.document.doc, asked, surplus, lost)


def _key(pair: Pair) -> tuple[str, str, Span]:
    return pair.catalogue, pair.indicator_id, pair.sentence.span


def _once(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    """A sentence counts once for an indicator, whomever it is told of, by the surest pair."""
    surest: dict[tuple[str, str, Span], Pair] = {}
    for pair in pairs:
        known = surest.get(_key(pair))
        if known is None or _sureness(pair) > _sureness(known):
            surest[_key(pair)] = pair
    return tuple(surest.values())


def _sureness(pair: Pair) -> tuple[bool, float]:
    """What is stated goes before what a person is only asked about."""
    return pair.is_stated, pair.strength


def _surest(
    told: Sequence[Pair], entry: MappingEntry, indicator: str, inside: frozenset[Span]
) -> Pair | None:
    fitting = [
        pair
        for pair in told
        if pair.catalogue == entry.catalogue
        and pair.indicator_id == indicator
        and pair.sentence.span in inside
    ]
    return max(
        fitting,
        key=lambda pair: (_same_name(entry.subject, pair.subject), *_sureness(pair)),
        default=None,
    )


def _same_name(one: str, other: str) -> bool:
    """'충청남도 서산시' and '서산시' are one."""
    shorter, longer = sorted((folded(one), folded(other)), key=len)
    return longer.endswith(shorter)


class Wording:
    """The sentences of a document one behind the other, blanks left out: where a quote stands among them."""

    def __init__(self, text: str, sentences: Iterable[Sentence]) -> None:
        self._text = text
        self._sentences = sorted(sentences, key=lambda sentence: sentence.span)

    @cached_property
    def _bare(self) -> list[str]:
        return [view(sentence.text).text for sentence in self._sentences]

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *accumulate(len(text) for text in self._bare)]

    @cached_property
    def _whole(self) -> str:
        return "".join(self._bare)

    @cached_property
    def _borders(self) -> frozenset[int]:
        return frozenset(self._starts)

    def sentences_of(self, quote: str) -> frozenset[Span]:
        """The spans of the sentences that share half of the quote or of themselves with it.

        Where the quote stands as a whole sentence or cell, only there: words that
        head a row stand in running text too. Short cells of one row are one passage.
        """
        whole = self._whole
        for written in (quote, _MARKER.sub("", quote)):
            wanted = "".join(view(part).text for part in written.split("\t"))
            found = list(_occurrences(wanted, whole)) if wanted else []
            if found:
                break
        exact = [at for at in found if at in self._borders and at + len(wanted) in self._borders]
        inside = chain.from_iterable(self._around(at, at + len(wanted)) for at in exact or found)
        return frozenset(chain.from_iterable(map(self._row, inside)))

    def _row(self, span: Span) -> Iterator[Span]:
        """The span, and the short cells of its row where it is one of them: a line of the text with tabs."""
        yield span
        row = row_of_cell(self._text, span)
        if row is None:
            return
        for sentence in self._sentences:
            start, end = sentence.span
            if row[0] <= start and end <= row[1] and end - start <= SHORT_CELL:
                yield sentence.span

    def _around(self, start: int, end: int) -> Iterator[Span]:
        for n in range(max(bisect_right(self._starts, start) - 1, 0), len(self._bare)):
            begin, stop = self._starts[n], self._starts[n + 1]
            if begin >= end:
                return
            shared = min(stop, end) - max(begin, start)
            if 2 * shared >= min(stop - begin, end - start) > 0:
                yield self._sentences[n].span


def row_of_cell(text: str, span: Span) -> Span | None:
    """The row of a table that a short cell stands in: a line with tabs; None for longer ones, and for other lines."""
    first, last = text.rfind("\n", 0, span[0]) + 1, text.find("\n", span[1])
    last = len(text) if last < 0 else last
    return (first, last) if "\t" in text[first:last] and span[1] - span[0] <= SHORT_CELL else None


def _occurrences(wanted: str, whole: str) -> Iterator[int]:
    at = whole.find(wanted)
    while at >= 0:
        yield at
        at = whole.find(wanted, at + 1)
