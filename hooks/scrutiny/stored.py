"""What councils hand over, in files: a table of a council is read when a list asks for it, and not kept in memory.

A file belongs to one build, or to the cache of later ones. It is read as a program is (``pickle``): whoever may write
into that folder may run what he likes, as with Python's own compiled files.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_LENGTH = 8
"""Bytes of the number that says how long the list of tables is."""


def store(file: Path, tables: Mapping[str, Sequence[Any]]) -> None:
    """Write the tables of one council: how long their list is, the list with the place of each, then each by itself."""
    packed = {name: pickle.dumps(rows, pickle.HIGHEST_PROTOCOL) for name, rows in tables.items()}
    places: dict[str, tuple[int, int]] = {}
    place = 0
    for name, each in packed.items():
        places[name] = place, len(each)
        place += len(each)
    listed = pickle.dumps(places, pickle.HIGHEST_PROTOCOL)
    with file.open("wb") as out:
        out.write(len(listed).to_bytes(_LENGTH, "big"))
        out.write(listed)
        out.writelines(packed.values())


class Stored(Mapping[str, Sequence[Any]]):
    """The tables of one council in a file."""

    def __init__(self, file: Path) -> None:
        """Look up which tables a file has, and where."""
        self._file = file
        with file.open("rb") as stored:
            length = int.from_bytes(stored.read(_LENGTH), "big")
            self._places: dict[str, tuple[int, int]] = pickle.loads(stored.read(length))  # noqa: S301  see above
        self._begin = _LENGTH + length

    def __getitem__(self, table: str) -> Sequence[Any]:
        """Read a table."""
        place, length = self._places[table]
        with self._file.open("rb") as stored:
            stored.seek(self._begin + place)
            rows: Sequence[Any] = pickle.loads(stored.read(length))  # noqa: S301
        return rows

    def __iter__(self) -> Iterator[str]:
        """Name the tables."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the tables."""
        return len(self._places)
