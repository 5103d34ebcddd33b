"""Whether a sentence opens a rule, under which cue, and what its governing predicate says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractors.nlp.status_things import NOT_YET_THERE, governing
from extractors.rules.cues import Hit, Present, Seen, hits_of, in_headings, titles
from extractors.rules.lessons import Lesson, Passage
from extractors.rules.literals import literal
from extractors.rules.pack import Cue, Rule
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Clause, Sentence

# "설계를 완료", "타당성 조사를 마치고", "업무협약을 체결": the preparation is done, not the thing
_PREPARATION = re.compile(
    r"(?P<what>설계|타당성\s?(?:조사|검토|분석)|용역|기본구상|계획|협약|양해각서|착공식?|공모\s?신청|예산)"
    r"\s?(?:서|안)?\s?(?:을|를|이|가)?\s?"
    r"(?P<how>수립|완료|체결|마치|마쳤|마무리|착수|실시|신청|확보|추진|시행|진행|했|하였|하고|하여|함)?\s?$"
)
# "데이터 기반 행정을 위해", "우선신호를 위한 센서": what the thing is wanted for does not say that it is there
_WANTED = re.compile(r"(?P<noun>[^,.()을를]{0,8})(?P<object>을|를)\s?위(?P<ending>해|하여|한|함)")
# "저장하지 않", "멈춘 날이 없", "알아보지 못"
_DENIAL = re.compile(r"않|없|못")
_ACTS = (
    "설치",
    "구축",
    "개발",
    "도입",
    "운영",
    "운행",
    "확대",
    "확충",
    "증설",
    "보급",
    "배치",
    "위탁",
    "연계",
    "측정",
    "개통",
    "개소",
)
"""What is done with the thing that a heading names."""
LEARNED = "learned"
"""The label of letters that no cue stands on."""
_BEFORE_PREDICATE = 14
_AFTER_CUE = 14
_FACTUAL: tuple[Status, ...] = ("done", "ongoing", "nominal", "in_progress")


@dataclass(frozen=True, slots=True)
class Governed:
    """The status a cue stands under: of which clause, and whether only a preparation is done."""

    status: Status
    clause: Clause | None
    preparation: str | None = None


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in a sentence for one rule, by how much it proves; `heading` is a strong cue above it.

    `corrected` are strong and weak cues that OCR misread: they support an exact one and prove nothing without it.
    """

    strong: tuple[Hit, ...]
    weak: tuple[Hit, ...]
    context: tuple[Hit, ...]
    heading: str | None = None
    corrected: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Opening:
    """A rule that a sentence opened, with everything that led to it."""

    rule: Rule
    seen: Seen
    anchor: Hit
    anchor_span: CharSpan
    governed: Governed
    signs: Signs
    event: str | None
    by_table: bool = False
    """Whether a figure of a table opened it, by what names its cell."""
    lesson: Lesson | None = None
    """How much the passage reads like those that were judged to show the indicator."""
    is_learned: bool = False
    """Whether that alone opened it: no cue is enough."""

    @property
    def sentence(self) -> Sentence:
        return self.seen.sentence


def open_rule(
    rule: Rule,
    seen: Seen,
    present: Present,
    *,
    indicator_names: Sequence[str] = (),
    may_be_headed: bool = True,
) -> Opening | None:
    """Return the opening of `rule` by this sentence, or None.

    A heading that holds one of `indicator_names` is a context. Under a heading
    that holds a strong cue, a predicate that is one of the rule's events opens.
    A speaker's opinion opens nothing. Where no heading holds a strong cue for
    sure, `may_be_headed` is False: then they are not gone through.
    """
    if seen.sentence.is_quotation:
        return None
    signs, anchors = read_signs(
        rule, seen, present, indicator_names=indicator_names, may_be_headed=may_be_headed
    )
    return opened(rule, seen, present, signs, anchors)


def opened(rule: Rule, seen: Seen, present: Present, signs: Signs, anchors: Sequence[Hit]) -> Opening | None:
    """The opening by signs that were read, in a sentence that is no speaker's opinion; None where something vetoes."""
    if not anchors or vetoes(rule, seen, present, is_strong=bool(signs.strong)):
        return None
    return _opening(rule, seen, anchors, signs)


