"""What the home page ends in: search, one true thread, how promises stand, what is overdue, what is new, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from urllib.parse import quote_plus

from markupsafe import Markup

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
from scrutiny.pages.tally import Tally, tally
from scrutiny.pages.tracked import Tracked
from scrutiny.pages.tracker import DONE_URL, OPEN_URL, QUIET_URL, anchor_of, bars
from scrutiny.pages.tracker import URL as ACTIONS
from scrutiny.vocabulary import Missing, Timeliness

HINTS = ("MASH", "early help", "thresholds")
"""Words to try in the search; only those that the record has are shown."""
NEWEST = 6
"""Events under "What is new"."""
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
            "tally": _tally(edition, here),
            "overdue": [_overdue(edition, here, tracked) for tracked in _most_overdue(edition)],
            "none_overdue": _none_overdue(edition, here),
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
    """Say in one sentence how many actions are open, overdue, past their day, done and without news, each linked."""
    counts = tally(edition)

    def told(found: Sequence[Tracked], url: str, one: str, many: str) -> Markup | str:
        number = len(found)
        return here.link(f"{number:,} {one if number == 1 else many}", url) if number else f"none {one}"

    parts: list[Markup | str] = [
        told(counts.open, OPEN_URL, "is open", "are open"),
        told(counts.overdue, f"{ACTIONS}#{anchor_of(Timeliness.OVERDUE)}", "is shown overdue", "are shown overdue"),
        told(
            counts.passed,
            f"{ACTIONS}#{anchor_of(Timeliness.PASSED)}",
            "has a last day that passed without news",
            "have a last day that passed without news",
        ),
        told(counts.done, DONE_URL, "is done", "are done"),
    ]
    return Markup("{}. {}").format(joined(parts), _quiet(here, counts))


def _quiet(here: Here, counts: Tally) -> Markup | str:
    """Say of how many open actions nothing has been told for six months, or nothing that has a day."""
    quiet, undated = len(counts.quiet), len(counts.undated)
    if quiet:
        of = here.link(f"{quiet:,} of the open actions", QUIET_URL)
        also = f", nor of {undated:,} more for which no day is stated" if undated else ""
        return Markup("No paper held here tells anything of {} for more than six months{}.").format(of, also)
    if undated:
        of = here.link(f"{undated:,} of the open actions", QUIET_URL)
        return Markup("Of {} nothing is told, and no day is stated.").format(of)
    return "Of every open action something was told within six months." if counts.open else ""


def _most_overdue(edition: Edition) -> list[Tracked]:
    return nlargest(MOST_OVERDUE, tally(edition).overdue, key=lambda tracked: tracked.standing.days)


def _overdue(edition: Edition, here: Here, tracked: Tracked) -> Entry:
    """Return an overdue action as a link and one line: council, owner, how many days."""
    target = tracked.target
    council = edition.authority_of(target.id).short_name
    line = Markup("{}. Owner: {}").format(council, owner_cell(edition, here, tracked))
    return Entry(said(edition, tracked), here.href(target.url), line, status=in_time(tracked))


def _none_overdue(edition: Edition, here: Here) -> Markup:
    """Say that no paper shows anything overdue, and what that does not mean."""
    passed = len(tally(edition).passed)
    words = Markup("No paper held here shows an action to be overdue.")
    if passed:
        of = here.link(counted(passed, "action"), f"{ACTIONS}#{anchor_of(Timeliness.PASSED)}")
        words += Markup(" For {} the last day has passed without news: the work may well have been done.").format(of)
    return words


def _all_overdue(edition: Edition, here: Here) -> Markup | str:
    number = len(tally(edition).overdue)
    if number <= MOST_OVERDUE:
        return ""
    return here.link(f"See all {number:,} that are overdue", f"{ACTIONS}#{anchor_of(Timeliness.OVERDUE)}")


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
