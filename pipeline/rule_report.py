"""`jipyo catalogue report NAME --on DIR`: how often each rule fired, what came of it, and which never did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.rules.findings import Finding, Searcher
from extractors.rules.mapped import MappedDocument
from extractors.rules.states import tier_of
from pipeline.decisions import Reviewed, reviewed_of, reviewed_records
from pipeline.gold_records import load_record_gold
from pipeline.rule_trials import RuleSet, records_of, rule_set, stored_documents
from schemas.record import Record

_UNFOUND = frozenset({"absent", "not_searched"})
MOST_OVERLAPS = 3


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What one rule did on a run: places it opened, by what they show; documents; records; rules it shares places with.

    `right` of `judged` records agree with a gold that speaks of their subject; `reviewed` is what people decided.
    """

    indicator_id: str
    fired: int
    documents: int
    tiers: Mapping[str, int]
    records: Mapping[str, int]
    overlaps: Mapping[str, int] = field(default_factory=dict)
    judged: int = 0
    right: int = 0
    reviewed: Reviewed = field(default_factory=Reviewed)


def report_lines(name: str, folder: Path, gold: Path | None) -> Iterator[str]:
    """Yield one line for each rule of a catalogue or pack, most used first; the dead ones by name at the end.

    A gold judges the subjects of its own documents, so `folder` should hold a run over these. Decisions of people
    are those of the folder's records.
    """
    uses = rule_uses(rule_set(name), stored_documents(folder), gold, reviewed_records(folder))
    alive = [use for use in uses if use.fired]
    for use in sorted(alive, key=lambda one: (-one.fired, one.indicator_id)):
        yield _line(use)
    dead = [use.indicator_id for use in uses if not use.fired]
    conflicts = sum(use.records.get("conflicting", 0) for use in uses)
    yield (
        f"규칙 {len(uses)}개 가운데 {len(alive)}개가 쓰였고, 기록 {conflicts}건이 서로 어긋납니다 / "
        f"{len(alive)} of {len(uses)} rules fired; {conflicts} records conflict"
    )
    yield from _precision(uses)
    if dead:
        yield f"쓰이지 않은 규칙 / rules that never fired: {', '.join(dead)}"


def rule_uses(
    rules: RuleSet,
    documents: tuple[MappedDocument, ...],
    gold: Path | None = None,
    reviewed: Mapping[str, Record] | None = None,
) -> list[RuleUse]:
    """What each rule did on the documents, in the order of the rules; `reviewed` are records with decisions, by id."""
    fitting = [one for one in documents if not one.schemes or rules.catalogue.scheme in one.schemes]
    searcher = Searcher(rules.catalogue, rules.rules)
    findings = [finding for document in fitting for finding in searcher.search(document)]
    records = records_of(rules, documents)
    shared = _shared_places(findings)
    judged = _judged(rules, records, gold)
    by_rule: dict[str, list[Finding]] = {rule.indicator: [] for rule in rules.rules}
    for finding in findings:
        by_rule[finding.indicator_id].append(finding)
    found = [record for record in records if record.state not in _UNFOUND]
    return [
        _use(
            indicator_id,
            own,
            [record for record in found if record.indicator_id == indicator_id],
            overlaps=shared.get(indicator_id, {}),
            verdicts=judged.get(indicator_id, ()),
            reviewed=reviewed or {},
        )
        for indicator_id, own in by_rule.items()
    ]


def _use(
    indicator_id: str,
    findings: Sequence[Finding],
    records: Sequence[Record],
    *,
    overlaps: Mapping[str, int],
    verdicts: Sequence[bool],
    reviewed: Mapping[str, Record],
) -> RuleUse:
    return RuleUse(
        indicator_id=indicator_id,
        fired=len(findings),
        documents=len({finding.document.document_id for finding in findings}),
        tiers=Counter(tier_of(finding) or "rejected" for finding in findings),
        records=Counter(record.state for record in records),
        overlaps=overlaps,
        judged=len(verdicts),
        right=sum(verdicts),
        reviewed=reviewed_of(records, reviewed),
    )


def _shared_places(findings: Sequence[Finding]) -> dict[str, Counter[str]]:
    """For each rule, the rules that opened on the same sentence, with how often."""
    by_sentence: dict[tuple[str, str], set[str]] = {}
    for finding in findings:
        place = (finding.document.document_id, finding.sentence.sentence_id)
        by_sentence.setdefault(place, set()).add(finding.indicator_id)
    shared: dict[str, Counter[str]] = {}
    for together in by_sentence.values():
        for one in together:
            shared.setdefault(one, Counter()).update(together - {one})
    return shared


def _judged(rules: RuleSet, records: Sequence[Record], gold: Path | None) -> dict[str, list[bool]]:
    """For each indicator, whether each found record is right of whose subject a gold says all that there is."""
    verdicts: dict[str, list[bool]] = {}
    for one in load_record_gold(gold) if gold is not None else ():
        if one.catalogue != rules.catalogue.name:
            continue
        stated = {(record.subject, record.indicator): record for record in one.records}
        for record in records:
            key = (record.subject.name, record.indicator_id)
            if record.state in _UNFOUND or record.subject.name not in one.exhaustive_subjects:
                continue
            wanted = stated.get(key)
            verdicts.setdefault(record.indicator_id, []).append(
                wanted is not None and record.state in wanted.states
            )
    return verdicts


def _precision(uses: Sequence[RuleUse]) -> Iterator[str]:
    """How many of all judged records are right, by the gold and by people."""
    golden = (sum(use.right for use in uses), sum(use.judged for use in uses))
    decided = (sum(use.reviewed.right for use in uses), sum(use.reviewed.judged for use in uses))
    stale = sum(use.reviewed.stale for use in uses)
    for ko, en, (right, judged) in (
        ("정답에 맞음", "by the gold", golden),
        ("검토에 맞음", "by review", decided),
    ):
        if judged:
            yield f"{ko} / right {en}: {_share(right, judged)}"
    if stale:
        yield f"다른 값이나 상태를 본 검토 / reviews of another value or state: {stale}"


def _share(right: int, judged: int) -> str:
    return f"{right} of {judged} ({right / judged:.2f})"


def _line(use: RuleUse) -> str:
    tiers = ", ".join(f"{tier} {count}" for tier, count in sorted(use.tiers.items()))
    records = ", ".join(f"{state} {count}" for state, count in sorted(use.records.items())) or "–"
    most = sorted(use.overlaps.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_OVERLAPS]
    overlaps = ", ".join(f"{name} {count}" for name, count in most)
    together = f" · 겹침 / with {overlaps}" if overlaps else ""
    precision = f" · 맞음 / right {_share(use.right, use.judged)}" if use.judged else ""
    return (
        f"{use.indicator_id}  {use.fired}곳 / places ({tiers}), 문서 {use.documents} · 기록 / records {records}"
        f"{precision}{_reviewed(use.reviewed)}{together}"
    )


def _reviewed(reviewed: Reviewed) -> str:
    judged = f" · 검토 / reviewed {_share(reviewed.right, reviewed.judged)}" if reviewed.judged else ""
    return judged + (f" · 낡은 검토 / stale {reviewed.stale}" if reviewed.stale else "")
