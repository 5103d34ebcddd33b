"""An official table of indicators is taken in whole, or refused with a message for each line that is wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from typer.testing import CliRunner, Result

from extractors.rules.catalogues import catalogue_names, load_catalogue, load_rules
from pipeline.catalogue_import import Imported, TableWish, import_file
from pipeline.cli import app
from pipeline.rubric import load_rubric
from schemas.errors import UsageError

HEAD = ["지표번호", "영역", "항목", "세부 지표명", "정의", "배점(점)", "단위", "증빙자료"]
AREAS = ("서비스 기술 및 인프라", "거버넌스 및 제도", "혁신성")
Row = list[Any]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "taken in"
    monkeypatch.setenv("JIPYO_CATALOGUES", str(folder))
    load_catalogue.cache_clear()
    load_rules.cache_clear()
    return folder


def table(
    count: int, total: int, *, year: int = 2023, kind: str = "스마트도시", sums: bool = True
) -> list[Row]:
    """An invented table: the dimension stands in the first line of each merged cell, the rest of it is blank."""
    each, rest = divmod(total, count)
    rows: list[Row] = [[f"{year}년 {kind} 인증 평가지표"], [f"합격 기준: {total * 7 // 10:,}점 이상"], HEAD]
    for number in range(count):
        area = AREAS[number * 3 // count]
        is_first = number == 0 or AREAS[(number - 1) * 3 // count] != area
        points = each + (rest if number == count - 1 else 0)
        rows.append(
            [
                f"1-{number + 1:02d}",
                area if is_first else "",
                "",
                f"가온 지표 {number + 1}호",
                "",
                points,
                "건",
                "대장",
            ]
        )
    if sums:
        rows.append(["합계", "", "", f"{count}개", "", f"{total:,}", "", ""])
    return [*rows, ["※ 배점은 해마다 달라질 수 있음"]]


def as_csv(path: Path, rows: Sequence[Row], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def as_xlsx(path: Path, rows: Sequence[Row]) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["표지"])
    sheet = book.create_sheet("지표")
    for row in rows:
        sheet.append([float(cell) if isinstance(cell, int) else cell for cell in row])
    book.save(path)
    return path


def taken(path: Path, **wish: Any) -> Imported:
    return import_file(path, TableWish(**wish))


@pytest.mark.parametrize(
    ("count", "total", "kind", "name"),
    [
        (53, 2000, "스마트도시", "official-city-2023"),
        (63, 2000, "스마트도시", "official-city-2021"),
        (55, 100, "스마트도시서비스", "official-service-2023"),
    ],
)
def test_an_official_table_of_any_year_becomes_a_catalogue(
    tmp_path: Path, count: int, total: int, kind: str, name: str
) -> None:
    year = int(name[-4:])
    imported = taken(as_csv(tmp_path / "표.csv", table(count, total, year=year, kind=kind)))
    assert imported.problems == ()
    catalogue = load_catalogue(name)
    assert (len(catalogue.indicators), catalogue.status, catalogue.year) == (count, "official", year)
    assert sum(one.points for one in catalogue.indicators) == total
    assert round(catalogue.pass_share * total) == total * 7 // 10
    assert [one.name.ko for one in catalogue.dimensions] == list(AREAS)
    assert name in catalogue_names()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_is_read_as_spreadsheets_write_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = as_csv(tmp_path / "t.csv", table(53, 2000), encoding=encoding, delimiter=delimiter)
    assert taken(path).problems == ()


def test_xlsx_and_csv_give_the_same_catalogue(tmp_path: Path) -> None:
    by_csv = taken(as_csv(tmp_path / "t.csv", table(53, 2000))).catalogue
    by_xlsx = taken(as_xlsx(tmp_path / "t.xlsx", table(53, 2000)), replace=True).catalogue
    assert by_csv is not None
    assert by_xlsx is not None
    assert by_csv.indicators == by_xlsx.indicators


def test_every_wrong_line_is_named_in_both_languages_and_nothing_is_written(
    tmp_path: Path, own_folder: Path
) -> None:
    rows = table(53, 2000)
    rows[4][5] = "마흔"
    rows[6][3] = ""
    rows[7][0] = "1-01"
    rows[9][6] = "광년"
    rows[10][0] = "가/1"
    rows[12][5] = -3
    problems = taken(as_csv(tmp_path / "t.csv", rows)).problems
    assert [problem.split(":")[0] for problem in problems] == ["5행", "7행", "8행", "10행", "11행", "13행"]
    assert all(" / row " in problem for problem in problems)
    assert not own_folder.exists()


def test_a_total_that_the_lines_do_not_come_to_is_refused(tmp_path: Path) -> None:
    rows = table(53, 2000)
    rows[5][5] += 1
    [problem] = taken(as_csv(tmp_path / "t.csv", rows)).problems
    assert "2,000점이라고" in problem
    assert "add up to 2,001" in problem
    del rows[-2]
    [published] = taken(as_csv(tmp_path / "t.csv", rows)).problems
    assert "has 2,000 points; the table has 2,001" in published


def test_a_subtotal_counts_the_lines_since_the_last_one(tmp_path: Path) -> None:
    rows = table(53, 2000)
    rows.insert(3 + 10, ["소계", "", "", "", "", 370])
    rows.insert(3 + 16, ["소계", "", "", "", "", 200])
    [problem] = taken(as_csv(tmp_path / "t.csv", rows)).problems
    assert problem.startswith("20행: 합이 200점이라고")


@pytest.mark.parametrize(("count", "total"), [(52, 2000), (53, 1900)])
def test_what_was_published_of_a_year_must_be_met(tmp_path: Path, count: int, total: int) -> None:
    [problem] = taken(as_csv(tmp_path / "t.csv", table(count, total))).problems
    assert "2023" in problem
    assert taken(as_csv(tmp_path / "t.csv", table(count, total)), status="user").problems == ()


def test_a_year_of_which_nothing_was_published_is_held_against_its_own_sums_only(tmp_path: Path) -> None:
    assert taken(as_csv(tmp_path / "t.csv", table(40, 1000, year=2031))).problems == ()


def test_a_table_without_year_or_scheme_asks_for_them(tmp_path: Path) -> None:
    rows = table(53, 2000)[2:]
    problems = taken(as_csv(tmp_path / "t.csv", rows)).problems
    assert ["--scheme" in problems[0], "--year" in problems[1]] == [True, True]
    assert taken(as_csv(tmp_path / "t.csv", rows), scheme="city", year=2023).problems == ()


def test_a_title_of_both_schemes_says_nothing_of_the_table(tmp_path: Path) -> None:
    rows = table(53, 2000)
    rows[0] = ["2023년 스마트도시 및 스마트도시서비스 인증"]
    assert "--scheme" in taken(as_csv(tmp_path / "t.csv", rows)).problems[0]


def test_another_table_of_the_same_name_replaces_none_unasked(tmp_path: Path) -> None:
    taken(as_csv(tmp_path / "t.csv", table(53, 2000)))
    rows = table(53, 2000)
    rows[3][3] = "새솔 지표"
    with pytest.raises(UsageError, match="--replace"):
        taken(as_csv(tmp_path / "t.csv", rows))
    assert taken(as_csv(tmp_path / "t.csv", rows), replace=True).problems == ()


def test_the_points_of_a_table_come_as_a_rubric_too(tmp_path: Path, own_folder: Path) -> None:
    taken(as_csv(tmp_path / "t.csv", table(53, 2000)))
    rubric = load_rubric(own_folder / "official-city-2023.rubric.yaml")
    assert sum(criterion.points for criterion in rubric.indicators.values()) == 2000
    assert catalogue_names().count("official-city-2023.rubric") == 0


def test_the_kind_of_value_follows_from_the_unit(tmp_path: Path) -> None:
    rows = table(53, 2000)
    for row, unit in zip(rows[3:9], ["%", "억원", "km", "개소", "-", "명/년"], strict=True):
        row[6] = unit
    catalogue = taken(as_csv(tmp_path / "t.csv", rows)).catalogue
    assert catalogue is not None
    assert [(one.value.type, one.value.unit) for one in catalogue.indicators[:6]] == [
        ("ratio", "percent"), ("money", "KRW"), ("measure", "km"), ("count", "place"), ("presence", None), ("count", "person"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("t.csv", b""),
        ("t.csv", b"\xff\xfe\x00\x01"),
        ("t.csv", "가,나\n다,라\n".encode()),
        ("t.xlsx", b"PK\x03\x04 no archive"),
        ("t.xlsx", b"a,b\n1,2\n"),
        ("t.txt", b"a table"),
    ],
)
def test_junk_is_refused_in_one_message(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    with pytest.raises(UsageError, match=r" / "):
        taken(tmp_path / name)


RULES = """
pack: gaon-2023
version: 1
catalogues: [official-city-2023]
rules:
  - indicator: 1-01
    cues: {strong: [{lex: 갯벌 관측}]}
    value: {type: count, unit: case, aggregate: max}
    tests:
      match:
        - {text: "갯벌 관측 결과 12건을 공개했다.", value: 12, unit: case, status: done}
        - {text: "갯벌 관측을 하고 있다."}
        - {text: "갯벌 관측을 시작할 예정이다.", status: planned}
      no_match:
        - {text: "갯벌에서 조개를 캤다.", why: "no watch"}
        - {text: "관측을 하지 않았다.", why: "denied"}
