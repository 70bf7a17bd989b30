"""The words of the site itself, which any record may share: templates, pages written by hand, closed lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

OWN = (
    ("overrides", "*.html"),
    ("overrides", "*.xml"),
    ("overrides", "*.txt"),
    ("overrides", "*.js"),
    ("docs", "*.md"),
    ("docs/schemas", "*.json"),
    ("hooks", "*.py"),
    ("hooks", "*.po"),
)
"""Where words of the site stand in a project. Those of the closed lists and of the rules are in Python."""


def words_of_the_site(project: Path) -> Iterator[str]:
    """Yield every file of a project that holds words of the site; none of them may hold any of a record."""
    for folder, pattern in OWN:
        for file in sorted((project / folder).rglob(pattern)):
            yield file.read_text("utf-8")
    yield (project / "mkdocs.yml").read_text("utf-8")
    for schema in sorted((project / "docs/schemas").glob("*.json")):
        for choices in _choices(json.loads(schema.read_text("utf-8"))):
            yield f"One of: {', '.join(choices)}"  # so in the handbook, and in the notes of a record just begun


def _choices(node: object) -> Iterator[list[str]]:
    """Yield the words of every closed list in a schema."""
    if isinstance(node, dict):
        choices = node.get("enum", ())
        if not isinstance(choices, dict):
            yield [str(choice) for choice in choices]
        yield [str(one["const"]) for one in node.get("oneOf", ()) if isinstance(one, dict) and "const" in one]
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _choices(below)
