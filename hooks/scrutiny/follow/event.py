"""What an event of a calendar is, and what is said of something that no calendar can show."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

from scrutiny.follow.days import Span
from scrutiny.link import Target
from scrutiny.pages.edition import Edition
from scrutiny.pages.titles import target_words, title_of
from scrutiny.track import Tracked
from scrutiny.vocabulary import Missing


class Event(NamedTuple):
    """One entry of a calendar."""

    identity: str
    span: Span
    title: str
    told: tuple[str, ...]
    """What there is to say of it, a line each."""
    url: str
    """The page that tells it, from the root of the site."""
    status: str
    """CONFIRMED, TENTATIVE or CANCELLED, as RFC 5545 has them."""
    kind: str
    """Meeting, Deadline or Answer."""
    changed: datetime.date
    revision: int
    """How often the records behind it changed since they were published."""
    pages: frozenset[str]
    """The pages of the committees and roles in whose calendars it stands besides that of its council."""


class LeftOut(NamedTuple):
    """Something that is in no calendar, because no paper gives a day for it."""

    id: str
    anchor: str
    url: str
    """Where it stands, from the root of the site."""
    what: str
    stated: str
    """The date in the words of the paper; "not stated" where there is none."""
    why: str


def committee_of(name: Missing | str) -> set[str]:
    """Return the committee that a paper names, if it names one."""
    return set() if isinstance(name, Missing) else {name}


def pages_of(authority: str, committees: Iterable[str], owners: Iterable[str]) -> frozenset[str]:
    """Return the pages of some committees, and of some owners, of which each may be a committee as well."""
    return frozenset(
        f"{authority}/{folder}/{name}/"
        for folder, names in (("committees", {*committees, *owners}), ("roles", owners))
        for name in names
    )


def named(edition: Edition, target: Target) -> str:
    """Name a part with the record in which it stands."""
    title = title_of(edition, target.id)
    return f"{title}, {target_words(edition, target)}" if target.anchor else title


def owners_of(tracked: Tracked) -> set[str]:
    """Return the roles and bodies that are to do something, or for which it is done."""
    commitment = tracked.commitment
    return {name for name in (*commitment.owner.roles, commitment.on_behalf_of) if name}