"""


def test_rules_for_a_catalogue_are_taken_in_when_their_examples_hold(tmp_path: Path) -> None:
    taken(as_csv(tmp_path / "t.csv", table(53, 2000)))
    pack = tmp_path / "mine.yaml"
    pack.write_text(RULES.replace("value: 12", "value: 13"), "utf-8")
    assert "value is 12, not 13" in taken(pack).problems[0]
    pack.write_text(RULES, "utf-8")
    assert taken(pack).problems == ()
    load_rules.cache_clear()
    assert [rule.indicator for rule in load_rules("official-city-2023")] == ["1-01"]


def called(*words: str) -> Result:
    """One command, in this process: the language model is loaded already."""
    return CliRunner().invoke(app, list(words))


def test_the_command_tells_what_came_of_it(tmp_path: Path) -> None:
    path = as_csv(tmp_path / "t.csv", table(53, 2000))
    good = called("catalogue", "import", str(path))
    assert good.exit_code == 0
    assert "53 indicators, 2,000 points, pass at 1,400" in good.stdout
    assert "official-city-2023" in called("catalogue", "list").stdout
    assert "by own words" in called("catalogue", "show", "official-city-2023").stdout
    bad = called("catalogue", "import", str(as_csv(path, table(52, 2000))))
    assert bad.exit_code == 1
    assert "nothing was taken in" in bad.stderr
