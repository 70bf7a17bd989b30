"""Slips, and how each is said: a space left out, a bullet of Word, a sign in place of ":", a sign of YAML."""

from __future__ import annotations

import re
from typing import NamedTuple

_MISSING_SPACE = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*):(?!//)(?=\S)")
_DASH_STUCK = re.compile(r"^\s*(?:- +)*-(?=[^\s-])")
#: Signs that Word, a web page or an e-mail puts where a list wants "- ".
BULLETS = "•·∙●○◦▪▫■□‣⁃*+–—‒―−→➢✓✔"
BULLET = re.compile(rf"^\s*(?:- +)*([{re.escape(BULLETS)}])(?=\s|$)")
#: The same, and what numbers a list.
LISTED = re.compile(
    rf"([{re.escape(BULLETS)}]|o|--|\d{{1,3}}[.)]|\(?[a-z]{{1,4}}[.)]|\(\d{{1,3}}\))\s+(?=\S)", re.IGNORECASE
)
_ADDED = re.compile(r"\+ *(?:- +)*[^\W\d][\w-]*:(?:\s|$)|\+ +- ")
_TWO_CELLS = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*)\t+[^\t]+$")
#: Signs that look like the colon of the keyboard.
ODD_COLONS = "：﹕︰∶꞉ː"
_ODD_COLON = re.compile(rf"^\s*(?:- +)*([^\W\d][\w-]*)\s*([{ODD_COLONS}])")
_OTHER_SIGN = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*)\s*(=|;|:=|=>|->|→)\s")
_ONLY_SIGNS = re.compile(r"^\s*[=\-_*~#+.–—]{3,}\s*$")
_NOTE = re.compile(r"^\s*(//|/\*|<!--|;|--\s|'{3}|REM\b)")
_QUOTED_LINE = re.compile(r"^\s*(?:- +)*[\"'][^\W\d][\w-]*:\s")
_ONE_WORD = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*)\s*$")
CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?= |$)", re.MULTILINE)
"""A line of git's between two versions."""
_OTHER_QUOTES = "“”„‟’‘‚‛«»`´″′\"'"
_LONGEST = 60
WHOLE_IN_QUOTES = "put the whole value in quotes"
"""The commonest cure."""
TAB = "a tab stands before the first word of the line", "put ordinary spaces in its place", "tab-indentation"
"""What is wrong with a tab there, the cure and the rule."""
UNDER_A_BAR = 'write "|" and put the text on the next line, indented'
"""The cure for a long text, whatever signs it has."""
_SIGNS = {
    "&": ("anchor", f'{WHOLE_IN_QUOTES}; without, "&" names a part of the file that is to be copied elsewhere'),
    "*": (
        "alias",
        f'delete the asterisks of a bullet or of bold, or {WHOLE_IN_QUOTES}; without, "*" copies another part here',
    ),
    "!": ("tag", f'{WHOLE_IN_QUOTES}; without, "!" tells a program what to make of the value'),
}
"""Each sign of YAML that a record does without: its rule and the cure."""


class Fault(NamedTuple):
    """One thing that cannot be read: its place from 1, the slip, the cure, the rule."""

    line: int
    column: int
    what: str
    cure: str
    rule: str


def slip(line: int, text: str) -> Fault | None:
    """Find the slip in a line that YAML took for a text."""
    if CONFLICT.match(text):
        return merge_conflict(line, 1)
    if _ADDED.match(text):
        return Fault(
            line, 1, 'a line cannot start with "+"', 'delete it: a patch puts "+" before what is new', "not-name-value"
        )
    if found := BULLET.match(text):
        return bullet(line, found.start(1) + 1, found[1])
    if found := _DASH_STUCK.match(text):
        return Fault(line, found.end(), 'a space is missing after "-"', 'write "- …"', "missing-space")
    if found := _ODD_COLON.match(text):
        what = f'"{found[2]}" is not the ":" of the keyboard'
        return Fault(line, found.start(2) + 1, what, f'write "{found[1]}: …"', "not-name-value")
    if fault := missing_space(line, text):
        return fault
    if found := _OTHER_SIGN.match(text):
        what = f'"{found[2]}" stands in place of ":"'
        return Fault(line, found.start(2) + 1, what, f'write "{found[1]}: …"', "not-name-value")
    return None


