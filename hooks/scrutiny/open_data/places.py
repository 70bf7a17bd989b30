"""Where the tables stand, from the site's root."""

from __future__ import annotations

from scrutiny.open_data.api.imprint import FOLDER

TABLES_FOLDER = f"{FOLDER}tables/"
"""The folder of all tables; no authority may have its name."""

CSV_FOLDER = f"{TABLES_FOLDER}csv/"
"""A file for each table, and beside them what they are: ``csv-metadata.json``."""

PARQUET_FOLDER = f"{TABLES_FOLDER}parquet/"
"""A file for each table."""

DATABASE = f"{TABLES_FOLDER}scrutiny.sqlite"
"""All tables in one file."""

DATASETTE = f"{TABLES_FOLDER}datasette-metadata.json"
"""What Datasette shows beside them."""


def archive_path(authority: str) -> str:
    """Return where the tables of one authority stand, as CSV files in one archive."""
    return f"{FOLDER}{authority}/tables.zip"
