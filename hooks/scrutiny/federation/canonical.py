"""A record as the text of a file: what it states, by the names and in the order of its model; nothing by default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

from pydantic import BaseModel

from scrutiny.model import Owner, When
from scrutiny.write import Written, record_text

HEAD = ("Written by scrutiny federate; do not change it here.",)
"""What every file begins with."""


def file_text(tree: Mapping[str, Written]) -> str:
    """Return the text of a file; raise ValueError for a text that no record may hold."""
    return record_text(tree, HEAD)


def stated(model: BaseModel) -> dict[str, Written]:
    """Return what a record, or a part of one, states: each value as text; what its field says by default is left out.

    A field that there has to be is written also where its value is the usual one.
    """
    found = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is not None and (field.is_required() or value != field.default):
            found[name] = _written(value)
    return found


def _written(value: Any) -> Written:
    if isinstance(value, When):
        group = {"date": value.date, **stated(value)}
        return group if len(group) > 1 else value.date
    if isinstance(value, Owner) and not value.is_recorded:
        return "not recorded"
    if isinstance(value, BaseModel):
        return stated(value)
    if isinstance(value, Mapping):
        return {name: _written(each) for name, each in value.items()}
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_written(each) for each in value]
    return str(value)
