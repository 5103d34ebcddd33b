"""The reference scoring step: it reads exported records and a rubric, and nothing else of the documents.

It shows how a scoring step uses the records: absent is never a value of 0, what
is open stays open, and it decides nothing about a certification.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from extractors.rules.catalogues import catalogue_names, load_catalogue
from pipeline.rubric import Criterion, Rubric, load_rubric
from pipeline.whole_file import whole_file
from schemas.catalogue import PROXY_NOTICE, Catalogue
from schemas.errors import UsageError
from schemas.fact import Status
from schemas.record import CatalogueStatus, Record, RecordSubject

ASSISTS = (
    "이 산정은 심사를 돕는 참고 자료이며 인증 여부를 결정하지 않습니다. "
    "This calculation assists an assessor; it decides nothing about a certification."
)
DEFAULT_SHARE = Decimal("0.70")
Result = Literal["pass", "fail", "incomplete"]
Outcome = Literal[
    "evidenced", "absent", "below_minimum",
    "conflicting", "needs_review", "planned_only", "not_searched", "not_accepted", "no_value", "no_record",
]  # fmt: skip
_LOST: tuple[Outcome, ...] = ("absent", "below_minimum")
_BY_STATE = Criterion(points=Decimal(1), accept=get_args(Status))  # without a rubric the state alone decides


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Listed(_Model):
    """One indicator in the list of its outcome."""

    indicator_id: str
    name: str | None
    points: float
    record_id: str | None


class Score(_Model):
    """The points of one subject in one catalogue; evidenced, absent and open add up to the total."""

    subject: RecordSubject
    catalogue: str
    catalogue_status: CatalogueStatus
    notice: str | None
    basis: Literal["proxy", "equal_points", "rubric"]
    threshold_share: float
    points_total: float
    points_threshold: float
    points_evidenced: float
    points_absent: float
    points_open: float
    result: Result
    indicators: dict[Outcome, tuple[Listed, ...]]


class ScoreSheet(_Model):
    """What `jipyo score` writes. `catalogues_not_scored` have records, but the rubric is for another one."""

    schema_version: str = "1.0"
    assists: str = ASSISTS
    scores: tuple[Score, ...]
    catalogues_not_scored: tuple[str, ...] = ()


def write_score(folder: Path, rubric_path: Path | None, out: Path) -> str:
    """Score the records of a run folder into a JSON file; return a line for each subject."""
    sheet = score_records(read_records(folder), load_rubric(rubric_path) if rubric_path else None)
    text = json.dumps(sheet.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
    with whole_file(out) as stream:
        stream.write(text.encode("utf-8"))
    return "\n".join([*map(_line, sheet.scores), ASSISTS])


def read_records(folder: Path) -> list[Record]:
    """The records of a run folder; UsageError where there are none, or one is not of this contract."""
    path = folder / "records.jsonl"
    if not path.is_file():
        raise UsageError(f"{folder} holds no records.jsonl; run 'jipyo run INPUT --out {folder}' first.")
    return [_record(line, path, number) for number, line in enumerate(_lines(path), start=1)]


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _record(line: str, path: Path, number: int) -> Record:
    try:
        return Record.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise UsageError(
            f"{path.name}, line {number}: {place}: {first['msg']}; run the mapping again."
        ) from error


def score_records(records: Sequence[Record], rubric: Rubric | None) -> ScoreSheet:
    """Score every subject of every catalogue, in the order of the records."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        groups.setdefault((record.catalogue, record.subject.kind, record.subject.name), []).append(record)
    scored = [own for key, own in groups.items() if rubric is None or key[0] == rubric.catalogue]
    left_out = dict.fromkeys(key[0] for key in groups if rubric is not None and key[0] != rubric.catalogue)
    return ScoreSheet(
        scores=tuple(_score(own, rubric) for own in scored), catalogues_not_scored=tuple(left_out)
    )


