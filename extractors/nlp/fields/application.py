"""Tables of an application: points that the applicant claims for each indicator, and the list of proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.claim_tables import ClaimColumns, claim_columns, proof_columns, tells_of_things
from extractors.nlp.dates import find_dates
from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import members
from extractors.nlp.extract_tables import Column, body_rows, cell_at, is_total
from extractors.nlp.fields.enclosures import enclosed_proofs
from extractors.nlp.fields.labelled import labelled
from extractors.nlp.normalise import plain
from schemas.document import Document, Table
from schemas.evidence import CharSpan
from schemas.fact import Subject

_POINTS = re.compile(r"^(?P<points>\d{1,4}(?:\.\d{1,3})?)\s?점?$")
# "1.1", "1-1", "Ⅰ-1", "SI-03" at the beginning of a cell
_ID = re.compile(
    r"^(?P<id>(?:\d{1,2}(?:[.\-]\d{1,2}){1,2}|[IⅠⅡⅢⅣ가-하A-Z]{1,4}[-.]\d{1,3}(?:[-.]\d{1,2})?|\d{1,3}))\.?(?:\s|$)"
)
_PAGES = re.compile(r"\d{1,4}(?:\s?[~∼\-–,·]\s?\d{1,4})*")
# "p.3~p.7", "제12쪽", "12면": what stands around the numbers of pages
# "성능 시험 성적서 23~31쪽", "조례 전문(15~19)": the pages behind a title
_PAGES_BEHIND = re.compile(r"\s?[(,]?\s?(?:제|pp?\.?\s?)?\d[\d~∼\-–,·\s]{0,14}(?:쪽|면|페이지|p)?\s?\)?$")
_HANGUL = re.compile("[가-힣]")
_LEAST_TITLE = 3
_NO_PROOF = frozenset({"해당 없음", "해당없음", "없음", "첨부", "붙임 참조", "별도 제출", "추후 제출"})
_PAGE_SIGNS = re.compile(r"(?:pp?\s?\.\s?|pp?(?=\s?\d)|제(?=\d)|쪽|페이지|면)", re.IGNORECASE)
# "지표 1", "[1-1]", "세부지표 2.3": words and brackets around the number of an indicator
_AROUND_ID = re.compile(
    r"^[\[(<【]?\s?(?:(?:세부|평가|정량|정성)?\s?(?:지표|항목))?\s?(?P<id>[^\[\]()<>【】]{1,40}?)\s?[\])>】]?$"
)
# "스마트도시 조례 사본 (41~43쪽)", "시험성적서(KS) (12쪽)", "- 협약서 p.12": an item of a list of proofs
_LISTED = re.compile(
    r"^(?P<title>[^()\n]{2,60}?(?:\([^()\n]{1,30}\)[^()\n]{0,30}?)?)\s?(?:\(\s?(?:붙임|별첨|첨부|증빙)?\s?(?:p\.?|쪽)?\s?(?P<pages>\d{1,4}(?:\s?[~∼–\-]\s?\d{1,4})?)\s?(?:쪽|면|페이지)?\s?\)|[,·…\s]+p\.?\s?(?P<pages2>\d{1,4}(?:\s?[~\-]\s?\d{1,4})?))$"
)
# "…대장, 2024년 1월~12월", "…성적서, 2024. 10. 4. 발급": of when it is, behind its title
_DATED = re.compile(r"\s?[,(]\s?20\d{2}[^,()]{0,24}\)?\s?$")
_MARK = re.compile(r"^\s?(?:[①-⑳]|\d{1,2}[.)])\s?")
# "완료 보고서", "업무협약서", "사진대장": what a paper is called, where no heading says that proofs follow
_PROOF_WORD = re.compile(
    r"(?:보고서?|협약서|확인서|증명서|인증서|성적서|계약서|계획서|내역서?|집계표|명세서?|대장|조서|공문|공포문|사본|결과서?|회의록|조례|지침|"
    r"특허증|등록증|허가증|자격증|면허증|인정서|지정서|선정서|위촉장|상장|표창장|의견서|제안서|승인서|합의서|약정서|양해각서|원부|조사표|설문지|일지|기록부?|"
    r"목록|명단|자료|통계|사진|도면|설계서|조직도|분장표?)(?:\([^()\n]{1,30}\))?$"
)
_PROOF_LABEL = re.compile(r"(?:증빙|근거|첨부|증명|관련)(?:자료|서류|문서)?(?:\(쪽\))?")
# "협약서 사본(21쪽)", "결과보고서 p.12", "예산서 23~24쪽", "[증빙 3] 협약서 (12쪽)"
_PAGED = re.compile(
    r"(?P<title>[^()\d]{2,50}?(?:\([^()\d]{1,20}\))?)\s?\(?\s?(?:p\.?\s?|제)?(?P<pages>\d{1,4}(?:\s?[~\-]\s?\d{1,4})?)\s?(?:쪽|면|페이지)?\s?\)?"
)
_LONGEST_TITLE = 60
_PROOF_SECTION = re.compile(r"증빙|근거\s?자료|제출\s?서류|첨부")


def tells_amounts(passage: Passage) -> bool:
    """Whether amounts may stand in a passage: of a table of claims in what is told of them, not of proofs or said beside."""
    table, cell = passage.unit.table, passage.unit.cell
    if passage.is_beside:
        return False
    return table is None or cell is None or tells_of_things(table, cell)


def application_facts(document: Document, subject: Subject) -> Iterator[Draft]:
    """Yield the claims and proofs of every table."""
    for table in document.tables:
        claims = claim_columns(table)
        proofs = None if claims else proof_columns(table)
        if claims is not None:
            yield from _claims(table, claims, subject)
        elif proofs is not None:
            yield from _proofs(table, proofs, subject)


def claimed_indicators(document: Document) -> frozenset[str]:
    """The numbers of the indicators that the tables of a form claim points for, without blanks."""
    numbers = set()
    for table in document.tables:
        where = claim_columns(table)
        for row in body_rows(table) if where is not None else ():
            number, _ = _identity(table, row, where) if where is not None else (None, None)
            numbers |= {"".join(number.split())} if number else set()
    return frozenset(numbers)


def _claims(table: Table, where: ClaimColumns, subject: Subject) -> Iterator[Draft]:
    for row in body_rows(table):
        cell = cell_at(table, row, where.value.col)
        points = _POINTS.match(plain(cell.text)) if cell is not None and cell.text else None
        if cell is None or cell.span is None or points is None or _adds_up(table, row):
            continue
        number, name = _identity(table, row, where)
        if number is None and name is None:
            continue
        attributes: dict[str, object] = {"indicator": number or name}
        if name:
            attributes["indicator_name"] = name
        attributes |= _rest(table, row, where)
        yield Draft(
            field="indicator_claim",
            value=_number(points["points"]),
            span=cell.span,
            subject=subject,
            rule_id="table.claim",
            measure=number or name,
            unit="score",
            attributes=attributes,
            trust=0.95,
        )
        yield from _proof_of_claim(table, row, where, subject, number or name)


def _proof_of_claim(
    table: Table, row: int, where: ClaimColumns, subject: Subject, indicator: str | None
) -> Iterator[Draft]:
    """What the row of a claim names as its proof, without the pages behind its title."""
    cell = cell_at(table, row, where.title.col) if where.title is not None else None
    if cell is None or cell.span is None or not cell.text:
        return
    title = _PAGES_BEHIND.sub("", cell.text.strip()).strip()
    if len(_HANGUL.findall(title)) < _LEAST_TITLE or plain(title) in _NO_PROOF:
        return
    start = cell.span.start + cell.text.index(title)
    attributes = _proof_attributes(table, row, where) | {"indicator": indicator}
    pages = _pages(cell.text[len(title) :]) if "pages" not in attributes else None
    attributes |= {"pages": pages} if pages else {}
    yield _proof(plain(title), CharSpan(start, start + len(title)), subject, attributes)


def _adds_up(table: Table, row: int) -> bool:
    return any(
        cell.text is not None and is_total(cell.text)
        for cell in table.cells
        if cell.row <= row < cell.row + cell.row_span
    )


def _identity(table: Table, row: int, where: ClaimColumns) -> tuple[str | None, str | None]:
    """Number and name of the indicator; the number may stand before the name in one cell."""
    number, name = _text(table, row, where.number), _text(table, row, where.name)
    if name is not None:
        found = _ID.match(name)
        if found and (number is None or len(found["id"]) > len(number)):
            return found["id"], name[found.end() :].strip() or None
    return _indicator_id(number) if number else None, name


def _indicator_id(written: str) -> str:
    """The number of an indicator without the words and brackets around it.

    >>> _indicator_id("지표 1"), _indicator_id("[2-3]"), _indicator_id("1.1 보급률"), _indicator_id("제도")
    ('1', '2-3', '1.1', '제도')
    """
    around = _AROUND_ID.match(written)
    bare = around["id"] if around else written
    found = _ID.match(bare)
    return found["id"] if found else written


def _pages(written: str | None) -> str | None:
    """The pages that a cell gives.

    >>> _pages("p.3~p.7"), _pages("8, 11"), _pages("제12쪽"), _pages("붙임")
    ('3~7', '8,11', '12', None)
    """
    found = _PAGES.search(_PAGE_SIGNS.sub("", written or ""))
    return "".join(found.group().split()) if found else None


def _rest(table: Table, row: int, where: ClaimColumns) -> dict[str, object]:
    rest: dict[str, object] = {}
    maximum = _POINTS.match(_text(table, row, where.maximum) or "")
    if maximum:
        rest["points_max"] = _number(maximum["points"])
    pages = _pages(_text(table, row, where.page))
    if pages:
        rest["proof_page"] = pages
    return rest


def _number(text: str) -> int | float:
    return float(text) if "." in text else int(text)


def _text(table: Table, row: int, column: Column | None) -> str | None:
    cell = cell_at(table, row, column.col) if column is not None else None
    return (
        plain(cell.text)
        if cell is not None and cell.text and plain(cell.text) not in ("-", "–", "없음")
        else None
    )


def _proofs(table: Table, where: ClaimColumns, subject: Subject) -> Iterator[Draft]:
    for row in body_rows(table):
        cell = cell_at(table, row, where.value.col)
        title = _text(table, row, where.value)
        if cell is None or cell.span is None or title is None or _adds_up(table, row):
            continue
        yield _proof(title, cell.span, subject, _proof_attributes(table, row, where))


def _proof_attributes(table: Table, row: int, where: ClaimColumns) -> dict[str, object]:
    attributes: dict[str, object] = {}
    pages = _pages(_text(table, row, where.page))
    if pages:
        attributes["pages"] = pages
    indicator = _text(table, row, where.number)
    if indicator:
        attributes["indicator"] = _indicator_id(indicator)
    issued = find_dates(_text(table, row, where.issued) or "", released_on=None)
    if issued:
        attributes["issued_on"] = issued[0].value
    return attributes


def _proof(title: str, span: CharSpan, subject: Subject, attributes: dict[str, object]) -> Draft:
    return Draft(
        field="proof_document", value=title, span=span, subject=subject, rule_id="table.proof",
        attributes=attributes, trust=0.95,
    )  # fmt: skip


def listed_proof(passage: Passage) -> Iterator[Draft]:
    """Yield a proof that is numbered as one, stands behind a label, or is a list item with its pages."""
    table = passage.unit.table
    if table is not None and claim_columns(table) is not None:  # its rows tell their proofs themselves
        return
    enclosed = list(enclosed_proofs(passage))
    if enclosed:
        yield from enclosed
        return
    yield from _labelled_proofs(passage)
    found = _LISTED.match(passage.text) if passage.unit.table is None else None
    title = _bare_title(found["title"]) if found is not None else None
    if found is None or title is None:
        return
    if not (_is_in_proofs(passage) or _PROOF_WORD.search(title.slice(found["title"]))):
        return
    attributes: dict[str, object] = {"pages": "".join((found["pages"] or found["pages2"]).split())}
    issued = find_dates(found["title"], released_on=None) if "발급" in found["title"] else []
    attributes |= {"issued_on": issued[0].value} if issued else {}
    span = title.shifted(passage.span.start + found.start("title"))
    yield _proof(plain(passage.slice(*span.as_tuple())), span, passage.subject, attributes)


def _bare_title(written: str) -> CharSpan | None:
    """A title without the mark before it and the day behind it: '① 운영 대장, 2024. 3. 2. 발급'; None where nothing is left."""
    mark, day = _MARK.match(written), _DATED.search(written)
    start, end = mark.end() if mark else 0, day.start() if day else len(written)
    return CharSpan(start, end) if written[start:end].strip() else None


def _labelled_proofs(passage: Passage) -> Iterator[Draft]:
    """The proofs behind a label: '증빙: 협약서 사본(21쪽), 예산서(23쪽)', '(근거자료) 결과보고서 p.12'."""
    found = labelled(passage)
    if found is None or not _PROOF_LABEL.fullmatch("".join(found.label.split())):
        return
    within = CharSpan(found.span.start - passage.span.start, found.span.end - passage.span.start)
    for member in members(passage.text, within, ",;/"):
        written = member.slice(passage.text)
        paged = _PAGED.fullmatch(written)
        title = paged["title"] if paged else written
        if not (_PROOF_WORD.search(title) or paged) or len(title) > _LONGEST_TITLE:
            continue
        span = CharSpan(member.start, member.start + len(title)).shifted(passage.span.start)
        pages = "".join(paged["pages"].split()) if paged else None
        yield _proof(plain(title), span, passage.subject, {"pages": pages} if pages else {})


def _is_in_proofs(passage: Passage) -> bool:
    return any(_PROOF_SECTION.search(head) for head in passage.sentence.section)
