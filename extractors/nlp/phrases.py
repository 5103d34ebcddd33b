"""Noun phrases beside a place in the text, by the shape of the words alone."""

from __future__ import annotations

import re

from schemas.evidence import CharSpan

MAX_WORDS = 3
_TOKEN = re.compile(r"[^\s]+")
_HANGUL = re.compile(r"[가-힣]")
# Particles that a noun carries before a number ("이동시간을", "면적은"); 도, 만 and 로 end too many nouns.
_PARTICLE = re.compile(r"(?:에서는|에서|에는|으로는|으로|까지|부터|은|는|이|가|을|를|의|에|와|과)$")
# Nouns whose last syllable looks like a particle.
_NOUN_END = re.compile(
    r"(?:평가|증가|국가|인가|허가|휴가|물가|단가|여가|추가|참가|원가|전문가|효과|결과|성과|학과|초과|통과|회의|협의|강의|주의|동의|편의|"
    r"어린이|높이|길이|깊이|넓이|나이|차이|와이파이|마을|가을|겨울|시의|구의|공유차|거의|의의|지은|조은)$"
)
# Words that no noun phrase runs over: verb endings, 등, 및, adverbs of the sentence.
_STOP = re.compile(
    r"(?:하고|하여|되어|되고|하며|하는|하던|했던|[가-힣]{2}(?<!재)(?<!피)해|(?:위|통|대|인|의)해|(?<![기제권북신무])한|된|(?<![역분])할|될|되는|"
    r"따라|따른|있는|있던|없는|(?<!신호)(?<!가로)(?<!보안)(?<!조명)(?<!경광)(?<!경고)(?<!점멸)(?<!유도)(?<!전)등|및|또는|그리고|특히|또한|이를|약|총|최대|최소|평균|모두|각각|매년|매월|연간|올해|지난해|내년|"
    r"으로써|로서|면서|부터|까지|에게|등의|등을|등이|이상|이하|미만|초과|이내|같은|따르면|다|높은|낮은|많은|적은|새로운|주요|"
    r"대비|동기비|전년비)$"
)
# "온실가스 연간 1,250t": adverbs between a noun and its number.
_SKIPPED = re.compile(r"연간|월간|일일|매년|매월|하루|각각|모두|무려|추가로|최종|누적|현재까지|총")
# "주차 찾는 시간": nouns that mean little without the verb before them.
_BARE_HEAD = re.compile(r"시간|비용|거리|건수|횟수|금액|면적|인원|비율")
_ADNOMINAL = re.compile(r"(?:는|한|된|할|던|걸린|드는|든|쓰인|찾은)$")
_BARE_PARTICLE = re.compile(
    r"(?!가로등)(?:에서|에게|까지|부터|으로|로|인|인데|은|는|이|가|을|를|의|에|와|과|도|만|및|등)+"
)
# "㎡당 3만원", "월 2회", "상반기 5건", "87건 중 32건": what a number is set against, not what it measures.
_SHARE = re.compile(
    r"(?:㎡|명|인|건|회|대|면|주차면|개소|곳|가구|세대|일|월|년|시간)당|[월연일주년]|매[월년일주]|[상하]반기|각|각각|올해|기존|전체|현재|종전|당초|"
    r"상위|하위|중|내|주|만"
)
# "6만 8천명이다", "42만 건이며", "3곳임": the sentence says what it is, and no noun follows
_COPULA = re.compile(r"(?:이(?:다|며|고|었|나|라|지만|므로|어서)|입니다|였|임)(?![가-힣]{3})")
_EDGE = "\"'“”‘’()[]<>「」『』《》〈〉,.;:·-–—*※□○ㅇ→~#|\\≥≧≤≦=<>"
_BREAK = re.compile(r"[,.;:()\[\]<>「」『』《》〈〉\"“”\n\t→※□○▪●*]")
# Nouns of doing: after a count they say what was done to the thing counted before, not what was counted.
_ACTION = re.compile(
    r"(?:(?:설치|구축|운영|도입|보급|교체|확대|추가|지원|제공|개발|개선|조성|선정|인증|절감|감소|증가|단축|향상|완료|추진|"
    r"확보|발굴|개최|실시|시행|접수|신청|적용|반영|유지|활용|수립|다운로드|전환|연장|개통|준공|관제|체결|달성|기록|연계|배치|"
    r"투입|이용|참여|참석|증설|증차|감축|포함|제외|규모|수준|기준|대비|이후|이전|동안|사이|정도|가량|안팎|내외|이상|이하|"
    r"미만|초과|이내|가운데)(?:(?![가-힣])|(?=하|되|했|됐|된|할|한|함|됨|예정|완료|실적|(?:을|를|에|으로|도|은|는|이|가|중|후)(?![가-힣])))"
    r"|(?:늘어|늘었|늘린|줄어|줄었|줄인|달하|넘는|넘어|미치|불과|중에|에서|까지|부터|으로)"
    r"|(?:등|및|중|에|을|를|이|가|은|는|로|만|도|씩|당|마다)(?![가-힣]))"
)
# "2종", "3분기", "2022년", "’21": a number of its own beside another number.
_NUMERIC = re.compile(r"['’]?\d[\d,.~]*[가-힣%㎡]*$")


