"""What a page is before it is rendered, and how one page points at another."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from markupsafe import Markup, escape

from scrutiny.language import ENGLISH, and_before, html, say_number, strung
from scrutiny.link import Target
from scrutiny.vocabulary import Missing

ROOT = "\x02"
"""Stands for the way to the root of the site in what is printed before the page is known that shows it.

No text of a record has this sign (``load.text``); ``Renderer.body`` puts the way in its place. It is one of ASCII: with
any other Python would keep each letter of a line in two bytes."""


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. ``href`` is relative to the page that shows them."""

    text: str
    href: str


@dataclass(frozen=True)
class Here:
    """The page being made, from which every address is relative: the site works in any folder of any server."""

    url: str
    """Address of the page from the root of the site, ending in ``/`` or empty for the home page."""

    @cached_property
    def base(self) -> str:
        """The way from this page to the root of the site: ``../../``; ``./`` on the home page."""
        return "../" * self.url.count("/") or "./"

    def is_at(self, url: str) -> bool:
        """Tell whether this page has an address, given from the root."""
        return url == self.url

    def is_among(self, urls: Collection[str]) -> bool:
        """Tell whether this page has one of several addresses."""
        return self.url in urls

    def href(self, url: str) -> str:
        """Return the way from this page to an address given from the root."""
        path, _, anchor = url.partition("#")
        if self.is_at(path):
            return f"#{anchor}" if anchor else "#main"
        return self.base + url

    def link(self, text: str, url: str) -> Markup:
        """Return words that lead to an address given from the root."""
        return html('<a href="{}">{}</a>', self.href(url), text)

    def to(self, target: Target, text: str) -> Markup:
        """Return words that lead to a record or a part of one."""
        return self.link(text, target.url)


@dataclass(frozen=True)
class Anywhere(Here):
    """No page in particular: addresses begin with ``ROOT``, and none is that of the page being made."""

    url: str = "*"

    @cached_property
    def base(self) -> str:
        """What stands for the way to the root."""
        return ROOT


ANYWHERE = Anywhere()


@dataclass(frozen=True)
class Elsewhere(Here):
    """Any page that leads to the root in one way but those it was asked about, on which things may look otherwise."""

    way: str = ""
    """The way to the root."""
    asked: set[str] = field(default_factory=set)
    """The addresses of the pages it was asked about."""

    @classmethod
    def as_deep_as(cls, here: Here) -> Self:
        """Return a place that leads to the root as another does, and is no page."""
        return cls("*", here.base)

    @cached_property
    def base(self) -> str:
        """The way to the root."""
        return self.way

    def is_at(self, url: str) -> bool:
        """Note an address; the page is another one."""
        self.asked.add(url)
        return False

    def is_among(self, urls: Collection[str]) -> bool:
        """Note several addresses; the page is another one."""
        self.asked.update(urls)
        return False


@dataclass(frozen=True)
class Keeper:
    """Who keeps the record of which a page is made, where that is another site than this."""

    name: str
    """The authority."""
    href: str
    """The address of its own page; empty where its site does not say where it is."""
    as_of: datetime.date
    """The day of the edition that was taken from there."""
    licence: str
    """The licence under which it is published there, or ``not stated``."""


@dataclass(frozen=True)
class Page:
    """One page of the site."""

    url: str
    """Address from the root of the site, ending in ``/``."""
    title: str
    """Plain text; unique on the site."""
    template: str
    """Its body: a file in ``overrides/scrutiny/pages/``, without the ending."""
    shows: Mapping[str, Any] = field(default_factory=dict)
    """What the template is given."""
    kicker: str = ""
    """The soft line over the title: kind and date."""
    description: str = ""
    """What a search engine or a shared link shows, one or two sentences."""
    crumbs: tuple[Link, ...] = ()
    """The parents of the page, from Home down."""
    section: str = ""
    """The word of the menu that is current here."""
    source: str = ""
    """The record's file below the content folder, where the page is one record's."""
    published: datetime.date | None = None
    """The day on which a record's page was first public, where that is known."""
    modified: datetime.date | None = None
    """The last day on which it changed for its readers, where any is known."""
    noindex: bool = False
    """True for pages that search engines should leave out, such as withdrawn records."""
    invented: bool = False
    """True where everything on the page is made up; a strip says so."""
    keeper: Keeper | None = None
    """Who keeps its record, where that is another site; the end of the page leads there."""
    corrections: str = ""
    """The mailbox to which a mistake on the page is reported; empty where no line of the page asks for that."""
    language: str = ENGLISH
    """The language of the interface words (BCP 47): that of the record, where they exist in it."""
    scripts: tuple[str, ...] = ()
    """Scripts the page cannot do without, from the root of the site."""
    explains: bool = True
    """False for the glossary, which explains every acronym in its own place."""

    @property
    def here(self) -> Here:
        """The place from which its links lead."""
        return Here(self.url)


def outward(text: str, url: str | None) -> Markup:
    """Return words that lead to another site; without an address, or where none is stated, the words alone."""
    if not url or isinstance(url, Missing):
        return escape(text)
    return html('<a href="{}">{}</a>', url, text)


def joined(parts: list[Markup | str], last: str = "") -> Markup:
    """Join words as a sentence does: ``a, b and c``; names that hold a comma or an "and" as ``a, b; c and d``."""
    if len(parts) <= 1:
        return escape(parts[0]) if parts else Markup()
    if any(", " in part or " and " in part for part in parts):
        return strung("; ", parts)
    return html("{}{}{}", strung(", ", parts[:-1]), last or f" {and_before(parts[-1])} ", parts[-1])


def counted(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 resolution``, ``4 resolutions``."""
    return say_number(f"{{n}} {noun}", f"{{n}} {plural or noun + 's'}", number)
