"""Make Pagefind's output depend on its input alone, make it small, and drop what the site does not use."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from scrutiny.search.document import SHOWN_ONLY, SearchIndexError
from scrutiny.search.packed import read_packed, unpacked, write_packed
from scrutiny.search.words import rewrite_words

_Pages = list[int]
_Chunks = list[tuple[str, str, str]]
_META = TypeAdapter(
    tuple[str, list[tuple[str, int]], _Chunks, list[tuple[str, str]], list[tuple[str, _Pages]], list[str]]
)
_FILTER = TypeAdapter(tuple[str, list[tuple[str, _Pages]]])

SHORT = 5
"""Letters of a hit's hash in its name. With its days they tell it from an old text as surely as Pagefind's seven."""


def canonicalise(folder: Path) -> int:
    """Rewrite the index in `folder` so that equal documents give equal bytes and file names.

    The format, as Pagefind 1.5.2 writes it:

    * `pagefind-entry.json` names, for each language, the hash of its metadata file, its
      WebAssembly file and its number of pages.
    * `pagefind.<hash>.pf_meta` is a list of six: version; pages `[fragment hash, words]`; word
      chunks `[first, last, hash]`; filters `[name, hash]`; sorts `[key, page numbers]`; names of
      the metadata fields. A page's number is its place in the second.
    * `filter/<hash>.pf_filter` is `[name, [[value, page numbers], …]]`, a file for each filter.
    * These, the word chunks (`index/`, see `words`) and the hits (`fragment/`) are packed files.

    Pages, word chunks and hits come out the same each time. The values in a filter do not: they
    leave a hash map in random order, which changes the filter's hash, so the metadata's hash, so
    the entry. Here the values are sorted, and the three are written anew under our own hash.
    Lists of values that are only shown go: nobody narrows a search by an address.

    Every first search fetches the metadata whole, and half of it is the names of the hits: random
    letters, which no packing makes smaller. Here a hit's name begins with its days (see `index`),
    which do pack, and five random letters do for the rest. The page sorts by these names: Pagefind is
    asked for no list for sorting, each a fifth of the metadata. Hits are numbered newest first,
    those of a day by address, and the word chunks are cut smaller.

    Returns the number of pages indexed. Raises `SearchIndexError` if the format is another.
    """
    entry_file = folder / "pagefind-entry.json"
    try:
        entry = json.loads(entry_file.read_text(encoding="utf-8"))
        for code, language in entry["languages"].items():
            language["hash"] = _rewrite_language(folder, code, language["hash"])
        used = {name for language in entry["languages"].values() for name in _files_of(language)}
        pages = sum(language["page_count"] for language in entry["languages"].values())
    except (OSError, EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise SearchIndexError(
            f"Pagefind wrote its index in an unknown form ({error}); install the version that pyproject.toml asks for"
        ) from error
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")
    # Its ready-made search boxes and highlighter, 400 KB, and the reader for unknown languages.
    for file in folder.iterdir():
        if file.is_file() and file.name not in {"pagefind.js", "pagefind-worker.js", entry_file.name, *used}:
            file.unlink()
    return int(pages)


def _files_of(language: dict[str, str]) -> tuple[str, str]:
    """Name the two files in the top folder that belong to one language."""
    return f"pagefind.{language['hash']}.pf_meta", f"wasm.{language['wasm']}.pagefind"


def _rewrite_language(folder: Path, code: str, key: str) -> str:
    """Rewrite everything of one language; give back the new hash of its metadata."""
    meta: tuple[Any, ...] = _META.validate_python(read_packed(folder / f"pagefind.{key}.pf_meta"))
    version, pages, chunks, filters, _, fields = meta
    hits = [_hit(folder, number, name) for number, (name, _) in enumerate(pages)]
    hits.sort(key=lambda hit: (-int(hit.days[:8]), hit.address))
    new = [0] * len(hits)
    for number, hit in enumerate(hits):
        new[hit.number] = number
    names = _name_anew(folder, hits)
    rewritten = [
        version,
        [(name, pages[hit.number][1]) for name, hit in zip(names, hits, strict=True)],
        rewrite_words(chunks, folder / "index", code, new),
        list(_rewrite_filters(filters, folder / "filter", code, new)),
        [],
        fields,
    ]
    return f"{code}_" + write_packed(rewritten, folder, f"pagefind.{code}_", ".pf_meta")


class _Hit(NamedTuple):
    """What is needed of one hit to number and name it."""

    number: int
    """Its place in Pagefind's own order."""
    name: str
    """The name of its file, without the end."""
    days: str
    """The days that its new name begins and ends with."""
    address: str
    digest: str
    """Hash of all that its file holds."""


def _hit(folder: Path, number: int, name: str) -> _Hit:
    content = unpacked(folder / "fragment" / f"{name}.pf_fragment")
    hit = json.loads(content)
    days = hit["url"].strip("/").partition(".")[0]
    return _Hit(number, name, days, hit["filters"][f"{SHOWN_ONLY}url"][0], hashlib.sha256(content).hexdigest())


def _name_anew(folder: Path, hits: list[_Hit]) -> list[str]:
    """Rename the files of the hits and return their names: date, hash, and last day to act.

    Two hits of the same days rarely share so much of their hash; those that do get more of it. As names are made
    of what a file holds, a browser never takes an old text that it has kept for this one.
    """
    short = Counter((hit.days, hit.digest[:SHORT]) for hit in hits)
    names = []
    for hit in hits:
        date, _, due = hit.days.partition("-")
        digest = hit.digest[: SHORT if short[hit.days, hit.digest[:SHORT]] == 1 else 20]
        names.append(f"{date}{digest}-{due}" if due else f"{date}{digest}")
        (folder / "fragment" / f"{hit.name}.pf_fragment").rename(folder / "fragment" / f"{names[-1]}.pf_fragment")
    return names


def _rewrite_filters(filters: list[tuple[str, str]], folder: Path, code: str, new: list[int]) -> list[tuple[str, str]]:
    """Write the list of each facet anew, values and hits in order; return name and hash of each."""
    rewritten = []
    for name, key in sorted(filters):
        file = folder / f"{key}.pf_filter"
        if not name.startswith(SHOWN_ONLY):
            values = sorted(_FILTER.validate_python(read_packed(file))[1])
            moved = [(value, sorted(new[page] for page in pages)) for value, pages in values]
            rewritten.append((name, f"{code}_" + write_packed([name, moved], folder, f"{code}_", ".pf_filter")))
        file.unlink()
    return rewritten
