"""What a calendar tells of one council: its meetings, the last days of what is to be done, answers that are due.

What has no day that a calendar could show is left out, and listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.follow.deadlines import answer_event, deadline_event
from scrutiny.follow.event import Event, LeftOut
from scrutiny.follow.meetings import is_of_a_meeting, meeting_event
from scrutiny.model import CommitteeResponse
from scrutiny.pages.edition import Edition


def events_of(edition: Edition, authority: str) -> Iterator[Event]:
    """Yield the events of one council whose days are known, meetings first."""
    return (each for each in _all(edition, authority) if isinstance(each, Event))


def left_out(edition: Edition, authority: str) -> list[LeftOut]:
    """Return what no calendar of one council shows, with the reason, meetings first."""
    return [each for each in _all(edition, authority) if isinstance(each, LeftOut)]


def _all(edition: Edition, authority: str) -> Iterator[Event | LeftOut]:
    for meeting in edition.meetings_of.get(authority, ()):
        yield meeting_event(edition, authority, meeting)
    for id_ in edition.by_authority.get(authority, ()):
        for tracked in edition.tracked_in.get(id_, ()):
            if not is_of_a_meeting(edition, tracked):
                yield deadline_event(edition, authority, tracked)
        record = edition.record(id_)
        if isinstance(record, CommitteeResponse) and not record.withdrawn and not record.due.is_missing:
            yield answer_event(edition, authority, id_, record)
