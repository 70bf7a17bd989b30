"""What the frame round a page is given: head, header, the way back, footer. Every text is escaped already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from scrutiny.language import ENGLISH, WELSH, day_words, say, speaking
from scrutiny.pages import Page
from scrutiny.pages.described import described, shortened
from scrutiny.pages.page import Keeper
from scrutiny.pages.report import report_address

LOCALES = {ENGLISH: "en_GB", WELSH: "cy_GB"}
"""The language of a page as the Open Graph protocol writes it: with its territory (https://ogp.me/#optional)."""


class Alternate(NamedTuple):
    """Another form of what a page says, or a way to follow it: named in its head, and at its end."""

    media_type: str
    title: str
    href: str
    words: str = ""
    """How the end of the page calls it; empty for what is named in the head alone."""


@dataclass(frozen=True)
class Framed:
    """A page as its frame takes it."""

    url: str
    """Address from the root of the site, ending in ``/``."""
    title: Markup
    canonical: str
    """The whole address, with the host; empty on a site that has none."""
    meta: Mapping[str, Any]
    """The settings of the frame and the texts in its head, by name."""
    body: str
    """HTML from the h1 down."""
    template: str = "scrutiny/frame.html"
    """The frame: a file in ``overrides/``."""


def framed(
    page: Page, body: str, site_url: str, linked: Markup | str = "", alternates: Sequence[Alternate] = ()
) -> Framed:
    """Return a page as its frame takes it; ``site_url`` is the address of the site, or empty.

    ``linked`` is what it says to programs, an element for its head.

    Only the page of a file of the record is described in words of its own; that of any other begins with its title.
    """
    canonical = f"{site_url.rstrip('/')}/{page.url}" if site_url else ""
    text = shortened(page.description) if page.source else described(page.title, page.description)
    with speaking(page.language):
        report = report_address(page.corrections, page.title, canonical) if page.corrections else ""
        keeper = _keeper(page.keeper) if page.keeper else None
    meta = {
        "description": escape(text),
        "type": "article" if page.source else "website",
        "published": page.published.isoformat() if page.published else "",
        "modified": page.modified.isoformat() if page.modified else "",
        "locale": LOCALES[page.language],
        "report": {"mailbox": escape(page.corrections), "href": escape(report)} if report else None,
        "crumbs": [{"text": escape(crumb.text), "href": escape(crumb.href)} for crumb in page.crumbs],
        "linked": linked,
        "alternates": [{name: escape(value) for name, value in each._asdict().items()} for each in alternates],
        "follow": [{"words": escape(each.words), "href": escape(each.href)} for each in alternates if each.words],
        "section": page.section,
        "language": page.language,
        "robots": "noindex" if page.noindex else "",
        "scripts": page.scripts,
        "invented": page.invented,
        "keeper": keeper,
    }
    return Framed(page.url, escape(page.title), canonical, meta, body)


def _keeper(keeper: Keeper) -> Mapping[str, Markup]:
    """Return what a page says of the site that keeps its record."""
    edition = say(
        "Taken from its edition of {day}; licence: {licence}.", day=day_words(keeper.as_of), licence=say(keeper.licence)
    )
    return {"name": escape(keeper.name), "href": escape(keeper.href), "edition": escape(edition)}
