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

from scrutiny.pages.facets import NOT_STATED
from scrutiny.pages.letters import folded, slug
from scrutiny.pages.search_page import SearchVolume
from scrutiny.search.document import SearchDocument

MOST = 10_000
"""Documents in one volume. So many take Pagefind 690 MB of memory, and a reader fetches 71 KB before the first word."""
SPAN = 64
"""Years in the longest span: 1984 to 2047, then 2048 to 2111. One that holds too much is halved, down to one year."""


@dataclass(frozen=True)
class IndexVolume:
    """One index of the search, and what is in it."""

    councils: tuple[str, ...]
    """As the facet names them, in the order of the alphabet."""
    years: tuple[str, str] | None
    """The first and the last year, where a council has several volumes; "Not stated" twice for what states none."""
    documents: tuple[SearchDocument, ...]

    @property
    def label(self) -> str:
        """Its name: "Barnet to Camden", "Bradford, 2016 to 2023"."""
        names = " to ".join(dict.fromkeys((self.councils[0], self.councils[-1])))
        if self.years is None:
            return names
        years = " to ".join(dict.fromkeys(self.years))
        return f"{names}, {'year not stated' if years == NOT_STATED else years}"


def in_volumes(documents: Iterable[SearchDocument]) -> dict[str, IndexVolume]:
    """Part the documents into volumes, by their folders below that of the index; the only volume has none."""
    by_council: defaultdict[str, list[SearchDocument]] = defaultdict(list)
    for document in documents:
        by_council[document.filters.get("council", ("",))[0]].append(document)
    volumes = list(_halved(sorted(by_council, key=lambda name: (folded(name), name)), by_council))
    if len(volumes) <= 1:
        return dict(zip([""], volumes, strict=False))
    used: Counter[str] = Counter()
    named = {}
    for volume in volumes:
        name = slug("-".join((volume.councils[0], *(volume.years or ())[:1])))
        used[name] += 1
        named[name if used[name] == 1 else f"{name}--{used[name]}"] = volume
    return named


def search_volumes(documents: Iterable[SearchDocument]) -> list[SearchVolume]:
    """Say what the search page has to know of the volumes; of one alone, nothing."""
    volumes = in_volumes(documents)
    if len(volumes) == 1:
        return []
    return [
        SearchVolume(folder, volume.label, volume.councils, volume.years or (), len(volume.documents))
        for folder, volume in volumes.items()
    ]


def _halved(councils: Sequence[str], held: Mapping[str, Sequence[SearchDocument]]) -> Iterator[IndexVolume]:
    """Yield a run of councils as one volume, or if it holds too much, its two halves: each with as many councils."""
    if sum(len(held[council]) for council in councils) <= MOST:
        if councils:
            yield IndexVolume(tuple(councils), None, tuple(document for each in councils for document in held[each]))
    elif len(councils) == 1:
        yield from _by_years(councils[0], held[councils[0]], SPAN)
    else:
        middle = len(councils) // 2
        yield from _halved(councils[:middle], held)
        yield from _halved(councils[middle:], held)


def _by_years(council: str, documents: Sequence[SearchDocument], span: int) -> Iterator[IndexVolume]:
    """Yield the volumes of one council, the newest first; a single year is never cut, however much it holds."""
    spans: defaultdict[int, list[SearchDocument]] = defaultdict(list)
    for document in documents:
        year = _year(document)
        spans[int(year) // span if year.isdecimal() else -1].append(document)
    for number, within in sorted(spans.items(), reverse=True):
        if len(within) <= MOST or span == 1 or number == -1:
            years = sorted(_year(document) for document in within)
            yield IndexVolume((council,), (years[0], years[-1]), tuple(within))
        else:
            yield from _by_years(council, within, span // 2)


def _year(document: SearchDocument) -> str:
    return document.filters.get("year", (NOT_STATED,))[0]
