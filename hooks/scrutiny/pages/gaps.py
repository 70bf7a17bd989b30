"""Known gaps: one list for each kind of thing the papers leave open. The page an officer works through.

A hand-written page opens it. Where there are more rows than a page can show, each list begins here, and is whole at
``data-quality/<list>/``, by year and month of the records (``parted``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.archive import Archive
from scrutiny.pages.gap_kinds import Kind, gaps_known
from scrutiny.pages.line import Line, NumberedLine, joined_lines
from scrutiny.pages.listing import Listing, by_day, crumbs_of, leading_on
from scrutiny.pages.page import Here, Link, Page
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import BYTES, share, weight, within
from scrutiny.pages.rows import ROWS as TABLE_ROWS
from scrutiny.pages.words import small

URL = "data-quality/"
"""The address of the page."""

ROWS = 150
"""Gaps on a page at most: a row is about 350 bytes, because it is a link and one line."""
FIRST = 80
"""Gaps on the first page where it cannot show all."""

PARENTS = (("Known gaps", URL),)


@dataclass(frozen=True)
class ShownKind:
    """One list, ready to print."""

    anchor: str
    title: str
    count: int
    note: str
    entries: Markup
    disagreements: list[Markup]
    """In place of entries, where papers disagree."""
    more: Markup | str


def gaps_tail(archive: Archive, url: str) -> Page:
    """Return the lists that end the hand-written page of known gaps."""
    here, numbers = Here(url), gaps_known(archive)
    shown = _rows_of_all(archive, numbers)
    if shown is None:
        limit = share(len(numbers), FIRST)
        shown = [
            within((line.make(here) for line in islice(kind.lines(archive), limit)), BYTES // len(numbers))
            for kind in numbers
        ]
    return Page(
        url=url,
        title="Known gaps",
        template="gaps",
        shows={
            "title": "",
            "lead": "",
            "contents": [Link(kind.words(number), f"#{kind.anchor}") for kind, number in numbers.items()],
            "kinds": [_shown(here, *each, own) for each, own in zip(numbers.items(), shown, strict=True)],
            "pager": [],
        },
    )


def gaps_pages(archive: Archive) -> Iterator[Page]:
    """Yield the pages of every list, where the page of known gaps cannot show all of its rows."""
    numbers = gaps_known(archive)
    if _rows_of_all(archive, numbers) is None:
        for kind in numbers:
            yield from _pages(kind, list(kind.lines(archive)))


def _rows_of_all(archive: Archive, numbers: Mapping[Kind, int]) -> list[list[Line]] | None:
    """Return the rows of every list, or None where the page of known gaps cannot show them all."""
    if sum(numbers.values()) > ROWS:
        return None
    made = [[line.make(Here(URL)) for line in kind.lines(archive)] for kind in numbers]
    return made if weight(made) <= BYTES else None


def _pages(kind: Kind, lines: Sequence[Line]) -> Iterator[Page]:
    url, title = f"{URL}{kind.anchor}/", f"Known gaps: {small(kind.title)}"
    here = Here(url)
    # A disagreement has its claims besides, so it is as long as a row of a table.
    rows = TABLE_ROWS if isinstance(lines[0], NumberedLine) else ROWS
    made = [line.make(here) for line in lines] if len(lines) <= rows else []
    if made and weight(made) <= BYTES:
        lead = f"{kind.words(len(made))}. {kind.note}"
        yield _page(here, kind, title, lead, made, [], crumbs_of(here, PARENTS))
        return
    for volume in parted(url, lines, by_day(rows), lambda here, line: line.make(here)):
        here, own = Here(volume.url), volume.title(title)
        parents = (*PARENTS, *(((kind.title, url),) if volume.words else ()), *volume.above)
        if volume.below:
            yield leading_on(Listing(volume.url, own, kind.note, kind.noun, [], kind.plural, parents=parents), volume)
        else:
            yield _page(here, kind, own, kind.note, volume.rows, volume.pager(here), crumbs_of(here, parents))


def _page(
    here: Here,
    kind: Kind,
    title: str,
    lead: str,
    lines: Sequence[Line],
    pager: Sequence[Link],
    crumbs: tuple[Link, ...],
) -> Page:
    return Page(
        url=here.url,
        title=title,
        template="gaps",
        shows={
            "title": title,
            "lead": lead,
            "contents": [],
            "kinds": [_shown(here, kind, len(lines), lines)],
            "pager": pager,
        },
        description=lead,
        crumbs=crumbs,
    )


def _shown(here: Here, kind: Kind, count: int, lines: Sequence[Line]) -> ShownKind:
    """Return a list of so many, of which some are shown, with the way to all of it where these are not all."""
    disagreements = [line for line in lines if isinstance(line, NumberedLine)]
    entries = joined_lines(line for line in lines if not isinstance(line, NumberedLine))
    numbered = [line.at(number) for number, line in enumerate(disagreements, 1)]
    more: Markup | str = ""
    if len(lines) < count:
        link = here.link(f"See all {count:,}", f"{URL}{kind.anchor}/")
        more = html("The first {} of {} are shown. {}", len(lines), f"{count:,}", link)
    return ShownKind(kind.anchor, kind.title, count, kind.note, entries, numbered, more)
