"""The tidy tables of the record: what stands in them, and that they count what the site counts."""

import datetime
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from conftest import ROOT, SAMPLE
from scrutiny.model import Model
from scrutiny.open_data.tables import TABLES, ColumnType, Rows, rows, shared_rows
from scrutiny.pages import Edition
from scrutiny.search import search_documents
from scrutiny.sheet import rows_of
from tabled import edition_of, named, row_at

FRONT_DOOR = "bradford/items/undated-front-door"


@pytest.fixture(scope="module")
def seeds() -> Edition:
    """The five seed authorities."""
    return edition_of(ROOT / "content")


@pytest.fixture(scope="module")
def sample() -> Edition:
    """The invented authorities, which use every field."""
    return edition_of(SAMPLE)


@pytest.fixture(scope="module")
def seed_rows(seeds: Edition) -> Rows:
    """The rows of the five seed authorities."""
    return rows(seeds) | shared_rows(seeds)


@pytest.fixture(scope="module")
def sample_rows(sample: Edition) -> Rows:
    """The rows of the invented authorities."""
    return rows(sample) | shared_rows(sample)


def test_the_seeds_are_counted_as_their_files_are_written(seed_rows: Rows) -> None:
    """Each table has as many rows as somebody counts in the files of the five authorities."""
    counts = {name: len(found) for name, found in seed_rows.items()}

    assert {
        "authorities": 5,
        "inspections": 10,
        "judgements": 12,
        "findings": 28 + 46 + 8 + 12,
        "items": 5,
        "resolutions": 4 + 1 + 1,
        "recommendations": 4,
        "word_changes": 4,
        "actions": 5 + 3 + 10 + 3 + 2,
        "follow_ups": 1 + 3 + 1,
        "plans": 5,
        "motions": 0,
        "votes": 0,
        "responses": 0,
    }.items() <= counts.items()


@pytest.mark.parametrize("of", ["seeds", "sample"])
def test_the_tables_count_what_the_search_counts(of: str, request: pytest.FixtureRequest) -> None:
    """What is not withdrawn has a row for each entry that the search of the site finds."""
    edition: Edition = request.getfixturevalue(of)
    found = rows(edition)
    searched = Counter(
        document.kind for name in edition.authorities_listed for document in search_documents(edition, name)
    )
    kinds = {
        "Inspection": "inspections",
        "Finding": "findings",
        "Committee item": "items",
        "Resolution": "resolutions",
        "Point reported": "points",
        "Question and answer": "questions",
        "Plan": "plans",
        "Meeting": "meetings",
    }

    counted = {kind: sum(not row["withdrawn"] for row in named(found, table)) for kind, table in kinds.items()}

    assert counted == {kind: searched[kind] for kind in kinds}
    assert len(found["actions"]) == len(edition.tracked_listed)


def test_an_action_is_known_by_the_reference_of_the_sheet(sample: Edition, sample_rows: Rows) -> None:
    """The ids of the actions are those that the sheet of actions for officers has, in the same order."""
    sheet = [row.reference for row in rows_of(sample.register, sample.tracked)]

    assert [row["id"] for row in named(sample_rows, "actions")] == sheet


def test_a_resolution_stands_in_its_row_as_in_its_file(seed_rows: Rows) -> None:
    """The second resolution on Bradford's front door has its words, its recommendation and what changed."""
    row = row_at(seed_rows, "resolutions", f"{FRONT_DOOR}#resolution-2")

    assert row["item"] == FRONT_DOOR
    assert row["number"] == "2"
    assert row["url"] == f"{FRONT_DOOR}/#resolution-2"
    assert (row["effect"], row["effect_label"]) == ("schedule scrutiny", "arranges scrutiny")
    assert str(row["text"]).startswith("Look at the front door again at the 20 March meeting")
    assert row["recommended"] == f"{FRONT_DOOR}#recommendation-2"
    assert (row["change"], row["change_label"]) == ("material", "Changed in substance")
    assert (row["verb"], row["derived_verb_label"]) == (None, "Resolved")
    assert [row["became"] for row in named(seed_rows, "word_changes") if "resolution-2" in str(row["resolution"])] == [
        "20 March meeting",
        "with the findings of",
        "scheduled for 7 and 8 March 2019",
    ]


