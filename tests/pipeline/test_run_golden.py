"""What the program gave last time, in a form that a person can read in a diff."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.pipeline.samples import BORN_DIGITAL, rows, sample_run

pytestmark = pytest.mark.golden


def _value(row: dict[str, Any]) -> str:
    words = [str(row["value"]), row["unit"], row["qualifier"], row["status"]]
    return " ".join(word for word in words if word and word != "unstated")


def _lines(source: str) -> Iterator[str]:
    out = sample_run(BORN_DIGITAL)
    (document_id,) = [row["document_id"] for row in rows(out, "documents") if row["sources"] == [source]]
    for case in rows(out, "cases"):
        if case["document_id"] == document_id:
            yield f"case | {case['subject']['name']} | {case['title']} | {case['service_field']}"
    for fact in rows(out, "facts"):
        if fact["document_id"] == document_id:
            quote = fact["evidence"][0]["quote"]
            yield f"{fact['field']} | {fact['subject']['name']} | {fact['measure'] or ''} | {_value(fact)} | {quote}"


@pytest.mark.parametrize("path", BORN_DIGITAL, ids=lambda path: path.name)
def test_cases_and_facts_are_those_of_last_time(path: Any, golden: Callable[[str, str], None]) -> None:
    golden(f"{path.stem}.facts.txt", "\n".join(_lines(path.name)) + "\n")


def test_records_that_are_found_are_those_of_last_time(golden: Callable[[str, str], None]) -> None:
    found = []
    for row in rows(sample_run(BORN_DIGITAL), "records"):
        if row["state"] not in {"absent", "not_searched"}:
            said = _value(row | {"status": row["status"] or ""})
            keys = (row["catalogue"], row["subject"]["name"], row["indicator_id"], row["state"], said)
            found.append(" | ".join(keys))
    golden("records.txt", "\n".join(found) + "\n")
