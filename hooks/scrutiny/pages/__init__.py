"""Which pages exist, and what each is given. Templates get finished values: they loop and test, nothing more."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

from scrutiny.language import speaking
from scrutiny.link import Gathering
from scrutiny.model import Authority, CommitteeResponse, Inspection, Item, Plan, Record
from scrutiny.pages.a_to_z import a_to_z_pages
from scrutiny.pages.accessibility import accessibility_tail
from scrutiny.pages.archive import Archive, Extract
from scrutiny.pages.authority import authority_pages
from scrutiny.pages.committee import committee_pages
from scrutiny.pages.edition import Edition
from scrutiny.pages.fields import fields_page
from scrutiny.pages.gaps import gaps_pages, gaps_tail
from scrutiny.pages.glossary import glossary_tail
from scrutiny.pages.home import home_tail
from scrutiny.pages.hosting import hosting_tail
from scrutiny.pages.inspection import inspection_page
from scrutiny.pages.item import item_page
from scrutiny.pages.lists import list_of_lists
from scrutiny.pages.meeting import meeting_page
from scrutiny.pages.method import method_page
from scrutiny.pages.pack import pack_pages
from scrutiny.pages.page import Here, Keeper, Page
from scrutiny.pages.plan import plan_page
from scrutiny.pages.resolutions import council_resolutions_pages, resolutions_pages
from scrutiny.pages.response import response_page
from scrutiny.pages.role import role_pages
from scrutiny.pages.rules import rules_page
from scrutiny.pages.tally import tally_pages
from scrutiny.pages.theme import theme_pages
from scrutiny.pages.tracker import council_tracker, tracker_pages
from scrutiny.vocabulary import Language

__all__ = [
    "Archive", "Edition", "Extract", "Here", "Lot", "Page", "council_folders", "council_lots", "list_lots", "owned",
]  # fmt: skip


@dataclass(frozen=True)
class Lot:
    """Pages that are made together, such as those of one authority."""

    folders: tuple[str, ...]
    """The addresses at or below which they stand, from the root, each ending in ``/``."""
    pages: Callable[[], Iterable[Page]]
    parts: Callable[[], Sequence[Lot]] = tuple
    """Smaller lots of the same pages, for whoever wants one of them; none of a lot that is small itself."""

    def holds(self, url: str) -> int:
        """Return how near its pages stand to an address, in letters they have in common; 0 if it has none there."""
        return max((len(folder) for folder in self.folders if url.startswith(folder)), default=0)


COUNCILS_IN = ("actions", "resolutions")
"""Folders beside those of the councils in which each has pages too."""


def council_folders(name: str) -> tuple[str, ...]:
    """Return the addresses at or below which the pages of a council stand."""
    return f"{name}/", *(f"{folder}/{name}/" for folder in COUNCILS_IN)


def council_lots(edition: Edition) -> list[Lot]:
    """Return the pages of every authority of an edition, in lots that need nothing of each other."""
    return [_authority_lot(edition, name) for name in edition.authorities]


def list_lots(archive: Archive) -> list[Lot]:
    """Return the pages of the lists of all councils, in lots that need nothing of each other."""
    themes = archive.edition.register.shared.themes
    return [
        *(Lot((f"themes/{name}/",), partial(theme_pages, archive, name)) for name in themes),
        *(Lot(folders, partial(make, archive)) for folders, make in _LISTS),
    ]


def owned(edition: Edition, pages: Iterable[Page]) -> Iterator[Page]:
    """Yield pages; those of an authority say if it is invented, who keeps its record, and whom to tell of a mistake."""
    for page in pages:
        authority = edition.authorities.get(_council_of(page.url))
        if authority is None:
            yield page
        else:
            mailbox = authority.corrections or edition.corrections
            keeper = _keeper(authority, page.url)
            yield replace(page, invented=authority.invented, corrections=mailbox, keeper=keeper)


def _council_of(url: str) -> str:
    """Return the name by which the address of a page names its council, whether or not there is one."""
    first, second, *_ = (*url.split("/"), "")
    return second if first in COUNCILS_IN else first


def _keeper(authority: Authority, url: str) -> Keeper | None:
    """Return who keeps the record of a page at an address; None where that is this site."""
    if (origin := authority.origin) is None:
        return None
    href = f"{origin.site.rstrip('/')}/{url}" if origin.site else ""
    return Keeper(authority.title, href, datetime.date.fromisoformat(origin.as_of), origin.licence)


def _authority_lot(edition: Edition, name: str) -> Lot:
    """Return what stands below the address of one authority: its records, then what they have in common."""
    parts = partial(_authority_parts, edition, name)
    return Lot(council_folders(name), lambda: chain.from_iterable(part.pages() for part in parts()), parts)


def _authority_parts(edition: Edition, name: str) -> list[Lot]:
    """Return the pages of one authority, those of each record, meeting, committee and role apart."""
    committees, owners = edition.authorities[name].committees, edition.owners.get(name, ())
    folders: list[tuple[str, Callable[[], Iterable[Page]]]] = [
        (f"{name}/", partial(authority_pages, edition, name, edition.authorities[name])),
        *((f"{id_}/", partial(_record, edition, id_)) for id_ in edition.by_authority.get(name, ())),
        *((f"{each.id}/", partial(_meeting, edition, each)) for each in edition.meetings_of.get(name, ())),
        *((f"{name}/committees/{each}/", partial(_committee, edition, name, each)) for each in committees),
        *((f"{name}/roles/{each}/", partial(role_pages, edition, name, each)) for each in owners),
        (f"actions/{name}/", partial(council_tracker, edition, name)),
        (f"resolutions/{name}/", partial(council_resolutions_pages, edition, name)),
    ]
    return [Lot((folder,), lambda make=make: owned(edition, make())) for folder, make in folders]  # type: ignore[misc]


def _actions(archive: Archive) -> Iterator[Page]:
    yield from tracker_pages(archive)
    yield from tally_pages(archive)


def _record(edition: Edition, id_: str) -> Iterator[Page]:
    """Yield the page of one record; that of a meeting is made of all that is known of it."""
    record = edition.register.records[id_]
    if isinstance(record, Item):
        yield _in_its_language(edition, record, partial(item_page, id_=id_, item=record))
    elif isinstance(record, Inspection):
        yield _in_its_language(edition, record, partial(inspection_page, id_=id_, inspection=record))
    elif isinstance(record, Plan):
        yield _in_its_language(edition, record, partial(plan_page, id_=id_, plan=record))
    elif isinstance(record, CommitteeResponse):
        yield _in_its_language(edition, record, partial(response_page, id_=id_, response=record))


def _meeting(edition: Edition, meeting: Gathering) -> Iterator[Page]:
    """Yield the page of a meeting, which may have no file of its own."""
    yield _in_its_language(edition, meeting.record, partial(meeting_page, meeting=meeting))


def _committee(edition: Edition, authority: str, name: str) -> Iterator[Page]:
    """Yield the pages of a committee, and its pack."""
    committee = edition.authorities[authority].committees[name]
    yield from committee_pages(edition, authority, name, committee)
    yield from pack_pages(edition, authority, name, committee)


def _in_its_language(edition: Edition, record: Record | None, make: Callable[[Edition], Page]) -> Page:
    """Make the page of a record in the language of the record; a meeting without one has an English page."""
    if record is None or record.language is Language.ENGLISH:
        return make(edition)
    code = record.language.value
    with speaking(code):
        return replace(make(edition.in_welsh), language=code)


_LISTS: tuple[tuple[tuple[str, ...], Callable[[Archive], Iterable[Page]]], ...] = (
    (("authorities/", "inspections/", "items/", "meetings/", "committees/", "roles/", "themes/"), list_of_lists),
    (("actions/",), _actions),
    (("resolutions/",), resolutions_pages),
    (("data-quality/",), gaps_pages),
    (("a-z/",), a_to_z_pages),
)
"""The lists of the whole site, by the addresses below which they stand."""


def tail_of(archive: Archive, name: str, url: str) -> Page | None:
    """Return what a hand-written page ends in, by the name it asks for."""
    if name == "home":
        return home_tail(archive, url)
    if name == "data-quality":
        return gaps_tail(archive, url)
    if name == "glossary":
        return glossary_tail(archive.edition, url)
    if name == "method":
        return method_page(url)
    if name == "accessibility":
        return accessibility_tail(url)
    if name == "hosting":
        return hosting_tail(url)
    if name.startswith("fields-"):
        return fields_page(name.removeprefix("fields-"), url)
    if name.startswith("rules-"):
        return rules_page(name.removeprefix("rules-"), url)
    return None
