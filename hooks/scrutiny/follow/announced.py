"""Which feeds and calendars go with a page: for the head of the page, and for those who look for the links on it."""

from __future__ import annotations

from typing import NamedTuple

from scrutiny.follow import atom, ical
from scrutiny.model import Authority
from scrutiny.pages.edition import Edition
from scrutiny.pages.words import role_title

ALL_FEED, ALL_CALENDAR = "feeds/all.xml", "calendars/all.ics"
"""The feed and the calendar of the whole site."""


def theme_feed(name: str) -> str:
    """Return the file of the feed of a subject."""
    return f"feeds/themes/{name}.xml"


class Announced(NamedTuple):
    """One feed or calendar that goes with a page."""

    path: str
    """Its file, from the root of the site."""
    media_type: str
    title: str


def announced(edition: Edition, url: str) -> tuple[Announced, ...]:
    """Return what goes with the page at an address: its own, nearest first, then those of the whole site."""
    authority, _, rest = url.partition("/")
    whole = _both(ALL_FEED, ALL_CALENDAR, "Everything")
    name = rest.partition("/")[0]
    if authority == "themes" and (theme := edition.register.shared.themes.get(name)):
        return (Announced(theme_feed(name), atom.MEDIA_TYPE, theme.label), *whole)
    council = edition.authorities.get(authority)
    if council is None:
        return whole
    own = _both(f"{authority}/{atom.FILE}", f"{authority}/{ical.FILE}", council.short_name)
    return (*_below(edition, council, url), *own, *(() if edition.is_left_out(authority) else whole))


def _below(edition: Edition, council: Authority, url: str) -> tuple[Announced, ...]:
    """Return what goes with the page of a committee, role or inspection, and with the pages below it."""
    authority, folder, name, *_ = (*url.split("/"), "", "")
    known = {"committees": council.committees, "roles": edition.owners.get(authority, ())}
    if name in known.get(folder, ()):
        title = f"{council.short_name}: {role_title(edition, authority, name)}"
        return _both(f"{authority}/{folder}/{name}/{atom.FILE}", f"{authority}/{folder}/{name}/{ical.FILE}", title)
    if inspection := edition.register.inspection(f"{authority}/{folder}/{name}"):
        return (Announced(f"{authority}/{folder}/{name}/{atom.FILE}", atom.MEDIA_TYPE, inspection.title),)
    return ()


def _both(feed: str, calendar: str, title: str) -> tuple[Announced, ...]:
    return Announced(feed, atom.MEDIA_TYPE, title), Announced(calendar, ical.MEDIA_TYPE, title)
