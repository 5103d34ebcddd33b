"""Which lines of a table add up to which: told by their labels, the same way for rows and for columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from extractors.nlp.normalise import plain

# "합계 Total", "소 계", "계(A+B)", "총계 (①+②)"
_TOTAL = re.compile(
    r"^(?P<word>합\s?계|총\s?합?\s?계|소\s?계|계)(?:\s?[A-Za-z][A-Za-z ().]*|\s?[(\[][^가-힣]{0,12}[)\]])?$"
)
_RANKS = {"소계": 0, "계": 1, "합계": 2, "총계": 3, "총합계": 3}
# what is no amount: "집행률", "단가(원)", "평균 대기", "증감(%)"
_NO_AMOUNT = re.compile(
    r"전년|전월|대비|증감|평균|구성비|비중|비율|[률율](?!주행)(?:$|\s|\()|누계|누적|잔액|최고|최저|최대|최소|차이"
    r"|단가|지수|만족도|순위|번호|\(\s?%p?\s?\)|^%p?$"
)
# rows beside the sum of the others: "전년 대비", "구성비(%)", "평균", "누계"
_ASIDE = re.compile(
    r"^(?:(?:전년|전월|전기|전분기|전년도)\s?(?:동기|동월)?\s?대비.{0,8}|전년도?|증감.{0,6}|.{0,3}평균|구성\s?비율?|비중|비율|점유율"
    r"|누계|누적.{0,4}|최고|최저|최대|최소|차이|순위)(?:\s?\(.*\))?$"
)
# a part of the line above it: "(여성)", "- 신규", "이 중 청년"
_INNER = re.compile(r"^(?:[(\[<]|[-–·∙ㆍ└ㄴ※*▸]|이\s?중|그\s?중|중\s)|\s중\s|중에서")
# of one thing before and after: these are not added
_STAGE = re.compile(r"계획|실적|목표|당초|변경|전년|금년|이전|이후|기존|^(?:.{0,4}\s)?[전후]$")
_WHOLES = (
    re.compile(r"^(?:국비|도비|시비|군비|구비|지방비|민자|민간.*|자부담|기금|기타|교부세|특별교부세)$"),
    re.compile(r"^(?:남|여|남자|여자|남성|여성)$"),
)
_TIMES = (
    re.compile(r"^(?:상반기|하반기|[1-4]\s?/?4?\s?분기)$"),
    re.compile(r"^\d{1,2}\s?월$"),
    re.compile(r"^(?:(?:19|20)\d{2}|['’‘]\d{2})\s?년?도?$"),
)
"""Labels whose amounts make a whole with each other; shares of several years do not."""
_CLOSING = re.compile(r"^(?:기타|그\s?외|그\s?밖.*|나머지|무응답|잘\s?모[르름].*|모름.*)$")
_LEAST_PARTS = 2
_MOST_TRIMMED = 6


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A row or column, equal to itself only: its place, the labels that lead to it (outermost first), and whether it holds numbers.

    `words` are all its labels as they are written, with their units.
    """

    place: int
    path: tuple[str, ...]
    words: str = ""
    is_added: bool = True

    @property
    def counts_no_amount(self) -> bool:
        """Whether one of its labels says that its numbers are rates, means or the like."""
        return counts_no_amount(self.words) or any(map(counts_no_amount, self.path))

    @property
    def is_total(self) -> bool:
        """Whether it adds up other lines, of its group at least."""
        return any(map(is_sum_label, self.path))


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A line that adds up others.

    `ways` are what it may be the sum of, the likeliest first: each is one set of lines, or several that come to the
    same (subtotals, or all below them). Each of `breakdowns` makes the whole again (by sex, by age). Where labels do
    not make it sure that it is a sum of these, other numbers must show it.
    """

    line: Line
    ways: tuple[tuple[Lines, ...], ...]
    breakdowns: tuple[Lines, ...] = ()
    is_sure: bool = True


@lru_cache(maxsize=1024)
def is_sum_label(text: str) -> bool:
    """Whether a label says that its line adds up others.

    >>> is_sum_label("합계 Total"), is_sum_label("계(A+B)"), is_sum_label("누계"), is_sum_label("회계")
    (True, True, False, False)
    """
    return _TOTAL.match(plain(text)) is not None


def counts_no_amount(text: str) -> bool:
    """Whether numbers under this head or label are rates, means or the like, which nobody adds up.

    >>> counts_no_amount("전년 대비"), counts_no_amount("집행률(%)"), counts_no_amount("자율주행 셔틀")
    (True, True, False)
    """
    return _NO_AMOUNT.search(plain(text)) is not None


@lru_cache(maxsize=1024)
def is_aside(text: str) -> bool:
    """Whether a row with this label stands beside the sum of the others, rather than in it.

    >>> is_aside("전년 대비"), is_aside("구성비(%)"), is_aside("예산 투자 비율"), is_aside("전기")
    (True, True, False, False)
    """
    return _ASIDE.match(plain(text)) is not None


def make_a_whole(labels: Sequence[str]) -> bool:
    """Whether the labels are shares of one whole by their names, as 국비, 시비 and 민자, or the last closes the list.

    >>> make_a_whole(["국비", "시비"]), make_a_whole(["가구", "나구"]), make_a_whole(["가구", "기타"])
    (True, False, True)
    """
    words = [plain(label) for label in labels]
    return bool(words) and (_are_of_one(words, _WHOLES) or _CLOSING.match(words[-1]) is not None)


def _are_of_one(words: Sequence[str], families: Sequence[re.Pattern[str]]) -> bool:
    return any(all(family.match(word) for word in words) for family in families)


def totals_of(lines: Sequence[Line], *, are_alike: bool) -> Iterator[Total]:
    """The totals among rows (which are alike) or columns (which count different things, unless under one head)."""
    for line in lines:
        for depth, label in enumerate(line.path):
            if is_sum_label(label) and line.is_added:
                total = _total(lines, line, depth, are_alike=are_alike)
                if total is not None and any(total.ways):
                    yield total


def _total(lines: Sequence[Line], line: Line, depth: int, *, are_alike: bool) -> Total | None:
    beside = [one for one in lines if one.path[:depth] == line.path[:depth] and len(one.path) > depth]
    after = line.path[depth + 1 :]
    if after:  # a merged head: "합계" over "건수" and "금액", as each part is
        return _of_siblings([one for one in beside if one.path[depth + 1 :] == after], line, depth)
    # totals with heads of their own below them, as 계 over 남 and 여, are no lines of this level
    level = [one for one in beside if len(one.path) == depth + 1 or not is_sum_label(one.path[depth])]
    return _of_columns(level, line) if depth == 0 and not are_alike else _of_siblings(level, line, depth)


def _of_siblings(beside: Sequence[Line], line: Line, depth: int) -> Total | None:
    """A total among lines that count one thing, where it stands at an end of them."""
    kept = [one for one in beside if one is line or (one.is_added and not is_aside(one.path[-1]))]
    rivals = [one for one in kept if one is not line and is_sum_label(one.path[depth])]
    parts = _parts_among(kept, line, depth, rivals) if rivals else _parts_beside(kept, line)
    return None if parts is None else _read(parts, line, depth, is_sure=not _is_doubtful(parts, depth))


def _parts_beside(kept: Sequence[Line], line: Line) -> list[Line] | None:
    """All the others, where the total is the first or the last."""
    at = kept.index(line)
    if at not in (0, len(kept) - 1):
        return None
    return [one for one in kept if one is not line]


def _parts_among(kept: Sequence[Line], line: Line, depth: int, rivals: Sequence[Line]) -> list[Line] | None:
    """What a subtotal adds up, or the total over subtotals; None where nothing says which is which."""
    totals = sorted([line, *rivals], key=lambda one: one.place)
    ranks = [_rank(one, depth) for one in totals]
    ends = {kept[0], kept[-1]}
    grand = [one for one in totals if _rank(one, depth) == max(ranks) > 0 and one in ends]
    whole = grand[0] if len(grand) == 1 and ranks.count(max(ranks)) == 1 else None
    inner = [one for one in kept if one is not whole]
    subs = [one for one in totals if one is not whole]
    leads, ends_so = inner[0] in subs, inner[-1] in subs
    if leads == ends_so:
        return None
    if line is whole:
        return _grouped(inner, subs, depth, leads=leads)
    at = inner.index(line)
    borders = [inner.index(one) for one in subs] + ([len(inner)] if leads else [-1])
    if leads:
        return inner[at + 1 : min(border for border in borders if border > at)]
    return inner[max(border for border in borders if border < at) + 1 : at]


def _rank(line: Line, depth: int) -> int:
    match = _TOTAL.match(line.path[depth])
    return _RANKS["".join(match["word"].split())] if match else 0


def _grouped(inner: Sequence[Line], subs: Sequence[Line], depth: int, *, leads: bool) -> list[Line]:
    """The lines with their subtotals, each path now led by its group, so that the total is read over both."""
    found, group = [], 0
    for one in inner:
        is_sub = one in subs
        group += is_sub and leads
        found.append(replace(one, path=(*one.path[:depth], f"\x00{group}", *one.path[depth:])))
        group += is_sub and not leads
    return found


def _read(parts: Sequence[Line], line: Line, depth: int, *, is_sure: bool) -> Total:
    """Every way in which the parts may make the whole: by their subtotals, by their leaves, each group for itself."""
    groups = [list(group) for _, group in groupby(parts, key=lambda one: one.path[depth])]
    by_groups = tuple(one for group in groups for one in _heads_of(group, depth))
    leaves = tuple(one for group in groups for one in _leaves_of(group, depth))
    readings = tuple(dict.fromkeys(one for one in (by_groups, leaves) if len(one) >= _LEAST_PARTS))
    whole = [tuple(_leaves_of(group, depth)) for group in groups]
    are_breakdowns = by_groups == leaves and len(whole) > 1 and all(len(one) >= _LEAST_PARTS for one in whole)
    return Total(line, (readings,), tuple(whole) if are_breakdowns else (), is_sure)


def _heads_of(group: Sequence[Line], depth: int) -> list[Line]:
    """The line that stands for a group: its subtotal, or the line of its own name; else its leaves."""
    for wanted in (1, 0):
        heads = [one for one in group if len(one.path) == depth + 1 + wanted]
        heads = [one for one in heads if is_sum_label(one.path[-1])] if wanted else heads
        if len(heads) == 1 < len(group):
            return heads
    return _leaves_of(group, depth)


def _leaves_of(group: Sequence[Line], depth: int) -> list[Line]:
    if len(group) == 1:
        return list(group)
    below = [one for one in group if len(one.path) > depth + 1]
    return [one for one in below if not is_sum_label(one.path[-1])] or list(group)


def _is_doubtful(parts: Sequence[Line], depth: int) -> bool:
    """Whether labels say that some lines are part of others, or one thing at several times."""
    labels = [one.path[-1] for one in parts if not is_sum_label(one.path[-1])]
    own = [one.path[depth] for one in parts]
    stages = sum(_STAGE.search(label) is not None for label in labels)
    has_inner = any(_INNER.search(label) for label in (*labels, *own))
    return has_inner or "" in labels or stages >= _LEAST_PARTS


def _of_columns(beside: Sequence[Line], line: Line) -> Total | None:
    """A total over or beside columns with heads of their own: those next to it, as many as make it up."""
    at = beside.index(line)
    before = _run(beside[:at][::-1], _rank(line, 0))
    behind = _run(beside[at + 1 :], _rank(line, 0))
    ways = [way for run in (before, behind) for way in _cut_shorter(run)]
    if not ways:
        return None
    is_sure = not (before and behind) and _belong_together(ways[0][0])
    return Total(line, tuple(dict.fromkeys(ways)), (), is_sure)


def _run(lines: Sequence[Line], rank: int) -> list[Line]:
    """The lines from a total on, up to the first that cannot be added or is no smaller total."""
    found: list[Line] = []
    for one in lines:
        is_as_great = len(one.path) == 1 and is_sum_label(one.path[0]) and _rank(one, 0) >= rank
        if not one.is_added or is_as_great or one.counts_no_amount:
            break
        found.append(one)
    return found


def _cut_shorter(run: Sequence[Line]) -> Iterator[tuple[Lines, ...]]:
    """The parts of a run, and its subtotals in their place; then these without what stands farthest off."""
    parts, tops = [one for one in run if not is_sum_label(one.path[-1])], _topmost(run)
    for less in range(_MOST_TRIMMED):
        sides = [side[: len(side) - less] for side in (parts, tops)]
        way = [tuple(sorted(side, key=lambda one: one.place)) for side in sides if len(side) >= _LEAST_PARTS]
        if way:
            yield tuple(dict.fromkeys(way[:1] if less else way))


def _topmost(run: Sequence[Line]) -> list[Line]:
    """The run, the total first, without what its subtotals and totals of groups add up."""
    groups = {one.path[0] for one in run if len(one.path) > 1 and is_sum_label(one.path[-1])}
    kept: list[Line] = []
    is_covered = False
    for one in run:
        is_sub = is_sum_label(one.path[-1])
        if len(one.path) == 1:
            is_covered = is_covered or is_sub
        if is_sub or (not is_covered and one.path[0] not in groups):
            kept.append(one)
    return kept


def _belong_together(parts: Sequence[Line]) -> bool:
    under_one = len({one.path[0] for one in parts}) == 1 and all(len(one.path) > 1 for one in parts)
    return under_one or _are_of_one([one.path[-1] for one in parts], (*_WHOLES, *_TIMES))
