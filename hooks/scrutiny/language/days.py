"""Days in words, in the language spoken."""

from __future__ import annotations

import datetime

from scrutiny.language.spoken import translated

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""The months in English, which is also how a record writes them."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_words(month: int) -> str:
    """Write a month, 1 to 12: ``March``."""
    return translated(MONTHS[month - 1])


def day_words(day: datetime.date) -> str:
    """Write a day as a page prints it: ``6 March 2019``."""
    return f"{day.day} {translated(MONTHS[day.month - 1])} {day.year}"


def weekday_words(day: datetime.date) -> str:
    """Write the day of the week of a day: ``Wednesday``."""
    return translated(WEEKDAYS[day.weekday()])
