"""The thread: from what was found, through what was decided and done, to the next inspection; and back again.

A link of the thread exists only where a record states it. The steps always have these names in this order:
found, decided, to be done, followed up, inspected again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain

from scrutiny.address import Address
from scrutiny.link.commitments import Commitment
from scrutiny.link.meetings import Gathering, promised_meeting, promises
from scrutiny.link.relations import Relations, Target, present
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record, When
from scrutiny.register import Register


@dataclass(frozen=True)
class Trail:
    """The chain of one finding, resolution or action; an empty step is a gap to be said in words."""

    found: tuple[Target, ...] = ()
    decided: tuple[Target, ...] = ()
    to_be_done: tuple[Target, ...] = ()
    followed_up: tuple[Target, ...] = ()
    inspected_again: tuple[Target, ...] = ()


@dataclass(frozen=True)
class Threads:
    """The order of events between records: which record comes after which."""

    register: Register
    relations: Relations
    meetings: dict[str, Gathering]
    commitments: dict[Target, list[Commitment]]
    later: dict[str, set[str]]
    """Record or meeting -> those that come after it because of it."""
    earlier: dict[str, set[str]]
    """The reverse of ``later``."""
    followed: dict[str, set[str]]
    """Inspection -> the inspections that followed it."""

    def of(self, id_: str) -> tuple[str, ...]:
        """Return the ids of the thread a record or meeting belongs to, oldest first.

        What led to it, what came of it, and for every inspection among these the inspections that followed.
        """
        ids = self._closure([id_], self.earlier) | self._closure([id_], self.later)
        inspections = [other for other in ids if self.register.inspection(other)]
        return self._ordered(ids | self._closure(inspections, self.followed))

    @staticmethod
    def _closure(start: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
        seen, waiting = set(start), list(start)
        while waiting:
            for other in edges.get(waiting.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        return seen

    def is_placed(self, id_: str, ids: Iterable[str]) -> bool:
        """Tell whether anything places a record in the time of a thread, whose ``ids`` are given.

        That is a day of its own, a day of what led to it, or a day before which something came of it.
        """
        if self.first_day(id_):
            return True
        known = set(ids)
        causes = [self._when(other) for other in self._closure([id_], self.earlier) & known]
        effects = [self._when(other) for other in self._closure([id_], self.later) & known]
        return any(when and (when.first or when.last or when.before or when.after) for when in causes) or any(
            when and (when.last or when.before) for when in effects
        )

    def _when(self, id_: str) -> When | None:
        gathering = self.meetings.get(id_)
        return gathering.date if gathering else when_of(self.register.records.get(id_))

    def _ordered(self, ids: set[str]) -> tuple[str, ...]:
        keys: dict[str, tuple[date, int]] = {}

        def key(id_: str) -> tuple[date, int]:
            if id_ not in keys:
                keys[id_] = (date.min, 0)  # holds the place while its own causes are looked at
                day, depth = self.first_day(id_), 0
                for other in self.earlier.get(id_, set()) & ids:
                    cause = key(other)
                    depth = max(depth, cause[1] + 1)
                    if day is None or (self.first_day(id_) is None and cause[0] > day):
                        day = cause[0]
                keys[id_] = (day or date.min, depth)
            return keys[id_]

        def place(id_: str) -> tuple[bool, date, bool, int, str]:
            day, depth = key(id_)
            return not self.is_placed(id_, ids), day, self._is_before(id_), depth, id_

        return tuple(sorted(ids, key=place))

    def _is_before(self, id_: str) -> bool:
        """False for what only has a day before which it was, so that it comes before that day's events."""
        when = self._when(id_)
        return when is None or when.first is not None or when.before is None

    def first_day(self, id_: str) -> date | None:
        """Return the first day a record or meeting can mean, or the day it was before; None where unknown."""
        return self._first_days.get(id_)

    @cached_property
    def _first_days(self) -> dict[str, date | None]:
        """The first day of each: the order of every thread asks for those of all its records many times."""
        return {id_: self._first_day(id_) for id_ in chain(self.register.records, self.meetings)}

    def _first_day(self, id_: str) -> date | None:
        when = self._when(id_)
        if when is None:
            return None
        inspection = self.register.inspection(id_)
        if inspection and inspection.anticipated:
            return when.last  # "later this year" comes after what is known of that year
        return when.first or (date.fromisoformat(when.before) if when.before else None)

    def trail(self, target: Target) -> Trail:
        """Return the chain of one finding, resolution, action or point."""
        if target in self.relations.answers or target.anchor.startswith("resolution-"):
            found = tuple(self.relations.answers.get(target, ()))
            return self._trail(found, (target,), target)
        record = self.register.records.get(target.id)
        if isinstance(record, Item):
            return self._trail(tuple(self._about(target.id)), (), target)
        if isinstance(record, Plan):
            answered = tuple(self.relations.answered_by.get(target, ()))
            return self._trail(tuple(self._about(target.id)), answered, target)
        return self._trail((target,), tuple(self.relations.answered_by.get(target, ())), target)

    def _trail(self, found: tuple[Target, ...], decided: tuple[Target, ...], focus: Target) -> Trail:
        parts = unique((focus, *decided))
        to_be_done = tuple(part for part in parts if part in self.commitments)
        followed_up = [later for part in parts for later in self.follow_ups(part)]
        inspections = unique(inspection for part in (*found, focus) for inspection in self._inspections(part))
        again = [later for inspection in inspections for later in self.relations.followed_by.get(inspection, ())]
        return Trail(found, decided, to_be_done, unique(followed_up), unique(again))

    def follow_ups(self, part: Target) -> list[Target]:
        """Return what took a part up again or was promised to: later items, meetings, promised meetings."""
        taken_up = list(self.relations.taken_up_by.get(part, ()))
        item = self.register.item(part.id)
        promised: list[Target] = []
        for anchor, follow_up in promises(item) if item else ():
            meeting = promised_meeting(Address.read(part.id), item, anchor, follow_up) if item else None
            if anchor == part.anchor and meeting and meeting in self.meetings:
                promised.append(Target(meeting))
        held = {target.id for meeting in promised for target in self.meetings[meeting.id].items}
        return [target for target in taken_up if target.id not in held] + promised

    def _about(self, id_: str) -> list[Target]:
        record = self.register.records.get(id_)
        about = record.about if isinstance(record, Item | Plan | Inspection) else ()
        return present(self.register, Address.read(id_), about)

    def _inspections(self, target: Target) -> list[Target]:
        if self.register.inspection(target.id):
            return [target.record]
        return [about.record for about in self._about(target.id) if self.register.inspection(about.id)]


