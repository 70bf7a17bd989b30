"""The frames and parts of a page, shown with invented data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import jinja2
import pytest
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from specimen import invented, show

PAGES = ["", "item/", "inspection/", "thread/", "listing/", "search/", "hosted-item/", "handbook/", "404.html"]


@pytest.fixture(scope="module")
def specimen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the specimen site with the command that builds every site."""
    folder = tmp_path_factory.mktemp("specimen") / "record"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(show.HERE / "mkdocs.yml"), "-d", str(folder)],
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


def html(specimen: Path, address: str) -> str:
    """Return the text of one page."""
    return (specimen / (address if address.endswith(".html") else f"{address}index.html")).read_text("utf-8")


@pytest.mark.parametrize("address", PAGES)
def test_strict_policy(specimen: Path, address: str) -> None:
    """No page needs an inline script, an inline style or anything from another site."""
    page = LexborHTMLParser(html(specimen, address))
    assert not page.css("script:not([src]), style, [style], [onclick]")
    fetched = [node.attributes.get("src") or node.attributes.get("href") or "" for node in page.css("[src], link")]
    assert not [one for one in fetched if "//" in one and not one.startswith("https://example.org/record/")]


@pytest.mark.parametrize("address", PAGES)
def test_skip_link(specimen: Path, address: str) -> None:
    """The first link of every page leads to its content, which can take the focus."""
    page = LexborHTMLParser(html(specimen, address))
    first = page.css_first("body a:not(.md-skip)")
    assert first is not None
    assert first.attributes["href"] == "#main"
    assert [node.attributes["tabindex"] for node in page.css("main#main, main #main")] == ["-1"]
    assert len(page.css("h1")) == 1
    root = page.css_first("html")
    assert root is not None
    assert root.attributes["lang"] == "en-GB"


@pytest.mark.parametrize("address", PAGES)
def test_headings(specimen: Path, address: str) -> None:
    """No heading skips a level."""
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", html(specimen, address))]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("address", [page for page in PAGES if page not in {"", "hosted-item/", "handbook/"}])
def test_record_pages_carry_our_sheet_alone(specimen: Path, address: str) -> None:
    """A record page links one sheet, ours; the theme's is for pages written by hand."""
    sheets = re.findall(r'rel="stylesheet" href="([^"]+)"', html(specimen, address))
    assert [Path(sheet).name for sheet in sheets] == ["scrutiny.css"]


def test_unknown_shape_stops_the_build() -> None:
    """A shape that is not one of the six is an error, not a blank."""
    page = show.templates().from_string('{% from "scrutiny/parts/mark.html" import status %}{{ status(seen) }}')
    with pytest.raises(jinja2.UndefinedError, match="star"):
        page.render(seen=invented.seen("Known", "star"))


def test_text_is_escaped() -> None:
    """Text that looks like markup is shown as text by every part that takes text."""
    page = show.templates().from_string('{% from "scrutiny/parts/records.html" import records %}{{ records([entry]) }}')
    dead = page.render(entry=invented.entry(*['"><script>alert(1)</script>'] * 3))
    assert "<script" not in dead
    assert dead.count("&lt;script") == 3


def test_every_part_is_shown(specimen: Path) -> None:
    """Each class that the templates of the parts write appears on some specimen page."""
    shown = {
        name
        for address in PAGES
        for names in re.findall(r'class="([^"]+)"', html(specimen, address))
        for name in names.split()
    }
    written = {
        name
        for part in (show.OVERRIDES / "scrutiny" / "parts").glob("*.html")
        for names in re.findall(r'class="([^"{]+)"', part.read_text("utf-8"))
        for name in names.split()
    }
    assert written - shown == set()


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_no_page_is_wider_than_the_screen(specimen: Path, serve: Any, browser: Browser, width: int) -> None:
    """Nothing has to be scrolled sideways, from the narrowest phone up."""
    base = serve(specimen.parent)
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        for address in PAGES:
            page.goto(f"{base}record/{address}")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    finally:
        page.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", ["item", "inspection", "thread", "listing", "search"])
def test_parts_look_alike_in_both_frames(specimen: Path, serve: Any, browser: Browser, name: str, width: int) -> None:
    """The theme's sheet moves no part: in a page written by hand each element has the size it has in a record page."""
    sizes = """[...document.querySelectorAll("#main *")].map((e) => {
        const box = e.getBoundingClientRect(), main = document.getElementById("main").getBoundingClientRect();
        return [e.localName, e.className, ...[box.x, box.y - main.y, box.width, box.height].map(Math.round)].join(" ");
    })"""
    base = serve(specimen.parent)
    page = browser.new_page(viewport={"width": width, "height": 800})
    try:
        measured = []
        for address in [name, f"{show.HOSTED}{name}"]:
            page.goto(f"{base}record/{address}/")
            measured.append(page.evaluate(sizes))
    finally:
        page.close()
    assert measured[0] == measured[1]
