"""PDF: words, rulings and pictures page by page, each text layer judged beside the rendered page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pdfplumber
import pypdfium2

from extractors.collector import uncollected
from extractors.readers import faults, pdfium
from extractors.readers.characters import character_issues
from extractors.readers.content_faces import Faces
from extractors.readers.glyph_words import words_from
from extractors.readers.glyphs import Glyph, page_turn, set_upright
from extractors.readers.limits import Limits
from extractors.readers.page_content import require_content
from extractors.readers.page_frame import PageFrame, frame_of
from extractors.readers.page_ink import page_ink
from extractors.readers.pdfium import GreyImage
from extractors.readers.places import places_of
from extractors.readers.ruling_lines import straight
from extractors.readers.text_layer import PARSER_FAULTS, TextLayer, text_layer
from extractors.readers.triage import Verdict, judge
from extractors.readers.turning import upright_box, upright_size
from extractors.readers.untrue_glyphs import untrue
from extractors.readers.visibility import Seen, placed_unseen, seen_glyphs
from schemas.errors import DocumentError
from schemas.geometry import Box
from schemas.issue import Issue, issue
from schemas.page import Probe, RawPage, Ruling, Word

LOOK_DPI: Final = 100  # enough to see whether a 5 pt letter left ink
_LEAST_DPI: Final = 60  # a letter of 10 pt has eight rows of pixels then
_TAIL_BYTES: Final = 65_536


def read_pdf(path: Path, document_id: str, limits: Limits) -> Probe:
    """Return the pages of a PDF; those whose text layer cannot be believed have `needs_ocr`."""
    _require_whole(path)
    with pdfium.opened(path, limits) as document:
        pages = _pages(path, document, limits)
    return Probe(document_id, "application/pdf", len(pages), pages)


def _require_whole(path: Path) -> None:
    """PDFium mends a file that was cut off; what is lost then must not pass in silence."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - _TAIL_BYTES, 0))
        if b"%%EOF" not in file.read():
            raise faults.damaged(
                path.name, why_ko="파일의 끝이 잘렸습니다", why_en="its end is missing, it was cut off"
            )


def require_page(path: Path, page_no: int, limits: Limits) -> None:
    """Raise the DocumentError that kept `read_pdf` from reading this page; do nothing where it was read."""
    with pdfium.opened(path, limits) as document, _parsed(path) as layers:
        _one_page(document, layers, page_no, name=path.name, limits=limits)


def _pages(path: Path, document: pypdfium2.PdfDocument, limits: Limits) -> tuple[RawPage, ...]:
    """Every page; one that cannot be read costs itself only, unless none can."""
    pages: list[RawPage] = []
    failures: list[DocumentError] = []
    with _parsed(path) as layers:
        for page_no in range(1, len(document) + 1):
            try:
                pages.append(_one_page(document, layers, page_no, name=path.name, limits=limits))
            except DocumentError as error:
                failures.append(error)
                pages.append(_unread(document, page_no, error))
    if len(failures) == len(pages):
        raise failures[0]
    return tuple(pages)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """The pages of a document, and the fonts that were met so far."""

    pages: Sequence[pdfplumber.page.Page] = ()
    faces: Faces = field(default_factory=dict)


@contextmanager
def _parsed(path: Path) -> Iterator[_Parsed]:
    """The pages as pdfminer sees them; none where it gives up."""
    try:
        layers = pdfplumber.open(path, unicode_norm=None)
    except PARSER_FAULTS:
        yield _Parsed()
        return
    try:
        yield _Parsed(_pages_of(layers))
    finally:
        layers.stream.close()


def _pages_of(layers: pdfplumber.pdf.PDF) -> Sequence[pdfplumber.page.Page]:
    try:
        return tuple(layers.pages)
    except PARSER_FAULTS:
        return ()


@uncollected()
def _one_page(
    document: pypdfium2.PdfDocument,
    layers: _Parsed,
    page_no: int,
    *,
    name: str,
    limits: Limits,
) -> RawPage:
    layer_page = layers.pages[page_no - 1] if page_no <= len(layers.pages) else None
    if layer_page is not None:
        require_content(layer_page, name=name, page_no=page_no, limits=limits)
    with pdfium.page_of(document, page_no, name) as page:
        read = _read_page(page, layer_page, page_no, faces=layers.faces, name=name, limits=limits)
    if layer_page is not None:
        layer_page.close()
    return read


def _unread(document: pypdfium2.PdfDocument, page_no: int, error: DocumentError) -> RawPage:
    """A page that nobody can read: sent on, so that the failure is told where the page is asked for."""
    width, height = pdfium.size_of(document, page_no)
    told = Issue(code="page_unread", message=error.message, page_no=page_no)
    return RawPage(
        page_no=page_no,
        width=width,
        height=height,
        words=(),
        origin_reason="page cannot be read",
        needs_ocr=True,
        issues=(told,),
    )