def open_learned(rule: Rule, seen: Seen, present: Present, passage: Passage) -> Opening | None:
    """The opening of a passage that reads like judged ones of the indicator: by weak cues, or by its letters.

    An exclusion of the rule is no reason against it: such an opening only asks a person.
    """
    if rule.indicator not in passage.alike:
        return None
    lesson = passage.lesson(rule.indicator)
    if not lesson.is_enough or seen.sentence.is_quotation:
        return None
    signs, _ = read_signs(rule, seen, present)
    hits = signs.weak or (Hit(LEARNED, seen.span(*passage.telling(rule.indicator))),)
    opening = _opening(rule, seen, hits, signs)
    return None if opening is None else replace(opening, lesson=lesson, is_learned=True)


def read_signs(
    rule: Rule,
    seen: Seen,
    present: Present,
    *,
    indicator_names: Sequence[str] = (),
    may_be_headed: bool = True,
) -> tuple[Signs, list[Hit]]:
    """What stands for a rule in a sentence, and those of the hits that open it if nothing vetoes."""
    strong, misread_strong = _told_apart(_all_hits(rule.cues.strong, seen, present))
    every_weak, misread_weak = _told_apart(_all_hits(rule.cues.weak, seen, present))
    weak = _apart(every_weak, strong)
    likely, unlikely = (_added(hits, [*strong, *weak]) for hits in (misread_strong, misread_weak))
    context = _context(rule, seen, present, indicator_names) if strong or weak or likely else []
    anchors = strong or weak_anchors(weak, [*context, *likely, *unlikely]) or _beside(likely, context)
    heading = titles(rule.cues.strong, seen.sentence.section) if may_be_headed and not anchors else None
    if heading is not None:
        anchors, context = _acts(rule, seen.sentence), _context(rule, seen, present, indicator_names)
    return Signs(tuple(strong), tuple(weak), tuple(context), heading, (*likely, *unlikely)), anchors


def _told_apart(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit]]:
    """The exact hits, and those on misread characters."""
    return [hit for hit in hits if not hit.is_corrected], [hit for hit in hits if hit.is_corrected]


def _added(misread: Sequence[Hit], exact: Sequence[Hit]) -> list[Hit]:
    """Misread cues that say something which no exact one says, on other characters."""
    said = {hit.label for hit in exact}
    return [hit for hit in _apart(misread, exact) if hit.label not in said]


def _beside(misread: Sequence[Hit], context: Sequence[Hit]) -> list[Hit]:
    """Misread strong cues that stand beside an exact context: they open as a weak one does, one step less."""
    return [hit for hit in misread if any(not _share(hit, other) for other in context)]


def _acts(rule: Rule, sentence: Sentence) -> list[Hit]:
    """The predicates of a sentence that are events of the rule: what is told under a heading of its own."""
    return [
        Hit(event, CharSpan(*clause.predicate_span))
        for clause in sentence.clauses
        if clause.predicate_span is not None
        and (event := _event(rule, clause) or _told(rule, sentence, clause)) is not None
    ]


def _told(rule: Rule, sentence: Sentence, clause: Clause) -> str | None:
    """An act of building or extending right under the rule's own heading, whatever the rule's events are."""
    if titles(rule.cues.strong, sentence.section[-1:]) is None:
        return None
    predicate = literal(clause.predicate or "")
    return next((act for act in _ACTS if act in predicate), None)


def _opening(rule: Rule, seen: Seen, anchors: Sequence[Hit], signs: Signs) -> Opening | None:
    judged = [
        (hit, hit.span, _governed(rule, seen.sentence, hit.span, hit.label))
        for hit in anchors
        if hit.span is not None
    ]
    if not judged:
        return None
    choose = max if signs.strong else min  # weak signs prove as much as the weakest of them
    anchor, span, governed = choose(judged, key=lambda one: rule.assertion.factor(one[2].status))
    return Opening(
        rule=rule,
        seen=seen,
        anchor=anchor,
        anchor_span=span,
        governed=governed,
        signs=signs,
        event=_event(rule, governed.clause),
    )


def is_enough(opening: Opening) -> bool:
    """Whether sentence and headings say what the definition asks for beside the cue."""
    needs = opening.rule.needs
    if needs is None:
        return True
    if needs.waived is not None and re.search(needs.waived, _said(opening)):
        return True
    return len(needs_met(opening)) >= needs.at_least


def needs_met(opening: Opening) -> list[str]:
    """Which of the patterns that the definition asks for are said in sentence or headings."""
    needs = opening.rule.needs
    said = _said(opening)
    return [pattern for pattern in needs.of if re.search(pattern, said)] if needs is not None else []


def _said(opening: Opening) -> str:
    return literal(" ".join((*opening.sentence.section, ""))) + opening.seen.folded


