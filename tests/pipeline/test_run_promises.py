"""What a run promises of the folder it writes, on documents of every way of reading."""

from __future__ import annotations

import itertools
import json
import stat
from pathlib import Path
from typing import Any

import jsonschema
import pandas as pd
import pytest

from pipeline.store.store import open_store
from tests.pipeline.samples import BORN_DIGITAL, SMALL, TABLES, exported, jipyo, rows, run_into, sample_run


@pytest.fixture(scope="module")
def texts() -> dict[str, dict[str, Any]]:
    """What `jipyo read` prints of each small sample, by document."""
    read = [json.loads(jipyo("read", path).stdout) for path in SMALL]
    return {document["document_id"]: document for document in read}


def _evidence(out: Path) -> list[tuple[str, dict[str, Any]]]:
    holders = [*rows(out, "facts"), *rows(out, "cases")]
    return [(holder["document_id"], evidence) for holder in holders for evidence in holder["evidence"]]


def test_every_quote_is_its_span_of_the_text(texts: dict[str, dict[str, Any]]) -> None:
    found = _evidence(sample_run())
    assert len(found) > 100
    for document_id, evidence in found:
        start, end = evidence["span"]
        assert texts[document_id]["text"][start:end] == evidence["quote"]


def test_no_quote_crosses_the_border_of_a_block_or_cell(texts: dict[str, dict[str, Any]]) -> None:
    for document_id, evidence in _evidence(sample_run()):
        document = texts[document_id]
        cells = [cell["span"] for table in document["tables"] for cell in table["cells"] if cell["span"]]
        blocks = [block["span"] for block in document["blocks"] if block["kind"] != "table"]
        start, end = evidence["span"]
        assert any(first <= start and end <= last for first, last in [*blocks, *cells])


def test_boxes_lie_inside_their_page() -> None:
    out = sample_run()
    sizes = {
        (page["document_id"], page["page_no"]): (page["width"], page["height"]) for page in rows(out, "pages")
    }
    for document_id, evidence in _evidence(out):
        for box in evidence["boxes"]:
            width, height = sizes[document_id, box["page_no"]]
            x0, top, x1, bottom = box["bbox"]
            assert -1 <= x0 <= x1 <= width + 1
            assert -1 <= top <= bottom <= height + 1


def test_furniture_and_figures_prove_no_fact_of_a_case() -> None:
    for fact in rows(sample_run(), "facts"):
        if fact["case_id"] is not None and fact["field"] not in {"caption", "case_title"}:
            assert {evidence["region"] for evidence in fact["evidence"]} <= {"body", "table"}


def test_every_row_keeps_to_its_json_schema() -> None:
    out = sample_run()
    names = {"documents": "document", "pages": "page", "cases": "case"}
    for name in TABLES:
        path = next(
            path
            for path in (out / "schema").glob("*.json")
            if path.stem in {name, names.get(name, name[:-1])}
        )
        validator = jsonschema.Draft202012Validator(json.loads(path.read_text("utf-8")))
        for row in rows(out, name):
            validator.validate(row)


def test_the_parquet_twin_of_each_table_has_the_same_rows() -> None:
    out = sample_run()
    for name in TABLES:
        assert len(pd.read_parquet(out / f"{name}.parquet")) == len(rows(out, name))


def test_a_record_that_is_found_rests_on_facts_that_exist() -> None:
    out = sample_run(BORN_DIGITAL)
    known = {fact["fact_id"] for fact in rows(out, "facts")}
    records = rows(out, "records")
    assert any(record["state"] == "present" for record in records)
    for record in records:
        assert set(record["fact_ids"]) <= known
        if record["state"] not in {"absent", "not_searched"}:
            assert record["fact_ids"]
        else:
            assert record["value"] is None


def test_each_catalogue_subject_and_indicator_has_one_record() -> None:
    records = rows(sample_run(BORN_DIGITAL), "records")
    keys = [
        (record["catalogue"], record["subject"]["kind"], record["subject"]["name"], record["indicator_id"])
        for record in records
    ]
    assert len(keys) == len(set(keys))


def test_ids_are_unique() -> None:
    out = sample_run(BORN_DIGITAL)
    for name, key in (("facts", "fact_id"), ("cases", "case_id"), ("records", "record_id")):
        ids = [row[key] for row in rows(out, name)]
        assert len(ids) == len(set(ids))


