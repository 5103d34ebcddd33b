"""What a passage says of more than itself: of each city of a list, and of a table's row by the row's stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from extractors.nlp.extract_facts import Draft
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import phrase_ending, tokens_of
from extractors.nlp.extract_tables import bare_head, is_of_stages
from extractors.nlp.normalise import plain
from extractors.nlp.surroundings import municipality
from extractors.nlp.turns import EACH, Turn
from schemas.document import Cell, Table
from schemas.evidence import CharSpan
from schemas.fact import Status, Subject

Row = tuple[str, int]
"""A table and the number of one of its rows."""
# "2028", "2028년", "’27~’29": a cell of years
_YEARS = re.compile(
    r"(?:20|['’‘])(?P<first>\d{2})\s?(?:년도?)?(?:\s?[~∼～-]\s?(?:20|['’‘])?\d{2}\s?(?:년도?)?)?"
)
# "실시설계 완료", "계약 체결", "부지 확보": what comes before the thing of the row
_BEFORE_IT = re.compile(
    r"(?:(?:기본|실시|상세)\s?)?(?:설계|계약|협약|입찰|공고|발주|심의|승인|허가|인허가|예산|부지|용역|타당성|현장\s?조사|공모|사업자|투자\s?심사|국비|설명회|업체)"
    r"(?:[가-힣\s]{0,6})?\s?(?:완료|체결|확보|선정|통과|확정|마침|마무리|수립|획득|개최|승인|끝남|끝냄)?$"
)
_IN_BRACKET = re.compile(r"\s?\((?P<said>[^()\n]{1,16})\)")
_OF_REMARKS = re.compile(r"^비고$|^참고$|^특이사항$")
_DATE_IN_REMARK = re.compile(
    r"(?:20\d{2}|['’‘]\d{2})\s?[.년]?\s?(?:\d{1,2}\s?[.월]|[상하]반기|[1-4]\s?분기|[말초])?(?:부터|까지|에)?|[상하]반기|\d{1,2}월"
)
# "예정", "추진 예정", "계획 중"
_TO_COME = re.compile(
    r"(?:(?:추진|설치|구축|도입|운영|준공|개통|착공|시행|개소)\s?){0,2}(?:예정|계획(?:\s?중)?|목표)"
)
_NOT_DONE = re.compile(
    r"미(?:설치|구축|도입|운영|추진|시행|착공|개통|이행|연계|보급|완료)|(?:사업\s?|운영\s?|설치\s?)?(?:중단|보류|취소|철거|폐지|철회)"
)
_OF_TIMES = re.compile(r"시기|연도|년도|연차|기간|일정")
_SHORT_REST = 4
_NOT_THERE = ("planned", "negated", "in_progress")
_WITH_STAGE = ("quantity", "feature", "coverage", "initiative_status", "technology")


def stages_of_rows(passages: Iterable[Passage]) -> dict[Row, Status]:
    """How far each row of a table has come that has a column for it, or for its year, where its thing is not there yet."""
    found: dict[Row, Status] = {}
    for passage in passages:
        table, cell, row = passage.unit.table, passage.unit.cell, _row(passage)
        if row is None or table is None or cell is None:
            continue
        if is_of_stages(table, cell):
            stage = _stage_told(passage)
            if stage is not None:
                found[row] = stage
        elif _is_to_come(passage, table, cell):
            found.setdefault(row, "planned")
        elif (remarked := _remarked(passage, table, cell)) is not None:
            found.setdefault(row, remarked)
    return found


def _remarked(passage: Passage, table: Table, cell: Cell) -> Status | None:
    """What a remark says that says nothing else: '2028년 예정', '미설치', '철거(2024)'."""
    if not _OF_REMARKS.search(bare_head(table, cell)):
        return None
    said = _DATE_IN_REMARK.sub("", passage.text).strip(" ()~.,")
    if _TO_COME.fullmatch(said):
        return "planned"
    return "negated" if _NOT_DONE.fullmatch(said) else None


def _stage_told(passage: Passage) -> Status | None:
    """How far a cell of stages says that its row has come, where its thing is not there yet; '설계 완료' has the design alone."""
    last = passage.sentence.clauses[-1] if passage.sentence.clauses else None
    if last is None or last.status in _NOT_THERE:
        return None if last is None else last.status
    is_before = _BEFORE_IT.match(passage.slice(*last.span)) is not None and last.status in ("done", "nominal")
    return "planned" if is_before else None


def _is_to_come(passage: Passage, table: Table, cell: Cell) -> bool:
    """Whether a cell names nothing but a year, or years, after the paper's own, as what its row is for."""
    if passage.as_of is None:
        return False
    year = _YEARS.fullmatch(passage.text.strip())
    is_later = year is not None and int(year["first"]) + 2000 > passage.as_of.year
    if not is_later and not _is_a_later_day(passage, passage.as_of):
        return False
    return cell.col <= 1 or _OF_TIMES.search(bare_head(table, cell)) is not None


