"""The record in a real PostgreSQL, loaded and searched as the handbook says.

Run with `pytest -m server -n 0`; it needs Debian's package `postgresql`.
"""

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLE
from postgres import Postgres, running
from published import ABOUT, write_database
from recipes import blocks, run_recipe
from scrutiny.open_data.bulk import opened, statements
from scrutiny.open_data.tables import TABLES

pytestmark = pytest.mark.server

LOAD = blocks("search-engines.md", "sh")["postgresql"]
QUERIES = blocks("search-engines.md", "sql")
FRONT_DOOR = "bradford/items/undated-front-door"
SEEDS = ROOT / "content"


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    """A server of its own."""
    with running() as server:
        yield server


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """The published files of the seeds and of the invented authorities, by their content folders."""
    folder = tmp_path_factory.mktemp("files")
    return {content: write_database(content, folder / f"{content.parent.name}.sqlite") for content in (SEEDS, SAMPLE)}


def load(postgres: Postgres, file: Path, folder: Path) -> None:
    """Load a published file by the command of the handbook."""
    shutil.copy(file, folder / "scrutiny.sqlite")
    program = folder / "scrutiny"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT / "hooks"}" exec "{sys.executable}" -m scrutiny "$@"\n')
    program.chmod(0o755)
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    done = run_recipe(LOAD, folder, os.environ | postgres.given | {"PATH": path})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def seeds(postgres: Postgres, files: dict[Path, Path], tmp_path: Path) -> Postgres:
    """The server with the five seed authorities."""
    load(postgres, files[SEEDS], tmp_path)
    return postgres


def test_the_search_finds_what_the_site_finds(seeds: Postgres) -> None:
    """“front door audits” leads first to the resolution and the recommendation with all three, whatever their forms."""
    found = seeds.ask(QUERIES["search"])

    ids = [row[0] for row in found]
    assert {f"{FRONT_DOOR}#recommendation-4", f"{FRONT_DOOR}#resolution-4"} <= set(ids[:4])
    (fourth,) = [row for row in found if row[0] == f"{FRONT_DOOR}#resolution-4"]
    assert "<b>audit</b>" in fourth[2]
    assert fourth[3] == f"{FRONT_DOOR}/#resolution-4"


def test_what_is_found_is_counted_by_kind(seeds: Postgres) -> None:
    """The hub stands in three findings of Haringey's; what is recommended on it is left out on request."""
    counted = {kind: (number, councils) for kind, number, councils in seeds.ask(QUERIES["counts"])}

    assert counted["finding"] == ("3", "1")
    assert "recommendation" not in counted


def test_what_is_found_is_joined_with_what_is_known_of_it(seeds: Postgres) -> None:
    """Findings on audits that no resolution held here answers are asked for in one query, with a phrase in it."""
    found = seeds.ask(QUERIES["unanswered"])

    assert found
    assert {id_.partition("/")[0] for id_, _ in found} <= {"bath-and-north-east-somerset", "haringey"}
    assert all("audit" in text.lower() or "quality assurance" in text.lower() for _, text in found)


def test_every_cell_arrives(postgres: Postgres, files: dict[Path, Path], tmp_path: Path) -> None:
    """Each table of the invented authorities has the rows of the file, cell by cell: nothing, false and texts apart."""
    load(postgres, files[SAMPLE], tmp_path)
    with closing(sqlite3.connect(files[SAMPLE])) as file:
        for table in TABLES:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            shown = ", ".join(
                f"coalesce(\"{column.name}\"{'::int' * (column.type.value == 'boolean')}::text, '~')"
                for column in table.columns
            )
            held = file.execute(f"SELECT {names} FROM {table.name}").fetchall()  # noqa: S608
            arrived = postgres.ask(f"SELECT {shown} FROM scrutiny.{table.name}")  # noqa: S608
            wanted = [tuple("~" if cell is None else str(cell) for cell in row) for row in held]
            assert sorted(arrived) == sorted(wanted), table.name
    assert dict(postgres.ask("SELECT name, value FROM scrutiny.about")) == ABOUT  # type: ignore[arg-type]


def test_keys_and_meanings_arrive(seeds: Postgres) -> None:
    """Each reference of a table is a foreign key, and a column says what it means."""
    wanted = sum(len(list(table.references)) for table in TABLES)
    keys = "SELECT count(*) FROM information_schema.table_constraints WHERE constraint_type = 'FOREIGN KEY' "

    assert seeds.ask(keys + "AND table_schema = 'scrutiny'") == [(str(wanted),)]
    told = "SELECT col_description('scrutiny.findings'::regclass, ordinal_position) FROM information_schema.columns "
    (meaning,) = seeds.ask(told + "WHERE table_schema = 'scrutiny' AND table_name = 'findings' AND column_name = 'url'")
    assert meaning == ("The address of its page on this site.",)


def test_the_search_uses_its_index(seeds: Postgres) -> None:
    """A search can be answered from the index alone, which has nothing that was withdrawn."""
    plan = seeds.ask(f"SET enable_seqscan = off; EXPLAIN {QUERIES['counts']}")

    assert any("parts_searched" in line for (line,) in plan)


def test_loading_again_takes_away_what_is_gone(seeds: Postgres, files: dict[Path, Path], tmp_path: Path) -> None:
    """After another record was loaded, nothing of the first is left."""
    load(seeds, files[SAMPLE], tmp_path)

    assert seeds.ask("SELECT count(*) FROM scrutiny.parts WHERE authority = 'bradford'") == [("0",)]
    assert seeds.ask("SELECT count(*) FROM scrutiny.parts WHERE authority = 'northwick'") != [("0",)]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_loading_that_is_cut_short_changes_nothing(seeds: Postgres, files: dict[Path, Path], share: float) -> None:
    """Wherever the script ends too early, whoever asks has the old answers."""
    with opened(files[SAMPLE]) as tables:
        script = "".join(statements(tables))
    before_commit = script[: script.index("\nCOMMIT;")]

    seeds.psql(told=before_commit[: int(len(before_commit) * share)])

    assert seeds.ask("SELECT count(*) FROM scrutiny.authorities") == [("5",)]


def test_texts_that_look_like_commands_are_texts(postgres: Postgres, files: dict[Path, Path], tmp_path: Path) -> None:
    """Tabs, line ends, backslashes, quotation marks and the end mark of a copy arrive as they were written."""
    hard = "a\tb\nc\r\\N\\.\n\\.\n'; DROP SCHEMA scrutiny; --"
    file = Path(shutil.copy(files[SEEDS], tmp_path / "hard.sqlite"))
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("UPDATE parts SET text = ? WHERE id = ?", (hard, FRONT_DOOR))
    with opened(file) as tables:
        done = postgres.psql(told="".join(statements(tables)))

    assert (done.returncode, done.stderr) == (0, "")
    ((told,),) = postgres.ask(
        f"SELECT encode(convert_to(text, 'UTF8'), 'hex') FROM scrutiny.parts WHERE id = '{FRONT_DOOR}'"  # noqa: S608
    )
    assert bytes.fromhex(told).decode() == hard
