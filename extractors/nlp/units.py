"""The units that Korean documents write, and what may follow each of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schemas.fact import Unit

Tail = Literal["any", "strict", "duration"]
"""What may follow: any Hangul (blanks get lost in scans), only the end of a noun, or only a word of duration."""


@dataclass(frozen=True, slots=True)
class UnitForm:
    """A way to write a unit. `factor` converts to `unit`; `not_before` are beginnings that make another word."""

    surface: str
    unit: Unit
    factor: int | float = 1
    tail: Tail = "strict"
    not_before: tuple[str, ...] = ()
    is_counter: bool = False


def _counter(surface: str, unit: Unit, *not_before: str, tail: Tail = "strict") -> UnitForm:
    return UnitForm(surface, unit, 1, tail, not_before, is_counter=True)


_MONEY_WORDS = ("칙", "도심", "인", "천", "주", "형", "격", "활", "예", "단", "료", "자")
_SPEED = ("/h", "/s", "/시")
UNIT_FORMS: tuple[UnitForm, ...] = (
    UnitForm("원", "KRW", 1, "any", _MONEY_WORDS),
    UnitForm("천원", "KRW", 1_000, "any", _MONEY_WORDS),
    UnitForm("백만원", "KRW", 1_000_000, "any", _MONEY_WORDS),
    UnitForm("만원", "KRW", 10_000, "any", _MONEY_WORDS),
    UnitForm("억원", "KRW", 100_000_000, "any", _MONEY_WORDS),
    UnitForm("조원", "KRW", 1_000_000_000_000, "any", _MONEY_WORDS),
    UnitForm("달러", "USD"),
    UnitForm("불", "USD"),
    UnitForm("%p", "percent_point", 1, "any"),
    UnitForm("%P", "percent_point", 1, "any"),
    UnitForm("%포인트", "percent_point", 1, "any"),
    UnitForm("퍼센트포인트", "percent_point", 1, "any"),
    UnitForm("%", "percent", 1, "any"),
    UnitForm("퍼센트", "percent", 1, "any"),
    UnitForm("프로", "percent", 1, "strict"),
    UnitForm("초", "s"),
    UnitForm("분", "min", 1, "strict", ("기", "야", "류", "과", *(f"의{digit}" for digit in range(1, 10)))),
    UnitForm("분간", "min"),
    UnitForm("시간", "h"),
    UnitForm("일", "day", 1, "duration"),
    UnitForm("일간", "day"),
    UnitForm("주", "week", 1, "duration"),
    UnitForm("주간", "week"),
    UnitForm("개월", "month", 1, "any"),
    UnitForm("개월간", "month"),
    UnitForm("년", "year", 1, "duration"),
    UnitForm("년간", "year"),
    UnitForm("개년", "year"),
    UnitForm("m", "m"), UnitForm("미터", "m"), UnitForm("킬로미터", "km"),
    *(UnitForm(surface, "km", 1, "strict", _SPEED) for surface in ("㎞", "km", "Km", "KM")),
    UnitForm("㎝", "m", 0.01), UnitForm("cm", "m", 0.01),
    UnitForm("㎜", "m", 0.001), UnitForm("mm", "m", 0.001),
    UnitForm("㎡", "m2"), UnitForm("m²", "m2"), UnitForm("m2", "m2"), UnitForm("제곱미터", "m2"), UnitForm("평방미터", "m2"),
    UnitForm("㎢", "km2"), UnitForm("km²", "km2"), UnitForm("km2", "km2"), UnitForm("제곱킬로미터", "km2"),
    UnitForm("㏊", "ha"), UnitForm("ha", "ha"), UnitForm("헥타르", "ha"), UnitForm("만㎡", "m2", 10_000),
    UnitForm("천㎡", "m2", 1_000), UnitForm("천㎥", "m3", 1_000),
    UnitForm("㎥", "m3"), UnitForm("m³", "m3"), UnitForm("m3", "m3"), UnitForm("ℓ", "l"), UnitForm("리터", "l"),
    UnitForm("kg", "kg"), UnitForm("㎏", "kg"), UnitForm("톤CO2", "tCO2"), UnitForm("tCO2eq", "tCO2"),
    UnitForm("tCO2-eq", "tCO2"), UnitForm("tCO₂eq", "tCO2"), UnitForm("tCO₂", "tCO2"), UnitForm("tCO2", "tCO2"),
    UnitForm("톤CO₂", "tCO2"), UnitForm("톤", "t"), UnitForm("t", "t"),
    UnitForm("kW", "kW"), UnitForm("㎾", "kW"), UnitForm("MW", "MW"), UnitForm("㎿", "MW"),
    UnitForm("kWh", "kWh"), UnitForm("KWh", "kWh"), UnitForm("kwh", "kWh"), UnitForm("㎾h", "kWh"), UnitForm("MWh", "MWh"),
    UnitForm("㎿h", "MWh"), UnitForm("GWh", "GWh"), UnitForm("ppm", "ppm"), UnitForm("㎍/㎥", "ug_m3"),
    UnitForm("μg/㎥", "ug_m3"), UnitForm("Mbps", "Mbps"), UnitForm("Gbps", "Gbps"), UnitForm("GB", "GB"), UnitForm("TB", "TB"),
    UnitForm("℃", "celsius"), UnitForm("°C", "celsius"), UnitForm("도", "celsius"), UnitForm("dB", "dB"), UnitForm("㏈", "dB"),
    UnitForm("점", "score", 1, "strict", ("검", "유", "자", "포", "진", "차", "만점")),
    UnitForm("배", "fold", 1, "strict", ("출", "치", "송", "분", "포", "터")),
    UnitForm("세", "age", 1, "strict", ("대", "계", "미나", "부")),
    UnitForm("위", "rank", 1, "strict"),
    _counter("명", "person", "동", "칭", "소", "품", "절", "령", tail="any"),
    _counter("인", "person", "가구", "당", "증", "구", "프라", "미디어", "용", "승", "1", "미터"),
    _counter("가구", "household"),
    _counter("세대", "household", "이동통신", "통신", "네트워크", "간", "교체"),
    _counter("대", "device", "로변", "로에", "로의", "로를", "로상", "상", "중", "형", "안", "학", "기", "표", "폭"),
    _counter("곳", "place", tail="any"),
    _counter("개소", "place", tail="any"),
    _counter("군데", "place"),
    _counter("건", "case", "강", "물", "축", "설", "립", "전", tail="any"),
    _counter("회", "time", "차", "의", "사", "원", "장", "복", "계", "선"),
    _counter("차례", "time"),
    _counter("번", "time", "째", "지", "길", tail="any"),
    _counter("종", "kind", "합", "료", "사", "류"),
    _counter("종류", "kind"),
    _counter("가지", "kind"),
    _counter("개사", "company", tail="any"),
    _counter("개업체", "company"),
    _counter("쪽", "page"), _counter("페이지", "page"),
    _counter("개", "count", "발", "선", "념", "인", "월", "년", "최", "통", "방", "설", "편", "요", "정", "량", "시", "별", tail="any"),
    _counter("개국", "count"), _counter("개교", "count"), _counter("개동", "count"), _counter("개시도", "count"),
    _counter("기", "count", "관", "업", "반", "능", "술", "존", "본"),
    _counter("본", "count", "부", "청", "점", "사", "관", "회", "인", "래", "선", "문"),
    _counter("면", "count", "적", "접", "담"), _counter("석", "count"), _counter("실", "count", "증", "시", "현", "적"),
    _counter("식", "count", "당", "별"), _counter("권", "count", "역", "한"), _counter("매", "count", "년", "월", "입"),
    _counter("그루", "count"), _counter("주차면", "count"), _counter("병상", "count"), _counter("필지", "count"),
    _counter("동", "count", "안", "시", "네", "물", "작", "일"),
    _counter("채", "count"), _counter("상자", "count", "형"), _counter("구간", "count"), _counter("노선", "count"),
    _counter("만명", "person"), _counter("여명", "person"),
)  # fmt: skip
"""Longest surfaces are tried first; see `quantities` for the pattern."""

BY_SURFACE: dict[str, UnitForm] = {form.surface: form for form in UNIT_FORMS}
MAGNITUDES: dict[str, int] = {
    "십": 10, "백": 100, "천": 1_000, "만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000,
}  # fmt: skip
"""Korean number words; from 만 on each begins a new group of four digits."""

_NATIVE_ONES: dict[str, int] = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
}  # fmt: skip
_NATIVE_TENS: dict[str, int] = {
    "열": 10, "스물": 20, "서른": 30, "마흔": 40, "쉰": 50, "예순": 60, "일흔": 70, "여든": 80, "아흔": 90,
}  # fmt: skip
NATIVE_NUMBERS: dict[str, int] = {
    **{word: value for word, value in _NATIVE_ONES.items() if value > 1},
    **_NATIVE_TENS,
    "스무": 20,
    **{ten + one: tens + ones for ten, tens in _NATIVE_TENS.items() for one, ones in _NATIVE_ONES.items()},
}
"""Native number words before a counter, 두 to 아흔아홉; 한 alone is the indefinite article too often."""

NATIVE_COUNTERS: dict[str, Unit] = {
    "곳": "place", "가지": "kind", "개": "count", "명": "person", "건": "case", "차례": "time", "배": "fold",
    "시간": "h", "달": "month", "번": "time", "군데": "place",
}  # fmt: skip
VEHICLES = (
    "버스",
    "택시",
    "차",
    "차량",
    "승용차",
    "자동차",
    "자전거",
    "킥보드",
    "트램",
    "셔틀",
    "오토바이",
    "이륜차",
    "트럭",
    "모빌리티",
)
BUILDINGS = ("온실", "하우스", "아파트", "건물", "주택", "빌딩", "축사", "창고", "기숙사", "공장", "건축물")
DEVICES = (
    "CCTV", "카메라", "센서", "단말기", "단말", "충전기", "로봇", "드론", "기기", "장비", "컴퓨터", "PC", "서버", "가로등", "키오스크",
    "측정기", "계측기", "신호기", "신호등", "전광판", "안내기", "공유기", "AP", "태블릿", "스피커", "수거함", "보관함", "발매기", "정류장",
)  # fmt: skip
