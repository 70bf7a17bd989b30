"""Everything that the search can find, on pages made beforehand: for readers without script, and for search engines.

One page for each single value of each facet, and where it has more than ``ENTRIES`` entries pages by year and month;
over them one for each facet, parted by letter where it has very many values, and one for all.
They are made from the search documents, so that a value here and a value of the search hold the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.axes import Word
from scrutiny.pages.described import shortened
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import FACETS, Facet, narrowed_search
from scrutiny.pages.listing import Parents, crumbs_of, parts_of
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.parted import Parting, Volume, parted
from scrutiny.pages.rows import Choice, Headed, fits
from scrutiny.pages.search_page import search_page
from scrutiny.pages.shown import Entry
from scrutiny.pages.words import capital
from scrutiny.search.document import SearchDocument
from scrutiny.search.facets import office_label, posts_by_office
from scrutiny.search.values import BROWSE, Value, gathered, own_pages
from scrutiny.search.volumes import search_volumes
from scrutiny.vocabulary import Shape

ENTRIES = 150
"""Entries on a page at most, if they do not weigh too much before: with a status each is about 500 bytes."""
BY_LETTER = "by-letter"
"""The folder of the letters of facets that have very many values; no facet is called so."""
VALUES = 20
"""Values of one facet that the page of all facets shows."""
VALUES_OF_ONE = 250
"""Values on a page of one facet."""
TITLE = 160
"""Characters of the title of an entry; findings and steps are titled by their whole text."""
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


@dataclass(frozen=True)
class ShownRecord:
    """The entries of one record: its own, which heads the others, or its title in words alone."""

    own: Entry
    parts: list[Entry]


Piece = Headed[tuple[str, str, str], Entry]
"""The entry of a record, or of a part of one, under the address of the record, its title and its date."""


def search_pages(edition: Edition, documents: Sequence[SearchDocument]) -> Iterator[Page]:
    """Yield the search page, and the pages of `browse_pages`."""
    yield search_page(search_volumes(documents))
    yield from browse_pages(edition, documents)


def browse_pages(edition: Edition, documents: Iterable[SearchDocument]) -> Iterator[Page]:
    """Yield the page of all facets, that of each facet and those of each value."""
    values = gathered(documents)
    own = own_pages(edition)
    notes = {office_label(office): _gathered_posts(edition, office) for office in posts_by_office(edition)}
    found = Found()
    yield _all_facets(values)
    for facet in FACETS:
        of_facet = values.get(facet.key, [])
        yield from _facet_pages(facet, of_facet)
        for value in of_facet:
            ways = own.get((facet.key, value.slug), [])
            yield from _value_pages(found, value, ways, notes)


def _all_facets(values: dict[str, list[Value]]) -> Page:
    here = Here(BROWSE)
    shown = []
    for facet in FACETS:
        if of_facet := values.get(facet.key):
            first = of_facet
            if facet.key != "year":
                first = sorted(of_facet, key=lambda value: -len(value.documents))
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
    return Choice(value.label, here.href(value.url), f"{len(value.documents):,}")


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
    found: Found, value: Value, own: Sequence[tuple[str, str]], notes: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the page of one value, or where it has very many entries the pages of each year and month."""
    name = value.facet.says(value.label)
    above = (("Browse", BROWSE), (value.facet.label, f"{BROWSE}{value.facet.key}/"))
    here = Here(value.url)
    ways = [*_ways(here, value, own), *([notes[value.label]] if value.label in notes else [])]
    if len(value.documents) <= ENTRIES:
        made = [found.under_record(here, document) for document in value.documents]
        if fits(made, ENTRIES):
            yield _value_page(name, Volume(value.url, "", len(made), made), ways, above)
            return
    parting = Parting[SearchDocument](council_of, _day_of, ENTRIES)
    for volume in parted(value.url, value.documents, parting, found.under_record):
        parents = (*above, *(((value.label, value.url),) if volume.words else ()), *volume.above)
        yield _value_page(volume.title(name), volume, ways if not volume.words else [], parents)


def council_of(document: SearchDocument) -> str:
    """Return the council of a search document; empty for what belongs to none."""
    return document.filters.get("council", ("",))[0]


def _day_of(document: SearchDocument) -> datetime.date | None:
    return datetime.date.fromisoformat(document.day) if document.day else None


def _value_page(title: str, volume: Volume[Piece], ways: list[Markup | str], parents: Parents) -> Page:
    here = Here(volume.url)
    count = counted(volume.count, "entry", "entries")
    records = by_record(volume.rows)
    first = ""
    if records:
        own = records[0].own if records[0].own.href else records[0].parts[0]
        first = f"; the first here: “{shortened(str(own.text), 80)}”"
    return Page(
        url=here.url,
        title=title,
        template="browse_value",
        shows={
            "title": title,
            "number_words": f"{count}, newest first; those without a day stand last.",
            "ways": ways,
            "parts": parts_of(here, volume, "", "entry", "entries").entries,
            "records": records,
            "alone": [record.own for record in records] if not any(record.parts for record in records) else [],
            "pager": volume.pager(here),
        },
        description=f"{title}. {count}, newest first{first}.",
        crumbs=crumbs_of(here, parents),
        explains=False,
    )


def _gathered_posts(edition: Edition, office: str) -> str:
    """Say that an office gathers posts with other titles, and why the editor takes each for it."""
    because = [
        f"{edition.authorities[authority].short_name}'s “{role.title}” ({(role.office_because or '').rstrip('.')})"
        for (authority, _), role in posts_by_office(edition)[office].items()
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


class Found:
    """What was found, as entries: what all pages tell of it alike is made once, for it stands under many values."""

    def __init__(self) -> None:
        self._told: dict[str, Piece] = {}

    def under_record(self, here: Here, document: SearchDocument) -> Piece:
        """Return a document as an entry, under what tells of its record."""
        url = document.url
        told = self._told.get(url) or self._told.setdefault(url, _told(document))
        own = told.row
        return Headed(told.heading, Entry(own.text, here.href(url), own.soft, status=own.status))


def by_record(pieces: Iterable[Piece]) -> list[ShownRecord]:
    """Return entries record by record, the record's own as the heading of its parts."""
    shown = []
    for (_, title, date), group in groupby(pieces, key=lambda piece: piece.heading):
        own, *parts = (piece.row for piece in group)
        heads = "#" not in own.href
        shown.append(ShownRecord(own, parts) if heads else ShownRecord(Entry(title, "", date), [own, *parts]))
    return shown


def _told(document: SearchDocument) -> Piece:
    """Return a search document as words, its place within its record, for a whole record its date, and its status."""
    council, date = council_of(document), capital(document.date)
    record = document.url.partition("#")[0]
    soft = capital(document.where.removeprefix(f"{council}, "))
    if record == document.url:
        soft += f". {date}"
    status = Word(document.status, Shape(document.shape), document.tone) if document.status else None
    return Headed((record, document.page, date), Entry(shortened(document.title, TITLE), "", soft, status=status))
