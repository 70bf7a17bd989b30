"""The search page of a record so large that its search has several volumes, in a real browser."""

import re
import shutil
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from conftest import ROOT, BuiltSite, Serve
from found import archive_of, write_index
from scrutiny.pages.accessibility import RULES
from scrutiny.pages.policy import site_policy
from scrutiny.pages.search_page import search_page
from scrutiny.search import SearchDocument
from scrutiny.search.volumes import search_volumes
from test_accessibility import LAYOUT, colour_rules

COUNCILS = ("Ashford", "Barnet", "Camden", "Dover", "Eastport", "Fareham")
"""Six councils with five entries each, of the years 2020 to 2024; every entry speaks of the harbour."""
HARROW = ("2013", "2014", "2014", "2015", "2019", "2020", "2022", "2022", "2024", "2024")
"""The years of the entries of a seventh, which has three volumes: 2024, 2019 to 2022, and 2013 to 2015."""
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


def documents() -> Iterator[SearchDocument]:
    """Forty entries, of which volumes of five are made."""
    for council in COUNCILS:
        for number in range(5):
            yield entry(council, number, str(2020 + number))
    for number, year in enumerate(HARROW):
        yield entry("Harrow", number, year)


def entry(council: str, number: int, year: str) -> SearchDocument:
    """One entry; those of one number are of one day less for each council."""
    animal = {"Fareham": "A zebra was seen.", "Dover": "A giraffe was seen."}.get(council, "A gull was seen.")
    return SearchDocument(
        url=f"{council.lower()}/items/{year}-harbour/#point-{number}",
        title=f"{council} entry {number}",
        text=("The harbour needs dredging.", animal),
        kind="Resolution" if number % 2 else "Finding",
        where=f"{council}, point {number}",
        page=f"{council}: the harbour",
        filters={"council": (council,), "year": (year,)},
        day=f"{year}-06-{20 - ord(council[0]) + ord('A'):02}",
    )


@pytest.fixture(scope="module")
def site(sample: BuiltSite, tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The base address of the sample site whose search page and index are those of the forty entries."""
    folder = tmp_path_factory.mktemp("volumes") / "site"
    shutil.copytree(sample.folder, folder)
    templates = Environment(
        loader=FileSystemLoader(ROOT / "overrides" / "scrutiny"), autoescape=True, undefined=StrictUndefined
    )
    templates.trim_blocks = True
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scrutiny.search.volumes.MOST", 5)
        write_index(documents(), folder / "pagefind")
        shows = search_page(search_volumes(archive_of(documents()))).shows
    body = templates.get_template("pages/search.html").render(shows, base="../")
    page = folder / "search" / "index.html"
    begin, end = "<h1>Search</h1>", 'assets/search.js"></script>'
    before, _, rest = page.read_text("utf-8").partition(begin)
    page.write_text(before + body + rest.partition(end)[2], encoding="utf-8")
    return serve(folder, {"Content-Security-Policy": site_policy()})


def count_of(page: Page, words: str) -> None:
    """Expect the heading that says how much was found, which screen readers hear of."""
    expect(page.locator("[role=status] h2")).to_have_text(words)


def searched(page: Page) -> str:
    """What the page says of the volumes that it has looked through."""
    return " ".join(page.locator(".search-searched").inner_text().split())


def titles(page: Page) -> list[str]:
    """The titles of the results on the page."""
    return page.locator(".result h3").all_text_contents()


def numbers(page: Page, facet: str) -> list[str]:
    """The values of one facet that can be seen, each with its number."""
    labels = page.get_by_role("group", name=facet, exact=True).locator("label").all()
    return [" ".join(each.inner_text().split()) for each in labels if each.is_visible()]


def test_a_search_says_which_volumes_it_went_through(site: str, page: Page) -> None:
    """Without a choice the first four volumes are searched, their results counted together, and the others named."""
    fetched: set[str] = set()
    page.on("request", lambda request: fetched.update(re.findall(r"/pagefind/([a-z0-9-]+)/", request.url)))
    page.goto(f"{site}search/?q=harbour")
    count_of(page, "20 results for “harbour” in 4 of 9 volumes, page 1 of 2")
    assert searched(page).startswith(
        "Searched: Ashford; Barnet; Camden; Dover. Not searched: Eastport Fareham Harrow, 2024"
    )
    assert fetched == {"ashford", "barnet", "camden", "dover"}


def test_numbers_are_those_of_all_volumes_searched(site: str, page: Page) -> None:
    """Beside each value of a facet stands the sum over the volumes that were searched."""
    page.goto(f"{site}search/?q=harbour&kind=Finding")
    count_of(page, "12 of 20 results for “harbour” in 4 of 9 volumes, page 1 of 2")
    expect(page.get_by_role("group", name="Kind", exact=True)).to_be_visible()
    assert numbers(page, "Kind") == ["Finding 12", "Resolution 8"]
    assert numbers(page, "Council") == ["Ashford 3", "Barnet 3", "Camden 3", "Dover 3"]


def test_results_of_several_volumes_are_sorted_together(site: str, page: Page) -> None:
    """The newest result comes first, whatever volume it is in, and results without words come so by themselves."""
    newest = [f"{council} entry {number}" for number in (4, 3) for council in COUNCILS[:4]]
    for query in ("q=harbour&sort=new", "kind=Finding&kind=Resolution"):
        page.goto(f"{site}search/?{query}")
        expect(page.locator(".result")).to_have_count(10)
        assert titles(page)[:8] == newest


def test_another_volume_is_one_step_away(site: str, page: Page) -> None:
    """The link of a volume is reached and followed with the keyboard; the address holds it, and Back leads back."""
    page.goto(f"{site}search/?q=harbour")
    count_of(page, "20 results for “harbour” in 4 of 9 volumes, page 1 of 2")
    link = page.locator(".search-searched").get_by_role("link", name="Fareham")
    link.focus()
    page.keyboard.press("Enter")
    count_of(page, "5 results for “harbour” in 1 of 9 volumes")
    expect(page.locator("#search-count")).to_be_focused()
    assert page.url == f"{site}search/?q=harbour&volume=fareham"
    assert {title.partition(" ")[0] for title in titles(page)} == {"Fareham"}
    page.go_back()
    count_of(page, "20 results for “harbour” in 4 of 9 volumes, page 1 of 2")


def test_the_next_volumes_can_be_searched_together(site: str, page: Page) -> None:
    """One link leads to the next four volumes, so that a reader comes through the whole record."""
    page.goto(f"{site}search/?q=harbour")
    page.get_by_role("link", name="Search the next 4 volumes together").click()
    count_of(page, "16 results for “harbour” in 4 of 9 volumes, page 1 of 2")
    assert searched(page).startswith("Searched: Eastport; Fareham; Harrow, 2024; Harrow, 2019 to 2022. Not searched:")
    assert page.url.count("volume=") == 4
    page.get_by_role("link", name="Search the next 4 volumes together").click()
    expect(page.locator(".search-searched p").first).to_contain_text("Searched: Ashford; Barnet; Camden; Harrow, 2013")


def test_a_council_chosen_is_searched_whole(site: str, page: Page) -> None:
    """The form asks for the council; then all its volumes are searched, and the page says that nothing is left."""
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").first.fill("harbour")
    page.get_by_label("Council", exact=True).select_option("Harrow")
    page.get_by_role("button", name="Search", exact=True).first.click()
    count_of(page, "10 results for “harbour”")
    assert page.url == f"{site}search/?q=harbour&council=Harrow"
    assert "No other volume can hold more of this." in searched(page)
    page.get_by_label("Council", exact=True).select_option("")
    page.get_by_role("button", name="Search", exact=True).first.click()
    count_of(page, "20 results for “harbour” in 4 of 9 volumes, page 1 of 2")
    assert page.url == f"{site}search/?q=harbour"


def test_a_year_chosen_needs_the_volumes_of_that_year_alone(site: str, page: Page) -> None:
    """Of a council that is parted by years, a choice of the year leaves the volumes of other years out."""
    page.goto(f"{site}search/?q=harbour&council=Harrow&year=2014")
    expect(page.locator("[role=status] h2")).to_contain_text("2 of ")
    assert searched(page).startswith("Searched: Harrow, 2013 to 2015")


def test_nothing_found_is_said_of_the_volumes_searched(site: str, page: Page) -> None:
    """A word that only another volume has is not called absent from the record: the other volumes are offered."""
    page.goto(f"{site}search/?q=zebra")
    count_of(page, "No result for “zebra” in 4 of 9 volumes")
    page.locator(".search-searched").get_by_role("link", name="Fareham").click()
    count_of(page, "5 results for “zebra” in 1 of 9 volumes")


def test_numbers_that_nobody_waits_for_any_more_are_no_error(site: str, page: Page) -> None:
    """Who goes on to other volumes while the facets are being counted sees no error, also not in the console."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pagefind/ashford/filter/**", hold)
    page.goto(f"{site}search/?q=zebra")
    count_of(page, "No result for “zebra” in 4 of 9 volumes")
    page.locator(".search-searched").get_by_role("link", name="Fareham").click()
    count_of(page, "5 results for “zebra” in 1 of 9 volumes")
    page.wait_for_timeout(300)
    assert held


