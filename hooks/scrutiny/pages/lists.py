"""The lists of the site: councils, inspections, committee items, meetings, committees, roles and subjects.

Each council hands over its lines, and the lists are made of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from scrutiny.model import Theme
from scrutiny.pages.archive import Archive
from scrutiny.pages.entries import Listed
from scrutiny.pages.handed_over import DATED, NO_MEETING, PROMISED, UNDATED
from scrutiny.pages.kinds import inspection_lists
from scrutiny.pages.line import Line, newest_first
from scrutiny.pages.listing import BY_COUNCIL, Listing, is_long, listing_pages
from scrutiny.pages.page import Here, Page, counted
from scrutiny.pages.rows import Choice
from scrutiny.pages.section import Group
from scrutiny.pages.shown import Entry
from scrutiny.pages.subjects import subject_counts

FOLLOW_UPS = "meetings/no-meeting/"
"""The address of the follow-ups promised without a meeting, where one page cannot hold them with the meetings."""


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
