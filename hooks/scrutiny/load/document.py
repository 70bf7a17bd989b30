"""A file as read: its tree, the place of each value, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from scrutiny.load.text import Lines
from scrutiny.problem import Problem

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
"""What a file holds, before any model has looked at it."""
Path: TypeAlias = tuple[str | int, ...]
"""Names and list positions from the root; `("findings", 0, "text")`."""
Mark: TypeAlias = tuple[int, int, int, int]
"""Line and column of a name, then of its value, from 1. A list entry has no name: both are the entry's."""


@dataclass(slots=True)
class Document:
    """One file as read."""

    lines: Lines
    """The file's name and lines, for excerpts."""
    tree: dict[str, Tree] | None = None
    """The record, or None when the file could not be read to its end."""
    marks: dict[Path, Mark] = field(default_factory=dict)
    """The place of every value of the tree, the root under `()`."""
    blanks: list[Path] = field(default_factory=list)
    """Values left empty; the tree has '' for each."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the file whatever kind of record it is."""

    @property
    def name(self) -> str:
        """The file's path as problems print it."""
        return self.lines.name

    def problem(self, path: Path, what: str, cure: str, rule: str, *, at_name: bool = False) -> Problem:
        """Make a problem at a value (or its name); an absent path falls to its nearest group."""
        known = path
        while known and known not in self.marks:
            known = known[:-1]
        name_line, name_column, line, column = self.marks.get(known, (1, 1, 1, 1))
        if at_name:
            line, column = name_line, name_column
        return self.lines.problem(line, column, what, cure, rule, dotted(path))


def dotted(path: Path) -> str:
    """Write a path as people do: `findings[0].actions[2].deadline`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
