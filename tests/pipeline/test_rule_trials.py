"""What a change of rules changes, and what each rule does, on the stored facts of a run."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.catalogue_diff import diff_lines
from pipeline.cli import app
from pipeline.rule_report import report_lines, rule_uses
from pipeline.rule_trials import rule_set, stored_documents
from schemas.errors import UsageError
from tests.pipeline.samples import FIXTURES, rows, sample_run

CITY = "proxy-city-2022"
SNIPPETS = (FIXTURES / "snippets/release_ocr.md", FIXTURES / "snippets/weekly_news.txt")
PACK = """
pack: gaon
version: 1
catalogues: [proxy-city-2022]
rules:
  - indicator: SI.FM.02
    cues: {strong: [{lex: 갯벌 관측}]}
    value: {type: count, unit: device}
    tests:
      match: [{text: "갯벌 관측을 하고 있다."}, {text: "갯벌 관측을 했다."}, {text: "갯벌 관측 실시"}]
      no_match: [{text: "조개를 캤다.", why: "no watch"}, {text: "갯벌에 갔다.", why: "a walk"}]
"""


def called(*words: object) -> Result:
    """One command, in this process: the language model is loaded already."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture(scope="module")
def folder() -> Path:
    return sample_run(SNIPPETS)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "gaon.yaml"
    path.write_text(PACK, "utf-8")
    return path


def test_the_same_rules_change_nothing(folder: Path) -> None:
    [count] = diff_lines(CITY, CITY, folder)
    assert "found 0, lost 0, changed 0" in count


def test_a_record_that_other_rules_lose_is_shown_with_its_quote(folder: Path, pack: Path) -> None:
    head, quote, count = diff_lines(CITY, str(pack), folder)
    assert head.startswith("거제시  SI.FM.02: present")
    assert head.endswith("→ absent")
    assert "지능형 가로등" in quote
    assert "lost 1" in count


def test_the_other_way_round_it_is_found(folder: Path, pack: Path) -> None:
    lines = list(diff_lines(str(pack), CITY, folder))
    assert "found 1, lost 0, changed 0" in lines[-1]
    assert lines[1].startswith("  + ")


def test_a_report_counts_what_each_rule_did_and_names_the_dead(folder: Path) -> None:
    uses = {use.indicator_id: use for use in rule_uses(rule_set(CITY), stored_documents(folder))}
    assert len(uses) == 56
    lamps = uses["SI.FM.02"]
    assert (lamps.fired, lamps.documents, dict(lamps.records)) == (1, 1, {"present": 1})
    lines = list(report_lines(CITY, folder, None))
    assert lines[-1].startswith("쓰이지 않은 규칙 / rules that never fired: ")
    assert "GI.LW.05" in lines[-1]
    assert "SI.FM.02" not in lines[-1]


def test_a_report_holds_records_against_a_gold_of_their_subjects(folder: Path, tmp_path: Path) -> None:
    wrong = "{indicator: SI.FM.02, subject: 거제시, state: absent, quote: 가로등}"
    gold = tmp_path / "t.records.yaml"
    gold.write_text(
        "schema: gold-records/1\ndocument: {doc: t, inputs: []}\ncatalogue: proxy-city-2022\n"
        f"exhaustive_subjects: [거제시]\nrecords: [{wrong}]\n",
        "utf-8",
    )
    uses = {use.indicator_id: use for use in rule_uses(rule_set(CITY), stored_documents(folder), gold)}
    assert (uses["SI.FM.02"].judged, uses["SI.FM.02"].right) == (1, 0)


def test_a_file_that_is_neither_catalogue_nor_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_text("a: 1\n", "utf-8")
    with pytest.raises(UsageError, match=r"x\.yaml"):
        rule_set(str(tmp_path / "x.yaml"))


def test_the_commands_print_and_end_well(folder: Path, pack: Path) -> None:
    done = called("catalogue", "diff", CITY, pack, "--on", folder)
    assert (done.exit_code, "lost 1" in done.stdout) == (0, True)
    refused = called("catalogue", "report", "no-such", "--on", folder)
    assert refused.exit_code == 2
    assert "no catalogue is named" in refused.stderr


def test_stored_facts_are_put_on_a_table_that_was_taken_in_and_no_document_is_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JIPYO_CATALOGUES", str(tmp_path / "taken in"))
    table = tmp_path / "표.csv"
    table.write_text(
        "번호,영역,지표명,배점,단위\n1,기반시설,지능형 가로등 설치,60,개\n2,기반시설,갯벌 관측,40,건\n",
        "utf-8",
    )
    assert called("catalogue", "import", table, "--scheme", "city", "--year", 2031).exit_code == 0
    out = Path(shutil.copytree(folder, tmp_path / "out"))
    mapped = called("map", out, "--catalogue", "official-city-2031")
    assert mapped.exit_code == 0, mapped.stderr
    found = {(row["subject"]["name"], row["indicator_id"]): row for row in rows(out, "records")}
    assert {row["catalogue"] for row in found.values()} == {"official-city-2031"}
    lamps, tide = found["거제시", "1"], found["거제시", "2"]
    assert (lamps["state"], lamps["value"], lamps["catalogue_status"]) == ("present", 430, "official")
    assert (tide["state"], tide["reasons"]) == ("not_searched", ["own_words"])
    assert rows(out, "facts") == rows(folder, "facts")
