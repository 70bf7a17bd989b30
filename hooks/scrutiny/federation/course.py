"""From the exports that are wanted to a content folder. What one of them has wrong touches no other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from scrutiny.federation.agreed import differences, holding_back
from scrutiny.federation.content import Chosen, Content, NotWrittenError
from scrutiny.federation.copies import Copy, RefusedError, standing_copy, take_copy
from scrutiny.federation.expected import Export
from scrutiny.federation.exported import Exported
from scrutiny.federation.judged import faults
from scrutiny.federation.reach import UnreachableError, reached

CONTENT = "content"
"""The folder of the content, of which a site is built."""
COPIES = "copies"
"""The folder of the verified copies, one for each export."""


class State(Enum):
    """What became of an export."""

    NEW = "taken"
    SAME = "unchanged"
    KEPT = "not taken; its last good copy stays"
    LEFT_OUT = "not taken, and left out: there is no good copy of it"


class Taken(NamedTuple):
    """What became of one export, and why."""

    export: Export
    state: State
    why: str = ""
    """A sentence; empty where it is in order."""


class NothingTakenError(Exception):
    """Not one export can be used; what stands is unchanged. The message says why of each."""


@dataclass
class _Course:
    """The exports of one run, by name, and what is known of them so far."""

    exports: Mapping[str, Export]
    standing: dict[str, Chosen] = field(default_factory=dict)
    """The copies that were good before."""
    new: dict[str, Chosen] = field(default_factory=dict)
    """The copies of today that are others, and good by themselves."""
    why: dict[str, str] = field(default_factory=dict)
    """Why today's copy of an export is not used."""
    out: set[str] = field(default_factory=set)
    """Those whose former copy cannot be used either."""

    def chosen(self) -> dict[str, Chosen]:
        """Return the copy of each export that is to be used as things are known now."""
        copies = {name: self.new.get(name) or self.standing.get(name) for name in self.exports if name not in self.out}
        return {name: copy for name, copy in copies.items() if copy}

    def hold_back(self, name: str, why: str) -> None:
        """Use the former copy of an export, or none where that is used already."""
        self.why.setdefault(name, why)
        if self.new.pop(name, None) is None:
            self.out.add(name)

    def taken(self) -> list[Taken]:
        """Tell what became of each."""
        chosen = self.chosen()
        told = []
        for name, export in self.exports.items():
            usual = State.NEW if name in self.new else State.SAME
            state = State.LEFT_OUT if name not in chosen else State.KEPT if name in self.why else usual
            told.append(Taken(export, state, self.why.get(name, "")))
        return told


def federate(exports: Sequence[Export], beside: Path, into: Path, tell: Callable[[str], None]) -> list[Taken]:
    """Copy every export, and write the content of all that are good; return what became of each.

    Folders are named from the folder ``beside``. Below ``into`` are the copies and the content; the content is
    replaced as a whole. ``tell`` is given a line for each step. Raises NothingTakenError where no export can be used,
    and OSError where the disk refuses; then what stands is unchanged.
    """
    copies, content = into / COPIES, into / CONTENT
    _recovered(content)
    course = _Course({each.name: each for each in exports})
    for export in exports:
        tell(f"{export.name}: {export.address}")
        _look(course, export, beside, copies)
    part = into / ".part" / CONTENT
    while True:
        _agree(course)
        if not course.chosen():
            raise NothingTakenError("\n".join(f"{each.export.name}: {each.why}" for each in course.taken()))
        tell(f"Writing the record of {len(course.chosen())} exports, and checking what has changed.")
        if not (found := _written(Content(course.chosen()), part, content)):
            break
        for name, why in found.items():
            course.hold_back(name, why)
    for name in course.new:
        _put(_coming(copies, name), copies / name)
    _put(part, content)
    part.parent.rmdir()
    for name in course.exports:
        shutil.rmtree(_coming(copies, name), ignore_errors=True)
    return course.taken()


def _look(course: _Course, export: Export, beside: Path, copies: Path) -> None:
    """Copy an export beside its former copy, and look at everything in both."""
    _recovered(copies / export.name)
    before = standing_copy(export, copies / export.name)
    if before and (looked := _looked_at(before)):
        course.standing[export.name] = looked
    try:
        with reached(export.address, beside) as read:
            copy = take_copy(export, read, _coming(copies, export.name), before)
        if not (before and before.sha256 == copy.sha256 and export.name in course.standing):
            course.new[export.name] = Chosen.of(Exported(copy))
    except (RefusedError, UnreachableError) as error:
        course.why[export.name] = str(error)


def _looked_at(copy: Copy) -> Chosen | None:
    """Return a former copy; None where this program can no longer use it."""
    try:
        return Chosen.of(Exported(copy))
    except RefusedError:
        return None


def _agree(course: _Course) -> None:
    """Hold back exports until equal names mean equal things."""
    standing = {name: each.shared for name, each in course.standing.items()}
    while True:
        chosen = {name: each.shared for name, each in course.chosen().items()}
        held = holding_back(chosen, standing, frozenset(course.new))
        # Former copies agree, unless the list of exports has changed; then the later one has to wait.
        for name, why in (held or {each.other: each.words for each in differences(chosen)}).items():
            course.hold_back(name, why)
        if not differences({name: each.shared for name, each in course.chosen().items()}):
            return


def _written(content: Content, part: Path, before: Path) -> dict[str, str]:
    """Write a content; return the exports that cannot be in it, each with why."""
    shutil.rmtree(part, ignore_errors=True)
    try:
        content.write(part)
    except NotWrittenError as error:
        return {error.export: str(error)}
    return faults(part, before, content)


def _coming(copies: Path, name: str) -> Path:
    """Return where the copy of an export is made."""
    return copies / f".{name}.new"


def _put(new: Path, place: Path) -> None:
    """Put a folder in the place of another; whoever is stopped in between finds the former one beside it."""
    former = place.with_name(f".{place.name}.former")
    shutil.rmtree(former, ignore_errors=True)
    if place.exists():
        place.rename(former)
    new.rename(place)
    shutil.rmtree(former, ignore_errors=True)


def _recovered(place: Path) -> None:
    """Bring a folder back whose replacing was stopped."""
    former = place.with_name(f".{place.name}.former")
    if former.exists() and not place.exists():
        former.rename(place)
