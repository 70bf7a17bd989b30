"""The search page: a form, the facets that narrow a search, and the ways in that need no script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scrutiny.pages.facets import FACETS
from scrutiny.pages.letters import folded
from scrutiny.pages.page import Here, Link, Page

BROWSE = (("Everything, by what it is", "browse/"), ("Records from A to Z", "a-z/"), ("Words explained", "glossary/"))
"""The lists that lead everywhere without searching; each facet has one of its own besides."""


class OfferedFacet(NamedTuple):
    """A facet by which the form narrows a search."""

    key: str
    label: str
    href: str
    """The page of its values."""


class SearchVolume(NamedTuple):
    """One of several indexes of the search; the page says which of them it has looked through."""

    folder: str
    """Its name in addresses (``?volume=barnet``), and its folder below that of the index."""
    label: str
    """Its name on the page: "Barnet to Camden"."""
    councils: tuple[str, ...]
    """The values of the facet "Council" that it holds."""
    years: tuple[str, ...]
    """The first and the last year of what it holds of its council, where that has several volumes."""
    entries: int


def search_page(volumes: Sequence[SearchVolume] = ()) -> Page:
    """Return the search page. Its form says of itself what it needs; the values of the facets come with the index.

    Where the search has several volumes, the form asks for the council, and the page lists them.
    """
    here = Here("search/")
    folders: dict[str, list[str]] = {}
    for volume in volumes:
        for council in volume.councils:
            folders.setdefault(council, []).append(volume.folder)
    return Page(
        url=here.url,
        title="Search",
        template="search",
        shows={
            "facets": [OfferedFacet(facet.key, facet.label, here.href(f"browse/{facet.key}/")) for facet in FACETS],
            "volumes": [(volume, f"{volume.entries:,}") for volume in volumes],
            "councils": sorted(folders.items(), key=lambda each: folded(each[0])),
            "browse": [Link(text, here.href(url)) for text, url in BROWSE],
        },
        description="Search every inspection, finding, resolution, question and action on this site.",
        crumbs=(Link("Home", here.base),),
        section="search",
    )
