"""From the exports that are wanted to a content folder. What one of them has wrong touches no other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
from scrutiny.problem import Problem, counted

CONTENT = "content"
"""The folder of the content, of which a site is built."""
COPIES = "copies"
"""The folder of the verified copies, one for each export."""
LONGEST = 1000
"""Letters of a sentence that says why."""


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
    alone: dict[str, str] = field(default_factory=dict)
    """The ids of records whose references to other authorities are left out, each with the problem they bring."""

    def chosen(self) -> dict[str, Chosen]:
        """Return the copy of each export that is to be used as things are known now."""
        copies = {name: self.new.get(name) or self.standing.get(name) for name in self.exports if name not in self.out}
        return {name: copy for name, copy in copies.items() if copy}

    def hold_back(self, name: str, why: str) -> None:
        """Use the former copy of an export, or none where that is used already."""
        self.why.setdefault(name, why)
        self.alone = {}  # with the former copy the references may be right
        if self.new.pop(name, None) is None:
            self.out.add(name)

    def mend(self, name: str, problems: Sequence[Problem]) -> None:
        """Do without what has problems in an export: references to others, if it is these, or else all of it.

        Another council may have moved a meeting to after the one that looks back on it: then both stay as they are.
        """
        leaving = self.chosen()[name].leaving
        files = {problem.place.file.partition("/")[2]: str(problem) for problem in reversed(problems)}
        known = {file.removesuffix(".yml"): problem for file, problem in files.items()}
        if known.keys() <= leaving.keys() - self.alone.keys():
            self.alone |= known
        else:
            others = len(problems) - 1
            self.hold_back(name, f"{problems[0]}" + (f", and {counted(others, 'problem')} more" if others else ""))

    def taken(self) -> list[Taken]:
        """Tell what became of each."""
        chosen = self.chosen()
        told = []
        for name, export in self.exports.items():
            usual = State.NEW if name in self.new else State.SAME
            state = State.LEFT_OUT if name not in chosen else State.KEPT if name in self.why else usual
            told.append(Taken(export, state, _readable(self.why.get(name, "") or self._left_out(name))))
        return told

    def _left_out(self, name: str) -> str:
        """Tell of the references of an export that are left out."""
        own = [problem for id_, problem in self.alone.items() if id_ in self.chosen()[name].leaving]
        return f"References that contradict other councils are left out: {'; '.join(own)}" if own else ""


def federate(exports: Sequence[Export], beside: Path, into: Path, tell: Callable[[str], None]) -> list[Taken]:
    """Copy every export, and write the content of all that are good; return what became of each.

    Folders are named from the folder ``beside``. Below ``into`` are the copies and the content; the content is
    replaced as a whole. ``tell`` is given a line for each step. Raises NothingTakenError where no export can be used,
    and OSError where the disk refuses or another run has the folder; then what stands is unchanged.
    """
    with _alone(into):
        return _federated(exports, beside, into, tell)


def _federated(exports: Sequence[Export], beside: Path, into: Path, tell: Callable[[str], None]) -> list[Taken]:
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
        tell(f"Writing the record of {len(course.chosen())} exports, and checking it.")
        try:
            shutil.rmtree(part, ignore_errors=True)
            written = Content(course.chosen(), course.alone.keys())
            written.write(part)
        except NotWrittenError as error:
            course.hold_back(error.export, str(error))
            continue
        if not (found := faults(part, written)):
            break
        for name, problems in found.items():
            course.mend(name, problems)
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


def _readable(why: str) -> str:
    """Return a sentence that may quote a site as one that nobody's terminal obeys, and of a length to read."""
    letters = "".join(letter if letter.isprintable() else "\ufffd" for letter in why)
    return letters if len(letters) <= LONGEST else f"{letters[:LONGEST]} …"


@contextmanager
def _alone(into: Path) -> Iterator[None]:
    """Have a folder for one run; a second would write into what the first is about to use."""
    try:
        import fcntl  # noqa: PLC0415  Windows has none: there whoever starts two has to see to it
    except ImportError:
        yield
        return
    into.mkdir(parents=True, exist_ok=True)
    handle = os.open(into, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(handle)


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
