"""What one document shows about its own writing: its words, and whether its lines cut words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.layout.lines import Line

# A word without the signs around it: 서비스 in “서비스”,
_CORE = re.compile(r"[가-힣A-Za-z0-9·]+")
_PARTICLE = re.compile(
    r"(?P<stem>[가-힣A-Za-z0-9]{2,}?)(?P<particle>으로서|으로써|에서는|에서도|까지|부터|에서|에게|으로|이라는|이라고"
    r"|이며|이고|에는|에도|와의|과의|하고|하여|하는|하며|한다|했다|되는|되어|된|할|한|들|은|는|이|가|을|를|의|에|로|와|과|도|만)"
)
# Tails that begin no Korean word: where a line starts with one, the line before it ended inside a word.
_TAIL = re.compile(
    r"(?:을|를|은|는|이|가|의|에|로|와|과|도|며|고|들|다|함|됨|임|음|적|률|율"
    r"|(?:으로|로|에서|에게|까지|부터|에|와|과|들|이라|라|라고|이|하|되|이나)(?:의|는|은|도|만|서|써|을|를|고|며|면|서도|서는)"
    r"|으로|에서|에게|까지|부터|이나|거나|지만|면서|으면서|으며|으로써|으로서|처럼|보다|마다|밖에"
    r"|(?:하|되|시키)(?:는|여|며|고|기|도록|였다|였으며|여야|는데|지)|한다|했다|된다|됐다|되었다|하였다|하였으며|되었으며|되어|돼"
    r"|(?:습|합|됩|입|했습|였습|겠습|됐습)니다|이다|였다|이며|였으며|었다|았다|겠다|았으며|었으며|었던|았던|던"
    r"|적인|적으로|스럽게|롭게|성을|성이|화를|화로|화하여|화하고|률은|률을|율을)"
)


def is_tail(core: str) -> bool:
    """True for particles and endings that no word consists of.

    >>> is_tail("으로의"), is_tail("였다"), is_tail("있다")
    (True, True, False)
    """
    return _TAIL.fullmatch(core) is not None


@dataclass(frozen=True, slots=True)
class Habits:
    """How this document breaks its lines.

    `keeps_blanks`: its text layer writes the blank that hangs at a line end, so
    an end without one cuts a word. `cuts_words`: its lines end inside words.
    `words` are those seen whole, inside lines, with how often.
    """

    keeps_blanks: bool
    cuts_words: bool
    words: Mapping[str, int]

    def knows(self, word: str) -> bool:
        return word in self.words


def learn_habits(paragraphs: Iterable[Sequence[Line]]) -> Habits:
    """Return the habits that the lines of a document's paragraphs show."""
    paragraphs = list(paragraphs)
    words = _vocabulary(paragraphs)
    wraps = (pair for lines in paragraphs for pair in pairwise(lines))
    full = [(before, after) for before, after in wraps if before.free < 1.2 * before.size]
    hanging = sum(before.words[-1].blank_after for before, _ in full)
    cut = sum(_shows_cut(before, after, words) for before, after in full)
    return Habits(
        keeps_blanks=hanging >= max(2, 0.1 * len(full)),
        cuts_words=cut >= max(2, 0.04 * len(full)),
        words=words,
    )


def cores(text: str) -> list[str]:
    """The words of `text` without the signs around them.

    >>> cores("“스마트 시티”(부천시)를")
    ['스마트', '시티', '부천시', '를']
    """
    return _CORE.findall(text)


def stem_of(word: str) -> str:
    """The word without its particle.

    >>> stem_of("서비스를"), stem_of("도시")
    ('서비스', '도시')
    """
    found = _PARTICLE.fullmatch(word)
    return found["stem"] if found else word


def _vocabulary(paragraphs: Iterable[Sequence[Line]]) -> dict[str, int]:
    """Words that no line end may have cut, whole and without their particle."""
    counted: Counter[str] = Counter()
    for lines in paragraphs:
        for index, line in enumerate(lines):
            whole = line.text.split(" ")[index > 0 : -1 if index + 1 < len(lines) else None]
            found = {core for word in whole for core in cores(word)}
            counted.update(found | {stem_of(core) for core in found})
    return dict(counted)


def _shows_cut(before: Line, after: Line, words: Mapping[str, int]) -> bool:
    """True where only a cut word explains the two lines."""
    head, tail = cores(before.text)[-1:], cores(after.text)[:1]
    if not head or not tail or not before.text[-1].isalnum() or not after.text[0].isalnum():
        return False
    if is_tail(tail[0]):
        return True
    joined = head[0] + tail[0]
    return any(form in words for form in (joined, stem_of(joined))) and stem_of(tail[0]) not in words
