"""Everything that the search can find, on pages made beforehand: for readers without script, and for search engines.

One page for each single value of each facet, and where it has more than ``ENTRIES`` entries pages by year and month;
over them one for each facet, parted by letter where it has very many values, and one for all.
They are made from the search documents, so that a value here and a value of the search hold the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.archive import Archive
from scrutiny.pages.facets import FACETS, Facet, narrowed_search
from scrutiny.pages.line import joined_lines
from scrutiny.pages.listing import Parents, crumbs_of
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import Choice, fits
from scrutiny.pages.search_page import search_page
from scrutiny.pages.section import parts_of
from scrutiny.pages.volume import Parting, Volume
from scrutiny.search.facets import Posts, office_label, posts_by_office
from scrutiny.search.found import Found
from scrutiny.search.values import BROWSE, Headings, Piece, Value, gathered, own_pages
from scrutiny.search.volumes import search_volumes

ENTRIES = 150
"""Entries on a page at most, if they do not weigh too much before: with a status each is about 500 bytes."""
BY_LETTER = "by-letter"
"""The folder of the letters of facets that have very many values; no facet is called so."""
VALUES = 20
"""Values of one facet that the page of all facets shows."""
VALUES_OF_ONE = 250
"""Values on a page of one facet."""
OWN_PAGES = 12
"""Pages of their own that a value may lead to: beyond that, a title that many councils use says nothing."""

_OWN = {
    "council": "this council",
    "committee": "this committee",
    "owner": "this role or body",
    "subject": "this subject",
    "framework": "this kind of inspection",
}
"""What a page beside the browse page is about, by the facets whose values have one."""


@dataclass(frozen=True)
class ShownFacet:
    """A facet on the page of all, ready to print."""

    key: str
    label: str
    meaning: str
    values: list[Choice]
    more: Link | None


class ShownRecord(NamedTuple):
    """The entries of one record, printed."""

    heading: Markup
    """What leads to the record, or its title in words alone where it was not found itself."""
    parts: Markup


def search_pages(archive: Archive) -> Iterator[Page]:
    """Yield the search page, and the pages of `browse_pages`."""
    yield search_page(search_volumes(archive))
    yield from browse_pages(archive)


def browse_pages(archive: Archive) -> Iterator[Page]:
    """Yield the page of all facets, that of each facet and those of each value."""
    headings = Headings(archive)
    values = gathered(archive)
    posts = posts_by_office(archive.edition)
    own = own_pages(archive, posts)
    notes = {office_label(office): _gathered_posts(archive, office, posts) for office in posts}
    yield _all_facets(values)
    for facet in FACETS:
        of_facet = values.get(facet.key, [])
        yield from _facet_pages(facet, of_facet)
        for value in of_facet:
            ways = own.get((facet.key, value.slug), [])
            yield from _value_pages(headings, value, ways, notes)


def _all_facets(values: dict[str, list[Value]]) -> Page:
    here = Here(BROWSE)
    shown = []
    for facet in FACETS:
        if of_facet := values.get(facet.key):
            first = of_facet
            if facet.key != "year":
                first = sorted(of_facet, key=lambda value: -len(value.found))
            more = None
            if len(of_facet) > VALUES:
                more = Link(f"All {len(of_facet):,}", here.href(f"{BROWSE}{facet.key}/"))
            choices = [_choice(here, value) for value in first[:VALUES]]
            shown.append(ShownFacet(facet.key, facet.label, facet.meaning, choices, more))
    lead = "Everything on this site, by what it is, what it says and whose it is. Each number says how many entries."
    return Page(
        url=here.url,
        title="Browse",
        template="browse",
        shows={"title": "Browse", "lead": lead, "facets": shown},
        description=lead,
        crumbs=(Link("Home", here.base),),
        explains=False,
    )


def _choice(here: Here, value: Value) -> Choice:
    return Choice(value.label, here.href(value.url), f"{len(value.found):,}")


def _facet_pages(facet: Facet, values: list[Value]) -> Iterator[Page]:
    """Yield the page of every value of one facet, or where there are very many the pages of each letter.

    A facet of which nothing has a value has a page too: the search page leads there.
    """
    url, title = f"{BROWSE}{facet.key}/", f"Browse by: {facet.label}"
    made = [_choice(Here(url), value) for value in values] if len(values) <= VALUES_OF_ONE else []
    if fits(made, VALUES_OF_ONE) and (made or not values):
        yield _facet_page(facet, title, Volume(url, "", len(values), made))
        return
    # The letters stand apart: a value may be called "it" or "hr", and its address rests on that.
    volumes = parted(
        f"{BROWSE}{BY_LETTER}/{facet.key}/", values, Parting[Value](_value_name, rows=VALUES_OF_ONE), _choice
    )
    for volume in volumes:
        yield _facet_page(facet, volume.title(title), volume if volume.words else replace(volume, url=url))


def _value_name(value: Value) -> str:
    return value.label


def _facet_page(facet: Facet, title: str, volume: Volume[Choice]) -> Page:
    here = Here(volume.url)
    count = counted(volume.count, "value") if volume.count else "Nothing held here has a value"
    first = (facet.label, f"{BROWSE}{facet.key}/")
    return Page(
        url=here.url,
        title=title,
        template="browse_facet",
        shows={
            "title": title,
            "lead": facet.meaning,
            "number_words": f"{count}, each with the number of its entries." if volume.rows else "",
            "nothing": "" if volume.count else f"{count}.",
            "values": volume.rows,
            "letters": parts_of(here, volume, "", "value").entries,
            "pager": volume.pager(here),
        },
        description=f"{title}. {facet.meaning} {count}.",
        crumbs=crumbs_of(here, (("Browse", BROWSE), *((first,) if volume.words else ()), *volume.above)),
        explains=False,
    )


def _value_pages(
    headings: Headings, value: Value, own: Sequence[tuple[str, str]], notes: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the page of one value, or where it has very many entries the pages of each year and month."""
    name = value.facet.says(value.label)
    above = (("Browse", BROWSE), (value.facet.label, f"{BROWSE}{value.facet.key}/"))
    here = Here(value.url)
    ways = [*_ways(here, value, own), *([notes[value.label]] if value.label in notes else [])]
    if len(value.found) <= ENTRIES:
        made = [headings.shown(here, line) for line in value.found]
        if fits(made, ENTRIES):
            yield _value_page(headings, name, Volume(value.url, "", len(made), made), ways, above)
            return
    parting = Parting[Found](lambda line: line.name, lambda line: line.day, ENTRIES)
    for volume in parted(value.url, value.found, parting, headings.shown):
        parents = (*above, *(((value.label, value.url),) if volume.words else ()), *volume.above)
        yield _value_page(headings, volume.title(name), volume, ways if not volume.words else [], parents)


