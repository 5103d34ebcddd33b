"""What stands around a name that tells whether it is the municipality: offices, firms, products, other senses of a word."""

from __future__ import annotations

import re

# "수원시청", "달서구청장", "고성군수", "의정부시장", "경기도지사": the office of the place stands for it.
_OFFICES = {
    "시": re.compile(r"청장?|장"),
    "군": re.compile(r"청장?|수"),
    "구": re.compile(r"청장?"),
    "도": re.compile(r"청|지사"),
}
_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설"
    "마길연위표명기반왕금옥육인맹제모탁국어은편용"
)
# "인천 국제공항", "김해 캠퍼스", "안동 권씨", "춘천 닭갈비": a short name that is part of another name.
_PART_OF_NAME = re.compile(
    r"\s?(?:국제)?(?:공항|캠퍼스|지점|지사|본점|대학교?|은행|막걸리|갈비|한우|소주|닭갈비|비빔밥|찜닭|아리랑|짬뽕|곶감|굴비)"
    rf"|\s?[{_SURNAMES}]\s?씨(?![가-힣]{{2}})"
)
# "㈜인천 에너지", "주식회사 수원": a firm's name begins.
_FIRM_BEFORE = re.compile(r"(?:㈜|\(주\)|\(유\)|\(재\)|\(사\)|주식회사|유한회사)\s?$")
_FIRM_AFTER = re.compile(
    r"\s?(?:[가-힣A-Za-z]+\s?)?(?:㈜|\(주\)|주식회사(?=[가는와의에를도로]|$|\W))(?![가-힣]{2})|\s?(?:㈜|\(주\))"
)
# "세종 대왕", "경주 대회", "수원을 확보", "대구 어획량": the other sense of a word, by what follows.
_OTHER_SENSES = {
    "세종": re.compile(r"\s?(?:대왕|임금|실록|[이은]\s(?:한글|훈민))"),
    "경주": re.compile(r"\s?(?:대회|트랙|마|용|차|거리|기록|코스)|(?:를|에서)\s?(?:벌이|달리|이기|뛰)"),
    "대전": re.compile(r"\s?(?:게임|상대|격투|료|차)|(?:이|은|에서)\s?(?:발발|터지|끝나)"),
    "대구": re.compile(r"\s?(?:어획|탕|볼|뽈|잡이|어장|치어)"),
    "수원": re.compile(
        r"(?:을|이|의|은)?\s?(?:확보|보호|고갈|함양|오염|다변화|보전|부족|이용률|개발|수질|취수)"
    ),
    "부산": re.compile(r"(?:을)?\s?(?:떨|스럽)"),
    "광명": re.compile(r"(?:을|이)?\s?(?:찾|비치|비쳤|비춰|천지)"),
    "봉화": re.compile(r"(?:를|가)?\s?(?:올리|올랐|피우|대|터)"),
    "용인": re.compile(r"(?:을)?\s?(?:하|되|받)"),
}  # fmt: skip
# "자동차 경주"
_RACE_BEFORE = re.compile(r"(?:자동차|오토바이|자전거|말|달리기|장거리|막판|드론|보트)\s경주$")
# "‘울산 톡톡’ 앱": what is in the quotes is the name of a thing.
_QUOTED_BEFORE = re.compile(r"[‘“'\"「『<《〈][^’”'\"」』>》〉\n]{0,20}$")
_QUOTED_AFTER = re.compile(
    r"[^‘“'\"「『<《〈\n]{0,20}[’”'\"」』>》〉]\s?(?:[가-힣A-Za-z]{1,8}\s)?"
    r"(?:앱|어플|애플리케이션|서비스|플랫폼|챗봇|누리집|홈페이지|카드|포털|시스템|지도|패스|프로젝트|캠페인|축제|브랜드|캐릭터|상품권)"
)


def office_end(text: str, start: int, end: int) -> int | None:
    """Where the office that is written on to the name at `start:end` ends; None where none is.

    >>> office_end("의정부시장은", 0, 4), office_end("중앙시장은", 0, 2)
    (5, None)
    """
    offices = _OFFICES.get(text[end - 1]) if end > start else None
    office = offices.match(text, end) if offices is not None else None
    return office.end() if office is not None else None


def is_other_name(text: str, start: int, end: int) -> bool:
    """Whether a short name at `start:end` belongs to a firm, a product, a person or a dish, or is another word.

    >>> is_other_name("안동 권씨 종가", 0, 2), is_other_name("안동 시내", 0, 2)
    (True, False)
    """
    before = text[max(start - 24, 0) : start]
    sense = _OTHER_SENSES.get(text[start:end])
    return bool(
        _FIRM_BEFORE.search(before)
        or _FIRM_AFTER.match(text, end)
        or _RACE_BEFORE.search(text[max(start - 8, 0) : end])
        or _PART_OF_NAME.match(text, end)
        or (sense is not None and sense.match(text, end))
        or (_QUOTED_BEFORE.search(before) and _QUOTED_AFTER.match(text, end))
    )
