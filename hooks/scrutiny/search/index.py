"""The index of the search documents, in the folder where the search page looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from scrutiny.pages.archive import Archive
from scrutiny.search.canonical import Hit, canonical
from scrutiny.search.document import SearchDocument, SearchIndexError, as_html
from scrutiny.search.kept import KeptIndexes
from scrutiny.search.packed import Files
from scrutiny.search.program import indexed
from scrutiny.search.spelling import word_files
from scrutiny.search.volumes import documents_in, in_volumes

NO_DATE = "00000000"
"""Stands for the day of what has no date, in the name of a hit."""


def write_index(archive: Archive, output: Path, kept: Path | None = None) -> None:
    """Write the index of all search documents to the folder `output`, replacing what is there.

    `output` is `pagefind/` below the site's root, where `search.js` looks. A large record has several volumes there,
    each in a folder of its own: see `volumes`; the documents of one alone are in memory at a time. Equal documents, in
    any order, give equal bytes: hits are numbered newest first, those of a day by address.

    The folder `kept` keeps each volume for the next build, which takes from there what has not changed; what it does
    not use, goes.

    Raises `SearchIndexError` when Pagefind is missing, fails or leaves a document out, when two
    documents have one address, and when there is no document. `output` is then as it was.
    """
    volumes = in_volumes(archive)
    if not volumes:
        raise SearchIndexError("there is nothing to search: not one document was given")
    indexes = KeptIndexes(kept)
    output.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{output.name}-", dir=output.parent) as aside:
        index = Path(aside, "index")
        for folder, volume in volumes.items():
            hits = _in_order(_each_once(documents_in(archive, volume)))
            _write_files(index / folder, indexes.files(hits, partial(_made, hits)))
        if output.exists():
            shutil.rmtree(output)
        index.rename(output)
    indexes.sweep()


def _made(hits: Sequence[SearchDocument]) -> Files:
    """Index the documents of one volume, numbered in the order in which they are given."""
    files = indexed((f"/{document.url}", as_html(document)) for document in hits)
    return canonical(files, [Hit(f"/{document.url}", _days(document)) for document in hits]) | word_files(hits)


def _write_files(folder: Path, files: Files) -> None:
    for name in sorted({name.rpartition("/")[0] for name in files}):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _each_once(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Return the documents; refuse two of one address."""
    given = list(documents)
    addresses: set[str] = set()
    for document in given:
        if document.url in addresses:
            raise SearchIndexError(f"two search documents have the address {document.url}; give each its own anchor")
        addresses.add(document.url)
    return given


def _in_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Return documents newest first, those of a day by address."""
    ordered = sorted(documents, key=lambda document: document.url)
    return sorted(ordered, key=lambda document: document.day, reverse=True)


def _days(document: SearchDocument) -> str:
    """Write the days that a document is sorted by: `20240618`, `20240618-20240930`, or noughts without a date."""
    day, last = document.day.replace("-", "") or NO_DATE, document.last_day.replace("-", "")
    return f"{day}-{last}" if last else day
