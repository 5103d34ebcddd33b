"""The filter of patterns may offer too many, never too few: filter and rule together say what the rules alone say."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.nlp.pattern_filter import PatternFilter
from extractors.nlp.pattern_words import steps_needed
from extractors.nlp.status_judge import RULES, judge
from extractors.nlp.status_tails import Verdict
from extractors.nlp.tokens import morphemes
from fixtures.documents import ROOT, load_yaml

_PATTERNS = [rule.pattern.pattern for rule in RULES]
_PIECES = sorted({piece for pattern in _PATTERNS for words in steps_needed(pattern) for piece in words})


def _by_rules_alone(tail: str) -> tuple[str, Verdict]:
    standing = ((rule.rule_id, rule.status) for rule in RULES if rule.pattern.search(tail))
    return next(standing, ("unstated.no_rule", "unstated"))


@given(st.lists(st.sampled_from(_PIECES) | st.sampled_from(["@", " ", "/NNG ", "/EC ", "구축"]), max_size=12))
def test_a_tail_of_words_of_the_rules_is_judged_as_by_all_rules(pieces: list[str]) -> None:
    tail = "".join(pieces)
    assert judge(tail) == _by_rules_alone(tail)


def test_ends_of_written_sentences_are_judged_as_by_all_rules() -> None:
    rng = random.Random(20261128)
    for text in _sentences():
        tokens = [f"{one.form}/{one.tag}" for one in morphemes(text)]
        at = rng.randrange(len(tokens)) if tokens else 0
        tail = " ".join(
            [*tokens[max(at - 2, 0) : at], *(f"@{token}" for token in tokens[at : at + 1]), *tokens[at + 1 :]]
        )
        assert judge(tail) == _by_rules_alone(tail), text


def _sentences() -> list[str]:
    groups = load_yaml(ROOT / "passages" / "service_odd.yaml")["passages"].values()
    return [one["text"] for group in groups for one in group]


def test_few_rules_are_left_to_try() -> None:
    likely = PatternFilter(_PATTERNS)
    tail = "플랫폼/NNG 을/JKO @구축/NNG 하/XSV 었/EP 다/EF"
    assert len(likely.places_in(tail)) < len(_PATTERNS) / 5


@pytest.mark.parametrize(
    ("patterns", "text", "places"),
    [
        (["가나", "다라"], "다라마", [1]),
        (["[0-9]+", "가"], "나", [0]),
        (["가|나", "(?:가|나)다"], "나다", [0, 1]),
        (["(?<!가)나", "가?"], "다", [1]),
        ([], "가", []),
    ],
)
def test_a_pattern_without_a_sure_word_is_always_offered(
    patterns: list[str], text: str, places: list[int]
) -> None:
    assert PatternFilter(patterns).places_in(text) == places
