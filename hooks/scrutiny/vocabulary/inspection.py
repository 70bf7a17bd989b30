"""Closed lists of inspections: kinds, findings, and why a judgement carries no grade."""

from __future__ import annotations

from typing import Self

from scrutiny.vocabulary.lists import ClosedList


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

    @property
    def singular(self) -> str:
        """How one of it is counted, in English: the key by which Welsh words are found."""
        return self._label.lower()

    STRENGTH = "strength", "Strength", "strengths", "strength", "Something that works well."
    IMPROVEMENT = (
        "area for improvement",
        "Area for improvement",
        "areas for improvement",
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
