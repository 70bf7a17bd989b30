"""What belongs to whom: parts by subject, commitments by owner, business by committee. Read through once a build.

One rule for subjects, the same as in search: a part stands under the subjects it names, and one that names none
under those of its record. Thanks are left out, and so is everything that was withdrawn or made up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from scrutiny.address import Address
from scrutiny.link import Links, Target
from scrutiny.link.meetings import promised_meeting, promises
from scrutiny.model import (
    Action,
    Committee,
    CommitteeResponse,
    Finding,
    Inspection,
    Item,
    Owner,
    Plan,
    Point,
    Question,
    Record,
    Resolution,
    Workstream,
)
from scrutiny.register import Register
from scrutiny.track import Tracked
from scrutiny.vocabulary import FindingKind, Missing, PointKind

Owned = tuple[str, str]
"""An authority and the name of a role, body or committee within it."""


@dataclass
class Subject:
    """Everything that stands under one subject, each list in the order of records and sources."""

    records: list[str] = field(default_factory=list)
    """The inspections, items and plans that name the subject, or have a part that does."""
    findings: list[tuple[Target, Finding]] = field(default_factory=list)
    resolutions: list[tuple[Target, Resolution]] = field(default_factory=list)
    points: list[tuple[Target, Point]] = field(default_factory=list)
    questions: list[tuple[Target, Question]] = field(default_factory=list)
    parts_of_plans: list[tuple[Target, Workstream]] = field(default_factory=list)
    tracked: list[Tracked] = field(default_factory=list)

    @property
    def open(self) -> list[Tracked]:
        """What is neither done nor ended."""
        return [tracked for tracked in self.tracked if tracked.is_open]

    @property
    def size(self) -> int:
        """How many entries its page would show."""
        return sum(len(getattr(self, each.name)) for each in fields(self))

    @property
    def authorities(self) -> list[str]:
        """The authorities it draws on, in order."""
        return list(dict.fromkeys(Address.read(id_).authority for id_ in self.records))

    def split(self) -> dict[str, Subject]:
        """Return it parted by authority."""
        parts: defaultdict[str, Subject] = defaultdict(Subject)
        for id_ in self.records:
            parts[Address.read(id_).authority].records.append(id_)
        for name in ("findings", "resolutions", "points", "questions", "parts_of_plans"):
            for target, model in getattr(self, name):
                getattr(parts[Address.read(target.id).authority], name).append((target, model))
        for tracked in self.tracked:
            parts[Address.read(tracked.target.id).authority].tracked.append(tracked)
        return dict(parts)


@dataclass
class Business:
    """What a committee has to do with; under the empty name what papers leave without a committee."""

    items: list[str] = field(default_factory=list)
    meetings: list[str] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    """Items that a paper says were before it too."""
    promised: list[Tracked] = field(default_factory=list)
    """What it is to receive: actions and follow-ups."""


def subjects(register: Register, records: Mapping[str, Record], commitments: Iterable[Tracked]) -> dict[str, Subject]:
    """Return what stands under every subject, in the order of ``themes.yml``, the empty ones too."""
    found = {name: Subject() for name in register.shared.themes}
    for id_, record in records.items():
        if not isinstance(record, Inspection | Item | Plan):
            continue
        named = set(record.themes)
        for name, part, themes in _parts(id_, record):
            for theme in found.keys() & set(themes or record.themes):
                getattr(found[theme], name).append(part)
                named.add(theme)
        for theme in found.keys() & named:
            found[theme].records.append(id_)
    for tracked in commitments:
        for theme in found.keys() & set(_themes_at(register, tracked.target)):
            found[theme].tracked.append(tracked)
    return found


def _parts(id_: str, record: Inspection | Item | Plan) -> Iterator[tuple[str, tuple[Target, Any], tuple[str, ...]]]:
    """Yield the parts of a record that may stand under a subject: the list they belong to, the part, its subjects."""
    if isinstance(record, Inspection):
        for finding in record.findings:
            if finding.kind is not FindingKind.CONTEXT:
                yield "findings", (Target(id_, finding.anchor), finding), finding.themes
    elif isinstance(record, Item):
        yield from _parts_of_item(id_, record)
    else:
        for part in record.workstreams:
            yield "parts_of_plans", (Target(id_, part.anchor), part), part.themes


def _parts_of_item(id_: str, item: Item) -> Iterator[tuple[str, tuple[Target, Any], tuple[str, ...]]]:
    for resolution in item.resolutions.list:
        yield "resolutions", (Target(id_, resolution.anchor), resolution), resolution.themes
    for point in item.points:
        if point.kind is not PointKind.THANKS:
            yield "points", (Target(id_, point.anchor), point), point.themes
    for question in item.questions:
        yield "questions", (Target(id_, question.anchor), question), question.themes


def _themes_at(register: Register, target: Target) -> tuple[str, ...]:
    part = register.part(*target)
    own: tuple[str, ...] = getattr(part, "themes", ()) if target.anchor else ()
    return own or register.records[target.id].themes


def owned(commitments: Iterable[Tracked]) -> dict[Owned, list[Tracked]]:
    """Return what each role, body or committee is to do, or has done for it, in the order of records and sources."""
    found: defaultdict[Owned, list[Tracked]] = defaultdict(list)
    for tracked in commitments:
        commitment, authority = tracked.commitment, Address.read(tracked.target.id).authority
        for name in dict.fromkeys(filter(None, (*commitment.owner.roles, commitment.on_behalf_of))):
            found[authority, name].append(tracked)
    return dict(found)


def owners(register: Register) -> dict[str, list[str]]:
    """Return, for each authority, every role or body that needs a page: its own, then all others it refers to."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for id_, record in register.records.items():
        authority = Address.read(id_).authority
        own = register.authority(authority)
        found[authority] |= dict.fromkeys((*own.roles, *own.bodies))
        found[authority] |= dict.fromkeys(_named(record))
    return {
        authority: [name for name in names if not isinstance(register.owner(authority, name), Committee)]
        for authority, names in found.items()
    }


