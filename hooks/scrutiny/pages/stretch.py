"""Stretches of a file: the HTML of lines, left in the file of their council until a page shows it.

A list of the whole site sorts and parts lines by the hundred thousand, and shows a hundred at a time. With their HTML
they would take twice the memory. Such a file is never written again: the folder it stands in is named by its content.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache

MOST_OPEN = 10_000
"""Files held open at once at most, however many the system allows."""


class Stretch:
    """A text that stands in a file, by its place there in bytes."""

    __slots__ = ("_begin", "_length", "file")

    def __init__(self, begin: int, length: int) -> None:
        """Take its place; which file that is, is told when it is read again."""
        self._begin, self._length = begin, length
        self.file = ""

    def __reduce__(self) -> tuple[type[Stretch], tuple[int, int]]:
        """Keep the place alone: the file it stands in may be moved."""
        return Stretch, (self._begin, self._length)

    def read(self) -> str:
        """Return the text. Raises OSError if the file is gone."""
        handle = _opened(self.file)
        if sys.platform == "win32":  # there one process makes all pages
            os.lseek(handle, self._begin, os.SEEK_SET)
            return os.read(handle, self._length).decode()
        return os.pread(handle, self._length, self._begin).decode()


class _Handle(int):
    """The handle of a file, which is closed when nobody holds it."""

    def __del__(self) -> None:
        os.close(self)


def _may_be_open() -> int:
    """Return for how many files there is room besides those of the rest of the program."""
    if sys.platform == "win32":  # which takes no file away that is open
        return 0
    allowed = os.sysconf("SC_OPEN_MAX")
    return MOST_OPEN if allowed < 0 else max(min(allowed // 2, MOST_OPEN), 1)


@lru_cache(maxsize=_may_be_open())
def _opened(file: str) -> _Handle:
    return _Handle(os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0)))
