"""Tables of meetings, improvement plans, and answers to committees."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.link import Gathering
from scrutiny.model import CommitteeResponse, Meeting, Plan, Position, Workstream
from scrutiny.open_data.api.standing import counted_days
from scrutiny.open_data.tables.columns import (
    ADDRESS,
    AUTHORITY,
    BOOLEAN,
    DAY,
    INTEGER,
    TEXT,
    WITHDRAWN,
    AnyColumn,
    dated,
    labelled,
    meaning_of,
    of_record,
    part_columns,
    record_columns,
    span,
    stated,
    worked_out,
)
from scrutiny.open_data.tables.items import committee
from scrutiny.open_data.tables.table import Column, Entry, Scope, Table, part_id
from scrutiny.pages.titles import meeting_title
from scrutiny.pages.words import owner_words
from scrutiny.track import Answered, answered


def _positions(scope: Scope) -> Iterator[Entry[Position]]:
    for entry in scope.of(CommitteeResponse):
        for place, position in enumerate(entry.part.positions, 1):
            yield entry.within(position, f"position-{place}", place)


def _workstreams(scope: Scope) -> Iterator[Entry[Workstream]]:
    for entry in scope.of(Plan):
        yield from (entry.within(part, part.anchor) for part in entry.part.workstreams)


def _answered(entry: Entry[CommitteeResponse]) -> Answered:
    return answered(entry.part, entry.edition.as_of)


def _days(entry: Entry[CommitteeResponse]) -> int | None:
    came = _answered(entry)
    return counted_days(came.timeliness, came.days)


def _owner(entry: Entry[Plan] | Entry[Workstream]) -> str | None:
    owner = entry.part.owner
    return owner_words(entry.edition, None, entry.id, owner).striptags() if owner else None


def meetings(scope: Scope) -> Iterator[Entry[Gathering]]:
    """Walk the meetings of the authorities, those too that no record is about, in the order of ids."""
    for authority in scope.authorities:
        own = scope.edition.record(authority)
        for gathering in scope.edition.meetings_of.get(authority, ()):
            yield Entry(scope, gathering.id, gathering.record or own, gathering)


def _is_withdrawn(entry: Entry[Gathering]) -> bool:
    return entry.part.record is not None and entry.part.record.withdrawn is not None


OWNER: AnyColumn = Column("owner", TEXT, "Who leads it, in words.", _owner)

MEETINGS = Table(
    "meetings",
    "A meeting as the papers show it: with or without a day, held or only promised.",
    ("id",),
    (
        Column("id", TEXT, "Its id, which is its address.", lambda entry: entry.id, "parts"),
        AUTHORITY,
        Column("title", TEXT, "What it is called here.", lambda entry: meeting_title(entry.edition, entry.part)),
        *committee(lambda entry: entry.part.committee),
        *dated("date", meaning_of(Meeting, "date"), lambda entry: entry.part.date),
        *labelled(Meeting, "state"),
        Column("withdrawn", BOOLEAN, WITHDRAWN.meaning, _is_withdrawn),
        Column(
            "minutes",
            TEXT,
            meaning_of(Meeting, "minutes"),
            lambda entry: entry.part.record.minutes.value if entry.part.record else None,
        ),
        Column(
            "reason",
            TEXT,
            meaning_of(Meeting, "reason"),
            lambda entry: entry.part.record.reason if entry.part.record else None,
        ),
        ADDRESS,
        *span("date", lambda entry: entry.part.date),
        worked_out("items", "How many items were taken at it.", lambda entry: len(entry.part.items), INTEGER),
        worked_out("expects", "How much it was to receive.", lambda entry: len(entry.part.expects), INTEGER),
    ),
    meetings,
)


PLANS = Table(
    "plans",
    "An improvement or action plan.",
    ("id",),
    (
        *record_columns(Plan),
        OWNER,
        *dated("agreed", meaning_of(Plan, "agreed"), lambda entry: entry.part.agreed),
        *stated(Plan, "sign_off_by", "board", "board_facts", "workstreams_title"),
        *span("agreed", lambda entry: entry.part.agreed),
    ),
    lambda scope: scope.of(Plan),
)

WORKSTREAMS = Table(
    "workstreams",
    "One numbered part of an improvement plan.",
    ("id",),
    (*part_columns("plan", "plans"), *stated(Workstream, "title"), OWNER, *stated(Workstream, "at")),
    _workstreams,
)

RESPONSES = Table(
    "responses",
    "The answer of a cabinet, partner or other recipient to a committee's resolutions.",
    ("id",),
    (
        *record_columns(CommitteeResponse),
        *stated(CommitteeResponse, "by"),
        *dated("due", meaning_of(CommitteeResponse, "due"), lambda entry: entry.part.due),
        *stated(CommitteeResponse, "basis"),
        *dated("notice_sent", meaning_of(CommitteeResponse, "notice_sent"), lambda entry: entry.part.notice_sent),
        *dated("received", meaning_of(CommitteeResponse, "received"), lambda entry: entry.part.received),
        *span("received", lambda entry: entry.part.received),
        worked_out("last_day", "The last day for the answer.", lambda entry: _answered(entry).deadline.last, DAY),
        worked_out(
            "timeliness", "Whether it came in time, as at the day of the data.", lambda e: _answered(e).timeliness
        ),
        worked_out("days", "Days late, over or left; empty where none count.", _days, INTEGER),
    ),
    lambda scope: scope.of(CommitteeResponse),
)

POSITIONS = Table(
    "positions",
    "What a recipient said of one resolution.",
    ("id",),
    (
        Column("id", TEXT, "Its id: that of its record, and its anchor.", lambda entry: part_id(entry.target), "parts"),
        of_record("response", "responses", "The response in which it stands."),
        AUTHORITY,
        Column(
            "resolution",
            TEXT,
            meaning_of(Position, "resolution"),
            lambda entry: entry.present(entry.part.resolution),
            "resolutions",
        ),
        *labelled(Position, "position"),
        *stated(Position, "text", "at"),
        WITHDRAWN,
    ),
    _positions,
)
