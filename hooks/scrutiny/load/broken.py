"""Letters broken by a wrong encoding: `â€™` where `’` was written.

UTF-8 read as Windows-1252 and saved again turns one sign into two or three that nobody
writes one after the other. Only signs of western texts are looked for: the Latin letters
and the marks that Word makes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

_LATIN = range(0xA1, 0x180)
_MARKS = "\u00a0\u2010\u2011\u2012\u2013\u2014\u2015\u2018\u2019\u201a\u201c\u201d\u201e\u2020\u2021\u2022\u2026\u2030"
_MORE_MARKS = "\u2032\u2033\u2039\u203a\u20ac\u2122\u2190\u2192\u2212\ufb01\ufb02\ufeff"
_SOFT_HYPHEN = "\xad"
#: How such a sequence begins; a text without any of these is whole.
_BEGINNINGS = ("Ã", "Â", "â€", "â‚", "â„", "â†", "âˆ", "Å", "Ä", "ï»", "ï¬")


def broken_letters(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each broken letter: its index, what stands there, and what was meant."""
    if any(beginning in text for beginning in _BEGINNINGS):
        meant, pattern = _broken()
        for found in pattern.finditer(text):
            yield found.start(), found[0], meant[found[0]]


@cache
def _broken() -> tuple[dict[str, str], re.Pattern[str]]:
    whole = [*(chr(code) for code in _LATIN if chr(code) != _SOFT_HYPHEN), *_MARKS, *_MORE_MARKS]
    meant = {"".join(_as_windows(byte) for byte in letter.encode("utf-8")): letter for letter in whole}
    longest_first = sorted(meant, key=lambda sequence: (-len(sequence), sequence))
    return meant, re.compile("|".join(map(re.escape, longest_first)))


def _as_windows(byte: int) -> str:
    """What Windows-1252 shows for a byte; five bytes mean nothing there and stay control characters."""
    return bytes((byte,)).decode("cp1252", "ignore") or chr(byte)
