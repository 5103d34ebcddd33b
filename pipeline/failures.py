"""Words for people when a child was stopped or died: what happened, and what to do next."""

from __future__ import annotations

from pipeline.answers import Failure
from pipeline.engines.contract import Outcome, OutcomeStatus
from pipeline.store.store import Step
from schemas.errors import ErrorCode
from schemas.issue import Message

_TEXTS: dict[OutcomeStatus, tuple[ErrorCode, str, str, str, str]] = {
    "timeout": (
        ErrorCode.TIMEOUT,
        "정해진 시간 안에 읽지 못했습니다.",
        "설정 page_cpu_s 를 늘리거나, 문서를 다시 PDF로 저장해 실행하세요.",
        "It could not be read within the time limit.",
        "Raise page_cpu_s in the configuration, or save the document as PDF again.",
    ),
    "memory": (
        ErrorCode.MEMORY,
        "메모리 한도를 넘었습니다.",
        "설정 memory_mb 를 늘리거나, 더 낮은 해상도로 다시 저장하세요.",
        "It needs more memory than the limit.",
        "Raise memory_mb in the configuration, or save it again at a lower resolution.",
    ),
    "output_limit": (
        ErrorCode.OUTPUT_LIMIT,
        "읽은 결과가 한도보다 큽니다.",
        "설정 output_mb 를 늘리거나, 문서를 나누세요.",
        "What was read is larger than the limit.",
        "Raise output_mb in the configuration, or split the document.",
    ),
    "crashed": (
        ErrorCode.CRASHED,
        "파일을 해석하던 프로세스가 비정상 종료되었습니다. 파일이 손상되었을 수 있습니다.",
        "문서를 다시 PDF로 저장해 실행하세요. 다른 문서에는 영향이 없습니다.",
        "The process that parsed it died; the file may be damaged.",
        "Save the document as PDF again and run again. Other documents are not affected.",
    ),
    "fault": (
        ErrorCode.INTERNAL,
        "프로그램 오류로 처리하지 못했습니다. 결과 폴더의 .worker.log 에 기록이 있습니다.",
        "이 문서를 빼고도 나머지는 완전합니다. 기록과 함께 알려 주세요.",
        "A fault of the program; .worker.log in the output folder tells more.",
        "All other documents are complete. Please report it with that log.",
    ),
}
_OF_DOCUMENTS: frozenset[Step] = frozenset({"judge", "understand"})
"""Steps that get plain values of a whole document, and its time."""
_UNJUDGED_KO = "글자 층이 한국어인지 언어 모델로 확인하지 못해 글자 층을 그대로 읽었습니다."
_UNJUDGED_EN = "Whether the text layers are Korean could not be checked with the language model; they were read as they are."


def outcome_failure(outcome: Outcome, step: Step) -> Failure:
    """The failure that an outcome other than ok stands for.

    An exception that nobody expected is a fault of ours where plain values were
    at hand; where hostile bytes were parsed it is the parser that broke on them.
    """
    status = "crashed" if outcome.status == "fault" and step not in _OF_DOCUMENTS else outcome.status
    code, *texts = _TEXTS[status]
    ko, action_ko, en, action_en = texts
    if step in _OF_DOCUMENTS:
        action_ko, action_en = (
            text.replace("page_cpu_s", "document_cpu_s") for text in (action_ko, action_en)
        )
    if step == "judge":
        ko, en = f"{_UNJUDGED_KO} {ko}", f"{_UNJUDGED_EN} {en}"
    return Failure(
        code=code,
        message=Message(ko=ko, en=en),
        action=Message(ko=action_ko, en=action_en),
        attempts=outcome.attempts,
    )
