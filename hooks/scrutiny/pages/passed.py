"""What the committees of one council decided: each resolution with what it does, what changed and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.link import Target
from scrutiny.model import Item, Resolution
from scrutiny.pages.axes import Word, in_time, status_word
from scrutiny.pages.edition import Edition
from scrutiny.pages.page import Here, counted
from scrutiny.pages.rows import Cell, TableRow
from scrutiny.pages.words import capital, exempt_words, item_when, missing
from scrutiny.vocabulary import Change, Delivery, Effect, Missing, Timeliness

HEADS = ("Resolution", "What it does", "From the recommendation", "Progress")
"""The heads of a table of resolutions."""
_MET = frozenset({Timeliness.MET_ON_TIME, Timeliness.MET_LATE, Timeliness.MET_UNDATED})


@dataclass(frozen=True)
class Passed:
    """One resolution and its item; an item that passed none stands here without one."""

    id: str
    item: Item
    resolution: Resolution | None

    @property
    def target(self) -> Target:
        """The resolution, or the item that has none."""
        return Target(self.id, self.resolution.anchor if self.resolution else "")


class Counts(NamedTuple):
    """How much was decided, by the committees of one council or of all."""

    resolutions: int = 0
    items: int = 0
    """The items that have them."""
    material: int = 0
    """Those of which the committee changed the substance before it passed them."""
    notes: int = 0
    """Those that only note, and set no action."""

    @classmethod
    def of(cls, passed: Iterable[Passed]) -> Counts:
        """Count resolutions."""
        decided = [(each.id, each.resolution) for each in passed if each.resolution]
        return cls(
            len(decided),
            len({id_ for id_, _ in decided}),
            sum(resolution.change is Change.MATERIAL for _, resolution in decided),
            sum(resolution.effect is Effect.NOTE for _, resolution in decided),
        )

    @classmethod
    def sum(cls, counts: Iterable[Counts]) -> Counts:
        """Return the counts of several councils as one."""
        return cls(*map(sum, zip(cls(), *counts, strict=True)))

    @property
    def words(self) -> str:
        """How many resolutions, on how many items, how many changed in substance, and how many only note."""
        if not self.resolutions:
            return "No resolution is recorded."
        said = f"{counted(self.resolutions, 'resolution')} on {counted(self.items, 'committee item')}."
        told = []
        if material := self.material:
            told.append(f"{material:,} {'was' if material == 1 else 'were'} changed in substance before being passed")
        if none := self.notes:
            one = none == 1
            told.append(f"{none:,} only {'notes' if one else 'note'} and {'sets' if one else 'set'} no action")
        tail = "; ".join(told)
        return f"{said} {capital(tail)}." if tail else said


def passed_of(edition: Edition, authority: str) -> list[Passed]:
    """Return the resolutions of a council in the order of items and minutes, then the items that have none."""
    decided: list[Passed] = []
    undecided: list[Passed] = []
    for id_ in edition.by_authority.get(authority, ()):
        item = edition.register.item(id_)
        if item is None or item.withdrawn:
            continue
        decided += [Passed(id_, item, resolution) for resolution in item.resolutions.list]
        if not item.resolutions.list:
            undecided.append(Passed(id_, item, None))
    return decided + undecided


def item_heading(here: Here, id_: str, item: Item) -> Markup:
    """Return what stands over the resolutions of an item: its title, how many there are, and when it was taken."""
    words = f"{item.resolutions.verb.label.lower()}; {item_when(item)}"
    title, number = here.to(Target(id_), item.title), len(item.resolutions.list)
    return html('{} <span class="count">{}</span> <span class="soft">{}</span>', title, number, words)


def resolution_row(edition: Edition, here: Here, passed: Passed, resolution: Resolution) -> TableRow:
    """Return a resolution as a row of a table."""
    text = resolution.text.rstrip(".")
    numbered = f"{resolution.number}. {text}" if resolution.number else text
    return TableRow(
        (
            here.to(passed.target, numbered),
            exempt_words(resolution) or capital(resolution.effect.label),
            _changed(passed.item, resolution),
            _progress(edition, passed.target, resolution),
        )
    )


def _changed(item: Item, resolution: Resolution) -> Markup | str:
    if resolution.exempt:
        return missing("Not published")
    if resolution.change is Change.MATERIAL:
        return html("<b>{}</b>", resolution.change.label)
    if resolution.change:
        return resolution.change.label
    if resolution.recommended is Missing.NONE or item.recommendations:
        return "Not in the recommendations"
    return missing("Not stated")


def _progress(edition: Edition, target: Target, resolution: Resolution) -> Cell:
    words: list[Word] = []
    for tracked in edition.tracked_at.get(target, ()):
        words.append(in_time(tracked))
        standing = tracked.standing
        met = standing.delivery is Delivery.IMPLEMENTED and standing.timeliness in _MET
        if standing.delivery is not Delivery.NOT_RECORDED and not met:
            words.append(status_word(standing.delivery))
    different = tuple(dict.fromkeys(words))
    if different:
        return different if len(different) > 1 else different[0]
    if resolution.exempt:
        return missing("Not published")
    return "Sets no action" if resolution.effect is Effect.NOTE else missing("No action is recorded")
