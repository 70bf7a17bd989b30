"""Dates as people write them in an answer, turned into the one way in which a record writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from scrutiny.language import MONTHS
from scrutiny.language.days import WEEKDAYS
from scrutiny.model.when import read_expression
from scrutiny.scaffold.question import WrongAnswerError

ALSO = "12 March 2026, March 2026 and 18 to 22 November 2026 are understood too"
"""What may be answered besides the ways of a record."""

_MONTH = {name.lower()[:length]: number for number, name in enumerate(MONTHS, 1) for length in (3, 4, len(name))}
_NAMES = "|".join(sorted(_MONTH, key=len, reverse=True))
_DAYS = "|".join(name.lower() for name in WEEKDAYS)
_YEAR = r"(\d{4})"
_NOISE = re.compile(rf"\b(?:{_DAYS}|on|the|of)\b|,|(?<=\d)(?:st|nd|rd|th)\b")
_BETWEEN = re.compile(r" *[–—] *| +- +|\b(?:until|and)\b|(?<=\d)-(?=\d\d? [a-z])")
_POINTS = (
    (re.compile(rf"(\d\d?) ({_NAMES})\.? {_YEAR}"), "dmy"),
    (re.compile(rf"({_NAMES})\.? (\d\d?) {_YEAR}"), "mdy"),
    (re.compile(rf"({_NAMES})\.? {_YEAR}"), "my"),
    (re.compile(rf"(\d\d?) ({_NAMES})\.?"), "dm"),
)
_FIGURES = re.compile(r"(\d\d?)[/.-](\d\d?)[/.-](\d{4})")
_SHORT_YEAR = re.compile(r"\d\d?[/.-]\d\d?[/.-]\d\d")
_MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date as it stands in a record, and whether the answer could mean another day."""

    written: str
    """The expression: ``2026-03-12``."""
    instead: str = ""
    """The other day that the figures could mean, as an expression; empty where they mean one."""


def read_date(answer: str) -> ReadDate:
    """Read an answer; raise ``WrongAnswerError``, which says how dates are written, where it is none."""
    text = " ".join(answer.split())
    if _SHORT_YEAR.fullmatch(text):
        raise WrongAnswerError(f"'{text}' leaves the century open — write the year with four digits")
    if figures := _FIGURES.fullmatch(text):
        return _of_figures(text, *(int(part) for part in figures.groups()))
    for written in (text, text.lower(), _in_words(text)):
        if written and _is_expression(written):
            return ReadDate(written)
    if (meant := _in_words(text)) and " to " not in meant:
        raise WrongAnswerError(f"'{text}' is in no calendar — look at the day again")
    raise WrongAnswerError(_why_not(meant) if meant else f"{_why_not(text)} ({ALSO})")


def year_of(written: str) -> str:
    """Return the year in which a date of a record begins, or ``""`` where it states none."""
    try:
        day = read_expression(written).first
    except PydanticCustomError:
        return ""
    return str(day.year) if day else ""


def day_in_words(written: str) -> str:
    """Write a day of a record as people say it: ``12 March 2026``."""
    year, month, day = written.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def _of_figures(text: str, first: int, second: int, year: int) -> ReadDate:
    """Read ``12/03/2026`` with the day first, as is usual here; the other order is possible if it gives a day too."""
    days = [f"{year}-{month:02}-{day:02}" for day, month in ((first, second), (second, first))]
    good = [day for day in dict.fromkeys(days) if _is_expression(day)]
    if not good:
        raise WrongAnswerError(f"'{text}' is in no calendar — write it like 12 March 2026")
    if second > _MOST_MONTHS:
        return ReadDate(good[0], instead=good[0])  # the month first is unusual enough to ask
    return ReadDate(good[0], *good[1:])


def _why_not(text: str) -> str:
    """Say in the words of the checks why a text is no date."""
    try:
        read_expression(text)
    except PydanticCustomError as error:
        return error.message()
    return ""


def _is_expression(text: str) -> bool:
    return not _why_not(text)


def _in_words(text: str) -> str:
    """Turn ``Thursday 12th March 2026`` or ``18–22 November 2026`` into an expression; ``""`` where it is neither."""
    plain = " ".join(_NOISE.sub(" ", text.lower()).split())
    ends = [end for end in _BETWEEN.sub(" to ", plain).split(" to ") if end]
    ends = [" ".join(end.split()) for end in ends]
    if len(ends) == 2:  # noqa: PLR2004  a range has two ends
        # What the first end leaves out stands at the second: "18 to 22 November 2026".
        missing = re.search(rf"(?:\b(?:{_NAMES})\.?)?(?: ?\d{{4}})?$", ends[1])
        if re.fullmatch(r"\d\d?", ends[0]) and missing:
            ends[0] += f" {missing[0].strip()}"
        elif not re.search(r"\d{4}$", ends[0]) and (year := re.search(r"\d{4}$", ends[1])):
            ends[0] += f" {year[0]}"
    points = [_point(end) for end in ends]
    return " to ".join(points) if points and all(points) else ""


def _point(text: str) -> str:
    for pattern, order in _POINTS:
        if found := pattern.fullmatch(text):
            part = dict(zip(order, found.groups(), strict=True))
            month = _MONTH[part["m"]]
            if "y" not in part:
                return f"{int(part['d'])} {MONTHS[month - 1]}"
            return f"{part['y']}-{month:02}" + (f"-{int(part['d']):02}" if "d" in part else "")
    return ""
