"""The public history of one record: what happened to its page, day by day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from scrutiny.history.change import Change, changes
from scrutiny.history.states import State
from scrutiny.model.correction import Correction


class Step(StrEnum):
    """What happened to a page as a whole."""

    PUBLISHED = "published"
    TAKEN_DOWN = "taken down"
    PUBLIC_AGAIN = "public again"
    WITHDRAWN = "withdrawn"
    REINSTATED = "reinstated"


@dataclass(frozen=True)
class Day:
    """What happened to a page on one day."""

    day: datetime.date
    steps: tuple[Step, ...] = ()
    corrections: tuple[str, ...] = ()
    """Mistakes put right, in the words of the officer who marked them."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class History:
    """The public history of a page, oldest day first."""

    days: tuple[Day, ...] = ()
    is_whole: bool = True
    """False where what happened before, or anything at all, is not known."""

    @property
    def published(self) -> datetime.date | None:
        """The day on which the page was first public, where that is known."""
        return next((day.day for day in self.days if Step.PUBLISHED in day.steps), None)

    @property
    def modified(self) -> datetime.date | None:
        """The last day on which the page changed, where any is known."""
        return self.days[-1].day if self.days else None


UNKNOWN = History(is_whole=False)
"""The history of a page of which nothing is known."""


@dataclass
class _Told:
    """What is known so far while the states are gone through."""

    days: list[Day] = field(default_factory=list)
    is_shown: bool = False
    """True while readers see the page."""
    last: State | None = None
    """What they last saw."""


def history_of(
    states: Iterable[State],
    corrected: Iterable[Correction],
    as_of: datetime.date,
    known_from: datetime.datetime | None = None,
) -> History:
    """Make the history of a record of its public states, and of the corrections that its officers mark.

    What was public at ``known_from`` already, where a shallow clone ends, may have been so for long: no day of
    publication is told of it.
    """
    so_far, is_whole = _Told(), True
    for state in states:
        if so_far.last is None and state.is_public and known_from and state.since <= known_from:
            is_whole = False
        else:
            _tell(so_far, state)
        so_far.is_shown, so_far.last = state.is_public, state if state.is_public else so_far.last
    if not so_far.is_shown:  # the page is shown from a file that is not committed yet
        so_far.days.clear()
    return History(with_corrections(so_far.days, corrected, as_of), is_whole)


def _tell(so_far: _Told, state: State) -> None:
    """Add what a state changes for a reader, if anything."""
    last, steps = so_far.last, list[Step]()
    if state.is_public and not so_far.is_shown:
        steps.append(Step.PUBLIC_AGAIN if last else Step.PUBLISHED)
    elif so_far.is_shown and not state.is_public:
        steps.append(Step.TAKEN_DOWN)
    was_withdrawn = last is not None and last.is_withdrawn
    if state.is_public and was_withdrawn != state.is_withdrawn:
        steps.append(Step.REINSTATED if was_withdrawn else Step.WITHDRAWN)
    is_same = last is None or not state.is_public or last.version is state.version
    told = () if is_same or last is None else changes(last.record(state.day), state.record(state.day))
    if steps or told:
        so_far.days.append(Day(state.day, tuple(steps), changes=told))


def with_corrections(days: Iterable[Day], corrected: Iterable[Correction], as_of: datetime.date) -> tuple[Day, ...]:
    """Return days with the marked corrections among them, without any that is still to come."""
    by_day = {day.day: day for day in days}
    for correction in corrected:
        on = datetime.date.fromisoformat(correction.on)
        if on <= as_of:
            day = by_day.get(on, Day(on))
            by_day[on] = Day(on, day.steps, (*day.corrections, correction.what), day.changes)
    return tuple(day for _, day in sorted(by_day.items()))
