"""Rows of tables, and the rule that keeps pages of many rows short.

A row is about 620 bytes of HTML and a page stays under 60 KB. So a page of at most ``ROWS`` rows shows them all. With
more, each of its groups shows an equal share of ``FIRST`` rows and leads to the pages that hold the rest: those of one
council, and where a council has more than ``ROWS`` itself, numbered pages of ``ROWS`` rows for one group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from markupsafe import Markup

from scrutiny.pages.axes import Word
from scrutiny.pages.page import Here, Link

ROWS = 80
"""Rows on a page at most."""
FIRST = 40
"""Rows on a page that cannot show all of its own."""

Row = TypeVar("Row")
Cell = Markup | str | Word | tuple[Word, ...]


@dataclass(frozen=True)
class TableRow:
    """One row of a table, or with ``heading`` the heading of the rows that follow, as its only cell."""

    cells: tuple[Cell, ...]
    heading: bool = False


@dataclass(frozen=True)
class Part(Generic[Row]):
    """One numbered page of a long list."""

    url: str
    rows: Sequence[Row]
    number: int
    of: int
    total: int
    """Rows of the whole list."""

    @property
    def words(self) -> str:
        """What it adds to the title of the list: ", page 2 of 3"; nothing to the first page."""
        return f", page {self.number} of {self.of}" if self.number > 1 else ""

    def pager(self, here: Here, first: str) -> list[Link]:
        """Return the links to the pages before and after; none where there is only one page."""
        links = []
        if self.number > 1:
            links.append(Link(f"Page {self.number - 1} of {self.of}", here.href(_numbered(first, self.number - 1))))
        if self.number < self.of:
            links.append(Link(f"Page {self.number + 1} of {self.of}", here.href(_numbered(first, self.number + 1))))
        return links


def share(sizes: Collection[int], rows: int = ROWS, first: int = FIRST) -> int:
    """Return how many rows each group of a page shows, from the sizes of its groups: all of them, or its share."""
    return first // len(sizes) or 1 if is_long(sizes, rows) else max(sizes, default=0)


def is_long(sizes: Collection[int], rows: int = ROWS) -> bool:
    """Tell whether a page has more rows than it can show."""
    return sum(sizes) > rows


def parts(url: str, rows: Sequence[Row], size: int = ROWS) -> Iterator[Part[Row]]:
    """Cut a long list into numbered pages; the first has the address of the list."""
    of = max(1, -(-len(rows) // size))
    for number in range(1, of + 1):
        yield Part(_numbered(url, number), rows[(number - 1) * size : number * size], number, of, len(rows))


def _numbered(url: str, number: int) -> str:
    return f"{url}{number}/" if number > 1 else url
