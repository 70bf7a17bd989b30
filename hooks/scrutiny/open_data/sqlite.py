"""All tables in one SQLite file: with foreign keys, a full-text search, and views for the usual questions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Self

from scrutiny.open_data.tables import TABLES, Column, ColumnType, Rows, Table
from scrutiny.open_data.views import VIEWS

SEARCH = "parts_fts"
"""The table of the full-text search over ``parts``; the sign of its name is that by which Datasette knows one."""

_TYPES = {
    ColumnType.TEXT: "TEXT",
    ColumnType.INTEGER: "INTEGER",
    ColumnType.BOOLEAN: "INTEGER",
    ColumnType.DAY: "TEXT",
}

_PRAGMAS = ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "encoding = 'UTF-8'")
"""A fixed page gives equal bytes; nothing is kept safe for a file that is made anew if the machine stops."""


class BrokenReferenceError(ValueError):
    """A row points at a row that is not there."""


class Database:
    """The file while it is written: ``with Database(path, about) as database: database.add(rows)``.

    It is whole once the block is left. ``about`` says of what day, commit and licence the data is.
    """

    def __init__(self, path: Path, about: Mapping[str, str]) -> None:
        """Begin the file; raise ``FileExistsError`` where it is there."""
        if path.exists():
            raise FileExistsError(path)
        self._about = about
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._run(f"PRAGMA {pragma}" for pragma in _PRAGMAS)
        self._run(("BEGIN", *_tables()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        with closing(self._connection):
            if failed is None:
                _tell(self._connection, self._about)
                self._run((*_indexes(), *_search(), *_views()))
                _check(self._connection)
                self._run(("COMMIT",))

    def add(self, rows: Rows) -> None:
        """Add rows: those of one authority, or the shared ones. What they point at may come later.

        Leaving the block raises ``BrokenReferenceError`` where a row points at nothing.
        """
        for table in TABLES:
            if found := rows.get(table.name):
                signs = ", ".join("?" * len(table.columns))
                insert = f"INSERT INTO {_name(table.name)} VALUES ({signs})"  # noqa: S608  our own names
                self._connection.executemany(insert, found)

    def _run(self, statements: Iterable[str]) -> None:
        for statement in statements:
            self._connection.execute(statement)


def _name(name: str) -> str:
    """Write a name; some, such as "when", are words of SQL too."""
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _tables() -> Iterator[str]:
    keys = {table.name: table.key for table in TABLES}
    for table in TABLES:
        lines = [_column(table, column) for column in table.columns]
        lines.append(f"PRIMARY KEY ({_names(table.key)})")
        lines += [
            f"FOREIGN KEY ({_names(each.columns)}) REFERENCES {_name(each.to)} ({_names(keys[each.to])})"
            for each in table.references
        ]
        yield f"CREATE TABLE {_name(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"
    yield "CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"
    yield (
        "CREATE TABLE about_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, type TEXT NOT NULL, "
        "meaning TEXT NOT NULL, PRIMARY KEY (table_name, column_name))"
    )


def _column(table: Table[Any], column: Column[Any]) -> str:
    line = f"{_name(column.name)} {_TYPES[column.type]}"
    if table.requires(column):
        line += " NOT NULL"
    if column.type is ColumnType.BOOLEAN:
        line += f" CHECK ({_name(column.name)} IN (0, 1))"
    return line


def _tell(database: sqlite3.Connection, about: Mapping[str, str]) -> None:
    database.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
    database.executemany(
        "INSERT INTO about_columns VALUES (?, ?, ?, ?)",
        [(table.name, column.name, column.type.value, column.meaning) for table in TABLES for column in table.columns],
    )


def _indexes() -> Iterator[str]:
    """Yield an index for each reference by which tables are joined, unless the key begins with it already."""
    for table in TABLES:
        for each in table.references:
            if table.key[: len(each.columns)] != each.columns:
                name = "_".join((table.name, *each.columns))
                yield f"CREATE INDEX {_name(f'by_{name}')} ON {_name(table.name)} ({_names(each.columns)})"


def _search() -> Iterator[str]:
    """Yield what makes the search: it keeps no text of its own, and has nothing that was withdrawn."""
    yield (
        f"CREATE VIRTUAL TABLE {SEARCH} USING fts5(title, text, content=\"parts\", content_rowid='rowid', "
        "tokenize='porter unicode61 remove_diacritics 2')"
    )
    yield (
        f"INSERT INTO {SEARCH} (rowid, title, text) "  # noqa: S608  our own names
        "SELECT rowid, title, text FROM parts WHERE NOT withdrawn ORDER BY rowid"
    )
    yield f"INSERT INTO {SEARCH} ({SEARCH}) VALUES ('optimize')"  # noqa: S608  our own names


def _views() -> Iterator[str]:
    yield from (f"CREATE VIEW {_name(view.name)} AS {view.query.strip()}" for view in VIEWS)


def _check(database: sqlite3.Connection) -> None:
    """Refuse a database in which a row points at a row that is not there."""
    broken = database.execute("PRAGMA foreign_key_check").fetchone()
    if broken is None:
        return
    table, _, to, number = broken
    joined = [each[3:5] for each in database.execute(f"PRAGMA foreign_key_list({_name(table)})") if each[0] == number]
    columns, key = (_names(names) for names in zip(*joined, strict=True))
    missing = database.execute(
        f"SELECT {columns} FROM {_name(table)} WHERE ({columns}) NOT IN (SELECT {key} FROM {_name(to)})"  # noqa: S608
    ).fetchone()
    named = ", ".join(map(str, missing))
    raise BrokenReferenceError(f"a row of {table} points at a row of {to} that is not there: {named}")
