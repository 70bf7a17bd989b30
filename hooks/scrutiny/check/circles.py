"""Nothing leads back to itself: no record follows itself, no action waits for itself, no theme is its own wider one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.check.everywhere import Everywhere
from scrutiny.check.family import Family
from scrutiny.check.walk import Part, Walked, fields_among
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.problem import Problem

OF_RECORDS = ("follows", "follows_up")
"""Fields by which a whole record points at earlier ones."""
OF_PARTS = ("amends", "depends_on", "repeats", "same_as", "takes_up")
"""Fields by which a part points at another part."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One reference, from a record or part to another, and where it is written."""

    start: str
    end: str
    document: str
    path: Path


class Circles(Family):
    """A problem for every reference that leads back to where it is written."""

    def __init__(self, loaded: Loaded, everywhere: Everywhere) -> None:
        super().__init__(loaded, everywhere)
        self.edges: list[Edge] = []

    def of_record(self, walked: Walked) -> Iterable[Problem]:
        """Remember where a record and its parts point."""
        self.edges.extend(_edges(walked))
        return ()

    def of_all(self) -> Iterator[Problem]:
        """Follow every reference until it ends."""
        return self._circles(self.edges)

    def of_shared(self) -> Iterator[Problem]:
        """Follow every theme to its wider ones."""
        return self._circles(list(_theme_edges(self.loaded)))

    def _circles(self, edges: list[Edge]) -> Iterator[Problem]:
        later: dict[str, list[str]] = {}
        for edge in edges:
            later.setdefault(edge.start, []).append(edge.end)
        for edge in _unending(edges):
            if _reaches(edge.end, edge.start, later):
                yield self.loaded.documents[edge.document].problem(
                    edge.path,
                    f'this leads back to "{edge.start}" itself',
                    "one of the links is the wrong way round",
                    "circle",
                )


def _edges(walked: Walked) -> Iterator[Edge]:
    address, record = walked.address, walked.record
    for field in OF_RECORDS:
        for position, reference in enumerate(vars(record).get(field, ())):
            end, anchor = address.resolve(reference)
            if end != address.id or anchor:  # a record that names itself has a problem of its own
                yield Edge(address.id, end, address.id, (field, position))
    if record.withdrawn and record.withdrawn.replaced_by:
        end, _ = address.resolve(record.withdrawn.replaced_by)
        if end != address.id:
            yield Edge(f"{address.id}#withdrawn", f"{end}#withdrawn", address.id, ("withdrawn", "replaced_by"))
    pointing = [
        Part(model, path)
        for model, path in walked.parts
        if (fields := fields_among(type(model), OF_PARTS)) and any(map(vars(model).get, fields))
    ]
    if pointing:  # few records have one
        yield from _part_edges(walked, pointing)


def _theme_edges(loaded: Loaded) -> Iterator[Edge]:
    for name, theme in loaded.register.shared.themes.items():
        if theme.broader and theme.broader != name:
            yield Edge(f"theme {name}", f"theme {theme.broader}", "shared/themes.yml", ("themes", name, "broader"))


def _part_edges(walked: Walked, pointing: list[Part]) -> Iterator[Edge]:
    """Yield the references of each part that has an address, those of the parts within it included."""
    paths = {id(model): path for model, path in walked.parts}
    for anchor, part in walked.record.parts().items():
        here = paths[id(part)]
        for model, path in pointing:
            if path[: len(here)] != here:
                continue
            for field in OF_PARTS:
                value = vars(model).get(field)
                if isinstance(value, str):
                    yield _part_edge(walked.address, anchor, value, (*path, field))
                for position, reference in enumerate(value if isinstance(value, tuple) else ()):
                    yield _part_edge(walked.address, anchor, reference, (*path, field, position))


def _part_edge(address: Address, anchor: str, reference: str, path: Path) -> Edge:
    end, end_anchor = address.resolve(reference)
    return Edge(f"{address.id}#{anchor}", f"{end}#{end_anchor}", address.id, path)


def _unending(edges: list[Edge]) -> Iterator[Edge]:
    """Yield the references that lead on for ever: good content has none, however long its threads are."""
    leading_on = Counter(edge.start for edge in edges)
    before: dict[str, list[str]] = {}
    for edge in edges:
        before.setdefault(edge.end, []).append(edge.start)
    ends = [end for end in before if not leading_on[end]]
    while ends:
        for start in before.get(ends.pop(), ()):
            leading_on[start] -= 1
            if not leading_on[start]:
                ends.append(start)
    return (edge for edge in edges if leading_on[edge.end])


def _reaches(start: str, goal: str, later: dict[str, list[str]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        for other in later.get(here, ()):
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return False
