"""What officers and readers are told: complete, true to the code, and with examples that pass the checks."""

import inspect
import re
import shutil
from pathlib import Path
from typing import Annotated, Any

import pytest
import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, BuiltSite
from scrutiny import vocabulary
from scrutiny.address import FACT_ANCHORS, FOLDERS
from scrutiny.check import check_content
from scrutiny.load.content import load_content
from scrutiny.load.placed import SHARED
from scrutiny.model import Authority, Record, When, WhenKind
from scrutiny.model.when import read_expression
from scrutiny.pages.fields import EVERY, KINDS, SEVERAL, VALUES, Table, address_of, closed_lists, fields_page
from scrutiny.pages.method import DATES, QUESTIONS, method_page, timeliness_cases
from scrutiny.pages.wanted import in_file
from scrutiny.vocabulary import ClosedList, Delivery, Timeliness

DOCS = ROOT / "docs"
HANDBOOK = DOCS / "handbook"
FIELD_PAGES = [*KINDS, EVERY, SEVERAL, VALUES]


def tables(name: str) -> tuple[Table, ...]:
    """The tables of one page of fields or values."""
    shown: tuple[Table, ...] = fields_page(name, f"handbook/fields/{name}/").shows["tables"]
    return shown


def text_of(cell: object) -> str:
    """What a reader sees of a table cell."""
    body = LexborHTMLParser(f"<body>{cell}").body
    return body.text() if body else ""


def models() -> set[type[BaseModel]]:
    """Every model that some file may hold."""
    roots: list[Any] = [Authority, *FOLDERS.values(), *SHARED.values()]
    return {model for root in roots for model in _within(root)}


def _within(model: Any) -> set[type[BaseModel]]:
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = [model]
    while waiting:
        here = waiting.pop()
        if isinstance(here, type) and issubclass(here, BaseModel):
            if here not in found:
                found.add(here)
                waiting += [field.annotation for field in here.model_fields.values()]
        else:
            waiting += getattr(here, "__args__", ())
    return found


# Fields and values


def test_every_field_is_explained() -> None:
    """Each field of each model has a line in the handbook with its meaning and what to write."""
    shown = {
        (table.anchor, text_of(row.cells[0]).split()[0]): row.cells
        for name in [*KINDS, EVERY, SEVERAL]
        for table in tables(name)
        for row in table.rows
    }
    for model in models():
        anchor = address_of(model).partition("#")[2]
        inherited = Record.model_fields.keys() if issubclass(model, Record) and model is not Record else set()
        for name in model.model_fields.keys() - inherited:
            cells = shown[anchor, name]
            assert text_of(cells[1]), f"{model.__name__}.{name} is not explained"
            assert text_of(cells[2]), f"{model.__name__}.{name} does not say what to write"
            assert ("needed" in text_of(cells[0])) == model.model_fields[name].is_required()


# Closed lists that no file uses: they are worked out.
NEVER_WRITTEN = {vocabulary.Shape, Timeliness}


def test_every_value_of_a_closed_list_is_explained() -> None:
    """Each closed list that a field uses stands in the handbook with all its values, spelt as in a file."""
    shown = {table.anchor: [text_of(row.cells[0]) for row in table.rows] for table in tables(VALUES)}
    for _, values in inspect.getmembers(vocabulary, inspect.isclass):
        if issubclass(values, ClosedList) and len(values) and values not in NEVER_WRITTEN:
            assert shown[address_of(values).partition("#")[2]] == [value.value for value in values]
    assert len(shown) == len(closed_lists())


def test_every_page_of_fields_has_a_page_to_stand_on() -> None:
    """Each page of fields is asked for by one hand-written page, and every such page is linked from the first."""
    asked = {
        re.findall(r"^shows: fields-(.+)$", page.read_text("utf-8"), re.MULTILINE)[0]: page.stem
        for page in (HANDBOOK / "fields").glob("*.md")
    }
    first = (HANDBOOK / "fields.md").read_text("utf-8")

    assert asked == {name: name for name in FIELD_PAGES}
    assert all(f"](fields/{name}.md)" in first for name in FIELD_PAGES)


@pytest.mark.parametrize("name", FIELD_PAGES)
def test_links_between_the_tables_land(name: str) -> None:
    """Every link from a table leads to a table that is there, and no two tables of a page share an anchor."""
    known = {f"handbook/fields/{page}/#{table.anchor}" for page in FIELD_PAGES for table in tables(page)}
    anchors = [table.anchor for table in tables(name)]
    linked = {
        href
        for table in tables(name)
        for cell in (table.note, *(cell for row in table.rows for cell in row.cells))
        for href in re.findall(r'href="([^"]+)"', str(cell))
    }

    assert len(set(anchors)) == len(anchors)
    for href in linked:
        full = f"handbook/fields/{name}/{href}" if href.startswith("#") else href.removeprefix("../../../")
        assert full in known or full == f"handbook/fields/{EVERY}/", href


