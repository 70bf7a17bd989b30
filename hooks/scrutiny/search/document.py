"""One thing that a search of the site can find, and how it is put to Pagefind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape

from scrutiny.pages.facets import NOT_STATED

SHOWN_ONLY = "shown-only."
"""Prefix of the values that a hit shows and that no query may find.

Pagefind 1.5 searches every metadata value, whatever weight it is given: with the title of its page as
metadata, a query finds every part of a record for the words of that title. Filter values
are stored with the hit and are not searched, so these travel as filters, and `canonical`
takes their lists out of the index again. `search/show.js` knows the prefix too.
"""

ACTION = "Action"
"""The value of the facet "Kind" that all of the page of actions has."""

_NAME = re.compile(r"[A-Za-z][A-Za-z -]*")
_GATHERED = 0.2
"""Weight of the text of what gathers the words of other entries; `engine.js` has that of its title, "name"."""
_ADDRESS = re.compile(r"([a-z0-9][a-z0-9._-]*/)*(#[A-Za-z0-9._-]+)?")


class SearchIndexError(Exception):
    """The search index could not be made; the text says why and, where known, the cure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchDocument:
    """One hit: a record, or an anchored part of one.

    Raises `ValueError` for an address that is not inside the site, and for a facet whose name
    Pagefind's attributes cannot carry.
    """

    url: str
    """Address below the site's root, with its anchor; one document for each.

    Such as `bradford/items/undated-front-door/#resolution-2`: no scheme, no leading slash.
    """
    title: str
    """What it says, not its number: "Data and audits on the front door and MASH"."""
    text: tuple[str, ...]
    """Plain text, one string for each paragraph. The excerpt under a hit is cut from it."""
    kind: str
    """What sort of entry it is: "Resolution", "Finding". A value of the facet `kind`."""
    where: str
    """The soft line over the title, "Bradford, resolution 4". It is searched, also in quotes."""
    page: str
    """Title of the page that the hit is on; equal to `title` when the hit is that page.

    Shown and not searched: its words would make every part of a record a hit for its title.
    """
    status: str = ""
    """The status in words, "Date passed, no progress recorded"; empty for a hit without one."""
    shape: str = ""
    """CSS class of the shape that goes with the status; empty without a status."""
    tone: str = ""
    """Tone of the status where it is not that of its shape: "warn"."""
    owner: str = ""
    """Who is to do it, in words; empty for what nobody is to do."""
    due: str = ""
    """By when, as stated."""
    subject: str = ""
    """What it is about, in words of the list of subjects; searched, so that they need not stand in the text."""
    date: str = ""
    """Date of the page in words: "December 2017", "meeting date not stated"."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Facets by their keys, with their values. "Not stated" is a value like any other."""
    day: str = ""
    """The day that places it in time, as ISO 8601; empty without one, which sorts last."""
    last_day: str = ""
    """The earliest last day to act, as ISO 8601; empty without one."""
    sets_action: bool = False
    """Whether something is to be done because of it: then it is an "Action" too, whatever else it is."""
    gathers: bool = False
    """Whether its words are those of other entries, as a meeting's are of its items: they then stand before it."""

    def __post_init__(self) -> None:
        """Refuse what would lead a reader off the site or be misread by Pagefind."""
        if not self.url or not _ADDRESS.fullmatch(self.url):
            raise ValueError(
                f"a search address is like bradford/items/undated-front-door/#resolution-2, not {self.url!r}"
            )
        for name in self.filters:
            if not _NAME.fullmatch(name):
                raise ValueError(f"the name of a facet has letters, spaces and hyphens only, not {name!r}")

    @property
    def record(self) -> str:
        """The address of the page that it is on."""
        return self.url.partition("#")[0]

    @property
    def council(self) -> str:
        """The council it belongs to, as the facet names it; empty for what belongs to none."""
        return self.filters.get("council", ("",))[0]

    @property
    def year(self) -> str:
        """The year that its papers state, as the facet names it."""
        return self.filters.get("year", (NOT_STATED,))[0]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The values of the facet `kind`: its own, and "Action" for what sets something to be done."""
        return tuple(dict.fromkeys((self.kind, ACTION) if self.sets_action else (self.kind,)))


def as_html(document: SearchDocument) -> str:
    """Write the document as the smallest page that Pagefind indexes, every value escaped."""
    marks = "".join(
        f'<i data-pagefind-{use}="{name}[data-v]" data-v="{_value(use, value)}"></i>\n'
        for use, name, value in _marks(document)
    )
    # Pagefind leaves out a page without text, so a hit that has only a title repeats it.
    paragraphs = [paragraph for paragraph in document.text if paragraph.strip()] or [document.title]
    text = "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in paragraphs)
    weight = f' data-pagefind-weight="{_GATHERED}"' if document.gathers else ""
    return (
        '<!doctype html>\n<html lang="en-GB">\n<body>\n'
        f"{marks}<div data-pagefind-body{weight}>\n{text}</div>\n</body>\n</html>\n"
    )


def _value(use: str, value: str) -> str:
    """Write a value as an attribute; Pagefind 1.5 decodes those of filters twice, so that "&amp;lt;" became "<"."""
    line = " ".join(value.split())
    return escape(line.replace("&", "&amp;") if use == "filter" else line)


def _marks(document: SearchDocument) -> Iterator[tuple[str, str, str]]:
    """Yield everything but text and days as (what Pagefind does with it, name, value)."""
    searched = {
        "name" if document.gathers else "title": document.title,
        "where": document.where,
        "date": document.date,
        "status": document.status,
        "owner": document.owner,
        "due": document.due,
        "subject": document.subject,
    }
    for name, value in searched.items():
        if value:
            yield "meta", name, value
    for name, values in {"kind": document.kinds, **document.filters}.items():
        for value in dict.fromkeys(values):
            yield "filter", name, value
    yield "filter", f"{SHOWN_ONLY}page", document.page
    if document.shape:
        yield "filter", f"{SHOWN_ONLY}shape", document.shape
    if document.tone:
        yield "filter", f"{SHOWN_ONLY}tone", document.tone
