"""What every file of the data says of itself: from which edition of which record it is, and where things stand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from scrutiny.link import Target
from scrutiny.model import Origin
from scrutiny.model.base import Model
from scrutiny.vocabulary import Missing

VERSION = "1.0"
"""The version of the data's form. The first number is in every address; the second grows when something is added."""

FOLDER = "data/v1/"
"""Where the data stands, from the site's root."""

CATALOGUE = f"{FOLDER}catalogue.jsonld"
"""Where the catalogue of all downloads stands, from the site's root."""

MANIFEST = f"{FOLDER}files.json"
"""Where the list of all published files stands, from the site's root."""

DATA_PAGE = "data/"
"""The page that explains the data, from the site's root."""


class Edition(Model):
    """Which edition of the record a file is from."""

    version: str
    """The version of the form of this data, such as ``1.0``. Within one first number nothing is taken away."""
    described_by: str
    """The address of the JSON Schema that this file keeps."""
    as_of: datetime.date
    """The day for which statuses are worked out."""
    commit: str
    """The commit of the record's repository from which it was made, or ``not stated``."""
    licence: str
    """The licence under which the data may be used, or ``not stated``."""
    invented: bool
    """True where all that the file holds is made up, as an example or for tests."""


class Pointed(Model):
    """A record, a meeting, or a part of one."""

    id: str
    """Its id: ``bradford/items/undated-front-door#resolution-2``."""
    url: str
    """The address of its page, with its anchor where the page has one."""


@dataclass(frozen=True)
class Imprint:
    """From what, for which day and to which address an edition is published."""

    as_of: datetime.date
    """The day for which statuses are worked out."""
    site_url: str = ""
    """The address of the site; without one, addresses are given from the site's root."""
    commit: str = ""
    """The commit of the record's repository, where it is known."""
    licence: str = ""
    """The licence of the data, once one is chosen."""

    def at(self, url: str) -> str:
        """Return the address of what stands at ``url`` from the site's root."""
        return f"{self.site_url.rstrip('/')}/{url}" if self.site_url else url or "./"

    def taken_from(self, origin: Origin) -> Imprint:
        """Return the imprint of a record that another site keeps: it has the commit and the licence of that one."""
        told = (origin.commit, origin.licence)
        commit, licence = ("" if text == Missing.NOT_STATED.value else text for text in told)
        return replace(self, commit=commit, licence=licence)

    def data(self, id_: str) -> str:
        """Return the address of the file that holds the data of a record, a meeting or a list."""
        return self.at(data_path(id_))

    def to(self, target: Target) -> Pointed:
        """Return the id and the address of a record, a meeting, or a part of one."""
        return Pointed(id=id_of(target), url=self.at(target.url))

    def edition(self, kind: str, *, invented: bool = False) -> Edition:
        """Return what a file that keeps the schema of ``kind`` says of its edition."""
        return Edition(
            version=VERSION,
            described_by=self.at(schema_path(kind)),
            as_of=self.as_of,
            commit=self.commit or Missing.NOT_STATED.value,
            licence=self.licence or Missing.NOT_STATED.value,
            invented=invented,
        )


def id_of(target: Target) -> str:
    """Return the id of a record, a meeting, or a part of one, as other records write it."""
    return f"{target.id}#{target.anchor}" if target.anchor else target.id


def data_path(id_: str) -> str:
    """Return where the data of a record, a meeting or a list stands: as its page, but below the folder of the data."""
    return f"{FOLDER}{id_}.json"


def schema_path(kind: str) -> str:
    """Return where the JSON Schema of a kind of file stands, from the site's root."""
    return f"{FOLDER}schemas/{kind}.schema.json"
