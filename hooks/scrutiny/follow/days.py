"""How exactly a date is known, for a calendar: days, a month and no day, or too little for any place in one."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.link.meetings import promised_meeting, promises
from scrutiny.model import When, WhenKind
from scrutiny.pages.edition import Edition


class Span(NamedTuple):
    """Where something stands in a calendar."""

    first: datetime.date
    last: datetime.date
    month_only: bool = False
    """True where no paper gives a day: the span is what the months cover."""


_TOO_WIDE = {WhenKind.QUARTER: "only the quarter is stated", WhenKind.YEAR: "only the year is stated"}
"""Dates that can be worked out, and are too wide to remind anybody of anything."""


def days_of(when: When) -> Span | str:
    """Return the days on which something was or is to be, or why they are not known well enough."""
    if when.first is None or when.last is None:
        return why_no_day(when)
    kinds = {when.kind} if when.kind is not WhenKind.RANGE else set(when.expression.ends)
    for kind in (WhenKind.YEAR, WhenKind.QUARTER):
        if kind in kinds:
            return _TOO_WIDE[kind]
    return Span(when.first, when.last, WhenKind.MONTH in kinds)


def why_no_day(when: When) -> str:
    """Say why no day can be worked out of a date: that none is set, and that none is stated, are two things."""
    if when.kind is WhenKind.NONE:
        return "a paper says that no date is set"
    if when.kind in {WhenKind.EXACT, WhenKind.RANGE}:
        return "the year is not stated"
    if when.kind is WhenKind.NEXT_MEETING:
        return "the day of the next meeting is not stated"
    return "the day is not stated"


def last_day_of(due: When, last: datetime.date) -> Span | str:
    """Return the place of a last day that was worked out: the day, or the month where a paper gives only that."""
    kind = due.kind if due.kind is not WhenKind.RANGE else due.expression.ends[1]
    if due.last is None or kind is WhenKind.EXACT:
        return Span(last, last)
    return _TOO_WIDE.get(kind) or Span(last.replace(day=1), last, month_only=True)


def due_behind(edition: Edition, target: Target, due: When) -> tuple[When, str]:
    """Return the date that gives a "next meeting" its day, and the record that states it; else the date itself."""
    if due.kind is not WhenKind.NEXT_MEETING or not due.through:
        return due, target.id
    id_, anchor = Address.read(target.id).resolve(due.through)
    if meeting := edition.meeting(id_):
        return meeting.date, id_
    item = edition.register.item(id_)
    for other, follow_up in promises(item) if item else ():
        if item and other == anchor:
            promised = promised_meeting(Address.read(id_), item, anchor, follow_up)
            return (edition.links.meetings[promised].date if promised else follow_up.date), id_
    return due, target.id
