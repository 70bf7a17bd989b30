"""Lines: entries of the lists of the whole site, each made and printed once, by the council that it is about.

A list of all councils is made of nothing but their lines, so that no list needs the records of all councils at once,
and a line that stands on ten pages is printed once. Addresses in it begin with ``ROOT``.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

from markupsafe import Markup

from scrutiny.pages.page import ROOT, Here
from scrutiny.pages.stretch import Stretch

NUMBER = "\x03"
"""Stands for the number of a line on its page in what is printed before that is known; see ``page.ROOT``."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page before it is printed: a macro of ``overrides/scrutiny/parts/``, and what it is given."""

    file: str
    """The file of the macro, without the ending."""
    macro: str
    given: tuple[Any, ...]


@dataclass(slots=True, kw_only=True)
class Line:
    """One entry of a list of the whole site.

    It is given its HTML when its council hands it over (``extract``), and never changes again.
    """

    authority: str
    """The council it belongs to, by its name in addresses."""
    name: str
    """The name by which a long list is parted where no day parts it: its own, or that of its council."""
    day: datetime.date | None
    """The day by which a long list is parted."""
    html: Part | Markup | Stretch
    """How pages show it: printed when the council hands it over, then left in its file (``stored``)."""
    weight: int
    """About how long it is on a page, a way to the root counted as one sign; see ``rows.weight`` and ``make``."""
    group: str = ""
    """The part of its list in which it stands, such as the framework of an inspection."""
    ways: int = 0
    """How many addresses in its HTML begin with the way to the root."""

    def show(self, html: Markup) -> None:
        """Take what it looks like on every page."""
        self.html, self.ways = html, html.count(ROOT)

    @property
    def shown(self) -> str:
        """Its HTML. Raises OSError if the file in which it stands is gone."""
        if isinstance(self.html, Stretch):
            return self.html.read()
        if isinstance(self.html, Part):
            raise TypeError("A line is shown that was never printed.")
        return self.html

    def make(self, here: Here) -> Self:
        """Return it as the page at ``here`` shows it: what it weighs depends on how long the way to the root is."""
        return replace(self, weight=self.weight + self.ways * (len(here.base) - len(ROOT)))


@dataclass(slots=True, kw_only=True)
class HeadedLine(Line):
    """A row of a table that stands with its neighbours under a heading."""

    heading: Markup
    """The one cell of the heading."""


@dataclass(slots=True, kw_only=True)
class NumberedLine(Line):
    """A line whose anchor ends in its number on the page that shows it; ``NUMBER`` stands for that in its HTML."""

    def at(self, number: int) -> Markup:
        """Return its HTML where it is so many in a row."""
        return joined_lines([self]).replace(NUMBER, str(number))


Of = TypeVar("Of", bound=Line)


def together(shown: Sequence[Any]) -> Sequence[Any] | Markup:
    """Return entries as templates take them: printed lines as one piece of HTML, anything else as it is."""
    if shown and all(isinstance(each, Line) for each in shown):
        return joined_lines(shown)
    return shown


def joined_lines(lines: Iterable[Line]) -> Markup:
    """Return printed lines as one piece of HTML."""
    # Printed already, so that nothing is escaped: Markup's own way of joining would look at each line again.
    return Markup("".join([line.shown for line in lines]))  # noqa: S704  see above


def newest_first(lines: Iterable[Of]) -> list[Of]:
    """Return lines newest first, those without a day last, those of a day in their order."""
    return sorted(lines, key=lambda line: -line.day.toordinal() if line.day else 0)
