"""How many were certified, against the names that a document gives, and the classes against the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.check_issues import reading_doubt
from extractors.nlp.normalise import plain
from schemas.fact import Fact
from schemas.issue import Issue, issue

_MOST_SHOWN = 12
Group = tuple[str, str]
"""Scheme and year."""


@dataclass(frozen=True, slots=True)
class _Count:
    """A stated count with the names that the document gives for it, in text order."""

    fact: Fact
    names: tuple[str, ...]

    @property
    def stated(self) -> int:
        return int(self.fact.value)

    @property
    def comes_out(self) -> bool:
        return len(self.names) == self.stated


def check_counts(facts: Sequence[Fact]) -> tuple[Issue, ...]:
    """Counts of the certified that do not fit: "도시 9곳" over ten names, "대도시 3곳, 중소도시 4곳" of 8.

    More names than are counted are told. Fewer are told only beside a count whose names are all found: a name
    may stand where nobody looked for it.
    """
    counts = [_Count(fact, _names_for(fact, facts)) for fact in _counts(facts)]
    is_shown = any(one.comes_out for one in counts)
    wrong = [
        one for one in counts if len(one.names) > one.stated or (is_shown and 0 < len(one.names) < one.stated)
    ]
    return (*map(_names_issue, wrong), *_class_issues([one.fact for one in counts]))


def _counts(facts: Sequence[Fact]) -> Iterator[Fact]:
    """The first count of each scheme, year and class that states how many were certified, exactly."""
    seen: set[tuple[Group, str]] = set()
    for fact in sorted(facts, key=lambda fact: (fact.evidence[0].span, fact.fact_id)):
        is_exact = fact.field == "certified_count" and fact.qualifier in (None, "total")
        if is_exact and isinstance(fact.value, int) and not isinstance(fact.value, bool):
            if (_group(fact), _class(fact)) not in seen:
                yield fact
            seen.add((_group(fact), _class(fact)))


def _names_for(count: Fact, facts: Sequence[Fact]) -> tuple[str, ...]:
    """The certified of the same scheme and year, and of the same class where the count is of one."""
    named = [
        fact
        for fact in sorted(facts, key=lambda fact: (fact.evidence[0].span, fact.fact_id))
        if fact.field == "certified" and _group(fact) == _group(count) and _class(count) in ("", _class(fact))
    ]
    return tuple(dict.fromkeys(fact.subject.name for fact in named))


def _group(fact: Fact) -> Group:
    return str(fact.attributes.get("scheme", "")), str(fact.attributes.get("year", ""))


def _class(fact: Fact) -> str:
    return str(fact.attributes.get("class", "") or "")


def _names_issue(count: _Count) -> Issue:
    shown = ", ".join(count.names[:_MOST_SHOWN]) + (", …" if count.names[_MOST_SHOWN:] else "")
    written = plain(count.fact.evidence[0].quote)
    return _issue(
        [count.fact],
        f"'{written}': 적힌 수는 {count.stated}, 이름이 나오는 곳은 {len(count.names)}개입니다: {shown}.",
        f"'{written}': {count.stated} are stated, {len(count.names)} are named: {shown}.",
    )


def _class_issues(counts: Sequence[Fact]) -> Iterator[Issue]:
    """Where a whole and at least two classes of it are counted, the classes make the whole."""
    for whole in (fact for fact in counts if not _class(fact)):
        classes = [fact for fact in counts if _class(fact) and _group(fact) == _group(whole)]
        added = sum(int(fact.value) for fact in classes)
        if len(classes) > 1 and added != whole.value and whole.unit == classes[0].unit:
            written = plain(whole.evidence[0].quote)
            parts = " + ".join(f"'{plain(fact.evidence[0].quote)}'" for fact in classes)
            yield _issue(
                [whole, *classes],
                f"'{written}': 나누어 적힌 수를 더하면 {added} 입니다: {parts}.",
                f"'{written}': the counts by class add up to {added}: {parts}.",
            )


def _issue(facts: Sequence[Fact], ko: str, en: str) -> Issue:
    """What is wrong with the first of the facts, where it stands, with how surely they were read."""
    doubt, proof = reading_doubt([fact.evidence[0] for fact in facts]), facts[0].evidence[0]
    return issue("count_mismatch", ko + doubt[0], en + doubt[1], page_no=proof.page_no, span=proof.span)
