"""Municipalities in a text, resolved against the gazetteer as of the document's date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.gazetteer import Gazetteer, Naming, Place
from extractors.nlp.normalise import View, view
from extractors.nlp.place_words import is_other_name, office_end
from schemas.evidence import CharSpan

UNDATED_DAY = date(2025, 11, 30)
"""Texts without a date are read as of the day on which the tables were last checked."""
_SETTLED_BEFORE = date(2018, 1, 1)
"""An undated text gets the code of a place only where it has not changed since, before the first certifications."""

TRUST = {"full": 1.0, "strong": 0.98, "weak": 0.7, "bound": 0.9}
_LONGEST_LIST = 40
_SURE_LENGTH = 4
"""A full name this long is found inside a run of words without blanks: "에서영등포구" in a bad scan."""
_LONG_ENOUGH_TORN = 3
"""Of a shorter name a blank makes two words: '공사 중 구간', '이번 경기 도중'."""
_TORN, _FROM_CONTEXT, _OUT_OF_TIME = 0.95, 0.85, 0.6

# What is left without these has all names of the text, with blanks or signs inside them too
_NO_SYLLABLE = re.compile(r"[^가-힣]+")
# letters of syllables that are not composed yet
_LETTERS = re.compile(r"[\u1100-\u11ff]")
# "달서구(대구)", "대구(달서구)": the other half of the name in brackets, in the despaced text.
_OPEN, _CLOSE = "([", ")]"
# "대구 중구·서구", "김해시, 수원시", "서울 강동구 및 서초구": what stands between members of a list, in the despaced text.
_LIST_GAP = re.compile(r"[·,/]|및|와|과")
# "서울·경기·인천", "고양·김포": names joined so are of one kind.
_JOINED = re.compile(r"·")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A municipality named in a text.

    `name` is what the place goes by ('수원시', '대구광역시 달서구'), `code` its
    법정동 prefix on the day of the document, None where it is not known.
    """

    span: CharSpan
    name: str
    code: str | None
    as_written: str
    confidence: float

    def shifted(self, by: int) -> PlaceMention:
        """The same place, so many characters further on."""
        return PlaceMention(self.span.shifted(by), self.name, self.code, self.as_written, self.confidence)


@dataclass(frozen=True, slots=True)
class _Hit:
    """A known name at a place of the despaced text, with all that it can mean."""

    start: int
    end: int
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A resolved or still ambiguous name.

    `options` are the full names it can mean, `named` all places that its words
    name, parents included; `leads` says that the parent stands first. A name
    `in_doubt` is also another word, and counts in a list of its like only.
    """

    start: int
    end: int
    options: tuple[str, ...]
    trust: float
    named: tuple[str, ...] = ()
    leads: bool = False
    in_doubt: bool = False


def find_places(
    text: str, gazetteer: Gazetteer, *, as_of: date | None, context: Sequence[str] = ()
) -> list[PlaceMention]:
    """Return the municipalities that `text` names, in text order.

    A name that several places share (중구, 고성군, 광주시) is returned only where
    its parent is at hand: beside it, in the list it stands in, in its line, or
    in `context` (nearest first).

    >>> from extractors.nlp.gazetteer import load_gazetteer
    >>> found = find_places("인천 광역시와 달서구(대구), 중구", load_gazetteer(), as_of=date(2022, 9, 29))
    >>> [(mention.name, mention.code, mention.as_written) for mention in found]
    [('인천광역시', '28', '인천 광역시'), ('대구광역시 달서구', '27290', '달서구(대구)')]
    """
    if not _may_name(text, gazetteer):
        return []
    search = _Search(text, view(text), gazetteer, as_of or UNDATED_DAY)
    found = list(search.found())
    mentions = []
    for index in range(len(found)):
        settled = _settle(found, index, search, context)
        if settled is not None:
            mentions.append(search.mention(settled, is_dated=as_of is not None))
    return mentions


def _may_name(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a name can stand in a text: every name is of syllables only, and these stand one after the other."""
    if _LETTERS.search(text):
        return True
    return next(gazetteer.automaton.iter(_NO_SYLLABLE.sub("", text)), None) is not None


