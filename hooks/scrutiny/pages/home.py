"""What the home page ends in: search, one true thread, whether promises were kept, the newest records, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from urllib.parse import quote_plus

from markupsafe import Markup

from scrutiny.link import Target
from scrutiny.model import Inspection, Item
from scrutiny.pages.edition import Edition
from scrutiny.pages.gaps import URL as GAPS
from scrutiny.pages.kinds import BY_KIND
from scrutiny.pages.known import Kind
from scrutiny.pages.page import Here, Link, Page, counted
from scrutiny.pages.shown import Row, record_entry
from scrutiny.pages.strip import steps
from scrutiny.pages.tracker import URL as ACTIONS
from scrutiny.pages.tracker import bars
from scrutiny.vocabulary import Missing

HINTS = ("MASH", "early help", "thresholds")
"""Words to try in the search; only those that the record has are shown."""
NEWEST = 6
MOST = 4
"""Subjects and kinds of inspection that are named; the rest are on their own page."""
MOST_COUNCILS = 8
MOST_GAPS = 5


def home_tail(edition: Edition, url: str, kinds: Sequence[Kind]) -> Page:
    """Return what the home page ends in."""
    here = Here(url)
    example = _example(edition)
    groups = edition.by_timeliness
    number = sum(map(len, groups.values()))
    councils = {id_.partition("/")[0] for rows in groups.values() for id_ in {each.target.id for each in rows}}
    return Page(
        url=url,
        title="Home",
        template="home",
        shows={
            "search": here.href("search/"),
            "hints": [Link(word, here.href(f"search/?q={quote_plus(word)}")) for word in _hints(edition)],
            "example": here.to(Target(example), edition.record(example).title) if example else "",
            "whole_thread": here.link("Read the whole thread", f"{example}/#thread") if example else "",
            "steps": steps(edition, here, example) if example else [],
            "bars": bars(here, groups, ACTIONS),
            "kept_note": f"{counted(number, 'action')} from {counted(len(councils), 'council')}, "
            f"as at {edition.as_of_words}. Where no progress is recorded, the work may still have been done: "
            "no paper held here says.",
            "all_actions": here.link(f"See all {counted(number, 'action')}, their owners and dates", ACTIONS),
            "newest": [record_entry(edition, here, id_) for id_ in newest(edition)],
            "ways": _ways(edition, here, kinds),
        },
    )


def _example(edition: Edition) -> str:
    """Return the id of the item whose thread is shown; empty where no item has passed a resolution."""
    if edition.example in edition.register.records:
        return edition.example
    return next(
        (address.id for address, item in edition.register.of(Item) if item.resolutions.list and not item.withdrawn), ""
    )


def _hints(edition: Edition) -> list[str]:
    return [word for word in HINTS if any(word.casefold() in text.casefold() for text in _texts(edition))]


def _texts(edition: Edition) -> Iterator[str]:
    for record in edition.register.records.values():
        if isinstance(record, Inspection):
            yield from (finding.text for finding in record.findings)
        elif isinstance(record, Item):
            yield from (resolution.text for resolution in record.resolutions.list)
            yield from (point.text for point in record.points)
            yield from (question.asked for question in record.questions)


def newest(edition: Edition) -> list[str]:
    """Return the ids of the inspections and items that happened last; what is only expected is left out."""
    found = []
    for id_, record in edition.records_listed.items():
        if not isinstance(record, Inspection | Item):
            continue
        day = edition.links.threads.first_day(id_)
        if day and day <= edition.as_of and not (isinstance(record, Inspection) and record.anticipated):
            found.append((day, id_))
    return [id_ for _, id_ in nlargest(NEWEST, found)]


def _ways(edition: Edition, here: Here, kinds: Sequence[Kind]) -> list[Row]:
    """Return the ways into the record: subject, council, kind of inspection, and what is not known."""
    ways = [
        ("Subject", _subjects(edition, here)),
        ("Council", _councils(edition, here)),
        ("Kind of inspection", _frameworks(edition, here)),
        ("What we do not know", [here.link(kind.words, f"{GAPS}#{kind.anchor}") for kind in kinds[:MOST_GAPS]]),
    ]
    comma, semicolon = Markup(", "), Markup("; ")  # the second between names that hold commas themselves
    return [
        Row(label, (semicolon if any("," in link for link in links) else comma).join(links))
        for label, links in ways
        if links
    ]


def _subjects(edition: Edition, here: Here) -> list[Markup]:
    themes = edition.register.shared.themes
    held = {name: subject for name, subject in edition.subjects.items() if name in themes and subject.size}
    most = sorted(held, key=lambda name: (-held[name].size, name))[:MOST]
    links = [here.link(themes[name].label, f"themes/{name}/") for name in most]
    return [*links, *_all(here, len(held), len(links), "themes/")]


def _councils(edition: Edition, here: Here) -> list[Markup]:
    held = {name: len(ids) for name, ids in edition.by_authority.items() if name not in edition.left_out}
    most = sorted(sorted(held, key=lambda name: (-held[name], name))[:MOST_COUNCILS])
    links = [here.link(edition.register.authority(name).short_name, f"{name}/") for name in most]
    return [*links, *_all(here, len(held), len(links), "authorities/")]


def _frameworks(edition: Edition, here: Here) -> list[Markup]:
    frameworks = edition.register.shared.frameworks
    used = Counter(
        record.framework
        for address, record in edition.register.of(Inspection)
        if not isinstance(record.framework, Missing) and not edition.is_left_out(address.id)
    )
    most = sorted((name for name in used if name in frameworks), key=lambda name: (-used[name], name))[:MOST]
    links = []
    for name in most:
        framework = frameworks[name]
        words = f"{framework.title} ({framework.short})" if framework.short else framework.title
        links.append(here.link(words, f"{BY_KIND}{name}/"))
    return [*links, *_all(here, len(used), len(links), "inspections/")]


def _all(here: Here, number: int, shown: int, url: str) -> list[Markup]:
    return [here.link(f"all {number}", url)] if number > shown else []
