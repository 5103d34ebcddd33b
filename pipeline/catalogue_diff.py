"""`jipyo catalogue diff A B --on DIR`: what another set of rules, or another catalogue, makes of the same facts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.rule_trials import records_of, rule_set, stored_documents
from schemas.record import Record

_UNFOUND = frozenset({"absent", "not_searched"})
MOST_CHARACTERS = 80
Key = tuple[str, str]


def diff_lines(before: str, after: str, folder: Path) -> Iterator[str]:
    """Yield one entry for each record that differs, with the quotes of both sides, and a count at the end.

    `before` and `after` name catalogues or files of catalogues or rule packs. Records are compared by subject and
    indicator id; what has no counterpart is compared with nothing found.
    """
    documents = stored_documents(folder)
    old = _by_key(records_of(rule_set(before), documents))
    new = _by_key(records_of(rule_set(after), documents))
    counts = {"gained": 0, "lost": 0, "changed": 0, "same": 0}
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        kind = _kind(one, other)
        counts[kind] += 1
        if kind != "same":
            yield f"{key[0]}  {key[1]}: {_shown(one)} → {_shown(other)}"
            yield from (f"  - {quote}" for quote in _quotes(one, but=other))
            yield from (f"  + {quote}" for quote in _quotes(other, but=one))
    yield (
        f"{before} → {after}: 새로 찾음 {counts['gained']}, 잃음 {counts['lost']}, 바뀜 {counts['changed']}, "
        f"그대로 {counts['same']} / found {counts['gained']}, lost {counts['lost']}, changed {counts['changed']}, same {counts['same']}"
    )


def _by_key(records: tuple[Record, ...]) -> dict[Key, Record]:
    return {(record.subject.name, record.indicator_id): record for record in records}


def _kind(one: Record | None, other: Record | None) -> str:
    was, is_now = _is_found(one), _is_found(other)
    if was != is_now:
        return "gained" if is_now else "lost"
    if not was or one is None or other is None:
        return "same"
    return "same" if _claim(one) == _claim(other) else "changed"


def _is_found(record: Record | None) -> bool:
    return record is not None and record.state not in _UNFOUND


def _claim(record: Record) -> tuple[object, ...]:
    """What a reader of a record is told: not how strongly, and not by which words."""
    proof = record.evidence[0].quote if record.evidence else None
    return record.state, record.value, record.unit, record.qualifier, record.status, proof


def _shown(record: Record | None) -> str:
    if record is None:
        return "–"
    value = "" if record.value is None else f" {record.value}"
    unit = f" {record.unit}" if record.unit else ""
    return f"{record.state}{value}{unit}"


def _quotes(record: Record | None, *, but: Record | None) -> Iterator[str]:
    """The first proof of a record, unless the other side shows the same."""
    if record is None or not record.evidence:
        return
    first = record.evidence[0]
    if but is not None and but.evidence and but.evidence[0].quote == first.quote:
        return
    page = "" if first.page_no is None else f" ({first.page_no}쪽 / p. {first.page_no})"
    yield f"“{first.quote[:MOST_CHARACTERS]}”{page}"
