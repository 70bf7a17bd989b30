"""The published SQLite file, read: its tables, their columns with their meanings, and their rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

NEEDED = {"about", "about_columns", "authorities", "parts"}
"""The tables without which a file is not one of ours."""


class NotTheTablesError(ValueError):
    """A file is not the published SQLite file."""


@dataclass(frozen=True)
class DatabaseColumn:
    """One column, as the file tells of it."""

    name: str
    type: str
    """What its cells hold: text, integer, boolean or day."""
    meaning: str
    is_required: bool
    """True where no cell is ever empty."""


@dataclass(frozen=True)
class ForeignKey:
    """Columns that together hold the key of another table."""

    columns: tuple[str, ...]
    to: str
    key: tuple[str, ...]


@dataclass(frozen=True)
class DatabaseTable:
    """One table, as the file tells of it."""

    name: str
    columns: tuple[DatabaseColumn, ...]
    key: tuple[str, ...]
    references: tuple[ForeignKey, ...]


class Tables:
    """An open file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read what it holds."""
        self._connection = connection
        self.about: dict[str, str] = dict(self.rows("SELECT name, value FROM about ORDER BY name"))
        """Of what day, commit and licence the data is."""

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, one by one."""
        yield from self._connection.execute(query)

    @property
    def tables(self) -> tuple[DatabaseTable, ...]:
        """Every table of the record, in the order of the file; not those that tell of it or serve its search."""
        told = {
            (table, column): (type_, meaning)
            for table, column, type_, meaning in self.rows(
                "SELECT table_name, column_name, type, meaning FROM about_columns"
            )
        }
        described = {table for table, _ in told}
        names = [name for (name,) in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")]
        return tuple(self._table(name, told) for name in names if name in described)

    def _table(self, name: str, told: dict[tuple[str, str], tuple[str, str]]) -> DatabaseTable:
        found = list(self.rows(f'PRAGMA table_info("{name}")'))
        columns = tuple(DatabaseColumn(row[1], *told[name, row[1]], bool(row[3])) for row in found)
        key = tuple(row[1] for row in sorted(found, key=itemgetter(5)) if row[5])
        pointing = sorted(self.rows(f'PRAGMA foreign_key_list("{name}")'), key=itemgetter(0, 1))
        references = []
        for _, parts in groupby(pointing, itemgetter(0)):
            of_one = list(parts)
            references.append(
                ForeignKey(tuple(row[3] for row in of_one), of_one[0][2], tuple(row[4] for row in of_one))
            )
        return DatabaseTable(name, columns, key, tuple(references))


@contextmanager
def opened(file: Path) -> Iterator[Tables]:
    """Open a published file, for reading alone; raise ``NotTheTablesError`` where it is none."""
    address = f"file:{quote(str(file.absolute()))}?mode=ro"
    try:
        connection = sqlite3.connect(address, uri=True)
    except sqlite3.OperationalError as error:
        raise NotTheTablesError(f"{file} cannot be opened: {error}") from error
    with closing(connection):
        try:
            names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        except sqlite3.DatabaseError as error:
            raise NotTheTablesError(f"{file} is no SQLite file, or a damaged one") from error
        if not names >= NEEDED:
            raise NotTheTablesError(f"{file} has not the tables of this record")
        yield Tables(connection)
