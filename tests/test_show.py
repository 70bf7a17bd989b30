"""`scrutiny show`: a record from all sides."""

import shutil
from pathlib import Path

import pytest

from conftest import ROOT, SAMPLE
from test_check_command import SCRUTINY, run

NOON = {"SOURCE_DATE_EPOCH": "1795348800"}
"""22 November 2026."""


def show(record: str, content: Path = SAMPLE, code: int = 0) -> list[str]:
    """The lines that the command prints of a record."""
    return run(SCRUTINY, "show", record, "--content", str(content), env=NOON, code=code).stdout.splitlines()


def section(lines: list[str], heading: str) -> list[str]:
    """The lines below a heading."""
    below = lines[lines.index(heading) + 1 :]
    return [line.strip() for line in below[: below.index("") if "" in below else len(below)]]


def test_a_record_of_the_seeds() -> None:
    """What Bradford's item leads to, and what it has set, is said with the names that its file uses."""
    lines = show("bradford/items/undated-front-door", ROOT / "content")

    assert lines[0] == "Bradford: Ofsted inspection of children's services, the front door and MASH"
    assert lines[2:8] == [
        "Record    bradford/items/undated-front-door, a committee item",
        "File      content/bradford/items/undated-front-door.yml",
        "Page      bradford/items/undated-front-door/",
        "Public    yes: it says “visibility: public”.",
        "          As of 22 November 2026.",
        "Holds     4 resolutions, 6 points, 6 questions, 4 recommendations",
    ]
    title = "Bradford: improvement plan for children's services"
    assert f"#resolution-2 responds_to: bradford/plans/undated-improvement-plan#workstream-4 — {title}" in section(
        lines, "It leads to"
    )
    assert section(lines, "What leads to it") == ["nothing"]
    assert "#resolution-2 interim-strategic-director; due: 20 March 2019; date passed, no progress recorded" in section(
        lines, "To be done"
    )


def test_what_leads_to_it() -> None:
    """The other end of the same links is found from the plan."""
    lines = show("bradford/plans/undated-improvement-plan#workstream-4", ROOT / "content")

    title = "Bradford: Ofsted inspection of children's services, the front door and MASH"
    assert section(lines, "What leads to it") == [
        f"bradford/items/undated-front-door#resolution-{number} — {title} (responds_to)" for number in (2, 4)
    ]


@pytest.mark.parametrize(
    "record",
    ["bradford/items/undated-front-door", "items/undated-front-door", "content/bradford/items/undated-front-door.yml"],
)
def test_ways_to_name_a_record(record: str) -> None:
    """An id, an id without the council, and the path of the file mean the same."""
    assert show(record, ROOT / "content")[2] == "Record    bradford/items/undated-front-door, a committee item"


@pytest.mark.parametrize(
    "record, why",
    [
        ("northwick/items/2026-zzqdraft", "no: it is a draft. Write “visibility: public” once it is finished."),
        ("northwick/items/2026-zzqembargoed-later", "no: it is embargoed. Until: "),
        ("northwick/items/2026-embargo-over", "yes: its embargo has ended. Until: "),
        ("northwick/items/2026-exempt-contract", "no: it is exempt, under paragraph 3 of Schedule 12A; only an edit "),
        ("northwick", "yes: it says “visibility: public”."),
    ],
)
def test_why_it_is_public_or_not(record: str, why: str) -> None:
    """The record's visibility is said with the fact that decides it."""
    (line,) = [line for line in show(record) if line.startswith("Public")]
    assert line.removeprefix("Public    ").startswith(why)


def test_an_authority_takes_its_records_with_it(tmp_path: Path) -> None:
    """Of a public record of an authority that is a draft it is said that the authority keeps it back."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    authority = tmp_path / "content" / "bradford" / "authority.yml"
    authority.write_text(authority.read_text("utf-8").replace("visibility: public", "visibility: draft"), "utf-8")

    lines = show("bradford/items/undated-front-door", tmp_path / "content")
    assert "Public    no: its authority is not public, and takes all its records with it (“draft”)." in lines


def test_a_record_that_is_not_there() -> None:
    """A misspelt name gets a guess, a part that is not there the parts there are, and the code 1."""
    content = ROOT / "content"

    assert show("bradford/items/undated-front-dor", content, 1) == [
        'There is no record “bradford/items/undated-front-dor”: did you mean "bradford/items/undated-front-door"?'
    ]
    assert show("bradford/items/undated-front-door#resolution-22", content, 1) == [
        'bradford/items/undated-front-door has no part “#resolution-22”: did you mean "resolution-2"?'
    ]


def test_a_bad_file(tmp_path: Path) -> None:
    """A record that cannot be read is named with its file and how to see its problems."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "bradford" / "items" / "undated-front-door.yml"
    file.write_text(file.read_text("utf-8").replace("kind: report", "kind: repport", 1), "utf-8")

    lines = show("bradford/items/undated-front-door", tmp_path / "content")
    assert lines[4].startswith("Problems  1 problem: scrutiny check ")
    assert lines[5] == "Public    no: the file cannot be read until its problems are mended."
