"""Meetings, derived from the items taken at them and the follow-ups that promise them.

A meeting whose day and committee are stated is ``<day>-<committee>``, so that what was promised and what was
held fall together. Otherwise it is named after the item that was taken at it, or that promised it: no year and
no name enters an address unless a paper states it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from scrutiny.address import Address
from scrutiny.link.relations import Target
from scrutiny.model import FollowUp, Item, Meeting, When, WhenKind
from scrutiny.model.item import CommitteeAsStated
from scrutiny.register import Register
from scrutiny.vocabulary import FollowUpState, MeetingState, Missing


@dataclass(frozen=True)
class Expected:
    """What a meeting is to receive, and the part of a record that says so."""

    by: Target
    follow_up: FollowUp


@dataclass
class Gathering:
    """One meeting as the papers show it: dated or not, held or only promised."""

    id: str
    """Its id, and so its address: ``bradford/meetings/undated-front-door``."""
    committee: CommitteeAsStated
    """The committee, as named or as stated."""
    date: When
    """Its day, as stated."""
    state: MeetingState
    """What is known of it."""
    record: Meeting | None = None
    """Its own record, where it has one."""
    items: list[Target] = field(default_factory=list)
    """The items taken at it."""
    expects: list[Expected] = field(default_factory=list)
    """What it was to receive."""

    @property
    def day(self) -> datetime.date | None:
        """Its day, where that is one day."""
        return self.date.last if self.date.kind is WhenKind.EXACT else None


def gather(register: Register) -> dict[str, Gathering]:
    """Return every meeting by id, sorted."""
    meetings: dict[str, Gathering] = {}
    for address, own in register.of(Meeting):
        meetings[address.id] = Gathering(address.id, own.committee, own.date, own.state, own)
    for address, item in register.of(Item):
        if item.withdrawn:
            continue
        id_ = meeting_of(address, item)
        meeting = meetings.setdefault(id_, Gathering(id_, item.committee, item.meeting.date, item.meeting.state))
        if meeting.state is MeetingState.PROMISED:
            meeting.state = item.meeting.state
        meeting.items.append(Target(address.id))
    for address, item in register.of(Item):
        if not item.withdrawn:
            _promise(meetings, address, item)
    return dict(sorted(meetings.items()))


def meeting_of(address: Address, item: Item) -> str:
    """Return the id of the meeting at which an item was taken."""
    if item.meeting.record:
        return address.resolve(item.meeting.record)[0]
    return _dated(address, item.committee, item.meeting.date) or _named(
        address, "undated-" + address.name.removeprefix("undated-")
    )


def _named(address: Address, name: str) -> str:
    return f"{address.authority}/meetings/{name}"


def _dated(address: Address, committee: CommitteeAsStated, when: When) -> str | None:
    if when.kind is WhenKind.EXACT and when.last and not when.inferred and not isinstance(committee.name, Missing):
        return _named(address, f"{when.last.isoformat()}-{committee.name}")
    return None


def promises(item: Item) -> Iterator[tuple[str, FollowUp]]:
    """Yield the follow-ups an item promises, with the anchor of the part that promises each."""
    for resolution in item.resolutions.list:
        if resolution.follow_up:
            yield resolution.anchor, resolution.follow_up
    for point in item.points:
        if point.follow_up and not point.same_as:
            yield point.anchor, point.follow_up
    if item.follow_up:
        yield "follow-up", item.follow_up


def promised_meeting(address: Address, item: Item, anchor: str, follow_up: FollowUp) -> str | None:
    """Return the id of the meeting a follow-up promises; None where no meeting is named."""
    when = follow_up.date
    if when.through:
        id_, through = address.resolve(when.through)
        if Address.read(id_).folder == "meetings":
            return id_
        for other, promise in promises(item) if id_ == address.id else ():
            if other == through and not promise.date.through:
                return promised_meeting(address, item, other, promise)
        return None
    committee = CommitteeAsStated(name=follow_up.to) if follow_up.to else item.committee
    if dated := _dated(address, committee, when):
        return dated
    if when.kind is WhenKind.NEXT_MEETING:
        return _named(address, f"next-after-{address.name}")
    if when.kind in {WhenKind.EXACT, WhenKind.RANGE, WhenKind.MONTH, WhenKind.QUARTER}:
        return _named(address, f"promised-{address.name}-{anchor}")
    return None


def _promise(meetings: dict[str, Gathering], address: Address, item: Item) -> None:
    for anchor, follow_up in promises(item):
        id_ = promised_meeting(address, item, anchor, follow_up)
        if id_ is None:
            continue
        committee = CommitteeAsStated(name=follow_up.to) if follow_up.to else item.committee
        meeting = meetings.setdefault(id_, Gathering(id_, committee, follow_up.date, MeetingState.PROMISED))
        if follow_up.state is FollowUpState.NOT_HELD and meeting.state is MeetingState.PROMISED:
            meeting.state = MeetingState.CANCELLED
        elif follow_up.state is FollowUpState.SCHEDULED and meeting.state is MeetingState.PROMISED:
            meeting.state = MeetingState.SCHEDULED
        if meeting.date.through or meeting.date.kind is WhenKind.NEXT_MEETING:
            meeting.date = follow_up.date
        meeting.expects.append(Expected(Target(address.id, anchor), follow_up))