def _named(record: Record) -> Iterator[str]:
    """Yield the names of owners that a record refers to."""
    for owner in _owners_in(record):
        if owner:
            yield from owner.roles
    for action in _actions_in(record):
        if action.on_behalf_of:
            yield action.on_behalf_of


def _actions_in(record: Record) -> Iterator[Action]:
    if isinstance(record, Inspection | Plan):
        yield from record.actions
    if isinstance(record, Item):
        yield from (resolution.action for resolution in record.resolutions.list if resolution.action)
        yield from (point.action for point in record.points if point.action)
    if isinstance(record, CommitteeResponse):
        yield from (position.action for position in record.positions if position.action)


def _owners_in(record: Record) -> Iterator[Owner | None]:
    yield from (action.owner for action in _actions_in(record))
    if isinstance(record, Inspection):
        yield from (finding.owner for finding in record.findings)
    if isinstance(record, Item):
        yield record.resolutions.owner
        yield from (resolution.owner for resolution in record.resolutions.list)
        yield from (point.owner for point in record.points)
    if isinstance(record, Plan):
        yield record.owner
        yield from (part.owner for part in record.workstreams)


def business(links: Links, commitments: Iterable[Tracked]) -> dict[Owned, Business]:
    """Return the business of every committee by authority and name."""
    found: defaultdict[Owned, Business] = defaultdict(Business)
    for address, item in links.register.of(Item):
        own = _name_of(item.committee.name)
        found[address.authority, own].items.append(address.id)
        for other in item.also_before:
            found[address.authority, other].also.append(address.id)
    for meeting in links.meetings.values():
        found[Address.read(meeting.id).authority, _name_of(meeting.committee.name)].meetings.append(meeting.id)
    for tracked in commitments:
        commitment = tracked.commitment
        promise = commitment.follow_up or commitment.action
        to = promise.to if promise else None
        item_ = links.register.item(tracked.target.id)
        if to is None and commitment.follow_up and item_:
            to = _name_of(item_.committee.name) or None
        if to:
            found[Address.read(tracked.target.id).authority, to].promised.append(tracked)
    return dict(found)


def _name_of(name: Missing | str) -> str:
    return "" if isinstance(name, Missing) else name


def presented(register: Register) -> dict[Owned, list[str]]:
    """Return the items each role presented: those whose paper names the presenter by the title of the role."""
    found: defaultdict[Owned, list[str]] = defaultdict(list)
    for address, item in register.of(Item):
        roles = register.authority(address.authority).roles
        for name, role in roles.items():
            titles = {title.casefold() for title in (role.title, role.short) if title}
            if any(person.role.casefold() in titles for person in item.presented_by):
                found[address.authority, name].append(address.id)
    return dict(found)


def without_meeting(register: Register, commitments: Iterable[Tracked]) -> list[Tracked]:
    """Return the promised follow-ups for which no paper names a meeting."""
    found = []
    for tracked in commitments:
        item = register.item(tracked.target.id)
        address = Address.read(tracked.target.id)
        if tracked.commitment.follow_up is None or item is None:
            continue
        for anchor, follow_up in promises(item):
            if anchor == tracked.target.anchor and promised_meeting(address, item, anchor, follow_up) is None:
                found.append(tracked)
    return found
