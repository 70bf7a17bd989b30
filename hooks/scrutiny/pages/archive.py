"""The archive: all councils of the site, and the rows that each hands over for the lists of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scrutiny.pages.edition import Edition

Extract = Mapping[str, Sequence[Any]]
"""What one council hands over: the rows of each table by its name, lines or plain facts, never a record."""


@dataclass(frozen=True)
class Archive:
    """What the lists of the whole site are made of. It holds no record of a council besides that of the council."""

    edition: Edition
    """The authorities and what they share."""
    extracts: Mapping[str, Extract]
    """By authority, in the order of their names."""

    def rows(self, table: str) -> Iterator[Any]:
        """Yield the rows of a table, council by council."""
        for extract in self.extracts.values():
            yield from extract[table]

    def by_authority(self, table: str) -> Iterator[tuple[str, Sequence[Any]]]:
        """Yield each council that has rows in a table, with these."""
        for name, extract in self.extracts.items():
            if rows := extract[table]:
                yield name, rows
