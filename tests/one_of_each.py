"""One page of every kind: of each template in overrides/scrutiny/pages, and of each state with a page of its own."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from every_page import every_page, whole_of
from scrutiny.ledger import Ledger, Standing, What
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, tail_of
from scrutiny.pages.addresses import addresses
from scrutiny.pages.tombstone import tombstones
from scrutiny.stage import HOME_ZONE, publishable

ROOT = Path(__file__).resolve().parent.parent

TEMPLATES = tuple(sorted(file.stem for file in (ROOT / "overrides" / "scrutiny" / "pages").glob("*.html")))
"""The templates of pages, by file name: a new one is tested from the day it is there."""

FRAMES = ("404.html", "main.html")
"""The other templates whose pages people read: the page for a wrong address, and pages written by hand."""

STATES = {
    "withdrawn": ("sample", "northwick/items/2025-audit-results-copy/"),
    "Welsh item": ("sample", "trefwen/items/2025-arolygiad/"),
    "Welsh inspection": ("sample", "trefwen/inspections/2025-arolygiad/"),
    "search with results": ("sample", "search/?q=hub"),
    "search without results": ("sample", "search/?q=zzq"),
    "404.html": ("sample", "northwick/no-such-page/"),
}
"""What a template alone does not show, by name: the site and the address in it. The whole sample is invented."""

KINDS = tuple(sorted({*TEMPLATES, *FRAMES, *STATES}))
"""Everything that is tested page by page."""

Markup = tuple[frozenset[tuple[str | None, str | None]], int]
"""The kinds of element of a page, by name and classes, and the number of its elements."""

RICH_ENOUGH = 0.9
"""The share of the kinds of markup, of all that pages of one template have, that the page taken for it must have."""


def visit(page: Page, address: str) -> None:
    """Open an address and wait until it shows what it is about: a search, what it found."""
    page.goto(address)
    if "?q=" in address:
        page.wait_for_selector("#search-count")


def addresses_by_template(content: Path, as_of_epoch: int) -> Iterator[tuple[str, str]]:
    """Yield the template and the address of every page of a site, those written by hand included."""
    instant = datetime.datetime.fromtimestamp(as_of_epoch, datetime.UTC).astimezone(HOME_ZONE)
    edition = Edition(link(publishable(load_content(content).register, instant)), instant.date())
    whole = whole_of(edition)
    held = addresses(whole)
    standing, titles = Standing(held), dict[str, str]()
    for page in every_page(edition, whole):
        standing.pages[f"/{page.url}"] = What.RECORD if page.source else What.LIST
        titles[page.url] = page.title
        yield page.template, page.url
    for page in tombstones(
        edition, Ledger(), standing, {id_: each.title for id_, each in held.records.items()}, titles
    ):
        yield page.template, page.url
    for file in sorted((ROOT / "docs").rglob("*.md")):
        path = file.relative_to(ROOT / "docs").with_suffix("").as_posix()
        url = "" if path == "index" else f"{path.removesuffix('/index')}/"
        text = file.read_text("utf-8")
        meta = yaml.safe_load(text.split("---\n")[1]) if text.startswith("---\n") else {}
        shows = str(meta.get("shows", ""))
        tail = tail_of(whole, shows, url)
        # The list of what may be downloaded can be made only once the files are there.
        yield (tail.template if tail else "downloads" if shows == "downloads" else "main.html"), url


def markup_of(file: Path) -> Markup:
    """Return the markup of a built page."""
    nodes = LexborHTMLParser(file.read_text("utf-8")).css("*")
    return frozenset((node.tag, node.attributes.get("class")) for node in nodes), len(nodes)


def one_of_each(
    sites: Mapping[str, Path], contents: Mapping[str, Path], as_of_epoch: int
) -> dict[str, tuple[str, str]]:
    """Return for every kind of page the name of a site and an address in it.

    Of a template it takes the shortest page that has nearly all the markup which pages of that template have anywhere.
    A template without a page has no place in it.
    """
    markup: dict[str, dict[tuple[str, str], Markup]] = {}
    for site, folder in sites.items():
        for template, address in addresses_by_template(contents[site], as_of_epoch):
            markup.setdefault(template, {})[site, address] = markup_of(folder / address / "index.html")
    chosen = {}
    for template, pages in markup.items():
        richest = max(len(kinds) for kinds, _ in pages.values())
        rich = [place for place, (kinds, _) in pages.items() if len(kinds) >= RICH_ENOUGH * richest]
        chosen[template] = min(rich, key=lambda place: (pages[place][1], place))
    return chosen | STATES
