"""Ranks, grades and prizes of a city or a service: '2위', '4등급', '최우수상을 수상', a cell under 등급."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.fields.labelled import labelled
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan

# "2위", "시 부문 3위에", "82개 지자체 중 1위"; no 위원, 위한, 위치
_PLACE = re.compile(r"(?<![\d.,])(?P<number>\d{1,3})\s?위(?=에|를|로|인|[가-힣]?\s?차지|[\s,.)·]|$)")
# "4등급", "A등급", "나등급", "최우수등급"; "3등급 이상" is a threshold
_GRADE = re.compile(
    r"(?<![가-힣A-Za-z\d])(?P<grade>(?:[1-9]|[A-Z]|[가나다라마]|최?우수|S)\s?등급)(?!\s?(?:이상|이하|미만|초과|부터|까지|제|별|을\s?받[은으]면))"
)
# "최우수상을 받았다", "대상 수상", "장려상", "국무총리 표창을"
# "배출가스 5등급 차량", "장애 1등급": a class of things or people, no standing
_CLASS_OF = re.compile(r"(?:배출\s?가스|장애|요양|신용)\s?$")
_PRIZE = re.compile(
    r"(?<![가-힣])(?P<prize>대상|(?:최우수|우수|장려|금|은|동|특별|혁신|본)상|(?:대통령|국무총리|장관|도지사)\s?(?:상|표창))"
    r"(?=(?:을|를|의)?\s?(?:\([^()]{1,12}\)\s?)?(?:을|를)?\s?(?:수상|받|차지|탔|거머|영예|선정|획득)|\s?$|\s?[,.)(])"
)
# "자원순환 혁신상 대상", "공모전 대상": 대상 alone is a target
_CONTEST = re.compile(r"(?:상|전|대회|공모|어워드|시상|평가|대전|경진|콘테스트)\s?(?:에서\s?)?$")
_RATED = re.compile(r"등급|순위|수상|평가\s?결과|훈격|상격|판정|평정")
_CELL = re.compile(
    r"(?:(?:매우\s)?(?:우수|양호|미흡)|보통|탁월|부족|최우수|대상|(?:최우수|우수|장려|금|은|동)상|[A-Z가나다라마1-9]\s?등급|\d{1,3}\s?위)(?:\([^()]{1,12}\))?"
)


def standings(passage: Passage) -> Iterator[Draft]:
    """Yield where a city or a service stands among others, and the prizes that it got."""
    if passage.subject.kind not in ("municipality", "service", "organisation") or passage.unit.is_quotation:
        return
    if passage.unit.table is not None:
        yield from _in_cell(passage)
    for pattern, group in ((_PLACE, "number"), (_GRADE, "grade"), (_PRIZE, "prize")):
        for found in pattern.finditer(passage.text):
            if not _ranks(found, group, passage.text[: found.start()]):
                continue
            value = int(found[group]) if group == "number" else plain(found[group])
            end = found.end(group) + (1 if group == "number" else 0)
            yield from _standing(passage, value, found.start(), max(end, found.end()))


def _ranks(found: re.Match[str], group: str, before: str) -> bool:
    """Whether the words before let it be a standing."""
    if group == "grade":
        return _CLASS_OF.search(before) is None
    return group != "prize" or found[group] != "대상" or _CONTEST.search(before) is not None


def _in_cell(passage: Passage) -> Iterator[Draft]:
    """A cell that holds a grade or prize and nothing else, under a head that says so."""
    found = labelled(passage)
    if found is None or not _RATED.search(found.label) or not _CELL.fullmatch(passage.text.strip()):
        return
    written = plain(passage.text).split("(")[0]
    number = re.fullmatch(r"(\d{1,3})\s?위", written)
    yield from _standing(passage, int(number[1]) if number else written, 0, len(passage.text))


def _standing(passage: Passage, value: int | str, start: int, end: int) -> Iterator[Draft]:
    clause = passage.clause_at(passage.span.start + start)
    status = clause.status if clause is not None else "unstated"
    if status in ("planned", "negated", "purpose"):
        return
    span = CharSpan(passage.span.start + start, passage.span.start + end)
    of = _among(passage, span.start)
    yield Draft(
        field="rank",
        value=value,
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id="standing.rank",
        status=status,
        attributes={"class": of} if of else {},
        trust=0.9,
    )


def _among(passage: Passage, start: int) -> str | None:
    """What the standing is of: the noun phrase before it, or before '에서', '중'."""
    tokens = tokens_of(passage, passage.span.start, start)
    while tokens and (tokens[-1].tag in ("JKB", "JKG", "JX") or tokens[-1].form in ("중", "가운데")):
        tokens.pop()
    phrase = phrase_ending(tokens, len(tokens)) if tokens else None
    return plain(passage.slice(*phrase.as_tuple())) if phrase is not None else None
