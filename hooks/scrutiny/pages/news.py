"""Latest in the papers: the events that papers held here tell of, each with its day."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest

from markupsafe import Markup

from scrutiny.language import day_words, html
from scrutiny.link import Target
from scrutiny.link.relations import Told
from scrutiny.model import Inspection, Meeting
from scrutiny.pages.archive import Archive
from scrutiny.pages.axes import status_word
from scrutiny.pages.commitment import said
from scrutiny.pages.edition import Edition
from scrutiny.pages.line import Line, Part
from scrutiny.pages.page import ANYWHERE, Here
from scrutiny.pages.rows import weight
from scrutiny.pages.shown import Entry, named_parts, record_entry
from scrutiny.pages.titles import target_words
from scrutiny.pages.words import capital, sentence
from scrutiny.vocabulary import Delivery, Response

NEWEST = 6
"""Events that the home page shows."""


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something that happened on a day: a record, or with ``anchor`` the news of a part of one."""

    on: datetime.date
    """Its day; the first, where papers give several."""
    id: str
    """The record, or the one the news is about."""
    anchor: str = ""
    """The part the news is about."""
    text: str = ""
    """The news; empty for a record."""


@dataclass(slots=True, kw_only=True)
class EventLine(Line):
    """An event, printed."""

    event: Event


def event_lines(edition: Edition, name: str) -> Iterator[EventLine]:
    """Yield the last events of a council: more of one council the home page cannot show."""
    if name in edition.left_out:
        return
    for event in nlargest(NEWEST, _events(edition, name)):
        entry = _entry(edition, ANYWHERE, event)
        yield EventLine(
            authority=name,
            name=edition.authorities[name].short_name,
            day=event.on,
            html=Part("records", "several", ([entry],)),
            weight=weight(entry),
            event=event,
        )


def latest(archive: Archive) -> Sequence[EventLine]:
    """Return the events that happened last, newest first; what is to come, withdrawn or made up is left out.

    Of news told of several parts of a record in the same words and with the same status, the first part stands for all.
    """
    return nlargest(NEWEST, archive.rows("events"), key=lambda line: line.event)


def _events(edition: Edition, name: str) -> Iterator[Event]:
    told: dict[tuple[str, str, str, Response | None, Delivery | None], Target] = {}
    for id_ in edition.by_authority.get(name, ()):
        record = edition.records_listed.get(id_)
        if record is None:
            continue
        day = edition.links.threads.first_day(id_)
        expected = isinstance(record, Inspection) and record.anticipated
        if day and day <= edition.as_of and not expected and not isinstance(record, Meeting):
            yield Event(day, id_)
        for target, (by, update) in edition.updates_in.get(id_, ()):
            if by.id in edition.records_listed:
                told.setdefault((update.on, id_, update.text, update.response, update.delivery), target)
    for (on, id_, text, _, _), target in told.items():
        day = datetime.date.fromisoformat(on)
        if day <= edition.as_of:
            yield Event(day, id_, target.anchor, text)


def _entry(edition: Edition, here: Here, event: Event) -> Entry:
    """Return an event as a link and one line that begins with its day, or that holds it among a record's counts."""
    if not event.text:
        return _record(edition, here, event)
    target = Target(event.id, event.anchor)
    told = next(
        told
        for told in edition.links.relations.updates[target]
        if (told.update.on, told.update.text) == (event.on.isoformat(), event.text)
    )
    asked = edition.tracked_at.get(target, ())
    title = said(edition, asked[0]) if asked else capital(target_words(edition, target))
    about = named_parts(edition, here, [target])
    news = html("{}, {}: {}", day_words(event.on), told.update.by, sentence(event.text))
    return Entry(title, here.href(target.url), html("{}{} On {}", news, _status(told), about))


def _record(edition: Edition, here: Here, event: Event) -> Entry:
    entry = record_entry(edition, here, event.id)
    day = day_words(event.on)
    if edition.register.item(event.id) or edition.register.inspection(event.id) or day in entry.soft:
        return entry  # its line says when it was, in the words of the papers
    return Entry(entry.text, entry.href, html("{}. {}", day, entry.soft))


def _status(told: Told) -> Markup:
    """Say in a few words what the news says of answer and progress; empty where it speaks of neither."""
    response, delivery = told.update.response, told.update.delivery
    words = [
        status_word(value).word
        for value, nothing in ((response, Response.NOT_RECORDED), (delivery, Delivery.NOT_RECORDED))
        if value and value is not nothing
    ]
    return html(" {}.", capital(", ".join(words).lower())) if words else Markup()
