"""An answer says together with its question what it does not say alone."""

from __future__ import annotations

import pytest

from tests.extractors.rules.invented import Line, document, map_city

ASKED = "지능형 CCTV 관제를 하고 있습니까?"
ANSWER = "예, 밤낮으로 사람 없이 골목 300곳을 살핍니다"


def state(*lines: Line) -> str:
    return map_city(document(*lines))["SI.SF.01"].state


def test_the_first_answer_is_read_with_its_question() -> None:
    assert state(Line(ANSWER, section=("안전", ASKED))) == "present"
    assert state(Line(ANSWER, section=("안전",))) == "absent"


@pytest.mark.parametrize(
    "heading", ["지능형 CCTV 관제", "지능형 CCTV 관제는 이렇게 합니다", "지능형 CCTV 관제 인가"]
)
def test_a_heading_that_asks_nothing_opens_nothing_by_itself(heading: str) -> None:
    assert state(Line(ANSWER, section=("안전", heading))) == "absent"


def test_only_the_first_sentence_answers() -> None:
    first = Line("골목이 넓다", section=("안전", ASKED))
    found = map_city(document(first, Line(ANSWER, section=("안전", ASKED))))["SI.SF.01"]
    assert {one.quote for one in found.evidence} == {"골목이 넓다"}


def test_an_answer_that_denies_is_a_denial() -> None:
    found = map_city(document(Line("아직 없습니다", status="negated", section=("안전", ASKED))))["SI.SF.01"]
    assert (found.state, found.status) == ("absent", "negated")
