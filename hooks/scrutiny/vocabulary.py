"""Every closed list of the record: the only place where its values are defined.

A value is spelt in YAML, Python and data exactly as here; ``label`` is what a page prints,
``meaning`` is the public definition shown on "How statuses are decided".
A list grows only when a real paper needs a value; a value is never renamed once published.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class ClosedList(StrEnum):
    """A closed list whose members carry a public label and a public meaning."""

    label: str
    meaning: str

    def __new__(cls, value: str, label: str = "", meaning: str = "") -> Self:
        """Make the member; its label is the value with a capital unless given."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value[:1].upper() + value[1:]
        member.meaning = meaning
        return member


class Shape(ClosedList):
    """The six shapes beside a status or a step; a help for the eye, never the only sign."""

    SOLID = "solid", "Solid", "It happened, and a paper says so."
    HALF = "half", "Half", "Some of it."
    RING = "ring", "Ring", "Still to come."
    BROKEN = "broken", "Broken ring", "Not known."
    TRIANGLE = "triangle", "Triangle", "Needs attention; a paper shows it."
    BARRED = "barred", "Barred ring", "Ended without being done."


class Missing(ClosedList):
    """Three different ways in which a fact can be absent."""

    NOT_STATED = "not stated", "Not stated", "The papers held here do not say."
    NONE = "none", "None", "The papers say that there is none."
    UNKNOWN = "unknown", "Not known", "The editor could not establish it."


class Visibility(ClosedList):
    """Who may see a record. Confidential papers (LGA 1972 s100A) may be in no repository."""

    PUBLIC = "public", "Public", "Published."
    DRAFT = "draft", "Draft", "Not finished; never published as it is."
    EMBARGOED = "embargoed", "Embargoed", "Published after a stated instant, once somebody released it."
    EXEMPT = "exempt", "Exempt", "Exempt under Schedule 12A of the Local Government Act 1972."


class Words(ClosedList):
    """Whose words a record is written in."""

    OURS = "ours", "This site's words", "Facts from the papers in this site's words."
    AS_MINUTED = "as minuted", "As minuted", "The words of the minutes, kept exactly."


