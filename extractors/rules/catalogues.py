"""Catalogues and rule packs on disk, and which catalogue serves a document."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import schemas
from extractors.rules.pack import TRIED, Rule, RulePack
from extractors.rules.strict_yaml import load_model
from schemas.catalogue import Catalogue
from schemas.errors import UsageError
from schemas.header import Scheme
from schemas.issue import Issue, issue

CATALOGUES = Path(str(schemas.__file__)).with_name("catalogues")
PACKS = Path(__file__).with_name("packs")
RULES_SUFFIX = ".rules.yaml"
RUBRIC_SUFFIX = ".rubric.yaml"
"""How the names of a rule pack and of a rubric end among the user's own catalogues."""
USER_FOLDER_VARIABLE = "JIPYO_CATALOGUES"
_BY_TRUST = ("official", "user", "proxy")


@dataclass(frozen=True, slots=True)
class CatalogueChoice:
    """The catalogues a document is mapped on, in the order of its schemes, and what to say of the choice."""

    catalogues: tuple[Catalogue, ...]
    issues: tuple[Issue, ...] = ()


def user_folder() -> Path:
    """Where `jipyo catalogue import` puts what it takes in: $JIPYO_CATALOGUES, else below the user's data folder."""
    chosen = os.environ.get(USER_FOLDER_VARIABLE)
    if chosen:
        return Path(chosen)
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path("~/.local/share").expanduser()) / "jipyo" / "catalogues"


def shipped_names() -> list[str]:
    """The catalogues that come with the program, sorted."""
    return sorted(path.stem for path in CATALOGUES.glob("*.yaml"))


def catalogue_names() -> list[str]:
    """The catalogues that come with the program and those that the user took in, sorted."""
    return sorted({*shipped_names(), *_user_catalogues()})


def _user_catalogues() -> dict[str, Path]:
    files = (path for path in user_folder().glob("*.yaml") if not path.name.startswith("."))
    return {path.stem: path for path in files if not path.name.endswith((RULES_SUFFIX, RUBRIC_SUFFIX))}


@cache
def load_catalogue(name: str) -> Catalogue:
    """Return a catalogue by its name, or by the path of its YAML file.

    >>> load_catalogue("proxy-city-2022").scheme
    'city'
    """
    if name in shipped_names():
        return read_catalogue(CATALOGUES / f"{name}.yaml")
    own = _user_catalogues()
    if name in own:
        return read_catalogue(own[name])
    if Path(name).suffix in {".yaml", ".yml"}:
        return read_catalogue(Path(name))
    known = ", ".join(catalogue_names())
    raise UsageError(
        f"{name!r} 라는 지표 목록이 없습니다 / no catalogue is named {name!r}; there are {known}, "
        f"or give the path of a YAML file."
    )


def read_catalogue(path: Path) -> Catalogue:
    """Read one catalogue file; its name must be that of the file."""
    catalogue = load_model(path, Catalogue)
    if catalogue.name != path.stem:
        raise UsageError(f"{path.name}: the catalogue calls itself {catalogue.name!r}; name both alike.")
    return catalogue


def read_pack(path: Path, *, is_tried: bool = False) -> RulePack:
    """Read one rule pack; UsageError names line and place of what is wrong. The patterns of one that `is_tried` are taken as safe."""
    return load_model(path, RulePack, context={TRIED: is_tried})


def pack_paths() -> list[Path]:
    """The rule packs that come with the program, sorted."""
    return sorted(PACKS.glob("*.yaml"))


def _user_packs() -> list[Path]:
    return sorted(path for path in user_folder().glob(f"*{RULES_SUFFIX}") if path.name[0] != ".")


@cache
def load_rules(catalogue_name: str) -> tuple[Rule, ...]:
    """The rules for one catalogue, by indicator id.

    >>> "SI.TR.01" in [rule.indicator for rule in load_rules("proxy-city-2022")]
    True
    """
    # to read a pack of another catalogue takes as long as to answer a question about this one
    paths = [path for path in (*pack_paths(), *_user_packs()) if _names(path, catalogue_name)]
    read = (read_pack(path, is_tried=path.parent == PACKS) for path in paths)
    packs = [pack for pack in read if catalogue_name in pack.catalogues]
    rules = sorted((rule for pack in packs for rule in pack.rules), key=lambda rule: rule.indicator)
    for one, other in pairwise(rules):
        if one.indicator == other.indicator:
            raise UsageError(
                f"two rule packs for {catalogue_name} hold a rule for {one.indicator}; keep one."
            )
    return tuple(rules)


def _names(path: Path, catalogue_name: str) -> bool:
    return catalogue_name.encode() in path.read_bytes()


def choose_catalogues(
    schemes: Sequence[Scheme], scheme_year: int | None, available: Sequence[Catalogue]
) -> CatalogueChoice:
    """Choose by scheme and year; where that year has none, the nearest earlier one, and say so."""
    chosen: list[Catalogue] = []
    issues: list[Issue] = []
    for scheme in dict.fromkeys(schemes):
        of_scheme = [catalogue for catalogue in available if catalogue.scheme == scheme]
        best = _nearest(of_scheme, scheme_year)
        if best is None:
            issues.append(_none_fits(scheme, scheme_year))
            continue
        chosen.append(best)
        issues += _told(best, scheme_year)
    return CatalogueChoice(tuple(chosen), tuple(issues))


def _nearest(of_scheme: Sequence[Catalogue], year: int | None) -> Catalogue | None:
    in_time = [catalogue for catalogue in of_scheme if year is None or catalogue.year <= year]
    order = sorted(in_time, key=lambda one: (-one.year, _BY_TRUST.index(one.status), one.name))
    return order[0] if order else None


def _told(best: Catalogue, year: int | None) -> list[Issue]:
    if year is None:
        return [
            issue(
                "catalogue_year_assumed",
                f"문서에 인증 연도가 없어 가장 최근 목록 {best.name}을 썼습니다.",
                f"The document states no scheme year; the latest catalogue {best.name} was used.",
            )
        ]
    if best.year == year:
        return []
    return [
        issue(
            "catalogue_year_substituted",
            f"{year}년 지표 목록이 없어 {best.year}년 목록 {best.name}을 썼습니다.",
            f"There is no catalogue for {year}; the nearest earlier one, {best.name}, was used.",
        )
    ]


def _none_fits(scheme: Scheme, year: int | None) -> Issue:
    return issue(
        "catalogue_missing",
        f"{year}년 또는 그 이전의 {scheme} 지표 목록이 없습니다.",
        f"There is no {scheme} catalogue for {year} or an earlier year; name one with --catalogue.",
    )
