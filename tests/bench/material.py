"""Plain Material for MkDocs, for comparison: the same records as Markdown, and a site of four pages and no record.

The Markdown holds a record's own facts and texts and a link to each record that it names, and nothing that is worked
out. The navigation lists sections only: with every page in it, its cost grows with the square of their number. Search
is off.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

MOST = 1000
"""Records up to which plain Material is measured unless asked: a page takes it some ten milliseconds."""


def lines_of(value: Any, name: str = "", depth: int = 2) -> Iterator[str]:
    """Write what a record holds as Markdown: a group under a heading, a list as a list, a text as a paragraph."""
    if isinstance(value, dict):
        if name:
            yield f"{'#' * min(depth, 5)} {name.replace('_', ' ').capitalize()}\n"
        for key, inner in value.items():
            yield from lines_of(inner, key, depth + 1)
    elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
        for place, each in enumerate(value, 1):
            yield from lines_of(each, f"{name} {place}", depth)
    elif isinstance(value, list):
        yield f"**{name}**\n"
        yield from (f"- {linked(each)}" for each in value)
        yield ""
    else:
        yield f"**{name}**: {linked(value)}\n"


def linked(value: Any) -> str:
    """Write a text; one that names a record of the council as a link to it."""
    text = str(value)
    kind, _, rest = text.partition("/")
    if kind in {"inspections", "items", "plans", "responses", "meetings"} and rest:
        return f"[{text}](../{kind}/{rest.partition('#')[0]}.md)"
    return text


def page_of(record: dict[str, Any]) -> str:
    """Write a record as one page in Markdown."""
    rest = {key: value for key, value in record.items() if key not in {"title", "summary"}}
    return "\n".join((f"# {record['title']}\n", f"{record['summary']}\n", *lines_of(rest, depth=1)))


def write_settings(folder: Path, sections: list[str]) -> None:
    """Write the settings of a site whose navigation lists these sections.

    JSON is YAML too.
    """
    nav = ["index.md", *(f"{section}/index.md" for section in sections)]
    settings = {"site_name": "The Scrutiny Record", "theme": {"name": "material", "font": False}, "plugins": []}
    (folder / "mkdocs.yml").write_text(json.dumps(settings | {"nav": nav, "use_directory_urls": True}), "utf-8")


def write_site(content: Path, folder: Path) -> None:
    """Write the source of a Material site that shows every record of a content folder."""
    sections: dict[str, list[str]] = {}
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# The Scrutiny Record\n", "utf-8")
    for file in sorted(content.glob("*/*/*.yml")):
        path = file.relative_to(content).with_suffix(".md")
        record = yaml.load(file.read_bytes(), yaml.CSafeLoader)
        target = folder / "docs" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page_of(record), "utf-8")
        sections.setdefault(path.parent.as_posix(), []).append(f"- [{record['title']}]({path.name})")
    for section, entries in sections.items():
        (folder / "docs" / section / "index.md").write_text("\n".join((f"# {section}\n", *entries, "")), "utf-8")
    write_settings(folder, list(sections))


def write_empty(folder: Path) -> None:
    """Write the source of a Material site of four pages: what MkDocs needs to start."""
    for section in ("one", "two", "three"):
        (folder / "docs" / section).mkdir(parents=True)
        (folder / "docs" / section / "index.md").write_text(f"# {section}\n\nNothing.\n", "utf-8")
    (folder / "docs" / "index.md").write_text("# Nothing\n", "utf-8")
    write_settings(folder, ["one", "two", "three"])
