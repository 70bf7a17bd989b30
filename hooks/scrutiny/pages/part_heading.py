"""What the parts of a long list are called: their folders, their words in a title, and those among their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from scrutiny.language import month_words

DIGITS = "0-9"
"""The folder of what begins with a figure, or with a letter of another script."""
UNDATED = "day-not-stated"
"""The folder of what has no day; it is parted further by the letter of its council."""


@dataclass(frozen=True)
class Place:
    """Where a part stands: its address, its words in a title, its words among its neighbours, and what is above it."""

    url: str
    words: str
    text: str
    above: tuple[tuple[str, str], ...] = ()

    def part(self, heading: PartHeading) -> Place:
        """Return the place of a part of it."""
        words = heading.words or ", ".join(filter(None, (self.words, heading.text)))
        above = (*self.above, (self.words, self.url)) if self.words else ()
        return Place(f"{self.url}{heading.folder}/", words, heading.text, above)


@dataclass(frozen=True)
class PartHeading:
    """What heads one group of rows."""

    folder: str
    text: str
    """Its words among its neighbours: "March"."""
    words: str = ""
    """Its words in a title, where those of the part above do not stand before them: "March 2021"."""

    def to(self, last: PartHeading) -> PartHeading:
        """Return what heads all groups from this one to the last: "January to March 2021", in the folder of January."""
        if self == last:
            return self
        return PartHeading(self.folder, f"{self.text} to {last.text}", f"{self.text} to {last.words or last.text}")


OF_NO_DAY = PartHeading(UNDATED, "day not stated")
"""What heads the rows without a day."""


def year_heading(year: int) -> PartHeading:
    """Return what heads a year; 0 is what has no day."""
    return PartHeading(str(year), str(year)) if year else OF_NO_DAY


def month_heading(of: tuple[int, int]) -> PartHeading:
    """Return what heads a month, given with its year."""
    year, month = of
    return PartHeading(f"{month:02}", month_words(month), f"{month_words(month)} {year}")


def letter_heading(letter: str) -> PartHeading:
    """Return what heads a letter; an empty one is all that no letter begins."""
    return PartHeading(letter, letter.upper()) if letter else PartHeading(DIGITS, "0–9")


def pair_heading(pair: str) -> PartHeading:
    """Return what heads two letters; empty ones are all that no two letters begin."""
    return PartHeading(pair, pair.capitalize()) if pair else PartHeading("other", "other")
