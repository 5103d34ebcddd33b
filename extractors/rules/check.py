"""Checks a rule pack or catalogue file: its form, its indicators, and every example that a rule carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extractors.rules.catalogues import (
    catalogue_names,
    load_catalogue,
    load_rules,
    read_catalogue,
    read_pack,
)
from extractors.rules.cues import LiteralFinder, hits_of
from extractors.rules.examples import read_example
from extractors.rules.findings import Finding, Searcher, seen_sentences
from extractors.rules.pack import Cue, Match, NoMatch, Rule, RulePack
from extractors.rules.states import tier_of
from schemas.catalogue import Catalogue
from schemas.errors import UsageError
from schemas.header import Scheme


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a pack: in which rule, at which example."""

    indicator: str
    message: str
    example: str | None = None

    def __str__(self) -> str:
        at = f" [{self.example}]" if self.example else ""
        return f"{self.indicator}: {self.message}{at}" if self.indicator else self.message


def check_file(path: Path) -> list[Problem]:
    """Check a catalogue or a rule pack, whichever the file is; an empty list says that all is well."""
    try:
        read_catalogue(path)
    except UsageError as not_a_catalogue:
        if not _looks_like_pack(path):
            return [Problem("", str(not_a_catalogue))]
        return check_pack(path)
    return []


def _looks_like_pack(path: Path) -> bool:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return False
    return any(line.startswith(("pack:", "rules:")) for line in lines)


def check_pack(path: Path) -> list[Problem]:
    """Check one rule pack and run all its examples."""
    try:
        pack = read_pack(path)
    except UsageError as error:
        return [Problem("", str(error))]
    return [problem for name in pack.catalogues for problem in _against(pack, name)]


def _against(pack: RulePack, name: str) -> Iterator[Problem]:
    if name not in catalogue_names():
        yield Problem("", f"no catalogue is named {name}; there are {', '.join(catalogue_names())}")
        return
    catalogue = load_catalogue(name)
    for rule in pack.rules:
        yield from check_rule(rule, catalogue)
    known = [rule for rule in pack.rules if catalogue.indicator(rule.indicator) is not None]
    own = {rule.indicator for rule in pack.rules}
    others = [rule for rule in load_rules(name) if rule.indicator not in own]
    yield from _overlaps(known, Searcher(catalogue, [*known, *others], is_taught=False), catalogue)


def _overlaps(rules: Iterable[Rule], every: Searcher, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield each example on which another rule of the catalogue opens unsaid, or does not though it is said."""
    for rule in rules:
        for match in rule.tests.match:
            found = every.search(read_example(match.text, catalogue.scheme))
            opened = {one.indicator_id: one for one in found if tier_of(one) is not None}
            for other in sorted(opened.keys() - {rule.indicator, *match.also}):
                reasons = ", ".join(opened[other].strength.reasons)
                yield Problem(
                    rule.indicator, f"{other} opens too ({reasons}), and is not in also", match.text
                )
            for missing in sorted(set(match.also) - opened.keys()):
                yield Problem(rule.indicator, f"also names {missing}, which does not open", match.text)


def check_rule(rule: Rule, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with one rule of a catalogue."""
    indicator = catalogue.indicator(rule.indicator)
    if indicator is None:
        yield Problem(rule.indicator, f"{catalogue.name} has no such indicator")
        return
    if (rule.value.type, rule.value.unit) != (indicator.value.type, indicator.value.unit):
        yield Problem(
            rule.indicator, f"the catalogue's value is {indicator.value.type} {indicator.value.unit}"
        )
    for match in rule.tests.match:
        yield from _check_match(rule, catalogue, match)
    for no_match in rule.tests.no_match:
        yield from _check_no_match(rule, catalogue, no_match)
    yield from _unshown_cues(rule, catalogue.scheme)


def _check_match(rule: Rule, catalogue: Catalogue, match: Match) -> Iterator[Problem]:
    finding = run_example(rule, catalogue, match.text)
    if finding is None or tier_of(finding) is None:
        yield Problem(rule.indicator, _why_not(finding), match.text)
        return
    found = finding.found
    compared = (
        ("value", match.value, found.value if found else None),
        ("unit", match.unit, found.unit if found else None),
        ("status", match.status, finding.status),
        ("subject", match.subject, finding.sentence.subject.name),
    )
    for what, wanted, got in compared:
        if wanted is not None and wanted != got:
            yield Problem(rule.indicator, f"{what} is {got}, not {wanted}", match.text)


def _why_not(finding: Finding | None) -> str:
    return "does not open" if finding is None else f"is rejected as {finding.status}"


def _check_no_match(rule: Rule, catalogue: Catalogue, no_match: NoMatch) -> Iterator[Problem]:
    finding = run_example(rule, catalogue, no_match.text)
    if finding is not None and tier_of(finding) is not None:
        reasons = ", ".join(finding.strength.reasons)
        yield Problem(rule.indicator, f"opens ({reasons}), but must not: {no_match.why}", no_match.text)


def run_example(rule: Rule, catalogue: Catalogue, text: str) -> Finding | None:
    """What one rule finds in an example text; None where it does not open."""
    found = Searcher(catalogue, [rule], is_taught=False).search(read_example(text, catalogue.scheme))
    return found[0] if found else None


def _unshown_cues(rule: Rule, scheme: Scheme) -> Iterator[Problem]:
    """Every strong cue is shown by a match, every exclusion by a text that must not match."""
    matches = [match.text for match in rule.tests.match]
    misses = [no_match.text for no_match in rule.tests.no_match]
    shown = [(cue, matches, "match") for cue in rule.cues.strong if cue.entity is None]
    shown += [(exclusion.as_cue(), misses, "no_match") for exclusion in rule.exclude]
    for cue, texts, kind in shown:
        if not any(_stands_in(cue, rule, text, scheme) for text in texts):
            name = cue.lex or cue.regex or cue.morph
            yield Problem(rule.indicator, f"no {kind} example shows the cue {name!r}")


def _stands_in(cue: Cue, rule: Rule, text: str, scheme: Scheme) -> bool:
    finder = LiteralFinder([rule])
    return any(hits_of(cue, seen, finder.find(seen)) for seen in seen_sentences(read_example(text, scheme)))
