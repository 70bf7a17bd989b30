"""Entries of lists: a meeting, a committee, a role or something to be done as a link and one line about it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from scrutiny.address import Address
from scrutiny.language import html, strung
from scrutiny.link import Gathering
from scrutiny.pages.axes import SAME, deadline_words, in_time
from scrutiny.pages.commitment import said
from scrutiny.pages.edition import Edition
from scrutiny.pages.line import Line, Part
from scrutiny.pages.page import Here, counted
from scrutiny.pages.rows import weight
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.titles import target_words, title_of
from scrutiny.pages.words import capital, missing, role_title
from scrutiny.track import Tracked
from scrutiny.vocabulary import MeetingState, Timeliness


@dataclass(frozen=True)
class Listed:
    """One entry of a list, made once the page that shows it is known."""

    authority: str
    make: Callable[[Here], Entry]
    name: str
    """The name by which a long list is parted where no day parts it: its own, or that of its authority."""
    day: datetime.date | None = None
    """The day by which a long list is parted."""


def listed_at(edition: Edition, id_: str, make: Callable[[Here], Entry]) -> Listed:
    """Return an entry that is parted by the day and the authority of a record or meeting."""
    name = Address.read(id_).authority
    return Listed(name, make, edition.authorities[name].short_name, edition.links.threads.first_day(id_))


def listed_record(edition: Edition, id_: str) -> Listed:
    """Return a record as an entry of a list."""
    return listed_at(edition, id_, lambda here: record_entry(edition, here, id_))


def listed_meeting(edition: Edition, id_: str) -> Listed:
    """Return a meeting as an entry of a list."""
    return listed_at(edition, id_, lambda here: meeting_entry(edition, here, edition.links.meetings[id_]))


def listed_tracked(edition: Edition, tracked: Tracked) -> Listed:
    """Return something to be done as an entry of a list."""
    return listed_at(edition, tracked.target.id, lambda here: tracked_entry(edition, here, tracked))


def listed_committee(edition: Edition, authority: str, name: str) -> Listed:
    """Return a committee as an entry of a list."""
    title = edition.authorities[authority].committees[name].name
    return Listed(authority, lambda here: committee_entry(edition, here, authority, name), title)


def listed_owner(edition: Edition, authority: str, name: str) -> Listed:
    """Return a role or body as an entry of a list."""
    title = role_title(edition, authority, name)
    return Listed(authority, lambda here: owner_entry(edition, here, authority, name), title)


def line_at(edition: Edition, id_: str, entry: Entry, group: str = "") -> Line:
    """Return an entry as a line of a list of all councils, parted by the day and the authority of its record."""
    day = edition.links.threads.first_day(id_)
    name = Address.read(id_).authority
    return entry_line(name, edition.authorities[name].short_name, entry, day=day, group=group)


def entry_line(authority: str, name: str, entry: Entry, *, day: datetime.date | None = None, group: str = "") -> Line:
    """Return an entry as a line of a list of all councils, which parts it by ``day`` or else by ``name``."""
    part = Part("records", "several", ([entry],))
    return Line(authority=authority, name=name, day=day, html=part, weight=weight(entry), group=group)


def is_promised(meeting: Gathering) -> bool:
    """Tell whether a meeting is known only from what promises it."""
    return meeting.state in {MeetingState.PROMISED, MeetingState.SCHEDULED} and not meeting.items


def meeting_entry(edition: Edition, here: Here, meeting: Gathering) -> Entry:
    """Return a meeting as a link and one line: what is known of it, what was taken, what it was to receive."""
    past, promised = edition.is_past(meeting.date), is_promised(meeting)
    unknown = meeting.state is MeetingState.UNKNOWN
    parts: list[Markup | str] = [missing("Whether it was held is not stated") if unknown else meeting.state.label]
    if promised and past:
        parts.append(missing("No paper of it is held here"))
    if meeting.items:
        parts.append(counted(len(meeting.items), "item"))
    if meeting.expects:
        receives = "; ".join(dict.fromkeys(each.follow_up.expects for each in meeting.expects))
        parts.append(f"{'Is' if promised and not past else 'Was'} to receive {receives}")
    return Entry(title_of(edition, meeting.id), here.href(f"{meeting.id}/"), strung(". ", parts))


def tracked_entry(edition: Edition, here: Here, tracked: Tracked) -> Entry:
    """Return something to be done as a link and one line: where it was set, when it is due, whether in time."""
    target = tracked.target
    where = target_words(edition, target)
    line = escape(f"{edition.authority_of(target.id).short_name}, {where}" if target.anchor else where)
    stated, last = deadline_words(tracked.deadline)
    if tracked.deadline.last and tracked.standing.timeliness is not Timeliness.DUE:
        line += html(". Due: {}", stated if last == SAME else html("{} ({})", stated, last))
    text = said(edition, tracked).removeprefix(f"{capital(where)}. ")  # the line below has its number
    return Entry(text, here.href(target.url), line, status=in_time(tracked))


def owner_entry(edition: Edition, here: Here, authority: str, name: str) -> Entry:
    """Return a role or body as a link and one line: how much it owns and has open, what it presented; or no line."""
    tracked = edition.owned.get((authority, name), [])
    presented = edition.presented.get((authority, name), [])
    told = [
        action_counts(tracked) if tracked else "",
        f"presented {counted(len(presented), 'item')}" if presented else "",
    ]
    line = ", ".join(filter(None, told))
    href = here.href(f"{authority}/roles/{name}/")
    return Entry(role_title(edition, authority, name), href, capital(line))


def action_counts(tracked: Sequence[Tracked]) -> str:
    """Count what is owned and how much of it is open: "4 actions, 3 of them open"."""
    open_ = sum(each.is_open for each in tracked)
    words = counted(len(tracked), "action")
    if not open_:
        return words + ", none open"
    if open_ == len(tracked):
        return words + (", open" if open_ == 1 else ", all open")
    return f"{words}, {open_:,} of them open"


def committee_entry(edition: Edition, here: Here, authority: str, name: str) -> Entry:
    """Return a committee as a link and one line of counts."""
    committee = edition.authorities[authority].committees[name]
    line = committee_counts(edition, authority, name) or "Named only; no item of it is held here"
    return Entry(committee.name, here.href(f"{authority}/committees/{name}/"), line)


def committee_counts(edition: Edition, authority: str, name: str) -> str:
    """Count the business of a committee: "2 items, 3 meetings, 1 promise to it"; empty where there is none."""
    business = edition.business.get((authority, name))
    if business is None:
        return ""
    counts = [
        counted(len(business.items), "item") if business.items else "",
        counted(len(business.meetings), "meeting") if business.meetings else "",
        counted(len(business.promised), "promise") + " to it" if business.promised and name else "",
        f"named in {counted(len(business.also), 'item')} of another committee" if business.also else "",
    ]
    line = ", ".join(filter(None, counts))
    return capital(line)
