"""The words of a Pagefind index and where each stands, in files so small that a search fetches little too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from cbor2 import CBORDecoder

from scrutiny.search.packed import packed_cbor, unpacked

MOST_BYTES = 25_000
"""Bytes in one file, some 9 KB packed. Pagefind's own files are three times as large, for a search of one word."""
FAMILY = 4
"""First letters that words of one file's end may not share with the next: what begins with a word is found with it."""

_ONE, _LIST, _LENGTH, _SHORT = 0x81, 0x80, 0x1F, 24
"""In CBOR: a list of one; the bits of any list; those of its length; and the first length that needs more bytes."""


class _Word(NamedTuple):
    """A word of the index."""

    stem: str
    encoded: bytes
    """The word, every hit that has it and every place in it, in CBOR as Pagefind wrote it."""


def cut_smaller(chunks: Iterable[bytes]) -> Iterator[tuple[str, str, str, bytes]]:
    """Yield the words of Pagefind's files, in their order, in smaller ones: first word, last word, hash and bytes."""
    for words in _split(word for chunk in chunks for word in _words(unpacked(chunk))):
        encoded = bytes([_ONE]) + _head(len(words)) + b"".join(word.encoded for word in words)
        yield words[0].stem, words[-1].stem, *packed_cbor(encoded)


def _words(chunk: bytes) -> Iterator[_Word]:
    """Yield the words in one file: a list of one, in which there is the list of words.

    Each stays as it is written: to encode a million places again would take longer than all the rest.
    Raises ValueError or TypeError for another form.
    """
    stream = BytesIO(chunk)
    if stream.read(1) != bytes([_ONE]):
        raise ValueError("a file of words does not begin as expected")
    decoder = CBORDecoder(stream)
    for _ in range(_read_head(stream)):
        start = stream.tell()
        stem, _, _ = decoder.decode()
        yield _Word(stem, chunk[start : stream.tell()])
    if stream.tell() != len(chunk):
        raise ValueError("a file of words does not end as expected")


def _read_head(stream: BytesIO) -> int:
    """Read how many entries a list has."""
    (first,) = stream.read(1)
    length = first & _LENGTH
    if first - length != _LIST:
        raise ValueError("a file of words holds no list")
    return length if length < _SHORT else int.from_bytes(stream.read(1 << length - _SHORT), "big")


def _head(entries: int) -> bytes:
    """Write how many entries a list has, in the fewest bytes."""
    if entries < _SHORT:
        return bytes([_LIST | entries])
    power = next(power for power in range(3) if entries < 1 << (8 << power))
    return bytes([_LIST | _SHORT + power]) + entries.to_bytes(1 << power, "big")


def _split(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Yield the words of each file."""
    together: list[_Word] = []
    size = 0
    for word in words:
        own = len(word.encoded)
        if together and size + own > MOST_BYTES and together[-1].stem[:FAMILY] != word.stem[:FAMILY]:
            yield together
            together, size = [], 0
        together.append(word)
        size += own
    if together:
        yield together
