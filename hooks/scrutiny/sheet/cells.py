"""One cell: its place in words, its text made harmless going out and given back coming in, and the day it means."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from scrutiny.language import MONTHS, day_words, weekday_words
from scrutiny.language.days import WEEKDAYS
from scrutiny.problem import Place

FIRST_SERIAL, LAST_SERIAL = 36526, 73050
"""Numbers that Excel may mean as days: 1 January 2000 to 31 December 2099, counted from 1900."""


_ISO = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_IN_WORDS = re.compile(r"(?:([A-Za-z]{3,9}),? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -](\d{4})")
_NAMED_MONTH = re.compile(r"(?:(\d{1,2})[ -])?([A-Za-z]{3,9})[ -](\d{2}|\d{4})")
_MONTH_NUMBERS = {name[:3]: number for number, name in enumerate(MONTHS, 1)}
_SERIAL = re.compile(r"\d{5}")
_IN_NO_CALENDAR = "there is no such day in the calendar; correct it"


@dataclass(frozen=True, slots=True)
class CellPlace(Place):
    """A place in a sheet: ``line`` is the row and ``column`` the number of the column, both from 1."""

    sheet: str = ""
    """The name of the sheet; empty for csv, which has but one."""
    heading: str = ""
    """The name at the head of the column."""

    def __str__(self) -> str:
        """Give the place as people name it: ``tracker.xlsx, sheet “Tracker”, row 14, column “Delivery” (F)``."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet “{self.sheet}”")
        if self.line is not None:
            parts.append(f"row {self.line}")
        if self.column is not None:
            letter = get_column_letter(self.column)
            parts.append(f"column “{self.heading}” ({letter})" if self.heading else f"column {letter}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell that was read."""

    text: str
    """Its text without spaces around it; a day as YYYY-MM-DD; empty where there is nothing."""
    fault: str = ""
    """Why it cannot be taken, where it is no plain value: it holds a formula or an error of Excel."""
    number: float | None = None
    """Its number, where it is one."""


EMPTY = Cell("")
"""A cell with nothing in it."""


def day_of(cell: Cell, epoch: datetime.datetime) -> datetime.date | str:
    """Return the day a cell means, or where it is not plain which, what to write instead.

    A date of Excel, its number for a day counted from ``epoch``, YYYY-MM-DD and 17 September 2026 are plain; so is
    the last with its weekday, where that fits. 03/04/2026 is 3 April
    here and 4 March where Excel is set to American dates, so it is not.
    """
    if iso := _ISO.fullmatch(cell.text):
        try:
            return datetime.date.fromisoformat(iso[1])
        except ValueError:
            return _IN_NO_CALENDAR
    if (words := _IN_WORDS.fullmatch(" ".join(cell.text.split()))) and (month := _month(words[3])):
        return _day_in_words(words[1] or "", int(words[2]), month, int(words[4]))
    number = int(cell.text) if cell.number is None and _SERIAL.fullmatch(cell.text) else cell.number
    if number is not None and FIRST_SERIAL <= number <= LAST_SERIAL:
        day = from_excel(int(number), epoch)
        if isinstance(day, datetime.datetime):
            return day.date()
    example = "write it as YYYY-MM-DD, for example 2026-05-31, or as a date of Excel"
    if slashed := _DAY_FIRST.fullmatch(cell.text):
        try:
            meant = datetime.date(int(slashed[3]), int(slashed[2]), int(slashed[1]))
        except ValueError:
            return example
        return f"write {meant.isoformat()} if {day_words(meant)} is meant"
    return example


def _month(name: str) -> int:
    """Return the number of a month by its name or the first letters of it, at least three; 0 where there is none."""
    found = (number for number, month in enumerate(MONTHS, 1) if month.casefold().startswith(name.casefold()))
    return next(found, 0)


def _day_in_words(weekday: str, day: int, month: int, year: int) -> datetime.date | str:
    """Return a day whose month was named, or what to write instead where it is none or its weekday does not fit."""
    try:
        meant = datetime.date(year, month, day)
    except ValueError:
        return _IN_NO_CALENDAR
    right = WEEKDAYS[meant.weekday()]
    if right.casefold().startswith(weekday.casefold()):
        return meant
    return f"{day_words(meant)} is a {weekday_words(meant)}; correct the day or leave the weekday out"


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts say the same, whatever a spreadsheet did to spaces, line ends and the form of a day."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    """Write a text for comparing: Excel saves 2026-07-14 and "14 July 2026" into csv as 14/07/2026 and 14-Jul-26."""
    text = " ".join(text.split())
    if slashed := _DAY_FIRST.fullmatch(text):
        return f"{slashed[3]}-{int(slashed[2]):02}-{int(slashed[1]):02}"
    month = (named := _NAMED_MONTH.fullmatch(text)) and _MONTH_NUMBERS.get(named[2][:3].title())
    if not named or not month:
        return text
    year = named[3] if len(named[3]) > 2 else f"20{named[3]}"  # noqa: PLR2004  a year of two digits
    return f"{year}-{month:02}-{int(named[1]):02}" if named[1] else f"{year}-{month:02}"


def shortened(text: str, most: int = 60) -> str:
    """Cut a text for a message, without what could steer a terminal."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain if len(plain) <= most else f"{plain[: most - 1]}…"
