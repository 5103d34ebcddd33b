"""Where the cues of rules stand in a stored sentence, on blank-tolerant, case-folded characters.

On pages read by OCR a `lex` cue is found with a letter or two misread as well: such a hit is corrected, and supports another one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import ahocorasick

from extractors.kept import kept
from extractors.nlp.near_words import SURELY_READ, NearWord, NearWords
from extractors.nlp.normalise import View, is_latin, lowered, view
from extractors.rules.literals import literal
from extractors.rules.needed_words import further_words, needed_words
from extractors.rules.pack import Cue, EntityCue, Rule, sign_of_field
from schemas.evidence import CharSpan
from schemas.fact import Fact, FieldName
from schemas.sentence import Sentence

# "(?<![a-z])": stands for no characters
_LOOK_AROUND = re.compile(r"\(\?[^()]*\)")
# "(연계|공조)?": a group without another inside
_FLAT_GROUP = re.compile(r"\([^()]*\)\??")
# ".{0,9}", "[가-힣]{0,4}": whatever stands between
_WILD = re.compile(r"(?:\.|\\d|\[[^\]]*\])(?:\{[\d,]{1,7}\})?")
# "센서를 달고, 수거 경로를": what stands behind a comma, a semicolon or a stop is another part; "3,400" is none
_PART_END = re.compile(r"[,.](?!\d)|;")
MAX_TITLE = 40
"""A longer heading is a sentence, not the title of what stands below."""
NEAR = 24
"""How many characters without blanks a `near` pattern may stand away from its cue: about a phrase."""
MAX_SENTENCE = 4000
"""Longer sentences (a table read as prose) are searched up to here."""
_MISREAD = "≈"
"""Before a literal that stands in a sentence with letters misread; no literal begins so."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue and the characters of the document that it stands on; no span for one of headings.

    `label` tells cues apart; `shown` is what a reader is told. It holds words of
    the rule only, never free text of the document, which might name a person.
    """

    label: str
    span: CharSpan | None
    shown: str = ""
    is_corrected: bool = False
    """Whether the characters are a misreading of the cue."""

    @property
    def name(self) -> str:
        return self.shown or self.label


@dataclass(frozen=True)
class Seen:
    """A sentence made ready for matching, with the facts whose evidence stands in it."""

    sentence: Sentence
    facts: tuple[Fact, ...] = ()

    @kept
    def view(self) -> View:
        return view(self.sentence.text[:MAX_SENTENCE])

    @kept
    def folded(self) -> str:
        return lowered(self.view.text)

    @kept
    def is_read_by_ocr(self) -> bool:
        """Whether OCR read any of its facts; a sentence without facts opens nothing."""
        return any(proof.origin != "text" for fact in self.facts for proof in fact.evidence)

    @kept
    def word_starts(self) -> frozenset[int]:
        """Offsets in the sentence where a morpheme begins."""
        return frozenset(morpheme.start - self.sentence.span[0] for morpheme in self.sentence.morphemes)

    def is_misreadable(self, span: CharSpan) -> bool:
        """Whether OCR read these characters of the document, and not surely."""
        proofs = (proof for fact in self.facts for proof in fact.evidence if proof.char_span.overlaps(span))
        return any(proof.origin != "text" and (proof.ocr_confidence or 0.0) < SURELY_READ for proof in proofs)

    def around(self, span: CharSpan) -> tuple[str, str]:
        """The folded text before and behind some characters of the document."""
        first, last = (offset - self.sentence.span[0] for offset in span.as_tuple())
        start = bisect_left(self.view.starts, first)
        end = bisect_left(self.view.starts, last)
        return self.folded[:start], self.folded[end:]

    def span(self, start: int, end: int) -> CharSpan:
        """The document's characters behind `folded[start:end]`."""
        return self.view.span(start, end).shifted(self.sentence.span[0])


@dataclass(frozen=True)
class Present:
    """What stands in a sentence: each literal with its characters, the patterns, the fields of its facts."""

    spans: Mapping[str, tuple[CharSpan, ...]]
    patterns: frozenset[str] = frozenset()
    fields: frozenset[FieldName] = frozenset()

    def may_hold(self, cue: Cue) -> bool:
        """Whether a cue may stand in the sentence; False where it surely does not."""
        return cue.sign is None or cue.sign in self.signs

    @kept
    def signs(self) -> frozenset[str]:
        """The signs of all cues that may stand in the sentence."""
        words = (word.removeprefix(_MISREAD) for word in self.spans)
        return self.patterns.union(words, map(sign_of_field, self.fields))


