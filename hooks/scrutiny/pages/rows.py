"""Rows of lists and tables, and what a page can hold of them.

A page stays under 60 KB of HTML: some 12 KB go to the frame, the head, the ways on and the acronyms it explains, and
``BYTES`` are left for rows. Rows differ in length more than in kind, so what they weigh decides, not only how many
they are. How a list is parted that weighs more is in ``parted``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from markupsafe import Markup

from scrutiny.pages.axes import Word
from scrutiny.pages.line import HeadedLine, Line, together
from scrutiny.pages.page import ROOT, Here, Link

ROWS = 80
"""Rows on a page at most."""
FIRST = 40
"""Rows on a page that cannot show all of its own."""
BYTES = 49_000
"""What the rows of a page weigh at most; signs that have to be escaped or take several bytes come on top."""
MANY = 40
"""Councils that a page names at most on its way to something else; with more, it leads to a list of them."""

_TAGS, _CELL, _STATUS = 20, 35, 130
"""What the tags about one text weigh, besides that about a cell of a table, and about a status with its shape."""

Row = TypeVar("Row")
Head = TypeVar("Head")
Cell = Markup | str | Word | tuple[Word, ...]


@dataclass(frozen=True)
class TableRow:
    """One row of a table, or with ``heading`` the heading of the rows that follow, as its only cell."""

    cells: tuple[Cell, ...]
    heading: bool = False

    def at(self, here: Here) -> TableRow:
        """Return a row whose addresses begin with ``ROOT`` as the page at ``here`` shows it."""
        return TableRow(tuple([_cell_at(here, cell) for cell in self.cells]), self.heading)


def _cell_at(here: Here, cell: Cell) -> Cell:
    return cell.replace(ROOT, here.base) if isinstance(cell, Markup) and ROOT in cell else cell


@dataclass(frozen=True)
class Choice:
    """A link to a narrower list, and how many rows it has."""

    text: str
    href: str
    count: int | str = ""


@dataclass(frozen=True)
class Part(Generic[Row]):
    """One numbered page of a long table."""

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


class Headed(NamedTuple, Generic[Head, Row]):
    """One row under a heading, which pages show once over the rows that have the same."""

    heading: Head
    row: Row
    besides: int = 0
    """What it weighs more than its row says: the way to the root in its addresses, where that is not in it yet."""


def weight(shown: object) -> int:
    """Return about how long something ready to print is on a page: the signs of its texts, and the tags about them.

    A sign counts as one however it has to be written, so that a list is parted by how much it says and nothing else.
    """
    if isinstance(shown, str):
        return _text(shown) if shown else 0
    if isinstance(shown, Line):
        return shown.weight
    if isinstance(shown, list):
        return sum(weights(shown))
    own, parts_of_it = _parts(shown)
    for part in parts_of_it:
        if part:
            own += _text(part) if isinstance(part, str) else weight(part)
    return own


def _text(text: str) -> int:
    own = len(text)
    if "&" in text and isinstance(text, Markup):  # there a sign is written in five signs, < and > in four
        own += text.count("&lt;") + text.count("&gt;") - 4 * text.count("&")
    return own + _TAGS


def _parts(shown: object) -> tuple[int, Iterable[object]]:
    """Return what something weighs besides its parts, and these."""
    if isinstance(shown, TableRow):
        return _CELL * len(shown.cells), shown.cells
    if isinstance(shown, tuple):
        return 0, shown
    return _STATUS if isinstance(shown, Word) else 0, vars(shown).values() if is_dataclass(shown) else ()


def weights(shown: Iterable[object]) -> Iterator[int]:
    """Yield what each of several things weighs, a heading only where it changes."""
    over: object = None
    for each in shown:
        if isinstance(each, Headed):
            heading, row, besides = each
            if heading is not over and heading != over:
                besides += weight(heading)
            yield besides + (row.weight if isinstance(row, Line) else weight(row))
            over = heading
        else:
            yield weight(each)


def fits(shown: Sequence[object], rows: int = ROWS) -> bool:
    """Tell whether rows ready to print stand on one page."""
    return len(shown) <= rows and weight(shown) <= BYTES


def within(shown: Iterable[Row], most: int) -> list[Row]:
    """Return the first rows that together weigh at most so much, and at least one."""
    kept: list[Row] = []
    for row in shown:
        most -= weight(row)
        if kept and most < 0:
            break
        kept.append(row)
    return kept


def under_headings(pieces: Iterable[Headed[TableRow, TableRow | Line]]) -> list[TableRow | Markup]:
    """Return rows with each heading once, over the rows that belong under it; printed ones as one piece of HTML."""
    rows: list[TableRow | Markup] = []
    for heading, group in groupby(pieces, key=lambda piece: piece.heading):
        own = together([piece.row for piece in group])
        rows += [heading, own] if isinstance(own, Markup) else [heading, *own]
    return rows


def headed(here: Here, line: HeadedLine) -> Headed[TableRow, TableRow | Line]:
    """Return a printed row under its heading, as the page at ``here`` shows it."""
    return Headed(TableRow((line.heading,), heading=True).at(here), line.make(here))


def share(groups: int, first: int = FIRST) -> int:
    """Return how many rows each group of a page shows that cannot show all."""
    return first // groups or 1


def parts(url: str, rows: Sequence[Row], size: int = ROWS) -> Iterator[Part[Row]]:
    """Cut a long table into numbered pages; the first has the address of the table."""
    of = max(1, -(-len(rows) // size))
    for number in range(1, of + 1):
        yield Part(_numbered(url, number), rows[(number - 1) * size : number * size], number, of, len(rows))


def _numbered(url: str, number: int) -> str:
    return f"{url}{number}/" if number > 1 else url
