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

from scrutiny.follow import Council, Site, announced, atom, ical, titles, whole_site_files
from scrutiny.follow.announced import ALL_CALENDAR, ALL_FEED
from scrutiny.frame import Alternate
from scrutiny.language import say, speaking
from scrutiny.open_data.api import CouncilData, Imprint, site_files
from scrutiny.open_data.api.imprint import MANIFEST, data_path
from scrutiny.open_data.csv_files import columns_file, csv_archive, csv_files
from scrutiny.open_data.described import CSV_DESCRIPTION, csv_description
from scrutiny.open_data.downloads import about, write_tables
from scrutiny.open_data.linked import Download, catalogue, dataset, linked_data, page_data, script
from scrutiny.open_data.manifest import File, manifest
from scrutiny.open_data.places import CSV_FOLDER, PARQUET_FOLDER, archive_path
from scrutiny.open_data.tables import Rows, rows
from scrutiny.pages import Archive, Edition, Page
from scrutiny.printing import write_file

ATOM, ICALENDAR, JSON = "application/atom+xml", "text/calendar", "application/json"
OF_ALL = frozenset({ALL_FEED, ALL_CALENDAR})
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
    share: int
    """How many entries of a feed of the whole site may be of it."""

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield every file, path and bytes: JSON, feeds and calendars, and its tables in one archive."""
        for path, content in chain(self._data.files(), self._followed.files(), [self._tables]):
            self._files.append(File.of(path, content))
            yield path, content

    def handed_over(self) -> Mapping[str, Sequence[Any]]:
        """Return what the council gives to what spans all, once its files are made.

        One that lists leave out gives nothing but the names of its files.
        """
        if self.name in self.edition.left_out:
            return dict.fromkeys(HANDED_OVER, ()) | {"files": self._files}
        path, content = self._tables
        title = f"Tables of {self.edition.authorities[self.name].short_name} as CSV files"
        packed = Download(path, title, ZIP, len(content), hashlib.sha256(content).hexdigest(), self.name)
        found = (self._data.row,), tuple(self._followed.rows(self.share)), (self._rows,), (packed,)
        return dict(zip(HANDED_OVER, found, strict=True)) | {"files": self._files}

    @cached_property
    def _files(self) -> list[File]:
        return []

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
        invented = self.edition.authorities[self.name].invented
        told = csv_description(about(self.imprint, invented=invented), whole=False)
        return archive_path(self.name), csv_archive([*csv_files(self._rows), columns_file(), (CSV_DESCRIPTION, told)])


def linked(edition: Edition, imprint: Imprint, page: Page) -> Markup:
    """Return what the page of a record, meeting or council says to programs; nothing for any other page."""
    about_it = linked_data(edition, imprint, page.url.rstrip("/"))
    return script(page_data(imprint, page, about_it)) if about_it else Markup()


def alternates(edition: Edition, page: Page) -> list[Alternate]:
    """Return the feeds and calendars that go with a page, and its data."""
    base, id_ = page.here.base, page.url.rstrip("/")
    found = []
    with speaking(page.language):
        for media_type, words in ((ATOM, _feed), (ICALENDAR, _calendar)):
            for each in announced(edition, page.url):
                if each.media_type == media_type:
                    own = "" if each.path in OF_ALL else words(each.title)
                    found.append(Alternate(media_type, each.title, f"{base}{each.path}", own))
        if id_ in edition.register.records or edition.meeting(id_):
            found.append(Alternate(JSON, page.title, f"{base}{data_path(id_)}", say("this page as data")))
    return found


def _feed(title: str) -> str:
    return say("{title}: feed", title=title)


def _calendar(title: str) -> str:
    return say("{title}: calendar", title=title)


def linked_downloads(imprint: Imprint, name: str, url: str, downloads: Sequence[Download]) -> Markup:
    """Return what the page on the data of the site called ``name`` says to programs: what may be downloaded.

    It names the files that hold all tables; those of one table stand in the catalogue, so that the page stays light.
    """
    named = [each for each in downloads if not each.path.startswith((CSV_FOLDER, PARQUET_FOLDER))]
    return script(page_data(imprint, Page(url, "", "downloads"), dataset(imprint, name, named)))


def copies_of(moved: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the files that may go with each page that moved, and where those who knew its old address look for them.

    The page there leads on; who reads the feed or the data alone would find nothing.
    """
    for former, address in moved.items():
        yield data_path(address.strip("/")), data_path(former.strip("/"))
        for name in (atom.FILE, ical.FILE):
            yield f"{address[1:]}{name}", f"{former[1:]}{name}"


def files_of_all(archive: Archive, imprint: Imprint, site: Site, folder: Path, *, with_parquet: bool) -> list[Download]:
    """Write what spans all councils below a folder, the list of every file last; return what may be downloaded."""
    edition = archive.edition
    downloads = [*write_tables(archive.rows("tables"), edition, imprint, folder, with_parquet=with_parquet)]
    downloads += archive.rows("downloads")
    files = [File(each.path, each.size, each.sha256) for each in downloads if not each.authority]
    followed = whole_site_files(archive.rows("followed"), titles(edition, site), site)
    data = site_files(archive.rows("data"), edition.register.shared, imprint, invented=edition.is_invented)
    for path, content in chain(followed, data, [catalogue(imprint, site.name, downloads, archive.rows("data"))]):
        write_file(content, path, folder)
        files.append(File.of(path, content))
    with (folder / MANIFEST).open("wb") as listed:
        listed.writelines(manifest(imprint, chain(files, archive.rows("files"))))
    return downloads
