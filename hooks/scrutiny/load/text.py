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
from itertools import chain, islice

from scrutiny.load.broken import broken_letters
from scrutiny.load.foreign import foreign
from scrutiny.load.slips import CONFLICT, TAB, merge_conflict
from scrutiny.problem import Place, Problem, excerpt_of

#: Longest file read, in bytes. A record of a long meeting has about 100,000.
LARGEST_FILE = 1_048_576

#: A file is given up after so many problems: more would bury the first ones.
MOST_PROBLEMS = 100

#: Characters with no place in a record: control, bidirectional, invisible, private use, two letters in one sign.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ud800-\udfff\ue000-\uf8ff\ufb00-\ufb06\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff]"
)
#: Characters by which Word, a PDF or a mainframe breaks a line.
_LINE_BREAKS = "\x0b\x0c\x85"

_MAC_MARKS = frozenset(bytes((byte,)) for byte in range(0xD0, 0xD6))
_BIDIRECTIONAL = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Spaces that only look like one.
ODD_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_HAS_ODD_SPACE = re.compile(f"[{ODD_SPACE}]")
ODD_SPACES = (
    (re.compile(f"^([ \t]*)([{ODD_SPACE}][ {ODD_SPACE}]*)", re.MULTILINE), "at the beginning of the line"),
    (re.compile(f"^( *(?:- +)*(?:[\\w.-]+:|-))([{ODD_SPACE}]+)", re.MULTILINE), 'after ":" or "-"'),
    (re.compile(f"^( *(?:- +)*[\\w.-]+)([{ODD_SPACE}]+)(?= *:(?: |$))", re.MULTILINE), 'before ":"'),
)
"""Where such a space is no part of a text: what stands before it and itself, as groups 1 and 2, and the place."""
_TAB_INDENT = re.compile(r"^ *(\t)", re.MULTILINE)
_BLANK_WITH_TAB = re.compile(r"^(?= *\t)[ \t]+$", re.MULTILINE)
#: Words that quote the file: spaces that only look like one are left, so that they can be copied.
_UNPRINTABLE = re.compile(f"[\n\t]|{UNSEEN.pattern}")
_LONGEST_WORDS = 700
_LONGEST_FIELD = 160
_PLAIN_SIGNS = b"\n" + bytes(range(0x20, 0x7F))
_CONFLICT_SIGNS = ("<<<<<<<", "=======", ">>>>>>>")
UTF_16_OR_32 = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)
"""How a file of another encoding of Unicode begins."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one file as its writer sees them, to show in problems."""

    name: str
    """Path of the file as problems print it."""
    lines: tuple[str, ...] = ()
    """The lines without their ends; none when the bytes cannot be decoded."""

    def problem(self, line: int, column: int, what: str, cure: str, rule: str, field: str = "") -> Problem:
        """Make a problem at a place in this file, with its excerpt where there is a line; its words are one line."""
        if self.lines and line > len(self.lines):
            # The parser may count a line after the last.
            line, column = len(self.lines), len(self.lines[-1]) + 1
        excerpt = excerpt_of(self.lines[line - 1], line, column) if 0 < line <= len(self.lines) else ""
        what, cure, field = (
            _one_line(what, _LONGEST_WORDS),
            _one_line(cure, _LONGEST_WORDS),
            _one_line(field, _LONGEST_FIELD),
        )
        return Problem(Place(self.name, line, column), field, what, cure, rule, excerpt)


def _one_line(words: str, longest: int) -> str:
    """What a file says may break a line, steer a terminal or be as long as the file; what is said of it may not."""
    if not words.isprintable():
        words = _UNPRINTABLE.sub(lambda found: " " if found[0] in "\n\t" else _stand_in(found) or "\ufffd", words)
    half = longest // 2
    return words if len(words) <= longest else f"{words[:half]}…{words[-half:]}"


def decode(raw: bytes, name: str) -> tuple[str | None, Lines, list[Problem]]:
    """Turn the bytes of a file into text with LF line ends and no byte order mark.

    The text is None when reading on would be guessing: too large, not UTF-8, an
    unresolved merge, or tabs as indentation.
    """
    unreadable = Lines(name)
    if other := foreign(raw):
        return None, unreadable, [unreadable.problem(1, 1, *other, "foreign-file")]
    if len(raw) > LARGEST_FILE:
        what = f"file is {len(raw):,} bytes; the limit is {LARGEST_FILE:,}"
        return None, unreadable, [unreadable.problem(1, 1, what, "split the record", "file-too-large")]
    encoding = next((encoding for mark, encoding in UTF_16_OR_32 if raw.startswith(mark)), None)
    if encoding is None and raw.count(0) * 3 > len(raw):
        encoding = "UTF-16"
    if encoding:
        what = f"file is saved as {encoding}"
        return None, unreadable, [unreadable.problem(1, 1, what, "save it as UTF-8", "not-utf-8")]
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return None, unreadable, [_not_utf_8(raw, error, unreadable)]
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
    if character in _LINE_BREAKS:
        return f"line-break character {code}", "press Enter instead"
    if character == "\ufffc":
        return f"character {code} in place of a picture that was not copied", "delete it"
    if letters := _letters_in(character):
        return (
            f'"{character}" is one sign for the letters "{letters}", so that no search finds them',
            f'type "{letters}"',
        )
    category = unicodedata.category(character)
    if category == "Cc":
        kind = f"control character {code}"
    elif character in _BIDIRECTIONAL:
        kind = f"bidirectional control character {named}"
    elif category in ("Cf", "Mn", "Lo", "So"):
        kind = f"invisible character {named}"
    else:
        return f"character {code} that only one program or font can show", "type it again or delete it"
    return kind, "delete it; it can hide or reorder text"


