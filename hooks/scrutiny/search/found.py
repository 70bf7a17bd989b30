"""What was found, as the browse pages show it: an entry of a list, and over the entries of one record its heading."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any

from scrutiny.pages.axes import Word
from scrutiny.pages.described import shortened
from scrutiny.pages.edition import Edition
from scrutiny.pages.facets import FACETS
from scrutiny.pages.line import Line, Part
from scrutiny.pages.page import ANYWHERE
from scrutiny.pages.rows import weight
from scrutiny.pages.shown import Entry
from scrutiny.pages.words import capital
from scrutiny.search.document import SearchDocument
from scrutiny.search.hits import search_documents
from scrutiny.vocabulary import Shape

TITLE = 160
"""Characters of the title of an entry; findings and steps are titled by their whole text."""
WORDS = 80
"""Characters of it that the description of a page gives."""

Labelled = tuple[str, str]
"""A value by the key of its facet and the label that it is given."""

_TEXT = re.compile(">([^<]+)<")

_KEYS = frozenset(facet.key for facet in FACETS)


@dataclass(slots=True, kw_only=True)
class Found(Line):
    """A search document as an entry; its ``group`` is its kind, and long lists part it by the name of its council."""

    record: str
    """The address of the record whose heading it stands under."""
    is_record: bool
    """Whether it is that record itself: then it heads what else was found in it."""
    values: tuple[Labelled, ...]
    """All values that it has."""

    @property
    def words(self) -> str:
        """How it begins, for the description of a page on which it is the first."""
        begins = _TEXT.search(self.shown)
        return shortened(unescape(begins[1]), WORDS) if begins else ""


@dataclass(slots=True, kw_only=True)
class Heading(Line):
    """What stands over the entries of a record, whose address is its ``group``."""

    leads: bool
    """Whether it leads to the record, and tells what an entry of it tells; else it is its title and date alone."""


def found_lines(edition: Edition, name: str) -> Iterator[Found]:
    """Yield the search documents of a council as entries."""
    yield from entries(name, search_documents(edition, name))


def heading_lines(edition: Edition, name: str) -> Iterator[Heading]:
    """Yield what stands over the entries of the records of a council."""
    yield from headings(name, search_documents(edition, name))


def entries(authority: str, documents: Iterable[SearchDocument]) -> Iterator[Found]:
    """Yield search documents of a council as entries."""
    same: dict[Any, Any] = {}
    for document in documents:
        entry, record = _entry(document), same.setdefault(document.record, document.record)
        labelled = (
            same.setdefault((key, label), (key, label))
            for key, labels in (("kind", document.kinds), *document.filters.items())
            if key in _KEYS
            for label in labels
        )
        values = tuple(dict.fromkeys(labelled))
        yield Found(
            authority=authority,
            name=document.council,
            day=_day(document.day) if document.day else None,
            html=Part("records", "several", ([entry],)),
            weight=weight(entry),
            group=document.kind,
            record=record,
            is_record=document.url == record,
            # Equal ones are one object here and on disk: nearly all values are those of other entries too.
            values=same.setdefault(values, values),
        )


@lru_cache(maxsize=4096)
def _day(day: str) -> datetime.date:
    """Return a day, one object for all that fell on it."""
    return datetime.date.fromisoformat(day)


def headings(authority: str, documents: Iterable[SearchDocument]) -> Iterator[Heading]:
    """Yield a heading for each record of which a part was found, and one for each that was found itself."""
    headed: set[str] = set()
    for document in documents:
        is_record = document.url == document.record
        if is_record:
            yield _heading(authority, document, _entry(document))
        elif document.record not in headed:
            headed.add(document.record)
            yield _heading(authority, document, Entry(document.page, "", capital(document.date)))


def _entry(document: SearchDocument) -> Entry:
    """Return a document as words, its place within its record, for a whole record its date, and its status."""
    soft = capital(document.where.removeprefix(f"{document.council}, "))
    if document.url == document.record:
        soft += f". {capital(document.date)}"
    status = Word(document.status, Shape(document.shape), document.tone) if document.status else None
    return Entry(shortened(document.title, TITLE), ANYWHERE.href(document.url), soft, status=status)


def _heading(authority: str, document: SearchDocument, entry: Entry) -> Heading:
    return Heading(
        authority=authority,
        name=document.council,
        day=None,
        html=Part("records", "heading", (entry,)),
        # Both weigh the same, so that a list is parted alike whichever of them its pages begin with.
        weight=weight((document.record, document.page, capital(document.date))),
        group=document.record,
        leads=bool(entry.href),
    )
