"""What stands around a passage says how surely it shows an indicator."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.rules.findings import seen_sentences
from extractors.rules.lessons import AROUND, Lesson, Lessons
from extractors.rules.mapped import MappedDocument
from extractors.rules.readings import Readings
from extractors.rules.rows import rows_of
from fixtures.lessons import fit, judged_text
from schemas.evidence import CellAddress
from tests.extractors.rules.invented import Line, document, fact

JUDGED = [
    *(judged_text(f"{where} 누수를 찾아 {count}곳을 고쳤다", frozenset({"W.1"})) for where, count in (("골목", 3), ("시장", 14))),
    *(judged_text(f"{where} 버스가 {count}분 일찍 온다", frozenset({"B.1"})) for where, count in (("아침", 4), ("저녁", 12))),
]  # fmt: skip


@pytest.fixture(scope="module")
def taught() -> Lessons:
    fitted = fit(JUDGED)
    return Lessons(fitted.names, fitted.rarity, fitted.told)


def _read(taught: Lessons, found: MappedDocument, indicator: str) -> list[Lesson]:
    """What each sentence of a paper reads like."""
    sentences = list(seen_sentences(found))
    readings = Readings(taught, sentences, rows_of(sentences))
    return [readings.of(seen).weigh(indicator) for seen in sentences]


def test_what_another_passage_says_better_stands_beside_it(taught: Lessons) -> None:
    lines = ("골목 누수를 찾아 5곳을 고쳤다", "버스가 9분 일찍 온다", "누수 관을 보았다")
    first, bus, last = _read(taught, document(*map(Line, lines)), "W.1")
    assert first.marks["elsewhere"] == last.marks["learned"]
    assert last.marks["elsewhere"] == bus.marks["elsewhere"] == first.marks["learned"]
    assert bus.marks["before"] == first.marks["learned"]


def test_the_heading_above_scores_by_itself(taught: Lessons) -> None:
    lines = (Line("다섯 곳을 고쳤다", section=(heading,)) for heading in ("누수를 찾아", "xyz"))
    under, plain = _read(taught, document(*lines), "W.1")
    assert under.marks["under"] > plain.marks["under"] == 0


def _row_of_table(heads: tuple[str, str], *cells: tuple[str, str]) -> MappedDocument:
    texts = [text for row in cells for text in row]
    plain = document(*(Line(text, has_facts=False) for text in texts))
    facts = []
    for number, sentence in enumerate(plain.sentences):
        made = fact("feature", sentence.text, start=sentence.span[0], quote=sentence.text)
        cell = CellAddress(table_id="t1", row=number // 2, col=number % 2, header_path=(heads[number % 2],))
        facts.append(
            made.model_copy(update={"evidence": (made.evidence[0].model_copy(update={"cell": cell}),)})
        )
    return replace(plain, facts=tuple(facts))


def test_the_other_rows_of_a_table_and_the_heads_of_its_columns_speak_for_a_row(taught: Lessons) -> None:
    of_leaks = _read(
        taught, _row_of_table(("곳", "누수를 찾아"), ("골목", "누수 찾아 3곳"), ("시장", "관 7개")), "W.1"
    )
    of_buses = _read(
        taught, _row_of_table(("곳", "버스가"), ("아침", "버스 4분 일찍"), ("시장", "관 7개")), "W.1"
    )
    assert of_leaks[-1].marks["rows"] > of_buses[-1].marks["rows"]
    assert of_leaks[-1].marks["heads"] > of_buses[-1].marks["heads"]
    assert of_leaks[-1] == of_leaks[-2]


def test_a_passage_alone_has_nothing_around_it(taught: Lessons) -> None:
    [only] = _read(taught, document(Line("골목 누수를 찾아 5곳을 고쳤다")), "W.1")
    assert {only.marks[name] for name in AROUND} == {0}
