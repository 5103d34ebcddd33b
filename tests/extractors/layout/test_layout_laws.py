"""The laws of the document model, over any words, lines and pictures on any pages."""

from __future__ import annotations

from collections import Counter
from random import Random
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.layout.lay_out import lay_out
from extractors.proof import Prover
from schemas.document import Document
from schemas.evidence import CharSpan
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

X, Y = st.integers(0, 580), st.integers(0, 820)
MARKS = st.sampled_from(["", "", "", "□", "-", "*", "1.", "가.", "[", "(", "<", "참고", "다."])


@st.composite
def words(draw: st.DrawFn) -> tuple[Word, ...]:
    """Words that all differ, some with marks, some where lines are."""
    made = []
    for number in range(draw(st.integers(0, 25))):
        x, y = draw(X), draw(st.one_of(Y, st.sampled_from([30, 100, 116, 132, 400, 800])))
        size, text = draw(st.integers(5, 24)), f"{draw(MARKS)}낱말{number}"
        box = Box(x, y, min(x + size * len(text) / 2, 620), y + size)
        made.append(Word(text, box, size, bold=draw(st.booleans()), glued=draw(st.booleans())))
    return tuple(made)


@st.composite
def rulings(draw: st.DrawFn) -> tuple[Ruling, ...]:
    """Some whole grids, and some stray lines."""
    made = []
    for _ in range(draw(st.integers(0, 2))):
        xs, ys = (sorted(draw(st.lists(side, min_size=2, max_size=4, unique=True))) for side in (X, Y))
        made += [Ruling(xs[0], y, xs[-1], y) for y in ys] + [Ruling(x, ys[0], x, ys[-1]) for x in xs]
    for _ in range(draw(st.integers(0, 4))):
        a, b, level = draw(X), draw(X), draw(Y)
        made.append(
            draw(st.sampled_from([Ruling(a, level, b, level), Ruling(level % 595, a, level % 595, b)]))
        )
    return tuple(made)


@st.composite
def page_lists(draw: st.DrawFn) -> list[RawPage]:
    pages = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        corners = draw(st.lists(st.tuples(X, Y, st.integers(10, 300)), max_size=2))
        figures = tuple(Box(x, y, x + side, y + side) for x, y, side in corners)
        origin = draw(st.sampled_from(["text", "ocr"]))
        pages.append(RawPage(number, 595, 842, draw(words()), draw(rulings()), figures, origin=origin))  # type: ignore[arg-type]
    return [_renamed(page) for page in pages]


def _renamed(page: RawPage) -> RawPage:
    """The page's words differ from those of all other pages, so that no head repeats."""
    named = tuple(
        Word(f"{w.text}{'ABC'[page.page_no - 1]}", w.box, w.size_pt, w.bold, glued=w.glued)
        for w in page.words
    )
    return RawPage(page.page_no, 595, 842, named, page.rulings, page.figures, origin=page.origin)


def document_of(pages: list[RawPage]) -> Document:
    return lay_out(pages, document_id="sha256:0", source_name="a.pdf", media_type="application/pdf")


LAW = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@LAW
@given(page_lists())
def test_every_word_stands_in_the_text_exactly_once(pages: list[RawPage]) -> None:
    document = document_of(pages)
    read = Counter((word.page_no, word.span.slice(document.text)) for word in document.words)
    assert read == Counter((page.page_no, word.text) for page in pages for word in page.words)
    assert "".join(document.text.split()) == "".join(
        word.span.slice(document.text) for word in document.words
    )


@LAW
@given(page_lists())
def test_spans_are_ordered_and_show_their_text(pages: list[RawPage]) -> None:
    document = document_of(pages)
    ends = [0, *(block.span.end for block in document.blocks)]
    assert all(start <= block.span.start for start, block in zip(ends, document.blocks, strict=False))
    assert all(document.text[block.span.end] == "\n" for block in document.blocks)
    for table in document.tables:
        slots = [
            (cell.row + r, cell.col + c)
            for cell in table.cells
            for r in range(cell.row_span)
            for c in range(cell.col_span)
        ]
        assert len(slots) == len(set(slots))
        assert all(row < table.n_rows and col < table.n_cols for row, col in slots)
        for cell in table.cells:
            assert (cell.span is None) == (cell.text is None) == (cell.items == ())
            assert cell.span is None or cell.span.slice(document.text) == cell.text
            assert all(cell.span is not None and cell.span.contains(item.span) for item in cell.items)


@LAW
@given(page_lists())
def test_parts_and_boxes_lie_on_their_pages(pages: list[RawPage]) -> None:
    document = document_of(pages)
    parts = [part for block in document.blocks for part in block.parts]
    parts += [part for table in document.tables for cell in table.cells for part in cell.parts]
    for thing in (*parts, *document.words):
        assert thing.box.x0 >= 0
        assert thing.box.x1 <= 595
        assert 1 <= thing.page_no <= len(pages)
    for page in document.pages:
        told = {word.span for word in document.words if any(span.contains(word.span) for span in page.spans)}
        assert told == {word.span for word in document.words if word.page_no == page.page_no}


@LAW
@given(page_lists())
def test_every_word_can_be_proven(pages: list[RawPage]) -> None:
    document = document_of(pages)
    prover = Prover(document)
    for word in document.words:
        assert prover.prove(word.span).page_no == word.page_no


@LAW
@given(page_lists(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_reader_gives_words_and_lines_does_not_matter(
    pages: list[RawPage], mixer: Random
) -> None:
    shuffled = []
    for page in pages:
        mixed = [list(page.words), list(page.rulings)]
        for things in mixed:
            mixer.shuffle(things)
        given_words, given_rulings = tuple(mixed[0]), tuple(mixed[1])
        shuffled.append(
            RawPage(page.page_no, 595, 842, given_words, given_rulings, page.figures, origin=page.origin)  # type: ignore[arg-type]
        )
    assert document_of(shuffled) == document_of(pages)


@given(st.lists(st.text(min_size=1, max_size=6), max_size=8))
def test_the_text_is_nfc_whatever_a_text_layer_holds(texts: list[str]) -> None:
    made = tuple(
        Word(text, Box(20 + 50 * i, 100, 60 + 50 * i, 110), 10, glued=True) for i, text in enumerate(texts)
    )
    document = document_of([RawPage(1, 595, 842, made)])
    assert normalize("NFC", document.text) == document.text


def test_no_words_give_an_empty_document() -> None:
    document = document_of([RawPage(1, 595, 842, ())])
    assert (document.text, document.blocks, document.pages[0].spans) == ("", (), ())


def test_pages_keep_their_passports() -> None:
    page = RawPage(1, 595, 842, (), origin="ocr", origin_reason="no text layer", rotation=90, dpi=300)
    shown = document_of([page]).pages[0]
    assert (shown.origin, shown.origin_reason, shown.rotation, shown.dpi) == ("ocr", "no text layer", 90, 300)
    assert CharSpan(0, 1)