def _is_a_later_day(passage: Passage, as_of: date) -> bool:
    """Whether a cell holds a day, month or part of a year after the paper's own and little else: '2026. 5.', '2026년 상반기'."""
    found = [one for one in passage.dates if one.kind != "duration"]
    begins = [one.value.partition("/")[0][:10] for one in found]
    written = sum(one.span.end - one.span.start for one in found)
    is_alone = bool(found) and len(passage.text.strip()) - written <= _SHORT_REST
    return is_alone and all(begin > as_of.isoformat()[: len(begin)] for begin in begins)


def spread(passage: Passage, drafts: Iterable[Draft], stages: Mapping[Row, Status]) -> Iterator[Draft]:
    """The drafts, at the stage of their row, of whom the sentence tells there, once more for each other city told of the same."""
    row = _row(passage)
    stage = stages.get(row) if row is not None else None
    dealt = _dealt(passage)
    for draft in drafts:
        settled = _at_stage(draft, stage)
        if draft.subject is not passage.subject and draft.subject != passage.subject:
            yield settled
            continue
        owner = _owner_of(draft, dealt) or _named_before(passage, draft)
        if owner is not None:
            yield replace(settled, subject=owner)
            continue
        yield from _turned(passage, settled)
        yield from (replace(settled, subject=other) for other in passage.others)


def _owner_of(draft: Draft, dealt: Mapping[CharSpan, tuple[float, Subject]]) -> Subject | None:
    """Whose an amount is that was dealt out; its quote may hold the next one too."""
    if draft.field != "quantity":
        return None
    fitting = (
        one for span, (value, one) in dealt.items() if draft.span.contains(span) and draft.value == value
    )
    return next(fitting, None)


def _named_before(passage: Passage, draft: Draft) -> Subject | None:
    """The city right before the brackets in which an amount stands: '비슷한 앱을 연 거제시(18%)를 앞섰다'."""
    if draft.field != "quantity" or passage.unit.table is not None or draft.subject.kind != "municipality":
        return None
    for place in passage.places:
        bracket = _IN_BRACKET.match(passage.text, place.span.end - passage.span.start)
        if bracket is None or place.name == passage.subject.name:
            continue
        inside = CharSpan(*bracket.span("said")).shifted(passage.span.start)
        if any(inside.contains(one.span) and one.value == draft.value for one in passage.quantities):
            return municipality(place, "mention")
    return None


def _turned(passage: Passage, draft: Draft) -> Iterator[Draft]:
    """A draft by whom the sentence tells at its end; the last verb of 'A시는 …를, B군은 …를 운영한다' tells of both."""
    turn = passage.turns.at(draft.span.end - 1)
    if turn is None or draft.field in ("partner", "developer"):  # who works with whom the first half tells
        yield draft
        return
    yield replace(draft, subject=turn.subject)
    if turn.is_gapped and draft.field == "initiative_status":
        yield replace(draft, measure=_gapped_thing(passage, turn))


def _gapped_thing(passage: Passage, turn: Turn) -> str | None:
    """What the part before a turn has in place of a clause: '셔틀' of '셔틀 9대를, B군은'."""
    before = passage.slice(passage.span.start, turn.start).rstrip(" ,")
    tokens = tokens_of(passage, passage.span.start, passage.span.start + len(before))
    phrase = phrase_ending(tokens, len(tokens) - 1) if tokens else None
    return plain(passage.slice(*phrase.as_tuple())) if phrase is not None else None


def _dealt(passage: Passage) -> dict[CharSpan, tuple[float, Subject]]:
    """Whose each amount is that '각각' deals out: as many amounts of one unit as there are subjects, in their order."""
    dealt = passage.turns.dealt
    at = passage.text.find(EACH) if dealt else -1
    if at < 0:
        return {}
    after = [one for one in passage.quantities if one.span.start >= passage.span.start + at]
    same = [one for one in after if one.unit == after[0].unit]
    owners = dealt[-len(same) :] if 1 < len(same) <= len(dealt) else ()
    pairs = zip(same, owners, strict=True) if owners else ()
    return {one.span: (one.value, owner) for one, owner in pairs}


def _at_stage(draft: Draft, stage: Status | None) -> Draft:
    """A draft whose own words tell no tense has the stage of its row."""
    is_open = draft.status in ("nominal", "unstated") and (
        draft.field in _WITH_STAGE or (draft.field == "date" and stage == "planned")
    )
    return replace(draft, status=stage) if stage is not None and is_open else draft


def _row(passage: Passage) -> Row | None:
    table, cell = passage.unit.table, passage.unit.cell
    return None if table is None or cell is None or cell.is_header else (table.table_id, cell.row)
