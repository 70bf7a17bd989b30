"""A site that is suddenly much smaller or larger is held back until somebody says that it is right."""

from __future__ import annotations

from scrutiny.release.manifest import Counts

SHARE = 0.3
"""By how much of what is live a site may differ."""

ALWAYS = {"records": 10, "pages": 50, "files": 50, "bytes": 2_000_000, "documents": 300, "index": 500_000}
"""Growth by less than this is never held back: a young site may double with one inspection. Loss always is."""

WORDS = {"documents": "entries in the search", "index": "bytes of search index"}
"""The figures whose names are no words for an officer."""


def unusual_size(before: Counts, now: Counts) -> str:
    """Say which figures differ by more than may be; nothing where none does."""
    told = []
    for name, slack in ALWAYS.items():
        old, new = getattr(before, name), getattr(now, name)
        if old - new > SHARE * old or new - old > max(SHARE * old, slack):
            told.append(f"{new:,} {WORDS.get(name, name)} instead of {old:,}")
    return ", ".join(told)
