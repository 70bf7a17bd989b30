"""The resolutions: every one, by council and item, with what it does, what changed and what became of it.

Also those that set no action, and the items that decided nothing or whose minutes are not held. One page for all and
one for each council; where either has more rows than a page can show, it leads to pages by year and month (``parted``),
and the page for all to the councils too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from markupsafe import Markup

from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import line_at
from scrutiny.pages.line import HeadedLine, Line, Part, together
from scrutiny.pages.listing import Listing, by_day, by_record, council_pages, crumbs_of, leading_on
from scrutiny.pages.page import ANYWHERE, Here, Link, Page, counted
from scrutiny.pages.parted import parted
from scrutiny.pages.passed import HEADS, Counts, Passed, item_heading, passed_of, resolution_row
from scrutiny.pages.rows import BYTES, MANY, Choice, Headed, TableRow, headed, under_headings, weight
from scrutiny.pages.section import Section
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.volume import Parting
from scrutiny.pages.words import capital

URL = "resolutions/"
"""The address of the page of all resolutions."""
BY_COUNCIL = f"{URL}by-council/"
"""The address of the list of councils, where they are too many for the page of all resolutions."""
ROWS = 50
"""Resolutions on a page at most: a row is about 900 bytes, because it has the text."""

Row = Headed[TableRow, TableRow | Line]
Made = Row | Entry | Line
"""A resolution under the heading of its item, or an item that passed none; a list of all councils has it as a line."""
Listed = TypeVar("Listed")


@dataclass(frozen=True)
class ShownCouncil:
    """The resolutions of one council, or of a part of a long list, ready to print."""

    anchor: str
    name: str
    made: list[Row]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.made)

    @property
    def rows(self) -> list[TableRow | Markup]:
        """The rows of their table, each heading once."""
        return under_headings(self.made)


def resolution_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the resolutions of a council, then its items that have none."""
    if name in edition.left_out:
        return
    passed = passed_of(edition, name)
    items = {each.id: each.item for each in passed}
    headings = {id_: item_heading(ANYWHERE, id_, item) for id_, item in items.items()}
    for each in passed:
        if each.resolution is None:
            yield line_at(edition, each.id, record_entry(edition, ANYWHERE, each.id))
            continue
        row = resolution_row(edition, ANYWHERE, each, each.resolution)
        yield HeadedLine(
            authority=name,
            name=edition.authorities[name].short_name,
            day=edition.links.threads.first_day(each.id),
            html=Part("table", "table_row", (HEADS, row)),
            weight=weight(row),
            heading=headings[each.id],
        )


def resolution_counts(edition: Edition, name: str) -> Iterator[Counts]:
    """Yield how much the committees of a council decided, where it has any committee item."""
    if name not in edition.left_out and (passed := passed_of(edition, name)):
        yield Counts.of(passed)


def resolutions_pages(archive: Archive) -> Iterator[Page]:
    """Yield the page of the resolutions of all councils."""
    here, title = Here(URL), "Resolutions: what committees decided"
    names = {name: authority.short_name for name, authority in archive.edition.authorities.items()}
    counts = {name: counts for name, (counts,) in archive.by_authority("resolution-counts")}
    lead = f"{Counts.sum(counts.values()).words} As at {archive.edition.as_of_words}."
    lines = dict(archive.by_authority("resolutions"))
    every = [line for mine in lines.values() for line in mine]
    if len(every) <= ROWS:
        made = {name: [_of_line(here, line) for line in mine] for name, mine in lines.items()}
        tables = [_shown(name, names[name], mine) for name, mine in made.items()]
        if weight(tables) <= BYTES:
            choices = [
                Choice(names[name], here.href(f"{URL}{name}/"), each.resolutions or "") for name, each in counts.items()
            ]
            undecided = _undecided(each for mine in made.values() for each in mine)
            yield _page(here, title, lead, crumbs_of(here, ()), tables, undecided, choices=choices)
            return
    told = {name: each.words for name, each in counts.items()}
    if len(told) > MANY:
        yield from council_pages(archive.edition, BY_COUNCIL, "Resolutions by council", ("Resolutions", URL), told)
        by_council = Section(
            "By council", "by-council", [], here.link(f"All {counted(len(told), 'council')}", BY_COUNCIL)
        )
    else:
        entries = [Entry(names[name], here.href(f"{URL}{name}/"), line) for name, line in told.items()]
        by_council = Section("By council", "by-council", entries)
    listing = Listing(URL, title, lead, "entry", [], "entries", section="resolutions")
    yield from _volumes(listing, every, by_day(ROWS), _of_line, [by_council])


