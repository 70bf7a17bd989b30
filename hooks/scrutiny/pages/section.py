"""Sections of pages that list something, before and after they are ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from scrutiny.language import html, strung
from scrutiny.pages.entries import Listed
from scrutiny.pages.line import Line
from scrutiny.pages.page import Here, counted
from scrutiny.pages.rows import MANY
from scrutiny.pages.shown import Entry
from scrutiny.pages.volume import Below, Volume
from scrutiny.pages.words import capital

Entered = Listed | Line
"""An entry of a list: of one that spans all councils a line, of one within a council what makes it."""

FIRST = 25
"""Entries in one section of a page that has several lists."""


@dataclass(frozen=True)
class Group:
    """One section of a list."""

    title: str
    """Empty for the only section of a list."""
    anchor: str
    listed: Sequence[Entered]
    note: Markup | str = ""
    empty: str = ""
    """The sentence that stands in place of an empty list."""


@dataclass(frozen=True)
class Section:
    """One section of a list, ready to print."""

    title: str
    anchor: str
    entries: Sequence[Entry | Line] | Markup
    note: Markup | str = ""
    empty: str = ""
    more: Markup | str = ""
    """Where the rest is; empty where all are shown."""

    @property
    def text(self) -> str:
        """Its title, as "On this page" calls it."""
        return self.title


def first_of(here: Here, group: Group, url: str, noun: str, plural: str = "") -> Section:
    """Return the first entries of a list as a section of a page, with the way to the whole of a longer one."""
    more: Markup | str = ""
    if len(group.listed) > FIRST:
        whole = here.link(f"see all {counted(len(group.listed), noun, plural)}", url)
        more = html("The first {} are shown; {}.", FIRST, whole)
    entries = [each.make(here) for each in group.listed[:FIRST]]
    return Section(group.title, group.anchor, entries, group.note, group.empty, more)


def parts_of(here: Here, volume: Volume[Any], title: str, noun: str, plural: str = "") -> Section:
    """Return the parts of a list as a section of links, each with its count and what it is parted into."""
    return Section(title, "parts", [_part(here, each, noun, plural) for each in volume.below])


def _part(here: Here, part: Below, noun: str, plural: str) -> Entry:
    narrower = [html("{} ({})", here.link(each.text, each.url), f"{each.count:,}") for each in part.below]
    told: list[Markup | str] = [part.span, counted(part.count, noun, plural)]
    if len(narrower) <= MANY:
        told.append(strung(", ", narrower))
    return Entry(capital(part.text), here.href(part.url), strung(". ", [each for each in told if each]))
