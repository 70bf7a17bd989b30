"""What a council hands over for the lists of councils, records, meetings, committees and roles."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.link import Gathering
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import (
    committee_entry,
    entry_line,
    is_promised,
    line_at,
    meeting_entry,
    owner_entry,
    tracked_entry,
)
from scrutiny.pages.holdings import without_meeting
from scrutiny.pages.line import Line
from scrutiny.pages.page import ANYWHERE, counted
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.words import capital, role_title

DATED, PROMISED, UNDATED, NO_MEETING = "dated", "promised", "undated", "no-meeting"
"""The groups of the list of meetings, by their anchors; under the last what is promised without a meeting."""


def council_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the line of a council, also of one that is made up: it stands apart."""
    nouns = (("inspections", "inspection"), ("items", "committee item"), ("plans", "plan"), ("meetings", "meeting"))
    told = [counted(len(ids), noun) for folder, noun in nouns if (ids := edition.ids.get((name, folder)))]
    authority = edition.authorities[name]
    line = f"{authority.kind.label}. {capital(', '.join(told))}" if told else authority.kind.label
    yield entry_line(name, authority.short_name, Entry(authority.short_name, ANYWHERE.href(f"{name}/"), line))


def record_lines(edition: Edition, name: str, folder: str) -> Iterator[Line]:
    """Yield the records of one folder of a council, newest first; an inspection in the group of its framework."""
    if name in edition.left_out:
        return
    for id_ in edition.ids.get((name, folder), ()):
        inspection = edition.register.inspection(id_)
        group = str(inspection.framework) if inspection else ""
        yield line_at(edition, id_, record_entry(edition, ANYWHERE, id_), group)


def meeting_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the meetings of a council, each in the group of what is known of it, and the follow-ups without one."""
    if name in edition.left_out:
        return
    for meeting in edition.meetings_of.get(name, ()):
        yield line_at(edition, meeting.id, meeting_entry(edition, ANYWHERE, meeting), _group_of(meeting))
    for tracked in without_meeting(edition.register, edition.tracked_of.get(name, ())):
        yield line_at(edition, tracked.target.id, tracked_entry(edition, ANYWHERE, tracked), NO_MEETING)


def _group_of(meeting: Gathering) -> str:
    if is_promised(meeting):
        return PROMISED
    return DATED if meeting.date.first else UNDATED


def committee_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the committees of a council."""
    if name not in edition.left_out:
        for committee, each in edition.authorities[name].committees.items():
            yield entry_line(name, each.name, committee_entry(edition, ANYWHERE, name, committee))


def role_lines(edition: Edition, name: str) -> Iterator[Line]:
    """Yield the roles and bodies of a council that have a page."""
    if name not in edition.left_out:
        for owner in edition.owners.get(name, ()):
            yield entry_line(name, role_title(edition, name, owner), owner_entry(edition, ANYWHERE, name, owner))
