"""A built site is looked through before it goes live: whatever is missing, broken or out of place is told."""

import gzip
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Build, BuiltSite
from corpus import BASE
from scrutiny.search.packed import MAGIC
from scrutiny.verify import faults, numbers

PAGE = "northport/items/2025-hub/index.html"


@pytest.fixture(scope="module")
def small(build: Build) -> BuiltSite:
    """The site of a few records: what can be wrong with a page is the same on a larger one."""
    site = build(BASE)
    assert site.returncode == 0, site.output
    return site


@pytest.fixture
def copy(small: BuiltSite, tmp_path: Path) -> Path:
    """A copy of the small site, to break."""
    return shutil.copytree(small.folder, tmp_path / "site")


def told(site: Path) -> list[str]:
    """What is wrong with a site, in sentences."""
    return [str(fault) for fault in faults(site)]


def edited(old: str, new: str, page: str = PAGE) -> Callable[[Path], None]:
    """A change of one text on one page."""

    def change(site: Path) -> None:
        file = site / page
        text = file.read_text("utf-8")
        assert old in text, f"{page} has no {old}"
        file.write_text(text.replace(old, new, 1), "utf-8")

    return change


def added(name: str, content: str = "x") -> Callable[[Path], None]:
    """A file more."""

    def change(site: Path) -> None:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(content, "utf-8")

    return change


def removed(pattern: str) -> Callable[[Path], None]:
    """A file less: the first that fits."""

    def change(site: Path) -> None:
        next(iter(sorted(site.glob(pattern)))).unlink()

    return change


def emptied(pattern: str) -> Callable[[Path], None]:
    """A file of no bytes: the first that fits."""

    def change(site: Path) -> None:
        next(iter(sorted(site.glob(pattern)))).write_bytes(b"")

    return change


def on_page(html: str, page: str = PAGE) -> Callable[[Path], None]:
    """Something more on a page."""
    return edited("</main>", f"{html}</main>", page)


def hit_leads_to(address: str) -> Callable[[Path], None]:
    """A hit of the search that leads to an address."""

    def change(site: Path) -> None:
        file = next(iter(sorted(site.glob("pagefind/fragment/*"))))
        hit = json.loads(gzip.decompress(file.read_bytes()).removeprefix(MAGIC))
        hit["url"] = f"/{address}"
        file.write_bytes(gzip.compress(MAGIC + json.dumps(hit).encode()))

    return change


def entry_says_one_more(site: Path) -> None:
    """The number of hits in the entry of the index, made wrong."""
    file = site / "pagefind" / "pagefind-entry.json"
    entry = json.loads(file.read_text("utf-8"))
    entry["languages"]["en"]["page_count"] += 1
    file.write_text(json.dumps(entry), "utf-8")


def redirect_to(address: str) -> Callable[[Path], None]:
    """A redirect as the build writes them."""
    return added(
        "northport/items/2020-old/index.html",
        f'<!doctype html><html><head><meta http-equiv="refresh" content="0; url={address}"></head></html>\n',
    )


def link_to_itself(site: Path) -> None:
    """A link of the file system in place of a page."""
    (site / "robots.txt").unlink()
    (site / "robots.txt").symlink_to("index.html")


