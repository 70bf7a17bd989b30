"""A row: one entry or event as the text that stands in a file, with what places it there; and the newest of many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappush, heappushpop, nlargest
from typing import NamedTuple


class Row(NamedTuple):
    """One entry of a feed or event of a calendar. Plain text, so that a council can be handed on without its record."""

    path: str
    """The file in which it stands, from the root of the site."""
    order: str
    """What sorts it: its day, then what tells it from others of that day."""
    updated: str
    """The instant at which it last changed, as its file writes it."""
    text: str
    """It, as it is written."""


def newest(rows: Iterable[Row], most: int) -> list[Row]:
    """Return the last rows of one file, newest first."""
    return nlargest(most, rows, key=lambda row: row.order)


def newest_by_path(rows: Iterable[Row], most: Mapping[str, int]) -> dict[str, list[Row]]:
    """Return the last rows of each file of a list, newest first; no more than those are ever held.

    ``most`` says, by file, how many; a row of a file that is not in it is a mistake.
    """
    kept: dict[str, list[tuple[str, Row]]] = {path: [] for path in most}
    for row in rows:
        if len(kept[row.path]) < most[row.path]:
            heappush(kept[row.path], (row.order, row))
        else:
            heappushpop(kept[row.path], (row.order, row))
    return {path: [row for _, row in sorted(told, reverse=True)] for path, told in kept.items()}
