"""The history of a page in words: when it was published, what was corrected, changed, added and taken out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from markupsafe import Markup, escape

from scrutiny.history import UNKNOWN, Change, Day, History, How, Step
from scrutiny.history.named import JUDGEMENT, NEWS, SEVERAL
from scrutiny.language import day_words, say, say_html, say_number, strung
from scrutiny.link import Target
from scrutiny.model import Record
from scrutiny.pages.edition import Edition
from scrutiny.pages.titles import target_words
from scrutiny.pages.words import iso_words, sentence

MOST_DAYS = 8
"""Days told at most; every day with a marked correction is told besides."""
MOST_PARTS = 6
"""Parts named at most of one day and one kind of change."""


@dataclass(frozen=True)
class PastDay:
    """What happened to a page on one day, ready to print."""

    iso: str
    """The day as YYYY-MM-DD, for machines; empty for the line about days that are left out."""
    when: str
    """The day in words."""
    text: Markup


def past(edition: Edition, id_: str, record: Record | None) -> dict[str, object]:
    """Return what a page tells of its own history: the days, oldest first, and what is not known."""
    history = edition.histories.get(id_) if record else None
    if record is None or history is None:
        return {"past": [], "past_note": ""}
    return {"past": list(_days(edition, id_, record, history)), "past_note": _note(history)}


def _note(history: History) -> str:
    if history.is_whole:
        return ""
    if not history.days:
        return say("The history of this page is not known here.")
    return say("Earlier history is not known here.")


def _days(edition: Edition, id_: str, record: Record, history: History) -> Iterator[PastDay]:
    """Yield the first day, those of corrections and the latest; in place of the others how many they are."""
    told = _told(history.days)
    left_out = len(history.days) - len(told)
    for position, day in enumerate(history.days):
        if position in told:
            text = strung(" ", _sentences(edition, id_, record, day))
            yield PastDay(day.day.isoformat(), day_words(day.day), text)
        elif left_out:
            more = say_number(
                "{n} more day with changes is left out.", "{n} more days with changes are left out.", left_out
            )
            yield PastDay("", "", escape(more))
            left_out = 0


def _told(days: tuple[Day, ...]) -> set[int]:
    latest = range(max(1, len(days) - MOST_DAYS + 1), len(days))
    return {0, *latest, *(position for position, day in enumerate(days) if day.corrections)}


def _sentences(edition: Edition, id_: str, record: Record, day: Day) -> Iterator[Markup]:
    for step in day.steps:
        yield escape(_step(step))
    for what in day.corrections:
        yield say_html("<b>Corrected.</b> {what}", what=sentence(what))
    for how in How:
        if of_kind := [change for change in day.changes if change.how is how]:
            parts = [_part(edition, id_, record, change) for change in of_kind]
            yield escape(_changed(how, parts))


def _step(step: Step) -> str:
    if step is Step.PUBLISHED:
        return say("Published.")
    if step is Step.TAKEN_DOWN:
        return say("Taken off this site.")
    if step is Step.PUBLIC_AGAIN:
        return say("Public again.")
    return say("Marked as withdrawn.") if step is Step.WITHDRAWN else say("No longer withdrawn.")


def _changed(how: How, parts: list[str]) -> str:
    """Name the parts to which the same happened."""
    if more := len(parts) - MOST_PARTS:
        parts = parts[:MOST_PARTS] + ([say_number("{n} more part", "{n} more parts", more)] if more > 0 else [])
    named = ", ".join(parts)
    if how is How.REWORDED:
        return say("Reworded: {parts}.", parts=named)
    if how is How.CHANGED:
        return say("Changed: {parts}.", parts=named)
    if how is How.TAKEN_OUT:
        return say("Taken out: {parts}.", parts=named)
    return say("Added: {parts}.", parts=named) if how is How.ADDED else say("Closed: {parts}.", parts=named)


def _part(edition: Edition, id_: str, record: Record, change: Change) -> str:
    """Call what changed by its name, within a sentence."""
    if change.what == NEWS:
        return say("news of {day}", day=iso_words(change.name))
    if change.what == JUDGEMENT and (area := _area(edition, record, change.name)):
        return say("the judgement on “{area}”", area=area)
    if not change.what.startswith(_OF_A_PART):
        return _unnamed(change)
    part = target_words(edition, Target(id_, change.name))
    if change.what == "wording":
        return say("the wording of {part}", part=part)
    if change.what == "deadline":
        return say("the deadline of {part}", part=part)
    if change.what == "owner":
        return say("the owner of {part}", part=part)
    return say("details of {part}", part=part) if change.what == "details" else part


_OF_A_PART = ("part", "wording", "deadline", "owner", "details")


def _unnamed(change: Change) -> str:
    if change.number > 1 and change.what in SEVERAL:
        return say(SEVERAL[change.what], number=change.number)
    return say(change.what)


def _area(edition: Edition, record: Record, domain: str) -> str:
    """Return what the framework of an inspection calls one of its areas; empty where nobody says."""
    framework = edition.register.shared.frameworks.get(getattr(record, "framework", ""))
    return framework.domains[domain].label if framework and domain in framework.domains else ""


class Days(TypedDict):
    """The two days of a page that its head and the site map state."""

    published: datetime.date | None
    modified: datetime.date | None


def days(edition: Edition, id_: str) -> Days:
    """Return when the page of a record was first public, and when it last changed for its readers; None: not known."""
    history = edition.histories.get(id_, UNKNOWN)
    return Days(published=history.published, modified=history.modified)
