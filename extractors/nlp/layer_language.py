"""Is the Hangul of a text layer Korean? The language model's score, page by page and style by style.

Statistics of syllables miss a map that swaps the syllables of one document among themselves; no word is one then.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from extractors.nlp.tokens import load_tokenizer
from schemas.page import LayerDoubt, RawPage, Word

_SAMPLE: Final = 90  # syllables of a style that are scored: 0.03 s for 1,000
_LEAST: Final = 24  # syllables: fewer say nothing
# Kiwi's score a syllable: -3 to -5.5 for prose, -6.6 for lists of names and of single dictionary words, -8.8 where the
# syllables of a page were swapped, -11 to -17 for shifted ones. The fewer syllables, the wider both spread.
_LIMIT: Final = 7.6
_SPREAD: Final = 30.0
_WHOLE: Final = 0.5  # of the syllables in styles that are no Korean: the page is read anew

# '스마트도시의': a word of two syllables and more; single ones fit anywhere
_RUN: Final = re.compile(r"[가-힣]{2,}")


@dataclass(frozen=True, slots=True)
class _Style:
    """The words of one weight and size, how many syllables they have, and the model's score of a sample of them."""

    words: tuple[Word, ...]
    syllables: int
    sampled: int
    score: float

    @property
    def is_korean(self) -> bool:
        return _is_korean(self.score, self.sampled)


def doubted_pages(pages: Sequence[RawPage]) -> tuple[LayerDoubt, ...]:
    """The pages whose words are no Korean, in part or all, with the figures."""
    doubts = (_doubt(page) for page in pages)
    return tuple(doubt for doubt in doubts if doubt is not None)


def _doubt(page: RawPage) -> LayerDoubt | None:
    styles = [_scored(words) for words in _by_style(page)]
    total = sum(style.syllables for style in styles)
    sampled = sum(style.sampled for style in styles)
    if sampled < _LEAST:
        return None
    # The styles are sampled unevenly, so that each counts by what it holds.
    mean = sum(style.score * style.syllables for style in styles) / total
    false = [style for style in styles if not style.is_korean]
    wrong = sum(style.syllables for style in false)
    if not _is_korean(mean, sampled) or wrong > _WHOLE * total:
        return LayerDoubt(page.page_no, f"text layer is no Korean ({_told(mean, total)})")
    if not false:
        return None
    score = sum(style.score * style.syllables for style in false) / wrong
    places = tuple(word.box for style in false for word in style.words)
    return LayerDoubt(
        page.page_no, f"text layer is true in part: {len(places)} words are no Korean ({_told(score, wrong)})", places
    )  # fmt: skip


def _told(score: float, syllables: int) -> str:
    return f"the language model scores {score:.1f} a syllable over {syllables}, Korean has -3 to -7"


def _is_korean(score: float, syllables: int) -> bool:
    return syllables < _LEAST or score > -(_LIMIT + _SPREAD / syllables)


def _by_style(page: RawPage) -> list[list[Word]]:
    """The believed words by weight and size: a face whose map is wrong has its own."""
    styles: dict[tuple[bool, int], list[Word]] = {}
    for word in page.words:
        if not any(box.contains(*word.box.centre) for box in page.unsure):
            styles.setdefault((word.bold, round(word.size_pt)), []).append(word)
    return [styles[style] for style in sorted(styles)]


def _scored(words: Sequence[Word]) -> _Style:
    runs = [run for word in words for run in _RUN.findall(word.text)]
    syllables = sum(len(run) for run in runs)
    step = max(syllables // _SAMPLE, 1)
    chosen = runs[::step]
    sampled = sum(len(run) for run in chosen)
    if not sampled:
        return _Style(tuple(words), 0, 0, 0.0)
    score = load_tokenizer().analyze(" ".join(chosen), top_n=1)[0][1]
    return _Style(tuple(words), syllables, sampled, float(score) / sampled)
