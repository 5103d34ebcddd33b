"""Single rows: what stands in them, and how a value is split for Parquet."""

from __future__ import annotations

import json
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.case_rows import case_rows
from pipeline.export.document_rows import document_row, page_rows
from pipeline.export.documents import document_json
from pipeline.export.parquet import value_columns
from pipeline.export.results import DocumentResult, RunResults
from schemas.generate import schema_text, stale


def test_an_unreadable_document_has_a_line_of_its_own(results: RunResults) -> None:
    row = document_row(results.documents[1])
    assert (row.readable, row.kind, row.header, row.page_count) == (False, None, None, None)
    assert row.media_type == "application/pdf"


def test_a_readable_document_needs_its_document_and_header() -> None:
    with pytest.raises(ValueError, match="needs its document"):
        DocumentResult(document_id="sha256:3", sources=("x.pdf",), readable=True)


def test_the_last_embargo_ends_them_all_and_each_is_told(results: RunResults) -> None:
    header = document_row(results.documents[0]).header
    assert header is not None
    assert header.embargo_until == "2022-09-30"
    assert [(one.medium, one.until) for one in header.embargoes] == [
        ("print", "2022-09-30"),
        ("online", "2022-09-29T11:00"),
    ]


def test_a_page_row_says_where_its_text_comes_from(results: RunResults) -> None:
    (page,) = page_rows(results.documents[0])
    assert (page.origin, page.origin_reason, page.rotation) == ("ocr", "no text layer", 90)
    assert page.ocr is not None
    assert page.ocr.p10_confidence == 0.62


def test_case_evidence_crosses_no_border_and_every_quote_is_its_span(results: RunResults) -> None:
    document = results.documents[0].document
    assert document is not None
    rows = list(case_rows(results.documents[0]))
    assert [row.case_id for row in rows] == ["c1", "c2"]
    assert rows[0].captions == ("스마트 횡단보도",)
    assert len(rows[0].evidence) == 2  # the heading, which is the title, and the contact line
    assert rows[0].pages == (1,)
    for row in rows:
        assert row.text == "\n".join(document.text[start:end] for start, end in row.spans)
        for evidence in row.evidence:
            assert document.text[slice(*evidence.span)] == evidence.quote
            assert "\n" not in evidence.quote


def test_the_document_model_meets_its_schema(results: RunResults) -> None:
    document = results.documents[0].document
    assert document is not None
    shown = json.loads(document_json(document, results.documents[0].masked))
    jsonschema.Draft202012Validator(json.loads(schema_text("document_model"))).validate(shown)
    assert shown["tables"][0]["cells"][1]["text"] == "야간 보행사고 30% 감소"


def test_generated_schemas_are_up_to_date() -> None:
    assert stale() == []


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_keeps_nine_places_or_stays_as_text(number: float) -> None:
    columns = value_columns(number)
    assert columns["value_type"] == "number"
    kept = columns["value_number"]
    if kept is None:
        assert Decimal(columns["value_text"]) == Decimal(str(number))
    else:
        assert abs(kept - Decimal(str(number))) <= Decimal("1e-9")
        assert len(kept.as_tuple().digits) <= 38


@pytest.mark.parametrize(
    ("value", "kind", "day"),
    [
        ("2022-09-29", "date", "2022-09-29"),
        ("2022-09-29T11:00", "date", "2022-09-29"),
        ("2022-09", "text", None),
        ("2022-02-30", "text", None),
        ("2022-01-01/2022-12-31", "text", None),
    ],
)
def test_only_a_whole_day_is_a_date(value: str, kind: str, day: str | None) -> None:
    columns = value_columns(value)
    assert columns["value_type"] == kind
    assert columns["value_text"] == value
    assert (columns["value_date"].isoformat() if columns["value_date"] else None) == day
