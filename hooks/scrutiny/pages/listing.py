"""Lists of records, and how a long one is parted so that no page grows beyond 60 KB.

The rule: up to ``ROWS`` entries stand on one page, in sections. A longer list says how many there are for each
council and leads to that section of the council's page. A page with several lists shows the first 25 of each and
leads to the whole of it, in numbered pages, at the address of its folder: ``/bradford/items/``, ``/bradford/items/2/``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import Listed
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.rows import ROWS, parts
from scrutiny.pages.shown import Entry, Row
from scrutiny.pages.tracker import Choice

FIRST = 25
"""Entries in one section of a page that has several lists."""


@dataclass(frozen=True)
class Group:
    """One section of a list."""

    title: str
    """Empty for the only section of a list."""
    anchor: str
    listed: Sequence[Listed]
    note: Markup | str = ""
    empty: str = ""
    """The sentence that stands in place of an empty list."""


@dataclass(frozen=True)
class Section:
    """One section of a list, ready to print."""

    title: str
    anchor: str
    entries: list[Entry]
    note: Markup | str = ""
    empty: str = ""
    more: Markup | str = ""
    """Where the rest is; empty where all are shown."""

    @property
    def text(self) -> str:
        """Its title, as "On this page" calls it."""
        return self.title


@dataclass(frozen=True)
class Listing:
    """A list before it is parted into pages."""

    url: str
    title: str
    lead: str
    noun: str
    """What is counted, in the singular."""
    groups: Sequence[Group]
    plural: str = ""
    told: str = ""
    """What is counted, in words, where that is more than one noun."""
    kicker: str = ""
    section: str = ""
    """The word of the menu."""
    parents: tuple[tuple[str, str], ...] = ()
    """The pages above it, each with its address from the root; Home goes without saying."""
    folder: str = ""
    """The section of a council's page that holds its part: ``items``. Without it a long list is numbered."""
    facts: Callable[[Here], list[Row]] = lambda _: []
    facts_title: str = ""
    """The heading over the facts, which stand after the list."""
    choices: Callable[[Here], list[Choice]] = lambda _: []
    choices_lead: str = ""


def listing_pages(edition: Edition, listing: Listing) -> Iterator[Page]:
    """Yield the page of a list, or the pages of a long one."""
    here = Here(listing.url)
    listed = [each for group in listing.groups for each in group.listed]
    if len(listed) <= ROWS:
        sections = [
            Section(group.title, group.anchor, [each.make(here) for each in group.listed], group.note, group.empty)
            for group in listing.groups
        ]
        yield _page(listing, here, listing.title, sections, len(listed), [])
    elif listing.folder:
        yield _page(listing, here, listing.title, [_by_council(edition, here, listing, listed)], len(listed), [])
    else:
        yield from numbered(listing, listed)


def _by_council(edition: Edition, here: Here, listing: Listing, listed: Sequence[Listed]) -> Section:
    entries = [
        Entry(
            edition.authorities[name].short_name,
            here.href(f"{name}/#{listing.folder}"),
            counted(number, listing.noun, listing.plural),
        )
        for name, number in Counter(each.authority for each in listed).items()
    ]
    return Section("By council", "by-council", entries)


def numbered(listing: Listing, listed: Sequence[Listed]) -> Iterator[Page]:
    """Yield a list in numbered pages of ``ROWS`` entries."""
    for part in parts(listing.url, listed):
        here = Here(part.url)
        title = listing.title + part.words
        section = Section("", "list", [each.make(here) for each in part.rows])
        yield _page(listing, here, title, [section], part.total, part.pager(here, listing.url))


def _page(listing: Listing, here: Here, title: str, sections: list[Section], total: int, pager: list[Link]) -> Page:
    above = (*listing.parents, *(((listing.title, listing.url),) if here.url != listing.url else ()))
    return Page(
        url=here.url,
        title=title,
        template="listing",
        shows={
            "kicker": listing.kicker,
            "title": title,
            "lead": listing.lead,
            "number_words": listing.told or (f"{counted(total, listing.noun, listing.plural)}." if total else ""),
            "facts": listing.facts(here),
            "facts_title": listing.facts_title,
            "choices": listing.choices(here),
            "choices_lead": listing.choices_lead,
            "sections": sections,
            "pager": pager,
        },
        kicker=listing.kicker,
        description=listing.lead,
        crumbs=(Link("Home", here.base), *(Link(text, here.href(url)) for text, url in above)),
        section=listing.section,
    )


def first_of(here: Here, group: Group, url: str, noun: str, plural: str = "") -> Section:
    """Return the first entries of a list as a section of a page, with the way to the whole of a longer one."""
    more: Markup | str = ""
    if len(group.listed) > FIRST:
        whole = here.link(f"see all {counted(len(group.listed), noun, plural)}", url)
        more = Markup("The first {} are shown; {}.").format(FIRST, whole)
    entries = [each.make(here) for each in group.listed[:FIRST]]
    return Section(group.title, group.anchor, entries, group.note, group.empty, more)


def whole_of(listing: Listing) -> Iterator[Page]:
    """Yield the numbered pages of a list of which another page shows the first; none where it shows all."""
    listed = [each for group in listing.groups for each in group.listed]
    if len(listed) > FIRST:
        yield from numbered(listing, listed)
