"""The handbook's first record, typed as it stands there: every command, every answer and every file."""

import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from test_check_command import SCRUTINY, run
from test_handbook import HANDBOOK, blocks, whole_files

PAGE = HANDBOOK / "first-record.md"
FILE = "content/northport/items/2026-damp-homes-answer-regulator.yml"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with the handbook's council and inspection, and the minutes of the page saved as text."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(ROOT / "content" / "shared", tmp_path / "content" / "shared")
    for path, text in whole_files().items():
        if "/items/" not in path:
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
    shutil.copytree(ROOT / "docs" / "schemas", tmp_path / "docs" / "schemas")
    (tmp_path / "minutes.txt").write_text(blocks(PAGE, "text")[0], "utf-8")
    return tmp_path


def commands() -> list[str]:
    """The commands of the page, in its order, without the folder in which they were installed."""
    lines = "".join(blocks(PAGE, "sh")).splitlines()
    return [line.removeprefix(".venv/bin/") for line in lines]


def finished() -> str:
    """The finished record that the page shows."""
    (text,) = [block for block in blocks(PAGE, "yaml") if block.startswith(f"# {FILE}\n")]
    return text


def test_the_commands_are_those_that_are_tried_here() -> None:
    """The page has the commands of the tests below, and no other."""
    assert commands() == ["scrutiny import minutes.txt --authority northport", "scrutiny check", "mkdocs serve"]


def test_the_draft_is_the_one_that_is_shown(desk: Path) -> None:
    """The first command answers as the page says, and its draft has every line shown and passes the check."""
    done = run(SCRUTINY, *commands()[0].split()[1:], at=desk, code=0)

    assert blocks(PAGE, "text")[1].strip() in done.stdout.splitlines()
    draft = (desk / FILE).read_text("utf-8")
    shown = blocks(PAGE, "yaml")[0]
    assert shown in draft
    assert "visibility: draft\n" in draft
    assert "01632" not in draft
    assert draft.startswith("# yaml-language-server: $schema=../../../docs/schemas/item.schema.json\n")
    assert run(SCRUTINY, "check", at=desk, code=0).stdout == "no problems in 8 files\n"


def test_the_finished_record_passes_every_check(desk: Path) -> None:
    """The file as finished on the page is good, and the answer of the check is the one it gives."""
    (desk / FILE).parent.mkdir()
    (desk / FILE).write_text(finished(), "utf-8")

    answer = run(SCRUTINY, *commands()[1].split()[1:], at=desk, code=0).stdout.strip()
    assert f"`{answer}`" in PAGE.read_text("utf-8")


def test_the_message_is_the_one_that_is_shown(desk: Path) -> None:
    """The slip that the page makes on purpose gets the message that it prints."""
    (desk / FILE).parent.mkdir()
    (desk / FILE).write_text(finished().replace("meeting: 2026-03-12", "meeting: 12/03/2026"), "utf-8")

    told = run(SCRUTINY, "check", at=desk, code=1).stdout
    assert told.startswith(blocks(PAGE, "text")[2])


def test_every_command_named_in_the_handbook_is_there() -> None:
    """What the handbook says to type is a command that there is."""
    pages = [path.read_text("utf-8") for path in HANDBOOK.rglob("*.md")]
    named = {name for page in pages for name in re.findall(r"`(?:\.venv/bin/)?scrutiny ([a-z]+)", page)}

    assert {"check", "explain", "new", "import", "export", "show"} <= named
    listed = run(SCRUTINY, "--help", code=0).stdout
    assert {name for name in named if f"\n  {name} " not in listed} == set()
