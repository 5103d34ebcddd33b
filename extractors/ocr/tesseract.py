"""Tesseract 5 through pytesseract: text and words of a page from one call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Final

import cv2

from extractors.ocr.alignment import words_from
from extractors.ocr.cleaning import Evening, even_light
from extractors.ocr.engine_reading import EngineReading
from extractors.ocr.image_types import GreyImage
from extractors.ocr.runner import TesseractError
from extractors.ocr.runner import pytesseract as runner
from extractors.ocr.settings import OcrSettings
from extractors.ocr.tesseract_tsv import pieces_from
from schemas.errors import DocumentError, ErrorCode, MissingProgramError
from schemas.issue import Message

_GUARD: Final = Path(__file__).with_name("tesseract_guard.sh")
_PACKAGES: Final = {"Hangul": "tesseract-ocr-script-hang"}  # the others are called like their model
# 'Orientation in degrees: 270' in what --psm 0 prints.
_TURN: Final = re.compile(r"Orientation in degrees: (?P<degrees>0|90|180|270)\b")
# Killed by SIGXCPU or SIGKILL: bare, or as `timeout` tells it.
_KILLED: Final = frozenset({-24, -9, 124, 137, 152})
_FRAME: Final = 10  # pixels
# The Hangul model lacks this setting, and without it every second blank is spurious.
_SPACES: Final = "-c preserve_interword_spaces=1"


class Tesseract:
    """The engine of Debian's packages; see tesseract_guard.sh for how it is kept in bounds."""

    @property
    def evening(self) -> Evening | None:
        """It reads best what a threshold made of an unevenly lit page."""
        return even_light

    def require(self, settings: OcrSettings) -> None:
        """Raise MissingProgramError where Tesseract or one of its models is missing."""
        program = shutil.which("tesseract")
        if program is None:
            raise MissingProgramError(
                "Tesseract is not installed. Run: apt-get install tesseract-ocr tesseract-ocr-script-hang"
            )
        installed = _installed_models(program)
        for model in (settings.model, "osd"):
            if model not in installed:
                package = _PACKAGES.get(model, f"tesseract-ocr-{model}")
                raise MissingProgramError(
                    f"Tesseract's model {model} is not installed. Run: apt-get install {package}"
                )

    def turn(self, image: GreyImage, dpi: int, settings: OcrSettings) -> int | None:
        """Tesseract's own verdict; None on a page of too few characters."""
        try:
            printed = _call(image, "osd", f"--psm 0 --dpi {dpi}", ("osd",), settings)[0]
        except TesseractError:
            return None
        found = _TURN.search(printed)
        return int(found["degrees"]) if found else None

    def recognise(self, image: GreyImage, dpi: int, settings: OcrSettings) -> EngineReading:
        """The words of the full text, placed by the pieces that Tesseract cuts them into."""
        options = f"--psm {settings.psm} {_SPACES} -c tessedit_create_tsv=1 --dpi {dpi}"
        try:
            text, table = _call(image, settings.model, options, ("txt", "tsv"), settings)
        except TesseractError as error:
            raise _crashed(error) from error
        words = words_from(text, pieces_from(table, 72 / dpi))
        return EngineReading(words=words, engine="tesseract", model=settings.model, psm=settings.psm)

    def read_lines(
        self, crops: Sequence[GreyImage], dpi: int, settings: OcrSettings, *, signs: str = ""
    ) -> list[str]:
        """The text of each crop of one line; one call for all, since most of a call is loading the model.

        Where `signs` are given, nothing else is read.
        """
        if not crops:
            return []
        with tempfile.TemporaryDirectory(prefix="jipyo_ocr_") as folder:
            listed = Path(folder) / "lines.list"  # the output is lines.txt
            names = [_write(crop, Path(folder) / f"{number:04}.pgm") for number, crop in enumerate(crops)]
            listed.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")
            options = f"--psm 7 {_SPACES} --dpi {dpi}"
            options += f" -c tessedit_char_whitelist={signs}" if signs else ""
            try:
                with _bounded(settings):
                    _run(listed, settings.model, options, outputs=("txt",), settings=settings)
            except TesseractError as error:
                raise _crashed(error) from error
            # A form feed stands between lines; some versions set one behind the last as well.
            pages = listed.with_suffix(".txt").read_text(encoding="utf-8").split("\f")
        if len(pages) == len(crops) + 1 and not pages[-1].strip():
            del pages[-1]
        if len(pages) != len(crops):
            raise _crashed(TesseractError(0, f"{len(pages)} of {len(crops)} lines were read"))
        return [" ".join(page.split()) for page in pages]


