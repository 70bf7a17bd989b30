"""A stretch of text that tells of a person: what it is, where it stands, and what a message may show of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from operator import attrgetter

_DIGIT = re.compile(r"\d")
NOTHING = "…"
"""What is shown where nothing may be."""
_SHOWN = 2
"""Digits shown at each end of a number: enough to find it in a text, too few to use it."""


class Kind(Enum):
    """What may have been found: the words of messages."""

    PHONE = "a phone number"
    EMAIL = "an e-mail address"
    NHS = "an NHS number"
    NATIONAL_INSURANCE = "a National Insurance number"
    ACCOUNT = "the number of a bank account"
    POSTCODE = "a full postcode"
    BIRTH = "a date of birth"
    AGE = "the age of one child"
    NAME = "a name"


@dataclass(frozen=True, slots=True)
class Found:
    """One stretch of a text."""

    kind: Kind
    start: int
    end: int


def first_of_each_place(found: Iterable[Found]) -> list[Found]:
    """Return what was found in the order of the text; of two that overlap only the one that was found first."""
    kept: list[Found] = []
    for each in found:
        # What is kept is in order and does not overlap, so that only the two on either side may overlap the next.
        place = bisect_left(kept, each.start, key=attrgetter("start"))
        if not any(each.start < other.end and other.start < each.end for other in kept[max(0, place - 1) : place + 1]):
            kept.insert(place, each)
    return kept


def masked(kind: Kind, stretch: str) -> str:
    """Return what may be shown of a stretch: ``07… …23`` of a number, the first letter of an address, no name at all.

    What was found is never repeated: a message may end in a public log.
    """
    if kind in (Kind.PHONE, Kind.NHS, Kind.ACCOUNT):
        digits = _DIGIT.findall(stretch)
        return f"{''.join(digits[:_SHOWN])}… …{''.join(digits[-_SHOWN:])}"
    if kind in (Kind.EMAIL, Kind.POSTCODE, Kind.NATIONAL_INSURANCE):
        return f"{stretch[:1]}…"
    return NOTHING


def pieces(text: str, found: Iterable[Found]) -> Iterator[tuple[str, Found | None]]:
    """Yield a text in pieces, each with what was found in it."""
    at = 0
    for each in found:
        if each.start > at:
            yield text[at : each.start], None
        yield text[each.start : each.end], each
        at = each.end
    if at < len(text):
        yield text[at:], None
