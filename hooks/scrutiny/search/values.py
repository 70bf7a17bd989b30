"""The values of every facet with what has them, and the pages that a value has besides.

The address of a value rests on its label alone (`slug`), so a new value never moves another. Labels that differ only in
capitals, accents or signs share one address and one page, which names them all: one value, written in several ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from scrutiny.model import Meeting
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import FACETS, NOT_STATED, RECORD_KINDS, Facet
from scrutiny.pages.kinds import BY_KIND, frameworks_listed
from scrutiny.pages.letters import folded, slug
from scrutiny.pages.line import newest_first
from scrutiny.pages.page import ROOT, Here
from scrutiny.pages.rows import Headed
from scrutiny.pages.words import role_title
from scrutiny.search.facets import Posts, office_label
from scrutiny.search.found import Found, Heading, Labelled

BROWSE = "browse/"
"""The address of the page of all facets, from the root of the site."""

OwnPages = dict[tuple[str, str], list[tuple[str, str]]]
"""The pages that a value has beside its browse page, by facet key and slug: what tells them apart, and address."""
Piece = Headed[Heading, Found]
"""An entry under one of the headings of its record."""


class OwnPage(NamedTuple):
    """A page of a council that is about one value of a facet."""

    facet: str
    """Its key."""
    label: str
    """The value."""
    url: str


@dataclass(frozen=True)
class Value:
    """One value of a facet, with what has it."""

    facet: Facet
    slug: str
    labels: set[str] = field(default_factory=set)
    """The ways in which it is written."""
    found: list[Found] = field(default_factory=list)
    """Newest first; those without a day last."""

    @property
    def label(self) -> str:
        """The way in which the page writes it."""
        return min(self.labels)

    @property
    def url(self) -> str:
        """The address of its page, from the root of the site."""
        return f"{BROWSE}{self.facet.key}/{self.slug}/"


def gathered(archive: Archive) -> dict[str, list[Value]]:
    """Return the values of each facet that anything has, in the order of their labels; of years the last first.

    What is not stated comes last. Under a value meetings come after all else of their day.
    """
    lines = sorted(archive.rows("found"), key=lambda line: line.group == RECORD_KINDS[Meeting])
    found: dict[str, dict[str, Value]] = {facet.key: {} for facet in FACETS}
    facets, known = {facet.key: facet for facet in FACETS}, dict[Labelled, Value]()
    for line in newest_first(lines):
        for labelled in line.values:
            value = known.get(labelled)
            if value is None:
                key, label = labelled
                name = slug(label)
                value = known[labelled] = found[key].setdefault(name, Value(facets[key], name))
                value.labels.add(label)
            if not value.found or value.found[-1] is not line:
                value.found.append(line)
    return {key: _in_order(key, list(values.values())) for key, values in found.items() if values}


def _in_order(key: str, values: list[Value]) -> list[Value]:
    values.sort(key=lambda value: (folded(value.label), value.slug), reverse=key == "year")
    return sorted(values, key=lambda value: value.label == NOT_STATED)


class Headings:
    """What stands over the entries of each record."""

    def __init__(self, archive: Archive) -> None:
        """Take them from all councils."""
        self._by_record: dict[tuple[str, bool], Heading] = {
            (line.group, line.leads): line for line in archive.rows("headings")
        }

    def over(self, first: Found) -> Heading:
        """Return what stands over the entries of a record of which this one is the first."""
        return self._by_record[first.record, first.is_record]

    def shown(self, here: Here, line: Found) -> Piece:
        """Return an entry as the page at ``here`` shows it: the deeper the page, the more its addresses weigh.

        All entries of one record have the same heading, whichever their page begins with.
        """
        heading = self._by_record.get((line.record, False)) or self._by_record[line.record, True]
        return Headed(heading, line, len(here.base) - len(ROOT))


def own_page_rows(edition: Edition, name: str) -> Iterator[OwnPage]:
    """Yield the pages of a council that are about a value: its own, and those of its committees, roles and bodies."""
    if name in edition.left_out:
        return
    authority = edition.authorities[name]
    yield OwnPage("council", authority.short_name, f"{name}/")
    for committee, each in authority.committees.items():
        yield OwnPage("committee", each.name, f"{name}/committees/{committee}/")
    for owner in edition.owners.get(name, ()):
        yield OwnPage("owner", role_title(edition, name, owner), f"{name}/roles/{owner}/")


def own_pages(archive: Archive, posts_by_office: Posts) -> OwnPages:
    """Return the pages that values have besides, of all authorities that lists show."""
    pages: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    authorities = archive.edition.authorities
    for key, theme in archive.edition.register.shared.themes.items():
        pages["subject", slug(theme.label)].append((theme.label, f"themes/{key}/"))
    for key, framework in frameworks_listed(archive).items():
        label = framework.short or framework.title
        pages["framework", slug(label)].append((framework.title, f"{BY_KIND}{key}/"))
    for name, rows in archive.by_authority("own-pages"):
        for row in rows:
            pages[row.facet, slug(row.label)].append((authorities[name].short_name, row.url))
    for office, posts in posts_by_office.items():
        for (name, post), role in posts.items():
            text = f"{authorities[name].short_name}, {role.title}"
            pages["owner", slug(office_label(office))].append((text, f"{name}/roles/{post}/"))
    return pages
