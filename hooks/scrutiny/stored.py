"""What councils hand over, in files: a table of a council is read when a list asks for it, and not kept in memory.

The HTML of lines stands apart in the file, and is read when a page shows it.

A file belongs to one build, or to the cache of later ones. It is read as a program is (``pickle``): whoever may write
into that folder may run what he likes, as with Python's own compiled files.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scrutiny.pages.line import Line
from scrutiny.pages.stretch import Stretch

_LENGTH = 8
"""Bytes of the number that says where the list of tables begins."""


def store(file: Path, tables: Mapping[str, Sequence[Any]]) -> None:
    """Write the tables of one council, and take the HTML out of their lines.

    First comes where the list of tables begins, then the HTML, each table by itself, and the list with their places.
    """
    places: dict[str, tuple[int, int]] = {}
    with file.open("wb") as out:
        out.write(bytes(_LENGTH))
        for line in chain.from_iterable(tables.values()):
            if isinstance(line, Line) and isinstance(line.html, Markup):
                html = line.html.encode()
                line.html = Stretch(out.tell(), len(html))
                out.write(html)
        for name, rows in tables.items():
            packed = pickle.dumps(rows, pickle.HIGHEST_PROTOCOL)
            places[name] = out.tell(), len(packed)
            out.write(packed)
        end = out.tell()
        out.write(pickle.dumps(places, pickle.HIGHEST_PROTOCOL))
        out.seek(0)
        out.write(end.to_bytes(_LENGTH, "big"))


class Stored(Mapping[str, Sequence[Any]]):
    """The tables of one council in a file."""

    def __init__(self, file: Path) -> None:
        """Look up which tables a file has, and where."""
        self._file = file
        with file.open("rb") as stored:
            stored.seek(int.from_bytes(stored.read(_LENGTH), "big"))
            self._places: dict[str, tuple[int, int]] = pickle.loads(stored.read())  # noqa: S301  see above

    def __getitem__(self, table: str) -> Sequence[Any]:
        """Read a table."""
        place, length = self._places[table]
        with self._file.open("rb") as stored:
            stored.seek(place)
            rows: Sequence[Any] = pickle.loads(stored.read(length))  # noqa: S301
        file = str(self._file)
        for line in rows:
            if isinstance(line, Line) and isinstance(line.html, Stretch):
                line.html.file = file
        return rows

    def __iter__(self) -> Iterator[str]:
        """Name the tables."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._places)
