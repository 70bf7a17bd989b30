"""The page of a meeting: what was taken at it, what it was to receive, and what to ask there."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html, say, say_html, say_number
from scrutiny.link import Gathering, Target
from scrutiny.link.meetings import Expected
from scrutiny.model import Meeting, WhenKind
from scrutiny.pages.axes import Word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.record import OUR_WORDS, closing, disagree, record_page
from scrutiny.pages.schedule import differ, progress
from scrutiny.pages.shown import Entry, Row, named_part, record_entry, theme_links
from scrutiny.pages.titles import marked_title, meeting_title, target_words
from scrutiny.pages.words import (
    NO_PAPER,
    capital,
    committee_short,
    committee_words,
    missing,
    owner_words,
    short_when,
    when_words,
)
from scrutiny.vocabulary import Delivery, FollowUpState, MeetingState, MinutesState


@dataclass(frozen=True)
class Asked:
    """A question a councillor may ask, with what set it."""

    text: str
    soft: Markup


def meeting_page(edition: Edition, meeting: Gathering) -> Page:
    """Return the page of one meeting, held, cancelled or only promised."""
    here, record = Here(f"{meeting.id}/"), meeting.record
    title = meeting_title(edition, meeting)
    lead = record.summary if record else _lead(edition, meeting)
    expected_title = say("What it was to receive") if _is_over(edition, meeting) else say("What it is to receive")
    is_held = meeting.state is MeetingState.HELD
    items_title = say("What was taken at it") if is_held else say("On its papers")
    return record_page(
        edition,
        meeting.id,
        record,
        template="meeting",
        section="meetings",
        kicker=_kicker(meeting),
        title=title,
        summary=lead,
        shows={
            "items": [record_entry(edition, here, item.id) for item in meeting.items],
            "items_title": items_title,
            "items_none": _no_items(edition, meeting),
            "expected": _expected(edition, here, meeting),
            "expected_note": _expected_note(edition, here, meeting),
            "expected_title": expected_title,
            "questions": [] if meeting.items else _questions(edition, here, meeting),
            "questions_note": _questions_note(edition, meeting),
            "facts": _facts(edition, here, meeting),
            **_closing(edition, here, meeting),
        },
        sections=(
            ("items", items_title, "items"),
            ("expected", expected_title, "expected"),
            ("ask", say("What to ask"), "questions"),
            disagree(),
        ),
    )


def _is_over(edition: Edition, meeting: Gathering) -> bool:
    """Tell whether a meeting is over, or was never held."""
    if meeting.items or meeting.state in {MeetingState.HELD, MeetingState.CANCELLED, MeetingState.POSTPONED}:
        return True
    return edition.is_past(meeting.date)


def _is_open(edition: Edition, meeting: Gathering) -> bool:
    """Tell whether a meeting was promised for a day now past, without any paper of it."""
    waiting = {MeetingState.PROMISED, MeetingState.SCHEDULED, MeetingState.UNKNOWN}
    return not meeting.items and meeting.state in waiting and _is_over(edition, meeting)


def _kicker(meeting: Gathering) -> str:
    known = meeting.date.kind is not WhenKind.NEXT_MEETING
    when = (short_when(meeting.date) if known else "") or say("date not stated")
    if meeting.items or meeting.state in {MeetingState.HELD, MeetingState.UNKNOWN}:
        return say("Meeting, {day}", day=when)
    return say("Meeting {state}, {day}", state=meeting.state.label.lower(), day=when)


def _lead(edition: Edition, meeting: Gathering) -> str:
    """Say in one or two sentences what is known of a meeting that has no record of its own."""
    things = counted(len(meeting.expects), "thing") if meeting.expects else ""
    if meeting.items:
        items = (edition.register.item(target.id) for target in meeting.items)
        number = sum(len(item.resolutions.list) for item in items if item)
        lead = say_number(
            "{n} item of this meeting is held here{decided}.",
            "{n} items of this meeting are held here{decided}.",
            len(meeting.items),
            decided=say(", with {resolutions}", resolutions=counted(number, "resolution")) if number else "",
        )
        if meeting.state is not MeetingState.HELD:
            lead += say(" Whether the meeting took place is not stated.")
        if things:
            lead += say(" It was to receive {things} that earlier papers had promised.", things=things)
        return lead
    if meeting.state is MeetingState.CANCELLED:
        promised = say("This meeting was promised and not held. It was to receive {things}.", things=things)
        return promised if things else say("It was not held.")
    if _is_open(edition, meeting):
        lead = say("Earlier papers promised this meeting; it was to receive {things}.", things=things)
        return f"{lead} {say(NO_PAPER)}"
    return say("Earlier papers promise this meeting. It is to receive {things}.", things=things)


def _no_items(edition: Edition, meeting: Gathering) -> str:
    return say(NO_PAPER) if _is_open(edition, meeting) and meeting.record else ""


def _closing(edition: Edition, here: Here, meeting: Gathering) -> dict[str, object]:
    """Return what closes the page: of its own record, or the papers by which the meeting is known."""
    if meeting.record:
        return closing(meeting.record)
    known_by = dict.fromkeys([target.id for target in (*meeting.items, *(each.by for each in meeting.expects))])
    return {
        "sources": [
            Entry(marked_title(edition, id_), here.href(f"{id_}/#sources"), "", f"source-{number}")
            for number, id_ in enumerate(known_by, 1)
        ],
        "gaps": [],
        "inferred": [],
        "background": "",
        "notes": "",
        "whose_words": f"{say('The meeting is known by the papers of these records.')} {say(OUR_WORDS)}",
    }


def _taken_up_at(edition: Edition, meeting: Gathering, target: Target) -> list[Target]:
    """Return the items of a meeting that take a promise up."""
    later = edition.links.relations.taken_up_by.get(target, ())
    return [item for item in meeting.items if item in later]


def _expected(edition: Edition, here: Here, meeting: Gathering) -> list[Entry]:
    """Return what a meeting was to receive, each leading to the part of a record that asks for it."""
    shown = []
    for each in meeting.expects:
        one_record = len({other.by.id for other in meeting.expects}) == 1
        name = target_words(edition, each.by) if one_record else named_part(edition, here, each.by)
        soft = html("{}.", capital(name))
        if each.follow_up.note:
            soft += f" {each.follow_up.note}"
        if each.follow_up.state not in {FollowUpState.PROMISED, FollowUpState.HELD}:
            soft += f" {each.follow_up.state.label}."
        shown.append(_entry(edition, here, meeting, each.by, capital(each.follow_up.expects), soft))
    for target in _to_take_up(edition, meeting):
        part = edition.register.part(*target)
        text = getattr(part, "text", "") if target.anchor else ""
        name = capital(named_part(edition, here, target))
        shown.append(_entry(edition, here, meeting, target, name, escape(text)))
    return shown


def _expected_note(edition: Edition, here: Here, meeting: Gathering) -> Markup:
    """Name once the record that promises everything, where it is one."""
    ids = {each.by.id for each in meeting.expects}
    if len(ids) != 1 or _to_take_up(edition, meeting):
        return Markup()
    id_ = ids.pop()
    return say_html("Promised in {record}.", record=here.link(marked_title(edition, id_), f"{id_}/"))


def _entry(edition: Edition, here: Here, meeting: Gathering, target: Target, text: Markup | str, soft: Markup) -> Entry:
    """Return one thing a meeting was to receive; where its papers are held, whether they take it up."""
    if taken_up := _taken_up_at(edition, meeting, target):
        links: list[Markup | str] = [here.to(item, marked_title(edition, item.id)) for item in taken_up]
        soft += say_html(" Taken up by {records}.", records=joined(links))
    elif meeting.items:
        soft += html(" {}", missing(say("No item held here takes it up.")))
    return Entry(text, here.href(target.url), soft)


def _to_take_up(edition: Edition, meeting: Gathering) -> list[Target]:
    """Return what the record of a meeting says it was to look at, beyond what other records promise."""
    if meeting.record is None:
        return []
    promised = {target for each in meeting.expects for target in (each.by, each.by.record)}
    wanted = edition.present(meeting.id, meeting.record.follows_up)
    return [target for target in wanted if target not in promised]


def _questions(edition: Edition, here: Here, meeting: Gathering) -> list[Asked]:
    """Ask in plain words for everything a meeting was to receive."""
    committee = committee_short(edition, Address.read(meeting.id).authority, meeting.committee)
    asked = [_question(edition, here, committee, each) for each in meeting.expects]
    for target in _to_take_up(edition, meeting):
        part = edition.register.part(*target)
        if target.anchor:
            text = getattr(part, "text", "").rstrip(".")
            soft = html("{}.", here.to(target, capital(named_part(edition, here, target))))
            for tracked in edition.tracked_at.get(target, ()):
                word = progress(tracked)
                soft += html(" {}.", _said(word))
            asked.append(
                Asked(say("What became of {part}, “{text}”?", part=target_words(edition, target), text=text), soft)
            )
    return asked


def _questions_note(edition: Edition, meeting: Gathering) -> str:
    """Say whose questions they are, and once that nothing is known to have come, where that is so."""
    told = [tracked for each in meeting.expects for tracked in edition.tracked_at.get(each.by, ())]
    note = say("Made by this site from what the papers promise.")
    if told and _is_over(edition, meeting) and all(t.standing.delivery is Delivery.NOT_RECORDED for t in told):
        note += say(" No paper held here says that any of it came.")
    return note


def _question(edition: Edition, here: Here, committee: str, expected: Expected) -> Asked:
    """Make a question from one promise: "Has the committee received ...? Resolution 3 asked for it."."""
    target = expected.by
    name = capital(target_words(edition, target)) if target.anchor != "follow-up" else say("The minutes")
    part = here.to(target, name)
    asks = target.anchor.startswith("resolution")
    soft = say_html("{part} asked for it.", part=part) if asks else say_html("{part} promised it.", part=part)
    for tracked in edition.tracked_at.get(target, ()):
        if tracked.commitment.owner.is_recorded:
            owner = owner_words(edition, here, target.id, tracked.commitment.owner)
            soft += say_html(" Owner: {owner}.", owner=owner)
    return Asked(
        say("Has {committee} received {what}?", committee=committee, what=expected.follow_up.expects.rstrip(".")), soft
    )


def _facts(edition: Edition, here: Here, meeting: Gathering) -> list[Row]:
    authority, record = Address.read(meeting.id).authority, meeting.record
    day = when_words(meeting.date, say("Date not stated")) + differ(edition, here, Target(meeting.id, "meeting"))
    committee = committee_words(edition, here, authority, meeting.committee)
    rows = [
        Row(say("Committee"), committee + differ(edition, here, Target(meeting.id, "committee")), "committee"),
        Row(say("Day"), day, "meeting"),
        Row(say("Held?"), _held(edition, meeting)),
    ]
    if record and record.reason:
        rows.append(Row(say("Reason"), record.reason))
    minutes = _minutes(edition, meeting)
    if minutes is not None and (meeting.items or minutes is not MinutesState.NOT_STATED):
        rows.append(Row(say("Minutes"), minutes.label))
    if record and record.themes:
        rows.append(Row(say("Subjects"), theme_links(edition, here, record.themes)))
    return rows


def _held(edition: Edition, meeting: Gathering) -> Markup | str:
    if meeting.state is MeetingState.UNKNOWN:
        return missing(say("Not stated"))
    if _is_open(edition, meeting):
        return html("{}. {}", meeting.state.label, missing(say("Whether it took place is not known here")))
    return meeting.state.label


def _minutes(edition: Edition, meeting: Gathering) -> MinutesState | None:
    """Return what is known of the minutes: by the meeting's own record, or by what its items agree on."""
    if isinstance(meeting.record, Meeting):
        return meeting.record.minutes
    states = {item.meeting.minutes for target in meeting.items if (item := edition.register.item(target.id))}
    return states.pop() if len(states) == 1 else None


def _said(word: Word) -> str:
    """Write a status within a sentence: the word, then what follows it."""
    between = "" if not word.detail or word.detail[0] in ",.:;" else " "
    return f"{word.word}{between}{word.detail}"
