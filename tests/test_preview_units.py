"""A preview makes one unit of councils anew after an edit, and shows what a new session would show."""

from __future__ import annotations

import gc
import random
import re
import shutil
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from conftest import ROOT
from every_page import OVERRIDES, every_lot
from scrutiny.check import Everywhere, problems_and_warnings, unit_problems
from scrutiny.follow import Site
from scrutiny.ground import Ground
from scrutiny.history import Past, public_history
from scrutiny.link import link
from scrutiny.load.content import Loaded, load_content
from scrutiny.load.document import Document
from scrutiny.load.reader import read_document
from scrutiny.load.survey import Survey
from scrutiny.open_data.api import Imprint
from scrutiny.pages import Edition, Lot
from scrutiny.preview import Preview, View
from scrutiny.preview.desk import lists_of
from scrutiny.preview.joined import Joined, Shown
from scrutiny.preview.memory import SELDOM, settled
from scrutiny.problem import Problem, stopping
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import publishable
from test_units import ITEM, WITHDRAWN, add, council, councils

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RENDERER = Renderer(OVERRIDES, Acronyms({}))
NAMES = ("alpha", "beta", "gamma", "delta")
STEPS = 20
"""Edits of one session."""


def ground_of(survey: Survey, shared: Loaded) -> Ground:
    """The ground of a site without a repository."""
    return Ground(
        survey=survey,
        shared=shared,
        instant=NOON,
        imprint=Imprint(NOON.date(), "", ""),
        site=Site("", ""),
        example="",
        corrections="",
        readable_by="private",
        repository=None,
        commit="",
        past=Past(),
        templates=OVERRIDES,
        frame=lambda framed: framed.body,
        settings="",
    )