def test_a_slip_is_mended_from_the_words_of_every_volume_searched(site: str, page: Page) -> None:
    """A word that stands in the last of the four volumes alone is offered for its misspelling."""
    page.goto(f"{site}search/?q=girafe")
    expect(page.locator(".search-spelling")).to_have_text("Did you mean “giraffe”?")
    page.locator(".search-spelling").get_by_role("link").click()
    count_of(page, "5 results for “giraffe” in 4 of 9 volumes")


def test_volumes_that_fail_are_not_counted_twice_later(site: str, browser: Browser) -> None:
    """Where a volume does not come, the page says so; the next search counts every volume once."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()

    def lost(route: Route) -> None:
        route.abort()

    page.route("**/pagefind/camden/**", lost)
    page.goto(f"{site}search/?q=harbour")
    count_of(page, "The search could not be loaded")
    page.unroute("**/pagefind/camden/**")
    page.get_by_role("searchbox").first.fill("harbour dredging")
    page.get_by_role("button", name="Search", exact=True).first.click()
    count_of(page, "20 results for “harbour dredging” in 4 of 9 volumes, page 1 of 2")
    context.close()


@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_on_the_page_of_several_volumes(site: str, browser: Browser, viewport: ViewportSize) -> None:
    """axe-core finds nothing on the page with its list of volumes open, before and after a search; none is too wide.

    All rules run in the light scheme. The dark one changes colours and moves nothing, which is checked; so the rules on
    colours are enough there.
    """
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    for query in ("", "?q=harbour", "?q=zebra&volume=barnet", "?q=harbour&council=Harrow"):
        page.emulate_media(color_scheme="light")
        page.goto(f"{site}search/{query}", wait_until="networkidle")
        page.locator("#search-volumes summary").click()
        results = Axe().run(page, options={"runOnly": list(RULES)})
        assert results.response["violations"] == [], query
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], query
        layout = page.evaluate(LAYOUT)
        page.emulate_media(color_scheme="dark")
        assert page.evaluate(LAYOUT) == layout
        dark = page.evaluate("(options) => axe.run(options)", {"runOnly": colour_rules(page)})
        assert dark["violations"] == [], query
    context.close()
