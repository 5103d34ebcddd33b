"""Numbers of an announcement: how many applied, were certified, by how many indicators, at which share of points."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.quantities import Quantity
from extractors.nlp.scheme_names import named_schemes, scheme_subject
from schemas.evidence import CharSpan
from schemas.fact import FieldName, Subject
from schemas.header import Header, Scheme

_COUNTED = ("count", "place", "case", "item", "organisation", "kind", "company", None)
# "신청한 24곳", "31곳의 지자체가 신청", "총 10건의 서비스가 접수", "12건이 접수되었고", "24곳이 응모"
_APPLIED_AFTER = re.compile(
    r"\s?(?:의\s?)?(?:[가-힣]{2,8}\s?)?(?:이|가|을|를)?\s?(?:인증을\s?)?(?:신청|접수|응모|참여|도전|지원서)"
    # "19개 지자체와 서비스 부문 12건이 신청": the first of two that share the verb
    r"|\s?(?:[가-힣]{2,8})?(?:와|과|,)\s(?:[가-힣]{2,8}\s){0,2}(?:총\s)?\d+\s?(?:개|건|곳|개소)\s?(?:[가-힣]{2,8})?(?:이|가|을|를)?\s?(?:신청|접수|응모|도전)"
)
_APPLIED_BEFORE = re.compile(
    r"(?:신청|접수|응모|참여|도전)(?:한|된|하였던|했던)\s(?:총|모두)?\s?(?:[가-힣]{2,8}\s)?$"
)
# "9곳의 도시", "4개의 서비스", "4개 서비스*가", "3건의 서비스"
_THING_AFTER = re.compile(r"\s?(?:의\s?)?(?P<thing>대도시|중소도시|도시|서비스|지자체|자치단체|시스템)")
# "스마트 도시 9곳", "도시 7곳", "서비스 3건", "대도시 4곳", "인증 도시는 9곳"
_THING_BEFORE = re.compile(
    r"(?P<thing>대도시|중소도시|도시|서비스|지자체|자치단체)(?:는|은|가|이)?\s?(?:인증\s)?(?:총|모두)?\s?$"
)
# "5곳은 인증 연장": certified before
_EXTENDED = re.compile(r"(?:은|는|의|을|이)?\s?(?:인증(?:을)?\s?)?(?:기간\s?)?연장")
# "대도시는 김해시·… 등 4곳", "중소도시에서는 … 등 4곳"
_CLASS_TOPIC = re.compile(
    r"(?P<thing>대도시|중소도시)(?:는|은|에서는|에서|의\s?경우|로는)?(?:(?!대도시|중소도시)[^.]){1,80}?(?:등|모두|총)\s?$"
)
# "5곳이 새로 인증을 받음", "3건이 최종 선정되었다"
_CERTIFIED_AFTER = re.compile(
    r"\s?(?:이|가)\s(?:새로\s?|신규\s?|최종\s?|처음\s?)?(?:인증|선정)(?:을\s?)?(?:받|되|됐|돼)"
)
_CERTIFIED = re.compile(r"인증|선정|뽑|이름\s?올|지정")
# "49개의 지표", "도시에는 49개, 서비스에는 36개의 지표를 썼고"
_INDICATOR = re.compile(
    r"(?:,\s(?:[가-힣]{2,8}(?:에는|는|은|엔)\s)?\d{1,3}\s?개)?\s?(?:의\s?)?(?:세부\s?)?(?:평가\s?|인증\s?|심사\s?)?지표"
)
_INDICATOR_BEFORE = re.compile(r"지표(?:는|가|수는?)?\s?(?:총|모두)?\s?$")
# "총 배점의 70%의 이상", "총점의 70% 이상인", "만점의 70%"
_POINTS_BEFORE = re.compile(
    r"(?:배점|총점|만점|점수|득점)(?:의|에서|\s)?\s?(?:총\s?)?$|만점(?:에|의|\s중)?\s?[\d,]{1,6}점\s?(?:이상\s?)?\(\s?$"
)
# "100점 가운데 70점을 넘어야", "1,000점 만점에 700점 이상"
_OUT_OF = re.compile(r"(?P<full>\d{1,2},\d{3}|\d{2,4})점\s?(?:가운데|중에?서?|만점에서?|만점\s중)\s?$")
_PASSES = re.compile(r"\s?(?:을|를|은|이)?\s?(?:이상|넘|초과|얻|받)")
_POPULATION = re.compile(r"인구(?:가|는|\s)?\s?$")
_AS_BORDER = re.compile(r"\s?(?:명)?(?:을|를)?\s?(?:기준|이상|미만)")
# "50만 명 이상 도시는 대도시", "50만 명 이상이면 대도시로": the quantity holds its 이상 already
_BORDERED = re.compile(
    r"\s?(?:인\s)?(?:도시|지자체|시|자치단체)(?:는|은|를|가)|\s?(?:인\s)?(?:대|중소)도시(?=[\s(·,])|(?:을|를)\s?(?:넘으면|넘는|웃돌면|밑돌면)\s(?:대|중소)도시|(?:이면|은|는)\s?(?:대|중소)도시"
)
# "50만 명 이상인 대도시 부문에서는 A시가 …": told of the classes, whoever else the sentence names
_NAMES_CLASS = re.compile(r"\s?(?:명)?\s?(?:이상|미만)?\s?(?:인\s)?(?:대|중소)도시")
# "지난해까지 도시 22곳", "그동안 31곳이": not of this round
_SO_FAR = re.compile(r"(?:지난해|작년|전년)까지|지금까지|그동안|그간|누적")
_RECEIVED = re.compile(r"받았|받음|받은")
_LARGE = ("대도시",)
_REACH = 90


@dataclass(frozen=True, slots=True)
class _Setting:
    """A quantity with the text on both sides of it, and whose it is."""

    passage: Passage
    quantity: Quantity
    before: str
    after: str
    header: Header


def announcement_counts(passage: Passage, header: Header) -> Iterator[tuple[Quantity, Draft]]:
    """Yield the quantities of a passage that are figures of the announcement, each with its draft."""
    for quantity in passage.quantities:
        setting = _Setting(
            passage,
            quantity,
            passage.slice(max(passage.span.start, quantity.span.start - _REACH), quantity.span.start),
            passage.slice(quantity.span.end, min(passage.span.end, quantity.span.end + _REACH)),
            header,
        )
        draft = (
            _indicator_count(setting)
            or _share(setting)
            or _points(setting)
            or _border(setting)
            or _count(setting)
        )
        if draft is not None:
            yield quantity, draft


def counts_of_before(passage: Passage) -> frozenset[CharSpan]:
    """The cities and services that were certified up to a year before: a line of history, no amounts of this round."""
    if passage.subject.kind not in ("scheme", "document") or not _SO_FAR.search(passage.text):
        return frozenset()
    if not _CERTIFIED.search(passage.text) and not _RECEIVED.search(passage.text):
        return frozenset()
    return frozenset(
        one.span
        for one in passage.quantities
        if one.unit in _COUNTED and _THING_BEFORE.search(passage.slice(passage.span.start, one.span.start))
    )


def _indicator_count(setting: _Setting) -> Draft | None:
    if setting.quantity.unit not in _COUNTED:
        return None
    after = _INDICATOR.match(setting.after)
    if after is None and not _INDICATOR_BEFORE.search(setting.before):
        return None
    if not _speaks_of_certification(setting):
        return None
    is_listed = after is not None and after.group().lstrip().startswith(",")
    end = setting.quantity.span.end + (after.end() if after and not is_listed else 0)
    return _draft(setting, "indicator_count", CharSpan(setting.quantity.span.start, end), measure="지표")


def _speaks_of_certification(setting: _Setting) -> bool:
    """Indicators of a rating, not of a city's own dashboard: the sentence is about a scheme."""
    return setting.passage.subject.kind in ("scheme", "document")


