"""What the home page ends in: search, one true thread, how promises stand, what is overdue, the latest, ways in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import islice
from operator import attrgetter
from urllib.parse import quote_plus

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.pages.actions import URL as ACTIONS
from scrutiny.pages.actions import Actions, all_actions
from scrutiny.pages.archive import Archive
from scrutiny.pages.gap_kinds import gaps_known
from scrutiny.pages.gaps import URL as GAPS
from scrutiny.pages.home_rows import HINTS, MOST_OVERDUE, Held, OverdueLine, ThreadLine
from scrutiny.pages.kinds import BY_KIND
from scrutiny.pages.line import HeadedLine, joined_lines
from scrutiny.pages.news import latest
from scrutiny.pages.page import Here, Link, Page, counted, joined
from scrutiny.pages.shown import Row
from scrutiny.pages.subjects import subject_counts
from scrutiny.pages.tally import tally, undated_url
from scrutiny.pages.tracker import DONE_URL, OPEN_URL, QUIET_URL, bars
from scrutiny.vocabulary import Timeliness

MOST = 4
"""Subjects and kinds of inspection that are named; the rest are on their own page."""
MOST_COUNCILS = 8
MOST_GAPS = 5


def home_tail(archive: Archive, url: str) -> Page:
    """Return what the home page ends in."""
    here = Here(url)
    held: list[Held] = list(archive.rows("held"))
    thread, actions = _thread(archive), all_actions(archive)
    overdue: Iterator[OverdueLine] = archive.rows("overdue")
    hints = [word for word in HINTS if any(word in each.hints for each in held)]
    return Page(
        url=url,
        title="Home",
        template="home",
        shows={
            "search": here.href("search/"),
            "hints": [Link(word, here.href(f"search/?q={quote_plus(word)}")) for word in hints],
            "example": here.link(thread.title, f"{thread.id}/") if thread else "",
            "whole_thread": here.link("Read the whole thread", f"{thread.id}/#thread") if thread else "",
            "strip": joined_lines([thread] if thread else []),
            "bars": bars(here, actions.counts, ACTIONS),
            "kept_note": f"As at {archive.edition.as_of_words}. Where no progress is recorded, the work may still have "
            "been done: no paper held here says.",
            "all_actions": here.link(f"See all {counted(actions.number, 'action')}, their owners and dates", ACTIONS),
            "tally": _tally(archive, here, actions),
            "overdue": joined_lines(nlargest(MOST_OVERDUE, overdue, key=attrgetter("days"))),
            "all_overdue": _all_overdue(here, actions),
            "new": joined_lines(latest(archive)),
            "ways": _ways(archive, here, held),
        },
    )


def _thread(archive: Archive) -> ThreadLine | None:
    """Return the thread that is shown: that of the settings, or the first; None where no item passed a resolution."""
    threads: list[ThreadLine] = list(archive.rows("threads"))
    asked = [thread for thread in threads if thread.id == archive.edition.example]
    return next(iter([*asked, *threads]), None)


def _tally(archive: Archive, here: Here, actions: Actions[HeadedLine]) -> Markup:
    """Say in one sentence how many actions are open, overdue, past their day, done, closed and without news."""
    lists = tally(archive)

    def told(number: int, url: str, one: str, many: str) -> Markup | str:
        return here.link(f"{number:,} {one if number == 1 else many}", url) if number else f"none {one}"

    def group(value: Timeliness, one: str, many: str) -> Markup | str:
        return told(actions.counts.get(value, 0), actions.url_of(value), one, many)

    parts: list[Markup | str] = [
        told(len(lists.open), OPEN_URL, "is open", "are open"),
        group(Timeliness.OVERDUE, "is overdue", "are overdue"),
        group(Timeliness.PASSED, "is past its last day without news", "are past their last day without news"),
        told(len(lists.quiet), QUIET_URL, "is without news for six months", "are without news for six months"),
    ]
    if lists.undated:
        undated = ("is without any news or stated day", "are without any news or stated day")
        parts.append(told(len(lists.undated), undated_url(archive, lists), *undated))
    parts += [
        told(len(lists.done), DONE_URL, "is done", "are done"),
        group(Timeliness.CLOSED, "is closed", "are closed"),
    ]
    councils = {line.authority for lines in actions.groups.values() for line in lines}
    of = f"{counted(actions.number, 'action')} from {counted(len(councils), 'council')}"
    return html("Of {}, {}.", of, joined(parts))


def _all_overdue(here: Here, actions: Actions[HeadedLine]) -> Markup | str:
    number = actions.counts.get(Timeliness.OVERDUE, 0)
    if number <= MOST_OVERDUE:
        return ""
    return here.link(f"See all {number:,} that are overdue", actions.url_of(Timeliness.OVERDUE))


def _ways(archive: Archive, here: Here, held: Sequence[Held]) -> list[Row]:
    """Return the ways into the record: subject, council, kind of inspection, and what is not known."""
    ways = [
        ("Subject", _subjects(archive, here)),
        ("Council", _councils(archive, here, held)),
        ("Kind of inspection", _frameworks(archive, here)),
        ("What we do not know", _gaps(archive, here)),
    ]
    comma, semicolon = Markup(", "), Markup("; ")  # the second between names that hold commas themselves
    return [
        Row(label, (semicolon if any("," in link for link in links) else comma).join(links))
        for label, links in ways
        if links
    ]


def _subjects(archive: Archive, here: Here) -> list[Markup]:
    themes = archive.edition.register.shared.themes
    sizes = {name: counts.size for name, counts in subject_counts(archive).items() if counts.size}
    most = sorted(sizes, key=lambda name: (-sizes[name], name))[:MOST]
    links = [here.link(themes[name].label, f"themes/{name}/") for name in most]
    return [*links, *_all(here, len(sizes), len(links), "themes/")]


def _councils(archive: Archive, here: Here, held: Sequence[Held]) -> list[Markup]:
    edition = archive.edition
    records = {each.authority: each.records for each in held if each.records and each.authority not in edition.left_out}
    most = sorted(sorted(records, key=lambda name: (-records[name], name))[:MOST_COUNCILS])
    links = [here.link(edition.authorities[name].short_name, f"{name}/") for name in most]
    return [*links, *_all(here, len(records), len(links), "authorities/")]


def _frameworks(archive: Archive, here: Here) -> list[Markup]:
    frameworks = archive.edition.register.shared.frameworks
    used = Counter(name for name in archive.rows("frameworks") if name in frameworks)
    most = sorted(used, key=lambda name: (-used[name], name))[:MOST]
    links = []
    for name in most:
        framework = frameworks[name]
        words = f"{framework.title} ({framework.short})" if framework.short else framework.title
        links.append(here.link(words, f"{BY_KIND}{name}/"))
    return [*links, *_all(here, len(used), len(links), "inspections/")]


def _gaps(archive: Archive, here: Here) -> list[Markup]:
    known = gaps_known(archive).items()
    return [here.link(kind.words(number), f"{GAPS}#{kind.anchor}") for kind, number in islice(known, MOST_GAPS)]


def _all(here: Here, number: int, shown: int, url: str) -> list[Markup]:
    return [here.link(f"all {number}", url)] if number > shown else []