def _value_page(
    headings: Headings, title: str, volume: Volume[Piece], ways: list[Markup | str], parents: Parents
) -> Page:
    here = Here(volume.url)
    count = counted(volume.count, "entry", "entries")
    only_records = all(piece.row.is_record for piece in volume.rows)
    first = f"; the first here: “{volume.rows[0].row.words}”" if volume.rows else ""
    return Page(
        url=here.url,
        title=title,
        template="browse_value",
        shows={
            "title": title,
            "number_words": f"{count}, newest first; those without a day stand last.",
            "ways": ways,
            "parts": parts_of(here, volume, "", "entry", "entries").entries,
            "alone": joined_lines(piece.row for piece in volume.rows) if only_records else "",
            "records": [] if only_records else by_record(headings, volume.rows),
            "pager": volume.pager(here),
        },
        description=f"{title}. {count}, newest first{first}.",
        crumbs=crumbs_of(here, parents),
        explains=False,
    )


def _gathered_posts(archive: Archive, office: str, posts: Posts) -> str:
    """Say that an office gathers posts with other titles, and why the editor takes each for it."""
    authorities = archive.edition.authorities
    because = [
        f"{authorities[name].short_name}'s “{role.title}” ({(role.office_because or '').rstrip('.')})"
        for (name, _), role in posts[office].items()
        if role.title != office
    ]
    more = f"; and {len(because) - OWN_PAGES:,} more" if len(because) > OWN_PAGES else ""
    return (
        f"Posts with other titles are gathered here, as the editor reads them: {'; '.join(because[:OWN_PAGES])}{more}."
    )


def _ways(here: Here, value: Value, own: Sequence[tuple[str, str]]) -> list[Markup]:
    """Return the ways on from a value: the search, narrowed to it, and the pages it has besides."""
    search = narrowed_search(here, *((value.facet.key, label) for label in sorted(value.labels)))
    lines = [html('<a href="{}">Narrow this with the search</a>', search)]
    if len(own) == 1:
        lines.append(here.link(f"The page of {_OWN[value.facet.key]}", own[0][1]))
    elif 1 < len(own) <= OWN_PAGES:
        links: list[Markup | str] = [here.link(text, url) for text, url in own]
        lines.append(html("The pages of {}: {}", _OWN[value.facet.key], joined(links)))
    if len(value.labels) > 1:
        others = joined([f"“{label}”" for label in sorted(value.labels - {value.label})])
        lines.append(html("Also written {}", others))
    return lines


def by_record(headings: Headings, pieces: Sequence[Piece]) -> list[ShownRecord]:
    """Return entries record by record, the record's own as the heading of its parts."""
    shown = []
    for _, group in groupby([piece.row for piece in pieces], key=attrgetter("record")):
        lines = list(group)
        over = headings.over(lines[0])
        shown.append(ShownRecord(joined_lines([over]), joined_lines(lines[lines[0].is_record :])))
    return shown