def _score(records: Sequence[Record], rubric: Rubric | None) -> Score:
    first = records[0]
    catalogue = _known_catalogue(first.catalogue)
    criteria = _criteria(records, rubric, catalogue)
    by_indicator = {record.indicator_id: record for record in records}
    outcomes = {name: outcome_of(by_indicator.get(name), criterion) for name, criterion in criteria.items()}
    share = rubric.threshold_share if rubric else _share(catalogue)
    total = _points(criteria, criteria)
    evidenced = _points(criteria, (name for name, outcome in outcomes.items() if outcome == "evidenced"))
    lost = _points(criteria, (name for name, outcome in outcomes.items() if outcome in _LOST))
    return Score(
        subject=first.subject,
        catalogue=first.catalogue,
        catalogue_status=first.catalogue_status,
        notice=PROXY_NOTICE if first.catalogue_status == "proxy" else None,
        basis=_basis(first.catalogue_status, rubric),
        threshold_share=float(share),
        points_total=float(total),
        points_threshold=float(share * total),
        points_evidenced=float(evidenced),
        points_absent=float(lost),
        points_open=float(total - evidenced - lost),
        result=result_of(evidenced=evidenced, still_open=total - evidenced - lost, threshold=share * total),
        indicators=_listed(outcomes, criteria, by_indicator, catalogue),
    )


def result_of(*, evidenced: Decimal, still_open: Decimal, threshold: Decimal) -> Result:
    """Pass where the evidence reaches the threshold; fail where it could not even with all that is open.

    >>> result_of(evidenced=Decimal(70), still_open=Decimal(0), threshold=Decimal(70))
    'pass'
    >>> result_of(evidenced=Decimal(60), still_open=Decimal(10), threshold=Decimal(70))
    'incomplete'
    >>> result_of(evidenced=Decimal(60), still_open=Decimal(9), threshold=Decimal(70))
    'fail'
    """
    if evidenced >= threshold:
        return "pass"
    return "fail" if evidenced + still_open < threshold else "incomplete"


def outcome_of(record: Record | None, criterion: Criterion) -> Outcome:
    """What one record gives under its criterion."""
    if record is None:
        return "no_record"
    if record.state != "present":
        return record.state
    if record.status not in criterion.accept:
        return "not_accepted"
    return "evidenced" if criterion.min_value is None else _by_minimum(record, criterion.min_value, criterion)


def _by_minimum(record: Record, minimum: Decimal, criterion: Criterion) -> Outcome:
    """A value in another unit is no value: this step converts nothing."""
    value = record.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "no_value"
    if criterion.unit is not None and record.unit != criterion.unit:
        return "no_value"
    return "evidenced" if Decimal(str(value)) >= minimum else "below_minimum"


def _known_catalogue(name: str) -> Catalogue | None:
    return load_catalogue(name) if name in catalogue_names() else None


def _criteria(
    records: Sequence[Record], rubric: Rubric | None, catalogue: Catalogue | None
) -> dict[str, Criterion]:
    if rubric is None:
        return {record.indicator_id: _BY_STATE for record in records}
    known = {one.id for one in catalogue.indicators} if catalogue else {one.indicator_id for one in records}
    unknown = [name for name in rubric.indicators if name not in known]
    if unknown:
        raise UsageError(f"the rubric gives points to {unknown[0]}, which {rubric.catalogue} does not have.")
    return rubric.indicators


def _share(catalogue: Catalogue | None) -> Decimal:
    return Decimal(str(catalogue.pass_share)) if catalogue else DEFAULT_SHARE


def _basis(status: CatalogueStatus, rubric: Rubric | None) -> Literal["proxy", "equal_points", "rubric"]:
    if rubric is not None:
        return "rubric"
    return "proxy" if status == "proxy" else "equal_points"


def _points(criteria: dict[str, Criterion], names: Iterable[str]) -> Decimal:
    return sum((criteria[name].points for name in names), start=Decimal(0))


def _listed(
    outcomes: dict[str, Outcome],
    criteria: dict[str, Criterion],
    records: dict[str, Record],
    catalogue: Catalogue | None,
) -> dict[Outcome, tuple[Listed, ...]]:
    names = {one.id: one.name.ko for one in catalogue.indicators} if catalogue else {}
    lists: dict[Outcome, tuple[Listed, ...]] = {}
    for indicator_id, outcome in outcomes.items():
        record = records.get(indicator_id)
        one = Listed(
            indicator_id=indicator_id,
            name=names.get(indicator_id),
            points=float(criteria[indicator_id].points),
            record_id=record.record_id if record else None,
        )
        lists[outcome] = (*lists.get(outcome, ()), one)
    return lists


def _line(score: Score) -> str:
    notice = f" · {score.notice}" if score.notice else ""
    return (
        f"{score.subject.name} · {score.catalogue}{notice}: {score.result} "
        f"(근거 있음 {score.points_evidenced:g}, 없음 {score.points_absent:g}, 미정 {score.points_open:g} "
        f"/ {score.points_total:g}, 기준 {score.points_threshold:g})"
    )
