"""Dates in the words of minutes, written as a record writes them. What is not said is not made up."""

from __future__ import annotations

import re
from collections.abc import Callable

from scrutiny.minutes import dated
from scrutiny.minutes.dated import Dated

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? (?:the )?)?"
_D = r"(?P<day>\d{1,2})(?: ?(?:st|nd|rd|th))?"
_M = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:\.(?= ?\d))?"
)
_Y = r"(?P<year>(?:19|20)\d\d)"
_COUNT = r"(?P<count>\d{1,3}|" + "|".join(sorted(dated.COUNTS, key=len, reverse=True)) + ")"
_FINANCIAL = r"(?P<begin>20\d\d)[/-](?P<end>\d\d(?:\d\d)?)"


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
    (rf"(?P<first>\d{{1,2}})(?: ?(?:st|nd|rd|th))? ?(?:and|&|to|[–—-]) ?{_D} {_M}(?:,? {_Y})?", dated.days),
    (rf"{_WEEKDAY}{_D} (?:of )?{_M},? {_Y}", dated.day),
    (rf"{_M} {_D},? {_Y}", dated.day),
    (rf"{_WEEKDAY}{_D} {_M} [’']?(?P<yy>\d\d)(?![\d:.]|[ap]m)", dated.short_year),
    (r"(?<![\d/.])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d{2})(?![\d/.]\d)", dated.numeric),
    (r"(?<![\d-])(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", dated.iso),
    (rf"{_WEEKDAY}{_D} (?:of )?{_M}(?! ?\d)", dated.day),
    (rf"(?:Q|quarter )(?P<quarter>[1-4])(?: of)? {_FINANCIAL}", dated.quarter),
    (
        rf"(?P<quarter>first|second|third|fourth|last) quarter of (?:the (?:financial )?year )?{_FINANCIAL}",
        dated.quarter,
    ),
    (r"(?:Q|quarter )(?P<quarter>[1-4])(?:(?: of)? (?:19|20)\d\d)?(?![\d/])", dated.quarter),
    (r"(?P<quarter>first|second|third|fourth|last) quarter(?: of (?:19|20)\d\d)?", dated.quarter),
    (rf"(?:the )?(?:end|start|beginning|middle) of (?:the )?{_M} {_Y}", dated.month),
    (rf"(?:the )?(?:end|start|beginning|middle) of (?:the )?{_M}\b", dated.month),
    (rf"(?:within|in)(?: the next)? {_COUNT} {_UNIT}[’']?(?: time)?", dated.limit),
    (rf"{_COUNT} {_UNIT}[’'] time", dated.limit),
    (rf"{_M} {_Y}(?: (?:meeting|committee|panel|board)\b)?", dated.month),
    (rf"(?:the |its |their )?{_M} (?:20\d\d )?(?:meeting|committee|panel|board)\b", dated.month),
    (rf"(?:the )?(?:meeting in |end of the year|municipal year ){_M}?", dated.fixed("not stated")),
    (
        (
            r"(?:first|second|third|last|next) (?:\w+ )?meeting (?:of (?:the|this) (?:committee|panel|board|\w+) )?"
            r"(?:in|of) (?:the )?(?:new )?(?:20\d\d|municipal year)\b"
        ),
        dated.fixed("not stated"),
    ),
    (
        (
            rf"(?:end|start|beginning|middle) of (?:the |this |next )?(?:{_YEAR}|week|month|quarter|year|{_SEASON})"
            r"(?: 20\d\d)?"
        ),
        dated.fixed("not stated"),
    ),
    (
        (
            r"(?:(?:the|its|their|our|a) )?(?:following|next)(?: \w+){0,3}? meeting(?! of (?:the"
            r" )?(?:cabinet|council|executive))"
            r"|(?:the )?next (?:committee|panel|board)\b"
        ),
        dated.fixed("next meeting"),
    ),
    (r"(?:a|any) (?:future|later|subsequent|forthcoming) (?:\w+ )?meeting", dated.fixed("not stated")),
    (r"immediately|forthwith|with immediate effect|at once", dated.fixed("immediately")),
    (r"(?:on a )?(?P<rhythm>quarterly|monthly|annual|yearly|six-monthly|weekly|fortnightly) basis", dated.recurring),
    (
        (
            r"(?P<rhythm>quarterly|annually|monthly|six-monthly|fortnightly)"
            r"(?= *(?:[.;,)]|$)| (?:on|to|until|from|thereafter)\b)"
        ),
        dated.recurring,
    ),
    (
        (
            r"(?:every|each) (?P<rhythm>(?:(?:two|three|four|six|twelve|second|third|other|\d+) )?"
            r"(?:weeks?|months?|quarter|year|fortnight|meeting|term|cycle)(?: of the [A-Z]\w+)?"
            r"(?: until [^.;,()]{3,80})?)"
        ),
        dated.recurring,
    ),
    (
        r"as soon as (?:possible|practicable|reasonably practicable)|ASAP|in due course|ongoing",
        dated.fixed("not stated"),
    ),
    (r"to be confirmed|TBC|to be agreed", dated.fixed("to be confirmed")),
    (r"(?:next|this) (?:week|month|quarter|year|term)\b|w/c \d{1,2} \w+", dated.fixed("not stated")),
    (r"(?:by|on) (?:next )?(?:mon|tues|wednes|thurs|fri)day\b", dated.fixed("not stated")),
    (rf"(?:the )?{_SEASON}(?: (?:of )?20\d\d(?:/\d\d)?)?", dated.fixed("not stated")),
    (r"(?:by |before |during )(?:the end of )?(?:20\d\d)(?![/\d-])", dated.fixed("year")),
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
            if read is dated.month and _DAY_BEFORE.search(
                text[max(0, match.start("month") - 12) : match.start("month")]
            ):
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
