"""Personal data: masked wherever it stands, with spans, lengths and ids as they were."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export.documents import document_json
from pipeline.export.export import ExportSummary, export
from pipeline.export.masked_rows import masked_rows
from pipeline.export.masking import masked_json, masks_for
from pipeline.export.results import RunResults
from pipeline.export.table import JsonRow
from pipeline.formats.markdown import document_markdown
from pipeline.formats.plain_text import document_text
from schemas.document import Block, BlockKind, Document, Region
from schemas.evidence import CharSpan
from schemas.masking import MaskedSpan


def rows(results: RunResults, name: str, *, keep_pii: bool = False) -> tuple[JsonRow, ...]:
    return next(table.rows for table in masked_rows(results, keep_pii=keep_pii) if table.name == name)


def test_a_name_is_masked_in_quote_value_attribute_and_file_name(results: RunResults) -> None:
    contact = next(row for row in rows(results, "facts") if row["fact_id"] == "f2")
    assert contact["value"] == "●●●●●"
    assert contact["attributes"] == {"role": "사무관 ●●●"}
    assert contact["evidence"][0]["quote"] == "담당자 사무관 ●●● (●●●●●●●●●●●●)"
    document = rows(results, "documents")[1]
    assert document["sources"] == ["a/release.pdf", "b/●●●.pdf"]


def test_a_case_shows_masked_text_of_the_same_length(results: RunResults) -> None:
    masked, plain = (rows(results, "cases", keep_pii=keep)[0] for keep in (False, True))
    assert "가나다" in plain["text"]
    assert "가나다" not in masked["text"]
    assert len(masked["text"]) == len(plain["text"])


def test_a_record_repeats_the_masked_evidence_and_names_the_masked_fields(results: RunResults) -> None:
    record = rows(results, "records")[0]
    assert record["evidence"][0]["quote"] == "담당자 사무관 ●●● (●●●●●●●●●●●●)"
    assert record["conflicts"][0]["quote"] == "사무관 ●●●"
    assert record["masked_fields"] == ["conflicts", "evidence"]


def test_keeping_personal_data_shows_it_and_changes_no_id(results: RunResults) -> None:
    kept, masked = (rows(results, "facts", keep_pii=keep) for keep in (True, False))
    assert "가나다" in json.dumps(kept, ensure_ascii=False)
    assert [row["fact_id"] for row in kept] == [row["fact_id"] for row in masked]
    assert rows(results, "records", keep_pii=True)[0]["masked_fields"] == []


def test_masks_are_counted_by_kind_and_a_name_told_twice_counts_twice(
    results: RunResults, tmp_path_factory: pytest.TempPathFactory
) -> None:
    summary: ExportSummary = export(results, tmp_path_factory.mktemp("masked"), keep_pii=False)
    assert summary.masks == {"name": 2, "phone": 1}
    assert export(results, tmp_path_factory.mktemp("kept"), keep_pii=True).masks == {}


@pytest.mark.parametrize(
    ("written", "kind", "elsewhere", "expected"),
    [
        ("가나다", "name", "가 나 다 과장", "●●●●● 과장"),
        ("가 나 다", "name", "가나다 과장", "●●● 과장"),
        ("보고", "name", "보고서는 보고 뒤에", "보고서는 ●● 뒤에"),
        ("044-999-0123", "phone", "전화 (044) 999.0123", "전화 (●●●●●●●●●●●●●"),
        ("044-999-0123", "phone", "10449990123원", "10449990123원"),
        ("2022", "phone", "2022년", "2022년"),
        ("2022", "phone", "2022", "●●●●"),
        ("a.b@nuri.kr", "email", "A.B@nuri.kr", "●●●●●●●●●●●"),
    ],
)
def test_the_same_string_is_masked_however_it_is_spaced(
    written: str, kind: str, elsewhere: str, expected: str
) -> None:
    masks = masks_for(written, [MaskedSpan(CharSpan(0, len(written)), kind)])  # type: ignore[arg-type]
    assert masks.text(elsewhere) == expected


def test_identifiers_are_never_taken_for_telephone_numbers() -> None:
    masks = masks_for("0449990123", [MaskedSpan(CharSpan(0, 10), "phone")])
    row = {"fact_id": "0449990123", "value": "0449990123"}
    assert masked_json(row, masks) == {"fact_id": "0449990123", "value": "●" * 10}


def one_block(text: str) -> Document:
    block = Block("b1", BlockKind.PARAGRAPH, Region.BODY, CharSpan(0, len(text)))
    return Document("sha256:2", "x.txt", "text/plain", text + "\n", (block,))


@given(
    st.text(alphabet="가나다홍길동 0129-(\t", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 12), st.sampled_from(["name", "phone", "email"]))),
)
def test_every_span_still_shows_its_text_after_masking(text: str, cuts: list[tuple[int, int, str]]) -> None:
    document = one_block(text)
    masked = [
        MaskedSpan(CharSpan(start, min(start + length, len(text))), kind)  # type: ignore[arg-type]
        for start, length, kind in cuts
        if start < len(text)
    ]
    shown = json.loads(document_json(document, masked))
    assert len(shown["text"]) == len(document.text)
    for block in shown["blocks"]:
        assert shown["text"][slice(*block["span"])] == block["text"]
    for mask in shown["masked"]:
        assert set(shown["text"][slice(*mask["span"])]) == {"●"}
    assert shown["text"].count("\n") == document.text.count("\n")


def test_text_and_markdown_are_masked_as_the_json_is() -> None:
    document = one_block("과장 가나다. 가나다는 말했다.")
    masked = [MaskedSpan(CharSpan(3, 6), "name")]
    assert document_text(document, masked) == "과장 ●●●. ●●●는 말했다.\n"
    assert "가나다" not in document_markdown(document, masked)


def test_a_suggestion_is_masked_by_its_offsets(results: RunResults) -> None:
    [table] = [one for one in masked_rows(results, keep_pii=False) if one.name == "suggestions"]
    [row] = table.rows
    assert row["quote"].startswith("●●● 사무관")
    assert len(row["quote"]) == row["span"][1] - row["span"][0]
