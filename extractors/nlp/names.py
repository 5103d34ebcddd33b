"""Names in a text: what is quoted, ordinances and plans in 「 」, systems, services and projects by their head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp import name_words as words
from extractors.nlp.boundary import ends_noun
from extractors.nlp.mentions import MentionKind, NameMention, longest
from extractors.nlp.normalise import View, folded

MAX_MODIFIERS = 4
LONGEST_NAME = 40
_COMPOUND_HEAD = 5
"""A head of so many syllables (통합운영센터) is a name of its own."""
_REACH = 60
"""So many characters before a head noun are looked at."""

_QUOTED = re.compile(
    # “스마트 시티패스”, "통합 운영센터": quotation marks of a line taken in pairs, so that a long opinion is skipped whole
    r'"(?P<double>[^"\n\t]{1,600})"'
    # ‘한눈에 가람’: single quotes that are no apostrophes of years
    r"|(?<![0-9가-힣A-Za-z])'(?!\d{2}(?:\D|$))(?P<single>[^'\n\t]{2,40})'"
)
# 「가람시 빅데이터 활용 조례」, ｢스마트도시법｣, 『…』, 《…》
_LAW = re.compile(r"[「『《](?P<name>[^「」『』《》\n\t]{2,60})[」』》]")
# "… 하겠다", "… 합니다.": what is said, not what something is called.
_SENTENCE = re.compile(r"(?:다|요|까)[.!?]?$|[.!?]\s|^\s*(?:며|고|라며|라고)[,\s]")
_WORD = re.compile(r"[^\s,.;:/()\[\]<>「」『』《》\"*※□○ㅇ→~①-⑳●❶-❿\t\n]+")


def find_names(text: str) -> list[NameMention]:
    """Return quoted names, ordinances, and names with a head noun, in text order.

    A quoted name with a head noun after it ('한눈에' 플랫폼) is given twice: as
    what is quoted, and whole. No other names overlap.

    >>> text = "「가람시 빅데이터 활용 조례」에 따라 스마트 관광 플랫폼을 구축"
    >>> [(found.name, found.kind) for found in find_names(text)]
    [('가람시 빅데이터 활용 조례', 'ordinance'), ('스마트 관광 플랫폼', 'system')]
    """
    if not text:
        return []
    plain = folded(text)
    marked = longest([*_quoted(plain), *_laws(plain)])
    covered = bytearray(len(text))
    for mention in marked:
        start, end = mention.span.as_tuple()
        covered[start:end] = b"\1" * (end - start)
    headed = longest(_headed(plain, text))
    free = [mention for mention in headed if not any(covered[mention.span.start : mention.span.end])]
    return sorted([*marked, *free, *_quoted_heads(plain, text)], key=lambda item: (item.span, item.kind))


def _quoted(plain: View) -> Iterator[NameMention]:
    for match in _QUOTED.finditer(plain.text):
        name = (match["double"] or match["single"]).strip()
        if 2 <= len(name) <= LONGEST_NAME and not _SENTENCE.search(name):
            yield NameMention(plain.span(*match.span()), name, "quoted")


def _quoted_heads(plain: View, text: str) -> Iterator[NameMention]:
    """A quoted name and the head noun after it: "'한눈에 가람' 통합 플랫폼"."""
    for match in _QUOTED.finditer(plain.text):
        head = words.QUOTED_HEAD.match(plain.text, match.end())
        if head is not None and match.end() - match.start() <= LONGEST_NAME and ends_noun(text, head.end()):
            span = plain.span(match.start(), head.end())
            yield NameMention(span, " ".join(span.slice(text).split()), _kind(head))


def _laws(plain: View) -> Iterator[NameMention]:
    for match in _LAW.finditer(plain.text):
        yield NameMention(plain.span(*match.span()), match["name"].strip(), "ordinance")


def _headed(plain: View, text: str) -> Iterator[NameMention]:
    for match in words.HEAD.finditer(plain.text):
        if not ends_noun(plain.text, match.end()):
            continue
        start = _left_edge(plain.text, match.start(), match.end())
        span = plain.span(start, match.end())
        name = " ".join(span.slice(text).split())
        is_compound = match.end() - match.start() >= _COMPOUND_HEAD
        if (is_compound or start < match.start()) and _is_name(name, match):
            yield NameMention(span, name, _kind(match))


def _kind(match: re.Match[str]) -> MentionKind:
    return next(kind for kind in words.KINDS if match[kind])


def _is_name(name: str, match: re.Match[str]) -> bool:
    """Whether a noun phrase names one thing: 지원 사업 and 주요 교차로 do not."""
    plain = "".join(name.split())
    if words.GENERIC.fullmatch(plain):
        return False
    head = "".join(match.group().split())
    return head not in words.PHYSICAL or words.SMART.search(plain) is not None


def _left_edge(text: str, head: int, end: int) -> int:
    """Where the name begins: the word of the head, and up to four words before that modify it."""
    found = list(_WORD.finditer(text, max(_line_start(text, head), head - _REACH), end))
    own = next((index for index, word in enumerate(found) if word.end() > head), None)
    if own is None:
        return head
    start = found[own].start()
    for word in reversed(found[max(own - MAX_MODIFIERS, 0) : own]):
        if text[word.end() : start].strip() or _ends_phrase(word.group()):
            break
        start = word.start()
    first = words.LEADING.match(text, start, head)
    return first.end() if first is not None and first.end() < head else start


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\t", 0, index)) + 1


def _ends_phrase(word: str) -> bool:
    if words.COUNT.fullmatch(word):
        return True
    if words.NOUN_LIKE_PARTICLE.search(word):
        return False
    return bool(words.STOP.search(word)) or not any(character.isalpha() for character in word)
