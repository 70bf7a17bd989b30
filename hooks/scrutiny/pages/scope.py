"""Which records the thread strip of a record or meeting speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scrutiny.address import Address
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import meeting_of
from scrutiny.link.thread import unique
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan
from scrutiny.pages.edition import Edition
from scrutiny.pages.once import once
from scrutiny.pages.page import Here
from scrutiny.track import Tracked


@dataclass(frozen=True)
class Scope:
    """The records one thread strip speaks of, seen from one record or meeting."""

    edition: Edition
    id: str

    @cached_property
    def items(self) -> list[str]:
        """The committee items concerned."""
        edition, relations = self.edition, self.edition.links.relations
        if meeting := edition.meeting(self.id):
            own = meeting.record
            taken_up = edition.present(self.id, own.follows_up) if own else []
            known = (*meeting.items, *(each.by for each in meeting.expects), *taken_up)
            return [t.id for t in unique(t.record for t in known) if edition.register.item(t.id)]
        record = edition.record(self.id)
        if isinstance(record, Item):
            return [self.id]
        if isinstance(record, CommitteeResponse):
            return [t.id for t in edition.present(self.id, record.to)]
        sources = [Target(self.id), *(Target(plan) for plan in self.plans)]
        found = [later for source in sources for later in relations.looked_at_by.get(source, ())]
        parts = [Target(source.id, anchor) for source in sources for anchor in edition.record(source.id).parts()]
        found += [answer.record for part in (*sources, *parts) for answer in relations.answered_by.get(part, ())]
        return [target.id for target in unique(found) if edition.register.item(target.id)]

    @cached_property
    def plans(self) -> list[str]:
        """The plans concerned."""
        register, relations = self.edition.register, self.edition.links.relations
        record = register.records.get(self.id)
        if isinstance(record, Plan):
            return [self.id]
        if isinstance(record, Inspection):
            later = relations.looked_at_by.get(Target(self.id), ())
            return [target.id for target in later if isinstance(register.records[target.id], Plan)]
        return [t.id for item in self.items for t in self._about(item) if isinstance(register.records[t.id], Plan)]

    @cached_property
    def found(self) -> list[str]:
        """The inspections whose findings began the thread; a later visit an item also looks at is not one."""
        register, relations = self.edition.register, self.edition.links.relations
        if register.inspection(self.id):
            return [self.id]
        about = [t for id_ in (*self.items, *self.plans) for t in self._about(id_)]
        inspections = [t for t in unique(t.record for t in about) if register.inspection(t.id)]
        later = {t for inspection in inspections for t in relations.followed_by.get(inspection, ())}
        first = [t.id for t in inspections if not (t in later and self.is_anticipated(t.id))]
        held = [id_ for id_ in first if not self.is_anticipated(id_)]
        return held or first or [t.id for t in inspections]

    @cached_property
    def again(self) -> list[str]:
        """The inspections that followed."""
        relations = self.edition.links.relations
        later = unique(t for id_ in self.found for t in relations.followed_by.get(Target(id_), ()))
        return [target.id for target in later if target.id not in self.found]

    @cached_property
    def tracked(self) -> list[Tracked]:
        """Everything that was to be done."""
        ids = dict.fromkeys((*self.items, *self.plans, *self.found))
        return [tracked for id_ in ids for tracked in self.edition.tracked_in.get(id_, ())]

    @cached_property
    def follow_ups(self) -> list[Gathering]:
        """The meetings promised by the items concerned, or at which they were taken up again."""
        edition, relations = self.edition, self.edition.links.relations
        found = {meeting for item in self.items for meeting in edition.promised_by.get(item, ())}
        for item in self.items:
            for anchor in ("", *edition.record(item).parts()):
                for later in relations.taken_up_by.get(Target(item, anchor), ()):
                    taken = edition.register.item(later.id)
                    found.add(meeting_of(Address.read(later.id), taken) if taken else later.id)
        return [meeting for id_ in sorted(found) if (meeting := edition.meeting(id_))]

    def _about(self, id_: str) -> list[Target]:
        record = self.edition.record(id_)
        about = record.about if isinstance(record, Item | Plan | Inspection) else ()
        return self.edition.present(id_, about)

    def is_anticipated(self, id_: str) -> bool:
        """Tell whether papers only expect an inspection."""
        inspection = self.edition.register.inspection(id_)
        return bool(inspection and inspection.anticipated)


@once
def scope_of(edition: Edition, _here: Here, id_: str) -> Scope:
    """Return the scope of a record or meeting: the strip of its page and the chains of all its parts ask for it."""
    return Scope(edition, id_)
