"""Text layers on their way through the stages: what is doubted, what is left where it may not be asked about."""

from __future__ import annotations

from dataclasses import replace

from extractors.readers.turning import upright_size
from schemas.geometry import Box
from schemas.issue import Issue, issue
from schemas.page import LayerDoubt, RawPage


def doubted(page: RawPage, doubt: LayerDoubt | None) -> RawPage:
    """`page` with the language model's doubt about its layer: a part of it is unsure, or all is to be read."""
    if doubt is None:
        return page
    if doubt.places and not page.rotation:
        reason = f"{page.origin_reason}; {doubt.reason}" if page.unsure else doubt.reason
        return replace(page, needs_ocr=True, origin_reason=reason, unsure=(*page.unsure, *doubt.places))
    return replace(_as_stored(page), needs_ocr=True, origin_reason=doubt.reason, words=(), unsure=())


def _as_stored(page: RawPage) -> RawPage:
    """OCR finds the turn of its pages itself."""
    if not page.rotation:
        return page
    width, height = upright_size(page.width, page.height, page.rotation)
    return replace(page, width=width, height=height, rotation=0, rulings=(), figures=())


def bare_layer(page: RawPage) -> RawPage:
    """The words that the reader believes, with nothing else; none of a layer that waits for a sample."""
    words = () if _is_whole(page) or (page.needs_ocr and not page.unsure) else page.words
    return replace(page, words=words, rulings=(), figures=(), issues=())


def without_layer(page: RawPage) -> RawPage:
    """The page for a reading that leaves the layer aside."""
    return replace(page, words=(), unsure=()) if page.unsure else page


def without_doubtful(page: RawPage) -> RawPage:
    """The page without the words that nobody has confirmed: OCR may not be asked."""
    if not page.unsure:
        return page
    kept = tuple(word for word in page.words if not any(_shared(word.box, one) for one in page.unsure))
    return replace(page, words=kept, unsure=())


def _shared(word: Box, place: Box) -> bool:
    return place.overlap(word) > 0.3 * max(word.area, 0.01)


def unjudged_note(page_no: int) -> Issue:
    """Says that the layer of a page is believed on the reader's word alone."""
    return issue(
        "layer_unjudged",
        "이 쪽의 글자 층이 한국어인지 확인하지 못한 채 그대로 읽었습니다. errors.jsonl 을 보세요.",
        "The text layer of this page was read as it is: whether it is Korean could not be checked; see errors.jsonl.",
        page_no=page_no,
    )


def _is_whole(page: RawPage) -> bool:
    return bool(page.unsure) and page.unsure[0] == Box(0.0, 0.0, page.width, page.height)
