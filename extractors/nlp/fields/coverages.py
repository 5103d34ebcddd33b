"""Where and for whom: areas, counted places and people that an initiative reaches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import members, phrase_ending
from extractors.nlp.normalise import plain
from extractors.nlp.status_words import ACTIONS, FOUNDING
from schemas.evidence import CharSpan
from schemas.sentence import Morpheme

_PLACES = (
    r"지역|지구|단지|구간|전역|일대|일원|관내|산단|마을|권역|거점|주차장|교차로|공원|학교|초등학교|중학교|역사|역세권|정류장|정류소"
    r"|상권|상점가?|점포|하천|터널|도로|해안도로|이면도로|골목길|교량|해안|호수|저수지|시장|경로당|마을회관|복지관|주민센터"
    r"|행정복지센터|어린이집|유치원|병원|의료기관|도서관|아파트|주택|빌딩|건물|옥상|세대|가구|시설|구역|지자체|시·군|관광지"
    r"|관광거점|농가|지점|하수관|보호구역|읍면동|읍·면·동|읍·면|횡단보도|저지대|취약지|노선|항만|포구|섬|유인도|도서|간척지"
    r"|관로|상수도관|하수관로|한옥|사업장|공장|축사|양식장|어장|어항|매장|음식점|숙박업소|체육관|체육시설|차고지|청사|캠퍼스|통학로|등굣길"
    r"|급경사지|옹벽|맨홀|전신주|가로등|신호등|정수장|배수펌프장|저류조|댐|숲길|휴양림|휴게소|나들목|고가도로|육교|버스|택시|선박|금속관|적치장|쉼터"
    r"|창고|위판장|공사장|현장|작업장|부두|선착장|선창|공방|체험장|운동장|급식소|요양원|요양시설|빌라|원룸|터미널|환승센터|갓길|둔치|보행로|언덕길|거리|방파제"
    r"|사거리|삼거리|네거리|회전교차로|나루터|정거장|승강장|대합실|경기장|수영장|캠핑장|야영장|놀이터|화장실|분리수거장|집하장|적환장|매립장|하굣길|비탈|제방|수문|배수문"
    r"|산책로|탐방로|자전거길|산책길|차밭|들녘|과수원|등산로|둘레길|지하차도|단일로|건널목|공공기관|자치구|온실|하우스|보건지소|보건소|약국|편의점|우체국|신도시|혁신도시|갯벌|습지|계곡|골목|진료소|산림|임야|농경지|연안|해역|어촌|산촌|양로원|파출소|지구대|정비소|주유소|충전소|세대주택"
    r"|[가-힣\d](?<![가작이활운노자행연구변])동|[가-힣\d](?<![화측전표노단장평양지])면|[가-힣\d]읍|(?:개\s?|\d)[동면읍리]"
)
_PEOPLE = (
    r"주민|시민|어르신|노인|고령자|장애인|아동|학생|청년|청소년|농민|어민|상인|소상공인|환자|임산부|이용자|가입자|교통약자"
    r"|다문화\s?가정|취약계층|관광객|방문객|관람객|농업인"
)
_COUNT = (
    r"(?:\s?(?:약\s)?\d[\d,.]*\s?[천만]?\s?(?:\d[\d,]*\s?[천백]?)?\s?여?\s?"
    r"(?:개소|개교|개|곳|세대|가구|명|대|점|호|동|채|척|기|역|필지|면|㎢|㎡|ha|km2|km²|km|㎞|m)|\s[한두세네]\s?(?:곳|개소|군데)"
    r"|\s(?:다섯|여섯|일곱|여덟|아홉|열)\s?(?:곳|개소|군데))"
)
_COUNTED_KIND = rf"(?:{_PLACES})\s\d[\d,]*\s?개\s?(?:단지|동|마을|구간|역|노선|지구|권역|학교)"
_OF_CITY = r"(?<![가-힣])[가-힣]{2,4}(?:시|군|구)"
"""'군포시 31곳에': a city with a count of places in it."""
_NAMED = r"[가-힣]{2}(?<!추)(?<!실)(?<!온)(?<!하)(?<!수)천(?:변)?|[가-힣]{2,4}(?:강변|신도시|산단)"
"""Rivers and quarters by their name, which say where without more: 무심천, 내포신도시."""
_TAIL = r"(?:\s?(?:전체|전역|전부|모두|곳곳|일대|일원|주변|인근|옥상|안|안쪽))?"
# the noun that closes the name of an area or of those served: "산업단지", "공공주차장", "어르신", with or without a number
_AREA = re.compile(
    rf"(?:{_COUNTED_KIND}|{_OF_CITY}\s(?:[가-힣]{{2,6}}\s)?\d[\d,]*\s?(?:곳|개소|군데|기)|(?:{_PLACES}|{_NAMED}){_COUNT}?|(?:{_PEOPLE}){_COUNT}?){_TAIL}$"
)
_PERSONS = re.compile(rf"(?:{_PEOPLE}){_COUNT}?$")
_WHOLE = re.compile(r"(?:전역|전체|일대|일원)$")
# "골목", "이용 가구": a common noun alone says neither where nor for whom
_BARE = re.compile(
    rf"(?:(?:이용|해당|각|일부|기존|신규|대상|설치|시범|적용|사업|인근|주변|겨울철|여름철|야간)\s)?(?:{_PLACES}|{_PEOPLE})"
)
_SPOT = "곳"
_GOES_OVER = ("대상", "중심", "잇", "위하", "돌", "누비", "순회", "오가")
_GONE_OVER = ("순찰", "예찰", "감시", "촬영", "비행")
"""What is done over an area as a whole: '산림 120km²를 날마다 살핀다'."""
_FOUNDED = FOUNDING | {"문", "준공", "완공", "개관", "개소", "개원", "개장", "조성", "건립", "신축", "들어서"}
_NEAR = 6
_RESULT = re.compile(r"피해|면적|길이|건수|감소|증가|사고")
# "15개 읍·면·동 가운데 11곳", "관내 25개 동 중 18개 동"
_SHARE = re.compile(
    r"(?:(?:관내|전체)\s)?\d[\d,]*\s?개?\s?[가-힣·]{1,8}(?:\s?가운데|\s중)\s\d[\d,]*\s?(?:곳|개소|개\s?[가-힣·]{1,6})"
)
# "이용자의 신고는", "주민 312명에게 물었더니": who speaks, and not for whom
_ASKED = re.compile(
    r"의\s(?:[가-힣]{1,6}\s){0,2}?(?:신고|민원|불편|만족|의견|문의|호응|평가|반응)|에게\s(?:물|묻|설문|조사)"
)
_LACKS = re.compile(r"(?:없는|않는|않은|못한|못하는|빠진|제외된)\s$")
_LONGEST_CLAUSE = 26
# "다도면으로 넓히고", "시 전역으로 확대": where it is to go
_GROWS = re.compile(r"(?:으로|로|까지)\s(?:[가-힣]{1,8}\s)?(?:넓[히혀힌힐]|확대|확산|확장|늘[리려린])")
# "8월 22일 운양동에": the day is no part of the area
_DATED = re.compile(
    r"(?:['’‘]?\d{2}\.\s?\d{1,2}\s?월\s|(?:\d{4}년\s?(?:\d{1,2}월\s?)?|\d{1,2}월\s?)(?:\d{1,2}일\s?)?)(?=\S)"
)
_COUNTED = re.compile(r"\d")
# "지역의 모든 공공주차장", "전국 17개 지자체": words before the noun phrase that widen it
_WIDENED = re.compile(r"(?:(?:지역|관내|시내|도심|전국)의?\s)?(?:모든|전체|전|각|주요)\s$")
# '중소도시에', '서비스에': places of no initiative
_NO_AREA = re.compile(r"^(?:\d[\d,]*\s?)?(?:지역|시설|주민|구간|지점|동|면|리|읍|가구|세대)$")
# "5개 분야 연구과제(환경/에너지/생활복지)": the fields in brackets
_FIELDS = re.compile(r"분야[가-힣\s]{0,8}\((?P<list>[^()\n]{3,80})\)")


def coverages(passage: Passage) -> Iterator[Draft]:
    """Yield where and for whom: an area before 에, 에서, 의; a share of areas; the fields in brackets."""
    if not passage.is_content:
        return
    tokens = passage.sentence.morphemes
    found = (CharSpan(*match.span()).shifted(passage.span.start) for match in _SHARE.finditer(passage.text))
    shares = [_without_particles(share, tokens) for share in found]
    for stop in range(1, len(tokens)):
        span = _area(passage, tokens, stop)
        if span is not None and not any(span.overlaps(share) for share in shares):
            yield _coverage(passage, span, "coverage.area")
    for share in shares:
        yield _coverage(passage, share, "coverage.share")
    for match in _FIELDS.finditer(passage.text):
        for member in members(passage.text, CharSpan(*match.span("list")), ",/"):
            yield _coverage(passage, member.shifted(passage.span.start), "coverage.field")


def _without_particles(span: CharSpan, tokens: Sequence[Morpheme]) -> CharSpan:
    """'18개 동에' without 에."""
    end = span.end
    for token in reversed(tokens):
        if token.tag[0] == "J" and token.start < end <= token.end and token.start > span.start:
            end = token.start
    return CharSpan(span.start, end)


def _area(passage: Passage, tokens: Sequence[Morpheme], stop: int) -> CharSpan | None:
    """The area before a particle of place or target, with what belongs to it on its left."""
    may_follow = _may_follow_area(tokens, stop) and not _is_founded(tokens, stop)
    phrase = phrase_ending(tokens, stop) if may_follow else None
    if phrase is None:
        return None
    dated = _DATED.match(passage.slice(*phrase.as_tuple()))
    phrase = CharSpan(phrase.start + dated.end(), phrase.end) if dated else phrase
    text = passage.slice(*phrase.as_tuple())
    if _ASKED.match(passage.slice(phrase.end, passage.span.end)) or _is_lacking(passage, phrase):
        return None
    is_area = _AREA.search(text) and not _NO_AREA.match(text) and not _RESULT.search(text)
    if not is_area and text != _SPOT:
        return None
    wide = _widened(passage, tokens, phrase)
    is_described = wide.start < phrase.start
    is_spot = text == _SPOT and is_described
    if not is_spot and not is_area:
        return None
    if not is_spot and not is_described and _BARE.fullmatch(text):
        return None
    grows = _GROWS.match(passage.slice(tokens[stop].start, passage.span.end)) is not None
    is_told = is_described and tokens[stop].form == "에게"
    return wide if grows or is_told or _fits(tokens[stop], text) else None


def _is_lacking(passage: Passage, phrase: CharSpan) -> bool:
    """'단말이 없는 석수동에서는': where the thing is not."""
    return _LACKS.search(passage.slice(passage.span.start, phrase.start)) is not None


def _is_founded(tokens: Sequence[Morpheme], stop: int) -> bool:
    """'온실 6동이 문을 열었다': what opens is the thing itself, and no area."""
    return tokens[stop].tag == "JKS" and any(
        token.form in _FOUNDED for token in tokens[stop + 1 : stop + _NEAR]
    )


def _may_follow_area(tokens: Sequence[Morpheme], stop: int) -> bool:
    particle, following = tokens[stop], tokens[stop + 1].form if stop + 1 < len(tokens) else ""
    if particle.tag == "JKO":
        after = next(
            (t.form for t in tokens[stop + 1 :] if t.tag not in ("MAG", "NNG", "JX") or t.form in _GONE_OVER),
            "",
        )
        return following in _GOES_OVER or after in (*_GONE_OVER, "살피")
    if particle.tag == "NNG":  # '초등학교 18개교 대상 운영', '읍·면 13곳 전역 제공'
        is_whole = tokens[stop - 1].form in ("전역", "전체", "일대", "일원")
        return particle.form == "대상" or (is_whole and particle.form in ACTIONS)
    return particle.tag in ("JKB", "JKG", "JKS") or (particle.tag == "JX" and particle.form == "까지")


def _fits(particle: Morpheme, text: str) -> bool:
    """에, 에서, 의, 을 대상으로; 이/가 and 까지 only after what is counted, 로 after a whole, 에게 after people."""
    if particle.tag in ("JKG", "JKO"):
        return True
    if particle.tag == "NNG":
        return _COUNTED.search(text) is not None
    if particle.tag in ("JKS", "JX"):
        return _COUNTED.search(text) is not None and _PERSONS.search(text) is None
    if particle.form in ("에게", "한테"):
        return _COUNTED.search(text) is not None
    return particle.form in ("에", "에서") or (
        particle.form in ("으로", "로") and _WHOLE.search(text) is not None
    )


def _widened(passage: Passage, tokens: Sequence[Morpheme], phrase: CharSpan) -> CharSpan:
    """With 'A 25곳과 ' before it, '홀로 사는 ', '광명사거리역 등 ', '지역의 모든 '."""
    wider = _WIDENED.search(passage.slice(max(passage.span.start, phrase.start - 12), phrase.start))
    if wider:
        return CharSpan(phrase.start - len(wider.group()), phrase.end)
    at = next((n for n, token in enumerate(tokens) if token.start >= phrase.start), 0)
    before = tokens[at - 1] if at else None
    if before is not None and before.tag == "ETM":
        return CharSpan(_clause_start(tokens, at, phrase), phrase.end)
    joins = before is not None and (before.tag == "JC" or before.form in ("등", "과", "와")) and at > 1
    first = phrase_ending(tokens, at - 1) if joins else None
    if first is None or (
        not _AREA.search(passage.slice(*first.as_tuple())) and (before is None or before.form != "등")
    ):
        return phrase
    return CharSpan(first.start, phrase.end)


def _clause_start(tokens: Sequence[Morpheme], at: int, phrase: CharSpan) -> int:
    """Where the relative clause before a phrase begins: after a comma, a topic or an ending, not too far away."""
    first = at
    while first and phrase.start - tokens[first - 1].start <= _LONGEST_CLAUSE:
        token = tokens[first - 1]
        is_border = token.tag in ("SP", "EC", "JX", "SF") or (
            token.tag == "JKB" and token.form in ("에", "에서", "로", "으로")
        )
        if is_border:
            return tokens[first].start
        first -= 1
    return tokens[first].start if not first else phrase.start


def _coverage(passage: Passage, span: CharSpan, rule_id: str) -> Draft:
    return Draft(
        field="coverage",
        value=plain(passage.slice(*span.as_tuple())),
        span=span,
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=rule_id,
        status=passage.status_of(span),
        trust=0.75,
    )
