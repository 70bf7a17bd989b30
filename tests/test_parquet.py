"""The tables as Parquet files: the same rows, with types, read by an ordinary reader."""

import datetime
import hashlib
import subprocess
import sys
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from pyarrow import parquet

from conftest import ROOT, SAMPLE
from scrutiny.open_data import parquet as written
from scrutiny.open_data.tables import TABLES, ColumnType, rows, shared_rows
from tabled import batches_of, edition_of

TYPES = {
    ColumnType.TEXT: pa.string(),
    ColumnType.INTEGER: pa.int64(),
    ColumnType.BOOLEAN: pa.bool_(),
    ColumnType.DAY: pa.date32(),
}


def write(folder: Path) -> Path:
    """Write the files of the invented authorities into a folder."""
    folder.mkdir()
    with written.ParquetFolder(folder) as files:
        for batch in batches_of(edition_of(SAMPLE)):
            files.add(batch)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the invented authorities."""
    return write(tmp_path_factory.mktemp("parquet") / "files")


def test_a_file_has_the_rows_of_its_table(folder: Path) -> None:
    """Read again, each file has the rows of its table in their order, the empty tables no rows."""
    edition = edition_of(SAMPLE)
    found = rows(edition) | shared_rows(edition)

    for table in TABLES:
        read = parquet.read_table(folder / f"{table.name}.parquet")
        cells = [
            tuple(cell.isoformat() if isinstance(cell, datetime.date) else cell for cell in row.values())
            for row in read.to_pylist()
        ]
        assert cells == found[table.name], table.name


def test_a_column_has_its_type_and_its_meaning(folder: Path) -> None:
    """Days are dates, numbers integers; each column says what it means and whether it may be empty."""
    for table in TABLES:
        schema = parquet.read_schema(folder / f"{table.name}.parquet")
        assert schema.metadata[b"meaning"].decode() == table.meaning
        for column, field in zip(table.columns, schema, strict=True):
            assert (field.name, field.type) == (column.name, TYPES[column.type])
            assert field.nullable is not table.requires(column)
            assert field.metadata[b"meaning"].decode() == column.meaning
    actions = parquet.read_table(folder / "actions.parquet").to_pylist()
    assert {type(row["derived_last_day"]) for row in actions} == {datetime.date, type(None)}


def test_many_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the rows come, in one lot or in many, a file has them in groups of one size and in their order."""
    monkeypatch.setattr(written, "ROWS", 4)
    folder = write(tmp_path / "small")
    found = rows(edition_of(SAMPLE))["findings"]

    file = parquet.ParquetFile(folder / "findings.parquet")

    assert len(found) == 17
    assert [file.metadata.row_group(group).num_rows for group in range(file.num_row_groups)] == [4, 4, 4, 4, 1]
    assert file.read().column("id").to_pylist() == [row[0] for row in found]


def test_equal_records_give_equal_bytes(folder: Path, tmp_path: Path) -> None:
    """Written again, every file is the same, byte for byte."""

    def digests(of: Path) -> dict[str, str]:
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in of.iterdir()}

    assert digests(write(tmp_path / "again")) == digests(folder)


def test_nothing_else_needs_the_library() -> None:
    """The other tables are written without pyarrow, which is an extra."""
    program = (
        "import sys; sys.modules['pyarrow'] = None; "
        "import scrutiny.open_data.sqlite, scrutiny.open_data.csv_files, scrutiny.open_data.described"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT / "hooks", capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, "")
