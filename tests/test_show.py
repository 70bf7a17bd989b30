"""`scrutiny show`: a record from all sides."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from conftest import ROOT, SAMPLE
from scrutiny.commands.show import command
from scrutiny.load.content import load_content
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


def test_own_references_do_not_lead_to_the_whole() -> None:
    """What a record says of its own parts leads from it, not to it; of a part it is told as leading there."""
    whole = show("northwick/items/2024-hub")

    assert not [line for line in section(whole, "What leads to it") if line.startswith("#")]
    part = section(show("northwick/items/2024-hub#motion-1"), "What leads to it")
    assert [line for line in part if line.startswith("#")]


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


def test_news_is_told_in_its_own_section(tmp_path: Path) -> None:
    """News of a record or a part is told by day, who and in its words, whichever record has it."""
    shutil.copytree(SAMPLE, tmp_path / "content")
    follow_up = tmp_path / "content" / "northwick" / "items" / "2024-hub-follow-up.yml"
    entry = (
        "  - about: items/2024-hub#resolution-3\n    on: 2026-01-05\n    by: the board\n    text: Half of it moved.\n"
    )
    text = follow_up.read_text("utf-8")
    assert "\nupdates:\n" in text
    follow_up.write_text(text.replace("\nupdates:\n", f"\nupdates:\n{entry}"), "utf-8")

    part = show("northwick/items/2024-hub#resolution-3", tmp_path / "content")
    news = section(part, "News")
    assert "5 January 2026, the board: Half of it moved. (northwick/items/2024-hub-follow-up)" in news
    last = "14 July 2026, the committee: Did not accept the explanation and asked for a new date. "
    last += "(northwick/items/2026-hub-follow-up)"
    assert news[-1] == last
    assert not [line for line in section(part, "What leads to it") if "(about" in line or line.startswith("# ")]
    whole = show("northwick/items/2024-hub", tmp_path / "content")
    assert f"#resolution-3 {last}" in section(whole, "News")
    assert not [line for line in section(whole, "It leads to") if line.startswith("about: #")]


def test_no_reference_is_empty() -> None:
    """Of every part of the sample what leads to it has a name."""
    for id_ in ("northwick/items/2024-hub", "northwick/items/2024-hub-follow-up"):
        for part in load_content(SAMPLE).register.records[id_].parts():
            lines = CliRunner().invoke(command, [f"{id_}#{part}", "--content", str(SAMPLE)]).output.splitlines()
            assert not [line for line in lines if line.strip().startswith("# ")], lines


def test_a_word_proposes_the_records_that_have_it() -> None:
    """A word instead of a name proposes every record with it in its id or its title, capitals or not."""
    told = show("FRONT", ROOT / "content", 1)
    assert told[0].startswith("There is no record “FRONT”: did you mean ")
    title = "Bradford: Ofsted inspection of children's services, the front door and MASH"
    assert f"  bradford/items/undated-front-door — {title}" in told
    by_title = show("front door and mash", ROOT / "content", 1)
    assert by_title == [
        "There is no record “front door and mash”: did you mean this one?",
        f"  bradford/items/undated-front-door — {title}",
    ]
    many = show("northwick", SAMPLE) and show("2024-", SAMPLE, 1)
    assert 2 < len(many) <= 22


def test_a_file_that_is_not_read(tmp_path: Path) -> None:
    """A record whose file is there but is not read, such as a link, is not said to be missing."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "bradford" / "items" / "undated-front-door.yml"
    file.rename(tmp_path / "elsewhere.yml")
    file.symlink_to(tmp_path / "elsewhere.yml")

    (line,) = show("bradford/items/undated-front-door", tmp_path / "content", 1)
    assert line.endswith("content/bradford/items/undated-front-door.yml was not read. To see why: scrutiny check")


@pytest.mark.parametrize("record", ["", "#", "/", "a/b/c/d/e#f", "../../x", "n" * 5000, "shared/themes.yml"])
def test_anything_may_be_typed(record: str) -> None:
    """Whatever is typed instead of a record is answered by a sentence and the code 1."""
    done = CliRunner().invoke(command, [record, "--content", str(ROOT / "content")])
    assert (done.exit_code, done.output.count("\n")) == (1, 1)
    assert done.output.startswith("There is no record “")


@pytest.mark.parametrize("content", [SAMPLE, ROOT / "tests" / "bad" / "content"], ids=["sample", "bad"])
def test_every_record_can_be_shown(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record, good or bad, is shown with its file and whether it is public."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", NOON["SOURCE_DATE_EPOCH"])
    ids = [id_ for id_ in load_content(content).documents if not id_.startswith("shared/")]
    assert len(ids) > 20
    for id_ in ids:
        done = CliRunner().invoke(command, [id_, "--content", str(content)])
        assert (id_, done.exit_code, done.exception) == (id_, 0, None)
        assert "\nFile      " in done.output
        assert "\nPublic    " in done.output


def test_a_bad_file(tmp_path: Path) -> None:
    """A record that cannot be read is named with its file and how to see its problems."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "bradford" / "items" / "undated-front-door.yml"
    file.write_text(file.read_text("utf-8").replace("kind: report", "kind: repport", 1), "utf-8")

    lines = show("bradford/items/undated-front-door", tmp_path / "content")
    assert lines[4].startswith("Problems  1 problem: scrutiny check ")
    assert lines[5] == "Public    no: the file cannot be read until its problems are mended."
