"""Commitments as at one day: the last day of each, what is known of it, and where it stands."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.deadline import Deadline, NextMeeting, deadline_of
from scrutiny.language import say
from scrutiny.link import Commitment, Links, Target
from scrutiny.link.meetings import promised_meeting, promises
from scrutiny.link.relations import Told, present
from scrutiny.model import CommitteeResponse, When
from scrutiny.status import ENDED, News, Standing, standing, timeliness_of
from scrutiny.vocabulary import Delivery, FollowUpState, MeetingState, Timeliness

_ENDED = {
    FollowUpState.HELD: Delivery.IMPLEMENTED,
    FollowUpState.NOT_HELD: Delivery.NOT_IMPLEMENTED,
    FollowUpState.SUPERSEDED: Delivery.SUPERSEDED,
}
"""What a recorded state of a follow-up says of its delivery."""


@dataclass(frozen=True)
class Tracked:
    """A commitment, its last day, and where it stands."""

    commitment: Commitment
    deadline: Deadline
    standing: Standing
    news: tuple[News, ...]
    """Everything that is known of it, oldest first: updates, answers, follow-ups held or not."""
    updates: tuple[Told, ...] = ()
    """Its updates, oldest first."""

    @property
    def is_open(self) -> bool:
        """True for what is neither done nor ended."""
        return self.standing.delivery not in {Delivery.IMPLEMENTED, *ENDED}

    @property
    def target(self) -> Target:
        """Where the commitment stands."""
        return self.commitment.target


def track(links: Links, as_of: datetime.date) -> tuple[Tracked, ...]:
    """Return every commitment as at a day, in the order of records and sources."""
    day = _Day(links, as_of)
    return tuple(day.track(commitment) for commitment in links.commitments)


@dataclass(frozen=True)
class Answered:
    """Whether a response came in time."""

    deadline: Deadline
    timeliness: Timeliness
    days: int
    """Days late, over or left, as ``timeliness`` says."""


def answered(response: CommitteeResponse, as_of: datetime.date) -> Answered:
    """Work out whether a response came in time: an answer that came is a task done on the day it came."""
    deadline, received = deadline_of(response.due, lambda _: None), response.received.last
    delivery = Delivery.IMPLEMENTED if received else Delivery.NOT_RECORDED
    return Answered(deadline, *timeliness_of(delivery, received, deadline, as_of))


@dataclass(frozen=True)
class _Day:
    """The papers, and the day for which statuses are worked out."""

    links: Links
    as_of: datetime.date

    def track(self, commitment: Commitment) -> Tracked:
        """Return a commitment with its last day and where it stands."""
        target = commitment.target
        deadline = deadline_of(commitment.due, self._next_meeting(target))
        # News of a resolution that sets an action and a follow-up is news of the action.
        beside_action = commitment.follow_up and any(
            each.action for each in self.links.threads.commitments.get(target, ())
        )
        told = () if beside_action else tuple(self.links.relations.updates.get(target, ()))
        answers = () if beside_action else self._answers(target)
        news = tuple(
            sorted((*map(_news_of, told), *answers, *self._follow_up_news(commitment)), key=lambda piece: piece.on)
        )
        return Tracked(commitment, deadline, standing(news, deadline, self.as_of), news, told)

    def _next_meeting(self, target: Target) -> NextMeeting:
        address = Address.read(target.id)

        def find(reference: str) -> tuple[When, str] | None:
            id_, anchor = address.resolve(reference)
            kind, _, number = anchor.rpartition("-")  # a resolution or a point; a meeting has no anchor
            by = say(f"by {kind} {{number}}", number=number) if anchor else ""
            if meeting := self.links.meetings.get(id_):
                return meeting.date, by
            item = self.links.register.item(id_)
            for other, follow_up in promises(item) if item else ():
                if item and other == anchor:
                    promised = promised_meeting(Address.read(id_), item, anchor, follow_up)
                    return (self.links.meetings[promised].date if promised else follow_up.date), by
            return None

        return find

    def _answers(self, target: Target) -> Iterator[News]:
        for answer in self.links.relations.positions.get(target, ()):
            if day := answer.response.received.last:
                yield News(day, answer.response.by, answer.position.text or "", answer.position.position)

    def _follow_up_news(self, commitment: Commitment) -> Iterator[News]:
        """Tell from the papers of a promised follow-up whether it took place: then it is done, or will not be."""
        follow_up, target = commitment.follow_up, commitment.target
        if follow_up is None:
            return
        for later in self.links.threads.follow_ups(target):
            meeting = self.links.meetings.get(later.id)
            items = meeting.items if meeting else [later]
            for item_id in items:
                item = self.links.register.item(item_id.id)
                day = item.meeting.date.last if item else None
                if item and day and target in self._taken_up(item_id.id):
                    yield News(day, "the committee", "Taken up.", delivery=Delivery.IMPLEMENTED, done_on=day)
            if meeting and not items and meeting.state is MeetingState.CANCELLED and meeting.day:
                yield News(meeting.day, "the committee", "Not held.", delivery=Delivery.NOT_IMPLEMENTED)
        day = follow_up.date.last
        if day and follow_up.state in _ENDED:
            done_on = day if follow_up.state is FollowUpState.HELD else None
            yield News(day, "the committee", follow_up.state.label, delivery=_ENDED[follow_up.state], done_on=done_on)

    def _taken_up(self, item_id: str) -> set[Target]:
        item = self.links.register.item(item_id)
        return set(present(self.links.register, Address.read(item_id), item.follows_up)) if item else set()


def _news_of(told: Told) -> News:
    update = told.update
    return News(
        datetime.date.fromisoformat(update.on),
        update.by,
        update.text,
        update.response,
        update.delivery,
        update.assurance,
        datetime.date.fromisoformat(update.done_on) if update.done_on else None,
    )
