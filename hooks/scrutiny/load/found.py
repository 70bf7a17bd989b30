"""One error of a model, brought back to the place in the file that caused it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from scrutiny.load.document import Path, Tree
from scrutiny.load.fields import Step
from scrutiny.load.wording import Wording

#: Ways tried to find an error's place; only labels that are also names make more than one.
_MOST_WAYS = 256


@dataclass(frozen=True, slots=True)
class Found:
    """One error of the model and where it is."""

    path: Path
    """Where the value stands; for a missing name, its group."""
    way: tuple[Step, ...]
    """The way pydantic took, labels included."""
    error: Mapping[str, Any]
    """The error as pydantic gives it: type, loc, input, msg, ctx."""
    absent: str | None = None
    """The missing name, if one is missing."""
    wording: Wording | None = None
    """The words, when they come from several errors together."""

    @property
    def unknown(self) -> bool:
        """Whether the fault is a name the model does not have."""
        return bool(self.error["type"] == "extra_forbidden")

    @property
    def labels(self) -> list[tuple[Path, str | int]]:
        """The labels on the way, each with the place at which it was met."""
        met: list[tuple[Path, str | int]] = []
        path: Path = ()
        for part, in_data in self.way:
            if in_data:
                path = (*path, part)
            else:
                met.append((path, part))
        return met


def find(error: Mapping[str, Any], tree: Tree) -> Found:
    """Find the place of an error, by following its way until the value it complains of."""
    parts: tuple[str | int, ...] = error["loc"]
    absent: str | None = None
    if error["type"] == "missing":
        parts, absent = parts[:-1], str(parts[-1])
    elif parts and parts[-1] == "[key]":
        parts = parts[:-1]
    ways = list(islice(_ways(tree, parts), _MOST_WAYS))
    way, path, _ = next((way for way in ways if way[2] is error["input"]), ways[0])
    discriminator = str((error.get("ctx") or {}).get("discriminator", "")).strip("'")
    if error["type"] == "union_tag_not_found":
        absent = discriminator
    elif error["type"] == "union_tag_invalid" and isinstance(at(tree, (*path, discriminator)), str):
        path = (*path, discriminator)
    return Found(path, way, error, absent)


def at(tree: Tree | None, path: Path) -> Tree | None:
    """The part of a tree under a path, or None."""
    node: Any = tree
    for part in path:
        try:
            node = node[part]
        except (KeyError, IndexError, TypeError):
            return None
    return node  # type: ignore[no-any-return]


def _ways(
    node: Tree, parts: tuple[str | int, ...], way: tuple[Step, ...] = (), path: Path = ()
) -> Iterator[tuple[tuple[Step, ...], Path, Tree]]:
    """Follow parts through the tree; a part that is no name there is a label and drops out."""
    if not parts:
        yield way, path, node
        return
    part, rest = parts[0], parts[1:]
    inside: Tree | None = None
    if isinstance(node, dict) and isinstance(part, str):
        inside = node.get(part)
    elif isinstance(node, list) and isinstance(part, int) and part < len(node):
        inside = node[part]
    if inside is not None:
        yield from _ways(inside, rest, (*way, Step(part)), (*path, part))
    yield from _ways(node, rest, (*way, Step(part, in_data=False)), path)
