"""Everything that the search can find, on pages made beforehand: for readers without script, and for search engines.

One page for each single value of each facet, in parts of ``ENTRIES``; over them one for each facet and one for all.
They are made from the search documents, so that a value here and a value of the search hold the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from scrutiny.pages.axes import Word
from scrutiny.pages.described import shortened
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import FACETS, Facet, narrowed_search
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.rows import Part, parts
from scrutiny.pages.shown import Entry
from scrutiny.pages.tracker import Choice
from scrutiny.pages.words import capital
from scrutiny.search.document import SearchDocument
from scrutiny.search.facets import office_label, posts_by_office
from scrutiny.search.values import BROWSE, Value, gathered, own_pages
from scrutiny.vocabulary import Shape

ENTRIES = 90
"""Entries on a page at most: with a status each is about 500 bytes, and a page stays under 60 KB."""
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


def browse_pages(edition: Edition, documents: Iterable[SearchDocument]) -> Iterator[Page]:
    """Yield the page of all facets, that of each facet and those of each value."""
    values = gathered(documents)
    own, entries = own_pages(edition), _Entries()
    notes = {office_label(office): _gathered_posts(edition, office) for office in posts_by_office(edition)}
    yield _all_facets(values)
    for facet in FACETS:
        of_facet = values.get(facet.key, [])
        yield from _facet_pages(facet, of_facet)
        for value in of_facet:
            for part in parts(value.url, value.documents, ENTRIES):
                yield _value_page(value, part, own.get((facet.key, value.slug), []), entries, notes)


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
    """Yield the page of every value of one facet, in numbered parts where there are very many.

    A facet of which nothing has a value has a page too: the search page leads there.
    """
    first = f"{BROWSE}{facet.key}/"
    for part in parts(first, values, VALUES_OF_ONE):
        here = Here(part.url)
        title = f"Browse by: {facet.label}{part.words}"
        count = counted(part.total, "value") if values else "Nothing held here has a value"
        yield Page(
            url=here.url,
            title=title,
            template="browse_facet",
            shows={
                "title": title,
                "lead": facet.meaning,
                "number_words": f"{count}, each with the number of its entries." if values else "",
                "nothing": "" if values else f"{count}.",
                "values": [_choice(here, value) for value in part.rows],
                "pager": part.pager(here, first),
            },
            description=f"{title}. {facet.meaning} {count}.",
            crumbs=_crumbs(here, ("Browse", BROWSE), *(((facet.label, first),) if part.number > 1 else ())),
            explains=False,
        )


def _value_page(
    value: Value,
    part: Part[SearchDocument],
    own: Sequence[tuple[str, str]],
    entries: _Entries,
    notes: Mapping[str, str],
) -> Page:
    here, facet = Here(part.url), value.facet
    name = facet.says(value.label)
    title = name + part.words
    count = counted(part.total, "entry", "entries")
    records = entries.by_record(here, part.rows)
    above = (("Browse", BROWSE), (facet.label, f"{BROWSE}{facet.key}/"))
    return Page(
        url=here.url,
        title=title,
        template="browse_value",
        shows={
            "title": title,
            "number_words": f"{count}, newest first; those without a day stand last.",
            "ways": [*_ways(here, value, own), *([notes[value.label]] if value.label in notes else [])],
            "records": records,
            "alone": [record.own for record in records] if not any(record.parts for record in records) else [],
            "pager": part.pager(here, value.url),
        },
        description=f"{title}. {count}, newest first; the first here: “{shortened(part.rows[0].title, 80)}”.",
        crumbs=_crumbs(here, *above, *(((value.label, value.url),) if part.number > 1 else ())),
        explains=False,
    )


def _gathered_posts(edition: Edition, office: str) -> str:
    """Say that an office gathers posts with other titles, and why the editor takes each for it."""
    because = [
        f"{edition.authorities[authority].short_name}'s “{role.title}” ({(role.office_because or '').rstrip('.')})"
        for (authority, _), role in posts_by_office(edition)[office].items()
        if role.title != office
    ]
    return f"Posts with other titles are gathered here, as the editor reads them: {'; '.join(because)}."


def _crumbs(here: Here, *above: tuple[str, str]) -> tuple[Link, ...]:
    return (Link("Home", here.base), *(Link(text, here.href(url)) for text, url in above))


def _ways(here: Here, value: Value, own: Sequence[tuple[str, str]]) -> list[Markup]:
    """Return the ways on from a value: the search, narrowed to it, and the pages it has besides."""
    search = narrowed_search(here, *((value.facet.key, label) for label in sorted(value.labels)))
    lines = [Markup('<a href="{}">Narrow this with the search</a>').format(search)]
    if len(own) == 1:
        lines.append(here.link(f"The page of {_OWN[value.facet.key]}", own[0][1]))
    elif 1 < len(own) <= OWN_PAGES:
        links: list[Markup | str] = [here.link(text, url) for text, url in own]
        lines.append(Markup("The pages of {}: {}").format(_OWN[value.facet.key], joined(links)))
    if len(value.labels) > 1:
        others = joined([f"“{label}”" for label in sorted(value.labels - {value.label})])
        lines.append(Markup("Also written {}").format(others))
    return lines


class _Entries:
    """Search documents as entries of pages; each stands on a page of every facet, and is made once for each depth."""

    def __init__(self) -> None:
        """Begin with none."""
        self._made: dict[tuple[str, str], Entry] = {}

    def by_record(self, here: Here, documents: Sequence[SearchDocument]) -> list[ShownRecord]:
        """Return entries record by record, the record's own as the heading of its parts."""
        shown = []
        for url, group in groupby(documents, key=lambda document: document.url.partition("#")[0]):
            parts_of = list(group)
            first = parts_of[0]
            own = Entry(first.page, "", capital(first.date))
            if first.url == url:
                own = self._entry(here, parts_of.pop(0))
            shown.append(ShownRecord(own, [self._entry(here, each) for each in parts_of]))
        return shown

    def _entry(self, here: Here, document: SearchDocument) -> Entry:
        made = self._made.get((document.url, here.base))
        if made is None:
            made = self._made[document.url, here.base] = _entry(here, document)
        return made


def _entry(here: Here, document: SearchDocument) -> Entry:
    """Return a search document as a link, its place within its record, for a whole record its date, and its status."""
    council = document.filters.get("council", ("",))[0]
    soft = capital(document.where.removeprefix(f"{council}, "))
    if "#" not in document.url:
        soft += f". {capital(document.date)}"
    status = Word(document.status, Shape(document.shape), document.tone) if document.status else None
    return Entry(shortened(document.title, TITLE), here.href(document.url), soft, status=status)
