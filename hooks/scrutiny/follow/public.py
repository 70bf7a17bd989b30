"""On which days readers could first see something, and on which it changed: from the public history, never a clock.

Where the history is not known (no git, or a copy that is cut), the days of the papers stand in for it. What has
neither has no day, and is in no feed until its history is known.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from scrutiny.history import UNKNOWN, Change, Day, History, How, Step
from scrutiny.history.named import NEWS
from scrutiny.pages.edition import Edition
from scrutiny.stage import HOME_ZONE

NEVER = datetime.date(2000, 1, 1)
"""What stands where a day of change must stand and none is known, or nothing has ever happened."""


class Shown(NamedTuple):
    """Since when something has been public."""

    published: datetime.date | None
    """The day on which readers could first see it; None where that is not known."""
    updated: datetime.date
    """The day on which it last changed for them; where that is not known, the day of the papers."""


def history_of(edition: Edition, id_: str) -> History:
    """Return the public history of a record."""
    return edition.histories.get(id_, UNKNOWN)


def record_shown(edition: Edition, id_: str) -> Shown | None:
    """Return since when a record has been public, and when it changed otherwise than by news and new parts.

    None where neither its history nor a day of its papers is known.
    """
    history = history_of(edition, id_)
    days = [day.day for day in history.days if day.corrections or _is_told_anew(day)]
    paper = edition.links.threads.first_day(id_)
    if not history.published and paper and paper <= edition.as_of:
        days.append(paper)
    return Shown(history.published, max(days)) if days else None


def news_shown(edition: Edition, id_: str, on: str) -> Shown:
    """Return since when the news of a day, which a record carries, has been public."""
    history = history_of(edition, id_)
    told = [(day.day, change.how) for day in history.days for change in day.changes if _is_news_of(change, on)]
    published = next((day for day, how in told if how is How.ADDED), history.published)
    days = [datetime.date.fromisoformat(on), *(day for day, _ in told), *((published,) if published else ())]
    return Shown(published, max(days))


def parts_added(day: Day) -> list[str]:
    """Return the anchors of the parts that a page was given on a day, which is never that of its publication."""
    return [change.name for change in day.changes if _is_part_added(change)]


def _is_told_anew(day: Day) -> bool:
    """Tell whether what a page says as a whole changed on a day."""
    return bool(day.steps) or any(not _is_part_added(change) and change.what != NEWS for change in day.changes)


def _is_part_added(change: Change) -> bool:
    return change.how is How.ADDED and change.what == "part"


def _is_news_of(change: Change, on: str) -> bool:
    return change.what == NEWS and change.name == on


def _is_news_gone(change: Change) -> bool:
    return change.what == NEWS and change.how is How.TAKEN_OUT


def _is_changed(day: Day) -> bool:
    """Tell whether a page changed on a day otherwise than by more news."""
    taken_back = any(map(_is_news_gone, day.changes))
    return bool(day.corrections or parts_added(day) or taken_back) or _is_told_anew(day)


def revisions(edition: Edition, ids: Sequence[str]) -> int:
    """Count how often records changed since they were published, news apart, which an event counts as it tells it.

    News that was taken back counts once more, because its event counts it no longer: the sum only ever grows.
    """
    days = [day for id_ in ids for day in history_of(edition, id_).days if Step.PUBLISHED not in day.steps]
    gone = [change for day in days for change in day.changes if _is_news_gone(change)]
    return sum(map(_is_changed, days)) + len(gone)


def last_changed(edition: Edition, ids: Sequence[str]) -> datetime.date:
    """Return the last day on which any of some records changed, more news apart, or the last day of their papers.

    Where nothing at all is known it is ``NEVER``, and not the day of the edition: the same record gives the same bytes.
    """
    days = [day.day for id_ in ids for day in history_of(edition, id_).days if _is_changed(day)]
    papers = [shown.updated for id_ in ids if (shown := record_shown(edition, id_))]
    return max((*days, *papers), default=NEVER)


def midnight(day: datetime.date) -> datetime.datetime:
    """Return the instant at which a day begins where the record is kept: never after the hour of the build."""
    return datetime.datetime.combine(day, datetime.time(), HOME_ZONE)
