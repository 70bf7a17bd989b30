"""Nothing leads back to itself: no record follows itself, no action waits for itself, no theme is its own wider one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scrutiny.address import Address
from scrutiny.check.walk import walk
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import Record
from scrutiny.problem import Problem

OF_RECORDS = ("follows", "follows_up")
"""Fields by which a whole record points at earlier ones."""
OF_PARTS = ("amends", "depends_on", "repeats", "same_as", "takes_up")
"""Fields by which a part points at another part."""


@dataclass(frozen=True)
class Edge:
    """One reference, from a record or part to another, and where it is written."""

    start: str
    end: str
    document: str
    path: Path


def check_circles(loaded: Loaded) -> Iterator[Problem]:
    """Yield a problem for every reference that leads back to where it is written."""
    edges = list(_edges(loaded))
    later: dict[str, list[str]] = {}
    for edge in edges:
        later.setdefault(edge.start, []).append(edge.end)
    for edge in edges:
        if _reaches(edge.end, edge.start, later):
            yield loaded.documents[edge.document].problem(
                edge.path,
                f'this leads back to "{edge.start}" itself',
                "one of the links is the wrong way round",
                "circle",
            )


def _edges(loaded: Loaded) -> Iterator[Edge]:
    for id_, record in loaded.register.records.items():
        address = Address.read(id_)
        for field in OF_RECORDS:
            for position, reference in enumerate(getattr(record, field, ())):
                end, anchor = address.resolve(reference)
                if end != id_ or anchor:  # a record that names itself has a problem of its own
                    yield Edge(id_, end, id_, (field, position))
        if record.withdrawn and record.withdrawn.replaced_by:
            end, _ = address.resolve(record.withdrawn.replaced_by)
            if end != id_:
                yield Edge(f"{id_}#withdrawn", f"{end}#withdrawn", id_, ("withdrawn", "replaced_by"))
        yield from _part_edges(address, record)
    for name, theme in loaded.register.shared.themes.items():
        if theme.broader and theme.broader != name:
            yield Edge(f"theme {name}", f"theme {theme.broader}", "shared/themes.yml", ("themes", name, "broader"))


def _part_edges(address: Address, record: Record) -> Iterator[Edge]:
    paths = {id(part): path for part, path in walk(record)}
    for anchor, part in record.parts().items():
        for inner, path in walk(part, paths.get(id(part), ())):
            for field in OF_PARTS:
                value = getattr(inner, field, None)
                if isinstance(value, str):
                    yield _part_edge(address, anchor, value, (*path, field))
                for position, reference in enumerate(value if isinstance(value, tuple) else ()):
                    yield _part_edge(address, anchor, reference, (*path, field, position))


def _part_edge(address: Address, anchor: str, reference: str, path: Path) -> Edge:
    end, end_anchor = address.resolve(reference)
    return Edge(f"{address.id}#{anchor}", f"{end}#{end_anchor}", address.id, path)


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