def correction(hit: Hit, sentence: Sentence) -> str:
    """What was read and what it is taken for: '통합운엉센터 -> 통합운영센터'."""
    if hit.span is None:
        return hit.label
    first, last = (offset - sentence.span[0] for offset in hit.span.as_tuple())
    return f"{sentence.text[first:last]} -> {hit.label}"


class LiteralFinder:
    """One Aho-Corasick automaton over the literals of all rules and over the words that their patterns need."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        cues = [cue for rule in rules for cue in cues_of(rule)]
        literals = {word for cue in cues for word in _literals(cue)}
        self._near = NearWords(literals)
        needing = {cue.regex: needed_words(cue.regex) for cue in cues if cue.regex is not None}
        self._always = frozenset(pattern for pattern, words in needing.items() if words is None)
        self._further = {pattern: further for pattern in needing if (further := further_words(pattern))}
        patterns: dict[str, set[str]] = {word: set() for word in literals}
        for pattern, words in needing.items():
            for word in words or ():
                patterns.setdefault(word, set()).add(pattern)
        for word in chain.from_iterable(chain.from_iterable(self._further.values())):
            patterns.setdefault(word, set())
        self._automaton: Any = ahocorasick.Automaton()
        for word, where in sorted(patterns.items()):
            self._automaton.add_word(word, (word, word in literals, where))
        if patterns:
            self._automaton.make_automaton()

    def find(self, seen: Seen) -> Present:
        """The literals in the sentence, with the document's characters of each place; misread ones under their own key."""
        found: dict[str, list[CharSpan]] = {}
        patterns = set(self._always)
        words: set[str] = set()
        for last, (word, is_literal, needing) in (
            self._automaton.iter(seen.folded) if len(self._automaton) else ()
        ):
            words.add(word)
            patterns |= needing
            start, end = last - len(word) + 1, last + 1
            if is_literal and _stands_free(seen, word, start, end):
                found.setdefault(word, []).append(seen.span(start, end))
        for one in self.misread(seen):
            found.setdefault(_MISREAD + one.word, []).append(seen.span(one.start, one.end))
        spans = {word: tuple(spans) for word, spans in found.items()}
        further, folded = self._further, seen.folded
        standing = frozenset(
            [
                one
                for one in patterns
                if not any(map(words.isdisjoint, further.get(one, ()))) and _compiled(one).search(folded)
            ]
        )
        return Present(spans, standing, frozenset([fact.field for fact in seen.facts]))

    def misread(self, seen: Seen) -> list[NearWord]:
        """The literals that OCR misread in a sentence; none in what a text layer or a file says, or was read surely."""
        if not seen.is_read_by_ocr:
            return []
        return [
            one
            for one in self._near.find(seen.view, seen.folded)
            if _stands_free(seen, one.word, one.start, one.end)
            and seen.is_misreadable(seen.span(one.start, one.end))
        ]


def _literals(cue: Cue) -> Iterator[str]:
    if cue.lex is not None:
        yield literal(cue.lex)
    if cue.anchor is not None:
        yield literal(cue.anchor)


def cues_of(rule: Rule) -> Iterator[Cue]:
    """Every cue of a rule, exclusions too."""
    yield from (*rule.cues.strong, *rule.cues.weak, *rule.cues.context)
    yield from (exclusion.as_cue() for exclusion in rule.exclude)


def _stands_free(seen: Seen, word: str, start: int, end: int) -> bool:
    """Latin cues need Latin borders; a cue that bridges a blank must begin where a word does.

    "투자 가망" holds the letters of 자가망, but not the word; "인 천광역시" is the word with a stray blank.
    """
    text = seen.sentence.text
    first, last = seen.view.starts[start], seen.view.ends[end - 1]
    if is_latin(word[0]) and first > 0 and is_latin(text[first - 1]):
        return False
    if is_latin(word[-1]) and last < len(text) and is_latin(text[last]):
        return False
    return seen.view.is_glued(start, end) or _begins_word(seen, text, first)


def _begins_word(seen: Seen, text: str, first: int) -> bool:
    return first == 0 or not text[first - 1].isalnum() or first in seen.word_starts


def hits_of(cue: Cue, seen: Seen, present: Present) -> tuple[Hit, ...]:
    """Where one cue stands in the sentence; `present` is what `LiteralFinder.find` gave for it.

    An `event` is judged by the engine, which knows the governing clause.
    """
    if not present.may_hold(cue):
        return ()
    if cue.lex is not None or cue.regex is not None:
        return tuple(hit for hit in _written_hits(cue, seen, present) if _has_near(cue, hit, seen))
    if cue.morph is not None:
        return tuple(_morph_hits(cue.morph, seen.sentence))
    if cue.entity is not None:
        return tuple(_entity_hits(cue.entity, seen))
    if cue.section is not None and in_headings(cue.section, seen.sentence.section):
        return (Hit(f"section:{cue.section}", None),)
    return ()


