"""The comments of a new file: what a field means, from the docstring under it in its model, the one definition."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scrutiny.scaffold.answer import listed_names
from scrutiny.vocabulary import ClosedList, Missing

WIDTH = 98
"""Columns of a comment without its sign."""

_AS_IN_A_FILE = re.compile(r"``(.+?)``")


def meaning(model: type[BaseModel], name: str, *, shortly: bool = False) -> list[str]:
    """Say in lines what a field of a model means and, where it is a closed list, which values there are.

    ``shortly`` leaves out what each of the values means.
    """
    field = model.model_fields[name]
    lines = wrapped(field.description or "")
    for values in _lists(field):
        lines += wrapped(f"One of: {', '.join(each.value for each in values)}.", inset=2)
        for each in values:
            if each.meaning and not shortly:
                lines += wrapped(f"{each.value} – {each.meaning}", inset=4)
    return lines


def names(what: str, known: Iterable[str]) -> list[str]:
    """List the names that a field may hold; nothing where there is none."""
    listed = listed_names(known)
    return wrapped(f"{what}: {listed}.", inset=2) if listed else []


def wrapped(text: str, inset: int = 0) -> list[str]:
    """Break a sentence into lines; all but the first are set in by two more, and nothing is broken at a hyphen."""
    plain = _AS_IN_A_FILE.sub(r"“\1”", " ".join(text.split()))
    lead = " " * inset
    return textwrap.wrap(
        plain,
        WIDTH,
        initial_indent=lead,
        subsequent_indent=lead + ("  " if inset else ""),
        break_long_words=False,
        break_on_hyphens=False,
    )


def inner_model(field: FieldInfo) -> type[BaseModel] | None:
    """Return the model of the group, or of each group of the list, that a field holds."""
    return next((kind for kind in _kinds(field.annotation) if issubclass(kind, BaseModel)), None)


def is_list(field: FieldInfo) -> bool:
    """Tell whether a field holds a list."""
    return getattr(field.annotation, "__origin__", None) is tuple


def _lists(field: FieldInfo) -> list[type[ClosedList]]:
    return [kind for kind in _kinds(field.annotation) if issubclass(kind, ClosedList) and kind is not Missing]


def _kinds(annotation: Any) -> Iterator[type]:
    """Yield every class that a field may hold, within lists and alternatives too."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for argument in get_args(annotation):
        yield from _kinds(argument)
