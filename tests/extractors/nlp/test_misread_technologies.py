"""A technology whose name was misread by a letter: told as the lexicon writes it, and only where nothing else can be meant."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract_facts import Draft, to_facts
from extractors.nlp.extract_passages import read_passages
from extractors.nlp.fields.misread_technologies import misread_technologies
from extractors.nlp.gazetteer import load_gazetteer
from schemas.document import Document, PlacedWord
from schemas.evidence import CharSpan
from schemas.fact import Fact
from schemas.geometry import Box


def scanned(source: str, confidence: float) -> Document:
    """A text whose words were read by OCR, all as surely."""
    document = lay_out_text(source, document_id="sha256:0", source_name="a.txt", media_type="text/plain")
    words = [
        PlacedWord(CharSpan(*match.span()), 1, Box(0, 0, 9, 9), 0, "ocr", confidence)
        for match in re.finditer(r"\S+", document.text)
    ]
    return replace(document, words=tuple(words))


def read(said: str, confidence: float = 0.7) -> tuple[Document, list[Draft]]:
    document = scanned(f"# 스마트도시 우수사례\n\n□ 춘천시는 {said}\n", confidence)
    header, gazetteer = read_header(document), load_gazetteer()
    passages = read_passages(document, header, segment(document, header, gazetteer), gazetteer)
    return document, list(misread_technologies(document, passages))


def test_a_misread_technology_is_told_as_the_lexicon_writes_it_and_quoted_as_it_was_read() -> None:
    document, drafts = read("지하 시설을 디지털 트원으로 관리한다.")
    facts: tuple[Fact, ...] = to_facts(drafts, document, ())
    [fact] = facts
    [proof] = fact.evidence
    assert (fact.value, proof.quote) == ("디지털 트윈", "디지털 트원")
    assert document.text[slice(*proof.span)] == proof.quote
    assert (fact.alignment, fact.derivation) == ("corrected", "디지털 트원 -> 디지털 트윈")
    assert (fact.attributes["canonical"], fact.value_supported) == ("디지털트윈", "normalised")
    assert fact.confidence.locate < 0.9
    assert fact.confidence.read == 0.7
    assert (fact.subject.name, fact.status) == ("춘천시", "ongoing")


@pytest.mark.parametrize(
    "said",
    [
        "디지털 트윈을 관리한다.",  # read right
        "스마트폰을 나눠 준다.",  # a word of its own, a letter from 스마트폴
        "드론과 로붓을 쓴다.",  # too short
        "디자털 트원을 관리한다.",  # two letters of five syllables
        "디지털 트원을 디지털 트윈과 잇는다.",  # named rightly beside it
        "블록체임지를 연다.",  # perhaps the beginning of another word
    ],
)
def test_what_may_be_something_else_is_not_corrected(said: str) -> None:
    assert read(said)[1] == []


def test_a_word_that_was_read_surely_is_what_it_says() -> None:
    assert read("디지털 트원으로 관리한다.", confidence=0.95)[1] == []
