"""Words for training lines: our lexicon, place names of the gazetteer, and openly licensed word lists of Debian."""

from __future__ import annotations

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import yaml

from extractors.ocr.training.charset import charset

_LEXICON: Final = Path(__file__).with_name("lexicon.yaml")
_PLACES: Final = Path(__file__).parents[3] / "schemas" / "gazetteer" / "places.csv"
# Debian's hunspell-ko (MPL-1.1 or GPL-2+ or LGPL-2.1+) and wamerican-small (public domain and permissive).
_KOREAN: Final = Path("/usr/share/hunspell/ko.dic")
_ENGLISH: Final = Path("/usr/share/dict/american-english-small")


@dataclass(frozen=True, slots=True)
class Words:
    """Word lists by use; every character is one that the recogniser can write."""

    lexicon: dict[str, tuple[str, ...]]
    korean: tuple[str, ...]
    english: tuple[str, ...]
    places: tuple[str, ...]
    letters: frozenset[str]


@cache
def words() -> Words:
    """Load all lists once; FileNotFoundError names the package that is missing."""
    letters = frozenset(charset())
    table = yaml.safe_load(_LEXICON.read_text(encoding="utf-8"))
    lexicon = {name: tuple(text.split()) for name, text in table.items()}
    return Words(lexicon, _korean(letters), _english(), _places(letters), letters)


def _korean(letters: frozenset[str]) -> tuple[str, ...]:
    lines = _lines(_KOREAN, "hunspell-ko")[1:]
    found = (unicodedata.normalize("NFC", line.split("/")[0]) for line in lines)
    return tuple(
        word
        for word in found
        if 1 <= len(word) <= 7 and all("가" <= x <= "힣" and x in letters for x in word)
    )


def _english() -> tuple[str, ...]:
    return tuple(
        word for word in _lines(_ENGLISH, "wamerican-small") if word.isascii() and 2 <= len(word) <= 12
    )


def _places(letters: frozenset[str]) -> tuple[str, ...]:
    with _PLACES.open(encoding="utf-8", newline="") as file:
        names = {value for row in csv.DictReader(file) for value in row.values() if value}
    return tuple(
        sorted(
            name
            for name in names
            if 2 <= len(name) <= 8 and all("가" <= x <= "힣" and x in letters for x in name)
        )
    )


def _lines(path: Path, package: str) -> list[str]:
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing. Run: apt-get install {package}")
    return path.read_text(encoding="utf-8").splitlines()
