"""Every relation read both ways: written once, on the later record, and found again from the earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple, cast

from scrutiny.address import Address, address_url
from scrutiny.model import (
    CommitteeResponse,
    Discrepancy,
    Finding,
    Inspection,
    Item,
    Meeting,
    Plan,
    Position,
    Record,
    Update,
)
from scrutiny.register import Register


class Target(NamedTuple):
    """A record, or with an anchor a part of it."""

    id: str
    anchor: str = ""

    @property
    def url(self) -> str:
        """Its address from the root of the site."""
        return address_url(self.id, self.anchor)

    @property
    def record(self) -> Target:
        """The record it is, or is a part of."""
        return Target(self.id)


class Told(NamedTuple):
    """An update, and the record that carries it."""

    by: Target
    update: Update


class Answer(NamedTuple):
    """A recipient's position on a resolution, and the response that gives it."""

    by: Target
    response: CommitteeResponse
    position: Position


class Disagreement(NamedTuple):
    """A discrepancy, and the record that carries it."""

    by: Target
    discrepancy: Discrepancy


Reverse = dict[Target, list[Target]]


@dataclass(frozen=True)
class Relations:
    """The reverses of one register. Each list is in the order of the records' ids."""

    answers: Reverse
    """Resolution -> the findings, inspections and workstreams it answers."""
    answered_by: Reverse
    """Finding, inspection or workstream -> the resolutions that answer it."""
    looked_at_by: Reverse
    """Inspection or plan -> the items, plans and visits about it."""
    followed_by: Reverse
    """Inspection -> the later inspections that follow it."""
    taken_up_by: Reverse
    """Item, resolution or action -> the later items and meetings that take it up."""
    responses: Reverse
    """Item -> the responses to it."""
    also: Reverse
    """Finding -> the same topic elsewhere, both ways."""
    takes_up: Reverse
    """Finding -> earlier findings it speaks of again."""
    repeats: Reverse
    """Finding -> earlier findings it raises again."""
    repeated_by: Reverse
    """Finding -> later findings that raise it again."""
    replaces: Reverse
    """Record -> the withdrawn records it took the place of."""
    updates: dict[Target, list[Told]]
    """Part -> its updates, oldest first."""
    positions: dict[Target, list[Answer]]
    """Resolution -> what recipients said of it."""
    discrepancies: dict[Target, list[Disagreement]]
    """Record or fact -> the discrepancies about it, wherever they are written."""


def relate(register: Register) -> Relations:
    """Read every relation of the register both ways; what leads to a record that is not there is left out."""
    reverses: dict[str, Reverse] = {name: {} for name in _NAMES}
    updates: defaultdict[Target, list[Told]] = defaultdict(list)
    positions: defaultdict[Target, list[Answer]] = defaultdict(list)
    discrepancies: defaultdict[Target, list[Disagreement]] = defaultdict(list)
    for id_, record in register.records.items():
        address, own = Address.read(id_), Target(id_)
        for name, earlier, later in _relations(register, address, record):
            known = reverses[name].setdefault(earlier, [])
            if later not in known:
                known.append(later)
        if record.withdrawn:
            continue  # a record that no longer counts brings no news and disputes nothing
        for update in record.updates:
            for target in present(register, address, (update.about,)):
                updates[target].append(Told(own, update))
        for discrepancy in record.discrepancies:
            discrepancies[Target(*address.resolve(discrepancy.about))].append(Disagreement(own, discrepancy))
        for target, answer in _answers(register, address, record):
            positions[target].append(answer)
    for told in updates.values():
        told.sort(key=lambda piece: piece.update.on)
    return Relations(updates=dict(updates), positions=dict(positions), discrepancies=dict(discrepancies), **reverses)


_NAMES = (
    "answers",
    "answered_by",
    "looked_at_by",
    "followed_by",
    "taken_up_by",
    "responses",
    "also",
    "takes_up",
    "repeats",
    "repeated_by",
    "replaces",
)


def present(register: Register, address: Address, references: Iterable[str]) -> list[Target]:
    """Resolve references written in a record, leaving out what is not in the register."""
    targets = (Target(*address.resolve(reference)) for reference in references)
    return [target for target in targets if register.part(*target) is not None]


_SIMPLE: tuple[tuple[type[Record], str, str], ...] = (
    (Inspection, "about", "looked_at_by"),
    (Item, "about", "looked_at_by"),
    (Plan, "about", "looked_at_by"),
    (Inspection, "follows", "followed_by"),
    (Item, "follows_up", "taken_up_by"),
    (Meeting, "follows_up", "taken_up_by"),
    (CommitteeResponse, "to", "responses"),
)
"""Kind of record, the field that points at earlier records, and the reverse it makes."""


def _relations(register: Register, address: Address, record: Record) -> Iterator[tuple[str, Target, Target]]:
    own = Target(address.id)
    if record.withdrawn:
        for target in present(register, address, filter(None, (record.withdrawn.replaced_by,))):
            yield "replaces", target, own
        return  # it answers nothing and takes nothing up
    for kind, field, name in _SIMPLE:
        if isinstance(record, kind):
            for target in present(register, address, getattr(record, field)):
                yield name, target, own
    if isinstance(record, Inspection):
        for finding in record.findings:
            yield from _finding_relations(register, address, finding)
    if isinstance(record, Item):
        yield from _resolution_relations(register, address, record)


def _answers(register: Register, address: Address, record: Record) -> Iterator[tuple[Target, Answer]]:
    for position in record.positions if isinstance(record, CommitteeResponse) else ():
        for target in present(register, address, (position.resolution,)):
            yield target, Answer(Target(address.id), cast("CommitteeResponse", record), position)


def _resolution_relations(register: Register, address: Address, item: Item) -> Iterator[tuple[str, Target, Target]]:
    for resolution in item.resolutions.list:
        part = Target(address.id, resolution.anchor)
        for target in present(register, address, resolution.responds_to):
            yield "answered_by", target, part
            yield "answers", part, target


def _finding_relations(register: Register, address: Address, finding: Finding) -> Iterator[tuple[str, Target, Target]]:
    part = Target(address.id, finding.anchor)
    for target in present(register, address, finding.also):
        yield "also", target, part
        yield "also", part, target
    for target in present(register, address, finding.takes_up):
        yield "taken_up_by", target, part
        yield "takes_up", part, target
    for target in present(register, address, finding.repeats):
        yield "repeated_by", target, part
        yield "repeats", part, target
