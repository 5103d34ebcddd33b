"""What a run is asked to do; checked at once, so that a slip fails before any work starts."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from schemas.errors import UsageError

OcrMode = Literal["auto", "always", "never"]
OcrEngine = Literal["auto", "jipyo", "tesseract"]


class RunConfig(BaseModel):
    """Everything that a run depends on besides its inputs.

    Fields marked *result* change what is written, and so are part of the keys
    under which finished work is stored.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    catalogues: tuple[str, ...] = ()  # result: empty means by scheme and year of each document
    as_of: date | None = None  # result: the date that undated documents are read against
    keep_pii: bool = False  # result: exports only
    ocr: OcrMode = "auto"  # result
    ocr_engine: OcrEngine = "auto"  # result: ours, with Tesseract as second opinion where it is installed
    ocr_model: str = "Hangul"  # result: Tesseract's script model; `kor` has no Latin letters
    ocr_psm: int = Field(default=4, ge=0, le=13)  # result
    ocr_dpi: int = Field(default=200, ge=72, le=600)  # result: what pages are read at; 300 reads worse
    workers: int = Field(default=2, ge=1, le=64)
    page_cpu_s: int = Field(
        default=60, ge=1
    )  # CPU seconds of one page; wall time is a backstop of ten times that
    document_cpu_s: int = Field(
        default=120, ge=1
    )  # CPU seconds to understand one document, more with its pages
    memory_mb: int = Field(default=2048, ge=256)  # address space of a child that reads hostile bytes
    output_mb: int = Field(default=64, ge=1)  # what a child may answer
    require_sandbox: bool = False  # refuse to run where bubblewrap does not work

    @property
    def limits(self) -> str:
        """The limits of a task in one word: a failure under one set may be no failure under another."""
        return f"{self.page_cpu_s}/{self.document_cpu_s}/{self.memory_mb}/{self.output_mb}"


def load_config(path: Path | None, overrides: dict[str, Any]) -> RunConfig:
    """Return the settings of a TOML file, with the command line's on top; UsageError says which key is wrong."""
    settings: dict[str, Any] = {}
    if path is not None:
        settings = _read_toml(path)
    given = {key: value for key, value in overrides.items() if value is not None}
    try:
        return RunConfig.model_validate(settings | given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise UsageError(
            f"설정 '{place}' 이(가) 잘못되었습니다 / setting '{place}' is wrong: {first['msg']}. "
            f"값을 고쳐 다시 실행하세요 / correct it and run again."
        ) from error


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(
            f"설정 파일 {path} 을(를) 읽을 수 없습니다 / cannot read the configuration {path}: {error}"
        ) from error
