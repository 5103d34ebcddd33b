"""A frame around a chart is a picture: also on a scan, where its lines are faint and its legend looks like an item."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from extractors.layout.charts import has_axis
from schemas.document import Document, Region
from schemas.geometry import Box
from schemas.page import Ruling, Word

Lay = Callable[..., Document]


def axis(sheet: Any, values: tuple[str, ...], *, top: float = 130, step: float = 30) -> None:
    for n, value in enumerate(values):
        sheet.put(90 - 6 * len(value), top + n * step, value, size=6)


def framed(sheet: Any) -> None:
    sheet.grid([60, 300], [100, 250])
    sheet.put(64, 112, "(명)", size=6)
    for n in range(3):
        sheet.put(120 + 50 * n, 240, f"{2021 + n}년", size=6)


def words_at(*places: tuple[str, float]) -> list[Word]:
    return [Word(text, Box(90 - 6 * len(text), top, 90, top + 8), 8) for text, top in places]


def regions(document: Document) -> set[Region]:
    return {block.region for block in document.blocks}


def test_numbers_that_fall_to_nought_in_even_steps_tell_a_chart(sheet: Any, laid: Lay) -> None:
    framed(sheet)
    axis(sheet, ("60", "40", "20", "0"))
    sheet.put(220, 112, "■ 마을버스", size=6)
    assert regions(laid(sheet)) == {Region.FIGURE}


def test_an_axis_is_known_though_one_of_its_numbers_was_misread() -> None:
    assert has_axis(words_at(("90", 0), ("6.", 20), ("30", 40), ("0", 60)))


def test_an_axis_without_its_nought_is_known_by_more_numbers() -> None:
    assert has_axis(words_at(("40", 0), ("30", 20), ("20", 40), ("10", 60), ("다0", 80)))
    assert not has_axis(words_at(("30", 20), ("20", 40), ("10", 60), ("다0", 80)))


def test_an_axis_may_begin_above_nought() -> None:
    assert has_axis(words_at(("600", 0), ("500", 20), ("400", 40), ("300", 60)))
    assert not has_axis(words_at(("600", 0), ("500", 20), ("400", 40), ("310", 60)))


def test_years_under_each_other_are_no_axis() -> None:
    assert not has_axis(words_at(*((str(2024 - n), 20 * n) for n in range(6))))


def test_a_list_of_numbers_in_a_box_is_no_chart(sheet: Any, laid: Lay) -> None:
    framed(sheet)
    axis(sheet, ("61", "48", "20", "0"))
    assert regions(laid(sheet)) == {Region.BODY}


def test_a_box_of_sentences_is_no_chart_though_numbers_stand_in_it(sheet: Any, laid: Lay) -> None:
    framed(sheet)
    axis(sheet, ("60", "40", "20", "0"))
    sheet.put(110, 150, "버스가 늘어 기다림이 짧아졌다.", size=8)
    assert Region.FIGURE not in regions(laid(sheet))


def test_the_lines_of_a_chart_over_its_axis_are_no_rows_of_a_table(sheet: Any, laid: Lay) -> None:
    framed(sheet)
    axis(sheet, ("60", "40", "20", "0"))
    for n in range(4):
        sheet.rulings.append(Ruling(96, 127 + 30 * n, 290, 127 + 30 * n))
    for n, (x, y) in enumerate(((120, 205), (160, 200), (200, 180), (240, 146), (270, 140))):
        sheet.put(x, y, f"{n}.{n}", size=6)
    assert regions(laid(sheet)) == {Region.FIGURE}
