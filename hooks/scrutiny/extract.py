"""What each council hands over for the lists of the whole site, and for its search."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from scrutiny.follow.page import left_out_lines
from scrutiny.language import ENGLISH, speaking
from scrutiny.model import Authority
from scrutiny.pages import Archive, Edition
from scrutiny.pages.a_to_z import index_rows
from scrutiny.pages.actions import action_lines
from scrutiny.pages.addresses import address_rows
from scrutiny.pages.filed import filed_lines, filed_under
from scrutiny.pages.gap_kinds import KINDS, gap_counts, gap_lines
from scrutiny.pages.handed_over import committee_lines, council_lines, meeting_lines, record_lines, role_lines
from scrutiny.pages.home_rows import held_rows, overdue_lines, thread_lines
from scrutiny.pages.kinds import framework_rows
from scrutiny.pages.line import Line, Part
from scrutiny.pages.news import event_lines
from scrutiny.pages.resolutions import resolution_counts, resolution_lines
from scrutiny.pages.subjects import subject_rows
from scrutiny.pages.tally import tally_lines
from scrutiny.register import Shared
from scrutiny.render import Renderer
from scrutiny.search import found_lines, heading_lines, own_page_rows, search_documents, year_rows


def authority_row(edition: Edition, name: str) -> Iterator[Authority]:
    """Yield the record of a council itself: the only one that it hands over."""
    yield edition.authorities[name]


TABLES: Mapping[str, Callable[[Edition, str], Iterable[Any]]] = {
    "authority": authority_row,
    "addresses": address_rows,
    "councils": council_lines,
    "inspections": partial(record_lines, folder="inspections"),
    "frameworks": framework_rows,
    "items": partial(record_lines, folder="items"),
    "meetings": meeting_lines,
    "committees": committee_lines,
    "roles": role_lines,
    "subjects": subject_rows,
    "resolutions": resolution_lines,
    "resolution-counts": resolution_counts,
    "gap-counts": gap_counts,
    **{table: partial(gap_lines, find=find) for kind in KINDS for table, find in kind.found.items()},
    "index": index_rows,
    "left-out": left_out_lines,
    "actions": action_lines,
    "tally": tally_lines,
    "events": event_lines,
    "held": held_rows,
    "threads": thread_lines,
    "overdue": overdue_lines,
    "documents": search_documents,
    "years": year_rows,
    "found": found_lines,
    "headings": heading_lines,
    "own-pages": own_page_rows,
}
"""What is handed over, by its name: each takes an edition and the name of an authority in it."""


def tables(shared: Shared) -> Mapping[str, Callable[[Edition, str], Iterable[Any]]]:
    """Return everything that is handed over: what stands under each subject is a table of its own."""
    return {**TABLES, **{filed_under(subject): partial(filed_lines, subject=subject) for subject in shared.themes}}


class Extracted(dict[str, list[Any]]):
    """What one council hands over; each table is made, its lines printed, when somebody first asks for it."""

    def __init__(self, edition: Edition, name: str, renderer: Renderer) -> None:
        """Take the council called ``name`` from an edition that holds it."""
        self._edition, self._name, self._renderer = edition, name, renderer
        self._tables = tables(edition.register.shared)

    def whole(self) -> dict[str, list[Any]]:
        """Make every table."""
        return {table: self[table] for table in self._tables}

    def __missing__(self, table: str) -> list[Any]:
        """Make a table."""
        with speaking(ENGLISH):
            found = self._tables[table](self._edition, self._name)
            self[table] = rows = [_printed(row, self._renderer) for row in found]
        return rows


def archive(edition: Edition, renderer: Renderer) -> Archive:
    """Return the archive of the councils of one edition."""
    return Archive(edition, {name: Extracted(edition, name, renderer) for name in sorted(edition.authorities)})


def _printed(row: Any, renderer: Renderer) -> Any:
    if isinstance(row, Line) and isinstance(row.html, Part):
        row.show(renderer.part(row.html))
    return row
