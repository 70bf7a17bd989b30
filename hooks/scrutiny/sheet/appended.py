"""Updates added to the text of a record's file; every other byte of it stays as it is.

Where they belong is found from the places that reading the file gives. The proof that it was the right place is to
read the new text: it must say exactly what the old one said, and the new updates after the old ones.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from scrutiny.load import Document, Tree, read_document
from scrutiny.sheet.news import Entry
from scrutiny.write import record_text

MOST_TRIES = 200
"""Places tried in a list written with square brackets, whose end only reading can tell."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DASH = re.compile(r"( *)-(?:\s|$)")
_MARK = "\ufeff"


def with_updates(raw: bytes, name: str, entries: Sequence[Entry]) -> bytes | None:
    """Return the bytes of a record's file with updates added at the end of its ``updates:``.

    None where there is no safe place: the file has problems, or is written in a way in which none was found.
    """
    document = read_document(raw, name)
    if document.tree is None or document.problems:
        return None
    told = document.tree.get("updates", [])
    if not isinstance(told, list):
        return None
    wanted = {**document.tree, "updates": [*told, *entries]}
    for text in islice(_candidates(raw.decode("utf-8"), document, entries), MOST_TRIES):
        written = text.encode("utf-8")
        again = read_document(written, name)
        if again.tree == wanted and not again.problems:
            return written
    return None


def _candidates(text: str, document: Document, entries: Sequence[Entry]) -> Iterator[str]:
    lines = _LINE.findall(text)
    end = next((ending for ending in ("\r\n", "\n", "\r") if ending in text), "\n")
    told = (document.tree or {}).get("updates")
    if told is None:
        yield _joined(lines, len(lines), ["updates:", *_block(entries, 2, 2)], end, apart=True)
        return
    _, _, line, column = document.marks["updates",]
    start = sum(map(len, lines[: line - 1])) + column - 1 + (line == 1 and text.startswith(_MARK))
    if text[start : start + 1] != "[":
        yield _after_last(lines, document, entries, end)
    elif told:
        yield from _in_brackets(text, start, entries)
    else:
        yield from _instead_of_brackets(text, start, entries, end)


def _after_last(lines: list[str], document: Document, entries: Sequence[Entry], end: str) -> str:
    """Add below the last entry of a list with dashes, indented as the list is."""
    first, column = document.marks["updates", 0][2:]
    name_line = document.marks["updates",][0]
    dash_line = next((n for n in range(name_line, first) if _DASH.match(lines[n])), first - 1)
    found = _DASH.match(lines[dash_line])
    dash = len(found[1]) if found else 2
    width = max(column - 1 - dash, 2)
    later = [mark[0] for path, mark in document.marks.items() if len(path) == 1 and mark[0] > name_line]
    at = min(later) - 1 if later else len(lines)
    while at > name_line and _is_beside(lines[at - 1], dash):
        at -= 1
    return _joined(lines, at, _block(entries, dash, width, _gap(lines, document, dash)), end)


def _gap(lines: Sequence[str], document: Document, dash: int) -> bool:
    """Tell whether the officer leaves a line free between updates."""
    told = (document.tree or {})["updates"]
    last = document.marks["updates", len(told) - 1][0] - 1
    while last and not (_DASH.match(lines[last]) and lines[last].index("-") == dash):
        last -= 1
    return len(told) > 1 and not lines[last - 1].strip()


def _is_beside(line: str, dash: int) -> bool:
    """Tell whether a line is blank, or a comment that stands no deeper than the list: not a part of its last entry."""
    inside = line.lstrip(" ")
    return not line.strip() or (inside.startswith("#") and len(line) - len(inside) <= dash)


def _instead_of_brackets(text: str, start: int, entries: Sequence[Entry], end: str) -> Iterator[str]:
    """Write a list with dashes in place of an empty ``[]``, below the line that had it."""
    for close in re.finditer(r"\]", text[start:]):
        before, after = text[:start].rstrip(" "), text[start + close.end() :]
        lines = _LINE.findall(before + after)
        line = len(_LINE.findall(before))
        yield _joined(lines, line, _block(entries, 2, 2), end)


def _in_brackets(text: str, start: int, entries: Sequence[Entry]) -> Iterator[str]:
    """Write into a list with brackets, before the one that closes it."""
    flow = ", ".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    closing = [start + close.start() for close in re.finditer(r"\]", text[start:])]
    for at in reversed(closing):
        body = text[:at].rstrip()
        for comma in ("," if not body.endswith(",") else "", ""):
            yield f"{body}{comma} {flow}{text[len(body) : at]}{text[at:]}"


def _joined(lines: Sequence[str], at: int, new: Sequence[str], end: str, *, apart: bool = False) -> str:
    """Put new lines before the line ``at``; ``apart`` leaves a line free above them."""
    before = "".join(lines[:at])
    if before and not before.endswith(("\n", "\r")):
        before += end
    if apart and lines and lines[-1].strip():
        before += end
    return before + "".join(line + end for line in new) + "".join(lines[at:])


def _block(entries: Sequence[Entry], dash: int, width: int, gap: bool = False) -> list[str]:  # noqa: FBT001, FBT002
    """Write entries as a list whose dashes stand after ``dash`` spaces, its names ``width`` further."""
    written: list[str] = []
    for entry in entries:
        # The writer indents by two and writes "- " before the first name.
        lines = [line[4:] for line in record_text({"updates": [_as_written(entry)]}).splitlines()[1:]]
        if gap:
            written.append("")
        written.append(" " * dash + "-" + " " * (width - 1) + lines[0])
        written += [" " * (dash + width) + line for line in lines[1:]]
    return written


def _as_written(entry: Entry) -> dict[str, Tree]:
    return {name: value if isinstance(value, str) else [dict(each) for each in value] for name, value in entry.items()}
