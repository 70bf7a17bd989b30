"""What libyaml could not read, said in the words of the person who wrote it.

libyaml names grammar ("did not find expected key") and points to where it gave up,
often far below the slip. Each message is turned into the likely slip, its place and
its cure. Both the C parser's wording and that of PyYAML's own parser are understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import yaml

_MISSING_SPACE = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*):(?!//)(?=\S)")
_NAME_AND_VALUE = re.compile(r"^\s*(?:- +)*([^\s:#'\"][^:]*):\s+(\S.*?)\s*$")
_DASH_STUCK = re.compile(r"\s*-[^\s-]")
_WIDEST_QUOTE = 60
_DOCUMENT_MARK = '"---", "..." and "%" lines are not used in these files'
_WHOLE_IN_QUOTES = "put the whole value in quotes"


class Fault(NamedTuple):
    """One thing that cannot be read: its place from 1, the slip, the cure, the rule."""

    line: int
    column: int
    what: str
    cure: str
    rule: str


def explain(error: yaml.YAMLError, lines: tuple[str, ...], last: Any) -> Fault:
    """Name the slip behind a parser error; `last` is the last scalar read before it."""
    problem_mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    lost = _Lost(
        problem=str(getattr(error, "problem", None) or error),
        context=str(getattr(error, "context", None) or ""),
        lines=lines,
        place=_place(problem_mark or context_mark),
        opening=_place(context_mark or problem_mark),
        last=last,
    )
    if "quoted scalar" in lost.context:
        return _in_quotes(lost)
    line = lost.place[0]
    for number in (1, line - 1, line):
        if 0 < number <= len(lines) and lines[number - 1].startswith("%"):
            return document_mark(number)
    for phrase, say in _SLIPS.items():
        if phrase in lost.problem or phrase in lost.context:
            return say(lost)
    cure = "compare the line with the lines around it"
    return Fault(*lost.place, f"cannot be read ({lost.problem})", cure, "not-readable")


def document_mark(line: int) -> Fault:
    """Refuse a line that starts or ends a YAML document."""
    return Fault(line, 1, _DOCUMENT_MARK, "one record per file, from the first line", "document-mark")


def refused_sign(line: int, column: int, word: str) -> Fault:
    """Refuse an anchor, an alias or a tag; `word` starts with its sign."""
    sign = word[:1]
    noun, rule = {"&": ("anchors", "anchor"), "*": ("aliases", "alias")}.get(sign, ("tags", "tag"))
    note = " (a bullet or bold)" if sign == "*" else ""
    # A tag is known by its full name where libyaml has resolved it; the file shows "!".
    sign = sign if sign in "&*" else "!"
    return Fault(
        line, column, f"{noun} ({_cut(word)}) are not allowed", f'if "{sign}" is text{note}, {_WHOLE_IN_QUOTES}', rule
    )


def missing_space(line: int, text: str) -> Fault | None:
    """Find `name:value` written without the space that makes it a name and a value."""
    found = _MISSING_SPACE.match(text)
    if not found:
        return None
    return Fault(
        line, found.end() + 1, f'a space is missing after "{found[1]}:"', f'write "{found[1]}: …"', "missing-space"
    )


def does_not_line_up(line: int, column: int) -> Fault:
    """Refuse a line that belongs to nothing above it."""
    what = "indentation does not line up with the lines above"
    return Fault(line, column, what, 'start the line exactly under the name or "-" it belongs with', "indentation")


class _Lost(NamedTuple):
    """Where the parser lost the thread."""

    problem: str
    context: str
    lines: tuple[str, ...]
    place: tuple[int, int]
    """Where it gave up."""
    opening: tuple[int, int]
    """Where what it was reading begins."""
    last: Any

    @property
    def line(self) -> str:
        """The line where it gave up."""
        return self.lines[self.place[0] - 1] if self.place[0] <= len(self.lines) else ""

    def rest(self, place: tuple[int, int]) -> str:
        """The rest of a line from a place on."""
        line, column = place
        return self.lines[line - 1][column - 1 :] if line <= len(self.lines) else ""


def _place(mark: Any) -> tuple[int, int]:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST_QUOTE else text[: _WIDEST_QUOTE - 1] + "…"


def _in_quotes(lost: _Lost) -> Fault:
    if "end of stream" in lost.problem or "document" in lost.problem:
        what = "a quotation mark is opened and never closed"
        return Fault(*lost.opening, what, "add the closing quotation mark", "unclosed-quote")
    what = 'a "\\" inside "…" starts a code that is not known'
    return Fault(*lost.place, what, "put the value in '…', or write the backslash twice", "unknown-escape")


def _bad_start(lost: _Lost) -> Fault:
    sign = lost.rest(lost.place)[:1]
    if sign == "\t":
        return _tab(lost)
    if not lost.line[: lost.place[1] - 1].strip():
        return Fault(*lost.place, f"a line cannot start with '{sign}'", 'write "name: value"', "not-name-value")
    return Fault(*lost.place, f"a value cannot start with '{sign}'", _WHOLE_IN_QUOTES, "value-start")


def _tab(lost: _Lost) -> Fault:
    return Fault(*lost.place, "tab used for indentation", "use ordinary spaces", "tab-indentation")


def _sign(lost: _Lost) -> Fault:
    return refused_sign(*lost.opening, lost.rest(lost.opening).split(" ")[0])


def _block_text(lost: _Lost) -> Fault:
    sign = lost.rest(lost.opening)[:1]
    cure = "start the text on the next line, indented, or put the whole value in quotes"
    return Fault(*lost.opening, f'text after "{sign}" on the same line', cure, "block-text")


def _list_as_value(lost: _Lost) -> Fault:
    cure = "start the list on the next line, or put the whole value in quotes"
    return Fault(*lost.place, 'a value cannot start with "- "', cure, "value-start")


def _question_mark(lost: _Lost) -> Fault:
    return Fault(*lost.place, 'a value cannot start with "? "', _WHOLE_IN_QUOTES, "value-start")


def _second_colon(lost: _Lost) -> Fault:
    (line, column), last = lost.place, lost.last
    first = last.start_mark.line + 1 if last is not None and not last.style else line
    for number in range(first, line):
        if fault := missing_space(number, lost.lines[number - 1]):
            return fault
    pair = _NAME_AND_VALUE.match(lost.line)
    if pair and pair.end(1) < column - 1:
        value = _cut(pair[2])
        # Quotes inside quotes would be the next problem: choose marks that are not in the value.
        quoted = f"'{value}'" if '"' in value and "'" not in value else '"' + value.replace('"', "'") + '"'
        what = 'a second ":" on the line (or the line before has no value of its own)'
        return Fault(line, column, what, f"{_WHOLE_IN_QUOTES}: {pair[1]}: {quoted}", "second-colon")
    start = len(lost.line) - len(lost.line.lstrip()) + 1
    name = lost.line[start - 1 : column - 1].removeprefix("- ")
    what = f'"{_cut(name)}:" is indented under a line that already has a value'
    return Fault(line, start, what, "line it up with the names above; for a long text use a | block", "indentation")


def _no_colon(lost: _Lost) -> Fault:
    line, column = lost.opening
    text = lost.rest((line, 1))
    if fault := missing_space(line, text):
        return fault
    if _DASH_STUCK.match(text):
        return Fault(line, column, 'a space is missing after "-"', 'write "- …"', "missing-space")
    cure = 'write a name and ":" in front, or indent it under the text it continues'
    return Fault(line, column, 'the line is not "name: value"', cure, "not-name-value")


def _missing_entry(lost: _Lost) -> Fault:
    sign = lost.rest(lost.place)[:1]
    if "flow" in lost.context:
        cure = "write the entry, or put the whole value in quotes"
        return Fault(*lost.place, f'an entry is missing before "{sign}"', cure, "brackets")
    return Fault(*lost.place, f"a value cannot start with '{sign}'", _WHOLE_IN_QUOTES, "value-start")


def _in_brackets(lost: _Lost) -> Fault:
    bracket = lost.rest(lost.opening)[:1]
    closing = "}" if bracket == "{" else "]"
    if lost.place[0] != lost.opening[0]:
        cure = f'add the closing "{closing}", or put the whole value in quotes'
        return Fault(*lost.opening, f'a "{bracket}" is opened and never closed', cure, "brackets")
    cure = f"put the whole value in quotes, or each entry that has a sign such as : {bracket} {closing} in it"
    return Fault(*lost.place, f'a "," or "{closing}" is missing', cure, "brackets")


def _unexpected(lost: _Lost) -> Fault:
    """Text where nothing more was expected: after a quotation mark or bracket, or out of line."""
    (line, column), last = lost.place, lost.last
    before = lost.line[: column - 1].rstrip()
    if before and last is not None and last.style in ("'", '"') and _place(last.end_mark) == (line, len(before) + 1):
        start = _place(last.start_mark)
        if start[0] != line:
            what = f"a quotation mark is opened here and closed only on line {line}"
            return Fault(*start, what, "add the closing quotation mark, or use a | block", "unclosed-quote")
        inside = (
            "inside '…' write an apostrophe twice ('')"
            if last.style == "'"
            else 'inside "…" write a quotation mark as \\"'
        )
        cure = f"{inside} or use a | block"
        return Fault(line, column, "text after a closing quotation mark", cure, "text-after-quote")
    if before.endswith(("]", "}")):
        opened, noun = ("[", "a list") if before[-1] == "]" else ("{", "a group")
        what = f"text after a closing {before[-1]}: a value that starts with {opened} is read as {noun}"
        return Fault(line, column, what, _WHOLE_IN_QUOTES, "brackets")
    if lost.line[column - 1 : column] == ":":
        return Fault(line, column, 'a name is missing before ":"', 'write "name: value"', "not-name-value")
    return does_not_line_up(line, column)


#: Phrases of the two parsers, first match first, and what lies behind them.
_SLIPS: dict[str, Callable[[_Lost], Fault]] = {
    "cannot start any token": _bad_start,
    "scanning an anchor": _sign,
    "scanning an alias": _sign,
    "parsing a tag": _sign,
    "scanning a tag": _sign,
    "tag handle": _sign,
    "block scalar": _block_text,
    "entries are not allowed": _list_as_value,
    "keys are not allowed": _question_mark,
    "values are not allowed": _second_colon,
    "could not find expected ':'": _no_colon,
    "node content": _missing_entry,
    "parsing a flow": _in_brackets,
    "tab character": _tab,
    "expected": _unexpected,
}
