"""What is derived for the parts of a record: the only form of what stands under ``derived`` beside them.

None of it is written in a file of the record. A list is empty where the record holds nothing of the kind; a value that
is left out could not be worked out.
"""

from __future__ import annotations

import datetime

from scrutiny.model import When
from scrutiny.model.base import Model
from scrutiny.model.source import Update
from scrutiny.open_data.api.imprint import Pointed
from scrutiny.vocabulary import Assurance, Delivery, Response, Timeliness, Verb


class Titled(Pointed):
    """A record, meeting, authority, committee, role or body with its name."""

    title: str
    """What it is called."""


class Told(Model):
    """News about something, and the record that carries it."""

    carried_by: Pointed
    """The record in which the update is written."""
    update: Update
    """The update."""


class Answer(Model):
    """What a recipient said of a resolution."""

    carried_by: Pointed
    """The position, in the response."""
    by: str
    """Who answers."""
    position: Response
    """The answer."""
    position_label: str
    """The answer, as pages print it."""
    received: When
    """When the response came."""


class ToBeDone(Model):
    """Something that a paper says is to be done, as at the day of the edition."""

    what: str
    """``action``, ``follow-up`` or ``time limit``: which promise of the part it is."""
    text: str
    """What is to be done."""
    owners: tuple[Titled, ...]
    """The roles, bodies or committees that are to do it, jointly where several."""
    owner_words: tuple[str, ...]
    """Who is to do it in words, also where no role is named: ``Not recorded``, ``To be confirmed``."""
    due_words: str
    """By when, as the paper states it."""
    last_day: datetime.date | None = None
    """The last day, where it can be worked out."""
    how: str | None = None
    """How the last day was worked out, where that is not plain."""
    why_no_last_day: str | None = None
    """Why there is no last day although a limit was set."""
    response: Response
    """What the recipient said."""
    response_label: str
    """The same, as pages print it."""
    delivery: Delivery
    """What was done."""
    delivery_label: str
    """The same, as pages print it."""
    assurance: Assurance
    """Who checked."""
    assurance_label: str
    """The same, as pages print it."""
    timeliness: Timeliness
    """Whether it was done in time, as at ``as_of``."""
    timeliness_label: str
    """The same, as pages print it."""
    days: int | None = None
    """Days over, late or left, as ``timeliness`` says."""
    done_on: datetime.date | None = None
    """The day on which it was done, where a paper states that."""
    latest_news: datetime.date | None = None
    """The day of the latest news."""
    is_open: bool
    """True for what is neither done nor ended."""


class PartDerived(Model):
    """What is derived for every part that has an address."""

    updates: tuple[Told, ...] = ()
    """News about it, oldest first, whichever record carries it."""
    to_be_done: tuple[ToBeDone, ...] = ()
    """What it promises. Each promise stands once, at the part that makes it."""
    taken_up_by: tuple[Pointed, ...] = ()
    """Later items, meetings and findings that take it up."""


class ThemedDerived(PartDerived):
    """What is derived for a part that is found under subjects."""

    themes: tuple[str, ...] = ()
    """Its own subjects; those of its record where it names none."""


class FindingDerived(ThemedDerived):
    """What is derived for a finding."""

    kind_label: str
    """What it says, as pages print it."""
    answered_by: tuple[Pointed, ...] = ()
    """The resolutions that answer it."""
    also: tuple[Pointed, ...] = ()
    """The same topic elsewhere, read both ways."""
    takes_up: tuple[Pointed, ...] = ()
    """Earlier findings that it speaks of again."""
    repeats: tuple[Pointed, ...] = ()
    """Earlier findings that it raises again."""
    repeated_by: tuple[Pointed, ...] = ()
    """Later findings that raise it again."""


class ResolutionDerived(ThemedDerived):
    """What is derived for a resolution."""

    verb: Verb
    """Its verb: its own, or that of the list. Never a status."""
    answers: tuple[Pointed, ...] = ()
    """The findings, inspections, plans and parts of plans that it answers."""
    positions: tuple[Answer, ...] = ()
    """What recipients said of it."""


class WorkstreamDerived(ThemedDerived):
    """What is derived for a part of a plan."""

    answered_by: tuple[Pointed, ...] = ()
    """The resolutions that answer it."""


class ActionDerived(PartDerived):
    """What is derived for an action of a list."""

    answered_by: tuple[Pointed, ...] = ()
    """The resolutions that answer it."""


class PositionDerived(PartDerived):
    """What is derived for the answer to one resolution."""

    resolution: Pointed
    """The resolution answered, in full."""


class FollowUpDerived(PartDerived):
    """What is derived for a follow-up that the minutes promise outside any resolution."""

    meeting: Pointed | None = None
    """The meeting that it promises, where one is named."""


class JudgementDerived(Model):
    """The words of a judgement."""

    domain_label: str | None = None
    """The name of the domain in the framework."""
    grade_label: str | None = None
    """The word of the grade."""
    scale: str | None = None
    """The scale, given by the judgement or by its framework. Grades of two scales are never compared."""
    scale_title: str | None = None
    """What the scale is called."""
    no_grade_label: str | None = None
    """Why there is no grade, as pages print it."""
    earlier_label: str | None = None
    """The word of the earlier grade."""
