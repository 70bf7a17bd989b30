"""Every file that has to be there is, whole; and none is there that has no business on a public site."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from scrutiny.verify.fault import Fault
from scrutiny.verify.tree import SITEMAP, Tree

NEEDED = (
    "index.html",
    "404.html",
    "search/index.html",
    "assets/scrutiny.css",
    "assets/search.js",
    SITEMAP,
    "robots.txt",
)
"""Files without which no site of ours works."""

LARGEST_PAGE = 600_000
"""Bytes of HTML: ten times the aim. The longest page of 5,000 records has a sixth of that."""

PRIVATE = frozenset(
    {
        *(".bak", ".cfg", ".env", ".ini", ".key", ".lock", ".log", ".orig", ".patch", ".pem", ".po", ".py", ".pyc"),
        *(".rej", ".swo", ".swp", ".tmp", ".toml", ".yaml", ".yml"),
    }
)
"""Endings of files that belong to the record, the program, an editor or a server."""

PRIVATE_NAMES = frozenset({"manifest.json", "requirements.txt", "constraints.txt", "Thumbs.db", "desktop.ini"})
"""Files that a build or a system leaves; the manifest of a release names its commit."""

HIDDEN_BUT_PUBLIC = frozenset({".well-known", ".nojekyll"})
"""Names with a dot that servers of public sites want."""

READ = frozenset({".css", ".csv", ".html", ".js", ".json", ".jsonl", ".svg", ".txt", ".xml"})
"""Files in which a path of this machine could stand as text."""


def file_faults(tree: Tree) -> Iterator[Fault]:
    """Yield what is wrong with the files as files."""
    for name in NEEDED:
        if name not in tree.sizes:
            yield Fault(name, "is missing")
    if not any(name.endswith(".html") for name in tree.sizes):
        yield Fault("", "has no page")
    paths = [str(path).encode() for path in _paths_of_this_machine(tree.root)]
    for name, size in tree.sizes.items():
        yield from _one(name, size)
        if size > 0 and PurePosixPath(name).suffix in READ:
            content = (tree.root / name).read_bytes()
            if any(path in content for path in paths):
                yield Fault(name, "names a folder of the machine that built it")
    yield from _sitemap(tree)


def _one(name: str, size: int) -> Iterator[Fault]:
    path = PurePosixPath(name)
    if size < 0:
        yield Fault(name, "is a link or another thing that is no file")
    if size == 0 and path.name not in HIDDEN_BUT_PUBLIC:
        yield Fault(name, "is empty")
    if size > LARGEST_PAGE and path.suffix == ".html":
        yield Fault(name, f"is too long for a page: {size:,} bytes, and {LARGEST_PAGE:,} is the limit")
    hidden = any(part.startswith(".") and part not in HIDDEN_BUT_PUBLIC for part in path.parts)
    if hidden or path.suffix.lower() in PRIVATE or path.name in PRIVATE_NAMES or name.endswith(("~", "#")):
        yield Fault(name, "has no place on a public site")


def _paths_of_this_machine(site: Path) -> set[Path]:
    """Return the folders that a page could name by mistake: of the build, and of the programs that made it."""
    here = site.resolve()
    return {path for path in (here, here.parent, Path(sys.prefix)) if len(path.parts) > 2}  # noqa: PLR2004  not /srv


def _sitemap(tree: Tree) -> Iterator[Fault]:
    if SITEMAP not in tree.sizes:
        return
    if not tree.addresses:
        yield Fault(SITEMAP, "lists no address")
    for address in tree.addresses:
        if not tree.resolve("", address):
            yield Fault(SITEMAP, f"lists {address}, which is no page of the site")
    twice = len(tree.addresses) - len(set(tree.addresses))
    if twice:
        yield Fault(SITEMAP, f"lists {twice} addresses more than once")
    packed = f"{SITEMAP}.gz"
    if packed in tree.sizes:
        try:
            same = gzip.decompress((tree.root / packed).read_bytes()) == (tree.root / SITEMAP).read_bytes()
        except (OSError, EOFError, ValueError):
            same = False
        if not same:
            yield Fault(packed, f"is not the packed {SITEMAP}")
