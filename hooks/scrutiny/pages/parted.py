"""Lists too long for one page, parted by what their reader knows: year and month, or first letters; at last by number.

A reader who knows the day or the name is there in two or three steps, and an address like ``/actions/open/2021/03/``
goes on holding what it held: a new record changes the pages of its own month or letter and the counts above them, and
no other. So no page says how many others there are, and where a month is too long the numbers run from its oldest
entry to its newest: what is new comes to the part that is newest.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from string import ascii_lowercase
from typing import Generic, TypeVar

from scrutiny.language import day_words
from scrutiny.pages.letters import plain
from scrutiny.pages.page import Here
from scrutiny.pages.part_heading import (
    OF_NO_DAY,
    PartHeading,
    Place,
    letter_heading,
    month_heading,
    pair_heading,
    year_heading,
)
from scrutiny.pages.rows import BYTES, weights
from scrutiny.pages.volume import Below, Parting, Volume

PARTS = 300
"""Numbered parts that one page leads to at most; each is some 100 bytes there."""

Row = TypeVar("Row")
Made = TypeVar("Made")
Key = TypeVar("Key")


def parted(
    url: str, rows: Sequence[Row], parting: Parting[Row], make: Callable[[Here, Row], Made]
) -> Iterator[Volume[Made]]:
    """Yield the pages of a list that is too long for the one at ``url``, which comes last and leads to all others."""
    held: Volume[Made] | None = None
    for volume in _List(parting, make).volumes(url, rows):
        if volume.below:
            yield volume
            continue
        if held:
            yield replace(held, after=(volume.words, volume.url))
        held = replace(volume, before=(held.words, held.url)) if held else volume
    if held:
        yield held


@dataclass(frozen=True)
class _Together(Generic[Row, Made]):
    """Years, months or letters that stand on one page; ``made`` is None where one alone is too long for it."""

    first: PartHeading
    last: PartHeading
    rows: list[Row]
    made: list[Made] | None
    weight: int


_Parts = Generator[Volume[Made], None, Below]
"""The pages of a part and of all below it; what it returns leads there from above."""


class _List(Generic[Row, Made]):
    """A list on its way to its pages."""

    def __init__(self, parting: Parting[Row], make: Callable[[Here, Row], Made]) -> None:
        self._parting, self._make = parting, make
        self._day: Callable[[Row], datetime.date | None] = parting.day or (lambda _: None)

    def volumes(self, url: str, rows: Sequence[Row]) -> Iterator[Volume[Made]]:
        """Yield the pages in the order of the list, each after its parts."""
        in_order = sorted(rows, key=self._rank)
        dated = any(self._day(row) for row in rows)
        yield from (self._by_year if dated else self._by_letter)(Place(url, "", ""), in_order)

    def _rank(self, row: Row) -> tuple[bool, int, str]:
        day = self._day(row)
        ordinal = day.toordinal() if day else 0
        return day is None, ordinal if self._parting.oldest_first else -ordinal, self._plain(row)

    def _plain(self, row: Row) -> str:
        return plain(self._parting.name(row))

    def _by_year(self, place: Place, rows: list[Row]) -> _Parts[Made]:
        groups = _groups(rows, self._year, year_heading)
        undated = groups.pop(OF_NO_DAY, None)
        below = yield from self._together(place, groups, self._by_month)
        if undated:
            below += yield from self._together(place, {OF_NO_DAY: undated}, self._by_letter)
        return (yield from self._leading_on(place, len(rows), below))

    def _by_month(self, place: Place, rows: list[Row]) -> _Parts[Made]:
        below = yield from self._together(place, _groups(rows, self._month, month_heading), self._by_number)
        return (yield from self._leading_on(place, len(rows), below))

    def _by_letter(self, place: Place, rows: list[Row]) -> _Parts[Made]:
        groups = _groups(rows, self._letter, letter_heading)
        if len(groups) == 1:  # a letter that all share tells nothing
            return (yield from self._by_pair(place, rows))
        below = yield from self._together(place, groups, self._by_pair)
        return (yield from self._leading_on(place, len(rows), below))

    def _by_pair(self, place: Place, rows: list[Row]) -> _Parts[Made]:
        groups = _groups(rows, self._pair, pair_heading)
        if len(groups) == 1:
            return (yield from self._by_number(place, rows))
        below = yield from self._together(place, groups, self._by_number)
        return (yield from self._leading_on(place, len(rows), below))

    def _fitting(self, here: Here, rows: Sequence[Row]) -> tuple[list[Made] | None, int]:
        """Return rows as the page at ``here`` shows them, and what they weigh; None where it cannot show them all."""
        if len(rows) > self._parting.rows:
            return None, 0
        made: list[Made] = []
        bytes_ = 0
        for own in weights(self._one_by_one(here, rows, made)):
            bytes_ += own
            if bytes_ > BYTES:
                return None, 0
        return made, bytes_

    def _one_by_one(self, here: Here, rows: Sequence[Row], made: list[Made]) -> Iterator[Made]:
        """Make rows only as far as they are asked for, and keep them."""
        for row in rows:
            made.append(self._make(here, row))
            yield made[-1]

    def _together(
        self, place: Place, groups: dict[PartHeading, list[Row]], further: Callable[[Place, list[Row]], _Parts[Made]]
    ) -> Generator[Volume[Made], None, list[Below]]:
        """Yield years, months or letters, as many together as a page holds, counted from the oldest or the first."""
        in_order = list(groups.items())
        backwards = bool(in_order) and self._newest_first(in_order[0][1])
        parts: list[_Together[Row, Made]] = []
        for heading, own in reversed(in_order) if backwards else in_order:
            part = _Together(heading, heading, own, *self._fitting(Here(f"{place.url}{heading.folder}/"), own))
            joined = self._joined(parts[-1], part, backwards=backwards) if parts else None
            parts = [*parts[:-1], joined] if joined else [*parts, part]
        below = []
        for part in reversed(parts) if backwards else parts:
            own_place = place.part(part.first.to(part.last))
            if part.made is None:
                below.append((yield from further(own_place, part.rows)))
            else:
                yield Volume(own_place.url, own_place.words, len(part.rows), part.made, above=own_place.above)
                below.append(Below(own_place.text, own_place.url, len(part.rows)))
        return below

    def _joined(
        self, before: _Together[Row, Made], part: _Together[Row, Made], *, backwards: bool
    ) -> _Together[Row, Made] | None:
        """Return two neighbours on one page, or None where one page cannot hold both."""
        bytes_ = before.weight + part.weight
        if before.made is None or part.made is None or bytes_ > BYTES:
            return None
        if len(before.rows) + len(part.rows) > self._parting.rows:
            return None
        made = [*part.made, *before.made] if backwards else [*before.made, *part.made]
        rows = [*part.rows, *before.rows] if backwards else [*before.rows, *part.rows]
        return _Together(before.first, part.last, rows, made, bytes_)

    def _newest_first(self, rows: Sequence[Row]) -> bool:
        return self._day(rows[0]) is not None and not self._parting.oldest_first

    def _by_number(self, place: Place, rows: list[Row]) -> _Parts[Made]:
        """Yield parts that have only a number, from 1 for the oldest, or for the first of names."""
        newest_first = self._newest_first(rows)
        pieces = list(enumerate(self._pieces(place, rows[::-1] if newest_first else rows), 1))
        below = []
        for number, piece in reversed(pieces) if newest_first else pieces:
            own = place.part(PartHeading(str(number), f"part {number}"))
            shown = [made for _, made in piece]
            span = self._span(piece[0][0], piece[-1][0])
            yield Volume(own.url, own.words, len(piece), shown[::-1] if newest_first else shown, above=own.above)
            below.append(Below(own.text, own.url, len(piece), span))
        if len(below) > PARTS:
            way = -1 if newest_first else 1
            below = (yield from self._in_hundreds(place, below[::way], way))[::way]
        return (yield from self._leading_on(place, len(rows), below))

    def _in_hundreds(self, place: Place, parts: list[Below], way: int) -> Generator[Volume[Made], None, list[Below]]:
        """Yield a page for each hundred of very many parts, given by their numbers; -1 shows the last of them first."""
        hundreds = []
        for first in range(0, len(parts), 100):
            some = parts[first : first + 100]
            heading = PartHeading(f"from-{first + 1}", f"parts {first + 1} to {first + len(some)}")
            own, count = place.part(heading), sum(each.count for each in some)
            yield Volume(own.url, own.words, count, below=some[::way], above=own.above)
            hundreds.append(Below(own.text, own.url, count, f"{some[0].span}; {some[-1].span}"))
        return hundreds

    def _pieces(self, place: Place, rows: Sequence[Row]) -> list[list[tuple[Row, Made]]]:
        """Cut rows, in the order of the numbers, where a page is full."""
        here, left = Here(f"{place.url}1/"), 0
        made = [self._make(here, row) for row in rows]
        pieces: list[list[tuple[Row, Made]]] = []
        for row, own, bytes_ in zip(rows, made, weights(made), strict=True):
            left -= bytes_
            if not pieces or left < 0 or len(pieces[-1]) == self._parting.rows:
                pieces.append([])
                left = BYTES - bytes_
            pieces[-1].append((row, own))
        return pieces

    def _leading_on(self, place: Place, count: int, below: list[Below]) -> _Parts[Made]:
        yield Volume(place.url, place.words, count, below=below, above=place.above)
        return Below(place.text, place.url, count, below=tuple(below))

    def _span(self, first: Row, last: Row) -> str:
        ends = [day_words(day) if (day := self._day(row)) else self._parting.name(row) for row in (first, last)]
        return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"

    def _year(self, row: Row) -> int:
        day = self._day(row)
        return day.year if day else 0

    def _month(self, row: Row) -> tuple[int, int]:
        day = self._day(row) or datetime.date.min  # what has none is parted by letters
        return day.year, day.month

    def _letter(self, row: Row) -> str:
        first = self._plain(row)[:1]
        return first if first in ascii_lowercase else ""

    def _pair(self, row: Row) -> str:
        """Part what begins with one letter by the next: "Ba", "Be"."""
        pair = self._plain(row)[:2]
        return pair if len(pair) == 2 and pair.isascii() and pair.isalpha() else ""  # noqa: PLR2004  a pair


def _groups(
    rows: list[Row], part: Callable[[Row], Key], heading: Callable[[Key], PartHeading]
) -> dict[PartHeading, list[Row]]:
    groups: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        groups[part(row)].append(row)
    return {heading(key): own for key, own in groups.items()}
