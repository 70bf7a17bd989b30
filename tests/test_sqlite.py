"""All tables in one SQLite file: whole, searchable, with the usual questions answered, and the same every time."""

import datetime
import hashlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLE
from scrutiny.open_data.described import datasette_description
from scrutiny.open_data.sqlite import BrokenReferenceError, Database
from scrutiny.open_data.tables import TABLES, rows, shared_rows
from scrutiny.open_data.views import VIEWS
from scrutiny.pages import Edition
from tabled import batches_of, edition_of

ABOUT = {"as_of": "2026-11-22", "commit": "not stated", "licence": "not stated"}
FRONT_DOOR = "bradford/items/undated-front-door"


def write(path: Path, edition: Edition) -> Path:
    """Write the database of an edition."""
    with Database(path, ABOUT) as database:
        for batch in batches_of(edition):
            database.add(batch)
    return path


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the five seed authorities."""
    path = write(tmp_path_factory.mktemp("seeds") / "seeds.sqlite", edition_of(ROOT / "content"))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The database of the invented authorities."""
    path = write(tmp_path_factory.mktemp("sample") / "sample.sqlite", edition_of(SAMPLE))
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def searched(database: sqlite3.Connection, words: str) -> set[str]:
    """Return the ids of what a full-text search finds."""
    found = database.execute(
        "SELECT id FROM parts WHERE rowid IN (SELECT rowid FROM parts_fts WHERE parts_fts MATCH ?)", (words,)
    )
    return {id_ for (id_,) in found}


def test_every_foreign_key_leads_to_a_row(sample: sqlite3.Connection) -> None:
    """The file is whole, foreign keys lead somewhere in every table that has them, and are in use."""
    assert sample.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert sample.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in TABLES:
        declared = {row[3] for row in sample.execute(f'PRAGMA foreign_key_list("{table.name}")')}
        assert declared == {column for each in table.references for column in each.columns}
    used = "SELECT count(*) FROM links JOIN findings ON findings.id = links.leads_to WHERE relation = 'responds_to'"
    assert sample.execute(used).fetchone()[0] > 5


def test_foreign_keys_hold_when_somebody_changes_the_file(sample: sqlite3.Connection) -> None:
    """With foreign keys on, a finding that others lead to cannot be deleted."""
    sample.execute("PRAGMA foreign_keys = ON")

    with pytest.raises(sqlite3.IntegrityError):
        sample.execute("DELETE FROM inspections")
    sample.rollback()


