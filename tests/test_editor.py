"""What an officer sees while typing: names, values and their meanings, and slips marked. Needs Node.js and npm.

A real YAML language server answers, the one of the extension that `.vscode/extensions.json` recommends.
"""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from language_server import Editor, editor, install

pytestmark = pytest.mark.server

SETTINGS = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
ITEM = """\
title: "Northport: damp homes, March 2026"
visibility: public
summary: The committee heard how the council answers the regulator.
kind: report
committee: housing-scrutiny
meeting: 2026-03-12
resolutions:
  verb: resolved
  list:
    - number: 1
      effect: note
      text: Note the report.
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The language server, fetched for this run alone."""
    return install(tmp_path_factory.mktemp("server"))


@pytest.fixture(scope="module")
def desk(program: Path) -> Iterator[Editor]:
    """An editor with the project open, with the settings that the project gives."""
    with editor(program, ROOT, SETTINGS) as opened:
        yield opened


@pytest.fixture(scope="module")
def bare(program: Path) -> Iterator[Editor]:
    """An editor that knows nothing of the project's settings."""
    with editor(program, ROOT, {"yaml.schemaStore.enable": False}) as opened:
        yield opened


def place(text: str, sign: str = "|") -> tuple[str, dict[str, int]]:
    """A text without the sign that marks the cursor, and the place of the cursor."""
    before, _, after = text.partition(sign)
    lines = before.split("\n")
    return before + after, {"line": len(lines) - 1, "character": len(lines[-1])}


NUMBERS = count(1)


def new_file(folder: str = "content/northport/items") -> Path:
    """A file that nobody has opened yet; it need not exist."""
    return ROOT / folder / f"2026-typing-{next(NUMBERS)}.yml"


def offered(desk: Editor, text: str, folder: str = "content/northport/items") -> dict[str, Any]:
    """What is offered at the cursor, by its label, with what is said about each."""
    text, cursor = place(text)
    uri = desk.open(new_file(folder), text)
    answer = desk.ask("textDocument/completion", textDocument={"uri": uri}, position=cursor)
    found: dict[str, Any] = {}
    for each in answer["items"]:
        said = each.get("documentation") or ""
        found[each["label"]] = said["value"] if isinstance(said, dict) else said
    return found


def hovered(desk: Editor, text: str) -> str:
    """What is shown where the pointer rests, without the escapes of Markdown."""
    text, cursor = place(text)
    uri = desk.open(new_file(), text)
    answer = desk.ask("textDocument/hover", textDocument={"uri": uri}, position=cursor)
    shown = answer["contents"]
    return str(shown["value"] if isinstance(shown, dict) else shown).replace("\\", "")


def test_a_name_is_offered(desk: Editor) -> None:
    """Beginning a line offers the names that fit there, each with what it means."""
    found = offered(desk, ITEM + "que|")

    assert "What members asked" in found["questions"]


def test_a_name_inside_a_group_is_offered(desk: Editor) -> None:
    """Inside a resolution the names of a resolution are offered, those already there not."""
    found = offered(desk, ITEM + "      f|")

    assert "later look" in found["follow_up"]
    assert "text" not in found


def test_a_value_of_a_closed_list_is_offered(desk: Editor) -> None:
    """Where a value comes from a closed list the values are offered, each with its public meaning."""
    found = offered(desk, ITEM.replace("effect: note", "effect: |"))

    assert {"note", "request information", "schedule scrutiny", "refer", "defer"} <= found.keys()
    assert found["schedule scrutiny"] == "Decides when the committee looks again."


def test_a_value_of_every_kind_of_file_is_offered(desk: Editor) -> None:
    """Each kind of file has its own names, by the folder in which it lies."""
    found = offered(desk, "title: T\njud|", "content/northport/inspections")

    assert "judgements" in found
    assert "questions" not in found


def test_resting_on_a_name_explains_it(desk: Editor) -> None:
    """Where the pointer rests on a name its meaning and an example are shown."""
    shown = hovered(desk, ITEM.replace("committee:", "comm|ittee:"))

    assert "The committee that took it." in shown
    assert "cyps-scrutiny-panel" in shown


def test_resting_on_a_value_explains_it(desk: Editor) -> None:
    """Where the pointer rests on a value of a closed list its public meaning is shown."""
    shown = hovered(desk, ITEM.replace("effect: note", "effect: no|te"))

    assert "Takes note. It sets no action." in shown


@pytest.mark.parametrize(
    "before, after, line, said",
    [
        ("visibility: public", "visibility: pubic", 1, "Value is not accepted"),
        ("kind: report", "kind: report\ncolour: blue", 4, "Property colour is not allowed"),
        ("summary: The", "sumary: The", 2, "Property sumary is not allowed"),
        ("      text: Note the report.\n", "", 9, 'Missing property "text"'),
    ],
)
def test_a_slip_is_marked(desk: Editor, before: str, after: str, line: int, said: str) -> None:
    """A misspelt value, an unknown name and a missing one are marked on their line while the officer types."""
    assert before in ITEM
    uri = desk.open(new_file(), ITEM.replace(before, after))

    marked = {(mark["range"]["start"]["line"], mark["message"]) for mark in desk.marks[uri]}
    assert any(at == line and said in message for at, message in marked), marked


@pytest.mark.parametrize("content", ["content", "tests/sample/content"])
def test_what_is_right_is_not_marked(desk: Editor, content: str) -> None:
    """Of every good file nothing is marked: the editor never contradicts the checks. The same folders do get marks."""
    files = sorted((ROOT / content).rglob("*.yml"))
    uris = [desk.open(file, file.read_text("utf-8")) for file in files]

    assert {uri: desk.marks[uri] for uri in uris if desk.marks[uri]} == {}
    bad = desk.open(new_file(f"{content}/northport/items"), ITEM.replace("visibility: public", "visibility: pubic"))
    assert desk.marks[bad]


def test_a_new_file_says_itself_what_it_is(bare: Editor) -> None:
    """The first line of a file by `scrutiny new` brings names and meanings to an editor without our settings."""
    head = "# yaml-language-server: $schema=../../../docs/schemas/item.schema.json\n"

    assert offered(bare, ITEM + "que|") == {}
    assert "What members asked" in offered(bare, head + ITEM + "que|")["questions"]
