"""What each council hands over for the home page alone: an example of a thread, what is overdue, how much it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import nlargest
from typing import NamedTuple

from scrutiny.language import html
from scrutiny.model import Inspection, Item
from scrutiny.pages.axes import in_time
from scrutiny.pages.commitment import owner_cell, said
from scrutiny.pages.edition import Edition
from scrutiny.pages.line import Line, Part
from scrutiny.pages.page import ANYWHERE
from scrutiny.pages.rows import weight
from scrutiny.pages.shown import Entry
from scrutiny.pages.strip import steps
from scrutiny.track import Tracked
from scrutiny.vocabulary import Timeliness

HINTS = ("MASH", "early help", "thresholds")
"""Words to try in the search; only those that the record has are shown."""
MOST_OVERDUE = 5
"""Overdue actions that are named; the rest are on the page of actions."""


class Held(NamedTuple):
    """How much is held of one council."""

    authority: str
    records: int
    hints: tuple[str, ...]
    """Which of the words to try in the search it has."""


@dataclass(slots=True, kw_only=True)
class ThreadLine(Line):
    """A thread that the home page may show, as the strip of its item."""

    id: str
    title: str


@dataclass(slots=True, kw_only=True)
class OverdueLine(Line):
    """An action that is overdue, and by how many days."""

    days: int


def held_rows(edition: Edition, name: str) -> Iterator[Held]:
    """Yield how much is held of a council; of one that is left out too, whose words the search finds."""
    texts = [text.casefold() for text in _texts(edition, name)]
    hints = tuple(word for word in HINTS if any(word.casefold() in text for text in texts))
    yield Held(name, len(edition.by_authority.get(name, ())), hints)


def _texts(edition: Edition, name: str) -> Iterator[str]:
    for id_ in edition.by_authority.get(name, ()):
        record = edition.record(id_)
        if isinstance(record, Inspection):
            yield from (finding.text for finding in record.findings)
        elif isinstance(record, Item):
            yield from (resolution.text for resolution in record.resolutions.list)
            yield from (point.text for point in record.points)
            yield from (question.asked for question in record.questions)


def thread_lines(edition: Edition, name: str) -> Iterator[ThreadLine]:
    """Yield the item of a council that the settings choose as the example, and the first that has resolutions."""
    ids = edition.by_authority.get(name, ())
    passed = (id_ for id_ in ids if (item := edition.register.item(id_)) and _is_an_example(item))
    first = next(passed, "")
    for id_ in dict.fromkeys(id_ for id_ in (edition.example if edition.example in ids else "", first) if id_):
        strip = steps(edition, ANYWHERE, id_)
        yield ThreadLine(
            authority=name,
            name=edition.authorities[name].short_name,
            day=None,
            html=Part("thread", "strip", (strip,)),
            weight=weight(strip),
            id=id_,
            title=edition.record(id_).title,
        )


def _is_an_example(item: Item) -> bool:
    return bool(item.resolutions.list) and not item.withdrawn


def overdue_lines(edition: Edition, name: str) -> Iterator[OverdueLine]:
    """Yield what is longest overdue of a council."""
    if name in edition.left_out:
        return
    own = edition.tracked_of.get(name, ())
    overdue = [tracked for tracked in own if tracked.standing.timeliness is Timeliness.OVERDUE]
    for tracked in nlargest(MOST_OVERDUE, overdue, key=lambda tracked: tracked.standing.days):
        yield _overdue(edition, name, tracked)


def _overdue(edition: Edition, name: str, tracked: Tracked) -> OverdueLine:
    """Return an overdue action as a link and one line: council, owner, how many days."""
    council = edition.authorities[name].short_name
    soft = html("{}. Owner: {}", council, owner_cell(edition, ANYWHERE, tracked))
    entry = Entry(said(edition, tracked), ANYWHERE.href(tracked.target.url), soft, status=in_time(tracked))
    return OverdueLine(
        authority=name,
        name=council,
        day=None,
        html=Part("records", "several", ([entry],)),
        weight=weight(entry),
        days=tracked.standing.days,
    )
