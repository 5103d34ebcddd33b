"""What stage an initiative has reached: the governing word of a clause, and the thing that it governs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.nlp.extract_facts import Draft, fitted
from extractors.nlp.extract_passages import Passage
from extractors.nlp.extract_phrases import labelled_list, thing_of, tokens_of
from extractors.nlp.extract_tables import bare_head, is_number, is_of_stages, row_labels
from extractors.nlp.fields.stage_asides import stages_in_brackets
from extractors.nlp.fields.stage_verbs import NATIVE_STAGES
from extractors.nlp.fields.stages import STAGES, tells_stage
from extractors.nlp.normalise import plain
from extractors.nlp.status_words import ACTIONS
from extractors.nlp.table_grid import grid_of
from schemas.document import BlockKind
from schemas.evidence import CharSpan
from schemas.fact import Status
from schemas.sentence import Clause

_REMARKS = re.compile(r"비고")
# "할 일", "세부 과제": the head of a column of tasks by their names
_OF_TASKS = re.compile(
    r"^(?:할일|일|일감|업무|시책|항목|(?:주요|세부|추진|중점|단위)?(?:과제|사업|업무|일정)명?)$"
)
_OF_WHAT = ("내용", "사업내용", "추진내용", "세부내용", "무엇을", "무엇")
_OF_ROLES = re.compile(r"역할|분담|맡은|담당(?:업무|내용|분야)")
# "공공자전거 대여(건)", "[그림 2] …", "<표 1> …"
_WITH_UNIT = re.compile(
    r"\((?:건|명|대|개|개소|곳|회|점|원|천원|백만원|억원|%|㎞|km|톤|시간|분|초|가구|세대|호|기|면)\)\s*$"
)
_OF_FIGURE = re.compile(r"\s*[\[<(〈【]\s?(?:그림|표|사진|도표|도)\s?[\d\-.]{0,5}\s?[\]>)〉】]")
_UNTOLD = ("unstated", "purpose")
_STATES: dict[str, Status] = {
    **dict.fromkeys(("마침", "끝", "끝남", "끝냄", "다 됨"), "done"),
    **dict.fromkeys(("하는 중", "진행", "만드는 중", "절반", "계속"), "in_progress"),
    **dict.fromkeys(("아직", "안 함", "못 함", "그만둠", "접음", "멈춤"), "negated"),
}
# "1단계", "2차": which step, and no state
_COUNTED = re.compile(r"(?:제\s?)?\d{1,2}\s?(?:단계|차|차년도|년차)")
_UNTIMED = ("nominal", "unstated", "planned", "in_progress")
_CERTIFIED = re.compile(r"인증을?\s?(?:획득|취득|받[았아은]?)$")
# "시기", "일정": a cell there says when, and '미정' in it that no day is set
_OF_TIME = re.compile(r"^(?:추진|예정|시행|완료|도입)?(?:시기|일정|기간|일자|날짜|연도|기한|언제)$")
# "2026. 5.", "2027년 상반기", "’26. 3분기"
_STARTS_WITH_DAY = re.compile(r"(?:20\d{2}|['’‘]\d{2})\s?[.년]|\d{1,2}월|[상하]반기|[1-4]분기")


def initiative_statuses(passage: Passage) -> Iterator[Draft]:
    """Yield one draft for each clause whose governing word is a stage."""
    if not passage.is_content:
        yield from _of_scheme(passage)
        return
    if labelled_list(passage.text) or _names_only(passage) or _is_row_of_stage(passage):
        return
    yield from _state_word(passage)
    yield from stages_in_brackets(passage)
    if _is_under(passage, _OF_ROLES):  # what each party has to do
        return
    for number, clause in enumerate(passage.sentence.clauses):
        if not _is_wanted(clause) and (
            clause.status in _UNTOLD or not tells_stage(passage, clause) or _is_reason(passage, clause)
        ):
            continue
        if passage.scheme.kind == "scheme" and _is_certified(passage, clause):
            continue
        before = passage.sentence.clauses[number - 1] if number else None
        yield _draft(passage, clause, before)


def _state_word(passage: Passage) -> Iterator[Draft]:
    """'마침', '끝', '아직' in a cell of stages: words of state that are no acts."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header or not is_of_stages(table, cell):
        return
    status = _STATES.get(passage.text.strip(" ."))
    if status is not None:
        yield Draft(
            field="initiative_status", value=passage.text.strip(" ."), span=passage.span, subject=passage.subject,
            case_id=passage.case_id, rule_id=f"status.{status}.word", measure=_row_name(passage), status=status, trust=0.85,
        )  # fmt: skip


def _of_scheme(passage: Passage) -> Iterator[Draft]:
    """What an announcement says that its certification does not do, or is still at: '참가비 지원은 올해 시행하지 않는다'."""
    unit = passage.unit
    if passage.subject.kind != "scheme" or unit.table is not None or unit.is_quotation:
        return
    if unit.kind in (BlockKind.HEADING, BlockKind.CAPTION):
        return
    for clause in passage.sentence.clauses:
        acts = (clause.predicate or "").split()
        is_open = clause.status in ("negated", "in_progress") and not _is_reason(passage, clause)
        if is_open and acts and acts[-1] in STAGES:
            yield _draft(passage, clause, None)


