"""How large a site is, and whether that is usual beside the one before it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from scrutiny.verify.fault import Fault
from scrutiny.verify.index import ENTRY, FOLDER
from scrutiny.verify.tree import Tree

SHARE = 0.3
"""By how much of what was there a figure may change from one publishing to the next."""

TIMES = 10
"""How many times larger than before the index may never be, whatever the number of pages."""

WORDS = {"pages": "pages", "bytes": "bytes", "documents": "entries in the search", "index": "bytes of search index"}


def numbers(site: Path) -> dict[str, int]:
    """Return the figures of a built site: pages, bytes, search documents, and bytes of the search index."""
    sizes = Tree(site).sizes
    try:
        languages = json.loads((site / ENTRY).read_text("utf-8"))["languages"].values()
        documents = sum(language["page_count"] for language in languages)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        documents = 0
    return {
        "pages": sum(name.endswith(".html") for name in sizes),
        "bytes": sum(size for size in sizes.values() if size > 0),
        "documents": documents,
        "index": sum(size for name, size in sizes.items() if name.startswith(f"{FOLDER}/") and size > 0),
    }


def unusual(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[Fault]:
    """Yield each figure that differs by more than is usual."""
    for name, old in before.items():
        new = now.get(name, 0)
        if name not in WORDS or not old:
            continue
        if name == "index" and new > TIMES * old:
            yield Fault("", f"has {new:,} {WORDS[name]}, more than ten times the {old:,} before")
        elif abs(new - old) > SHARE * old:
            yield Fault("", f"has {new:,} {WORDS[name]} instead of {old:,}: a change of more than 30 %")
