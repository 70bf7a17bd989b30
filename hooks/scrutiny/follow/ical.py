"""Events and calendars as iCalendar (RFC 5545), for programs that ask for them again and again.

All events are of whole days, because no paper gives an hour: a day is that day wherever its reader is, and no zone can
move it. A calendar replaces itself: a corrected day comes with the identity of the old one and a higher SEQUENCE.

There is no METHOD: it would have to stand in the Content-Type that a server sends too (3.7.2), would ask for an
organizer (RFC 5546, 3.2.1), and would make DTSTAMP the time of the build and not that of the last change (3.8.7.2).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard, vText
from icalendar import Event as Component

from scrutiny.follow.event import Event
from scrutiny.follow.public import midnight
from scrutiny.follow.rows import Row
from scrutiny.follow.site import Site
from scrutiny.language import month_words

MOST = 1_000
"""Events in one calendar at most: the last ones, about a megabyte, which is what large calendar services take."""
FILE = "calendar.ics"
"""What the calendar of a page is called, below the page."""
MEDIA_TYPE = "text/calendar"

_PRODUCT = "-//The Scrutiny Record//Calendar 1//EN"
_DAY = datetime.timedelta(days=1)
_END = "END:VCALENDAR\r\n"


class Cover(NamedTuple):
    """What stands at the head of a calendar."""

    path: str
    """Its file, from the root of the site."""
    title: str
    url: str
    """The page it goes with, from the root of the site."""
    invented: bool = False
    """True where everything in it is made up."""


def event_row(event: Event, site: Site, path: str = "") -> Row:
    """Return an event as it stands in a calendar."""
    changed = midnight(event.changed).astimezone(datetime.UTC)
    made = Component()
    made.add("uid", event.identity)
    made.add("dtstamp", changed)
    made.add("last-modified", changed)
    made.add("sequence", event.revision)
    made.add("dtstart", event.span.first)
    made.add("dtend", event.span.last + _DAY)
    made.add("summary", _months(event) + event.title)
    made.add("description", "\n".join((*_note(event), *event.told, f"Page: {site.root}{event.url}")))
    made.add("categories", [event.kind])
    made.add("status", event.status)
    made.add("transp", "TRANSPARENT")
    if site.url:
        made.add("url", site.root + event.url)
    text = made.to_ical().decode()
    return Row(path, f"{event.span.last.isoformat()} {event.identity}", changed.isoformat(), text)


def _months(event: Event) -> str:
    """Say in the title of a note that it is about a month and no day."""
    if not event.span.month_only:
        return ""
    ends = dict.fromkeys(f"{month_words(day.month)} {day.year}" for day in event.span[:2])
    return f"[{' to '.join(ends)}] "


def _note(event: Event) -> list[str]:
    return ["No paper gives a day: only the month is stated."] if event.span.month_only else []


def calendar(cover: Cover, rows: Sequence[Row], site: Site) -> bytes:
    """Return a calendar of events that are sorted, newest first; they stand in it from the first day on."""
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", _PRODUCT)
    made.add("calscale", "GREGORIAN")
    title = f"{cover.title}: meetings and deadlines" + (" (invented)" if cover.invented else "")
    for name, text in (("name", title), ("description", _ABOUT)):
        made.add(name, text)
        made.add(f"x-wr-cal{name.removesuffix('ription')}", vText(text))  # as programs ask that do not know the other
    for name in ("refresh-interval", "x-published-ttl"):
        made.add(name, _DAY, parameters={"VALUE": "DURATION"})
    if cover.invented:
        made.add("categories", ["invented"])
    if site.url:
        made.add("url", site.root + cover.url)
        made.add("source", site.root + cover.path, parameters={"VALUE": "URI"})
    if not rows:
        made.add_component(_home_zone())
    text = made.to_ical().decode().removesuffix(_END)
    return f"{text}{''.join(row.text for row in reversed(rows))}{_END}".encode()


_ABOUT = (
    "Follow-up meetings, and the last days of what is to be done, as papers give them. A note over a whole month says "
    "that no paper gives a day. What has no date is not in it; the page lists it."
)


@cache
def _home_zone() -> Timezone:
    """Return the zone of the record, for a calendar without events: it must not be empty (RFC 5545, 3.6)."""
    zone = Timezone()
    zone.add("tzid", "Europe/London")
    for part, month, name, before, after in (
        (TimezoneDaylight(), 3, "BST", 0, 1),
        (TimezoneStandard(), 10, "GMT", 1, 0),
    ):
        hour = 1 + before
        part.add("dtstart", datetime.datetime(1996, month, 31 if month == 3 else 27, hour))  # noqa: DTZ001, PLR2004
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        part.add("tzname", name)
        part.add("tzoffsetfrom", datetime.timedelta(hours=before))
        part.add("tzoffsetto", datetime.timedelta(hours=after))
        zone.add_component(part)
    return zone
