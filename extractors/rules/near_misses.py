"""Why an indicator was not found: the sentences that came nearest to its rule, and what each of them lacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict

from extractors.rules.cues import Hit, LiteralFinder, Present, Seen, hits_of
from extractors.rules.engine import Signs, opened, read_signs, vetoes
from extractors.rules.explain import characters, tell_cue, tell_place, tell_signs, whole
from extractors.rules.explanation import Characters, CueTold, PlaceTold
from extractors.rules.findings import Finding, ground, seen_sentences, weighed
from extractors.rules.lessons import Lessons
from extractors.rules.likeness import LEAST_ALIKE, Likeness
from extractors.rules.mapped import MappedDocument
from extractors.rules.needed_words import needed_steps
from extractors.rules.pack import Cue, Rule
from extractors.rules.readings import Readings
from extractors.rules.rows import rows_of
from extractors.rules.states import doubts, tier_by_status
from schemas.evidence import CharSpan
from schemas.fact import SubjectKind
from schemas.sentence import Sentence

Reason = Literal[
    "status", "doubt", "subject_kind", "other_subject", "no_fact", "quotation", "excluded", "company", "near",
    "event", "words", "alike",
]  # fmt: skip
# The nearer to being found, the higher
_CLOSENESS: dict[Reason, float] = {
    "status": 8, "doubt": 8, "subject_kind": 7, "other_subject": 7, "no_fact": 6, "quotation": 5, "excluded": 5,
    "company": 4, "near": 3, "event": 2, "words": 1, "alike": 0,
}  # fmt: skip
SHORTEST_WORD = 2
MOST_SHOWN = 6


class Lack(BaseModel):
    """One thing that a sentence lacked; `asked` is what would have done, `there` what stood in the way."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Reason
    asked: tuple[str, ...] = ()
    there: tuple[Characters, ...] = ()


class NearMiss(BaseModel):
    """A sentence that nearly spoke for an indicator. `place` is told in full where the rule did open on it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document_id: str
    sentence: Characters
    section: tuple[str, ...]
    subject_kind: SubjectKind
    subject_name: str
    cues: tuple[CueTold, ...]
    lacking: tuple[Lack, ...]
    similarity: float
    place: PlaceTold | None = None

    @property
    def closeness(self) -> tuple[float, int, float]:
        """How near it came: the stage that it failed at, how many cues stood there, how alike its words are."""
        stage = min((_CLOSENESS[lack.reason] for lack in self.lacking), default=0.0)
        return stage, len(self.cues), self.similarity


def near_misses(
    rule: Rule,
    names: Sequence[str],
    document: MappedDocument,
    likeness: Likeness,
    lessons: Lessons | None = None,
) -> Iterator[tuple[Sentence, NearMiss]]:
    """Yield every sentence of a document in which a part of the rule stands, in text order.

    What counts in full comes with nothing lacking; `names` are the id and name of the indicator.
    """
    finder = LiteralFinder([rule])
    sentences = list(seen_sentences(document))
    readings = None if lessons is None else Readings(lessons, sentences, rows_of(sentences))
    for seen in sentences:
        present = finder.find(seen)
        signs, anchors = read_signs(rule, seen, present, indicator_names=names)
        similarity = dict(likeness.of(seen.sentence.text)).get(rule.indicator, 0.0)
        cues = tuple(tell_signs(signs, rule, seen.sentence))
        opening = None if seen.sentence.is_quotation else opened(rule, seen, present, signs, anchors)
        if opening is not None:
            passage = None if readings is None else readings.of(seen)
            finding = ground(weighed(opening, passage), document)
            lacking = (Lack(reason="no_fact"),) if finding is None else tuple(_lacks_of(finding))
            place = None if finding is None else tell_place(finding)
            yield (
                seen.sentence,
                _miss(seen, cues=cues, lacking=lacking, similarity=similarity, place=place),
            )
            continue
        near, lacking = _unopened(rule, seen, present, signs, anchors=anchors)
        if not lacking and similarity >= LEAST_ALIKE:
            lacking = (Lack(reason="alike"),)
        if lacking:
            yield seen.sentence, _miss(seen, cues=cues + near, lacking=lacking, similarity=similarity)


def _miss(
    seen: Seen,
    *,
    cues: tuple[CueTold, ...],
    lacking: tuple[Lack, ...],
    similarity: float,
    place: PlaceTold | None = None,
) -> NearMiss:
    sentence = seen.sentence
    return NearMiss(
        document_id=sentence.document_id,
        sentence=whole(sentence),
        section=sentence.section,
        subject_kind=sentence.subject.kind,
        subject_name=sentence.subject.name,
        cues=cues,
        lacking=lacking,
        similarity=similarity,
        place=place,
    )


def _lacks_of(finding: Finding) -> Iterator[Lack]:
    """What keeps a finding from counting in full."""
    assertion = finding.opening.rule.assertion
    if tier_by_status(finding) in {None, "planned_only"} or finding.status == "unstated":
        clause = finding.opening.governed.clause
        span = clause.predicate_span if clause is not None else None
        there = () if span is None else (characters(finding.sentence, CharSpan(*span)),)
        yield Lack(reason="status", asked=assertion.require, there=there)
    for doubt in doubts(finding):
        yield Lack(reason="doubt", asked=(doubt,))


def _unopened(
    rule: Rule, seen: Seen, present: Present, signs: Signs, *, anchors: Sequence[Hit]
) -> tuple[tuple[CueTold, ...], tuple[Lack, ...]]:
    """What a sentence lacked that did not open the rule, and the cues that stood there beside its signs."""
    if anchors:
        return (), tuple(_forbidden(rule, seen, present, signs))
    if signs.weak:
        return (), (_company(rule, signs),)
    if signs.heading is not None:
        events = tuple(event for cue in rule.cues.context for event in cue.event or ())
        return (), (Lack(reason="event", asked=events[:MOST_SHOWN]),) if events else ()
    return _partly(rule, seen, present)


def _forbidden(rule: Rule, seen: Seen, present: Present, signs: Signs) -> Iterator[Lack]:
    """What forbade a sentence with the cues to open: a speaker's opinion, or exclusions."""
    if seen.sentence.is_quotation:
        yield Lack(reason="quotation")
    stood = vetoes(rule, seen, present, is_strong=bool(signs.strong))
    if stood:
        there = tuple(characters(seen.sentence, hit.span) for hit in stood if hit.span is not None)
        yield Lack(reason="excluded", asked=tuple(dict.fromkeys(hit.label for hit in stood)), there=there)


