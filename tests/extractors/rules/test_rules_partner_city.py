"""What a paper on a service tells of its city is mapped on the catalogue of cities, and nothing else of it."""

from __future__ import annotations

from extractors.rules.catalogues import load_catalogue
from extractors.rules.mapping import fitting_documents, map_records
from extractors.rules.partner_city import partner_city, tells_of_city
from tests.extractors.rules.invented import CITY, Line, document, fact

FIRM = "㈜돌담지기"
LINES = (
    Line("제천시는 스마트도시과를 두고 열한 명이 이 일만 맡는다", about=FIRM, kind="organisation"),
    Line("돌담지기는 제천시 옹벽 58곳에 감지기를 붙였다", about=FIRM, kind="organisation"),
    Line("제천시와 영월군에서 쓴다", about=FIRM, kind="organisation"),
)


def _paper(*lines: Line) -> object:
    applied = fact("applicant", FIRM, name=FIRM, kind="organisation")
    return document(*lines, kind="service_application", schemes=("service",), facts=[applied], owners=[])


def test_the_city_that_a_paper_names_most_is_the_one_that_it_is_run_in() -> None:
    paper = _paper(*LINES)
    found = partner_city(paper)  # type: ignore[arg-type]
    assert found is not None
    assert found.name == "제천시"
    assert partner_city(_paper(*LINES[1:])) is None  # type: ignore[arg-type]


def test_only_what_is_told_of_the_city_is_mapped_on_cities() -> None:
    catalogue, paper = load_catalogue(CITY), _paper(*LINES)
    assert fitting_documents(catalogue, [paper])  # type: ignore[list-item]
    records = map_records(catalogue, [paper])  # type: ignore[list-item]
    assert {record.subject.name for record in records} == {"제천시"}
    quotes = {one.quote for record in records for one in record.evidence}
    assert quotes <= {LINES[0].text}


def test_a_heading_of_the_city_heads_what_is_told_of_it() -> None:
    told = [
        tells_of_city(sentence)
        for sentence in document(
            Line("광케이블 187km", section=("표 3. 시의 밑바탕",)),
            Line("광케이블 187km", section=("표 4. 장치",)),
            Line("시 본예산에 3억 원을 올렸다"),
            Line("시스템을 넓혔다"),
        ).sentences
    ]
    assert told == [True, False, True, False]
