"""What a build has written: how many pages of which sort, and how many bytes."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

SORTS = {
    # ours
    "browse": "lists by facet",
    "themes": "subjects",
    "actions": "lists of actions",
    "resolutions": "lists of resolutions",
    # as Hugo has them
    **dict.fromkeys(
        (
            *("subject", "kind", "year", "council", "owner", "committee", "framework"),
            *("says", "answered", "done", "checked"),
        ),
        "lists by facet",
    ),
    "subjects": "subjects",
    "tasks": "lists of actions",
    "passed": "lists of resolutions",
    "held": "meetings",
    "boards": "committees",
    "packs": "committees",
}
"""What the pages below a folder at the top of a site are."""
RECORDS = ("inspections", "items", "plans", "responses", "meetings", "roles", "committees")


class Written(NamedTuple):
    """The pages of one sort, or of a whole site."""

    pages: int
    megabytes: float

    @property
    def kilobytes_each(self) -> float:
        """The size of a page on average."""
        return 1000 * self.megabytes / max(self.pages, 1)


def sort_of(path: tuple[str, ...]) -> str:
    """Say of which sort a page is, by its path from the root of its site."""
    if path[0].startswith("council-"):
        return path[1] if len(path) > 3 and path[1] in RECORDS else "other"
    if path[0] == "roles" and len(path) > 2:
        return "roles"
    return SORTS.get(path[0], "other")


def sorts(site: Path) -> dict[str, Written]:
    """Count the pages of a site by their sort, and all of them as `all`; whatever is no page does not count."""
    sizes = defaultdict(list)
    for file in site.rglob("*.html"):
        size = file.stat().st_size
        sizes[sort_of(file.relative_to(site).parts)].append(size)
        sizes["all"].append(size)
    return {sort: Written(len(each), sum(each) / 1_000_000) for sort, each in sizes.items()}


def files(site: Path) -> Written:
    """Count all files of a site, pages or not."""
    found = [file.stat().st_size for file in site.rglob("*") if file.is_file()]
    return Written(len(found), sum(found) / 1_000_000)
