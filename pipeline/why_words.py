"""What the codes of an explanation say to a reader, in Korean and English."""

from __future__ import annotations

NOTES = {
    "no_rule": "이 지표에는 규칙이 없습니다 / this indicator has no rule",
    "own_words": "지표의 이름에서 만든 규칙뿐이라 없다고 하지 않습니다 / the rule is made of the indicator's name and calls nothing absent",
    "pages_unread": "읽지 못한 쪽이 있습니다 / pages could not be read",
    "proof_not_found": "신청서가 주장하지만 규칙이 근거를 찾지 못했습니다 / claimed, and the rules found no proof",
    "no_subject": "누구의 일인지 확실하지 않습니다 / whose it is is not sure enough",
    "no_value": "규칙이 요구하는 값이 없습니다 / the value that the rule requires is missing",
    "only_corrected": "고쳐 읽은 글자뿐입니다 / rests on corrected characters only",
    "low_ocr": "OCR 신뢰도가 낮습니다 / low OCR confidence",
    "definition_half_met": "정의가 요구하는 말이 모자랍니다 / the definition asks for more than is said",
    "only_reads_alike": "판정된 글과 닮았을 뿐입니다 / it only reads like judged passages",
    "reads_otherwise": "다른 지표의 글처럼 읽힙니다 / the passage reads like those of another indicator",
    "reads_unsure": "그 지표의 글로 읽힌다고 하기에는 약합니다 / it reads too little like judged passages of the indicator",
    "only_single_words": "이름의 낱말만 있습니다 / only single words of the name stand there",
}
REJECTED = "세지 않는 상태 / status that does not count: "
STATUS_BY = {
    "clause": "서술어의 규칙 / rule of the predicate",
    "wanted": "바라는 것일 뿐 / only wanted (…을 위해)",
    "preparation": "준비만 되었음 / only a preparation is done",
    "table": "표의 숫자는 명사로 끝난 말과 같음 / a table's figure stands as a noun does",
    "nothing": "지배하는 서술어 없음 / no predicate governs it",
}
CHANGED = {
    "catalogue": "지표 목록이 실행 뒤에 바뀌었습니다 / the catalogue has changed since the run",
    "rule": "이 지표의 규칙이 실행 뒤에 바뀌었습니다 / the rule of this indicator has changed since the run",
    "result": "지금의 규칙으로는 다른 기록이 됩니다. 설명은 지금 것입니다 / today's rules give another record, which is explained here",
}
BOUND_BY = {
    "name": "지표의 번호나 이름 / the indicator's id or name",
    "number": "그렇게 묶인 신청 항목의 번호 / the number of a claim bound so",
}
KINDS = {
    "strong": "강한 신호 / strong",
    "weak": "약한 신호 / weak",
    "context": "문맥 / context",
    "heading": "제목의 신호 / heading",
    "event": "서술어 / predicate under the heading",
    "table": "표의 신호 / table",
}

LACKING = {
    "status": "상태가 모자람; 인정하는 것은 / status does not do; what counts",
    "doubt": "확인할 것 / to be looked at",
    "subject_kind": "대상의 종류가 다름; 인정하는 것은 / wrong kind of subject; what counts",
    "other_subject": "다른 대상의 문장 / about another subject",
    "no_fact": "받쳐 줄 사실이 없음 / no fact carries it",
    "quotation": "말한 사람의 의견 / a speaker's opinion",
    "excluded": "제외하는 말이 있음 / an exclusion stands there",
    "company": "약한 신호 하나뿐; 함께 있어야 할 것은 / one weak cue only; it needs one of",
    "near": "가까이 있어야 할 말이 없음 / not near it",
    "event": "제목만 맞음; 서술어가 없음 / only the heading fits; no predicate such as",
    "words": "신호의 일부만 있음; 없는 말은 / only part of a cue; what is missing",
    "alike": "신호는 없고 말만 비슷함 / no cue; only its words are alike",
}


def note(code: str) -> str:
    """A note in words.

    >>> note("rejected:negated")
    '세지 않는 상태 / status that does not count: negated'
    """
    if code == "rejected:reads_otherwise":
        return NOTES["reads_otherwise"]
    if code.startswith("rejected:"):
        return REJECTED + code.removeprefix("rejected:")
    return NOTES.get(code, code)


def bound(code: str) -> str:
    """What bound a claim, in words."""
    return BOUND_BY.get(code, f"규칙의 신호 / cue of the rule: {code.removeprefix('cue:')}")
