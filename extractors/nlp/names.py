"""Names in a text: what is quoted, ordinances and plans in 「 」, systems, services and projects by their head noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.boundary import ends_noun
from extractors.nlp.mentions import MentionKind, NameMention, longest
from extractors.nlp.normalise import View, folded
from schemas.evidence import CharSpan

_QUOTED = re.compile(
    # “스마트 시티패스”, "통합 운영센터": a name in double quotes
    r'"(?P<double>[^"\n\t]{2,40})"'
    # ‘한눈에 가람’: single quotes that are no apostrophes of years
    r"|(?<![0-9가-힣A-Za-z])'(?!\d{2}(?:\D|$))(?P<single>[^'\n\t]{2,40})'"
)
# 「가람시 빅데이터 활용 조례」, ｢스마트도시법｣, 『…』, 《…》
_LAW = re.compile(r"[「『《](?P<name>[^「」『』《》\n\t]{2,60})[」』》]")
_SENTENCE = re.compile(r"(?:다|요|까|겠다|습니다|한다)[.!?]?$|[.!?]\s")

_B = r"[ \u00a0\u3000]?"


def _heads(*words: str) -> str:
    """Head nouns, longest first, each with a blank allowed between any two syllables."""
    return "|".join(_B.join(word) for word in sorted(words, key=len, reverse=True))


_SYSTEM = _heads(
    "시스템", "플랫폼", "통합플랫폼", "모바일플랫폼", "통합운영센터", "도시통합운영센터", "관제센터", "통합관제센터", "운영센터", "상황실", "데이터센터",
    "데이터허브", "허브", "정보망", "통신망", "포털", "대시보드", "홈페이지", "누리집", "지도", "지원센터", "체험관", "교육장",
    "상황판", "빅데이터센터", "R&D센터", "센터",
)  # fmt: skip
_SERVICE = _heads(
    "서비스", "앱", "애플리케이션", "어플리케이션", "카드", "패스", "버스", "택시", "정류장", "쉼터", "쉘터", "챗봇", "톡",
    "횡단보도", "교차로", "가로등", "주차장", "우선신호",
)  # fmt: skip
_PROJECT = _heads("사업", "프로젝트", "챌린지", "리빙랩", "아카데미", "공모전", "해커톤", "실증단지", "시범도시", "시범단지", "특구")
_KINDS: tuple[tuple[MentionKind, str], ...] = (("system", _SYSTEM), ("service", _SERVICE), ("project", _PROJECT))
_HEAD = re.compile("|".join(f"(?P<{kind}>{heads})" for kind, heads in _KINDS))
MAX_MODIFIERS = 4
_WORD = re.compile(r"[^\s,.;:()\[\]<>「」『』《》\"*※□○ㅇ→~\t\n]+")
_NOT_NAME = re.compile(
    # verb endings, particles, and words that point at a name instead of being part of one
    r"(?:하고|하여|하며|하는|하던|했던|했으며|되는|되던|된|되어|되고|한|할|될|하기|위한|위해|위하여|통해|통한|통하여|따라|따른|대한|대해|관한|있는|있던|없는|"
    r"인한|같은|높은|낮은|많은|적은|새로운|우수한|다양한|편리한|주는|받은|맞은|갖춘|갖추고|"
    r"을|를|에|에서|에게|에는|에서는|으로|로부터|와의|과의|까지|부터|은|는|의|등|및|또는|이를|이|그|본|해당|동|각|각종|모든|여러|기타|유관|관련|이러한|"
    r"개|개의|곳|곳의|건|건의|명|대|하나의|총|약|최대|매년|올해|지난해|내년|년|월|일|회|차|특히|또한|그리고|한편|아울러|이와|함께|가지|"
    r"라는|이라는|고|며|면|던|음|됨|함|임)$"
)
_PARTICLE_IN = re.compile(r"(?<=[가-힣]{2})(?:을|를|에서|에게|에|으로|은|는|의|와|과)$")
_NOUN_WITH_PARTICLE_END = re.compile(r"(?:효과|결과|성과|학과|평가|국가|회의|협의|편의|마을|가을|초과|통과|사과|의과|내과|외과)$")
_BARE = re.compile(r"^(?:서비스|시스템|플랫폼|센터|사업|프로젝트|앱|카드|버스|택시|지도|포털|허브|교차로|정류장|주차장|쉼터|홈페이지|누리집|톡|패스|특구)$")


def find_names(text: str) -> list[NameMention]:
    """Return quoted names, ordinances, and names with a head noun, in text order.

    >>> [(found.name, found.kind) for found in find_names("「가람시 빅데이터 활용 조례」에 따라 스마트 관광 플랫폼을 구축")]
    [('가람시 빅데이터 활용 조례', 'ordinance'), ('스마트 관광 플랫폼', 'system')]
    """
    if not text:
        return []
    plain = folded(text)
    marked = [*_quoted(plain), *_laws(plain)]
    free = [
        mention for mention in _headed(plain, text) if not any(mention.span.overlaps(other.span) for other in marked)
    ]
    return sorted([*longest(marked), *longest(free)], key=lambda item: item.span)


def _quoted(plain: View) -> Iterator[NameMention]:
    for match in _QUOTED.finditer(plain.text):
        name = (match["double"] or match["single"]).strip()
        if len(name) >= 2 and not _SENTENCE.search(name):
            yield NameMention(plain.span(*match.span()), name, "quoted")


def _laws(plain: View) -> Iterator[NameMention]:
    for match in _LAW.finditer(plain.text):
        yield NameMention(plain.span(*match.span()), match["name"].strip(), "ordinance")


def _headed(plain: View, text: str) -> Iterator[NameMention]:
    for match in _HEAD.finditer(plain.text):
        end = match.end()
        if not ends_noun(plain.text, end):
            continue
        start = _left_edge(plain.text, match.start(), end)
        name = plain.text[start:end]
        if start < match.start() and not _BARE.match(name.replace(" ", "")):
            yield NameMention(plain.span(start, end), _name(plain.span(start, end), text), match.lastgroup)  # type: ignore[arg-type]


def _name(span: CharSpan, text: str) -> str:
    return " ".join(span.slice(text).split())


def _left_edge(text: str, head: int, end: int) -> int:
    """Where the name begins: the word of the head, and up to four words before that modify it."""
    words = list(_WORD.finditer(text, max(_line_start(text, head), head - 60), end))
    if not words:
        return head
    start = words[-1].start()
    own = next((index for index, word in enumerate(words) if word.end() > head), len(words) - 1)
    start = words[own].start()
    for word in reversed(words[max(own - MAX_MODIFIERS, 0) : own]):
        gap = text[word.end() : start]
        if gap.strip() or _ends_phrase(word.group()):
            break
        start = word.start()
    return start


def _line_start(text: str, index: int) -> int:
    return max(text.rfind("\n", 0, index), text.rfind("\t", 0, index)) + 1


def _ends_phrase(word: str) -> bool:
    if _NOUN_WITH_PARTICLE_END.search(word):
        return False
    return bool(_NOT_NAME.search(word) or _PARTICLE_IN.search(word) or not any(character.isalpha() for character in word))
