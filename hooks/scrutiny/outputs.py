"""What is published beside the pages: an API of JSON files, tables, feeds and calendars, and what pages say of them.

What belongs to one council is made with its pages. What spans all councils is made of the rows that each hands over,
and of no record.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup

from scrutiny.follow import Council, Site, announced, titles, whole_site_files
from scrutiny.frame import Alternate
from scrutiny.open_data.api import CouncilData, Imprint, site_files
from scrutiny.open_data.api.imprint import data_path
from scrutiny.open_data.csv_files import columns_file, csv_archive, csv_files
from scrutiny.open_data.described import CSV_DESCRIPTION, csv_description
from scrutiny.open_data.downloads import about, write_tables
from scrutiny.open_data.linked import Download, catalogue, linked_data, page_data, script
from scrutiny.open_data.places import archive_path
from scrutiny.open_data.tables import Rows, rows
from scrutiny.pages import Archive, Edition, Page

JSON = "application/json"
ZIP = "application/zip"
HANDED_OVER = ("data", "followed", "tables", "downloads")
"""What a council gives to the files of all: its row, entries and events, rows of tables, and what may be downloaded."""


@dataclass(frozen=True)
class CouncilOutputs:
    """What is published of one council beside its pages."""

    edition: Edition
    name: str
    imprint: Imprint
    site: Site

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, path and bytes: JSON, feeds and calendars, and its tables in one archive."""
        yield from self._data.files()
        yield from self._followed.files()
        yield self._tables

    def handed_over(self) -> Mapping[str, Sequence[Any]]:
        """Return what the council gives to what spans all; nothing where lists leave it out."""
        if self.name in self.edition.left_out:
            return dict.fromkeys(HANDED_OVER, ())
        path, content = self._tables
        title = f"Tables of {self.edition.authorities[self.name].short_name} as CSV files"
        packed = Download(path, title, ZIP, len(content), hashlib.sha256(content).hexdigest(), self.name)
        found = (self._data.row,), tuple(self._followed.rows()), (self._rows,), (packed,)
        return dict(zip(HANDED_OVER, found, strict=True))

    @cached_property
    def _data(self) -> CouncilData:
        return CouncilData(self.edition, self.imprint, self.name)

    @cached_property
    def _followed(self) -> Council:
        return Council(self.edition, self.name, self.site)

    @cached_property
    def _rows(self) -> Rows:
        return rows(self.edition, self.name, self.site.url)

    @cached_property
    def _tables(self) -> tuple[str, bytes]:
        """Its tables in one archive."""
        told = csv_description(about(self.imprint), whole=False)
        return archive_path(self.name), csv_archive([*csv_files(self._rows), columns_file(), (CSV_DESCRIPTION, told)])


def linked(edition: Edition, imprint: Imprint, page: Page) -> Markup:
    """Return what the page of a record, meeting or council says to programs; nothing for any other page."""
    about_it = linked_data(edition, imprint, page.url.rstrip("/"))
    return script(page_data(imprint, page, about_it)) if about_it else Markup()


def alternates(edition: Edition, page: Page) -> list[Alternate]:
    """Return the feeds and calendars that go with a page, and its data."""
    base, id_ = page.here.base, page.url.rstrip("/")
    found = [Alternate(each.media_type, each.title, f"{base}{each.path}") for each in announced(edition, page.url)]
    if id_ in edition.register.records or edition.meeting(id_):
        found.append(Alternate(JSON, page.title, f"{base}{data_path(id_)}"))
    return found


def files_of_all(archive: Archive, imprint: Imprint, site: Site, folder: Path) -> list[Download]:
    """Write what spans all councils below a folder; return what may be downloaded."""
    edition = archive.edition
    shared = edition.register.shared
    downloads = list(write_tables(archive.rows("tables"), edition, imprint, folder))
    followed = whole_site_files(archive.rows("followed"), titles(edition, site), site)
    for path, content in chain(followed, site_files(archive.rows("data"), shared, imprint)):
        _write(folder / path, content)
    downloads += archive.rows("downloads")
    path, content = catalogue(imprint, site.name, downloads, archive.rows("data"))
    _write(folder / path, content)
    return downloads


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
