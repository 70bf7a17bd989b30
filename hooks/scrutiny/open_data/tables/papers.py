"""Tables of what the record rests on: sources, contradictions between them, gaps, and what was inferred."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from scrutiny.address import Address
from scrutiny.link import Target
from scrutiny.model import Discrepancy, Inference, Record, Source
from scrutiny.model.source import Claim, Gap
from scrutiny.open_data.tables.columns import (
    AUTHORITY,
    BOOLEAN,
    DAY,
    PLACE,
    TEXT,
    WITHDRAWN,
    AnyColumn,
    dated,
    labelled,
    meaning_of,
    of_record,
    or_missing,
    stated,
)
from scrutiny.open_data.tables.table import Column, Entry, Reference, Scope, Table


def _listed(field: str) -> Callable[[Scope], Iterator[Entry[Any]]]:
    """Walk the entries of a list that every record has."""

    def each(scope: Scope) -> Iterator[Entry[Any]]:
        for entry in scope.of(Record):
            for place, part in enumerate(getattr(entry.record, field), 1):
                yield entry.within(part, place=place)

    return each


def _claims(scope: Scope) -> Iterator[Entry[tuple[int, Claim]]]:
    for entry in _listed("discrepancies")(scope):
        for place, claim in enumerate(entry.part.claims, 1):
            yield entry.within((place, claim), place=entry.place)


def _about(entry: Entry[Discrepancy]) -> Target:
    return Target(*Address.read(entry.id).resolve(entry.part.about))


def _about_part(entry: Entry[Discrepancy]) -> str | None:
    """Return the part a discrepancy is about, or the record where it is about a fact without a row of its own."""
    about = _about(entry)
    return entry.id_of(about) or entry.id_of(about.record)


def _about_fact(entry: Entry[Discrepancy]) -> str | None:
    about = _about(entry)
    return None if entry.id_of(about) else about.anchor or None


_RECORD: tuple[AnyColumn, ...] = (of_record("record", "parts"), PLACE, AUTHORITY, WITHDRAWN)

SOURCES = Table(
    "sources",
    "A paper that a record rests on.",
    ("record", "ref"),
    (
        of_record("record", "parts"),
        *stated(Source, "ref"),
        AUTHORITY,
        WITHDRAWN,
        *stated(Source, "title"),
        *labelled(Source, "kind"),
        *or_missing("url", meaning_of(Source, "url"), lambda entry: entry.part.url),
        *stated(Source, "publisher"),
        *dated("dated", meaning_of(Source, "dated"), lambda entry: entry.part.dated),
        *stated(Source, "replaces"),
        *labelled(Source, "held"),
        *stated(Source, "is_copy", type=BOOLEAN),
        *stated(Source, "sha256"),
        *stated(Source, "seen", type=DAY),
        *stated(Source, "archive", "note"),
    ),
    _listed("sources"),
)

DISCREPANCIES = Table(
    "discrepancies",
    "A contradiction between papers: every claim is kept, none is picked in silence.",
    ("record", "number"),
    (
        *_RECORD,
        *stated(Discrepancy, "title"),
        Column("about", TEXT, "The record or part concerned.", _about_part, "parts"),
        Column("about_fact", TEXT, "The fact of it concerned, where that is no part: on-site, meeting.", _about_fact),
        *labelled(Discrepancy, "state"),
        *stated(Discrepancy, "note"),
    ),
    _listed("discrepancies"),
)

CLAIMS = Table(
    "claims",
    "What one paper says, of several that disagree.",
    ("record", "discrepancy_number", "number"),
    (
        of_record("record", "parts", "The record that has the discrepancy."),
        Column("discrepancy_number", PLACE.type, "The number of the discrepancy.", lambda entry: entry.place),
        Column("number", PLACE.type, "Its place in the discrepancy, from 1.", lambda entry: entry.part[0]),
        *stated(Claim, "says", "at", of=lambda entry: entry.part[1]),
    ),
    _claims,
    (Reference(("record", "discrepancy_number"), "discrepancies"),),
)

GAPS = Table(
    "gaps",
    "Something a reader would look for and the papers do not give.",
    ("record", "number"),
    (*_RECORD, *stated(Gap, "what")),
    _listed("gaps"),
)

INFERENCES = Table(
    "inferences",
    "Something the editor worked out, and from what.",
    ("record", "number"),
    (*_RECORD, *stated(Inference, "what", "why")),
    _listed("inferred"),
)
