"""The lists of the site: councils, inspections, committee items, meetings, committees, roles and subjects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scrutiny.link import Gathering
from scrutiny.model import Theme
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import (
    Listed,
    is_promised,
    listed_committee,
    listed_meeting,
    listed_owner,
    listed_record,
    listed_tracked,
)
from scrutiny.pages.holdings import without_meeting
from scrutiny.pages.kinds import inspection_lists
from scrutiny.pages.listing import BY_COUNCIL, Group, Listing, is_long, listing_pages
from scrutiny.pages.page import Here, Page, counted
from scrutiny.pages.rows import Choice
from scrutiny.pages.shown import Entry
from scrutiny.pages.theme import counts
from scrutiny.pages.words import capital

FOLLOW_UPS = "meetings/no-meeting/"
"""The address of the follow-ups promised without a meeting, where one page cannot hold them with the meetings."""


def list_of_lists(edition: Edition) -> Iterator[Page]:
    """Yield the pages of every list."""
    yield from _councils(edition)
    yield from inspection_lists(edition, by_council(edition, "inspections"))
    yield from listing_pages(
        edition,
        Listing(
            "items/",
            "Committee items",
            "What committees were told, asked and decided, one entry for each piece of business.",
            "committee item",
            by_council(edition, "items"),
            order=BY_COUNCIL,
            section="resolutions",
            folder="items",
        ),
    )
    yield from _meetings(edition)
    yield from _committees(edition)
    yield from _roles(edition)
    yield from _subjects(edition)


def by_council(edition: Edition, folder: str) -> list[Group]:
    """Return the records of one folder, a section for each authority."""
    groups = []
    for name in edition.authorities_listed:
        if ids := edition.ids.get((name, folder)):
            listed = [listed_record(edition, id_) for id_ in ids]
            groups.append(Group(edition.authorities[name].short_name, name, listed))
    return groups


def _councils(edition: Edition) -> Iterator[Page]:
    groups = [Group("", "councils", [_council(edition, name) for name in edition.authorities_listed])]
    if edition.left_out:
        invented = [_council(edition, name) for name in sorted(edition.left_out)]
        note = "Made up to show what a record can hold. They are in no list and no count."
        groups.append(Group("Invented examples", "invented", invented, note))
    yield from listing_pages(
        edition,
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


def _council(edition: Edition, name: str) -> Listed:
    def make(here: Here) -> Entry:
        nouns = (("inspections", "inspection"), ("items", "committee item"), ("plans", "plan"), ("meetings", "meeting"))
        told = [counted(len(ids), noun) for folder, noun in nouns if (ids := edition.ids.get((name, folder)))]
        authority = edition.authorities[name]
        line = f"{authority.kind.label}. {capital(', '.join(told))}" if told else authority.kind.label
        return Entry(authority.short_name, here.href(f"{name}/"), line)

    return Listed(name, make, edition.authorities[name].short_name)


def _meetings(edition: Edition) -> Iterator[Page]:
    def listed(meetings: list[Gathering]) -> list[Listed]:
        return [
            listed_meeting(edition, meeting.id) for meeting in sorted(meetings, key=lambda each: edition.age(each.id))
        ]

    every = [meeting for meeting in edition.links.meetings.values() if not edition.is_left_out(meeting.id)]
    promised = [meeting for meeting in every if is_promised(meeting)]
    dated = [meeting for meeting in every if meeting.date.first and not is_promised(meeting)]
    undated = [meeting for meeting in every if not meeting.date.first and not is_promised(meeting)]
    groups = [
        Group("With a date", "dated", listed(dated), empty="No meeting with a date is held here."),
        Group(
            "Promised",
            "promised",
            listed(promised),
            "A paper says that they were to take place. Where no paper of them is held here, "
            "they may have taken place all the same.",
            "No paper held here promises a meeting.",
        ),
        Group(
            "Without a date",
            "undated",
            listed(undated),
            "The papers held here do not say on which day they took place.",
            "Every meeting held here has a date.",
        ),
        Group(
            "Follow-ups promised without a meeting",
            "no-meeting",
            [listed_tracked(edition, tracked) for tracked in without_meeting(edition.register, edition.tracked_listed)],
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
        told=_told(len(every), len(groups[-1].listed)),
        section="meetings",
        folder="meetings",
    )
    if is_long(listing):
        apart = _follow_ups(groups.pop())
        way = Choice("follow-ups promised without a meeting", FOLLOW_UPS, f"{len(apart.groups[0].listed):,}")
        yield from listing_pages(edition, apart)
        listing = replace(
            listing, choices=lambda here: [replace(way, href=here.href(way.href))], choices_lead="See also"
        )
    yield from listing_pages(edition, listing)


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


def _committees(edition: Edition) -> Iterator[Page]:
    groups = [
        Group(
            edition.authorities[name].short_name,
            name,
            [listed_committee(edition, name, committee) for committee in edition.authorities[name].committees],
        )
        for name in edition.authorities_listed
        if edition.authorities[name].committees
    ]
    yield from listing_pages(
        edition,
        Listing(
            "committees/",
            "Committees",
            "Committees, boards and cabinets that papers name. Where papers name none, its council's page says so.",
            "committee",
            groups,
            section="meetings",
            folder="committees",
            by_letter=True,
        ),
    )


def _roles(edition: Edition) -> Iterator[Page]:
    groups = [
        Group(edition.authorities[name].short_name, name, [listed_owner(edition, name, owner) for owner in owners])
        for name, owners in edition.owners.items()
        if owners and name not in edition.left_out
    ]
    yield from listing_pages(
        edition,
        Listing(
            "roles/",
            "Roles and partner bodies",
            "Who was to do something, or spoke for the council. People appear here as the post they held. "
            "Where a line has no count, no action is recorded for it.",
            "role or body",
            groups,
            plural="roles and bodies",
            section="actions",
            folder="roles",
            by_letter=True,
        ),
    )


def _subjects(edition: Edition) -> Iterator[Page]:
    themes = edition.register.shared.themes
    ordered = [name for name, theme in themes.items() if theme.broader not in themes]
    for name, theme in themes.items():
        if theme.broader in ordered:
            ordered.insert(ordered.index(theme.broader) + 1, name)
    ordered += [name for name in themes if name not in ordered]
    yield from listing_pages(
        edition,
        Listing(
            "themes/",
            "Subjects",
            "Every finding, resolution and question on this site stands under a subject, whichever council it is from.",
            "subject",
            [Group("", "subjects", [_subject(edition, name, themes[name]) for name in ordered])],
            section="subjects",
            by_letter=True,
        ),
    )


def _subject(edition: Edition, name: str, theme: Theme) -> Listed:
    def make(here: Here) -> Entry:
        told = counts(edition.subjects[name]) or "Nothing is recorded under it yet"
        line = f"{theme.definition.rstrip('.')}. {told}"
        broader = edition.register.shared.themes.get(theme.broader or "")
        return Entry(theme.label, here.href(f"themes/{name}/"), f"Part of {broader.label}. {line}" if broader else line)

    return Listed("", make, theme.label)
