"""The ten questions of the handbook, asked of the Parquet files of many councils with DuckDB."""

import datetime
import os
import threading
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import duckdb
import pytest

from conftest import ROOT, SAMPLE
from published import write_parquet
from recipes import blocks, run_recipe
from tabled import edition_of

QUESTIONS = blocks("duckdb.md", "sql")
FETCH = blocks("duckdb.md", "sh")["fetch"]
BATH, FRONT_DOOR = "Bath and North East Somerset", "bradford/items/undated-front-door"


class Asked:
    """DuckDB in a folder of councils."""

    def __init__(self, folder: Path) -> None:
        """Name the tables, as the handbook says."""
        self.folder = folder
        self.connection = duckdb.connect()
        with chdir(folder):
            self.connection.execute(QUESTIONS["tables"])

    def __call__(self, question: str) -> list[tuple[Any, ...]]:
        """Ask a question of the handbook, and return the rows of the answer."""
        with chdir(self.folder):
            return self.connection.execute(QUESTIONS[question]).fetchall()


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The five seed authorities, each with a site of its own."""
    folder = tmp_path_factory.mktemp("apart")
    edition = edition_of(ROOT / "content")
    for authority in edition.authorities_listed:
        write_parquet(edition, folder / "councils" / authority, authority)
    asked = Asked(folder)
    yield asked
    asked.connection.close()


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The five seed authorities on one site."""
    folder = tmp_path_factory.mktemp("together")
    write_parquet(edition_of(ROOT / "content"), folder / "councils" / "all")
    asked = Asked(folder)
    yield asked
    asked.connection.close()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """The invented authorities, which use every field."""
    folder = tmp_path_factory.mktemp("sample")
    write_parquet(edition_of(SAMPLE), folder / "councils" / "all")
    asked = Asked(folder)
    yield asked
    asked.connection.close()


def test_sites_of_two_versions_are_asked_together(tmp_path: Path) -> None:
    """A site that has a column which another has not yet, as the promise allows, can stand before it."""
    first, second = tmp_path / "councils" / "a", tmp_path / "councils" / "b"
    write_parquet(edition_of(ROOT / "content"), first, "bradford")
    write_parquet(edition_of(ROOT / "content"), second, "plymouth")
    with duckdb.connect() as database:
        file = first / "authorities.parquet"
        database.execute(f"CREATE TABLE later AS SELECT *, 'x' AS added FROM '{file}'")  # noqa: S608  our own file
        database.execute(f"COPY later TO '{file}' (FORMAT parquet)")
    asked = Asked(tmp_path)

    with chdir(tmp_path):
        found = asked.connection.execute("SELECT id, added FROM authorities ORDER BY id").fetchall()
    asked.connection.close()
    assert found == [("bradford", "x"), ("plymouth", None)]


def test_there_are_ten_questions() -> None:
    """The handbook has ten questions beside the naming of the tables."""
    assert len(QUESTIONS.keys() - {"tables"}) == 10


@pytest.mark.parametrize("question", sorted(QUESTIONS.keys() - {"tables"}))
def test_many_sites_answer_as_one_does(apart: Asked, together: Asked, question: str) -> None:
    """Five councils with a site each give the answers of one site with five councils: what all share counts once."""
    assert apart(question) == together(question)


def test_findings_on_the_front_door_are_found_in_two_councils(apart: Asked) -> None:
    """Bath's three findings and Haringey's six on the front door stand under their councils, with their addresses."""
    found = apart("by-subject")

    assert next((council, url) for council, _, _, url in found if council == BATH) == (
        BATH,
        "bath-and-north-east-somerset/inspections/undated-protection-of-children/#concern-1",
    )
    assert [sum(council == name for council, *_ in found) for name in (BATH, "Haringey")] == [3, 6]
    assert ("Haringey", "strength", "Several agencies are represented in the MASH") in {row[:3] for row in found}


def test_words_are_found_whatever_their_case_and_part(apart: Asked) -> None:
    """The hub is spoken of in eight parts of Bradford's record, four of Haringey's and one of Plymouth's."""
    found = apart("words")

    councils = [council for council, *_ in found]
    assert {name: councils.count(name) for name in councils} == {"Bradford": 8, "Haringey": 4, "Plymouth": 1}
    assert f"{FRONT_DOOR}/#resolution-4" in {url for *_, url in found}


def test_grades_stand_under_their_own_scale(apart: Asked, sample: Asked) -> None:
    """Four times “adequate” on one scale; “Good” of two scales is two rows."""
    assert apart("grades") == [
        ("Ofsted's earlier scale, with “adequate”", "Adequate", 4, 1),
        ("a scale the paper does not name", "Inadequate", 1, 1),
    ]
    assert [row[0] for row in sample("grades") if row[1] == "Good"] == [
        "Five words, with “adequate” (invented scale)",
        "Four words (invented scale)",
    ]


