"""`python -m tests.passage_finding [--held] [--missed]`: which single passages the rules find, by indicator.

A row is read as a sentence of its cells. Of passages that are held back only sums are told. `--missed` lists what is
asked for and not found, and what is found and not judged so, of those that may be read.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.rules.catalogues import load_catalogue, load_rules
from extractors.rules.examples import read_example
from extractors.rules.findings import Searcher
from extractors.rules.states import is_denial, tier_of
from fixtures.lessons import CATALOGUES
from fixtures.passages import Passage, passages


@dataclass(frozen=True, slots=True)
class Tried:
    """A passage with the indicators that were found in it."""

    passage: Passage
    found: frozenset[str]

    @property
    def missed(self) -> frozenset[str]:
        return self.passage.shown - self.found

    @property
    def extra(self) -> frozenset[str]:
        return self.found - self.passage.shown - self.passage.maybe


def tried(catalogue_name: str, told: Sequence[Passage], *, is_taught: bool) -> Iterator[Tried]:
    """Search each passage as a document of one sentence; what is denied there counts as found."""
    catalogue = load_catalogue(catalogue_name)
    searcher = Searcher(catalogue, load_rules(catalogue_name), is_taught=is_taught)
    for passage in told:
        findings = searcher.search(read_example(passage.text.replace("\t", " "), catalogue.scheme))
        counting = (one for one in findings if tier_of(one) is not None or is_denial(one))
        yield Tried(passage, frozenset(one.indicator_id for one in counting))


def _sums(told: Sequence[Tried]) -> str:
    right = sum(len(one.passage.shown & one.found) for one in told)
    asked = sum(len(one.passage.shown) for one in told)
    extra = sum(len(one.extra) for one in told)
    return f"precision {right / (right + extra or 1):.3f}, recall {right / (asked or 1):.3f} of {asked}"


def _by_indicator(told: Sequence[Tried]) -> Iterator[str]:
    asked = Counter(name for one in told for name in one.passage.shown)
    missed = Counter(name for one in told for name in one.missed)
    extra = Counter(name for one in told for name in one.extra)
    for name in sorted(asked | extra):
        yield f"{name}: missed {missed[name]} of {asked[name]}, extra {extra[name]}"


def _singly(told: Sequence[Tried]) -> Iterator[str]:
    for one in told:
        if one.missed or one.extra:
            yield f"-{','.join(sorted(one.missed))} +{','.join(sorted(one.extra))}\t{one.passage.text!r}"


def _main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--missed", action="store_true")
    parser.add_argument("--rules-alone", action="store_true")
    parser.add_argument("--catalogue", choices=CATALOGUES, action="append")
    asked = parser.parse_args()
    for name in asked.catalogue or CATALOGUES:
        found = list(tried(name, passages(name, held=asked.held), is_taught=not asked.rules_alone))
        sys.stdout.write(f"{name} {_sums(found)}\n")
        if not asked.held:
            sys.stdout.writelines(f"{line}\n" for line in _by_indicator(found))
        if asked.missed and not asked.held:
            sys.stdout.writelines(f"{line}\n" for line in _singly(found))


if __name__ == "__main__":
    _main()
