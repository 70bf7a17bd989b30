"""What stands at an address that was published and has nothing to show any more: when it went, why, and the way on.

No word of a removed record comes here: not its title, and nothing of its file, which is gone.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from scrutiny.address import Address, address_url
from scrutiny.language import day_words
from scrutiny.ledger import Ledger, Standing
from scrutiny.link import Target
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, Link, Page

TEMPLATE = "tombstone"
"""The template of both kinds of page."""

WITHDRAWN, EMPTIED = "This record was withdrawn", "Nothing is listed here any more"
"""Their titles."""

MARK = "gone.txt"
"""A file beside the page of a removed record, so that a web server can answer "410 Gone" (RFC 9110, 15.5.11)."""

FOLDER_LISTS = {
    "inspections": ("inspections/", "All inspections"),
    "items": ("items/", "All committee items"),
    "meetings": ("meetings/", "All meetings"),
}
"""The list in which a removed record stood, by its folder."""


def tombstones(
    edition: Edition, ledger: Ledger, standing: Standing, records: Mapping[str, str], titles: Mapping[str, str]
) -> Iterator[Page]:
    """Yield the notice of every removed record, then of every list on which nothing stands any more.

    ``records`` are the titles of all records by id, ``titles`` those of all pages by address.
    """
    for address, (day, reason) in standing.removed(ledger).items():
        yield removed_page(edition, records, address.strip("/"), day, reason)
    for address in standing.emptied(ledger):
        yield emptied_page(address.strip("/") + "/", titles)


def removed_page(edition: Edition, titles: Mapping[str, str], id_: str, day: datetime.date, reason: str) -> Page:
    """Return the notice at the address of a record that had to go."""
    here = Here(f"{id_}/")
    address = Address.read(id_)
    authority = edition.authorities.get(address.authority)
    home = Link("Home", here.base)
    lines = edition.register.removed.get(id_, ())
    see = lines[-1].see if lines else None
    to = Target(*address.resolve(see)) if see else None
    instead = [Link(titles[to.id], here.href(to.url))] if to and to.id in titles else []
    further = []
    if authority and address.folder:
        further.append(Link(f"What is held of {authority.short_name}", here.href(address_url(address.authority))))
    if folder := FOLDER_LISTS.get(address.folder):
        further.append(Link(folder[1], here.href(folder[0])))
    further.append(Link("The home page", here.base))
    return Page(
        url=here.url,
        title=WITHDRAWN,
        template=TEMPLATE,
        shows={
            "title": WITHDRAWN,
            "lead": f"It stood at this address, and was withdrawn on {day_words(day)}. "
            "This notice stays, so that a link to it is never left without an answer.",
            "reason": reason,
            "instead": instead,
            "further": further,
            "search": here.href("search/"),
        },
        description=f"Withdrawn on {day_words(day)}.",
        crumbs=(home, Link(authority.short_name, here.href(f"{address.authority}/")))
        if authority and address.folder
        else (home,),
        noindex=True,
    )


def emptied_page(url: str, titles: Mapping[str, str]) -> Page:
    """Return the notice where a list stood; it leads to the nearest page above, of those in ``titles``."""
    here = Here(url)
    above = url
    while above and above not in titles:
        above = above.rstrip("/").rpartition("/")[0]
        above += "/" if above else ""
    home = Link("The home page", here.base)
    return Page(
        url=url,
        title=EMPTIED,
        template=TEMPLATE,
        shows={
            "title": EMPTIED,
            "lead": "A list stood at this address. Today no record belongs on it. "
            "Each record that was on it still answers at its own address.",
            "reason": "",
            "instead": [],
            "further": [Link(titles[above], here.href(above)), home] if above else [home],
            "search": here.href("search/"),
        },
        description="A list stood here. Today no record belongs on it.",
        crumbs=(Link("Home", here.base), Link(titles[above], here.href(above)))
        if above
        else (Link("Home", here.base),),
        noindex=True,
    )
