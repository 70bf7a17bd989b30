"""What each council hands over of the addresses of its records: the former ones, and what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from scrutiny.model import Removal
from scrutiny.model.source import Withdrawal
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.titles import title_of


class AddressedRecord(NamedTuple):
    """One record, as far as its address is concerned."""

    id: str
    title: str
    formerly: tuple[str, ...]
    """The ids that it had before."""
    withdrawn: Withdrawal | None
    """Why it no longer counts, where that is so."""


@dataclass(frozen=True)
class Addresses:
    """The addresses of all councils, as the ledger asks for them."""

    records: Mapping[str, AddressedRecord]
    removed: Mapping[str, tuple[Removal, ...]]


def address_rows(edition: Edition, name: str) -> Iterator[AddressedRecord]:
    """Yield the records of a council, itself among them."""
    for id_ in (name, *edition.by_authority.get(name, ())):
        record = edition.register.records[id_]
        yield AddressedRecord(id_, title_of(edition, id_), record.formerly, record.withdrawn)


def addresses(archive: Archive) -> Addresses:
    """Gather the addresses of all councils."""
    return Addresses({row.id: row for row in archive.rows("addresses")}, archive.edition.register.removed)
