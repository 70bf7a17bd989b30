"""The record as at one day, looked up in every way that pages need. Each way is worked out once a build."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from scrutiny.address import Address
from scrutiny.history import History
from scrutiny.language import ENGLISH, WELSH, day_words, speaking
from scrutiny.link import Gathering, Links, Target
from scrutiny.link.relations import Disagreement, Told, present
from scrutiny.model import Authority, Record, When
from scrutiny.pages import holdings
from scrutiny.register import Register
from scrutiny.track import Tracked, track


@dataclass(frozen=True, eq=False)
class Edition:
    """One edition of the site: the joined register, and the day for which statuses are worked out."""

    links: Links
    as_of: datetime.date
    example: str = ""
    """The committee item whose thread the home page shows; without one, the first that has resolutions."""
    corrections: str = ""
    """The mailbox to which mistakes are reported, where the council has none of its own; empty: none is shown."""

    language: str = ENGLISH
    """The language of the sentences that it holds."""
    histories: Mapping[str, History] = field(default_factory=dict)
    """What is known of the past of the page of each record, by id; nothing is told of a record that is not in it."""

    invented_elsewhere: frozenset[str] | None = None
    """The invented authorities that the lists of the whole site leave out, where this edition holds only some."""

    gathered: frozenset[str] | None = None
    """The ``offices_gathered`` of all councils, where this edition holds only some."""

    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)
    """What is made once and asked for again, by what made it, such as what pages of one depth show alike (``once``)."""

    @property
    def register(self) -> Register:
        """The staged register."""
        return self.links.register

    @cached_property
    def in_welsh(self) -> Edition:
        """The same edition for the pages of Welsh records: what it looks up holds sentences, in one language."""
        return replace(self, language=WELSH)

    @property
    def as_of_words(self) -> str:
        """The day as pages print it."""
        return day_words(self.as_of)

    @cached_property
    def tracked(self) -> tuple[Tracked, ...]:
        """Every commitment, in the order of records and sources."""
        with speaking(self.language):  # deadlines hold sentences, and nobody knows which page is the first to ask
            return track(self.links, self.as_of)

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
    def tracked_of(self) -> dict[str, list[Tracked]]:
        """The commitments by the authority that they belong to."""
        by_authority: defaultdict[str, list[Tracked]] = defaultdict(list)
        for tracked in self.tracked:
            by_authority[tracked.target.id.partition("/")[0]].append(tracked)
        return dict(by_authority)

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
    def disagreements_told_by(self) -> dict[str, list[Disagreement]]:
        """The discrepancies by the authority whose records carry them."""
        by_authority: defaultdict[str, list[Disagreement]] = defaultdict(list)
        for disagreements in self.links.relations.discrepancies.values():
            for each in disagreements:
                by_authority[each.by.id.partition("/")[0]].append(each)
        return dict(by_authority)

    @cached_property
    def promised_by(self) -> dict[str, set[str]]:
        """The ids of the meetings that each record promises."""
        meetings: defaultdict[str, set[str]] = defaultdict(set)
        for meeting in self.links.meetings.values():
            for expected in meeting.expects:
                meetings[expected.by.id].add(meeting.id)
        return dict(meetings)

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
        """The ids of records and meetings by authority and folder, newest first, those without a day last.

        An inspection that was expected at a time now past, and of which nothing more is held, comes after all of them.
        """
        by_folder: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for id_ in sorted({*self.register.records, *self.links.meetings}):
            address = Address.read(id_)
            by_folder[address.authority, address.folder].append(id_)
        for ids in by_folder.values():
            ids.sort(key=lambda id_: (self._never_heard_of(id_), self.age(id_)))
        return dict(by_folder)

    def _never_heard_of(self, id_: str) -> bool:
        inspection = self.register.inspection(id_)
        return bool(inspection and inspection.anticipated and inspection.expected and self.is_past(inspection.expected))

    def age(self, id_: str) -> int:
        """Return what sorts records and meetings newest first, those without a day last."""
        day = self.links.threads.first_day(id_)
        return -day.toordinal() if day else 0

    @cached_property
    def meetings_of(self) -> dict[str, list[Gathering]]:
        """The meetings of each authority, in the order of ids."""
        meetings: defaultdict[str, list[Gathering]] = defaultdict(list)
        for id_, meeting in self.links.meetings.items():
            meetings[id_.partition("/")[0]].append(meeting)
        return dict(meetings)

    @cached_property
    def authorities(self) -> dict[str, Authority]:
        """Every authority by its name in addresses."""
        return {address.authority: record for address, record in self.register.of(Authority)}

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Invented authorities, which lists and counts leave out; none on a site where everything is invented."""
        if self.invented_elsewhere is not None:
            return self.invented_elsewhere
        invented = frozenset(name for name, authority in self.authorities.items() if authority.invented)
        return frozenset() if len(invented) == len(self.authorities) else invented

    @cached_property
    def offices_gathered(self) -> frozenset[str]:
        """The offices that posts by more than one title hold, by name: where all are called so, titles find them all.

        Posts that are called otherwise are gathered under the office for whoever looks for it.
        """
        if self.gathered is not None:
            return self.gathered
        offices = self.register.shared.offices
        posts = (role for name in self.authorities_listed for role in self.authorities[name].roles.values())
        return frozenset(
            role.office
            for role in posts
            if role.office and role.office in offices and role.title != offices[role.office].title
        )

    def is_left_out(self, id_: str) -> bool:
        """Tell whether lists and counts leave a record out, because its authority is made up."""
        return id_.partition("/")[0] in self.left_out

    @cached_property
    def authorities_listed(self) -> list[str]:
        """The authorities that lists and counts show."""
        return [name for name in self.authorities if name not in self.left_out]

    @cached_property
    def is_invented(self) -> bool:
        """True where everything that lists and counts show is made up."""
        listed = [self.authorities[name] for name in self.authorities_listed]
        return bool(listed) and all(authority.invented for authority in listed)

    @cached_property
    def records_listed(self) -> dict[str, Record]:
        """The records that lists and counts show: none that was withdrawn or made up."""
        return {id_: record for id_, record in self.register.records.items() if self.is_listed(id_)}

    def is_listed(self, id_: str) -> bool:
        """Tell whether lists, counts and the search show a record or meeting: neither withdrawn nor made up."""
        record = self.register.records.get(id_)
        return not self.is_left_out(id_) and not (record and record.withdrawn)

    @cached_property
    def tracked_listed(self) -> tuple[Tracked, ...]:
        """The commitments that lists and counts show: none that is made up."""
        return tuple(tracked for tracked in self.tracked if not self.is_left_out(tracked.target.id))

    @cached_property
    def subjects(self) -> dict[str, holdings.Subject]:
        """What stands under each subject."""
        return holdings.subjects(self.register, self.records_listed, self.tracked_listed)

    def subjects_of(self, authority: str) -> dict[str, holdings.Subject]:
        """Return what an authority has under each subject; subjects under which it has nothing are left out."""
        return self._subjects_by_authority.get(authority, {})

    @cached_property
    def _subjects_by_authority(self) -> dict[str, dict[str, holdings.Subject]]:
        parts: defaultdict[str, dict[str, holdings.Subject]] = defaultdict(dict)
        for name, subject in self.subjects.items():
            for authority, part in subject.split().items():
                parts[authority][name] = part
        return dict(parts)

    @cached_property
    def owned(self) -> dict[holdings.Owned, list[Tracked]]:
        """What each role, body or committee of an authority is to do."""
        return holdings.owned(self.tracked)

    @cached_property
    def owners(self) -> dict[str, list[str]]:
        """The names of the roles and bodies that have a page, by authority."""
        return holdings.owners(self.register)

    @cached_property
    def business(self) -> dict[holdings.Owned, holdings.Business]:
        """The business of each committee of an authority; under the empty name that of none named."""
        return holdings.business(self.links, self.tracked)

    @cached_property
    def presented(self) -> dict[holdings.Owned, list[str]]:
        """The items each role of an authority presented."""
        return holdings.presented(self.register)

    def is_past(self, when: When) -> bool:
        """Tell whether the last day that a date can mean has passed."""
        return when.last is not None and when.last < self.as_of

    def present(self, id_: str, references: Iterable[str]) -> list[Target]:
        """Resolve references written in a record, leaving out what is not in the register."""
        return present(self.register, Address.read(id_), references)

    def authority_of(self, id_: str) -> Authority:
        """Return the authority a record or meeting belongs to."""
        return self.register.authority(id_.partition("/")[0])

    def record(self, id_: str) -> Record:
        """Return a record of the register."""
        return self.register.records[id_]

    def meeting(self, id_: str) -> Gathering | None:
        """Return the meeting with this id, if there is one."""
        return self.links.meetings.get(id_)
