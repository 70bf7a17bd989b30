"""What councils share, from many sites: equal names must mean equal things.

A term, theme, framework, scale, body or office has one meaning on a site. Where two exports give a name different
meanings, whoever changed what stands keeps his former copy until all agree: nobody can tell which of the two is meant,
and the others must not suffer from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from scrutiny.federation.exported import SharedModels
from scrutiny.model import Model

SharedLists: TypeAlias = dict[str, dict[str, Model]]
"""The lists of a shared file, each with the meanings of its names."""


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


def entries(files: SharedModels) -> Iterator[tuple[Entry, Model]]:
    """Yield every name of some shared files with its meaning."""
    for file, model in files.items():
        for listed in type(model).model_fields:
            for name, meaning in getattr(model, listed).items():
                yield Entry(file, listed, name), meaning


def differences(chosen: Mapping[str, SharedModels]) -> list[Difference]:
    """Return where exports disagree, each disagreement with the first export that gave the name."""
    known: dict[Entry, tuple[str, Model]] = {}
    found = []
    for export, files in chosen.items():
        for entry, meaning in entries(files):
            first, before = known.setdefault(entry, (export, meaning))
            if before != meaning:
                found.append(Difference(entry, first, export))
    return found


def holding_back(
    chosen: Mapping[str, SharedModels], standing: Mapping[str, SharedModels], new: frozenset[str]
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


def _meaning(files: SharedModels, wanted: Entry) -> Model:
    meaning: Model = getattr(files[wanted.file], wanted.listed)[wanted.name]
    return meaning


def merged(chosen: Mapping[str, SharedModels]) -> dict[str, SharedLists]:
    """Return the shared files of all exports together; names stand in the order in which they first come."""
    whole: dict[str, SharedLists] = {}
    for files in chosen.values():
        for entry, meaning in entries(files):
            whole.setdefault(entry.file, {}).setdefault(entry.listed, {}).setdefault(entry.name, meaning)
    return whole
