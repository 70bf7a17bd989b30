"""What each council hands over for the lists of the whole site, and for its search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from scrutiny.pages import Archive, Edition
from scrutiny.pages.kinds import framework_rows
from scrutiny.pages.line import Line, Part
from scrutiny.pages.lists import committee_lines, council_lines, meeting_lines, record_lines, role_lines
from scrutiny.pages.subjects import subject_rows
from scrutiny.render import Renderer

TABLES: Mapping[str, Callable[[Edition, str], Iterable[Any]]] = {
    "councils": council_lines,
    "inspections": partial(record_lines, folder="inspections"),
    "frameworks": framework_rows,
    "items": partial(record_lines, folder="items"),
    "meetings": meeting_lines,
    "committees": committee_lines,
    "roles": role_lines,
    "subjects": subject_rows,
}
"""What is handed over, by its name: each takes an edition and the name of an authority in it."""


class Extracted(dict[str, list[Any]]):
    """What one council hands over; each table is made, its lines printed, when somebody first asks for it."""

    def __init__(self, edition: Edition, name: str, renderer: Renderer) -> None:
        """Take the council called ``name`` from an edition that holds it."""
        self._edition, self._name, self._renderer = edition, name, renderer

    def __missing__(self, table: str) -> list[Any]:
        """Make a table."""
        self[table] = rows = [_printed(row, self._renderer) for row in TABLES[table](self._edition, self._name)]
        return rows


def archive(edition: Edition, renderer: Renderer) -> Archive:
    """Return the archive of the councils of one edition."""
    return Archive(edition, {name: Extracted(edition, name, renderer) for name in sorted(edition.authorities)})


def _printed(row: Any, renderer: Renderer) -> Any:
    if isinstance(row, Line) and isinstance(row.html, Part):
        return replace(row, html=renderer.part(row.html))
    return row