@pytest.mark.parametrize(
    "value, written",
    [
        ("6 and 7 March", "6 and 7 March"),
        (["#strength-2"], '["#strength-2"]'),
        ({"date": "not stated"}, "{date: not stated}"),
        ([{"number": "a", "text": "…"}], "[{number: a, text: …}]"),
    ],
)
def test_an_example_is_shown_as_it_would_stand_in_a_file(value: object, written: str) -> None:
    """Examples are written as YAML on one line, with quotation marks only where they are needed."""
    assert in_file(value) == written


# Examples that their own field refuses; each is to be mended in its model, and then taken away here.
REFUSED: set[str] = set()


def test_an_example_can_be_typed() -> None:
    """What the handbook and editors show as an example is accepted by its field, the few named above apart."""
    refused = set()
    for model in models() | {Record}:
        for name in inspect.get_annotations(model).keys() & model.model_fields.keys():
            field = model.model_fields[name]
            kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
            for example in field.examples or ():
                try:
                    TypeAdapter(kind).validate_python(example or field.get_default())
                except ValidationError:
                    refused.add(f"{model.__name__}.{name}")
    assert refused == REFUSED


# The handbook's own words


def blocks(page: Path, language: str) -> list[str]:
    """The blocks of code of one language on a page."""
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def whole_files() -> dict[str, str]:
    """The files that the handbook shows whole, by their path."""
    found = [
        re.fullmatch(r"# (content/\S+)\n(.*)", block, re.DOTALL) for block in blocks(HANDBOOK / "index.md", "yaml")
    ]
    return {match[1]: match[0] for match in found if match}


@pytest.fixture
def northport(tmp_path: Path) -> Path:
    """A content folder made of the handbook's whole files, and of what all authorities share."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content" / "shared", content / "shared")
    for path, text in whole_files().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return content


def test_the_whole_files_of_the_handbook_pass_every_check(northport: Path) -> None:
    """An officer who copies the handbook's example gets no message."""
    assert len(whole_files()) == 3
    assert check_content(load_content(northport)) == []


def test_the_parts_shown_in_the_handbook_fit_into_that_example(northport: Path) -> None:
    """Each shorter piece of YAML in the handbook passes every check when it is put into the example."""
    item = northport / "northport" / "items" / "2026-damp-homes.yml"
    whole = item.read_text("utf-8")
    parts = [block for block in blocks(HANDBOOK / "index.md", "yaml") if not block.startswith("# content/")]
    assert len(parts) == 9
    for part in parts:
        later = northport / "northport" / "items" / "2026-later.yml"
        if part.startswith("owner:"):
            item.write_text(whole.replace("  owner: director-of-housing\n", _indented(part)), "utf-8")
            authority = northport / "northport" / "authority.yml"
            post = "  head-of-repairs:\n    title: Head of Repairs\n"
            authority.write_text(authority.read_text("utf-8") + post, "utf-8")
        elif part.startswith("withdrawn:"):
            later.write_text(whole.replace("items/2026-damp-homes.yml", "items/2026-later.yml") + part, "utf-8")
        elif part.startswith("sources:"):
            one = yaml.load(part, yaml.BaseLoader)["sources"][0]["ref"]  # noqa: S506
            again = part.replace(f"ref: {one}\n", f"ref: {one}-again\n").removeprefix("sources:\n")
            item.write_text(whole.replace("sources:\n", f"sources:\n{again}"), "utf-8")
        elif part.startswith("allow:"):
            text = yaml.load(part, yaml.BaseLoader)["allow"][0]["text"]  # noqa: S506
            item.write_text(f"{whole}{part}notes: The switchboard is {text}.\n", "utf-8")
        else:
            item.write_text(whole + part, "utf-8")
        found = check_content(load_content(northport))
        assert [str(problem) for problem in found if "letter 2" not in str(problem)] == [], part
        item.write_text(whole, "utf-8")
        later.unlink(missing_ok=True)


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def table_under(page: Path, heading: str) -> list[list[str]]:
    """The rows of the tables under a heading of a page, as lists of cells."""
    text = page.read_text("utf-8").partition(f"\n{heading}\n")[2]
    text = re.split(r"^## ", text, maxsplit=1, flags=re.MULTILINE)[0]
    rows = re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
    return [re.split(r" \| ", row) for row in rows if not row.startswith("---")]


def test_the_handbook_shows_every_form_of_a_date() -> None:
    """Each form of a date in the handbook can be typed, each kind of date has one, and so has each name beside it."""
    rows = [row[0] for row in table_under(HANDBOOK / "index.md", "## Dates {#dates}")]
    names = {name for row in rows for name in re.findall(r"`([a-z_]+)`", row)}
    forms = [form for row in rows for form in re.findall(r"`([^`]+)`", row) if form not in When.model_fields]

    assert {read_expression(form).kind for form in forms} == set(WhenKind)
    assert When.model_fields.keys() - {"date"} <= names


