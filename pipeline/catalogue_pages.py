"""`jipyo catalogue`: the catalogues as a person reads them, and the check of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.rules.catalogues import catalogue_names, load_catalogue, load_rules
from extractors.rules.own_words import own_rules
from pipeline.catalogue_import import Imported
from schemas.catalogue import Catalogue


def catalogue_lines() -> Iterator[str]:
    """One line for each catalogue: those that come with the program, and those taken in."""
    for name in catalogue_names():
        catalogue = load_catalogue(name)
        notice = f" · {catalogue.notice}" if catalogue.notice else ""
        yield (
            f"{name}  {catalogue.scheme} {catalogue.year} {catalogue.status}{notice} · "
            f"지표 {len(catalogue.indicators)}, 규칙 {len(load_rules(name))} / indicators, rules{_own(catalogue)}"
        )


def _own(catalogue: Catalogue) -> str:
    count = len(own_rules(catalogue, load_rules(catalogue.name)))
    return f" · 자체 낱말로 {count} / by own words {count}" if count else ""


def imported_lines(imported: Imported) -> Iterator[str]:
    """What an import came to: the file and how to use it, or each problem."""
    yield from imported.problems
    if imported.problems:
        count = len(imported.problems)
        yield f"문제 {count}건이 있어 들여오지 않았습니다 / nothing was taken in, for {count} problem(s)."
        return
    yield from imported.notes
    yield f"{imported.path}"
    catalogue = imported.catalogue
    if catalogue is not None:
        points = sum(indicator.points for indicator in catalogue.indicators)
        yield (
            f"{catalogue.name}: 지표 {len(catalogue.indicators)}개, 총 {points:,g}점, 합격 {points * catalogue.pass_share:,g}점 / "
            f"{len(catalogue.indicators)} indicators, {points:,g} points, pass at {points * catalogue.pass_share:,g}"
        )
        yield f"jipyo map DIR --catalogue {catalogue.name}"


def catalogue_page(name: str) -> str:
    """One catalogue: its dimensions, and each indicator with definition, value and whether rules search for it."""
    return "\n".join(_page_lines(load_catalogue(name)))


def _page_lines(catalogue: Catalogue) -> Iterator[str]:
    rules = load_rules(catalogue.name)
    with_rule = {rule.indicator for rule in rules}
    by_words = {rule.indicator for rule in own_rules(catalogue, rules)}
    yield f"{catalogue.name} ({catalogue.status}) {catalogue.notice or ''}".rstrip()
    yield f"합격 기준 / passes at {catalogue.pass_share:.0%}. {catalogue.source}"
    for dimension in catalogue.dimensions:
        yield f"\n{dimension.id}  {dimension.name.ko} / {dimension.name.en}"
        for indicator in catalogue.indicators:
            if indicator.dimension == dimension.id:
                searched = _searched(indicator.id, with_rule, by_words)
                unit = f", {indicator.value.unit}" if indicator.value.unit else ""
                yield f"  {indicator.id}  {indicator.name.ko} / {indicator.name.en}  [{indicator.value.type}{unit}; {searched}]"
                yield f"      {indicator.definition.ko}"
                yield f"      근거 / proof: {indicator.proof}"
                if indicator.u4ssc:
                    yield f"      U4SSC: {', '.join(indicator.u4ssc)}"


def _searched(indicator_id: str, with_rule: set[str], by_words: set[str]) -> str:
    if indicator_id in with_rule:
        return "규칙 있음 / has a rule"
    return "자체 낱말 / by own words" if indicator_id in by_words else "not_searched"


def check_file(path: Path) -> list[str]:
    """What is wrong with a catalogue or rule pack file; empty when all its examples hold."""
    from extractors.rules.check import check_file as check

    return [str(problem) for problem in check(path)]
