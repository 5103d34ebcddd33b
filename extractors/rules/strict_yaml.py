"""YAML that says where it is wrong: duplicate keys, aliases and unknown keys are refused with their line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from schemas.errors import UsageError

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
# libyaml where the wheel brings it: five times as fast over a thousand rules, with the same nodes
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader

Model = TypeVar("Model", bound=BaseModel)


def load_model(path: Path, model: type[Model], *, context: Mapping[str, object] | None = None) -> Model:
    """Read a YAML file as `model`; UsageError names file, line, place and what is wrong.

    `context` is what the model's validators are told.
    """
    text = _read(path)
    node = compose(text, source=path.name)
    try:
        return model.model_validate(as_data(node, source=path.name), context=context)
    except ValidationError as error:
        raise UsageError(_first_problem(error, node, path.name)) from error


def compose(text: str, *, source: str) -> yaml.Node:
    """Return the node tree of one YAML document, checked.

    >>> compose("a: 1\\nb: 2\\na: 3\\n", source="x.yaml")
    Traceback (most recent call last):
    ...
    schemas.errors.UsageError: x.yaml, line 3: the key 'a' stands twice; keep one of them.
    """
    _refuse_aliases_and_depth(text, source)
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise UsageError(f"{source}: this is no readable YAML: {_one_line(error)}") from error
    if node is None:
        raise UsageError(f"{source}: the file is empty; it needs at least its name and its entries.")
    _refuse_repeated_keys(node, source)
    return node


def _read(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise UsageError(f"{path.name}: larger than {MAX_BYTES} bytes; split it into several files.")
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path.name}: cannot be opened ({error.strerror}); check the path.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: is not UTF-8 text; save it as UTF-8.") from error


def _refuse_aliases_and_depth(text: str, source: str) -> None:
    """An alias may blow up a small file without bound, and hides what a rule says; depth may exhaust the stack."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise UsageError(f"{source}, {_line(event)}: nested deeper than {MAX_DEPTH} levels.")
            if isinstance(event, yaml.AliasEvent):
                raise UsageError(
                    f"{source}, {_line(event)}: aliases (*{event.anchor}) are not read; write it out."
                )
    except (yaml.YAMLError, RecursionError) as error:
        raise UsageError(f"{source}: this is no readable YAML: {_one_line(error)}") from error


def _refuse_repeated_keys(node: yaml.Node, source: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise UsageError(f"{source}, {_line(key)}: a key is one word, no list or mapping.")
            if key.value in seen:
                raise UsageError(
                    f"{source}, {_line(key)}: the key {key.value!r} stands twice; keep one of them."
                )
            seen.add(key.value)
            _refuse_repeated_keys(value, source)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_repeated_keys(value, source)


def _first_problem(error: ValidationError, node: yaml.Node, source: str) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    place = first["loc"]
    what = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        what = f"the key {place[-1]!r} is not known here"
    more = f" ({error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{source}, {_line(_node_at(node, place))}, {_dotted(place)}: {what}{more}."


def _node_at(node: yaml.Node, place: Sequence[int | str]) -> yaml.Node:
    """The innermost node on the way to `place` that exists."""
    for step in place:
        inner = _child(node, step)
        if inner is None:
            continue
        node = inner
    return node


def _child(node: yaml.Node, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        found: yaml.Node = node.value[step]
        return found
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _dotted(place: Sequence[int | str]) -> str:
    """Return a place as people write it.

    >>> _dotted(("indicators", 3, "value", "unit"))
    'indicators[3].value.unit'
    """
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text.removeprefix(".") or "file"


def _line(node: yaml.Node | yaml.Event) -> str:
    mark = node.start_mark
    return f"line {mark.line + 1}" if mark is not None else "no line"


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())


def as_data(node: yaml.Node, *, source: str) -> Any:
    """The plain values of a checked node tree; tags that are not YAML's own are refused."""
    try:
        return yaml.SafeLoader("").construct_document(node)
    except yaml.YAMLError as error:
        raise UsageError(f"{source}: this is no readable YAML: {_one_line(error)}") from error
