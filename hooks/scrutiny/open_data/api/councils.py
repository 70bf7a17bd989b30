"""All files of one authority, and the plain row by which it stands in what spans all authorities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from pydantic_core import to_json

from scrutiny.link import Target
from scrutiny.model import Authority, Meeting
from scrutiny.open_data.api.derived import AuthorityDerived, Totals
from scrutiny.open_data.api.imprint import Imprint, Pointed, data_path
from scrutiny.open_data.api.listed import ListedAuthority
from scrutiny.open_data.api.lists import LISTS, pages_of
from scrutiny.open_data.api.meetings import meeting_file
from scrutiny.open_data.api.parts import Written, stated
from scrutiny.open_data.api.records import derived_of_any, headed, record_file, stated_with_parts, titled
from scrutiny.pages import Edition

Made = tuple[str, bytes]
"""A file: its path from the site's root, and its bytes."""


class CouncilRow(NamedTuple):
    """An authority as plain values, for the lists of all authorities."""

    id: str
    title: str
    short_name: str
    kind: str
    gss: str
    totals: tuple[int, ...]
    """How many entries each list has, in the order of ``LISTS``."""
    licence: str = ""
    """The licence under which its data may be used; empty where none is stated."""
    invented: bool = False
    """True where it is made up."""


def written(path: str, value: object) -> Made:
    """Return a file of the data: JSON in UTF-8 on one line, and nothing that has no value."""
    return path, to_json(value, exclude_none=True) + b"\n"


@dataclass(frozen=True, eq=False)
class CouncilData:
    """The data of one authority; the edition need hold no other, and those that its records name."""

    edition: Edition
    imprint: Imprint
    authority: str
    """The name of the authority, which is its id."""

    @cached_property
    def record(self) -> Authority:
        """The record of the authority itself."""
        return self.edition.authorities[self.authority]

    @cached_property
    def lists(self) -> dict[str, tuple[Pointed, ...]]:
        """The entries of its lists, by name."""
        return {name: tuple(each.entries(self.edition, self.imprint, self.authority)) for name, each in LISTS.items()}

    @property
    def row(self) -> CouncilRow:
        """The row by which it stands in what spans all authorities."""
        record, totals = self.record, tuple(map(len, self.lists.values()))
        gss = record.gss if isinstance(record.gss, str) else record.gss.code
        head = self.authority, record.title, record.short_name, str(record.kind), str(gss)
        return CouncilRow(*head, totals, self.imprint.licence, record.invented)

    def files(self) -> Iterator[Made]:
        """Yield the file of the authority, those of its records and meetings, and those of its lists."""
        edition, imprint = self.edition, self.imprint
        yield written(data_path(self.authority), self._own_file())
        for id_ in edition.by_authority.get(self.authority, ()):
            if not isinstance(edition.register.records[id_], Meeting):
                yield written(data_path(id_), record_file(edition, imprint, id_))
        for meeting in edition.meetings_of.get(self.authority, ()):
            yield written(data_path(meeting.id), meeting_file(edition, imprint, meeting))
        whole = titled(edition, imprint, self.authority)
        for name, entries in self.lists.items():
            for page in pages_of(imprint, name, entries, whole, invented=self.record.invented):
                yield written(data_path(page.id), page)

    def _own_file(self) -> Written:
        """Return the data of the authority; its committees, roles and bodies have ids and addresses of their own."""
        id_, imprint = self.authority, self.imprint
        own = stated_with_parts(self.edition, imprint, id_, self.record)
        for field, folder in (("committees", "committees"), ("roles", "roles"), ("bodies", "roles")):
            own[field] = {
                name: {**dict(imprint.to(Target(f"{id_}/{folder}/{name}"))), **stated(each)}
                for name, each in own[field].items()
            }
        derived = AuthorityDerived(
            **derived_of_any(self.edition, imprint, id_, self.record),
            lists={name: imprint.data(f"{id_}/{name}") for name in LISTS},
            totals=totals_of(self.row.totals),
        )
        return {**headed(self.edition, imprint, id_), **own, "derived": derived}


def listed(imprint: Imprint, row: CouncilRow) -> ListedAuthority:
    """Return an authority as the list of all shows it."""
    return ListedAuthority.model_validate(
        {
            **dict(imprint.to(Target(row.id))),
            "data": imprint.data(row.id),
            "title": row.title,
            "short_name": row.short_name,
            "kind": row.kind,
            "gss": row.gss,
            "totals": totals_of(row.totals),
        }
    )


def totals_of(numbers: tuple[int, ...]) -> Totals:
    """Return the numbers of a row by the names of the lists."""
    return Totals(**dict(zip(LISTS, numbers, strict=True)))
