"""Write the tables of a record without its pages, a few councils at a time: what other engines are measured on.

    python -m tests.bench.tables CONTENT OUT

leaves the Parquet files and the SQLite file in the new folder OUT, and prints what they cost.
"""

from __future__ import annotations

import argparse
import datetime
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from scrutiny.link import link
from scrutiny.load.content import load_shared, load_unit
from scrutiny.load.survey import survey
from scrutiny.open_data.parquet import ParquetFolder
from scrutiny.open_data.sqlite import Database
from scrutiny.open_data.tables import Rows, rows, shared_rows
from scrutiny.pages import Edition
from scrutiny.stage import HOME_ZONE, publishable

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=HOME_ZONE)
"""The instant of all measurements."""


def batches(content: Path) -> Iterator[Rows]:
    """Yield what is shared, then the rows of one council after the other."""
    surveyed = survey(content)
    shared = load_shared(surveyed)
    yield shared_rows(Edition(link(shared.register), NOON.date()))
    for unit in surveyed.units:
        edition = Edition(link(publishable(load_unit(surveyed, unit, shared).register, NOON)), NOON.date())
        for name in edition.authorities:
            yield rows(edition, name)


def write_tables(content: Path, folder: Path) -> None:
    """Write both forms into a folder that is not there yet."""
    folder.mkdir(parents=True)
    about = {"as_of": NOON.date().isoformat(), "commit": "not stated", "licence": "not stated"}
    with ParquetFolder(folder) as files, Database(folder / "scrutiny.sqlite", about) as database:
        for batch in batches(content):
            files.add(batch)
            database.add(batch)


def main() -> None:
    """Write them, and say what that cost."""
    parser = argparse.ArgumentParser(description="Write the tables of a record.")
    parser.add_argument("content", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    begun = time.perf_counter()
    write_tables(asked.content, asked.out)
    used = resource.getrusage(resource.RUSAGE_SELF)
    sizes = {end: sum(file.stat().st_size for file in asked.out.glob(f"*.{end}")) for end in ("parquet", "sqlite")}
    wall, cpu, memory = time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024
    print(f"{wall:.0f} s, {cpu:.0f} s of processor, {memory} MB")  # noqa: T201
    print(", ".join(f"{end}: {size / 1e6:.1f} MB" for end, size in sizes.items()))  # noqa: T201


if __name__ == "__main__":
    main()
