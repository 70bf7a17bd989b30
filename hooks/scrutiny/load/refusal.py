"""What YAML allows and a record does not.

Anchors, aliases, tags and merge keys make a file mean something that does not stand
there; a name written twice or a " #" in a text make YAML drop words in silence. Each
is refused where it stands, and reading goes on where that makes sense.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.events import DocumentStartEvent

from scrutiny.load.brackets import nameless_value, split_entries
from scrutiny.load.document import Document, Path, Tree
from scrutiny.load.slips import UNDER_A_BAR, Fault, document_mark, does_not_line_up, refused_sign
from scrutiny.load.text import MOST_PROBLEMS, UNSEEN, describe

#: Longest single text, in characters.
LONGEST_TEXT = 200_000

#: Plain words by which YAML writes "no value". In quotes they are text.
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})

_TRAILING_HASH = re.compile(r"([ \t]+)#(.?)")
_COMMENT = re.compile(r"\s\s#|\t#")
_SHORT = 60
_LIST_SLIP = re.compile(r" *(?=- )")


class UnreadableError(Exception):
    """Reading on would only produce guesses; the fault is noted already."""


class Refusals:
    """The checks made while one file is read; every fault goes to its document."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        # Signs that are nowhere in the text need not be looked for at each value.
        self.has_hash = " #" in text or "\t#" in text
        self.has_escape = "\\" in text
        self.has_long_text = len(text) > LONGEST_TEXT
        self.in_brackets: list[tuple[Path, list[Tree]]] = []
        """The lists written as `[…]`, each with its path."""

    def note(self, fault: Fault) -> None:
        """Note a fault, unless its line has one already: the first is the cause."""
        problems = self.document.problems
        if not any(problem.place.line == fault.line for problem in problems):
            problems.append(self.document.lines.problem(*fault))
        if len(problems) > MOST_PROBLEMS:
            raise UnreadableError

    def stop(self, fault: Fault) -> None:
        """Note a fault after which nothing can be read."""
        self.note(fault)
        raise UnreadableError

    def note_at(self, event: Any, what: str, cure: str, rule: str) -> None:
        """Note a fault at the start of an event."""
        self.note(Fault(*start_of(event), what, cure, rule))

    def check_start(self, event: DocumentStartEvent, *, second: bool) -> None:
        """Allow one document, not announced."""
        line, _ = start_of(event)
        if second:
            cure = f'give each record a file of its own; if "---" is part of a text, {UNDER_A_BAR}'
            self.stop(Fault(line, 1, 'more than one document in the file (a second "---")', cure, "second-document"))
        if event.explicit:
            self.note(document_mark(line))

    def check_name(self, event: Any, node: dict[str, Tree], path: Path) -> None:
        """Refuse a name that is empty, written twice, or a merge key."""
        name = event.value
        if event.anchor or event.tag:
            self.check_signs(event)
        elif name in node:
            self.document.twice.append((*path, name))
            what = f"'{name}' appears twice; first on line {self.document.marks[*path, name][0]}"
            self.note_at(event, what, "keep one of the two", "duplicate-name")
        elif name == "<<" and not event.style:
            cure = "write out the lines that it would copy from elsewhere"
            self.note_at(event, 'a name cannot be "<<"', cure, "merge-key")
        elif not name:
            self.note_at(event, 'a name is missing before ":"', 'write "name: value"', "not-name-value")

    def check_signs(self, event: Any) -> None:
        """Refuse anchors and tags."""
        if event.anchor:
            self.note(refused_sign(*start_of(event), f"&{event.anchor}"))
        elif tag := getattr(event, "tag", None):
            self.note(refused_sign(*start_of(event), tag))

    def check_brackets(self) -> None:
        """Look for commas that split a value, in the lists written in brackets."""
        for fault in split_entries(self.document.lines.lines, self.in_brackets, self.document.marks):
            self.note(fault)

    def not_a_name(self, line: int, column: int) -> Fault:
        """Refuse a list or a group in place of a name; the sign is most often that of a template."""
        if self.document.lines.lines[line - 1][:column].endswith("{{"):
            return Fault(line, column - 1, '"{{" is a gap of a template', "write what belongs there", "placeholder")
        what = "a name must be plain text, not a list or a group"
        return Fault(line, column, what, 'write "name: value"', "not-name-value")

    def check_length(self, event: Any) -> None:
        """Refuse texts that no reader would read and no page should carry."""
        if len(event.value) > LONGEST_TEXT:
            what = f"text of {len(event.value):,} characters; the limit is {LONGEST_TEXT:,}"
            self.note_at(event, what, "shorten it, or publish it as a document and cite it", "text-too-long")

    def checked(self, event: Any, path: Path) -> str:
        """Look closely at a value that is empty, quoted, on several lines or before a comment."""
        value: str = event.value
        if event.style:
            if self.has_escape and event.style == '"' and (unseen := UNSEEN.search(value)):
                self.note_at(event, *describe(unseen[0]), "unseen-character")
            if self.has_hash and event.style in ("'", '"'):
                self._check_hash(event)
        else:
            if self.has_hash:
                self._check_hash(event)
            self._check_list_slip(event)
        if not value and not event.style and path and isinstance(path[-1], str):
            line, column, *_ = self.document.marks[path]
            if fault := nameless_value(self.document.lines.lines, path[-1], line, column):
                self.note(fault)
                self.document.marks[path] = (line, column, line, column)
                return ""
        if not value.strip() or (value in NO_VALUE and not event.style):
            self.document.blanks.append(path)
            return ""
        return value

    def _check_list_slip(self, event: Any) -> None:
        """Refuse a "- " that has become text because its line is indented too far."""
        lines = self.document.lines.lines
        for line in range(event.start_mark.line + 1, event.end_mark.line + 1):
            if found := _LIST_SLIP.match(lines[line]):
                self.note(does_not_line_up(line + 1, found.end() + 1))

    def _check_hash(self, event: Any) -> None:
        """Refuse ` #` where it may be text: YAML would drop the rest of the line in silence.

        Two spaces before the sign make a comment, and so does one space between a
        single word and "# "; "Flat #3" and "Repair of flat # 3" must be quoted, and what stands there without a value.
        """
        end, lines = event.end_mark, self.document.lines.lines
        # An empty value at the very end may be placed on a line after the last.
        found = _TRAILING_HASH.match(lines[end.line], end.column) if end.line < len(lines) else None
        if not found or len(found[1]) > 1:
            return
        sticks = found[2] not in ("", " ", "#")
        # Quotation marks end a value beyond doubt: "# " behind them is a comment, "#3" is not.
        if sticks or (not event.style and (not event.value or " " in event.value)):
            what = 'everything after " #" would be silently dropped'
            quote = "put the quotation marks round the whole value" if event.style else "quote the whole value"
            cure = f"{quote}, or put the comment on its own line"
            rest = _COMMENT.split(lines[end.line][found.end(1) :])[0].strip()
            if not event.style and not event.value and rest.strip("# ") and len(rest) < _SHORT:
                cure = f'put it in quotes: "{rest}"'
            self.note(Fault(end.line + 1, found.end(1) + 1, what, cure, "hash-in-value"))


def start_of(event: Any) -> tuple[int, int]:
    """Line and column, from 1, at which an event starts."""
    return event.start_mark.line + 1, event.start_mark.column + 1
