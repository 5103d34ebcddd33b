"""Builds `schemas/gazetteer/*.csv` from the MOIS code table and our own list of changes and aliases.

The table comes with the package PublicDataReader (MIT), file `raw/code_bdong.json`; it is needed to build
only. `python -m extractors.nlp.gazetteer_build [SOURCE] [--check]`; SOURCE is the JSON file or the wheel.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import io
import json
import sys
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict

from extractors.nlp.gazetteer import ALIAS_COLUMNS, DATA_FOLDER, PLACE_COLUMNS

_MEMBER = "PublicDataReader/raw/code_bdong.json"
_BASE = "MOIS 법정동 code table"
_OLDEST_END = "2000-01-01"
"""Places that ceased before are left out: no document about smart cities names them."""

_LEVELS = {"시": "city", "군": "county", "구": "district", "도": "province"}
_METROPOLITAN = ("특별시", "광역시", "특별자치시")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Begin(_Strict):
    """A place that starts; the code is empty where it was not seen."""

    full_name: str
    code: str = ""


class Carry(_Strict):
    """Everything under `old` goes on under `new`."""

    old: str
    new: str
    prefix: str = ""


class Change(_Strict):
    """One dated change; see schemas/gazetteer/changes.yaml for what each key means."""

    date: date
    ends: tuple[str, ...] = ()
    begins: tuple[Begin, ...] = ()
    carries: tuple[Carry, ...] = ()
    in_base: bool = False
    certain: bool = True
    seen_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of places.csv; dates are ISO, an empty `valid_to` means until now."""

    code: str
    full_name: str
    valid_from: str
    valid_to: str
    source: str

    @property
    def name(self) -> str:
        return self.full_name.rsplit(" ", 1)[-1]

    @property
    def parent(self) -> str:
        return self.full_name.rpartition(" ")[0]

    def cells(self) -> dict[str, str]:
        level = level_of(self.full_name)
        return {
            "code": self.code, "full_name": self.full_name, "name": self.name, "level": level,
            "parent": self.parent, "valid_from": self.valid_from, "valid_to": self.valid_to,
            "source": self.source,
        }  # fmt: skip


def level_of(full_name: str) -> str:
    """Return the kind of place that a full name tells.

    >>> [level_of(name) for name in ("세종특별자치시", "경기도 수원시", "경기도 수원시 장안구", "제주특별자치도 제주시")]
    ['metropolitan', 'city', 'city_district', 'administrative_city']
    """
    parts = full_name.split(" ")
    if len(parts) == 1 and full_name.endswith(_METROPOLITAN):
        return "metropolitan"
    if len(parts) == 3:
        return "city_district"
    if parts[0] == "제주특별자치도" and len(parts) == 2:
        return "administrative_city"
    return _LEVELS[full_name[-1]]


def base_rows(table: dict[str, dict[str, Any]]) -> list[Row]:
    """Take the 시도 and 시군구 out of the code table; branch offices and villages are dropped."""
    found: dict[tuple[str, str], Row] = {}
    for key, created in table["생성일자"].items():
        province, district = table["시도명"][key], table["시군구명"][key]
        if _is_text(table["읍면동명"][key]) or province.endswith("출장소"):
            continue
        if _is_text(district) and not district.endswith(("시", "군", "구")):
            continue
        code = str(table["시군구코드"][key]) if _is_text(district) else str(table["시도코드"][key])
        full_name = f"{province} {district}" if _is_text(district) else province
        row = Row(code, full_name, _iso(created), _iso(table["말소일자"][key]), _BASE)
        if not row.valid_to or row.valid_to >= _OLDEST_END:
            found.setdefault((code, row.valid_from), row)
    return list(found.values())


def apply(rows: Sequence[Row], change: Change) -> list[Row]:
    """Return the rows after one change.

    >>> change = Change(date=date(2023, 7, 1), ends=("가도 나군",),
    ...                 begins=(Begin(full_name="다시 나군", code="27720"),), seen_in=("example",))
    >>> old = Row("47720", "가도 나군", "1988-04-23", "", "base")
    >>> [(row.full_name, row.valid_to) for row in apply([old], change)]
    [('가도 나군', '2023-07-01'), ('다시 나군', '')]
    """
    day = change.date.isoformat()
    if change.in_base:
        _check_in_base(rows, change)
        return list(rows)
    source = "changes.yaml" if change.certain else "changes.yaml (commencement not seen)"
    ends = {row for row in rows if not row.valid_to and row.full_name in change.ends}
    carried = {row: carry for carry in change.carries for row in rows if _is_under(row, carry.old)}
    closed = [replace(row, valid_to=day) if row in ends or row in carried else row for row in rows]
    begun = [Row(begin.code, begin.full_name, day, "", source) for begin in change.begins]
    moved = [_carry(row, carry, day, source) for row, carry in carried.items()]
    return closed + begun + moved


