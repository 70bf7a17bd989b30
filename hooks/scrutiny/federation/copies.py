"""A copy of what one site publishes of its authorities, verified to the last byte against its list of files.

Only the files that a content is made of are copied: those of its records, and of what councils share.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from scrutiny.address import FOLDERS, RECORD_NAME
from scrutiny.federation.expected import Export
from scrutiny.federation.reach import Read, UnreachableError
from scrutiny.open_data.api.imprint import FOLDER, MANIFEST, data_path
from scrutiny.open_data.api.schemas import SHARED
from scrutiny.open_data.manifest import BadFileError, BadManifestError, File, Manifest, read_manifest

MOST_LISTED = 200 * 2**20
"""Bytes of a list of files at most: that of a million files has fewer."""
MOST_BYTES = 20 * 2**20
"""Bytes of one file at most; no record is near it."""
MOST_IN_ALL = 2 * 2**30
"""Bytes of all files of an export at most, so that none fills the disk of the others; 50,000 records have fewer."""


class RefusedError(Exception):
    """An export is not as it is expected to be; the message says in what, in a sentence."""


@dataclass(frozen=True)
class Copy:
    """A copy in a folder."""

    export: Export
    folder: Path
    sha256: str
    """The fingerprint of its list of files."""
    manifest: Manifest

    def read(self, path: str) -> bytes:
        """Read a file, verified again: a disk may have changed it since. Raises RefusedError."""
        try:
            return self.manifest.verified(path, (self.folder / path).read_bytes())
        except (OSError, BadFileError) as error:
            raise RefusedError(f"The copy is damaged: {error}") from error

    @cached_property
    def ids(self) -> dict[str, list[str]]:
        """The ids of the records and meetings of each authority that it may speak for, in their order."""
        found: dict[str, list[str]] = {name: [] for name in self.export.authorities}
        for path in sorted(self.manifest.files):
            if place := _RECORD.fullmatch(path):
                found.get(place["authority"], []).append(place["id"])
        return found

    def has_record(self, id_: str) -> bool:
        """Tell whether it has a file of a record, or of a meeting, that is called so."""
        path = data_path(id_)
        return path in self.manifest.files and _RECORD.fullmatch(path) is not None

    def pages_of(self, id_: str) -> Iterator[str]:
        """Yield the paths of the pages of a list, in their order."""
        path, number = data_path(id_), 2
        while path in self.manifest.files:
            yield path
            path, number = data_path(f"{id_}/page-{number}"), number + 1


_RECORD = re.compile(rf"{FOLDER}(?P<id>(?P<authority>[a-z0-9-]+)/(?:{'|'.join(FOLDERS)})/{RECORD_NAME.pattern})\.json")


def standing_copy(export: Export, folder: Path) -> Copy | None:
    """Return the copy that a folder holds of an export; None where there is none that is whole and as expected."""
    try:
        listed = (folder / MANIFEST).read_bytes()
        copy = Copy(export, folder, hashlib.sha256(listed).hexdigest(), _manifest(listed))
        for file in _wanted(copy):
            copy.read(file.path)
    except (OSError, RefusedError):
        return None
    return copy


def take_copy(export: Export, read: Read, folder: Path, before: Copy | None) -> Copy:
    """Copy an export into a folder, which is emptied first; what ``before`` has already is not asked for again.

    Where nothing has changed since, ``before`` is returned.

    Raises RefusedError where anything is not as its list of files, or whoever expects it, says.
    """
    shutil.rmtree(folder, ignore_errors=True)
    try:
        listed = read(MANIFEST, MOST_LISTED)
        copy = Copy(export, folder, hashlib.sha256(listed).hexdigest(), _manifest(listed))
        _expected(copy, before)
        if before and before.sha256 == copy.sha256:
            return before
        for file in _wanted(copy):
            had = _had(file, before)
            content = copy.manifest.verified(file.path, read(file.path, file.size)) if had is None else had
            _save(folder / file.path, content)
    except (UnreachableError, BadFileError) as error:
        raise RefusedError(str(error)) from error
    _save(folder / MANIFEST, listed)
    return copy


def _manifest(listed: bytes) -> Manifest:
    try:
        return read_manifest(listed.splitlines(keepends=True))
    except BadManifestError as error:
        raise RefusedError(f"{MANIFEST} cannot be used: {error}.") from error


def _expected(copy: Copy, before: Copy | None) -> None:
    """Refuse an edition that is not the one expected, and one that is older than ``before``.

    Whoever offers an older one again, be it a store of pages on the way, takes back what was corrected since.
    """
    export, edition = copy.export, copy.manifest.edition
    if export.sha256 and copy.sha256 != export.sha256:
        raise RefusedError(f"{MANIFEST} has the fingerprint {copy.sha256}; {export.sha256} is expected.")
    if edition.licence != export.licence:
        raise RefusedError(f"It states the licence “{edition.licence}”; “{export.licence}” is expected.")
    if before and edition.as_of < before.manifest.edition.as_of and not export.sha256:
        raise RefusedError(
            f"It is of {edition.as_of}, older than the copy of {before.manifest.edition.as_of}; if that is meant, "
            f"write sha256: {copy.sha256} into the list."
        )


def _wanted(copy: Copy) -> Iterator[File]:
    """Yield the files of which a content is made; refuse an export without one that there must be."""
    files = copy.manifest.files
    paths = [data_path(f"shared/{name}") for name in SHARED] + [data_path(name) for name in copy.export.authorities]
    for path in paths:
        if path not in files:
            raise RefusedError(f"It has no {path}.")
    for authority, ids in copy.ids.items():
        paths += [data_path(id_) for id_ in ids]
        paths += copy.pages_of(f"{authority}/withdrawn")
    for path in paths:
        if files[path].size > MOST_BYTES:
            raise RefusedError(f"{path} has more than the {MOST_BYTES} bytes that a file may have.")
    if sum(files[path].size for path in paths) > MOST_IN_ALL:
        raise RefusedError(f"Its files have more than the {MOST_IN_ALL} bytes that they may have together.")
    yield from (files[path] for path in paths)


def _had(file: File, before: Copy | None) -> bytes | None:
    """Return a file that an earlier copy has, if it is the same and not damaged."""
    if before is None or before.manifest.files.get(file.path) != file:
        return None
    try:
        return before.read(file.path)
    except RefusedError:
        return None


def _save(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
