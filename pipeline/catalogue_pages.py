"""`jipyo catalogue`: the catalogues as a person reads them, and the check of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from extractors.rules.catalogues import catalogue_names, load_catalogue, load_rules
from schemas.catalogue import Catalogue


def catalogue_lines() -> Iterator[str]:
    """One line for each catalogue that comes with the program."""
    for name in catalogue_names():
        catalogue = load_catalogue(name)
        notice = f" · {catalogue.notice}" if catalogue.notice else ""
        yield (
            f"{name}  {catalogue.scheme} {catalogue.year} {catalogue.status}{notice} · "
            f"지표 {len(catalogue.indicators)}, 규칙 {len(load_rules(name))} / indicators, rules"
        )


def catalogue_page(name: str) -> str:
    """One catalogue: its dimensions, and each indicator with definition, value and whether rules search for it."""
    return "\n".join(_page_lines(load_catalogue(name)))


def _page_lines(catalogue: Catalogue) -> Iterator[str]:
    with_rule = {rule.indicator for rule in load_rules(catalogue.name)}
    yield f"{catalogue.name} ({catalogue.status}) {catalogue.notice or ''}".rstrip()
    yield f"합격 기준 / passes at {catalogue.pass_share:.0%}. {catalogue.source}"
    for dimension in catalogue.dimensions:
        yield f"\n{dimension.id}  {dimension.name.ko} / {dimension.name.en}"
        for indicator in catalogue.indicators:
            if indicator.dimension == dimension.id:
                searched = "규칙 있음 / has a rule" if indicator.id in with_rule else "not_searched"
                unit = f", {indicator.value.unit}" if indicator.value.unit else ""
                yield f"  {indicator.id}  {indicator.name.ko} / {indicator.name.en}  [{indicator.value.type}{unit}; {searched}]"
                yield f"      {indicator.definition.ko}"
                yield f"      근거 / proof: {indicator.proof}"


def check_file(path: Path) -> list[str]:
    """What is wrong with a catalogue or rule pack file; empty when all its examples hold."""
    from extractors.rules.check import check_file as check

    return [str(problem) for problem in check(path)]
