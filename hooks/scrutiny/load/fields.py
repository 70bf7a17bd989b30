"""What a model would have accepted at a place: names, bounds, examples.

pydantic says that a name is unknown or a number too high, not which names there are or
what the other bound is. Both are in the model's annotations, so they are looked up
there, along the way the error took. Used only when something is wrong.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo


class Step(NamedTuple):
    """One part of the way to an error."""

    part: str | int
    """A name, a list position, or the label of a union's branch."""
    in_data: bool = True
    """False for labels, which pydantic puts into the way although the file has no such name."""


class Accepted(NamedTuple):
    """One kind of value accepted at a place, with what is declared about it."""

    kind: Any
    notes: tuple[Any, ...] = ()


def accepted_at(model: type[BaseModel], way: Sequence[Step]) -> list[Accepted]:
    """All kinds of value the model may accept at the end of a way; none if the way leaves it."""
    here = [Accepted(model)]
    for part, in_data in way:
        inside = [found for kind in here for found in _inside(kind.kind, part)]
        labelled = [kind for kind in here if _has_label(kind.kind, part)]
        # A label narrows a union; a name made up by a validator leads inside.
        here = inside if in_data else labelled or inside or here
    return here


def names_of(accepted: list[Accepted]) -> list[str]:
    """The names a group may have, in the order of the model."""
    names: dict[str, None] = {}
    for kind, _ in accepted:
        if _is_model(kind):
            names.update(dict.fromkeys(_written(name, field) for name, field in kind.model_fields.items()))
    return list(names)


def bounds_of(accepted: list[Accepted]) -> tuple[object, object]:
    """The least and the greatest value, where the model declares both as included."""
    least = greatest = None
    for note in _notes(accepted):
        least = getattr(note, "ge", None) if least is None else least
        greatest = getattr(note, "le", None) if greatest is None else greatest
    return least, greatest


def examples_of(accepted: list[Accepted]) -> list[object]:
    """The examples the model gives for a field."""
    fields = [note for kind in accepted for note in kind.notes if isinstance(note, FieldInfo)]
    return [example for field in fields for example in field.examples or ()]


def _notes(accepted: list[Accepted]) -> Iterator[Any]:
    for kind in accepted:
        for note in kind.notes:
            yield from note.metadata if isinstance(note, FieldInfo) else (note,)


def _inside(kind: Any, part: str | int) -> Iterator[Accepted]:
    """What stands under a name or position of a kind of value."""
    if _is_model(kind):
        for name, field in kind.model_fields.items():
            if part in (name, _written(name, field)):
                yield from _unwrapped(field.annotation, (field,))
        return
    origin, arguments = get_origin(kind), get_args(kind)
    if not isinstance(origin, type) or not arguments:
        return
    if issubclass(origin, Mapping):
        yield from _unwrapped(arguments[-1])
    elif issubclass(origin, Sequence | AbstractSet) and isinstance(part, int):
        entry = arguments[min(part, len(arguments) - 1)]
        yield from _unwrapped(arguments[0] if entry is Ellipsis else entry)


def _unwrapped(annotation: Any, notes: tuple[Any, ...] = ()) -> Iterator[Accepted]:
    """The kinds behind aliases, annotations and unions."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *declared = get_args(annotation)
        yield from _unwrapped(inner, (*notes, *declared))
    elif origin in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _unwrapped(member, notes)
    elif hasattr(annotation, "__value__"):
        yield from _unwrapped(annotation.__value__, notes)
    else:
        yield Accepted(annotation, notes)


def _has_label(kind: Any, part: str | int) -> bool:
    """Whether a union's label means this kind: its name, or the value of its discriminator."""
    if getattr(kind, "__name__", None) == part:
        return True
    if not _is_model(kind):
        return False
    return any(
        get_origin(field.annotation) is Literal and part in get_args(field.annotation)
        for field in kind.model_fields.values()
    )


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _written(name: str, field: FieldInfo) -> str:
    """The name as files spell it, which may differ where Python reserves the word (`from`)."""
    alias = field.validation_alias or field.alias
    return alias if isinstance(alias, str) else name
