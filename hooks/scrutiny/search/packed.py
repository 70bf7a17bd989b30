"""The files of a Pagefind index: gzip, then twelve characters that say so, then CBOR (or JSON, in a hit's file)."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import cbor2

MAGIC = b"pagefind_dcd"
"""First bytes of each unpacked file; Pagefind's reader refuses a file without them."""

SYSTEM_BYTE, NOT_SAID = 9, 255
"""Where gzip names the system that packed a file, and its word for none (RFC 1952): versions of Python differ in it."""


def unpacked(file: Path) -> bytes:
    """Return what one file holds. Raises `ValueError` if it is no file of an index."""
    content = gzip.decompress(file.read_bytes())
    if not content.startswith(MAGIC):
        raise ValueError(f"{file.name} does not begin with {MAGIC.decode()}")
    return content.removeprefix(MAGIC)


def read_packed(file: Path) -> object:
    """Read the CBOR value in one file. Raises `ValueError` if it is no file of an index."""
    value: object = cbor2.loads(unpacked(file))
    return value


def write_packed(value: object, folder: Path, start: str, end: str) -> str:
    """Write one file, its hash in the middle of its name; give back the hash."""
    content = MAGIC + cbor2.dumps(value)
    digest = hashlib.sha256(content).hexdigest()[:8]
    packed = bytearray(gzip.compress(content, mtime=0))
    packed[SYSTEM_BYTE] = NOT_SAID
    (folder / f"{start}{digest}{end}").write_bytes(packed)
    return digest
