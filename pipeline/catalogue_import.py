"""`jipyo catalogue import`: an official table of indicators, or a user's own catalogue or rules, taken in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

import yaml

from extractors.rules.catalogues import (
    RUBRIC_SUFFIX,
    RULES_SUFFIX,
    read_catalogue,
    read_pack,
    shipped_names,
    user_folder,
)
from extractors.rules.check import check_file
from pipeline.catalogue_build import TableStatus, Title, build_catalogue
from pipeline.catalogue_columns import Head, find_head
from pipeline.catalogue_rows import DraftIndicator, Problem, read_rows
from pipeline.catalogue_sheets import SheetLine, read_sheets
from pipeline.catalogue_sums import pass_share, points_of, published_problems, sum_problems
from schemas.catalogue import Catalogue
from schemas.errors import UsageError
from schemas.header import Scheme

DEFAULT_SHARE = Decimal("0.70")
# "2023년", "(2024)": the year of a title or a file's name
_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?!\d)")
# "스마트도시서비스 인증지표", "서비스 인증 평가표"; "스마트도시 인증", "도시 인증 지표"
_SERVICE = re.compile(r"서비스\s?(?:인증|지표|평가)|service", re.IGNORECASE)
_CITY = re.compile(r"(?:도시|시티)\s?(?:인증|지표|평가)|city", re.IGNORECASE)
# "스마트도시 및 스마트도시서비스 인증": one table is of one of the two
_BOTH = re.compile(r"도시\s?(?:및|와|·|,)\s?(?:스마트)?(?:도시|시티)?\s?서비스")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWish:
    """What the caller says of a table; None is read from the table, its title or its name."""

    scheme: Scheme | None = None
    year: int | None = None
    name: str | None = None
    status: TableStatus = "official"
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import: the file that was written and its content, or the problems that stood against it."""

    path: Path | None = None
    catalogue: Catalogue | None = None
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def import_file(path: Path, wish: TableWish) -> Imported:
    """Take in a table (CSV, XLSX), a catalogue or a rule pack (YAML); nothing is written where something is wrong."""
    if path.suffix.lower() in {".yaml", ".yml"}:
        return _import_yaml(path, replace=wish.replace)
    sheets = read_sheets(path)
    found = next(((lines, head) for lines in sheets if (head := find_head(lines)) is not None), None)
    if found is None:
        raise UsageError(
            f"{path.name}: 지표명과 영역 또는 배점 열이 있는 머리행을 찾지 못했습니다 / "
            f"no line names the columns; one must hold 지표명 (name) and 영역 (dimension) or 배점 (points)."
        )
    return _import_table(path, *found, wish)


def _import_table(path: Path, lines: Sequence[SheetLine], head: Head, wish: TableWish) -> Imported:
    rows = read_rows(head, lines[head.at + 1 :])
    notes = [line.text for line in lines[: head.at]] + [line.text for line in lines[head.at + 1 :][-5:]]
    said = [path.stem, *notes]
    scheme = wish.scheme or _scheme_of(_column(head, lines, "scheme")) or _scheme_in(said)
    year = wish.year or _year_in([_column(head, lines, "year"), *said])
    problems = [*rows.problems, *_missing(scheme, year, rows.drafts)]
    if not rows.problems:
        problems += sum_problems(rows.drafts, rows.sums)
    if scheme is not None and year is not None and not problems and wish.status == "official":
        problems += published_problems(rows.drafts, scheme, year)
    if scheme is None or year is None or problems:
        return Imported(problems=tuple(str(problem) for problem in problems))
    share = pass_share(notes, points_of(rows.drafts))
    title = Title(wish.name or f"{wish.status}-{scheme}-{year}", scheme, year, wish.status)
    catalogue = build_catalogue(path, rows.drafts, title, share or DEFAULT_SHARE)
    told = [] if share is not None else [_share_assumed()]
    written = _written(catalogue, replace=wish.replace)
    if points_of(rows.drafts) is not None:
        told.append(_scored_by(_write_rubric(catalogue, replace=wish.replace)))
    return Imported(written, catalogue, notes=tuple(told))


