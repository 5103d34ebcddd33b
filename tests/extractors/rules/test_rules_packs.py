"""The shipped catalogues and packs, and what the loader refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.rules.catalogues import (
    CATALOGUES,
    catalogue_names,
    choose_catalogues,
    load_catalogue,
    load_rules,
    pack_paths,
    read_catalogue,
    read_pack,
)
from extractors.rules.check import check_file, check_pack
from extractors.rules.pattern_safety import problem_of
from schemas.catalogue import PROXY_NOTICE, Catalogue
from schemas.errors import UsageError
from schemas.fact import SERVICE_FIELDS

CITY, SERVICE = "proxy-city-2022", "proxy-service-2022"
PACK = next(path for path in pack_paths() if path.stem == "city-2022-governance")


@pytest.mark.parametrize("path", pack_paths(), ids=lambda path: path.stem)
def test_every_example_of_a_pack_holds(path: Path) -> None:
    assert [str(problem) for problem in check_pack(path)] == []


@pytest.mark.parametrize("name", catalogue_names())
def test_a_shipped_catalogue_is_a_proxy_and_says_so(name: str) -> None:
    catalogue = load_catalogue(name)
    assert (catalogue.status, catalogue.pass_share, catalogue.notice) == ("proxy", 0.70, PROXY_NOTICE)
    assert all(indicator.points == 1 for indicator in catalogue.indicators)


def test_the_counts_are_the_published_ones() -> None:
    assert (len(load_catalogue(CITY).indicators), len(load_catalogue(SERVICE).indicators)) == (56, 64)


def test_the_dimensions_are_the_published_ones() -> None:
    assert [one.name.ko for one in load_catalogue(CITY).dimensions] == [
        "서비스 기술 및 인프라", "거버넌스 및 제도", "혁신성",
    ]  # fmt: skip
    assert [one.name.ko for one in load_catalogue(SERVICE).dimensions] == [
        "체감효과 및 시민 만족도", "기술·기능의 수준 및 적합성", "지역 확산 가능성",
    ]  # fmt: skip


@pytest.mark.parametrize("name", [CITY, SERVICE])
def test_every_indicator_has_a_rule(name: str) -> None:
    assert {rule.indicator for rule in load_rules(name)} == {
        one.id for one in load_catalogue(name).indicators
    }


@pytest.mark.parametrize("name", [CITY, SERVICE])
def test_no_two_examples_are_the_same_sentence(name: str) -> None:
    texts = [match.text for rule in load_rules(name) for match in rule.tests.match]
    assert len(set(texts)) == len(texts)


def test_definitions_and_names_are_distinct() -> None:
    for name in (CITY, SERVICE):
        indicators = load_catalogue(name).indicators
        assert len({one.definition.ko for one in indicators}) == len(indicators)
        assert len({one.name.en for one in indicators}) == len(indicators)
        assert all(one.service_field is None or one.service_field in SERVICE_FIELDS for one in indicators)


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UsageError, match=CITY):
        load_catalogue("official-2022")


def edited(tmp_path: Path, source: Path, *changes: tuple[str, str]) -> Path:
    text = source.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / source.name
    path.write_text(text, encoding="utf-8")
    return path


def city_file() -> Path:
    return CATALOGUES / f"{CITY}.yaml"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("pass_share: 0.70", "pass_share: 0.70\ncolour: red", r"line \d+, colour: the key 'colour' is not known"),
        ("pass_share: 0.70", "pass_share: 70", "pass_share"),
        ("year: 2022", "year: 2022\nyear: 2023", "line 9: the key 'year' stands twice"),
        ("id: SI.TR.02", "id: SI.TR.01", "indicator SI.TR.01 is listed more than once"),
        ("value: {type: measure, unit: min}", "value: {type: measure}", r"indicators\[0\].value: .*needs a unit"),
        ("value: {type: measure, unit: min}", "value: {type: text, unit: min}", "takes no unit"),
        ("service_field: 교통", "service_field: 우주", "no service field of the decree"),
        ("    dimension: SI", "    dimension: XX", "unknown dimension XX"),
        ("notice: 시험 산정(비공식)", "notice: 공식", "notice"),
        ("status: proxy", "status: official", "named proxy-"),
        ("name: proxy-city-2022", "name: proxy-town-2022", "calls itself"),
        ("year: 2022", "year: &y 2022\nsource_year: *y", "aliases"),
        ("year: 2022", "year: !!python/name:os.system", "no readable YAML"),
        ("year: 2022", "year: [", "no readable YAML"),
    ],
)  # fmt: skip
def test_a_wrong_catalogue_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        read_catalogue(edited(tmp_path, city_file(), (old, new)))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("version: 1", "version: 1\nauthor: me", "author"),
        ("{lex: ", "{lexeme: ", "lexeme"),
        ("cues:\n      strong:", "cues:\n      strongest:", "strongest"),
        ("      strong:\n", "      strong:\n        - {event: [운영]}\n", "prove nothing"),
        ("      strong:\n", "      strong:\n        - {lex: 가, regex: 나}\n", "exactly one"),
        ("      strong:\n", "      strong:\n        - {regex: '(가+)+'}\n", "run away"),
    ],
)
def test_a_wrong_pack_is_refused_with_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError, match=rf"{PACK.name}, line \d+.*{message}"):
        read_pack(edited(tmp_path, PACK, (old, new)))


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe\x00", b"- 1\n", b"a: " + b"[" * 500])
def test_junk_is_refused_in_one_line(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "junk.yaml"
    path.write_bytes(raw)
    with pytest.raises(UsageError, match=r"^junk\.yaml"):
        read_pack(path)


def test_check_names_the_example_that_fails(tmp_path: Path) -> None:
    path = edited(tmp_path, PACK, ("status: done", "status: planned"))
    [problem] = check_file(path)
    assert "status is done, not planned" in str(problem)
    assert problem.example


def test_check_asks_for_an_example_of_each_strong_cue(tmp_path: Path) -> None:
    path = edited(tmp_path, PACK, ("      strong:\n", "      strong:\n        - {lex: 날아다니는 배}\n"))
    assert "no match example shows the cue '날아다니는 배'" in str(check_file(path)[0])


def test_check_names_a_rule_that_opens_on_the_example_of_another(tmp_path: Path) -> None:
    text = "안양시는 「안양시 스마트도시 조성 및 운영 조례」를 제정했다."
    path = edited(tmp_path, PACK, (text, f"{text[:-1]}, 그리고 데이터 활용 조례도 제정했다."))
    [problem] = check_file(path)
    assert problem.indicator == "GI.LW.01"
    assert "GI.LW.02 opens too" in problem.message


def test_check_names_an_overlap_that_is_said_and_is_not_there(tmp_path: Path) -> None:
    path = edited(tmp_path, PACK, ("status: done, subject", "status: done, also: [SI.TR.01], subject"))
    [problem] = check_file(path)
    assert problem.message == "also names SI.TR.01, which does not open"


def test_check_finds_a_rule_for_an_unknown_indicator(tmp_path: Path) -> None:
    path = edited(tmp_path, PACK, ("indicator: GI.LW.01", "indicator: GI.LW.99"))
    assert [str(problem) for problem in check_file(path)] == [
        "GI.LW.99: proxy-city-2022 has no such indicator"
    ]


def test_check_reads_a_catalogue_too(tmp_path: Path) -> None:
    assert check_file(city_file()) == []
    assert "unknown dimension" in str(
        check_file(edited(tmp_path, city_file(), ("    dimension: SI", "    dimension: X")))[0]
    )


@pytest.mark.parametrize(
    "pattern", ["(가*)*나", "가+", "(가나){2}", "가{2,}", "(가)\\1", "가{0,900}", "가?", "(", "가" * 400]
)
def test_patterns_that_could_run_away_are_refused(pattern: str) -> None:
    assert problem_of(pattern)


def catalogue(year: int, status: str = "user") -> Catalogue:
    plain = load_catalogue(CITY).model_dump()
    proxy = (
        {"name": f"proxy-city-{year}"}
        if status == "proxy"
        else {"name": f"{status}-city-{year}", "notice": None}
    )
    return Catalogue.model_validate(plain | {"year": year, "status": status} | proxy)


def chosen(year: int | None, *available: Catalogue) -> tuple[list[str], list[str]]:
    choice = choose_catalogues(["city"], year, available)
    return [one.name for one in choice.catalogues], [one.code for one in choice.issues]


def test_the_catalogue_of_the_year_is_chosen() -> None:
    assert chosen(2022, catalogue(2021), catalogue(2022), catalogue(2023)) == (["user-city-2022"], [])


def test_the_nearest_earlier_year_is_chosen_and_told() -> None:
    assert chosen(2024, catalogue(2021), catalogue(2022)) == (
        ["user-city-2022"],
        ["catalogue_year_substituted"],
    )


def test_a_later_catalogue_is_never_used() -> None:
    assert chosen(2021, catalogue(2022)) == ([], ["catalogue_missing"])


def test_without_a_year_the_latest_is_chosen_and_told() -> None:
    assert chosen(None, catalogue(2021), catalogue(2022)) == (["user-city-2022"], ["catalogue_year_assumed"])


def test_an_imported_official_catalogue_goes_before_a_proxy() -> None:
    assert chosen(2022, catalogue(2022, "proxy"), catalogue(2022, "official"))[0] == ["official-city-2022"]


def test_both_schemes_give_both_catalogues() -> None:
    choice = choose_catalogues(
        ["city", "service"], 2022, [load_catalogue(name) for name in catalogue_names()]
    )
    assert [one.name for one in choice.catalogues] == [CITY, SERVICE]


def test_a_document_without_a_scheme_gets_none() -> None:
    assert choose_catalogues([], 2022, [load_catalogue(CITY)]).catalogues == ()
