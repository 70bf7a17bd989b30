"""The tables of all councils as files to download: CSV, SQLite, and Parquet where the library for it is installed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain
from pathlib import Path

from scrutiny.open_data.api import Imprint
from scrutiny.open_data.csv_files import CsvFolder, columns_file
from scrutiny.open_data.described import CSV_DESCRIPTION, csv_description, datasette_description
from scrutiny.open_data.linked import Download
from scrutiny.open_data.places import CSV_FOLDER, DATABASE, DATASETTE, PARQUET_FOLDER
from scrutiny.open_data.sqlite import Database
from scrutiny.open_data.tables import TABLES, Rows, shared_rows
from scrutiny.pages.edition import Edition
from scrutiny.vocabulary import Missing

CSV, SQLITE, PARQUET, JSON = "text/csv", "application/vnd.sqlite3", "application/vnd.apache.parquet", "application/json"
"""Media types, as IANA registers them."""

INVENTED = "No council, person, date or document in these tables is real"
"""What tables say of which everything is made up."""


def about(imprint: Imprint, *, invented: bool) -> dict[str, str]:
    """Say of what day, commit and licence tables are; and of those in which everything is made up, that it is."""
    told = {"as_of": imprint.as_of.isoformat(), "commit": imprint.commit, "licence": imprint.licence}
    known = {name: text or Missing.NOT_STATED.value for name, text in told.items()}
    return known | ({"invented": INVENTED} if invented else {})


def write_tables(
    council_rows: Iterable[Rows], edition: Edition, imprint: Imprint, site: Path, *, with_parquet: bool
) -> Iterator[Download]:
    """Write the tables of all councils, council by council; yield what was written.

    Raises ModuleNotFoundError if they are to be written as Parquet and pyarrow, which is an extra, is not installed.
    """
    csv, parquet, database = site / CSV_FOLDER, site / PARQUET_FOLDER, site / DATABASE
    told = about(imprint, invented=edition.is_invented)
    with ExitStack() as open_files:
        csv.mkdir(parents=True)
        writers: list[CsvFolder | Database] = [
            open_files.enter_context(CsvFolder(csv)),
            open_files.enter_context(Database(database, told)),
        ]
        add = [writer.add for writer in writers]
        if with_parquet:
            from scrutiny.open_data.parquet import ParquetFolder  # noqa: PLC0415  pyarrow takes a while to load

            parquet.mkdir()
            add.append(open_files.enter_context(ParquetFolder(parquet)).add)
        for rows in chain([shared_rows(edition)], council_rows):
            for each in add:
                each(rows)
    for name, content in (columns_file(), (CSV_DESCRIPTION, csv_description(told))):
        (csv / name).write_bytes(content)
    (site / DATASETTE).write_bytes(datasette_description(database.stem, told))
    yield _download(site, DATABASE, "All tables in one SQLite file, with views and a full-text search", SQLITE)
    yield _download(site, DATASETTE, "What Datasette shows beside that file", JSON)
    yield _download(site, f"{CSV_FOLDER}{CSV_DESCRIPTION}", "What the CSV files are, for programs", JSON)
    yield _download(site, f"{CSV_FOLDER}{columns_file()[0]}", "What each column of each table means", CSV)
    for table in TABLES:
        yield _download(site, f"{CSV_FOLDER}{table.name}.csv", table.meaning, CSV)
    for table in TABLES if parquet.exists() else ():
        yield _download(site, f"{PARQUET_FOLDER}{table.name}.parquet", table.meaning, PARQUET)


def _download(site: Path, path: str, title: str, media_type: str) -> Download:
    with (site / path).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        return Download(path, title, media_type, file.tell(), digest)
