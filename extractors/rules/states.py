"""The state of a record, from all that was found for one indicator of one subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.rules.contradictions import disagree
from extractors.rules.findings import Finding
from extractors.rules.lessons import SURE, SURE_ENOUGH
from extractors.rules.strength import together
from extractors.rules.things import are_alike, is_general, titles_of
from extractors.rules.values import Found
from schemas.fact import Status
from schemas.record import State

LOWEST_OCR_CONFIDENCE = 0.5
_STATUS_ORDER: tuple[Status, ...] = (
    "done", "ongoing", "nominal", "in_progress", "planned", "purpose", "unstated", "negated",
)  # fmt: skip
_ALIGNMENT_ORDER = ("exact", "despaced", "corrected", "inferred")
_DOWNGRADED: dict[Status, State] = {
    "nominal": "present",
    "in_progress": "planned_only",
    "planned": "planned_only",
    "purpose": "planned_only",
    "unstated": "needs_review",
}
_TIERS: tuple[State, ...] = ("present", "planned_only", "needs_review")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, the findings it rests on (the best first), and why nothing better was said."""

    state: State
    findings: tuple[Finding, ...] = ()
    conflicting: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()
    denied: tuple[Finding, ...] = ()
    """Where the document says that there is none; only of what is absent."""

    @property
    def best(self) -> Finding | None:
        return self.findings[0] if self.findings else None

    @property
    def found(self) -> Found | None:
        """The value of the best finding that has one; none where values contradict each other."""
        if self.conflicting:
            return None
        return next((finding.found for finding in self.findings if finding.found is not None), None)

    @property
    def strength(self) -> float:
        """Noisy-or over the places, each by its strongest finding."""
        return together(self.strengths)

    @property
    def strengths(self) -> list[float]:
        """The strongest finding of each place."""
        by_place: dict[tuple[str, str], float] = {}
        for finding in self.findings:
            by_place[finding.place] = max(by_place.get(finding.place, 0.0), finding.strength.total)
        return list(by_place.values())


def judge(findings: Sequence[Finding]) -> Verdict:
    """Return present, planned_only, conflicting or needs_review; absent where nothing counts."""
    sorted_out = [(tier_of(finding), finding) for finding in findings]
    rejected = tuple(dict.fromkeys(_rejection(finding) for tier, finding in sorted_out if tier is None))
    for tier in _TIERS:
        inside = sorted((one for state, one in sorted_out if state == tier), key=rank)
        if inside:
            return _within_tier(tier, inside, rejected)
    return Verdict("absent", notes=rejected, denied=tuple(sorted(filter(is_denial, findings), key=rank)))


def _rejection(finding: Finding) -> str:
    """Why a finding does not count."""
    return "rejected:reads_otherwise" if reads_otherwise(finding) else f"rejected:{finding.status}"


def is_denial(finding: Finding) -> bool:
    """Whether a passage says that what its rule looks for is not there."""
    return finding.status == "negated" and tier_of(finding) is None and not reads_otherwise(finding)


def reads_otherwise(finding: Finding) -> bool:
    """Whether the cues of its rule stand in a passage that reads like none of its indicator: one in twenty is right."""
    return finding.opening.lesson is not None and finding.strength.score < SURE_ENOUGH


def _reads_unsure(finding: Finding) -> bool:
    """Whether a passage with cues of its rule reads so little like judged ones that it is as likely another indicator's."""
    return finding.opening.lesson is not None and finding.strength.score < SURE


def tier_of(finding: Finding) -> State | None:
    """What one finding shows by itself; None where its status is rejected, or where its passage tells of something else."""
    state = tier_by_status(finding)
    if reads_otherwise(finding):
        return None
    if state == "present" and doubts(finding):
        return "needs_review"
    is_only_asked = finding.opening.is_learned or _reads_unsure(finding)
    if state is not None and (_rests_on_single_words(finding) or is_only_asked):
        return "needs_review"
    return state


def tier_by_status(finding: Finding) -> State | None:
    """What its status alone makes of a finding."""
    assertion, status = finding.opening.rule.assertion, finding.status
    if status in assertion.require:
        return "present"
    return _DOWNGRADED.get(status, "present") if assertion.factor(status) > 0 else None