class Language(ClosedList):
    """The languages a record may be in, by their codes (BCP 47)."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"


class FindingKind(ClosedList):
    """What a finding says. The anchor of a finding starts with the kind's ``anchor``."""

    anchor: str
    plural: str

    def __new__(cls, value: str, label: str, plural: str, anchor: str, meaning: str) -> Self:
        """Make the member with the plural that heads a list and the anchor's first part."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.plural, member.anchor, member.meaning = label, plural, anchor, meaning
        return member

    STRENGTH = "strength", "Strength", "strengths", "strength", "Something that works well."
    IMPROVEMENT = (
        "area for improvement",
        "Area for improvement",
        "to improve",
        "improvement",
        "Something that has to get better.",
    )
    PRIORITY = (
        "priority action",
        "Priority action",
        "priority actions",
        "priority",
        "Something that has to be put right first.",
    )
    CAUSE_OF_CONCERN = (
        "cause of concern",
        "Cause of concern",
        "causes of concern",
        "cause-of-concern",
        "A serious failing, in the inspectorate's own term.",
    )
    CONCERN = "concern", "Concern", "concerns", "concern", "Something inspectors worried about."
    RECOMMENDATION = (
        "recommendation",
        "Recommendation",
        "recommendations",
        "recommendation",
        "Something the inspectorate recommends.",
    )
    MIXED = "mixed", "Both good and wanting", "both good and wanting", "mixed", "Praise and criticism in one."
    NOT_EVALUATED = (
        "not evaluated",
        "Not judged",
        "not judged",
        "not-evaluated",
        "Inspectors looked and gave no judgement, for a stated reason.",
    )
    CONTEXT = "context", "Context", "facts for context", "context", "Background, not a finding."


class InspectionKind(ClosedList):
    """What sort of inspection, visit or review a record is."""

    FULL = "full", "Full inspection"
    STANDARD = "standard", "Standard inspection"
    SHORT = "short", "Short inspection"
    INSPECTION = "inspection", "Inspection", "The papers do not say what sort of inspection."
    FOCUSED_VISIT = "focused visit", "Focused visit"
    MONITORING_VISIT = "monitoring visit", "Monitoring visit"
    REINSPECTION = "reinspection", "Reinspection"
    JOINT = "joint", "Joint inspection"
    THEMATIC = "thematic", "Thematic inspection"
    PEER_REVIEW = "peer review", "Peer review"


class GradeState(ClosedList):
    """Why a judgement carries no grade."""

    BY_DESIGN = "not graded by design", "None given, by design", "Inspections of this kind give no grade."
    NOT_STATED = "not stated", "Not stated in these papers", "A grade may exist; no paper held here gives it."
    NOT_EVALUATED = "not evaluated", "Not evaluated", "Inspectors said that they did not judge it."
    WITHHELD = "withheld", "Withheld", "A grade was given and is not published."


class AppliesTo(ClosedList):
    """Whom a finding is about."""

    LOCAL_AUTHORITY = "local authority", "The council"
    PARTNERSHIP = "partnership", "The partnership"
    NAMED_BODY = "named body", "A named body"
    UNKNOWN = "unknown", "Not known"


class Exhaustive(ClosedList):
    """Whether the papers list every finding."""

    YES = "yes", "All are listed"
    NO = "no", "Only some are listed"
    NOT_STATED = "not stated", "Whether all are listed is not stated"


class ItemKind(ClosedList):
    """What was put to the committee."""

    REPORT = "report", "Report"
    VERBAL_UPDATE = "verbal update", "Verbal update"
    PRESENTATION = "presentation", "Presentation"
    MOTION = "motion", "Motion"
    PETITION = "petition", "Petition"
    OTHER = "other", "Other business"


class PointKind(ClosedList):
    """What a point in the minutes or slides is."""

    CONTEXT = "context", "Context"
    PROGRESS = "progress", "Progress"
    CONCERN = "concern", "Concern"
    ASSURANCE = "assurance", "Assurance given"
    ACKNOWLEDGEMENT = "acknowledgement", "Gap acknowledged"
    COMMITMENT = "commitment", "Commitment"
    COMPARISON = "comparison", "Comparison"
    OWN_VIEW = "own view", "Officers' own view", "The officers' view, not an inspector's."
    PENDING = "pending decision", "Decision pending"
    COMMENT = "comment", "Comment"
    THANKS = "thanks", "Thanks", "Thanks set no action."


class Verb(ClosedList):
    """The verb of the minutes over a list of resolutions. Never a status."""

    RESOLVED = "resolved", "Resolved"
    AGREED = "agreed", "Agreed"
    RECOMMENDED = "recommended", "Recommended"
    NOTED = "noted", "Noted"
    ENDORSED = "endorsed", "Endorsed"
    APPROVED = "approved", "Approved"
    INSTRUCTED = "instructed", "Instructed"
    DEFERRED = "deferred", "Deferred"
    REFERRED = "referred", "Referred"
    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    NONE_RECORDED = "none recorded", "No decision recorded", "The minutes record no decision."
    NOT_HELD = "not held", "No decision held", "No minutes are held here: a decision may exist."


class Effect(ClosedList):
    """What one resolution does; ``label`` completes "Resolution 2 ..."."""

    NOTE = "note", "notes", "Takes note. It sets no action."
    REQUEST_INFORMATION = "request information", "asks for information", "Asks for a paper or figures."
    SCHEDULE_SCRUTINY = "schedule scrutiny", "arranges scrutiny", "Decides when the committee looks again."
    RECOMMEND = "recommend", "recommends", "Recommends something to another body."
    APPROVE = "approve", "approves", "Approves a plan, report or spending."
    REFER = "refer", "refers", "Passes the matter to another body."
    COMMISSION = "commission", "commissions", "Sets up a review, group or study."
    DEFER = "defer", "defers", "Puts the matter off."
    AS_REPORTED = "as reported", "points to the report", "Decides what the report proposes, without repeating it."
    OTHER = "other", "decides"


class Change(ClosedList):
    """What changed between the recommendation and the resolution."""

    NONE = "none", "Passed as recommended"
    EDITORIAL = "editorial", "Wording only"
    MATERIAL = "material", "Changed in substance"


class FollowUpState(ClosedList):
    """What is known of a promised follow-up."""

    shape: Shape

    def __new__(cls, value: str, label: str, shape: Shape, meaning: str) -> Self:
        """Make the member with its shape."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.shape, member.meaning = label, shape, meaning
        return member

    PROMISED = "promised", "Promised", Shape.RING, "A paper says that it is to take place."
    ON_WORK_PROGRAMME = "on work programme", "On the work programme", Shape.RING, "It is planned, without a day."
    SCHEDULED = "scheduled", "Scheduled", Shape.RING, "It has a day."
    HELD = "held", "Held", Shape.SOLID, "A paper says that it took place."
    NOT_HELD = "not held", "Not held", Shape.BARRED, "A paper says that it did not take place."
    SUPERSEDED = "superseded", "Replaced", Shape.BARRED, "Another follow-up took its place."
    UNSCHEDULED = "unscheduled", "Not scheduled", Shape.RING, "Welcomed or intended; no meeting is named."