@dataclass(frozen=True, slots=True)
class _Search:
    """One text under search; resolves names, knows nothing of other texts."""

    text: str
    seen: View
    gazetteer: Gazetteer
    day: date

    def found(self) -> Iterator[_Found]:
        """Names from left to right, longest first, with the parents beside them."""
        hits = self._hits()
        end = 0
        for index in sorted(hits):
            if index < end or not self._can_start(index, hits):
                continue
            chain = self._chain(index, hits, above=())
            item = self._resolve(chain) if chain else None
            if item is not None:
                yield item
                end = item.end

    def mention(self, item: _Found, *, is_dated: bool) -> PlaceMention:
        """The mention of a name that means one place."""
        place = self._place(item.options[0])
        span = self.seen.span(item.start, item.end)
        trust = item.trust if place.holds(self.day) else min(item.trust, _OUT_OF_TIME)
        code = place.code if is_dated or place.valid_from < _SETTLED_BEFORE else None
        return PlaceMention(span, place.display, code, span.slice(self.text), round(trust, 4))

    def _place(self, full_name: str) -> Place:
        place = self.gazetteer.place(full_name, self.day)
        if place is None:
            raise KeyError(full_name)
        return place

    def _hits(self) -> dict[int, list[_Hit]]:
        """Every known name by where it begins, longest first."""
        by_start: dict[int, list[_Hit]] = {}
        for last, surface in self.gazetteer.automaton.iter(self.seen.text):
            start = last + 1 - len(surface)
            namings = self._possible(surface)
            if namings:
                by_start.setdefault(start, []).append(_Hit(start, last + 1, namings))
        for same in by_start.values():
            same.sort(key=lambda hit: -hit.end)
        return by_start

    def _possible(self, surface: str) -> tuple[Naming, ...]:
        """The namings of a surface that hold on the day; where none does, those of other times."""
        namings = self.gazetteer.namings[surface]
        in_time = tuple(
            naming
            for naming in namings
            if naming.holds(self.day) and self._place(naming.place).holds(self.day)
        )
        return in_time or tuple(naming for naming in namings if naming.strength == "full")

    def _can_start(self, index: int, hits: dict[int, list[_Hit]]) -> bool:
        """Whether a name may begin here: at a word's start, or anywhere where it is long enough to be no chance."""
        if starts_word(self.text, self.seen.starts[index]):
            return True
        longest = hits[index][0]
        return longest.end - index >= _SURE_LENGTH and longest.namings[0].strength == "full"

    def _chain(self, index: int, hits: dict[int, list[_Hit]], above: tuple[_Hit, ...]) -> tuple[_Hit, ...]:
        """The longest run of names from `index`, each under the one before it, that ends a word."""
        for hit in hits.get(index, ()):
            if above and not self._is_under(hit, above[-1]):
                continue
            further = self._chain(hit.end, hits, (*above, hit)) if len(above) < 2 else ()
            if further:
                return (hit, *further)
            if self._ends(hit):
                return self._with_bracket(hit, hits) if not above else (hit,)
        return ()

    def _with_bracket(self, hit: _Hit, hits: dict[int, list[_Hit]]) -> tuple[_Hit, ...]:
        after = hit.end + 1
        if hit.end < len(self.seen.text) and self.seen.text[hit.end] in _OPEN:
            for other in hits.get(after, ()):
                closed = self.seen.text[other.end : other.end + 1]
                if closed and closed in _CLOSE and (self._is_under(hit, other) or self._is_under(other, hit)):
                    return hit, other
        return (hit,)

    def _is_under(self, child: _Hit, parent: _Hit) -> bool:
        above = {naming.place for naming in parent.namings}
        return any(above.intersection(self.gazetteer.ancestors(naming.place)) for naming in child.namings)

    def _ends(self, hit: _Hit) -> bool:
        start, end = self.seen.starts[hit.start], self.seen.ends[hit.end - 1]
        if ends_noun(self.text, end):
            return True
        office = office_end(self.text, start, end)
        return office is not None and ends_noun(self.text, office)

    def _resolve(self, chain: tuple[_Hit, ...]) -> _Found | None:
        if len(chain) == 1:
            return self._alone(chain[0])
        start, end = chain[0].start, chain[-1].end
        if self.seen.text[end : end + 1] in _CLOSE and chain[1].start > chain[0].end:
            end += 1
        options = self._innermost(chain)
        if not options:
            return None
        trust = 1.0 if all(self.seen.is_glued(hit.start, hit.end) for hit in chain) else _TORN
        named = (options[0], *self.gazetteer.ancestors(options[0]))
        return _Found(start, end, options, trust, named, leads=self._is_under(chain[-1], chain[0]))

    def _innermost(self, chain: tuple[_Hit, ...]) -> tuple[str, ...]:
        """The places named by one member of the chain that stand under places of all the others."""
        fits = []
        for hit in chain:
            others = [{naming.place for naming in other.namings} for other in chain if other is not hit]
            for naming in hit.namings:
                above = self.gazetteer.ancestors(naming.place)
                if all(other.intersection(above) for other in others):
                    fits.append(naming.place)
        return tuple(dict.fromkeys(fits))

    def _alone(self, hit: _Hit) -> _Found | None:
        """A name without parent or child beside it; 광주 alone may mean each place that is ever called so."""
        glued = self.seen.is_glued(hit.start, hit.end)
        if not glued and hit.end - hit.start < _LONG_ENOUGH_TORN:
            return None
        sure = [naming for naming in hit.namings if naming.strength in ("full", "strong")]
        span = self.seen.span(hit.start, hit.end)
        if not sure and (not glued or is_other_name(self.text, span.start, span.end)):
            return None
        namings = [naming for naming in hit.namings if not sure or glued or naming in sure]
        trust = max(TRUST[naming.strength] for naming in namings) * (1.0 if glued else _TORN)
        options = tuple(dict.fromkeys(naming.place for naming in namings))
        in_doubt = all(naming.strength == "bound" for naming in namings)
        return _Found(hit.start, hit.end, options, trust, named=options[:1], in_doubt=in_doubt)


