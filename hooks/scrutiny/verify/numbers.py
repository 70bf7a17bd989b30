"""How large a site is, in figures that a later release is compared with."""

from __future__ import annotations

import json
from pathlib import Path

from scrutiny.verify.index import ENTRY, FOLDER
from scrutiny.verify.tree import Tree


def numbers(site: Path) -> dict[str, int]:
    """Return the figures of a built site: pages, bytes, search documents, and bytes of the search index."""
    sizes = Tree(site).sizes
    entries = [name for name in sizes if name.startswith(FOLDER) and name.endswith(f"/{ENTRY}")]
    return {
        "pages": sum(name.endswith(".html") for name in sizes),
        "bytes": sum(size for size in sizes.values() if size > 0),
        "documents": sum(_documents(site / name) for name in entries),
        "index": sum(size for name, size in sizes.items() if name.startswith(FOLDER) and size > 0),
    }


def _documents(entry: Path) -> int:
    """Return how many documents one volume has; none where its entry cannot be read."""
    try:
        languages = json.loads(entry.read_text("utf-8"))["languages"].values()
        return sum(language["page_count"] for language in languages)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return 0
