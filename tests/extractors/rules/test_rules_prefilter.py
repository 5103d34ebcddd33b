"""The prefilter may offer too many rules, never too few."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.rules.catalogues import catalogue_names, load_catalogue, load_rules
from extractors.rules.cues import LiteralFinder, Present, cues_of, hits_of
from extractors.rules.engine import open_rule
from extractors.rules.examples import read_example
from extractors.rules.findings import Searcher, seen_sentences
from extractors.rules.needed_words import needed_words
from extractors.rules.pack import Rule
from extractors.rules.prefilter import Prefilter


@pytest.mark.parametrize("name", catalogue_names())
def test_a_rule_that_opens_on_an_example_of_any_rule_is_among_the_candidates(name: str) -> None:
    rules, scheme = load_rules(name), load_catalogue(name).scheme
    prefilter, finder = Prefilter(rules), LiteralFinder(rules)
    texts = [match.text for rule in rules for match in rule.tests.match][::3]
    for seen in (seen for text in texts for seen in seen_sentences(read_example(text, scheme))):
        found, candidates = finder.find(seen), prefilter.candidates(finder.find(seen), ())
        opening = [n for n, rule in enumerate(rules) if open_rule(rule, seen, found) is not None]
        assert set(opening) <= set(candidates), seen.sentence.text
        assert len(candidates) < len(rules) / 2


@pytest.mark.parametrize("name", catalogue_names())
def test_a_cue_that_is_passed_over_stands_nowhere(name: str) -> None:
    rules, scheme = load_rules(name), load_catalogue(name).scheme
    finder, cues = LiteralFinder(rules), [cue for rule in rules for cue in cues_of(rule)]
    every = frozenset(cue.regex for cue in cues if cue.regex is not None)
    texts = [match.text for rule in rules for match in rule.tests.match][::7]
    for seen in (seen for text in texts for seen in seen_sentences(read_example(text, scheme))):
        present = finder.find(seen)
        passed_over = [cue for cue in cues if not present.may_hold(cue)]
        assert not any(
            hits_of(cue, seen, Present(present.spans, every, present.fields)) for cue in passed_over
        )
        assert len(passed_over) > len(cues) / 2


def test_a_quotation_and_a_sentence_without_facts_are_not_searched() -> None:
    """The rest of the search would come to nothing there: a finding stands on a fact, and no opinion opens."""
    catalogue = load_catalogue(catalogue_names()[0])
    searcher = Searcher(catalogue, load_rules(catalogue.name))
    document = read_example("춘천시는 통합주차정보 시스템을 운영하고 있다.", catalogue.scheme)
    assert searcher.search(document)
    assert not searcher.search(replace(document, facts=()))
    quoted = tuple(one.model_copy(update={"is_quotation": True}) for one in document.sentences)
    assert not searcher.search(replace(document, sentences=quoted))


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("수요.{0,4}응답", {"수요"}),
        ("(?<![a-z])DRT(?![a-z])", {"drt"}),
        ("(가나|다라마)바", {"가나", "다라마"}),
        ("(가나)?다", {"다"}),
        ("(가|[0-9])나", {"나"}),
        ("(가나|[0-9])", None),
        ("가나{2,3}", {"가"}),
    ],
)
def test_what_every_match_of_a_pattern_must_hold(pattern: str, words: set[str] | None) -> None:
    assert needed_words(pattern) == (None if words is None else frozenset(words))


def test_a_pattern_is_present_only_where_it_stands() -> None:
    rules = [rule(strong=[{"regex": "통합.{0,3}주차(장|면)"}])]
    [stands] = seen_sentences(read_example("춘천시는 통합형 주차장을 운영한다.", "city"))
    [words_only] = seen_sentences(read_example("춘천시는 주차장과 통합 센터를 운영한다.", "city"))
    [lacks_one] = seen_sentences(read_example("춘천시는 통합 센터를 운영한다.", "city"))
    find = LiteralFinder(rules).find
    assert find(stands).patterns
    assert not find(words_only).patterns
    assert not find(lacks_one).patterns


def rule(**cues: object) -> Rule:
    tests = {
        "match": [{"text": "통합주차를 운영한다"}] * 3,
        "no_match": [{"text": "축제를 열었다", "why": "a feast"}] * 2,
    }
    return Rule.model_validate({"indicator": "SI.TR.02", "cues": cues, "tests": tests})


def offered(rules: list[Rule], text: str, headings: tuple[str, ...] = ()) -> list[int]:
    [seen] = seen_sentences(read_example(text, "city"))
    return Prefilter(rules).candidates(LiteralFinder(rules).find(seen), headings)


def test_a_rule_whose_cues_hold_no_sure_word_is_always_tried() -> None:
    rules = [
        rule(strong=[{"regex": "[0-9]{2}대"}]),
        rule(strong=[{"morph": "주차/NNG"}]),
        rule(strong=[{"lex": "통합"}]),
    ]
    assert offered(rules, "춘천시는 축제를 열었다.") == [1]
    assert offered(rules, "춘천시는 버스 20대를 통합했다.") == [0, 1, 2]


def test_a_fact_that_a_cue_asks_for_makes_a_candidate() -> None:
    rules = [rule(strong=[{"entity": {"field": "quantity"}}])]
    assert offered(rules, "춘천시는 센터 12곳을 운영한다.") == [0]
    assert offered(rules, "춘천시는 센터를 운영한다.") == []


def test_headings_make_candidates_too() -> None:
    rules = [rule(strong=[{"lex": "통합 주차"}])]
    assert offered(rules, "12곳에서 운영한다.", ("3. 통합 주차 실적",)) == [0]
    assert offered(rules, "12곳에서 운영한다.", ("3. 통합 주차 " + "실적 " * 40,)) == []


def test_what_names_the_figures_of_a_table_makes_candidates() -> None:
    rules = [
        rule(strong=[{"lex": "주차"}], table=[{"regex": "주차(면|장)"}]),
        rule(strong=[{"lex": "주차면"}]),
    ]
    assert Prefilter(rules).tabled(["구분", "공영 주차장", "2024년"]) == [0]
    assert Prefilter(rules).tabled(["구분", "버스 정류장"]) == []
