"""Make Pagefind's output depend on its input alone, and drop what the site does not use."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2
from pydantic import TypeAdapter

from scrutiny.search.document import SHOWN_ONLY, SearchIndexError

_MAGIC = b"pagefind_dcd"
"""First bytes of each unpacked file; Pagefind's reader refuses a file without them."""

_Pages = list[int]
_META = TypeAdapter(tuple[str, list[Any], list[Any], list[tuple[str, str]], list[tuple[str, _Pages]], list[str]])
_FILTER = TypeAdapter(tuple[str, list[tuple[str, _Pages]]])


def canonicalise(folder: Path) -> int:
    """Rewrite the index in `folder` so that equal documents give equal bytes and file names.

    The format, as Pagefind 1.5.2 writes it:

    * `pagefind-entry.json` names, for each language, the hash of its metadata file, its
      WebAssembly file and its number of pages.
    * `pagefind.<hash>.pf_meta` is a list of six: version; pages `[fragment hash, words]`; word
      chunks `[first, last, hash]`; filters `[name, hash]`; sorts `[key, page numbers]`; names of
      the metadata fields. A page's number is its place in the second.
    * `filter/<hash>.pf_filter` is `[name, [[value, page numbers], …]]`, a file for each filter.
    * These, the word chunks (`index/`) and the hits (`fragment/`) are gzip files that hold
      `pagefind_dcd` and then CBOR, or JSON for the hits.

    Pages, word chunks and hits come out the same each time. The values in a filter do not: they
    leave a hash map in random order, which changes the filter's hash, so the metadata's hash, so
    the entry. Here the values are sorted, and the three are written anew under our own hash.
    Lists of values that are only shown go: nobody narrows a search by an address.

    Returns the number of pages indexed. Raises `SearchIndexError` if the format is another.
    """
    entry_file = folder / "pagefind-entry.json"
    try:
        entry = json.loads(entry_file.read_text(encoding="utf-8"))
        for code, language in entry["languages"].items():
            language["hash"] = _rewrite_language(folder, code, language["hash"])
        used = {name for language in entry["languages"].values() for name in _files_of(language)}
        pages = sum(language["page_count"] for language in entry["languages"].values())
    except (OSError, EOFError, AttributeError, KeyError, TypeError, ValueError) as error:
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
    """Rewrite the filters and the metadata of one language; give back the metadata's new hash."""
    version, pages, words, filters, sorts, fields = _META.validate_python(_read(folder / f"pagefind.{key}.pf_meta"))
    rewritten = []
    for name, filter_key in sorted(filters):
        file = folder / "filter" / f"{filter_key}.pf_filter"
        if not name.startswith(SHOWN_ONLY):
            values = sorted(_FILTER.validate_python(_read(file))[1])
            digest = _write([name, values], folder / "filter", f"{code}_", ".pf_filter")
            rewritten.append((name, f"{code}_{digest}"))
        file.unlink()
    meta = [version, pages, words, rewritten, sorted(sorts), fields]
    return f"{code}_" + _write(meta, folder, f"pagefind.{code}_", ".pf_meta")


def _read(file: Path) -> object:
    """Read the CBOR value in one file of the index."""
    content = gzip.decompress(file.read_bytes())
    if not content.startswith(_MAGIC):
        raise ValueError(f"{file.name} does not begin with {_MAGIC.decode()}")
    value: object = cbor2.loads(content.removeprefix(_MAGIC))
    return value


def _write(value: object, folder: Path, start: str, end: str) -> str:
    """Write one file of the index, its hash in the middle of its name; give back the hash."""
    content = _MAGIC + cbor2.dumps(value)
    digest = hashlib.sha256(content).hexdigest()[:10]
    (folder / f"{start}{digest}{end}").write_bytes(gzip.compress(content, mtime=0))
    return digest
