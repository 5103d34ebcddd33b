"""Which case a unit belongs to: its own, or the only one of its rows."""

from __future__ import annotations

from extractors.nlp.case_index import CaseIndex
from extractors.nlp.sentences import Unit
from schemas.case_study import CaseStudy
from schemas.document import Block, BlockKind, Cell, Region, Table
from schemas.evidence import CharSpan
from schemas.fact import Subject

BLOCK = Block("b1", BlockKind.TABLE, Region.TABLE, CharSpan(0, 100))


def case(name: str, *spans: tuple[int, int], caption: tuple[int, int] | None = None) -> CaseStudy:
    held = tuple(CharSpan(*span) for span in spans)
    return CaseStudy(
        case_id=name, document_id="sha256:0", subject=Subject(kind="municipality", name="가람시"), title=name,
        title_span=held[0], service_field="교통", spans=held, caption_spans=(CharSpan(*caption),) if caption else (),
    )  # fmt: skip


def unit(start: int, end: int, table: Table | None = None, cell: Cell | None = None) -> Unit:
    return Unit(CharSpan(start, end), BLOCK, "table", (), BlockKind.TABLE, table, cell)


def cell(row: int, col: int, start: int, *, row_span: int = 1, is_header: bool = False) -> Cell:
    return Cell(row, col, row_span, 1, is_header, CharSpan(start, start + 5), "가나다라마")


CELLS = (
    cell(0, 0, 0, is_header=True), cell(1, 0, 10), cell(1, 1, 20), cell(2, 0, 30, row_span=2),
    cell(2, 1, 40), cell(3, 1, 50),
)  # fmt: skip
TABLE = Table("t1", "b1", 4, 2, CELLS)


def test_a_caption_belongs_to_its_case() -> None:
    index = CaseIndex([case("one", (20, 25), caption=(10, 15))])
    found = index.holding(CharSpan(12, 13))
    assert found is not None
    assert found.case_id == "one"
    assert index.holding(CharSpan(15, 20)) is None


def test_a_label_belongs_to_the_only_case_of_its_rows() -> None:
    index = CaseIndex([case("one", (20, 25)), case("two", (40, 45)), case("three", (50, 55))])
    of = [index.of_unit(unit(*one.span.as_tuple(), TABLE, one)) for one in CELLS if one.span]
    assert [found and found.case_id for found in of] == [None, "one", "one", None, "two", "three"]


def test_the_second_asking_gives_what_the_first_gave() -> None:
    index = CaseIndex([case("one", (20, 25))])
    label = unit(10, 15, TABLE, CELLS[1])
    assert index.of_unit(label) is index.of_unit(label) is not None
