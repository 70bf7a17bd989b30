"""The list of all files published beside the pages, with size and fingerprint of each: by it a copy is known as whole.

It is JSON with one file on each line, so that it is written, and read, line by line, however many files there are.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pydantic import ValidationError

from scrutiny.open_data.api.imprint import MANIFEST, VERSION, Edition, Imprint
from scrutiny.open_data.api.listed import PublishedFile

KIND = "files"
"""The name of its schema."""

LONGEST_LINE = 10_000
"""Bytes of a line at most; no path is near it, and what is longer is not of our making."""

_END = b"]}\n"
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


class File(NamedTuple):
    """A published file as plain values."""

    path: str
    """Where it stands, from the site's root: ``data/v1/bradford.json``."""
    size: int
    """How many bytes it has."""
    sha256: str
    """Its fingerprint in hexadecimal."""

    @classmethod
    def of(cls, path: str, content: bytes) -> File:
        """Return the file that stands at ``path``."""
        return cls(path, len(content), hashlib.sha256(content).hexdigest())


class BadManifestError(ValueError):
    """The list is not whole or not in its form; the message says what is wrong, as the end of a sentence."""


class BadFileError(ValueError):
    """A file is not the one that the list names; the message says so in a sentence."""


def manifest(imprint: Imprint, files: Iterable[File]) -> Iterator[bytes]:
    """Yield the lines of the list, which together stand at ``MANIFEST``; ``files`` are read once, as they come.

    The list does not name itself. Its bytes are the same for the same files in the same order.
    """
    head = {
        "edition": imprint.edition(KIND).model_dump(mode="json"),
        "type": KIND,
        "data": imprint.at(MANIFEST),
        "files": [],
    }
    yield _written(head).removesuffix("]}").encode() + b"\n"
    before = b""
    for file in files:
        yield before + _written(file._asdict()).encode()
        before = b",\n"
    yield b"\n" + _END if before else _END


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True)
class Manifest:
    """The list as read: from which edition the files are, and each file by its path."""

    edition: Edition
    files: Mapping[str, File]

    def verified(self, path: str, content: bytes) -> bytes:
        """Return the content of a file; raise ``BadFileError`` where it is not, byte for byte, what the list says."""
        if path not in self.files:
            raise BadFileError(f"{path} is not in the list of published files.")
        expected, found = self.files[path], File.of(path, content)
        if found.size != expected.size:
            raise BadFileError(f"{path} has {found.size} bytes; the list of published files says {expected.size}.")
        if found.sha256 != expected.sha256:
            raise BadFileError(f"{path} has another fingerprint than the list of published files says.")
        return content


def read_manifest(lines: Iterable[bytes]) -> Manifest:
    """Read the list from its lines, as a file gives them; raise ``BadManifestError`` if it is not right to the end."""
    numbered = enumerate(lines, 1)
    _, begins = next(numbered, (0, b""))
    edition = _edition(begins)
    files: dict[str, File] = {}
    has_ended = False
    for number, line in numbered:
        if has_ended:
            raise BadManifestError(f"line {number} comes after its end")
        if line == _END:
            has_ended = True
            continue
        file = _file(number, line)
        if file.path in files:
            raise BadManifestError(f"line {number} names {file.path} once more")
        files[file.path] = file
    if not has_ended:
        raise BadManifestError("its end is missing")
    return Manifest(edition, files)


def _edition(line: bytes) -> Edition:
    """Read the first line; a later version of the same form may have more in it."""
    try:
        head = json.loads(line[:LONGEST_LINE].rstrip() + b"]}")
        told = {name: value for name, value in head["edition"].items() if name in Edition.model_fields}
        edition = Edition.model_validate(told)
    except (ValueError, ValidationError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise BadManifestError("it does not begin as a list of published files") from error
    readable = VERSION.partition(".")[0]
    if edition.version.partition(".")[0] != readable:
        raise BadManifestError(f"its form has version {edition.version}; only version {readable} can be read")
    return edition


def _file(number: int, line: bytes) -> File:
    if len(line) > LONGEST_LINE:
        raise BadManifestError(f"line {number} is too long")
    try:
        told = json.loads(line.rstrip().removesuffix(b","))
        known = {name: told[name] for name in PublishedFile.model_fields}
        file = File(**PublishedFile.model_validate(known, strict=True).model_dump())
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise BadManifestError(f"line {number} does not name a file") from error
    if not _is_safe(file.path) or file.size < 0 or not _FINGERPRINT.fullmatch(file.sha256):
        raise BadManifestError(f"line {number} does not name a file of a site")
    return file


def _is_safe(path: str) -> bool:
    """Say whether a path stays below the root of a site on every system, and has one spelling only."""
    steps = path.split("/")
    return (
        path == unicodedata.normalize("NFC", path)
        and path.isprintable()
        and not any(sign in path for sign in '\\:*?"<>|')
        and not any(step in {"", ".", ".."} or step != step.strip(" .") for step in steps)
    )
