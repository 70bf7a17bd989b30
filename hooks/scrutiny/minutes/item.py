"""Which item of a paper is meant: its heading, its number, and the paragraphs that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from rapidfuzz import fuzz

from scrutiny.minutes.item_headings import (
    LONGEST_HEADING,
    NUMBER,
    PROCEDURE,
    could_be_heading,
    item_headings,
    taken_apart,
)
from scrutiny.minutes.paper import Passage, UnreadableError

_MARK = re.compile(r"agenda item(?:\s+(?P<number>\d{1,3}[a-z]?))?\s*[:–-]?\s*", re.IGNORECASE)
_ALIKE = 90


@dataclass(frozen=True, slots=True)
class Section:
    """An item of a paper."""

    number: str
    heading: str
    place: str
    passages: tuple[Passage, ...]

    @property
    def is_procedure(self) -> bool:
        """True for apologies, minutes of the last meeting and the like, which no record is made of."""
        return bool(PROCEDURE.fullmatch(self.heading))

    @property
    def shown(self) -> str:
        """It as an officer finds it again in the paper."""
        return f"{self.number} {self.heading}".strip()


def chosen(passages: Sequence[Passage], wanted: str | None) -> tuple[Section, list[Passage], list[Section]]:
    """Return the item that is meant, what stands before the first item, and the items left aside.

    Raises ``UnreadableError`` where several could be meant and ``wanted`` names none of them.
    """
    front, sections = divided(passages)
    if wanted is not None:
        section = _wanted(sections, wanted)
        return section, front, [each for each in sections if each is not section]
    real = [each for each in sections if not each.is_procedure] or sections
    if len(real) > 1:
        raise UnreadableError(
            f"there are {len(real)} items in it, and a record is one item — say which, by its number or heading:\n"
            + "\n".join(f'  --item "{each.number or each.heading}"   {each.shown}' for each in real)
        )
    return real[0], front, [each for each in sections if each is not real[0]]


def _wanted(sections: Sequence[Section], wanted: str) -> Section:
    bare = wanted.strip().rstrip(".").casefold()
    by_number = [each for each in sections if each.number.casefold() == bare]
    by_heading = [each for each in sections if each.heading.casefold() == bare]
    near = [
        each
        for each in sections
        if len(bare) > 3 and (bare in each.heading.casefold() or fuzz.ratio(bare, each.heading.casefold()) >= _ALIKE)  # noqa: PLR2004
    ]
    found = next((each for each in (by_number, by_heading, near) if len(each) == 1), None)
    if found is None:
        listed = "\n".join(f"  {each.shown}" for each in sections if each.heading)
        raise UnreadableError(
            f"there is no one item “{wanted}” in it. "
            + (f"These were found:\n{listed}" if listed else "No headings of items were found; leave --item out.")
        )
    return found[0]


def divided(passages: Sequence[Passage]) -> tuple[list[Passage], list[Section]]:
    """Divide a paper into what stands before its first item, and its items; a paper without headings is one item."""
    marks = [(position, _MARK.fullmatch(each.text)) for position, each in enumerate(passages) if not each.label]
    single = [(position, found) for position, found in marks if found and position + 1 < len(passages)]
    heads = item_headings(passages)
    if len(single) == 1 and not _is_numbered(heads):
        return _one_item_page(passages, *single[0])
    if not heads:
        return _without_heading(passages)
    sections = []
    for place, (position, number, heading) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(passages)
        sections.append(Section(number, heading, passages[position].place, tuple(passages[position + 1 : end])))
    return list(passages[: heads[0][0]]), sections


def _is_numbered(heads: Sequence[tuple[int, str, str]]) -> bool:
    return sum(bool(number) for _, number, _ in heads) > 1


def _one_item_page(
    passages: Sequence[Passage], position: int, found: re.Match[str] | None
) -> tuple[list[Passage], list[Section]]:
    """Read the page of a single item, as council sites have it: the words "Agenda item", then its heading."""
    number = (found["number"] if found else "") or ""
    head = passages[position + 1]
    return (
        [*passages[:position]],
        [Section(number or head.label.strip("()."), head.text, head.place, tuple(passages[position + 2 :]))],
    )


def _without_heading(passages: Sequence[Passage]) -> tuple[list[Passage], list[Section]]:
    """Take a paper whose headings cannot be told for one item: its first short line is the heading, if it is one."""
    head = list(takewhile(lambda each: len(each.text) <= LONGEST_HEADING, passages[:20]))
    apart = [taken_apart(each) for each in head]
    may_be = [
        n
        for n, (number, text) in enumerate(apart)
        if could_be_heading(replace(head[n], text=text, label=number)) and not text.endswith(".")
    ]
    numbered = [n for n in may_be if NUMBER.fullmatch(apart[n][0])]
    for position in numbered or [n for n in may_be if head[n].is_heading or n < 8]:  # noqa: PLR2004
        number, heading = taken_apart(passages[position])
        return list(passages[:position]), [
            Section(number, heading, passages[position].place, tuple(passages[position + 1 :]))
        ]
    return [], [Section("", "", passages[0].place if passages else "", tuple(passages))]
