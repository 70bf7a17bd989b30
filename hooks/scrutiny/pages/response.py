"""The page of a response: who answered which resolution, how, and whether in time."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html, say, say_html
from scrutiny.link import Target
from scrutiny.model import CommitteeResponse, Position, Resolution
from scrutiny.pages.axes import SAME, Word, deadline_words, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Page, counted, joined
from scrutiny.pages.record import disagree, record_page
from scrutiny.pages.schedule import step_soft
from scrutiny.pages.shown import Row, ShownAction, action, theme_links
from scrutiny.pages.titles import marked_title, target_words
from scrutiny.pages.words import capital, inline, missing, place_words, short_when, when_words
from scrutiny.track import Answered, answered
from scrutiny.vocabulary import Response, Timeliness


@dataclass(frozen=True)
class ShownPosition:
    """The answer to one resolution, ready to print."""

    anchor: str
    title: str
    link: Markup
    """The resolution by name, leading to it."""
    text: str
    """What the resolution says."""
    rows: list[Row]
    action: ShownAction | None


def response_page(edition: Edition, id_: str, response: CommitteeResponse) -> Page:
    """Return the page of one response."""
    here = Here(f"{id_}/")
    received = short_when(response.received)
    came = answered(response, edition.as_of)
    title = say("What {by} answered", by=inline(response.by))
    return record_page(
        edition,
        id_,
        response,
        template="response",
        section="resolutions",
        kicker=say("Response, {day}", day=received) if received else say("Response, date not stated"),
        shows={
            "answers_title": title,
            "answers_note": _when_note(response, came),
            "positions": [_position(edition, here, id_, response, n) for n in range(1, len(response.positions) + 1)],
            "unanswered": _unanswered(edition, here, id_, response),
            "facts": _facts(edition, here, id_, response, came),
        },
        sections=(
            ("answers", title, ""),
            disagree(),
        ),
    )


def _when_note(response: CommitteeResponse, came: Answered) -> str:
    """Say when the answer came and whether that was in time: "answered on 3 September 2024, 16 days late"."""
    by, deadline = capital(response.by), came.deadline
    if response.received.last is None:
        return say("When {by} answered is not stated.", by=response.by)
    day, late = response.received.words, ""
    if came.timeliness is Timeliness.MET_LATE:
        late = say(", {days} late", days=counted(came.days, "day"))
    if response.received.first == response.received.last:
        said = say("{by} answered on {day}{late}.", by=by, day=day, late=late)
    else:
        said = say("{by} answered in {month}{late}.", by=by, month=day, late=late)
    if deadline.last:
        return f"{said} {say('A reply was due by {day}.', day=deadline.last)}"
    if deadline.why_not:
        return f"{said} {say('Whether that was in time cannot be computed: {why}.', why=deadline.why_not)}"
    return said


def _position(edition: Edition, here: Here, id_: str, response: CommitteeResponse, number: int) -> ShownPosition:
    position: Position = response.positions[number - 1]
    target = Target(*Address.read(id_).resolve(position.resolution))
    part = edition.register.part(*target)
    name = capital(target_words(edition, target))
    link = here.to(target, name)
    if len(response.to) > 1 and target.id in edition.register.records:
        link += say_html(" of {record}", record=marked_title(edition, target.id))
    answer = status_word(position.position)
    if position.position is Response.IN_PRINCIPLE:
        answer = Word(answer.word, answer.shape, "", say(", which is not yet acceptance"))
    rows = [Row(say("Answer"), answer)]
    if position.text:
        rows.append(Row(say("In words"), position.text))
    if place := place_words(response, position.at):
        rows.append(Row(say("Stated in"), place))
    undertaken = next(
        (
            action(edition, here, tracked, step_soft(edition, here, tracked))
            for tracked in edition.tracked_in.get(id_, [])
            if tracked.commitment.action is position.action
        ),
        None,
    )
    if undertaken:
        undertaken = ShownAction(
            f"action-position-{number}",
            undertaken.title,
            undertaken.soft,
            [row for row in undertaken.questions if row.label != say("Answered?")],  # the position above answers it
            undertaken.updates,
            undertaken.none,
        )
    text = part.text if isinstance(part, Resolution) else ""
    return ShownPosition(f"position-{number}", name, link, text, rows, undertaken)


def _unanswered(edition: Edition, here: Here, id_: str, response: CommitteeResponse) -> list[Row]:
    """Return the resolutions of the items answered that the answer does not speak of."""
    address = Address.read(id_)
    answered = {Target(*address.resolve(position.resolution)) for position in response.positions}
    rows = []
    for reference in response.to:
        to = address.resolve(reference)[0]
        item = edition.register.item(to)
        for resolution in item.resolutions.list if item else ():
            target = Target(to, resolution.anchor)
            if target not in answered:
                words = here.to(target, capital(target_words(edition, target)))
                rows.append(Row(words, status_word(Response.NOT_RECORDED)))
    return rows


def _facts(edition: Edition, here: Here, id_: str, response: CommitteeResponse, came: Answered) -> list[Row]:
    to: list[Markup | str] = [
        here.to(target, marked_title(edition, target.id)) for target in edition.present(id_, response.to)
    ]
    stated, last = deadline_words(came.deadline)
    due = escape(stated)
    if came.deadline.last and last != SAME:
        due += html(" ({})", last)
    rows = [
        Row(say("Answers"), joined(to) if to else missing(say("Not stated"))),
        Row(say("From"), capital(response.by)),
        Row(say("Received"), when_words(response.received)),
        Row(say("Due"), due),
    ]
    if response.notice_sent:
        rows.append(Row(say("Notice sent"), when_words(response.notice_sent)))
    if response.basis:
        rows.append(Row(say("Asked for under"), response.basis))
    rows.append(Row(say("In time?"), _in_time(came)))
    if response.themes:
        rows.append(Row(say("Subjects"), theme_links(edition, here, response.themes)))
    return rows


def _in_time(came: Answered) -> Word:
    value = came.timeliness
    if value is Timeliness.PASSED:
        return Word(say("Date passed, no answer recorded"), value.shape, "warn")
    detail = {
        Timeliness.MET_LATE: say(", by {days}", days=counted(came.days, "day")),
        Timeliness.CANNOT_COMPUTE: f": {came.deadline.why_not}",
    }.get(value, "")
    return Word(value.label, value.shape, "", detail)
