"""A record that is read and checked one unit after the other is the record that is read and checked as a whole."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from corpus import BASE, cases, folder_of, raw_of
from scrutiny.check import Everywhere, all_problems, problems_and_warnings, unit_problems, withheld_in_public
from scrutiny.load.content import Loaded, load_content, load_shared, load_unit
from scrutiny.load.survey import ContentChangedError, Survey, survey
from scrutiny.problem import Problem
from scrutiny.stage import publishable

SAMPLE = ROOT / "tests/sample/content"
LARGE = 100_000
ITEM, AUTHORITY, REMOVED = "items/2025-hub.yml", "authority.yml", "removed.yml"


def read(surveyed: Survey) -> tuple[Loaded, list[Loaded], Everywhere]:
    """Read a folder as it is surveyed: what is shared, every unit, and what the rules know of all."""
    shared = load_shared(surveyed)
    units = [load_unit(surveyed, unit, shared) for unit in surveyed.units]
    return shared, units, Everywhere.surveyed(surveyed, shared)


def same(folder: Path) -> list[Problem]:
    """Return what is said of a folder, which is the same both ways, in order and words."""
    whole = load_content(folder)
    said = problems_and_warnings(whole)
    shared, units, everywhere = read(survey(folder))
    found = all_problems(shared, everywhere, [unit_problems(unit, everywhere) for unit in units])
    guarded = [problem for unit in units for problem in withheld_in_public(unit, "public")]

    assert found == said
    assert sorted(guarded) == withheld_in_public(whole, "public")
    return said


@pytest.mark.parametrize("folder", ["content", "tests/sample/content", "tests/bad/content", "tests/cases/bad/base"])
def test_a_content_folder(folder: str) -> None:
    """The records and the problems of all units are those of the whole."""
    whole = load_content(ROOT / folder)
    _, units, _ = read(survey(ROOT / folder))

    assert {id_: each for unit in units for id_, each in unit.register.records.items()} == whole.register.records
    assert {id_: each for unit in units for id_, each in unit.register.removed.items()} == whole.register.removed
    assert all(unit.register.shared == whole.register.shared for unit in units)
    assert bool(same(ROOT / folder)) == ("bad/content" in folder)


@pytest.mark.parametrize("case", [pytest.param(case, id=name) for name, case in cases()])
def test_a_bad_input(case: dict[str, Any], tmp_path: Path) -> None:
    """Each bad input is answered the same."""
    same(folder_of(case, tmp_path / "content"))


def council(folder: Path, name: str, item: bytes | None = None) -> Path:
    """Write a council like that of the bad inputs under another name."""
    for path in sorted((BASE / "northport").rglob("*.yml")):
        copy = folder / name / path.relative_to(BASE / "northport")
        copy.parent.mkdir(parents=True, exist_ok=True)
        raw = item if item is not None and copy.match(ITEM) else path.read_bytes()
        copy.write_bytes(raw.replace(b"northport", name.encode()))
    return folder / name


def add(file: Path, text: str) -> None:
    """Write lines at the head of a file."""
    file.write_text(text + (file.read_text("utf-8") if file.exists() else ""), "utf-8")


def councils(folder: Path, *names: str) -> Path:
    """Write a folder with some good councils."""
    shutil.copytree(BASE / "shared", folder / "shared")
    for name in names:
        council(folder, name)
    return folder


def test_faults_of_many_councils(tmp_path: Path) -> None:
    """A hundred councils, each with another bad input, are answered the same."""
    folder = councils(tmp_path / "content")
    inputs = [case for _, case in cases() if case.get("file", "northport/" + ITEM).endswith(ITEM)]
    for number, raw in enumerate(map(raw_of, inputs)):
        if len(raw) < LARGE:  # a larger one takes seconds, and is tried by itself
            council(folder, f"council-{number}", raw)

    said = same(folder)

    assert len({problem.place.file.split("/")[1] for problem in said}) > 100


REMOVAL = 'removed:\n  - record: {}\n    "on": 2025-03-04\n    reason: It named a family.\n'
SEE = f"{REMOVAL.format('items/2020-x')}    see: {{}}\n"
WITHDRAWN = 'withdrawn:\n  "on": 2025-03-04\n  reason: The council is no more.\n  replaced_by: {}\n'
DISAGREEMENT = (
    "discrepancies: [{{title: x, about: {}, claims: [{{says: 3, at: minutes}}, {{says: 4, at: minutes}}]}}]\n"
)
BOTH = "removed-but-public removed-elsewhere"
FAULTS: dict[str, tuple[str, str, str, str]] = {
    "an address that is a record": ("alpha", ITEM, "formerly:\n  - beta/items/2025-hub\n", "address-in-use"),
    "an address of two": ("alpha beta", ITEM, "formerly: [old/items/2020-x]\n", "address-in-use"),
    "an address of two that is no record's": ("alpha beta", ITEM, "formerly: [nowhere]\n", "address-in-use"),
    "an address in two parts, of two": ("alpha gamma", ITEM, "formerly:\n  # why\n  - old/hub\n", "address-in-use"),
    "an address of another council": ("alpha", ITEM, "formerly: [beta]\n", "address-in-use"),
    "no such record there": ("alpha", ITEM, WITHDRAWN.format("beta/items/2025-hob"), "unknown-reference"),
    "no such part there": ("alpha", ITEM, WITHDRAWN.format("beta/items/2025-hub#point-9"), "unknown-part"),
    "a disagreement with a council": ("alpha", ITEM, DISAGREEMENT.format("beta"), ""),
    "a disagreement with no council": ("alpha", ITEM, DISAGREEMENT.format("beta#old"), "unknown-part"),
    "replaced by a council": ("alpha", ITEM, WITHDRAWN.format("beta"), ""),
    "replaced by a part of a council": ("alpha", ITEM, WITHDRAWN.format("beta#children"), "unknown-part"),
    "replaced by no council": ("alpha", ITEM, WITHDRAWN.format("betta"), "unknown-reference"),
    "councils in a circle": ("alpha beta", AUTHORITY, WITHDRAWN, "circle"),
    "councils in a circle, said below": ("alpha beta", AUTHORITY, WITHDRAWN.replace("{}", ">-\n    {}"), "circle"),
    "records in a circle": ("alpha beta", ITEM, WITHDRAWN.replace("{}", "{}/items/2025-hub"), "circle"),
    "records behind a backslash": ("alpha beta", ITEM, WITHDRAWN.replace("{}", '"{}\\x2fitems\\/2025-hub"'), "circle"),
    "removed elsewhere": ("alpha", REMOVED, REMOVAL.format("beta/items/2025-hub"), BOTH),
    "removed twice": ("alpha beta", REMOVED, REMOVAL.format("gamma/items/2020-x"), "removed-elsewhere"),
    "see another": ("alpha", REMOVED, SEE.format("beta"), ""),
    "see nothing": ("alpha", REMOVED, SEE.format("beta/items/2"), "unknown-reference"),
    "a council that is gone": ("alpha", REMOVED, REMOVAL.format("beta"), BOTH),
    "a name of another council": ("alpha", ITEM, "presented_by: [{role: Beta}]\n", ""),
}  # fmt: skip
"""Which councils have it, in which file, what it is, and the rule it breaks."""


def commit(fault: str, folder: Path, names: dict[str, str]) -> None:
    """Put a fault into its councils, under the names they have in this folder."""
    at, file, text, _ = FAULTS[fault]
    for name, other in zip(at.split(), reversed(at.split()), strict=True):
        said = text.replace("{}", other if other != name else "beta")
        add(folder / names[name] / file, re.sub("alpha|beta|gamma", lambda found: names[found[0]], said))


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_between_councils(fault: str, tmp_path: Path) -> None:
    """What leads from one council to another, or is claimed by two, is answered the same."""
    folder = councils(tmp_path / "content", "alpha", "beta", "gamma", "delta")
    commit(fault, folder, {name: name for name in ("alpha", "beta", "gamma")})

    rules = {problem.rule for problem in same(folder)}

    assert rules == set(FAULTS[fault][3].split())
    assert ("delta",) in survey(folder).units


def test_all_faults_between_councils(tmp_path: Path) -> None:
    """All of them in one folder, each between councils of its own, are answered the same."""
    folder = councils(tmp_path / "content")
    for number, fault in enumerate(FAULTS):
        names = {name: f"{name}-{number}" for name in ("alpha", "beta", "gamma")}
        for name in names.values():
            council(folder, name)
        commit(fault, folder, names)

    rules = {problem.rule for problem in same(folder)}

    assert rules == {rule for *_, broken in FAULTS.values() for rule in broken.split()}


def lose_authority(folder: Path) -> None:
    """Delete the file that describes a council."""
    (folder / "beta/authority.yml").unlink()


def lose_themes(folder: Path) -> None:
    """Break a shared file, on which every record depends."""
    (folder / "shared/themes.yml").write_text("themes: [\n", "utf-8")


def misplace(folder: Path) -> None:
    """Put files where they do not belong."""
    shutil.copy(folder / "beta" / ITEM, folder / "beta/2025-hub.yml")
    shutil.copy(folder / "beta" / ITEM, folder / "shared/2025-hub.yml")
    shutil.copy(folder / "beta" / ITEM, folder / "beta/items/hub.txt")
    shutil.copytree(folder / "beta", folder / "Beta")
    shutil.copytree(folder / "shared", folder / "gamma/shared")


def leave_nothing(folder: Path) -> None:
    """Delete every record."""
    for name in ("alpha", "beta", "gamma"):
        shutil.rmtree(folder / name)


def leave_removals(folder: Path) -> None:
    """Delete every record, and say of one that it had to go."""
    leave_nothing(folder)
    (folder / "alpha").mkdir()
    add(folder / "alpha/removed.yml", REMOVAL.format("items/2025-hub"))


def leave_one_and_removals(folder: Path) -> None:
    """Delete the records of one council, and say of one that it had to go."""
    shutil.rmtree(folder / "alpha")
    (folder / "alpha").mkdir()
    add(folder / "alpha/removed.yml", REMOVAL.format("items/2025-hub"))


def leave_no_folder(folder: Path) -> None:
    """Delete everything."""
    shutil.rmtree(folder)


def leave_links(folder: Path) -> None:
    """Let nothing be where files seem to be."""
    (folder / "alpha" / ITEM).unlink()
    (folder / "alpha" / ITEM).symlink_to(folder / "beta" / ITEM)


CHANGES = [
    lose_authority,
    lose_themes,
    misplace,
    leave_nothing,
    leave_removals,
    leave_one_and_removals,
    leave_no_folder,
    leave_links,
]


@pytest.mark.parametrize("change", CHANGES)
def test_files_that_are_missing_or_elsewhere(change: Callable[[Path], None], tmp_path: Path) -> None:
    """A file that is not there, or where it does not belong, is answered the same."""
    folder = councils(tmp_path / "content", "alpha", "beta", "gamma")
    change(folder)

    assert bool(same(folder)) == (change is not leave_one_and_removals)


def test_which_councils_are_together(tmp_path: Path) -> None:
    """Councils are read together where one mentions another, over others too; a web address mentions none."""
    folder = councils(tmp_path / "content", "alpha", "beta", "delta", "gamma", "zeta")
    add(folder / "zeta" / ITEM, WITHDRAWN.format("beta/items/2025-hub"))
    add(folder / "gamma" / ITEM, WITHDRAWN.format("zeta/items/2025-hub"))
    add(folder / "alpha" / ITEM, "# https://delta.example/delta/items/x and/or delta\n")

    assert survey(folder).units == (("alpha",), ("beta", "gamma", "zeta"), ("delta",))


@pytest.mark.parametrize("visibility", ["public", "draft"])
@pytest.mark.parametrize("link", ["replaced by a council", "a disagreement with a council", "see another"])
def test_staging_asks_for_no_more_than_a_unit(link: str, visibility: str, tmp_path: Path) -> None:
    """What may be published of all units is what may be published of the whole, also where one names another."""
    folder = councils(tmp_path / "content", "alpha", "beta", "gamma")
    commit(link, folder, {"alpha": "alpha", "beta": "beta"})
    add(folder / "beta/removed.yml", REMOVAL.format("items/2020-y"))
    described = (folder / "beta" / AUTHORITY).read_text("utf-8").replace("public", visibility, 1)
    (folder / "beta" / AUTHORITY).write_text(described, "utf-8")
    noon = datetime(2026, 11, 22, 12, tzinfo=UTC)

    whole = publishable(load_content(folder).register, noon)
    _, units, _ = read(survey(folder))
    parts = [publishable(unit.register, noon) for unit in units]

    assert {id_: each for part in parts for id_, each in part.records.items()} == whole.records
    assert {id_: each for part in parts for id_, each in part.removed.items()} == whole.removed
    assert ("beta" in whole.records) == (visibility == "public")


def test_a_hash_is_that_of_one_unit(tmp_path: Path) -> None:
    """An edit changes the hash of the unit it is in, one of a shared file that of all; a name alone changes it too."""
    folder = councils(tmp_path / "content", "alpha", "beta", "gamma")

    def hashes() -> list[bytes]:
        surveyed = survey(folder)
        return [surveyed.digest(unit) for unit in surveyed.units]

    first = hashes()
    add(folder / "beta" / ITEM, "# seen\n")
    edited = hashes()
    (folder / "gamma" / ITEM).rename(folder / "gamma/items/2025-other.yml")
    renamed = hashes()
    add(folder / "shared/terms.yml", "# seen\n")
    shared = hashes()

    assert len(set(first)) == 3
    assert [one == other for one, other in zip(first, edited, strict=True)] == [True, False, True]
    assert [one == other for one, other in zip(edited, renamed, strict=True)] == [True, True, False]
    assert set(renamed).isdisjoint(shared)


def test_what_is_known_of_everywhere_is_the_same() -> None:
    """The rules know the same of the whole, whichever way it is read; in the same order, from which a guess is made."""
    whole = Everywhere.of(load_content(SAMPLE))
    _, _, everywhere = read(survey(SAMPLE))

    assert list(everywhere.ids) == list(whole.ids)
    assert dict(everywhere.authorities) == dict(whole.authorities)
    assert (everywhere.shared, everywhere.unread) == (whole.shared, whole.unread)
    assert everywhere.digest == whole.digest


def test_an_authority_is_read_once() -> None:
    """The authority that all councils were told of is the one of its unit."""
    shared, units, everywhere = read(survey(SAMPLE))

    again = {id_: each for unit in units for id_, each in unit.register.records.items() if "/" not in id_}
    assert again.keys() == shared.register.records.keys() == everywhere.authorities.keys()
    assert all(everywhere.authorities[name] is record for name, record in again.items())


def test_an_embargo_is_seen(tmp_path: Path) -> None:
    """The councils with an embargo are known, also where a backslash hides its letters."""
    folder = councils(tmp_path / "content", "alpha", "beta", "gamma")
    add(folder / "alpha" / ITEM, 'embargo: {until: "2027-03-31T00:01 Europe/London"}\n')
    add(folder / "beta" / ITEM, '"embarg\\x6f": {until: "2027-03-31T00:01 Europe/London"}\n')
    add(folder / "gamma" / ITEM, 'notes: "no \\\\ more"\n')

    assert survey(folder).timed == {"alpha", "beta"}


def test_a_file_written_in_between_is_noticed(tmp_path: Path) -> None:
    """Nothing is made of a file that is another than when it was surveyed: it would be kept under a wrong hash."""
    folder = councils(tmp_path / "content", "alpha", "beta")
    surveyed = survey(folder)
    shared = load_shared(surveyed)
    add(folder / "beta" / ITEM, "# seen\n")

    load_unit(surveyed, ("alpha",), shared)
    with pytest.raises(ContentChangedError, match=f"beta/{ITEM}"):
        load_unit(surveyed, ("beta",), shared)
