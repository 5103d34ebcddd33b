"""Values of the stages as JSON and back: for pipes between processes and for the store."""

from __future__ import annotations

import functools
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def encode(value: object, kind: Any) -> bytes:
    """Return `value` as compact JSON.

    >>> encode((1, 2), tuple[int, int])
    b'[1,2]'
    """
    return _adapter(kind).dump_json(value, by_alias=True)


def decode(data: bytes, kind: type[T]) -> T:
    """Return the value of type `kind` that `data` holds; ValidationError where it is no such value."""
    adapter: TypeAdapter[T] = _adapter(cast(Any, kind))
    return adapter.validate_json(data)