def _carry(row: Row, carry: Carry, day: str, source: str) -> Row:
    code = carry.prefix + row.code[2:] if carry.prefix and row.code else ""
    return Row(code, carry.new + row.full_name.removeprefix(carry.old), day, "", source)


def _is_under(row: Row, old: str) -> bool:
    return not row.valid_to and row.full_name.startswith(f"{old} ")


def _check_in_base(rows: Sequence[Row], change: Change) -> None:
    known = {(row.full_name, row.code, row.valid_from) for row in rows}
    for begin in change.begins:
        if (begin.full_name, begin.code, change.date.isoformat()) not in known:
            raise ValueError(f"changes.yaml says {begin.full_name} is in the base table, but it is not")


def alias_rows(rows: Sequence[Row], listed: dict[str, Any]) -> list[dict[str, str]]:
    """Return the aliases that are listed, and the short names of 시 and 군."""
    known = {row.full_name for row in rows}
    found = []
    for entry in listed["aliases"]:
        if entry["place"] not in known:
            raise ValueError(f"aliases.yaml names an unknown place: {entry['place']}")
        span = (str(entry.get("from", "")), str(entry.get("to", "")))
        for strength in ("strong", "weak", "bound"):
            found += [_alias(alias, entry["place"], strength, span) for alias in entry.get(strength, ())]
    common = frozenset(listed["common_words"])
    for full_name in sorted(known):
        short = full_name.rsplit(" ", 1)[-1][:-1]
        if level_of(full_name) in ("city", "county", "administrative_city") and len(short) >= 2:
            found.append(_alias(short, full_name, "bound" if short in common else "weak", ("", "")))
    return sorted(found, key=lambda row: (row["place"], row["alias"]))


def _alias(alias: str, place: str, strength: str, span: tuple[str, str]) -> dict[str, str]:
    return dict(zip(ALIAS_COLUMNS, (alias, place, strength, *span), strict=True))


def build(table: dict[str, dict[str, Any]]) -> dict[str, str]:
    """Return the two files by name."""
    rows = base_rows(table)
    for entry in _load("changes.yaml"):
        rows = apply(rows, Change.model_validate(entry))
    rows.sort(key=lambda row: (row.full_name, row.valid_from))
    return {
        "places.csv": _csv(PLACE_COLUMNS, [row.cells() for row in rows]),
        "aliases.csv": _csv(ALIAS_COLUMNS, alias_rows(rows, _load("aliases.yaml"))),
    }


def read_source(path: Path) -> dict[str, dict[str, Any]]:
    """Read the code table from the JSON file, or from a wheel that holds it."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as wheel:
            return dict(json.loads(wheel.read(_MEMBER)))
    return dict(json.loads(path.read_bytes()))


def find_source() -> Path | None:
    """The table of an installed PublicDataReader; None where it is not installed."""
    spec = importlib.util.find_spec("PublicDataReader")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "raw" / "code_bdong.json"


def _load(name: str) -> Any:
    return yaml.safe_load((DATA_FOLDER / name).read_text(encoding="utf-8"))


def _csv(columns: Sequence[str], rows: Iterable[dict[str, str]]) -> str:
    lines = io.StringIO()
    writer = csv.DictWriter(lines, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return lines.getvalue()


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _iso(day: Any) -> str:
    return f"{day[:4]}-{day[4:6]}-{day[6:]}" if _is_text(day) else ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the tables, or with --check say whether they are up to date."""
    parser = argparse.ArgumentParser(description="Build schemas/gazetteer from the MOIS code table.")
    parser.add_argument("source", nargs="?", type=Path, help="code_bdong.json or the wheel that holds it")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a table is stale")
    options = parser.parse_args(arguments)
    source = options.source or find_source()
    if source is None:
        sys.stderr.write("No source: give code_bdong.json, or `pip download --no-deps PublicDataReader`.\n")
        return 0 if options.check else 2
    built = build(read_source(source))
    stale = [name for name, text in built.items() if not _is_current(name, text)]
    if options.check:
        sys.stdout.write(f"stale: {', '.join(stale)}\n" if stale else "up to date\n")
        return 1 if stale else 0
    for name, text in built.items():
        (DATA_FOLDER / name).write_text(text, encoding="utf-8")
    return 0


def _is_current(name: str, text: str) -> bool:
    path = DATA_FOLDER / name
    return path.exists() and path.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    raise SystemExit(main())
