"""What results depend on besides inputs and settings: our own code, Tesseract and its model, libraries."""

from __future__ import annotations

import functools
import hashlib
import platform
import re
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

from extractors.ocr.model_files import checked_model, described_model
from schemas.errors import MissingProgramError

_ROOT = Path(__file__).resolve().parent.parent
_CODE = ("*.py", "*.yaml", "*.csv", "*.tsv", "*.txt")
_LIBRARIES = (
    "kiwipiepy", "kiwipiepy_model", "numpy", "onnxruntime", "opencv-python-headless", "pandas", "pdfplumber", "pillow",
    "pyarrow", "pydantic", "pypdfium2", "pytesseract", "spacy",
)  # fmt: skip
# "tesseract 5.3.0"
_TESSERACT = re.compile(r"^tesseract\s+(?P<version>\S+)")
# 'List of available languages in "/usr/share/tesseract-ocr/5/tessdata/" (4):'
_TESSDATA = re.compile(r'"(?P<folder>[^"]+)"')


# Mapping is done anew each time, so rules and catalogues may change without a page being read again.
_MAPPING_ONLY = (
    "extractors/rules/",
    "schemas/catalogue",
    "schemas/record.py",
    "schemas/json/",
    "schemas/rows.py",
)
# No run uses it: what it made is the model, and the model has a hash of its own.
_TRAINING = "extractors/ocr/training/"


@functools.cache
def code_hash(*packages: str) -> str:
    """The sha256 over our own files of these packages, mapping aside: a change makes stored results stale."""
    digest = hashlib.sha256()
    for package in packages:
        for path in sorted(path for kind in _CODE for path in (_ROOT / package).rglob(kind)):
            if path.relative_to(_ROOT).as_posix().startswith((*_MAPPING_ONLY, _TRAINING)):
                continue
            digest.update(path.relative_to(_ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def libraries() -> dict[str, str]:
    """Versions of the libraries that results depend on."""
    return {name: version(name) for name in _LIBRARIES} | {"python": platform.python_version()}


@functools.cache
def libraries_hash() -> str:
    """The libraries' versions in one word: an upgrade makes stored results stale."""
    return hashlib.sha256(repr(sorted(libraries().items())).encode()).hexdigest()


@functools.cache
def rules_hash() -> str:
    """The sha256 over the rule packs and their engine, which no stored result depends on."""
    digest = hashlib.sha256()
    for path in sorted(path for kind in _CODE for path in (_ROOT / "extractors/rules").rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@functools.cache
def ocr_tools(engine: str, tesseract_model: str) -> dict[str, dict[str, str] | None]:
    """What an engine reads with: our model and Tesseract, None for one that it does not use or can do without.

    MissingProgramError says what to install where the engine cannot read at all.
    """
    ours = None if engine == "tesseract" or (engine == "auto" and described_model() is None) else _ours()
    if engine == "jipyo":
        return {"jipyo": ours, "tesseract": None}
    try:
        return {"jipyo": ours, "tesseract": tesseract(tesseract_model)}
    except MissingProgramError:
        if ours is None:
            raise
        return {"jipyo": ours, "tesseract": None}


def _ours() -> dict[str, str]:
    model = checked_model()
    return {
        "model": model.name,
        "model_sha256": model.sha256,
        "described_sha256": model.described_sha256,
    }


@functools.cache
def tesseract(model: str) -> dict[str, str]:
    """Tesseract's version and the model's sha256; MissingProgramError says how to install either."""
    if shutil.which("tesseract") is None:
        raise MissingProgramError(_missing("Tesseract", "tesseract-ocr tesseract-ocr-script-hang"))
    found = _TESSERACT.search(_ask("--version"))
    listing = _ask("--list-langs")
    folder = _TESSDATA.search(listing)
    path = _model_path(Path(folder["folder"]), model) if folder else None
    if found is None or path is None:
        raise MissingProgramError(_missing(f"Tesseract ({model})", "tesseract-ocr-script-hang"))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return {"version": found["version"], "model": model, "model_sha256": digest}


def _model_path(folder: Path, model: str) -> Path | None:
    for candidate in (folder / f"{model}.traineddata", folder / "script" / f"{model}.traineddata"):
        if candidate.is_file():
            return candidate
    return None


def _ask(option: str) -> str:
    done = subprocess.run(
        ["tesseract", option],  # noqa: S607 (found on PATH above)
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return done.stdout + done.stderr


def _missing(what: str, packages: str) -> str:
    return (
        f"{what} 이(가) 설치되어 있지 않습니다 / {what} is not installed. "
        f"설치 / install: apt-get install {packages}"
    )
