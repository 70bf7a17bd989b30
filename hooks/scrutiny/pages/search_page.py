"""The search page: a form, the facets that narrow a search, and the ways in that need no script."""

from __future__ import annotations

from scrutiny.pages.facets import FACETS
from scrutiny.pages.page import Here, Link, Page

BROWSE = (("Everything, by what it is", "browse/"), ("Records from A to Z", "a-z/"), ("Words explained", "glossary/"))
"""The lists that lead everywhere without searching; each facet has one of its own besides."""


def search_page() -> Page:
    """Return the search page. Its form says of itself what it needs; the values of the facets come with the index."""
    here = Here("search/")
    return Page(
        url=here.url,
        title="Search",
        template="search",
        shows={
            "facets": [
                {"key": facet.key, "label": facet.label, "href": here.href(f"browse/{facet.key}/")} for facet in FACETS
            ],
            "browse": [Link(text, here.href(url)) for text, url in BROWSE],
        },
        description="Search every inspection, finding, resolution, question and action on this site.",
        crumbs=(Link("Home", here.base),),
        section="search",
    )
