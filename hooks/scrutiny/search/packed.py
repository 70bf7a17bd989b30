"""The files of a Pagefind index: gzip, then twelve characters that say so, then CBOR (or JSON, in a hit's file)."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import cbor2

MAGIC = b"pagefind_dcd"
"""First bytes of each unpacked file; Pagefind's reader refuses a file without them."""

LEVEL = 6
"""How hard gzip tries. At 9 the lists are three hundredths smaller, and packing them takes four times as long."""
SYSTEM_BYTE, NOT_SAID = 9, 255
"""Where gzip names the system that packed a file, and its word for none (RFC 1952): versions of Python differ in it."""


def unpacked(packed: bytes) -> bytes:
    """Return what the bytes of one file hold. Raises `ValueError` if they are no file of an index."""
    content = gzip.decompress(packed)
    if not content.startswith(MAGIC):
        raise ValueError(f"a file does not begin with {MAGIC.decode()}")
    return content.removeprefix(MAGIC)


def read_packed(packed: bytes) -> object:
    """Read the CBOR value in the bytes of one file. Raises `ValueError` if they are no file of an index."""
    value: object = cbor2.loads(unpacked(packed))
    return value


def write_packed(value: object, folder: Path, start: str, end: str) -> str:
    """Write a value to a file, its hash in the middle of its name; give back the hash."""
    return write_encoded(cbor2.dumps(value), folder, start, end)


def write_encoded(cbor: bytes, folder: Path, start: str, end: str) -> str:
    """Write what is CBOR already, as `write_packed` does."""
    content = MAGIC + cbor
    digest = hashlib.sha256(content).hexdigest()[:8]
    packed = bytearray(gzip.compress(content, LEVEL, mtime=0))
    packed[SYSTEM_BYTE] = NOT_SAID
    (folder / f"{start}{digest}{end}").write_bytes(packed)
    return digest
