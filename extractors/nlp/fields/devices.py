"""Technologies by their head noun: '침수 예측 모형', '열화상 카메라', '레이더식 파고계', '인공지능 영상분석'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.nlp.extract_passages import Passage
from extractors.nlp.mentions import NameMention
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan
from schemas.sentence import Morpheme

# heads that name a technology with what stands before them
_HEAD_WORDS = (
    r"(?:모형|모델|알고리즘|카메라|센서|레이더|라이다|CCTV|영상\s?분석|엔진|데이터\s?베이스|규격|수위계|파고계|조위계|유량계|압력계|풍속계|풍향계|우량계|강우계|적설계|온습도계|온도계|습도계|수분계|염도계|탁도계|경사계|변위계|균열계|가속도계|변형률계|진동계|소음계|하중계|지진계|기압계|일사계|조도계|전력계|수질계|악취계|계량기|관측기|관측장비|인식기|판독기|검침기|집계기|계수기|송신기|수신기|계측기|측정기|감지기|검지기|제어기|경보기"
    r"|차단기|개폐기|대출기|반납기|정산기|충전기|회수기|발매기|경광등|신호등|전광판|로봇|셔틀|손목띠|(?:손목|발목|건강)\s?밴드|발전\s?설비|제어\s?장치|감시\s?장치|(?:영상|음성|객체|얼굴|번호|융합)\s?인식|(?:거리|무선|광|위성|사물|특화|LoRa|LTE|5G|NB-IoT)\s?통신|(?:인식|분석|예측|제어|측위|융합|판독)\s?기술"
    r"|위성\s?(?:영상|사진)|항공\s?사진|암호\s?통신|음성\s?비서|배터리\s?교환기|교환형\s?배터리|전자\s?태그|신경망|게이트웨이|수상선|무인선|무인기|이상\s?탐지|경로\s?최적화|자연어\s?처리|음향\s?분석|진동\s?분석|마이크로폰\s?배열|배차\s?시스템|자가망|통신망|스마트팜|가로등|고정밀\s?지도|가상\s?발전소)"
)
_HEADS = re.compile(rf"{_HEAD_WORDS}$")
# heads that name one without anything before them
_ALONE_WORDS = r"(?:비상벨|전광판|경광등|축전지|무인\s?회수기|화재\s?경보기|음성\s?안내기|바닥\s?신호등)"
_ALONE = re.compile(rf"{_ALONE_WORDS}$")
_ANY = re.compile(rf"{_HEAD_WORDS}|{_ALONE_WORDS}")
# "사업 모형", "성공 모델": a way of doing, no technology
_WAY = re.compile(r"(?:사업|성공|수익|협력|표준|운영|비즈니스|거버넌스|상생|선도|우수|확산)\s?(?:모형|모델)$")
# words that are no part of a name: counts, places, '주변', '기존', what is done with it
_STOPS = re.compile(
    r"^(?:\d.*|기존|노후|신규|각종|모든|해당|이런|그런|저런|어떤|다른|새|새로운|같은|여러|우리|[상하]반기|내년|올해|연내|향후|일부|주요|관련|추가|관내|전체|주변|현장|교체|설치|구축|도입|개발|적용|활용|운영|등|및|약|총|이\s|그\s)$"
    r"|[시군구읍면동]$|[0-9]"
)
_NOUNS = ("NNG", "NNP", "SL", "XSN", "XPN", "XR", "MM", "SH", "W_")
# "(LoRa)", "(V2X)": the short form after a name
_SHORT_FORM = re.compile(r"\s?\([A-Za-z][A-Za-z0-9\-]{1,11}\)")
_MOST_WORDS = 3
_LONGEST = 24


def devices(passage: Passage) -> Iterator[CharSpan]:
    """Yield the noun phrases that end in a head of technologies, with up to three words before it."""
    if _ANY.search(passage.text) is None:
        return
    tokens = passage.sentence.morphemes
    for last in range(len(tokens)):
        following = tokens[last + 1] if last + 1 < len(tokens) else None
        if not _closes(tokens[last], following):
            continue
        words = _words_before(passage, tokens, last)
        text = passage.slice(words[0].start, words[-1].end) if words else ""
        is_named = _HEADS.search(text) or _ALONE.search(text)
        kept = _name(passage, words) if words and is_named else None
        if kept is not None and not any(kept.overlaps(one.span) for one in passage.organisations):
            short = _SHORT_FORM.match(passage.text, kept.end - passage.span.start)
            yield CharSpan(kept.start, kept.end + len(short.group())) if short else kept


def _closes(token: Morpheme, following: Morpheme | None) -> bool:
    """Whether a noun phrase may end here: the next word is no noun of the same phrase written together."""
    if token.tag not in ("NNG", "NNP", "SL", "XSN"):
        return False
    if following is None or following.start > token.end:
        return True
    return (following.tag[0] in "JSEV" and following.tag not in ("SL", "SN")) or (
        following.tag == "XSN" and following.form == "들"
    )


def _words_before(passage: Passage, tokens: Sequence[Morpheme], last: int) -> list[CharSpan]:
    """The words, apart by blanks, of the run of nouns that ends at `last`; the nearest three before the head."""
    first = last
    while first and (tokens[first - 1].tag in _NOUNS or tokens[first - 1].form in ("·", "식")):
        if tokens[last].end - tokens[first - 1].start > _LONGEST:
            break
        first -= 1
    while first < last and tokens[first].form == "·":
        first += 1
    start, end = tokens[first].start, tokens[last].end
    words = [
        CharSpan(start + found.start(), start + found.end())
        for found in re.finditer(r"\S+", passage.slice(start, end))
    ]
    return words[-_MOST_WORDS - 1 :]


def _name(passage: Passage, words: list[CharSpan]) -> CharSpan | None:
    """From the first word after a stop to the head; a head of one word only where it says enough by itself."""
    texts = [plain(passage.slice(*word.as_tuple())) for word in words]
    first = next((n + 1 for n in range(len(words) - 2, -1, -1) if _STOPS.search(texts[n])), 0)
    span = CharSpan(words[first].start, words[-1].end)
    text = passage.slice(*span.as_tuple())
    head = _HEADS.search(text)
    is_glued = head is not None and head.start() > 1
    return span if (is_glued and not _WAY.search(text)) or _ALONE.search(text) else None


def with_devices(passage: Passage) -> list[NameMention]:
    """The technologies of the lexicon and those by their head; of overlapping ones the longer."""
    found = list(passage.technologies)
    for alone in devices(passage):
        span = _joined(passage, alone, found)
        inside = [one for one in found if one.span.overlaps(span)]
        if all(span.contains(one.span) for one in inside):
            canonical = inside[-1].canonical if inside else None
            found = [one for one in found if one not in inside]
            found.append(NameMention(span, plain(passage.slice(*span.as_tuple())), "technology", canonical))
    return sorted(found, key=lambda one: one.span)


def _joined(passage: Passage, span: CharSpan, found: Sequence[NameMention]) -> CharSpan:
    """With the technology written right before it: '사물인터넷(IoT) 센서'."""
    starts = (one.span.start for one in found if _is_blank_between(passage, one.span, span))
    return CharSpan(next(starts, span.start), span.end)


def _is_blank_between(passage: Passage, first: CharSpan, second: CharSpan) -> bool:
    return first.end < second.start and passage.slice(first.end, second.start) == " "
