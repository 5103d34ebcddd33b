"""Clauses of a sentence: who governs, and whether it is done, planned, denied or only claimed.

Korean decides at the end: a clause closes with its predicate, and a clause in
the middle (-하고, -하여) takes the modality of the one that closes the chain,
unless it says past or plan itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.nlp.status_boundaries import split_clauses, without_asides
from extractors.nlp.status_predicates import find_predicate, tail_of, with_light_verb
from extractors.nlp.status_rules import Verdict, judge
from extractors.nlp.status_words import COMPLETED, FUTURE, SETTLED
from schemas.fact import Status
from schemas.sentence import Clause, Morpheme

_TIMELESS = ("ongoing.present", "nominal.form", "nominal.noun")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A clause before its status is final: tokens, predicate range in them, verdict."""

    tokens: tuple[Morpheme, ...]
    first: int | None
    last: int | None
    rule_id: str
    verdict: Verdict


def clauses(text: str, morphemes: Sequence[Morpheme], offset: int) -> list[Clause]:
    """Return the clauses of `text`, which begins at `offset` of the document; they follow each other and cover it.

    The morphemes carry offsets of the document.
    """
    groups = split_clauses(without_asides(morphemes))
    stretches = _resolved([_judged(group) for group in groups])
    starts = [offset if n == 0 else stretch.tokens[0].start for n, stretch in enumerate(stretches)]
    ends = [*starts[1:], offset + len(text)][: len(starts)]  # a text of brackets alone has no clause
    return [
        _clause(text, offset, stretch, (start, end))
        for stretch, start, end in zip(stretches, starts, ends, strict=True)
    ]


def governing(found: Sequence[Clause], start: int, end: int) -> Clause | None:
    """The clause that says what became of the thing at `start:end`: the first with a predicate behind it.

    Korean is head-final: what governs a thing stands behind it, in its clause or in a later one.
    """
    after = [clause for clause in found if clause.span[1] >= end]
    behind = (clause for clause in after if clause.predicate_span and clause.predicate_span[1] > start)
    return next(behind, after[0] if after else None)


def _judged(tokens: tuple[Morpheme, ...]) -> _Stretch:
    found = find_predicate(tokens)
    if found is None:
        if any(token.form == "위하" for token in tokens):
            return _Stretch(tokens, None, None, "purpose.for", "purpose")
        return _Stretch(tokens, None, None, "unstated.no_predicate", "unstated")
    first, last = with_light_verb(tokens, *found)
    rule_id, verdict = judge(tail_of(tokens, first))
    if rule_id in _TIMELESS and _in_future(tokens):
        rule_id, verdict = "planned.future_word", "planned"
    return _Stretch(tokens, first, last, rule_id, verdict)


def _in_future(tokens: Sequence[Morpheme]) -> bool:
    """'향후 …', '올해 말까지 …한다': the time makes a plan of a present."""
    if any(token.form in FUTURE for token in tokens):
        return True
    return any(a.form in ("말", "상반기", "하반기", "연말") and b.form == "까지" for a, b in pairwise(tokens))


def _resolved(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """Give each medial clause the modality of the clause that closes its chain."""
    resolved: list[_Stretch] = []
    closing: _Stretch | None = None
    for stretch in reversed(stretches):
        settled = _closed_by(stretch, closing) if stretch.verdict == "medial" else stretch
        if stretch.rule_id == "done.relative" and resolved and resolved[-1].rule_id == "negated.no_such":
            settled = replace(stretch, verdict="negated", rule_id="negated.none_such")
        if stretch.verdict != "medial" and _is_closing(stretch):
            closing = stretch
        resolved.append(settled)
    return resolved[::-1]


def _is_closing(stretch: _Stretch) -> bool:
    """Means, conditions and relative clauses close no chain; a statement does."""
    passing = ("nominal.means", "done.relative", "unstated.", "pseudo.")
    return not stretch.rule_id.startswith(passing) or stretch.rule_id == "unstated.no_predicate"


def _closed_by(stretch: _Stretch, closing: _Stretch | None) -> _Stretch:
    end: Verdict = closing.verdict if closing is not None else "nominal"
    act = stretch.tokens[stretch.last].form if stretch.last is not None else ""
    status = _medial_status(act, end, is_or=stretch.tokens[-1].form == "거나")
    return replace(stretch, verdict=status, rule_id=f"{status}.medial")


def _medial_status(act: str, end: Verdict, *, is_or: bool) -> Status:
    if end == "planned":
        return "planned"
    if end == "purpose":
        return "purpose"
    if end == "negated":
        return "negated" if is_or else "unstated"
    if end == "in_progress":
        return "done" if act in SETTLED else "in_progress"
    if act in COMPLETED:
        return "done"
    return "ongoing" if end == "ongoing" else ("done" if end == "done" else "nominal")


def _clause(text: str, offset: int, stretch: _Stretch, bounds: tuple[int, int]) -> Clause:
    start, end = bounds
    written = text[start - offset : end - offset]
    start += len(written) - len(written.lstrip())
    end = max(start + len(written.strip()), start + 1)
    verdict: Status = "unstated" if stretch.verdict == "medial" else stretch.verdict
    if stretch.first is None or stretch.last is None:
        return Clause(
            span=(start, end),
            predicate=None,
            predicate_span=None,
            status=verdict,
            status_rule=stretch.rule_id,
        )
    words = stretch.tokens[stretch.first : stretch.last + 1]
    return Clause(
        span=(start, end),
        predicate=_written(text, offset, words),
        predicate_span=(words[0].start, words[-1].end),
        status=verdict,
        status_rule=stretch.rule_id,
    )


def _written(text: str, offset: int, words: Sequence[Morpheme]) -> str:
    """The predicate without the particle inside it: '설계 완료' of '설계를 완료'."""
    bare = [word for word in words if word.tag not in ("JKO", "JKS", "JX")]
    parts = [text[bare[0].start - offset : bare[0].end - offset]]
    for before, word in pairwise(bare):
        gap = " " if word.start > before.end else ""
        parts.append(gap + text[word.start - offset : word.end - offset])
    return "".join(parts)
