"""The Arrow schema of each table, written down: an empty table has the columns and types of a full one.

A value is split by type: `value_type` (number, text, date, bool; null without a value), and
`value_number`, `value_text`, `value_date`, `value_bool`. What has no fixed form is JSON text.
"""

from __future__ import annotations

import pyarrow as pa

TEXT, INT, FLAG, FLOAT = pa.string(), pa.int32(), pa.bool_(), pa.float64()
TEXTS, INTS = pa.list_(TEXT), pa.list_(INT)
SPAN = pa.list_(INT, 2)
BBOX = pa.list_(FLOAT, 4)
JSON_TEXT = TEXT

MESSAGE = pa.struct([("ko", TEXT), ("en", TEXT)])
ISSUES = pa.list_(pa.struct([("code", TEXT), ("message", MESSAGE), ("page_no", INT), ("span", SPAN)]))
BOXES = pa.list_(pa.struct([("page_no", INT), ("bbox", BBOX)]))
CELL = pa.struct([("table_id", TEXT), ("row", INT), ("col", INT), ("header_path", TEXTS)])
EVIDENCE = pa.list_(
    pa.struct(
        [
            ("span", SPAN),
            ("quote", TEXT),
            ("page_no", INT),
            ("bbox", BBOX),
            ("boxes", BOXES),
            ("region", TEXT),
            ("origin", TEXT),
            ("ocr_confidence", FLOAT),
            ("cell", CELL),
        ]
    )
)
SUBJECT = pa.struct([("kind", TEXT), ("name", TEXT), ("as_written", TEXT), ("code", TEXT), ("basis", TEXT)])
VALUE = [
    ("value_type", TEXT),
    ("value_number", pa.decimal128(38, 9)),
    ("value_text", TEXT),
    ("value_date", pa.date32()),
    ("value_bool", FLAG),
]
HEADER = pa.struct(
    [
        ("title", TEXT),
        ("subtitles", TEXTS),
        ("publisher", TEXT),
        ("released_on", TEXT),
        ("embargo_until", TEXT),
        ("embargoes", pa.list_(pa.struct([("medium", TEXT), ("until", TEXT)]))),
        ("departments", TEXTS),
        ("applicant", TEXT),
        ("city_class", TEXT),
        ("period_covered", TEXT),
        ("department", TEXT),
    ]
)
OCR = pa.struct(
    [
        ("engine", TEXT),
        ("model", TEXT),
        ("psm", INT),
        ("mean_confidence", FLOAT),
        ("p10_confidence", FLOAT),
        ("model_sha256", TEXT),
        ("read_again", INT),
        ("changed", INT),
        ("asked", INT),
        ("agreed", INT),
        ("numbers_again", INT),
        ("numbers_agreed", INT),
    ]
)
RECORD_SUBJECT = pa.struct(
    [("kind", TEXT), ("name", TEXT), ("code", TEXT), ("city_class", TEXT), ("city_class_quote", TEXT)]
)

DOCUMENTS = pa.schema(
    [
        ("document_id", TEXT),
        ("sources", TEXTS),
        ("readable", FLAG),
        ("media_type", TEXT),
        ("kind", TEXT),
        ("language", TEXT),
        ("page_count", INT),
        ("header", HEADER),
        ("catalogues", TEXTS),
        ("issues", ISSUES),
    ]
)
PAGES = pa.schema(
    [
        ("document_id", TEXT),
        ("page_no", INT),
        ("width", FLOAT),
        ("height", FLOAT),
        ("origin", TEXT),
        ("origin_reason", TEXT),
        ("rotation", INT),
        ("skew_degrees", FLOAT),
        ("dpi", INT),
        ("ocr", OCR),
        ("issues", ISSUES),
    ]
)
CASES = pa.schema(
    [
        ("case_id", TEXT),
        ("document_id", TEXT),
        ("subject", SUBJECT),
        ("title", TEXT),
        ("captions", TEXTS),
        ("service_field", TEXT),
        ("spans", pa.list_(SPAN)),
        ("text", TEXT),
        ("pages", INTS),
        ("evidence", EVIDENCE),
    ]
)
FACTS = pa.schema(
    [
        ("fact_id", TEXT),
        ("document_id", TEXT),
        ("case_id", TEXT),
        ("field", TEXT),
        ("subject", SUBJECT),
        ("measure", TEXT),
        *VALUE,
        ("unit", TEXT),
        ("qualifier", TEXT),
        ("period", pa.struct([("from", TEXT), ("to", TEXT)])),
        ("status", TEXT),
        ("attributes", JSON_TEXT),
        ("rule_id", TEXT),
        ("alignment", TEXT),
        ("evidence", EVIDENCE),
        ("evidence_found", FLAG),
        ("value_supported", TEXT),
        ("derivation", TEXT),
        ("confidence", pa.struct([(step, FLOAT) for step in ("read", "locate", "resolve", "extract")])),
    ]
)
RECORDS = pa.schema(
    [
        ("record_id", TEXT),
        ("catalogue", TEXT),
        ("catalogue_status", TEXT),
        ("indicator_id", TEXT),
        ("subject", RECORD_SUBJECT),
        ("state", TEXT),
        *VALUE,
        ("unit", TEXT),
        ("qualifier", TEXT),
        ("status", TEXT),
        ("strength", FLOAT),
        ("confidence", pa.struct([(step, FLOAT) for step in ("read", "locate", "resolve", "map")])),
        ("reasons", TEXTS),
        ("fact_ids", TEXTS),
        ("evidence", EVIDENCE),
        ("corroborated_by", INT),
        ("conflicts", JSON_TEXT),
        ("searched", pa.list_(pa.struct([("document_id", TEXT), ("pages", INTS)]))),
        ("issues", TEXTS),
        ("reviewed", pa.struct([("decision", TEXT), ("reason", TEXT)])),
        ("masked_fields", TEXTS),
    ]
)
SUGGESTIONS = pa.schema(
    [
        ("suggestion_id", TEXT),
        ("catalogue", TEXT),
        ("catalogue_status", TEXT),
        ("indicator_id", TEXT),
        ("subject", RECORD_SUBJECT),
        ("state", TEXT),
        ("similarity", FLOAT),
        ("document_id", TEXT),
        ("case_id", TEXT),
        ("page_no", INT),
        ("span", SPAN),
        ("quote", TEXT),
        ("section", TEXTS),
    ]
)
ERRORS = pa.schema(
    [
        ("document_id", TEXT),
        ("source", TEXT),
        ("page_no", INT),
        ("code", TEXT),
        ("message", MESSAGE),
        ("action", MESSAGE),
        ("attempts", INT),
    ]
)
ARROW_SCHEMAS: dict[str, pa.Schema] = {
    "documents": DOCUMENTS,
    "pages": PAGES,
    "cases": CASES,
    "facts": FACTS,
    "records": RECORDS,
    "suggestions": SUGGESTIONS,
    "errors": ERRORS,
}
AS_JSON_TEXT = frozenset({"attributes", "conflicts"})
"""Columns whose inner form differs from row to row."""