def _letters_in(character: str) -> str:
    """The letters of which a ligature is made; nothing for any other character."""
    return unicodedata.normalize("NFKC", character) if "\ufb00" <= character <= "\ufb06" else ""


def _clean(text: str, lines: Lines) -> tuple[str | None, Lines, list[Problem]]:
    """Note every unwelcome character and mend what can be mended with certainty."""
    if any(sign in text for sign in _CONFLICT_SIGNS) and (found := CONFLICT.search(text)):
        return None, lines, [lines.problem(*merge_conflict(*where(text, found.start())))]
    # Nearly every file is clean. What may be unwelcome is never a plain sign, and the others are soon looked through.
    few = text.encode().translate(None, _PLAIN_SIGNS).decode()
    if not ("\t" in few or _HAS_ODD_SPACE.search(few) or any(broken_letters(few)) or UNSEEN.search(few)):
        return text, lines, []
    text = _BLANK_WITH_TAB.sub("", text)
    broken = ((index, *_worded(there, meant), "broken-letters") for index, there, meant in broken_letters(text))
    problems = [
        lines.problem(*where(text, index), *words)
        for index, *words in islice(chain(broken, _unwelcome(text)), MOST_PROBLEMS + 1)
    ]
    if len(problems) > MOST_PROBLEMS:
        return None, lines, [*problems[:MOST_PROBLEMS], too_many(lines.name)]
    readable = not _TAB_INDENT.search(text)
    for pattern, _ in ODD_SPACES:
        text = pattern.sub(lambda odd: odd[1] + " " * len(odd[2]), text)
    text = UNSEEN.sub(_stand_in, text)
    return text if readable else None, lines, problems


def _worded(there: str, meant: str) -> tuple[str, str]:
    """Say what a broken letter was."""
    what = f'"{there}" is a broken "{meant}": the text went through the wrong encoding'
    if meant == "\ufeff":
        return f'"{there}" is a broken mark of the file\'s encoding', "delete it"
    return (what, f'write "{meant}"') if meant != "\u00a0" else (what.replace(meant, " "), "write a space")


def _stand_in(unseen: re.Match[str]) -> str:
    """What is read in place of an unseen character: nothing for an invisible one, else one of the same width."""
    if unseen[0] in "\u2028\u2029":
        return " "
    return _letters_in(unseen[0]) or ("" if unicodedata.category(unseen[0]) in ("Cc", "Cf") else "?")


def _unwelcome(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Every unwelcome character: its index, what it is, the cure, the rule."""
    for tab in _TAB_INDENT.finditer(text):
        yield tab.start(1), *TAB
    for pattern, use in ODD_SPACES:
        for odd in pattern.finditer(text):
            what = f"a character that only looks like a space (U+{ord(odd[2][0]):04X}) stands {use}"
            yield odd.start(2), what, "type an ordinary space over it", "odd-space"
    for unseen in UNSEEN.finditer(text):
        yield unseen.start(), *describe(unseen[0]), "unseen-character"


def too_many(file: str) -> Problem:
    """Say that a file has more problems than are shown."""
    what = f"more than {MOST_PROBLEMS} problems in this file; only the first are shown"
    return Problem(Place(file), "", what, "mend these first, then check again", "too-many-problems")


def _not_utf_8(raw: bytes, error: UnicodeDecodeError, lines: Lines) -> Problem:
    index = error.start
    before = raw[:index].removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = where(before, len(before))
    # A single letter of Windows at the very end looks the same; but these three begin nothing there.
    is_cut = error.end - index > 1 or not raw[:index].isascii() or raw[index] in (0xC2, 0xC3, 0xE2)
    if error.reason == "unexpected end of data" and is_cut:
        what, cure = "the file ends in the middle of a character", "it seems to be cut off: get the whole file again"
        return lines.problem(line, column, what, cure, "not-utf-8")
    what = f"byte 0x{raw[index]:02X} is not UTF-8"
    byte = raw[index : index + 1]
    # What a Macintosh writes for quotation marks and dashes are capitals with accents on Windows, rare in English.
    program, encoding = ("Mac Roman", "mac_roman") if byte in _MAC_MARKS else ("Windows-1252", "cp1252")
    likely = byte.decode(encoding, "replace")
    if likely != "\ufffd":
        what += f" (looks like {program} '{likely}')"
    return lines.problem(line, column, what, "re-save the file as UTF-8", "not-utf-8")
