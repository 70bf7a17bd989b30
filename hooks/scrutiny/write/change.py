"""Changes to a text: each names its place; everything else stays, to the byte."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Change:
    """One passage of a text written otherwise. Counted in characters from 0; ``start == end`` inserts."""

    start: int
    end: int
    new: str
    why: str = ""
    """What it mends, in words for the officer."""


def changed(text: str, changes: Iterable[Change]) -> str:
    """Return the text with all changes made; raise ValueError where two touch the same passage."""
    pieces, done = [], 0
    for change in sorted(changes):
        if change.start < done or change.end < change.start or change.end > len(text):
            raise ValueError(f"changes overlap at character {change.start}")
        pieces += [text[done : change.start], change.new]
        done = change.end
    return "".join([*pieces, text[done:]])


def difference(before: str, after: str, name: str) -> str:
    """Show what changes between two texts of the file ``name``, as ``git diff`` does; empty where nothing does."""
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), f"{name} (as it is)", f"{name} (as it will be)", lineterm=""
    )
    return "\n".join(lines)
