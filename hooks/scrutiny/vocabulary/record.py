"""Closed lists every record uses: what is missing, who may see it, whose words it is in, what it rests on."""

from __future__ import annotations

from scrutiny.vocabulary.lists import ClosedList


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
