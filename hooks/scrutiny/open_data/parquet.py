"""Each table as a Parquet file, for DuckDB, pandas and the like. Needs pyarrow, which comes with the extra ``parquet``.

Only whoever writes Parquet imports this module.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Self

import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import parquet

from scrutiny.open_data.tables import TABLES, Column, ColumnType, Row, Rows, Table, Value

ROWS = 20_000
"""Rows that are written together: enough to compress well, few enough to be held."""

_TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DAY: pa.date32(),
}


def texts_of(data: bytes) -> Iterator[Sequence[str]]:
    """Yield the texts in a file, names and notes of its columns included, for whoever searches it.

    Raises ValueError for a file with a column of a type that no table has, and what pyarrow raises for a broken one.
    """
    file = parquet.ParquetFile(pa.BufferReader(data))
    schema = file.schema_arrow
    if odd := [field.name for field in schema if field.type not in _TYPES.values()]:
        raise ValueError(f"columns of another type: {odd}")
    notes = [schema.metadata or {}, *(field.metadata or {} for field in schema)]
    yield [*schema.names, *(text.decode() for each in notes for pair in each.items() for text in pair)]
    for batch in file.iter_batches(ROWS, columns=[field.name for field in schema if field.type == pa.string()]):
        for column in batch.columns:
            yield column.unique().drop_null().to_pylist()


class ParquetFolder:
    """A folder with a file for each table while they are written; they are whole once the block is left."""

    def __init__(self, folder: Path) -> None:
        """Begin the files, in a folder that is there."""
        self._files = [_File(table, folder / f"{table.name}.parquet") for table in TABLES]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files:
            file.close()

    def add(self, rows: Rows) -> None:
        """Add rows: those of one authority, or the shared ones."""
        for file in self._files:
            file.add(rows.get(file.table.name, ()))


class _File:
    """A file of one table while it is written."""

    def __init__(self, table: Table[Any], path: Path) -> None:
        """Begin the file."""
        self.table = table
        self.schema = pa.schema([_field(table, column) for column in table.columns], {"meaning": table.meaning})
        self.waiting = self.schema.empty_table()
        self.writer = parquet.ParquetWriter(path, self.schema, compression="zstd")

    def close(self) -> None:
        """Write what is waiting, and the end of the file."""
        if self.waiting.num_rows:
            self.writer.write_table(self.waiting)
        self.writer.close()

    def add(self, rows: Sequence[Row]) -> None:
        """Add rows, and write what is waiting when there is enough."""
        if not rows:
            return
        arrays = [
            pa.array([_value(value, column.type) for value in values], field.type)
            for values, column, field in zip(zip(*rows, strict=True), self.table.columns, self.schema, strict=True)
        ]
        self.waiting = pa.concat_tables([self.waiting, pa.Table.from_arrays(arrays, schema=self.schema)])
        while self.waiting.num_rows >= ROWS:
            self.writer.write_table(self.waiting.slice(0, ROWS))
            self.waiting = self.waiting.slice(ROWS)


def _field(table: Table[Any], column: Column[Any]) -> pa.Field:
    return pa.field(
        column.name, _TYPES[column.type], nullable=not table.requires(column), metadata={"meaning": column.meaning}
    )


def _value(value: Value, type_: ColumnType) -> Value | datetime.date:
    return datetime.date.fromisoformat(value) if type_ is ColumnType.DAY and isinstance(value, str) else value
