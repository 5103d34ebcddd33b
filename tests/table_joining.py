"""`python -m tests.table_joining --count 20`: tables joined over page breaks that are two, and not joined that are one.

With `--condition s200` the pages are scanned and read first; `--keep` keeps what OCR gave for the next run.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractors.layout.lay_out import lay_out
from fixtures.drawn_table_ends import drawn_table_ends
from fixtures.ocr_documents import OcrDocument
from fixtures.scan_conditions import CONDITIONS, scanned_page
from fixtures.text_layer import read_text_layer
from schemas.document import Document, Table
from schemas.geometry import Box
from schemas.page import RawPage
from tests.ocr_reading import read_image, save_scan
from tests.random_reading import folder_of, with_count_and_folder

_ON = 0.5  # of the table that was drawn on a page that must lie on one that was read


@dataclass(frozen=True, slots=True)
class Break:
    """Two pieces of tables on either side of a page break: of one table or not, read as one or not."""

    seed: int
    page_no: int  # above
    rules: str
    is_one: bool
    has_head: bool  # the one below begins with the head, its own or a repeated one
    read_as_one: bool


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the breaks that were read wrongly, and how many there are of each kind."""
    parser = argparse.ArgumentParser(prog="python -m tests.table_joining", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first of them")
    parser.add_argument("--condition", choices=sorted(CONDITIONS), help="as scans")
    given = with_count_and_folder(parser).parse_args(arguments)
    with folder_of(given.keep) as folder:
        seeds = range(given.seed, given.seed + given.count)
        breaks = [one for seed in seeds for one in breaks_of(seed, folder, given.condition)]
    sys.stdout.write(told(breaks))


def breaks_of(seed: int, folder: Path, condition: str | None) -> list[Break]:
    """The breaks of document `seed`, and how each is read."""
    drawn = drawn_table_ends(seed, folder)
    return judged(seed, drawn.truth, _read(drawn, condition, folder))


def _read(drawn: OcrDocument, condition: str | None, folder: Path) -> Document:
    if condition is None:
        return read_text_layer(drawn.pdf)
    kept = folder / f"{drawn.name}.{condition}.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(list(_scans(drawn, condition, folder))))
    pages = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return lay_out(pages, document_id="sha256:0", source_name=drawn.name, media_type="image/tiff")


def _scans(drawn: OcrDocument, condition: str, folder: Path) -> Iterable[RawPage]:
    path = folder / f"{drawn.name}.png"
    for number in range(1, len(drawn.truth["pages"]) + 1):
        save_scan(scanned_page(drawn.pdf, number, condition), CONDITIONS[condition].dpi, path)
        yield replace(read_image(path, "jipyo"), page_no=number)


def judged(seed: int, truth: dict[str, Any], document: Document) -> list[Break]:
    """Every page break with a table on either side and nothing but furniture between."""
    tables = {table["id"]: table for table in truth["tables"]}
    breaks = []
    for above, below in pairwise(truth["pages"]):
        last, first = _body(above)[-1], _body(below)[0]
        if "table_id" not in last or "table_id" not in first:
            continue
        one, other = tables[last["table_id"]], tables[first["table_id"]]
        sides = [(_piece(one, above["page"]), above["page"]), (_piece(other, below["page"]), below["page"])]
        read = any(all(_covers(table, *side) for side in sides) for table in document.tables)
        has_head = one is not other or _has_head(one, below["page"])
        breaks.append(Break(seed, above["page"], one["rules"], one is other, has_head, read))
    return breaks


def _body(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [block for block in page["blocks"] if block["type"] not in ("page_number", "running_header")]


def _piece(table: dict[str, Any], page_no: int) -> Box:
    boxes = [
        Box(*part["bbox"]) for cell in table["cells"] for part in cell["parts"] if part["page"] == page_no
    ]
    return reduce(Box.union, boxes)


def _has_head(table: dict[str, Any], page_no: int) -> bool:
    heads = [cell for cell in table["cells"] if cell["is_header"]]
    return any(part["page"] == page_no for cell in heads for part in cell["parts"])


def _covers(table: Table, drawn: Box, page_no: int) -> bool:
    parts = [part.box for part in table.parts if part.page_no == page_no]
    return sum(box.overlap(drawn) for box in parts) > _ON * drawn.area


def told(breaks: Sequence[Break]) -> str:
    """The measures as lines of text."""
    wrong = [one for one in breaks if one.read_as_one != one.is_one]
    lines = [f"  seed {one.seed:4} page {one.page_no} {_kind(one)}" for one in wrong]
    all_, bad = Counter(map(_kind, breaks)), Counter(map(_kind, wrong))
    lines += [f"{kind:45} {bad[kind]:3} wrong of {count}" for kind, count in sorted(all_.items())]
    return "".join(f"{line}\n" for line in lines)


def _kind(one: Break) -> str:
    ruled = "without rules" if one.rules == "none" else "ruled"
    if not one.is_one:
        return f"two tables, {ruled}"
    return f"one table, {ruled}, head {'repeated' if one.has_head else 'not repeated'}"


if __name__ == "__main__":
    main()
