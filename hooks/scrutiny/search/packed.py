"""The files of a Pagefind index: gzip, then twelve characters that say so, then CBOR (or JSON, in a hit's file)."""

from __future__ import annotations

import gzip
import hashlib

import cbor2

MAGIC = b"pagefind_dcd"
"""First bytes of each unpacked file; Pagefind's reader refuses a file without them."""

Files = dict[str, bytes]
"""The files of an index, by their path in its folder."""

LEVEL = 6
"""How hard gzip tries. At 9 the lists are three hundredths smaller, and packing them takes four times as long."""
SYSTEM_BYTE, NOT_SAID = 9, 255
"""Where gzip names the system that packed a file, and its word for none (RFC 1952): versions of Python differ in it."""


def unpacked(file: bytes) -> bytes:
    """Return what the bytes of one file hold. Raises `ValueError` if they are no file of an index."""
    content = gzip.decompress(file)
    if not content.startswith(MAGIC):
        raise ValueError(f"a file does not begin with {MAGIC.decode()}")
    return content.removeprefix(MAGIC)


def read_packed(file: bytes) -> object:
    """Read the CBOR value in the bytes of one file. Raises `ValueError` if they are no file of an index."""
    value: object = cbor2.loads(unpacked(file))
    return value


def packed(value: object) -> tuple[str, bytes]:
    """Return the bytes of a file that holds a value, behind the hash that belongs into its name."""
    return packed_cbor(cbor2.dumps(value))


def packed_cbor(encoded: bytes) -> tuple[str, bytes]:
    """Pack what is CBOR already, as `packed` does."""
    content = MAGIC + encoded
    file = bytearray(gzip.compress(content, LEVEL, mtime=0))
    file[SYSTEM_BYTE] = NOT_SAID
    return hashlib.sha256(content).hexdigest()[:8], bytes(file)
