"""The last day of something to be done, with the working shown; "cannot be computed" is a result like any other.

Working days leave out Saturdays, Sundays, Christmas Day, Good Friday and the bank holidays of England and
Wales (SI 2007/462 and SI 2015/1792 use this meaning); the day counted from is not itself counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import holidays

from scrutiny.language import say
from scrutiny.model import DeadlineCheck, When, WhenKind
from scrutiny.model.when import add_limit, limit_words

SATURDAY = 5

NextMeeting = Callable[[str], tuple[When, str] | None]
"""Finds the day of the meeting a reference gives: its date, and the words "by resolution 2"."""


@dataclass(frozen=True)
class Deadline:
    """What can be said of a last day: one of ``last`` and ``why_not``, or neither where none was set."""

    stated: str
    """What the paper says: "March 2018", "next meeting"."""
    last: date | None = None
    """The last day, where it can be worked out."""
    how: str = ""
    """How it was worked out, where that is not plain: "by resolution 2", "year inferred"."""
    why_not: str = ""
    """Why there is no last day although a limit was set."""


@dataclass(frozen=True)
class Tested:
    """One way of counting a legal limit, and whether it gives the stated day."""

    counted_from: date
    event: str
    last: date
    difference: int
    """Days from the stated day to the counted one; 0 when they agree."""
    skipped: tuple[date, ...]
    """Bank holidays that fell on weekdays and were left out."""


@cache
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether a day counts as a working day in England and Wales."""
    return day.weekday() < SATURDAY and day not in _bank_holidays(day.year)


def add_working_days(start: date, amount: int) -> date:
    """Return the ``amount``-th working day after ``start``, which is itself not counted."""
    day = start
    while amount:
        day += timedelta(days=1)
        amount -= is_working_day(day)
    return day


def deadline_of(due: When, next_meeting: NextMeeting) -> Deadline:
    """Work out the last day of ``due``; follow ``through`` by ``next_meeting``."""
    stated = due.stated or due.words
    if due.last is not None:
        return Deadline(stated, due.last, _and_inferred("", due))
    if due.before:
        last = date.fromisoformat(due.before) - timedelta(days=1)
        return Deadline(stated, last, _and_inferred(say("before {day}", day=last + timedelta(days=1)), due))
    if due.next:
        return Deadline(stated, date.fromisoformat(due.next), _and_inferred(say("the next time"), due))
    if due.kind in {WhenKind.NOT_STATED, WhenKind.NONE}:
        return Deadline(stated, why_not=_to_be_agreed(due))
    if due.kind in {WhenKind.RELATIVE, WhenKind.IMMEDIATE}:
        return _limit(due, stated)
    if due.kind is WhenKind.NEXT_MEETING:
        return _next_meeting(due, stated, next_meeting)
    return Deadline(stated, why_not=_reason(due))


def _and_inferred(how: str, due: When) -> str:
    """Add to how a day was worked out that a part of it is the editor's inference; never left unsaid."""
    if not due.inferred:
        return how
    return ", ".join(filter(None, (how, say("year inferred") if "year" in due.inferred else say("inferred"))))


def _to_be_agreed(due: When) -> str:
    return say("{what} is still to be agreed", what=due.to_be_confirmed) if due.to_be_confirmed else ""


def _reason(due: When) -> str:
    read = due.expression
    later = _to_be_agreed(due)
    if read.kind is WhenKind.CONDITIONAL:
        return "; ".join(filter(None, (say("it waits until {words}", words=read.words), later)))
    if read.kind is WhenKind.RECURRING:
        return say("it recurs, every {words}; no last day is set", words=read.words)
    if read.kind is WhenKind.TO_BE_CONFIRMED:
        return later or say("the date is still to be confirmed")
    return say("the year is not stated")


def _limit(due: When, stated: str) -> Deadline:
    read = due.expression
    limit = limit_words(read) if read.kind is WhenKind.RELATIVE else ""
    if due.counted_from in {None, WhenKind.NOT_STATED.value}:
        if not limit:
            return Deadline(stated, why_not=say("the day it runs from is not stated"))
        return Deadline(
            stated, why_not=say("the limit is {limit}, but the day it runs from is not stated", limit=limit)
        )
    start = date.fromisoformat(due.counted_from or "")
    if read.kind is WhenKind.IMMEDIATE:
        return Deadline(stated, start, _and_inferred(say("from {day}", day=start), due))
    if due.counts_first_day:
        how = say("{limit} beginning with {day}", limit=limit, day=start)
        day_before = timedelta(days=1)
        if read.unit == "working days":
            return Deadline(stated, add_working_days(start - day_before, read.amount), _and_inferred(how, due))
        end = add_limit(start, read.amount, read.unit)
        # A month too short for the corresponding day ends the limit with its own last day.
        last = end if read.unit == "months" and end.day < start.day else end - day_before
        return Deadline(stated, last, _and_inferred(how, due))
    count = add_working_days if read.unit == "working days" else lambda day, amount: add_limit(day, amount, read.unit)
    how = say("{limit} from {day}", limit=limit, day=start)
    return Deadline(stated, count(start, read.amount), _and_inferred(how, due))


def _next_meeting(due: When, stated: str, next_meeting: NextMeeting) -> Deadline:
    found = next_meeting(due.through) if due.through else None
    if found is None:
        return Deadline(stated, why_not=say("the day of the next meeting is not stated"))
    when, by = found
    if when.last is None:
        return Deadline(stated, why_not=f"{say('the day of the next meeting is not stated')} {by}".strip())
    return Deadline(stated, when.last, _and_inferred(by, when))


def check_limit(check: DeadlineCheck, stated: date) -> tuple[Tested, ...]:
    """Count the legal limit from each day it may run from, and compare with the stated day."""
    results = []
    for start in check.counted_from:
        first = date.fromisoformat(start.date)
        last = add_working_days(first, check.working_days)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        skipped = tuple(day for day in days if day.weekday() < SATURDAY and not is_working_day(day))
        results.append(Tested(first, start.event, last, (last - stated).days, skipped))
    return tuple(results)
