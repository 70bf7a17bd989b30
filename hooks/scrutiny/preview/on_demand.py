"""Pages that a preview makes when somebody asks for them: after an edit, one page is waited for, not the whole site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

from scrutiny.pages import Lot, Page


class OnDemand:
    """The pages of the site as it stands after the last edit, made lot by lot when one of a lot is asked for."""

    def __init__(self) -> None:
        self.turn = Lock()
        """Held while the site is built anew, and while pages are made for it."""
        self._lots: list[Lot] = []
        self._write: Callable[[Page], None] = lambda _: None

    def renew(self, lots: Sequence[Lot], write: Callable[[Page], None]) -> None:
        """Take the lots of a new site, of which no page is there yet. The caller holds the turn."""
        self._lots, self._write = list(lots), write

    def ask(self, url: str) -> bool:
        """Make the pages that may stand at an address, given from the root; tell whether there were any to make."""
        with self.turn:
            asked = self._nearest(url)
            for lot in asked:
                for page in lot.pages():
                    self._write(page)
                self._lots.remove(lot)
            return bool(asked)

    def _nearest(self, url: str) -> list[Lot]:
        """Return the smallest lots that may hold the page at an address, parting larger ones."""
        near = max((lot.holds(url) for lot in self._lots), default=0)
        nearest = [lot for lot in self._lots if near and lot.holds(url) == near]
        parted = {id(lot): parts for lot in nearest if (parts := lot.parts())}
        if not parted:
            return nearest
        self._lots = [lot for lot in self._lots if id(lot) not in parted]
        self._lots += [part for parts in parted.values() for part in parts]
        return self._nearest(url)