def test_the_handbook_shows_every_anchor() -> None:
    """Each kind of part and of fact that a reference may lead to is named."""
    page = (HANDBOOK / "index.md").read_text("utf-8")
    parts = {kind.anchor for kind in vocabulary.FindingKind} | {
        "resolution",
        "point",
        "question",
        "action",
        "workstream",
    }
    parts |= {"recommendation", "motion"}

    assert all(re.search(rf"`#{part}-(?:\d|g)`", page) for part in parts)
    assert all(f"`#{anchor}`" in page for anchor in FACT_ANCHORS)


def test_the_handbook_names_every_visibility_and_missing_value() -> None:
    """Who may see a record, and the three ways to miss a fact, are explained in prose as well."""
    page = (HANDBOOK / "index.md").read_text("utf-8")

    assert all(f"| `{value.value}` |" in page for value in [*vocabulary.Visibility, *vocabulary.Missing])


# Messages; what is said of each rule is tested with the rules


def test_the_message_shown_is_a_real_one(northport: Path) -> None:
    """The sample message at the head of that page is what the example gives with a date in the wrong form."""
    item = northport / "northport" / "items" / "2026-damp-homes.yml"
    item.write_text(item.read_text("utf-8").replace("meeting: 2026-03-12", "meeting: 12/03/2026"), "utf-8")
    (message,) = check_content(load_content(northport))

    (shown,) = blocks(HANDBOOK / "problems.md", "text")
    assert shown.strip() == str(message)


# How statuses are decided


def test_every_status_is_explained_to_readers() -> None:
    """Each value of the four axes, each shape and each state of a follow-up stands on the page with its meaning."""
    shows = method_page("about/method/").shows
    told = {value.word.word: value.meaning for question in shows["questions"] for value in question.values}
    shapes = {value.word.shape: value.meaning for value in shows["shapes"]}

    assert [axis.__name__ for _, _, axis in QUESTIONS] == ["Response", "Delivery", "Timeliness", "Assurance"]
    for _, _, axis in QUESTIONS:
        for value in axis:
            assert told[value.label]
            assert value.shape in shapes
    assert [value.word.word for value in shows["follow_ups"]] == [state.label for state in vocabulary.FollowUpState]
    assert all(value.meaning for value in [*shows["follow_ups"], *shows["shapes"]])


def test_the_table_of_timeliness_holds_every_value_and_every_delivery() -> None:
    """Each value of timeliness is reached by some line, and each delivery stands in one."""
    cases = timeliness_cases()
    reached = {word.word for case in cases for word in case.values if word}

    assert reached == {value.label for value in Timeliness}
    assert all(any(delivery.label in case.reported for case in cases) for delivery in Delivery)


def test_nothing_is_overdue_without_a_last_day_and_a_report() -> None:
    """The only overdue cell is a last day that has passed with work reported unfinished."""
    overdue = [
        (case.reported, place)
        for case in timeliness_cases()
        for place, word in enumerate(case.values)
        if word and word.word == Timeliness.OVERDUE.label
    ]

    assert overdue == [("Not started, In progress, Partly implemented or Paused", 2)]


def test_every_kind_of_date_is_shown_with_its_last_day() -> None:
    """Each kind of date has an example, and each example has a last day or the words for its absence."""
    assert {when.kind for when in DATES} == set(WhenKind)
    for said, last, word in method_page("about/method/").shows["dates"]:
        assert said
        assert last or word
        assert bool(word) == (not re.match(r"\d{1,2} \w+ \d{4}", last))


def test_the_word_of_the_minutes_is_no_status() -> None:
    """No status, shape or state is called resolved, outstanding, failed or breached."""
    words = [value.label for _, _, axis in QUESTIONS for value in axis]
    words += [value.label for values in (vocabulary.FollowUpState, vocabulary.MeetingState) for value in values]

    assert not [word for word in words if re.search(r"resolved|outstanding|failed|breach|ignored", word.lower())]


# The pages as built


@pytest.mark.parametrize("page", ["about/method/", *(f"handbook/fields/{name}/" for name in FIELD_PAGES)])
def test_a_generated_page_is_built(seeds: BuiltSite, page: str) -> None:
    """A page made from the models carries its tables, each with a caption, in less than 60 KB."""
    built = seeds.page(page)

    assert built.css("table caption")
    assert len(built.css("h1")) == 1
    assert seeds.file(page).stat().st_size <= 60 * 1024


@pytest.mark.parametrize(
    "page",
    [
        "about/",
        "accessibility/",
        "handbook/",
        "handbook/first-record/",
        "handbook/what-may-be-published/",
        "handbook/desk/",
        "handbook/problems/",
        "developers/",
    ],
)
def test_a_page_written_by_hand_is_built(seeds: BuiltSite, page: str) -> None:
    """About, the accessibility statement, the handbook and the page for developers are there, in plain HTML."""
    built = seeds.page(page)

    assert len(built.css("h1")) == 1
    assert "{#" not in seeds.file(page).read_text("utf-8")


def test_the_footer_leads_to_the_way_to_report_a_mistake(seeds: BuiltSite) -> None:
    """The heading that the footer of every page links to is there."""
    assert seeds.page("about/").css_first("h2#mistakes") is not None
