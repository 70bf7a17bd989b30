"""Path = id = address: ``content/bradford/items/undated-x.yml`` is the record ``bradford/items/undated-x``.

Parts of a record (findings, resolutions, points) are anchors of its page. A path never changes, also when a
missing date is learned later; a moved record names its old id under ``formerly:`` and the old address redirects.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record
from scrutiny.model.base import SLUG

FOLDERS: dict[str, type[Record]] = {
    "inspections": Inspection,
    "items": Item,
    "meetings": Meeting,
    "plans": Plan,
    "responses": CommitteeResponse,
}
"""The folders of an authority and the kind of record each holds."""

RESERVED = frozenset(
    {
        *("404", "a-z", "about", "accessibility", "actions", "assets", "authorities", "browse", "calendars"),
        *("committees", "data", "data-quality", "developers", "feeds", "files", "glossary", "handbook", "hosting"),
        *("index", "inspections", "items", "meetings", "pagefind", "plans", "problems", "resolutions", "roles"),
        *("schemas", "search", "shared", "tables", "themes"),
    }
)
"""Names an authority may not have, because pages of the site stand there."""

AUTHORITY_NAME = SLUG
"""What the folder of an authority may be called: small letters, digits and single hyphens."""

UNDATED = "undated"
"""How the name of a record begins where no paper states a year."""

RECORD_NAME = re.compile(rf"(?:[0-9]{{4}}|{UNDATED})(?:-[a-z0-9]+)+")
"""What the file of a record may be called, without its ending: a year or ``undated``, then words with hyphens."""

FACT_ANCHORS = frozenset({"on-site", "published", "topic", "meeting", "committee", "grade", "framework"})
"""Facts of a record that have an anchor, so that a discrepancy can point at them."""


MOST = 10_000
"""Ids kept as they were read: a page asks for those of its records many times."""


@dataclass(frozen=True, order=True, slots=True)
class Address:
    """Where a record lives: its authority, and unless it is the authority itself, its folder and name."""

    authority: str
    folder: str = ""
    name: str = ""

    @classmethod
    @lru_cache(maxsize=MOST)
    def read(cls, id: str) -> Self:  # noqa: A002  the field's word
        """Read an id such as ``bradford/items/undated-x`` or ``bradford``."""
        return cls(*id.split("/"))

    @property
    def id(self) -> str:
        """The id other records write."""
        return f"{self.authority}/{self.folder}/{self.name}" if self.folder else self.authority

    @property
    def url(self) -> str:
        """The address of its page, from the root of the site."""
        return f"{self.id}/"

    @property
    def path(self) -> str:
        """Its file, from the content folder."""
        return f"{self.id}.yml" if self.folder else f"{self.authority}/authority.yml"

    def resolve(self, reference: str) -> tuple[str, str]:
        """Read a reference written in this record: the id it means, and the anchor or ``""``.

        ``#resolution-2`` is in this record; ``inspections/2019-jtai`` in this authority; three parts are a full id.
        """
        target, _, anchor = reference.partition("#")
        if not target:
            return self.id, anchor
        if target.partition("/")[0] in FOLDERS:
            return f"{self.authority}/{target}", anchor
        return target, anchor


def address_url(id: str, anchor: str = "") -> str:  # noqa: A002  the field's word
    """Return the site-relative address of a record or of a part of it."""
    return f"{id}/#{anchor}" if anchor else f"{id}/"
