"""The examples of every rule are true: the wrong one breaks that rule, the right one breaks none."""

import csv
import datetime
import io
import json
import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from pydantic import AnyUrl, BaseModel, Field, field_validator

from scrutiny.check import check_content, problems_and_warnings, withheld_in_public
from scrutiny.commands.tracker import rows_at
from scrutiny.ledger import Ledger, Standing, What, after, lost_records, read_ledger
from scrutiny.load.content import load_content
from scrutiny.load.reader import read_document
from scrutiny.load.shape import validate
from scrutiny.load.syntax import explain as explain_syntax
from scrutiny.load.text import LARGEST_FILE
from scrutiny.problem import report
from scrutiny.rules import RULES, Rule
from scrutiny.sheet import UnreadableSheetError, prove, read_table, take, write_table
from scrutiny.stage import publishable

GOOD = {
    "shared/bodies.yml": "bodies: {}",
    "shared/offices.yml": """
offices:
  director-of-childrens-services:
    title: Director of Children's Services
    basis:
      title: Children Act 2004, section 18
""",
    "shared/frameworks.yml": """
scales:
  four-words:
    title: Four words
    grades:
      good:
        label: Good
      poor:
        label: Poor
frameworks:
  homes:
    title: An inspection of homes
    scale: four-words
    domains:
      repairs:
        label: Repairs
""",
    "shared/themes.yml": "themes: {}",
    "shared/terms.yml": "terms: {}",
    "northport/authority.yml": """
title: Northport Council
short_name: Northport
visibility: public
summary: Northport's scrutiny of inspections of its homes.
gss: not stated
invented: yes
committees:
  housing-scrutiny:
    name: Housing Scrutiny Committee
roles:
  director-of-housing:
    title: Director of Housing
""",
    "northport/inspections/2026-housing.yml": """
title: "Northport: inspection of the council's homes, 2026"
visibility: public
summary: The regulator found that repairs of damp homes take too long.
kind: inspection
framework: homes
published: 2026-02-03
findings:
  - number: 1
    kind: strength
    text: Residents are listened to
""",
    "northport/items/2025-mould.yml": """
title: "Northport: mould, November 2025"
visibility: public
summary: The committee heard about mould.
kind: report
committee: housing-scrutiny
meeting: 2025-11-13
resolutions:
  verb: none recorded
""",
    "northport/items/2026-damp-homes.yml": """
title: "Northport: damp homes, March 2026"
visibility: public
summary: The committee asked for a plan of repairs in March 2026.
kind: report
committee: housing-scrutiny
meeting: 2026-03-12
sources:
  - ref: minutes
    title: Minutes, item 6
    kind: minutes
    url: not stated
resolutions:
  verb: resolved
  list:
    - effect: request information
      text: Bring a plan of repairs to the committee.
notes: First agreed on 12 March 2026.
""",
}
"""A small content folder without a fault, into which each example is put."""

ITEM = "northport/items/2026-damp-homes.yml"
"""The file that an example belongs to when it names none."""


def with_example(example: str) -> dict[str, str]:
    """The good folder with the lines of an example in their file, in place of those of the same names."""
    first = re.match(r"# content/(\S+)\n", example)
    file, lines = (first[1], example[first.end() :]) if first else (ITEM, example)
    names = set(re.findall(r"^(\w+):", lines, re.MULTILINE))
    blocks = re.split(r"^(?=\w)", GOOD.get(file, "").lstrip("\n"), flags=re.MULTILINE)
    kept = [block for block in blocks if block.partition(":")[0] not in names]
    return GOOD | {file: "".join(kept) + lines + "\n"}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a content folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.lstrip("\n"), "utf-8")
    return folder


def broken(content: Path) -> set[str]:
    """The rules that a content folder breaks."""
    return {problem.rule for problem in problems_and_warnings(load_content(content))}


def test_the_good_folder_is_good(tmp_path: Path) -> None:
    """What the examples are put into has no problem of its own."""
    assert report(check_content(load_content(write(tmp_path / "content", GOOD)))) == "no problems"


SHOWN = {name: rule for name, rule in RULES.items() if not rule.in_words}


@pytest.mark.parametrize("rule", SHOWN.values(), ids=SHOWN)
def test_the_wrong_lines_break_their_rule(rule: Rule, tmp_path: Path) -> None:
    """The wrong example of a rule, put into a good record, gives that rule and no other."""
    assert broken(write(tmp_path / "content", with_example(rule.wrong))) == {rule.name}


