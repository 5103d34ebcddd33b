"""How well a net reads rendered lines it has not seen: character error rate without blanks, and the losses by class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from rapidfuzz.distance import Levenshtein
from torch import nn

from extractors.ocr.training.charset import charset
from extractors.ocr.training.learning.batches import batch_of
from extractors.ocr.training.learning.net import features, log_probs
from extractors.ocr.training.shards import Sample


@dataclass(frozen=True, slots=True)
class Measure:
    """Errors over characters, both without blanks; blanks wrongly left out or put in over true blanks."""

    error_rate: float
    blanks_missed: float
    blanks_added: float


def read(net: nn.ModuleDict, samples: Sequence[Sample]) -> list[str]:
    """What the net reads on each sample, the best class of each frame."""
    order = sorted(range(len(samples)), key=lambda at: samples[at].image.shape[1])
    texts = [""] * len(samples)
    with torch.no_grad():
        for start in range(0, len(order), 32):
            chosen = order[start : start + 32]
            batch = batch_of([samples[at] for at in chosen], None)
            best = log_probs(net, features(net, torch.from_numpy(batch.images).float())).argmax(-1).numpy()
            for row, at in enumerate(chosen):
                texts[at] = _text(best[row, : batch.frames[row]])
    return texts


def _text(best: np.ndarray[tuple[int], np.dtype[np.int64]]) -> str:
    letters = charset()
    changes = best[np.flatnonzero(np.diff(best, prepend=-1))]
    return "".join(letters[at - 1] for at in changes.tolist() if at)


def measure(net: nn.ModuleDict, samples: Sequence[Sample]) -> Measure:
    """Read and compare."""
    letters = charset()
    truths = ["".join(letters[at - 1] for at in one.labels.tolist()) for one in samples]
    errors = total = blanks = missed = added = 0
    for text, truth in zip(read(net, samples), truths, strict=True):
        errors += Levenshtein.distance(text.replace(" ", ""), truth.replace(" ", ""))
        total += len(truth.replace(" ", ""))
        blanks += truth.count(" ")
        for edit in Levenshtein.editops(truth, text):
            missed += edit.tag == "delete" and truth[edit.src_pos] == " "
            added += edit.tag == "insert" and text[edit.dest_pos] == " "
    return Measure(errors / max(total, 1), missed / max(blanks, 1), added / max(blanks, 1))
