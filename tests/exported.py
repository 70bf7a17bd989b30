"""The export of a site without the rest of it: its data and the list of its files, as a build publishes them."""

import datetime
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from conftest import AS_OF_EPOCH
from scrutiny.link import link
from scrutiny.load.content import load_shared, load_unit
from scrutiny.load.survey import survey
from scrutiny.open_data.api import CouncilData, CouncilRow, Imprint, site_files
from scrutiny.open_data.api.imprint import MANIFEST
from scrutiny.open_data.manifest import File, manifest
from scrutiny.pages import Edition
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)

Imprints = Callable[[str], tuple[Path, Imprint]]
"""Where the export of an authority goes, and under which imprint."""


def export(content: Path, folder: Path, imprint: Imprint) -> None:
    """Write the export of a content folder."""
    surveyed = survey(content)
    shared, files = load_shared(surveyed), list[tuple[str, bytes]]()
    rows = list[CouncilRow]()
    for unit in surveyed.units:
        edition = Edition(link(publishable(load_unit(surveyed, unit, shared).register, INSTANT)), INSTANT.date())
        for name in edition.authorities:
            council = CouncilData(edition, imprint, name)
            files += council.files()
            rows.append(council.row)
    write(folder, imprint, chain(files, site_files(rows, shared.register.shared, imprint)))


def export_each(content: Path, of: Imprints) -> Iterator[str]:
    """Write the export of each authority of a content folder by itself; yield their names."""
    surveyed = survey(content)
    shared = load_shared(surveyed)
    for unit in surveyed.units:
        edition = Edition(link(publishable(load_unit(surveyed, unit, shared).register, INSTANT)), INSTANT.date())
        for name in edition.authorities:
            folder, imprint = of(name)
            council = CouncilData(edition, imprint, name)
            write(folder, imprint, chain(council.files(), site_files([council.row], shared.register.shared, imprint)))
            yield name


def write(folder: Path, imprint: Imprint, files: Iterator[tuple[str, bytes]]) -> None:
    """Write files below a folder, and the list of them."""
    listed = []
    for path, content in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        listed.append(File.of(path, content))
    list_again(folder, imprint, listed)


def list_again(folder: Path, imprint: Imprint, files: list[File]) -> None:
    """Write the list of some files."""
    (folder / MANIFEST).write_bytes(b"".join(manifest(imprint, files)))
