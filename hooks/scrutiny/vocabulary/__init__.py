"""Every closed list of the record: the only place where its values are defined.

A value is spelt in YAML, Python and data exactly as here; ``label`` is what a page prints,
``meaning`` is the public definition shown on "How statuses are decided".
A list grows only when a real paper needs a value; a value is never renamed once published.
"""

from scrutiny.vocabulary.body import BodyKind, CommitteeKind, PublicRole
from scrutiny.vocabulary.inspection import AppliesTo, Exhaustive, FindingKind, GradeState, InspectionKind
from scrutiny.vocabulary.item import Change, Effect, ItemKind, MeetingState, MinutesState, Outcome, PointKind, Verb
from scrutiny.vocabulary.lists import ClosedList, Shape
from scrutiny.vocabulary.record import DiscrepancyState, Held, Language, Missing, SourceKind, Visibility, Words
from scrutiny.vocabulary.status import (
    WARNING_TIMELINESS,
    Assurance,
    Delivery,
    FollowUpState,
    Response,
    Status,
    Timeliness,
)

__all__ = [
    "WARNING_TIMELINESS",
    "AppliesTo",
    "Assurance",
    "BodyKind",
    "Change",
    "ClosedList",
    "CommitteeKind",
    "Delivery",
    "DiscrepancyState",
    "Effect",
    "Exhaustive",
    "FindingKind",
    "FollowUpState",
    "GradeState",
    "Held",
    "InspectionKind",
    "ItemKind",
    "Language",
    "MeetingState",
    "MinutesState",
    "Missing",
    "Outcome",
    "PointKind",
    "PublicRole",
    "Response",
    "Shape",
    "SourceKind",
    "Status",
    "Timeliness",
    "Verb",
    "Visibility",
    "Words",
]
