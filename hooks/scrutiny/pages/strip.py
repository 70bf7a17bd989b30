"""The thread in five steps, always these words in this order. It opens every record; a missing step says so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import meeting_of, promises
from scrutiny.link.thread import unique
from scrutiny.model import CommitteeResponse, Inspection, Item, Plan, When, WhenKind
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_brief
from scrutiny.pages.page import Here, counted
from scrutiny.pages.tracked import Tracked
from scrutiny.pages.words import (
    capital,
    committee_short,
    inspection_when,
    missing,
    short_when,
    title_of,
    without_authority,
)
from scrutiny.vocabulary import Change, Delivery, FindingKind, MeetingState, Shape, Timeliness, Verb


@dataclass(frozen=True)
class Step:
    """One of the five steps."""

    name: str
    shape: Shape
    text: Markup
    joined: bool
    """True where the way to the next step is recorded."""


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


def steps(edition: Edition, here: Here, id_: str) -> list[Step]:
    """Return the five steps as seen from one record or meeting."""
    scope = Scope(edition, id_)
    told = [
        ("Found", *_found(scope, here)),
        ("Decided", *_decided(scope, here)),
        ("To be done", *_to_be_done(scope, here)),
        ("Followed up", *_followed_up(scope, here)),
        ("Inspected again", *_again(scope, here)),
    ]
    shapes = [shape for _, shape, _ in told] + [Shape.BROKEN]
    solid = {Shape.SOLID, Shape.HALF}
    return [
        Step(name, shape, text, joined=shape in solid and shapes[position + 1] is not Shape.BROKEN)
        for position, (name, shape, text) in enumerate(told)
    ]


def _found(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    if not scope.found:
        return Shape.BROKEN, Markup("No inspection is named")
    counted_, named = [], []
    for id_ in scope.found:
        inspection = scope.edition.register.inspection(id_)
        if inspection and (words := finding_counts(inspection)):
            counted_.append(here.link(words, f"{id_}/#found"))
        elif inspection:
            named.append(here.link(short_name(scope.edition, inspection), f"{id_}/"))
    gap = Markup() if counted_ else Markup(". {}").format(missing("No finding is held here"))
    expected = all(scope.is_anticipated(id_) for id_ in scope.found)
    return (Shape.RING if expected else Shape.SOLID), Markup("; ").join([*counted_, *named]) + gap


def finding_counts(inspection: Inspection) -> str:
    """Count the findings of an inspection by kind: "15 strengths, 31 areas for improvement"."""
    counts = []
    for kind in FindingKind:
        number = sum(finding.kind is kind for finding in inspection.findings)
        if number and kind is not FindingKind.CONTEXT:
            counts.append(counted(number, kind.label.lower(), kind.plural))
    return ", ".join(counts)


def short_name(edition: Edition, inspection: Inspection) -> str:
    """Name an inspection without its authority: "Ofsted's inspection of children's services"."""
    name = without_authority(inspection.title)
    framework = edition.register.shared.frameworks.get(inspection.framework)
    letters = f" ({framework.short})" if framework and framework.short else ""
    return capital(name) + ("" if letters.strip(" ()") in name else letters)


def resolution_counts(item: Item) -> str:
    """Count what an item decided: "4 resolutions, 1 changed in substance"; empty where nothing is recorded."""
    number = len(item.resolutions.list)
    changed = sum(resolution.change is Change.MATERIAL for resolution in item.resolutions.list)
    return counted(number, "resolution") + (f", {changed} changed in substance" if changed else "") if number else ""


def _decided(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    parts, decided = [], False
    for id_ in scope.items:
        item = scope.edition.register.item(id_)
        if item is None:
            continue
        if counts := resolution_counts(item):
            decided = True
            day = f"{short_when(item.meeting.date)}: " if len(scope.items) > 1 and item.meeting.date.first else ""
            parts.append(capital(day) + here.link(counts, f"{id_}/#decided"))
        else:
            verb = item.resolutions.verb
            why = (
                "No decision recorded. Minutes not held here"
                if verb is Verb.NOT_HELD
                else "The minutes record no decision"
            )
            parts.append(here.link(why, f"{id_}/#decided"))
    if not parts:
        return Shape.BROKEN, Markup("No committee item is held here")
    return (Shape.SOLID if decided else Shape.BROKEN), Markup("; ").join(parts)


def _to_be_done(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    tracked = scope.tracked
    if not tracked:
        return Shape.BROKEN, Markup("Nothing is recorded")
    done = sum(each.standing.delivery is Delivery.IMPLEMENTED for each in tracked)
    overdue = sum(each.standing.timeliness is Timeliness.OVERDUE for each in tracked)
    told = sum(each.standing.delivery is not Delivery.NOT_RECORDED for each in tracked)
    words = here.link(counted(len(tracked), "action"), tracked[0].target.url)
    tail = [f"{done} recorded as done"] if done else []
    tail += [f"{overdue} overdue"] if overdue else []
    if not told:
        return Shape.RING, words + ". No progress recorded"
    shape = Shape.SOLID if done == len(tracked) else Shape.HALF
    return shape, words + (", " + ", ".join(tail) if tail else "")


def _followed_up(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    if not scope.follow_ups:
        items = ((id_, scope.edition.register.item(id_)) for id_ in scope.items)
        unnamed = next((id_ for id_, item in items if item and any(promises(item))), None)
        if unnamed:
            return Shape.BROKEN, here.link("Promised or welcomed", f"{unnamed}/#followed-up") + "; no meeting is named"
        return Shape.BROKEN, Markup("No follow-up is recorded")
    held = [meeting for meeting in scope.follow_ups if meeting.items]
    missed = [meeting for meeting in scope.follow_ups if meeting.state is MeetingState.CANCELLED]
    promised = [meeting for meeting in scope.follow_ups if meeting not in held and meeting not in missed]
    parts = []
    if held:
        links = [here.link(short_when(meeting.date) or "day not stated", f"{meeting.id}/") for meeting in held]
        parts.append(Markup("Held {}").format(Markup(", ").join(links)))
    if missed:
        parts.append(Markup("{} not held").format(here.link(str(len(missed)), f"{missed[0].id}/")))
    for meeting in promised:
        day = short_when(meeting.date) if meeting.date.first else ""
        past = scope.edition.is_past(meeting.date)
        words = f"{_on(meeting.date)} {day}" if day else "promised for the next meeting"
        words = f"was due {words}" if past else f"due {words}" if day else words
        due = here.link(words if parts else capital(words), f"{meeting.id}/")
        parts.append(due + (". No record of that meeting here" if past else ""))
    if held:
        return Shape.SOLID, Markup("; ").join(parts)
    past = any(scope.edition.is_past(meeting.date) for meeting in promised)
    return (Shape.BROKEN if past or not promised else Shape.RING), Markup("; ").join(parts)


def _on(when: When) -> str:
    return "on" if when.kind in {WhenKind.EXACT, WhenKind.RANGE} else "in"


def _again(scope: Scope, here: Here) -> tuple[Shape, Markup]:
    parts, happened = [], False
    for id_ in scope.again:
        inspection = scope.edition.register.inspection(id_)
        if inspection is None:
            continue
        day = inspection_when(inspection).removeprefix("expected ")
        name = inspection.kind.label if not inspection.anticipated else f"{inspection.kind.label} expected"
        text = here.link(name, f"{id_}/") + (f", {day}" if day else "")
        disputed = scope.edition.links.relations.discrepancies.get(Target(id_, "on-site"))
        if disputed:
            text = here.link(f"{inspection.kind.label}, {month(inspection)}", f"{id_}/") + ". Two dates are given"
        elif any(judgement.grade for judgement in inspection.judgements):
            text += Markup(". {}").format(judgement_brief(scope.edition, inspection))
        happened = happened or not inspection.anticipated
        parts.append(text)
    if not parts:
        return Shape.BROKEN, Markup("No later inspection is held here")
    return (Shape.SOLID if happened else Shape.RING), Markup("; ").join(parts)


def month(inspection: Inspection) -> str:
    """Write the month of an inspection whose days are disputed."""
    first = inspection.on_site.first
    return f"{first:%B %Y}" if first else "date not stated"


def named_committee(edition: Edition, item_id: str) -> str:
    """Name the committee of an item in a sentence."""
    item = edition.register.item(item_id)
    return (
        committee_short(edition, Address.read(item_id).authority, item.committee)
        if item
        else title_of(edition, item_id)
    )
