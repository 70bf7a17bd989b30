"""The whole thread as one readable timeline, oldest first: what happened, what was promised, what is missing."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.link import Gathering, Target
from scrutiny.link.relations import Told
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record, in_words
from scrutiny.model.when import When
from scrutiny.pages.edition import Edition
from scrutiny.pages.judgement import judgement_line
from scrutiny.pages.page import Here, counted, outward
from scrutiny.pages.strip import finding_counts, named_committee, resolution_counts
from scrutiny.pages.tracked import answered
from scrutiny.pages.words import capital, inspection_when, missing, short_when, target_words, title_of
from scrutiny.vocabulary import Assurance, MeetingState, Shape, Timeliness, Verb

REACH = 30
"""Records of a thread shown before and after the one whose page it is."""


@dataclass
class Event:
    """One event of a timeline."""

    when: str
    """The day in words, or "Date not stated"."""
    shape: Shape
    title: str
    text: Markup
    source: Markup | str = ""
    joined: bool = True
    """True where the step to the next event is recorded."""
    anchor: str = ""
    current: bool = False
    """True for the record whose page this is."""


def timeline(edition: Edition, here: Here, id_: str) -> list[Event]:
    """Return the events of the thread a record or meeting belongs to; of a very long thread those about the record."""
    ids = edition.links.threads.of(id_)
    own = ids.index(id_)
    shown = ids[max(0, own - REACH) : own + REACH + 1]
    dated: list[tuple[datetime.date, Event]] = []
    latest = datetime.date.min
    for each in shown:
        latest = max(edition.links.threads.first_day(each) or latest, latest)
        event = _event(edition, here, each)
        if event:
            event.current = each == id_
            dated.append((latest, event))
        dated.extend(_updates(edition, here, each))
    dated.sort(key=lambda each: each[0])
    events = [event for _, event in dated]
    for event, following in zip(events, events[1:] + events[-1:], strict=True):
        event.joined = event.shape is Shape.SOLID and following.shape is not Shape.BROKEN
    if left_out := len(ids) - len(shown):
        told = Markup("{} of this thread are left out here; the pages of these records lead on to them.")
        events.append(Event("Besides", Shape.SOLID, "", told.format(counted(left_out, "event"))))
    return events


def _event(edition: Edition, here: Here, id_: str) -> Event | None:
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
        parts = counted(len(record.workstreams), "part") + " named" if record.workstreams else ""
        told = "; ".join(filter(None, (done, parts)))
        text = _record_link(here, id_, record) + (f": {told}" if told else "")
        return Event(_day(record.agreed), Shape.SOLID, "A plan answers the findings", text)
    return None


def _record_link(here: Here, id_: str, record: Record) -> Markup:
    return here.link(record.title, f"{id_}/")


def _day(when: When | None) -> str:
    words = short_when(when)
    return capital(words) if words else "Date not stated"


def _inspection(edition: Edition, here: Here, id_: str, inspection: Inspection) -> Event:
    words = [_record_link(here, id_, inspection)]
    if counts := finding_counts(inspection):
        words.append(Markup("{}").format(counts))
    if line := judgement_line(edition, inspection):
        words.append(Markup("Grade: {}").format(line))
    if edition.links.relations.discrepancies.get(Target(id_, "on-site")):
        words.append(Markup("The papers disagree on the days"))
    day = inspection_when(inspection)
    title = f"{inspection.kind.label} expected" if inspection.anticipated else f"Found: {inspection.kind.label.lower()}"
    if inspection.ordinal and not inspection.anticipated:
        title = "Inspected again"
    return Event(
        capital(day) if day else "Date not stated",
        Shape.RING if inspection.anticipated else Shape.SOLID,
        title,
        Markup(". ").join(words),
    )


def _item(edition: Edition, here: Here, id_: str, item: Item) -> Event:
    committee = named_committee(edition, id_)
    counts = resolution_counts(item)
    text = _record_link(here, id_, item)
    if counts:
        title = f"{capital(committee)} decided: {counts}"
        return Event(_day(item.meeting.date), Shape.SOLID, title, text)
    if item.resolutions.verb is Verb.NOT_HELD:
        title = f"{capital(committee)} took the matter; no minutes are held here"
    else:
        title = f"{capital(committee)} took the matter; the minutes record no decision"
    return Event(_day(item.meeting.date), Shape.SOLID, title, text)


def _response(edition: Edition, here: Here, id_: str, response: CommitteeResponse) -> Event:
    came = answered(response, edition.as_of)
    by = capital(response.by)
    title = f"{by} answered" + (f", {counted(came.days, 'day')} late" if came.timeliness is Timeliness.MET_LATE else "")
    rows = [
        Markup("{}: {}").format(
            here.to(target, target_words(edition, target) if number else capital(target_words(edition, target))),
            position.position.label.lower(),
        )
        for number, position in enumerate(response.positions)
        for target in [Target(*Address.read(id_).resolve(position.resolution))]
    ]
    text = _record_link(here, id_, response) + ". " + Markup("; ").join(rows)
    return Event(_day(response.received), Shape.SOLID, title, text)


def _meeting(edition: Edition, here: Here, meeting: Gathering) -> Event | None:
    if meeting.items and meeting.state is not MeetingState.CANCELLED:
        return None  # the items taken at it tell what happened
    name = here.link(title_of(edition, meeting.id), f"{meeting.id}/")
    expects = "; ".join(expected.follow_up.expects for expected in meeting.expects)
    to_receive = Markup(" was to receive {}").format(expects) if expects else Markup()
    if meeting.state is MeetingState.CANCELLED:
        record: Meeting | None = meeting.record
        reason = (record.reason if record else None) or "No reason is stated."
        return Event(_day(meeting.date), Shape.BARRED, "Follow-up meeting not held", name + f". {reason}")
    if edition.is_past(meeting.date):
        gap = missing("No paper of that meeting is held here, which does not mean that it did not take place.")
        return Event(
            _day(meeting.date),
            Shape.BROKEN,
            "Follow-up meeting promised",
            Markup("{}{}. {}").format(name, to_receive, gap),
        )
    to_receive = Markup(" is to receive {}").format(expects) if expects else Markup()
    day = _day(meeting.date) if meeting.date.first else "Next meeting"
    return Event(day, Shape.RING, "Next follow-up promised", name + to_receive)


def _updates(edition: Edition, here: Here, id_: str) -> list[tuple[datetime.date, Event]]:
    return [
        (datetime.date.fromisoformat(told.update.on), _news(edition, here, target, told))
        for target, told in edition.updates_in.get(id_, ())
    ]


def _news(edition: Edition, here: Here, target: Target, told: Told) -> Event:
    update = told.update
    shape = update.delivery.shape if update.delivery else Shape.SOLID
    if update.assurance in {Assurance.NOT_ACCEPTED, Assurance.DISPUTED}:
        shape = Shape.TRIANGLE
    states = [value.label for value in (update.response, update.delivery, update.assurance) if value]
    title = f"News from {update.by}" + (f": {', '.join(states).lower()}" if states else "")
    evidence = Markup("; ").join(
        Markup("Evidence: {}").format(outward(each.title, each.url)) for each in update.evidence
    )
    text = Markup("{} On {}.").format(update.text, here.to(target, target_words(edition, target)))
    source = evidence or here.to(told.by, title_of(edition, told.by.id))
    return Event(in_words(datetime.date.fromisoformat(update.on)), shape, title, text, source)