def _rests_on_single_words(finding: Finding) -> bool:
    """Whether an indicator without rules of its own was found by words of its name, not by its name."""
    signs = finding.opening.signs
    return finding.opening.rule.basis == "own_words" and not signs.strong and signs.heading is None


def doubts(finding: Finding) -> list[str]:
    """Why a person has to look at a finding that else counts."""
    rule, found = finding.opening.rule, []
    if max(fact.confidence.resolve for fact in finding.facts) < rule.subject.min_confidence:
        found.append("no_subject")
    if rule.value.required and finding.found is None:
        found.append("no_value")
    if all(fact.alignment in {"corrected", "inferred"} for fact in finding.facts):
        found.append("only_corrected")
    if _ocr_confidence(finding) < LOWEST_OCR_CONFIDENCE:
        found.append("low_ocr")
    if finding.lacks:
        found.append("definition_half_met")
    if _rests_on_single_words(finding):
        found.append("only_single_words")
    if finding.opening.is_learned:
        found.append("only_reads_alike")
    if reads_otherwise(finding):
        found.append("reads_otherwise")
    elif _reads_unsure(finding) and not finding.opening.is_learned:
        found.append("reads_unsure")
    return found


def _ocr_confidence(finding: Finding) -> float:
    known = [e.ocr_confidence for e in finding.facts[0].evidence if e.ocr_confidence is not None]
    return min(known, default=1.0)


def _within_tier(tier: State, inside: list[Finding], rejected: tuple[str, ...]) -> Verdict:
    conflicting = _contradicting(inside)
    if conflicting and tier == "present":
        return Verdict("conflicting", tuple(inside), conflicting, rejected)
    notes = (
        tuple(dict.fromkeys(doubt for one in inside for doubt in doubts(one)))
        if tier == "needs_review"
        else ()
    )
    # two plans that say different things are still plans, and have no value
    return Verdict(tier, tuple(inside), conflicting, (*notes, *rejected))


def rank(finding: Finding) -> tuple[int, int, float, tuple[int, ...], str, tuple[int, int]]:
    """Status, then alignment, then strength, then the later document; text order where all are alike."""
    alignment = min(_ALIGNMENT_ORDER.index(fact.alignment) for fact in finding.facts)
    later = tuple(-ord(digit) for digit in finding.document.released_on or "")
    return (
        _STATUS_ORDER.index(finding.status),
        alignment,
        -finding.strength.total,
        later,
        finding.document.document_id,
        finding.sentence.span,
    )


def _contradicting(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings whose values contradict another's, in rank order."""
    valued = [finding for finding in findings if finding.found is not None]
    pairs = [pair for pair in combinations(valued, 2) if _contradict(*pair)]
    involved = {id(finding) for pair in pairs for finding in pair}
    return tuple(finding for finding in valued if id(finding) in involved)


def _contradict(one: Finding, other: Finding) -> bool:
    if one.found is None or other.found is None or not _may_be_one_thing(one, other):
        return False
    years = (_year_of(one), _year_of(other)) if one.document is not other.document else (None, None)
    return disagree(one.found, other.found, years=years)


def _may_be_one_thing(one: Finding, other: Finding) -> bool:
    """Whether the indicator has one value in both: two cases have their own counts, and every project its own money."""
    facts = [finding.found.fact for finding in (one, other) if finding.found is not None]
    cases = [fact.case_id for fact in facts]
    if None in cases or cases[0] == cases[1] or not all(is_general(fact.measure) for fact in facts):
        return True
    if one.document is not other.document and any(fact.unit != "KRW" for fact in facts):
        return True
    titles = [
        titles_of(one.document).get(cases[0] or "", ""),
        titles_of(other.document).get(cases[1] or "", ""),
    ]
    return are_alike(*titles)


def _year_of(finding: Finding) -> str | None:
    """The year in which a finding's document was written, where it says so."""
    released_on = finding.document.released_on
    return released_on[:4] if released_on else None
