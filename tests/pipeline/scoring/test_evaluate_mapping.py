"""Passages of indicators against gold: what is found, missed and besides, and what sums alone tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.evaluate_mapping import MappingEvaluation, evaluate_mapping
from pipeline.evaluate_page import evaluation_page
from pipeline.gold_mapping import load_mapping_gold
from schemas.errors import UsageError
from tests.pipeline.samples import run_into

PAPER = """# 춘천시 스마트도시 추진 현황

춘천시는 교차로 12곳에 감응신호를 설치하여 운영하고 있다.

춘천시는 스마트도시 조례를 제정했다.

춘천시는 시 청사 현관에 꽃을 심었다.

춘천시는 2027년까지 스마트폴 20본을 설치할 계획이다.

춘천시는 디지털 트윈을 구축하지 못했다.
"""
GOLD = """schema: gold-mapping/1
document: {doc: paper}
exhaustive: true
entries:
- quote: 교차로 12곳에 감응신호를 설치하여 운영하고 있다.
  subject: 강원특별자치도 춘천시
  catalogue: proxy-city-2022
  indicators: [SI.TR.04]
  status: ongoing
- {quote: 시 청사 현관에 꽃을 심었다., subject: 춘천시, catalogue: proxy-city-2022, indicators: [SI.CU.01], status: done}
- {quote: 스마트폴 20본을 설치할 계획이다., subject: 춘천시, catalogue: proxy-city-2022, accept: [SI.IF.05], status: planned}
- {quote: 여기에 없는 말이다., subject: 춘천시, catalogue: proxy-city-2022, accept: [SI.IF.01]}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("mapping")
    (made / "paper.md").write_text(PAPER, "utf-8")
    (made / "paper.mapping.yaml").write_text(GOLD, "utf-8")
    assert run_into(made / "out", [made / "paper.md"], "--quiet", "--catalogue", "proxy-city-2022") == 0
    return made


@pytest.fixture(scope="module")
def found(folder: Path) -> MappingEvaluation:
    [evaluation] = evaluate_mapping(load_mapping_gold(folder / "paper.mapping.yaml"), folder / "out")
    return evaluation


def test_a_passage_is_right_missed_or_besides(found: MappingEvaluation) -> None:
    assert [(one.indicator_id, one.found is not None) for one in found.asked] == [
        ("SI.TR.04", True),
        ("SI.CU.01", False),
    ]
    assert [pair.indicator_id for pair in found.extra] == ["GI.LW.01", "SI.IF.04"]
    assert (found.score.right, found.score.extra, found.score.missed) == (1, 2, 1)


def test_what_is_denied_speaks_for_its_indicator_and_is_not_taken_as_there(found: MappingEvaluation) -> None:
    [denied] = [pair for pair in found.extra if pair.indicator_id == "SI.IF.04"]
    assert denied.status == "negated"


def test_what_is_accepted_is_held_against_nobody(found: MappingEvaluation) -> None:
    assert "SI.IF.05" not in {pair.indicator_id for pair in found.extra}


def test_a_subject_is_right_with_its_province_or_without(found: MappingEvaluation) -> None:
    assert found.subjects == (1, 1)


def test_a_quote_that_the_run_did_not_read_is_told(found: MappingEvaluation) -> None:
    assert [entry.quote for entry in found.lost] == ["여기에 없는 말이다."]


ROW_GOLD = r"""schema: gold-mapping/1
document: {doc: form}
annotation: by someone who saw no rule
entries:
- quote: "1\t스마트도시 조례를 제정했다."
  subject: 춘천시
  catalogue: proxy-city-2022
  indicators: [GI.LW.01]
  status: present
"""


def test_a_quote_of_a_table_row_joins_its_cells_and_may_say_no_more_than_present(tmp_path: Path) -> None:
    table = "| 번호 | 내용 |\n|---|---|\n| 1 | 스마트도시 조례를 제정했다. |\n"
    (tmp_path / "form.md").write_text(f"# 춘천시 스마트도시 추진 현황\n\n{table}", "utf-8")
    (tmp_path / "form.mapping.yaml").write_text(ROW_GOLD, "utf-8")
    paths = [tmp_path / "form.md"]
    assert run_into(tmp_path / "out", paths, "--quiet", "--catalogue", "proxy-city-2022") == 0
    [evaluation] = evaluate_mapping(load_mapping_gold(tmp_path / "form.mapping.yaml"), tmp_path / "out")
    assert evaluation.lost == ()


def test_a_quote_may_begin_with_the_number_of_its_item(tmp_path: Path) -> None:
    gold = ROW_GOLD.replace("1\\t스마트", "2. 스마트")
    (tmp_path / "form.md").write_text(
        "# 춘천시 소식\n\n1. 꽃을 심었다.\n2. 스마트도시 조례를 제정했다.\n", "utf-8"
    )
    (tmp_path / "form.mapping.yaml").write_text(gold, "utf-8")
    paths = [tmp_path / "form.md"]
    assert run_into(tmp_path / "out", paths, "--quiet", "--catalogue", "proxy-city-2022") == 0
    [evaluation] = evaluate_mapping(load_mapping_gold(tmp_path / "form.mapping.yaml"), tmp_path / "out")
    assert evaluation.lost == ()


def test_sums_tell_no_word_of_the_document(folder: Path) -> None:
    gold, out = folder / "paper.mapping.yaml", folder / "out"
    whole, sums = evaluation_page(gold, out), evaluation_page(gold, out, sums_only=True)
    assert "꽃을 심었다" in whole
    assert "꽃을" not in sums
    assert "춘천" not in sums
    assert "average precision" in sums


def test_an_entry_without_an_indicator_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(GOLD.replace("  indicators: [SI.TR.04]\n", ""), "utf-8")
    with pytest.raises(UsageError, match="no indicator"):
        load_mapping_gold(path)
