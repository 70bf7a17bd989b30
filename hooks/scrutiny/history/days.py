"""When each commit was made, as far as its date can be believed.

The order of commits is certain, their dates are not: they are what the clock of somebody's machine showed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import UTC, datetime

GIT_BEGAN = int(datetime(2005, 4, 7, tzinfo=UTC).timestamp())
"""The day of git's first commit: an earlier date is that of a clock which was never set."""


def believed(seconds: Sequence[int], as_of: int) -> tuple[int, ...]:
    """Return an instant for each commit, oldest first, that never goes backwards and is never after ``as_of``.

    As many dates are kept as possible, so that one wrong clock does not move the others; of two rows of dates as long
    as each other, the later one. A date that the others contradict becomes that of the next commit which is believed:
    the edit was made by then at the latest.
    """
    known = [min(each, as_of) for each in seconds]
    kept = _longest_forward(known)
    dates, later = list[int](), known[max(kept)] if kept else as_of
    for number in reversed(range(len(known))):
        if number in kept:
            later = known[number]
        dates.append(later)
    return tuple(reversed(dates))


def _longest_forward(dates: Sequence[int]) -> set[int]:
    """Return the positions of the longest row of dates of which none is before the one before it."""
    begins: list[int] = []
    """By length: the latest date with which a row of that length can begin, negative so that it can be searched."""
    first: list[int] = []
    """The positions of those dates."""
    after: dict[int, int | None] = {}
    for position in reversed(range(len(dates))):
        if dates[position] < GIT_BEGAN:
            continue
        length = bisect_right(begins, -dates[position])
        after[position] = first[length - 1] if length else None
        begins[length : length + 1] = [-dates[position]]
        first[length : length + 1] = [position]
    kept: set[int] = set()
    following = first[-1] if first else None
    while following is not None:
        kept.add(following)
        following = after[following]
    return kept