FAULTS = {
    "a page of no bytes": (emptied("northport/items/2025-hub/index.html"), f"{PAGE} is empty"),
    "a page that breaks off": (edited("</html>", ""), f"{PAGE} breaks off"),
    "no home page": (removed("index.html"), "index.html is missing"),
    "no page for what is not found": (removed("404.html"), "404.html is missing"),
    "no search page": (removed("search/index.html"), "search/index.html is missing"),
    "no sitemap": (removed("sitemap.xml"), "sitemap.xml is missing"),
    "a sitemap of another site": (
        edited("<loc>", "<loc>https://scrutiny.example/nowhere/</loc><loc>", "sitemap.xml"),
        "sitemap.xml lists https://scrutiny.example/nowhere/",
    ),
    "a packed sitemap of an older site": (
        lambda site: (site / "sitemap.xml.gz").write_bytes(gzip.compress(b"<urlset/>")) and None,
        "sitemap.xml.gz is not the packed",
    ),
    "a listed page that is gone": (
        removed(PAGE),
        "sitemap.xml lists https://scrutiny.example/northport/items/2025-hub/",
    ),
    "a link to nowhere": (on_page('<a href="../nowhere/">x</a>'), f"{PAGE} leads to ../nowhere/"),
    "a link out of the site": (on_page('<a href="../../../../up/">x</a>'), f"{PAGE} leads to ../../../../up/"),
    "a link from the root to nowhere": (on_page('<a href="/nowhere/">x</a>'), f"{PAGE} leads to /nowhere/"),
    "a link with the whole address": (
        on_page('<a href="https://scrutiny.example/nowhere/">x</a>'),
        f"{PAGE} leads to https://scrutiny.example/nowhere/",
    ),
    "a link with a question to nowhere": (on_page('<a href="../no/?q=1">x</a>'), f"{PAGE} leads to ../no/?q=1"),
    "a part that is not on the page": (on_page('<a href="#nowhere">x</a>'), f"{PAGE} leads to #nowhere on {PAGE}"),
    "a part that is not on another page": (
        on_page('<a href="../../#nowhere">x</a>'),
        f"{PAGE} leads to #nowhere on northport/index.html",
    ),
    "a picture that is missing": (on_page('<img src="x.png" alt="">'), f"{PAGE} leads to x.png"),
    "one of several pictures": (on_page('<img srcset="x.png 1x, y.png 2x" alt="">'), f"{PAGE} leads to y.png"),
    "a picture for other sites": (edited("assets/card.png", "assets/none.png"), "assets/none.png, which is not there"),
    "a style sheet that is gone": (removed("assets/scrutiny.css"), "assets/scrutiny.css is missing"),
    "a font that a style sheet asks for": (
        added("assets/more.css", "@font-face { src: url('none.woff2') }"),
        "assets/more.css asks for none.woff2",
    ),
    "a part of a script": (removed("assets/search/facets.js"), "asks for ./search/facets.js"),
    "an icon of a manifest": (
        added("site.webmanifest", '{"icons": [{"src": "none.png"}]}'),
        "site.webmanifest asks for none.png",
    ),
    "a broken manifest": (added("site.webmanifest", "{"), "site.webmanifest is no manifest"),
    "a redirect to nowhere": (redirect_to("../../../nowhere/"), "2020-old/index.html leads to ../../../nowhere/"),
    "an address of a part given twice": (
        on_page('<p id="main">x</p>'),
        f'{PAGE} has the address of a part twice: id="main"',
    ),
    "a page far too long": (on_page("<p>word</p>" * 60_000), f"{PAGE} is too long for a page"),
    "no index": (removed("pagefind/pagefind-entry.json"), "pagefind/pagefind-entry.json is missing"),
    "an index that is no index": (
        added("pagefind/pagefind-entry.json", "{}"),
        "pagefind-entry.json leads to an index that cannot be read",
    ),
    "no lists of hits": (removed("pagefind/*.pf_meta"), ".pf_meta is missing"),
    "broken lists of hits": (emptied("pagefind/*.pf_meta"), "leads to an index that cannot be read"),
    "no engine": (removed("pagefind/wasm.*"), "pagefind/wasm.en.pagefind is missing"),
    "a hit that is gone": (removed("pagefind/fragment/*"), ".pf_fragment is missing"),
    "a hit that cannot be read": (emptied("pagefind/fragment/*"), ".pf_fragment cannot be read"),
    "words that are gone": (removed("pagefind/index/*"), ".pf_index is missing"),
    "a facet that is gone": (removed("pagefind/filter/*"), ".pf_filter is missing"),
    "a hit of an older index": (
        lambda site: (
            shutil.copy(next((site / "pagefind/fragment").iterdir()), site / "pagefind/fragment/old.pf_fragment")
            and None
        ),
        "old.pf_fragment belongs to no list",
    ),
    "a wrong number of hits": (entry_says_one_more, "are said to be there"),
    "a hit that leads nowhere": (hit_leads_to("northport/nowhere/"), "leads to northport/nowhere/"),
    "a hit whose part is gone": (hit_leads_to("northport/#nowhere"), "leads to #nowhere on northport/index.html"),
    "no list of words": (removed("pagefind/words/m.json"), "pagefind/words/m.json is missing"),
    "a record": (added("northport/items/2025-hub.yml"), "2025-hub.yml has no place"),
    "a repository": (added(".git/HEAD"), ".git/HEAD has no place"),
    "a cache": (added(".cache/plugin/x.json", "{}"), ".cache/plugin/x.json has no place"),
    "a program": (added("hooks/publish.py"), "hooks/publish.py has no place"),
    "the copy of an editor": (added("index.html~"), "index.html~ has no place"),
    "a swap file": (added("about/.index.html.swp"), ".index.html.swp has no place"),
    "the manifest of a release": (added("manifest.json", '{"commit": "1a2b3c4d"}'), "manifest.json has no place"),
    "a link of the file system": (link_to_itself, "robots.txt is a link"),
    "a page in another encoding": (
        lambda site: (site / PAGE).write_bytes(b"<p>caf\xe9</p></html>") and None,
        f"{PAGE} cannot be read as text",
    ),
}
"""What can be wrong with a site: how it comes about, and what is told."""


