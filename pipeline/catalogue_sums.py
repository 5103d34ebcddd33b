"""Whether a table of indicators adds up: with its own totals, and with what was published of its year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.catalogue_rows import DraftIndicator, Problem, StatedSum
from schemas.header import Scheme

# "합격 기준 1,400점 이상", "총 배점의 70% 이상 획득 시 인증"
_PASS_POINTS = re.compile(r"(?:합격|통과|인증\s?기준|pass)[^\d\n]{0,20}(?P<points>\d[\d,]*)\s*점")
_PASS_SHARE = re.compile(r"(?:합격|통과|인증|총점|배점|만점|pass)[^\d\n]{0,20}(?P<percent>\d{1,3})\s*%")


@dataclass(frozen=True, slots=True)
class Published:
    """What announcements say of one scheme and year: how many indicators, all points (None: never said)."""

    indicators: int
    points: Decimal | None = None


PUBLISHED: dict[tuple[Scheme, int], Published] = {
    ("city", 2021): Published(63),
    ("city", 2022): Published(56),
    ("city", 2023): Published(53, Decimal(2000)),
    ("city", 2024): Published(53, Decimal(2000)),
    ("service", 2022): Published(64),
    ("service", 2023): Published(55, Decimal(100)),
}
"""From the yearly announcements of the ministry; a year that is not here is held only against its own sums."""


def sum_problems(drafts: Sequence[DraftIndicator], sums: Sequence[StatedSum]) -> Iterator[Problem]:
    """Yield each total or subtotal that is not what the lines above it come to."""
    begin = 0
    for stated in sums:
        inside = drafts[0 if stated.is_total else begin : stated.drafts_above]
        begin = stated.drafts_above
        total = points_of(inside)
        if stated.points is not None and total is not None and stated.points != total:
            yield Problem(
                stated.line,
                f"합이 {_shown(stated.points)}점이라고 적혀 있으나 위 지표의 배점을 더하면 {_shown(total)}점입니다.",
                f"the sum is said to be {_shown(stated.points)}, but the points above add up to {_shown(total)}.",
            )
        if stated.count is not None and stated.count != len(inside):
            yield Problem(
                stated.line,
                f"지표가 {stated.count}개라고 적혀 있으나 위에는 {len(inside)}개가 있습니다.",
                f"{stated.count} indicators are said to stand above; there are {len(inside)}.",
            )


def published_problems(drafts: Sequence[DraftIndicator], scheme: Scheme, year: int) -> Iterator[Problem]:
    """Yield what contradicts the announcement of that scheme and year."""
    known = PUBLISHED.get((scheme, year))
    if known is None:
        return
    if len(drafts) != known.indicators:
        yield Problem(
            None,
            f"{year}년 {scheme} 인증은 지표가 {known.indicators}개인데 표에는 {len(drafts)}개가 있습니다.",
            f"the {scheme} certification of {year} has {known.indicators} indicators; the table has {len(drafts)}.",
        )
    total = points_of(drafts)
    if known.points is not None and total is not None and total != known.points:
        yield Problem(
            None,
            f"{year}년 {scheme} 인증은 총 {_shown(known.points)}점인데 표의 배점을 더하면 {_shown(total)}점입니다.",
            f"the {scheme} certification of {year} has {_shown(known.points)} points; the table has {_shown(total)}.",
        )


def points_of(drafts: Sequence[DraftIndicator]) -> Decimal | None:
    """All points of the drafts, or None where the table states none."""
    stated = [draft.points for draft in drafts if draft.points is not None]
    return sum(stated, start=Decimal(0)) if stated else None


def pass_share(notes: Sequence[str], total: Decimal | None) -> Decimal | None:
    """The share of all points that title or notes ask for, or None where they say nothing of it.

    >>> pass_share(["합격 기준: 1,400점 이상"], Decimal(2000)), pass_share(["총점의 70% 이상"], None)
    (Decimal('0.7'), Decimal('0.7'))
    """
    for note in notes:
        points = _PASS_POINTS.search(note)
        if points is not None and total:
            return Decimal(points["points"].replace(",", "")) / total
        percent = _PASS_SHARE.search(note)
        if percent is not None:
            return Decimal(percent["percent"]) / 100
    return None


def _shown(points: Decimal) -> str:
    return f"{points.normalize():,f}"
