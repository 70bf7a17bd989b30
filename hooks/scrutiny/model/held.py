"""What the fields of a class may hold, read from its annotations once, so that no record is searched for the rest."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel


@cache
def part_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a class in which models may stand."""
    return _fields_that_hold(kind, BaseModel)


@cache
def text_fields(kind: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a class in which free text may stand; the words of a closed list are none."""
    return _fields_that_hold(kind, str)


def _fields_that_hold(kind: type[BaseModel], wanted: type) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if any(issubclass(each, wanted) and not issubclass(each, Enum) for each in _kinds_in(field.annotation))
    )


def _kinds_in(annotation: Any) -> Iterator[type]:
    """Yield the classes an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inside in get_args(annotation):
        yield from _kinds_in(inside)