def _settle(found: Sequence[_Found], index: int, search: _Search, context: Sequence[str]) -> _Found | None:
    """Choose the one place an ambiguous name means, by its parent; None where no parent is at hand."""
    item = found[index]
    if item.in_doubt:
        return _among_its_like(found, index, search, _JOINED)
    if len(item.options) == 1:
        return item
    for parents, trust in _parents(found, index, search, context):
        fits = [
            option
            for option in item.options
            if option in parents or parents.intersection(search.gazetteer.ancestors(option))
        ]
        if len(fits) == 1:
            return _Found(item.start, item.end, (fits[0],), min(item.trust, trust))
        if fits:
            return None
    return _among_its_like(found, index, search, _LIST_GAP)


def _among_its_like(
    found: Sequence[_Found], index: int, search: _Search, gap: re.Pattern[str]
) -> _Found | None:
    """The one option that stands under the same parent as a sure name of the list: 경기 in '서울·경기·인천'."""
    item = found[index]
    like = {_parent(other.options[0]) for other in _list_of(found, index, search, gap) if _is_sure(other)}
    fits = [option for option in item.options if _parent(option) in like]
    return (
        _Found(item.start, item.end, (fits[0],), min(item.trust, _FROM_CONTEXT)) if len(fits) == 1 else None
    )


def _is_sure(item: _Found) -> bool:
    return len(item.options) == 1 and not item.in_doubt


def _parent(full_name: str) -> str:
    return full_name.rpartition(" ")[0]


def _list_of(found: Sequence[_Found], index: int, search: _Search, gap: re.Pattern[str]) -> Iterator[_Found]:
    """The other members of the list that a name stands in."""
    for step in (-1, 1):
        at = index
        while 0 <= at + step < len(found) and abs(at + step - index) <= _LONGEST_LIST:
            one, other = sorted((at, at + step))
            if not gap.fullmatch(search.seen.text[found[one].end : found[other].start]):
                break
            at += step
            yield found[at]


def _parents(
    found: Sequence[_Found], index: int, search: _Search, context: Sequence[str]
) -> Iterator[tuple[frozenset[str], float]]:
    """Places at hand, nearest first: of the list the name stands in, of its line, of the context."""
    yield _head_of_list(found, index, search), TRUST["bound"]
    line = _line(search.text, search.seen.starts[found[index].start])
    for text in (line, *context):
        yield _named(text, search.gazetteer, search.day), _FROM_CONTEXT


def _head_of_list(found: Sequence[_Found], index: int, search: _Search) -> frozenset[str]:
    """What stands before the list that a name is in: 대구 for 서구 in '대구 중구·서구'."""
    for at in range(index - 1, max(index - _LONGEST_LIST, 0) - 1, -1):
        if not _LIST_GAP.fullmatch(search.seen.text[found[at].end : found[at + 1].start]):
            break
        if found[at].leads:
            return frozenset(found[at].named)
    return frozenset()


def _line(text: str, index: int) -> str:
    start = text.rfind("\n", 0, index) + 1
    end = text.find("\n", index)
    return text[start : end if end >= 0 else len(text)]


@lru_cache(maxsize=64)
def _named(text: str, gazetteer: Gazetteer, day: date) -> frozenset[str]:
    """The places that a text names beyond doubt."""
    if not text:
        return frozenset()
    search = _Search(text, view(text), gazetteer, day)
    return frozenset(name for item in search.found() if _is_sure(item) for name in item.named)
