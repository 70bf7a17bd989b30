"""Stretches of a file: the HTML of lines, left in the file of their council until a page shows it.

A list of the whole site sorts and parts lines by the hundred thousand, and shows a hundred at a time. With their HTML
they would take three times the memory.
"""

from __future__ import annotations

import os
import sys
from functools import lru_cache
from pathlib import Path

OPEN = 200
"""Files held open at once; a process may open no more than 1,024 on many systems."""


class Stretch:
    """A text that stands in a file, by its place there in bytes."""

    __slots__ = ("_begin", "_length", "file")

    def __init__(self, begin: int, length: int) -> None:
        """Take its place; which file that is, is told when it is read again."""
        self._begin, self._length = begin, length
        self.file: Path | None = None

    def __reduce__(self) -> tuple[type[Stretch], tuple[int, int]]:
        """Keep the place alone: the file it stands in may be moved."""
        return Stretch, (self._begin, self._length)

    def read(self) -> str:
        """Return the text. Raises OSError if the file is gone."""
        if self.file is None:
            raise ValueError("No file holds this text yet.")
        return _opened(self.file).read(self._begin, self._length).decode()


class _Opened:
    """A file as long as stretches of it are asked for; processes that are forked later read it as well."""

    def __init__(self, file: Path) -> None:
        self._handle = os.open(file, os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))

    def read(self, begin: int, length: int) -> bytes:
        if sys.platform == "win32":  # where there is one process
            os.lseek(self._handle, begin, os.SEEK_SET)
            return os.read(self._handle, length)
        return os.pread(self._handle, length, begin)

    def __del__(self) -> None:
        os.close(self._handle)


@lru_cache(maxsize=OPEN)
def _opened(file: Path) -> _Opened:
    return _Opened(file)
