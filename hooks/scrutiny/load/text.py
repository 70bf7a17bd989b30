"""From bytes to text: what may stand in a record, before any YAML is read.

A character that nobody can see must not change what a record says, and a file saved
in another encoding must be named as such and not end as broken letters on a page.
Where the cure is certain the text is mended in memory after the problem is noted, so
that the other problems of the file come out in the same run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from scrutiny.problem import Place, Problem, excerpt_of

#: Longest file read, in bytes. A record of a long meeting has about 100,000.
LARGEST_FILE = 1_048_576

#: A file is given up after so many problems: more would bury the first ones.
MOST_PROBLEMS = 100

#: Characters with no place in a record: control, bidirectional, invisible, private use.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\ufffb\ufffd-\uffff\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)

_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Spaces that only look like one.
ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HAS_ODD_SPACE = re.compile(f"[{ODD_SPACE}]")
_ODD_SPACES = (
    (re.compile(f"^([ \t]*)([{ODD_SPACE}][ {ODD_SPACE}]*)", re.MULTILINE), "used for indentation"),
    (re.compile(f"^( *(?:- +)*(?:[\\w.-]+:|-))([{ODD_SPACE}]+)", re.MULTILINE), 'after ":" or "-"'),
)
_TAB_INDENT = re.compile(r"^ *(\t)", re.MULTILINE)
_BLANK_WITH_TAB = re.compile(r"^(?= *\t)[ \t]+$", re.MULTILINE)
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
_UTF_16_OR_32 = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one file as its writer sees them, to show in problems."""

    name: str
    """Path of the file as problems print it."""
    lines: tuple[str, ...] = ()
    """The lines without their ends; none when the bytes cannot be decoded."""

    def problem(self, line: int, column: int, what: str, cure: str, rule: str, field: str = "") -> Problem:
        """Make a problem at a place in this file, with its excerpt where there is a line."""
        if self.lines and line > len(self.lines):
            # The parser may count a line after the last.
            line, column = len(self.lines), len(self.lines[-1]) + 1
        excerpt = excerpt_of(self.lines[line - 1], line, column) if 0 < line <= len(self.lines) else ""
        return Problem(Place(self.name, line, column), field, what, cure, rule, excerpt)


def decode(raw: bytes, name: str) -> tuple[str | None, Lines, list[Problem]]:
    """Turn the bytes of a file into text with LF line ends and no byte order mark.

    The text is None when reading on would be guessing: too large, not UTF-8, an
    unresolved merge, or tabs as indentation.
    """
    unreadable = Lines(name)
    if len(raw) > LARGEST_FILE:
        what = f"file is {len(raw):,} bytes; the limit is {LARGEST_FILE:,}"
        return None, unreadable, [unreadable.problem(1, 1, what, "split the record", "file-too-large")]
    encoding = next((encoding for mark, encoding in _UTF_16_OR_32 if raw.startswith(mark)), None)
    if encoding is None and raw.count(0) * 3 > len(raw):
        encoding = "UTF-16"
    if encoding:
        what = f"file is saved as {encoding}"
        return None, unreadable, [unreadable.problem(1, 1, what, "save it as UTF-8", "not-utf-8")]
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, unreadable, [_not_utf_8(raw, error.start, unreadable)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _clean(text, Lines(name, tuple(text.split("\n"))))


def where(text: str, index: int) -> tuple[int, int]:
    """Give line and column, from 1, of an index into a text."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)


def describe(character: str) -> tuple[str, str]:
    """Say what an unseen character is and what to do about it."""
    code = f"U+{ord(character):04X}"
    named = f"{code} {unicodedata.name(character, '')}".strip()
    if character in "\u2028\u2029":
        return f"line-separator character {code}", "press Enter instead"
    if character == "\ufffd":
        return f"replacement character {code}: a letter was lost here", "type the letter again"
    category = unicodedata.category(character)
    if category == "Cc":
        kind = f"control character {code}"
    elif character in _BIDIRECTIONAL:
        kind = f"bidirectional control character {named}"
    elif category == "Cf":
        kind = f"invisible character {named}"
    else:
        return f"character {code} that only one program or font can show", "type it again or delete it"
    return kind, "delete it; it can hide or reorder text"


def _clean(text: str, lines: Lines) -> tuple[str | None, Lines, list[Problem]]:
    """Note every unwelcome character and mend what can be mended with certainty."""
    if any(sign in text for sign in _CONFLICT_SIGNS) and (found := _CONFLICT.search(text)):
        what, cure = "unresolved git merge conflict", "keep one of the two versions and delete the marker lines"
        return None, lines, [lines.problem(*where(text, found.start()), what, cure, "merge-conflict")]
    # Nearly every file is clean: three quick looks decide that.
    has_odd_space = not text.isascii() and _HAS_ODD_SPACE.search(text)
    if "\t" not in text and not has_odd_space and not UNSEEN.search(text):
        return text, lines, []
    text = _BLANK_WITH_TAB.sub("", text)
    problems = [
        lines.problem(*where(text, index), *words) for index, *words in islice(_unwelcome(text), MOST_PROBLEMS + 1)
    ]
    if len(problems) > MOST_PROBLEMS:
        return None, lines, [*problems[:MOST_PROBLEMS], too_many(lines)]
    readable = not _TAB_INDENT.search(text)
    for pattern, _ in _ODD_SPACES:
        text = pattern.sub(lambda odd: odd[1] + " " * len(odd[2]), text)
    text = UNSEEN.sub(_stand_in, text)
    return text if readable else None, lines, problems


def _stand_in(unseen: re.Match[str]) -> str:
    """What is read in place of an unseen character: nothing for an invisible one, else one of the same width."""
    if unseen[0] in "\u2028\u2029":
        return " "
    return "" if unicodedata.category(unseen[0]) in ("Cc", "Cf") else "?"


def _unwelcome(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Every unwelcome character: its index, what it is, the cure, the rule."""
    for tab in _TAB_INDENT.finditer(text):
        yield tab.start(1), "tab used for indentation", "use ordinary spaces", "tab-indentation"
    for pattern, use in _ODD_SPACES:
        for odd in pattern.finditer(text):
            what = f"non-breaking or odd space U+{ord(odd[2][0]):04X} {use}"
            yield odd.start(2), what, "use ordinary spaces", "odd-space"
    for unseen in UNSEEN.finditer(text):
        yield unseen.start(), *describe(unseen[0]), "unseen-character"


def too_many(lines: Lines) -> Problem:
    """Say that a file has more problems than are shown."""
    what = f"more than {MOST_PROBLEMS} problems in this file; only the first are shown"
    return Problem(Place(lines.name), "", what, "mend these first, then check again", "too-many-problems")


def _not_utf_8(raw: bytes, index: int, lines: Lines) -> Problem:
    before = raw[:index].removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = where(before, len(before))
    what = f"byte 0x{raw[index]:02X} is not UTF-8"
    likely = raw[index : index + 1].decode("cp1252", "replace")
    if likely != "\ufffd":
        what += f" (looks like Windows-1252 '{likely}')"
    return lines.problem(line, column, what, "re-save the file as UTF-8", "not-utf-8")