def _share(setting: _Setting) -> Draft | None:
    found = _POINTS_BEFORE.search(setting.before)
    if setting.quantity.unit != "percent" or found is None or not _speaks_of_certification(setting):
        return None
    start = setting.quantity.span.start - len(setting.before) + found.start()
    qualifier = setting.quantity.qualifier or (
        "at_least" if re.match(r"\s?(?:의\s?)?이상", setting.after) else None
    )
    end = setting.quantity.span.end
    return _draft(setting, "pass_ratio", CharSpan(start, end), measure="배점", qualifier=qualifier)


def _points(setting: _Setting) -> Draft | None:
    """The points that pass out of all there are: '100점 가운데 70점을 넘어야' is 70 percent."""
    full = _OUT_OF.search(setting.before)
    if setting.quantity.unit != "score" or full is None or not _PASSES.match(setting.after):
        return None
    whole, own = int(full["full"].replace(",", "")), setting.quantity
    if not _speaks_of_certification(setting) or not whole:
        return None
    share = Fraction(str(own.value)) * 100 / whole
    value = int(share) if share.denominator == 1 else round(float(share), 2)
    derived = replace(
        setting,
        quantity=replace(own, value=value, unit="percent", derivation=f"{own.value} / {whole} -> {value} %"),
    )
    span = CharSpan(own.span.start - len(setting.before) + full.start(), own.span.end)
    made = _draft(derived, "pass_ratio", span, measure="총점", qualifier=own.qualifier or "at_least")
    return replace(made, support="unit_converted")


