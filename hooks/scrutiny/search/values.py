"""The values of every facet with what has them, and the pages that a value has besides.

The address of a value rests on its label alone (`slug`), so a new value never moves another. Labels that differ only in
capitals, accents or signs share one address and one page, which names them all: one value, written in several ways.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import FACETS, NOT_STATED, Facet
from scrutiny.pages.kinds import BY_KIND, frameworks_listed
from scrutiny.pages.letters import folded, slug
from scrutiny.pages.words import role_title
from scrutiny.search.document import SearchDocument
from scrutiny.search.facets import office_label, posts_by_office

BROWSE = "browse/"
"""The address of the page of all facets, from the root of the site."""

OwnPages = dict[tuple[str, str], list[tuple[str, str]]]
"""The pages that a value has beside its browse page, by facet key and slug: what tells them apart, and address."""


@dataclass(frozen=True)
class Value:
    """One value of a facet, with what has it."""

    facet: Facet
    slug: str
    labels: set[str] = field(default_factory=set)
    """The ways in which it is written."""
    documents: list[SearchDocument] = field(default_factory=list)
    """Newest first; those without a day last."""

    @property
    def label(self) -> str:
        """The way in which the page writes it."""
        return min(self.labels)

    @property
    def url(self) -> str:
        """The address of its page, from the root of the site."""
        return f"{BROWSE}{self.facet.key}/{self.slug}/"


def gathered(documents: Iterable[SearchDocument]) -> dict[str, list[Value]]:
    """Return the values of each facet that anything has, in the order of their labels; of years the last first.

    What is not stated comes last.
    """
    newest_first = sorted(documents, key=lambda document: document.day, reverse=True)
    found: dict[str, dict[str, Value]] = {facet.key: {} for facet in FACETS}
    facets, slugs = {facet.key: facet for facet in FACETS}, dict[str, str]()
    for document in newest_first:
        for key, labels in (("kind", document.kinds), *document.filters.items()):
            if key not in found:
                continue
            for label in labels:
                name = slugs.get(label) or slugs.setdefault(label, slug(label))
                value = found[key].get(name) or found[key].setdefault(name, Value(facets[key], name))
                value.labels.add(label)
                if not value.documents or value.documents[-1] is not document:
                    value.documents.append(document)
    return {key: _in_order(key, list(values.values())) for key, values in found.items() if values}


def _in_order(key: str, values: list[Value]) -> list[Value]:
    values.sort(key=lambda value: (folded(value.label), value.slug), reverse=key == "year")
    return sorted(values, key=lambda value: value.label == NOT_STATED)


def own_pages(edition: Edition) -> OwnPages:
    """Return the pages that values have besides, of all authorities that lists show."""
    pages: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    shared = edition.register.shared
    for key in edition.subjects:
        pages["subject", slug(shared.themes[key].label)].append((shared.themes[key].label, f"themes/{key}/"))
    for key, framework in frameworks_listed(edition).items():
        label = framework.short or framework.title
        pages["framework", slug(label)].append((framework.title, f"{BY_KIND}{key}/"))
    for name in edition.authorities_listed:
        authority = edition.authorities[name]
        council = authority.short_name
        pages["council", slug(council)].append((council, f"{name}/"))
        for committee, each in authority.committees.items():
            pages["committee", slug(each.name)].append((council, f"{name}/committees/{committee}/"))
        for owner in edition.owners.get(name, ()):
            title = role_title(edition, name, owner)
            pages["owner", slug(title)].append((council, f"{name}/roles/{owner}/"))
    for office, posts in posts_by_office(edition).items():
        for (name, post), role in posts.items():
            if post in edition.owners.get(name, ()):
                text = f"{edition.authorities[name].short_name}, {role.title}"
                pages["owner", slug(office_label(office))].append((text, f"{name}/roles/{post}/"))
    return pages
