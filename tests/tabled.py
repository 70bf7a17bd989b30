"""The tables of a content folder as tests read them: each row with the names of its columns."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conftest import AS_OF_EPOCH
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.open_data.tables import TABLES, Rows, Value, rows, shared_rows
from scrutiny.pages import Edition
from scrutiny.stage import HOME_ZONE, publishable


def edition_of(content: Path) -> Edition:
    """Return the edition of a content folder on the day of all tests."""
    instant = datetime.datetime.fromtimestamp(AS_OF_EPOCH, datetime.UTC).astimezone(HOME_ZONE)
    return Edition(link(publishable(load_content(content).register, instant)), instant.date())


def batches_of(edition: Edition) -> Iterator[Rows]:
    """Yield the rows as a build does: what is shared, then one authority after the other."""
    yield shared_rows(edition)
    for authority in edition.authorities_listed:
        yield rows(edition, authority)


def named(found: Rows, table: str) -> list[dict[str, Value]]:
    """Return the rows of a table, each cell by the name of its column."""
    columns = [column.name for column in table_of(table).columns]
    return [dict(zip(columns, row, strict=True)) for row in found[table]]


def row_at(found: Rows, table: str, id_: str) -> dict[str, Value]:
    """Return the one row of a table whose first column has a value."""
    (row,) = [row for row in named(found, table) if next(iter(row.values())) == id_]
    return row


def table_of(name: str) -> Any:
    """Return the definition of a table."""
    (table,) = [table for table in TABLES if table.name == name]
    return table
