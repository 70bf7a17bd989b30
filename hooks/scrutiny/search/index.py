"""Run Pagefind over the search documents."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import get_executable

from scrutiny.search.canonical import canonicalise
from scrutiny.search.document import SearchDocument, SearchIndexError, as_html

NO_DATE = "00000000"
"""Stands for the day of what has no date, in the name of a hit."""


def write_index(documents: Iterable[SearchDocument], output: Path) -> None:
    """Write the index of the documents to the folder `output`, replacing what is there.

    `output` is `pagefind/` below the site's root, where `search.js` looks. Equal documents, in
    any order, give equal bytes. They go to Pagefind as a folder of small pages, because its
    Python interface takes ten records a second.

    Raises `SearchIndexError` when Pagefind is missing, fails or leaves a document out, when two
    documents have one address, and when there is no document. `output` is then as it was.
    """
    executable = _executable()
    with TemporaryDirectory(prefix="search-") as name:
        pages, index = Path(name, "pages"), Path(name, "index")
        pages.mkdir()
        count = _write_pages(documents, pages)
        if count == 0:
            raise SearchIndexError("there is nothing to search: not one document was given")
        _run(executable, pages, index)
        indexed = canonicalise(index)
        if indexed != count:
            raise SearchIndexError(
                f"Pagefind indexed {indexed} of {count} documents; the others have no words in their text"
            )
        output.parent.mkdir(parents=True, exist_ok=True)
        if output.exists():
            shutil.rmtree(output)
        shutil.move(index, output)


def _write_pages(documents: Iterable[SearchDocument], pages: Path) -> int:
    """Write a page for each document and count them.

    A page's name begins with its document's days, which `canonicalise` puts into the name of the hit: its date, and its
    last day to act where it has one. The rest is made from the address, so that a new record leaves the files of all
    other hits as they were.
    """
    addresses: set[str] = set()
    for document in documents:
        if document.url in addresses:
            raise SearchIndexError(f"two search documents have the address {document.url}; give each its own anchor")
        addresses.add(document.url)
        name = hashlib.sha256(document.url.encode()).hexdigest()[:20]
        (pages / f"{_days(document)}.{name}.html").write_text(as_html(document), encoding="utf-8")
    return len(addresses)


def _days(document: SearchDocument) -> str:
    """Write the days that a document is sorted by: `20240618`, `20240618-20240930`, or noughts without a date."""
    day, last = document.day.replace("-", "") or NO_DATE, document.last_day.replace("-", "")
    return f"{day}-{last}" if last else day


def _executable() -> Path:
    """Find the program that the package `pagefind[bin]` installs."""
    try:
        executable = get_executable()
    except FileNotFoundError:
        executable = None
    if executable is None or not executable.is_file():
        raise SearchIndexError(
            "the Pagefind program is not installed; run: pip install --force-reinstall 'pagefind[bin]'"
        )
    return executable


def _run(executable: Path, pages: Path, index: Path) -> None:
    """Index the pages as English, with no setting from outside."""
    # Pagefind obeys a settings file in the working folder and PAGEFIND_ variables: either would
    # make one machine's index differ from another's.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    command = [str(executable), "--site", str(pages), "--output-path", str(index), "--force-language", "en", "--silent"]
    try:
        subprocess.run(  # noqa: S603 - the program is the installed package's, the arguments are our own
            command, cwd=pages, env=environment, check=True, capture_output=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise SearchIndexError(f"the Pagefind program could not be started: {error}") from error
    except subprocess.CalledProcessError as error:
        reason = f"{error.stderr}{error.stdout}".strip() or "it gave no reason"
        raise SearchIndexError(f"Pagefind failed with exit code {error.returncode}: {reason}") from error
