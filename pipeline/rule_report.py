"""`jipyo catalogue report NAME --on DIR`: how often each rule fired, what came of it, and which never did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from extractors.rules.findings import Finding, Searcher
from extractors.rules.mapped import MappedDocument
from extractors.rules.states import tier_of
from pipeline.gold_records import load_record_gold
from pipeline.rule_trials import RuleSet, records_of, rule_set, stored_documents
from schemas.record import Record

_UNFOUND = frozenset({"absent", "not_searched"})
MOST_OVERLAPS = 3


@dataclass(frozen=True, slots=True)
class RuleUse:
    """What one rule did on a run: places it opened, by what they show; documents; records; rules it shares places with.

    `right` of `judged` records agree with a gold that speaks of their subject.
    """

    indicator_id: str
    fired: int
    documents: int
    tiers: Mapping[str, int]
    records: Mapping[str, int]
    overlaps: Mapping[str, int] = field(default_factory=dict)
    judged: int = 0
    right: int = 0


def report_lines(name: str, folder: Path, gold: Path | None) -> Iterator[str]:
    """Yield one line for each rule of a catalogue or pack, most used first; the dead ones by name at the end.

    A gold judges the subjects of its own documents, so `folder` should hold a run over these.
    """
    uses = rule_uses(rule_set(name), stored_documents(folder), gold)
    alive = [use for use in uses if use.fired]
    for use in sorted(alive, key=lambda one: (-one.fired, one.indicator_id)):
        yield _line(use)
    dead = [use.indicator_id for use in uses if not use.fired]
    conflicts = sum(use.records.get("conflicting", 0) for use in uses)
    yield (
        f"규칙 {len(uses)}개 가운데 {len(alive)}개가 쓰였고, 기록 {conflicts}건이 서로 어긋납니다 / "
        f"{len(alive)} of {len(uses)} rules fired; {conflicts} records conflict"
    )
    if dead:
        yield f"쓰이지 않은 규칙 / rules that never fired: {', '.join(dead)}"


def rule_uses(
    rules: RuleSet, documents: tuple[MappedDocument, ...], gold: Path | None = None
) -> list[RuleUse]:
    """What each rule did on the documents, in the order of the rules."""
    fitting = [one for one in documents if not one.schemes or rules.catalogue.scheme in one.schemes]
    searcher = Searcher(rules.catalogue, rules.rules)
    findings = [finding for document in fitting for finding in searcher.search(document)]
    records = records_of(rules, documents)
    shared = _shared_places(findings)
    judged = _judged(rules, records, gold)
    uses = []
    for rule in rules.rules:
        own = [finding for finding in findings if finding.indicator_id == rule.indicator]
        verdicts = judged.get(rule.indicator, [])
        uses.append(
            RuleUse(
                indicator_id=rule.indicator,
                fired=len(own),
                documents=len({finding.document.document_id for finding in own}),
                tiers=Counter(tier_of(finding) or "rejected" for finding in own),
                records=Counter(
                    record.state
                    for record in records
                    if record.indicator_id == rule.indicator and record.state not in _UNFOUND
                ),
                overlaps=shared.get(rule.indicator, {}),
                judged=len(verdicts),
                right=sum(verdicts),
            )
        )
    return uses


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


def _line(use: RuleUse) -> str:
    tiers = ", ".join(f"{tier} {count}" for tier, count in sorted(use.tiers.items()))
    records = ", ".join(f"{state} {count}" for state, count in sorted(use.records.items())) or "–"
    most = sorted(use.overlaps.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_OVERLAPS]
    overlaps = ", ".join(f"{name} {count}" for name, count in most)
    together = f" · 겹침 / with {overlaps}" if overlaps else ""
    precision = f" · 맞음 / right {use.right} of {use.judged}" if use.judged else ""
    return (
        f"{use.indicator_id}  {use.fired}곳 / places ({tiers}), 문서 {use.documents} · 기록 / records {records}"
        f"{precision}{together}"
    )
