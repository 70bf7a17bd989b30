"""The whole thread as one readable timeline, oldest first: what happened, what was promised, what is missing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import day_words, html, say, say_html, say_number, strung
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import meeting_of
from scrutiny.link.relations import Told
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record
from scrutiny.model.when import When
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.once import once
from scrutiny.pages.page import Here, counted, outward
from scrutiny.pages.shown import named_part
from scrutiny.pages.strip import finding_counts, named_committee, resolution_counts, was_expected
from scrutiny.pages.titles import in_language, marked_title, target_words
from scrutiny.pages.words import NO_PAPER, capital, happened_when, inspection_when, missing, short_when
from scrutiny.track import answered
from scrutiny.vocabulary import Assurance, MeetingState, Shape, Timeliness, Verb

REACH = 30
"""Records of a thread shown before and after the one whose page it is."""


class Happening(NamedTuple):
    """What happened, was promised or is missing, as every page tells it."""

    when: str
    """The day in words, or "Date not stated"."""
    shape: Shape
    title: str
    text: Markup
    source: Markup | str = ""


Dated = tuple[datetime.date, Happening]
"""News, and its day."""


@dataclass
class Event:
    """One event of a timeline: a happening, and how it stands between the others."""

    when: str
    shape: Shape
    title: str
    text: Markup
    source: Markup | str = ""
    joined: bool = True
    """True where the step to the next event is recorded."""
    anchor: str = ""
    placed: bool = True
    """False for what no paper places in time: it stands last."""
    current: bool = False
    """True for the record whose page this is."""


def timeline(edition: Edition, here: Here, id_: str) -> list[Event]:
    """Return the events of the thread a record or meeting belongs to; of a very long thread those about the record."""
    ids = edition.links.threads.of(id_)
    own = ids.index(id_)
    shown = ids[max(0, own - REACH) : own + REACH + 1]
    # Where nothing at all has a day, the order is that of cause and effect, and nothing stands apart.
    placed = {each for each in shown if edition.links.threads.is_placed(each, ids)} or set(shown)
    dated: list[tuple[datetime.date, Event]] = []
    latest = datetime.date.min
    for each in shown:
        latest = max(edition.links.threads.first_day(each) or latest, latest)
        happening, news = _told(edition, here, each)
        if happening:
            event = Event(*happening, placed=each in placed, current=each == id_)
            if not event.placed and event.when == say("Date not stated"):
                event.when = say("Day not stated")
            dated.append((latest if event.placed else datetime.date.max, event))
        dated.extend((day, Event(*piece)) for day, piece in news)
    dated.sort(key=lambda each: each[0])
    events = [event for _, event in dated]
    for event, following in zip(events, events[1:] + events[-1:], strict=True):
        event.joined = event.shape is Shape.SOLID and following.shape is not Shape.BROKEN and following.placed
    if left_out := len(ids) - len(shown):
        told = say_html(
            "{events} of this thread are left out here; the pages of these records lead on to them.",
            events=counted(left_out, "event"),
        )
        events.append(Event(say("Besides"), Shape.SOLID, "", told))
    return events


@once
def _told(
    edition: Edition, here: Here, id_: str
) -> tuple[Happening | None, tuple[tuple[datetime.date, Happening], ...]]:
    """Return what a record or meeting tells of itself, and the news of it with their days."""
    return _happening(edition, here, id_), tuple(_updates(edition, here, id_))


def _happening(edition: Edition, here: Here, id_: str) -> Happening | None:
    if meeting := edition.meeting(id_):
        return _meeting(edition, here, meeting)
    record = edition.record(id_)
    if isinstance(record, Inspection):
        return _inspection(edition, here, id_, record)
    if isinstance(record, Item):
        return _item(edition, here, id_, record)
    if isinstance(record, CommitteeResponse):
        return _response(edition, here, id_, record)
    if isinstance(record, Plan):
        done = counted(len(record.actions), "step") if record.actions else ""
        parts = say_number("{n} part named", "{n} parts named", len(record.workstreams)) if record.workstreams else ""
        told = "; ".join(filter(None, (done, parts)))
        text = _record_link(here, id_, record) + (f": {told}" if told else "")
        answers = any(edition.register.inspection(each.id) for each in edition.present(id_, record.about))
        title = say("A plan answers the findings") if answers else say("A plan")
        return Happening(_day(record.agreed), Shape.SOLID, title, text)
    return None


def _record_link(here: Here, id_: str, record: Record) -> Markup:
    return here.link(in_language(record.title, record.language), f"{id_}/")


def _day(when: When | None) -> str:
    words = short_when(when)
    return capital(words) if words else say("Date not stated")


def _inspection(edition: Edition, here: Here, id_: str, inspection: Inspection) -> Happening:
    words = [_record_link(here, id_, inspection)]
    if counts := finding_counts(inspection):
        words.append(escape(counts))
    if line := judgement_line(edition, inspection):
        words.append(say_html("Grade: {grades}", grades=line))
    if edition.links.relations.discrepancies.get(Target(id_, "on-site")):
        words.append(say_html("The papers disagree on the days"))
    day = inspection_when(inspection)
    kind = inspection.kind.label
    past = was_expected(edition, id_)
    if past:
        day = happened_when(inspection) or short_when(inspection.expected)
        title = say("{inspection} was expected; no record of it here", inspection=kind)
    elif inspection.anticipated:
        title = say("{inspection} expected", inspection=kind)
    else:
        title = say("Found: {inspection}", inspection=kind.lower())
    if inspection.ordinal and not inspection.anticipated:
        title = say("Inspected again")
    return Happening(
        capital(day) if day else say("Date not stated"),
        Shape.BROKEN if past else Shape.RING if inspection.anticipated else Shape.SOLID,
        title,
        strung(". ", words),
    )


def _item(edition: Edition, here: Here, id_: str, item: Item) -> Happening:
    committee = named_committee(edition, id_)
    counts = resolution_counts(item)
    text = _record_link(here, id_, item)
    if counts:
        title = capital(say("{committee} decided: {counts}", committee=committee, counts=counts))
        return Happening(_day(item.meeting.date), Shape.SOLID, title, text)
    meeting = edition.meeting(meeting_of(Address.read(id_), item))
    took_place = meeting is None or meeting.state is MeetingState.HELD
    if item.resolutions.verb is Verb.NOT_HELD and not took_place:
        title = say("Was before {committee}; no minutes are held here", committee=committee)
    elif item.resolutions.verb is Verb.NOT_HELD:
        title = capital(say("{committee} took the matter; no minutes are held here", committee=committee))
    else:
        title = capital(say("{committee} took the matter; the minutes record no decision", committee=committee))
    return Happening(_day(item.meeting.date), Shape.SOLID, title, text)


def _response(edition: Edition, here: Here, id_: str, response: CommitteeResponse) -> Happening:
    came = answered(response, edition.as_of)
    by = capital(response.by)
    title = say("{by} answered", by=by)
    if came.timeliness is Timeliness.MET_LATE:
        title += say(", {days} late", days=counted(came.days, "day"))
    rows = [
        html(
            "{}: {}",
            here.to(target, target_words(edition, target) if number else capital(target_words(edition, target))),
            position.position.label.lower(),
        )
        for number, position in enumerate(response.positions)
        for target in [Target(*Address.read(id_).resolve(position.resolution))]
    ]
    text = _record_link(here, id_, response) + ". " + strung("; ", rows)
    return Happening(_day(response.received), Shape.SOLID, title, text)


def _meeting(edition: Edition, here: Here, meeting: Gathering) -> Happening | None:
    if meeting.items and meeting.state is not MeetingState.CANCELLED:
        return None  # the items taken at it tell what happened
    name = here.link(marked_title(edition, meeting.id), f"{meeting.id}/")
    expects = "; ".join(expected.follow_up.expects for expected in meeting.expects)
    to_receive = say_html(" was to receive {what}", what=expects) if expects else Markup()
    if meeting.state is MeetingState.CANCELLED:
        record: Meeting | None = meeting.record
        reason = (record.reason if record else None) or say("No reason is stated.")
        return Happening(_day(meeting.date), Shape.BARRED, say("Follow-up meeting not held"), name + f". {reason}")
    if edition.is_past(meeting.date):
        gap = missing(say(NO_PAPER))
        return Happening(
            _day(meeting.date),
            Shape.BROKEN,
            say("Follow-up meeting promised"),
            html("{}{}. {}", name, to_receive, gap),
        )
    to_receive = say_html(" is to receive {what}", what=expects) if expects else Markup()
    day = _day(meeting.date) if meeting.date.first else say("Next meeting")
    return Happening(day, Shape.RING, say("Next follow-up promised"), name + to_receive)


def _updates(edition: Edition, here: Here, id_: str) -> list[Dated]:
    return [
        (datetime.date.fromisoformat(told.update.on), _news(edition, here, target, told))
        for target, told in edition.updates_in.get(id_, ())
    ]


def _news(edition: Edition, here: Here, target: Target, told: Told) -> Happening:
    update = told.update
    shape = update.delivery.shape if update.delivery else Shape.SOLID
    if update.assurance in {Assurance.NOT_ACCEPTED, Assurance.DISPUTED}:
        shape = Shape.TRIANGLE
    states = [value.label for value in (update.response, update.delivery, update.assurance) if value]
    title = say("News from {by}", by=update.by) + (f": {', '.join(states).lower()}" if states else "")
    evidence = strung(
        "; ", [say_html("Evidence: {paper}", paper=outward(each.title, each.url)) for each in update.evidence]
    )
    text = say_html("{news} On {part}.", news=update.text, part=here.to(target, named_part(edition, here, target)))
    source = evidence or here.to(told.by, marked_title(edition, told.by.id))
    return Happening(day_words(datetime.date.fromisoformat(update.on)), shape, title, text, source)
