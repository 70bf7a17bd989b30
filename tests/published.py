"""The tables of a content folder as its site publishes them, for the tests of other engines."""

from pathlib import Path

from scrutiny.open_data.parquet import ParquetFolder
from scrutiny.open_data.sqlite import Database
from scrutiny.open_data.tables import rows, shared_rows
from scrutiny.pages import Edition
from tabled import batches_of, edition_of

ABOUT = {"as_of": "2026-11-22", "commit": "not stated", "licence": "not stated"}


def write_parquet(edition: Edition, folder: Path, authority: str = "") -> Path:
    """Write the Parquet files of a site; of the site of one authority, where it is named."""
    folder.mkdir(parents=True)
    with ParquetFolder(folder) as files:
        files.add(shared_rows(edition))
        files.add(rows(edition, authority))
    return folder


def write_database(content: Path, file: Path) -> Path:
    """Write the SQLite file of a site."""
    with Database(file, ABOUT) as database:
        for batch in batches_of(edition_of(content)):
            database.add(batch)
    return file
