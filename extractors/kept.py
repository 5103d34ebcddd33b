"""A property that is worked out once, and kept by its object."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

Value = TypeVar("Value")


class kept(Generic[Value]):  # noqa: N801 - written as `property` is
    """As `functools.cached_property`, but without the lock that it takes up to Python 3.11.

    >>> class Row:
    ...     @kept
    ...     def width(self) -> int:
    ...         print("measured")
    ...         return 3
    >>> row = Row()
    >>> row.width + row.width
    measured
    6
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...

    @overload
    def __get__(self, owner: object, kind: type) -> Value: ...

    def __get__(self, owner: object | None, kind: type) -> Self | Value:
        """Asked only where the object does not hold the value yet."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._work(owner)
        return value
