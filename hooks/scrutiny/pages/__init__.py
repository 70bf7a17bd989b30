"""Which pages exist, and what each is given. Templates get finished values: they loop and test, nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrutiny.model import Authority, CommitteeResponse, Inspection, Item, Plan
from scrutiny.pages.authority import authority_pages
from scrutiny.pages.committee import committee_pages
from scrutiny.pages.edition import Edition
from scrutiny.pages.fields import fields_page
from scrutiny.pages.gaps import gaps_pages, gaps_tail
from scrutiny.pages.glossary import glossary_tail
from scrutiny.pages.home import home_tail
from scrutiny.pages.inspection import inspection_page
from scrutiny.pages.item import item_page
from scrutiny.pages.known import known_gaps
from scrutiny.pages.lists import list_of_lists
from scrutiny.pages.meeting import meeting_page
from scrutiny.pages.method import method_page
from scrutiny.pages.page import Here, Page
from scrutiny.pages.plan import plan_page
from scrutiny.pages.resolutions import resolutions_pages
from scrutiny.pages.response import response_page
from scrutiny.pages.role import role_pages
from scrutiny.pages.search_page import search_page
from scrutiny.pages.theme import theme_pages
from scrutiny.pages.tracker import tracker_pages

__all__ = ["Edition", "Here", "Page", "list_pages"]


def list_pages(edition: Edition) -> Iterator[Page]:
    """Yield every page made from the register; those of an invented authority say so."""
    for page in _pages(edition):
        authority = edition.authorities.get(page.url.partition("/")[0])
        yield replace(page, invented=True) if authority and authority.invented else page


def _pages(edition: Edition) -> Iterator[Page]:
    """Yield the records first, then what they have in common, then lists."""
    yield from _records(edition)
    yield from _shared(edition)
    yield from list_of_lists(edition)
    yield search_page()
    yield from tracker_pages(edition)
    yield from resolutions_pages(edition)
    yield from gaps_pages(edition, known_gaps(edition))


def _records(edition: Edition) -> Iterator[Page]:
    for id_, record in edition.register.records.items():
        if isinstance(record, Item):
            yield item_page(edition, id_, record)
        elif isinstance(record, Inspection):
            yield inspection_page(edition, id_, record)
        elif isinstance(record, Plan):
            yield plan_page(edition, id_, record)
        elif isinstance(record, CommitteeResponse):
            yield response_page(edition, id_, record)
        elif isinstance(record, Authority):
            yield from authority_pages(edition, id_, record)


def _shared(edition: Edition) -> Iterator[Page]:
    """Yield the pages of meetings, committees, roles and subjects, which have no file of their own."""
    for meeting in edition.links.meetings.values():
        yield meeting_page(edition, meeting)
    for name, authority in edition.authorities.items():
        for committee in authority.committees:
            yield from committee_pages(edition, name, committee, authority.committees[committee])
        for owner in edition.owners.get(name, ()):
            yield from role_pages(edition, name, owner)
    for theme in edition.subjects:
        yield from theme_pages(edition, theme)


def list_redirects(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every former address with the address that takes its place."""
    for id_, record in edition.register.records.items():
        for former in record.formerly:
            yield former, f"{id_}/"


def tail_of(edition: Edition, name: str, url: str) -> Page | None:
    """Return what a hand-written page ends in, by the name it asks for."""
    if name == "home":
        return home_tail(edition, url, known_gaps(edition))
    if name == "data-quality":
        return gaps_tail(edition, url, known_gaps(edition))
    if name == "glossary":
        return glossary_tail(edition, url)
    if name == "method":
        return method_page(url)
    if name.startswith("fields-"):
        return fields_page(name.removeprefix("fields-"), url)
    return None
