"""What ends the page on the data: the files that may be downloaded, each with its size and its hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from scrutiny.language import html
from scrutiny.open_data.api.imprint import CATALOGUE, MANIFEST
from scrutiny.open_data.linked import Download
from scrutiny.open_data.places import CSV_FOLDER, PARQUET_FOLDER
from scrutiny.pages.page import Here, Page
from scrutiny.pages.rows import MANY, TableRow

HEADS = ("File", "Bytes", "SHA-256")

_SORTS: tuple[tuple[str, str, Callable[[Download], bool]], ...] = (
    ("database", "One file for all", lambda each: not each.authority and not _is_of_folder(each)),
    ("csv", "CSV, one file for each table", lambda each: each.path.startswith(CSV_FOLDER)),
    ("parquet", "Parquet, one file for each table", lambda each: each.path.startswith(PARQUET_FOLDER)),
    ("councils", "CSV, one archive for each council", lambda each: bool(each.authority)),
)


class Files(NamedTuple):
    """The files of one sort, ready to print."""

    anchor: str
    title: str
    rows: list[TableRow]


def downloads_tail(url: str, downloads: Sequence[Download], linked: Markup) -> Page:
    """Return the tables of what may be downloaded; where councils are very many, the catalogue alone lists theirs.

    ``linked`` is what the page says to programs.
    """
    here = Here(url)
    shown = []
    for anchor, title, belongs in _SORTS:
        found = [each for each in downloads if belongs(each)]
        if found and (anchor != "councils" or len(found) <= MANY):
            shown.append(Files(anchor, title, [_row(here, each) for each in found]))
    every = html(
        "{} lists every file that is made of the record, with size and hash; {} is for data portals (DCAT).",
        here.link("files.json", MANIFEST),
        here.link("catalogue.jsonld", CATALOGUE),
    )
    shows = {"heads": HEADS, "files": shown, "every": every, "linked": linked}
    return Page(url, "", "downloads", shows, explains=False)


def _is_of_folder(download: Download) -> bool:
    return download.path.startswith((CSV_FOLDER, PARQUET_FOLDER))


def _row(here: Here, file: Download) -> TableRow:
    name = file.path.rpartition("/")[2] if not file.authority else file.path.rpartition("/")[0].rpartition("/")[2]
    first = html('{}<br><span class="soft">{}</span>', here.link(name, file.path), file.title)
    return TableRow((first, f"{file.size:,}", html("<code>{}</code>", file.sha256)))