def test_what_was_found_again_leads_to_the_first_time(apart: Asked, sample: Asked) -> None:
    """Northwick's plans for children were late in 2024 and in 2026; no seed says that anything was found again."""
    assert apart("again") == []
    assert sample("again") == [
        (
            "Northwick (invented)",
            "Northwick: inspection of children's services, March 2024",
            "Plans for children are written too late",
            "Northwick: inspection of children's services, March 2026",
            "Plans for children are still written too late",
            "northwick/inspections/2026-ilacs/#improvement-1",
        )
    ]


def test_answered_findings_are_counted_of_those_that_ask(apart: Asked) -> None:
    """Plymouth and Worcestershire answered all on the whole inspection; of the others no resolution is held."""
    assert apart("answered") == [(BATH, 16, 0), ("Haringey", 31, 0), ("Plymouth", 5, 5), ("Worcestershire", 3, 3)]


def test_days_are_counted_only_between_exact_days(apart: Asked) -> None:
    """From Haringey's letter of 30 January 2018 to its committee of 8 March it took 37 days; no other pair is exact."""
    assert apart("days") == [
        ("Haringey", "Haringey: how services respond to neglect, December 2017", datetime.date(2018, 3, 8), 37)
    ]


def test_a_changed_resolution_stands_beside_what_was_recommended(apart: Asked, sample: Asked) -> None:
    """Bradford's second resolution is the one seed that was changed in substance; of the invented there are two."""
    ((council, recommended, resolved, change, url),) = apart("otherwise")

    assert (council, change, url) == ("Bradford", "Changed in substance", f"{FRONT_DOOR}/#resolution-2")
    assert recommended.startswith("Look at the front door again at the next meeting")
    assert resolved.startswith("Look at the front door again at the 20 March meeting")
    assert [row[2] for row in sample("otherwise")][1] == "Audit 40 cases every quarter and publish the results."


def test_a_post_of_two_councils_is_one_row(apart: Asked, sample: Asked) -> None:
    """Two councils' directors of children's services have seven actions, of all of which nothing is heard."""
    posts = {row[0]: row[1:] for row in apart("posts")}

    assert posts["director-of-childrens-services"] == (2, 7, 7, 0, 7)
    assert posts["Ofsted"] == (1, 1, 0, 0, 0)
    assert {row[0]: row[4] for row in sample("posts")}["Portfolio Holder for Community Safety"] == 5


def test_a_promised_look_is_not_one_that_was_held(apart: Asked, sample: Asked) -> None:
    """None of the five looks that the seeds promise is known to have been held; Eastmere held one and missed one."""
    assert apart("looked") == [(BATH, 1, 0, 0, 1), ("Bradford", 3, 0, 0, 3), ("Plymouth", 1, 0, 0, 1)]
    assert sample("looked")[0] == ("Eastmere (invented)", 7, 1, 1, 4)


def test_papers_that_nobody_can_read_are_counted(apart: Asked) -> None:
    """Haringey's record rests on six papers, two of them not held; two times they disagree."""
    found = {row[0]: row[1:] for row in apart("papers")}

    assert found["Haringey"] == (6, 2, 6, 2)
    assert found["Bradford"] == (7, 2, 7, 1)


def test_every_question_is_answered_somewhere(apart: Asked, sample: Asked) -> None:
    """No question is one that neither the seeds nor the invented authorities can answer."""
    assert [name for name in sorted(QUESTIONS.keys() - {"tables"}) if not apart(name) and not sample(name)] == []


WITHDRAWN = [
    *(("by-subject", "findings"), ("words", "parts"), ("grades", "judgements"), ("again", "findings")),
    *(("answered", "findings"), ("days", "items"), ("days", "inspections"), ("otherwise", "resolutions")),
    *(("looked", "follow_ups"), ("papers", "sources")),
]
"""Each question, and the tables of which what was withdrawn must not count. Of actions, the table has none."""


@pytest.mark.parametrize("question, table", WITHDRAWN)
def test_no_answer_has_what_was_withdrawn(apart: Asked, sample: Asked, question: str, table: str) -> None:
    """Were everything in a table withdrawn, the questions asked of it would have no answer."""
    asked = sample if not apart(question) else apart
    assert asked(question)
    with duckdb.connect() as database, chdir(asked.folder):
        database.execute(QUESTIONS["tables"])
        files = f"read_parquet('councils/*/{table}.parquet', union_by_name = true)"
        database.execute(f"CREATE OR REPLACE VIEW {table} AS SELECT * REPLACE (true AS withdrawn) FROM {files}")  # noqa: S608
        assert database.execute(QUESTIONS[question]).fetchall() == []


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port of this machine."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its name in the library
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_the_tables_are_fetched_as_the_page_says(tmp_path: Path) -> None:
    """What the page fetches from a site is all that its questions need."""
    write_parquet(edition_of(SAMPLE), tmp_path / "site" / "data" / "v1" / "tables" / "parquet")
    with served(tmp_path / "site") as address:
        done = run_recipe(FETCH.replace("https://scrutiny.example", address), tmp_path, os.environ)

    assert (done.returncode, done.stderr) == (0, "")
    asked = Asked(tmp_path)
    assert all(isinstance(asked(name), list) for name in QUESTIONS if name != "tables")
    asked.connection.close()
