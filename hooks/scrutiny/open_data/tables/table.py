"""What a table is: its columns with their meanings, what makes a row of it, and of which authorities rows are made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from scrutiny.link import Target
from scrutiny.model import Committee, Record
from scrutiny.pages.edition import Edition

Value: TypeAlias = str | int | bool | None
"""What stands in a cell; None where the record gives nothing."""
Row: TypeAlias = tuple[Value, ...]
"""The cells of one row, in the order of the table's columns."""
Rows: TypeAlias = dict[str, list[Row]]
"""Rows by the name of their table."""

FOLLOW_UP = "follow-up"
"""The anchor of the look that minutes promise outside any resolution or point; it has no number."""

Of = TypeVar("Of")
Kind = TypeVar("Kind", bound=Record)
Part = TypeVar("Part")


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DAY = "day"
    """A day of the calendar, as YYYY-MM-DD."""


@dataclass(frozen=True)
class Column(Generic[Of]):
    """One column of a table."""

    name: str
    """Its name: the key in YAML; what is worked out begins with ``derived_``."""
    type: ColumnType
    meaning: str
    """What stands in it, for whoever uses the data."""
    read: Callable[[Of], Value]
    """Reads its cell from what makes a row."""
    refers_to: str = ""
    """The table whose key it holds, where it does."""
    is_required: bool = False
    """True where no cell of it is ever empty; always so in the columns of a key."""


@dataclass(frozen=True)
class Reference:
    """Columns of a table that together hold the key of another."""

    columns: tuple[str, ...]
    to: str
    """The other table."""
    is_required: bool = False
    """True where every row has one."""


@dataclass(frozen=True)
class Scope:
    """Of what rows are made: some authorities of an edition."""

    edition: Edition
    authorities: tuple[str, ...]
    """Their names in addresses."""
    site_url: str = ""
    """The address of the site; empty: addresses are given from its root."""

    def address(self, url: str) -> str:
        """Return the address of a page, absolute where the site's is known."""
        return self.site_url.rstrip("/") + "/" + url if self.site_url else url

    def of(self, kind: type[Kind]) -> Iterator[Entry[Kind]]:
        """Walk the records of one kind, in the order of their ids; those that were withdrawn too."""
        for authority in self.authorities:
            for id_ in (authority, *self.edition.by_authority.get(authority, ())):
                record = self.edition.record(id_)
                if isinstance(record, kind):
                    yield Entry(self, id_, record, record)

    def leads_to(self, target: Target, by: str) -> bool:
        """Tell whether the table of parts has a target; what only an invented authority has, it has for itself."""
        edition = self.edition
        if edition.is_left_out(target.id) and not edition.is_left_out(by):
            return False
        if target.anchor == FOLLOW_UP:
            item = edition.register.item(target.id)
            return bool(item and item.follow_up)
        is_meeting = target.id in edition.links.meetings and not target.anchor
        return is_meeting or edition.register.part(*target) is not None


@dataclass(frozen=True)
class Entry(Generic[Part]):
    """What makes a row: a record, or a part of one, and where it stands."""

    scope: Scope
    id: str
    """The id of the record."""
    record: Record
    part: Part
    """The record itself or the part of it."""
    anchor: str = ""
    """The anchor of the part, or of the part around it; empty for what stands in no part."""
    place: int = 0
    """Its place in a list whose entries have no number, from 1."""

    @property
    def edition(self) -> Edition:
        """The edition it is of."""
        return self.scope.edition

    @property
    def target(self) -> Target:
        """What its address leads to."""
        return Target(self.id, self.anchor)

    @property
    def authority(self) -> str:
        """The authority whose record it is, by its name in addresses."""
        return self.id.partition("/")[0]

    def within(self, part: Any, anchor: str = "", place: int = 0) -> Entry[Any]:
        """Return the entry of something within it."""
        return Entry(self.scope, self.id, self.record, part, anchor or self.anchor, place)

    def id_of(self, target: Target | None) -> str | None:
        """Return the id of a target as tables write it; None where the table of parts does not have it."""
        return part_id(target) if target and self.scope.leads_to(target, self.id) else None

    def present(self, reference: str | None) -> str | None:
        """Return the id of what a reference written in the record means; None where it leads to nothing shown."""
        found = self.edition.present(self.id, (reference,)) if reference else ()
        return next((self.id_of(target) for target in found), None)

    def owner(self, name: str | None) -> str | None:
        """Return the id of a role, body or committee of the authority."""
        return owner_id(self.edition, self.authority, name) if name else None


@dataclass(frozen=True)
class Table(Generic[Of]):
    """One table: every row says one thing of one kind."""

    name: str
    meaning: str
    """What a row is."""
    key: tuple[str, ...]
    """The columns by which a row is known."""
    columns: tuple[Column[Of], ...]
    each: Callable[[Scope], Iterable[Of]]
    """Finds what makes its rows, in the order of records and sources."""
    together: tuple[Reference, ...] = ()
    """References that need several columns."""
    is_shared: bool = False
    """True for what stands in ``content/shared/`` and belongs to no authority."""

    def rows(self, scope: Scope) -> list[Row]:
        """Return its rows."""
        reads = self._reads
        return [tuple([read(each) for read in reads]) for each in self.each(scope)]

    @cached_property
    def _reads(self) -> tuple[Callable[[Of], Value], ...]:
        return tuple(column.read for column in self.columns)

    @property
    def references(self) -> Iterator[Reference]:
        """The columns that hold keys of other tables."""
        for column in self.columns:
            if column.refers_to:
                yield Reference((column.name,), column.refers_to, self.requires(column))
        yield from self.together

    def requires(self, column: Column[Of]) -> bool:
        """Tell whether every row has something in a column."""
        return column.is_required or column.name in self.key


def part_id(target: Target) -> str:
    """Write the id of a record or part: ``bradford/items/undated-front-door#resolution-2``."""
    return f"{target.id}#{target.anchor}" if target.anchor else target.id


def owner_id(edition: Edition, authority: str, name: str) -> str:
    """Write the id of a role, body or committee of an authority: the address of its page."""
    owner = edition.register.owner(authority, name)
    return committee_id(authority, name) if isinstance(owner, Committee) else role_id(authority, name)


def role_id(authority: str, name: str) -> str:
    """Write the id of a role or body: the address of its page."""
    return f"{authority}/roles/{name}"


def committee_id(authority: str, name: str) -> str:
    """Write the id of a committee: the address of its page."""
    return f"{authority}/committees/{name}"
