"""The papers with an address, of the public record and of what its authorities share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.check.walk import parts_of
from scrutiny.load import Path
from scrutiny.model import Evidence, Source
from scrutiny.model.shared import Basis
from scrutiny.register import Register, Shared
from scrutiny.vocabulary import Missing


@dataclass(frozen=True)
class Paper:
    """A paper that something rests on, and where the record says so."""

    file: str
    """The file that names it, from the content folder."""
    path: Path
    """The part of the file that names it; empty where that is not needed."""
    title: str
    """What the paper is called there."""
    url: str
    """Where it can be read."""
    sha256: str | None = None
    """The fingerprint of the file that was used, if it was noted."""
    archive: str | None = None
    """The address of a copy in a web archive, if there is one."""
    can_note: bool = False
    """Whether the record has a place for the fingerprint: a source has, the evidence of an update has not."""


def papers(register: Register) -> Iterator[Paper]:
    """Yield every paper that has an address, in the order of the register.

    Given the staged register: the addresses in withheld records are asked for by nobody.
    """
    for id_, record in register.records.items():
        file = Address.read(id_).path
        for part, path in parts_of(record):
            if isinstance(part, Source) and not isinstance(part.url, Missing):
                yield Paper(file, path, part.title, part.url, part.sha256, part.archive, can_note=True)
            elif isinstance(part, Evidence) and not isinstance(part.url, Missing):
                yield Paper(file, path, part.title, part.url)
    yield from _laws(register.shared)


def _laws(shared: Shared) -> Iterator[Paper]:
    """Yield the statutes and papers on which what the authorities share rests."""
    for name in ("frameworks", "scales", "offices", "terms", "bodies"):
        for entry in getattr(shared, name).values():
            for part, _ in parts_of(entry):
                if isinstance(part, Basis) and part.url:
                    yield Paper(f"shared/{name}.yml", (), part.title, part.url)
