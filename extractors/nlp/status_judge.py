"""Which rule of status decides: the first whose pattern stands in what a clause closes with."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.nlp.pattern_filter import PatternFilter
from extractors.nlp.status_rules import WRITTEN
from extractors.nlp.status_tails import Verdict


class Rule(NamedTuple):
    """One rule; `rule_id` is stored with the clause."""

    rule_id: str
    status: Verdict
    pattern: re.Pattern[str]


RULES: tuple[Rule, ...] = tuple(Rule(name, status, re.compile(pattern)) for name, status, pattern in WRITTEN)
_LIKELY = PatternFilter([rule.pattern.pattern for rule in RULES])


@lru_cache(maxsize=4096)
def judge(tail: str) -> tuple[str, Verdict]:
    """Return (rule id, verdict) of a tail; a tail that no rule knows is unstated.

    >>> judge("플랫폼/NNG 을/JKO @구축/NNG 하/XSV 었/EP 다/EF")
    ('done.past', 'done')
    >>> judge("@구축/NNG 을/JKO 위하/VV ᆫ/ETM")
    ('purpose.for', 'purpose')
    >>> judge("@푸르/VA 르/ETM")
    ('unstated.no_rule', 'unstated')
    """
    for place in _LIKELY.places_in(tail):
        rule_id, status, pattern = RULES[place]
        if pattern.search(tail):
            return rule_id, status
    return "unstated.no_rule", "unstated"
