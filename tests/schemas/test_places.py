"""Spans and boxes keep their law however they are made, and are equal and frozen as dataclasses are."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, replace

import pytest
from pydantic import TypeAdapter

from schemas.evidence import CharSpan
from schemas.geometry import Box, enclosing


@pytest.mark.parametrize("made", [CharSpan(3, 6), Box(1.0, 2.0, 3.0, 4.5)])
def test_what_is_written_and_read_again_is_the_same(made: CharSpan | Box) -> None:
    adapter = TypeAdapter(type(made))
    assert adapter.validate_json(adapter.dump_json(made)) == made == copy.copy(made)
    assert hash(replace(made)) == hash(made)


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (CharSpan, {"start": 3, "end": 3}),
        (CharSpan, {"start": -1, "end": 3}),
        (Box, {"x0": 5.0, "top": 0.0, "x1": 1.0, "bottom": 2.0}),
        (Box, {"x0": 0.0, "top": 3.0, "x1": 1.0, "bottom": 2.0}),
    ],
)
def test_what_breaks_the_law_is_neither_made_nor_read(
    kind: type[CharSpan | Box], written: dict[str, float]
) -> None:
    with pytest.raises(ValueError, match="must satisfy"):
        kind(**written)
    with pytest.raises(ValueError, match="must satisfy"):
        TypeAdapter(kind).validate_python(written)


def test_they_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        CharSpan(3, 6).start = 4  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError):
        Box(0, 0, 1, 1).x0 = 4  # type: ignore[misc]


def test_the_box_around_boxes_reaches_as_far_as_they_do() -> None:
    assert enclosing(iter([Box(5, 1, 6, 2), Box(0, 3, 1, 9)])) == Box(0, 1, 6, 9)
    with pytest.raises(ValueError, match="no box"):
        enclosing([])
