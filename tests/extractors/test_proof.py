"""Evidence is checked, not claimed: a quote that does not stand where it says, or a value its quote does not bear out, is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.nlp.support import support_of
from extractors.proof import Prover
from schemas.document import Block, BlockKind, Document, PlacedWord, Region
from schemas.evidence import CharSpan, Evidence
from schemas.fact import Value
from schemas.geometry import Box

TEXT = "감지기 12대를 놓았다\n"
WORDS = tuple(
    PlacedWord(
        CharSpan(start, end),
        1,
        Box(10 + 10 * start, 10, 10 + 10 * end, 20),
        line_no=0,
        origin="text",
        confidence=None,
    )
    for start, end in ((0, 3), (4, 8), (9, 12))
)
DOCUMENT = Document(
    "sha256:0",
    "a.pdf",
    "application/pdf",
    TEXT,
    (Block("b1", BlockKind.PARAGRAPH, Region.BODY, CharSpan(0, 12)),),
    words=WORDS,
)


def proof() -> Evidence:
    return Prover(DOCUMENT).prove(CharSpan(0, 7))


def test_a_quote_at_its_place_is_found() -> None:
    assert proof().quote == "감지기 12대"
    assert Prover(DOCUMENT).finds(proof())


def test_another_quote_or_another_place_is_not_found() -> None:
    prover = Prover(DOCUMENT)
    assert not prover.finds(proof().model_copy(update={"quote": "감지기 13대"}))
    assert not prover.finds(proof().model_copy(update={"span": (4, 11)}))


def test_a_quote_whose_words_have_no_place_is_not_found() -> None:
    torn = replace(DOCUMENT, words=WORDS[1:])
    assert not Prover(torn).finds(proof())


def test_a_text_file_has_words_without_places() -> None:
    bare = replace(DOCUMENT, words=())
    assert Prover(bare).finds(Prover(bare).prove(CharSpan(0, 7)))


@pytest.mark.parametrize(
    ("value", "quote", "derivation", "support"),
    [
        (12, "감지기 12대", None, "literal"),
        (1234.5, "1,234.5㎞", None, "literal"),
        (-3.2, "△3.2%", None, "literal"),
        (120, "감지기 12대", None, "inferred"),
        (1_800_000_000, "18억원", "18억 -> 1800000000", "normalised"),
        ("빅데이터", "빅데이터 활용", None, "literal"),
        ("가람시", "가람", None, "normalised"),
    ],
)
def test_a_value_is_borne_out_by_its_quote_or_said_not_to_be(
    value: Value, quote: str, derivation: str | None, support: str
) -> None:
    assert support_of(value, quote, derivation) == support