class Session:
    """What one session of a preview keeps."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.preview, self.joined = folder, Preview(), Joined()

    def look(self) -> tuple[View, Shown]:
        """Look at the folder once more."""
        view = self.preview.look(self.folder)
        return view, self.joined.renew(view.units, ground_of(view.survey, view.shared), RENDERER)


def written(lots: list[Lot]) -> dict[str, str]:
    """Every page of some lots as it is printed, by its address."""
    return {page.url: RENDERER.body(page) for lot in lots for page in lot.pages()}


def pages(shown: Shown) -> dict[str, str]:
    """Every page of a preview."""
    return written([*shown.lots(), *lists_of(shown.archive)])


def as_a_whole(folder: Path) -> dict[str, str]:
    """Every page of a folder that is read and joined as a whole."""
    read = load_content(folder).register
    staged = publishable(read, NOON)
    histories = public_history(read, staged, folder, None, "", NOON)
    return written(every_lot(Edition(link(staged), NOON.date(), histories=histories)))


# What may happen to a folder


def retitle(folder: Path, chance: random.Random) -> None:
    """Change the title of a record."""
    file = chance.choice(sorted(folder.glob("*/items/*.yml")))
    file.write_text(re.sub(r"(?m)^title: .*$", f"title: Told {chance.random()}", file.read_text("utf-8")), "utf-8")


def mention(folder: Path, chance: random.Random) -> None:
    """Let a record name one of another council, or name it no more: their units are joined, or part."""
    file = chance.choice(sorted(folder.glob("*/items/*.yml")))
    text = file.read_text("utf-8")
    if text.startswith("withdrawn:"):
        file.write_text(text.partition("\n# end\n")[2], "utf-8")
    else:
        to = chance.choice([each for each in sorted(folder.glob("*/items/*.yml")) if each != file])
        add(file, WITHDRAWN.format(to.relative_to(folder).with_suffix("")) + "# end\n")


def damage(folder: Path, chance: random.Random) -> None:
    """Damage a record, or an authority."""
    chance.choice(sorted(folder.glob("*/items/*.yml")) + sorted(folder.glob("*/authority.yml"))).write_bytes(
        b"title: ["
    )


def take_away(folder: Path, chance: random.Random) -> None:
    """Delete a council, a record, or bring a council back as it was."""
    name = chance.choice(NAMES)
    if (folder / name).exists():
        shutil.rmtree(folder / name)
    else:
        council(folder, name)


def invent(folder: Path, chance: random.Random) -> None:
    """Say of a council that it is invented, or that it is not."""
    file = chance.choice(sorted(folder.glob("*/authority.yml")))
    text = file.read_text("utf-8")
    changed = re.sub(r"(?m)^invented: .*\n", "", text)
    file.write_text(changed if changed != text else f"invented: true\n{text}", "utf-8")


def rename(folder: Path, chance: random.Random) -> None:
    """Give a council another short name."""
    file = chance.choice(sorted(folder.glob("*/authority.yml")))
    text = file.read_text("utf-8")
    file.write_text(re.sub(r"(?m)^short_name: .*$", f"short_name: Named {chance.randrange(99)}", text), "utf-8")


def share(folder: Path, chance: random.Random) -> None:
    """Change a word in a list that all share."""
    file = folder / "shared/themes.yml"
    file.write_text(re.sub(r"label: .*", f"label: Named {chance.randrange(99)}", file.read_text("utf-8")), "utf-8")


def lose_a_name(folder: Path, _chance: random.Random) -> None:
    """Empty a list that all share, or put it right."""
    file, was = folder / "shared/themes.yml", folder.with_name("themes.yml")
    if was.exists():
        was.rename(file)
    else:
        file.rename(was)
        file.write_text("themes: {}\n", "utf-8")


CHANGES: list[Callable[[Path, random.Random], None]] = [
    *(retitle, retitle, mention, mention, damage, take_away, invent, rename, share, share, lose_a_name),
]


def mended(folder: Path) -> None:
    """Put everything right that keeps the folder from being published."""
    lists = folder.with_name("themes.yml")
    if lists.exists():
        lists.rename(folder / "shared/themes.yml")
    for _ in range(len(NAMES)):
        for problem in stopping(problems_and_warnings(load_content(folder))):
            name = problem.place.file.split("/")[1]
            shutil.rmtree(folder / name, ignore_errors=True)
            council(folder, name)


@pytest.mark.parametrize("seed", range(3))
def test_every_edit_is_shown_as_a_whole_would_be(seed: int, tmp_path: Path) -> None:
    """After any change the pages are those of the folder read as a whole; while a file is bad, what stands is good."""
    folder, chance = councils(tmp_path / "content", *NAMES), random.Random(seed)  # noqa: S311  equal tests each time
    session, good = Session(folder), 0
    session.look()

    for step in range(STEPS):
        if list(folder.glob("*/items/*.yml")):
            chance.choice(CHANGES)(folder, chance)
        else:
            council(folder, "alpha")
        if step % 4 == 3:
            mended(folder)
        view, shown = session.look()
        problems = stopping(problems_and_warnings(load_content(folder)))
        assert bool(view.problems) == bool(problems), step
        if problems:
            stands(view)
        else:
            good += 1
            assert pages(shown) == as_a_whole(folder), step
    assert good > STEPS / 4


def stands(view: View) -> None:
    """What is shown passes every check, as if it were all there is."""
    documents = {id_: document for unit in view.units for id_, document in unit.documents.items()}
    shown = Loaded(view.register, documents)
    found = stopping(problems_and_warnings(shown))
    assert [problem for problem in found if "/shared/" not in f"/{problem.place.file}"] == []


# What an edit costs


def test_an_edit_reads_one_file_and_checks_one_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an edit one file is read as YAML beside the lists, one unit is checked, and one hands over rows again."""
    folder = councils(tmp_path / "content", *NAMES)
    session = Session(folder)
    _, before = session.look()
    rows = dict(before.archive.extracts)
    read, checked = list[str](), list[str]()

    def reading(raw: bytes, name: str) -> Document:
        read.append(name)
        return read_document(raw, name)

    def checking(unit: Loaded, everywhere: Everywhere) -> list[Problem]:
        checked.extend(id_ for id_ in unit.register.records if "/" not in id_)
        return unit_problems(unit, everywhere)

    monkeypatch.setattr("scrutiny.load.content.read_document", reading)
    monkeypatch.setattr("scrutiny.preview.versions.unit_problems", checking)
    add(folder / "beta" / ITEM, "# seen\n")
    _, after = session.look()

    assert [name for name in read if "/shared/" not in name] == [f"content/beta/{ITEM}"]
    assert checked == ["beta"]
    extracts = after.archive.extracts
    assert {name for name in NAMES if extracts[name] is not rows[name]} == {"beta"}