def _all_hits(cues: Sequence[Cue], seen: Seen, present: Present) -> list[Hit]:
    signs = present.signs  # as `may_hold` asks; of all that is asked of a sentence this is asked most
    likely = [cue for cue in cues if cue.sign is None or cue.sign in signs]
    return [hit for cue in likely for hit in hits_of(cue, seen, present)]


def _apart(hits: Sequence[Hit], taken: Sequence[Hit]) -> list[Hit]:
    """Hits that share no character with `taken`: one word is one sign."""
    return [hit for hit in hits if not any(_share(hit, other) for other in taken)]


def _share(one: Hit, other: Hit) -> bool:
    return one.span is not None and other.span is not None and one.span.overlaps(other.span)


def _context(rule: Rule, seen: Seen, present: Present, indicator_names: Sequence[str]) -> list[Hit]:
    cues = [cue for cue in rule.cues.context if cue.event is None]
    hits, _ = _told_apart(_all_hits(cues, seen, present))
    named = next((name for name in indicator_names if in_headings(name, seen.sentence.section)), None)
    return [*hits, Hit(f"section:{named}", None)] if named else hits


def weak_anchors(weak: Sequence[Hit], context: Sequence[Hit]) -> list[Hit]:
    """The weak hits that open: with a different one, or with a context, that shares no character."""
    return [hit for hit in weak if _has_company(hit, weak, context)]


def _has_company(hit: Hit, weak: Sequence[Hit], context: Sequence[Hit]) -> bool:
    others = [other for other in weak if other.label != hit.label]
    return any(not _share(hit, other) for other in (*others, *context))


def vetoes(rule: Rule, seen: Seen, present: Present, *, is_strong: bool) -> list[Hit]:
    """The exclusions that stand in a sentence and forbid it; only hard ones forbid a strong cue."""
    judged = [exclusion for exclusion in rule.exclude if exclusion.hard or not is_strong]
    return _all_hits([exclusion.as_cue() for exclusion in judged], seen, present)


def _governed(rule: Rule, sentence: Sentence, span: CharSpan, cue: str) -> Governed:
    """The clause that holds the end of the cue; where it has no predicate, the first one after it that has.

    What a cue denies itself is what it looks for: '영상을 저장하지 않는다' is a measure, and it is taken.
    """
    clause = governing(sentence.clauses, *span.as_tuple(), sentence.text[span.end - sentence.span[0] :])
    if clause is None:
        return Governed("unstated", None)
    if clause.status == "negated" and _denies_itself(sentence, clause, span, cue):
        return Governed("ongoing", clause)
    if _is_wanted(sentence, span):
        return Governed("purpose", clause)
    preparation = None if rule.assertion.allow_preparation else _preparation(sentence, clause, span)
    if preparation and (clause.status in _FACTUAL or clause.status_rule in NOT_YET_THERE):
        return Governed("planned", clause, preparation)
    return Governed(clause.status, clause)


def _denies_itself(sentence: Sentence, clause: Clause, span: CharSpan, cue: str) -> bool:
    """Whether the cue asks for the word of denial, and stands on it and on the predicate."""
    if _DENIAL.search(cue) is None or clause.predicate_span is None:
        return False
    first = max(clause.predicate_span[0], span.start) - sentence.span[0]
    last = span.end - sentence.span[0]
    return clause.predicate_span[0] < span.end and _DENIAL.search(sentence.text[first:last]) is not None


def _is_wanted(sentence: Sentence, span: CharSpan) -> bool:
    after = sentence.text[span.end - sentence.span[0] :][:_AFTER_CUE]
    return _WANTED.match(after) is not None


def _preparation(sentence: Sentence, clause: Clause, span: CharSpan) -> str | None:
    """The preparation that the predicate says is done, as in 설계 완료; None where it is the thing itself."""
    if clause.predicate_span is None:
        return None
    begin, end = clause.predicate_span
    offset = sentence.span[0]
    window = sentence.text[max(span.end, begin - _BEFORE_PREDICATE) - offset : end - offset]
    match = _PREPARATION.search(window)
    return match["what"] if match else None


def _event(rule: Rule, clause: Clause | None) -> str | None:
    """The rule's event word in the governing predicate: it makes evidence stronger, and opens nothing."""
    if clause is None or clause.predicate is None:
        return None
    events = [event for cue in rule.cues.context for event in cue.event or ()]
    predicate = literal(clause.predicate)
    return next((event for event in events if literal(event) in predicate), None)
