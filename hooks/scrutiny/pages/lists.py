"""The lists of the site: councils, inspections, committee items, meetings, committees, roles and subjects.

Each council hands over its lines, and the lists are made of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scrutiny.link import Gathering
from scrutiny.model import Theme
from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import (
    Listed,
    committee_entry,
    entry_line,
    is_promised,
    line_at,
    meeting_entry,
    owner_entry,
    tracked_entry,
)
from scrutiny.pages.holdings import without_meeting
from scrutiny.pages.kinds import inspection_lists
from scrutiny.pages.line import Line, newest_first
from scrutiny.pages.listing import BY_COUNCIL, Group, Listing, is_long, listing_pages
from scrutiny.pages.page import ANYWHERE, Here, Page, counted
from scrutiny.pages.rows import Choice
from scrutiny.pages.shown import Entry, record_entry
from scrutiny.pages.subjects import subject_counts
from scrutiny.pages.words import capital, role_title

FOLLOW_UPS = "meetings/no-meeting/"
"""The address of the follow-ups promised without a meeting, where one page cannot hold them with the meetings."""
DATED, PROMISED, UNDATED, NO_MEETING = "dated", "promised", "undated", "no-meeting"
"""The groups of the list of meetings, by their anchors; under the last what is promised without a meeting."""


# What a council hands over


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


# The lists


def list_of_lists(archive: Archive) -> Iterator[Page]:
    """Yield the pages of every list."""
    yield from _councils(archive)
    yield from inspection_lists(archive, _by_council(archive, "inspections"))
    yield from listing_pages(
        archive.edition,
        Listing(
            "items/",
            "Committee items",
            "What committees were told, asked and decided, one entry for each piece of business.",
            "committee item",
            _by_council(archive, "items"),
            order=BY_COUNCIL,
            section="resolutions",
            folder="items",
        ),
    )
    yield from _meetings(archive)
    yield from listing_pages(
        archive.edition,
        Listing(
            "committees/",
            "Committees",
            "Committees, boards and cabinets that papers name. Where papers name none, its council's page says so.",
            "committee",
            _by_council(archive, "committees"),
            section="meetings",
            folder="committees",
            by_letter=True,
        ),
    )
    yield from listing_pages(
        archive.edition,
        Listing(
            "roles/",
            "Roles and partner bodies",
            "Who was to do something, or spoke for the council. People appear here as the post they held. "
            "Where a line has no count, no action is recorded for it.",
            "role or body",
            _by_council(archive, "roles"),
            plural="roles and bodies",
            section="actions",
            folder="roles",
            by_letter=True,
        ),
    )
    yield from _subjects(archive)


def _by_council(archive: Archive, table: str) -> list[Group]:
    """Return the lines of one table, a section for each authority."""
    authorities = archive.edition.authorities
    return [Group(authorities[name].short_name, name, lines) for name, lines in archive.by_authority(table)]


def _councils(archive: Archive) -> Iterator[Page]:
    left_out = archive.edition.left_out
    lines = list(archive.rows("councils"))
    groups = [Group("", "councils", [line for line in lines if line.authority not in left_out])]
    if left_out:
        invented = [line for line in lines if line.authority in left_out]
        note = "Made up to show what a record can hold. They are in no list and no count."
        groups.append(Group("Invented examples", "invented", invented, note))
    yield from listing_pages(
        archive.edition,
        Listing(
            "authorities/",
            "Councils",
            "The councils and other authorities whose scrutiny of inspections is recorded here.",
            "council",
            groups,
            section="councils",
            by_letter=True,
        ),
    )


def _meetings(archive: Archive) -> Iterator[Page]:
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    for line in archive.rows("meetings"):
        lines[line.group].append(line)
    without = lines.pop(NO_MEETING, [])
    groups = [
        Group("With a date", DATED, newest_first(lines[DATED]), empty="No meeting with a date is held here."),
        Group(
            "Promised",
            PROMISED,
            newest_first(lines[PROMISED]),
            "A paper says that they were to take place. Where no paper of them is held here, "
            "they may have taken place all the same.",
            "No paper held here promises a meeting.",
        ),
        Group(
            "Without a date",
            UNDATED,
            newest_first(lines[UNDATED]),
            "The papers held here do not say on which day they took place.",
            "Every meeting held here has a date.",
        ),
        Group(
            "Follow-ups promised without a meeting",
            NO_MEETING,
            without,
            "Something is to come back, and no paper says to which meeting.",
            "Every promised follow-up names its meeting.",
        ),
    ]
    listing = Listing(
        "meetings/",
        "Meetings",
        "Meetings at which inspections were looked at, and meetings that were promised.",
        "meeting",
        groups,
        told=_told(sum(map(len, lines.values())), len(without)),
        section="meetings",
        folder="meetings",
    )
    if is_long(listing):
        apart = _follow_ups(groups.pop())
        way = Choice("follow-ups promised without a meeting", FOLLOW_UPS, f"{len(without):,}")
        yield from listing_pages(archive.edition, apart)
        listing = replace(
            listing, choices=lambda here: [replace(way, href=here.href(way.href))], choices_lead="See also"
        )
    yield from listing_pages(archive.edition, listing)


def _follow_ups(group: Group) -> Listing:
    """Return what was promised without a meeting as a list of its own, for a site of many meetings."""
    return Listing(
        FOLLOW_UPS,
        group.title,
        str(group.note),
        "follow-up",
        [replace(group, title="", note="")],
        section="meetings",
        parents=(("Meetings", "meetings/"),),
    )


def _told(meetings: int, without: int) -> str:
    words = counted(meetings, "meeting")
    return words + (f", and {counted(without, 'follow-up')} promised without one." if without else ".")


def _subjects(archive: Archive) -> Iterator[Page]:
    themes = archive.edition.register.shared.themes
    ordered = [name for name, theme in themes.items() if theme.broader not in themes]
    for name, theme in themes.items():
        if theme.broader in ordered:
            ordered.insert(ordered.index(theme.broader) + 1, name)
    ordered += [name for name in themes if name not in ordered]
    told = subject_counts(archive)
    yield from listing_pages(
        archive.edition,
        Listing(
            "themes/",
            "Subjects",
            "Every finding, resolution and question on this site stands under a subject, whichever council it is from.",
            "subject",
            [Group("", "subjects", [_subject(themes, name, told[name].words) for name in ordered])],
            section="subjects",
            by_letter=True,
        ),
    )


def _subject(themes: Mapping[str, Theme], name: str, told: str) -> Listed:
    theme, broader = themes[name], themes.get(themes[name].broader or "")
    line = f"{theme.definition.rstrip('.')}. {told or 'Nothing is recorded under it yet'}"

    def make(here: Here) -> Entry:
        return Entry(theme.label, here.href(f"themes/{name}/"), f"Part of {broader.label}. {line}" if broader else line)

    return Listed("", make, theme.label)
