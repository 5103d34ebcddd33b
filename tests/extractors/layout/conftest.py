"""A sheet to set words, lines and pictures on, as a reader would have found them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from extractors.layout.lay_out import lay_out
from schemas.document import Document
from schemas.evidence import Origin
from schemas.geometry import Box
from schemas.page import RawPage, Ruling, Word

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Sheet:
    """One page in the making: text is set at a baseline, each character as wide as the size."""

    page_no: int = 1
    words: list[Word] = field(default_factory=list)
    rulings: list[Ruling] = field(default_factory=list)
    figures: list[Box] = field(default_factory=list)
    origin: Origin = "text"

    def put(
        self, x: float, y: float, text: str, *, size: float = 10, bold: bool = False, **more: object
    ) -> None:
        """Set `text` with its first letter at `x` and its lower edge at `y`; a blank is half as wide."""
        for piece in text.split(" "):
            if piece:
                box = Box(x, y - size, x + size * len(piece), y)
                self.words.append(Word(piece, box, size, bold=bold, **more))  # type: ignore[arg-type]
            x += size * (len(piece) + 0.5)

    def lines(self, x: float, y: float, texts: Sequence[str], *, size: float = 10, pitch: float = 16) -> None:
        """Set lines below each other."""
        for number, text in enumerate(texts):
            self.put(x, y + number * pitch, text, size=size)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """Draw all lines of a table."""
        for y in ys:
            self.rulings.append(Ruling(xs[0], y, xs[-1], y))
        for x in xs:
            self.rulings.append(Ruling(x, ys[0], x, ys[-1]))

    def page(self) -> RawPage:
        words, rulings, figures = tuple(self.words), tuple(self.rulings), tuple(self.figures)
        return RawPage(self.page_no, WIDTH, HEIGHT, words, rulings, figures, origin=self.origin)


@pytest.fixture
def sheet() -> Sheet:
    return Sheet()


@pytest.fixture
def sheets() -> Callable[[int], list[Sheet]]:
    return lambda count: [Sheet(page_no=number + 1) for number in range(count)]


@pytest.fixture
def laid() -> Callable[..., Document]:
    """Lay out sheets as one document."""

    def lay(*pages: Sheet) -> Document:
        raw = [page.page() for page in pages]
        return lay_out(raw, document_id="sha256:0", source_name="a.pdf", media_type="application/pdf")

    return lay


@pytest.fixture
def shown() -> Callable[[Document], list[tuple[str, str]]]:
    """The blocks as (kind, text)."""
    return lambda document: [(block.kind.value, block.span.slice(document.text)) for block in document.blocks]
