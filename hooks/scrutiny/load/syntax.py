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

from scrutiny.load.slips import (
    TAB,
    UNDER_A_BAR,
    WHOLE_IN_QUOTES,
    Fault,
    bullet,
    cut,
    document_mark,
    does_not_line_up,
    how_to_close,
    merge_conflict,
    no_name,
    refused_sign,
    slip,
)

_NAME_AND_VALUE = re.compile(r"^\s*(?:- +)*([^\s:#'\"][^:]*):\s+(\S.*?)\s*$")
_BOLD_NAME = re.compile(r"\*+([^\W\d][\w -]*?)\*+(?=:)|\*+([^\W\d][\w -]*?):\*+")
_SECOND_NAME = re.compile(r"(?::\s+[^\s:]+|,) ([a-z][a-z_]+)$")
_CLOSING = {"{": "}", "[": "]"}


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


def _in_quotes(lost: _Lost) -> Fault:
    if "end of stream" in lost.problem or "document" in lost.problem:
        what = "a quotation mark is opened and never closed"
        return Fault(*lost.opening, what, how_to_close(lost.rest(lost.opening).rstrip()), "unclosed-quote")
    what = 'a "\\" inside "…" starts a code that is not known'
    return Fault(*lost.place, what, "put the value in '…', or write the backslash twice", "unknown-escape")


def _bad_start(lost: _Lost) -> Fault:
    sign = lost.rest(lost.place)[:1]
    if sign == "\t":
        return _tab(lost)
    if not lost.line[: lost.place[1] - 1].strip():
        cure = "delete the lines of ```" if lost.rest(lost.place).startswith("```") else 'write "name: value"'
        return Fault(*lost.place, f"a line cannot start with '{sign}'", cure, "not-name-value")
    return Fault(*lost.place, f"a value cannot start with '{sign}'", WHOLE_IN_QUOTES, "value-start")


def _tab(lost: _Lost) -> Fault:
    return Fault(*lost.place, *TAB)


def _sign(lost: _Lost) -> Fault:
    line, column = lost.opening
    rest = lost.rest(lost.opening)
    if lost.rest((line, 1))[: column - 1].strip() in ("", "-") and rest.startswith("*"):
        if bold := _BOLD_NAME.match(rest):
            cure = f'write "{bold[1] or bold[2]}: …"'
            return Fault(line, column, "a name stands without asterisks", cure, "not-name-value")
        if rest[1:2] in (" ", ""):
            return bullet(line, column, "*")
    return refused_sign(*lost.opening, lost.rest(lost.opening).split(" ")[0])


def _block_text(lost: _Lost) -> Fault:
    line, column = lost.opening
    sign = lost.rest(lost.opening)[:1]
    if column == 1 and lost.line.startswith("|" * 7):
        return merge_conflict(line, column)
    if not lost.rest((line, 1))[: column - 1].strip():
        cure = 'delete it (an e-mail puts ">" before what it quotes)' if sign == ">" else 'write "name: value"'
        return Fault(line, column, f"a line cannot start with '{sign}'", cure, "not-name-value")
    if "indent" in lost.problem or "spaces" in lost.problem:
        cure = "indent all its lines alike, and the first one not more than the others"
        return Fault(*lost.place, "the lines of this text do not line up", cure, "block-text")
    cure = "start the text on the next line, indented, or put the whole value in quotes"
    return Fault(*lost.opening, f'text after "{sign}" on the same line', cure, "block-text")


def _list_as_value(lost: _Lost) -> Fault:
    cure = "start the list on the next line, or put the whole value in quotes"
    return Fault(*lost.place, 'a value cannot start with "- "', cure, "value-start")


def _question_mark(lost: _Lost) -> Fault:
    return Fault(*lost.place, 'a value cannot start with "? "', WHOLE_IN_QUOTES, "value-start")


def _second_colon(lost: _Lost) -> Fault:
    (line, column), last = lost.place, lost.last
    first = last.start_mark.line + 1 if last is not None and not last.style else line
    for number in range(first, line):
        if fault := slip(number, lost.lines[number - 1]):
            return fault
    pair = _NAME_AND_VALUE.match(lost.line)
    if pair and pair.end(1) < column - 1:
        value = cut(pair[2])
        if len(value) > 1 and value[0] in "“„" and value[-1] in "”“":
            value = value[1:-1]
        # Quotes inside quotes would be the next problem: choose marks that are not in the value.
        quoted = f"'{value}'" if '"' in value and "'" not in value else '"' + value.replace('"', "'") + '"'
        what = 'a second ":" on the line (or the line before has no value of its own)'
        cure = f"{WHOLE_IN_QUOTES}: {pair[1]}: {quoted}"
        if second := _SECOND_NAME.search(lost.line[: column - 1]):
            cure = f'begin a new line before "{second[1]}:", or {cure}'
        return Fault(line, column, what, cure, "second-colon")
    start = len(lost.line) - len(lost.line.lstrip()) + 1
    name = lost.line[start - 1 : column - 1].removeprefix("- ")
    what = f'"{cut(name)}:" is indented under a line that already has a value'
    return Fault(line, start, what, f"line it up with the names above; for a long text {UNDER_A_BAR}", "indentation")


def _no_colon(lost: _Lost) -> Fault:
    line, column = lost.opening
    text = lost.rest((line, 1))
    if fault := slip(line, text):
        return fault
    # The last line has no end: what is written may have been cut off there.
    return no_name(line, column, text, is_last=line == len(lost.lines))


def _missing_entry(lost: _Lost) -> Fault:
    sign = lost.rest(lost.place)[:1]
    if "flow" in lost.context:
        cure = "write the entry, or put the whole value in quotes"
        return Fault(*lost.place, f'an entry is missing before "{sign}"', cure, "brackets")
    return Fault(*lost.place, f"a value cannot start with '{sign}'", WHOLE_IN_QUOTES, "value-start")


def _in_brackets(lost: _Lost) -> Fault:
    bracket = lost.rest(lost.opening)[:1]
    closing = _CLOSING.get(bracket, "]")
    if lost.rest(lost.place)[:1] in _CLOSING.values() and lost.rest(lost.place)[:1] != closing:
        what = f'a "{bracket}" is closed by "{lost.rest(lost.place)[:1]}"'
        return Fault(*lost.place, what, f'close it with "{closing}", or put the whole value in quotes', "brackets")
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
            return Fault(*start, what, f"add the closing quotation mark, or {UNDER_A_BAR}", "unclosed-quote")
        inside = (
            "inside '…' write an apostrophe twice ('')"
            if last.style == "'"
            else 'inside "…" write a quotation mark as \\"'
        )
        cure = f"{inside}, or {UNDER_A_BAR}"
        if not lost.line.rstrip().endswith(last.style):
            around = "'…'" if last.style == '"' else '"…"'
            cure = f"put the whole value in {around}, or {UNDER_A_BAR}"
        return Fault(line, column, "text after a closing quotation mark", cure, "text-after-quote")
    if before.endswith(("]", "}")):
        opened, noun = ("[", "a list") if before[-1] == "]" else ("{", "a group")
        what = f"text after a closing {before[-1]}: a value that starts with {opened} is read as {noun}"
        return Fault(line, column, what, WHOLE_IN_QUOTES, "brackets")
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
