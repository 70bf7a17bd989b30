"""Hand-written pages that end in a list of the record: a preview ends one when somebody asks for it.

Such a list may be made of all councils, and no edit waits for that.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from scrutiny.pages import Lot, Page
from scrutiny.printing import write_page

TAIL = "\ue000tail\ue001"
"""Stands where the list will: letters that no font has and no text here uses (Unicode, private use)."""


class Tails:
    """The pages of one build that wait for their end."""

    def __init__(self) -> None:
        self._asked: dict[str, str] = {}
        """By the address of the page, the name of what it ends in."""
        self._pages: dict[str, str] = {}

    def promised(self, html: str, url: str, shows: str) -> str:
        """Return the content of a page with a mark where its end comes."""
        self._asked[url] = shows
        return html + TAIL

    def take(self, url: str, html: str) -> None:
        """Remember a page with its frame, if it waits."""
        if url in self._asked:
            self._pages[url] = html

    def hide(self, site: Path) -> None:
        """Take the pages that wait from a site, so that they are missed when somebody asks for them."""
        for url in self._pages:
            (site / url / "index.html").unlink()

    def lots(self, tail: Callable[[str, str], str], site: Path) -> list[Lot]:
        """Return a lot for each page that waits; ``tail`` makes its end of a name and the address of the page."""
        return [Lot((url or "/",), partial(self._end, url, tail, site)) for url in self._asked]

    def _end(self, url: str, tail: Callable[[str, str], str], site: Path) -> tuple[Page, ...]:
        """Write a page, which is no page of the record."""
        write_page(self._pages[url].replace(TAIL, tail(self._asked[url], url)), url, site)
        return ()
