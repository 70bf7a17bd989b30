"""How large a site is, in figures that a later release is compared with."""

from __future__ import annotations

import json
from pathlib import Path

from scrutiny.verify.index import ENTRY, FOLDER
from scrutiny.verify.tree import Tree


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
