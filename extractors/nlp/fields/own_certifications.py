"""The certification that a city or a service says of itself to have: '2023년 스마트도시 인증 취득'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.dates import find_dates
from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_tables import cell_at
from extractors.nlp.normalise import plain
from schemas.evidence import CharSpan

# "스마트도시 인증 획득", "스마트도시서비스 인증을 받았다", "스마트도시 시범 인증 취득(4등급)", "스마트도시로 인증받아"
_GOT = re.compile(
    r"(?P<scheme>스마트\s?(?:도\s?시|시티)\s?(?:서비스)?\s?(?:시범\s?|재|우수\s?)?인증)(?:\s?\([^()]{2,8}\))?(?:을|를)?\s?(?:최종\s|신규\s|처음\s|최초로?\s|다시\s)?"
    r"(?:획득|취득|받았|받음|받아|받은\s(?:뒤|이후|후|데|바|지|도시|곳)|선정|따냈|따내|땄)"
    r"|(?:받은|획득한|취득한|따낸)\s(?P<had>스마트\s?(?:도\s?시|시티)\s?(?:서비스)?\s?인증)(?=[을은이의])"
    r"|(?P<as>스마트\s?(?:도시|시티)(?:서비스)?로\s인증)(?:\s?받|되|됐|됨)"
)
# "획득할 계획", "받은 적은 없다", "취득을 목표로": not got
_NOT_GOT = re.compile(r"없|못|않|목표|계획|예정|위해|준비|추진|신청|도전|탈락|기대|나선|나섰|하면|경우|도록")
_SAYS = ("done", "nominal", "unstated", "ongoing")


def own_certifications(passage: Passage) -> Iterator[Draft]:
    """Yield that the subject was certified, with the year that its line or its row gives."""
    if passage.subject.kind not in ("municipality", "service") or passage.unit.is_quotation:
        return
    found = _GOT.search(passage.text)
    if found is None or _NOT_GOT.search(passage.text, found.start()):
        return
    clause = passage.clause_at(passage.span.start + found.start())
    if clause is not None and clause.status not in _SAYS:
        return
    attributes: dict[str, object] = {"scheme": plain(found["scheme"] or found["had"] or found["as"])}
    year = _year(passage)
    if year is not None:
        attributes["year"] = year
    yield Draft(
        field="certified", value=True, span=CharSpan(*found.span()).shifted(passage.span.start),
        subject=passage.subject, case_id=passage.case_id, rule_id="own.certified", status="done",
        attributes=attributes, support="normalised", derivation="says so of itself", trust=0.85,
    )  # fmt: skip


def _year(passage: Passage) -> int | None:
    """The year of the line, else of the first cell of its row."""
    dated = [found for found in passage.dates if found.kind != "duration"]
    table, cell = passage.unit.table, passage.unit.cell
    if not dated and table is not None and cell is not None and cell.col:
        first = cell_at(table, cell.row, 0)
        dated = find_dates(plain(first.text or ""), released_on=passage.as_of) if first is not None else []
    return int(dated[0].value[:4]) if dated else None
