"""The volumes of the search: one index, or for a large record several, each of whole councils or some years of one.

An index grows with what is in it, and so do the memory that making it takes and what a reader fetches before the first
result. Into which volume a document goes depends on the names of the councils and, where one council alone is too much,
on fixed spans of years. So a new record changes one volume, which may be cut in two; only a new council moves the
bounds of others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from scrutiny.pages.archive import Archive
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import NOT_STATED
from scrutiny.pages.letters import folded, slug
from scrutiny.pages.search_page import SearchVolume
from scrutiny.search.document import SearchDocument
from scrutiny.search.hits import search_documents

MOST = 10_000
"""Documents in one volume. So many take Pagefind 690 MB of memory, and a reader fetches 71 KB before the first word."""
SPAN = 64
"""Years in the longest span: 1984 to 2047, then 2048 to 2111. One that holds too much is halved, down to one year."""


class InYear(NamedTuple):
    """How many search documents a council has of one year."""

    council: str
    """As the facet names it, like the year."""
    year: str
    documents: int


@dataclass(frozen=True)
class IndexVolume:
    """One index of the search, and what is in it."""

    councils: tuple[str, ...]
    """As the facet names them, in the order of the alphabet."""
    years: tuple[str, ...]
    """The years that it holds, where a council has several volumes; "Not stated" for what states none."""
    documents: int

    @property
    def label(self) -> str:
        """Its name: "Barnet to Camden", "Bradford, 2016 to 2023"."""
        names = " to ".join(dict.fromkeys((self.councils[0], self.councils[-1])))
        if not self.years:
            return names
        years = " to ".join(self.span)
        return f"{names}, {'year not stated' if years == NOT_STATED else years}"

    @property
    def span(self) -> tuple[str, ...]:
        """Its first and its last year, or the only one; empty where it holds all years of its councils."""
        return tuple(dict.fromkeys((*self.years[:1], *self.years[-1:])))

    def holds(self, council: str, year: str) -> bool:
        """Tell whether the documents of a council and a year are in it."""
        return council in self.councils and (not self.years or year in self.years)


def year_rows(edition: Edition, name: str) -> list[InYear]:
    """Return how many search documents a council has of each year."""
    return in_years(search_documents(edition, name))


def in_years(documents: Iterable[SearchDocument]) -> list[InYear]:
    """Count search documents by council and year."""
    counts = Counter((document.council, document.year) for document in documents)
    return [InYear(council, year, count) for (council, year), count in counts.items()]


def in_volumes(archive: Archive) -> dict[str, IndexVolume]:
    """Part what can be found into volumes, by their folders below that of the index; the only volume has none."""
    by_council: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for council, year, count in archive.rows("years"):
        by_council[council][year] += count
    volumes = list(_halved(sorted(by_council, key=lambda name: (folded(name), name)), by_council))
    if len(volumes) <= 1:
        return dict(zip([""], volumes, strict=False))
    used: Counter[str] = Counter()
    named = {}
    for volume in volumes:
        name = slug("-".join((volume.councils[0], *volume.years[:1])))
        used[name] += 1
        named[name if used[name] == 1 else f"{name}--{used[name]}"] = volume
    return named


def documents_in(archive: Archive, volume: IndexVolume) -> Iterator[SearchDocument]:
    """Yield the documents of one volume; those of councils that have none in it are not read."""
    for name, rows in archive.by_authority("years"):
        if any(volume.holds(row.council, row.year) for row in rows):
            for document in archive.extracts[name]["documents"]:
                if volume.holds(document.council, document.year):
                    yield document


def search_volumes(archive: Archive) -> list[SearchVolume]:
    """Say what the search page has to know of the volumes; of one alone, nothing."""
    volumes = in_volumes(archive)
    if len(volumes) == 1:
        return []
    return [
        SearchVolume(folder, volume.label, volume.councils, (*volume.years[:1], *volume.years[-1:]), volume.documents)
        for folder, volume in volumes.items()
    ]


def _halved(councils: Sequence[str], held: Mapping[str, Counter[str]]) -> Iterator[IndexVolume]:
    """Yield a run of councils as one volume, or if it holds too much, its two halves: each with as many councils."""
    documents = sum(held[council].total() for council in councils)
    if documents <= MOST:
        if councils:
            yield IndexVolume(tuple(councils), (), documents)
    elif len(councils) == 1:
        yield from _by_years(councils[0], held[councils[0]], SPAN)
    else:
        middle = len(councils) // 2
        yield from _halved(councils[:middle], held)
        yield from _halved(councils[middle:], held)


def _by_years(council: str, held: Counter[str], span: int) -> Iterator[IndexVolume]:
    """Yield the volumes of one council, the newest first; a single year is never cut, however much it holds."""
    spans: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for year, documents in held.items():
        spans[int(year) // span if year.isdecimal() else -1][year] = documents
    for number, within in sorted(spans.items(), reverse=True):
        if within.total() <= MOST or span == 1 or number == -1:
            yield IndexVolume((council,), tuple(sorted(within)), within.total())
        else:
            yield from _by_years(council, within, span // 2)
