"""How the words of a date become the expression a record writes: a day, a month, a quarter, a limit, a rhythm."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from scrutiny.language import MONTHS

_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}
COUNTS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
} | {"a": 1, "an": 1, "twenty-eight": 28, "twenty-one": 21, "thirty": 30, "sixty": 60, "ninety": 90}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date found in a text."""

    date: str
    """The expression a record writes; ``not stated`` where the words give none that can be written."""
    stated: str
    """The words of the minutes."""
    start: int
    end: int
    inferred: str = ""
    """What the expression takes for granted."""


def day(found: re.Match[str]) -> str | None:
    """Write ``3 May 2024``, or ``3 May`` where no year is told."""
    year = found.groupdict().get("year")
    return _checked(int(found["day"]), _MONTHS[found["month"].casefold()], int(year) if year else None)


def short_year(found: re.Match[str]) -> str | None:
    """Write ``3 May 24``."""
    return _checked(int(found["day"]), _MONTHS[found["month"].casefold()], 2000 + int(found["yy"]))


def days(found: re.Match[str]) -> str | None:
    """Write ``3 to 5 May 2024``; None for days in the wrong order."""
    number, year = _MONTHS[found["month"].casefold()], found["year"]
    both = [_checked(int(found[name]), number, int(year) if year else None) for name in ("first", "day")]
    return f"{both[0]} to {both[1]}" if both[0] and both[1] and int(found["first"]) < int(found["day"]) else None


def _checked(day: int, month: int, year: int | None) -> str | None:
    """Write a day; None for one that is in no calendar."""
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return datetime.date(year, month, day).isoformat() if year else f"{day} {MONTHS[month - 1]}"


def numeric(found: re.Match[str]) -> str | None:
    """Write ``3/5/24``, the day first; None for a year that no minutes are of."""
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)  # noqa: PLR2004
    return _checked(int(found["d"]), int(found["m"]), year) if 1990 <= year <= 2099 else None  # noqa: PLR2004


def iso(found: re.Match[str]) -> str | None:
    """Write ``2024-05-03``."""
    return _checked(int(found["d"]), int(found["m"]), int(found["y"]))


def month(found: re.Match[str]) -> str | None:
    """Write ``May 2024``; a month of no year is not one that can be written."""
    number = _MONTHS[found["month"].casefold()]
    return f"{found['year']}-{number:02}" if found.groupdict().get("year") else "not stated"


def quarter(found: re.Match[str]) -> str | None:
    """Write ``Q2 2024/25``, a quarter of the financial year; None where its two years do not follow each other."""
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = int(found["quarter"]) if found["quarter"].isdigit() else words[found["quarter"].casefold()]
    if found.groupdict().get("begin"):
        begin, end = int(found["begin"]), found["end"]
        if (begin + 1) % 100 != int(end) % 100:
            return None
        # The financial year begins in April: its first quarter is the second of the calendar.
        return f"{begin}-Q{number + 1}" if number < 4 else f"{begin + 1}-Q1"  # noqa: PLR2004
    return "not stated"


def limit(found: re.Match[str]) -> str | None:
    """Write ``within two months``; None for a limit of nothing."""
    count = found["count"].casefold()
    number = int(count) if count.isdigit() else COUNTS[count]
    unit = " ".join(found["unit"].casefold().split())
    if unit.startswith(("year", "fortnight")):
        number, unit = (number * 12, "months") if unit.startswith("year") else (number * 2, "weeks")
    unit = unit.removeprefix("calendar ").rstrip("s")
    return f"within {number} {unit}{'' if number == 1 else 's'}" if number else None


def fixed(value: str) -> Callable[[re.Match[str]], str | None]:
    """Write the same for all such words, as ``next meeting``."""
    return lambda _: value


def recurring(found: re.Match[str]) -> str | None:
    """Write ``quarterly`` or ``every six months`` as a rhythm."""
    words = " ".join(found["rhythm"].split())
    plain = {
        "quarterly": "quarter",
        "monthly": "month",
        "annually": "year",
        "annual": "year",
        "weekly": "week",
        "yearly": "year",
        "six-monthly": "six months",
        "bi-annually": "half-year",
        "fortnightly": "fortnight",
    }
    return f"every {plain.get(words.casefold(), words)}"
