"""Browsing without script: a page for every value of every facet, with exactly what the search has under it."""

import datetime
from collections import defaultdict
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, BuiltSite, Serve
from found import all_found, browsed
from reading import links, words
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, Page
from scrutiny.pages.facets import FACETS
from scrutiny.pages.letters import slug
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import SearchDocument, browse_pages
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
CONTENT = {"seeds": ROOT / "content", "sample": SAMPLE}
HOST = "https://site.invalid/"
LARGEST_PAGE = 60 * 1024 - 8 * 1024
"""Bytes of a page's body: what its frame leaves of 60 KB."""

REGISTERS = {name: publishable(load_content(folder).register, INSTANT) for name, folder in CONTENT.items()}


def edition_of(name: str) -> Edition:
    """Return one of the two records as at the day of the tests."""
    return Edition(link(REGISTERS[name]), INSTANT.date())


def there(address: str, href: str) -> str:
    """Return where a link of a page leads, from the root of the site."""
    split = urlsplit(urljoin(HOST + address, href))
    return split.path.removeprefix("/") + (f"#{split.fragment}" if split.fragment else "")


def entries(page: LexborHTMLParser, address: str) -> list[str]:
    """Return where the entries of one browse page lead."""
    return [there(address, str(node.attributes["href"])) for node in page.css(".group h3 a, .records li > a")]


def listed(site: BuiltSite, address: str) -> list[str]:
    """Return where the entries of a value lead, on all pages that its list has."""
    page = site.page(address)
    found, seen = entries(page, address), {address}
    while following := [
        next_ for node in page.css(".pager a") if (next_ := there(address, str(node.attributes["href"]))) not in seen
    ]:
        address = following[-1]
        seen.add(address)
        page = site.page(address)
        found += entries(page, address)
    return found


def document(number: int, **facets: str) -> SearchDocument:
    """Return a search document of a made-up record, ten to a record, with one value of each facet given."""
    return SearchDocument(
        url=f"northwick/items/2024-number-{number // 10}/#point-{number}",
        title=f"Point {number} " + "with a title that goes on and on " * 8,
        text=("Text",),
        kind="Point reported",
        where=f"Northwick, point {number}",
        page=f"Northwick: item {number // 10}",
        status="Date passed, no progress recorded",
        shape="broken",
        tone="warn",
        date="6 March 2024",
        filters={"council": ("Northwick",), **{key: (value,) for key, value in facets.items()}},
        day=f"2024-03-{1 + number // 10 % 28:02}",
    )


def pages_of(*documents: SearchDocument) -> dict[str, Page]:
    """Return the browse pages of some documents by their address."""
    return {page.url: page for page in browse_pages(browsed(documents, edition_of("sample")))}


def renderer() -> Renderer:
    """Return what makes pages of the sample's words."""
    return Renderer(ROOT / "overrides", Acronyms({}))


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_value_lists_exactly_what_has_it(request: pytest.FixtureRequest, name: str) -> None:
    """From the page of a facet every value leads to all its entries and no other, and its count says how many."""
    site: BuiltSite = request.getfixturevalue(name)
    wanted: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for each in all_found(edition_of(name)):
        for key, values in (("kind", each.kinds), *each.filters.items()):
            for value in values:
                wanted[key, value].add(each.url)
    found: dict[tuple[str, str], set[str]] = {}
    for facet in FACETS:
        address = f"browse/{facet.key}/"
        for node in site.page(address).css("#values li"):
            (a,) = node.css("a")
            urls = listed(site, there(address, str(a.attributes["href"])))
            count = words(node).replace("\u00a0", " ").rpartition(" ")[2]
            assert len(urls) == len(set(urls)) == int(count.replace(",", ""))
            found[facet.key, words(a)] = set(urls)

    assert found == wanted


