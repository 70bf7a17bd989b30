"""Lists of records, and how a long one is parted so that no page grows beyond 60 KB.

The rule: up to ``ROWS`` entries stand on one page, in sections, unless they weigh too much. A longer list is parted by
year and month or by letter (``parted``), below its own address: ``/bradford/items/2021/03/``. The lists of all councils
lead besides to the same list of each council. A page with several lists shows the first 25 of each and leads to the
whole of it, at the address of its folder.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import Listed
from scrutiny.pages.line import Line, together
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import MANY, ROWS, Choice, fits
from scrutiny.pages.section import FIRST, Entered, Group, Section, parts_of
from scrutiny.pages.shown import Entry, Row
from scrutiny.pages.volume import Parting, Volume

Parents = Sequence[tuple[str, str]]
"""The pages above another, words and address of each from the root; Home goes without saying."""

BY_COUNCIL = "By council; within each, newest first."
"""How the records of all councils are ordered on one page."""
NAMES = 200
"""Entries on a page of one letter at most: nearly all of the letter, as one looks through it for a name."""

Of = TypeVar("Of")


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
    parents: Parents = ()
    folder: str = ""
    """The section of a council's page that holds its part: ``items``. A long list leads there too."""
    order: str = ""
    """How it is ordered where it stands on one page."""
    by_letter: bool = False
    """Whether its entries are looked for by name and not by day."""
    oldest_first: bool = False
    """Whether a long list begins with its oldest year."""
    facts: Callable[[Here], list[Row]] = lambda _: []
    facts_title: str = ""
    """The heading over the facts, which stand after the list."""
    choices: Callable[[Here], list[Choice]] = lambda _: []
    choices_lead: str = ""


def listing_pages(edition: Edition, listing: Listing) -> Iterator[Page]:
    """Yield the page of a list, or the pages of a long one."""
    here = Here(listing.url)
    listed = [each for group in listing.groups for each in group.listed]
    sections = _on_one_page(listing, here)
    if sections is not None:
        lead = " ".join(filter(None, (listing.lead, listing.order)))
        yield _page(replace(listing, lead=lead), here, listing.title, sections, len(listed))
    elif listing.folder:
        yield from _by_council(edition, listing, listed)
    else:
        yield from _volumes(listing, listed, [])


def is_long(listing: Listing) -> bool:
    """Tell whether a list has more entries than one page can show."""
    return _on_one_page(listing, Here(listing.url)) is None


def _on_one_page(listing: Listing, here: Here) -> list[Section] | None:
    """Return the sections of a list that one page can show, else None."""
    if sum(len(group.listed) for group in listing.groups) > ROWS:
        return None
    sections = [
        Section(group.title, group.anchor, [each.make(here) for each in group.listed], group.note, group.empty)
        for group in listing.groups
    ]
    return sections if fits([entry for section in sections for entry in section.entries]) else None


def _by_council(edition: Edition, listing: Listing, listed: Sequence[Entered]) -> Iterator[Page]:
    """Yield a long list of which each council has a part on its own page, with the ways there."""
    here = Here(listing.url)
    councils = [
        _part_of_council(edition, listing, *each) for each in Counter(each.authority for each in listed).items()
    ]
    if len(councils) <= MANY:
        section = Section("By council", "by-council", [each.make(here) for each in councils])
    else:
        narrower = replace(
            listing,
            url=f"{listing.url}by-council/",
            title=f"{listing.title}: by council",
            noun="council",
            plural="",
            told="",
            groups=[Group("", "list", councils)],
            folder="",
            by_letter=True,
            parents=(*listing.parents, (listing.title, listing.url)),
            choices=lambda _: [],
        )
        yield from listing_pages(edition, narrower)
        way = here.link(f"All {counted(len(councils), 'council')}", narrower.url)
        section = Section("By council", "by-council", [], way)
    if listing.by_letter:
        yield _page(listing, here, listing.title, [section], len(listed))
    else:
        yield from _volumes(listing, listed, [section])


