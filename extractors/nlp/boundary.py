"""Where a Korean word begins and ends: a noun may carry particles, but nothing else."""

from __future__ import annotations

import re

_WORD = "0-9A-Za-z가-힣"
# Particles and copula endings that follow a noun without a blank ("강릉시는", "달서구에서도", "70분이며").
PARTICLE = (
    r"(?:(?:에게|에서|에|께서|으로|로|까지|부터|마다|보다|처럼|조차|한테)?(?:서|부터|까지)?"
    r"(?:은|는|이|가|을|를|의|(?:와|과)(?:는|도|의|만)?|만(?:을|이|은)?|도|나|이나|이라도|라도|이란|란|이라는|라는|이라고|라고)?"
    r"|이다|다|이며|며|이고|고|인|인데|이었다|였다|이었으며|였으며|이었고|였고|입니다|임|이던|였던|일"
    r"|이므로|므로|이지만|지만|이라|라|이어서|여서|들(?:은|이|을|의|에|도|과)?|등(?:은|이|을|의|에|에서|으로|도|과)?)"
)
_END = re.compile(rf"{PARTICLE}(?![{_WORD}])|(?=\d{{1,2}}\))")
_BEFORE = re.compile(rf"[{_WORD}]")


def starts_word(text: str, index: int) -> bool:
    """Whether a word can begin at `index`.

    >>> starts_word("대구 달서구", 3), starts_word("대구 달서구", 4)
    (True, False)
    """
    return index == 0 or not _BEFORE.match(text[index - 1])


def ends_noun(text: str, index: int) -> bool:
    """Whether a noun can end at `index`: a boundary follows, or particles and then one.

    >>> ends_noun("강릉시는 올해", 3), ends_noun("강릉시민 카드", 3), ends_noun("수원시의회", 3)
    (True, False, False)
    """
    return _END.match(text, index) is not None
