"""The files: those of one council, and, from the rows that councils hand over, those of the whole site."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from scrutiny.follow import atom, ical
from scrutiny.follow.announced import ALL_CALENDAR, ALL_FEED, theme_feed
from scrutiny.follow.entries import Anchors, Entries
from scrutiny.follow.event import Event
from scrutiny.follow.events import events_of
from scrutiny.follow.rows import Row, newest, newest_by_path
from scrutiny.follow.scopes import scopes_of, theme_parts
from scrutiny.follow.site import Site
from scrutiny.pages.edition import Edition
from scrutiny.vocabulary import Missing

File = tuple[str, bytes]
"""A path from the root of the site, and what stands in it."""


LEAST = 10
"""Entries that a council may always have in a feed of the whole site, however many councils there are."""


def fair_share(councils: int) -> int:
    """Return how many entries of a feed of the whole site may be of one council, on a site of so many.

    A council that publishes hundreds of records on a day fills its own feed with them, and not that of all councils;
    and hardly more is handed over than can be printed.
    """
    return max(LEAST, atom.MOST // max(councils, 1))


class Title(NamedTuple):
    """What a file of the whole site is called, and the page it goes with."""

    path: str
    title: str
    url: str
    invented: bool
    """True where everything in it is made up."""


def titles(edition: Edition, site: Site) -> tuple[Title, ...]:
    """Return the files of the whole site: of all that happens, and of each subject."""
    themes, invented = edition.register.shared.themes, edition.is_invented
    return (
        Title(ALL_FEED, site.name, "", invented),
        Title(ALL_CALENDAR, site.name, "", invented),
        *(Title(theme_feed(name), theme.label, f"themes/{name}/", invented) for name, theme in themes.items()),
    )


def whole_site_files(rows: Iterable[Row], titles: Iterable[Title], site: Site) -> Iterator[File]:
    """Yield the files of the whole site from the rows of all councils, in whatever order they come.

    Rows are taken one by one, and only those are held that a file will have.
    """
    named = {title.path: title for title in titles}
    most = {path: ical.MOST if path == ALL_CALENDAR else atom.MOST for path in named}
    for path, kept in newest_by_path(rows, most).items():
        if path == ALL_CALENDAR:
            yield path, ical.calendar(ical.Cover(*named[path]), kept, site)
        else:
            yield path, atom.feed(atom.Heading(*named[path]), kept, site)


class Council:
    """The entries and events of one council, each made once for all files it stands in."""

    def __init__(self, edition: Edition, authority: str, site: Site) -> None:
        """Take an edition that holds the council, and may hold others."""
        self._edition, self._authority, self._site = edition, authority, site
        origin = edition.authorities[authority].origin
        self._licence = "" if origin is None or origin.licence == Missing.NOT_STATED.value else origin.licence
        self._told = Entries(edition, site.away)
        self._whole: dict[str, list[Row]] = {}

    def files(self) -> Iterator[File]:
        """Yield the feeds and calendars of the council, its committees, roles and inspections."""
        invented = self._edition.authorities[self._authority].invented
        by_page: defaultdict[str, list[Row]] = defaultdict(list)
        for event, row in self._events:
            for page in (f"{self._authority}/", *event.pages):
                by_page[page].append(row)
        for scope in scopes_of(self._edition, self._authority):
            path = f"{scope.url}{atom.FILE}"
            rows = newest(self._entries(path, scope.parts, scope.url), atom.MOST)
            heading = atom.Heading(path, scope.title, scope.url, invented, self._licence)
            yield path, atom.feed(heading, rows, self._site)
            if scope.has_calendar:
                path = f"{scope.url}{ical.FILE}"
                cover = ical.Cover(path, scope.title, scope.url, invented)
                yield path, ical.calendar(cover, newest(by_page[scope.url], ical.MOST), self._site)

    def rows(self, share: int = atom.MOST) -> Iterator[Row]:
        """Yield what the council gives to the files of the whole site; nothing where it is left out as invented.

        Of each feed that is ``share`` entries at most; see ``fair_share``.
        """
        edition, authority = self._edition, self._authority
        if edition.is_left_out(authority):
            return
        ids = edition.by_authority.get(authority, ())
        yield from newest(self._entries(ALL_FEED, dict.fromkeys(ids)), share)
        for name, parts in theme_parts(edition, authority).items():
            yield from newest(self._entries(theme_feed(name), parts, f"themes/{name}/"), share)
        yield from newest((row._replace(path=ALL_CALENDAR) for _, row in self._events), ical.MOST)

    def _entries(self, path: str, parts: Mapping[str, Anchors], within: str = "") -> Iterator[Row]:
        """Yield the entries of some records, or of parts of them, as they stand in a feed."""
        for id_, anchors in parts.items():
            if anchors is not None:
                yield from self._made(path, id_, anchors, within)
                continue
            if id_ not in self._whole:
                self._whole[id_] = list(self._made("", id_))
            yield from (row._replace(path=path) for row in self._whole[id_])

    def _made(self, path: str, id_: str, anchors: Anchors = None, within: str = "") -> Iterator[Row]:
        themes = self._edition.register.shared.themes
        for entry in self._told.of(id_, anchors, within):
            yield atom.entry_row(entry, self._site, themes, path, self._licence)

    @cached_property
    def _events(self) -> list[tuple[Event, Row]]:
        """The events, each with the way it stands in a calendar."""
        return [(event, ical.event_row(event, self._site)) for event in events_of(self._edition, self._authority)]