@pytest.mark.parametrize("rule", SHOWN.values(), ids=SHOWN)
def test_the_right_lines_break_none(rule: Rule, tmp_path: Path) -> None:
    """The right example of a rule, put into a good record, passes every check."""
    found = problems_and_warnings(load_content(write(tmp_path / "content", with_example(rule.right))))
    assert report(found) == "no problems"


# Examples in words: what they say is done here


Way = Callable[[Path], object]
"""Brings a good content folder into the state that an example speaks of."""


def named(name: str, text: str = GOOD[ITEM]) -> Way:
    """A way to a file of another name."""
    return lambda content: write(content, {name: text})


def holding(text: str | bytes) -> Way:
    """A way to an item that holds other text or bytes."""
    raw = text.encode() if isinstance(text, str) else text
    return lambda content: (content / ITEM).write_bytes(raw)


def adding(text: str) -> Way:
    """A way to an item with more lines."""
    return holding(GOOD[ITEM].lstrip("\n") + text)


def as_it_is(content: Path) -> None:
    """Leave the good folder good."""


def _link(content: Path) -> None:
    (content / "northport/items/2026-linked.yml").symlink_to(content / ITEM)


def _pipe(content: Path) -> None:
    os.mkfifo(content / "northport/items/2026-pipe.yml")


def _without_authority(content: Path) -> None:
    for file in (content / "northport/inspections").iterdir():
        file.unlink()
    (content / "northport/authority.yml").unlink()


def _empty(content: Path) -> None:
    for file in content.rglob("*.yml"):
        file.unlink()


OVER = "x" * 200_001
IN_WORDS: dict[str, tuple[Way, Way]] = {
    "bad-file-name": (named("northport/items/Damp Homes.yml"), named("northport/items/2026-damp-flats.yml")),
    "bad-folder": (
        named("Northport Council/authority.yml"),
        named("northport/authority.yml", GOOD["northport/authority.yml"]),
    ),
    "unknown-folder": (named("northport/item/2026-damp-homes.yml"), as_it_is),
    "no-authority": (_without_authority, as_it_is),
    "no-records": (_empty, as_it_is),
    "not-yml": (named("northport/items/2026-damp-homes.yml.txt"), as_it_is),
    "foreign-file": (holding(b"PK\x03\x04 word/document.xml"), as_it_is),
    "not-a-file": (_link, as_it_is),
    "file-too-large": (adding("# " + "x" * LARGEST_FILE), as_it_is),
    "empty-file": (holding("# To do: damp homes\n"), as_it_is),
    "year-not-stated": (named("northport/items/2024-damp-homes.yml"), named("northport/items/undated-damp-homes.yml")),
    "not-utf-8": (holding(GOOD[ITEM].encode("utf-16")), holding(GOOD[ITEM].encode("utf-8-sig"))),
    "odd-space": (adding("heading:\N{NO-BREAK SPACE}Damp homes\n"), adding("heading: Damp homes\n")),
    "tab-indentation": (
        holding(GOOD[ITEM].replace("meeting: 2026", "meeting:\n\tdate: 2026")),
        holding(GOOD[ITEM].replace("meeting: 2026", "meeting:\n  date: 2026")),
    ),
    "too-many-problems": (
        adding("points:\n" + "  - text: A point.\n" * 150),
        adding("points:\n" + "".join(f"  - number: {n}\n    text: A point.\n" for n in range(1, 151))),
    ),
    "not-a-record": (holding("The committee asked for a plan of repairs.\n"), as_it_is),
    "text-too-long": (adding(f"background: |\n  {OVER}\n"), adding("background: |\n  Short.\n")),
    "markdown-too-deep": (adding(f"background: |\n  {'>' * 30} Damp.\n"), adding("background: |\n  > Damp.\n")),
    "too-long": (adding(f"heading: {'x' * 401}\n"), adding("heading: Damp homes\n")),
}
"""For each of these the way to what its wrong example says, and to what its right one says."""


@pytest.mark.parametrize("name", IN_WORDS)
def test_what_the_words_say_is_so(name: str, tmp_path: Path) -> None:
    """What the wrong example says in words gives that rule, and what the right one says gives no problem."""
    for way, folder, given in zip(IN_WORDS[name], ("wrong", "right"), (True, False), strict=True):
        content = write(tmp_path / folder / "content", GOOD)
        way(content)
        found = broken(content)
        assert name in found if given else found == set(), found


