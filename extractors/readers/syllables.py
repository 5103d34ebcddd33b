"""Is this Hangul Korean? What the syllables of a text alone can tell, without a language model."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_FIRST, _FINALS = 0xAC00, 28
_COMMON_FINALS: Final = frozenset({0, 1, 4, 8, 16, 17, 19, 20, 21})  # none ㄱ ㄴ ㄹ ㅁ ㅂ ㅅ ㅆ ㅇ

MIN_SYLLABLES: Final = 12  # fewer say nothing
_FEW: Final = 24
_MANY: Final = 60  # for the measures that need more
_OPEN_SHARE: Final = 0.15  # of syllables without a final consonant; natural Korean has about half
_RARE_FINALS: Final = 0.25  # share of rare finals; natural Korean has under 0.06
_STRANGE_SHARE: Final = 0.12  # of Hangul outside KS X 1001's 2,350; natural Korean has under 0.01
_STRANGE: Final = 4  # such syllables at least: a word of slang is no fault
# Common syllables: 79 % of dictionary words, more of prose, names and places, 34 % of words that were chosen for their
# rare ones; of syllables drawn at random from KS X 1001, 13 %. What lies between is left to the language model.
_COMMON_LIMIT: Final = 0.22

# The 300 that are most frequent in our own documents, word lists and place names.
_COMMON: Final = frozenset(
    "가각간감강개거건검격견결경계고골곳공과관광교구국군권균그근금급기길김까께나난남내너년노농누는능니다단달담답당대덕데도동돼되된될"
    "두드들등디라락랑량러레려력령례로록론료루류률르를리린립마만말망매먼메며면명모목무문물미민바박반받발방배백버번범별병보복본부북분"
    "불브비빙사산살상새생서석선설성세센소속송수순술스습승시식신실심아안않알았앱야약양어업었없에여역연열영였예오와완외요용우운울워원월"
    "위유육율으은을음응의이인일임입있자작잡장재저적전절점정제조종주중증지직진질집쪽차착참창책처천철청체초총최추축춘출충측치침크키타"
    "태터털템토통투트특파편평포표품플피하학한할함합항해했행향험혁현협형호홍화확환활황회획효후흥히억"
)


def is_hangul(text: str) -> bool:
    """True where `text` begins with a syllable."""
    return "가" <= text[:1] <= "힣"


def garbled(syllables: Sequence[str]) -> str:
    """What shows that these syllables are no Korean, with the figures; "" where nothing does.

    >>> garbled("인증을 받은 도시는 두 해 동안 그 사실을 알릴 수 있고 나라의 여러 사업에서 먼저 뽑힌다".replace(" ", ""))
    ''
    >>> garbled("뷁쮉쮊쮋" * 30)
    '100% of its syllables are unused in Korean'
    """
    count = len(syllables)
    if count < MIN_SYLLABLES:
        return ""
    strange = count - _in_standard_set("".join(syllables))
    if strange >= max(_STRANGE, _STRANGE_SHARE * count):
        return f"{strange / count:.0%} of its syllables are unused in Korean"
    finals = [(ord(item) - _FIRST) % _FINALS for item in syllables]
    open_share = finals.count(0) / count
    rare = sum(final not in _COMMON_FINALS for final in finals) / count
    if count >= _MANY and open_share < _OPEN_SHARE and rare >= _RARE_FINALS:
        return f"{open_share:.0%} open syllables, {rare:.0%} rare final consonants"
    common = sum(item in _COMMON for item in syllables) / count
    limit = _COMMON_LIMIT - (0.06 if count < _FEW else 0.0)
    return f"{common:.0%} of its syllables are common ones" if common < limit else ""


def _in_standard_set(syllables: str) -> int:
    """How many of them are in KS X 1001: two bytes each; Python's codec spells the others out in eight."""
    return (8 * len(syllables) - len(syllables.encode("euc_kr", errors="replace"))) // 6
