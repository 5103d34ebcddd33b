"""Which catalogue a paper without the name of a certification is mapped on: by the firm it is of, or those who own its cases."""

from __future__ import annotations

from pathlib import Path

from tests.pipeline.samples import rows, run_into

PAPER = """# 제천시 3분기 소식

부서에서 보내온 것을 모았다. {last}

## 교통

제천시는 교차로 12곳에 감응신호를 설치하여 운영하고 있다. 신호는 차가 올 때만 바뀐다.
"""


def test_a_citys_paper_is_mapped_on_the_catalogue_of_cities_and_says_so(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(PAPER.format(last="빠진 것은 알려 주기 바란다."), "utf-8")
    assert run_into(tmp_path / "out", [paper], "--quiet") == 0
    [document] = rows(tmp_path / "out", "documents")
    codes = [issue["code"] for issue in document["issues"]]
    assert document["catalogues"] == ["proxy-city-2022"]
    assert codes == ["catalogue_scheme_assumed", "catalogue_year_assumed"]
    records = rows(tmp_path / "out", "records")
    found = {record["indicator_id"] for record in records if record["state"] == "present"}
    assert (found, {record["subject"]["name"] for record in records}) == ({"SI.TR.04"}, {"제천시"})


def test_a_paper_that_nobody_owns_a_case_in_is_mapped_on_none(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text("# 소식\n\n꽃이 피었다. 사람들이 걷는다.\n", "utf-8")
    assert run_into(tmp_path / "out", [paper], "--quiet") == 0
    [document] = rows(tmp_path / "out", "documents")
    assert (document["catalogues"], document["issues"]) == ([], [])


def test_a_firms_paper_is_mapped_on_the_catalogue_of_services_as_the_firms(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# 물길지기 한 해\n\n2024년 봄\n\n부두에서 배를 기다리는 시간이 22분에서 9분으로 짧아졌다.\n\n"
        "이 앱은 ㈜가온물길이 지었다.\n",
        "utf-8",
    )
    assert run_into(tmp_path / "out", [paper], "--quiet") == 0
    [document] = rows(tmp_path / "out", "documents")
    assert document["catalogues"] == ["proxy-service-2022"]
    assert "catalogue_scheme_assumed" in [issue["code"] for issue in document["issues"]]
    records = rows(tmp_path / "out", "records")
    assert {record["subject"]["name"] for record in records} == {"㈜가온물길"}
    assert "EF.TM.02" in {record["indicator_id"] for record in records if record["state"] == "present"}


def test_an_institutes_paper_on_cities_is_mapped_on_the_catalogue_of_cities(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# 봄 소식 모음\n\n발행: 가온연구원\n\n## 제천시, 신호 바꿔\n\n"
        "제천시는 교차로 12곳에 감응신호를 설치하여 운영하고 있다.\n\n이 소식은 철마다 나온다.\n",
        "utf-8",
    )
    assert run_into(tmp_path / "out", [paper], "--quiet") == 0
    records = rows(tmp_path / "out", "records")
    assert {(one["catalogue"], one["subject"]["name"]) for one in records} == {("proxy-city-2022", "제천시")}


def test_an_institutes_paper_on_cities_and_a_firm_is_mapped_on_both(tmp_path: Path) -> None:
    paper = tmp_path / "paper.md"
    paper.write_text(
        "# 물길을 살피는 곳들\n\n발행: 한빛기술연구원\n\n## 제천시\n\n제천시는 교차로 12곳에 감응신호를 설치하여 운영하고 있다.\n\n"
        "## ㈜가온물길\n\n부두에서 배를 기다리는 시간이 22분에서 9분으로 짧아졌다.\n",
        "utf-8",
    )
    assert run_into(tmp_path / "out", [paper], "--quiet") == 0
    [document] = rows(tmp_path / "out", "documents")
    assert document["catalogues"] == ["proxy-city-2022", "proxy-service-2022"]
