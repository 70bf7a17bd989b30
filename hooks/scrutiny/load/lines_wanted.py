"""Text where a list or a group is wanted: the lines to write instead."""

from __future__ import annotations

import re

from pydantic import BaseModel

from scrutiny.load.fields import Step, accepted_at
from scrutiny.load.found import Found

_PLAIN = re.compile(r"#?[^\W_](?:[\w./#-]| (?!#))*")
_LONGEST = 60


def written_out(model: type[BaseModel], found: Found, rule: str, value: str) -> str:
    """Return the cure that shows the lines wanted in place of a text, or nothing where that would be a guess."""
    shown = value if _PLAIN.fullmatch(value) and len(value) <= _LONGEST and not value.startswith("#") else "…"
    if value.startswith("#") and _PLAIN.fullmatch(value):
        shown = f"'{value}'"
    if rule == "not-a-list" and found.path and isinstance(name := found.path[-1], str):
        if shown == "…" or _needed(model, (*found.way, Step(0))) is not None:
            return ""
        return f'write "{name}:", and on the next line "  - {shown}"'
    needed = _needed(model, found.way) if rule == "not-a-group" else None
    if not needed:
        return ""
    if len(needed) == 1:
        return f'write "{needed[0]}: {shown}"'
    return "write " + ", ".join(f'"{name}: …"' for name in needed) + ", each on a line of its own"


def _needed(model: type[BaseModel], way: tuple[Step, ...]) -> list[str] | None:
    """The names without which a group there is not whole; None where no group, or one of several, is wanted."""
    kinds = [kind for kind, _ in accepted_at(model, way) if isinstance(kind, type) and issubclass(kind, BaseModel)]
    if len(kinds) != 1:
        return None
    return [field.alias or name for name, field in kinds[0].model_fields.items() if field.is_required()]
