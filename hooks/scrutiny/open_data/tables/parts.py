"""Tables of everything that has an address, of its subjects, of its dates, and of what it points at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from pydantic import BaseModel

from scrutiny.check.pointing import pointing
from scrutiny.check.walk import parts_of
from scrutiny.link import Gathering
from scrutiny.model import (
    Action,
    Authority,
    CommitteeResponse,
    Finding,
    FollowUp,
    Inspection,
    Item,
    Meeting,
    Motion,
    Plan,
    Point,
    Position,
    Question,
    Recommendation,
    Record,
    Resolution,
    When,
    Workstream,
)
from scrutiny.open_data.tables.columns import (
    ADDRESS,
    AUTHORITY,
    BOOLEAN,
    DAY,
    TEXT,
    WITHDRAWN,
    meaning_of,
    of_record,
    stated,
    worked_out,
)
from scrutiny.open_data.tables.later import meetings
from scrutiny.open_data.tables.table import FOLLOW_UP, Column, Entry, Scope, Table, part_id
from scrutiny.pages.titles import target_words
from scrutiny.pages.words import capital
from scrutiny.vocabulary import Missing

KINDS: dict[type[Any], str] = {
    Authority: "authority",
    Inspection: "inspection",
    Item: "item",
    Meeting: "meeting",
    Gathering: "meeting",
    Plan: "plan",
    CommitteeResponse: "response",
    Finding: "finding",
    Action: "action",
    Resolution: "resolution",
    Point: "point",
    Question: "question",
    Recommendation: "recommendation",
    Motion: "motion",
    Workstream: "workstream",
    Position: "position",
    FollowUp: "follow-up",
}
"""The kinds of what has an address, and the word for each."""


def _in_records(scope: Scope) -> Iterator[Entry[Any]]:
    """Walk every record with its parts, in the order of ids."""
    for entry in scope.of(Record):
        yield entry
        yield from (entry.within(part, anchor) for anchor, part in entry.record.parts().items())
        if isinstance(entry.record, Item) and entry.record.follow_up:
            yield entry.within(entry.record.follow_up, FOLLOW_UP)


def _parts(scope: Scope) -> Iterator[Entry[Any]]:
    for authority in scope.authorities:
        one = replace(scope, authorities=(authority,))
        yield from (entry for entry in _in_records(one) if not isinstance(entry.part, Meeting))
        yield from meetings(one)


def _title(entry: Entry[Any]) -> str:
    if not entry.anchor and isinstance(entry.part, Record):
        return entry.part.title
    return capital(target_words(entry.edition, entry.target))


def _text(entry: Entry[Any]) -> str | None:
    """Return the words of a part by which it is found; of a record, its summary."""
    part = entry.part
    if isinstance(part, Question):
        answer = "" if isinstance(part.answered, Missing) else part.answered
        return f"{part.asked}\n\n{answer}".strip()
    if isinstance(part, Gathering):
        return part.record.summary if part.record else None
    for field in ("summary", "text", "title", "expects"):
        if text := getattr(part, field, None):
            return str(text)
    return None


_KINDS_MEANING = "What it is: " + ", ".join(dict.fromkeys(KINDS.values())) + "."

PARTS = Table(
    "parts",
    "Everything that has an address: each record, each meeting, and each part of a record. Its text is what the "
    "search goes through.",
    ("id",),
    (
        Column(
            "id", TEXT, "Its id: that of the record, with its anchor where it is a part.", lambda e: part_id(e.target)
        ),
        of_record("page", "parts", "The record or meeting on whose page it stands."),
        AUTHORITY,
        Column("kind", TEXT, _KINDS_MEANING, lambda e: KINDS[type(e.part)]),
        Column("title", TEXT, "The title of the record, or what the part is called.", _title),
        Column("text", TEXT, "Its words; of a record, the summary.", _text),
        WITHDRAWN,
        ADDRESS,
    ),
    _parts,
)


def _themed(scope: Scope) -> Iterator[Entry[tuple[str, bool]]]:
    """Walk the subjects of records and parts; a part that names none stands under those of its record."""
    known = scope.edition.register.shared.themes
    for entry in _in_records(scope):
        own: tuple[str, ...] | None = getattr(entry.part, "themes", None)
        if own is not None:
            for theme in dict.fromkeys(own or entry.record.themes):
                if theme in known:
                    yield entry.within((theme, not own))


PART_THEMES = Table(
    "part_themes",
    "A subject of a record or of a part of one.",
    ("part", "theme"),
    (
        Column("part", TEXT, "The record or part.", lambda entry: part_id(entry.target), "parts"),
        Column("theme", TEXT, "The subject.", lambda entry: entry.part[0], "themes"),
        worked_out(
            "from_record",
            "True for a part that names no subject and so stands under its record's.",
            lambda e: e.part[1],
            BOOLEAN,
        ),
    ),
    _themed,
)


class Link(NamedTuple):
    """A reference as it is written, and what it means."""

    relation: str
    leads_to: str


def _links(scope: Scope) -> Iterator[Entry[Link]]:
    """Walk what records and parts point at; what an update or a discrepancy is about stands in its own table."""
    for entry in _in_records(scope):
        seen: set[Link] = set()
        parts: tuple[BaseModel | None, ...] = (entry.part, getattr(entry.part, "action", None))
        for part in filter(None, parts):
            for field, wanted, _ in pointing(type(part)):
                value = getattr(part, field) if wanted else ()
                for reference in value if isinstance(value, tuple) else filter(None, (value,)):
                    to = entry.present(reference)
                    if to and (link := Link(field, to)) not in seen:
                        seen.add(link)
                        yield entry.within(link)


LINKS = Table(
    "links",
    "What a record or a part of one points at: always written on the later one.",
    ("part", "relation", "leads_to"),
    (
        Column("part", TEXT, "The record or part that points.", lambda entry: part_id(entry.target), "parts"),
        Column(
            "relation",
            TEXT,
            "The field in which the reference is written: about, follows, follows_up, responds_to, repeats, takes_up, "
            "also, same_as, depends_on, amends, to, resolution.",
            lambda entry: entry.part.relation,
        ),
        Column("leads_to", TEXT, "What it points at.", lambda entry: entry.part.leads_to, "parts"),
        WITHDRAWN,
    ),
    _links,
)


class Given(NamedTuple):
    """A date, and the field of a part in which it is given."""

    field: str
    when: When


def _dates(scope: Scope) -> Iterator[Entry[Given]]:
    for entry in scope.of(Record):
        anchors = {id(part): anchor for anchor, part in entry.record.parts().items()}
        around: dict[tuple[str | int, ...], str] = {}
        for part, path in parts_of(entry.record):
            if id(part) in anchors:
                around[path] = anchors[id(part)]
            elif isinstance(part, When):
                depth = next((depth for depth in range(len(path), 0, -1) if path[:depth] in around), 0)
                inside = [str(step + 1) if isinstance(step, int) else step for step in path[depth:]]
                yield entry.within(Given(".".join(inside), part), around.get(path[:depth], ""))


def _when(entry: Entry[Given]) -> When:
    return entry.part.when


DATES = Table(
    "dates",
    "A date that a record gives, with all that is known of it.",
    ("part", "field"),
    (
        Column("part", TEXT, "The record or part that gives it.", lambda entry: part_id(entry.target), "parts"),
        Column("field", TEXT, "The field; a number in it is a place in a list.", lambda entry: entry.part.field),
        WITHDRAWN,
        *stated(When, "date", "stated", "inferred", "because", of=_when),
        *stated(When, "before", "after", type=DAY, of=_when),
        *stated(When, "counted_from", of=_when),
        *stated(When, "counts_first_day", type=BOOLEAN, of=_when),
        *stated(When, "next", type=DAY, of=_when),
        Column("through", TEXT, meaning_of(When, "through"), lambda e: e.present(e.part.when.through), "parts"),
        *stated(When, "to_be_confirmed", of=_when),
        worked_out("kind", "What kind of date it is.", lambda entry: entry.part.when.kind),
        worked_out("first", "The first day that it can mean.", lambda entry: entry.part.when.first, DAY),
        worked_out("last", "The last day that it can mean.", lambda entry: entry.part.when.last, DAY),
    ),
    _dates,
)
