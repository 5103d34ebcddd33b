"""Counters that are other words too (대, 기, 도, 번), and what makes sure that they count."""

from __future__ import annotations

import re
from collections.abc import Callable

from extractors.nlp import quantity_patterns as patterns
from extractors.nlp.amounts import parse_amount
from extractors.nlp.normalise import View
from extractors.nlp.phrases import noun_phrase_before
from extractors.nlp.units import BUILDINGS, DEVICES, VEHICLES
from schemas.evidence import CharSpan

_HIGHEST_NAME = 1000
"""Rooms, lines, counters and roads have no higher numbers."""
LEAST_TIMES = 10
# "진입 차단기 4기", "수위계 3기", "보안등 9기"
_INSTALLED = re.compile(
    r"(?:(?<!학)(?<!시)(?<!분)(?<!임)(?<!동)기|계|등|탑|판|장치|설비|발전소|승강기|크레인)$"
)
_LEAST_INSTALLED = 20
"""So many of anything are counted; a lower number before 기 may be that of a term or a class."""


def left_noun(text: str, start: int) -> CharSpan | None:
    """The noun before a quantity, also before the bracket or colon that opens it: "CCTV(1,200대)"."""
    left = noun_phrase_before(text, start)
    opened = patterns.OPENED.search(text, max(start - 3, 0), start)
    return noun_phrase_before(text, opened.start()) if left is None and opened else left


def _counts_devices(match: re.Match[str], seen: View, text: str) -> bool:
    """Whether N대 counts vehicles or devices, and does not name a list ("5대 서비스")."""
    rest = seen.text[match.end("unit") : match.end("unit") + 16]
    if patterns.AGE_GROUP.match(rest):
        return False
    if match["after"] or match["over"] or match["range"] or match["before"]:
        return not patterns.NAMED_LIST.match(rest)
    left = noun_phrase_before(text, seen.starts[match.start()])
    if left is not None and left.slice(text).endswith((*VEHICLES, *DEVICES)):
        return True
    is_particle = not seen.blank_before(match.end("unit"))
    if not rest or not rest[0].isalnum() or is_particle:
        return True
    return patterns.DEVICE_ACTION.match(rest) is not None or (
        not patterns.NAMED_LIST.match(rest) and parse_amount(match["number"]) > patterns.MOST_LISTED
    )


def _counts_installed(match: re.Match[str], seen: View, text: str) -> bool:
    """Whether N기 counts devices ("충전기 30기"); 민선 8기, 12기 수료생 and 3기 신도시 are ordinals."""
    left = left_noun(text, seen.starts[match.start()])
    if left is None:
        return False
    if left.slice(text).endswith(DEVICES) or _INSTALLED.search(left.slice(text)):
        return True
    is_class = patterns.OF_CLASS.search(left.slice(text)) or patterns.OF_CLASS.match(
        seen.text, match.end("unit")
    )
    return parse_amount(match["number"]) >= _LEAST_INSTALLED and not is_class


def _counts_buildings(match: re.Match[str], seen: View, text: str) -> bool:
    """Whether N동 counts buildings ("온실 85동"); 상남3동 is a part of a city."""
    left = left_noun(text, seen.starts[match.start()])
    return left is not None and left.slice(text).endswith(BUILDINGS)


def _measures_heat(match: re.Match[str], seen: View, text: str) -> bool:
    """Whether N도 is a temperature and no angle or degree: a word of warmth stands a little before."""
    at = seen.starts[match.start("number")]
    return patterns.WARMTH.search(text, max(at - patterns.WARMTH_REACH, 0), at) is not None


def _counts_times(match: re.Match[str], seen: View, _: str) -> bool:
    """Whether N번 tells how often ("1,240번 호출되었다"); "12번 창구" and "버스 20번" go by a number."""
    value = parse_amount(match["number"])
    if value > _HIGHEST_NAME:
        return True
    happened = match["after"] or patterns.HAPPENED.match(seen.text, match.end("unit"))
    return value >= LEAST_TIMES and bool(happened)


SURE_ONLY: dict[str, Callable[[re.Match[str], View, str], bool]] = {
    "대": _counts_devices,
    "기": _counts_installed,
    "동": _counts_buildings,
    "도": _measures_heat,
    "번": _counts_times,
}
"""Counters that are other words too, and what makes sure that they count."""
