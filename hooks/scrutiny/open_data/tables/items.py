"""Tables of committee items: what was told, asked, recommended, moved and resolved."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from scrutiny.address import Address
from scrutiny.link.meetings import meeting_of
from scrutiny.model import Item, Motion, Point, Question, Recommendation, Resolution, Resolutions, Vote
from scrutiny.model.base import Numbered
from scrutiny.model.item import CommitteeAsStated, ItemMeeting, WordChange
from scrutiny.open_data.tables.columns import (
    AUTHORITY,
    INTEGER,
    PLACE,
    TEXT,
    AnyColumn,
    Read,
    dated,
    exempt_paragraph,
    labelled,
    meaning_of,
    or_missing,
    part_columns,
    record_columns,
    span,
    stated,
    worked_out,
)
from scrutiny.open_data.tables.table import Column, Entry, Scope, Table, committee_id, part_id


def _parts(read: Callable[[Item], Iterable[Numbered]]) -> Callable[[Scope], Iterator[Entry[Any]]]:
    def each(scope: Scope) -> Iterator[Entry[Any]]:
        for entry in scope.of(Item):
            yield from (entry.within(part, part.anchor) for part in read(entry.part))

    return each


def _word_changes(scope: Scope) -> Iterator[Entry[WordChange]]:
    for entry in _parts(lambda item: item.resolutions.list)(scope):
        for place, change in enumerate(entry.part.changes, 1):
            yield entry.within(change, place=place)


def _votes(scope: Scope) -> Iterator[Entry[Vote]]:
    voted = _parts(lambda item: (*item.resolutions.list, *item.motions))
    for entry in voted(scope):
        if entry.part.vote:
            yield entry.within(entry.part.vote)


def committee(of: Callable[[Entry[Any]], CommitteeAsStated]) -> tuple[AnyColumn, ...]:
    """Return the committee as named, why none is, and what the paper calls it."""
    return (
        *or_missing(
            "committee",
            meaning_of(CommitteeAsStated, "name"),
            lambda entry: of(entry).name,
            lambda entry, name: committee_id(entry.authority, name),
            refers_to="committees",
        ),
        Column("committee_stated", TEXT, meaning_of(CommitteeAsStated, "stated"), lambda entry: of(entry).stated),
    )


def _meeting(entry: Entry[Item]) -> str | None:
    id_ = meeting_of(Address.read(entry.id), entry.part)
    return id_ if id_ in entry.edition.links.meetings else None  # nothing gathers for a withdrawn item


def _resolutions(entry: Entry[Item]) -> Resolutions:
    return entry.part.resolutions


def _item(entry: Entry[Any]) -> Item | None:
    return entry.edition.register.item(entry.id)


def _verb(entry: Entry[Resolution]) -> str:
    item = _item(entry)
    verb = entry.part.verb or (item.resolutions.verb if item else None)
    return verb.label if verb else ""


def _recommendation(entry: Entry[Resolution], number: str) -> str | None:
    item = _item(entry)
    put = (each for each in (item.recommendations if item else ()) if (each.number or "1") == number)
    return next((f"{entry.id}#{each.anchor}" for each in put), None)


def _motion(entry: Entry[Motion]) -> str | None:
    return entry.present(entry.part.amends)


ITEMS = Table(
    "items",
    "One item of a committee's business.",
    ("id",),
    (
        *record_columns(Item),
        *labelled(Item, "kind"),
        *stated(Item, "heading", "number"),
        *committee(lambda entry: entry.part.committee),
        Column("meeting", TEXT, "The meeting at which it was taken.", _meeting, "meetings"),
        *dated("meeting_date", meaning_of(ItemMeeting, "date"), lambda entry: entry.part.meeting.date),
        *stated(Item, "introduction"),
        *labelled(Resolutions, "verb", of=_resolutions),
        Column(
            "verb_stated",
            TEXT,
            meaning_of(Resolutions, "stated"),
            lambda entry: entry.part.resolutions.stated,
        ),
        *span("meeting_date", lambda entry: entry.part.meeting.date),
        worked_out(
            "resolutions",
            "How many resolutions it has.",
            lambda entry: len(entry.part.resolutions.list),
            INTEGER,
        ),
    ),
    lambda scope: scope.of(Item),
)

POINTS = Table(
    "points",
    "Something a committee was told.",
    ("id",),
    (
        *part_columns("item", "items"),
        *labelled(Point, "kind"),
        *stated(Point, "lead", "text", "by"),
        *dated("when", meaning_of(Point, "when"), lambda entry: entry.part.when),
        exempt_paragraph(),
        *stated(Point, "at"),
    ),
    _parts(lambda item: item.points),
)

QUESTIONS = Table(
    "questions",
    "What a member asked, and the answer.",
    ("id",),
    (
        *part_columns("item", "items"),
        *stated(Question, "asked"),
        *or_missing("answered", meaning_of(Question, "answered"), lambda entry: entry.part.answered),
        Column(
            "by",
            TEXT,
            "The role of whoever asked.",
            lambda entry: entry.part.by.role if entry.part.by else None,
        ),
        *stated(Question, "answered_by"),
        exempt_paragraph(),
        *stated(Question, "at"),
    ),
    _parts(lambda item: item.questions),
)

RECOMMENDATIONS = Table(
    "recommendations",
    "What officers put to a committee: the draft of a resolution.",
    ("id",),
    (
        *part_columns("item", "items"),
        *labelled(Recommendation, "effect"),
        *stated(Recommendation, "text"),
        exempt_paragraph(),
        *stated(Recommendation, "at"),
    ),
    _parts(lambda item: item.recommendations),
)

RESOLUTIONS = Table(
    "resolutions",
    "One numbered limb of what a committee decided.",
    ("id",),
    (
        *part_columns("item", "items"),
        *stated(Resolution, "verb"),
        *labelled(Resolution, "effect"),
        *stated(Resolution, "text"),
        *or_missing(
            "recommended",
            "The recommendation it answers.",
            lambda entry: entry.part.recommended,
            _recommendation,
            refers_to="recommendations",
        ),
        *labelled(Resolution, "change"),
        *stated(Resolution, "meaning"),
        exempt_paragraph(),
        *stated(Resolution, "note", "at"),
        worked_out("verb_label", "The verb as pages print it: its own, or that over the list.", _verb),
    ),
    _parts(lambda item: item.resolutions.list),
)

WORD_CHANGES = Table(
    "word_changes",
    "One phrase that changed between recommendation and resolution, quoted from both.",
    ("resolution", "number"),
    (
        Column("resolution", TEXT, "The resolution.", lambda entry: part_id(entry.target), "resolutions"),
        PLACE,
        *stated(WordChange, "was", "became"),
    ),
    _word_changes,
)

MOTIONS = Table(
    "motions",
    "A motion or an amendment to one.",
    ("id",),
    (
        *part_columns("item", "items"),
        *stated(Motion, "text"),
        Column("amends", TEXT, meaning_of(Motion, "amends"), _motion, "motions"),
        *labelled(Motion, "outcome"),
        *stated(Motion, "at"),
    ),
    _parts(lambda item: item.motions),
)


def _count(field: str) -> tuple[AnyColumn, ...]:
    read: Read = lambda entry: getattr(entry.part, field)  # noqa: E731
    return or_missing(field, meaning_of(Vote, field), read, type=INTEGER)


VOTES = Table(
    "votes",
    "How members voted on a resolution or motion. Names are on its page and in the files of the API.",
    ("part",),
    (
        Column("part", TEXT, "The resolution or motion.", lambda entry: part_id(entry.target), "parts"),
        AUTHORITY,
        *_count("votes_for"),
        *_count("votes_against"),
        *_count("abstained"),
        *stated(Vote, "casting_vote"),
    ),
    _votes,
)