def test_an_inferred_date_says_so(seed_rows: Rows) -> None:
    """A promised look has its day, the words of the source, and that the year is the editor's inference."""
    row = row_at(seed_rows, "follow_ups", f"{FRONT_DOOR}#resolution-2")

    assert (row["date"], row["date_stated"]) == ("2019-03-20", "20 March")
    assert str(row["date_inferred"]).startswith("the year, because")
    assert (row["derived_date_first"], row["derived_date_last"]) == ("2019-03-20", "2019-03-20")
    assert row["derived_action"] == f"{FRONT_DOOR}#resolution-2"
    assert (
        row_at(seed_rows, "actions", f"{FRONT_DOOR}#resolution-2")["derived_days"]
        == (datetime.date(2026, 11, 22) - datetime.date(2019, 3, 20)).days
    )


def test_a_date_that_is_not_known_is_no_date(seed_rows: Rows) -> None:
    """A meeting of which only the day before is known has no first and no last day; the table of dates says why."""
    item = row_at(seed_rows, "items", FRONT_DOOR)
    (date,) = [row for row in named(seed_rows, "dates") if (row["part"], row["field"]) == (FRONT_DOOR, "meeting.date")]

    assert (item["meeting_date"], item["derived_meeting_date_first"]) == ("not stated", None)
    assert (date["before"], date["because"]) == ("2019-03-06", "the visit of March 2019 is still to come")
    assert (date["derived_kind"], date["derived_first"], date["derived_last"]) == ("not stated", None, None)


def test_unknown_none_and_not_stated_stay_three_values(sample_rows: Rows) -> None:
    """A fact that is missing has an empty cell and beside it the word that the record gives for it."""
    codes = {row["id"]: (row["gss"], row["gss_missing"]) for row in named(sample_rows, "authorities")}
    answers = Counter(row["answered_missing"] for row in named(sample_rows, "questions"))
    drafts = {row["id"]: row["recommended_missing"] for row in named(sample_rows, "resolutions")}

    assert codes["eastmere"] == (None, "unknown")
    assert codes["northwick"] == (None, "none")
    assert codes["trefwen"][0]
    assert codes["trefwen"][1] is None
    assert answers["none"] == 1
    assert answers["not stated"] >= 1
    assert drafts["northwick/items/2026-hub-follow-up#resolution-1"] in {"none", "not stated"}
    assert {"none", "not stated", None} == set(drafts.values())


def test_a_withdrawn_record_says_so_and_is_counted_nowhere(sample_rows: Rows) -> None:
    """A record that was withdrawn keeps its rows, each with that word, and what takes its place; it sets no action."""
    copy = "northwick/items/2025-audit-results-copy"
    row = row_at(sample_rows, "items", copy)

    assert (row["withdrawn"], row["withdrawn_on"], row["withdrawn_reason"]) == (True, "2026-05-03", "Published twice.")
    assert row["replaced_by"] == "northwick/items/2025-audit-results"
    assert row_at(sample_rows, "resolutions", f"{copy}#resolution-1")["withdrawn"] is True
    assert row_at(sample_rows, "parts", f"{copy}#resolution-1")["withdrawn"] is True
    assert not [row for row in named(sample_rows, "actions") if row["record"] == copy]


def test_a_part_kept_back_shows_its_paragraph_and_summary_only(sample_rows: Rows) -> None:
    """Nothing of what is withheld stands in any cell; an exempt part has its paragraph of law and its public words."""
    cells = [str(cell) for found in sample_rows.values() for row in found for cell in row]

    assert not [cell for cell in cells if "zzq" in cell.casefold()]
    exempt = [row for row in named(sample_rows, "resolutions") if row["exempt_paragraph"]]
    assert exempt
    assert {row["exempt_paragraph"] for row in exempt} == {"3"}


