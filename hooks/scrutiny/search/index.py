"""The index of the search documents, in the folder where the search page looks."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from scrutiny.search.canonical import write_canonical
from scrutiny.search.document import SearchDocument, SearchIndexError, as_html
from scrutiny.search.program import indexed

NO_DATE = "00000000"
"""Stands for the day of what has no date, in the name of a hit."""


def write_index(documents: Iterable[SearchDocument], output: Path) -> None:
    """Write the index of the documents to the folder `output`, replacing what is there.

    `output` is `pagefind/` below the site's root, where `search.js` looks. Equal documents, in
    any order, give equal bytes: hits are numbered newest first, those of a day by address.

    Raises `SearchIndexError` when Pagefind is missing, fails or leaves a document out, when two
    documents have one address, and when there is no document. `output` is then as it was.
    """
    hits = _in_order(documents)
    if not hits:
        raise SearchIndexError("there is nothing to search: not one document was given")
    files = indexed((f"/{document.url}", as_html(document)) for document in hits)
    output.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f"{output.name}-", dir=output.parent) as aside:
        index = Path(aside, "index")
        index.mkdir()
        write_canonical(files, [(f"/{document.url}", _days(document)) for document in hits], index)
        if output.exists():
            shutil.rmtree(output)
        index.rename(output)


def _in_order(documents: Iterable[SearchDocument]) -> list[SearchDocument]:
    """Return the documents newest first; refuse two of one address."""
    by_address: dict[str, SearchDocument] = {}
    for document in documents:
        if by_address.setdefault(document.url, document) is not document:
            raise SearchIndexError(f"two search documents have the address {document.url}; give each its own anchor")
    by_day = sorted(by_address.values(), key=lambda document: document.url)
    return sorted(by_day, key=lambda document: document.day, reverse=True)


def _days(document: SearchDocument) -> str:
    """Write the days that a document is sorted by: `20240618`, `20240618-20240930`, or noughts without a date."""
    day, last = document.day.replace("-", "") or NO_DATE, document.last_day.replace("-", "")
    return f"{day}-{last}" if last else day