def _write(crop: GreyImage, path: Path) -> Path:
    """Save a crop with the white around it that Tesseract wants."""
    framed = cv2.copyMakeBorder(crop, *(_FRAME,) * 4, cv2.BORDER_CONSTANT, value=(255.0,))
    if not cv2.imwrite(str(path), framed):
        raise OSError(f"cannot write {path}")
    return path


@cache
def _installed_models(program: str) -> frozenset[str]:
    """The models that Tesseract lists; pytesseract's own list leaves out names with capitals, as Hangul."""
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return frozenset(line.strip() for line in listed.stdout.splitlines())


def _call(
    image: GreyImage, model: str, options: str, outputs: tuple[str, ...], settings: OcrSettings
) -> list[str]:
    """Run Tesseract once on an uncompressed copy of `image` and return its output files."""
    with tempfile.TemporaryDirectory(prefix="jipyo_ocr_") as folder:
        source = Path(folder) / "page.pgm"
        if not cv2.imwrite(str(source), image):
            raise OSError(f"cannot write {source}")
        with _bounded(settings):
            _run(source, model, options, outputs=outputs, settings=settings)
        return [source.with_suffix(f".{output}").read_text(encoding="utf-8") for output in outputs]


def _run(source: Path, model: str, options: str, *, outputs: tuple[str, ...], settings: OcrSettings) -> None:
    try:
        runner.run_tesseract(
            input_filename=str(source),
            output_filename_base=str(source.with_suffix("")),
            extension=" ".join(outputs),
            lang=model,
            config=options,
            timeout=settings.wall_seconds + 5,
        )
    except TesseractError as error:
        if error.status in _KILLED:
            raise _timed_out(settings) from error
        raise
    except RuntimeError as error:  # pytesseract's own word for a timeout
        raise _timed_out(settings) from error


@contextmanager
def _bounded(settings: OcrSettings) -> Iterator[None]:
    """pytesseract can name a program but pass it no environment: both are set for the call and put back."""
    limits = {
        "JIPYO_OCR_CPU_SECONDS": str(settings.cpu_seconds),
        "JIPYO_OCR_WALL_SECONDS": str(settings.wall_seconds),
    }
    before, program = {name: os.environ.get(name) for name in limits}, runner.tesseract_cmd
    os.environ.update(limits)
    runner.tesseract_cmd = str(_GUARD)
    try:
        yield
    finally:
        runner.tesseract_cmd = program
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _timed_out(settings: OcrSettings) -> DocumentError:
    return DocumentError(
        ErrorCode.TIMEOUT,
        Message(
            ko=f"글자 인식이 제한 시간(CPU {settings.cpu_seconds}초)을 넘어 멈추었습니다.",
            en=f"Recognition was stopped after its limit of {settings.cpu_seconds} CPU seconds.",
        ),
        Message(
            ko="그 쪽을 더 낮은 해상도(--dpi 200)로 다시 읽어 주세요.",
            en="Read the page again at a lower resolution (--dpi 200).",
        ),
    )


def _crashed(error: TesseractError) -> DocumentError:
    said = " ".join(str(error.message).split())[:200]
    return DocumentError(
        ErrorCode.CRASHED,
        Message(
            ko=f"글자 인식 프로그램이 멈추었습니다(상태 {error.status}): {said}",
            en=f"Tesseract ended with status {error.status}: {said}",
        ),
        Message(
            ko="그 쪽을 다른 해상도로 다시 읽거나, 이미지를 다시 저장해 주세요.",
            en="Read the page again at another resolution, or save the image again.",
        ),
    )
