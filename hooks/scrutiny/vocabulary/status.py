"""The four axes of status, and what is known of a follow-up: each value with its shape and public meaning."""

from __future__ import annotations

from typing import Self

from scrutiny.vocabulary.lists import ClosedList, Shape


class Status(ClosedList):
    """A closed list whose values have a shape: the axes of status, and what is known of a follow-up."""

    shape: Shape

    def __new__(cls, value: str, label: str, shape: Shape, meaning: str) -> Self:
        """Make the member with its shape."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.shape, member.meaning = label, shape, meaning
        return member


class Response(Status):
    """First axis, "Answered?": what the recipient said."""

    NOT_REQUIRED = "not required", "No answer needed", Shape.BARRED, "Nobody was asked to answer."
    AWAITED = "awaited", "Answer awaited", Shape.RING, "An answer was asked for and has not come."
    ACCEPTED = "accepted", "Accepted", Shape.SOLID, "The recipient said yes."
    IN_PRINCIPLE = (
        "accepted in principle",
        "Accepted in principle",
        Shape.HALF,
        "Not yet acceptance: the recipient agrees with the aim only.",
    )
    PARTLY = "partly accepted", "Partly accepted", Shape.HALF, "The recipient accepted some of it."
    REJECTED = "rejected", "Rejected", Shape.BARRED, "The recipient said no."
    ALTERNATIVE = "alternative proposed", "Another way proposed", Shape.BARRED, "The recipient offered something else."
    NOT_RECORDED = "not recorded", "No answer recorded", Shape.BROKEN, "No paper held here gives an answer."


class Delivery(Status):
    """Second axis, "Done?": what was done."""

    NOT_STARTED = "not started", "Not started", Shape.RING, "A paper says that work has not begun."
    IN_PROGRESS = "in progress", "In progress", Shape.HALF, "A paper says that work has begun."
    PARTLY = "partly implemented", "Partly implemented", Shape.HALF, "A paper says that some of it is done."
    PAUSED = "paused", "Paused", Shape.HALF, "Work stopped for a stated reason."
    IMPLEMENTED = (
        "implemented",
        "Implemented",
        Shape.SOLID,
        "Done, with evidence or a committee's or inspectorate's confirmation.",
    )
    NOT_IMPLEMENTED = "not implemented", "Not implemented", Shape.BARRED, "A paper says that it will not be done."
    SUPERSEDED = "superseded", "Replaced", Shape.BARRED, "Something else took its place."
    NO_LONGER = "no longer applicable", "No longer needed", Shape.BARRED, "The reason for it has gone."
    NOT_RECORDED = "not recorded", "Not recorded", Shape.BROKEN, "No paper held here says what became of it."


class Assurance(Status):
    """Third axis, "Checked?": who checked. RAG colours of councils map here, never to delivery."""

    NONE = "none", "No check recorded", Shape.BROKEN, "No paper held here records a check."
    BY_OWNER = "reported by owner", "Reported by the owner", Shape.RING, "Only the owner says so."
    EVIDENCE = "evidence published", "Evidence published", Shape.SOLID, "Anybody can check it."
    ACCEPTED = "acceptable to committee", "Accepted by the committee", Shape.SOLID, "The committee was content."
    NOT_ACCEPTED = (
        "unacceptable to committee",
        "Not accepted by the committee",
        Shape.TRIANGLE,
        "The committee was not content.",
    )
    CONFIRMED = (
        "confirmed by inspectorate",
        "Confirmed by the inspectorate",
        Shape.SOLID,
        "Inspectors found it done.",
    )
    DISPUTED = "disputed", "Disputed", Shape.TRIANGLE, "Papers disagree on whether it is done."


class Timeliness(Status):
    """Fourth axis, "In time?": worked out for the day of the build, never written in a record."""

    OVERDUE = "overdue", "Overdue", Shape.TRIANGLE, "The last day has passed and a paper shows it unfinished."
    PASSED = (
        "deadline passed, no progress recorded",
        "Date passed, no progress recorded",
        Shape.BROKEN,
        "The last day has passed and no paper held here says what became of it. It may well have been done.",
    )
    DUE_SOON = "due soon", "Due soon", Shape.RING, "The last day is at most 42 days away."
    DUE = "due", "Due", Shape.RING, "The last day is still to come."
    CANNOT_COMPUTE = (
        "cannot be computed",
        "Cannot be computed",
        Shape.BROKEN,
        "A limit was set, and the papers do not give what is needed to work out its last day.",
    )
    NO_DEADLINE = "no deadline", "No date was set", Shape.RING, "Something was undertaken, without a day."
    MET_UNDATED = "met, date not stated", "Met, date not stated", Shape.SOLID, "Done; when is not stated."
    MET_LATE = "met late", "Met late", Shape.SOLID, "Done after the last day."
    MET_ON_TIME = "met on time", "Met on time", Shape.SOLID, "Done by the last day."
    CLOSED = "closed", "Closed", Shape.BARRED, "Replaced, dropped or no longer needed."


WARNING_TIMELINESS = frozenset({Timeliness.PASSED, Timeliness.DUE_SOON})
"""The two timeliness values that ask the reader to look here although nobody is shown to be at fault."""


class FollowUpState(Status):
    """What is known of a promised follow-up."""

    PROMISED = "promised", "Promised", Shape.RING, "A paper says that it is to take place."
    ON_WORK_PROGRAMME = "on work programme", "On the work programme", Shape.RING, "It is planned, without a day."
    SCHEDULED = "scheduled", "Scheduled", Shape.RING, "It has a day."
    HELD = "held", "Held", Shape.SOLID, "A paper says that it took place."
    NOT_HELD = "not held", "Not held", Shape.BARRED, "A paper says that it did not take place."
    SUPERSEDED = "superseded", "Replaced", Shape.BARRED, "Another follow-up took its place."
    UNSCHEDULED = "unscheduled", "Not scheduled", Shape.RING, "Welcomed or intended; no meeting is named."