def noun_phrase_before(text: str, end: int) -> CharSpan | None:
    """The noun phrase that ends right before `end`, particle left out; None where none does.

    >>> text = "도입하여 이동·대 기시간 최대 70분"
    >>> noun_phrase_before(text, 14).slice(text)
    '이동·대 기시간'
    >>> noun_phrase_before("교차로 통과시간을 12분", 10).slice("교차로 통과시간을 12분")
    '교차로 통과시간'
    """
    start = max(_last_break(text, end), end - 60)
    tokens = list(_TOKEN.finditer(text, start, end))
    while tokens and (_NUMERIC.match(tokens[-1].group()) or _SKIPPED.fullmatch(tokens[-1].group())):
        tokens.pop()
    if not tokens or _ends_phrase(tokens[-1].group()):
        return None
    last = _without_particle(tokens[-1].group())
    first = _first_modifier(tokens, last)
    return _trimmed(text, tokens[first].start(), tokens[-1].start() + len(last))


def _first_modifier(tokens: list[re.Match[str]], last: str) -> int:
    """Which word the phrase of the last word begins with; 시간 alone says too little without its verb."""
    first = len(tokens) - 1
    while first > max(len(tokens) - MAX_WORDS, 0):
        word = tokens[first - 1].group()
        is_verb_of_noun = _BARE_HEAD.fullmatch(last) is not None and _ADNOMINAL.search(word) is not None
        is_modifier = not (_ends_phrase(word) or _NUMERIC.match(word) or _without_particle(word) != word)
        if not is_modifier and not is_verb_of_noun:
            break
        first -= 1
    return first


def noun_phrase_after(text: str, start: int) -> CharSpan | None:
    """The noun phrase that begins at `start`, after a blank or 의; None where a verb or an action follows.

    >>> text = "56개의 세부 평가지표를 활용"
    >>> noun_phrase_after(text, 3).slice(text)
    '세부 평가지표'
    >>> noun_phrase_after("1,200대 설치", 6) is None
    True
    """
    stop = _next_break(text, start)
    if _COPULA.match(text, start):
        return None
    if text.startswith("의", start):
        start += 1
    elif not text[start : start + 1].isspace() and not _HANGUL.match(text, start):
        return None
    tokens = list(_TOKEN.finditer(text, start, stop))
    first: int | None = None
    last = start
    for token in tokens[:MAX_WORDS]:
        word = token.group()
        noun = _without_particle(word)
        if (
            _STOP.fullmatch(noun)
            or _BARE_PARTICLE.fullmatch(word)
            or _NUMERIC.match(word)
            or _ACTION.match(word)
        ):
            break
        first = token.start() if first is None else first
        last = token.start() + len(noun)
        if noun != word or len(noun) < 1:
            break
    return None if first is None else _trimmed(text, first, last)


def _ends_phrase(word: str) -> bool:
    """Whether no noun phrase can run over this word: a verb form, an adverb, "명당", a bare 월 or 연."""
    return (
        _STOP.search(word) is not None
        or _SHARE.fullmatch(word) is not None
        or _BARE_PARTICLE.fullmatch(word) is not None
    )


def _without_particle(word: str) -> str:
    if len(word) < 2 or _NOUN_END.search(word):
        return word
    shorter = _PARTICLE.sub("", word)
    return shorter if len(shorter) >= 1 else word


def _last_break(text: str, end: int) -> int:
    found = [match.end() for match in _BREAK.finditer(text, max(end - 60, 0), end)]
    return found[-1] if found else max(end - 60, 0)


def _next_break(text: str, start: int) -> int:
    found = _BREAK.search(text, start, start + 40)
    return found.start() if found else min(start + 40, len(text))


def _trimmed(text: str, start: int, end: int) -> CharSpan | None:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    has_word = any(character.isalpha() for character in text[start:end])
    return CharSpan(start, end) if has_word else None
