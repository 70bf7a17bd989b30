"""How many actions are open, overdue, done or long without news: the counts of the home page, and the list behind each.

"Without news" says only what papers held here tell; the work may have gone on all the same. An action counts from its
latest news, and without any from the day on which it was set. Where that day is not stated, it is listed apart.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from scrutiny.address import Address
from scrutiny.language import html
from scrutiny.pages.actions import URL as ACTIONS
from scrutiny.pages.archive import Archive
from scrutiny.pages.axes import in_time
from scrutiny.pages.commitment import said
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import entry_line, line_at, tracked_entry
from scrutiny.pages.heard import heard_on, heard_words
from scrutiny.pages.line import Line
from scrutiny.pages.listing import Listing, is_long, listing_pages
from scrutiny.pages.page import ANYWHERE, Here, Page
from scrutiny.pages.rows import Choice
from scrutiny.pages.section import Group
from scrutiny.pages.shown import Entry
from scrutiny.pages.titles import target_words
from scrutiny.pages.tracker import DONE_URL, OPEN_URL, QUIET_URL, other_lists
from scrutiny.track import Tracked
from scrutiny.vocabulary import Delivery

QUIET = datetime.timedelta(days=183)
"""Half a year: an open action without news for longer than this is listed."""

UNDATED_URL = f"{QUIET_URL}day-not-stated/"
"""Where the actions whose day is not stated are listed, if one page cannot hold both lists."""


OPEN, DONE, NO_NEWS, UNDATED = "open", "done", "quiet", "undated"
"""The lists in which an action may stand: one that is open in the first, and perhaps in one of the last two too."""


@dataclass(frozen=True)
class Tally:
    """The actions of all councils by the list in which they stand, as at the day of the edition."""

    open: Sequence[Line]
    """Neither done nor ended."""
    done: Sequence[Line]
    """A paper says that it is done."""
    quiet: Sequence[Line]
    """Open, and without news for more than six months; what has been without news longest comes first."""
    undated: Sequence[Line]
    """Open, without any news, and the day on which it was set is not stated."""


def tally(archive: Archive) -> Tally:
    """Return the lists of the actions of all councils."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    for line in archive.rows("tally"):
        lines[line.group].append(line)
    quiet = sorted(lines[NO_NEWS], key=lambda line: line.day or datetime.date.min)
    return Tally(lines[OPEN], lines[DONE], quiet, lines[UNDATED])


def tally_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the actions of a council, each in every list in which it stands."""
    if name in edition.left_out:
        return
    for tracked in edition.tracked_of.get(name, ()):
        if tracked.is_open:
            yield _line(edition, tracked, OPEN)
            heard = heard_on(edition, tracked)
            if heard is None or edition.as_of - heard > QUIET:
                yield _quiet_line(edition, tracked, heard)
        if tracked.standing.delivery is Delivery.IMPLEMENTED:
            yield _line(edition, tracked, DONE)


def _line(edition: Edition, tracked: Tracked, group: str) -> Line:
    return line_at(edition, tracked.target.id, tracked_entry(edition, ANYWHERE, tracked), group)


def _quiet_line(edition: Edition, tracked: Tracked, heard: datetime.date | None) -> Line:
    """Return an open action as a line that says when it was last heard of, and is parted by that day."""
    target = tracked.target
    name = Address.read(target.id).authority
    short_name = edition.authorities[name].short_name
    where = target_words(edition, target)
    place = f"{short_name}, {where}" if target.anchor else where
    soft = html("{}. {}", place, heard_words(edition, tracked))
    entry = Entry(said(edition, tracked), ANYWHERE.href(target.url), soft, status=in_time(tracked))
    return entry_line(name, short_name, entry, day=heard, group=NO_NEWS if heard else UNDATED)


def undated_url(archive: Archive, counts: Tally) -> str:
    """Return where the open actions are whose day is not stated."""
    return f"{QUIET_URL}#undated" if len(_quiet_lists(archive, counts)) == 1 else UNDATED_URL


def tally_pages(archive: Archive) -> Iterator[Page]:
    """Yield the lists behind the counts."""
    counts, every = tally(archive), f"As at {archive.edition.as_of_words}."
    listings = (
        _list(
            OPEN_URL,
            "Open actions",
            "Set by inspections, plans and committees, and neither done nor ended as far as papers held here say. "
            + every,
            counts.open,
            "No action is open.",
        ),
        _list(
            DONE_URL,
            "Actions done",
            f"A paper held here says that they are done. {every}",
            counts.done,
            "No paper held here says of an action that it is done.",
        ),
        *_quiet_lists(archive, counts),
    )
    for listing in listings:
        yield from listing_pages(archive.edition, listing)


def _list(url: str, title: str, lead: str, found: Sequence[Line], empty: str) -> Listing:
    return _listing(url, title, lead, [Group("", "list", found, empty=empty)], _other_lists)


def _quiet_lists(archive: Archive, counts: Tally) -> tuple[Listing, ...]:
    """Return the list of what is without news: one where a page holds it, else those without a day apart."""
    lead = (
        f"Open actions of which no paper held here has told anything for more than six months ({QUIET.days} days), "
        f"as at {archive.edition.as_of_words}. "
        "The work may well have gone on: a paper may not say so, or may not be held here."
    )
    dated = Group(
        "No news for six months",
        "quiet",
        counts.quiet,
        "What has been without news longest comes first.",
        "Of every open action whose day is known something was told within six months.",
    )
    undated = Group(
        "Day not stated",
        "undated",
        counts.undated,
        "Nothing is told of them, and the papers do not say on which day they were set.",
    )
    title = "No news for six months"
    groups = [dated, *([undated] if undated.listed else [])]
    whole = _listing(QUIET_URL, title, lead, groups, _other_lists)
    if not is_long(whole):
        return (whole,)

    def choices(here: Here) -> list[Choice]:
        return [
            Choice("no news for six months", here.href(QUIET_URL), f"{len(counts.quiet):,}"),
            Choice("day not stated", here.href(UNDATED_URL), f"{len(counts.undated):,}"),
            *_other_lists(here),
        ]

    apart = "Open actions of which nothing is told, and whose day is not stated"
    return (
        replace(_listing(QUIET_URL, title, lead, [dated], choices), oldest_first=True),
        _listing(UNDATED_URL, apart, str(undated.note), [undated], choices),
    )


def _listing(
    url: str, title: str, lead: str, groups: Sequence[Group], choices: Callable[[Here], list[Choice]]
) -> Listing:
    return Listing(
        url,
        title,
        lead,
        "action",
        groups,
        section="actions",
        parents=(("Actions", ACTIONS),),
        choices=choices,
        choices_lead="Show",
    )


def _other_lists(here: Here) -> list[Choice]:
    return [Choice("all actions, by status", here.href(ACTIONS)), *other_lists(here)]