def missing_space(line: int, text: str) -> Fault | None:
    """Find `name:value` written without the space that makes it a name and a value."""
    found = _MISSING_SPACE.match(text)
    if not found:
        return None
    return Fault(
        line, found.end() + 1, f'a space is missing after "{found[1]}:"', f'write "{found[1]}: …"', "missing-space"
    )


def bullet(line: int, column: int, sign: str) -> Fault:
    """Refuse a bullet in place of the hyphen of a list."""
    what = f'"{sign}" does not begin an entry of a list'
    return Fault(line, column, what, 'write "- " (a hyphen and a space) in its place', "bullet")


def merge_conflict(line: int, column: int) -> Fault:
    """Refuse what git leaves where two people changed the same lines."""
    cure = "keep one of the two versions and delete the marker lines"
    return Fault(line, column, "unresolved git merge conflict", cure, "merge-conflict")


def document_mark(line: int) -> Fault:
    """Refuse a line that starts or ends a YAML document."""
    return Fault(
        line,
        1,
        '"---", "..." and "%" lines are not used in these files',
        "one record per file, from the first line",
        "document-mark",
    )


def refused_sign(line: int, column: int, word: str) -> Fault:
    """Refuse an anchor, an alias or a tag; `word` starts with its sign."""
    # A tag is known by its full name, without the sign, where libyaml has resolved it.
    sign = word[:1] if word[:1] in _SIGNS else "!"
    rule, cure = _SIGNS[sign]
    return Fault(line, column, f"a value cannot start with '{sign}'", cure, rule)


def does_not_line_up(line: int, column: int) -> Fault:
    """Refuse a line that belongs to nothing above it."""
    what = "this line begins too far to the left or to the right"
    cure = 'put spaces before it or take some away, until it begins exactly under the name or "-" it belongs with'
    return Fault(line, column, what, cure, "indentation")


def how_to_close(opened: str) -> str:
    """Say how a quotation mark is closed; `opened` is the rest of its line, from the mark on."""
    mark, end = opened[:1], opened[-1:]
    if mark == '"' and opened.endswith('\\"'):
        return "the \"\\\" before the last mark keeps it open: put the value in '…', or write the backslash twice"
    if len(opened) > 1 and end != mark and end in _OTHER_QUOTES:
        return f"close it with {mark} and not with {end}"
    if mark == "'":
        return 'add the closing quotation mark, or put the whole value in "…" if it is an apostrophe'
    return "add the closing quotation mark"


def no_name(line: int, column: int, text: str, *, is_last: bool) -> Fault:
    """Say why a line that is not "name: value" may stand there."""
    what = 'the line is not "name: value"'
    cure = 'write a name and ":" in front, or indent it under the text it continues'
    if _ONLY_SIGNS.match(text):
        cure = 'delete it, or begin it with "# "'
    elif _NOTE.match(text):
        cure = 'a note begins with "# "'
    elif _QUOTED_LINE.match(text):
        cure = "take away the quotation marks round the whole line"
    elif text.lstrip().startswith("```"):
        cure = "delete the lines of ```"
    elif found := _TWO_CELLS.match(text):
        cure = f'write "{cut(found[1])}: …", with a colon in place of the tab'
    elif "\t" in text.strip():
        cure = 'it looks like a row of a table: write each cell as "name: value" on a line of its own'
    elif found := _ONE_WORD.match(text):
        cure = f'write "{cut(found[1])}:" with a colon, or indent it under the text it continues'
    if is_last:
        what, cure = f"{what}, and the file ends in it", f"if the file was cut off, get the whole again; else {cure}"
    return Fault(line, column, what, cure, "not-name-value")


def cut(text: str) -> str:
    """Shorten what is quoted from a file."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
