"""All tables as one script for PostgreSQL's ``psql``: with keys, meanings and a full-text search over the parts.

The script is one transaction. It fills a new schema and puts it in the place of the old one at the end: whoever asks
meanwhile gets the old answers, then the new ones, and a script that is cut short changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from scrutiny.open_data.bulk.database import DatabaseColumn, DatabaseTable, Tables

SCHEMA = "scrutiny"
"""The schema that holds the tables; nothing else may stand in it, because each loading replaces it."""

NEW = f"{SCHEMA}_being_loaded"
"""Its name until all is in it."""

SEARCHED = "searched"
"""The column of ``parts`` that the search goes through."""

_TYPES = {"text": "text", "integer": "bigint", "boolean": "boolean", "day": "date"}

_ESCAPED = str.maketrans({"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f", "\v": r"\v"})
"""What COPY would take for the end of a cell or row, or for an escape."""


def statements(tables: Tables) -> Iterator[str]:
    """Yield the script, line by line, each with its line end."""
    found = tables.tables
    yield from _lines(
        r"\set ON_ERROR_STOP on",
        "BEGIN;",
        "SET LOCAL client_encoding = 'UTF8';",
        "SET LOCAL client_min_messages = warning;",
        f"DROP SCHEMA IF EXISTS {NEW} CASCADE;",
        f"CREATE SCHEMA {NEW};",
        f"SET LOCAL search_path = {NEW}, pg_catalog;",
    )
    for table in found:
        yield from _created(table)
        yield from _copied(tables, table)
    yield from _lines(
        "CREATE TABLE about (name text NOT NULL PRIMARY KEY, value text NOT NULL);",
        "COPY about FROM stdin;",
        *("\t".join(map(_cell, told)) for told in tables.about.items()),
        r"\.",
        *_search(),
    )
    for table in found:
        yield from _lines(*_joined(table))
    yield from _lines(
        f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;",
        f"ALTER SCHEMA {NEW} RENAME TO {SCHEMA};",
        "COMMIT;",
        *(f"ANALYZE {SCHEMA}.{_name(table.name)};" for table in found),
    )


def _lines(*statements: str) -> Iterator[str]:
    return (f"{statement}\n" for statement in statements)


def _created(table: DatabaseTable) -> Iterator[str]:
    cells = [_column(column) for column in table.columns]
    yield f"CREATE TABLE {_name(table.name)} ({', '.join((*cells, f'PRIMARY KEY ({_names(table.key)})'))});\n"
    for column in table.columns:
        yield f"COMMENT ON COLUMN {_name(table.name)}.{_name(column.name)} IS {_text(column.meaning)};\n"


def _column(column: DatabaseColumn) -> str:
    return f"{_name(column.name)} {_TYPES[column.type]}{' NOT NULL' if column.is_required else ''}"


def _copied(tables: Tables, table: DatabaseTable) -> Iterator[str]:
    names = _names(column.name for column in table.columns)
    yield f"COPY {_name(table.name)} ({names}) FROM stdin;\n"
    for row in tables.rows(f"SELECT {names} FROM {_name(table.name)} ORDER BY rowid"):  # noqa: S608  the file's own names
        yield "\t".join(map(_cell, row)) + "\n"
    yield "\\.\n"


def _cell(value: str | int | None) -> str:
    if value is None:
        return r"\N"
    return value.translate(_ESCAPED) if isinstance(value, str) else str(value)


def _search() -> Iterator[str]:
    """Yield what makes the search: words of a title count for more; what was withdrawn is not in its index."""
    title, text = (f"to_tsvector('english', coalesce({column}, ''))" for column in ("title", "text"))
    yield (
        f"ALTER TABLE parts ADD COLUMN {SEARCHED} tsvector "
        f"GENERATED ALWAYS AS (setweight({title}, 'A') || setweight({text}, 'B')) STORED;"
    )
    yield f"CREATE INDEX parts_{SEARCHED} ON parts USING gin ({SEARCHED}) WHERE NOT withdrawn;"


def _joined(table: DatabaseTable) -> Iterator[str]:
    """Yield the foreign keys of a table, and an index for each by which tables are joined."""
    for each in table.references:
        yield (
            f"ALTER TABLE {_name(table.name)} ADD FOREIGN KEY ({_names(each.columns)}) "
            f"REFERENCES {_name(each.to)} ({_names(each.key)});"
        )
        if table.key[: len(each.columns)] != each.columns:
            yield f"CREATE INDEX ON {_name(table.name)} ({_names(each.columns)});"


def _name(name: str) -> str:
    """Write a name; some, such as "when", are words of SQL too."""
    return f'"{name}"'


def _names(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
