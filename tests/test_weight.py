"""What a page costs a reader, and whom it asks: bytes on the wire, other sites, breaches of the strict policy."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Request

from conftest import BuiltSite, Serve
from one_of_each import FRAMES, KINDS, TEMPLATES, visit
from scrutiny.pages.policy import HEADERS

LARGEST_HTML = 60 * 1024
"""Bytes of one page of HTML as it lies on the disk."""

LARGEST_VISIT = 60 * 1024
"""Bytes of a first visit to a page of the record: all that it asks for, as a server that gzips sends it."""

LARGEST_VISIT_BY_HAND = 100 * 1024
"""The same for a page written by hand, which also carries the theme's sheet."""

OF_THE_RECORD = {"item", "inspection", "plan", "response", "meeting", "withdrawn"}
"""Pages that may not carry the theme's sheet: people come to them from outside, with nothing kept from another page."""

GZIPPED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}
"""What web servers compress; the index of the search is compressed already."""

# Sent by HTTPS only, and by no test.
SENT = {name: value for name, value, _ in HEADERS if name != "Strict-Transport-Security"}


@dataclass
class Visit:
    """What one first visit to a page asked for."""

    files: dict[str, int] = field(default_factory=dict)
    """Paths from the root of the site, with the bytes that a server sends for each."""
    elsewhere: list[str] = field(default_factory=list)
    """Addresses of other sites."""
    told: list[str] = field(default_factory=list)
    """What the console of the browser says, breaches of the policy among it."""


def sent(file: Path) -> int:
    """Return the bytes of a file as a server sends it, headers left out."""
    body = file.read_bytes()
    return len(gzip.compress(body, 6, mtime=0)) if file.suffix in GZIPPED else len(body)


@pytest.fixture(scope="module")
def strict(seeds: BuiltSite, sample: BuiltSite, serve: Serve) -> dict[str, tuple[str, Path]]:
    """The addresses of both sites, sent with the headers that the hosting page asks for, and their folders."""
    return {"seeds": (serve(seeds.folder, SENT), seeds.folder), "sample": (serve(sample.folder, SENT), sample.folder)}


@pytest.fixture(scope="module")
def visits(
    browser: Browser, places: Mapping[str, tuple[str, str]], strict: Mapping[str, tuple[str, Path]]
) -> dict[str, Visit]:
    """One first visit, with nothing kept from another, to a page of every kind."""
    made = {}
    for kind, (site, address) in places.items():
        base, folder = strict[site]
        visited = made[kind] = Visit()

        def count(request: Request, visited: Visit = visited, base: str = base, folder: Path = folder) -> None:
            if request.url.startswith("data:"):
                return
            if not request.url.startswith(base):
                visited.elsewhere.append(request.url)
                return
            path = unquote(urlsplit(request.url).path).removeprefix("/")
            file = folder / path / "index.html" if path.endswith("/") or not path else folder / path
            visited.files[path] = sent(file if file.is_file() else folder / "404.html")

        def tell(message: ConsoleMessage, visited: Visit = visited) -> None:
            visited.told.append(message.text)

        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        context.on("request", count)
        page.on("console", tell)
        visit(page, base + address)
        page.wait_for_load_state("networkidle")
        context.close()
    return made


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("search")])
def test_a_first_visit_is_light(kind: str, visits: Mapping[str, Visit]) -> None:
    """A page with all that belongs to it comes within the limit of its kind."""
    files = visits[kind].files
    print(f"\n{kind}: {sum(files.values()):,} bytes in {len(files)} files")  # noqa: T201  quoted in reports
    by_hand = any(path.startswith("assets/stylesheets/") for path in files)
    assert not (by_hand and kind in OF_THE_RECORD)
    assert 2 <= len(files) <= 5, files
    assert sum(files.values()) <= (LARGEST_VISIT_BY_HAND if by_hand else LARGEST_VISIT), files


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_asks_anybody_else(kind: str, visits: Mapping[str, Visit]) -> None:
    """No page asks another site for anything."""
    assert visits[kind].elsewhere == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_breaks_the_policy(kind: str, visits: Mapping[str, Visit]) -> None:
    """Under the strict policy the console of the browser stays empty."""
    told = visits[kind].told
    if kind == "404.html":
        told = [each for each in told if "status of 404" not in each]
    assert told == []


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_html_is_small(name: str, request: pytest.FixtureRequest) -> None:
    """No page of either site is above 60 KB of HTML."""
    folder = request.getfixturevalue(name).folder
    sizes = {file.relative_to(folder).as_posix(): file.stat().st_size for file in folder.rglob("*.html")}
    assert len(sizes) > len(TEMPLATES) + len(FRAMES)
    assert {address: size for address, size in sizes.items() if size > LARGEST_HTML} == {}


def test_the_heaviest_page_is_light(seeds: BuiltSite, sample: BuiltSite) -> None:
    """The largest record of both sites, with the sheet of all records, comes within the limit."""
    for site in (seeds, sample):
        sheet = sent(site.folder / "assets" / "scrutiny.css") + sent(site.folder / "assets" / "favicon.svg")
        assert max(sent(file) for file in site.folder.rglob("*.html")) + sheet <= LARGEST_VISIT