def _part_of_council(edition: Edition, listing: Listing, name: str, number: int) -> Listed:
    title, words = edition.authorities[name].short_name, counted(number, listing.noun, listing.plural)
    return Listed(name, lambda here: Entry(title, here.href(f"{name}/#{listing.folder}"), words), title)


def _volumes(listing: Listing, listed: Sequence[Entered], sections: list[Section]) -> Iterator[Page]:
    """Yield a list in the pages of its parts; ``sections`` follow them on the page of the list itself."""
    parting = Parting[Entered](
        lambda each: each.name,
        None if listing.by_letter else lambda each: each.day,
        rows=NAMES if listing.by_letter else ROWS,
        oldest_first=listing.oldest_first,
    )
    for volume in parted(listing.url, listed, parting, lambda here, each: each.make(here)):
        here = Here(volume.url)
        if volume.url == listing.url:
            title = "By letter" if listing.by_letter else "By year"
            own = parts_of(here, volume, title if sections else "", listing.noun, listing.plural)
            yield _page(listing, here, listing.title, [own, *sections], volume.count)
        else:
            yield _volume(listing, here, volume)


def _volume(listing: Listing, here: Here, volume: Volume[Entry | Line]) -> Page:
    if volume.below:
        section = parts_of(here, volume, "", listing.noun, listing.plural)
    else:
        section = Section("", "list", [*volume.rows])
    own = replace(listing, lead="", told="", choices=lambda _: [], facts=lambda _: [])
    above = ((listing.title, listing.url), *volume.above)
    return _page(own, here, volume.title(listing.title), [section], volume.count, volume.pager(here), above)


def leading_on(listing: Listing, volume: Volume[Any], sections: Sequence[Section] = ()) -> Page:
    """Return the page that leads to the parts of a list whose rows other templates show; other ways on follow."""
    here = Here(volume.url)
    parts = parts_of(here, volume, "By year" if sections else "", listing.noun, listing.plural)
    return _page(listing, here, listing.title, [parts, *sections], volume.count)


def council_pages(
    edition: Edition, url: str, title: str, above: tuple[str, str], told: Mapping[str, str]
) -> Iterator[Page]:
    """Yield a list of councils, each with a line about it, which leads to its page below the one ``above``."""
    councils = Group("", "list", [_council(edition, above[1], *each) for each in told.items()])
    listing = Listing(url, title, "", "council", [councils], parents=(above,), by_letter=True)
    yield from listing_pages(edition, listing)


def _council(edition: Edition, above: str, name: str, line: str) -> Listed:
    title = edition.authorities[name].short_name
    return Listed(name, lambda here: Entry(title, here.href(f"{above}{name}/"), line), title)


def by_day(rows: int = ROWS) -> Parting[Line]:
    """Part lines by their days, and where these are not stated by the names of their councils."""
    return Parting[Line](lambda line: line.name, lambda line: line.day, rows)


def by_record(edition: Edition, id_of: Callable[[Of], str], rows: int = ROWS) -> Parting[Of]:
    """Part what belongs to records by their days, and where these are not stated by the names of their authorities."""
    return Parting[Of](
        lambda each: edition.authority_of(id_of(each)).short_name,
        lambda each: edition.links.threads.first_day(id_of(each)),
        rows,
    )


def _page(
    listing: Listing,
    here: Here,
    title: str,
    sections: list[Section],
    total: int,
    pager: Sequence[Link] = (),
    above: Parents = (),
) -> Page:
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
            "sections": [replace(section, entries=together(section.entries)) for section in sections],
            "pager": pager,
        },
        kicker=listing.kicker,
        description=listing.lead,
        crumbs=crumbs_of(here, (*listing.parents, *above)),
        section=listing.section,
    )


def crumbs_of(here: Here, parents: Parents) -> tuple[Link, ...]:
    """Return the way from Home down to a page, from the words and addresses of the pages between."""
    return (Link("Home", here.base), *(Link(text, here.href(url)) for text, url in parents))


def whole_of(edition: Edition, listing: Listing) -> Iterator[Page]:
    """Yield the pages of a list of which another page shows the first; none where it shows all."""
    if sum(len(group.listed) for group in listing.groups) > FIRST:
        yield from listing_pages(edition, listing)
