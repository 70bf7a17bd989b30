"""Make Pagefind's output depend on its input alone, make it small, and drop what the site does not use."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

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

ENTRY = "pagefind-entry.json"
SCRIPTS = ("pagefind.js", "pagefind-worker.js")
"""What of Pagefind's own scripts the site uses: not its search boxes and its highlighter, 400 KB."""
SHORT = 5
"""Letters of a hit's hash in its name. With its days they tell it from an old text as surely as Pagefind's seven."""


def write_canonical(files: Mapping[str, bytes], hits: Sequence[tuple[str, str]], folder: Path) -> None:
    """Write the index that Pagefind has made to `folder`, so that equal documents give equal bytes and file names.

    `files` is what `program.indexed` returns, `hits` the address of every page in the order in which the program got
    them, and the days that its name is to tell.

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
    Lists of values that are only shown go: nobody narrows a search by the title of a page.

    Every first search fetches the metadata whole, and half of it is the names of the hits: random
    letters, which no packing makes smaller. Here a hit's name begins with its days, which do pack,
    and five random letters do for the rest. The page sorts by these names: Pagefind is asked for no
    list for sorting, each a fifth of the metadata. The word chunks are cut smaller.

    Raises `SearchIndexError` if the format is another, or a document was left out.
    """
    try:
        entry = json.loads(files[ENTRY])
        ((code, language),) = entry["languages"].items()
        language["hash"] = _write_language(files, hits, folder, code, language["hash"])
        engine = f"wasm.{language['wasm']}.pagefind"
        for name in (*SCRIPTS, engine):
            (folder / name).write_bytes(files[name])
    except (EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise SearchIndexError(
            f"Pagefind wrote its index in an unknown form ({error}); install the version that pyproject.toml asks for"
        ) from error
    (folder / ENTRY).write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _write_language(
    files: Mapping[str, bytes], hits: Sequence[tuple[str, str]], folder: Path, code: str, key: str
) -> str:
    """Write everything of the one language; give back the new hash of its metadata."""
    meta: tuple[Any, ...] = _META.validate_python(read_packed(files[f"pagefind.{key}.pf_meta"]))
    version, pages, chunks, filters, _, fields = meta
    if len(pages) != len(hits):
        raise SearchIndexError(
            f"Pagefind indexed {len(pages)} of {len(hits)} documents; the others have no words in their text"
        )
    names = _write_hits([files[f"fragment/{name}.pf_fragment"] for name, _ in pages], hits, folder / "fragment")
    rewritten = [
        version,
        [(name, words) for name, (_, words) in zip(names, pages, strict=True)],
        rewrite_words((files[f"index/{key}.pf_index"] for *_, key in chunks), folder / "index", code),
        list(_write_filters(files, filters, folder / "filter", code)),
        [],
        fields,
    ]
    return f"{code}_" + write_packed(rewritten, folder, f"pagefind.{code}_", ".pf_meta")


def _write_hits(fragments: Sequence[bytes], hits: Sequence[tuple[str, str]], folder: Path) -> list[str]:
    """Write the files of the hits and return their names: date, hash, and last day to act.

    Two hits of the same days rarely share so much of their hash; those that do get more of it. As names are made
    of what a file holds, a browser never takes an old text that it has kept for this one.
    """
    digests = []
    for fragment, (address, _) in zip(fragments, hits, strict=True):
        content = unpacked(fragment)
        if json.loads(content)["url"] != address:
            raise ValueError(f"{address} is not in its place")
        digests.append(hashlib.sha256(content).hexdigest())
    short = Counter((days, digest[:SHORT]) for (_, days), digest in zip(hits, digests, strict=True))
    folder.mkdir()
    names = []
    for fragment, (_, days), whole in zip(fragments, hits, digests, strict=True):
        date, _, due = days.partition("-")
        digest = whole[: SHORT if short[days, whole[:SHORT]] == 1 else 20]
        names.append(f"{date}{digest}-{due}" if due else f"{date}{digest}")
        (folder / f"{names[-1]}.pf_fragment").write_bytes(fragment)
    return names


def _write_filters(
    files: Mapping[str, bytes], filters: Sequence[tuple[str, str]], folder: Path, code: str
) -> Iterator[tuple[str, str]]:
    """Write the list of each facet, its values in order; yield name and hash of each."""
    folder.mkdir()
    for name, key in sorted(filters):
        if not name.startswith(SHOWN_ONLY):
            values = sorted(_FILTER.validate_python(read_packed(files[f"filter/{key}.pf_filter"]))[1])
            yield name, f"{code}_" + write_packed([name, values], folder, f"{code}_", ".pf_filter")
