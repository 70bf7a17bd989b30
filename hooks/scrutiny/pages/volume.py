"""How one long list is parted, and the pages that come of it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scrutiny.pages.page import Here, Link
from scrutiny.pages.rows import ROWS

Row = TypeVar("Row")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Parting(Generic[Row]):
    """How one list is parted: by the day of its rows, unless it has none, and then by a name."""

    name: Callable[[Row], str]
    """The name whose first letters part what no day parts: that of the row, or of its council."""
    day: Callable[[Row], datetime.date | None] | None = None
    """The day of a row; none for a list of names."""
    rows: int = ROWS
    """Rows on a page at most, if they do not weigh too much before."""
    oldest_first: bool = False
    """Whether years begin with the oldest: for a list of what has waited longest."""


@dataclass(frozen=True)
class Below:
    """One way on from a page that leads to parts of a list."""

    text: str
    """What the part is among its neighbours: "2021", "March", "B", "part 2"."""
    url: str
    count: int
    span: str = ""
    """Where a numbered part begins and ends: "1 March 2021 to 9 March 2021"."""
    below: tuple[Below, ...] = ()


@dataclass(frozen=True)
class Volume(Generic[Made]):
    """One page of a long list: rows, or where they are too many the ways to its parts."""

    url: str
    words: str
    """What it adds to the title of the list: "March 2021, part 2"; empty for the page of the list itself."""
    count: int
    rows: Sequence[Made] = ()
    below: Sequence[Below] = ()
    above: tuple[tuple[str, str], ...] = ()
    """The pages between it and the list, words and address."""
    before: tuple[str, str] | None = None
    """The page of rows before it in the order of the list, words and address."""
    after: tuple[str, str] | None = None

    def title(self, title: str) -> str:
        """Return its title, from that of the list."""
        return f"{title}, {self.words}" if self.words else title

    def pager(self, here: Here) -> list[Link]:
        """Return the links to the pages before and after."""
        told = (("Previous", self.before), ("Next", self.after))
        return [Link(f"{way}: {to[0]}", here.href(to[1])) for way, to in told if to]