@pytest.mark.parametrize(
    "address, urls",
    [
        (
            "browse/kind/resolution/",
            [
                *(f"bradford/items/undated-front-door/#resolution-{number}" for number in (1, 2, 3, 4)),
                "plymouth/items/undated-jtai-update/#resolution-1",
                "worcestershire/items/undated-ofsted-update/#resolution-1",
            ],
        ),
        (
            "browse/subject/thresholds/",
            ["bradford/items/undated-front-door/#question-4", "haringey/inspections/2017-jtai/#improvement-2"],
        ),
        ("browse/done/implemented/", ["haringey/plans/2018-jtai-action-plan/#action-1"]),
        ("browse/framework/peer-review/", ["bradford/inspections/undated-peer-review/"]),
        ("browse/says/arranges-scrutiny/", ["bradford/items/undated-front-door/#resolution-2"]),
    ],
)
def test_what_stands_under_a_value_of_the_seeds(seeds: BuiltSite, address: str, urls: list[str]) -> None:
    """What the records say is found under the value that a reader would look for."""
    assert sorted(listed(seeds, address)) == urls


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_entry_lands(request: pytest.FixtureRequest, name: str) -> None:
    """Every entry of every browse page leads to a page, and one with an anchor to a part of it."""
    site: BuiltSite = request.getfixturevalue(name)
    ids: dict[str, set[str]] = {}
    for file in (site.folder / "browse").rglob("index.html"):
        address = file.relative_to(site.folder).as_posix().removesuffix("index.html")
        for url in entries(site.page(address), address):
            path, _, anchor = url.partition("#")
            if path not in ids:
                ids[path] = {str(node.attributes["id"]) for node in site.page(path).css("[id]")}
            assert not anchor or anchor in ids[path], f"{address}: {url}"
    assert len(ids) > 20


def test_titles_and_descriptions_tell_the_pages_apart() -> None:
    """No two browse pages share a title or a description, not even two pages of one list."""
    pages = pages_of(*(document(number, done="Paused", owner=f"Owner {number}") for number in range(300))).values()

    assert len(pages) > 300 + 3 * 4
    assert len({page.title for page in pages}) == len(pages)
    assert len({page.description for page in pages}) == len(pages)


def test_a_long_list_goes_on_over_several_pages_of_bounded_weight() -> None:
    """200 long entries of one month stand on numbered pages from the oldest on, each light enough for a phone."""
    pages = pages_of(*(document(number) for number in range(200)))
    first = pages["browse/council/northwick/"]
    month = "browse/council/northwick/2024/03/"
    parts = [pages[f"{month}{number}/"] for number in (3, 2, 1)]
    assert f"{month}4/" not in pages
    assert [link_.text for link_ in parts[1].shows["pager"]] == [
        "Previous: March 2024, part 3",
        "Next: March 2024, part 1",
    ]
    assert [crumb.text for crumb in parts[1].crumbs] == [
        *("Home", "Browse", "Council", "Northwick", "2024", "March 2024"),
    ]
    assert [part.text for part in first.shows["parts"]] == ["2024"]
    assert "March</a> (200)" in first.shows["parts"][0].soft

    bodies = [renderer().body(page) for page in parts]
    assert max(len(body.encode()) for body in bodies) < LARGEST_PAGE
    urls = [url for body, page in zip(bodies, parts, strict=True)
            for url in entries(LexborHTMLParser(body), page.url)]  # fmt: skip
    numbers = [int(url.rpartition("-")[2]) for url in urls]
    assert sorted(numbers) == list(range(200))
    assert numbers[:10] == list(range(190, 200))


def test_the_page_of_all_facets_shows_the_most_frequent_values() -> None:
    """Of 30 values it shows the 20 that most entries have, then the way to all of them."""
    owners = [*(f"Owner {number}" for number in range(30)), "Owner 29"]
    pages = pages_of(*(document(number, owner=owner) for number, owner in enumerate(owners)))
    shown = next(facet for facet in pages["browse/"].shows["facets"] if facet.key == "owner")

    assert shown.values[0].text == "Owner 29"
    assert len(shown.values) == 20
    assert shown.more.text == "All 30"
    assert len(pages["browse/owner/"].shows["values"]) == 30


