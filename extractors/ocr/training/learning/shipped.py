"""A shipped model taken up again: its eight-bit weights as those of a net that can learn on.

Export folds each normalisation into its convolution. Here each gets back the statistics of lines that are shown to it,
with a scale and shift that undo them, so that the net starts as the shipped one and learns as a new one does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from extractors.ocr.training.learning.net import ALONG, CLASSES, CONVS, features, new_net

_KEPT: Final = 0.9  # of the statistics so far, for each further batch


def shipped_net(model: Path, lines: Iterable[Tensor]) -> nn.ModuleDict:
    """The net of an exported eight-bit model; `lines` are batches [N, 40, W] in [0, 255] that set its statistics.

    Raises ValueError where the model is of another net or other characters.
    """
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load(model).graph.initializer}
    if held["class_bias"].shape != (CLASSES,):
        raise ValueError(
            f"{model} knows {held['class_bias'].shape[0]} classes, not {CLASSES}: train from the start."
        )
    net = new_net()
    with torch.no_grad():
        for name, (conv, norm) in _convolutions(net).items():
            _fill(conv, norm, _Weights(held, name))
        net["own"].weight.copy_(torch.from_numpy(held["class_weight"].T.copy()))
        net["own"].bias.copy_(torch.from_numpy(held["class_bias"].copy()))
        net["jamo"].weight.zero_()
        _set_statistics(net, lines)
    return net


@dataclass(frozen=True, slots=True)
class _Weights:
    """The initialisers of one convolution, in real numbers."""

    held: dict[str, Any]
    name: str

    def weight(self) -> Tensor:
        values, scale = (self.held[f"{self.name}_weight_{part}"] for part in ("quantized", "scale"))
        return torch.from_numpy(values.astype(np.float32) * scale.reshape(-1, 1, 1, 1))

    def bias(self) -> Tensor:
        values, scale = (self.held[f"{self.name}_bias_quantized{part}"] for part in ("", "_scale"))
        return torch.from_numpy(values.astype(np.float32) * scale)


def _convolutions(net: nn.ModuleDict) -> dict[str, tuple[Any, Any]]:
    """Each convolution by its name in the exported file, with the normalisation behind it or None."""
    found: dict[str, tuple[Any, Any]] = {name: (net[name][0], net[name][1]) for name in CONVS}
    for name in ALONG:
        block: Any = net[name]
        found |= {
            f"{name}_reach": (block[0], block[1]),
            f"{name}_up": (block[2], None),
            f"{name}_down": (block[4], None),
        }
    return found | {"features": (net["features"], None)}


def _fill(conv: Any, norm: Any, given: _Weights) -> None:
    """A normalisation that changes nothing but adds the folded shift."""
    conv.weight.copy_(given.weight())
    if norm is None:
        conv.bias.copy_(given.bias())
        return
    norm.running_mean.zero_()
    norm.running_var.fill_(1 - norm.eps)
    norm.weight.fill_(1)
    norm.bias.copy_(given.bias())


def _set_statistics(net: nn.ModuleDict, lines: Iterable[Tensor]) -> None:
    found: dict[str, tuple[Tensor, Tensor]] = {}
    norms = {name: norm for name, (_, norm) in _convolutions(net).items() if norm is not None}

    def watch(name: str) -> Any:
        def note(_: Any, inputs: tuple[Tensor, ...]) -> None:
            mean, var = inputs[0].mean((0, 2, 3)), inputs[0].var((0, 2, 3), unbiased=False)
            before = found.get(name, (mean, var))
            found[name] = (before[0].lerp(mean, 1 - _KEPT), before[1].lerp(var, 1 - _KEPT))

        return note

    hooks = [norm.register_forward_pre_hook(watch(name)) for name, norm in norms.items()]
    net.eval()
    for batch in lines:
        features(net, batch)
    for hook in hooks:
        hook.remove()
    for name, (mean, var) in found.items():
        _undo(norms[name], mean, var)


def _undo(norm: Any, mean: Tensor, var: Tensor) -> None:
    """Statistics that are true of the lines, and a scale and shift that give back what went in, plus the folded shift."""
    norm.running_mean.copy_(mean)
    norm.running_var.copy_(var)
    norm.weight.copy_((var + norm.eps).sqrt())
    norm.bias.add_(mean)