def unique(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Return the targets without repeats, in order."""
    return tuple(dict.fromkeys(targets))


def when_of(record: Record | None) -> When | None:
    """Return the date that places a record in its thread; None where it has none."""
    if isinstance(record, Inspection):
        if record.on_site.first or record.on_site.before:
            return record.on_site
        as_of = next((judgement.as_of for judgement in record.judgements if judgement.as_of), None)
        return as_of or (record.published if record.published.first else record.expected)
    if isinstance(record, Item):
        return record.meeting.date
    if isinstance(record, Meeting):
        return record.date
    if isinstance(record, CommitteeResponse):
        return record.received
    return record.agreed if isinstance(record, Plan) else None


def thread(
    register: Register,
    relations: Relations,
    meetings: dict[str, Gathering],
    commitments: Iterable[Commitment],
) -> Threads:
    """Lay the order of events over the whole register, once."""
    later: defaultdict[str, set[str]] = defaultdict(set)
    for reverse in (relations.looked_at_by, relations.followed_by, relations.taken_up_by, relations.responses):
        for before, afters in reverse.items():
            later[before.id] |= {after.id for after in afters} - {before.id}
    for gathering in meetings.values():
        for expected in gathering.expects:
            later[expected.by.id].add(gathering.id)
        if gathering.expects:
            for item in gathering.items:
                later[gathering.id].add(item.id)
    earlier: defaultdict[str, set[str]] = defaultdict(set)
    for before_id, after_ids in later.items():
        for after in after_ids:
            earlier[after].add(before_id)
    by_target: defaultdict[Target, list[Commitment]] = defaultdict(list)
    for commitment in commitments:
        by_target[commitment.target].append(commitment)
    followed = {before.id: {after.id for after in afters} for before, afters in relations.followed_by.items()}
    return Threads(register, relations, meetings, dict(by_target), dict(later), dict(earlier), followed)
