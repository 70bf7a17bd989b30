"""Closed lists of bodies and people."""

from __future__ import annotations

from scrutiny.vocabulary.lists import ClosedList


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
