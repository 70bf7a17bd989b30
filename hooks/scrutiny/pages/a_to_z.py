"""An index from A to Z, as at the end of a book: records, councils, committees, posts, subjects, words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.model import Authority, Body, Role
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import RECORD_KINDS
from scrutiny.pages.kinds import BY_KIND, frameworks_listed
from scrutiny.pages.letters import folded, plain
from scrutiny.pages.listing import crumbs_of
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.part_heading import DIGITS
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import fits
from scrutiny.pages.shown import Entry
from scrutiny.pages.volume import Parting, Volume
from scrutiny.pages.words import capital, small

A_TO_Z = "a-z/"
ENTRIES = 150
"""Entries on a page at most: each is about 250 bytes, and a page stays under 60 KB."""

_ARTICLES = ("the ", "a ", "an ")


class Indexed(NamedTuple):
    """One entry of the index."""

    text: str
    soft: str
    """What it is: "committee, Bradford"."""
    url: str = ""
    """Where it leads, from the root of the site; empty for what has no page."""
    ways: tuple[tuple[str, str], ...] = ()
    """What has no page leads to these instead, words and address."""

    @property
    def order(self) -> tuple[str, str, str, str]:
        """What it is sorted by: its letters without accents, capitals and a leading article."""
        return plain(self.name), self.text, self.soft, self.url

    @property
    def name(self) -> str:
        """Its text without a leading article."""
        article = next((each for each in _ARTICLES if folded(self.text).startswith(each)), "")
        return self.text[len(article) :]

    @property
    def letter(self) -> str:
        """The folder it stands in: its first letter, or that of figures and other scripts."""
        first = self.order[0][:1]
        return first if first and first in ascii_lowercase else DIGITS

    def entry(self, here: Here) -> Entry:
        """Return it as a page shows it."""
        soft: Markup | str = self.soft
        if self.ways:
            soft = html("{}: {}", soft, joined([here.link(text, url) for text, url in self.ways]))
        return Entry(self.text, here.href(self.url) if self.url else "", soft)


@dataclass(frozen=True)
class Way:
    """A letter on the first page, or a part of a letter: how many entries it has, and between which words."""

    text: str
    href: str
    count: str
    span: str


@dataclass(frozen=True)
class Letter:
    """A letter over the index; without ``href`` nothing stands under it."""

    text: str
    href: str
    current: bool = False


def a_to_z_pages(archive: Archive) -> Iterator[Page]:
    """Yield the page of all letters, and that of each letter that has an entry."""
    index = indexed(archive)
    yield _overview(index)
    for letter, entries in index.items():
        url = f"{A_TO_Z}{letter}/"
        here = Here(url)
        made = [entry.entry(here) for entry in entries] if len(entries) <= ENTRIES else []
        if made and fits(made, ENTRIES):
            yield _letter_page(index, letter, Volume(url, "", len(entries), made))
            continue
        parting = Parting[Indexed](lambda entry: entry.name, rows=ENTRIES)
        for volume in parted(url, entries, parting, lambda here, entry: entry.entry(here)):
            yield _letter_page(index, letter, volume)


def indexed(archive: Archive) -> dict[str, list[Indexed]]:
    """Return the entries by the folder of their letter, figures first, each letter in the order of the alphabet."""
    found: defaultdict[str, list[Indexed]] = defaultdict(list)
    for entry in sorted({*archive.rows("index"), *_shared(archive)}, key=lambda each: each.order):
        found[entry.letter].append(entry)
    return {letter: found[letter] for letter in (DIGITS, *ascii_lowercase) if letter in found}


def index_rows(edition: Edition, name: str) -> Iterator[Indexed]:
    """Yield what belongs to one council: itself, its committees, posts and bodies, and its records."""
    council = edition.authorities[name]
    if edition.is_listed(name):
        yield from _authority(edition, name, council)
    for id_ in edition.by_authority.get(name, ()):
        record = edition.record(id_)
        if edition.is_listed(id_):
            kind = small(RECORD_KINDS[type(record)])
            yield Indexed(_without(council, record.title), f"{kind}, {council.short_name}", f"{id_}/")


def _without(authority: Authority, title: str) -> str:
    """Return the title of a record without the authority it begins with."""
    for name in (authority.short_name, authority.title):
        if title.startswith(f"{name}: "):
            return capital(title.removeprefix(f"{name}: "))
    return title


def _authority(edition: Edition, name: str, authority: Authority) -> Iterator[Indexed]:
    council, kind = authority.short_name, small(authority.kind.label)
    for title in (council, authority.title):
        yield Indexed(title, kind, f"{name}/")
    for key, committee in authority.committees.items():
        for title in (committee.name, *committee.other_names):
            also = "" if title == committee.name else f", now or also {committee.name}"
            yield Indexed(title, f"committee, {council}{also}", f"{name}/committees/{key}/")
    for key in edition.owners.get(name, ()):
        owner = edition.register.owner(name, key)
        url = f"{name}/roles/{key}/"
        if isinstance(owner, Role):
            yield Indexed(owner.title, f"role, {council}", url)
            if owner.short:
                yield Indexed(owner.short, f"{owner.title}, {council}", url)
        elif isinstance(owner, Body):
            yield Indexed(owner.name, f"{small(owner.kind.label)}, {council}", url)


def _shared(archive: Archive) -> Iterator[Indexed]:
    """Yield what belongs to all: subjects, kinds of inspection, inspectorates and the words of the glossary."""
    shared = archive.edition.register.shared
    for name, theme in shared.themes.items():
        yield Indexed(theme.label, "subject", f"themes/{name}/")
    inspected = frameworks_listed(archive)
    for name, framework in inspected.items():
        yield Indexed(framework.title, "kind of inspection", f"{BY_KIND}{name}/")
        if framework.short:
            yield Indexed(framework.short, f"kind of inspection: {framework.title}", f"{BY_KIND}{name}/")
    for name, body in shared.bodies.items():
        ways = tuple(
            (framework.short or framework.title, f"{BY_KIND}{key}/")
            for key, framework in inspected.items()
            if name in framework.inspectorates
        )
        for title in (body.name, *body.other_names) if ways else ():  # an entry that leads nowhere helps nobody
            also = "" if title == body.name else f", now or also {body.name}"
            yield Indexed(title, f"{small(body.kind.label)}{also}", "", ways)
    for name, term in shared.terms.items():
        yield Indexed(term.term, "word in the glossary", f"glossary/#{name}")
        if term.expansion:
            yield Indexed(capital(term.expansion), f"in the glossary under {term.term}", f"glossary/#{name}")


def _overview(index: dict[str, list[Indexed]]) -> Page:
    here = Here(A_TO_Z)
    volumes = [
        _way(here, _name(letter), f"{A_TO_Z}{letter}/", len(entries), _span(entries[0].text, entries[-1].text))
        for letter, entries in index.items()
    ]
    total = counted(sum(map(len, index.values())), "entry", "entries")
    lead = "Records, councils, committees, posts, subjects and the words of the glossary, as in the index of a book."
    return Page(
        url=here.url,
        title="A to Z",
        template="a-z",
        shows={
            "title": "A to Z",
            "lead": lead,
            "number_words": f"{total}. A leading “the” or “a” is passed over.",
            "letters": _letters(here, index, ""),
            "volumes": volumes,
            "entries": [],
            "pager": [],
        },
        description=lead,
        crumbs=(Link("Home", here.base),),
        explains=False,
    )


def _letter_page(index: dict[str, list[Indexed]], letter: str, volume: Volume[Entry]) -> Page:
    """Return one page of a letter: its entries, or the ways to its parts."""
    here = Here(volume.url)
    title = volume.title(f"A to Z: {_name(letter)}")
    count = counted(volume.count, "entry", "entries")
    ends = (volume.rows[0].text, volume.rows[-1].text) if volume.rows else ()
    above = [("A to Z", A_TO_Z), *([(_name(letter), f"{A_TO_Z}{letter}/")] if volume.words else []), *volume.above]
    return Page(
        url=here.url,
        title=title,
        template="a-z",
        shows={
            "title": title,
            "lead": "",
            "number_words": f"{count}.",
            "letters": _letters(here, index, letter),
            "volumes": [_way(here, capital(each.text), each.url, each.count, each.span) for each in volume.below],
            "entries": volume.rows,
            "pager": volume.pager(here),
        },
        description=f"{title}. {count}{', here from “{}” to “{}”'.format(*ends) if ends else ''}.",
        crumbs=crumbs_of(here, above),
        explains=False,
    )


def _way(here: Here, text: str, url: str, count: int, span: str) -> Way:
    return Way(text, here.href(url), counted(count, "entry", "entries"), span)


def _letters(here: Here, index: dict[str, list[Indexed]], current: str) -> list[Letter]:
    return [
        Letter(_name(letter), here.href(f"{A_TO_Z}{letter}/") if letter in index else "", letter == current)
        for letter in (DIGITS, *ascii_lowercase)
    ]


def _name(letter: str) -> str:
    return "0–9" if letter == DIGITS else letter.upper()


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
