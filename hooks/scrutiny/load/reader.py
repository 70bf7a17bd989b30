"""From text to a tree of text, with the place of every value kept.

libyaml's *events* are read one by one; nothing is constructed by a YAML loader. That
is what makes deep nesting, billion laughs, tags and the guessing of types impossible
here: 30 KB of "[" ends a constructing C loader with a segmentation fault, and "no",
"12:30" and "010" would turn into something their writer did not write. Every scalar
stays text; the models decide what it means.

A good file is read by `ordinary` alone. This reading, which finds every place and says what is wrong, is for the
others, and for good files in which a later stage finds a problem.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from scrutiny.load.document import DEEPEST, Document, Path, Places
from scrutiny.load.ordinary import ordinary_tree
from scrutiny.load.refusal import NO_VALUE, Refusals, UnreadableError, start_of
from scrutiny.load.slips import Fault, document_mark, refused_sign
from scrutiny.load.syntax import explain
from scrutiny.load.text import MOST_PROBLEMS, Lines, decode, too_many
from scrutiny.problem import Problem

# The parser of libyaml where PyYAML was built with it; its own one reads the same, slower.
_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_document(raw: bytes, name: str) -> Document:
    """Read one file. Never raises: whatever cannot be read is in `problems`."""
    text, lines, problems = decode(raw, name)
    tree = None if text is None or problems else ordinary_tree(text, _PARSER)
    if tree is None:
        document = _read_closely(text, lines, problems)
        if document.problems or document.blanks or document.tree is None:
            return document
        tree = document.tree
    # The places of a good file are let go: they are larger than its record, and seldom asked for.
    document = Document(name, partial(_read_again, raw, name), raw=raw)
    document.tree = tree
    return document


def _read_again(raw: bytes, name: str) -> Document:
    return _read_closely(*decode(raw, name))


def _read_closely(text: str | None, lines: Lines, problems: list[Problem]) -> Document:
    document = Document(lines.name, problems=problems)
    document.tree, document.places = None, Places(lines)
    if text is None:
        return document
    reading = _Reading(document, text)
    try:
        reading.run(text)
    except yaml.YAMLError as error:
        reading.give_up(error)
    except UnreadableError:
        pass
    if len(problems) > MOST_PROBLEMS:
        problems[MOST_PROBLEMS:] = [too_many(lines.name)]
        document.tree = None
    return document


class _Reading:
    """One pass over the events of one file: the tree so far and where it is growing."""

    __slots__ = ("enclosing", "key", "key_place", "last", "marks", "node", "path", "refusals", "root")

    def __init__(self, document: Document, text: str) -> None:
        self.refusals = Refusals(document, text)
        self.marks = document.marks
        self.enclosing: list[tuple[Any, Path]] = []
        """The groups and lists around the present one, each with its path."""
        self.node: Any = None
        """The group or list being filled."""
        self.path: Path = ()
        self.key: str | None = None
        """The name whose value comes next."""
        self.key_place = (1, 1)
        self.root: Any = None
        self.last: Any = None

    def run(self, text: str) -> None:
        """Read all events."""
        get_event = _PARSER(text).get_event
        act_on: dict[type, Callable[[Any], None]] = {
            ScalarEvent: self.scalar,
            MappingStartEvent: self.open,
            SequenceStartEvent: self.open,
            MappingEndEvent: self.close,
            SequenceEndEvent: self.close,
            AliasEvent: self.alias,
            DocumentStartEvent: self.start,
            DocumentEndEvent: self.end,
        }
        while True:
            event = get_event()
            kind = type(event)
            if kind in act_on:
                act_on[kind](event)
            elif kind is StreamEndEvent:
                break
        self.finish()

    def scalar(self, event: Any) -> None:
        """Take a name, or put a text where it belongs."""
        self.last = event
        mark = event.start_mark
        line = mark.line + 1
        value = event.value
        node, key = self.node, self.key
        if key is None and type(node) is dict:
            self.key, self.key_place = value, (line, mark.column + 1)
            if value in node or value == "<<" or not value or event.anchor or event.tag:
                self.refusals.check_name(event, node, self.path)
            return
        here = self.place(line, mark.column + 1)
        refusals = self.refusals
        # The commonest value by far, plain and on one line, pays for one test.
        if event.style or value in NO_VALUE or refusals.has_hash or event.end_mark.line != mark.line:
            value = refusals.checked(event, here)
        if event.anchor or event.tag:
            refusals.check_signs(event)
        if refusals.has_long_text:
            refusals.check_length(event)
        self.put(value)

    def open(self, event: Any) -> None:
        """Begin a group or a list."""
        line, column = start_of(event)
        if event.anchor or event.tag:
            self.refusals.check_signs(event)
        if len(self.enclosing) >= DEEPEST:
            what = f"nested more than {DEEPEST} levels deep"
            self.refusals.stop(Fault(line, column, what, "use fewer levels", "too-deep"))
        if self.key is None and type(self.node) is dict:
            self.refusals.stop(self.refusals.not_a_name(line, column))
        new: Any = {} if type(event) is MappingStartEvent else []
        here = self.place(line, column)
        self.enclosing.append((self.node, self.path))
        self.put(new)
        if event.flow_style and type(new) is list:
            self.refusals.in_brackets.append((here, new))
        self.node, self.path = new, here

    def close(self, _event: Any) -> None:
        """End a group or a list."""
        self.node, self.path = self.enclosing.pop()

    def alias(self, event: AliasEvent) -> None:
        """Refuse an alias; text stands in for it, so that the rest of the file is still read."""
        line, column = start_of(event)
        self.refusals.note(refused_sign(line, column, f"*{event.anchor}"))
        if self.key is None and type(self.node) is dict:
            self.key, self.key_place = f"*{event.anchor}", (line, column)
        else:
            self.place(line, column)
            self.put("")

    def place(self, line: int, column: int) -> Path:
        """Mark where the next value stands, and give its path."""
        if self.key is not None:
            here: Path = (*self.path, self.key)
            self.marks[here] = (*self.key_place, line, column)
            return here
        here = () if self.node is None else (*self.path, len(self.node))
        self.marks[here] = (line, column, line, column)
        return here

    def put(self, value: Any) -> None:
        """Put a value under its name, at the end of its list, or at the root."""
        if self.key is not None:
            self.node[self.key] = value
            self.key = None
        elif self.node is None:
            self.root = value
        else:
            self.node.append(value)

    def start(self, event: DocumentStartEvent) -> None:
        """Begin the document."""
        self.refusals.check_start(event, second=() in self.marks)

    def end(self, event: DocumentEndEvent) -> None:
        """End the document, which needs no mark."""
        if event.explicit:
            self.refusals.stop(document_mark(start_of(event)[0]))

    def finish(self) -> None:
        """Accept the root only if it is a record."""
        if type(self.root) is dict:
            self.refusals.check_brackets()
            self.refusals.document.tree = self.root
        elif self.root is None:
            cure = "write the record, or delete the file"
            self.refusals.note(Fault(1, 1, "the file is empty", cure, "empty-file"))
        else:
            noun = "a list" if type(self.root) is list else "text"
            what = f'the file must be a list of "name: value" lines, not {noun}'
            self.refusals.note(Fault(1, 1, what, 'write each line as "name: value"', "not-a-record"))

    def give_up(self, error: yaml.YAMLError) -> None:
        """Note what the parser could not read."""
        document = self.refusals.document
        problems, lines = document.problems, document.lines.lines
        if problems and problems[-1].rule == "hash-in-value" and self.last is not None:
            # A text that goes on below its " #": the parser lost the thread there.
            below = getattr(getattr(error, "problem_mark", None), "line", None) == self.last.end_mark.line + 1
            if below and problems[-1].place.line == self.last.end_mark.line + 1:
                return
        fault = explain(error, lines, self.last)
        line = min(fault.line, len(lines))
        try:
            self.refusals.note(fault._replace(line=line, column=min(fault.column, len(lines[line - 1]) + 1)))
        except UnreadableError:
            return
