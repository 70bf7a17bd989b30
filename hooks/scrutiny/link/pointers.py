"""Every reference in the record with both its ends: what a record leads to, and what leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.check.pointing import pointing
from scrutiny.check.walk import parts_of
from scrutiny.link.relations import Target
from scrutiny.load import Path
from scrutiny.model import Record, Update
from scrutiny.register import Register


@dataclass(frozen=True, order=True, slots=True)
class Pointer:
    """One reference as it is written."""

    by: Target
    """The record that has it, or the numbered part of it in which it stands."""
    field: str
    """The field in which it is written, such as ``responds_to``."""
    to: Target
    """What it means."""
    in_news: bool = False
    """True where an update says what it is about."""


def pointers_of(id_: str, record: Record) -> Iterator[Pointer]:
    """Yield the references of one record, in the order of its fields; each once."""
    address, anchors, seen = Address.read(id_), _anchors(record), set()
    for part, path in parts_of(record):
        for field, wanted, _ in pointing(type(part)):
            value = getattr(part, field)
            references = value if isinstance(value, tuple) else (value,) if value else ()
            for reference in references if wanted else ():
                found = Pointer(
                    Target(id_, _nearest(path, anchors)),
                    field,
                    Target(*address.resolve(reference)),
                    isinstance(part, Update),
                )
                if found not in seen:
                    seen.add(found)
                    yield found


def pointers_to(id_: str, register: Register) -> Iterator[Pointer]:
    """Yield the references of other records to a record or a part of it, in the order of their ids."""
    for other, record in register.records.items():
        if other != id_:
            yield from (pointer for pointer in pointers_of(other, record) if pointer.to.id == id_)


def _anchors(record: Record) -> dict[Path, str]:
    """Return the anchor of each numbered part by its path in the file."""
    lists = record.numbered_lists()
    return {(*path, place): part.anchor for path, parts in lists for place, part in enumerate(parts)}


def _nearest(path: Path, anchors: dict[Path, str]) -> str:
    """Return the anchor of the innermost numbered part around a path, or ``""``."""
    around = (path[:length] for length in range(len(path), 0, -1))
    return next((anchors[each] for each in around if each in anchors), "")
