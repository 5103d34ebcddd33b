"""How the end of a clause is written for the rules of status, and the pieces that their patterns are made of.

A tail is written `구축/NNG 하/XSV 었/EP 다/EF`: it begins two morphemes before
the predicate and ends with the clause. `@` stands before the predicate itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from schemas.fact import Status

Verdict = Status | Literal["medial"]
"""A status, or that the closing clause is asked."""


def any_of(words: Iterable[str]) -> str:
    """A pattern for one of some words, the longest first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


ACT = r"@\S+/\S+(?: \S+/XSN)? (?:하/XSV ᆷ/E\w )?"  # the predicate noun and a suffix (고도/NNG 화/XSN)
DO = r"(?<!\S)(?:하|되|시키|받|당하|이루어지)/\S+ "  # 하다, 되다 and kin after it
PAST = r"(?:었|았|였|했|엇)/EP"
PRESENT = r"(?:ᆫ다|는다|ᆸ니다|습니다|ᆫ다고|는다고|ᆫ다며|는다며|ᆫ다는|는다는)/E"
BEGUN = (
    r"(?:시작|개시|착수|시행|실시|진행|확대|재개|돌입)"  # '운영 개시', '확대 시행': a bare noun after the act
)
END = r"(?:$| (?:\S+/SF|\S+/SP|\S+/SS\S*|\S+/JX))"  # the clause ends here, but for signs


def idioms(pairs: Iterable[tuple[str, str]]) -> str:
    """Noun and verb, the verb being the predicate."""
    return "(?:" + "|".join(rf"{noun}/NN\w (?:\S+/J\w+ )?@{verb}/VV" for noun, verb in pairs) + r")\S*"
