"""The head of a document as rows of labelled slots: cells of its tables, or parts of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from schemas.document import Block, BlockKind, Cell, Document, Table
from schemas.evidence import CharSpan


class Label(Enum):
    """What a label of the head announces."""

    REPORT = auto()
    RELEASE = auto()
    ISSUE = auto()
    PUBLISHER = auto()
    DEPARTMENT = auto()
    ROLE = auto()
    PHONE = auto()
    APPLICANT = auto()
    CITY_CLASS = auto()
    PERIOD = auto()
    OTHER = auto()


_WORDS: dict[Label, str] = {
    Label.REPORT: "보도일시 보도시점 보도일자 보도시기 보도일 엠바고",
    Label.RELEASE: "배포일시 배포일자 배포시점 배포시기 배포일 배포 제공일시 제공일자 제공일 자료제공일 작성일자 작성일",
    Label.ISSUE: "발행일 발행일자 발간일 발간일자 펴낸날 낸날 엮은날 만든날",
    Label.PUBLISHER: "발행기관 발행처 발행인 발행 발간처 발간 펴낸곳 펴낸이 만든곳 만든이 "
    "엮은곳 엮은이 낸곳 자료낸곳 보낸곳 배포기관 배포처 제공기관 제공처 발신기관 발신처 발표기관 발표처 공표기관",
    Label.DEPARTMENT: "담당부서 소관부서 배포부서 주관부서 협조부서 총괄부서 작성부서 신청부서 자료문의 자료제공 문의처 담당과 "
    "묻는곳 물을곳 물어볼곳 알아볼곳 연락할곳 "
    "담당국 담당실과 부서명 부서",
    Label.ROLE: "책임자 담당자 담당과장 담당국장 담당사무관 담당팀장 작성자 신청담당자 업무담당자 실무자 "
    "대리인 대표자 기관장 부서장",
    Label.PHONE: "전화번호 전화 연락처 전자우편 이메일 팩스 휴대전화 성명 직위 직급 직위/성명",
    Label.APPLICANT: "신청기관 신청기관명 신청인 신청자 신청지자체 신청지자체명 신청지방자치단체 신청도시 "
    "지방자치단체명 지방자치단체 지자체명 지자체 기관명 도시명 제출기관 신청주체 신청단체 시군구명 "
    "기관단체명 업체명 신청기업",
    Label.CITY_CLASS: "도시유형 도시구분 도시규모 도시분류 신청유형 신청구분 유형구분 인구규모 유형",
    Label.PERIOD: "대상기간 평가대상기간 평가기간 실적기간 기준기간 산정기간 실적산정기간 실적대상기간 "
    "실적기준 작성기준 작성기준기간 자료기준기간 자료기준일 기준일",
    Label.OTHER: "매수 첨부 비고 편집 호수 통권 사진 누리집 제목 주소 소재지 신청서비스 서비스명 신청일 접수번호 인구",
}
_BY_WORD = {word: label for label, words in _WORDS.items() for word in words.split()}
_INLINE = (Label.REPORT, Label.RELEASE, Label.ISSUE, Label.PUBLISHER, Label.DEPARTMENT, Label.ROLE)
_OF_DATES = (Label.REPORT, Label.RELEASE, Label.ISSUE, Label.PUBLISHER)
_AMBIGUOUS = {"발행", "배포처", "부서", "담당과", "담당국", "배포", "배포일", "보도일"}


def _spaced(word: str) -> str:
    return r"\s{0,3}".join(word)


# "배 포 일 시  2022. …", "보도시점 : …", "책임자 과 장 …": labels inside a line, letters set apart or not;
# who is named as "함께 낸 곳" gave nothing out alone; "배포" and the like are labels there only before a colon or a
# date ("배포 즉시" is none).
_INLINE_LABEL = re.compile(
    r"(?:^|(?<=[\s/|(<]))(?<!함께\s)(?:(?P<word>"
    + "|".join(
        _spaced(word)
        for word in sorted(
            (word for label in _INLINE for word in _WORDS[label].split()), key=lambda word: (-len(word), word)
        )
        if word not in _AMBIGUOUS
    )
    + r")(?=[\s:：/|)>(]|$)|(?P<short>"
    + "|".join(_spaced(word) for word in ("배포일", "보도일", "배포"))
    + r")(?=\s{0,3}(?:[:：]|(?:19|20|['’‘])?\d{2}\s{0,2}[.년])))\s{0,3}[:：]?\s{0,3}"
)
# "배포일: 2023. 12. 5.(화)": a label with its value; "담당자 2" is a label
_VALUE = re.compile(r"\d\d")
_NOT_LETTERS = re.compile(r"[\s:：·ㆍ•.※()（）\[\]<>〈〉|/*＊\d①-⑳]")
# "연번 | 서비스 | 신청인": the head of a list of many, where no label has its value beside it
_OF_LIST = frozenset({"연번", "순번", "번호"})
# How many of the four letters of a label must be right where OCR read one wrong.
_NEAR_LENGTH, _NEAR = 4, 3
_BAR = re.compile(r"\s[|｜ㅣ/]\s")
_HEAD_BLOCKS = 40
_HEAD_CHARS = 2500
# "…선정되었다고 밝혔다." the first sentence of the body.
_SENTENCE = re.compile(r"다\.[\"'”’)\]]{0,2}$")
_BODY_LENGTH = 60
_BODY_MARKERS = frozenset("□■◇◆○●◎ㅇ❍◯❏")


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell, an item of a cell, or a part of a line; a label has no value of its own."""

    span: CharSpan
    text: str
    label: Label | None = None


Row = tuple[Slot, ...]


