"""The trained net as one ONNX file: normalisations folded into the convolutions, weights in eight or sixteen bits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import (
    CalibrationDataReader,
    CalibrationMethod,
    QuantFormat,
    QuantType,
    quantize_static,
)
from torch import nn

from extractors.ocr.image_types import GreyImage
from extractors.ocr.line_image import HEIGHT
from extractors.ocr.training.learning.net import ALONG, CLASSES, CONVS, RESIDUES, class_weights

_OPSET = 17


@dataclass(slots=True)
class _Graph:
    """Nodes and weights in the order they are added."""

    nodes: list[Any] = field(default_factory=list)
    weights: list[Any] = field(default_factory=list)

    def weight(self, name: str, values: Any) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name


def export(net: nn.ModuleDict, path: Path) -> None:
    """Write the net in 32 bits: "lines" uint8 [N, 40, W] to "log_probs" float32 [N, W / 4, classes]."""
    net.eval()
    graph = _Graph()
    x = _ink(graph)
    before = x
    for name, (_, _, stride, rows) in CONVS.items():
        made = _conv(
            graph, name, net[name][0], net[name][1], x, strides=list(stride), pads=[rows, 1, rows, 1]
        )
        if name in RESIDUES:
            made = graph.node("Add", [made, before], f"{name}_sum")
        before = x if name in RESIDUES.values() else before
        x = graph.node("Relu", [made], f"{name}_relu")
    for name in ALONG:
        x = _along(graph, name, net[name], x)
    _classes(graph, net, x)
    lines = helper.make_tensor_value_info("lines", TensorProto.UINT8, ["lines", HEIGHT, "columns"])
    found = helper.make_tensor_value_info("log_probs", TensorProto.FLOAT, ["lines", "frames", CLASSES])
    made_graph = helper.make_graph(graph.nodes, "jipyo_line_recogniser", [lines], [found], graph.weights)
    model = helper.make_model(made_graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def _ink(graph: _Graph) -> str:
    """Paper 255 to 0.0, ink 0 to 1.0."""
    values = graph.node("Cast", ["lines"], "as_float", to=TensorProto.FLOAT)
    scaled = graph.node("Mul", [values, graph.weight("minus_255th", np.float32(-1 / 255))], "scaled")
    ink = graph.node("Add", [scaled, graph.weight("one", np.float32(1))], "ink")
    return graph.node("Unsqueeze", [ink, graph.weight("channel_axis", np.array([1]))], "ink_plane")


def _folded(conv: Any, norm: Any) -> tuple[Any, Any]:
    scale = norm.weight / (norm.running_var + norm.eps).sqrt()
    weight = conv.weight * scale[:, None, None, None]
    bias = norm.bias - norm.running_mean * scale
    return weight.detach().float().numpy(), bias.detach().float().numpy()


def _conv(graph: _Graph, name: str, conv: Any, norm: Any, x: str, **attributes: Any) -> str:
    weight, bias = (
        _folded(conv, norm)
        if norm is not None
        else (conv.weight.detach().numpy(), conv.bias.detach().numpy())
    )
    inputs = [x, graph.weight(f"{name}_weight", weight), graph.weight(f"{name}_bias", bias)]
    return graph.node("Conv", inputs, name, **attributes)


def _along(graph: _Graph, name: str, block: Any, x: str) -> str:
    reach = block[0].kernel_size[1] // 2
    y = _conv(graph, f"{name}_reach", block[0], block[1], x, group=block[0].groups, pads=[0, reach, 0, reach])
    y = _conv(graph, f"{name}_up", block[2], None, y)
    y = graph.node("Relu", [y], f"{name}_relu")
    y = _conv(graph, f"{name}_down", block[4], None, y)
    return graph.node("Add", [x, y], f"{name}_sum")


def _classes(graph: _Graph, net: nn.ModuleDict, x: str) -> None:
    weights, bias = class_weights(net)
    y = _conv(graph, "features", net["features"], None, x)
    y = graph.node("Squeeze", [y, graph.weight("row_axis", np.array([2]))], "rows_gone")
    y = graph.node("Transpose", [y], "by_frame", perm=[0, 2, 1])
    y = graph.node("MatMul", [y, graph.weight("class_weight", weights.detach().numpy().T)], "class_sums")
    y = graph.node("Add", [y, graph.weight("class_bias", bias.detach().numpy())], "class_scores")
    graph.node("LogSoftmax", [y], "log_probs", axis=-1)


@dataclass(slots=True)
class _Lines:
    """Hands out calibration lines one by one, as onnxruntime asks for them."""

    images: list[GreyImage]

    def get_next(self) -> dict[str, Any] | None:
        return {"lines": self.images.pop()[None]} if self.images else None


def quantise(path: Path, smaller: Path, images: Iterable[GreyImage], keep: tuple[str, ...] = ()) -> None:
    """Write `smaller`: weights and activations in eight bits, ranges taken from `images`; nodes of `keep` stay as they are."""
    CalibrationDataReader.register(_Lines)
    quantize_static(
        path, smaller, _Lines(list(images)),
        quant_format=QuantFormat.QDQ, per_channel=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
        calibrate_method=CalibrationMethod.MinMax, op_types_to_quantize=["Conv", "MatMul"], nodes_to_exclude=list(keep),
        extra_options={"ActivationSymmetric": False, "WeightSymmetric": True},
    )  # fmt: skip


def halve(path: Path, smaller: Path) -> None:
    """Write `smaller`: weights stored in sixteen bits, computed with in thirty-two."""
    model = onnx.load(path)
    casts = []
    for weight in list(model.graph.initializer):
        values = numpy_helper.to_array(weight)
        if values.dtype == np.float32 and values.size > 64:
            weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), f"{weight.name}_16"))
            name = weight.name.removesuffix("_16")
            casts.append(
                helper.make_node("Cast", [weight.name], [name], name=f"{name}_cast", to=TensorProto.FLOAT)
            )
    for cast in reversed(casts):
        model.graph.node.insert(0, cast)
    onnx.save(model, smaller)