def _company(rule: Rule, signs: Signs) -> Lack:
    """The weak cues and contexts that would have opened beside the weak one that is there."""
    there = {hit.label for hit in signs.weak}
    others = [_shown(cue) for cue in (*rule.cues.weak, *rule.cues.context) if cue.event is None]
    return Lack(reason="company", asked=tuple(one for one in others if one not in there)[:MOST_SHOWN])


def _shown(cue: Cue) -> str:
    if cue.entity is not None:
        return f"{cue.entity.field}:{cue.entity.value or 'any'}"
    return cue.lex or cue.regex or cue.morph or f"section:{cue.section}"


def _partly(rule: Rule, seen: Seen, present: Present) -> tuple[tuple[CueTold, ...], tuple[Lack, ...]]:
    """A cue without what it wants near it; else the cue of whose words the most are there."""
    cues = [("strong", cue) for cue in rule.cues.strong] + [("weak", cue) for cue in rule.cues.weak]
    for kind, cue in cues:
        if cue.near is not None:
            hits = hits_of(cue.model_copy(update={"near": None}), seen, present)
            told = tuple(
                tell_cue("strong" if kind == "strong" else "weak", hit, rule, seen.sentence) for hit in hits
            )
            if told:
                return told, (Lack(reason="near", asked=(cue.near,)),)
    partial = [one for _, cue in cues if (one := _words_of(cue, seen)) is not None]
    if not partial:
        return (), ()
    _, _, lack = max(partial, key=lambda one: one[:2])
    return (), (lack,)


def _words_of(cue: Cue, seen: Seen) -> tuple[float, int, Lack] | None:
    """How much of a pattern's words stand in the sentence, and which are missing; None where too few do."""
    if cue.regex is None:
        return None
    steps = needed_steps(cue.regex)
    met = [[word for word in sorted(words) if word in seen.folded] for words in steps]
    telling = [word for words in met for word in words if len(word) >= SHORTEST_WORD]
    missing = ["|".join(sorted(words)) for words, there in zip(steps, met, strict=True) if not there]
    if not telling or 2 * len(missing) > len(steps):
        return None
    at = [seen.folded.index(word) for word in telling]
    spans = [seen.span(first, first + len(word)) for first, word in zip(at, telling, strict=True)]
    there = tuple(characters(seen.sentence, span) for span in spans)
    share = sum(map(bool, met)) / (len(steps) + 1)
    return (
        share,
        sum(map(len, telling)),
        Lack(reason="words", asked=tuple(missing) or (cue.regex,), there=there),
    )
