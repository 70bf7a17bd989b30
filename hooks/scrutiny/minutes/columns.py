"""Text copied from a PDF, where a column for actions stands to the right of the text: taken apart again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scrutiny.minutes.paper import Passage

_GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
_ACTION = re.compile(r"\(?actions?\b", re.IGNORECASE)
_NEW_ENTRY = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]+)[.)]\s")
_NEAR = 3
"""Letters by which the lines of one column may begin to the left or right of each other."""


def without_right_column(lines: Sequence[Passage], raw: Sequence[str]) -> list[Passage]:
    """Return the lines with what stands in a right-hand ACTION column put behind the paragraph beside it.

    ``raw`` are the same lines as they stand in the file, because the column is told by where its letters begin.
    Only a column that begins with the word ACTION is taken off: other wide gaps are left as they are.
    """
    kept: list[Passage] = []
    right: list[Passage] = []
    column = -1
    for passage, line in zip(lines, raw, strict=True):
        split = _split(line, column if right else -1)
        begins = split is not None and bool(_ACTION.match(line[split:]))
        if right and (begins or (split is None and (passage.after_gap or _NEW_ENTRY.match(passage.text)))):
            kept.extend(_joined(right))
            right = []
        if split is None:
            kept.append(passage)
            continue
        column = split
        right.append(replace(passage, text=line[split:].strip(), level=0, after_gap=True))
        if left := line[:split].strip():
            kept.append(replace(passage, text=left))
    return [*kept, *_joined(right)]


def _split(line: str, column: int) -> int | None:
    """Return where the right-hand column begins in a line; None where the line has no part in it."""
    for gap in _GAP.finditer(line):
        if _ACTION.match(line[gap.end() :]) or (column >= 0 and abs(gap.end() - column) <= _NEAR):
            return gap.end()
    indent = len(line) - len(line.lstrip())
    return indent if column >= 0 and abs(indent - column) <= _NEAR else None


def _joined(right: Sequence[Passage]) -> list[Passage]:
    if not right:
        return []
    return [replace(right[0], text=" ".join(passage.text for passage in right), is_whole=True)]
