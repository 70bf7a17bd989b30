"""Which pages exist, and what each is given. Templates get finished values: they loop and test, nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from scrutiny.language import speaking
from scrutiny.model import Authority, CommitteeResponse, Inspection, Item, Plan, Record
from scrutiny.pages.a_to_z import a_to_z_pages
from scrutiny.pages.accessibility import accessibility_tail
from scrutiny.pages.authority import authority_pages
from scrutiny.pages.committee import committee_pages
from scrutiny.pages.edition import Edition
from scrutiny.pages.fields import fields_page
from scrutiny.pages.gaps import gaps_pages, gaps_tail
from scrutiny.pages.glossary import glossary_tail
from scrutiny.pages.home import home_tail
from scrutiny.pages.hosting import hosting_tail
from scrutiny.pages.inspection import inspection_page
from scrutiny.pages.item import item_page
from scrutiny.pages.known import known_gaps
from scrutiny.pages.lists import list_of_lists
from scrutiny.pages.meeting import meeting_page
from scrutiny.pages.method import method_page
from scrutiny.pages.pack import pack_pages
from scrutiny.pages.page import Here, Page
from scrutiny.pages.plan import plan_page
from scrutiny.pages.resolutions import resolutions_pages
from scrutiny.pages.response import response_page
from scrutiny.pages.role import role_pages
from scrutiny.pages.rules import rules_page
from scrutiny.pages.search_page import search_page
from scrutiny.pages.tally import tally_pages
from scrutiny.pages.theme import theme_pages
from scrutiny.pages.tracker import tracker_pages
from scrutiny.vocabulary import Language

__all__ = ["Edition", "Here", "Page", "list_pages", "owned"]


def list_pages(edition: Edition) -> Iterator[Page]:
    """Yield every page made from the register."""
    return owned(edition, _pages(edition))


def owned(edition: Edition, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages; those of an authority say whether it is invented, and whom to tell of a mistake."""
    for page in pages:
        authority = edition.authorities.get(page.url.partition("/")[0])
        if authority is None:
            yield page
        else:
            mailbox = authority.corrections or edition.corrections
            yield replace(page, invented=authority.invented, corrections=mailbox)


def _pages(edition: Edition) -> Iterator[Page]:
    """Yield the records first, then what they have in common, then lists."""
    yield from _records(edition)
    yield from _shared(edition)
    yield from list_of_lists(edition)
    yield search_page()
    yield from a_to_z_pages(edition)
    yield from tracker_pages(edition)
    yield from tally_pages(edition)
    yield from resolutions_pages(edition)
    yield from gaps_pages(edition, known_gaps(edition))


def _records(edition: Edition) -> Iterator[Page]:
    for id_, record in edition.register.records.items():
        if isinstance(record, Item):
            yield _in_its_language(edition, record, partial(item_page, id_=id_, item=record))
        elif isinstance(record, Inspection):
            yield _in_its_language(edition, record, partial(inspection_page, id_=id_, inspection=record))
        elif isinstance(record, Plan):
            yield _in_its_language(edition, record, partial(plan_page, id_=id_, plan=record))
        elif isinstance(record, CommitteeResponse):
            yield _in_its_language(edition, record, partial(response_page, id_=id_, response=record))
        elif isinstance(record, Authority):
            yield from authority_pages(edition, id_, record)


def _in_its_language(edition: Edition, record: Record | None, make: Callable[[Edition], Page]) -> Page:
    """Make the page of a record in the language of the record; a meeting without one has an English page."""
    if record is None or record.language is Language.ENGLISH:
        return make(edition)
    code = record.language.value
    with speaking(code):
        return replace(make(edition.in_welsh), language=code)


def _shared(edition: Edition) -> Iterator[Page]:
    """Yield the pages of meetings, committees, roles and subjects, which have no file of their own."""
    for meeting in edition.links.meetings.values():
        yield _in_its_language(edition, meeting.record, partial(meeting_page, meeting=meeting))
    for name, authority in edition.authorities.items():
        for committee in authority.committees:
            yield from committee_pages(edition, name, committee, authority.committees[committee])
            yield from pack_pages(edition, name, committee, authority.committees[committee])
        for owner in edition.owners.get(name, ()):
            yield from role_pages(edition, name, owner)
    for theme in edition.subjects:
        yield from theme_pages(edition, theme)


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
    if name == "accessibility":
        return accessibility_tail(url)
    if name == "hosting":
        return hosting_tail(url)
    if name.startswith("fields-"):
        return fields_page(name.removeprefix("fields-"), url)
    if name.startswith("rules-"):
        return rules_page(name.removeprefix("rules-"), url)
    return None