def test_a_facet_without_a_value_has_a_page_that_says_so() -> None:
    """The search page leads to every facet, so each has a page even where nothing has a value of it."""
    body = renderer().body(pages_of(document(1))["browse/checked/"])

    assert "Nothing held here has a value." in body


def test_one_value_in_two_spellings_has_one_page() -> None:
    """Two ways of writing one name share a page, which says so and whose search asks for either."""
    pages = pages_of(document(1, owner="Children's Trust"), document(2, owner="Childrens Trust"))
    body = LexborHTMLParser(renderer().body(page := pages["browse/owner/childrens-trust/"]))

    assert page.title == "Owner: Children's Trust"
    assert len(entries(body, page.url)) == 2
    assert "Also written “Childrens Trust”" in words(body.css(".trail")[0])
    (search,) = [href for href in links(body) if "search/?" in href]
    assert parse_qsl(urlsplit(search).query) == [("owner", "Children's Trust"), ("owner", "Childrens Trust")]


@given(st.text(min_size=1, max_size=200))
def test_every_label_has_an_address(label: str) -> None:
    """Whatever a value is called, its address has small plain letters, digits and hyphens and is no page number."""
    made = slug(label)

    assert made.replace("-", "").isalnum()
    assert made.isascii()
    assert made == made.lower()
    assert 1 <= len(made) <= 69
    assert not (made.isdigit() and len(made) < 4)


def test_addresses_of_values() -> None:
    """An address is the label in plain letters; what has none, or could be a page number, is told by a digest."""
    assert slug("Director of Children’s Services") == "director-of-childrens-services"
    assert slug("Ŵyl – Éire") == "wyl-eire"
    assert slug("2019") == "2019"
    assert slug("2").startswith("2-")
    assert slug("Дети") != slug("Дом")
    assert slug("a" * 70) != slug("a" * 71)


def test_a_value_leads_to_its_search_and_its_own_page(seeds: BuiltSite) -> None:
    """The page of a value offers the search narrowed to it, and the page of the council, committee or subject it is."""
    council = links(seeds.page("browse/council/bath-and-north-east-somerset/").css(".trail")[0])
    subject = links(seeds.page("browse/subject/front-door-and-mash/").css(".trail")[0])

    assert council == ["../../../search/?council=Bath%20and%20North%20East%20Somerset",
                       "../../../bath-and-north-east-somerset/"]  # fmt: skip
    assert subject[1] == "../../../themes/front-door/"
    assert links(seeds.page("browse/framework/peer-review/").css(".trail")[0])[1].endswith("by-kind/peer-review/")


def test_nothing_withdrawn_or_withheld_is_listed(sample: BuiltSite) -> None:
    """A withdrawn record stands on no browse page and nothing withheld does; the copy that replaced it is there."""
    pages = [file.read_text("utf-8") for file in (sample.folder / "browse").rglob("index.html")]

    assert not [page for page in pages if "2025-audit-results-copy" in page or "zzq" in page]
    assert [page for page in pages if "northwick/items/2025-audit-results/" in page]


def test_what_is_made_up_is_left_out_beside_what_is_real() -> None:
    """On a site with real councils no browse page lists an invented one."""
    seeds, sample = REGISTERS["seeds"], REGISTERS["sample"]
    edition = Edition(link(Register({**seeds.records, **sample.records}, seeds.shared)), INSTANT.date())
    pages = list(browse_pages(archive(edition, renderer())))

    assert "browse/council/bradford/" in {page.url for page in pages}
    assert not [page.url for page in pages if "invented" in page.url or "northwick" in renderer().body(page)]


def test_a_reader_without_script_reaches_a_resolution_in_three_clicks(
    seeds: BuiltSite, serve: Serve, browser: Browser
) -> None:
    """From the search page, with script switched off: browse, resolutions, the resolution itself."""
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(f"{serve(seeds.folder)}search/")
        page.click('main a[href="../browse/"]')
        page.click('main a:text-is("Resolution")')
        page.click(".group .records a >> nth=1")
        anchor = urlsplit(page.url).fragment
        assert anchor.startswith("resolution-")
        assert page.locator(f"#{anchor}").is_visible()
    finally:
        context.close()
