"""Status of a predicate from the morphemes that close its clause: ordered rules, the first that fits decides."""

from __future__ import annotations

from extractors.nlp.status_rules_ahead import AHEAD
from extractors.nlp.status_rules_so_far import SO_FAR
from extractors.nlp.status_tails import Verdict

WRITTEN: tuple[tuple[str, Verdict, str], ...] = (*AHEAD, *SO_FAR)
"""(rule id, verdict, pattern of the tail)."""
