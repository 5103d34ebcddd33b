"""Who was certified, in which class, and who came first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import members
from extractors.nlp.fields.announcement_winners import (
    CLASSES,
    attributes,
    certified_service,
    graded_cities,
    winners_in_prose,
    winners_in_table,
)
from extractors.nlp.normalise import plain
from extractors.nlp.places import PlaceMention
from extractors.nlp.surroundings import municipality
from schemas.evidence import CharSpan
from schemas.fact import Subject
from schemas.header import Header

# "(대도시) 김해시, …", "[중소도시] …", "대도시: …", "▸대도시 - …": a class before its list
_CLASS = re.compile(
    r"(?:[(\[<]\s?(?P<marked>대도시|중소도시|광역시|특·광역시|시|군|구|시·군|도시|신규|연장|[가-힣]{1,4}형)\s?[)\]>]|(?P<plain>대도시|중소도시)\s?(?:\d+곳)?\s?[:：\-])"
)
# between two names of a list
_ONLY_LIST = re.compile(r"^[\s,·ㆍ、/]*(?:및|와|과)?[\s,]*$")
# "대도시 중 가장 높은 평가를 받은 곳은 X로", "X가 가장 좋은 평가를 받았는데", "X가 최고점을 받았다", "최우수 도시는 X", "1위는"
_TOP = r"(?:가장\s?(?:높은|좋은|우수한)\s?(?:평가|점수|성적)|최고점|최고\s?점수|최우수\s?(?:평가|도시|등급)?|1위|최고\s?평가)"
_RECEIVED = re.compile(
    rf"{_TOP}(?:를|을)?\s?(?:받은|차지한|얻은|기록한)\s?(?:곳|도시|지자체)(?:은|는|이)\s?$"
)
_RANKED = re.compile(r"(?:1위|최우수|수석)(?:를\s?차지한|에\s?오른|인|로\s?꼽힌|로\s?선정된)?\s?$")
_RECEIVES = re.compile(rf"^(?:가|이|는|은)\s?(?:[^,.]{{0,20}}\s)?{_TOP}")
# "파주시가 1위(92.5점)", "B시가 2위를 차지", "C군은 … 3위에 올랐다", "D구가 대상을 받았다"
_PLACED = re.compile(
    r"^(?:가|이|는|은)\s(?:[^,.]{0,24}\s)?(?:(?P<number>\d{1,3})\s?위(?!원|하|한|치|험|해)|(?P<grade>대상|최우수상|우수상|장려상)(?=을|를|[\s,(]))"
)
_CLASS_WORD = re.compile(r"중소도시|대도시")
# "4개 서비스*가 인증", "3건의 서비스*가 인증을": the footnote below lists them
_SERVICES_CERTIFIED = re.compile(
    r"서비스\s?\*?\s?(?:가|이|를|을)\s?(?:인증|선정)|인증(?:을|를)?\s?(?:받은|된)\s?서비스(?:는|로는|로)\s"
    r"|[”\"’'](?:\s?\([^()\n]{2,40}\))?\s?(?:등\s?)?(?:총\s?)?(?:\d+|[두세네])\s?(?:건|개|개\s?서비스)(?:의\s서비스)?(?:이|가|을|를|에)\s[^.]{0,20}?인증"
)
_LIST_REST = re.compile(r"\s*[-<〈(]*\s?참고\s?\d.*$|[\s.]*$")
# “함께타요(제천시 협의체)”, "스마트 파킹 서비스(㈜가온정보)": a certified service with its applicant
_WITH_APPLICANT = re.compile(
    r"[“\"‘'](?P<name>[^“”\"‘’'()\n]{2,40}?)\s?(?:\((?P<applicant>(?:㈜|\(주\)|주\))?[^“”\"‘’'\n]{2,40}?)\))?\s?[”\"’'](?:\s?\((?P<outside>[^()\n]{2,40})\))?(?=\s|,|·|등|과|와|▲|△|$)"
)
# "나래시·㈜가온": who applied together
_APPLICANTS = re.compile(r"\s?[·ㆍ,/&+]\s?")
# particles and endings of prose, which no name holds
_PROSE = re.compile(r"[가-힣](?:은|는|을|를|에서|에게|하고|하여|하며|으로|되어)\s|다$|[\"“”]")
_MAX_NAME = 30


def certified_cities(passage: Passage, header: Header) -> Iterator[Draft]:
    """Yield a draft for each municipality of a class list: '(대도시) A, B, C ※ 가나다 순 (중소도시) D, E'."""
    heads = list(_CLASS.finditer(passage.text))
    if not heads or passage.unit.table is not None:
        yield from winners_in_table(passage, header)
        told = tuple(winners_in_prose(passage, header))
        yield from told
        graded = tuple(graded_cities(passage, header))
        yield from (draft for draft in graded if draft.field == "rank" or not told)
        return
    if passage.case is not None and not header.schemes:
        return
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(passage.text)
        start, stop = passage.span.start + head.start(), passage.span.start + end
        listed = [place for place in passage.places if start < place.span.start < stop]
        if not listed or not _is_list(passage, [place.span for place in listed]):
            continue
        marker = head["marked"] or head["plain"]
        quote = CharSpan(start, listed[-1].span.end)
        for place in listed:
            yield Draft(
                field="certified",
                value=True,
                span=fitted(quote, place.span),
                subject=municipality(place, "list"),
                rule_id="announcement.certified_city",
                status="done",
                attributes=attributes(header, "city", {"class": CLASSES.get(marker, marker)}),
                support="normalised",
                derivation=f"listed as {marker}",
                trust=0.95,
            )


def _is_list(passage: Passage, spans: list[CharSpan]) -> bool:
    """Nothing but commas stands between the names: prose that mentions cities is no list."""
    gaps = [passage.slice(a.end, b.start) for a, b in pairwise(spans)]
    return all(_ONLY_LIST.match(re.sub(r"\([^()]{1,8}\)", "", gap)) for gap in gaps)


def certified_services(passage: Passage, parent_text: str, header: Header) -> Iterator[Draft]:
    """Yield a draft for each service of the list below '4개 서비스*가 인증', and for those quoted in that sentence."""
    if passage.case is not None or "service" not in header.schemes:
        return
    if _SERVICES_CERTIFIED.search(passage.text):
        yield from _quoted_services(passage, header)
    elif _SERVICES_CERTIFIED.search(parent_text) and not passage.places and passage.unit.marker:
        listed = list(members(passage.text, CharSpan(0, len(_LIST_REST.sub("", passage.text)))))
        if len(listed) > 1 and all(_is_name(member.slice(passage.text)) for member in listed):
            for member in listed:
                span = member.shifted(passage.span.start)
                yield certified_service(passage.slice(*span.as_tuple()), span, header)


def _quoted_services(passage: Passage, header: Header) -> Iterator[Draft]:
    for match in _WITH_APPLICANT.finditer(passage.text):
        name = match["name"].strip()
        span = CharSpan(*match.span()).shifted(passage.span.start)
        yield certified_service(name, span, header)
        for at in _applicants(match):
            yield Draft(
                field="partner", value=plain(at.slice(passage.text)), span=at.shifted(passage.span.start),
                subject=_service_subject(name), rule_id="announcement.applicant", attributes={"role": "applicant"},
                trust=0.9,
            )  # fmt: skip


def _applicants(found: re.Match[str]) -> Iterator[CharSpan]:
    """Who applied, inside the quotes or in brackets behind them, each by itself."""
    group = next((name for name in ("applicant", "outside") if found[name]), None)
    if group is None:
        return
    start, written = found.start(group), found[group]
    at = 0
    for gap in [*_APPLICANTS.finditer(written), None]:
        end = gap.start() if gap else len(written)
        if written[at:end].strip():
            yield CharSpan(start + at, start + end)
        at = gap.end() if gap else end


def _is_name(text: str) -> bool:
    """A listed service is a short name; prose that happens to hold a comma is none."""
    return len(text) <= _MAX_NAME and not _PROSE.search(text)


def _service_subject(name: str) -> Subject:
    return Subject(kind="service", name=name, as_written=name, basis="list")


def ranks(passage: Passage, parent_text: str, header: Header) -> Iterator[Draft]:
    """Yield who came first in its class; a list in alphabetical order gives no rank."""
    for place in passage.places:
        before = passage.slice(passage.span.start, place.span.start)
        after = passage.slice(place.span.end, passage.span.end)
        received = _RECEIVED.search(before) or _RANKED.search(before)
        receives = _RECEIVES.match(after)
        if received is None and receives is None:
            yield from _placed(passage, place, after, header)
            continue
        word = (_CLASS_WORD.findall(before) or _CLASS_WORD.findall(parent_text) or [""])[
            -1 if received else 0
        ]
        start = passage.span.start + received.start() if received else place.span.start
        end = place.span.end if received else place.span.end + (receives.end() if receives else 0)
        within: dict[str, object] = {"class": "large" if word == "대도시" else "small_medium"} if word else {}
        yield Draft(
            field="rank", value=1, span=CharSpan(start, end), subject=municipality(place, "mention"),
            rule_id="announcement.rank_first", status="done",
            attributes=attributes(header, "city", within), support="normalised",
            derivation="highest mark of its class -> 1", trust=0.93,
        )  # fmt: skip


def _placed(passage: Passage, place: PlaceMention, after: str, header: Header) -> Iterator[Draft]:
    """The rank or prize that a city is said to have got."""
    match = _PLACED.match(after)
    if match is None or passage.unit.is_quotation:
        return
    more = attributes(header, "city", {}) if header.schemes else {}
    yield Draft(
        field="rank", value=int(match["number"]) if match["number"] else match["grade"],
        span=CharSpan(place.span.start, place.span.end + match.end()), subject=municipality(place, "mention"),
        rule_id="announcement.rank_placed", status="done", attributes=more, trust=0.9,
    )  # fmt: skip
