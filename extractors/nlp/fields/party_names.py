"""Organisations and groups of a passage by their whole names: with their department, branch or city."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from extractors.nlp.extract_passages import Passage
from extractors.nlp.mentions import NameMention
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan

# "가온대학교 의료정보학과", "한빛협회 나래지회": a part of a body, named after it
_PART_OF = re.compile(
    r"[ ](?P<part>[가-힣A-Za-z]{2,12}"
    r"(?:학과|학부|연구실|연구소|연구센터|사업단|협력단|지원단|연구팀|병원|지회|지부|지사|지역본부|본부|상황실)|(?:119)?(?:종합)?상황실)(?![가-힣]*(?:장|원)[이가은는])"
)
# "가온시 보건소", "나래군 상하수도사업소": bodies that every place has are named with it
_LOCAL_BODY = re.compile(
    r"(?:보건소|보건의료원|상하수도사업소|사업소|시설공단|시설관리공단|도시공사|농업기술센터|소방서|경찰서|교육지원청|시의회|군의회|구의회|체육회|복지관"
    r"|노인회|새마을회|자원봉사센터|가족센터|약사회|의사회|사무소|박물관|도서관)$"
)
_UNIONS = ("컨소시엄", "협의체", "협력체", "협력체계", "공동체")


@lru_cache(maxsize=16)
def parties_of(passage: Passage) -> tuple[NameMention, ...]:
    """Organisations and groups; 컨소시엄 and 협의체 are what partners form, not partners."""
    found = [_bare(passage, mention) for mention in passage.organisations if mention.name not in _UNIONS]
    whole: list[NameMention] = []
    for mention in sorted(found, key=lambda one: one.span):
        before = whole[-1] if whole else None
        if before is not None and before.span.contains(mention.span):
            continue  # "교통연구소" of "한길대학교 교통연구소"
        if (
            before is not None
            and before.kind == mention.kind
            and before.span.end <= mention.span.start
            and passage.slice(before.span.end, mention.span.start) == " "
        ):
            span = CharSpan(before.span.start, mention.span.end)  # "한길대학교 교통연구소"
            whole[-1] = replace(before, span=span, name=plain(passage.slice(*span.as_tuple())))
        else:
            whole.append(_widened(passage, mention))
    return tuple(whole)


def _widened(passage: Passage, mention: NameMention) -> NameMention:
    """With the department or branch that follows, and the city before a body that every city has."""
    part = _PART_OF.match(passage.text, mention.span.end - passage.span.start)
    start, end = mention.span.start, mention.span.end
    if part is not None and mention.kind == "organisation":
        end = passage.span.start + part.end("part")
    city = next((place for place in passage.places if place.span.end + 1 == start), None)
    kind = mention.kind
    if (
        city is not None
        and passage.text[start - 1 - passage.span.start] == " "
        and _LOCAL_BODY.search(mention.name)
    ):
        start, kind = city.span.start, "organisation"
    if (start, end) == mention.span.as_tuple():
        return mention
    span = CharSpan(start, end)
    return replace(mention, span=span, name=plain(passage.slice(start, end)), kind=kind)


def _bare(passage: Passage, mention: NameMention) -> NameMention:
    """The mention without a subject particle that was read into an unknown firm's name."""
    for token in passage.sentence.morphemes:
        if token.end == mention.span.end and token.tag == "JKS" and token.start > mention.span.start + 1:
            return replace(mention, span=CharSpan(mention.span.start, token.start), name=mention.name[:-1])
    return mention
