"""Every page that is made of a record, without a build: what stands before MkDocs puts its frame round it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from scrutiny.extract import archive
from scrutiny.follow.page import URL as LEFT_OUT
from scrutiny.follow.page import left_out_pages
from scrutiny.pages import Archive, Edition, Lot, Page, council_lots, list_lots
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import search_pages

OVERRIDES = Path(__file__).resolve().parent.parent / "overrides"


def whole_of(edition: Edition) -> Archive:
    """Return all councils of an edition with what each hands over, its lines printed without a glossary."""
    return archive(edition, Renderer(OVERRIDES, Acronyms({})))


def every_lot(edition: Edition, whole: Archive | None = None) -> list[Lot]:
    """Return the pages of each council, the lists of all, and the search with what can be browsed, in lots.

    An archive that is at hand may be given, so that it is not made again.
    """
    held = whole or whole_of(edition)
    left_out = Lot((LEFT_OUT,), lambda: left_out_pages(held))
    search = Lot(("search/", "browse/"), lambda: search_pages(held))
    return [*council_lots(edition), *list_lots(held), left_out, search]


def every_page(edition: Edition, whole: Archive | None = None) -> Iterator[Page]:
    """Yield every page of an edition, lot by lot; neither former addresses nor pages written by hand are among them."""
    return chain.from_iterable(lot.pages() for lot in every_lot(edition, whole))
