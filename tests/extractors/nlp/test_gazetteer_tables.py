"""The gazetteer: counts, codes and names on given days, and the build that makes the tables."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from typing import Any

import pytest

from extractors.nlp import gazetteer_build
from extractors.nlp.gazetteer import DATA_FOLDER, load_gazetteer
from extractors.nlp.gazetteer_build import Begin, Carry, Change, Row, apply, base_rows, build, level_of

AUTUMN_2022 = date(2022, 9, 29)


def test_the_counts_of_autumn_2022_are_the_official_ones() -> None:
    rows = [row for same in load_gazetteer().places.values() for row in same if row.holds(AUTUMN_2022)]
    assert Counter(row.level for row in rows) == {
        "metropolitan": 8, "province": 9, "city": 75, "administrative_city": 2, "county": 82, "district": 69,
        "city_district": 32,
    }  # fmt: skip


def test_every_code_of_a_day_is_used_once() -> None:
    for day in (AUTUMN_2022, date(2018, 6, 30), date(2025, 1, 1)):
        codes = [
            row.code
            for same in load_gazetteer().places.values()
            for row in same
            if row.holds(day) and row.code is not None
        ]
        assert len(codes) == len(set(codes)), day


@pytest.mark.parametrize(
    ("name", "day", "code"),
    [
        ("인천광역시 남구", date(2018, 6, 30), "28170"),
        ("인천광역시 미추홀구", date(2018, 7, 1), "28177"),
        ("강원도", date(2023, 6, 10), "42"),
        ("강원특별자치도", date(2023, 6, 11), "51"),
        ("강원도 강릉시", date(2022, 9, 29), "42150"),
        ("강원특별자치도 강릉시", date(2023, 9, 29), "51150"),
        ("경상북도 군위군", date(2023, 6, 30), "47720"),
        ("대구광역시 군위군", date(2023, 7, 1), "27720"),
        ("경기도 부천시 원미구", date(2016, 1, 1), "41195"),
        ("경기도 부천시 원미구", date(2024, 1, 1), "41192"),
        ("전북특별자치도 전주시 완산구", date(2024, 1, 18), "52111"),
        ("세종특별자치시", date(2022, 1, 1), "36"),
    ],
)
def test_a_place_has_the_code_of_its_day(name: str, day: date, code: str) -> None:
    place = load_gazetteer().place(name, day)
    assert place is not None
    assert place.holds(day)
    assert place.code == code


def test_codes_that_were_not_seen_stay_unknown() -> None:
    summer_2026 = date(2026, 7, 1)
    for name in (
        "인천광역시 제물포구",
        "인천광역시 검단구",
        "전남광주통합특별시",
        "전남광주통합특별시 목포시",
    ):
        place = load_gazetteer().place(name, summer_2026)
        assert place is not None
        assert place.code is None


def test_parents_exist_as_long_as_their_children() -> None:
    places = load_gazetteer().places
    for full_name, rows in places.items():
        for above in load_gazetteer().ancestors(full_name):
            assert above in places, full_name
        assert rows[0].parent == full_name.rpartition(" ")[0]


def test_branch_offices_and_villages_are_no_places() -> None:
    table: dict[str, dict[str, Any]] = {
        "시도코드": {"0": "45", "1": "45", "2": "45", "3": "41"},
        "시군구코드": {"0": "45110", "1": "45118", "2": "45110", "3": "41105"},
        "시도명": {"0": "전라북도", "1": "전라북도", "2": "전라북도", "3": "북부출장소"},
        "시군구명": {"0": "전주시", "1": "전주시효자출", "2": "전주시", "3": float("nan")},
        "읍면동명": {"0": float("nan"), "1": float("nan"), "2": "중앙동", "3": float("nan")},
        "생성일자": {"0": "19880423", "1": "19950420", "2": "19880423", "3": "19880423"},
        "말소일자": {"0": float("nan"), "1": float("nan"), "2": float("nan"), "3": float("nan")},
    }
    assert [row.full_name for row in base_rows(table)] == ["전라북도 전주시"]


def test_a_renamed_province_carries_its_places_with_it() -> None:
    change = Change(
        date=date(2030, 1, 1), ends=("가도",), begins=(Begin(full_name="가특별자치도", code="61"),),
        carries=(Carry(old="가도", new="가특별자치도", prefix="61"),), seen_in=("example",),
    )  # fmt: skip
    old = [Row("41", "가도", "1988-04-23", "", "base"), Row("41110", "가도 나시", "1988-04-23", "", "base")]
    after = {(row.code, row.full_name, row.valid_to) for row in apply(old, change)}
    assert after == {
        ("41", "가도", "2030-01-01"), ("41110", "가도 나시", "2030-01-01"),
        ("61", "가특별자치도", ""), ("61110", "가특별자치도 나시", ""),
    }  # fmt: skip


def test_a_change_that_the_base_should_hold_and_does_not_is_an_error() -> None:
    change = Change(
        date=date(2018, 7, 1), begins=(Begin(full_name="가시 나구", code="1"),), in_base=True, seen_in=("x",)
    )
    with pytest.raises(ValueError, match="가시 나구"):
        apply([], change)


def test_levels_follow_from_the_name() -> None:
    assert level_of("제주특별자치도") == "province"
    assert level_of("울산광역시 울주군") == "county"
    assert level_of("대구광역시 달서구") == "district"


def test_the_tables_are_what_the_build_makes_where_its_source_is_installed() -> None:
    source = gazetteer_build.find_source()
    if source is None:
        assert gazetteer_build.main(["--check"]) == 0
    else:
        built = build(gazetteer_build.read_source(source))
        assert built["places.csv"] == (DATA_FOLDER / "places.csv").read_text(encoding="utf-8")


def test_every_alias_names_a_place_and_no_alias_is_listed_twice() -> None:
    with (DATA_FOLDER / "aliases.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["place"] for row in rows} <= set(load_gazetteer().places)
    assert {row["strength"] for row in rows} == {"strong", "weak", "bound"}
    pairs = [(row["alias"], row["place"]) for row in rows]
    assert len(pairs) == len(set(pairs))
