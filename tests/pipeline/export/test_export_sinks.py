"""What every sink promises, over every entry of SINKS; and the folder as a whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import jsonschema
import pandas as pd
import pyarrow.parquet as pq
import pytest

from pipeline.export import export as exporting
from pipeline.export.arrow_schemas import ARROW_SCHEMAS
from pipeline.export.export import export
from pipeline.export.masked_rows import masked_rows
from pipeline.export.results import RunResults
from pipeline.export.sinks import SINKS, Sink
from pipeline.export.table import Table
from schemas.rows import ROW_MODELS

SECRETS = ("가나다", "가 나 다", "044-999-0123", "0449990123")


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def shown(name: str, data: bytes, folder: Path) -> str:
    """What a reader of the file sees."""
    return pq.read_table(folder / name).to_pylist().__repr__() if name.endswith(".parquet") else data.decode()


def rows_of(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("sink", SINKS.values(), ids=SINKS)
class TestEverySink:
    def test_empty_tables_are_written_too(self, sink: Sink, tmp_path: Path) -> None:
        names = sink(masked_rows(RunResults(), keep_pii=False), tmp_path)
        assert {table for table in ROW_MODELS if any(Path(name).stem == table for name in names)} == set(
            ROW_MODELS
        )
        assert set(names) == files_in(tmp_path).keys()

    def test_equal_rows_give_equal_bytes(self, sink: Sink, tmp_path: Path, results: RunResults) -> None:
        folders = [tmp_path / "one", tmp_path / "two"]
        for folder in folders:
            folder.mkdir()
            sink(masked_rows(results, keep_pii=False), folder)
        assert files_in(folders[0]) == files_in(folders[1])

    def test_no_file_shows_what_is_masked(self, sink: Sink, tmp_path: Path, results: RunResults) -> None:
        sink(masked_rows(results, keep_pii=False), tmp_path)
        for name, data in files_in(tmp_path).items():
            assert not any(secret in shown(name, data, tmp_path) for secret in SECRETS), name


def test_rows_meet_the_schemas_that_lie_beside_them(tmp_path: Path, results: RunResults) -> None:
    export(results, tmp_path, keep_pii=False)
    for name in ROW_MODELS:
        schema = json.loads((tmp_path / "schema" / f"{name}.json").read_text("utf-8"))
        assert schema["schema_version"] == "1.0"
        rows = rows_of(tmp_path, name)
        assert rows
        for row in rows:
            jsonschema.Draft202012Validator(schema).validate(row)


def test_the_order_of_documents_changes_no_byte(tmp_path: Path, results: RunResults) -> None:
    export(results, tmp_path / "one", keep_pii=False)
    turned = replace(results, documents=tuple(reversed(results.documents)))
    export(turned, tmp_path / "two", keep_pii=False)
    assert files_in(tmp_path / "one") == files_in(tmp_path / "two")


def test_a_second_export_replaces_the_first(tmp_path: Path, results: RunResults) -> None:
    export(results, tmp_path, keep_pii=False)
    export(RunResults(), tmp_path, keep_pii=False)
    assert rows_of(tmp_path, "facts") == []


def test_the_data_package_lists_each_table_with_its_hash(tmp_path: Path, results: RunResults) -> None:
    summary = export(results, tmp_path, keep_pii=False)
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    paths = [resource["path"] for resource in package["resources"]]
    assert sorted(paths) == sorted(f"{name}.{kind}" for name in ROW_MODELS for kind in ("jsonl", "parquet"))
    for resource in package["resources"]:
        data = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        assert (tmp_path / resource["json_schema"]).exists()
    assert set(summary.files) == files_in(tmp_path).keys()
    assert summary.rows == {
        "documents": 2, "pages": 1, "cases": 2, "facts": 3, "records": 1, "suggestions": 1, "errors": 1,
    }  # fmt: skip


def test_an_export_that_fails_leaves_the_earlier_tables(
    tmp_path: Path, results: RunResults, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
        (folder / f"{tables[0].name}.jsonl").write_text("half")
        raise OSError("no space left")

    export(results, tmp_path, keep_pii=False)
    before = files_in(tmp_path)
    monkeypatch.setattr(exporting, "SINKS", {**SINKS, "last": full_disk})
    with pytest.raises(OSError, match="no space left"):
        export(RunResults(), tmp_path, keep_pii=False)
    assert {name: data for name, data in files_in(tmp_path).items() if not name.startswith(".")} == before


@pytest.mark.parametrize("name", ROW_MODELS)
def test_parquet_has_the_same_columns_full_and_empty(name: str, tmp_path: Path, results: RunResults) -> None:
    for folder, run in (("full", results), ("empty", RunResults())):
        export(run, tmp_path / folder, keep_pii=False)
    full, empty = (pq.read_schema(tmp_path / folder / f"{name}.parquet") for folder in ("full", "empty"))
    assert full.equals(empty, check_metadata=True)
    fields = [field.alias or key for key, field in ROW_MODELS[name].model_fields.items()]
    columns = [
        column for column in ARROW_SCHEMAS[name].names if not column.startswith("value_") or column in fields
    ]
    assert columns == [field for field in fields if field != "value"]


def test_pandas_reads_the_facts_with_their_types(tmp_path: Path, results: RunResults) -> None:
    export(results, tmp_path, keep_pii=False)
    facts = pd.read_parquet(tmp_path / "facts.parquet").set_index("fact_id")
    assert facts.loc["f1", "value_type"] == "number"
    assert int(facts.loc["f1", "value_number"]) == 12
    assert json.loads(facts.loc["f2", "attributes"]) == {"role": "사무관 ●●●"}
    assert list(facts.index) == [row["fact_id"] for row in rows_of(tmp_path, "facts")]
