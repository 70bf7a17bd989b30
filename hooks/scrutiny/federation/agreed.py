"""What councils share, from many sites: equal names must mean equal things.

A term, theme, framework, scale, body or office has one meaning on a site. Where two exports give a name different
meanings, whoever changed what stands keeps his former copy until all agree: nobody can tell which of the two is meant,
and the others must not suffer from it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scrutiny.federation.exported import Tree

SharedFiles = Mapping[str, Tree]
"""The shared files of one export: by file, its lists; by name, the entries of each."""


class Entry(NamedTuple):
    """A name in a list of a shared file."""

    file: str
    listed: str
    name: str


class Difference(NamedTuple):
    """A name to which two exports give different meanings."""

    entry: Entry
    one: str
    """The name of the one export."""
    other: str

    @property
    def words(self) -> str:
        """The difference as a sentence."""
        file, _, name = self.entry
        return f"{self.one} and {self.other} give “{name}” in shared/{file} different meanings."


def entries(files: SharedFiles) -> Iterator[tuple[Entry, str]]:
    """Yield every name of some shared files with its meaning, written so that equal meanings are equal texts."""
    for file, lists in files.items():
        for listed, named in lists.items():
            for name, meaning in named.items():
                yield Entry(file, listed, name), json.dumps(meaning, sort_keys=True, ensure_ascii=False)


def differences(chosen: Mapping[str, SharedFiles]) -> list[Difference]:
    """Return where exports disagree, each disagreement with the first export that gave the name."""
    known: dict[Entry, tuple[str, str]] = {}
    found = []
    for export, files in chosen.items():
        for entry, meaning in entries(files):
            first, before = known.setdefault(entry, (export, meaning))
            if before != meaning:
                found.append(Difference(entry, first, export))
    return found


def holding_back(
    chosen: Mapping[str, SharedFiles], standing: Mapping[str, SharedFiles], new: frozenset[str]
) -> dict[str, str]:
    """Return the new exports that cannot be taken now, each with why: they change what others hold on to.

    ``standing`` are the copies taken before, ``new`` those of ``chosen`` that are others than these.
    """
    before = {entry: meaning for files in standing.values() for entry, meaning in entries(files)}
    back: dict[str, str] = {}
    for difference in differences(chosen):
        both = [name for name in (difference.one, difference.other) if name in new]
        meant = before.get(difference.entry)
        changed = [name for name in both if meant is not None and _meaning(chosen[name], difference.entry) != meant]
        for name in changed or both[-1:]:
            back.setdefault(name, difference.words)
    return back


def _meaning(files: SharedFiles, wanted: Entry) -> str:
    return next(meaning for entry, meaning in entries(files) if entry == wanted)


def merged(chosen: Mapping[str, SharedFiles]) -> dict[str, Tree]:
    """Return the shared files of all exports together; names stand in the order in which they first come."""
    whole: dict[str, Tree] = {}
    for files in chosen.values():
        for file, lists in files.items():
            for listed, named in lists.items():
                into = whole.setdefault(file, {}).setdefault(listed, {})
                for name, meaning in named.items():
                    into.setdefault(name, meaning)
    return whole
