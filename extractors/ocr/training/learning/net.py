"""The line recogniser's net: convolutions only, so that it trains in parallel and quantises well.

After C. Shi, X. Bai, C. Yao, "An end-to-end trainable neural network for image-based sequence recognition" (2015), with
depthwise convolutions along the line in place of its recurrent layers.
"""

from __future__ import annotations

from typing import Any, Final

import torch
from torch import Tensor, nn

from extractors.ocr.training.charset import charset, parts_of

CLASSES: Final = len(charset()) + 1  # class 0 is the blank of CTC
FEATURES: Final = 160
_JAMO: Final = (19, 21, 28)  # initials, medials, finals

# Parts in the order they are applied. ("conv", in, out, (rows, columns of stride), rows of padding)
CONVS: Final[dict[str, tuple[int, int, tuple[int, int], int]]] = {
    "stem1": (1, 24, (2, 2), 1),
    "stem2": (24, 48, (2, 2), 1),
    "near_a": (48, 48, (1, 1), 1),
    "near_b": (48, 48, (1, 1), 1),
    "down1": (48, 112, (2, 1), 1),
    "mid_a": (112, 112, (1, 1), 1),
    "mid_b": (112, 112, (1, 1), 1),
    "down2": (112, 208, (2, 1), 1),
    "top": (208, 208, (1, 1), 1),
    "flat": (208, 256, (1, 1), 0),
}
RESIDUES: Final = {"near_b": "near_a", "mid_b": "mid_a"}  # adds what went into the second before its ReLU
ALONG: Final = {"line1": 9, "line2": 15, "line3": 9}  # depthwise widths of the blocks along the line
_WIDTH: Final = 256


def new_net() -> nn.ModuleDict:
    """The parts of the net with fresh weights."""
    parts: dict[str, nn.Module] = {}
    for name, (into, out, stride, rows) in CONVS.items():
        conv = nn.Conv2d(into, out, 3, stride, (rows, 1), bias=False)
        parts[name] = nn.Sequential(conv, nn.BatchNorm2d(out))
    for name, width in ALONG.items():
        reach = nn.Conv2d(_WIDTH, _WIDTH, (1, width), padding=(0, width // 2), groups=_WIDTH, bias=False)
        parts[name] = nn.Sequential(
            reach,
            nn.BatchNorm2d(_WIDTH),
            nn.Conv2d(_WIDTH, 2 * _WIDTH, 1),
            nn.ReLU(),
            nn.Conv2d(2 * _WIDTH, _WIDTH, 1),
        )
    parts["features"] = nn.Conv2d(_WIDTH, FEATURES, 1)
    parts["own"] = nn.Linear(FEATURES, CLASSES)
    parts["jamo"] = nn.Linear(sum(_JAMO), FEATURES, bias=False)
    nn.init.zeros_(parts["own"].bias)
    return nn.ModuleDict(parts)


def features(net: nn.ModuleDict, lines: Tensor) -> Tensor:
    """Lines [N, 40, W] in [0, 255] to features [N, W / 4, FEATURES]."""
    x = (255.0 - lines.unsqueeze(1)) / 255.0
    x = x.contiguous(memory_format=torch.channels_last)
    before = x
    for name in CONVS:
        made = net[name](x)
        if name in RESIDUES:
            made = made + before
        x, before = torch.relu(made), (x if name in RESIDUES.values() else before)
    for name in ALONG:
        x = x + net[name](x)
    return net["features"](x).squeeze(2).transpose(1, 2)


def class_weights(net: nn.ModuleDict) -> tuple[Tensor, Tensor]:
    """Weights [CLASSES, FEATURES] and bias. A syllable's is its own vector and those of its jamo together.

    So a rare syllable learns from the common ones that share its parts.
    """
    shared = _PARTS @ net["jamo"].weight.T
    return net["own"].weight + shared, net["own"].bias


def log_probs(net: nn.ModuleDict, found: Tensor) -> Tensor:
    """Features [..., FEATURES] to log probabilities [..., CLASSES]."""
    weights, bias = class_weights(net)
    return nn.functional.linear(found, weights, bias).float().log_softmax(-1)


def _part_table() -> Tensor:
    """[CLASSES, 68]: ones where a class has an initial, medial or final."""
    table = torch.zeros(CLASSES, sum(_JAMO))
    for at, letter in enumerate(charset(), start=1):
        parts = parts_of(letter)
        if parts:
            for offset, part in zip((0, _JAMO[0], _JAMO[0] + _JAMO[1]), parts, strict=True):
                table[at, offset + part] = 1.0
    return table


_PARTS: Final = _part_table()


def state(net: nn.ModuleDict) -> dict[str, Any]:
    """A copy of all weights and statistics."""
    return {name: value.detach().clone() for name, value in net.state_dict().items()}
