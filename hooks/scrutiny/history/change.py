"""How two public states of a record differ, told by the names of parts. No old word is ever part of the answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrutiny.history.named import ADDRESS, CORRECTION, GAP, NEWS
from scrutiny.history.told import Told, pieces_of, told_parts
from scrutiny.model import Record


class How(StrEnum):
    """What happened to a part of a page, in the order in which a page tells it."""

    REWORDED = "reworded"
    CHANGED = "changed"
    TAKEN_OUT = "taken out"
    ADDED = "added"
    CLOSED = "closed"
    """A gap that is one no more."""


@dataclass(frozen=True)
class Change:
    """One part of a page, or several of one kind without a name, and what happened to it."""

    how: How
    what: str
    """Words of ``CALLED``; or of a part with an address ``part``, ``wording``, ``deadline``, ``owner``, ``details``."""
    name: str = ""
    """Which of its kind: an anchor, a day, the short name of an area; empty where it has no name."""
    number: int = 1
    """How many parts without a name."""


def changes(before: Record, after: Record) -> tuple[Change, ...]:
    """Return how a later public state differs from an earlier one; nothing where a reader would see the same."""
    found = [*_of_pieces(before, after), *_of_parts(before, after)]
    counted = Counter((change.how, change.what) for change in found if not change.name)
    named = {(change.how, change.what, change.name): change for change in found if change.name}
    order = list(How)
    unnamed = (Change(how, what, number=number) for (how, what), number in counted.items())
    return tuple(sorted((*unnamed, *named.values()), key=lambda change: order.index(change.how)))


def _of_pieces(before: Record, after: Record) -> Iterator[Change]:
    """Compare everything that has no address of its own."""
    old, new = pieces_of(before), pieces_of(after)
    for piece in dict.fromkeys((*old, *new)):
        how = how_changed(old.get(piece), new.get(piece))
        if how is None or (how is How.ADDED and piece.called == CORRECTION):
            continue  # a correction that is marked is told by itself; one that is taken out again is a change
        was_there = piece.key and piece in old and piece in new and piece.called != NEWS
        if was_there or piece.called == ADDRESS:
            how = How.CHANGED  # an entry that was there already says more or less than before
        closed = how is How.TAKEN_OUT and piece.called == GAP
        yield Change(How.CLOSED if closed else how, piece.called, piece.key if piece.is_named else "")


def _of_parts(before: Record, after: Record) -> Iterator[Change]:
    """Compare the parts with an address: resolutions, findings, points and so on."""
    old, new = told_parts(before), told_parts(after)
    for anchor in dict.fromkeys((*old, *new)):
        if anchor not in old:
            yield Change(How.ADDED, "part", anchor)
        elif anchor not in new:
            yield Change(How.TAKEN_OUT, "part", anchor)
        else:
            yield from _of_part(anchor, old[anchor], new[anchor])


def _of_part(anchor: str, old: Mapping[str, Told], new: Mapping[str, Told]) -> Iterator[Change]:
    for aspect in dict.fromkeys((*old, *new)):
        how = how_changed(old.get(aspect), new.get(aspect))
        if how is How.CHANGED and aspect == "wording":
            yield Change(How.REWORDED, "part", anchor)
        elif how:
            yield Change(how, aspect, anchor)


def how_changed(before: Told, after: Told) -> How | None:
    """Tell what became of a value: added where nothing that was public is gone, taken out where nothing came."""
    if before == after:
        return None
    if _holds(after, before):
        return How.ADDED
    return How.TAKEN_OUT if _holds(before, after) else How.CHANGED


def _holds(whole: Told, part: Told) -> bool:
    """Tell whether a value says all that another says, in the same words."""
    if part is None or part == whole:
        return True
    if isinstance(whole, dict) and isinstance(part, dict):
        return all(_holds(whole.get(name), value) for name, value in part.items())
    if isinstance(whole, list) and isinstance(part, list):
        left = list(whole)
        for value in part:
            if value not in left:
                return False
            left.remove(value)
        return True
    return False
