"""Cells that hold a picture: what its OCR left is figure text, what names it is a caption."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from schemas.document import BlockKind, Region

# "### ### ##", "*****", "----": what a picture without letters turns into.
_NOISE = re.compile(r"#{2,}|\*{4,}|[|_~=·.]{6,}")
# "… 개념도 [시민 안전 센터]", "… (긴급차량 우선신호 시스템)": a picture's name, at the end of its text.
_LAST_CAPTION = re.compile(r"(?P<caption>\[[^\[\]]{3,80}\]|<[^<>]{3,80}>|〈[^〈〉]{3,80}〉|\([^()]{5,80}\))$")
# "[시민 안전 센터] 119 CCTV": the same, where the picture's text follows it.
_FIRST_CAPTION = re.compile(r"^(?P<caption>\[[^\[\]]{3,80}\]|<[^<>]{3,80}>|〈[^〈〉]{3,80}〉)")
# Two blanks divide the words of one place in a picture from those of the next.
_GAP = re.compile(r"\s{2,}|(?<=[^#*\s])\s(?=#{2,}|\*{4,})|(?<=[#*])\s(?=[^#*\s])")
# What the name of a system, a service or a place of work ends in.
_NAME_END = re.compile(
    r"(?:시스템|서비스|플랫폼|센터|사업|앱|체계|단지|지도|버스|택시|관제|포털|주차장|네트워크)$"
)
_HANGUL = re.compile("[가-힣]")
_CONTENT_LENGTH = 25
_CAPTION_HANGUL = 3
_SUPPORT = 0.6
_MAX_CAPTION_WORDS = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a cell's text before it has a place in the document."""

    text: str
    kind: BlockKind
    region: Region
    marker: str | None = None


def picture_columns(rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the columns where at least half of the cells show noise or end in a bracketed name.

    Only cells beside a cell with running text count, so that a column of labels is none.
    """
    width = max((len(row) for row in rows), default=0)
    found = []
    for column in range(width):
        cells = [
            row[column] for row in rows if column < len(row) and row[column] and _has_content(row, column)
        ]
        marked = sum(1 for cell in cells if shows_picture(cell))
        if marked and marked * 2 >= len(cells):
            found.append(column)
    return frozenset(found)


def _has_content(row: Sequence[str], column: int) -> bool:
    return any(len(cell) >= _CONTENT_LENGTH for index, cell in enumerate(row) if index != column)


def shows_picture(text: str) -> bool:
    """Whether a cell's text is what a picture leaves: noise, or a name in square brackets at the end."""
    last = _LAST_CAPTION.search(text.strip())
    return bool(_NOISE.search(text)) or bool(last and not last["caption"].startswith("(") and _names(last))


def is_noise(text: str) -> bool:
    """Whether a line of its own holds no word of any language, such as "150 N. 180 | 150 N.".

    >>> is_noise("150 N. 180 | 150 N. 180 N."), is_noise("IoT 센서"), is_noise("Smart City Korea 2022")
    (True, False, False)
    """
    if _HANGUL.search(text):
        return False
    words = re.findall(r"[^\W\d_]{3,}", text)
    return not words or sum(map(len, words)) * 2 < len(re.sub(r"\s", "", text))


def read_picture(text: str, beside: str) -> list[Piece]:
    """Split a picture cell's text into captions and figure text.

    `beside` is the text of the row's other cells. A caption in
    brackets is cut off either end. Where there is none, the first words are one
    if the row's own text repeats them.
    """
    first, rest, last = _bracketed(text.strip())
    segments = [part for part in _GAP.split(rest) if part.strip()]
    if not (first or last) and segments:
        first, segments[0] = _leading_name(segments[0], beside)
    pieces = [_caption(first)] if first else []
    pieces += [
        Piece(" ".join(part.split()), BlockKind.FIGURE, Region.FIGURE) for part in segments if part.strip()
    ]
    return pieces + ([_caption(last)] if last else [])


def _caption(text: str) -> Piece:
    return Piece(" ".join(text.split()), BlockKind.CAPTION, Region.TABLE)


def _bracketed(text: str) -> tuple[str, str, str]:
    first = last = ""
    end = _LAST_CAPTION.search(text)
    if end and _names(end):
        last, text = end["caption"], text[: end.start()]
    start = _FIRST_CAPTION.search(text)
    if start and _names(start):
        first, text = start["caption"], text[start.end() :]
    return first, text, last


def _names(match: re.Match[str]) -> bool:
    return len(_HANGUL.findall(match["caption"])) >= _CAPTION_HANGUL


def _leading_name(segment: str, beside: str) -> tuple[str, str]:
    """The words at the start that the row's text supports, and what follows them."""
    words = segment.split()
    known = re.sub(r"\W", "", beside)
    best = 0
    repeated = (index for index, word in enumerate(words) if word in words[:index])
    end = next(repeated, len(words))  # a word said again begins the next inscription
    for count in range(2, min(end, _MAX_CAPTION_WORDS) + 1):
        ends = count == end or bool(_NAME_END.search(words[count - 1]))
        if ends and _share_supported(words[:count], known) >= _SUPPORT:
            best = count
    return " ".join(words[:best]), " ".join(words[best:])


def _share_supported(words: Sequence[str], known: str) -> float:
    """How many of the words the row's text repeats; a city's name in front counts neither way."""
    counted = words[1:] if re.fullmatch(r"[가-힣]{2,4}[시군구]", words[0]) and len(words) > 1 else words
    return sum(1 for word in counted if _is_supported(word, known)) / len(counted)


def _is_supported(word: str, known: str) -> bool:
    letters = re.sub(r"\W", "", word)
    pairs = [letters[index : index + 2] for index in range(len(letters) - 1)]
    return bool(pairs) and sum(pair in known for pair in pairs) >= 0.75 * len(pairs)
