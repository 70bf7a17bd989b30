"""The search index is whole: every volume, every list, every hit, and every page that a hit leads to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from scrutiny.search.packed import read_packed, unpacked
from scrutiny.verify.fault import Fault
from scrutiny.verify.tree import Tree

FOLDER = "pagefind/"
ENTRY = "pagefind-entry.json"
SEARCH_PAGE = "search/index.html"
NEEDED = (ENTRY, "pagefind.js", "pagefind-worker.js")
"""What every index has, whatever is in it."""
WORD_LISTS = tuple(f"words/{letter}.json" for letter in (*"abcdefghijklmnopqrstuvwxyz", "other"))
"""The lists from which the search page suggests words."""

PARTS, PACKED = ("fragment", "index", "filter"), (".pf_fragment", ".pf_index", ".pf_filter")
"""The folders of an index, and what its files in them end in."""

_VOLUME = re.compile(r'<li data-volume="([^"]+)"')


def index_faults(tree: Tree) -> Iterator[Fault]:
    """Yield what is missing in the index, or stands in it and leads to no page; note the parts that it leads to."""
    if SEARCH_PAGE not in tree.sizes:
        return  # told with the other files that are needed
    page = (tree.root / SEARCH_PAGE).read_text("utf-8", errors="replace")
    volumes = {f"{FOLDER}{name}/" for name in _VOLUME.findall(page)} or {FOLDER}
    within = tuple(f"{volume}{part}/" for volume in volumes for part in PARTS)
    for name in sorted(tree.sizes):
        if name.startswith(FOLDER) and name.endswith(f"/{ENTRY}") and name.removesuffix(ENTRY) not in volumes:
            yield Fault(name, "begins a volume of which the search page does not know")
        if name.endswith(PACKED) and not name.startswith(within):
            yield Fault(name, "belongs to no volume of which the search page knows")
    for volume in sorted(volumes):
        yield from _volume(tree, volume)


def _volume(tree: Tree, folder: str) -> Iterator[Fault]:
    """Yield the faults of one index."""
    for name in (*NEEDED, *WORD_LISTS):
        if folder + name not in tree.sizes:
            yield Fault(folder + name, "is missing")
    entry = folder + ENTRY
    if entry not in tree.sizes:
        return
    try:
        languages = json.loads((tree.root / entry).read_text("utf-8"))["languages"].values()
        for language in languages:
            yield from _language(tree, folder, language)
        if not languages:
            yield Fault(entry, "names no language")
    except Exception as error:  # noqa: BLE001  an index that cannot be read finds nothing
        yield Fault(entry, f"leads to an index that cannot be read ({type(error).__name__})")


def _language(tree: Tree, folder: str, language: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults of the index of one language."""
    lists = f"{folder}pagefind.{language['hash']}.pf_meta"
    engine = f"{folder}wasm.{language['wasm']}.pagefind"
    for name in (lists, engine):
        if name not in tree.sizes:
            yield Fault(name, "is missing")
    if lists not in tree.sizes:
        return
    meta: Any = read_packed((tree.root / lists).read_bytes())
    _, pages, chunks, filters, *_ = meta
    hits = {f"{folder}fragment/{key}.pf_fragment" for key, _ in pages}
    if len(pages) != language["page_count"] or len(hits) != len(pages) or not pages:
        yield Fault(lists, f"lists {len(hits)} hits, and {language['page_count']} are said to be there")
    wanted = hits | {f"{folder}index/{key}.pf_index" for *_, key in chunks}
    wanted |= {f"{folder}filter/{key}.pf_filter" for _, key in filters}
    within = tuple(f"{folder}{part}/" for part in PARTS)
    there = {name for name in tree.sizes if name.startswith(within)}
    for name in sorted(wanted - there):
        yield Fault(name, "is missing")
    for name in sorted(there - wanted):
        yield Fault(name, "belongs to no list of the index")
    for name in sorted(there & wanted):
        yield from _packed(tree, name, is_hit=name in hits)


def _packed(tree: Tree, name: str, *, is_hit: bool) -> Iterator[Fault]:
    """Yield the faults of one file of the index."""
    try:
        content = unpacked((tree.root / name).read_bytes())
        address = json.loads(content)["url"].removeprefix("/") if is_hit else ""
    except (OSError, EOFError, ValueError, LookupError, TypeError):
        yield Fault(name, "cannot be read")
        return
    if is_hit:
        path, _, part = address.partition("#")
        if not (target := tree.resolve("", path)):
            yield Fault(name, f"leads to {address}, which is not there")
        elif part:
            tree.parts_wanted.append((name, target, part))
