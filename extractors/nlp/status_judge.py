"""Which rule of status decides: the first whose pattern stands in what a clause closes with."""

from __future__ import annotations

import re
import re._constants as sre  # type: ignore[import-not-found, unused-ignore]
import re._parser as sre_parse  # type: ignore[import-not-found, unused-ignore]
from functools import lru_cache
from typing import NamedTuple

from extractors.nlp.status_rules import WRITTEN
from extractors.nlp.status_tails import Verdict


class Rule(NamedTuple):
    """One rule; `rule_id` is stored with the clause. Where `sure` does not stand, the pattern does not match."""

    rule_id: str
    status: Verdict
    pattern: re.Pattern[str]
    sure: str


def sure_part(pattern: str) -> str:
    """The longest run of characters that every match of a pattern holds; empty where none is sure.

    >>> sure_part("(?:일|공사)/NN.? 이/J @남/VV"), sure_part("가|나")
    (' 이/J @남/VV', '')
    """
    runs = [""]
    for operation, argument in sre_parse.parse(pattern):
        if operation is sre.LITERAL:
            runs[-1] += chr(argument)
        else:
            runs.append("")
    return max(runs, key=len)


RULES: tuple[Rule, ...] = tuple(
    Rule(name, status, re.compile(pattern), sure_part(pattern)) for name, status, pattern in WRITTEN
)


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
    for rule_id, status, pattern, sure in RULES:
        if sure in tail and pattern.search(tail):
            return rule_id, status
    return "unstated.no_rule", "unstated"
