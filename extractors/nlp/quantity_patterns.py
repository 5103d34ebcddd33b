"""How quantities are written, without blanks, and what tells a count from other numbers."""

from __future__ import annotations

import re

from extractors.nlp.amounts import AMOUNT, DIGITS
from extractors.nlp.units import BY_SURFACE, DEVICES, NATIVE_COUNTERS, NATIVE_NUMBERS
from schemas.fact import Qualifier, Unit

# "5분 간격으로": 분간 and the like end before no 격
_UNITS = "|".join(
    re.escape(surface) + ("(?!격)" if surface.endswith("간") else "")
    for surface in sorted(BY_SURFACE, key=lambda form: (-len(form), form))
)
_BEFORE = (
    r"(?:(?P<before>최대|최고|최장|최소|최저|최단|대략|약|총|모두|도합|합계|누적|"
    r"일평균|월평균|연평균|하루평균|평균|전체|[≥≧≤≦])(?:인|의)?)?"
)
_AFTER = (
    r"(?P<after>(?:의)?이상(?!징후|행동|현상|기후|고온|음원|상황|신호|감지|탐지|동기|거래)|이하|초과(?!근무)|"
    r"미만|이내(?!려|린|릴|놓)|내외|가량|정도|안팎|여(?![가-힣])|등(?![가-힣급록]))?"
)
# "최대 70분", "60여개", "18억 9,600만원", "10~20명", "△3.5%p", "총 배점의 70% 이상"
QUANTITY = re.compile(
    rf"{_BEFORE}(?P<sign>[△▲\-]?)(?<!\d)(?P<number>{AMOUNT})"
    rf"(?:(?:{_UNITS})?(?:~|-|내지)(?P<range>{AMOUNT}))?(?P<over>여)?(?P<unit>{_UNITS}){_AFTER}"
)
DIGIT = re.compile(r"\d")
"""No quantity of QUANTITY is without one, and"""
LONGEST_BEFORE = len("하루평균의△")
"""no more characters of one stand before its first digit."""
# "인구 50만 기준", "인구는 약 31만": the unit is understood.
POPULATION = re.compile(
    rf"인구(?:수)?(?:는|가|은)?{_BEFORE}(?P<number>{DIGITS}[십백천]?만)(?P<over>여)?"
    rf"(?!명|인|원|[십백천만억조\d]){_AFTER}"
)
# "총사업비 10억", "국비 5억 7천만": won is understood.
BUDGET = re.compile(
    rf"(?:사업비|예산|국비|시비|도비|군비|구비|지방비|민자|민간투자|매출액?|투자액|투자비|비용|공사비)(?:는|은|이|가)?{_BEFORE}"
    rf"(?P<number>{DIGITS}[십백천만]?[억조](?:{DIGITS}[백천]?만?)?)(?P<over>여)?(?![원달불가-힣\d]){_AFTER}"
)
# "10시 30분": a time of day, not a length of time.
CLOCK_BEFORE = re.compile(r"\d시$")
# "두 곳", "세 차례", "다섯 가지": native numbers, with safe counters only.
_NATIVE = "|".join(sorted(NATIVE_NUMBERS, key=lambda word: (-len(word), word)))
NATIVE = re.compile(rf"(?P<number>{_NATIVE})(?P<unit>{'|'.join(NATIVE_COUNTERS)})")
# "7일 이내", "10년간": what makes 일, 년, 주 a length of time and no date.
DURATION_TAIL = re.compile(
    r"이내|안에|안(?=$|[,.])|이상|이하|미만|초과|동안|간|만에|여|정도|내외|씩|마다|째|에서|→|까지|짜리|걸리|소요|로(?:단축|줄|감소|\d|대폭|크게)|단축|줄어|줄었|줄인|앞당"
)
# "10년차", "5년도": a number of years that is no length of time.
NO_DURATION = re.compile(r"차|도|생|대|산|식|형")
# "100원씩", "1명당", "3년 만에": a unit that ends with a word of sharing or time.
UNIT_END = re.compile(r"씩|당|마다|짜리|간|째|만에|만으로|이상|이하|규모|급")
# "5대 서비스", "10대 과제": a list with a name, not a number of things.
NAMED_LIST = re.compile(
    r"(?:[가-힣]{0,6})(?:서비스|분야|과제|전략|목표|부문|사업|축|원칙|방향|중점|정책|산업|기술|권역|도시|광역|특구|"
    r"범죄|안전|지표|영역|요소|가치|비전|국정|프로젝트|시책|공약|뉴스|성과|거점|핵심|공공|미래|혁신|대표|기본|주요|"
    r"종합|생활|불법|질환|암|항만|그룹|은행|기업)"
)
# "48번 있었다", "120번을 불렀다": what happened so often
HAPPENED = re.compile(
    r"(?:이나|을|의|에걸쳐|씩|넘)|있|일어|내려|호출|눌|누르|찍|이용|출동|점검|방문|열[었려렸]|실시|작동|울[렸려리]|다녀|탔|썼|쓰|불[렀러]|조회|접속|나[갔섰]"
)
# "시민대학 24기", "31기 수료생": a class or a term goes by a number
OF_CLASS = re.compile(
    r"(?:수료|졸업|교육|입학|모집|신도시|위원|기자|단원|회원|장학|연수)|(?:민선|대학|학교|과정|교실|아카데미|단|위원회|의회|스쿨|캠프)$"
)
MOST_LISTED = 100
"""A number above this names no list, whatever noun follows."""
# "30대 남성", "20~30대 청년": how old people are.
AGE_GROUP = re.compile(
    r"(?:이상|이하)?(?:남성|여성|남녀|청년|주민|시민|이용자|어르신|노인|청소년|직장인|인구|환자|층|초반|중반|후반)"
)
# "CCTV 30대 설치", "버스 12대 증차": what is done with vehicles and devices.
DEVICE_ACTION = re.compile(
    r"도입|설치|구축|운영|보급|교체|확대|증차|감차|운행|배치|추가|지원|구매|규모|투입|연계|확충|제공|신규|늘|증가|"
    r"감소|줄|수용|주차|가동|구입|확보|대상"
)
# "노면 온도를 최대 6.4도", "수온이 3도"
WARMTH = re.compile(r"온도|기온|수온|체온|열섬|더위")
WARMTH_REACH = 24
# "차량번호 인식기 120대", "방범용 CCTV 4,300대와 차량번호 …": what is counted is a device, whatever else stands near
DEVICE_NOUN = re.compile(
    rf"(?:{'|'.join(DEVICES)}|인식기|감지기|탐지기|제어기|표시기|발급기|무인기|살수기|검지기)$"
)
# "CCTV(1,200대)", "참여기관: 12개": what opens before the number.
OPENED = re.compile(r"[(:]\s{0,2}$")
# "12분에서 8분으로", "12분 → 8분", "12분(’20년) ⇒ 8분"
ARROW = re.compile(
    r"\s{0,2}(?:\([^()\n]{1,15}\))?\s{0,2}(?:→|에서|⇒|->|➔|▶)\s{0,2}(?:\([^()\n]{1,15}\))?\s{0,2}"
)
# "3, 234대", "3,2 34대", "1 234대": the blank may be the scan's or a list's, so that no number is sure.
BROKEN = re.compile(
    r"(?:\d,[ ]{1,3}(?=\d{3}(?!\d))|\d,\d{1,2}[ ]{1,3}(?=\d)|(?<![A-Za-z\d.,'’])\d{1,3}[ ](?=\d))"
)

TIME_PARTS: dict[tuple[Unit | None, Unit | None], int] = {("h", "min"): 60, ("min", "s"): 60}
QUALIFIERS: tuple[tuple[Qualifier, tuple[str, ...]], ...] = (
    ("at_least", ("이상", "의이상", "≥", "≧")),
    ("at_most", ("이하", "이내", "≤", "≦")),
    ("more_than", ("초과",)),
    ("less_than", ("미만",)),
    ("max", ("최대", "최고", "최장")),
    ("min", ("최소", "최저", "최단")),
    ("over", ("여",)),
    ("mean", ("평균", "일평균", "월평균", "연평균", "하루평균")),
    ("about", ("약", "대략", "내외", "가량", "정도", "안팎")),
    ("total", ("총", "모두", "도합", "합계", "누적", "전체")),
    ("etc", ("등",)),
)
"""Where a number has two qualifiers, the first of this list is kept."""