def _written_hits(cue: Cue, seen: Seen, present: Present) -> Iterator[Hit]:
    if cue.lex is not None:
        word, spans = literal(cue.lex), present.spans
        yield from (Hit(cue.lex, span) for span in spans.get(word, ()))
        yield from (Hit(cue.lex, span, is_corrected=True) for span in spans.get(_MISREAD + word, ()))
    elif cue.regex is not None and (cue.anchor is None or literal(cue.anchor) in present.spans):
        yield from _regex_hits(cue.regex, seen)


def in_headings(word: str, headings: Sequence[str]) -> bool:
    """Whether a heading holds the word, blanks and case aside.

    >>> in_headings("추진 체계", ("2. 거버넌스", "가. 추진체계 현황"))
    True
    """
    return any(literal(word) in literal(heading[:200]) for heading in headings)


def titles(cues: Sequence[Cue], headings: Sequence[str]) -> str | None:
    """The first of the cues that a short heading is about, in words; None where none is."""
    short = [literal(heading) for heading in headings if len(heading) <= MAX_TITLE]
    for cue in cues:
        near = None if cue.near is None else _compiled(cue.near)
        for heading in short:
            if near is not None and near.search(heading) is None:
                continue
            if cue.lex is not None and literal(cue.lex) in heading:
                return cue.lex
            match = _compiled(cue.regex).search(heading) if cue.regex is not None else None
            if match is not None:
                return as_words(match)
    return None


def compile_patterns(rule: Rule) -> None:
    """Compile every pattern of a rule now, instead of when the first sentence asks for it."""
    for cue in cues_of(rule):
        for pattern in (cue.regex, cue.near):
            if pattern is not None:
                _compiled(pattern)


@lru_cache(maxsize=8192)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _regex_hits(pattern: str, seen: Seen) -> Iterator[Hit]:
    for match in _compiled(pattern).finditer(seen.folded):
        yield Hit(pattern, seen.span(*match.span()), as_words(match))


def as_words(match: re.Match[str]) -> str:
    """A regex hit in words: the alternatives that stood there, dots for what was between.

    >>> as_words(re.search("(112|경찰).{0,9}(연계|공조)", "경찰과의공조"))
    '경찰…공조'
    >>> as_words(re.search("(앱(으로|에서)|누리집)", "새앱으로"))
    '앱으로'
    """
    pattern = _LOOK_AROUND.sub("", match.re.pattern)
    if _WILD.search(pattern) is None:  # nothing but words of the rule stands there
        return match.group()
    groups = iter(match.groups())
    if len(_FLAT_GROUP.findall(pattern)) == match.re.groups:
        pattern = _FLAT_GROUP.sub(lambda _: next(groups) or "", pattern)
    return _WILD.sub("…", pattern).replace("?", "").replace("\\", "")


def _has_near(cue: Cue, hit: Hit, seen: Seen) -> bool:
    """Whether what a cue asks for close by stands there; no comma or stop may lie between."""
    if cue.near is None or hit.span is None:
        return True
    before, after = seen.around(hit.span)
    pattern = _compiled(cue.near)
    return pattern.search(_last_part(before)) is not None or pattern.search(_first_part(after)) is not None


def _last_part(text: str) -> str:
    return _PART_END.split(text[-NEAR:])[-1]


def _first_part(text: str) -> str:
    return _PART_END.split(text[:NEAR])[0]


def _morph_hits(cue: str, sentence: Sentence) -> Iterator[Hit]:
    wanted = [tuple(step.rsplit("/", 1)) for step in cue.split(" ")]
    morphemes = sentence.morphemes
    for first in range(len(morphemes) - len(wanted) + 1):
        row = morphemes[first : first + len(wanted)]
        pairs = zip(row, wanted, strict=True)
        if all(one.form == form and one.tag.startswith(tag) for one, (form, tag) in pairs):
            yield Hit(cue, CharSpan(row[0].start, row[-1].end))


def _entity_hits(entity: EntityCue, seen: Seen) -> Iterator[Hit]:
    for fact in seen.facts:
        if fact.field != entity.field:
            continue
        if entity.value is None or literal(entity.value) in literal(str(fact.value)[:200]):
            inside = next((e.char_span for e in fact.evidence if _within(e.char_span, seen.sentence)), None)
            if inside is not None:
                yield Hit(f"{fact.field}:{entity.value or 'any'}", inside)


def _within(span: CharSpan, sentence: Sentence) -> bool:
    return span.overlaps(CharSpan(*sentence.span))
