"""Make Pagefind's output depend on its input alone, make it small, and drop what the site does not use."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from scrutiny.search.document import SHOWN_ONLY, SearchIndexError
from scrutiny.search.packed import Files, packed, read_packed, unpacked
from scrutiny.search.words import cut_smaller

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


class Hit(NamedTuple):
    """What the index has to know of one page that was indexed."""

    address: str
    """With a slash before it."""
    days: str
    """The days that its name tells: `20240618`, `20240618-20240930`, or noughts without a date."""


def canonical(files: Files, hits: Sequence[Hit]) -> Files:
    """Return the index that Pagefind has made, so that equal documents give equal bytes and file names.

    `files` are what `program.indexed` returns, `hits` the pages in the order in which the program got them.

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
        made = _language(files, hits, code, language)
        made |= {name: files[name] for name in (*SCRIPTS, f"wasm.{language['wasm']}.pagefind")}
    except (EOFError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise SearchIndexError(
            f"Pagefind wrote its index in an unknown form ({error}); install the version that pyproject.toml asks for"
        ) from error
    return made | {ENTRY: json.dumps(entry, sort_keys=True).encode()}


def _language(files: Files, hits: Sequence[Hit], code: str, entry: dict[str, str]) -> Files:
    """Make everything of the one language; put the new hash of its metadata into its entry."""
    meta: tuple[Any, ...] = _META.validate_python(read_packed(files[f"pagefind.{entry['hash']}.pf_meta"]))
    version, pages, chunks, filters, _, fields = meta
    if len(pages) != len(hits):
        raise SearchIndexError(
            f"Pagefind indexed {len(pages)} of {len(hits)} documents; the others have no words in their text"
        )
    made = dict(_hits([files[f"fragment/{name}.pf_fragment"] for name, _ in pages], hits))
    numbered = [(name, words) for name, (_, words) in zip(made, pages, strict=True)]
    made = {f"fragment/{name}.pf_fragment": content for name, content in made.items()}
    smaller = []
    for first, last, digest, content in cut_smaller(files[f"index/{name}.pf_index"] for *_, name in chunks):
        smaller.append((first, last, f"{code}_{digest}"))
        made[f"index/{code}_{digest}.pf_index"] = content
    facets = []
    for name, digest, content in _facets(files, filters):
        facets.append((name, f"{code}_{digest}"))
        made[f"filter/{code}_{digest}.pf_filter"] = content
    digest, content = packed([version, numbered, smaller, facets, [], fields])
    entry["hash"] = f"{code}_{digest}"
    return made | {f"pagefind.{code}_{digest}.pf_meta": content}


def _hits(fragments: Sequence[bytes], hits: Sequence[Hit]) -> Iterator[tuple[str, bytes]]:
    """Yield the hits by their names: date, hash, and last day to act.

    Two hits of the same days rarely share so much of their hash; those that do get more of it. As names are made
    of what a file holds, a browser never takes an old text that it has kept for this one.
    """
    digests = []
    for fragment, hit in zip(fragments, hits, strict=True):
        content = unpacked(fragment)
        if json.loads(content)["url"] != hit.address:
            raise ValueError(f"{hit.address} is not in its place")
        digests.append(hashlib.sha256(content).hexdigest())
    short = Counter((hit.days, digest[:SHORT]) for hit, digest in zip(hits, digests, strict=True))
    for fragment, hit, whole in zip(fragments, hits, digests, strict=True):
        date, _, due = hit.days.partition("-")
        digest = whole[: SHORT if short[hit.days, whole[:SHORT]] == 1 else 20]
        yield f"{date}{digest}-{due}" if due else f"{date}{digest}", fragment


def _facets(files: Files, filters: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, bytes]]:
    """Yield the list of each facet, its values in order: its name, its hash and its bytes."""
    for name, key in sorted(filters):
        if not name.startswith(SHOWN_ONLY):
            values = sorted(_FILTER.validate_python(read_packed(files[f"filter/{key}.pf_filter"]))[1])
            yield name, *packed([name, values])