def test_cases_of_a_document_do_not_overlap() -> None:
    for document in rows(sample_run(BORN_DIGITAL), "documents"):
        spans = sorted(
            tuple(span)
            for case in rows(sample_run(BORN_DIGITAL), "cases")
            if case["document_id"] == document["document_id"]
            for span in case["spans"]
        )
        for (_, end), (start, _) in itertools.pairwise(spans):
            assert end <= start


def test_the_store_is_for_its_owner_only_and_no_part_of_the_package() -> None:
    out = sample_run()
    assert stat.S_IMODE((out / "jipyo.db").stat().st_mode) == 0o600
    listed = json.loads((out / "datapackage.json").read_text("utf-8"))["resources"]
    assert all("jipyo.db" not in json.dumps(resource) for resource in listed)


def test_the_report_asks_nothing_of_a_network() -> None:
    page = (sample_run() / "report.html").read_text("utf-8")
    assert "http://" not in page.replace("http://www.w3.org", "")
    assert "https://" not in page
    assert "data:image/jpeg;base64," in page


def test_two_workers_another_order_and_another_hash_seed_give_the_same_bytes(tmp_path: Path) -> None:
    one = run_into(tmp_path / "one", SMALL, "--workers", "1", env={"PYTHONHASHSEED": "1"})
    two = run_into(tmp_path / "two", SMALL[::-1], "--workers", "2", env={"PYTHONHASHSEED": "2"})
    assert (one, two) == (0, 0)
    assert exported(tmp_path / "one") == exported(tmp_path / "two")


def test_a_second_run_repeats_nothing_and_writes_the_same_bytes(tmp_path: Path) -> None:
    run_into(tmp_path / "out", SMALL[:2])
    before = exported(tmp_path / "out")
    run_into(tmp_path / "out", SMALL[:2], "--log-json", str(tmp_path / "log"))
    events = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert not [event for event in events if event["event"] == "step"]
    assert exported(tmp_path / "out") == before


def test_mapping_anew_gives_what_a_run_with_that_catalogue_gives(tmp_path: Path) -> None:
    inputs = BORN_DIGITAL[:1]
    run_into(tmp_path / "a", inputs, "--catalogue", "proxy-city-2022")
    run_into(tmp_path / "b", inputs, "--catalogue", "proxy-service-2022")
    assert exported(tmp_path / "a")["records.jsonl"] != exported(tmp_path / "b")["records.jsonl"]
    assert jipyo("map", tmp_path / "a", "--catalogue", "proxy-service-2022").returncode == 0
    assert exported(tmp_path / "a") == exported(tmp_path / "b")


def test_mapping_what_another_version_stored_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    run_into(tmp_path / "out", SMALL[1:2])
    before = exported(tmp_path / "out")
    with open_store(tmp_path / "out") as store:
        store.discard_work()
    done = jipyo("map", tmp_path / "out", "--catalogue", "proxy-city-2022")
    assert done.returncode == 2
    assert "run 'jipyo run' again" in done.stderr
    assert exported(tmp_path / "out") == before


def test_fresh_does_the_work_again(tmp_path: Path) -> None:
    run_into(tmp_path / "out", SMALL[1:2])
    run_into(tmp_path / "out", SMALL[1:2], "--fresh", "--log-json", str(tmp_path / "log"))
    events = [json.loads(line) for line in (tmp_path / "log").read_text("utf-8").splitlines()]
    assert [event["stage"] for event in events if event["event"] == "step"] == ["probe", "understand"]


def test_status_tells_what_is_done() -> None:
    said = jipyo("status", sample_run()).stdout
    assert "완료 / done" in said
    assert said.count("\n  done ") == len(SMALL)


def test_index_and_score_are_written_and_say_what_they_are(tmp_path: Path) -> None:
    out = sample_run(BORN_DIGITAL)
    assert jipyo("index", out, "--out", tmp_path / "index.html").returncode == 0
    assert "시험 산정(비공식)" in (tmp_path / "index.html").read_text("utf-8")
    assert jipyo("score", out, "--out", tmp_path / "scores.json").returncode == 0
    assert json.loads((tmp_path / "scores.json").read_text("utf-8"))
