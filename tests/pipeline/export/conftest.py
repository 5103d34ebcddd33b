"""A small invented run: a press release with a table, a file that is no document, and one record."""

from __future__ import annotations

import pytest

from extractors.proof import Prover
from pipeline.export.results import DocumentResult, RunResults
from schemas.case_study import CaseStudy
from schemas.document import Block, BlockKind, Cell, Document, Page, Part, PlacedWord, Region, Table
from schemas.errors import ErrorCode
from schemas.evidence import CharSpan
from schemas.fact import Fact, Subject
from schemas.geometry import Box
from schemas.header import Header, HeaderValue
from schemas.issue import Message, issue
from schemas.masking import MaskedSpan
from schemas.page import OcrPass
from schemas.record import Record, RecordConfidence, RecordSubject, Searched, Suggestion
from schemas.rows import ErrorRow

TITLE = "누리시 스마트 횡단보도 12곳 운영"
CONTACT = "담당자 사무관 가나다 (044-999-0123)"
QUOTED = "가나다 사무관은 연말까지 20곳으로 늘린다고 말했다."
CELLS = ("교통", "야간 보행사고 30% 감소")
TEXT = f"{TITLE}\n{CONTACT}\n{QUOTED}\n{CELLS[0]}\t{CELLS[1]}\n"
DOCUMENT_ID = "sha256:" + "1" * 64
BROKEN_ID = "sha256:" + "0" * 64
NURI = Subject(kind="municipality", name="누리시", as_written="누리시", basis="topic")


def span_of(words: str) -> CharSpan:
    start = TEXT.index(words)
    return CharSpan(start, start + len(words))


def document() -> Document:
    table_span = CharSpan(span_of(CELLS[0]).start, span_of(CELLS[1]).end)
    page = Page(
        1, 595.3, 841.9, "ocr", "no text layer", 90, -0.4321, 300,
        OcrPass("tesseract", "Hangul", 4, 0.91, 0.62), (CharSpan(0, len(TEXT)),),
    )  # fmt: skip
    part = Part(1, Box(10, 10, 300, 30), span_of(TITLE))
    return Document(
        document_id=DOCUMENT_ID,
        source_name="release.pdf",
        media_type="application/pdf",
        text=TEXT,
        blocks=(
            Block("b1", BlockKind.HEADING, Region.BODY, span_of(TITLE), (part,), level=1),
            Block("b2", BlockKind.PARAGRAPH, Region.BODY, span_of(CONTACT)),
            Block("b3", BlockKind.PARAGRAPH, Region.BODY, span_of(QUOTED)),
            Block("b4", BlockKind.TABLE, Region.TABLE, table_span, table_id="t1"),
        ),
        tables=(Table("t1", "b4", 1, 2, tuple(cell(col) for col in (0, 1))),),
        pages=(page,),
        words=(PlacedWord(span_of(TITLE), 1, Box(10, 10, 300, 30), 0, "ocr", 0.93),),
        issues=(issue("page_turned", "쪽이 돌아가 있었습니다", "the page was turned", page_no=1),),
    )


def cell(col: int) -> Cell:
    span = span_of(CELLS[col])
    return Cell(0, col, 1, 1, is_header=False, span=span, text=CELLS[col])


def header() -> Header:
    return Header(
        kind="press_release",
        values=(
            HeaderValue("title", TITLE, span_of(TITLE)),
            HeaderValue("embargo_until", "2022-09-30", span_of("12곳"), (("medium", "print"),)),
            HeaderValue("embargo_until", "2022-09-29T11:00", span_of("12곳"), (("medium", "online"),)),
            HeaderValue("contact", "가나다", span_of("가나다"), (("role", "담당자"),)),
        ),
        released_on="2022-09-29",
    )


def fact(fact_id: str, words: str, **fields: object) -> Fact:
    return Fact.model_validate(
        {
            "fact_id": fact_id, "document_id": DOCUMENT_ID, "case_id": None, "subject": NURI,
            "rule_id": "test", "evidence": (Prover(document()).prove(span_of(words)),), **fields,
        }
    )  # fmt: skip


def facts() -> tuple[Fact, ...]:
    return (
        fact("f3", "30%", field="quantity", value=30, unit="percent", measure="야간 보행사고", case_id="c1"),
        fact("f2", CONTACT, field="contact", value="가 나 다", attributes={"role": "사무관 가나다"}),
        fact("f1", "12곳", field="quantity", value=12, unit="place", status="ongoing", case_id="c1"),
    )


def record() -> Record:
    return Record(
        record_id="r1", catalogue="proxy-city-2022", catalogue_status="proxy", indicator_id="SI.TR.01",
        subject=RecordSubject(kind="municipality", name="누리시"), state="present", value=0.5,
        status="ongoing", strength=0.8, confidence=RecordConfidence(read=1, locate=1, resolve=1, map=0.8),
        fact_ids=("f2", "f1"), evidence=tuple(one.evidence[0] for one in facts()[1:]),
        conflicts=({"fact_id": "f2", "quote": "사무관 가나다", "value": None},),
        searched=(Searched(document_id=DOCUMENT_ID, pages=(1,)),),
    )  # fmt: skip


def suggestion() -> Suggestion:
    return Suggestion(
        suggestion_id="s1", catalogue="proxy-city-2022", catalogue_status="proxy", indicator_id="SI.TR.02",
        subject=RecordSubject(kind="municipality", name="누리시"), similarity=0.2, document_id=DOCUMENT_ID,
        case_id="c1", page_no=1, span=span_of(QUOTED).as_tuple(), quote=QUOTED,
    )  # fmt: skip


def readable() -> DocumentResult:
    title, area = span_of(TITLE), CharSpan(span_of(TITLE).start, span_of(CONTACT).end)
    cases = (
        CaseStudy("c2", DOCUMENT_ID, NURI, CELLS[1], span_of(CELLS[1]), "교통", (span_of(CELLS[1]),)),
        CaseStudy("c1", DOCUMENT_ID, NURI, TITLE, title, "교통", (area,), (span_of("스마트 횡단보도"),)),
    )
    return DocumentResult(
        document_id=DOCUMENT_ID, sources=("b/가나다.pdf", "a/release.pdf"), readable=True,
        document=document(), header=header(), cases=cases, facts=facts(),
        masked=(MaskedSpan(span_of("가나다"), "name"), MaskedSpan(span_of("044-999-0123"), "phone")),
        catalogues=("proxy-city-2022",),
    )  # fmt: skip


@pytest.fixture
def results() -> RunResults:
    text = Message(ko="파일이 깨졌습니다: 가나다", en="the file is broken")
    error = ErrorRow(
        document_id=BROKEN_ID,
        source="broken.pdf",
        page_no=None,
        code=ErrorCode.DAMAGED,
        message=text,
        action=text,
    )
    broken = DocumentResult(
        document_id=BROKEN_ID, sources=("broken.pdf",), readable=False, media_type="application/pdf"
    )
    return RunResults(
        documents=(readable(), broken), records=(record(),), suggestions=(suggestion(),), errors=(error,)
    )
