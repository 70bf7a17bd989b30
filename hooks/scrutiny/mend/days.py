"""Days and months that have one reading, written as a record wants them.

``2 March 2025`` and ``2025-3-2`` have one; ``20/05/2025`` too, because no month is the twentieth. ``02/03/2025`` has
two, and so have a year of two digits, Excel's number of a day, a letter O among digits and a day with a time. A day
of the week that does not fit its date leaves the date alone: one of the two is wrong.
"""

from __future__ import annotations

import datetime
import re

from scrutiny.language import MONTHS
from scrutiny.language.days import WEEKDAYS

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS) + "|Sept"
_WEEKDAY = "(?:(?P<weekday>" + "|".join(f"{day}|{day[:3]}" for day in WEEKDAYS) + "),? )?"
_DAY = "(?P<day>[0-9]{1,2})"
_YEAR = "(?P<year>(?:18|19|20|21)[0-9]{2})"
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_DAY}(?:st|nd|rd|th)?(?: of)? (?P<month>{_MONTH})\.?,? {_YEAR}",
        rf"{_WEEKDAY}(?P<month>{_MONTH})\.? {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
    )
)
_NAMED_MONTH = re.compile(rf"(?P<month>{_MONTH})\.?,? {_YEAR}", re.IGNORECASE)
_YEAR_FIRST = re.compile(rf"{_YEAR}([-/.])(?P<month>[0-9]{{1,2}})\2{_DAY}(?:[T ]00:00(?::00)?)?")
_DAY_FIRST = re.compile(rf"{_DAY}([-/.])(?P<month>[0-9]{{1,2}})\2{_YEAR}")
_MONTHS_IN_A_YEAR = 12
_DASHES = str.maketrans("‐‑‒–—−", "------")


def one_reading(text: str) -> str | None:
    """Return a day as ``2025-03-02`` or a month as ``2025-03``; None where the text is neither, or may be two."""
    text = " ".join(text.split()).translate(_DASHES)
    for pattern in _NAMED:
        if found := pattern.fullmatch(text):
            return _day(found, _month_number(found["month"]), found["weekday"])
    if found := _NAMED_MONTH.fullmatch(text):
        return f"{found['year']}-{_month_number(found['month']):02}"
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(found, int(found["month"]), None)
    found = _DAY_FIRST.fullmatch(text)
    if found and int(found["day"]) > _MONTHS_IN_A_YEAR:
        return _day(found, int(found["month"]), None)
    return None


def _month_number(name: str) -> int:
    return [month[:3].casefold() for month in MONTHS].index(name[:3].casefold()) + 1


def _day(found: re.Match[str], month: int, weekday: str | None) -> str | None:
    try:
        day = datetime.date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
    if weekday and not WEEKDAYS[day.weekday()].casefold().startswith(weekday.casefold()):
        return None
    return day.isoformat()
