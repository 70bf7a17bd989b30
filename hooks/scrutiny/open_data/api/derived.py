"""What is derived for whole records, meetings and authorities: the form of what stands under ``derived`` at the end.

None of it is written in a file of the record. A list is empty where the record holds nothing of the kind; a value that
is left out could not be worked out.
"""

from __future__ import annotations

import datetime

from scrutiny.model import When, WhenKind
from scrutiny.model.base import Model
from scrutiny.model.source import Claim
from scrutiny.open_data.api.derived_parts import Titled
from scrutiny.open_data.api.imprint import Pointed
from scrutiny.vocabulary import DiscrepancyState, MeetingState, Missing, Timeliness


class Dated(Model):
    """What one date of the record means."""

    at: str
    """Where the date stands in this file, as a JSON Pointer: ``/meeting/date``."""
    kind: WhenKind
    """What kind of date it is."""
    words: str
    """The date as pages print it."""
    first: datetime.date | None = None
    """The earliest day that it can mean."""
    last: datetime.date | None = None
    """The latest day that it can mean."""


class Reference(Model):
    """A reference of the record with both its ends in full."""

    by: str
    """The id of the record or part that has it."""
    field: str
    """The field in which it is written: ``responds_to``."""
    to: Pointed
    """What it means."""


class Dispute(Model):
    """A contradiction between papers that another record carries."""

    carried_by: Pointed
    """The record in which it is written."""
    about: Pointed
    """The fact concerned."""
    title: str
    """What the papers disagree about."""
    state: DiscrepancyState
    """What became of it."""
    claims: tuple[Claim, ...]
    """What each paper says."""


class RecordDerived(Model):
    """What is derived for every record."""

    authority: Titled
    """The authority whose record it is."""
    first_public: datetime.date | None = None
    """The day on which its page was first public, where that is known."""
    last_changed: datetime.date | None = None
    """The last day on which its page changed for readers, where any is known."""
    first_day: datetime.date | None = None
    """The day that places it in time: its own, or one before which it was."""
    dates: tuple[Dated, ...] = ()
    """What each of its dates means, in the order of the file; those that give nothing are left out."""
    references: tuple[Reference, ...] = ()
    """Its references in full, in the order of the file."""
    thread: tuple[Titled, ...] = ()
    """The records and meetings of its thread, itself among them, oldest first."""
    replaces: tuple[Pointed, ...] = ()
    """The withdrawn records whose place it took."""
    disputes: tuple[Dispute, ...] = ()
    """Contradictions about it that other records carry; its own are its ``discrepancies``."""


class InspectionDerived(RecordDerived):
    """What is derived for an inspection."""

    answered_by: tuple[Pointed, ...] = ()
    """The resolutions that answer it as a whole; those on one finding stand there."""
    looked_at_by: tuple[Pointed, ...] = ()
    """Items, plans and visits about it."""
    followed_by: tuple[Pointed, ...] = ()
    """Later inspections that follow it."""


class ItemDerived(RecordDerived):
    """What is derived for a committee item."""

    meeting: Titled | None = None
    """The meeting at which it was taken; a withdrawn item has none."""
    committee: Titled | None = None
    """The committee that took it, where a paper names it."""
    taken_up_by: tuple[Pointed, ...] = ()
    """Later items and meetings that take it up."""
    responses: tuple[Pointed, ...] = ()
    """The responses to it."""


class PlanDerived(RecordDerived):
    """What is derived for a plan."""

    answered_by: tuple[Pointed, ...] = ()
    """The resolutions that answer it as a whole; those on one part stand there."""
    looked_at_by: tuple[Pointed, ...] = ()
    """Items and visits about it."""
    taken_up_by: tuple[Pointed, ...] = ()
    """Later items and meetings that take it up."""


class ResponseDerived(RecordDerived):
    """What is derived for a response."""

    last_day: datetime.date | None = None
    """The last day for an answer, where it can be worked out."""
    why_no_last_day: str | None = None
    """Why there is none although a limit was set."""
    timeliness: Timeliness
    """Whether it came in time, as at ``as_of``."""
    timeliness_label: str
    """The same, as pages print it."""
    days: int | None = None
    """Days over, late or left, as ``timeliness`` says."""


class Expected(Model):
    """What a meeting is to receive."""

    promised_by: Pointed
    """The part of a record that says so."""
    expects: str
    """What it is to receive."""


class MeetingDerived(RecordDerived):
    """What is derived for a meeting from the items taken at it and the follow-ups that promise it."""

    has_record: bool
    """True where the meeting has a file of its own; only then does this file hold anything beside what is derived."""
    date: When
    """Its day, as stated."""
    state: MeetingState
    """What is known of it."""
    state_label: str
    """The same, as pages print it."""
    committee: Titled | Missing
    """The committee, or ``not stated`` where no paper names it."""
    committee_words: str | None = None
    """What a paper calls a committee that it does not name."""
    items: tuple[Titled, ...] = ()
    """The items taken at it."""
    expects: tuple[Expected, ...] = ()
    """What it was to receive."""


class Totals(Model):
    """How many entries each list has."""

    inspections: int
    """Inspections, visits and reviews."""
    items: int
    """Committee items."""
    meetings: int
    """Meetings, held and promised."""
    plans: int
    """Improvement and action plans."""
    responses: int
    """Responses to committees."""
    findings: int
    """Findings, of every kind."""
    resolutions: int
    """Resolutions."""
    actions: int
    """What is to be done: actions, promised follow-ups, findings with a time limit."""
    withdrawn: int
    """Records that no longer count; the other lists leave them out."""


class AuthorityDerived(RecordDerived):
    """What is derived for an authority."""

    lists: dict[str, str]
    """The addresses of its lists, by their names."""
    totals: Totals
    """How many entries each list has."""