def _is_certified(passage: Passage, clause: Clause) -> bool:
    """'2023년에 처음 인증을 받았고' in a paper on a certification: a fact of its own, and no stage of an initiative."""
    end = (clause.predicate_span or clause.span)[1]
    return _CERTIFIED.search(passage.slice(clause.span[0], end)) is not None


def _is_wanted(clause: Clause) -> bool:
    """'데이터 인력 양성을 위한': what something is done for."""
    acts = (clause.predicate or "").split()
    return (
        clause.status_rule == "purpose.for"
        and bool(acts)
        and acts[-1].split("·")[-1] in ACTIONS | NATIVE_STAGES
    )


def _is_reason(passage: Passage, clause: Clause) -> bool:
    """'인증이 끝나지 않아 …', '예산이 없어 …': why, not what."""
    inside = tokens_of(passage, *clause.span)
    ending = next((token for token in reversed(inside) if token.tag[0] != "S"), None)
    closes = ending is not None and ending.tag == "EC" and ending.form in ("어", "아", "어서", "아서")
    return clause.status == "negated" and closes


def _names_only(passage: Passage) -> bool:
    """Whether a passage tells of no stage, whatever act it names: a label, a remark, a day, or the name of a case."""
    if _is_under(passage, _REMARKS) or _is_under(passage, _OF_TIME) or _is_label(passage):
        return True
    return passage.unit.table is not None and passage.case is not None and passage.text == passage.case.title


def _is_row_of_stage(passage: Passage) -> bool:
    """'관제 화면 개편 | 완료': what is done stands in the row's own cell of stages, and its name tells none."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None or cell.is_header:
        return False
    head = bare_head(table, cell)
    if not _OF_TASKS.search(head) and not (head in _OF_WHAT and _is_bare_act(passage)):
        return False
    cells = (c for c in grid_of(table).row(cell.row) if c.text and is_of_stages(table, c))
    has_stage = any(not _COUNTED.fullmatch((c.text or "").strip()) and not is_number(c.text) for c in cells)
    last = passage.sentence.clauses[-1] if passage.sentence.clauses else None
    return has_stage and last is not None and last.status in _UNTIMED


def _is_bare_act(passage: Passage) -> bool:
    """'외곽 구간 연동' under '내용': an act that says neither how much nor how far; '센서 180대 설치 예정' says both."""
    last = passage.sentence.clauses[-1] if passage.sentence.clauses else None
    is_bare = last is not None and last.status_rule.startswith(("nominal.noun", "planned.heading"))
    return is_bare and not passage.quantities


def _is_label(passage: Passage) -> bool:
    """A word that labels its row: '수상 | 교통안전 기술대전 | 대상'; '공공자전거 대여(건)', '[그림] 자전거 대여'."""
    cell = passage.unit.cell
    if cell is None:
        return _OF_FIGURE.match(passage.text) is not None
    is_word = " " not in passage.text.strip() and not passage.text.startswith("미")
    return cell.col == 0 and (is_word or _WITH_UNIT.search(passage.text) is not None)


def _is_under(passage: Passage, head: re.Pattern[str]) -> bool:
    """Whether a cell stands in a column with such a head."""
    table, cell = passage.unit.table, passage.unit.cell
    if table is None or cell is None:
        return False
    return head.search(bare_head(table, cell)) is not None


def _draft(passage: Passage, clause: Clause, before: Clause | None) -> Draft:
    predicate = clause.predicate_span or clause.span
    thing = thing_of(passage, clause)
    measure = None if thing is None else plain(passage.slice(*thing.as_tuple()))
    words = clause.predicate or ""
    if " " in words and clause.status_rule.startswith("done.preparation"):
        measure = _preparation(passage, clause, before, measure)
    elif measure is None and before is not None and before.status == "purpose":
        measure = plain(passage.slice(before.span[0], predicate[0]))
    if measure is None and passage.unit.table is not None and passage.unit.cell is not None:
        measure = _row_name(passage)
    inside = thing is not None and clause.span[0] <= thing.start <= predicate[0]
    start = thing.start if thing is not None and inside else predicate[0]
    end = thing.end if thing is not None and thing.start >= predicate[1] else _ending(passage, clause)
    return Draft(
        field="initiative_status",
        value=words,
        span=fitted(CharSpan(start, max(end, predicate[1])), CharSpan(*predicate)),
        subject=passage.subject,
        case_id=passage.case_id,
        rule_id=f"status.{clause.status_rule}",
        measure=measure,
        status=clause.status,
        trust=0.9 if measure else 0.8,
    )


def _row_name(passage: Passage) -> str | None:
    """What the row of a cell is about: its first label that is no day."""
    table, cell = passage.unit.table, passage.unit.cell
    labels = row_labels(table, cell) if table is not None and cell is not None else ()
    named = [label for label in labels if not _STARTS_WITH_DAY.match(label)]
    return next(iter(named or labels), None)


def _preparation(passage: Passage, clause: Clause, before: Clause | None, measure: str | None) -> str:
    """'… 구축을 위한 설계': the design is what is done, so the measure names the design."""
    prepared = (clause.predicate or "").split()[0]
    if before is not None and before.status == "purpose":
        return f"{plain(passage.slice(*before.span))} {prepared}"
    return f"{measure} {prepared}" if measure else prepared


def _ending(passage: Passage, clause: Clause) -> int:
    """The end of the clause without comma and full stop."""
    text = passage.slice(*clause.span)
    return clause.span[0] + len(text.rstrip(" ,.;·"))
