"""What a list of the data shows of each thing, and the file that a page of such a list is."""

from __future__ import annotations

import datetime
from typing import Generic, Literal, TypeVar

from scrutiny.model.base import Model
from scrutiny.open_data.api.derived import Totals
from scrutiny.open_data.api.derived_parts import Titled, ToBeDone
from scrutiny.open_data.api.imprint import Edition, Pointed
from scrutiny.vocabulary import BodyKind, Effect, FindingKind, Verb


class ListedRecord(Titled):
    """A record or meeting in a list."""

    data: str
    """The address of its own file."""
    summary: str | None = None
    """Two or three sentences; a meeting that has no record of its own has none."""
    when: str
    """Its date as pages print it; empty where nothing is known."""
    first_day: datetime.date | None = None
    """The day that places it in time, where one is known."""
    last_changed: datetime.date | None = None
    """The last day on which its page changed for readers, where any is known."""
    themes: tuple[str, ...] = ()
    """Its subjects."""


class ListedPart(Pointed):
    """A part of a record in a list."""

    record: Titled
    """The record it is part of."""
    data: str
    """The address of that record's file."""


class ListedFinding(ListedPart):
    """A finding in a list."""

    kind: FindingKind
    """What it says."""
    text: str
    """The finding; of an exempt one what may be said in public."""
    is_exempt: bool
    """True where the finding is kept back."""
    themes: tuple[str, ...]
    """Its subjects; those of its inspection where it names none."""
    answered_by: tuple[Pointed, ...]
    """The resolutions that answer it."""


class ListedResolution(ListedPart):
    """A resolution in a list."""

    verb: Verb
    """Its verb: its own, or that of the list. Never a status."""
    effect: Effect
    """What it does."""
    text: str
    """The resolution; of an exempt one what may be said in public."""
    is_exempt: bool
    """True where the resolution is kept back."""
    themes: tuple[str, ...]
    """Its subjects; those of its item where it names none."""


class ListedAction(ListedPart, ToBeDone):
    """Something to be done in a list: an action, a promised follow-up, or a finding with a time limit."""


class Gone(Pointed):
    """A record that no longer counts."""

    what: Literal["withdrawn", "removed"]
    """Whether its page stays with a notice on it, or only the notice."""
    on: str
    """The day."""
    reason: str
    """Why, in public words."""
    see: Pointed | None = None
    """The record to read instead."""


class ListedAuthority(Titled):
    """An authority in the list of all."""

    data: str
    """The address of its own file."""
    short_name: str
    """The name used in lists."""
    kind: BodyKind
    """What sort of body it is."""
    gss: str
    """Its code in the register of the Office for National Statistics, or how it is missing."""
    totals: Totals
    """How many entries each of its lists has."""


Entry = TypeVar("Entry", bound=Pointed)


class Listing(Model, Generic[Entry]):
    """One page of a list."""

    edition: Edition
    """From which edition it is."""
    type: Literal["list"] = "list"
    """``list``."""
    id: str
    """Its id: ``bradford/items``, from the second page on ``bradford/items/page-2``."""
    data: str
    """Its own address."""
    of: str
    """The name of the list: ``items``."""
    authority: Titled | None = None
    """The authority whose list it is; left out of the list of authorities."""
    page: int
    """The number of this page, from 1."""
    first: str
    """The address of the first page."""
    previous: str | None = None
    """The address of the page before; the first has none."""
    next: str | None = None
    """The address of the page after; the last has none."""
    entries: tuple[Entry, ...]
    """The entries, in the order of their ids and, within a record, of the source."""


class Index(Model):
    """The file from which all others are reached."""

    edition: Edition
    """From which edition it is."""
    type: Literal["index"] = "index"
    """``index``."""
    data: str
    """Its own address."""
    explained_by: str
    """The address of the page that explains the data."""
    catalogue: str
    """The address of the catalogue of all downloads, in DCAT."""
    files: str
    """The address of the list of all files, with size and fingerprint of each."""
    authorities: str
    """The address of the list of authorities."""
    shared: dict[str, str]
    """The addresses of what all authorities share, by name."""
    schemas: dict[str, str]
    """The addresses of the JSON Schemas, by name."""
    total_authorities: int
    """How many authorities there are; invented ones are left out."""
    totals: Totals
    """How many entries the lists of all authorities have together."""


class PublishedFile(Model):
    """A file that is published beside the pages."""

    path: str
    """Where it stands, from the site's root: ``data/v1/bradford.json``."""
    size: int
    """How many bytes it has."""
    sha256: str
    """Its fingerprint in hexadecimal."""


class Files(Model):
    """The list of all files that are published beside the pages; each stands on a line of its own."""

    edition: Edition
    """From which edition they are."""
    type: Literal["files"] = "files"
    """``files``."""
    data: str
    """Its own address."""
    files: tuple[PublishedFile, ...]
    """The files; this one is not among them."""
