"""The words of a Pagefind index and where each stands, in files so small that a search fetches little too much."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path
from typing import Any, cast

from scrutiny.search.packed import read_packed, write_packed

_Posting = list[Any]
"""One hit that has a word: how many hits after the one before, places in its text, places in its metadata.

Lists throughout, and no model looks at them: there are a million, and the checks took longer than the rest. What has
another form ends in a TypeError or ValueError on the way.
"""
_Word = tuple[str, list[_Posting], list[tuple[str, list[_Posting]]]]
"""A word's stem, the hits that have it, and the same for each of its forms with accents."""

MOST_NUMBERS = 16_000
"""Numbers in one file, some 8 KB packed. Pagefind's own files are three times as large, for a search of one word."""
FAMILY = 4
"""First letters that words of one file's end may not share with the next: what begins with a word is found with it."""


def rewrite_words(
    chunks: Iterable[tuple[str, str, str]], folder: Path, code: str, new: Sequence[int]
) -> list[tuple[str, str, str]]:
    """Write the files of words anew, hits numbered by `new`; return first word, last word and hash of each.

    `chunks` are the same of the old files, which go. `new` gives a hit's number by its old number.
    """
    return [
        (words[0][0], words[-1][0], f"{code}_" + write_packed([words], folder, f"{code}_", ".pf_index"))
        for words in _split(_renumbered(chunks, folder, new))
    ]


def _renumbered(chunks: Iterable[tuple[str, str, str]], folder: Path, new: Sequence[int]) -> Iterator[_Word]:
    """Yield every word in order, hits numbered anew; the files are read one by one and deleted."""
    for _, _, key in chunks:
        file = folder / f"{key}.pf_index"
        (words,) = cast("list[list[_Word]]", read_packed(file))
        file.unlink()
        for stem, hits, forms in words:
            yield stem, _moved(hits, new), [(form, _moved(having, new)) for form, having in forms]


def _moved(hits: list[_Posting], new: Sequence[int]) -> list[_Posting]:
    """Number the hits of one word anew, in their new order."""
    number = 0
    for hit in hits:
        number += hit[0]
        hit[0] = new[number]
    hits.sort(key=itemgetter(0))
    before = 0
    for hit in hits:
        hit[0], before = hit[0] - before, hit[0]
    return hits


def _split(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Yield the words of each file."""
    together: list[_Word] = []
    size = 0
    for word in words:
        own = sum(3 + len(text) + len(meta) for _, text, meta in word[1])
        if together and size + own > MOST_NUMBERS and together[-1][0][:FAMILY] != word[0][:FAMILY]:
            yield together
            together, size = [], 0
        together.append(word)
        size += own
    if together:
        yield together
