"""Korean morphemes: one Kiwi, put behind spaCy's tokenizer seam.

Importing this module imports neither Kiwi nor spaCy; the first call does. A
worker forked afterwards shares the loaded model.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from schemas.sentence import Morpheme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

USER_DICTIONARY = Path(__file__).with_name("user_dictionary.tsv")
_MOST_TEXTS = 256
"""So many texts are remembered with their morphemes: labels, numbers and headings stand in a document again and again."""
MAX_PIECE = 3000
"""Kiwi's lattice grows with its input; a longer text is cut at a blank."""

# "조례를 제정('20)하고": the verb ending stands after a bracket and is lost when read with it
_BRACKET_IN_VERB = re.compile(
    r"(?<=[가-힣])(?P<aside>\([^()\n]{1,40}\))(?=(?:하|되|했|됐|한|된|할|될|함|됨|하였|되었)[가-힣 .,)]|(?:함|됨)$)"
)
_BLANK = re.compile(r"\s+")
# "1,204", "88.0": Kiwi reads a bare number as one numeral, always; tables are full of them
_BARE_NUMBER = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,9})(?:\.[0-9]{1,3})?")


@cache
def load_tokenizer() -> Any:
    """Return the one Kiwi of this process, with the versioned user dictionary."""
    from kiwipiepy import Kiwi

    kiwi = Kiwi(num_workers=-1, load_multi_dict=False)
    for form, tag, score in _user_words(USER_DICTIONARY.read_text("utf-8")):
        kiwi.add_user_word(form, tag, score)
    return kiwi


def _user_words(source: str) -> Iterable[tuple[str, str, float]]:
    for line in source.splitlines():
        if line and not line.startswith("#"):
            form, tag, score = line.split("\t")
            yield form, tag, float(score)


def morphemes(text: str, *, offset: int = 0) -> tuple[Morpheme, ...]:
    """Return the raw morphemes of `text`, their spans moved by `offset`.

    Morphemes of a contraction overlap (했 = 하 + 었); that is why they are kept
    beside spaCy's tokens, which cannot.
    """
    return tuple(
        [Morpheme(form, tag, offset + start, offset + end) for form, tag, start, end in _analysed(text)]
    )


class _Token(NamedTuple):
    """A morpheme where it stands in the text at hand; it becomes a `Morpheme` once its offset is known."""

    form: str
    tag: str
    start: int
    end: int


@lru_cache(maxsize=_MOST_TEXTS)
def _analysed(text: str) -> tuple[_Token, ...]:
    if _BARE_NUMBER.fullmatch(text):
        return (_Token(text, "SN", 0, len(text)),)
    found: list[_Token] = []
    for start, piece in _pieces(text):
        found += _piece_tokens(piece, start)
    return tuple(found)


def _pieces(text: str) -> list[tuple[int, str]]:
    pieces, start = [], 0
    while len(text) - start > MAX_PIECE:
        cut = text.rfind(" ", start + MAX_PIECE // 2, start + MAX_PIECE)
        end = cut if cut > start else start + MAX_PIECE
        pieces.append((start, text[start:end]))
        start = end
    return [*pieces, (start, text[start:])]


def _piece_tokens(piece: str, offset: int) -> list[_Token]:
    aside = _BRACKET_IN_VERB.search(piece)
    if aside is None:
        return _tokenize(piece, offset)
    start, end = aside.span("aside")
    joined = _tokenize(piece[:start] + piece[end:], 0)
    outer = [
        _placed(token, offset, min(token.end, start))
        if token.start < start
        else _placed(token, offset + end - start, token.end)
        for token in joined
    ]
    inner = _tokenize(piece[start:end], offset + start)
    first = sum(token.start < offset + start for token in outer)
    return outer[:first] + inner + outer[first:]


def _placed(token: _Token, by: int, end: int) -> _Token:
    return _Token(token.form, token.tag, token.start + by, end + by)


def _tokenize(piece: str, offset: int) -> list[_Token]:
    tokens = load_tokenizer().tokenize(piece) if piece.strip() else ()
    return [_Token(t.form, t.tag, offset + t.start, offset + t.end) for t in tokens]


@cache
def load_nlp() -> Language:
    """Return spaCy's blank Korean pipeline over Kiwi; `doc._.morphs` holds the raw morphemes.

    The config override keeps spaCy from creating its own tokenizer, which wants
    a system MeCab.
    """
    import spacy
    from spacy.tokens import Doc

    if not Doc.has_extension("morphs"):
        Doc.set_extension("morphs", default=())
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    nlp.tokenizer = KiwiTokenizer(nlp.vocab)
    return nlp


class KiwiTokenizer:
    """Makes a spaCy Doc of Kiwi's morphemes.

    Overlapping and empty morphemes become one token whose tag joins theirs
    (XSV+EP) and whose lemma is that of the first.
    """

    def __init__(self, vocab: Any) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        raw = morphemes(text)
        units = _with_gaps(text, merged(raw))
        doc = Doc(
            self._vocab,
            words=[text[start:end] for start, end, _, _ in units],
            spaces=[end < len(text) and text[end] == " " for _, end, _, _ in units],
            tags=[tag for _, _, tag, _ in units],
            lemmas=[lemma for _, _, _, lemma in units],
        )
        doc._.morphs = raw
        return doc


def merged(raw: Sequence[Morpheme]) -> list[tuple[int, int, str, str]]:
    """Merge morphemes that share characters: (start, end, tag, lemma), in order, without overlap."""
    units: list[tuple[int, int, str, str]] = []
    for token in raw:
        if units and (token.start < units[-1][1] or token.start == token.end):
            start, end, tag, lemma = units[-1]
            units[-1] = (start, max(end, token.end), f"{tag}+{token.tag}", lemma)
        else:
            units.append((token.start, token.end, token.tag, token.form))
    return units


def _with_gaps(text: str, units: Sequence[tuple[int, int, str, str]]) -> list[tuple[int, int, str, str]]:
    """Add a token for characters that no morpheme covers, but for the one blank after a token."""
    full: list[tuple[int, int, str, str]] = []
    at = 0
    for unit in (*units, (len(text), len(text), "", "")):
        at += bool(full) and at < unit[0] and text[at] == " "
        if at < unit[0]:
            full.append(
                (at, unit[0], "SP" if _BLANK.fullmatch(text, at, unit[0]) else "SW", text[at : unit[0]])
            )
        if unit[0] < unit[1]:
            full.append(unit)
        at = unit[1]
    return full
