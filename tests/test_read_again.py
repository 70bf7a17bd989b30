"""A folder read again is what reading it anew gives; only what has changed is read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT
from scrutiny.check import problems_and_warnings
from scrutiny.load.content import load_content
from scrutiny.preview import Preview

ITEM = "northwick/items/2024-hub.yml"


def edit(folder: Path) -> None:
    """Change a word, and nothing of the length or the date of the file."""
    file = folder / ITEM
    state, text = file.stat(), file.read_bytes()
    title = next(line for line in text.splitlines() if line.startswith(b"title:"))
    file.write_bytes(text.replace(title, b"title:" + title[6:].replace(b"e", b"a"), 1))
    assert file.stat().st_size == state.st_size


def break_it(folder: Path) -> None:
    """Damage a file."""
    (folder / ITEM).write_bytes(b"title: [\n")


def leave_out(folder: Path) -> None:
    """Delete a file."""
    (folder / ITEM).unlink()


def rename(folder: Path) -> None:
    """Give a file another name."""
    (folder / ITEM).rename(folder / "northwick/items/2024-other.yml")


def move(folder: Path) -> None:
    """Put a file where another kind of record belongs."""
    (folder / ITEM).rename(folder / "northwick/inspections/2024-hub.yml")


def add(folder: Path) -> None:
    """Copy a file."""
    shutil.copy(folder / ITEM, folder / "northwick/items/2024-copy.yml")


def lose_a_theme(folder: Path) -> None:
    """Empty a shared file, on which every record depends."""
    (folder / "shared/themes.yml").write_text("themes: {}\n", "utf-8")


def nothing(_folder: Path) -> None:
    """Leave everything as it is."""


@pytest.mark.parametrize("change", [edit, break_it, leave_out, rename, move, add, lose_a_theme, nothing])
def test_reading_again_is_reading(change: Callable[[Path], None], tmp_path: Path) -> None:
    """After any change a second reading has the records and the problems of a first one, and back again."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "tests/sample/content", folder)
    before = load_content(folder)
    good = (folder / ITEM).read_bytes()

    change(folder)
    again, anew = load_content(folder, before), load_content(folder)

    assert (again.register, again.problems) == (anew.register, anew.problems)
    assert list(again.documents) == list(anew.documents)
    assert problems_and_warnings(again) == problems_and_warnings(anew)
    (folder / ITEM).write_bytes(good)
    assert load_content(folder, again).register == load_content(folder).register


def test_what_has_not_changed_is_not_read() -> None:
    """A record whose file has the same bytes is the very record of the first reading."""
    folder = ROOT / "tests/sample/content"
    before = load_content(folder)

    again = load_content(folder, before)

    assert len(before.register.records) > 40
    assert all(again.register.records[id_] is record for id_, record in before.register.records.items())


def test_a_preview_reads_only_what_has_changed(tmp_path: Path) -> None:
    """From one look to the next a preview keeps the records of the files that nobody has touched."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "tests/sample/content", folder)
    preview = Preview()
    first = preview.look(folder).register.records
    edit(folder)

    second = preview.look(folder).register.records

    assert {id_ for id_, record in second.items() if record is not first[id_]} == {ITEM.removesuffix(".yml")}
