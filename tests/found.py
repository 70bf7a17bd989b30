"""What was found, in tests: all of an edition, and archives that hold some search documents and nothing else."""

import datetime
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from conftest import ROOT
from scrutiny import search
from scrutiny.link import link
from scrutiny.pages import Archive, Edition
from scrutiny.pages.line import Line, Part
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import SearchDocument, search_documents
from scrutiny.search.found import entries, headings
from scrutiny.search.volumes import in_years

RENDERER = Renderer(ROOT / "overrides", Acronyms({}))
NOTHING = Edition(link(Register({})), datetime.date(2026, 11, 22))


def all_found(edition: Edition) -> tuple[SearchDocument, ...]:
    """Return the search documents of every council."""
    return tuple(document for name in edition.authorities for document in search_documents(edition, name))


def archive_of(documents: Iterable[SearchDocument]) -> Archive:
    """Return an archive of one council that hands over these documents."""
    held = tuple(documents)
    return Archive(NOTHING, {"northwick": {"documents": held, "years": in_years(held)}})


def browsed(documents: Iterable[SearchDocument], edition: Edition) -> Archive:
    """Return an archive of one council that hands over these documents as browse pages show them."""
    held = tuple(documents)
    tables = {
        "found": [_printed(line) for line in entries("northwick", held)],
        "headings": [_printed(line) for line in headings("northwick", held)],
        "own-pages": (),
        "frameworks": (),
    }
    return Archive(edition, {"northwick": tables})


def _printed(line: Line) -> Line:
    return replace(line, html=RENDERER.part(line.html)) if isinstance(line.html, Part) else line


def write_index(documents: Iterable[SearchDocument], output: Path, kept: Path | None = None) -> None:
    """Write the index of these documents."""
    search.write_index(archive_of(documents), output, kept)