class Fields(BaseModel):
    """Kinds of value that reading knows how to answer for, and that no field of a record has today."""

    not_a_time: datetime.time | None = None
    not_a_number: float | None = None
    not_a_web_address: AnyUrl | None = None
    wrong_form: Annotated[str, Field(pattern=r"^\w+ \d+$")] | None = None
    not_accepted: str | None = None

    @field_validator("not_accepted")
    @classmethod
    def _before_2026(cls, text: str | None) -> str | None:
        if text and text >= "2026":
            raise ValueError("is not before 2026 — write an earlier day")
        return text


OF_NO_FIELD = [name.replace("_", "-") for name in Fields.model_fields]


@pytest.mark.parametrize("name", OF_NO_FIELD)
def test_a_value_that_no_field_wants_today_is_answered_for(name: str) -> None:
    """Of the rules for kinds of value that only a future field will have, the first value in each example is tried."""
    for example, given in ((RULES[name].wrong, True), (RULES[name].right, False)):
        (value, *_) = re.findall(r"``(.+?)``", example)
        document = read_document(f'{name.replace("-", "_")}: "{value}"\n'.encode(), "content/x.yml")
        _, problems = validate(Fields, document)
        assert [problem.rule for problem in problems] == ([name] if given else [])


def test_a_file_that_may_not_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be opened gives the rule for it; the machine is made to refuse: root it lets in."""
    content = write(tmp_path / "content", GOOD)
    opened = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == content / ITEM:
            raise PermissionError(13, "Permission denied")
        return opened(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert broken(content) == {"unreadable"}


def test_what_the_reader_does_not_know_has_a_rule() -> None:
    """An error of the parser that fits no other rule gives the one that says only that the line cannot be read."""
    assert explain_syntax(yaml.YAMLError("something new"), ("a: b",), None).rule == "not-readable"


PROMISE = GOOD[ITEM].replace("committee.\n", "committee.\n      action:\n        due: 2026-06-11\n")
"""The item of the good folder with something to be done, so that a tracker has a row."""

NEWS = {"New date": "2026-05-01", "New by": "the Director of Housing", "New news": "Half of the plan is written."}
"""What a row of a tracker needs to bring news."""

Sheet = Callable[[str, str], tuple[str, str]]
"""Does to a tracker and to the file of the record what an example says."""


def in_cell(name: str, text: str) -> Sheet:
    """A tracker with another text in a column of its one row."""
    return lambda table, record: (table.replace(f"<{name}>", text), record)


def in_table(before: str, after: str) -> Sheet:
    """A tracker with something else in place of a text."""
    return lambda table, record: (table.replace(before, after, 1), record)


def in_brackets(table: str, record: str) -> tuple[str, str]:
    """A record that stands in curly brackets."""
    return table, json.dumps(yaml.load(record, yaml.BaseLoader))  # noqa: S506  it makes nothing but text


FROM_EXCEL: dict[str, tuple[Sheet, Sheet]] = {
    "tracker-unreadable": (in_table('"Reference"', '"No heading"'), in_table("", "")),
    "tracker-column": (in_table('"New news"', '"New new"'), in_table("", "")),
    "tracker-row": (in_table("#resolution-1", "#resolution-9"), in_table("", "")),
    "tracker-cell": (in_cell("New delivery", "done"), in_cell("New delivery", "in progress")),
    "tracker-file": (in_brackets, in_table("", "")),
}
"""For each of these what its wrong example does to a tracker with one piece of news, and what its right one does."""


def brought(content: Path, sheet: Sheet) -> tuple[set[str], int]:
    """Send a tracker out, change it and take it in with news: the rules it breaks, and how many files it changes."""
    instant = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
    rows = rows_at(load_content(content).register, instant)
    ((heads, cells),) = [list(csv.reader(io.StringIO(write_table(rows).decode("utf-8-sig"))))]
    news = {**dict(zip(heads, cells, strict=True)), **NEWS, "New delivery": "<New delivery>"}
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([heads, [news[head] for head in heads]])
    table, record = sheet(text.getvalue(), (content / ITEM).read_text("utf-8"))
    (content / ITEM).write_text(record, "utf-8")
    loaded = load_content(content)
    try:
        grid = read_table(table.replace("<New delivery>", "").encode(), "tracker.csv")
    except UnreadableSheetError as refused:
        return {refused.problem.rule}, 0
    taken = take(grid, loaded.register, rows, rows, instant.date())
    proved = prove(content, loaded, taken.pieces, grid)
    return {problem.rule for problem in (*taken.problems, *proved.problems)}, len(proved.files)


@pytest.mark.parametrize("name", FROM_EXCEL)
def test_what_the_words_say_of_a_tracker_is_so(name: str, tmp_path: Path) -> None:
    """A tracker changed as the wrong example says gives that rule; one as the right example says is taken in."""
    wrong, right = FROM_EXCEL[name]

    rules, _ = brought(write(tmp_path / "wrong" / "content", GOOD | {ITEM: PROMISE}), wrong)
    assert name in rules
    assert brought(write(tmp_path / "right" / "content", GOOD | {ITEM: PROMISE}), right) == (set(), 1)


def _deleted(content: Path) -> None:
    (content / ITEM).unlink()


def _renamed(content: Path) -> None:
    moved = GOOD[ITEM].lstrip("\n") + f"formerly: [{ITEM.removesuffix('.yml')}]\n"
    (content / ITEM).with_name("2026-damp-housing.yml").write_text(moved, "utf-8")
    (content / ITEM).unlink()


def _removed(more: str = "") -> Way:
    lines = f"removed:\n  - record: items/2026-damp-homes\n    on: 2026-05-03\n    reason: It named a family.\n{more}"
    return lambda content: write(content, {"northport/removed.yml": lines})


def _gone(content: Path) -> None:
    _removed()(content)
    _deleted(content)


AGAIN = "    public_again:\n      on: 2026-05-10\n      released_by: Head of Democratic Services\n"
WITHDRAWN = "withdrawn:\n  on: 2026-05-03\n  reason: Published twice.\n"
PUBLISHED: dict[str, tuple[Way, Way, Way]] = {
    "address-lost": (as_it_is, _deleted, _renamed),
    "address-reused": (_gone, as_it_is, named("northport/items/2026-damp-homes-again.yml")),
    "public-again": (adding(WITHDRAWN), as_it_is, _removed(AGAIN)),
    "removed-unknown": (_deleted, _gone, _deleted),
}
"""For each of these the way to what was published, and to what its wrong and its right example say after that."""


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_the_words_say_of_what_was_published_is_so(name: str, tmp_path: Path) -> None:
    """After a first publication, what the wrong example says gives that rule, and what the right one says none."""
    before, *ways = PUBLISHED[name]
    instant = datetime.datetime(2026, 5, 4, 12, tzinfo=datetime.UTC)
    content = write(tmp_path / "before" / "content", GOOD)
    before(content)
    staged = publishable(load_content(content).register, instant)
    pages = {f"/{id_}/": What.RECORD for id_ in staged.records}
    ledger = read_ledger(after(Ledger(), Standing(staged, pages), instant.date()))
    for way, given in zip(ways, ({name}, set()), strict=True):
        content = write(tmp_path / f"{len(given)}" / "content", GOOD)
        if name == "address-reused" and not given:
            before(content)
        way(content)
        loaded = load_content(content)
        assert loaded.problems == []
        assert {problem.rule for problem in lost_records(ledger, publishable(loaded.register, instant))} == given


def test_what_the_words_say_of_a_public_repository_is_so(tmp_path: Path) -> None:
    """A draft in a repository that everybody can read gives that rule; without the draft there is none."""
    draft = GOOD | {ITEM: GOOD[ITEM].replace("visibility: public", "visibility: draft")}
    for files, given in ((draft, ["withheld-in-public"]), (GOOD, [])):
        loaded = load_content(write(tmp_path / str(len(given)) / "content", files))
        assert [problem.rule for problem in withheld_in_public(loaded, "public")] == given


def test_every_example_in_words_is_tried() -> None:
    """Each rule whose example is in words is tried by one of the tests above."""
    tried = [*IN_WORDS, *OF_NO_FIELD, *FROM_EXCEL, *PUBLISHED, "withheld-in-public", "unreadable", "not-readable"]
    assert sorted(tried) == sorted(name for name, rule in RULES.items() if rule.in_words)
