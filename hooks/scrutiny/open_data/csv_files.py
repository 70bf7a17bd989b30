"""Each table as a CSV file that opens right in Excel: RFC 4180, in UTF-8 with the mark by which Excel knows it.

A text that a spreadsheet would take for a formula has an apostrophe before it. To undo that, take away the first
apostrophe of each cell that begins with apostrophes and then one of ``= + - @``, a tab, a line end, or one of the wide
signs ``＝ ＋ － ＠``: that gives every text back exactly. The SQLite and Parquet files have no such apostrophes.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Self

from scrutiny.formula import defused
from scrutiny.open_data.tables import TABLES, Row, Rows, Table, Value

BEGINS = "\ufeff"
"""The mark by which Excel knows UTF-8."""

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the earliest that the format has, so that equal content gives equal bytes."""


class CsvFolder:
    """A folder with a file for each table while they are written; they are whole once the block is left."""

    def __init__(self, folder: Path) -> None:
        """Begin the files, in a folder that is there."""
        self._files = {table.name: (folder / f"{table.name}.csv").open("wb") for table in TABLES}
        for table in TABLES:
            self._files[table.name].write(_headings(table))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def add(self, rows: Rows) -> None:
        """Add rows: those of one authority, or the shared ones."""
        for name, found in rows.items():
            self._files[name].write(_lines(found))


def csv_files(rows: Rows) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of a file for each table of some rows, such as those of one authority."""
    for table in TABLES:
        if table.name in rows:
            yield f"{table.name}.csv", _headings(table) + _lines(rows[table.name])


def columns_file() -> tuple[str, bytes]:
    """Return name and bytes of the file that says what each column of each table means."""
    heads = ("table_name", "column_name", "type", "meaning", "refers_to")
    told = (
        (table.name, column.name, column.type.value, column.meaning, column.refers_to)
        for table in TABLES
        for column in table.columns
    )
    return "about_columns.csv", (BEGINS + _written((heads, *told))).encode()


def csv_archive(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return files as one zip archive, in the order given."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name, content in files:
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            packed.writestr(entry, content)
    return archive.getvalue()


def _headings(table: Table[Any]) -> bytes:
    return (BEGINS + _written([[column.name for column in table.columns]])).encode()


def _lines(rows: Iterable[Row]) -> bytes:
    return _written([_cell(value) for value in row] for row in rows).encode()


def _written(rows: Iterable[Iterable[str]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return defused(value) if isinstance(value, str) else str(value)
