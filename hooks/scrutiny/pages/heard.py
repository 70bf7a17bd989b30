"""When something was last heard of an action: its latest news, and without any the day on which it was set."""

from __future__ import annotations

import datetime

from markupsafe import Markup

from scrutiny.language import day_words, html
from scrutiny.link import Target, when_of
from scrutiny.model import Inspection, Plan, When
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import counted
from scrutiny.pages.words import missing
from scrutiny.track import Tracked


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


def _last(when: When | None) -> datetime.date | None:
    if when is None:
        return None
    return when.last or (datetime.date.fromisoformat(when.before) - datetime.timedelta(days=1) if when.before else None)
