"""`python -m tests.table_finding --count 20`: tables of random born-digital documents by kind, the worst ones first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from fixtures.drawn_tables import DrawnTables, drawn_tables
from fixtures.text_layer import read_text_layer
from schemas.document import Document, Table
from schemas.geometry import Box
from tests.layout_measures import Shapes, TableScores, paired, read_tables, table_scores, together
from tests.layout_measures import drawn_tables as shapes_of
from tests.random_reading import folder_of, with_count_and_folder

_ON_A_TABLE = 0.5  # of a table's area that must lie on a drawn one, or it is false
UNRULED = ("none", "shaded")


@dataclass(frozen=True, slots=True)
class Found:
    """One drawn table: its kind, what it was read as (empty where not at all), and its scores."""

    seed: int
    table_id: str
    kind: str
    scores: TableScores


@dataclass(frozen=True, slots=True)
class Reading:
    """All tables of one document; `false` counts those that were read where none was drawn."""

    tables: tuple[Found, ...]
    scores: TableScores
    false: int
    captions: tuple[int, int]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the worst tables, the scores by kind, and those of all."""
    parser = argparse.ArgumentParser(prog="python -m tests.table_finding", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first of them")
    given = with_count_and_folder(parser).parse_args(arguments)
    with folder_of(given.keep) as folder:
        readings = [reading_of(seed, folder) for seed in range(given.seed, given.seed + given.count)]
    sys.stdout.write(told(readings))


def reading_of(seed: int, folder: Path) -> Reading:
    """How document `seed` is read."""
    drawn = drawn_tables(seed, folder)
    return judged(seed, drawn, read_text_layer(drawn.document.pdf))


def judged(seed: int, drawn: DrawnTables, document: Document) -> Reading:
    """Hold the tables of a document against those that were drawn."""
    truth = drawn.document.truth
    names = [table["id"] for table in truth["tables"] if len(shapes_of({"tables": [table]})) == 1]
    shapes, found = shapes_of(truth), read_tables(document)
    pairs: dict[Shapes, Shapes] = dict(paired(shapes, found))
    tables = tuple(
        Found(seed, name, _kind(drawn, name), table_scores([one], [pairs[one]] if one in pairs else []))
        for name, one in zip(names, shapes, strict=True)
    )
    false = sum(not _is_on_one(table, truth) for table in document.tables)
    return Reading(tables, table_scores(shapes, found), false, _captions(truth, document))


def _kind(drawn: DrawnTables, table_id: str) -> str:
    outer, _, inner = table_id.partition(".")
    return "in a cell" if inner else drawn.kinds[outer]


def _is_on_one(table: Table, truth: dict[str, Any]) -> bool:
    """True where most of a table that was read lies on one that was drawn."""
    if max(cell.row + cell.row_span for cell in table.cells) == 1:
        return True  # a row of cells counts nowhere
    drawn = [
        (part["page"], Box(*part["bbox"]))
        for one in truth["tables"]
        for cell in one["cells"]
        for part in cell["parts"]
    ]
    shared = sum(part.box.overlap(box) for part in table.parts for page, box in drawn if page == part.page_no)
    return shared > _ON_A_TABLE * sum(part.box.area for part in table.parts)


def _captions(truth: dict[str, Any], document: Document) -> tuple[int, int]:
    """Captions and unit lines just above a drawn table: how many there are, how many are bound to a table."""
    told = {text for table in document.tables for text in (table.caption, table.unit_note) if text}
    blocks = [block for page in truth["pages"] for block in page["blocks"]]
    wanted = [
        block["text"]
        for block, below in pairwise(blocks)
        if below["type"] == "table" and (block["type"] == "caption" or "단위" in block.get("text", "")[:3])
    ]
    return len(wanted), sum(text in told for text in wanted)


def told(readings: Sequence[Reading], worst: int = 12) -> str:
    """The measures as lines of text."""
    tables = [table for reading in readings for table in reading.tables]
    poorest = sorted(tables, key=lambda one: one.scores.exact - one.scores.drawn)[:worst]
    lines = [
        f"  seed {one.seed:4} {one.table_id:5} {one.kind:22} {one.scores.exact}/{one.scores.drawn} cells,"
        f" {one.scores.read} read"
        for one in poorest
    ]
    for kind in sorted({table.kind for table in tables}):
        own = [table for table in tables if table.kind == kind]
        lines.append(f"{kind:24} {len(own):4} tables, {_scored(one.scores for one in own)}")
    unruled = [table.scores for table in tables if table.kind in UNRULED]
    lines.append(f"{'without rules':24} {len(unruled):4} tables, {_scored(unruled)}")
    lines.append(f"{'all':24} {len(tables):4} tables, {_scored(one.scores for one in readings)},"
                 f" {sum(one.false for one in readings)} false;"
                 f" captions bound {sum(r.captions[1] for r in readings)}/{sum(r.captions[0] for r in readings)}")  # fmt: skip
    return "".join(f"{line}\n" for line in lines)


def _scored(scores: Iterable[TableScores]) -> str:
    all_ = together(scores)
    return f"cells F1 {all_.cell_f1:.4f}, structure F1 {all_.structure_f1:.4f}"


if __name__ == "__main__":
    main()