def test_a_bad_file_keeps_back_nothing_elsewhere(tmp_path: Path) -> None:
    """While a record is broken, a council that nobody names may go, and another edit in another unit is shown."""
    folder = councils(tmp_path / "content", *NAMES)
    session = Session(folder)
    session.look()
    (folder / "alpha" / ITEM).write_bytes(b"title: [")
    shutil.rmtree(folder / "beta")
    file = folder / "gamma" / ITEM
    file.write_text(re.sub(r"(?m)^title: .*$", "title: Told anew", file.read_text("utf-8")), "utf-8")

    view, _ = session.look()

    assert view.bad == {"alpha/items/2025-hub"}
    assert {"alpha", "alpha/items/2025-hub", "gamma"} <= view.register.records.keys()
    assert "beta" not in view.register.records
    assert view.register.records["gamma/items/2025-hub"].title == "Told anew"


def test_what_was_named_by_a_record_that_is_broken_stays(tmp_path: Path) -> None:
    """The last version of a record that is shown names another council's: that stays too, though its file is gone."""
    folder = councils(tmp_path / "content", *NAMES)
    add(folder / "alpha" / ITEM, WITHDRAWN.format("beta/items/2025-hub"))
    session = Session(folder)
    before, _ = session.look()
    (folder / "alpha" / ITEM).write_bytes(b"title: [")
    shutil.rmtree(folder / "beta")

    view, _ = session.look()

    assert view.register.records == before.register.records
    assert view.bad == {"alpha/items/2025-hub"}


def test_a_council_of_which_the_folder_is_misnamed_stays(tmp_path: Path) -> None:
    """A folder with a name that no council may have may be one that is gone: that one stays, and others change."""
    folder = councils(tmp_path / "content", *NAMES)
    session = Session(folder)
    session.look()
    (folder / "beta").rename(folder / "Beta 2")
    file = folder / "gamma" / ITEM
    file.write_text(re.sub(r"(?m)^title: .*$", "title: Told anew", file.read_text("utf-8")), "utf-8")

    view, _ = session.look()

    assert {"beta", "beta/items/2025-hub"} <= view.register.records.keys()
    assert view.register.records["gamma/items/2025-hub"].title == "Told anew"


def test_the_invented_councils_of_the_tests_are_shown_as_a_whole() -> None:
    """The pages of the sample, joined unit by unit, are those of the whole."""
    folder = ROOT / "tests/sample/content"
    _, shown = Session(folder).look()

    assert pages(shown) == as_a_whole(folder)


class Looped:
    """Something that holds itself, so that only a search finds it when nobody else does."""

    def __init__(self) -> None:
        self.me = self


def test_what_an_edit_replaces_is_let_go() -> None:
    """What was made after one look and is dropped by the next is gone with that; what was kept over a look, soon."""
    held = {"made since": Looped(), "kept": Looped()}
    made_since, kept = weakref.ref(held["made since"]), weakref.ref(held["kept"])
    try:
        with settled():
            del held["made since"]
        assert made_since() is None
        del held["kept"]
        for _ in range(SELDOM):
            with settled():
                pass
        assert kept() is None
    finally:
        gc.unfreeze()
