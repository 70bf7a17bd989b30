"""The list of what no calendar shows: what is to be done, or to take place, on no day that a paper gives."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.follow.events import left_out
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import entry_line
from scrutiny.pages.line import Line
from scrutiny.pages.listing import Listing, listing_pages
from scrutiny.pages.page import ANYWHERE, Page
from scrutiny.pages.section import Group
from scrutiny.pages.shown import Entry
from scrutiny.pages.words import capital
from scrutiny.vocabulary import Missing

URL = "calendars/left-out/"
"""The address of the list."""


def left_out_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield what no calendar of a council shows, with the reason."""
    if name in edition.left_out:
        return
    council = edition.authorities[name].short_name
    for each in left_out(edition, name):
        stated = "" if each.stated == Missing.NOT_STATED.value else f"“{each.stated}”"
        soft = ". ".join(text for text in (council, stated, capital(each.why.rstrip("."))) if text)
        yield entry_line(name, council, Entry(each.what, ANYWHERE.href(each.url), soft))


def left_out_pages(archive: Archive) -> Iterator[Page]:
    """Yield the list of what no calendar shows."""
    authorities = archive.edition.authorities
    groups = [Group(authorities[name].short_name, name, lines) for name, lines in archive.by_authority("left-out")]
    yield from listing_pages(
        archive.edition,
        Listing(
            URL,
            "In no calendar",
            "What no paper gives a day for, and what therefore stands in no calendar of this site, with the reason.",
            "entry",
            groups,
            "entries",
            section="meetings",
            parents=(("Data, feeds and calendars", "data/"),),
            by_letter=True,
        ),
    )
