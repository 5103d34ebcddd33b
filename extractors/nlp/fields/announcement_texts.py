"""Words of an announcement: the scheme, what it rates, what it gives, what was in earlier years, in which field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import clause_text
from extractors.nlp.normalise import plain
from extractors.nlp.scheme_names import named_schemes, scheme_subject
from extractors.nlp.surroundings import DOCUMENT
from schemas.evidence import CharSpan
from schemas.header import Header
from schemas.sentence import Clause

# "스마트도시·서비스 인증 공모", "스마트 도시 인증", "스마트도시서비스 인증"
_SCHEME = re.compile(
    r"스마트\s?(?:도시|시티|서비스)(?:\s?(?:[·ㆍ‧/]|및)\s?(?:스마트\s?)?(?:도시\s?)?서비스|\s?서비스)?\s?(?:\([가-힣]{2,6}\)\s?)?인증(?:\s?공모)?"
)
# ①, ● (what OCR makes of it), (1): the marks of enumerated items in a sentence
_MARK = re.compile(r"(?:[①-⑳⓵-⓾❶-❿➀-➉●⑴-⒇◉]|(?<![가-힣\d])\(?[1-9]\))\s?")
# where the last item ends: "…을 종합적으로", "…의 세 갈래로", "… 등을"
_ITEM_END = re.compile(
    r"(?:을|를|등|이며|이다|이고)(?=[\s,.]|$)|의\s?(?:두|세|네|다섯|여섯|\d)\s?(?:개\s?)?(?:갈래|가지|분야|항목|부문|개)|,\s|등을|등의"
)
_RATES = re.compile(r"심사|평가|지표|기준|항목|갈래")
# "도시는 제도, 기반시설, 시민 참여의 세 분야 40개 지표로 평가하고"
_RATED_BY = re.compile(
    r"(?:은|는)\s(?P<said>[가-힣][^.①-⑳]{6,70}?\d+\s?개\s?(?:세부\s?|평가\s?)?지표로\s(?:평가|심사))"
)
# what the certified get: 표창, 상장, 동판, 가점 …
_AWARD = re.compile(
    r"표창|상장|동판|현판|인증서|인증\s?마크|가점|우대|홍보|혜택|포상|인센티브|수의\s?계약|시범\s?구매|전시관|혁신제품|특전|지원금|컨설팅|참가비|보조금|융자|수수료|감면|판로|전시회|박람회|인증\s?표시"
)
_GIVES = re.compile(r"수여|부여|지급|제공|지원|홍보|우대|주|지정|혜택|받|얻|누리|쓰|쓸|사용|활용")
_AND = re.compile(r"(?<=[가-힣)])(?:과|와)\s|,\s?|\s및\s")
# "… A·B만 선정되었던 '21년과 달리"
_EARLIER = re.compile(r"(?:선정|인증|지정|취득|획득|시행|도입|신청|접수)(?:되|하|받|했|됐)?\S{0,4}")
# "2019년 시범 사업으로 시작되었고", "2021년부터 등급제를 도입해": what became of the scheme before
_OF_SCHEME = re.compile(
    r"시작|출발|열|넓히|넓혔|넓혀|본격화|도입|시행|제정|개정|신설|출범|개편|정비|통합|폐지|확대|바뀌|바꾸|바꿨|뽑[혔힌혀]|선정|인증"
)
# "’21년 3건, ’22년 4건으로", "2022년 2곳→2023년 5곳": how many from year to year
_GROWS = re.compile(
    r"(?:(?:20\d{2}|['’‘]\d{2})\s?년?도?(?:에는?)?\s?\(?\d{1,3}\s?(?:곳|건|개|개소|개\s?도시|개\s?서비스)\)?(?:에서|,|→|\s|⇒|➔)+\s?(?:지난해|작년|올해|금년)?\s?){2,}"
    r"|(?:20\d{2}|['’‘]\d{2})\s?년?도?(?:에는?)?\s?\(?\d{1,3}\s?(?:곳|건|개|개소)\)?(?:에서|,|\s|→)+\s?(?:지난해|작년|올해|금년|20\d{2}|['’‘]\d{2})\s?년?\s?\(?\d{1,3}\s?(?:곳|건|개|개소)"
)
# "수도권 도시만 뽑혔던 2021년과 달리"
_THEN = re.compile(r"(?P<what>[^,.]{3,50}?[가-힣]던\s)$")
# "교통분야 서비스를 대상으로", "이동·안전 분야에 한하여"
_FIELD_ONLY = re.compile(
    r"(?P<field>[가-힣·ㆍ]{2,14}\s?분야)(?:\s?서비스)?(?:에\s?한(?:하여|해|정)|(?:를|을)\s?대상)"
)
# "우수한 도시를 알리는 제도로, '20년에 도입되었다": the sentence explains what the scheme is
_EXPLAINS = re.compile(
    r"[가-힣](?:는|ㄴ|은|한|된|할|인)\s(?:인증\s?)?(?:제도|사업|정책|장치|절차)(?:로서?|으로서?|이며|이고|인데)[,\s]"
)
_SINCE = re.compile(r"까지|그동안|그간|이후|누적|모두|지금")
_GOT = re.compile(r"받|뽑|선정|인증|획득|취득|거쳐|거치|이름")
_PARTICLE = re.compile(r"(?:을|를|이|가|은|는|도)$")


def scheme_names(passages: tuple[Passage, ...], header: Header) -> Iterator[Draft]:
    """Yield the first full naming in prose of each certification the release is about."""
    seen: set[tuple[str, ...]] = set()
    for passage in passages:
        if (
            passage.case is not None
            or passage.unit.kind in ("heading", "caption")
            or passage.unit.table is not None
        ):
            continue
        for match in _SCHEME.finditer(passage.text):
            named = named_schemes(match.group())
            if not named or named in seen:
                continue
            seen.add(named)
            yield Draft(
                field="scheme",
                value=plain(match.group()),
                span=CharSpan(*match.span()).shifted(passage.span.start),
                subject=DOCUMENT if len(named) > 1 else scheme_subject(named),
                rule_id="announcement.scheme",
                attributes={} if header.scheme_year is None else {"year": header.scheme_year},
            )


def scheme_asked_for(passages: tuple[Passage, ...], header: Header) -> Iterator[Draft]:
    """Yield the first naming of the certification that a paper other than a release is about, most often in its title."""
    for passage in passages if header.schemes else ():
        match = _SCHEME.search(passage.text) if passage.unit.table is None else None
        if match is not None and set(named_schemes(match.group())) & set(header.schemes):
            yield Draft(
                field="scheme", value=plain(match.group()), span=CharSpan(*match.span()).shifted(passage.span.start),
                subject=DOCUMENT, rule_id="header.scheme",
                attributes={} if header.scheme_year is None else {"year": header.scheme_year},
            )  # fmt: skip
            return


def criteria(passage: Passage) -> Iterator[Draft]:
    """Yield the enumerated things that a rating looks at; the marks may be damaged, or prose tells them."""
    if passage.unit.table is None and passage.scheme.kind == "scheme" and passage.case is None:
        yield from _told_criteria(passage)
    marks = list(_MARK.finditer(passage.text))
    if (
        (passage.case is not None and passage.scheme.kind != "scheme")
        or passage.unit.table is not None
        or len(marks) < 2
        or not _RATES.search(passage.text)
    ):
        return
    for number, mark in enumerate(marks):
        last = number + 1 == len(marks)
        rest = passage.text[mark.end() : len(passage.text) if last else marks[number + 1].start()]
        end = _ITEM_END.search(rest) if last else re.search(r"\s*,?\s*$", rest)
        if end is None or not end.start():
            continue
        span = CharSpan(mark.end(), mark.end() + end.start()).shifted(passage.span.start)
        yield Draft(
            field="criterion",
            value=plain(passage.slice(*span.as_tuple())),
            span=CharSpan(passage.span.start + mark.start(), span.end),
            subject=passage.scheme,
            rule_id="announcement.criterion_item",
            attributes={"position": number + 1},
            trust=0.9,
        )


def _told_criteria(passage: Passage) -> Iterator[Draft]:
    for match in _RATED_BY.finditer(passage.text):
        span = CharSpan(*match.span("said")).shifted(passage.span.start)
        yield Draft(
            field="criterion",
            value=plain(passage.slice(*span.as_tuple())),
            span=span,
            subject=passage.scheme,
            rule_id="announcement.criterion_told",
            trust=0.8,
        )


def benefits(passage: Passage) -> Iterator[Draft]:
    """Yield what certified cities or services are given; 'A와 B를 수여' are two."""
    if passage.subject.kind not in ("scheme", "document") or passage.unit.is_quotation:
        return
    for clause in passage.sentence.clauses:
        span = _given(passage, clause)
        if span is None:
            continue
        for part in _parts(passage, span):
            yield Draft(
                field="benefit",
                value=plain(passage.slice(*part.as_tuple())),
                span=fitted(part, part),
                subject=passage.subject,
                rule_id="announcement.benefit",
                status=clause.status,
                trust=0.8,
            )


def _given(passage: Passage, clause: Clause) -> CharSpan | None:
    """The object of the giving clause, or the whole of '…로 홍보될 수 있도록'."""
    text = passage.slice(*clause.span)
    if clause.predicate_span is None or not _AWARD.search(text) or not _GIVES.match(clause.predicate or ""):
        return None
    whole = clause_text(passage, clause)
    if whole is None or re.search(r"인증(?:을|이)\s?$", passage.slice(whole.start, clause.predicate_span[0])):
        return None
    said = passage.slice(whole.start, clause.predicate_span[0])
    topic = re.match(r".{0,40}?(?:에는|에게는|에\s?대해서는|도시는|서비스는|에)\s", said)
    start = whole.start + (topic.end() if topic else 0)
    if clause.predicate is not None and _AWARD.search(clause.predicate):
        return CharSpan(start, clause.predicate_span[1])
    end = clause.predicate_span[0]
    bare = passage.slice(start, end).rstrip()
    bare = _PARTICLE.sub("", bare)
    return CharSpan(start, start + len(bare)) if bare.strip() else None


def _parts(passage: Passage, span: CharSpan) -> Iterator[CharSpan]:
    text, start = passage.slice(*span.as_tuple()), 0
    cuts = [match.span() for match in _AND.finditer(text)]
    for first, last in [*cuts, (len(text), len(text))]:
        piece = text[start:first]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            yield CharSpan(span.start + start + lead, span.start + start + len(piece.rstrip()))
        start = last


def histories(passage: Passage, header: Header) -> Iterator[Draft]:
    """Yield who was certified in an earlier year: it says nothing about this year."""
    if header.scheme_year is None or passage.unit.is_quotation or passage.unit.table is not None:
        return
    years = [
        found for found in passage.dates if found.kind == "year" and int(found.value[:4]) < header.scheme_year
    ]
    clauses = {clause.span: clause for found in years if (clause := passage.clause_at(found.span.start))}
    if years and _GROWS.search(passage.text):
        clauses = {span: clause for span, clause in clauses.items() if not _tells_growth(passage, clause)}
        yield from _growth(passage, header)
    for clause in clauses.values():
        year = next(found.span for found in years if clause.span[0] <= found.span.start < clause.span[1])
        span = (
            _told(passage, clause, year)
            or _was_then(passage, clause, year)
            or _told_of_scheme(passage, clause)
        )
        if span is None:
            continue
        yield Draft(
            field="history",
            value=plain(passage.slice(*span.as_tuple())),
            span=CharSpan(min(span.start, year.start), max(span.end, year.end)),
            subject=scheme_subject(header.schemes[:1]),
            rule_id="announcement.earlier_year",
            attributes={"year": int(years[0].value[:4])},
            status="done",
            trust=0.85,
        )


def _was_then(passage: Passage, clause: Clause, year: CharSpan) -> CharSpan | None:
    """What was so in that year: '수도권 도시만 뽑혔던 2021년'."""
    found = _THEN.search(passage.slice(clause.span[0], year.start))
    return None if found is None else CharSpan(clause.span[0] + found.start("what"), year.end)


def _tells_growth(passage: Passage, clause: Clause) -> bool:
    return _GROWS.search(passage.slice(*clause.span)) is not None


def _growth(passage: Passage, header: Header) -> Iterator[Draft]:
    """How many were certified from year to year: '인증 도시는 ’22년 2곳 → ’23년 5곳'."""
    for clause in passage.sentence.clauses:
        written = passage.slice(*clause.span)
        if passage.subject.kind not in ("scheme", "document") or not _GROWS.search(written):
            continue
        said = clause_text(passage, clause)
        if said is not None and _OF_SCHEME.search(written):
            yield Draft(
                field="history", value=plain(passage.slice(*said.as_tuple())), span=fitted(said, said),
                subject=scheme_subject(header.schemes[:1]), rule_id="announcement.growth", status=clause.status,
                trust=0.85,
            )  # fmt: skip


def _told(passage: Passage, clause: Clause, year: CharSpan) -> CharSpan | None:
    """From the first place on the year's side of the clause to the act: 'A·B만 선정' of 'A·B만 선정되었던 '21년'."""
    inside = [place for place in passage.places if clause.span[0] <= place.span.start < clause.span[1]]
    before = [place for place in inside if place.span.start < year.start]
    near = before or inside
    if not near:
        return None
    verb = _EARLIER.search(passage.slice(near[-1].span.end, clause.span[1]))
    return None if verb is None else CharSpan(near[0].span.start, near[-1].span.end + verb.start() + 2)


def _told_of_scheme(passage: Passage, clause: Clause) -> CharSpan | None:
    """A clause about the scheme itself whose act is over; a clause that says what the scheme is explains it."""
    is_over = clause.status in ("done", "nominal") and _OF_SCHEME.search(clause.predicate or "") is not None
    if passage.subject.kind not in ("scheme", "document") or passage.case is not None or not is_over:
        return None
    if _EXPLAINS.search(passage.slice(*clause.span)):
        return None
    return _with_what_followed(passage, clause, clause_text(passage, clause))


def _with_what_followed(passage: Passage, clause: Clause, said: CharSpan | None) -> CharSpan | None:
    """With how many it was since: '2021년에 시작돼 지난해까지 도시 22곳이 받았다'."""
    later = next((one for one in passage.sentence.clauses if one.span[0] >= clause.span[1]), None)
    if said is None or later is None or later.predicate_span is None:
        return said
    is_since = _SINCE.search(passage.slice(*later.span)) and _GOT.match(later.predicate or "")
    return CharSpan(said.start, later.predicate_span[1]) if is_since else said


def scheme_coverage(passage: Passage) -> Iterator[Draft]:
    """Yield the field that a call is limited to: '교통분야 서비스를 대상으로'."""
    if passage.subject.kind != "scheme":
        return
    for match in _FIELD_ONLY.finditer(passage.text):
        yield Draft(
            field="coverage",
            value=plain(match["field"]),
            span=CharSpan(*match.span("field")).shifted(passage.span.start),
            subject=passage.subject,
            rule_id="announcement.field_only",
            trust=0.85,
        )
