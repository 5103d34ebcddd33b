"""The morphemes of a sentence as the rules of status hear them: words that Kiwi takes apart or amiss made whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractors.nlp.status_words import ACTIONS, CEASED, PREPARATION
from schemas.sentence import Morpheme


def with_whole_nouns(tokens: Sequence[Morpheme]) -> list[Morpheme]:
    """Words that Kiwi takes apart or amiss: 백지 + 화, 불 + 가능 and 기 + 설치 are one, 신설키로 is 신설하기로."""
    whole: list[Morpheme] = []
    for at, token in enumerate(tokens):
        before = whole[-1] if whole else None
        if before is not None and before.end == token.start and before.form + token.form in _JOINED:
            whole[-1] = replace(before, form=before.form + token.form, tag="NNG", end=token.end)
            if len(whole) > 1 and (whole[-2].form, whole[-1].form) == (
                "터",
                "파기",
            ):  # '터파기' breaks nothing off
                whole[-2:] = [replace(whole[-2], form="터파기", end=token.end)]
        elif (
            before is not None
            and before.tag not in ("ETN", "XSN")  # '측정기 설치'
            and before.form in _ALREADY
            and token.form in ACTIONS
            and _is_already(whole)
        ):
            whole[-1] = replace(before, form="기" + token.form, tag="NNG", end=token.end)
        elif (token.form, token.tag) == ("이나", "JC") and before is not None and before.form == "중":
            whole += _parted(token)  # '운영 중이나 …': the copula and 'but', no 'or'
        elif token.tag == "NNG" and before is not None and before.tag == "NNG" and token.form in _AMISS:
            form, tag = _AMISS[token.form]
            whole.append(replace(token, form=form, tag=tag))
        elif (token.form, token.tag) == ("개소", "NNB") and before is not None and before.tag == "NNG":
            whole.append(replace(token, tag="NNG"))  # '관제실 개소'; of '3개소' it counts
        elif (token.form, token.tag) == ("하", "VV") and (
            act := _done_act(whole, tokens[at + 1 :])
        ) is not None:
            whole = [
                *whole[:act],
                *_moved(whole[act], whole[act + 2 :]),
                replace(token, tag="XSV"),
            ]
        elif (token.form, token.tag) == ("닫", "VV-I"):  # '감지기를 달아': no one runs in a report
            whole.append(replace(token, form="달"))
        else:
            whole.append(token)
    return whole


def _parted(token: Morpheme) -> tuple[Morpheme, Morpheme]:
    middle = token.start + 1
    copula = replace(token, form="이", tag="VCP", end=middle)
    return copula, replace(token, form="지만", tag="EC", start=middle)


def _done_act(before: Sequence[Morpheme], after: Sequence[Morpheme]) -> int | None:
    """The act that 하다 has for its object: '설계를 하고' says 설계하고, '점검은 아직 하지', '서명은 하지' say that it is not done."""
    at = len(before) - 1
    while at > 0 and before[at].tag == "MAG" and before[at].form not in ("안", "못", "잘"):
        at -= 1
    is_object = at > 0 and before[at].tag in ("JKO", "JX") and before[at].form in _OBJECTS
    is_denied = [token.form for token in after[:2]] in (["지", "않"], ["지", "못하"])
    is_act = is_object and (before[at - 1].form in _ACTS or (is_denied and before[at - 1].tag == "NNG"))
    return at - 1 if is_act else None


def _moved(act: Morpheme, how: Sequence[Morpheme]) -> Iterator[Morpheme]:
    """How something is done before the act that is done: '점검은 아직 하지' as '아직 점검하지', from where the act stood."""
    for number, token in enumerate(how):
        yield token if number else replace(token, start=act.start)
    yield act


_ACTS = ACTIONS | PREPARATION
_OBJECTS = ("을", "를", "은", "는", "도", "조차")


def _is_already(before: Sequence[Morpheme]) -> bool:
    """'기설치'; the 기 of '스마트폴 24기 설치' and '1기 수료' counts."""
    return len(before) < 2 or before[-2].tag != "SN"


_ALREADY = ("기", "旣", "既")
"""Before an act: it has been done already (기설치, 旣 구축)."""
_JOINED = CEASED | {"실증", "도면", "밑자료", "기초자료"}
_AMISS = {"중": ("중", "NNB"), "도중": ("중", "NNB"), "와중": ("중", "NNB"), "키": ("기", "ETN")}
"""What Kiwi takes for a noun behind a noun: '추진 중,', '신설키로'."""