def _read_page(
    page: pypdfium2.PdfPage,
    layer_page: pdfplumber.page.Page | None,
    page_no: int,
    *,
    faces: Faces,
    name: str,
    limits: Limits,
) -> RawPage:
    frame = frame_of(page)
    if pdfium.fitting_dpi(frame.width, frame.height, LOOK_DPI, limits) < _LEAST_DPI:
        raise faults.page_too_large(name, width_pt=frame.width, height_pt=frame.height, page_no=page_no)
    layer = TextLayer(unparsed=True) if layer_page is None else text_layer(layer_page, frame, limits, faces)
    look = pdfium.grey_look(page, LOOK_DPI, limits)
    seen = _seen(page, layer, look, frame)
    judged = untrue(seen.marks)
    ink = page_ink(
        look,
        frame.box,
        glyphs=places_of(judged.believed) if judged.count else seen.places,
        pictures=layer.pictures,
        rulings=layer.rulings,
    )
    verdict = judge(judged, ink, hidden=seen.hidden, behind=len(seen.behind), unparsed=layer.unparsed)
    return _assembled(frame, layer, seen, verdict, page_no)


def _seen(page: pypdfium2.PdfPage, layer: TextLayer, look: GreyImage, frame: PageFrame) -> Seen:
    """Where the layer does not tell how its text is painted, PDFium is asked."""
    is_asked = any(item.mode is None for item in layer.glyphs)
    invisible, bolded = pdfium.painted_modes(page) if is_asked else ([], [])
    return seen_glyphs(
        layer,
        look,
        frame.box,
        invisible=[placed_unseen(text, frame) for text in invisible],
        bolded=[frame.from_pdf(bounds) for bounds in bolded],
    )


def _assembled(frame: PageFrame, layer: TextLayer, seen: Seen, verdict: Verdict, page_no: int) -> RawPage:
    """Set the page upright and form its words. A layer that is not believed gives no words."""
    # OCR finds the turn of its pages itself: they are handed on as they are stored.
    claimed = _claimed(seen, verdict)
    turn = page_turn(claimed)
    if turn and verdict.needs_ocr:
        claimed, turn = (), 0
    width, height = upright_size(frame.width, frame.height, turn)
    rulings = tuple(_turned(rule, frame, turn) for rule in layer.rulings)
    level = [set_upright(item, frame.width, frame.height, turn) for item in claimed]
    level = [item for item in level if item.turn is not None]
    return RawPage(
        page_no=page_no,
        width=width,
        height=height,
        words=_words(level, rulings, Box(0, 0, width, height), verdict.unsure),
        rulings=rulings,
        figures=tuple(upright_box(box, frame.width, frame.height, turn) for box in layer.pictures),
        grounds=tuple(upright_box(box, frame.width, frame.height, turn) for box in layer.grounds),
        origin_reason=verdict.reason,
        needs_ocr=verdict.needs_ocr,
        unsure=_unsure(verdict, frame.box) if claimed else (),
        rotation=turn,
        dpi=layer.image_dpi,
        issues=tuple(_notes(layer, seen, verdict, page_no)),
    )


def _words(
    glyphs: Sequence[Glyph], rulings: Sequence[Ruling], page: Box, unsure: Sequence[Box]
) -> tuple[Word, ...]:
    """Words of believed glyphs, and words of those in question: none is of both."""
    if not unsure:
        return tuple(words_from(glyphs, rulings, page))
    doubted = [not item.text.isspace() and _is_in(item, unsure) for item in glyphs]
    if not any(doubted):
        return tuple(words_from(glyphs, rulings, page))
    true = [item for item, is_doubted in zip(glyphs, doubted, strict=True) if not is_doubted]
    other = [
        item for item, is_doubted in zip(glyphs, doubted, strict=True) if is_doubted or item.text.isspace()
    ]
    return (*words_from(true, rulings, page), *words_from(other, rulings, page))


def _is_in(item: Glyph, places: Sequence[Box]) -> bool:
    return any(box.contains(*item.centre) for box in places)


def _claimed(seen: Seen, verdict: Verdict) -> tuple[Glyph, ...]:
    """What the layer says: the whole of it, or as much as OCR may find to be true."""
    if verdict.is_behind:
        return (*seen.glyphs, *seen.behind)
    return seen.glyphs if verdict.unsure or not verdict.needs_ocr else ()


def _unsure(verdict: Verdict, page: Box) -> tuple[Box, ...]:
    return (page,) if verdict.is_behind else verdict.unsure


def _turned(rule: Ruling, frame: PageFrame, turn: int) -> Ruling:
    if not turn:
        return rule
    box = upright_box(Box(rule.x0, rule.y0, rule.x1, rule.y1), frame.width, frame.height, turn)
    return straight(box.x0, box.top, box.x1, box.bottom) or rule


def _notes(layer: TextLayer, seen: Seen, verdict: Verdict, page_no: int) -> Iterator[Issue]:
    if not verdict.needs_ocr or verdict.unsure:
        yield from character_issues((item.text for item in seen.glyphs), page_no=page_no)
        slanted = sum(item.turn is None and not item.text.isspace() for item in seen.glyphs)
        if slanted:
            yield issue(
                "slanted_text_left_out",
                f"비스듬히 놓인 글자 {slanted}자(배경 무늬 등)는 본문에서 뺐습니다.",
                f"{slanted} slanted characters, such as a watermark, were left out.",
                page_no=page_no,
            )
    if seen.hidden:
        yield issue(
            "hidden_text_left_out",
            f"쪽에 보이지 않는 글자 {seen.hidden}자는 읽지 않았습니다.",
            f"{seen.hidden} characters that the page does not show were left out.",
            page_no=page_no,
        )
    if layer.overfull:
        yield issue(
            "drawing_limit",
            "그림 요소가 너무 많아 선이나 글자 층을 읽지 않았습니다.",
            "The page has too many drawn elements; its lines or its text layer were not read.",
            page_no=page_no,
        )
