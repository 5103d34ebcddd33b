"""Organisations in a text: firms by their form, public bodies by name or ending, parties by kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import ahocorasick
import yaml

from extractors.nlp.boundary import ends_noun, starts_word
from extractors.nlp.mentions import MentionKind, NameMention, longest
from extractors.nlp.normalise import View, folded, view

LEXICON = Path(__file__).parent / "lexicon" / "organisations.yaml"
_KINDS: dict[str, MentionKind] = {
    "bodies": "organisation",
    "firms": "organisation",
    "universities": "organisation",
    "parties": "party",
}

_B = r"[ \u00a0\u3000]?"
_B_ONE = r"[ \u00a0\u3000]"
_FORM = rf"(?:㈜|\({_B}주{_B}\)|\({_B}유{_B}\)|주식회사{_B}|유한회사{_B}|(?<![가-힣])(?:사회적{_B})?협동조합{_B_ONE})"
_FORM_GLUED = rf"(?:㈜|\({_B}주{_B}\))[가-힣A-Za-z0-9]"
_FIRM_NAME = r"[가-힣A-Za-z0-9&]{2,20}"
# "㈜가온정보", "(주)가온", "주식회사 가온", and "주)가온", which OCR makes of ㈜.
_FORM_FIRST = re.compile(rf"(?:{_FORM}|(?<![가-힣A-Za-z0-9])주\)){_B}(?P<name>{_FIRM_NAME})")
# "가온정보㈜", "NHN(주)", "가온 주식회사"
_FORM_LAST = re.compile(
    # "개발은 ㈜가온": the form belongs to the name after it where a blank stands before the form and none behind
    rf"(?<![가-힣A-Za-z0-9&])(?P<name>{_FIRM_NAME})(?!{_B_ONE}{_FORM_GLUED}){_B}(?P<form>㈜|\({_B}주{_B}\)|\({_B}유{_B}\)|주식회사)"
)
# "가람시설관리공단", "나래연구원", "다온경찰청", "마루대학교": a name that ends with a kind of body.
_ENDINGS = (
    r"공사|공단|연구원|연구소|관리원|검사원|인증원|감정원|표준원|거래소|진흥원|평가원|개발원|정보원|안전원|기술원|재단|협회|학회|연합회|조합|상공회의소|은행|"
    r"대학교|교육청|교육지원청|경찰청|경찰서|소방본부|소방서|소방안전본부|시설공단|도시공사|교통공사|관광공사|"
    r"테크노파크|산업진흥원|디지털재단|복지재단|문화재단|경제진흥원|위원회|박물관|도서관|의료원|보건소|세무서|"
    r"진흥단|우체국|사업소|체육회|새마을회|상인회|부녀회|주민자치회|관리단|진흥센터|지원센터|연구센터|산학협력단|의용소방대|재난안전상황실|기술단|"
    r"과학원|구조대|수색대|연구회|진흥회|기상대|약사회|의사회|번영회|청년회|노인회|봉사단|방범대|방재단|지회|지부|병원|농협|수협|축협|신협|복지관|문화원|교육원|과학관|미술관|공제회|"
    r"기상청|환경청|관리청|관리소|사무소|고등학교|중학교|초등학교|농업기술센터|건강생활지원센터|"
    r"농업회사법인|영농조합법인|조합법인|복지법인|사단법인|재단법인|학교법인|새마을금고|모임|동아리|동호회|포럼|시의회|군의회|구의회|도의회|협의회|전력공사|항만공사"
)
# "국립환경과학원", "한국전자통신연구원", "가람시립미술관": names that say by their beginning what they are
_NAMED_BODY = re.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<name>(?:국립|시립|도립|한국)[가-힣]{2,12}?(?:원|관|센터|공원|병원|기구|학교|대|회|청|단|사))"
)
# "통신사 새하늘통신이", "운수업체 두레교통과": an unknown name behind its kind, with the ending of a firm's name
_BY_KIND = re.compile(
    r"(?<![가-힣])(?:통신사|운수사|물류사|시공사|개발사|제조사|제작사|운영사|수행사|보험사|스타트업|새싹기업"
    r"|(?:운수|물류|제조|개발|시공|통신|보안|장비)\s?업체|(?:전문|지역|중소|벤처|민간|향토)\s?기업) "
    r"(?P<name>(?!공공|공간|신재생|재생|친환경|핵심|원천|기반|요소|첨단|자율|디지털|스마트|인공지능|빅데이터|데이터|태양|수소|풍력|지열|전력|위치|개방)"
    r"[가-힣]{2,8}?(?:통신|정보|시스템|테크|소프트|솔루션|엔지니어링|랩|랩스|네트웍스|모빌리티|로보틱스|전자|산업|건설"
    r"|에너지|데이터|교통|운수|물류|전기|기술|텔레콤|넷))(?=[이가과와은는의,·\s]|$)"
)
# "한빛대 산학협력단": a body of a college by its short name
_OF_COLLEGE = re.compile(
    r"(?<![가-힣])(?P<name>[가-힣]{2,8}(?:대|대학|대학교) (?:산학협력단|공과대학|연구소|연구단))"
)
# "개발은", "시설물 관리조합이 아닌": a thing done with the particle 은 is no bank
_NO_FIRM = re.compile(r"(?:개발|운영|구축|사업|시스템|플랫폼)(?:은|이|가)?")
_BODY = re.compile(rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9]{{2,14}}?(?:{_ENDINGS}))")
# "가람시 협의체", "나래구 주민 협의체": a party that a place makes a name.
_LOCAL = re.compile(
    rf"(?<![가-힣])(?P<name>[가-힣]{{2,4}}(?:시|군|구|도)(?:{_B}[가-힣]{{2,4}})?{_B}(?:협의체|컨소시엄|협의회))"
)
# Particles that a firm's name is written with.
_PARTICLES = re.compile(r"(?:에서는|에서|으로|에게|까지|부터|와의|과의|와|과|은|는|을|를|의|에)$")
_SPARES_SUBJECT = 5
_SPARES_CLOSED = 2
_SURE_LENGTH = 5
"""A listed Hangul name this long is found inside a run of words without blanks too."""
# "가온 아카데미", "가온 타워": a place or a course that bears the name; the firm itself does nothing here.
_BEARS_NAME = re.compile(r"[ ]?(?:아카데미|캠퍼스|타워|빌딩|센터|스퀘어|파크|역|점|지점)(?![가-힣]{2})")


def find_organisations(text: str) -> list[NameMention]:
    """Return organisations and parties, in text order, the longest of overlapping ones.

    >>> [(found.name, found.kind) for found in find_organisations("㈜가온정보와 KT, 서울대 등 공공기관이")]
    [('가온정보', 'organisation'), ('KT', 'organisation'), ('서울대', 'organisation'), ('공공기관', 'party')]
    """
    if not text:
        return []
    plain = folded(text)
    return longest([*_firms(plain), *_bodies(plain, text), *_listed(text)])


def _firms(plain: View) -> Iterator[NameMention]:
    for pattern in (_FORM_FIRST, _FORM_LAST):
        for match in pattern.finditer(plain.text):
            start, end = match.span()
            name = match["name"]
            if pattern is _FORM_FIRST:
                name = _without_particle(name)
                end = match.start("name") + len(name)
            if len(name) >= 2 and not _NO_FIRM.fullmatch(name):
                yield NameMention(plain.span(start, end), name, "organisation")


def _without_particle(name: str) -> str:
    """Leave out the particle; 이 after a closed syllable is one, 가 only after a name long enough to spare it."""
    shorter = _PARTICLES.sub("", name)
    if shorter == name and len(name) >= _SPARES_SUBJECT and name.endswith(("이", "가")):
        shorter = name[:-1]
    if shorter == name and len(name) > _SPARES_CLOSED and name.endswith("이") and _is_closed(name[-2]):
        shorter = name[:-1]
    return shorter if len(shorter) >= 2 else name


def _is_closed(syllable: str) -> bool:
    """Whether a syllable ends in a consonant, after which the subject particle is 이.

    >>> _is_closed("셈"), _is_closed("나")
    (True, False)
    """
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 > 0


def _bodies(plain: View, text: str) -> Iterator[NameMention]:
    for pattern in (_BODY, _NAMED_BODY, _LOCAL, _OF_COLLEGE, _BY_KIND):
        for match in pattern.finditer(plain.text):
            span = plain.span(*match.span("name"))
            if ends_noun(text, span.end):
                yield NameMention(span, " ".join(match["name"].split()), "organisation")


def _listed(text: str) -> Iterator[NameMention]:
    seen = view(text)
    for last, (surface, name, kind) in _automaton().iter(seen.text):
        start = last + 1 - len(surface)
        span = seen.span(start, last + 1)
        is_start = starts_word(text, span.start) or (len(surface) >= _SURE_LENGTH and surface[0] >= "가")
        if is_start and _ends_name(text, span.end):
            yield NameMention(span, name, kind)


def _ends_name(text: str, end: int) -> bool:
    return ends_noun(text, end) and not _BEARS_NAME.match(text, end)


@lru_cache(maxsize=1)
def _automaton() -> ahocorasick.Automaton:
    listed: dict[str, list[str]] = yaml.safe_load(LEXICON.read_text(encoding="utf-8"))
    automaton = ahocorasick.Automaton()
    for group, names in listed.items():
        for name in names:
            surface = view(name).text
            automaton.add_word(surface, (surface, name, _KINDS[group]))
    automaton.make_automaton()
    return automaton
