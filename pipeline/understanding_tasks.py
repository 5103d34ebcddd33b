"""Tasks that need the language model. They get plain values only, never a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from extractors.case_studies import segment
from extractors.check_counts import check_counts
from extractors.checks import check_arithmetic
from extractors.collector import uncollected
from extractors.header import read_header
from extractors.layout.lay_out import lay_out
from extractors.layout.marked_text import lay_out_text
from extractors.nlp.extract import extract
from extractors.nlp.gazetteer import load_gazetteer
from extractors.nlp.layer_language import doubted_pages
from extractors.nlp.personal import find_personal
from extractors.nlp.tokens import load_tokenizer
from extractors.ocr.slant import as_seen
from pipeline.answers import value_answer
from pipeline.codec import decode, encode
from pipeline.requests import JudgeRequest, Understanding, UnderstandRequest
from schemas.document import Document, PlacedWord
from schemas.evidence import CharSpan
from schemas.header import Header
from schemas.issue import Issue, issue
from schemas.masking import MaskedSpan
from schemas.page import LayerDoubt

# A line of each kind that the stages know: what they load at first use is loaded before the fork.
_FIRST = """# 보도자료
배포 일시\t2024. 5. 17.(금)
□ 춘천시는 ㈜가나소프트와 「스마트도시 조례」를 제정('23)하고, 인공지능 기반 '함께' 플랫폼을 구축하여 대기시간을 최대 10분 줄였다.
"""


def warm_up() -> None:
    """Load what every child shares: the language model, the gazetteer, lexicons and patterns."""
    load_tokenizer()
    load_gazetteer()
    understand(UnderstandRequest("sha256:0", "first.txt", "text/plain", (), _FIRST, (), None))


def understand(request: UnderstandRequest) -> Understanding:
    """Lay out, segment, extract: the middle of the line, for one document."""
    document = _document(request)
    stated = read_header(document)
    header, assumed = _dated(stated, request.as_of)
    places = load_gazetteer()
    masked = find_personal(document, header)
    cases = segment(document, header, places)
    found = extract(document, header, cases, places, masked)
    return Understanding(
        document,
        stated,
        cases,
        found.facts,
        found.sentences,
        masked,
        (
            *assumed,
            *found.issues,
            *_unmasked((*check_arithmetic(document), *check_counts(found.facts)), masked),
        ),
    )


def _unmasked(found: Sequence[Issue], masked: Sequence[MaskedSpan]) -> tuple[Issue, ...]:
    """Issues quote the text: one that would quote what is masked is not told."""
    return tuple(
        told
        for told in found
        if told.span is None or not any(item.span.overlaps(CharSpan(*told.span)) for item in masked)
    )


def _dated(stated: Header, as_of: str | None) -> tuple[Header, tuple[Issue, ...]]:
    """The header that relative dates are read against; a date that nobody states is never exported as stated."""
    if stated.released_on is not None or as_of is None:
        return stated, ()
    told = issue(
        "date_assumed",
        f"문서에 날짜가 없어 {as_of} 을(를) 기준으로 읽었습니다.",
        f"The document states no date; relative dates were read as of {as_of}.",
    )
    return replace(stated, released_on=as_of), (told,)


def understand_task(payload: bytes) -> bytes:
    """UnderstandRequest -> Understanding."""
    with uncollected():
        request = decode(payload, UnderstandRequest)
        return value_answer(encode(understand(request), Understanding))


def judge_task(payload: bytes) -> bytes:
    """JudgeRequest -> tuple[LayerDoubt, ...]."""
    request = decode(payload, JudgeRequest)
    return value_answer(encode(doubted_pages(request.pages), tuple[LayerDoubt, ...]))


def _document(request: UnderstandRequest) -> Document:
    if request.source_text is not None:
        return lay_out_text(
            request.source_text,
            document_id=request.document_id,
            source_name=request.source_name,
            media_type=request.media_type,
            issues=request.issues,
        )
    laid_out = lay_out(
        request.pages,
        document_id=request.document_id,
        source_name=request.source_name,
        media_type=request.media_type,
        issues=request.issues,
    )
    # Boxes of straightened pages go back onto the ink of the scan.
    return as_seen(_with_word_origins(laid_out))


def _with_word_origins(document: Document) -> Document:
    """On a page that is true in part, the words of OCR are those with a confidence."""
    mixed = {page.page_no for page in document.pages if page.origin == "mixed"}
    if not mixed:
        return document
    return replace(
        document, words=tuple(_told_apart(word) if word.page_no in mixed else word for word in document.words)
    )


def _told_apart(word: PlacedWord) -> PlacedWord:
    return replace(word, origin="text" if word.confidence is None else "ocr")


TASKS: dict[str, Callable[[bytes], bytes]] = {"judge": judge_task, "understand": understand_task}
