"""Measure other engines on the tables of a record: DuckDB's ten questions, PostgreSQL, and the lines for OpenSearch.

    python -m tests.bench.tables CONTENT OUT
    python -m tests.bench.engines OUT

The questions are those of the handbook. PostgreSQL is one of its own, with the settings that it has when new.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import chdir
from functools import partial
from pathlib import Path

import duckdb

from .measured import Cost, run

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from postgres import Postgres, running  # noqa: E402  the tests are no package
from recipes import blocks  # noqa: E402

TIMES = 3
"""How often a search is run; the fastest counts."""

WORDS = {
    "MASH|multi-agency safeguarding hub": "neglect|partners",
    "front door audits": "neglect partners",
    "mash -recommendation": "audit -plan",
    '"quality assurance" or audit': "neglect or partners",
}
"""What the questions of the handbook look for, and words instead that an invented record has."""


def timed(ask: Callable[[], int]) -> tuple[float, int]:
    """Return the seconds of the fastest run, and the rows of the answer."""
    fastest, found = float("inf"), 0
    for _ in range(TIMES):
        begun = time.perf_counter()
        found = ask()
        fastest = min(fastest, time.perf_counter() - begun)
    return fastest, found


def questions(page: str) -> dict[str, str]:
    """Return the questions of a page of the handbook, in words that an invented record has."""
    found = blocks(page, "sql")
    for words, instead in WORDS.items():
        found = {name: query.replace(words, instead) for name, query in found.items()}
    return found


def ask_duckdb(folder: Path) -> None:
    """Ask the ten questions of the Parquet files."""
    asked = questions("duckdb.md")
    with tempfile.TemporaryDirectory() as made, duckdb.connect() as database:
        (Path(made) / "councils").mkdir()
        (Path(made) / "councils" / "all").symlink_to(folder.absolute())
        with chdir(made):  # the questions name their files from there
            database.execute(asked.pop("tables"))
            for name, query in asked.items():
                seconds, found = timed(partial(_rows, database, query))
                told(f"DuckDB, {name}: {seconds:.2f} s, {found:,} rows")


def _rows(database: duckdb.DuckDBPyConnection, query: str) -> int:
    return len(database.execute(query).fetchall())


def _found(postgres: Postgres, query: str) -> int:
    return len(postgres.ask(query))


def ask_postgresql(file: Path) -> None:
    """Load the SQLite file into PostgreSQL, and search there."""
    with running() as postgres, tempfile.NamedTemporaryFile(suffix=".sql") as script:
        cost = printed("postgresql", file, Path(script.name))
        told(f"the script: {Path(script.name).stat().st_size / 1e6:.0f} MB, {cost.cpu:.0f} s, {cost.memory >> 20} MB")
        begun = time.perf_counter()
        done = postgres.psql("--file", script.name, told="", patience=3600)
        assert done.returncode == 0, done.stderr
        ((size,),) = postgres.ask("SELECT pg_database_size('scrutiny') / 1000000")
        told(f"PostgreSQL loads it: {time.perf_counter() - begun:.0f} s, {size} MB")
        for name, query in questions("search-engines.md").items():
            seconds, found = timed(partial(_found, postgres, query))
            told(f"PostgreSQL, {name}: {seconds:.2f} s, {found:,} rows")


def write_for_opensearch(file: Path) -> None:
    """Make the lines for OpenSearch."""
    with tempfile.NamedTemporaryFile() as lines:
        cost = printed("opensearch", file, Path(lines.name))
        with Path(lines.name).open("rb") as written:
            documents = sum(1 for _ in written) // 2
        size = Path(lines.name).stat().st_size
    told(f"OpenSearch: {documents:,} documents, {size / 1e6:.0f} MB, {cost.cpu:.0f} s, {cost.memory >> 20} MB")


def printed(form: str, file: Path, to: Path) -> Cost:
    """Write what the command prints of a file, and return what that cost."""
    command = '"$0" -m scrutiny search-engine "$1" "$2" > "$3"'
    return run(["sh", "-c", command, sys.executable, form, file.absolute(), to], ROOT, {})


def told(line: str) -> None:
    """Say a figure at once."""
    print(line, flush=True)  # noqa: T201


def main() -> None:
    """Measure all three."""
    parser = argparse.ArgumentParser(description="Measure other engines on the tables of a record.")
    parser.add_argument("tables", type=Path, help="a folder that tests.bench.tables has written")
    folder = parser.parse_args().tables
    ask_duckdb(folder)
    ask_postgresql(folder / "scrutiny.sqlite")
    write_for_opensearch(folder / "scrutiny.sqlite")


if __name__ == "__main__":
    main()
