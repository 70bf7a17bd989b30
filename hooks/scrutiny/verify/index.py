"""The search index is whole: every list, every hit, and every page that a hit leads to."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from scrutiny.search.packed import read_packed, unpacked
from scrutiny.verify.fault import Fault
from scrutiny.verify.tree import Tree

FOLDER = "pagefind"
ENTRY = f"{FOLDER}/pagefind-entry.json"
WORD_LISTS = tuple(f"{FOLDER}/words/{letter}.json" for letter in (*"abcdefghijklmnopqrstuvwxyz", "other"))
"""The lists from which the search page suggests words."""


def index_faults(tree: Tree) -> Iterator[Fault]:
    """Yield what is missing in the index, or stands in it and leads to no page; note the parts that it leads to."""
    if ENTRY not in tree.sizes:
        return  # told with the other files that are needed
    for name in WORD_LISTS:
        if name not in tree.sizes:
            yield Fault(name, "is missing")
    try:
        languages = json.loads((tree.root / ENTRY).read_text("utf-8"))["languages"].values()
        for language in languages:
            yield from _language(tree, language)
        if not languages:
            yield Fault(ENTRY, "names no language")
    except Exception as error:  # noqa: BLE001  an index that cannot be read finds nothing
        yield Fault(ENTRY, f"leads to an index that cannot be read ({type(error).__name__})")


def _language(tree: Tree, language: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults of the index of one language."""
    lists = f"{FOLDER}/pagefind.{language['hash']}.pf_meta"
    engine = f"{FOLDER}/wasm.{language['wasm']}.pagefind"
    for name in (lists, engine):
        if name not in tree.sizes:
            yield Fault(name, "is missing")
    if lists not in tree.sizes:
        return
    meta: Any = read_packed((tree.root / lists).read_bytes())
    _, pages, chunks, filters, *_ = meta
    hits = {f"{FOLDER}/fragment/{key}.pf_fragment" for key, _ in pages}
    if len(pages) != language["page_count"] or len(hits) != len(pages) or not pages:
        yield Fault(lists, f"lists {len(hits)} hits, and {language['page_count']} are said to be there")
    wanted = hits | {f"{FOLDER}/index/{key}.pf_index" for *_, key in chunks}
    wanted |= {f"{FOLDER}/filter/{key}.pf_filter" for _, key in filters}
    there = {name for name in tree.sizes if name.endswith((".pf_fragment", ".pf_index", ".pf_filter"))}
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
