"""`python -m tests.check_finding --count 40`: how many sums of the fixtures' tables are done again, and what is told.

Fixtures add up, so whatever is told there is wrong; random tables add up nowhere, so nothing may come out. Each
number of a sum that comes out is then changed, one at a time: all of these should be told.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from extractors.check_grid import Printed
from extractors.check_sums import sums_of
from fixtures.documents import ROOT
from fixtures.drawn_tables import drawn_tables
from fixtures.layout_documents import layout_documents
from fixtures.text_layer import read_text_layer
from schemas.document import Document, Table
from tests.random_reading import folder_of, with_count_and_folder

PRINTED = ("application/city_application.pdf", "press_release/press_release_2022.pdf",
           "press_release/press_release_2023.pdf")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counts:
    """Tables, the sums that they state, how many come out and how many are told; changed numbers, and those told."""

    tables: int
    sums: int
    come_out: int
    told: int
    changed: int
    found: int

    def line(self, name: str) -> str:
        return (
            f"{name:22} {self.tables:4} tables, {self.sums:4} sums, {self.come_out:4} come out, {self.told:3} told;"
            f" changed numbers told {self.found}/{self.changed}\n"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line for the documents, for the further layouts, and for random tables."""
    parser = with_count_and_folder(
        argparse.ArgumentParser(prog="python -m tests.check_finding", description=__doc__)
    )
    given = parser.parse_args(arguments)
    with folder_of(given.keep) as folder:
        for name, documents in _kinds(folder, given.count):
            sys.stdout.write(counts_of(documents).line(name))


def _kinds(folder: Path, count: int) -> Iterator[tuple[str, list[Document]]]:
    yield "application, releases", [read_text_layer(ROOT / name) for name in PRINTED]
    yield "layouts", [read_text_layer(one.pdf) for one in layout_documents(folder)]
    drawn = [drawn_tables(seed, folder).document.pdf for seed in range(1, count + 1)]
    yield "random tables", [read_text_layer(pdf) for pdf in drawn]


def counts_of(documents: Iterable[Document]) -> Counts:
    """What comes of the tables of some documents."""
    tables = [table for document in documents for table in document.tables]
    sums = [(table, one) for table in tables for one in sums_of(table)]
    right = [(table, one) for table, one in sums if one.comes_out]
    numbers = {
        (id(table), number.cell.row, number.cell.col): (table, number)
        for table, one in right
        for number in (*one.parts, *([one.stated] if one.stated else []))
    }
    changed = [(table, _changed(table, number)) for table, number in numbers.values()]
    found = sum(_told(new) > _told(old) for old, new in changed)
    return Counts(
        len(tables), len(sums), len(right), sum(one.is_told for _, one in sums), len(changed), found
    )


def _told(table: Table) -> int:
    return sum(one.is_told for one in sums_of(table))


def _changed(table: Table, number: Printed) -> Table:
    """The table with one number a tenth greater, and by more than rounding may do."""
    value = number.value * 11 / 10 + number.step * (2 * table.n_rows + 2)
    digits = -int(number.step.as_tuple().exponent)
    cell = replace(number.cell, text=f"{value:,.{digits}f}{number.unit}")
    return replace(table, cells=tuple(cell if one is number.cell else one for one in table.cells))


if __name__ == "__main__":
    main()
