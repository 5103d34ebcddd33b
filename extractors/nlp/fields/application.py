"""Tables of an application: points that the applicant claims for each indicator, and the list of proofs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.nlp.dates import find_dates
from extractors.nlp.extract_facts import Draft, plain
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import Column, body_rows, cell_at, columns, find_column, is_total
from schemas.document import Document, Table
from schemas.evidence import CharSpan
from schemas.fact import Subject

_MAXIMUM = re.compile(r"배점|만점|총점")
_CLAIMED = re.compile(r"자체평가|자체점수|자기평가|신청점수|평가점수|득점|취득점수|산정점수|자체산정|획득")
_NUMBER = re.compile(r"번호|연번|순번|^no\.?$|코드", re.IGNORECASE)
_NAME = re.compile(r"지표명|세부지표|평가지표|지표|평가항목|세부항목|항목|평가내용")
_PAGE = re.compile(r"증빙쪽|쪽|페이지|면수|근거|증빙")
_TITLE = re.compile(r"문서명|자료명|서류명|증빙자료|증빙서류|증빙명|제목|명칭")
_INDICATOR = re.compile(r"관련지표|해당지표|지표번호|세부지표|지표")
_ISSUED = re.compile(r"발급일|작성일|발행일|시행일|일자|날짜|문서일")
_POINTS = re.compile(r"^(?P<points>\d{1,4}(?:\.\d{1,3})?)\s?점?$")
# "1.1", "1-1", "Ⅰ-1", "SI-03" at the beginning of a cell
_ID = re.compile(
    r"^(?P<id>(?:\d{1,2}(?:[.\-]\d{1,2}){1,2}|[IⅠⅡⅢⅣ가-하A-Z]{1,4}[-.]\d{1,3}(?:[-.]\d{1,2})?|\d{1,3}))\.?(?:\s|$)"
)
_PAGES = re.compile(r"\d{1,4}(?:\s?[~∼\-–,]\s?\d{1,4})*")
# "스마트도시 조례 사본 (41~43쪽)", "- 협약서 p.12": an item of a list of proofs
_LISTED = re.compile(
    r"^(?P<title>[^()\n]{2,60}?)\s?(?:\(\s?(?:p\.?|쪽)?\s?(?P<pages>\d{1,4}(?:\s?[~\-]\s?\d{1,4})?)\s?(?:쪽|면|페이지)?\s?\)|[,·…\s]+p\.?\s?(?P<pages2>\d{1,4}(?:\s?[~\-]\s?\d{1,4})?))$"
)
_PROOF_SECTION = re.compile(r"증빙|근거\s?자료|제출\s?서류|첨부")


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where a table of claims or proofs keeps what."""

    value: Column
    number: Column | None
    name: Column | None
    maximum: Column | None
    page: Column | None
    issued: Column | None


def is_claim_table(table: Table | None) -> bool:
    """Whether a table sets claimed points against the highest points."""
    return table is not None and _claim_columns(table) is not None


def is_proof_table(table: Table | None) -> bool:
    """Whether a table lists proofs with their pages."""
    return table is not None and _proof_columns(table) is not None


def _claim_columns(table: Table) -> _Columns | None:
    maximum, claimed = find_column(table, _MAXIMUM), find_column(table, _CLAIMED)
    if maximum is None or claimed is None or maximum.col == claimed.col:
        return None
    number = find_column(table, _NUMBER)
    names = [c for c in columns(table) if _NAME.search("".join(c.heads[-1].split())) and c is not number]
    name = next((c for c in names if number is None or c.col != number.col), None)
    return _Columns(claimed, number, name, maximum, find_column(table, _PAGE), None)


def _proof_columns(table: Table) -> _Columns | None:
    title, page = find_column(table, _TITLE), find_column(table, _PAGE)
    if title is None or page is None or title.col == page.col or find_column(table, _MAXIMUM) is not None:
        return None
    return _Columns(title, find_column(table, _INDICATOR), None, None, page, find_column(table, _ISSUED))


def application_facts(document: Document, subject: Subject) -> Iterator[Draft]:
    """Yield the claims and proofs of every table."""
    for table in document.tables:
        claims = _claim_columns(table)
        proofs = None if claims else _proof_columns(table)
        if claims is not None:
            yield from _claims(table, claims, subject)
        elif proofs is not None:
            yield from _proofs(table, proofs, subject)


def _claims(table: Table, where: _Columns, subject: Subject) -> Iterator[Draft]:
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


def _adds_up(table: Table, row: int) -> bool:
    return any(
        cell.text is not None and is_total(cell.text)
        for cell in table.cells
        if cell.row <= row < cell.row + cell.row_span
    )


def _identity(table: Table, row: int, where: _Columns) -> tuple[str | None, str | None]:
    """Number and name of the indicator; the number may stand before the name in one cell."""
    number, name = _text(table, row, where.number), _text(table, row, where.name)
    if number is None and name is not None:
        found = _ID.match(name)
        if found:
            return found["id"], name[found.end() :].strip() or None
    return number, name


def _rest(table: Table, row: int, where: _Columns) -> dict[str, object]:
    rest: dict[str, object] = {}
    maximum = _POINTS.match(_text(table, row, where.maximum) or "")
    if maximum:
        rest["points_max"] = _number(maximum["points"])
    pages = _PAGES.search(_text(table, row, where.page) or "")
    if pages:
        rest["proof_page"] = "".join(pages.group().split())
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


def _proofs(table: Table, where: _Columns, subject: Subject) -> Iterator[Draft]:
    for row in body_rows(table):
        cell = cell_at(table, row, where.value.col)
        title = _text(table, row, where.value)
        if cell is None or cell.span is None or title is None or _adds_up(table, row):
            continue
        yield _proof(title, cell.span, subject, _proof_attributes(table, row, where))


def _proof_attributes(table: Table, row: int, where: _Columns) -> dict[str, object]:
    attributes: dict[str, object] = {}
    pages = _PAGES.search(_text(table, row, where.page) or "")
    if pages:
        attributes["pages"] = "".join(pages.group().split())
    indicator = _text(table, row, where.number)
    if indicator:
        found = _ID.match(indicator)
        attributes["indicator"] = found["id"] if found else indicator
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
    """Yield a proof that stands as a list item with its pages, under a heading that says so."""
    if passage.unit.table is not None or not any(
        _PROOF_SECTION.search(head) for head in passage.sentence.section
    ):
        return
    found = _LISTED.match(passage.text)
    if found is None:
        return
    pages = "".join((found["pages"] or found["pages2"]).split())
    span = CharSpan(*found.span("title")).shifted(passage.span.start)
    yield _proof(plain(found["title"]), span, passage.subject, {"pages": pages})
