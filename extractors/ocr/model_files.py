"""The line recogniser's files: the net, and the description that says how to use it and what it must hash to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from schemas.errors import MissingProgramError

MODEL_FOLDER: Final = Path(__file__).with_name("model")
_NAME: Final = "jipyo-ko-2"


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """What the description says. `calibration` holds points (raw, calibrated) of confidences, both rising.

    `sha256` is the net's, `described_sha256` that of the description: charset and calibration change readings too.
    """

    name: str
    sha256: str
    described_sha256: str
    net: Path
    charset: str
    calibration: tuple[tuple[float, float], ...]


def described_model(folder: Path = MODEL_FOLDER) -> ModelFiles | None:
    """The model in `folder`; None where the net or its description is missing. Reads the small file only.

    MissingProgramError says so where the description is damaged.
    """
    net, description = folder / f"{_NAME}.onnx", folder / f"{_NAME}.json"
    if not net.exists() or not description.exists():
        return None
    written = description.read_bytes()
    try:
        return _described(net, written)
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(description) from error


def _described(net: Path, written: bytes) -> ModelFiles:
    told = json.loads(written)
    return ModelFiles(
        name=told["name"],
        sha256=told["sha256"],
        described_sha256=hashlib.sha256(written).hexdigest(),
        net=net,
        charset=told["charset"],
        calibration=tuple((float(raw), float(right)) for raw, right in told["calibration"]),
    )


def _damaged(path: Path) -> MissingProgramError:
    return MissingProgramError(
        f"한글 인식 모델 파일이 손상되었습니다({path}). jipyo를 다시 설치하거나 --engine tesseract로 실행하십시오. "
        f"The recogniser's file {path.name} is damaged or not the one that belongs here. Install jipyo again, or run "
        "with --engine tesseract."
    )


def checked_model(folder: Path = MODEL_FOLDER) -> ModelFiles:
    """The model in `folder`; MissingProgramError where it is missing or its bytes are not those described."""
    model = described_model(folder)
    if model is None:
        raise MissingProgramError(
            f"한글 인식 모델 파일이 없습니다({folder / _NAME}.onnx). jipyo를 다시 설치하거나 --engine tesseract로 실행하십시오. "
            f"The recogniser's model {_NAME}.onnx is missing. Install jipyo again, or run with --engine tesseract."
        )
    if hashlib.sha256(model.net.read_bytes()).hexdigest() != model.sha256:
        raise _damaged(model.net)
    return model
