"""All records of one build by id, in a fixed order, with what the authorities share. Looks up; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from scrutiny.address import Address
from scrutiny.model import (
    Authority,
    Body,
    Committee,
    Framework,
    Inspection,
    Item,
    Model,
    Office,
    Record,
    Removal,
    Role,
    Scale,
    Term,
    Theme,
)

Kind = TypeVar("Kind", bound=Record)


@dataclass(frozen=True)
class Shared:
    """What stands in ``content/shared/``."""

    frameworks: dict[str, Framework] = field(default_factory=dict)
    scales: dict[str, Scale] = field(default_factory=dict)
    themes: dict[str, Theme] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)


@dataclass(frozen=True)
class Register:
    """The records of one build. ``records`` is sorted by id, so that equal content gives equal pages."""

    records: dict[str, Record]
    shared: Shared = field(default_factory=Shared)
    removed: dict[str, tuple[Removal, ...]] = field(default_factory=dict)
    """By id, the records that had to go, each with every time it went, in the order of the file."""

    def of(self, kind: type[Kind], authority: str = "") -> Iterator[tuple[Address, Kind]]:
        """Walk the records of one kind, of one authority or of all."""
        for id_, record in self.records.items():
            address = Address.read(id_)
            if isinstance(record, kind) and authority in {"", address.authority}:
                yield address, record

    def authority(self, name: str) -> Authority:
        """Return an authority; raise ``KeyError`` where there is none."""
        record = self.records[name]
        if not isinstance(record, Authority):
            raise KeyError(name)
        return record

    def part(self, id_: str, anchor: str) -> Model | None:
        """Return the part of a record at an anchor, or the record itself without one; None where there is none."""
        record = self.records.get(id_)
        return record if record is None or not anchor else record.parts().get(anchor)

    def inspection(self, id_: str) -> Inspection | None:
        """Return the inspection with this id, if it is one."""
        record = self.records.get(id_)
        return record if isinstance(record, Inspection) else None

    def item(self, id_: str) -> Item | None:
        """Return the committee item with this id, if it is one."""
        record = self.records.get(id_)
        return record if isinstance(record, Item) else None

    def owner(self, authority: str, name: str) -> Role | Body | Committee | None:
        """Return the role, body or committee that ``name`` means within an authority."""
        body = self.authority(authority)
        return (
            body.roles.get(name) or body.bodies.get(name) or self.shared.bodies.get(name) or body.committees.get(name)
        )
