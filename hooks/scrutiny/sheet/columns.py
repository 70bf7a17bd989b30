"""The columns of the tracker: their names, in order, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from scrutiny.vocabulary import Assurance, Delivery, Response, Status


@dataclass(frozen=True)
class Column:
    """One column of the tracker."""

    name: str
    """Its heading; by it the column is known on the way in, wherever it stands."""
    width: int
    """Its width in the workbook, in characters."""
    meaning: str
    """What stands in it, for the sheet "How to use"."""
    field: str = ""
    """The field of an update it fills in; empty for a column that shows the record."""
    choices: type[Status] | None = None
    """The closed list it is chosen from, where it is."""

    @property
    def is_new(self) -> bool:
        """True where an officer may write."""
        return bool(self.field)


class Tracker(Enum):
    """Every column, in the order of the sheet. Those of the record come first."""

    REFERENCE = Column("Reference", 26, "The record and the part of it. By it the row is known; never change it.")
    WHAT = Column("What is to be done", 40, "In the words of the record.")
    COUNCIL = Column("Council", 16, "The council.")
    COMMITTEE = Column("Committee", 26, "The committee that decided, where it is known.")
    MEETING = Column("Meeting", 18, "The day of its meeting, as stated.")
    OWNER = Column("Owner", 28, "Who is to do it.")
    DUE = Column("Due, as stated", 20, "By when, in the words of the record.")
    LAST_DAY = Column("Last day", 13, "The last day, where it can be worked out.")
    TIMELINESS = Column("Timeliness", 22, "Whether it is in time, worked out for the day of the export.")
    RESPONSE = Column("Response", 18, "The latest recorded answer.", choices=Response)
    DELIVERY = Column("Delivery", 18, "The latest recorded word on how far the work is.", choices=Delivery)
    ASSURANCE = Column("Assurance", 22, "The latest recorded check.", choices=Assurance)
    DATE = Column("Date of latest news", 13, "The day of the latest news.")
    DONE_ON = Column("Done on", 13, "The day the work was done, where that is recorded.")
    BY = Column("By", 22, "Who gave the latest news.")
    NEWS = Column("Latest news", 44, "The latest news.")
    EVIDENCE = Column("Evidence", 30, "What shows it; several stand on lines of their own.")
    EVIDENCE_ADDRESS = Column("Evidence address", 30, "Where the evidence is on the web.")

    NEW_RESPONSE = Column(
        "New response", 18, "What the recipient answered, where the news is an answer.", "response", Response
    )
    NEW_DELIVERY = Column("New delivery", 18, "How far the work is, where the news says.", "delivery", Delivery)
    NEW_ASSURANCE = Column("New assurance", 22, "Who checked, where somebody did.", "assurance", Assurance)
    NEW_DATE = Column("New date", 13, "Needed with any news: its day, as 2026-09-16 or as a date of Excel.", "on")
    NEW_DONE_ON = Column("New done on", 13, "The day the work was done, where it is implemented.", "done_on")
    NEW_BY = Column("New by", 22, "Needed with any news: the role or body that says so, never a private person.", "by")
    NEW_NEWS = Column("New news", 44, "Needed with any news: the news in a sentence.", "text")
    NEW_EVIDENCE = Column("New evidence", 30, "The paper that shows it, and where in it to look.", "evidence")
    NEW_EVIDENCE_ADDRESS = Column(
        "New evidence address", 30, "Its address, which begins with https://; may stay empty.", "evidence_address"
    )


COLUMNS: tuple[Column, ...] = tuple(each.value for each in Tracker)
"""All columns in the order of the sheet."""

SHOWN: tuple[Column, ...] = tuple(column for column in COLUMNS if not column.is_new)
"""The columns that show the record."""

NEW: tuple[Column, ...] = tuple(column for column in COLUMNS if column.is_new)
"""The columns an officer fills in."""

WRITE_UNDER = {
    Tracker.RESPONSE.value: Tracker.NEW_RESPONSE.value,
    Tracker.DELIVERY.value: Tracker.NEW_DELIVERY.value,
    Tracker.ASSURANCE.value: Tracker.NEW_ASSURANCE.value,
    Tracker.DATE.value: Tracker.NEW_DATE.value,
    Tracker.DONE_ON.value: Tracker.NEW_DONE_ON.value,
    Tracker.BY.value: Tracker.NEW_BY.value,
    Tracker.NEWS.value: Tracker.NEW_NEWS.value,
    Tracker.EVIDENCE.value: Tracker.NEW_EVIDENCE.value,
    Tracker.EVIDENCE_ADDRESS.value: Tracker.NEW_EVIDENCE_ADDRESS.value,
}
"""Where to write instead of over a grey cell."""

SHEET = "Tracker"
"""The name of the sheet."""
