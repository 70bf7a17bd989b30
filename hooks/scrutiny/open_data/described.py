"""What the tables say of themselves, for programs: CSV on the Web beside the CSV files, metadata for Datasette."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from scrutiny.open_data.tables import TABLES, Column, ColumnType, Reference, Table
from scrutiny.open_data.views import VIEWS

CSV_DESCRIPTION = "csv-metadata.json"
"""The name by which CSV on the Web looks for the description of the files of a folder."""

TITLE = "The scrutiny record: what inspectors found, what councils resolved and what happened next"

DEFUSED = (
    "A text that a spreadsheet would take for a formula has an apostrophe before it. To undo that, take away the first "
    "apostrophe of each cell that begins with apostrophes and then one of = + - @, a tab, a line end or one of the "
    "wide signs \uff1d \uff0b \uff0d \uff20."
)

_TYPES: Mapping[ColumnType, str | dict[str, str]] = {
    ColumnType.TEXT: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.BOOLEAN: {"base": "boolean", "format": "true|false"},
    ColumnType.DAY: {"base": "date", "format": "yyyy-MM-dd"},
}


def csv_description(about: Mapping[str, str], *, whole: bool = True) -> bytes:
    """Return the description of the CSV files of a folder, in the form of the W3C's CSV on the Web.

    The files of one authority alone, not ``whole``, may point at rows that another has: they promise no foreign keys.
    Nor is one promised of a column that may be empty, which that form does not provide for; SQLite has those too.
    """
    tables = [_csv_table(table, whole=whole) for table in TABLES if whole or not table.is_shared]
    return _written(
        {
            "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
            "dc:title": TITLE,
            **_stated(about),
            "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
            "tables": tables,
        }
    )


def _stated(about: Mapping[str, str]) -> dict[str, str]:
    """Return what is told of the data: in the terms of Dublin Core where they have one, the rest in words."""
    terms = {"as_of": "dc:date", "commit": "dc:identifier", "licence": "dc:license"}
    rest = [f"{name}: {text}" for name, text in about.items() if name not in terms]
    known = {terms[name]: text for name, text in about.items() if name in terms}
    return {"dc:description": ". ".join((DEFUSED.rstrip("."), *rest)) + ".", **known}


def _csv_table(table: Table[Any], *, whole: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_csv_column(table, column) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if whole:
        schema["foreignKeys"] = [_csv_reference(each) for each in table.references if each.is_required]
    return {"url": f"{table.name}.csv", "dc:title": table.name, "dc:description": table.meaning, "tableSchema": schema}


def _csv_column(table: Table[Any], column: Column[Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.meaning,
        "datatype": _TYPES[column.type],
    }
    return told | ({"required": True} if table.requires(column) else {})


def _csv_reference(reference: Reference) -> dict[str, Any]:
    key = next(table.key for table in TABLES if table.name == reference.to)
    return {
        "columnReference": list(reference.columns),
        "reference": {"resource": f"{reference.to}.csv", "columnReference": list(key)},
    }


def datasette_description(database: str, about: Mapping[str, str]) -> bytes:
    """Return the metadata with which Datasette shows a database of this name: ``datasette --metadata``."""
    tables: dict[str, Any] = {
        table.name: {
            "description": table.meaning,
            "columns": {column.name: column.meaning for column in table.columns},
        }
        for table in TABLES
    }
    views = {view.name: {"description": view.meaning} for view in VIEWS}
    return _written(
        {
            "title": TITLE,
            "description": "; ".join(f"{name}: {text}" for name, text in sorted(about.items())),
            "databases": {database: {"tables": tables | views}},
        }
    )


def _written(content: dict[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
