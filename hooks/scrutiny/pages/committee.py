"""The page of a committee: the items it took, its meetings, and what it was promised."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.model import Committee
from scrutiny.pages.edition import Edition
from scrutiny.pages.entries import committee_counts, listed_meeting, listed_record, listed_tracked
from scrutiny.pages.holdings import Business
from scrutiny.pages.listing import Listing, whole_of
from scrutiny.pages.pack import pack_url
from scrutiny.pages.page import Here, Page
from scrutiny.pages.section import Group, first_of
from scrutiny.pages.shown import Row, crumbs
from scrutiny.pages.tags import search_within
from scrutiny.pages.words import small


def committee_pages(edition: Edition, authority: str, name: str, committee: Committee) -> Iterator[Page]:
    """Yield the page of a committee, then the whole of each list of which that page shows only the first entries."""
    url = f"{authority}/committees/{name}/"
    here, council = Here(url), edition.authorities[authority].short_name
    title = f"{council}: {committee.name}"
    lists = _lists(edition, edition.business.get((authority, name), Business()))
    sections = [
        first_of(here, group, f"{url}{group.anchor}/", noun, plural)
        for group, noun, plural in lists
        if group.listed or group.empty
    ]
    shows: dict[str, object] = {
        "title": title,
        "kicker": committee.kind.label,
        "lead": committee.note or "",
        "number_words": committee_counts(edition, authority, name),
        "pack": here.link("Pack for the next meeting", pack_url(authority, name)),
        "facts": _facts(edition, here, authority, name, committee),
        "answer": sections[:1],
        "sections": sections[1:],
        "on_this_page": sections,
    }
    yield Page(
        url=url,
        title=title,
        template="committee",
        shows=shows,
        kicker=committee.kind.label,
        description=f"What the {committee.name} of {council} took, decided and was promised.",
        crumbs=crumbs(edition, here, f"{authority}/committees/{name}"),
        section="meetings",
    )
    for group, noun, plural in lists:
        whole = Listing(
            f"{url}{group.anchor}/",
            f"{title}: {small(group.title)}",
            "",
            noun,
            [Group("", "list", group.listed)],
            plural=plural,
            section="meetings",
            parents=((council, f"{authority}/"), (committee.name, url)),
        )
        yield from whole_of(edition, whole)


def _lists(edition: Edition, business: Business) -> list[tuple[Group, str, str]]:
    def newest_first(ids: list[str]) -> list[str]:
        return sorted(ids, key=edition.age)

    return [
        (
            Group(
                "Items it took",
                "items",
                [listed_record(edition, id_) for id_ in newest_first(business.items)],
                empty="No paper held here names it as the committee of an item.",
            ),
            "item",
            "",
        ),
        (
            Group(
                "Promised to it",
                "promised",
                [listed_tracked(edition, tracked) for tracked in business.promised],
                "What this committee is to receive, and what is known of it.",
            ),
            "promise",
            "",
        ),
        (
            Group("Meetings", "meetings", [listed_meeting(edition, id_) for id_ in newest_first(business.meetings)]),
            "meeting",
            "",
        ),
        (
            Group(
                "Also before it",
                "also",
                [listed_record(edition, id_) for id_ in newest_first(business.also)],
                "Taken by another committee; a paper says that this one looked at the same matter.",
            ),
            "item",
            "",
        ),
    ]


def _facts(edition: Edition, here: Here, authority: str, name: str, committee: Committee) -> list[Row]:
    rows = [
        Row("Council", here.link(edition.authorities[authority].short_name, f"{authority}/")),
        Row("Kind", committee.kind.label),
    ]
    if committee.other_names:
        rows.append(Row("Other names", "; ".join(committee.other_names)))
    if committee.successor:
        successor = edition.authorities[authority].committees.get(committee.successor)
        if successor:
            rows.append(Row("Now", here.link(successor.name, f"{authority}/committees/{committee.successor}/")))
    before = [
        here.link(other.name, f"{authority}/committees/{key}/")
        for key, other in edition.authorities[authority].committees.items()
        if other.successor and edition.authorities[authority].committees.get(other.successor) is committee
    ]
    rows += [Row("Before it", link) for link in before]
    business = edition.business.get((authority, name), Business())
    if not edition.is_left_out(authority) and (business.items or business.meetings):
        chosen = (("council", edition.authorities[authority].short_name), ("committee", committee.name))
        rows.append(search_within(here, "Search within this committee", *chosen))
    return rows