def _border(setting: _Setting) -> Draft | None:
    found = _POPULATION.search(setting.before)
    inside = setting.passage.slice(*setting.quantity.span.as_tuple()).startswith("인구")
    after = _AS_BORDER.match(setting.after)
    is_bordered = after is not None or _BORDERED.match(setting.after) is not None
    if (found is None and not inside) or not is_bordered or setting.quantity.unit not in ("person", None):
        return None
    names_class = bool(setting.header.schemes) and _NAMES_CLASS.match(setting.after) is not None
    if not (_speaks_of_certification(setting) or names_class):
        return None
    start = setting.quantity.span.start - (len(setting.before) - found.start() if found else 0)
    return _draft(
        setting,
        "class_threshold",
        CharSpan(start, setting.quantity.span.end + (after.end() if after else 0)),
        measure="인구",
        thing="도시" if names_class else None,
    )


def _count(setting: _Setting) -> Draft | None:
    if setting.quantity.unit not in _COUNTED or setting.passage.subject.kind not in ("scheme", "document"):
        return None
    after = _THING_AFTER.match(setting.after)
    before = _THING_BEFORE.search(setting.before)
    topic = _CLASS_TOPIC.search(setting.before)
    applied = _APPLIED_AFTER.match(setting.after) or _APPLIED_BEFORE.search(setting.before)
    thing = next((found["thing"] for found in (after, before, topic) if found), None)
    start = setting.quantity.span.start - (len(setting.before) - before.start() if before else 0)
    end = setting.quantity.span.end + (after.end() if after else 0)
    span = CharSpan(start, end)
    if applied:
        return _draft(setting, "applicant_count", span, thing=thing, measure="신청")
    clause = setting.passage.clause_at(setting.quantity.span.start)
    if thing is None and _CERTIFIED_AFTER.match(setting.after):
        thing = "서비스" if setting.quantity.unit == "case" else "도시"
    if _EXTENDED.match(setting.after) or _SO_FAR.search(setting.before):
        return None
    if thing is None or (
        clause is not None and clause.status in ("planned", "negated") and "기로" not in setting.after
    ):
        return None
    if not _is_certified(setting):
        return None
    return _draft(setting, "certified_count", span, thing=thing, measure=f"인증 {thing}")


def _is_certified(setting: _Setting) -> bool:
    """The sentence, or the heading over a group row such as 'ㅇ 대도시 4곳', says that they were certified."""
    told = (setting.passage.text, *setting.passage.sentence.section)
    return any(_CERTIFIED.search(words) for words in told)


def _draft(
    setting: _Setting,
    field: FieldName,
    span: CharSpan,
    *,
    measure: str,
    thing: str | None = None,
    qualifier: str | None = None,
) -> Draft:
    quantity, header = setting.quantity, setting.header
    attributes: dict[str, object] = {}
    if header.scheme_year is not None:
        attributes["year"] = header.scheme_year
    if thing in ("대도시", "중소도시"):
        attributes["class"] = "large" if thing in _LARGE else "small_medium"
    subject = _subject(setting, thing)
    attributes["scheme"] = subject.name
    return Draft(
        field=field,
        value=quantity.value,
        span=fitted(span, quantity.span),
        subject=subject,
        rule_id=f"announcement.{field}",
        measure=measure,
        unit=quantity.unit,
        qualifier=quantity.qualifier if qualifier is None else "at_least",
        attributes=attributes,
        derivation=quantity.derivation,
        trust=0.93,
    )


def _subject(setting: _Setting, thing: str | None) -> Subject:
    """The scheme by what is counted; else that of the sentence."""
    named: tuple[Scheme, ...] = ()
    if thing == "서비스" or (thing is None and setting.quantity.unit == "case"):
        named = ("service",)
    elif thing is not None:
        named = ("city",)
    near = named or named_schemes(setting.before[-40:]) if setting.passage.subject.kind != "scheme" else named
    if near and set(near) <= set(setting.header.schemes or near):
        return scheme_subject(near)
    return setting.passage.subject
