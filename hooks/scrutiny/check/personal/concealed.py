"""What tells of a person is in no message, whatever the message is about: it may end in a public log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from scrutiny.check.personal.found import NOTHING, Kind, masked, pieces
from scrutiny.check.personal.given_names import GIVEN_NAMES
from scrutiny.check.personal.names import bare_names_in
from scrutiny.check.personal.plain import plain
from scrutiny.check.personal.search import found_in
from scrutiny.load import Document
from scrutiny.problem import Problem

_NAMED = re.compile(
    r"^\s*(?:-\s+)*[\"']?(?:by|owners?|role|name|title|actor|attributed_to|released_by|each|to_be_confirmed|stated|roles"
    r"|\w+_by)[\"']?\s*:(?P<value>.*)$"
)
"""A line that names somebody, also where the field is misspelt or holds something else than it should."""
_QUOTED = re.compile(r"""(?<!\w)(['"“])(?P<value>.+?)['"”](?!\w)""")
_TITLED = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx|Messrs|Dr|Prof|Professor|Rev|Revd|Reverend|Sir|Dame|Lady|Fr|Canon|[A-Z])\b")
_SAYS_NO_WORD = frozenset({"name-without-public-role"})
"""Rules whose excerpt is the name itself."""


def conceal(text: str) -> str:
    """Return a text in which everything that tells of a person is masked."""
    found = [each for each in found_in(text) if each.kind is not Kind.AGE]
    return "".join(masked(each.kind, plain(part)) if each else part for part, each in pieces(text, found))


def conceal_lines(text: str) -> str:
    """Return the text of a file in which everything that tells of a person is masked, also in fields for names."""
    return "".join(_line_unnamed(line) for line in conceal(text).splitlines(keepends=True))


def _line_unnamed(line: str) -> str:
    named = _NAMED.match(line.rstrip("\r\n"))
    if not named or not _is_a_name(named["value"]):
        return line
    return f"{line[: named.start('value')]} {NOTHING}{line[named.end('value') :]}"


def without_personal(problems: Iterable[Problem], documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield each problem with what tells of a person masked, and without an excerpt that shows any."""
    files = {document.name: document for document in documents}
    # A broken file may have a hundred problems on one line of a megabyte, which is looked through once.
    clean: dict[tuple[str, int], bool] = {}
    for problem in problems:
        document, line = files.get(problem.place.file), (problem.place.file, problem.place.line or 0)
        if problem.excerpt and document is not None and line not in clean:
            clean[line] = _is_clean(document, line[1])
        shows = problem.excerpt and document is not None and (problem.rule in _SAYS_NO_WORD or not clean[line])
        yield replace(
            problem,
            what=_QUOTED.sub(_unnamed, conceal(problem.what)),
            cure=conceal(problem.cure),
            field=conceal(problem.field),
            excerpt="" if shows else problem.excerpt,
        )


def _unnamed(quoted: re.Match[str]) -> str:
    return f"{quoted[1]}{NOTHING}{quoted[0][-1]}" if _is_a_name(quoted["value"]) else quoted[0]


def _is_a_name(value: str) -> bool:
    """Tell whether a value surely names a person: by an honorific, or by a first name before another."""
    text = plain(value)
    return any(
        text[each.start : each.end].split()[0].lower() in GIVEN_NAMES or _TITLED.match(text, each.start)
        for each in bare_names_in(text)
    )


def _is_clean(document: Document, number: int) -> bool:
    """Tell whether a line has nothing to hide; a number may begin on the line before, or end on the next."""
    lines = document.lines.lines
    if not 0 < number <= len(lines):
        return False
    before = lines[number - 2].strip() if number > 1 else ""
    line = lines[number - 1].strip()
    after = lines[number].strip() if number < len(lines) else ""
    whole, start = f"{before} {line} {after}", len(before) + 1
    for each in found_in(whole):
        if each.kind is not Kind.AGE and each.start < start + len(line) and start < each.end:
            return False
    return not _is_a_name(line)
