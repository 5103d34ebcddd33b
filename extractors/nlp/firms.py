"""Names of firms as they mark themselves: ㈜가온, 주식회사 나래, 다솜(주)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from schemas.evidence import CharSpan

_LEGAL = r"(?:㈜|\((?:주|유)\)|（주）|주식회사[ ]|유한회사[ ])"
# "은", "이 ", "의": what may stand behind a name, before the word ends
_PARTICLE = r"(?:은|는|이|가|의|을|를|과|와|도|에서|에게|에|으로|로|입니다|이며|이고|측)?"
_END = r"(?=[\s(),./·|｜:’‘'\"“”\[\]<>~]|$)"
# "㈜가온은", "주식회사 나래(대표 …)", "다솜㈜의"
_FIRM = re.compile(
    rf"(?P<name>{_LEGAL}[ ]?[가-힣A-Za-z0-9&]{{2,20}}?)(?P<particle>{_PARTICLE}){_END}"
    rf"|(?<![가-힣A-Za-z0-9])(?P<after>[가-힣A-Za-z0-9&]{{2,20}}(?:㈜|\(주\)|[ ]주식회사(?![ ][가-힣])))(?P<tail>{_PARTICLE}){_END}"
)
# "㈜가온이 대표", "주식회사 나래은 홍보팀": behind a name stands who or what belongs to it, so that no particle ends it
_BELONGS = re.compile(
    r"[ ](?:대표(?:이사|자)?|이사장|사장|회장|본부장|연구소장|[가-힣]{2,8}(?:실|팀|본부|연구소|사업부))"
    r"(?=[ ]?(?:[가-힣]{2,4}[ ]?)?(?:[),/|·:\n\t]|$))"
)
_MAY_BE_LETTER = frozenset("은는이가도")
_FORM = re.compile(rf"{_LEGAL}\s?|㈜|\(주\)|\s주식회사")
# "(주관: ㈜나래)", "(대표 ○○○, 나래시)" at the end
_ASIDE = re.compile(r"\s?\((?!(?:주|유|재|사|합)\))[^()]*(?:\([^()]*\)[^()]*)*\)\s*$")
_NEAR_START = 30
_MOST_SECTIONS = 256
"""So many headings are remembered: many sentences stand under the same."""
_BESIDE = frozenset({"과", "와", "을", "를", "에", "에게", "에서", "도"})


def firms_in(text: str) -> Iterator[tuple[str, CharSpan]]:
    """Each firm that a text names, with its place.

    >>> [name for name, _ in firms_in("㈜가온은 주식회사 나래(대표 기업)와 다솜㈜의 서비스를 쓴다")]
    ['㈜가온', '주식회사 나래', '다솜㈜']
    >>> [name for name, _ in firms_in("말한 이: ㈜샘이 대표, 배포: 주식회사 다은 홍보팀")]
    ['㈜샘이', '주식회사 다은']
    """
    for found in _FIRM.finditer(text):
        group, particle = ("name", "particle") if found["name"] else ("after", "tail")
        is_letter = found[particle] in _MAY_BE_LETTER and _BELONGS.match(text, found.end()) is not None
        end = found.end(particle if is_letter else group)
        yield text[found.start(group) : end], CharSpan(found.start(group), end)


def without_asides(written: str) -> str:
    """The name of who applies, without what brackets behind it add; a legal form in brackets stays.

    >>> without_asides("가온 협의체 (주관: ㈜나래)"), without_asides("나래(주)"), without_asides("가온시(도로과)")
    ('가온 협의체', '나래(주)', '가온시')
    """
    bare = _ASIDE.sub("", written)
    return bare if bare else written


def without_form(name: str) -> str:
    """The name of a firm without its legal form, as its own papers go on.

    >>> without_form("㈜가온"), without_form("나래 주식회사")
    ('가온', '나래')
    """
    return _FORM.sub("", name)


def firm_on_top(text: str) -> str | None:
    """The only firm of a sentence, where it stands near the start and does or has something there.

    >>> firm_on_top("교통 분야의 ㈜가온은 차를 불러 준다"), firm_on_top("㈜가온의 ‘부름이’는 차를 불러 준다")
    ('㈜가온', '㈜가온')
    >>> firm_on_top("㈜가온과 함께 차를 만든다"), firm_on_top("㈜가온은 ㈜나래와 만난다")
    (None, None)
    """
    found = list(_FIRM.finditer(text))
    if len(found) != 1 or found[0].start() > _NEAR_START:
        return None
    return found[0]["name"] or found[0]["after"] if _particle(found[0]) not in _BESIDE else None


def _particle(found: re.Match[str]) -> str:
    return found["particle"] or found["tail"] or ""


@lru_cache(maxsize=_MOST_SECTIONS)
def firm_of_headings(headings: tuple[str, ...]) -> str | None:
    """The firm that the nearest heading with one names; two in one heading are none.

    >>> firm_of_headings(("1. 산불 감시", "01 불꽃지기 (㈜가온 / 산림)")), firm_of_headings(("㈜가온과 ㈜나래",))
    ('㈜가온', None)
    """
    for heading in reversed(headings):
        named = {name for name, _ in firms_in(heading)}
        if named:
            return named.pop() if len(named) == 1 else None
    return None
