"""Noun phrases by morphemes: the thing that a clause acts on, members of a list, the text of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_passages import Passage
from extractors.nlp.status_words import words
from schemas.evidence import CharSpan
from schemas.sentence import Clause, Morpheme

_UNIT_SIGNS = ("㎢", "㎡", "㎞", "㎥", "㏊", "㎿", "㎾")
_NOMINAL = ("NNG", "NNP", "NNB", "NR", "SL", "SN", "SH", "XPN", "XSN", "XR", "W_")
_WORD_PARTS = ("MM", "MAG", "NR", "XPN", "VA", "VV", "IC")
"""What Kiwi may take the first syllable of an unknown noun for: 양 + 방향."""
_NO_TOPIC = ("까지", "부터", "만", "도", "마다", "조차", "밖에", "이나", "나")
_QUOTES = {"”": "“", "’": "‘", "」": "「", "』": "『", '"': '"', "'": "'", ")": "(", "]": "["}
_GLUE = ("·", "‧", "ㆍ", "・", "&", "-", "/", "및", "․", "+")
# "특히,", "이와 함께", "또한": what a clause begins with and does not say
_OPENING = re.compile(
    r"(?:점[,은이도]|(?:첫|둘|셋|넷|다섯|여섯)째|특히|또한|아울러|한편|그리고|이와\s?함께|이를\s?통해|이에|이와|더불어|나아가|그\s?결과|이후|현재|아직|이미|최근|올해는?|기존)[,\s]+"
)
_CLOSING = re.compile(r"[\s,.;:·]+$")
# "(5대 공공서비스) 방범·방재, 교통, …", "* (경보 단계) 관심, 주의": a label and its members
LABELLED = re.compile(r"^[*※\s]*\(\s?(?P<label>[^()\n]{2,30})\s?\)\s?(?P<list>[^()\n]{3,200})$")
# words that say how, not what: '공동 개발', '시범 운영'
_HOW = words(
    "공동 시범 추가 신규 자체 직접 전면 상시 무료 최종 최초 우선 단계적 조기 동시 지속 본격 집중 별도 일부 대폭 점차 "
    "실시간 자동"
)
# what judges instead of telling: '우수하다고', '돋보였다'; or says nothing by itself: '하다', '되다'
_APPRAISALS = re.compile(
    r"(?:꼽|평가받|인정|우수|밝히|밝혔|나타나|나타났|돋보|뛰어|보이|보였|이루어).*|하|되|했|됐"
)
_RECEIVES = re.compile(r"받\S?")
# '좋은 평가를 받', '관심을 받': '인증을 받', '점검을 받' tell
_PRAISED = re.compile(r"(?:평가|호평|관심|주목|사랑|찬사|칭찬|호응|인기|박수|점수|평|눈길)[을를도]?\s?$")
_IS_THERE = re.compile(r"있\S?|열[리려렸]")
# '의의가 있', '기대가 있', '행사가 열리'
_OF_WORTH = re.compile(
    r"(?:의의|의미|가치|바|수|것|필요|효과|우려|기대|관심|성과|도움|행사|회의|축제|대회|설명회|보고회|토론회|간담회)[이가은는도]?\s?$"
)
MAX_PHRASE = 60
_LONGEST_MEMBER = 30
# "(현황) 28개교는 설치 완료, 나머지는 공사 중": what tells how far something is lists nothing
_OF_STATE = re.compile(r"현황|경과|계획|실적|성과|효과|일정|상태|결과")
# "…연계하였다.", "…구축하고": the end of a clause, which no member of a list has.
_CLAUSE_END = re.compile(r"[가-힣](?:다|고|며|여|해|음|함|됨|임)[.]?$")


def labelled_list(text: str) -> re.Match[str] | None:
    """A label in brackets and the short members after it; "(가온시) …을 구축하고, …" is prose.

    >>> labelled_list("(5대 서비스) 방범·방재, 교통")["list"], labelled_list("(가온시) 앱을 구축하고, 운영하였다.")
    ('방범·방재, 교통', None)
    """
    found = LABELLED.match(text)
    parts = [part.strip() for part in found["list"].split(",")] if found else []
    is_list = len(parts) > 1 and all(
        part and len(part) <= _LONGEST_MEMBER and not _CLAUSE_END.search(part) for part in parts
    )
    return found if is_list and found is not None and not _OF_STATE.search(found["label"]) else None


def appraises(passage: Passage, clause: Clause) -> bool:
    """Whether a clause judges, or has a predicate that tells nothing of what is done: '좋은 평가를 받았다', '의의가 있다'."""
    if clause.predicate is None or clause.predicate_span is None:
        return False
    before = passage.slice(clause.span[0], clause.predicate_span[0])
    if _RECEIVES.fullmatch(clause.predicate):
        return _PRAISED.search(before) is not None
    if _IS_THERE.fullmatch(clause.predicate):
        return _OF_WORTH.search(before) is not None
    return _APPRAISALS.fullmatch(clause.predicate) is not None


def clause_text(passage: Passage, clause: Clause) -> CharSpan | None:
    """What a clause says, up to its governing word; without '특히,' and the ending."""
    start = clause.span[0]
    end = clause.predicate_span[1] if clause.predicate_span else clause.span[1]
    opening = _OPENING.match(passage.slice(start, end))
    start += opening.end() if opening else 0
    text = passage.slice(start, end)
    start += len(text) - len(text.lstrip(" ,-·*※"))
    end -= len(text) - len(_CLOSING.sub("", text))
    return CharSpan(start, end) if start < end else None


def tokens_of(passage: Passage, start: int, end: int) -> list[Morpheme]:
    """The morphemes that lie in a stretch of the text."""
    return [token for token in passage.sentence.morphemes if start <= token.start and token.end <= end]


def thing_of(passage: Passage, clause: Clause) -> CharSpan | None:
    """The noun phrase that the predicate acts on: '스마트 관광 플랫폼' of '…하는 스마트 관광 플랫폼을 구축하고'.

    A relative clause has it behind: '함께 개발한 호출 서비스'.
    """
    if clause.predicate_span is None:
        return None
    before = tokens_of(passage, clause.span[0], clause.predicate_span[0])
    while before and before[-1].form in _HOW:
        before.pop()
    if clause.status_rule.startswith(("done.relative", "negated.", "planned.")) and _is_relative(
        passage, clause
    ):
        return phrase_from(passage, clause.span[1])
    if before and before[-1].tag in ("NNG", "NNP", "SL", "XSN", "SSC"):
        return phrase_ending(before, len(before))
    for particles in (("JKO",), ("JX",), ("JKS",)):
        for index in range(len(before) - 1, 0, -1):
            if before[index].tag in particles and before[index].form not in _NO_TOPIC:
                return phrase_ending(before, index)
    return None


def _is_relative(passage: Passage, clause: Clause) -> bool:
    inside = tokens_of(passage, *clause.span)
    return bool(inside) and inside[-1].tag == "ETM"


def phrase_ending(tokens: Sequence[Morpheme], stop: int) -> CharSpan | None:
    """The noun phrase that ends before `tokens[stop]`."""
    first = stop
    while first > 0 and tokens[stop - 1].end - tokens[first - 1].start <= MAX_PHRASE:
        token = tokens[first - 1]
        opener = _QUOTES.get(token.form)
        if opener is not None:
            opened = _opened(tokens, first - 1, opener)
            if opened is None or (opened == 0 and token.form == "]"):  # '[섬 배송] 섬 7곳': a label
                break
            first = opened
        elif token.tag in _NOMINAL or token.form in _GLUE or token.form in _UNIT_SIGNS:
            first -= 1
        else:
            break
    while first < stop and (tokens[first].form in _GLUE or tokens[first].tag in ("NNB", "XSN")):
        first += 1
    if first >= stop:
        return None
    if first and tokens[first - 1].end == tokens[first].start and tokens[first - 1].tag in _WORD_PARTS:
        first -= 1
    return CharSpan(tokens[first].start, tokens[stop - 1].end)


def _opened(tokens: Sequence[Morpheme], closing: int, opener: str) -> int | None:
    for index in range(closing - 1, -1, -1):
        if tokens[index].form == opener:
            return index
    return None


def phrase_from(passage: Passage, start: int, *, stop_at: str = "") -> CharSpan | None:
    """The noun phrase that begins at `start`, up to a word `stop_at`."""
    tokens = [token for token in passage.sentence.morphemes if token.start >= start]
    last = -1
    for index, token in enumerate(tokens):
        if token.form == stop_at:
            break
        if token.tag in _NOMINAL or token.form in _GLUE or token.tag in ("SSO", "SSC"):
            last = index
        else:
            break
    if last < 0 or tokens[last].end - start > MAX_PHRASE:
        return None
    return CharSpan(tokens[0].start, tokens[last].end)


def members(text: str, span: CharSpan, separators: str = ",") -> Iterator[CharSpan]:
    """The members of a list written in `span`, blanks and a closing 등 left out.

    >>> text = "위치, 주차면수, 요금현황 등"
    >>> [member.slice(text) for member in members(text, CharSpan(0, len(text)))]
    ['위치', '주차면수', '요금현황']
    """
    start, depth = span.start, 0
    for at in range(span.start, span.end + 1):
        character = text[at] if at < span.end else ""
        depth += (character in "([「") - (character in ")]」")
        if at == span.end or (character in separators and depth <= 0):
            trimmed = _trimmed(text, start, at)
            if trimmed is not None:
                yield trimmed
            start = at + 1


_ETC = re.compile(r"\s*(?:등|외|등등)$")


def _trimmed(text: str, start: int, end: int) -> CharSpan | None:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    kept = _ETC.sub("", piece.rstrip()) if len(piece.strip()) > 1 else piece.rstrip()
    return CharSpan(start + lead, start + len(kept)) if len(kept) > lead else None
