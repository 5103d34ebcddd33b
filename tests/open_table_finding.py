"""`python -m tests.open_table_finding --count 40`: random tables without rules by their traits: found, not at all, and false ones.

`--close` draws those whose columns stand about a blank apart.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from fixtures.drawn_close_tables import drawn_close_tables
from fixtures.drawn_open_tables import DrawnOpenTables, Traits, drawn_open_tables
from fixtures.drawn_tables import DrawnTables
from fixtures.text_layer import read_text_layer
from tests.random_reading import folder_of, with_count_and_folder
from tests.table_finding import Found, judged


@dataclass(frozen=True, slots=True)
class _Open:
    found: Found
    traits: Traits

    @property
    def is_missed(self) -> bool:
        return self.found.scores.read == 0

    @property
    def is_exact(self) -> bool:
        return self.found.scores.exact == self.found.scores.drawn == self.found.scores.read


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables that were not found, then for each trait how many were not and how many are exact."""
    parser = argparse.ArgumentParser(prog="python -m tests.open_table_finding", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the first of them")
    parser.add_argument("--close", action="store_true", help="columns about a blank apart")
    given = with_count_and_folder(parser).parse_args(arguments)
    draw = drawn_close_tables if given.close else drawn_open_tables
    tables: list[_Open] = []
    false: list[int] = []
    with folder_of(given.keep) as folder:
        for seed in range(given.seed, given.seed + given.count):
            own, wrong = _read(seed, draw(seed, folder))
            tables += own
            false += [seed] * wrong
    sys.stdout.write(told(tables, false))


def _read(seed: int, drawn: DrawnOpenTables) -> tuple[list[_Open], int]:
    numbers = {table["id"]: "ruled" for table in drawn.document.truth["tables"]}
    reading = judged(seed, DrawnTables(drawn.document, numbers), read_text_layer(drawn.document.pdf))
    tables = [
        _Open(one, drawn.traits[one.table_id]) for one in reading.tables if one.table_id in drawn.traits
    ]
    return tables, reading.false


def told(tables: Sequence[_Open], false: Sequence[int]) -> str:
    """The measures as lines of text."""
    lines = [
        f"  seed {one.found.seed:4} {one.found.table_id:4} {' | '.join(f'{k} {v}' for k, v in one.traits.items())}"
        for one in tables
        if one.is_missed
    ]
    kinds: dict[tuple[str, str], list[_Open]] = defaultdict(list)
    for table in tables:
        for trait, value in table.traits.items():
            kinds[trait, value].append(table)
    lines += [f"{f'{trait} {value}':28} {_counted(own)}" for (trait, value), own in sorted(kinds.items())]
    lines.append(f"{'all':28} {_counted(tables)}, {len(false)} false in {sorted(set(false))}")
    return "".join(f"{line}\n" for line in lines)


def _counted(tables: Sequence[_Open]) -> str:
    missed, exact = sum(one.is_missed for one in tables), sum(one.is_exact for one in tables)
    return f"{len(tables):4} tables, {missed:4} not found, {exact:4} exact"


if __name__ == "__main__":
    main()
