"""How many actions are open, overdue, done or long without news: the counts of the home page, and the list behind each.

"Without news" says only what papers held here tell; the work may have gone on all the same. An action counts from its
latest news, and without any from the day on which it was set. Where that day is not stated, it is listed apart.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from scrutiny.address import Address
from scrutiny.language import day_words, html
from scrutiny.link import Target, when_of
from scrutiny.model import Inspection, Plan, When
from scrutiny.pages.axes import in_time
from scrutiny.pages.commitment import said
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import Listed, listed_tracked
from scrutiny.pages.listing import Group, Listing, is_long, listing_pages
from scrutiny.pages.page import Here, Page, counted
from scrutiny.pages.rows import Choice
from scrutiny.pages.shown import Entry
from scrutiny.pages.titles import target_words
from scrutiny.pages.tracker import DONE_URL, OPEN_URL, QUIET_URL, other_lists
from scrutiny.pages.tracker import URL as ACTIONS
from scrutiny.pages.words import missing
from scrutiny.track import Tracked
from scrutiny.vocabulary import Delivery, Timeliness

QUIET = datetime.timedelta(days=183)
"""Half a year: an open action without news for longer than this is listed."""

UNDATED_URL = f"{QUIET_URL}day-not-stated/"
"""Where the actions whose day is not stated are listed, if one page cannot hold both lists."""


@dataclass(frozen=True)
class Tally:
    """The commitments that lists and counts show, counted as at the day of the edition."""

    open: list[Tracked]
    """Neither done nor ended."""
    overdue: list[Tracked]
    """The last day has passed, and a paper shows the work unfinished."""
    passed: list[Tracked]
    """The last day has passed, and no paper held here says what became of it."""
    done: list[Tracked]
    """A paper says that it is done."""
    closed: list[Tracked]
    """Replaced, dropped or no longer needed."""
    quiet: list[Tracked]
    """Open, and without news for more than six months; what has been without news longest comes first."""
    undated: list[Tracked]
    """Open, without any news, and the day on which it was set is not stated."""


@lru_cache(maxsize=1)
def tally(edition: Edition) -> Tally:
    """Count the commitments of an edition, once."""
    listed = edition.tracked_listed
    open_ = [tracked for tracked in listed if tracked.is_open]
    since = [(heard_on(edition, tracked), tracked) for tracked in open_]
    quiet = [(day, tracked) for day, tracked in since if day and edition.as_of - day > QUIET]
    return Tally(
        open_,
        list(edition.by_timeliness.get(Timeliness.OVERDUE, ())),
        list(edition.by_timeliness.get(Timeliness.PASSED, ())),
        [tracked for tracked in listed if tracked.standing.delivery is Delivery.IMPLEMENTED],
        list(edition.by_timeliness.get(Timeliness.CLOSED, ())),
        [tracked for _, tracked in sorted(quiet, key=lambda each: each[0])],
        [tracked for day, tracked in since if day is None],
    )


def heard_on(edition: Edition, tracked: Tracked) -> datetime.date | None:
    """Return the day of the latest news of a commitment, else the last day on which it can have been set."""
    return tracked.standing.latest or set_on(edition, tracked)


def set_on(edition: Edition, tracked: Tracked) -> datetime.date | None:
    """Return the last day on which a commitment can have been set; None where papers give no end to it.

    An inspection sets what it sets when its report comes out; all others on the day that places them in their thread.
    Where neither is known, it was set at the latest on the day of the paper that tells of it.
    """
    record = edition.record(tracked.target.id)
    if isinstance(record, Inspection) and (day := _last(record.published)):
        return day
    return _last(when_of(record)) or _told_on(edition, tracked)


def _told_on(edition: Edition, tracked: Tracked) -> datetime.date | None:
    """Return the first dated day of a paper that shows a commitment.

    The day of the paper itself, or for a plan that of the meeting before which the same paper was.
    """
    id_, anchor = tracked.target
    record = edition.record(id_)
    ref = (getattr(edition.register.part(id_, anchor), "at", None) or "").partition(" ")[0]
    papers = [source for source in record.sources if source.ref == ref]
    days = [_last(source.dated) for source in papers]
    if isinstance(record, Plan):
        titles = {source.title for source in papers}
        for by in edition.links.relations.looked_at_by.get(Target(id_), ()):
            item = edition.register.item(by.id)
            if item and not item.withdrawn and titles & {source.title for source in item.sources}:
                days.append(_last(item.meeting.date))
    return min((day for day in days if day and day <= edition.as_of), default=None)


def undated_url(edition: Edition) -> str:
    """Return where the open actions are whose day is not stated."""
    return f"{QUIET_URL}#undated" if len(_quiet_lists(edition)) == 1 else UNDATED_URL


def _last(when: When | None) -> datetime.date | None:
    if when is None:
        return None
    return when.last or (datetime.date.fromisoformat(when.before) - datetime.timedelta(days=1) if when.before else None)


def tally_pages(edition: Edition) -> Iterator[Page]:
    """Yield the lists behind the counts."""
    counts = tally(edition)
    every = f"As at {edition.as_of_words}."
    yield from _list(
        edition,
        OPEN_URL,
        "Open actions",
        f"Set by inspections, plans and committees, and neither done nor ended as far as papers held here say. {every}",
        counts.open,
        "No action is open.",
    )
    yield from _list(
        edition,
        DONE_URL,
        "Actions done",
        f"A paper held here says that they are done. {every}",
        counts.done,
        "No paper held here says of an action that it is done.",
    )
    for listing in _quiet_lists(edition):
        yield from listing_pages(edition, listing)


def _list(edition: Edition, url: str, title: str, lead: str, found: Sequence[Tracked], empty: str) -> Iterator[Page]:
    group = Group("", "list", [listed_tracked(edition, tracked) for tracked in found], empty=empty)
    yield from listing_pages(edition, _listing(url, title, lead, [group], _other_lists))


@lru_cache(maxsize=1)
def _quiet_lists(edition: Edition) -> tuple[Listing, ...]:
    """Return the list of what is without news: one where a page holds it, else those without a day apart."""
    counts = tally(edition)
    lead = (
        f"Open actions of which no paper held here has told anything for more than six months ({QUIET.days} days), "
        f"as at {edition.as_of_words}. The work may well have gone on: a paper may not say so, or may not be held here."
    )
    dated = Group(
        "No news for six months",
        "quiet",
        [_listed(edition, tracked) for tracked in counts.quiet],
        "What has been without news longest comes first.",
        "Of every open action whose day is known something was told within six months.",
    )
    undated = Group(
        "Day not stated",
        "undated",
        [_listed(edition, tracked) for tracked in counts.undated],
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


def _listed(edition: Edition, tracked: Tracked) -> Listed:
    """Return an open action as an entry that says when it was last heard of."""

    def make(here: Here) -> Entry:
        target = tracked.target
        where = target_words(edition, target)
        place = f"{edition.authority_of(target.id).short_name}, {where}" if target.anchor else where
        soft = html("{}. {}", place, heard_words(edition, tracked))
        return Entry(said(edition, tracked), here.href(target.url), soft, status=in_time(tracked))

    name = Address.read(tracked.target.id).authority
    return Listed(name, make, edition.authorities[name].short_name, heard_on(edition, tracked))


def heard_words(edition: Edition, tracked: Tracked) -> Markup:
    """Say when something was last told of a commitment: "Latest news 1 October 2024, 782 days ago"."""
    if latest := tracked.standing.latest:
        days = counted((edition.as_of - latest).days, "day")
        return html("Latest news {}, {} ago", day_words(latest), days)
    day = set_on(edition, tracked)
    if day is None:
        return missing("The day on which it was set is not stated")
    record = edition.record(tracked.target.id)
    when = when_of(record)
    exact = when is not None and when.last == day and when.first == day
    return html("No news since it was set, {}{}", "" if exact else "at the latest on ", day_words(day))
