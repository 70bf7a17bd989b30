"""What the home page ends in: search, one true thread, how promises stand, what is overdue, the latest, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from urllib.parse import quote_plus

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Inspection, Item
from scrutiny.pages.axes import in_time
from scrutiny.pages.commitment import owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.gaps import URL as GAPS
from scrutiny.pages.kinds import BY_KIND
from scrutiny.pages.known import Kind
from scrutiny.pages.news import event_entry, latest
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.shown import Entry, Row
from scrutiny.pages.strip import steps
from scrutiny.pages.tally import tally, undated_url
from scrutiny.pages.tracker import DONE_URL, OPEN_URL, QUIET_URL, bars, group_url
from scrutiny.pages.tracker import URL as ACTIONS
from scrutiny.track import Tracked
from scrutiny.vocabulary import Missing, Timeliness

HINTS = ("MASH", "early help", "thresholds")
"""Words to try in the search; only those that the record has are shown."""
NEWEST = 6
"""Events under "Latest in the papers"."""
MOST_OVERDUE = 5
"""Overdue actions that are named; the rest are on the page of actions."""
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
            "kept_note": f"As at {edition.as_of_words}. Where no progress is recorded, the work may still have been "
            "done: no paper held here says.",
            "all_actions": here.link(f"See all {counted(number, 'action')}, their owners and dates", ACTIONS),
            "tally": _tally(edition, here),
            "overdue": [_overdue(edition, here, tracked) for tracked in _most_overdue(edition)],
            "all_overdue": _all_overdue(edition, here),
            "new": [event_entry(edition, here, event) for event in latest(edition, NEWEST)],
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


def _tally(edition: Edition, here: Here) -> Markup:
    """Say in one sentence how many actions are open, overdue, past their day, done, closed and without news."""
    counts = tally(edition)

    def told(found: Sequence[Tracked], url: str, one: str, many: str) -> Markup | str:
        number = len(found)
        return here.link(f"{number:,} {one if number == 1 else many}", url) if number else f"none {one}"

    parts: list[Markup | str] = [
        told(counts.open, OPEN_URL, "is open", "are open"),
        told(counts.overdue, group_url(edition, Timeliness.OVERDUE), "is overdue", "are overdue"),
        told(
            counts.passed,
            group_url(edition, Timeliness.PASSED),
            "is past its last day without news",
            "are past their last day without news",
        ),
        told(counts.quiet, QUIET_URL, "is without news for six months", "are without news for six months"),
    ]
    if counts.undated:
        undated = ("is without any news or stated day", "are without any news or stated day")
        parts.append(told(counts.undated, undated_url(edition), *undated))
    parts += [
        told(counts.done, DONE_URL, "is done", "are done"),
        told(counts.closed, group_url(edition, Timeliness.CLOSED), "is closed", "are closed"),
    ]
    listed = edition.tracked_listed
    councils = len({tracked.target.id.partition("/")[0] for tracked in listed})
    of = f"{counted(len(listed), 'action')} from {counted(councils, 'council')}"
    return html("Of {}, {}.", of, joined(parts))


def _most_overdue(edition: Edition) -> list[Tracked]:
    return nlargest(MOST_OVERDUE, tally(edition).overdue, key=lambda tracked: tracked.standing.days)


def _overdue(edition: Edition, here: Here, tracked: Tracked) -> Entry:
    """Return an overdue action as a link and one line: council, owner, how many days."""
    target = tracked.target
    council = edition.authority_of(target.id).short_name
    line = html("{}. Owner: {}", council, owner_cell(edition, here, tracked))
    return Entry(said(edition, tracked), here.href(target.url), line, status=in_time(tracked))


def _all_overdue(edition: Edition, here: Here) -> Markup | str:
    number = len(tally(edition).overdue)
    if number <= MOST_OVERDUE:
        return ""
    return here.link(f"See all {number:,} that are overdue", group_url(edition, Timeliness.OVERDUE))


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
