"""Dates in the words of minutes, written as a record writes them. What is not said is not made up."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scrutiny.language import MONTHS

_MONTH = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_MONTH |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)} | {"sept": 9}
_WORDS = {
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

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_D = r"(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th))?"
_M = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?= ?\d))?"
)
_Y = r"(?P<year>(?:19|20)\d\d)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_FINANCIAL = r"(?P<begin>20\d\d)[/-](?P<end>\d\d(?:\d\d)?)"


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


def _day(found: re.Match[str]) -> str | None:
    month = _MONTH[found["month"].casefold()]
    day, year = int(found["day"]), found.groupdict().get("year")
    return _checked(day, month, int(year) if year else None)


def _short_year(found: re.Match[str]) -> str | None:
    return _checked(int(found["day"]), _MONTH[found["month"].casefold()], 2000 + int(found["yy"]))


def _days(found: re.Match[str]) -> str | None:
    month, year = _MONTH[found["month"].casefold()], found["year"]
    days = [_checked(int(found[name]), month, int(year) if year else None) for name in ("first", "day")]
    return f"{days[0]} to {days[1]}" if days[0] and days[1] and int(found["first"]) < int(found["day"]) else None


def _checked(day: int, month: int, year: int | None) -> str | None:
    """Write a day; None for one that is in no calendar."""
    if not 1 <= month <= len(MONTHS) or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    return datetime.date(year, month, day).isoformat() if year else f"{day} {MONTHS[month - 1]}"


def _numeric(found: re.Match[str]) -> str | None:
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)  # noqa: PLR2004
    return _checked(int(found["d"]), int(found["m"]), year) if 1990 <= year <= 2099 else None  # noqa: PLR2004


def _iso(found: re.Match[str]) -> str | None:
    return _checked(int(found["d"]), int(found["m"]), int(found["y"]))


def _month(found: re.Match[str]) -> str | None:
    month = _MONTH[found["month"].casefold()]
    return f"{found['year']}-{month:02}" if found.groupdict().get("year") else "not stated"


def _quarter(found: re.Match[str]) -> str | None:
    words = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    number = int(found["quarter"]) if found["quarter"].isdigit() else words[found["quarter"].casefold()]
    if found.groupdict().get("begin"):
        begin, end = int(found["begin"]), found["end"]
        if (begin + 1) % 100 != int(end) % 100:
            return None
        # The financial year begins in April: its first quarter is the second of the calendar.
        return f"{begin}-Q{number + 1}" if number < 4 else f"{begin + 1}-Q1"  # noqa: PLR2004
    return "not stated"


def _limit(found: re.Match[str]) -> str | None:
    count = found["count"].casefold()
    number = int(count) if count.isdigit() else _WORDS[count]
    unit = " ".join(found["unit"].casefold().split())
    if unit.startswith(("year", "fortnight")):
        number, unit = (number * 12, "months") if unit.startswith("year") else (number * 2, "weeks")
    unit = unit.removeprefix("calendar ").rstrip("s")
    return f"within {number} {unit}{'' if number == 1 else 's'}" if number else None


def _fixed(value: str) -> Callable[[re.Match[str]], str | None]:
    return lambda _: value


def _recurring(found: re.Match[str]) -> str | None:
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


_UNIT = r"(?P<unit>(?:working |calendar )?(?:days?|weeks?|months?|years?)|fortnights?)"
_SEASON = (
    r"(?:early |late )?(?:spring|summer|autumn|winter|new year|christmas|easter|half[- ]term)"
    r"(?: (?:term|holidays?|break|recess))?"
)
_YEAR = r"(?:(?:20\d\d[/–-]\d\d(?:\d\d)? )?(?:academic|financial|municipal|school|council|calendar) (?:year|term)|term)"
_LEAD = (
    r"(?:(?:no later than|not later than|on or before|by|before|in time for|in|on|at|to|for|during|from) )?(?:the )?"
)
_KINDS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (rf"(?P<first>\d{{1,2}})(?: ?(?:st|nd|rd|th))? ?(?:and|&|to|[–—-]) ?{_D} {_M}(?:,? {_Y})?", _days),
    (rf"{_WEEKDAY}{_D} (?:of )?{_M},? {_Y}", _day),
    (rf"{_M} {_D},? {_Y}", _day),
    (rf"{_WEEKDAY}{_D} {_M} [’']?(?P<yy>\d\d)(?![\d:.]|[ap]m)", _short_year),
    (r"(?<![\d/.])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?![\d/.]\d)", _numeric),
    (r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _iso),
    (rf"{_WEEKDAY}{_D} (?:of )?{_M}(?! ?\d)", _day),
    (rf"(?:Q|quarter )(?P<quarter>[1-4])(?: of)? {_FINANCIAL}", _quarter),
    (rf"(?P<quarter>first|second|third|fourth|last) quarter of (?:the (?:financial )?year )?{_FINANCIAL}", _quarter),
    (r"(?:Q|quarter )(?P<quarter>[1-4])(?:(?: of)? (?:19|20)\d\d)?(?![\d/])", _quarter),
    (r"(?P<quarter>first|second|third|fourth|last) quarter(?: of (?:19|20)\d\d)?", _quarter),
    (rf"(?:the )?(?:end|start|beginning|middle) of (?:the )?{_M} {_Y}", _month),
    (rf"(?:the )?(?:end|start|beginning|middle) of (?:the )?{_M}\b", _month),
    (rf"(?:within|in)(?: the next)? {_COUNT} {_UNIT}[’']?(?: time)?", _limit),
    (rf"{_COUNT} {_UNIT}[’'] time", _limit),
    (rf"{_M} {_Y}(?: (?:meeting|committee|panel|board)\b)?", _month),
    (rf"(?:the |its |their )?{_M} (?:20\d\d )?(?:meeting|committee|panel|board)\b", _month),
    (rf"(?:the )?(?:meeting in |end of the year|municipal year ){_M}?", _fixed("not stated")),
    (
        (
            r"(?:first|second|third|last|next) (?:\w+ )?meeting (?:of (?:the|this) (?:committee|panel|board|\w+) )?"
            r"(?:in|of) (?:the )?(?:new )?(?:20\d\d|municipal year)\b"
        ),
        _fixed("not stated"),
    ),
    (
        (
            rf"(?:end|start|beginning|middle) of (?:the |this |next )?(?:{_YEAR}|week|month|quarter|year|{_SEASON})"
            r"(?: 20\d\d)?"
        ),
        _fixed("not stated"),
    ),
    (
        (
            r"(?:(?:the|its|their|our|a) )?(?:following|next)(?: \w+){0,3}? meeting(?! of (?:the"
            r" )?(?:cabinet|council|executive))"
            r"|(?:the )?next (?:committee|panel|board)\b"
        ),
        _fixed("next meeting"),
    ),
    (r"(?:a|any) (?:future|later|subsequent|forthcoming) (?:\w+ )?meeting", _fixed("not stated")),
    (r"immediately|forthwith|with immediate effect|at once", _fixed("immediately")),
    (r"(?:on a )?(?P<rhythm>quarterly|monthly|annual|yearly|six-monthly|weekly|fortnightly) basis", _recurring),
    (
        (
            r"(?P<rhythm>quarterly|annually|monthly|six-monthly|fortnightly)"
            r"(?= *(?:[.;,)]|$)| (?:on|to|until|from|thereafter)\b)"
        ),
        _recurring,
    ),
    (
        (
            r"(?:every|each) (?P<rhythm>(?:(?:two|three|four|six|twelve|second|third|other|\d+) )?"
            r"(?:weeks?|months?|quarter|year|fortnight|meeting|term|cycle)(?: of the [A-Z]\w+)?"
            r"(?: until [^.;,()]{3,80})?)"
        ),
        _recurring,
    ),
    (r"as soon as (?:possible|practicable|reasonably practicable)|ASAP|in due course|ongoing", _fixed("not stated")),
    (r"to be confirmed|TBC|to be agreed", _fixed("to be confirmed")),
    (r"(?:next|this) (?:week|month|quarter|year|term)\b|w/c \d{1,2} \w+", _fixed("not stated")),
    (r"(?:by|on) (?:next )?(?:mon|tues|wednes|thurs|fri)day\b", _fixed("not stated")),
    (rf"(?:the )?{_SEASON}(?: (?:of )?20\d\d(?:/\d\d)?)?", _fixed("not stated")),
    (r"(?:by |before |during )(?:the end of )?(?:20\d\d)(?![/\d-])", _fixed("year")),
)
_PATTERNS = tuple(
    (re.compile(rf"\b{_LEAD}(?:{pattern})" if not pattern.startswith("(?<!") else pattern, re.IGNORECASE), read)
    for pattern, read in _KINDS
)


_MAY_DATE = re.compile(
    r"\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|day|week|month|quarter|year|annual|fortnight|meeting|next|term"
    r"|spring|summer|autumn|winter|christmas|easter|half|cycle|immediate|forthwith|at once|as soon|asap"
    r"|due course|ongoing|confirmed|tbc|be agreed",
    re.IGNORECASE,
)
"""Every kind of date holds one of these: a text without any needs no closer look."""
_DAY_BEFORE = re.compile(r"\d(?: ?(?:st|nd|rd|th))?(?: of)? $")


def find_dates(text: str) -> list[Dated]:
    """Return the dates in a text, in order, none within another."""
    found: list[Dated] = []
    if not _MAY_DATE.search(text):
        return found
    taken = bytearray(len(text))
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            if read is _month and _DAY_BEFORE.search(text[max(0, match.start("month") - 12) : match.start("month")]):
                # The day before it is in no calendar: then the month is a slip too.
                continue
            if (date := read(match)) is not None:
                if date == "year":
                    date = match[0][-4:]
                inferred = (
                    "quarters of the financial year, which begins in April" if "begin" in match.groupdict() else ""
                )
                taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
                found.append(Dated(date, " ".join(match[0].split()), match.start(), match.end(), inferred))
    return sorted(found, key=lambda each: each.start)


def full_days(text: str) -> Iterator[str]:
    """Yield every day with day, month and year in a text, as a record writes it."""
    for each in find_dates(text):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", each.date):
            yield each.date
