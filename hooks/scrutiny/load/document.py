"""A file as read: its tree, the place of each value, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from scrutiny.load.text import Lines
from scrutiny.problem import Problem

#: Levels of groups and lists in one file; the deepest record needs about nine.
DEEPEST = 20

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
"""What a file holds, before any model has looked at it."""
Path: TypeAlias = tuple[str | int, ...]
"""Names and list positions from the root; `("findings", 0, "text")`."""
Mark: TypeAlias = tuple[int, int, int, int]
"""Line and column of a name, then of its value, from 1. A list entry has no name: both are the entry's."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything in a file stands."""

    lines: Lines
    """The file's name and lines, for excerpts."""
    marks: dict[Path, Mark] = field(default_factory=dict)
    """The place of every value of the tree, the root under `()`."""


@dataclass
class Document:
    """One file as read."""

    name: str
    """The file's path as problems print it."""
    read_closely: Callable[[], Document] | None = None
    """Reads the file's bytes once more and finds where everything stands; None where that is done."""
    blanks: list[Path] = field(default_factory=list)
    """Values left empty; the tree has '' for each."""
    twice: list[Path] = field(default_factory=list)
    """Names written twice: nobody can tell which of the two values is meant."""
    problems: list[Problem] = field(default_factory=list)
    """What is wrong with the file whatever kind of record it is."""
    raw: bytes = b""
    """The bytes of a good file: what is nowhere in them need not be sought in its texts."""

    @cached_property
    def tree(self) -> dict[str, Tree] | None:
        """The record, or None when the file could not be read to its end."""
        return self._read_again.tree

    @cached_property
    def places(self) -> Places:
        """Where everything stands. Asked only for a message: places are larger than the record itself."""
        return self._read_again.places

    @cached_property
    def _read_again(self) -> Document:
        return self.read_closely() if self.read_closely else self

    def let_tree_go(self) -> None:
        """Forget the tree of a file of which a record was made; whoever asks for it all the same has it read again."""
        del self.tree

    @property
    def lines(self) -> Lines:
        """The file's name and lines, for excerpts."""
        return self.places.lines

    @property
    def marks(self) -> dict[Path, Mark]:
        """The place of every value of the tree, the root under `()`."""
        return self.places.marks

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
