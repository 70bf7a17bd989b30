"""The automatic numbers of a Word document, which stand nowhere in its text: counted as Word counts them.

Rules of ISO 29500-1 §17.9: an abstract list has up to nine levels; a list refers to it and may restart a level;
a paragraph names list and level itself or through its style; counting on one level restarts those below it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from scrutiny.minutes.lists import numeral

NAME = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9


@dataclass
class Level:
    """One level of a list."""

    start: int = 1
    kind: str = "decimal"
    text: str = "%1."
    is_legal: bool = False
    """True where the numbers of the levels above are written as plain numbers."""


@dataclass
class Numbering:
    """The lists of a document, and how far each has been counted."""

    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = field(default_factory=dict)
    """Of each list: its abstract list, the levels it defines itself, and those it starts anew."""
    counted: dict[str, dict[int, int]] = field(default_factory=dict)
    restarted: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number: str, level: int) -> tuple[str, bool]:
        """Count one paragraph and return its number as printed, and True; ``("", False)`` where it has none."""
        if number not in self.lists or not 0 <= level < _DEEPEST:
            return "", False
        abstract, own, starts = self.lists[number]
        levels = self.abstract.get(abstract, {}) | own
        if level not in levels:
            return "", False
        counts = self.counted.setdefault(abstract, {})
        if level in starts and (number, level) not in self.restarted:
            self.restarted.add((number, level))
            counts.pop(level, None)
        counts[level] = counts[level] + 1 if level in counts else starts.get(level, levels[level].start)
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        for above in range(level):
            counts.setdefault(above, levels[above].start if above in levels else 1)
        return self._printed(levels, counts, level), True

    @staticmethod
    def _printed(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
        own = levels[level]
        if own.kind in {"bullet", "none", "picture"}:
            return "•" if own.kind != "none" else ""

        def number(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            kind = levels[place].kind if place in levels else "decimal"
            return numeral(counts.get(place, 1), "decimal" if own.is_legal else kind)

        return re.sub(r"%([1-9])", number, own.text).strip()


def value(part: etree._Element | None, name: str = "val") -> str:
    """Return an attribute of an element that may be missing."""
    return str(part.get(NAME + name) or "") if part is not None else ""


def whole(text: str, otherwise: int) -> int:
    """Read a number of a document, which may hold anything."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else otherwise


def read_numbering(root: etree._Element | None) -> Numbering:
    """Read ``word/numbering.xml``; without one nothing is numbered."""
    numbering = Numbering()
    if root is None:
        return numbering
    for abstract in root.findall(f"{NAME}abstractNum"):
        numbering.abstract[value(abstract, "abstractNumId")] = _levels(abstract)
    for each in root.findall(f"{NAME}num"):
        own: dict[int, Level] = {}
        starts: dict[int, int] = {}
        for override in each.findall(f"{NAME}lvlOverride"):
            level = whole(value(override, "ilvl"), 0)
            own.update((level, found) for found in _levels(override).values())
            if (start := override.find(f"{NAME}startOverride")) is not None:
                starts[level] = whole(value(start), 1)
        numbering.lists[value(each, "numId")] = (value(each.find(f"{NAME}abstractNumId")), own, starts)
    return numbering


def _levels(parent: etree._Element) -> dict[int, Level]:
    levels = {}
    for each in parent.findall(f"{NAME}lvl"):
        legal = each.find(f"{NAME}isLgl")
        levels[whole(value(each, "ilvl"), 0)] = Level(
            whole(value(each.find(f"{NAME}start")), 1),
            value(each.find(f"{NAME}numFmt")) or "decimal",
            value(each.find(f"{NAME}lvlText")),
            legal is not None and value(legal) not in {"0", "false"},
        )
    return levels
