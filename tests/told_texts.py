"""Small invented releases and applications, read up to their facts: what tests of single rules look into."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from extractors.case_studies import segment
from extractors.header import read_header
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import extract
from extractors.nlp.gazetteer import load_gazetteer
from schemas.case_study import CaseStudy
from schemas.document import Document
from schemas.fact import Fact
from schemas.header import Header
from schemas.sentence import Sentence

CITY_HEAD = "보도자료\n\n# 물과 길을 살피는 도시들\n\n배포일시\t2025. 3. 4.(화)\n담당 부서\t도시경제과\n\n"
FIRM_HEAD = (
    "# 2025년 스마트도시서비스 인증 신청서\n\n| 신청자 | 기업명 | ㈜두레길 | 기업 구분 | 중소기업 |\n"
    "| --- | --- | --- | --- | --- |\n| 서비스 기간 | 2024년 1월 1일 ~ 2024년 12월 31일 | | | |\n\n"
)
CASE = "## 충주시, 수돗물 누수 감지망\n\n배수지 열두 곳에 누수 감지망을 설치하고 관제실에서 살핀다. 새는 물을 하루 만에 찾는다.\n\n"


class Told(NamedTuple):
    """What was read from one text."""

    document: Document
    header: Header
    cases: tuple[CaseStudy, ...]
    facts: tuple[Fact, ...]
    sentences: tuple[Sentence, ...]


def read(source: str) -> Told:
    """Read a marked text as a run does."""
    document = lay_out_text(source, document_id="sha256:0", source_name="a.md", media_type="text/markdown")
    header = read_header(document)
    cases = segment(document, header, load_gazetteer())
    found = extract(document, header, cases, load_gazetteer(), ())
    return Told(document, header, cases, found.facts, found.sentences)


def of_city(body: str, field: str) -> list[Fact]:
    """The facts of one field in `body`, told of a case of 충주시."""
    return _after(f"{CITY_HEAD}{CASE}", body, field)


def of_firm(body: str, field: str) -> list[Fact]:
    """The facts of one field in `body`, a section on the service of an applying firm."""
    return _after(f"{FIRM_HEAD}## 서비스 설명\n\n", body, field)


def _after(before: str, body: str, field: str) -> list[Fact]:
    start = _length(before)
    found = read(f"{before}{body}\n").facts
    return [fact for fact in found if fact.field == field and fact.evidence[0].span[0] >= start]


@cache
def _length(source: str) -> int:
    return len(read(source).document.text)


def values(facts: list[Fact]) -> list[object]:
    return [fact.value for fact in facts]
