"""Where something to be done stands, in words: the four axes, each a word with a shape, and the deadline."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.deadline import Deadline
from scrutiny.language import day_words, html, say
from scrutiny.pages.page import counted
from scrutiny.pages.words import capital, missing
from scrutiny.track import Tracked
from scrutiny.vocabulary import WARNING_TIMELINESS, Assurance, Delivery, Response, Shape, Status, Timeliness


@dataclass(frozen=True)
class Word:
    """A status as a page shows it: the word, one of six shapes, a tone, and what follows the word."""

    word: str
    shape: Shape
    tone: str = ""
    detail: str | Markup = ""


SAME, NO_LAST_DAY = "the same", "None"
"""What stands for a last day that says nothing new, and for none. They are signs to ask for, the same in Welsh."""


def deadline_words(deadline: Deadline) -> tuple[str | Markup, str | Markup]:
    """Return a deadline twice: as the source states it, and as a last day or the reason why there is none."""
    stated: str | Markup = capital(deadline.stated)
    if deadline.stated in {say("not stated"), ""}:
        stated = missing(say("Not stated"))
    if deadline.stated == say("none"):
        stated = say("No date")
    if deadline.last:
        last = day_words(deadline.last)
        if last == deadline.stated and not deadline.how:
            return stated, SAME
        return stated, f"{last}, {deadline.how}" if deadline.how else last
    return stated, capital(deadline.why_not) if deadline.why_not else NO_LAST_DAY


def in_time(tracked: Tracked) -> Word:
    """Return the fourth axis in words."""
    word = status_word(tracked.standing.timeliness)
    return Word(word.word, word.shape, word.tone, _detail(tracked))


def _detail(tracked: Tracked) -> str:
    """Say what follows the word of the fourth axis: by how many days, on which day, or why none can be worked out."""
    days, last = tracked.standing.days, tracked.deadline.last
    match tracked.standing.timeliness:
        case Timeliness.OVERDUE:
            return say("by {days}", days=counted(days, "day"))
        case Timeliness.DUE_SOON:
            return say(", in {days}", days=counted(days, "day")) if days else say(", today")
        case Timeliness.DUE:
            return say("on {day}", day=last) if last else ""
        case Timeliness.CANNOT_COMPUTE:
            return f": {tracked.deadline.why_not}"
        case Timeliness.MET_LATE:
            return say(", by {days}", days=counted(days, "day"))
        case _:
            return ""


def status_word(value: Status) -> Word:
    """Return a value of one of the four axes in words, without days."""
    return Word(value.label, value.shape, "warn" if value in WARNING_TIMELINESS else "")


def asks_for_an_answer(tracked: Tracked) -> bool:
    """Tell whether somebody is asked for an answer: a resolution asks, a step of a plan or a time limit does not."""
    return tracked.commitment.action is not None and tracked.target.anchor.startswith("resolution-")


def four_questions(tracked: Tracked) -> list[tuple[str, Word | Markup | str]]:
    """Return the four axes as questions, each always answered, with what is due between them."""
    standing = tracked.standing
    stated, last = deadline_words(tracked.deadline)
    said_below = last in {SAME, NO_LAST_DAY} or tracked.deadline.why_not  # why not is what "In time?" answers
    due = escape(stated) if said_below else html("{} ({})", stated, last)
    done = status_word(standing.delivery)
    if standing.delivery is Delivery.IMPLEMENTED and standing.done_on:
        done = Word(done.word, done.shape, "", say("on {day}", day=standing.done_on))
    rows: list[tuple[str, Word | Markup | str]] = []
    if standing.response is not Response.NOT_RECORDED or asks_for_an_answer(tracked):
        rows.append((say("Answered?"), status_word(standing.response)))
    rows += [(say("Due"), due), (say("Done?"), done), (say("In time?"), in_time(tracked))]
    if standing.assurance is not Assurance.NONE or standing.delivery is not Delivery.NOT_RECORDED:
        rows.append((say("Checked?"), status_word(standing.assurance)))
    return rows
