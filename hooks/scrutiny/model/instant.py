"""An instant as an officer writes it: a date, a time of day, and the zone whose clock is meant.

    2026-06-01T00:01 Europe/London      2026-06-01 00:01 Europe/London
    2026-06-01T00:01+01:00              2026-05-31T23:01Z

Each way of being unclear is refused with a sentence of its own, because the hour decides when a paper is public.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from scrutiny.model.base import Line
from scrutiny.problem import closest

EXAMPLE = "2026-01-01T00:01 Europe/London"
"""How it is written, for messages."""

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""The years in which a paper can be released; any other is a slip of the hand, such as 2206."""

_PARTS = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})"
    r"(?:(?:[Tt]|\s+)(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?"
    r"\s*(?P<zone>[Zz]|[+-]\d{2}:?\d{2}|[A-Za-z][\w/+-]*)?"
)
_TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?")
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_WIDEST_OFFSET = timedelta(hours=14)
#: Letters of a clock that are the zone of no place, or of several.
_MEANT = {"bst": "Europe/London", "gmt": "Europe/London", "uk": "Europe/London"}


@lru_cache(1024)
def read_instant(text: str) -> datetime:
    """Read an instant; raise an error that says what is unclear about it and how to mend it.

    Apart from the text itself, which stands in quotation marks, no message holds a word of the record but the zone, so
    that it may be printed in a public log.
    """
    told = {"found": repr(text), "example": EXAMPLE}
    read = _PARTS.fullmatch(text)
    if read is None:
        raise PydanticCustomError(
            "not_an_instant",
            "{found} is not a date with time and zone — give a time and zone, for example {example}",
            told,
        )
    if not read["time"]:
        raise PydanticCustomError(
            "no_time", "{found} has no time of day — give a time and zone, for example {example}", told
        )
    local = _local(read["day"], read["time"], text)
    zone = read["zone"]
    if not zone:
        raise PydanticCustomError("no_zone", "{found} has no zone — give a time and zone, for example {example}", told)
    if zone in "Zz":
        return local.replace(tzinfo=UTC)
    offset = _OFFSET.fullmatch(zone)
    return local.replace(tzinfo=_fixed(offset, text)) if offset else _on_the_clock(local, zone, text)


def _local(day: str, time: str, text: str) -> datetime:
    """Return what a clock shows; refuse a time or day that none ever shows, and a year that is a slip."""
    if not _TIME.fullmatch(time):
        raise PydanticCustomError(
            "impossible_instant",
            "{found} has a time of day that no clock shows — write HH:MM, from 00:00 to 23:59",
            {"found": repr(text)},
        )
    try:
        local = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        raise PydanticCustomError(
            "impossible_instant",
            "{found} has a day that is in no calendar — write it as YYYY-MM-DD, for example 2026-05-31",
            {"found": repr(text)},
        ) from None
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise PydanticCustomError(
            "impossible_instant",
            "{found} has a year before {first} or after {last} — correct the year",
            {"found": repr(text), "first": FIRST_YEAR, "last": LAST_YEAR},
        )
    return local


def _fixed(offset: re.Match[str], text: str) -> timezone:
    sign, hours, minutes = offset.groups()
    distance = timedelta(hours=int(hours), minutes=int(minutes))
    if distance > _WIDEST_OFFSET or int(minutes) > 59:  # noqa: PLR2004  minutes of an hour
        raise PydanticCustomError(
            "unknown_zone",
            "{found} has a zone that is nowhere — write Europe/London, or an offset such as +01:00",
            {"found": repr(text)},
        )
    return timezone(-distance if sign == "-" else distance)


def _on_the_clock(local: datetime, name: str, text: str) -> datetime:
    """Return the instant at which the clock of a place shows a time; refuse a time that it shows never or twice."""
    zone = _zone(name, text)
    before, after = local.replace(tzinfo=zone, fold=0), local.replace(tzinfo=zone, fold=1)
    if before.utcoffset() == after.utcoffset():
        return before
    told = {"found": repr(text), "before": _offset(before), "after": _offset(after)}
    if before.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        raise PydanticCustomError(
            "no_such_hour",
            "{found} is a time that does not exist there, because the clocks go forward over it — write the offset in "
            "place of the zone: {before} by the clock before the change, {after} by the one after it",
            told,
        )
    raise PydanticCustomError(
        "hour_twice",
        "{found} is a time that occurs twice there, because the clocks go back over it — write the offset in place of "
        "the zone: {before} for the first time, {after} for the second",
        told,
    )


def _zone(name: str, text: str) -> ZoneInfo:
    if name in zone_names():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # listed, and not readable
    guess = _MEANT.get(name.casefold()) or _by_town(name) or closest(name, sorted(zone_names()))
    raise PydanticCustomError(
        "unknown_zone",
        "{found} has a zone that is not known — {cure}",
        {"found": repr(text), "cure": f"did you mean {guess}?" if guess else f"give the zone as in {EXAMPLE}"},
    )


@lru_cache(1)
def zone_names() -> frozenset[str]:
    """Return the zones that are places, and UTC: letters such as EST are the clock of several."""
    return frozenset(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")) | {"UTC"}


def _by_town(name: str) -> str | None:
    """Return the zone whose town is named: London."""
    town = name.casefold()
    return next((zone for zone in sorted(zone_names()) if zone.rpartition("/")[2].casefold() == town), None)


def _offset(instant: datetime) -> str:
    return instant.isoformat()[-6:]


def _readable(text: str) -> str:
    read_instant(text)
    return text


Instant = Annotated[Line, AfterValidator(_readable)]
"""A date, a time and a zone, kept as it is written: ``2026-06-01T00:01 Europe/London``. ``read_instant`` reads it."""
