"""What YAML allows and a record does not.

Anchors, aliases, tags and merge keys make a file mean something that does not stand
there; a name written twice or a " #" in a text make YAML drop words in silence. Each
is refused where it stands, and reading goes on where that makes sense.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.events import DocumentStartEvent

from scrutiny.load.document import Document, Path, Tree
from scrutiny.load.syntax import Fault, document_mark, does_not_line_up, refused_sign
from scrutiny.load.text import MOST_PROBLEMS, UNSEEN, describe

#: Longest single text, in characters.
LONGEST_TEXT = 200_000

#: Plain words by which YAML writes "no value". In quotes they are text.
NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})

_TRAILING_HASH = re.compile(r"([ \t]+)#(.?)")
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
            cure = 'one file per record; "---" inside text needs a | block'
            self.stop(Fault(line, 1, 'more than one document in the file (a second "---")', cure, "second-document"))
        if event.explicit:
            self.note(document_mark(line))

    def check_name(self, event: Any, node: dict[str, Tree], path: Path) -> None:
        """Refuse a name that is empty, written twice, or a merge key."""
        name = event.value
        if event.anchor or event.tag:
            self.check_signs(event)
        elif name in node:
            what = f"'{name}' appears twice; first on line {self.document.marks[*path, name][0]}"
            self.note_at(event, what, "keep one of the two", "duplicate-name")
        elif name == "<<" and not event.style:
            self.note_at(event, "merge keys (<<) are not allowed", "write the lines out", "merge-key")
        elif not name:
            self.note_at(event, 'a name is missing before ":"', 'write "name: value"', "not-name-value")

    def check_signs(self, event: Any) -> None:
        """Refuse anchors and tags."""
        if event.anchor:
            self.note(refused_sign(*start_of(event), f"&{event.anchor}"))
        elif tag := getattr(event, "tag", None):
            self.note(refused_sign(*start_of(event), tag))

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
        else:
            if self.has_hash:
                self._check_hash(event)
            self._check_list_slip(event)
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
        single word and "# "; "Flat #3" and "Repair of flat # 3" must be quoted.
        """
        end, lines = event.end_mark, self.document.lines.lines
        # An empty value at the very end may be placed on a line after the last.
        found = _TRAILING_HASH.match(lines[end.line], end.column) if end.line < len(lines) else None
        if not found or len(found[1]) > 1:
            return
        sticks = found[2] not in ("", " ", "#")
        if sticks or " " in event.value:
            what = 'everything after " #" would be silently dropped'
            cure = "quote the whole value, or put the comment on its own line"
            self.note(Fault(end.line + 1, found.end(1) + 1, what, cure, "hash-in-value"))


def start_of(event: Any) -> tuple[int, int]:
    """Line and column, from 1, at which an event starts."""
    return event.start_mark.line + 1, event.start_mark.column + 1