def test_a_row_that_points_at_nothing_is_refused(tmp_path: Path) -> None:
    """A database in which a row leads nowhere is not finished, and the message names the row."""
    edition = edition_of(ROOT / "content")
    found = rows(edition) | shared_rows(edition)
    found["findings"] = [row for row in found["findings"] if row[0] != "plymouth/inspections/2019-jtai#strength-1"]
    found["evidence"].append((FRONT_DOOR, 7, 1, "Minutes", None, "not stated"))

    with (
        pytest.raises(BrokenReferenceError, match=rf"a row of evidence points at a row of updates .*: {FRONT_DOOR}, 7"),
        Database(tmp_path / "broken.sqlite", ABOUT) as database,
    ):
        database.add(found)


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A database is made anew or not at all."""
    there = tmp_path / "there.sqlite"
    there.write_text("something")

    with pytest.raises(FileExistsError):
        Database(there, ABOUT)
    assert there.read_text() == "something"


def test_the_search_finds_what_the_site_finds(seeds: sqlite3.Connection) -> None:
    """“MASH” is found in three councils, in findings, points and resolutions, whatever the case of its letters."""
    found = searched(seeds, "mash")

    assert {id_.partition("/")[0] for id_ in found} == {"plymouth", "haringey", "bradford"}
    assert f"{FRONT_DOOR}#resolution-4" in found
    assert f"{FRONT_DOOR}#resolution-1" not in found


def test_the_search_finds_other_forms_of_a_word(seeds: sqlite3.Connection) -> None:
    """Who looks for “auditing” finds “audits”; a phrase is found as a phrase."""
    assert f"{FRONT_DOOR}#point-6" in searched(seeds, "auditing")
    assert searched(seeds, '"deep dive"') == {f"{FRONT_DOOR}#recommendation-4", f"{FRONT_DOOR}#resolution-4"}


def test_the_search_leaves_out_what_was_withdrawn(sample: sqlite3.Connection) -> None:
    """A record that was withdrawn is in the tables and not in the search."""
    copy = "northwick/items/2025-audit-results-copy"

    assert sample.execute("SELECT withdrawn FROM parts WHERE id = ?", (copy,)).fetchone() == (1,)
    assert "northwick/items/2025-audit-results" in searched(sample, "audits")
    assert not {id_ for id_ in searched(sample, "audits OR twice OR three") if id_.startswith(copy)}


def test_datasette_knows_the_search(seeds: sqlite3.Connection) -> None:
    """The table of the search names its table in the way by which Datasette knows that a table can be searched."""
    knows = (
        """SELECT name FROM sqlite_master WHERE rootpage = 0 AND sql LIKE '%VIRTUAL TABLE%USING FTS%content="parts"%'"""
    )

    assert seeds.execute(knows).fetchall() == [("parts_fts",)]


def test_each_view_answers_its_question(seeds: sqlite3.Connection) -> None:
    """The views give of the seeds what their papers say."""
    changed = seeds.execute("SELECT url FROM changed_resolutions").fetchall()
    claims = seeds.execute("SELECT says FROM where_papers_disagree WHERE council = 'Bradford'").fetchall()
    councils = {row[0]: row[1:6] for row in seeds.execute("SELECT * FROM councils")}
    grades = dict(seeds.execute("SELECT judgement, count(*) FROM grades_given GROUP BY judgement"))
    looks = seeds.execute("SELECT meeting_state FROM follow_ups_and_meetings WHERE council = 'Bradford'").fetchall()

    assert changed == [(f"{FRONT_DOOR}/#resolution-2",)]
    assert claims == [("6 and 7 March",), ("7 and 8 March 2019",)]
    assert councils["Bradford"] == (3, 0, 1, 4, 3)
    assert councils["Haringey"] == (2, 46, 1, 0, 10)
    assert (grades["Adequate"], grades["Inadequate"], grades["Not stated in these papers"]) == (4, 1, 5)
    assert looks == [("Promised",)] * 3


def test_views_of_actions_keep_open_late_and_unheard_apart(
    seeds: sqlite3.Connection, sample: sqlite3.Connection
) -> None:
    """Nothing is overdue of which no paper shows that it is unfinished; what is overdue says by how many days."""
    assert seeds.execute("SELECT count(*) FROM overdue_actions").fetchone() == (0,)
    longest = "SELECT url, last_day, days FROM actions_without_progress LIMIT 1"
    assert seeds.execute(longest).fetchone() == (
        "haringey/plans/2018-jtai-action-plan/#action-2",
        "2018-02-02",
        (datetime.date(2026, 11, 22) - datetime.date(2018, 2, 2)).days,
    )
    overdue = sample.execute("SELECT last_day, days FROM overdue_actions").fetchall()
    assert overdue
    assert all(days > 0 and last_day < "2026-11-22" for last_day, days in overdue)


def test_every_view_can_be_read_and_is_filled_somewhere(seeds: sqlite3.Connection, sample: sqlite3.Connection) -> None:
    """Each view runs, has plain names, and gives rows of the seeds or of the invented authorities."""
    for view in VIEWS:
        query = f'SELECT * FROM "{view.name}"'  # noqa: S608  our own names
        answers = [database.execute(query) for database in (seeds, sample)]
        columns = [column[0] for column in answers[0].description]
        assert len(set(columns)) == len(columns), view.name
        assert any(answer.fetchone() for answer in answers), view.name


def test_the_views_leave_out_what_was_withdrawn(sample: sqlite3.Connection) -> None:
    """Of Northwick's nine public items one was withdrawn: the view of councils counts eight."""
    items = sample.execute("SELECT items FROM councils WHERE url = 'northwick/'").fetchone()

    assert sample.execute("SELECT count(*) FROM items WHERE authority = 'northwick'").fetchone() == (9,)
    assert items == (8,)


def test_a_subject_is_counted_as_on_its_page(seeds: sqlite3.Connection) -> None:
    """The view of subjects counts what stands on the page of a subject, facts for context and thanks left out."""
    edition = edition_of(ROOT / "content")
    counted = {
        (subject, council): (findings, resolutions, points, questions)
        for subject, council, findings, resolutions, points, questions in seeds.execute("SELECT * FROM subjects")
    }
    themes = edition.register.shared.themes
    on_pages = {
        (themes[name].label, edition.authorities[authority].short_name): (
            len(part.findings),
            len(part.resolutions),
            len(part.points),
            len(part.questions),
        )
        for name, subject in edition.subjects.items()
        for authority, part in subject.split().items()
    }

    assert {key: numbers for key, numbers in counted.items() if any(numbers)} == {
        key: numbers for key, numbers in on_pages.items() if any(numbers)
    }


def test_the_file_explains_itself(seeds: sqlite3.Connection) -> None:
    """It says of what day it is, and what each column of each table means; Datasette's metadata say the same."""
    assert dict(seeds.execute("SELECT * FROM about")) == ABOUT
    for table in TABLES:
        columns = [row[1] for row in seeds.execute(f'PRAGMA table_info("{table.name}")')]
        told = seeds.execute("SELECT column_name FROM about_columns WHERE table_name = ?", (table.name,))
        assert sorted(columns) == sorted(name for (name,) in told)
    described = datasette_description("scrutiny", ABOUT).decode()
    assert '"scrutiny"' in described
    assert "as_of: 2026-11-22" in described
    names = [*(table.name for table in TABLES), *(view.name for view in VIEWS)]
    assert [name for name in names if f'"{name}"' not in described] == []


PROGRAM = """
import pathlib, sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from test_sqlite import SAMPLE, edition_of, write
write(pathlib.Path(sys.argv[3]), edition_of(SAMPLE))
"""


def test_equal_records_give_equal_bytes(tmp_path: Path) -> None:
    """Two runs of Python that order their sets differently write the same file, byte for byte."""
    digests = set()
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.sqlite"
        folders = (str(ROOT / "hooks"), str(Path(__file__).parent))
        subprocess.run(
            [sys.executable, "-c", PROGRAM, *folders, str(path)], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        digests.add(hashlib.sha256(path.read_bytes()).hexdigest())

    assert len(digests) == 1
