"""What a record is filed under, each value leading to the search for everything else that has it."""

from __future__ import annotations

from markupsafe import Markup

from scrutiny.language import ENGLISH, html, say, speaking
from scrutiny.link import when_of
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Record
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import (
    FACETS,
    NOT_STATED,
    RECORD_KINDS,
    Values,
    committee_of,
    framework_of,
    narrowed_search,
    statuses,
    subjects_of,
    year_of,
)
from scrutiny.pages.once import once
from scrutiny.pages.page import Here, joined
from scrutiny.pages.shown import Row

_SITE_WORDS = frozenset({"kind", "time", "done", "answered", "checked"})
"""The facets whose values are words of the site, not names of councils, committees or subjects."""


def tags(edition: Edition, here: Here, id_: str) -> list[Row]:
    """Return what a record or meeting is filed under: a row for each facet, its values leading to their search.

    Empty for a record that no search finds, because it was withdrawn or made up.
    """
    if not edition.is_listed(id_):
        return []
    with speaking(ENGLISH):  # the index is in English, whatever the language of the page
        values = _values(edition, id_, edition.register.records.get(id_))
    return [
        Row(
            say(facet.label),
            joined([_search(edition, here, facet.key, value) for value in values[facet.key]]),
        )
        for facet in FACETS
        if values.get(facet.key)
    ]


def _said(key: str, value: str) -> str:
    """Return a value in the language of the page, where it is a word of the site and no name."""
    return say(value) if key in _SITE_WORDS or value == NOT_STATED else value


def search_within(here: Here, text: str, *chosen: tuple[str, str]) -> Row:
    """Return the line of a page about one council, committee, role or subject that leads to the search within it.

    ``chosen`` are the values it stands for, each with the key of its facet.
    """
    return Row("Search", html('<a href="{}">{}</a>', narrowed_search(here, *chosen), text))


@once
def _search(_edition: Edition, here: Here, key: str, value: str) -> Markup:
    return html('<a href="{}">{}</a>', narrowed_search(here, (key, value)), _said(key, value))


def _values(edition: Edition, id_: str, record: Record | None) -> Values:
    values: dict[str, tuple[str, ...]] = {
        "kind": (RECORD_KINDS[type(record) if record else Meeting],),
        "council": (edition.authority_of(id_).short_name,),
    }
    if meeting := edition.meeting(id_):
        committee = committee_of(edition, id_, meeting.committee)
        return {**values, "year": (year_of(meeting.date),), "committee": (committee,)}
    if record is None:
        return values
    values["year"] = (year_of(when_of(record)),)
    values["subject"] = subjects_of(edition, record.themes)
    if isinstance(record, Inspection):
        values["framework"] = (framework_of(edition, record),)
    if isinstance(record, Item):
        values["committee"] = (committee_of(edition, id_, record.committee),)
    if isinstance(record, CommitteeResponse):
        values["answered"] = tuple(dict.fromkeys(each.position.label for each in record.positions))
    standing = statuses(edition.tracked_in.get(id_, ()))
    return {**{key: tuple(dict.fromkeys(words)) for key, words in standing.items()}, **values}
