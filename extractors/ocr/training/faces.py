"""The faces that lines are set in: one table, from Debian packages, each with its licence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

import yaml
from fontTools.ttLib import TTFont
from PIL import ImageFont

FONTS: Final = Path("/usr/share/fonts")
_TABLE: Final = Path(__file__).with_name("faces.yaml")


@dataclass(frozen=True, slots=True)
class Face:
    """One font file. `share` weighs it among the others; `family` groups weights of one design."""

    path: Path
    index: int
    family: str
    kind: str
    share: float
    kept_out: bool


@cache
def faces() -> tuple[Face, ...]:
    """Every face of the table; FileNotFoundError names the package of one that is not installed."""
    found = []
    for entry in _table()["families"]:
        for name in entry["files"]:
            path = _present(FONTS / entry["folder"] / name, entry["package"])
            share = entry["share"] / len(entry["files"])
            kept_out = entry.get("kept_out", False)
            found.append(Face(path, entry.get("index", 0), entry["family"], entry["kind"], share, kept_out))
    return tuple(found)


@cache
def latin_faces() -> tuple[Face, ...]:
    """Faces for Latin letters and digits inside of Korean text."""
    entry = _table()["latin"]
    paths = [_present(FONTS / entry["folder"] / name, entry["package"]) for name in entry["files"]]
    return tuple(Face(path, 0, "Liberation", "latin", 1.0, kept_out=False) for path in paths)


@cache
def symbol_faces() -> tuple[Face, ...]:
    """Faces that draw what others lack."""
    paths = [_present(FONTS / entry["file"], entry["package"]) for entry in _table()["symbols"]]
    return tuple(Face(path, 0, path.stem, "symbols", 1.0, kept_out=False) for path in paths)


@cache
def _table() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
    return found


def _present(path: Path, package: str) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing. Run: apt-get install {package}")
    return path


@lru_cache(maxsize=400)
def opened(path: Path, index: int, size: int) -> ImageFont.FreeTypeFont:
    """The face at `size` pixels an em."""
    return ImageFont.truetype(str(path), size, index=index, layout_engine=ImageFont.Layout.BASIC)


@cache
def coverage(path: Path, index: int) -> frozenset[int]:
    """The code points that the face has a glyph for."""
    with TTFont(path, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def has(face: Face, letter: str) -> bool:
    """True where the face can draw `letter`."""
    return ord(letter) in coverage(face.path, face.index)
