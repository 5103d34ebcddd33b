"""How much of a file a reader is willing to take in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Upper bounds for one document; beyond them a DocumentError or an issue tells which was hit."""

    max_file_bytes: int = 200_000_000
    max_text_bytes: int = 32_000_000  # a text file of this size holds more than ten thousand pages
    max_pages: int = 2_000
    max_page_pixels: int = 100_000_000
    max_page_glyphs: int = 200_000  # a full page of small print has about 6,000
    max_page_drawings: int = 200_000  # lines, rectangles and curves of one page
    max_page_content_bytes: int = 64_000_000  # inflated; the densest drawings of maps have about 20 MB