class Status(ClosedList):
    """A value on one of the four axes of status, with its shape."""

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

    tone: str

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


class MeetingState(ClosedList):
    """What is known of a meeting."""

    HELD = "held", "Held"
    SCHEDULED = "scheduled", "Scheduled"
    PROMISED = "promised", "Promised"
    CANCELLED = "cancelled", "Not held"
    POSTPONED = "postponed", "Put off"
    UNKNOWN = "unknown", "Not known"


class MinutesState(ClosedList):
    """What is known of the minutes of a meeting."""

    DRAFT = "draft", "Draft minutes"
    APPROVED = "approved", "Approved minutes"
    NOT_STATED = "not stated", "Whether the minutes were approved is not stated"
    NOT_HELD = "not held", "The minutes are not held here"


class SourceKind(ClosedList):
    """What a source is."""

    MINUTES = "minutes", "Minutes"
    AGENDA = "agenda", "Agenda"
    REPORT = "report", "Report"
    SLIDES = "slides", "Slides"
    LETTER = "letter", "Letter"
    PLAN = "plan", "Plan"
    DATA = "data", "Data"
    LAW = "law", "Law or guidance"
    NOTICE = "notice", "Notice"


class Held(ClosedList):
    """How much of a source the editor has."""

    FULL = "full", "Held in full"
    PARTIAL = "partial", "Held in part"
    NO = "no", "Not held here"


class DiscrepancyState(ClosedList):
    """What became of a contradiction between papers."""

    OPEN = "open", "Neither is chosen", "The papers disagree; this site picks none."
    CORRECTED = "corrected", "Corrected by the council", "The council said which is right."
    SUPERSEDED = "superseded", "Replaced by a later paper"


class BodyKind(ClosedList):
    """What sort of body something is."""

    COUNCIL = "council", "Council"
    FIRE_AUTHORITY = "fire authority", "Fire authority"
    INSPECTORATE = "inspectorate", "Inspectorate"
    PARTNERSHIP = "partnership", "Partnership"
    PARTNER = "partner", "Partner body"
    BOARD = "board", "Board"
    DEPARTMENT = "department", "Department"
    GROUP = "group", "Working group"


class CommitteeKind(ClosedList):
    """What sort of deciding body a committee is."""

    SCRUTINY = "scrutiny", "Overview and scrutiny committee"
    HEALTH_SCRUTINY = "health scrutiny", "Health scrutiny committee"
    CORPORATE_PARENTING = "corporate parenting", "Corporate parenting board"
    PARTNERSHIP = "partnership board", "Partnership board"
    CABINET = "cabinet", "Cabinet"
    COUNCIL = "full council", "Full council"
    FIRE_AUTHORITY = "fire authority", "Fire authority"
    OTHER = "other", "Committee"
    NOT_STATED = "not stated", "Committee of a kind not stated"


class PublicRole(ClosedList):
    """Why a person may be named: the public role held. Anyone else appears as a role."""

    COUNCILLOR = "councillor", "Councillor"
    SENIOR_OFFICER = "senior officer", "Senior officer"
    STATUTORY_OFFICER = "statutory officer", "Statutory officer"


class Outcome(ClosedList):
    """How a motion or an amendment ended."""

    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NOT_RECORDED = "not recorded", "Outcome not recorded"
