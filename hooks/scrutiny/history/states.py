"""What readers could see of a record, day by day: each version staged as it was on its day.

A version that may not be published, by itself or because of its authority, leaves no trace: it is as if there had been
no file. Neither does one that cannot be read, because no such version was ever published.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from scrutiny.model import Record
from scrutiny.stage import HOME_ZONE, is_public, staged

Gate: TypeAlias = "tuple[tuple[datetime.datetime, bool], ...]"
"""From which instant on an authority was public or not, oldest first."""

IsShown: TypeAlias = "Callable[[str, datetime.date], bool]"
"""Whether a record, by its id, is public today and was at the end of a day."""

OPEN: Gate = ((datetime.datetime.min.replace(tzinfo=datetime.UTC), True),)
"""The gate of what depends on no authority."""


@dataclass(frozen=True)
class Version:
    """What a file held from a commit on."""

    id: str
    """The id of its path at that time."""
    since: datetime.datetime
    """When it was committed, with a zone."""
    record: Record | None
    """None where the file was gone."""


@dataclass(frozen=True)
class State:
    """What readers saw from a day on."""

    since: datetime.datetime
    """From when on they saw it."""
    version: Version
    is_public: bool
    """False where nothing of the version was public."""
    is_shown: IsShown

    @cached_property
    def day(self) -> datetime.date:
        """The day in London."""
        return self.since.astimezone(HOME_ZONE).date()

    def record(self, on: datetime.date) -> Record:
        """Return what of the version is public, where it leads to nothing that was not public on a day as well.

        Asked only for a page that changed, as most never do.
        """
        if not self.is_public or self.version.record is None:
            raise ValueError("nothing of a withheld version is to be looked at")
        return staged(self.version.id, self.version.record, lambda other: self.is_shown(other, on))

    @property
    def is_withdrawn(self) -> bool:
        """True where readers saw that the record no longer counts."""
        return self.is_public and self.version.record is not None and self.version.record.withdrawn is not None


def states(
    versions: Iterable[Version],
    gate_of: Callable[[str], Gate],
    is_shown: IsShown,
    as_of: datetime.datetime,
) -> Iterator[State]:
    """Yield what readers saw at the end of each day on which that may have changed, oldest first.

    ``gate_of`` gives the gate of the authority of a record, by its id; ``is_shown`` tells whether a record
    is public and was on a day: what leads to another is not told.
    """
    pending: State | None = None
    for version, until in _with_ends(versions, as_of):
        gate = gate_of(version.id)
        record = version.record
        for instant in moments(version, gate, until):
            public = record is not None and was_open(gate, instant) and is_public(record, instant)
            state = State(instant, version, public, is_shown)
            if pending and pending.day != state.day:
                yield pending
            pending = state
    if pending:
        yield pending


def gate(versions: Iterable[Version], as_of: datetime.datetime) -> Gate:
    """Return the gate that the versions of an authority make."""
    found: list[tuple[datetime.datetime, bool]] = []
    for version, until in _with_ends(versions, as_of):
        for instant in moments(version, OPEN, until):
            public = version.record is not None and is_public(version.record, instant)
            if not found or found[-1][1] != public:
                found.append((instant, public))
    return tuple(found)


def was_open(gate: Gate, instant: datetime.datetime) -> bool:
    """Tell whether an authority was public at an instant."""
    public = False
    for since, is_open in gate:
        if since > instant:
            break
        public = is_open
    return public


def was_public(states: Iterable[State], on: datetime.date) -> bool:
    """Tell whether readers saw a record at the end of a day, from what they saw of it day by day."""
    public = False
    for state in states:
        if state.day > on:
            break
        public = state.is_public
    return public


def moments(version: Version, gate: Gate, until: datetime.datetime) -> list[datetime.datetime]:
    """Return when what is public of a version may have changed: when it came, by its embargo, by its authority."""
    found = {since for since, _ in gate if version.since < since < until}
    if version.record and version.record.embargo and version.since < version.record.embargo.ends < until:
        found.add(version.record.embargo.ends)
    return [version.since, *sorted(found)]


def _with_ends(versions: Iterable[Version], as_of: datetime.datetime) -> Iterator[tuple[Version, datetime.datetime]]:
    """Yield each version with the instant at which the next one took its place; the last stands until ``as_of``."""
    last: Version | None = None
    for version in versions:
        if last:
            yield last, version.since
        last = version
    if last:
        yield last, as_of + datetime.timedelta(seconds=1)