def test_everything_worked_out_stands_apart() -> None:
    """What a paper says keeps its key of YAML, and no key of YAML begins like what this site works out."""
    models: list[type[BaseModel]] = [Model]
    for model in models:
        models.extend(each for each in model.__subclasses__() if each.__module__.startswith("scrutiny.model."))

    assert len(models) > 50
    assert not [name for model in models for name in model.model_fields if name.startswith("derived")]
    actions = {column.name for table in TABLES if table.name == "actions" for column in table.columns}
    assert {"derived_timeliness", "derived_last_day", "derived_delivery"} <= actions
    assert not {"timeliness", "last_day", "delivery", "status"} & actions


def test_an_invented_authority_is_in_no_table_of_all(tmp_path: Path) -> None:
    """Beside real authorities an invented one has rows of its own when asked for, marked, and none among all."""
    shutil.copytree(ROOT / "content" / "bradford", tmp_path / "bradford")
    shutil.copytree(ROOT / "content" / "shared", tmp_path / "shared")
    shutil.copytree(SAMPLE / "trefwen", tmp_path / "trefwen")
    item = tmp_path / f"{FRONT_DOOR}.yml"
    item.write_text(item.read_text("utf-8") + "follows_up: [trefwen/items/2025-arolygiad]\n", "utf-8")
    edition = edition_of(tmp_path)

    assert [row["id"] for row in named(rows(edition), "authorities")] == ["bradford"]
    assert not [cell for found in rows(edition).values() for row in found for cell in row if "trefwen" in str(cell)]
    own = rows(edition, "trefwen")
    assert [(row["id"], row["invented"]) for row in named(own, "authorities")] == [("trefwen", True)]
    assert own["items"]


def test_days_that_cannot_be_counted_are_no_number(sample_rows: Rows) -> None:
    """What is due on the day of the data has 0 days left; what has no last day, or is done in time, has no number."""
    counted = {"due", "due soon", "overdue", "deadline passed, no progress recorded", "met late"}
    told = [
        (row["derived_timeliness"], row["derived_days"])
        for table in ("actions", "responses")
        for row in named(sample_rows, table)
    ]

    assert ("due soon", 0) in told
    assert ("cannot be computed", None) in told
    assert [each for each in told if (each[0] in counted) != (each[1] is not None)] == []


def test_a_committee_may_have_the_name_of_a_shared_body(tmp_path: Path) -> None:
    """Such a committee has its row, and its own id; nothing points at a row that is not there."""
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    name = next(iter(yaml.safe_load((tmp_path / "shared" / "bodies.yml").read_text("utf-8"))["bodies"]))
    file = tmp_path / "trefwen" / "authority.yml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("committees:", f"committees:\n  {name}: {{name: Pwyllgor, kind: other}}", 1), "utf-8")
    found = rows(edition_of(tmp_path), "trefwen")

    owners = {row["id"] for row in named(found, "owners")}
    assert f"trefwen/committees/{name}" in owners
    assert {row["id"] for row in named(found, "committees")} <= owners


def test_an_authority_says_which_site_keeps_its_record(tmp_path: Path) -> None:
    """Of a record that was taken over the row of its authority has site, day, commit and licence, of others nothing."""
    shutil.copytree(SAMPLE, tmp_path, dirs_exist_ok=True)
    file = tmp_path / "trefwen" / "authority.yml"
    origin = "origin: {site: https://trefwen.example/, as_of: 2026-05-03, licence: OGL, files: " + "0" * 64 + "}\n"
    file.write_text(file.read_text("utf-8") + origin, "utf-8")
    found = rows(edition_of(tmp_path))
    told = {
        row["id"]: [row[f"origin_{name}"] for name in ("site", "as_of", "commit", "licence")]
        for row in named(found, "authorities")
    }

    assert told["trefwen"] == ["https://trefwen.example/", "2026-05-03", "not stated", "OGL"]
    assert told["northwick"] == [None, None, None, None]


