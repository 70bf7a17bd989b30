"""Closed lists of committee business: items, points, decisions, motions, meetings."""

from __future__ import annotations

from scrutiny.vocabulary.lists import ClosedList


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


class Outcome(ClosedList):
    """How a motion or an amendment ended."""

    CARRIED = "carried", "Carried"
    LOST = "lost", "Lost"
    WITHDRAWN = "withdrawn", "Withdrawn"
    NOT_RECORDED = "not recorded", "Outcome not recorded"


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
