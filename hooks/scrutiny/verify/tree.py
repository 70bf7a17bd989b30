"""The files of a built site, and where an address on one of its pages leads."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITEMAP = "sitemap.xml"
_LOC = re.compile(r"<loc>\s*([^<]*?)\s*</loc>")
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class Tree:
    """A built site. Names of files are their paths from its root."""

    def __init__(self, root: Path) -> None:
        """List the files."""
        self.root = root
        self.sizes = dict(_sizes(root, ""))
        self.parts_wanted: list[tuple[str, str, str]] = []
        """Parts of pages that something leads to: the file that does, the page, and the part."""
        self.target = lru_cache(100_000)(self._target)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses in the sitemap; none where there is no sitemap, or none that can be read."""
        try:
            return tuple(_LOC.findall((self.root / SITEMAP).read_text("utf-8")))
        except (OSError, ValueError):
            return ()

    @cached_property
    def home(self) -> str:
        """The address of the site, with a slash at the end: the shortest in the sitemap, which lists the home page."""
        return min(self.addresses, key=len, default="")

    @cached_property
    def base(self) -> str:
        """The path below which the site stands on its server, with a slash at both ends."""
        return urlsplit(self.home).path or "/"

    def resolve(self, folder: str, address: str) -> str | None:
        """Return the file that an address means on a page in ``folder`` (``""`` or ending in a slash).

        None for an address on another site, ``""`` where the address leaves the site or names no file of it.
        """
        if _ELSEWHERE.match(address):
            if not self.home or not address.startswith(self.home):
                return None
            folder, address = "", address.removeprefix(self.home)
        elif address.startswith("/"):
            if not f"{address}/".startswith(self.base):
                return ""
            folder, address = "", address.removeprefix(self.base)
        way = folder.split("/")[:-1] if folder else []
        for step in address.split("/"):
            if step == "..":
                if not way:
                    return ""
                way.pop()
            elif step not in {"", "."}:
                way.append(unquote(step) if "%" in step else step)
        return self.target("/".join(way), address == "" or address.endswith(("/", "/..", "..", ".")))

    def _target(self, path: str, is_folder: bool) -> str:  # noqa: FBT001  the end of an address says it
        """Return the file that a server sends for a path, or an empty text."""
        page = f"{path}/index.html" if path else "index.html"
        if not is_folder and path in self.sizes:
            return path
        return page if page in self.sizes else ""


def _sizes(folder: Path, before: str) -> Iterator[tuple[str, int]]:
    """Yield every file below a folder and its size, -1 for what is no ordinary file."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            name = before + entry.name
            if entry.is_dir(follow_symlinks=False):
                yield from _sizes(Path(entry.path), f"{name}/")
            else:
                ordinary = entry.is_file(follow_symlinks=False)
                yield name, entry.stat(follow_symlinks=False).st_size if ordinary else -1