def test_one_authority_after_the_other_gives_the_rows_of_all(sample: Edition, sample_rows: Rows) -> None:
    """The rows of single authorities, put together, are those of all."""
    apart: dict[str, list[object]] = {}
    for authority in ("eastmere", "northwick", "trefwen"):
        for name, found in rows(sample, authority).items():
            apart.setdefault(name, []).extend(found)

    assert [name for name, found in apart.items() if found != sample_rows[name]] == []
    assert len(apart) + len(shared_rows(sample)) == len(TABLES)


def test_an_authority_alone_gives_the_same_rows(tmp_path: Path, sample: Edition) -> None:
    """A build that holds one authority at a time makes of it the rows that one of all authorities makes."""
    shutil.copytree(SAMPLE / "northwick", tmp_path / "northwick")
    shutil.copytree(SAMPLE / "shared", tmp_path / "shared")
    alone = rows(edition_of(tmp_path), "northwick")

    assert [name for name, found in rows(sample, "northwick").items() if found != alone[name]] == []


def test_addresses_are_absolute_where_the_site_has_one(seeds: Edition) -> None:
    """With an address of the site every address of a page begins with it; ids stay as they are."""
    found = rows(seeds, "bradford", "https://record.example/uk/")
    resolution = row_at(found, "resolutions", f"{FRONT_DOOR}#resolution-2")
    (owner, *_) = named(found, "owners")

    assert resolution["url"] == f"https://record.example/uk/{FRONT_DOOR}/#resolution-2"
    assert owner["url"] == f"https://record.example/uk/{owner['id']}/"


@pytest.mark.parametrize("of", ["seed_rows", "sample_rows"])
def test_every_cell_holds_what_its_column_promises(of: str, request: pytest.FixtureRequest) -> None:
    """Days are days, numbers numbers, true or false no third thing, and no text is empty or missing where needed."""
    found: Rows = request.getfixturevalue(of)
    kinds = {ColumnType.TEXT: str, ColumnType.DAY: str, ColumnType.INTEGER: int, ColumnType.BOOLEAN: bool}
    wrong = [
        (table.name, column.name, cell)
        for table in TABLES
        for row in found[table.name]
        for column, cell in zip(table.columns, row, strict=True)
        if (cell is None and table.requires(column))
        or (cell is not None and type(cell) is not kinds[column.type])
        or cell == ""
        or (column.type is ColumnType.DAY and cell and not re.fullmatch(r"\d{4}-\d\d-\d\d", str(cell)))
    ]

    assert wrong == []


def test_every_table_and_column_is_explained() -> None:
    """Names are plain and used once; each table and column has a sentence that says what it means."""
    names = [table.name for table in TABLES]

    assert len(names) == len(set(names))
    for table in TABLES:
        columns = [column.name for column in table.columns]
        assert len(columns) == len(set(columns)), table.name
        assert set(table.key) <= set(columns), table.name
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in [table.name, *columns]), table.name
        assert table.meaning.endswith("."), table.name
        assert [column.name for column in table.columns if not column.meaning.endswith(".")] == [], table.name


def test_a_subject_of_a_record_is_that_of_its_parts_too(seed_rows: Rows) -> None:
    """A part that names no subject stands under those of its record, and says that it does."""
    own = [
        (row["theme"], row["derived_from_record"])
        for row in named(seed_rows, "part_themes")
        if row["part"] in {f"{FRONT_DOOR}#question-2", f"{FRONT_DOOR}#resolution-2"}
    ]

    assert own == [("front-door", True), ("data-and-audit", True), ("housing", False)]


def test_a_link_is_written_once_on_the_later_record(seed_rows: Rows) -> None:
    """What Bradford's resolutions answer is in the table of links, with the field in which it is written."""
    links = [
        (row["part"], row["leads_to"])
        for row in named(seed_rows, "links")
        if row["relation"] == "responds_to" and str(row["part"]).startswith("bradford/")
    ]

    assert links == [
        (f"{FRONT_DOOR}#resolution-2", "bradford/plans/undated-improvement-plan#workstream-4"),
        (f"{FRONT_DOOR}#resolution-3", "bradford/inspections/undated-peer-review"),
        (f"{FRONT_DOOR}#resolution-4", "bradford/plans/undated-improvement-plan#workstream-4"),
    ]
