"""Where something to be done stands, on four axes: answered, done, in time, checked. Derived, never stored.

The first three are the latest recorded news on each axis. Timeliness depends on the day ``as_of`` and follows
one table, which ``tests/cases/status`` goes through cell by cell.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from scrutiny.deadline import Deadline
from scrutiny.vocabulary import Assurance, Delivery, Response, Timeliness

SOON = timedelta(days=42)
"""A last day this near counts as "due soon": six weeks, about one cycle of committee meetings."""

UNFINISHED = frozenset({Delivery.NOT_STARTED, Delivery.IN_PROGRESS, Delivery.PARTLY, Delivery.PAUSED})
ENDED = frozenset({Delivery.SUPERSEDED, Delivery.NOT_IMPLEMENTED, Delivery.NO_LONGER})


@dataclass(frozen=True)
class News:
    """One dated piece of news on the axes; what it does not speak of is None."""

    on: date
    by: str
    text: str
    response: Response | None = None
    delivery: Delivery | None = None
    assurance: Assurance | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where something to be done stands at ``as_of``."""

    response: Response
    delivery: Delivery
    assurance: Assurance
    timeliness: Timeliness
    days: int
    """Days overdue, late or left, as ``timeliness`` says; 0 where none can be counted."""
    done_on: date | None
    latest: date | None
    """The day of the latest news."""


def standing(news: tuple[News, ...], deadline: Deadline, as_of: date) -> Standing:
    """Work out where something stands from its news, its deadline and the day."""
    told = [piece for piece in sorted(news, key=lambda piece: piece.on) if piece.on <= as_of]
    response, delivery, assurance = Response.NOT_RECORDED, Delivery.NOT_RECORDED, Assurance.NONE
    done_on = None
    for piece in told:
        response = piece.response or response
        delivery = piece.delivery or delivery
        if piece.delivery and piece.delivery is not Delivery.IMPLEMENTED:
            done_on = None  # taken up again: an earlier completion says nothing about a later one
        assurance = piece.assurance or assurance
        done_on = piece.done_on or done_on
    timeliness, days = timeliness_of(delivery, done_on, deadline, as_of)
    return Standing(response, delivery, assurance, timeliness, days, done_on, told[-1].on if told else None)


def timeliness_of(delivery: Delivery, done_on: date | None, deadline: Deadline, as_of: date) -> tuple[Timeliness, int]:
    """Return the value of the fourth axis and the days that go with it. A cell of the table is a line here."""
    if delivery in ENDED:
        return Timeliness.CLOSED, 0
    if delivery is Delivery.IMPLEMENTED:
        return _met(done_on, deadline)
    if deadline.last is None:
        return (Timeliness.CANNOT_COMPUTE if deadline.why_not else Timeliness.NO_DEADLINE), 0
    left = (deadline.last - as_of).days
    if left >= 0:
        return (Timeliness.DUE_SOON if timedelta(days=left) <= SOON else Timeliness.DUE), left
    return (Timeliness.OVERDUE if delivery in UNFINISHED else Timeliness.PASSED), -left


def _met(done_on: date | None, deadline: Deadline) -> tuple[Timeliness, int]:
    if deadline.last is None:
        return (Timeliness.CANNOT_COMPUTE if deadline.why_not else Timeliness.NO_DEADLINE), 0
    if done_on is None:
        return Timeliness.MET_UNDATED, 0
    late = (done_on - deadline.last).days
    return (Timeliness.MET_LATE, late) if late > 0 else (Timeliness.MET_ON_TIME, 0)