def test_a_built_site_has_no_faults(site: BuiltSite) -> None:
    """The sites of the real record and of the sample are in order, and every figure of them is there."""
    assert told(site.folder) == []
    assert all(numbers(site.folder).values())


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_is_told(copy: Path, name: str) -> None:
    """Whatever is broken in a copy of a site is told, with the file and what is wrong with it."""
    breaks, what = FAULTS[name]
    breaks(copy)

    assert [line for line in told(copy) if what in line], told(copy)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(on_page('<a href="https://www.example.gov.uk/nowhere/">x</a>'), id="another site"),
        pytest.param(on_page('<a href="mailto:office@scrutiny.example">x</a>'), id="a mailbox"),
        pytest.param(on_page('<a href="?page=2#main">x</a>'), id="the page itself"),
        pytest.param(on_page('<a href="../../../#main">x</a>'), id="the home page"),
        pytest.param(on_page('<a href="../../items/2025%2Dhub/">x</a>'), id="a coded letter"),
        pytest.param(on_page("<p>href=&#34;nowhere/&#34; and id=&#34;main&#34;</p>"), id="words about links"),
        pytest.param(on_page('<p>src="nowhere.png" id="main"</p>'), id="words about pictures"),
        pytest.param(redirect_to("../../../northport/"), id="a redirect"),
        pytest.param(added(".well-known/security.txt"), id="a file that servers want"),
        pytest.param(added(".nojekyll", ""), id="an empty file that GitHub wants"),
    ],
)
def test_what_is_in_order_is_not_told(copy: Path, change: Callable[[Path], None]) -> None:
    """Links that lead somewhere, and words that look like links, are no faults."""
    change(copy)

    assert told(copy) == []


def test_a_site_below_a_path_is_in_order(copy: Path) -> None:
    """Where a site stands below a path of its server, links from the root begin with that path."""
    for file in copy.rglob("*"):
        if file.suffix in {".html", ".xml"}:
            text = file.read_text("utf-8").replace("https://scrutiny.example/", "https://pages.example/record/")
            if file.name == "404.html":
                text = re.sub(r'(href|src|action)="/', r'\1="/record/', text)
            file.write_text(text, "utf-8")
    (copy / "sitemap.xml.gz").write_bytes(gzip.compress((copy / "sitemap.xml").read_bytes()))

    assert told(copy) == []
    on_page('<a href="/about/">x</a>')(copy)
    assert told(copy) == [f"{PAGE} leads to /about/, which is not there"]


def test_a_folder_of_the_machine_is_told(copy: Path) -> None:
    """A page that names the folder in which it was built is told: it tells strangers of the machine."""
    on_page(f"<p>{copy}/index.html</p>")(copy)

    assert told(copy) == [f"{PAGE} names a folder of the machine that built it"]


def test_no_site_is_a_fault(tmp_path: Path) -> None:
    """A folder that is missing, or empty, is no site."""
    assert told(tmp_path / "none") == ["the site is no folder: there is no site"]
    assert "the site has no page" in told(tmp_path)
