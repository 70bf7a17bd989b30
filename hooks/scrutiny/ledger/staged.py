"""What the ledger asks of a staged record: no word of it but its former addresses and why it was withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from scrutiny.model import Removal
from scrutiny.model.source import Withdrawal


class Addressed(Protocol):
    """A record, as far as its address is concerned."""

    @property
    def formerly(self) -> tuple[str, ...]:
        """The ids that it had before."""

    @property
    def withdrawn(self) -> Withdrawal | None:
        """Why it no longer counts, where that is so."""


class Staged(Protocol):
    """What may be published, such as a staged register."""

    @property
    def records(self) -> Mapping[str, Addressed]:
        """The records by id."""

    @property
    def removed(self) -> Mapping[str, tuple[Removal, ...]]:
        """The records that had to go by id, each with every time it went."""
