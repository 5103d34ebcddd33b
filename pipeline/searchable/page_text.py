"""What goes behind a page: its words in reading order, on the page as OCR set it upright and straight."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.geometry import Box


@dataclass(frozen=True, slots=True)
class InkWord:
    """What a word says, and its box. `glued` says that no blank stands before it."""

    text: str
    box: Box
    glued: bool = False


InkLine = tuple[InkWord, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """The lines of a page of `width` x `height` points, upright; rotation and skew are what OCR undid."""

    page_no: int
    width: float
    height: float
    rotation: int
    skew_degrees: float
    lines: tuple[InkLine, ...]

    @property
    def stored_size(self) -> tuple[float, float]:
        """Width and height of the page as a viewer shows it, with the turn that OCR undid."""
        return (self.height, self.width) if self.rotation in (90, 270) else (self.width, self.height)

    @property
    def characters(self) -> str:
        return "".join(word.text for line in self.lines for word in line)
