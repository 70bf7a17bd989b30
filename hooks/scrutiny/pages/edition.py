"""The record as at one day: every commitment with its deadline and where it stands. Worked out once a build."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from scrutiny.address import Address
from scrutiny.deadline import Deadline, NextMeeting, deadline_of
from scrutiny.link import Commitment, Gathering, Links, Target
from scrutiny.link.meetings import promised_meeting, promises
from scrutiny.link.relations import Disagreement, Told
from scrutiny.model import Authority, Committee, Record, When, in_words
from scrutiny.pages import holdings
from scrutiny.register import Register
from scrutiny.status import News, Standing, standing
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
    def target(self) -> Target:
        """Where the commitment stands."""
        return self.commitment.target


@dataclass(frozen=True)
class Edition:
    """One edition of the site: the joined register, and the day for which statuses are worked out."""

    links: Links
    as_of: datetime.date
    example: str = ""
    """The committee item whose thread the home page shows; without one, the first that has resolutions."""

    @property
    def register(self) -> Register:
        """The staged register."""
        return self.links.register

    @property
    def as_of_words(self) -> str:
        """The day as pages print it."""
        return in_words(self.as_of)

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """Every commitment, in the order of records and sources."""
        return tuple(self._track(commitment) for commitment in self.links.commitments)

    @cached_property
    def tracked_at(self) -> dict[Target, list[Tracked]]:
        """The commitments by the part of a record that sets them."""
        by_target: defaultdict[Target, list[Tracked]] = defaultdict(list)
        for tracked in self.tracked:
            by_target[tracked.target].append(tracked)
        return dict(by_target)

    @cached_property
    def tracked_in(self) -> dict[str, list[Tracked]]:
        """The commitments by the record that sets them."""
        by_record: defaultdict[str, list[Tracked]] = defaultdict(list)
        for tracked in self.tracked:
            by_record[tracked.target.id].append(tracked)
        return dict(by_record)

    @cached_property
    def updates_in(self) -> dict[str, list[tuple[Target, Told]]]:
        """The updates by the record they are about, whichever record carries them."""
        by_record: defaultdict[str, list[tuple[Target, Told]]] = defaultdict(list)
        for target, told in self.links.relations.updates.items():
            by_record[target.id].extend((target, piece) for piece in told)
        return dict(by_record)

    @cached_property
    def disagreements_in(self) -> dict[str, list[Disagreement]]:
        """The discrepancies by the records that carry them and those they are about."""
        by_record: defaultdict[str, list[Disagreement]] = defaultdict(list)
        for about, disagreements in self.links.relations.discrepancies.items():
            for each in disagreements:
                for id_ in dict.fromkeys((each.by.id, about.id)):
                    by_record[id_].append(each)
        return dict(by_record)

    @cached_property
    def by_timeliness(self) -> dict[Timeliness, list[Tracked]]:
        """The commitments by whether they were met in time; values that none has and what is invented are left out."""
        by_value: defaultdict[Timeliness, list[Tracked]] = defaultdict(list)
        for tracked in self.tracked:
            if not self.is_left_out(tracked.target.id):
                by_value[tracked.standing.timeliness].append(tracked)
        return dict(by_value)

    @cached_property
    def by_authority(self) -> dict[str, list[str]]:
        """The ids of the records of each authority, without its own, in the order of ids."""
        ids: defaultdict[str, list[str]] = defaultdict(list)
        for id_ in self.register.records:
            authority, _, rest = id_.partition("/")
            if rest:
                ids[authority].append(id_)
        return dict(ids)

    @cached_property
    def ids(self) -> dict[tuple[str, str], list[str]]:
        """The ids of records and meetings by authority and folder, newest first, those without a day last."""
        by_folder: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for id_ in sorted({*self.register.records, *self.links.meetings}):
            address = Address.read(id_)
            by_folder[address.authority, address.folder].append(id_)
        for ids in by_folder.values():
            ids.sort(key=self.age)
        return dict(by_folder)

    def age(self, id_: str) -> int:
        """Return what sorts records and meetings newest first, those without a day last."""
        day = self.links.threads.first_day(id_)
        return -day.toordinal() if day else 0

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Every authority by its name in addresses."""
        return {address.authority: record for address, record in self.register.of(Authority)}

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Invented authorities, which lists and counts leave out; none on a site where everything is invented."""
        invented = frozenset(name for name, authority in self.authorities.items() if authority.invented)
        return frozenset() if len(invented) == len(self.authorities) else invented

    def is_left_out(self, id_: str) -> bool:
        """Tell whether lists and counts leave a record out, because its authority is made up."""
        return id_.partition("/")[0] in self.left_out

    def is_committee(self, authority: str, name: str) -> bool:
        """Tell whether a name means a committee within an authority, rather than a role or a body."""
        return isinstance(self.register.owner(authority, name), Committee)

    @cached_property
    def subjects(self) -> dict[str, holdings.Subject]:
        """What stands under each subject."""
        return holdings.subjects(self)

    @cached_property
    def owned(self) -> dict[tuple[str, str], list[Tracked]]:
        """What each role, body or committee of an authority is to do."""
        return holdings.owned(self)

    @cached_property
    def owners(self) -> dict[str, list[str]]:
        """The names of the roles and bodies that have a page, by authority."""
        return holdings.owners(self)

    @cached_property
    def business(self) -> dict[tuple[str, str], holdings.Business]:
        """The business of each committee of an authority; under the empty name that of none named."""
        return holdings.business(self)

    @cached_property
    def presented(self) -> dict[tuple[str, str], list[str]]:
        """The items each role of an authority presented."""
        return holdings.presented(self)

    def authority_of(self, id_: str) -> Authority:
        """Return the authority a record or meeting belongs to."""
        return self.register.authority(Address.read(id_).authority)

    def record(self, id_: str) -> Record:
        """Return a record of the register."""
        return self.register.records[id_]

    def meeting(self, id_: str) -> Gathering | None:
        """Return the meeting with this id, if there is one."""
        return self.links.meetings.get(id_)

    def _track(self, commitment: Commitment) -> Tracked:
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
            by = "by " + anchor.replace("-", " ") if anchor else ""
            if meeting := self.links.meetings.get(id_):
                return meeting.date, by
            item = self.register.item(id_)
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
                item = self.register.item(item_id.id)
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
        item = self.register.item(item_id)
        address = Address.read(item_id)
        return {Target(*address.resolve(reference)) for reference in item.follows_up} if item else set()


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
