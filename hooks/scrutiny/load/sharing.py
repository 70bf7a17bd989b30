"""What many models have in common is kept once."""

from __future__ import annotations

from pydantic import BaseModel

from scrutiny.model.held import part_fields

_NAMES = "__pydantic_fields_set__"
_known: dict[frozenset[str], set[str]] = {}
"""Every set of names that a part of a record was given so far. There are as many as ways to fill in a part."""


def share_names(model: BaseModel) -> None:
    """Let a record and its parts share the sets of the names that their files give, a third of what a record takes.

    pydantic keeps one for each model, and copies it for a changed copy, so no set is ever changed.
    """
    given = model.model_fields_set
    object.__setattr__(model, _NAMES, _known.setdefault(frozenset(given), given))
    for field in part_fields(type(model)):
        if field not in given:
            continue
        value = vars(model)[field]
        children = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,)
        for child in children:
            if isinstance(child, BaseModel):
                share_names(child)