def _column(head: Head, lines: Sequence[SheetLine], role: Literal["scheme", "year"]) -> str:
    """What a column for the scheme or year says in its first filled line; '' without one."""
    return next((text for line in lines[head.at + 1 :] if (text := head.cell(line, role))), "")


def _scheme_of(written: str) -> Scheme | None:
    if not written:
        return None
    return "service" if "서비스" in written or written.lower() == "service" else "city"


def _scheme_in(said: Sequence[str]) -> Scheme | None:
    for text in said:
        if _BOTH.search(text):
            continue
        if _SERVICE.search(text):
            return "service"
        if _CITY.search(text):
            return "city"
    return None


def _year_in(said: Sequence[str]) -> int | None:
    years = [int(found["year"]) for text in said if (found := _YEAR.search(text))]
    return years[0] if years else None


def _missing(scheme: str | None, year: int | None, drafts: Sequence[DraftIndicator]) -> Iterator[Problem]:
    if scheme is None:
        yield Problem(
            None,
            "도시 인증인지 서비스 인증인지 알 수 없습니다. --scheme city 또는 --scheme service 를 주세요.",
            "the table does not say of which scheme it is; give --scheme city or --scheme service.",
        )
    if year is None:
        yield Problem(
            None,
            "인증 연도를 알 수 없습니다. --year 2023 처럼 주세요.",
            "the table does not say of which year it is; give --year, as in --year 2023.",
        )
    if not drafts:
        yield Problem(None, "머리행 아래에 지표가 없습니다.", "no indicator stands under the head.")


def _share_assumed() -> str:
    return (
        f"합격 기준이 표에 없어 배점의 {DEFAULT_SHARE:.0%} 로 두었습니다 / "
        f"the table states no threshold; {DEFAULT_SHARE:.0%} of the points was taken."
    )


def _scored_by(rubric: Path) -> str:
    return (
        f"배점대로 셈하려면: jipyo score DIR --rubric {rubric} / to score by these points, give this rubric."
    )


def _write_rubric(catalogue: Catalogue, *, replace: bool) -> Path:
    """The points of a table as a rubric: without one, `jipyo score` counts every indicator alike."""
    rubric = {
        "catalogue": catalogue.name,
        "threshold_share": catalogue.pass_share,
        "indicators": {one.id: {"points": one.points} for one in catalogue.indicators},
    }
    text = yaml.safe_dump(rubric, allow_unicode=True, sort_keys=False)
    return _placed(user_folder() / f"{catalogue.name}{RUBRIC_SUFFIX}", text, replace=replace)


def _written(catalogue: Catalogue, *, replace: bool) -> Path:
    text = yaml.safe_dump(
        catalogue.model_dump(mode="json", exclude_none=True), allow_unicode=True, sort_keys=False, width=120
    )
    return _placed(user_folder() / f"{catalogue.name}.yaml", text, replace=replace)


def _placed(target: Path, text: str, *, replace: bool) -> Path:
    if target.exists() and target.read_text("utf-8") != text and not replace:
        raise UsageError(
            f"{target}: 다른 내용의 파일이 이미 있습니다. 바꾸려면 --replace 를 주세요 / "
            f"{target} is there already and differs; give --replace to put this one in its place."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}")
    temporary.write_text(text, "utf-8")
    temporary.replace(target)
    return target


def _import_yaml(path: Path, *, replace: bool) -> Imported:
    problems = tuple(str(problem) for problem in check_file(path))
    if problems:
        return Imported(problems=problems)
    text = path.read_text("utf-8")
    try:
        catalogue = read_catalogue(path)
    except UsageError:
        pack = read_pack(path)
        return Imported(_placed(user_folder() / f"{pack.pack}{RULES_SUFFIX}", text, replace=replace))
    if catalogue.name in shipped_names():
        raise UsageError(
            f"{catalogue.name} 은(는) 프로그램에 든 목록의 이름입니다. 다른 이름을 쓰세요 / "
            f"{catalogue.name} is the name of a catalogue that comes with the program; take another."
        )
    return Imported(_placed(user_folder() / f"{catalogue.name}.yaml", text, replace=replace), catalogue)
