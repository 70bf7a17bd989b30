"""Meetings as events of a calendar, each with what it is to receive."""

from __future__ import annotations

import datetime

from scrutiny.address import Address
from scrutiny.follow.days import days_of
from scrutiny.follow.event import Event, LeftOut, committee_of, named, owners_of, pages_of
from scrutiny.follow.identity import identity, lasting
from scrutiny.follow.public import history_of, last_changed, revisions
from scrutiny.link import Gathering
from scrutiny.link.meetings import promised_meeting
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import role_title, when_words
from scrutiny.track import Tracked
from scrutiny.vocabulary import MeetingState, Missing

STATUS = {
    MeetingState.HELD: "CONFIRMED",
    MeetingState.SCHEDULED: "CONFIRMED",
    MeetingState.PROMISED: "TENTATIVE",
    MeetingState.UNKNOWN: "TENTATIVE",
    MeetingState.CANCELLED: "CANCELLED",
    MeetingState.POSTPONED: "CANCELLED",
}
"""What is known of a meeting, as calendars have it."""


def meeting_event(edition: Edition, authority: str, meeting: Gathering) -> Event | LeftOut:
    """Return a meeting. What it is to receive is told in it, so that a promise is one event and not several."""
    title, span = _meeting_title(edition, authority, meeting), days_of(meeting.date)
    if isinstance(span, str):
        stated = meeting.date.stated or meeting.date.words
        return LeftOut(meeting.id, "", f"{meeting.id}/", title, stated, span)
    record = meeting.record
    gone = record is not None and record.withdrawn is not None
    behind = list(dict.fromkeys([*([meeting.id] if record else []), *_known_by(meeting)]))
    state = "Withdrawn" if gone else meeting.state.label
    told = [f"{state}.", f"Date: {when_words(meeting.date).striptags()}."]
    told += [f"Reason: {record.reason}"] if record and record.reason else []
    told += [f"To receive: {each.follow_up.expects} ({named(edition, each.by)})" for each in meeting.expects]
    told += [f"On its papers: {edition.record(item.id).title}" for item in meeting.items]
    is_off = gone or meeting.state in {MeetingState.CANCELLED, MeetingState.POSTPONED}
    return Event(
        _meeting_identity(edition, meeting),
        span,
        f"{state}: {title}" if is_off or meeting.state is MeetingState.PROMISED else title,
        tuple(told),
        f"{meeting.id}/",
        "CANCELLED" if gone else STATUS[meeting.state],
        "Meeting",
        last_changed(edition, behind),
        revisions(edition, behind) + len(behind) - 1,
        pages_of(authority, committee_of(meeting.committee.name), _owners_at(edition, meeting)),
    )


def _known_by(meeting: Gathering) -> list[str]:
    return [target.id for target in (*meeting.items, *(each.by for each in meeting.expects))]


def _meeting_title(edition: Edition, authority: str, meeting: Gathering) -> str:
    name = meeting.committee.name
    stated = meeting.committee.stated or "a committee not named"
    committee = stated if isinstance(name, Missing) else role_title(edition, authority, name)
    return f"{edition.authorities[authority].short_name}: {committee}, meeting"


def _meeting_identity(edition: Edition, meeting: Gathering) -> str:
    """Return what a meeting is known by, which its address is not: that holds its day, and days are corrected.

    It is the promise that was published first; of a meeting that nobody promised, its record or its first item.
    """
    if meeting.expects:
        first = min((each.by for each in meeting.expects), key=lambda by: (_since(edition, by.id), by))
        return identity("meeting", "promised", lasting(edition, first.id), first.anchor)
    if meeting.record:
        return identity("meeting", lasting(edition, meeting.id))
    return identity("meeting", "of", lasting(edition, min(meeting.items).id))


def _since(edition: Edition, id_: str) -> datetime.date:
    return history_of(edition, id_).published or datetime.date.min


def _owners_at(edition: Edition, meeting: Gathering) -> set[str]:
    """Return who is to bring something to a meeting."""
    tracked = (each for expected in meeting.expects for each in edition.tracked_at.get(expected.by, ()))
    return {name for each in tracked for name in owners_of(each)}


def is_of_a_meeting(edition: Edition, tracked: Tracked) -> bool:
    """Tell whether a promise is told in the event of the meeting that is to receive it."""
    follow_up, item = tracked.commitment.follow_up, edition.register.item(tracked.target.id)
    if follow_up is None or item is None:
        return False
    return promised_meeting(Address.read(tracked.target.id), item, tracked.target.anchor, follow_up) is not None