def label_of(text: str) -> Label | None:
    """Return what a slot announces when it holds a label and nothing else.

    A label of four letters may have one misread.

    >>> label_of("배 포 일 시").name, label_of("보도앨시").name, label_of("도시경제과")
    ('RELEASE', 'REPORT', None)
    """
    letters = _NOT_LETTERS.sub("", text)
    if _VALUE.search(text):
        return None
    if letters in _BY_WORD:
        return _BY_WORD[letters]
    if len(letters) == _NEAR_LENGTH:
        for word, label in _BY_WORD.items():
            if len(word) == _NEAR_LENGTH and sum(a == b for a, b in zip(word, letters, strict=True)) >= _NEAR:
                return label
    return None


def heads_a_list(row: Row) -> bool:
    """Whether a row is the head of a numbered list: its labels are columns of many."""
    return len(row) > 1 and _NOT_LETTERS.sub("", row[0].text) in _OF_LIST


def head_blocks(document: Document) -> tuple[Block, ...]:
    """The blocks before the body begins: before the first drawn bullet or long sentence outside a table."""
    head = []
    for block in document.blocks[:_HEAD_BLOCKS]:
        words = block.span.slice(document.text)
        is_item = block.kind is BlockKind.LIST_ITEM and (block.marker or "")[:1] in _BODY_MARKERS
        is_sentence = len(words) > _BODY_LENGTH and bool(_SENTENCE.search(words))
        if block.table_id is None and (is_item or is_sentence or block.span.start > _HEAD_CHARS):
            break
        head.append(block)
    return tuple(head)


def rows_of(document: Document, blocks: Sequence[Block]) -> list[Row]:
    """The rows of slots in the given blocks: one a table row, one a line elsewhere."""
    tables = {table.table_id: table for table in document.tables}
    rows: list[Row] = []
    for block in blocks:
        table = tables.get(block.table_id or "")
        if table is not None:
            rows += table_rows(table, document.text)
        else:
            rows.append(
                tuple(
                    slot
                    for part in _at_bars(block.span, document.text)
                    for slot in _split(part, document.text)
                )
            )
    return rows


def _at_bars(span: CharSpan, text: str) -> Iterator[CharSpan]:
    """The parts of a line between bars: "2024년 10월호 | 발행: 협의회 | 2024. 10. 31.(목)", "펴낸 곳: 나래군 / 집마다 한 부"."""
    start = span.start
    for bar in _BAR.finditer(text, span.start, span.end):
        if bar.start() > start:
            yield CharSpan(start, bar.start())
        start = bar.end()
    if start < span.end:
        yield CharSpan(start, span.end)


def table_rows(table: Table, text: str) -> list[Row]:
    """The rows of a table; a cell that spans rows gives each row its own item where it has as many.

    Where the first row holds only labels, dates or a publisher among them, each label makes a row with what is below it.
    """
    if _heads_columns(table):
        return _columns_as_rows(table, text)
    rows: list[list[Slot]] = [[] for _ in range(table.n_rows)]
    for cell in sorted(table.cells, key=lambda cell: (cell.col, cell.row)):
        for row, span in _cell_spans(cell):
            if row < len(rows):
                rows[row] += _split(span, text)
    return [tuple(row) for row in rows if row]


def _heads_columns(table: Table) -> bool:
    first = [label_of(cell.text) for cell in table.cells if cell.row == 0 and cell.text]
    second = [label_of(cell.text) for cell in table.cells if cell.row == 1 and cell.text]
    is_dated = any(label in _OF_DATES for label in first)
    # "발행일 | 발행 기관 | 호수" over values: the head right of a publisher is not its name
    is_of_issue = Label.PUBLISHER in first and len(first) > 2
    if len(first) > 2 and all(first[::2]) and not any(first[1::2]):  # "발행처 | 가온시 | 발행일 | 2025. …"
        return False
    return (
        is_dated
        and table.n_rows > 1
        and len(first) > 1
        and not any(second)
        and (is_of_issue or 2 * _known(first) > len(first))
    )


def _known(labels: Sequence[Label | None]) -> int:
    return sum(label is not None for label in labels)


def _columns_as_rows(table: Table, text: str) -> list[Row]:
    rows = []
    for head in sorted((cell for cell in table.cells if cell.row == 0), key=lambda cell: cell.col):
        below = [cell for cell in table.cells if cell.row > 0 and cell.col == head.col]
        spans = [span for cell in (head, *below) for _, span in _cell_spans(cell)]
        rows.append(tuple(slot for span in spans for slot in _split(span, text)))
    return rows


def _cell_spans(cell: Cell) -> Iterator[tuple[int, CharSpan]]:
    if cell.span is None:
        return
    if len(cell.items) <= 1:
        yield cell.row, cell.span
        return
    for index, item in enumerate(cell.items):
        yield cell.row + min(index, cell.row_span - 1), item.span


def _split(span: CharSpan, text: str) -> Iterator[Slot]:
    """The slots of a cell or line: cut before and after each label inside it."""
    words = span.slice(text)
    label = label_of(words)
    if label is not None:
        yield Slot(span, words, label)
        return
    start = 0
    for match in _INLINE_LABEL.finditer(words):
        yield from _slot(span, words, start, match.start())
        name = _NOT_LETTERS.sub("", match["word"] or match["short"])
        yield Slot(CharSpan(span.start + match.start(), span.start + match.end()), match[0], _BY_WORD[name])
        start = match.end()
    yield from _slot(span, words, start, len(words))


def _slot(span: CharSpan, words: str, start: int, end: int) -> Iterator[Slot]:
    piece = words[start:end]
    body = piece.strip(" \t\n/|:：")
    if body:
        first = span.start + start + piece.index(body)
        yield Slot(CharSpan(first, first + len(body)), body)
