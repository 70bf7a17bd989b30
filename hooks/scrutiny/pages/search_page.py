"""The search page: a form, and for readers without JavaScript the ways in that need none."""

from __future__ import annotations

from scrutiny.pages.page import Here, Link, Page

BROWSE = (
    ("Subject", "themes/"),
    ("Council", "authorities/"),
    ("Inspection", "inspections/"),
    ("Committee item", "items/"),
    ("Action", "actions/"),
    ("Meeting", "meetings/"),
    ("Committee", "committees/"),
    ("Role", "roles/"),
    ("Word in the glossary", "glossary/"),
)
"""The lists that lead everywhere without searching."""


def search_page() -> Page:
    """Return the search page."""
    here = Here("search/")
    browse = [Link(text, here.href(url)) for text, url in BROWSE]
    return Page(
        url=here.url,
        title="Search",
        template="search",
        shows={"browse": browse},
        description="Search every inspection, finding, resolution, question and action on this site.",
        crumbs=(Link("Home", here.base),),
        section="search",
    )
