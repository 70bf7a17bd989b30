"""Which pages exist, and what each is given. Templates get finished values: they loop and test, nothing more."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.model import Item
from scrutiny.pages.edition import Edition
from scrutiny.pages.item import item_page
from scrutiny.pages.page import Here, Page

__all__ = ["Edition", "Here", "Page", "list_pages"]


def list_pages(edition: Edition) -> Iterator[Page]:
    """Yield every page made from the register, records first, then lists."""
    for id_, record in edition.register.records.items():
        if isinstance(record, Item):
            yield item_page(edition, id_, record)


def list_redirects(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield every former address with the address that takes its place."""
    for id_, record in edition.register.records.items():
        for former in record.formerly:
            yield former, f"{id_}/"


def tail_of(edition: Edition, name: str, url: str) -> Page | None:
    """Return what a hand-written page ends in, by the name it asks for."""
    return None
