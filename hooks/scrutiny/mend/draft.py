"""A text on its way to being mended: what reading finds in it now, and which line of the file each of its lines was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pydantic import BaseModel

from scrutiny.load import Document, Path, Tree, read_document, validate
from scrutiny.load.names import ALIASES
from scrutiny.load.text import ODD_SPACE, UNSEEN
from scrutiny.problem import Problem
from scrutiny.write import Change, changed

#: Signs that may come and go where a value is put in quotation marks.
QUOTES = "\"'“”„‟‘’‚‛\\"
_NO_WORDS = re.compile(f"[\\s{ODD_SPACE}{re.escape(QUOTES)}]|{UNSEEN.pattern}")

#: What decides who may see a record. Only a person may: a slip there keeps the record back, which is safe.
_DECIDED = ("visibility", "embargo", "exemption", "withdrawn")
_NO_LETTERS = re.compile(r"[\W\d_]+")

Leaf = tuple[int, str]
"""A text of the tree: the line of the file on which it begins, and what it says."""


@dataclass(frozen=True)
class Draft:
    """One text, with line ends of one kind and no byte order mark."""

    text: str
    name: str
    """The file's path as problems print it."""
    model: type[BaseModel] | None
    """What the file should hold; None where its place does not tell."""
    origin: tuple[int, ...]
    """For each line its number, from 1, in the file as it was. Mending may take a line out, but never adds one."""

    @cached_property
    def lines(self) -> list[str]:
        """The lines without their ends."""
        return self.text.split("\n")

    @cached_property
    def document(self) -> Document:
        """The text as read."""
        return read_document(self.text.encode("utf-8"), self.name)

    @cached_property
    def values(self) -> list[Problem]:
        """What the model refuses, where the text could be read."""
        return validate(self.model, self.document, ALIASES)[1] if self.model else []

    @cached_property
    def problems(self) -> list[Problem]:
        """Everything that reading finds, in order of place."""
        return sorted((*self.document.problems, *self.values))

    @cached_property
    def leaves(self) -> list[Leaf] | None:
        """Every name and text of the tree in the order of the file; None where it cannot be read."""
        if self.document.tree is None:
            return None
        return [(self.line_of(line), text) for line, text in sorted(self._leaves(self.document.tree, ()))]

    def offset(self, line: int, column: int) -> int:
        """Turn a line and column, from 1, into an index into the text."""
        return sum(len(each) + 1 for each in self.lines[: line - 1]) + column - 1

    def line_of(self, line: int | None) -> int:
        """Return the number of a line in the file as it was."""
        return self.origin[min(max(line or 1, 1), len(self.origin)) - 1]

    def touched(self, changes: tuple[Change, ...]) -> frozenset[int]:
        """Return the lines that changes touch, by their numbers in the file as it was."""
        return frozenset(
            self.origin[line]
            for change in changes
            for line in range(
                self.text.count("\n", 0, self._first(change)),
                self.text.count("\n", 0, max(self._first(change), change.end - 1)) + 1,
            )
        )

    def with_changes(self, changes: tuple[Change, ...]) -> Draft:
        """Make the changes; the lines keep their old numbers."""
        gone = {
            line
            for change in changes
            if (count := self.text.count("\n", change.start, change.end))
            for first in (self.text.count("\n", 0, self._first(change)),)
            for line in range(first, first + count)
        }
        origin = tuple(number for line, number in enumerate(self.origin) if line not in gone)
        return Draft(changed(self.text, changes), self.name, self.model, origin)

    def _first(self, change: Change) -> int:
        """Return where the first line that a change touches is: one that takes out the last line begins before it."""
        return change.start + (change.end > change.start and self.text[change.start] == "\n")

    def _leaves(self, tree: Tree, path: Path) -> Iterator[Leaf]:
        if isinstance(tree, str):
            yield self.document.marks[path][2], tree
        elif isinstance(tree, dict):
            for name, inside in tree.items():
                yield self.document.marks[*path, name][0], name
                yield from self._leaves(inside, (*path, name))
        else:
            for index, inside in enumerate(tree):
                yield from self._leaves(inside, (*path, index))


def draft_of(text: str, name: str, model: type[BaseModel] | None) -> Draft:
    """Begin with the text of a file as it was."""
    return Draft(text, name, model, tuple(range(1, text.count("\n") + 2)))


def decided_lines(text: str) -> frozenset[int]:
    """Return the lines, from 1, that say who may see the record: those that name it, and all indented under them.

    The names are found whatever stands between or beside their letters, and in a text too: in doubt a line is one.
    """
    found: set[int] = set()
    column = None
    for number, line in enumerate(text.split("\n"), 1):
        indent = len(line) - len(line.lstrip())
        if column is not None and line.strip() and indent <= column:
            column = None
        letters = _NO_LETTERS.sub("", UNSEEN.sub("", line)).casefold()
        if column is None and any(name in letters for name in _DECIDED):
            column = indent
        if column is not None:
            found.add(number)
    return frozenset(found)


def words(text: str) -> str:
    """Return the signs of a text that say something: without spaces, quotation marks and what nobody sees."""
    return _NO_WORDS.sub("", text)


def says_the_same(before: Draft, after: Draft, touched: frozenset[int]) -> bool:
    """Tell whether two readings agree on who may see the record, and on all that is not on the lines touched.

    A text of several lines is not compared where one of its lines is touched. Where the first could not be read,
    the lines that were not touched are compared instead.
    """
    was, now = (dict(zip(draft.origin, draft.lines, strict=True)) for draft in (before, after))
    if any(number not in touched and now.get(number) != line for number, line in was.items()):
        return False
    if before.leaves is None:
        return True
    return (
        after.leaves is not None
        and _decided(before) == _decided(after)
        and _outside(before.leaves, touched) == _outside(after.leaves, touched)
    )


def _decided(draft: Draft) -> list[Tree | None]:
    return [(draft.document.tree or {}).get(name) for name in _DECIDED]


def _outside(leaves: list[Leaf], touched: frozenset[int]) -> list[Leaf]:
    ends = [line for line, _ in leaves[1:]] + [max(touched, default=0) + 1]
    return [
        leaf
        for leaf, end in zip(leaves, ends, strict=True)
        if touched.isdisjoint(range(leaf[0], max(end, leaf[0] + 1)))
    ]