def council_resolutions_pages(edition: Edition, authority: str) -> Iterator[Page]:
    """Yield the page of the resolutions of one council, if it has any committee item."""
    passed = passed_of(edition, authority)
    if not passed:
        return
    name, url = edition.register.authority(authority).short_name, f"{URL}{authority}/"
    here, title = Here(url), f"{name}: what committees decided"
    lead = f"{Counts.of(passed).words} As at {edition.as_of_words}."
    choices = [
        Choice("all councils", here.href(URL)),
        Choice(f"all records of {name}", here.href(f"{authority}/")),
    ]
    parents = (("Resolutions", URL),)

    def make(here: Here, each: Passed) -> Made:
        if each.resolution is None:
            return record_entry(edition, here, each.id)
        heading = TableRow((item_heading(here, each.id, each.item),), heading=True)
        return Headed(heading, resolution_row(edition, here, each, each.resolution))

    if len(passed) <= ROWS:
        made = [make(here, each) for each in passed]
        table = _shown(authority, name, made)
        if weight(table) <= BYTES:
            yield _page(here, title, lead, crumbs_of(here, parents), [table], _undecided(made), choices=choices)
            return
    listing = Listing(
        url,
        title,
        lead,
        "entry",
        [],
        "entries",
        section="resolutions",
        parents=parents,
        choices=lambda _: choices,
        choices_lead="Show",
    )
    yield from _volumes(listing, passed, by_record(edition, lambda each: each.id, ROWS), make)


def _volumes(
    listing: Listing,
    rows: Sequence[Listed],
    parting: Parting[Listed],
    make: Callable[[Here, Listed], Made],
    sections: Sequence[Section] = (),
) -> Iterator[Page]:
    """Yield a long list of resolutions in the pages of its parts."""
    for volume in parted(listing.url, rows, parting, make):
        here, title = Here(volume.url), volume.title(listing.title)
        parents = (*listing.parents, *(((listing.title, listing.url),) if volume.words else ()), *volume.above)
        if volume.url == listing.url:
            yield leading_on(listing, volume, sections)
        elif volume.below:
            yield leading_on(
                replace(listing, url=volume.url, title=title, lead="", parents=parents, choices=lambda _: []), volume
            )
        else:
            table, undecided = _shown("list", capital(volume.words), volume.rows), _undecided(volume.rows)
            yield _page(here, title, "", crumbs_of(here, parents), [table], undecided, pager=volume.pager(here))


def _of_line(here: Here, line: Line) -> Made:
    return headed(here, line) if isinstance(line, HeadedLine) else line.make(here)


def _shown(anchor: str, name: str, made: Iterable[Made]) -> ShownCouncil:
    return ShownCouncil(anchor, name, [each for each in made if isinstance(each, Headed)])


def _undecided(made: Iterable[Made]) -> Sequence[Entry | Line] | Markup:
    """Return the items that passed no resolution."""
    return together([each for each in made if not isinstance(each, Headed)])


def _page(
    here: Here,
    title: str,
    lead: str,
    crumbs: tuple[Link, ...],
    tables: Sequence[ShownCouncil],
    undecided: Sequence[Entry | Line] | Markup,
    *,
    choices: Sequence[Choice] = (),
    pager: Sequence[Link] = (),
) -> Page:
    return Page(
        url=here.url,
        title=title,
        template="resolutions",
        shows={
            "title": title,
            "lead": lead,
            "heads": HEADS,
            "councils": [table for table in tables if table.made],
            "undecided": undecided,
            "choices": choices,
            "choices_lead": "Show only" if here.url == URL else "Show",
            "pager": pager,
        },
        description=lead,
        crumbs=crumbs,
        section="resolutions",
    )
