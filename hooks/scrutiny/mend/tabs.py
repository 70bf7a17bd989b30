"""Tabs as indentation: spaces in their place, where every width that can be read is read alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from scrutiny.load import Tree
from scrutiny.mend.draft import Draft
from scrutiny.write import Change

_INDENT = re.compile(r"^(?=(?:- | |-(?=[ \t]))*\t)[ \t]*(?:-[ \t]+)*(?=\S)", re.MULTILINE)
"""What stands before the first word of a line, dashes included, where a tab is in it."""
_WIDTHS = (2, 4, 8, 3, 1, 6, 5, 7)
"""How many spaces a tab may stand for; the first that can be read is taken where all of them agree."""
_STOPS = (4, 8)
"""The columns to which an editor moves on at a tab, where that is not a fixed number of spaces."""


def without_tabs(draft: Draft, settle: Callable[[Draft], Draft]) -> tuple[Change, ...]:
    """Return the spaces for the tabs; nothing where two widths can be read and say different things.

    ``settle`` mends everything else, so that another slip in the file does not hide what a width would mean.
    """
    readings: list[tuple[tuple[Change, ...], list[str], bool]] = []
    for changes in _attempts(draft):
        settled = settle(draft.with_changes(changes))
        document = settled.document
        if document.tree is None or document.problems or document.blanks:
            continue
        touched = draft.touched(changes)
        is_refused = any(settled.line_of(problem.place.line) in touched for problem in settled.values)
        readings.append((changes, list(_order(document.tree)), is_refused))
    # A width at which the model knows none of the lines is none that was meant.
    likely = [reading for reading in readings if not reading[2]] or readings
    agree = likely and all(said == likely[0][1] for _, said, _ in likely)
    return likely[0][0] if agree else ()


def _attempts(draft: Draft) -> Iterator[tuple[Change, ...]]:
    seen: set[tuple[Change, ...]] = set()
    ways: list[Callable[[str], str]] = [
        *(partial(_widened, width=width) for width in _WIDTHS),
        *(partial(_stopped, stop=stop) for stop in _STOPS),
    ]
    for way in ways:
        changes = tuple(
            Change(found.start(), found.end(), way(found[0]), "the tab at the beginning of the line is spaces")
            for found in _INDENT.finditer(draft.text)
            if way(found[0]) != found[0]
        )
        if changes and changes not in seen:
            seen.add(changes)
            yield changes


def _widened(indent: str, width: int) -> str:
    return indent.replace("\t", " " * width)


def _stopped(indent: str, stop: int) -> str:
    return indent.expandtabs(stop)


def _order(tree: Tree) -> Iterator[str]:
    """Yield all names and texts in order, with a sign where a group or list begins and ends."""
    if isinstance(tree, str):
        yield tree
        return
    yield "\n{"
    for name in tree:
        if isinstance(tree, dict) and isinstance(name, str):
            yield name
            yield from _order(tree[name])
        else:
            yield from _order(name)
    yield "\n}"
