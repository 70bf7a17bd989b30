"""MkDocs hook that fills the specimen site: each page shows parts with the invented data of invented.py."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import jinja2

from scrutiny.render.interface import frame_words, interface_words

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from specimen import invented  # noqa: E402 - the line above makes the folder known to MkDocs

OVERRIDES = HERE.parent.parent / "overrides"
HAND_WRITTEN = frozenset({"handbook.md"})
HOSTED = "hosted-"
"""Begins the name of a page that shows the parts of another one in the frame of pages written by hand."""
SECTIONS = {
    "item": "resolutions",
    "inspection": "inspections",
    "thread": "actions",
    "listing": "actions",
    "search": "search",
}


def templates() -> jinja2.Environment:
    """Return the environment of the record pages: everything escaped, nothing undefined let through."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader([OVERRIDES, HERE / "pages"]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["_"] = interface_words
    return environment


def body(name: str) -> str:
    """Return the HTML of one specimen page, from its h1 down."""
    data = {key: value for key, value in vars(invented).items() if not key.startswith("_")}
    return templates().get_template(f"{name}.html").render(data)


def on_files(files: Any, /, *, config: Any) -> Any:
    """Name the theme's sheet, as the publishing hook does."""
    config.extra["theme_sheet"] = next(
        each.url for each in files.css_files() if Path(each.url).name.startswith("main.")
    )
    return files


def on_env(env: jinja2.Environment, /, **_: Any) -> jinja2.Environment:
    """Give the frame the words of the interface, as the publishing hook does."""
    env.globals["_"] = frame_words
    return env


def on_page_markdown(markdown: str, /, *, page: Any, **_: Any) -> str:
    """Give the page what the publishing hook would give it."""
    name = page.file.src_uri.removesuffix(".md")
    page.meta.setdefault("description", "Invented, to show every part of a page.")
    page.meta["section"] = SECTIONS.get(name.removeprefix(HOSTED), "none")
    page.meta["invented"] = not page.is_homepage
    if not page.is_homepage:
        page.meta["crumbs"] = [{"text": "Home", "href": "../"}, {"text": "Northwick (invented)", "href": "../item/"}]
    if not page.is_homepage and page.file.src_uri not in HAND_WRITTEN and not name.startswith(HOSTED):
        page.meta["template"] = "scrutiny/frame.html"
    return markdown


def on_page_content(html: str, /, *, page: Any, **_: Any) -> str:
    """Put the parts in the place of the empty body."""
    if page.file.src_uri in HAND_WRITTEN:
        return html
    name = page.file.src_uri.removesuffix(".md")
    return body("home" if page.is_homepage else name.removeprefix(HOSTED))
