"""How statuses are decided, for readers: every value with its meaning, and tables that the rules work out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.deadline import Deadline, deadline_of
from scrutiny.language import day_words
from scrutiny.model import When, WhenKind
from scrutiny.pages.axes import SAME, Word, deadline_words, status_word
from scrutiny.pages.page import Page, joined
from scrutiny.status import SOON, timeliness_of
from scrutiny.vocabulary import (
    Assurance,
    Change,
    ClosedList,
    Delivery,
    FollowUpState,
    GradeState,
    Missing,
    Response,
    Shape,
    Status,
    Timeliness,
)

QUESTIONS: tuple[tuple[str, str, type[Status]], ...] = (
    ("Answered?", "What the council, cabinet or partner said to a resolution.", Response),
    ("Done?", "How far the work is.", Delivery),
    ("In time?", "Worked out for the day at the foot of every page; never written by hand.", Timeliness),
    (
        "Checked?",
        "Who looked, and with what result. What a council's own tracker says counts as the owner's report.",
        Assurance,
    ),
)
"""The four axes as the questions that pages ask, with what each is about."""

LAST_DAYS = (
    "Last day still to come",
    f"At most {SOON.days} days away",
    "Last day has passed",
    "Last day cannot be computed",
    "No date was set",
)
"""What may be known of a last day: the columns of the table of timeliness."""

DATES: tuple[When, ...] = (
    When(date="2019-03-06"),
    When(date="2019-11-18 to 2019-11-22"),
    When(date="2018-03"),
    When(date="2018-Q1"),
    When(date="2018"),
    When(date="2019-03-20", stated="20 March", inferred="the year, because the resolution dates the visit in 2019"),
    When(date="6 March"),
    When(date="within 3 months", counted_from="2018-01-30"),
    When(date="within 70 working days", counted_from="2018-01-30"),
    When(date="within 3 months"),
    When(date="immediately", counted_from="2018-01-30"),
    When(date="immediately"),
    When(date="next meeting", through="#resolution-2"),
    When(date="next meeting"),
    When(date="once all partners have signed the plan", to_be_confirmed="the timescale"),
    When(date="every fortnight"),
    When(date="to be confirmed"),
    When(date="not stated"),
    When(date="none"),
)
"""One date of each form that a paper may give."""

NEXT_MEETING = (When(date="2019-03-20"), "by resolution 2")
"""The meeting that the example with ``through`` leads to."""

START = datetime.date(2026, 1, 1)
"""Any day will do: the table of timeliness only compares."""


@dataclass(frozen=True)
class Valued:
    """A value with its shape and its public meaning."""

    word: Word
    meaning: str


@dataclass(frozen=True)
class Question:
    """One of the four axes, ready to print."""

    anchor: str
    text: str
    note: str
    values: list[Valued]


@dataclass(frozen=True)
class Case:
    """A line of the table of timeliness: what was last reported, and the value for each of ``LAST_DAYS``."""

    reported: str
    values: tuple[Word | None, ...]
    """None where the two cannot both be."""


def method_page(url: str) -> Page:
    """Return the tables under "How statuses are decided"."""
    return Page(
        url,
        "",
        "method",
        {
            "shapes": [Valued(Word(shape.label, shape), shape.meaning) for shape in Shape],
            "questions": [
                Question(
                    axis.__name__.lower(), text, note, [Valued(status_word(value), value.meaning) for value in axis]
                )
                for text, note, axis in QUESTIONS
            ],
            "last_days": LAST_DAYS,
            "cases": timeliness_cases(),
            "dates": [(date_as_said(when), *_last_day(when)) for when in DATES],
            "follow_ups": [Valued(Word(state.label, state.shape), state.meaning) for state in FollowUpState],
            "missing": _plain(Missing),
            "no_grade": _plain(GradeState),
            "changes": [change.label for change in Change],
            "soon": SOON.days,
        },
    )


def _plain(values: type[ClosedList]) -> list[tuple[str, str]]:
    return [(value.label, value.meaning) for value in values]


def date_as_said(when: When) -> str:
    """Write a date of the examples as a paper would say it."""
    if when.counted_from:
        return f"{when.words}, from {day_words(datetime.date.fromisoformat(when.counted_from))}"
    if when.kind is WhenKind.NEXT_MEETING and when.through:
        return "next meeting, whose day another resolution gives"
    has_no_year = when.first is None and when.kind in {WhenKind.EXACT, WhenKind.RANGE}
    return when.stated or (when.date if has_no_year else when.words)


def _last_day(when: When) -> tuple[str, str]:
    """Return the last day in words, or why there is none, and the status that follows."""
    deadline = deadline_of(when, lambda _: NEXT_MEETING)
    _, last = deadline_words(deadline)
    if deadline.last:
        return (day_words(deadline.last) if last == SAME else str(last)), ""
    value, _ = timeliness_of(Delivery.NOT_RECORDED, None, deadline, START)
    return deadline.why_not, value.label


def timeliness_cases() -> list[Case]:
    """Work out the fourth axis for every delivery and every last day; deliveries with equal lines share one."""
    lines: dict[tuple[Timeliness | None, ...], list[str]] = {}
    for reported, delivery, done in _reports():
        lines.setdefault(tuple(_values(delivery, done)), []).append(reported)
    return [
        Case(str(joined([*reported], " or ")), tuple(status_word(value) if value else None for value in values))
        for values, reported in lines.items()
    ]


def _reports() -> Iterator[tuple[str, Delivery, int | None]]:
    """Yield what may last have been reported: in words, its value, and days from the last day to completion."""
    for delivery in Delivery:
        if delivery is not Delivery.IMPLEMENTED:
            yield delivery.label, delivery, None
            continue
        yield f"{delivery.label} by the last day", delivery, -1
        yield f"{delivery.label} after the last day", delivery, 1
        yield f"{delivery.label}, day not stated", delivery, None


def _values(delivery: Delivery, done: int | None) -> Iterator[Timeliness | None]:
    """Yield the value for each of ``LAST_DAYS``; None where work would be done after a day still to come."""
    last = START + 2 * SOON
    done_on = last + datetime.timedelta(done) if done else None
    day = datetime.timedelta(1)
    late = done_on is not None and done_on > last
    for deadline, as_of in (
        (Deadline("", last), last - SOON - day),
        (Deadline("", last), last - SOON),
        (Deadline("", last), last + day),
        (Deadline("", why_not="not stated"), last),
        (Deadline(""), last),
    ):
        impossible = late and as_of < last
        yield None if impossible else timeliness_of(delivery, done_on, deadline, as_of)[0]
