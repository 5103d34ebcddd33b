"""Any table is printed as Markdown and read again as it was; whole documents are tried in test_markdown."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from extractors.layout.marked_text_marks import tidy
from schemas.document import BlockKind
from tests.pipeline.formats.again import read_again, tables_of
from tests.pipeline.formats.drawn import Draft, Place

# Letters, blanks and what Markdown, HTML and our reader take for marks.
WORDS = st.text(alphabet="가나다 a1.)-*_~`#|<[]()!&;:=$\\/'\"□ㅇ※", min_size=1, max_size=14).map(tidy)


@st.composite
def grids(draw: st.DrawFn) -> list[Place]:
    """The cells of a table, some merged, the first of them with words."""
    n_rows, n_cols = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    heads = draw(st.integers(0, min(2, n_rows - 1)))
    taken: set[tuple[int, int]] = set()
    cells: list[Place] = []
    for row in range(n_rows):
        last = heads if row < heads else n_rows
        for col in range(n_cols):
            if (row, col) in taken:
                continue
            free = next((n for n in range(1, n_cols - col) if (row, col + n) in taken), n_cols - col)
            size = draw(st.integers(1, last - row)), draw(st.integers(1, free))
            taken |= {(row + r, col + c) for r in range(size[0]) for c in range(size[1])}
            lines = draw(st.lists(WORDS, max_size=2)) if cells else ["첫 칸"]
            cells.append(Place(row, col, *size, row < heads, "\n".join(filter(None, lines))))
    return cells


@given(grids())
def test_any_table_comes_back_as_it_was(cells: list[Place]) -> None:
    draft = Draft()
    draft.put(BlockKind.PARAGRAPH, "앞")
    draft.grid(cells)
    document = draft.document()
    _, again = read_again(document)
    assert tables_of(again) == tables_of(document)


@given(st.lists(grids(), min_size=2, max_size=3))
def test_tables_that_follow_each_other_stay_apart(drawn: Sequence[list[Place]]) -> None:
    draft = Draft()
    for cells in (*drawn, drawn[-1]):
        draft.grid(cells)
    document = draft.document()
    _, again = read_again(document)
    assert tables_of(again) == tables_of(document)
