"""Slips of a whole line: a space that is missing, a sign in place of ``:`` or ``-``, and lines that are no record.

Left alone: ``1.``, ``(a)`` and ``o`` before an entry (they may be its number or a word), ``=`` and ``;`` in place of
the colon, ``> `` of an e-mail, a second document, and every line that is out of its column: where a line belongs,
its writer alone knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.load.slips import BULLETS, ODD_COLONS
from scrutiny.mend.draft import Draft
from scrutiny.mend.value import known_names
from scrutiny.problem import Problem
from scrutiny.write import Change

# U+F0B7 and U+F0A7 are the bullets of the fonts Symbol and Wingdings, which Word puts before the entries of a list.
_BULLETS = f"{BULLETS}\uf0b7\uf0a7"
_BULLET = re.compile(rf"^( *)([{re.escape(_BULLETS)}])[ \t\u00a0]+(?=\S)")
_NO_SPACE = re.compile(r"^ *(?:- +)*([A-Za-z][\w-]*):(?=[^\s:/])")
_NO_SPACE_AFTER_DASH = re.compile(r"^( *)-(?=[\w\"'(£“‘])")
_ODD_COLON = re.compile(rf"^ *(?:- +)*([A-Za-z][\w-]*)( *[{ODD_COLONS}] *)")
_ENTRY_ABOVE = re.compile(r"^( *)(?:- +\S|(?:- +)*[\w-]+:\s*$)")
_FENCE = re.compile(r"```\w*\s*")
_DOCUMENT_START = re.compile(r"---\s*")
_DOCUMENT_END = re.compile(r"(?:---|\.\.\.)\s*")


def missing_space(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield the space that is missing behind a name's colon or an entry's dash."""
    line = (problem.place.line or 1) - 1
    text = draft.lines[line]
    if (found := _NO_SPACE.match(text)) and found[1].lower() in known_names():
        yield (_insert(draft, line, found.end(), " ", f"a space is put after “{found[1]}:”"),)
    if (found := _NO_SPACE_AFTER_DASH.match(text)) and _is_in_list(draft, line, len(found[1])):
        yield (_insert(draft, line, found.end(), " ", "a space is put after “-”"),)


def odd_colon(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield the ``:`` of the keyboard for a sign that looks like it behind the name of a field."""
    line = (problem.place.line or 1) - 1
    found = _ODD_COLON.match(draft.lines[line])
    if found and found[1].lower() in known_names():
        start = draft.offset(line + 1, found.start(2) + 1)
        yield (Change(start, start + len(found[2]), ": ", f"“{found[2].strip()}” is the “:” of the keyboard"),)


def bullets(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield the hyphens for the bullets of a list: that of the problem's line and those around it in its column."""
    line = (problem.place.line or 1) - 1
    found = _BULLET.match(draft.lines[line])
    if not found or not _is_in_list(draft, line, len(found[1])):
        return
    changes = []
    for index in range(line, len(draft.lines)):
        text = draft.lines[index]
        other = _BULLET.match(text)
        if other and other[1] == found[1]:
            start = draft.offset(index + 1, other.start(2) + 1)
            end = draft.offset(index + 1, other.end() + 1)
            # Names below a bullet are lined up with the first; a tab has no width of its own.
            width = end - start - 1 if "\t" not in other[0] else 1
            changes.append(Change(start, end, "-" + " " * width, f"the bullet “{other[2]}” is a hyphen"))
        elif text.strip() and len(text) - len(text.lstrip(" ")) <= len(found[1]):
            break
    yield tuple(changes)
    yield tuple(changes[:1])


def no_record(draft: Draft, _problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield the lines to delete that only wrap a record: ``---``, ``...`` and the fence of a code block."""
    filled = [index for index, line in enumerate(draft.lines) if line.strip() and not line.startswith("#")]
    if len(filled) < 3:  # noqa: PLR2004  something has to be wrapped
        return
    first, last = filled[0], filled[-1]
    # Where a comment stands above the first line, that is the first.
    top = next(index for index, line in enumerate(draft.lines) if line.strip())
    if _FENCE.fullmatch(draft.lines[top]) and re.fullmatch(r"```\s*", draft.lines[last]):
        yield _without(draft, top, "the fence “```” is deleted") + _without(draft, last, "the fence “```” is deleted")
    starts = _DOCUMENT_START.fullmatch(draft.lines[first])
    ends = _DOCUMENT_END.fullmatch(draft.lines[last])
    why = "the line “{}” is deleted: a record needs no mark of its beginning or end"
    opening = _without(draft, first, why.format("---")) if starts else ()
    closing = _without(draft, last, why.format(draft.lines[last].strip())) if ends else ()
    if opening and closing:
        yield opening + closing
    elif opening or closing:
        yield opening or closing


def _is_in_list(draft: Draft, line: int, indent: int) -> bool:
    """Tell whether the line above belongs to a list in this column, or is a name that waits for its list."""
    above = [text for text in draft.lines[:line] if text.strip() and not text.lstrip().startswith("#")]
    for text in reversed(above):
        own = len(text) - len(text.lstrip(" "))
        if own <= indent or text.rstrip().endswith(":"):
            found = _ENTRY_ABOVE.match(text) or _BULLET.match(text)
            return found is not None and (own == indent or text.rstrip().endswith(":"))
    return False


def _insert(draft: Draft, line: int, column: int, new: str, why: str) -> Change:
    at = draft.offset(line + 1, column + 1)
    return Change(at, at, new, why)


def _without(draft: Draft, line: int, why: str) -> tuple[Change, ...]:
    """Delete a line with its end; of the last line, the end before it."""
    start = draft.offset(line + 1, 1)
    end = start + len(draft.lines[line])
    if line + 1 < len(draft.lines):
        return (Change(start, end + 1, "", why),)
    return (Change(max(start - 1, 0), end, "", why),)
