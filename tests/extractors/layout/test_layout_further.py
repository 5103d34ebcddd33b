"""The further layouts of development are read cell by cell; what was mended once stays so."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixtures.layout_documents import LAYOUT_DOCUMENTS, WITH_CLOSE_COLUMNS, set_layout_document
from fixtures.text_layer import read_text_layer
from tests.layout_measures import (
    drawn_tables,
    read_tables,
    table_scores,
    text_scores,
    without_figures,
)

# Cells that are not read exactly; all others are. A floor may only be made stricter.
# "ㅇ 점검기간   2024. 10. 7. …" five times is a list with labels by our reading, a table by the one who drew it.
# So are five titles with their pages in a gazette's column; two lines of steps over who takes them stand under no title of a table.
AS_LIST = {"inspection_findings": 10, "parks_gazette": 10, "charger_register": 10}
WRONG_CELLS = {"policy_briefing": 2} | AS_LIST
# A head over two columns, labels that hold for empty cells below, a table beside lines of the other column.
WRONG_CLOSE = {"unattended_hours_notice": 3, "sweeper_procurement": 10, "research_yearbook": 5}
# A table's lines between those of the other column.
WRONG_ORDER = {"research_yearbook": 0.08}
MOST_WRONG, LEAST_ORDER = 0.003, 0.999  # a chart's numbers in the yearbook


@pytest.mark.parametrize("name", LAYOUT_DOCUMENTS)
def test_a_further_layout_is_read_in_order_and_cell_by_cell(name: str, tmp_path: Path) -> None:
    document = set_layout_document(name, tmp_path)
    read = read_text_layer(document.pdf)
    text = text_scores(document.truth, read.text, without_figures(read))
    cells = table_scores(drawn_tables(document.truth), read_tables(read))
    assert (text.error_rate <= MOST_WRONG, text.order >= LEAST_ORDER) == (True, True)
    assert cells.drawn - cells.read == AS_LIST.get(name, 0)
    assert cells.drawn - cells.exact <= WRONG_CELLS.get(name, 0)


@pytest.mark.parametrize("name", WITH_CLOSE_COLUMNS)
def test_a_layout_with_columns_about_a_blank_apart_is_read_cell_by_cell(name: str, tmp_path: Path) -> None:
    document = set_layout_document(name, tmp_path)
    read = read_text_layer(document.pdf)
    text = text_scores(document.truth, read.text, without_figures(read))
    cells = table_scores(drawn_tables(document.truth), read_tables(read))
    assert text.error_rate <= WRONG_ORDER.get(name, MOST_WRONG)
    assert cells.drawn - cells.exact <= WRONG_CLOSE.get(name, 0)
