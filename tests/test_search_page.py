"""The search page in a real browser, over a small index whose right answers are counted here by hand."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, Serve
from found import write_index
from scrutiny.pages.policy import site_policy
from scrutiny.pages.search_page import search_page
from scrutiny.search import SearchDocument

SCRIPT = "<script>document.title = 'taken over'</script>"
WIDE: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}

# The harbour: number, kind, council, year, in time?, last day.
HARBOUR = (
    (1, "Resolution", "Northport", "2024", "Overdue", "2024-05-01"),
    (2, "Resolution", "Northport", "2025", "Due", "2027-01-31"),
    (3, "Resolution", "Southport", "2025", "Overdue", "2025-02-01"),
    (4, "Finding", "Northport", "2024", "", ""),
    (5, "Finding", "Southport", "2025", "", ""),
    (6, "Finding", "Eastport", "Not stated", "", ""),
    (7, "Resolution", "Eastport", "Not stated", "No date was set", ""),
    (8, "Point reported", "Northport", "2024", "", ""),
)
PILOTS = {1, 3, 4, 6}
"""The entries about the harbour that speak of pilots."""


def harbour() -> Iterator[SearchDocument]:
    """The entries about the harbour."""
    for number, kind, council, year, time, due in HARBOUR:
        yield SearchDocument(
            url=f"{council.lower()}/items/{year.lower().replace(' ', '-')}-harbour/#entry-{number}",
            title=f"Harbour entry {number}",
            text=("The harbour needs dredging.", *(["Pilots are wanted."] if number in PILOTS else [])),
            kind=kind,
            where=f"{council}, entry {number}",
            page=f"{council}: the harbour",
            status=time,
            shape={"Overdue": "triangle", "Due": "ring", "No date was set": "broken"}.get(time, ""),
            tone="warn" if time == "No date was set" else "",
            owner="Harbour Master" if time else "",
            due=f"By {due}" if due else "",
            filters={"council": (council,), "year": (year,), **({"time": (time,)} if time else {})},
            day=f"{year}-06-01" if year.isdigit() else "",
            last_day=due,
        )


def audit(number: int, **changes: Any) -> SearchDocument:
    """One of the entries about audits: enough of them for several pages of results and long lists of values."""
    values: dict[str, Any] = {
        "url": f"anytown/items/undated-front-door/#resolution-{number}",
        "title": f"Audits of the front door, part {number}",
        "text": (f"Members asked for data on theme {number}.", "The partnership is to report on neglect."),
        "kind": "Resolution",
        "where": f"Anytown, resolution {number}",
        "page": "Quality of first contact",
        "date": "meeting date not stated",
        "filters": {
            "council": ("Anytown",),
            "subject": (f"Subject {number % 11}",),
            "year": (str(2000 + number % 17),),
        },
        "day": f"20{number % 20:02}-03-01",
    }
    return SearchDocument(**(values | changes))


def audits() -> Iterator[SearchDocument]:
    """24 entries about audits, one of them with a status, and one full of markup."""
    for number in range(24):
        yield audit(
            number, **({"status": "Date passed, no progress recorded", "shape": "broken"} if number == 4 else {})
        )
    yield audit(
        30,
        title=f"Okapi {SCRIPT}",
        text=(f'Before {SCRIPT} & <img src="x" onerror="document.title=1"> the okapi &amp; after.',),
        where=f'Anytown "{SCRIPT}"',
        page=f"Page {SCRIPT}",
        status=f"Status {SCRIPT}",
        date=f"Date {SCRIPT}",
        filters={"council": (f'Council "{SCRIPT}", one: two',)},
    )
    yield audit(31, title="Note the zebra crossing", text=("Note the zebra crossing.",), filters={"says": ("Notes",)})


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The base address of a small site: its search page, its index and a record, under the strict policy."""
    folder = tmp_path_factory.mktemp("search-site")
    templates = Environment(
        loader=FileSystemLoader(ROOT / "overrides" / "scrutiny"), autoescape=True, undefined=StrictUndefined
    )
    _page(
        folder / "search", "Search", templates.get_template("pages/search.html").render(search_page().shows, base="../")
    )
    for file in ("search.js", "scrutiny.css", *(f"search/{path.name}" for path in (ASSETS / "search").iterdir())):
        (folder / "assets" / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / "assets" / file).write_bytes((ASSETS / file).read_bytes())
    anchors = "".join(f'<h2 id="resolution-{number}">Resolution {number}</h2>' for number in range(60))
    _page(folder / "anytown" / "items" / "undated-front-door", "Quality of first contact", anchors)
    documents = [*harbour(), *audits()]
    write_index(documents, folder / "pagefind")
    return serve(folder, {"Content-Security-Policy": site_policy()})


ASSETS = ROOT / "overrides" / "assets"


def _page(folder: Path, title: str, body: str) -> None:
    """Write a page as the site's frame would, without its header and footer."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<link rel="stylesheet" href="{"../" * (1 if title == "Search" else 3)}assets/scrutiny.css">'
        f"<title>{escape(title)} – The Scrutiny Record</title></head>"
        f'<body><main id="main" class="page">{body}</main></body></html>',
        encoding="utf-8",
    )


def count_of(page: Page) -> Locator:
    """The heading that says how much was found, which screen readers hear of."""
    return page.locator("[role=status] h2")


def facet(page: Page, label: str) -> Locator:
    """One facet by its name."""
    return page.get_by_role("group", name=label, exact=True)


def values_of(page: Page, label: str) -> list[str]:
    """The values of one facet that can be seen, in their order, each with its number: "Northport 3"."""
    labels = facet(page, label).locator("label").all()
    return [" ".join(each.inner_text().split()) for each in labels if each.is_visible()]


def titles(page: Page) -> list[str]:
    """The titles of the results on the page."""
    return page.locator(".result h3").all_text_contents()


def entries(*numbers: int) -> list[str]:
    """The titles of entries about the harbour."""
    return [f"Harbour entry {number}" for number in numbers]


# Words


def test_a_search_leads_to_the_exact_anchor(site: str, page: Page) -> None:
    """Words typed in the form find the resolution, and its link ends at the resolution itself."""
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill("theme 17")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(count_of(page)).to_have_text("1 result for “theme 17”")
    expect(page.locator(".result-where")).to_have_text("Anytown, resolution 17")
    expect(page.locator(".result-excerpt mark").first).to_have_text("theme")
    expect(page.locator(".result-meta")).to_have_text("Quality of first contact, meeting date not stated")
    assert page.url == f"{site}search/?q=theme+17"
    page.get_by_role("link", name="Audits of the front door, part 17").click()
    assert page.url == f"{site}anytown/items/undated-front-door/#resolution-17"
    expect(page.locator(":target")).to_have_text("Resolution 17")


@pytest.mark.parametrize(
    "query,number",
    [('"resolution 2"', 2), ("“resolution 1”", 1), ('"Anytown, resolution 1"', 1), ('"data on theme 23"', 23)],
)
def test_a_reference_in_quotes_finds_its_record_alone(site: str, page: Page, query: str, number: int) -> None:
    """A phrase in straight or curly quotation marks finds exactly the record that has it."""
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(count_of(page)).to_contain_text("1 result for")
    expect(page.locator(".result h3")).to_have_text(f"Audits of the front door, part {number}")


def test_little_words_hide_nothing(site: str, page: Page) -> None:
    """Words such as "of the" in a query need not stand in a record for it to be found."""
    page.goto(f"{site}search/?q=pilots+of+the+harbour")
    expect(count_of(page)).to_have_text("4 results for “pilots of the harbour”")


def test_a_hit_says_where_it_stands(site: str, page: Page) -> None:
    """A hit shows its status with its shape and tone, its owner and by when it is due."""
    page.goto(f"{site}search/?q=harbour&time=Overdue&council=Northport")
    hit = page.locator(".result")
    expect(hit.locator(".status.triangle")).to_have_text("Overdue")
    expect(hit.locator(".result-meta").first).to_have_text("Overdue. Owner: Harbour Master. Due: By 2024-05-01.")
    expect(hit.locator(".result-meta").last).to_have_text("Northport: the harbour")
    page.goto(f"{site}search/?q=harbour&time=No+date+was+set")
    expect(hit.locator(".status.broken.tone-warn")).to_have_text("No date was set")
    expect(hit.locator(".result-meta").first).to_have_text("No date was set. Owner: Harbour Master.")


def test_a_resolution_that_only_notes_says_that_it_sets_no_action(site: str, page: Page) -> None:
    """Nobody looks in vain for what became of a resolution that asks for nothing; its text is not said twice."""
    page.goto(f"{site}search/?q=zebra")
    expect(page.locator(".result-meta").first).to_have_text("It sets no action.")
    expect(page.locator(".result h3 mark")).to_have_text("zebra")
    expect(page.locator(".result-excerpt")).to_have_count(0)


def test_the_words_of_an_address_find_nothing(site: str, page: Page) -> None:
    """Words that stand in addresses and class names alone are not found."""
    for word in ("undated", "items", "shape-unknown"):
        page.goto(f"{site}search/?q={word}")
        expect(count_of(page)).to_have_text(f"No result for “{word}”")


def test_markup_in_a_record_stays_text(site: str, page: Page) -> None:
    """A title, text, status, date or facet value that looks like HTML is shown as written and does nothing."""
    page.goto(f"{site}search/?q=okapi")
    expect(count_of(page)).to_have_text("1 result for “okapi”")
    expect(page.locator(".result h3")).to_have_text(f"Okapi {SCRIPT}")
    expect(page.locator(".result-where")).to_have_text(f'Anytown "{SCRIPT}"')
    expect(page.locator(".result-excerpt")).to_contain_text(f"Before {SCRIPT} & <img")
    expect(page.locator(".result-excerpt")).to_contain_text("okapi &amp; after")
    expect(page.locator(".result-meta").first).to_have_text(f"Status {SCRIPT}.")
    expect(page.locator(".result-meta").last).to_have_text(f"Page {SCRIPT}, Date {SCRIPT}")
    facet(page, "Council").get_by_role("checkbox").check()
    expect(page.locator(".chosen")).to_contain_text(f'Council "{SCRIPT}", one: two')
    expect(page).to_have_title(f'“okapi”, Council "{SCRIPT}", one: two – Search – The Scrutiny Record')
    assert page.locator(".search script:not([src]), .search img").count() == 0


def test_markup_in_the_query_stays_text(site: str, page: Page) -> None:
    """A query or a choice that looks like HTML is repeated as typed."""
    query = "<img src=x onerror=alert(1)>zzz"
    page.goto(f"{site}search/?council=%3Cimg%20src%3Dx%3E")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(count_of(page)).to_contain_text(f"“{query}”")
    expect(page.locator(".chosen")).to_contain_text("<img src=x>")
    assert page.locator("main img").count() == 0


def test_nothing_found_says_what_to_do_next(site: str, page: Page) -> None:
    """A query without a result gets a sentence and a next step, not an empty list."""
    page.goto(f"{site}search/?q=xylophone")
    expect(count_of(page)).to_have_text("No result for “xylophone”")
    expect(page.locator("[role=status] p")).to_have_text("Try fewer words, or look without searching.")
    assert page.locator(".result").count() == 0
    page.get_by_role("link", name="look without searching").click()
    expect(page.locator(":target")).to_contain_text("Council")
    expect(count_of(page)).to_have_text("No result for “xylophone”")


def test_words_that_find_nothing_together_are_offered_one_by_one(site: str, page: Page) -> None:
    """Where no entry has all the words, each word that finds something by itself is offered with its number."""
    page.goto(f"{site}search/?q=dredging+neglect+xylophone&kind=Resolution")
    offer = page.locator("[role=status] .search-words")
    expect(offer).to_have_text("Each word by itself: “dredging” (8), “neglect” (24).")
    offer.get_by_role("link", name="neglect").click()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    expect(count_of(page)).to_be_focused()


@pytest.mark.parametrize(
    "query", ["nonsensezzz", "harbourmaster", "safegaurding", "neg lectx", "dredging nonsensezzz", "pilots-xylo"]
)
def test_a_word_that_the_record_has_not_finds_nothing(site: str, page: Page, query: str) -> None:
    """No result is shown or counted that only begins like the word, nor one that lacks a word of several."""
    page.goto(f"{site}search/?q={query}", wait_until="networkidle")
    expect(count_of(page)).to_have_text(f"No result for “{query}”")
    expect(page.locator(".result")).to_have_count(0)
    expect(page.locator("#search-filters label")).to_have_count(0)


def test_the_other_words_are_offered_by_themselves(site: str, page: Page) -> None:
    """Beside a word that the record has not, each other word of the query is offered, with its number of results."""
    page.goto(f"{site}search/?q=dredgin+nonsensezzz+harbour")
    expect(page.locator("[role=status] .search-words")).to_have_text(
        "Each word by itself: “dredgin” (8), “harbour” (8)."
    )


@pytest.mark.parametrize(
    "query,count",
    [
        ("harbours", 8), ("dredged", 8), ("pilot’s", 4), ("partnerships", 24), ("harb", 8), ("neglectful", 24),
        ("crossings zebras", 1), ("HARBOUR", 8), ("wanting", 4), ("northport 4", 1), ("theme 17", 1), ("ov", 3),
    ],
)  # fmt: skip
def test_other_forms_of_a_word_still_find_it(site: str, page: Page, query: str, count: int) -> None:
    """A plural, another ending, the first letters, capitals and figures find what they found."""
    page.goto(f"{site}search/?q={query}")
    expect(count_of(page)).to_contain_text(f"{count} result")


def test_without_the_lists_of_words_the_search_goes_on(site: str, browser: Browser) -> None:
    """Where no list of words can be had, a search shows what the index finds."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.route("**/words/*.json", lambda route: route.abort())
    page.goto(f"{site}search/?q=harbourmaster")
    expect(count_of(page)).to_have_text("8 results for “harbourmaster”")
    context.close()


def test_every_word_that_is_searched_is_in_the_lists(site: str, page: Page) -> None:
    """What stands only in a status, an owner, a due date or a date of an entry is found too."""
    for query in ("overdue", "master", "stated", "recorded"):
        page.goto(f"{site}search/?q={query}")
        expect(page.locator(".result").first).to_be_visible()


def test_one_link_leads_past_the_facets(site: str, page: Page) -> None:
    """From the words a reader without a mouse comes to the count in two steps; the link is seen when reached."""
    page.goto(f"{site}search/")
    expect(page.get_by_role("link", name="Skip to the results")).to_be_hidden()
    page.goto(f"{site}search/?q=harbour")
    expect(facet(page, "Kind")).to_be_visible()
    expect(page.locator(".result")).to_have_count(8)
    page.get_by_role("searchbox").focus()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the results")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="Results")).to_be_focused()
    expect(page.locator(".result")).to_have_count(8)


# Facets


def test_any_of_a_facet_and_all_of_the_facets(site: str, page: Page) -> None:
    """Choices in one facet add up, those in two narrow; each number is what ticking that value would show."""
    page.goto(f"{site}search/?q=harbour")
    expect(count_of(page)).to_have_text("8 results for “harbour”")
    expect(facet(page, "Kind")).to_be_visible()
    assert values_of(page, "Kind") == ["Resolution 4", "Finding 3", "Point reported 1"]
    assert values_of(page, "Council") == ["Northport 4", "Eastport 2", "Southport 2"]
    assert values_of(page, "Year") == ["2025 3", "2024 3", "Not stated 2"]
    assert values_of(page, "In time?") == ["Overdue 2", "Due 1", "No date was set 1"]
    expect(facet(page, "Subject")).to_have_count(0)

    facet(page, "Kind").get_by_role("checkbox", name="Resolution").check()
    expect(count_of(page)).to_have_text("4 of 8 results for “harbour”")
    facet(page, "Kind").get_by_role("checkbox", name="Finding").check()
    expect(count_of(page)).to_have_text("7 of 8 results for “harbour”")
    facet(page, "Council").get_by_role("checkbox", name="Northport").check()
    expect(count_of(page)).to_have_text("3 of 8 results for “harbour”")
    assert sorted(titles(page)) == entries(1, 2, 4)
    expect(facet(page, "Year").get_by_text("Not stated")).to_be_hidden()
    assert values_of(page, "Kind") == ["Resolution 2", "Finding 1", "Point reported 1"]
    assert values_of(page, "Council") == ["Northport 3", "Eastport 2", "Southport 2"]
    assert values_of(page, "Year") == ["2025 1", "2024 2"]
    assert values_of(page, "In time?") == ["Overdue 1", "Due 1"]
    assert page.url == f"{site}search/?q=harbour&kind=Resolution&kind=Finding&council=Northport"


@pytest.mark.parametrize(
    "query,found,kinds,councils",
    [
        ("q=pilots&kind=Resolution", [1, 3], ["Finding 2", "Resolution 2"], ["Northport 1", "Southport 1"]),
        (
            "council=Northport&year=2024",
            [1, 4, 8],
            ["Finding 1", "Point reported 1", "Resolution 1"],
            ["Northport 3"],
        ),
        ("council=Eastport&kind=Point+reported", [], ["Finding 1", "Point reported 0", "Resolution 1"], None),
        ("time=Overdue&time=Due", [1, 2, 3], ["Resolution 3"], ["Northport 2", "Southport 1"]),
    ],
)
def test_counts_are_right(
    site: str, page: Page, query: str, found: list[int], kinds: list[str], councils: list[str] | None
) -> None:
    """With words or without, a facet is counted with its own choices lifted and all others kept."""
    page.goto(f"{site}search/?{query}")
    expect(facet(page, "Kind")).to_be_visible()
    assert sorted(titles(page)) == entries(*found)
    assert sorted(values_of(page, "Kind")) == kinds
    if councils:
        assert values_of(page, "Council") == councils


def test_results_do_not_wait_for_the_lists_of_facets(site: str, page: Page) -> None:
    """The first results need no list but those of the facets chosen; a closed panel fetches no other."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.set_viewport_size(PHONE)
    page.goto(f"{site}search/?q=harbour&kind=Resolution", wait_until="networkidle")
    expect(count_of(page)).to_have_text("4 of 8 results for “harbour”")
    assert len([url for url in fetched if url.endswith(".pf_filter")]) == 1
    page.get_by_text("Narrow the results (1 chosen)").click()
    expect(facet(page, "Council")).to_be_visible()
    assert len([url for url in fetched if url.endswith(".pf_filter")]) > 1


def test_a_value_that_the_index_has_not_can_be_taken_away(site: str, page: Page) -> None:
    """A choice from an old address stands in the panel with 0 and above the results, where it can be removed."""
    page.goto(f"{site}search/?q=harbour&council=Atlantis")
    expect(count_of(page)).to_have_text("No result for “harbour” fits all that you have chosen")
    expect(facet(page, "Council").get_by_role("checkbox", name="Atlantis")).to_be_checked()
    assert "Atlantis 0" in values_of(page, "Council")
    page.get_by_role("link", name="Remove Atlantis").click()
    expect(count_of(page)).to_have_text("8 results for “harbour”")
    expect(count_of(page)).to_be_focused()
    assert page.url == f"{site}search/?q=harbour"
    expect(facet(page, "Council").get_by_text("Atlantis")).to_have_count(0)


def test_all_choices_can_be_cleared(site: str, page: Page) -> None:
    """One link takes all choices away and keeps the words; with nothing found, another offers the same."""
    page.goto(f"{site}search/?q=harbour&kind=Finding&council=Northport&year=2025")
    expect(page.get_by_role("link", name="Show all 8 results for “harbour”")).to_be_visible()
    page.get_by_role("link", name="Clear all").click()
    expect(count_of(page)).to_have_text("8 results for “harbour”")
    expect(page.locator(".chosen")).to_have_count(0)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_a_long_list_shows_its_rest_on_request(site: str, page: Page) -> None:
    """A long list shows eight values and a button for all, which works by keyboard and leads on to what appears."""
    page.goto(f"{site}search/?q=neglect")
    more = facet(page, "Subject").get_by_role("button")
    expect(more).to_have_text("Show all 11 of Subject")
    assert len(values_of(page, "Subject")) == 8
    assert values_of(page, "Year")[:2] == ["2016 1", "2015 1"]
    more.press("Enter")
    expect(more).to_have_text("Show fewer of Subject")
    assert len(values_of(page, "Subject")) == 11
    expect(facet(page, "Subject").get_by_role("checkbox").nth(8)).to_be_focused()
    more.press("Enter")
    assert len(values_of(page, "Subject")) == 8
    expect(more).to_be_focused()


def test_a_chosen_value_of_a_long_list_is_always_shown(site: str, page: Page) -> None:
    """A choice is never hidden among the rest of a long list."""
    page.goto(f"{site}search/?q=neglect&subject=Subject+10")
    expect(facet(page, "Subject").get_by_role("checkbox", name="Subject 10")).to_be_checked()
    assert len(values_of(page, "Subject")) == 9


# The address, the title, the focus


def test_the_title_says_what_is_asked_for(site: str, page: Page) -> None:
    """The title of the page repeats words, choices and page, so that two tabs or bookmarks can be told apart."""
    page.goto(f"{site}search/?q=harbour&kind=Resolution&council=Northport&year=Not+stated")
    expect(page).to_have_title("“harbour”, Resolution, Northport, Year: Not stated – Search – The Scrutiny Record")


def test_back_and_forward_restore_every_choice(site: str, page: Page) -> None:
    """Back and Forward bring back words, ticks, results and order as they were."""
    page.goto(f"{site}search/?q=harbour")
    facet(page, "Kind").get_by_role("checkbox", name="Resolution").check()
    expect(count_of(page)).to_have_text("4 of 8 results for “harbour”")
    page.get_by_role("link", name="Earliest due first").click()
    expect(page.locator(".search-order")).to_contain_text("Earliest due first.")
    page.go_back()
    expect(page.locator(".search-order")).to_contain_text("Best match first.")
    page.go_back()
    expect(count_of(page)).to_have_text("8 results for “harbour”")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    page.go_forward()
    expect(count_of(page)).to_have_text("4 of 8 results for “harbour”")
    expect(facet(page, "Kind").get_by_role("checkbox", name="Resolution")).to_be_checked()


def test_the_order_is_a_link_and_undated_comes_last(site: str, page: Page) -> None:
    """Sorted by when it is due, what has no date stands behind what has one; the newest first, the undated last."""
    page.goto(f"{site}search/?q=harbour&kind=Resolution")
    page.get_by_role("link", name="Earliest due first").press("Enter")
    expect(page.locator(".search-order")).to_contain_text("Earliest due first.")
    expect(count_of(page)).to_be_focused()
    assert titles(page) == entries(1, 3, 2, 7)
    assert page.url == f"{site}search/?q=harbour&kind=Resolution&sort=due"
    page.get_by_role("link", name="Newest first").click()
    expect(page.locator(".search-order")).to_contain_text("Newest first.")
    assert titles(page)[-2:] == entries(1, 7)


def test_without_words_the_newest_comes_first(site: str, page: Page) -> None:
    """With choices alone nothing is a better match, so the newest stands first and no such order is offered."""
    page.goto(f"{site}search/?kind=Resolution&council=Northport&council=Eastport")
    expect(count_of(page)).to_have_text("3 results")
    assert titles(page) == entries(2, 1, 7)
    expect(page.locator(".search-order")).to_contain_text("Newest first.")
    expect(page.get_by_role("link", name="Best match first")).to_have_count(0)


def test_ticking_by_keyboard_keeps_the_focus(site: str, page: Page) -> None:
    """A box ticked with the space bar keeps the focus while results and numbers change, and the count is told."""
    page.goto(f"{site}search/?q=harbour")
    box = facet(page, "Kind").get_by_role("checkbox", name="Finding")
    box.focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status").get_by_role("heading")).to_have_text("3 of 8 results for “harbour”")
    expect(facet(page, "Council")).to_contain_text("1")
    assert values_of(page, "Council") == ["Northport 1", "Eastport 1", "Southport 1"]
    expect(box).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(count_of(page)).to_have_text("4 of 8 results for “harbour”")
    expect(facet(page, "Kind").get_by_role("checkbox", name="Point reported")).to_be_focused()


def test_everything_can_be_done_by_keyboard(site: str, page: Page) -> None:
    """From the words a reader tabs to the way past the panel, the panel, its boxes, the choices and the results."""
    page.goto(f"{site}search/?q=harbour&time=Overdue")
    expect(facet(page, "Kind")).to_be_visible()
    page.get_by_role("searchbox").focus()
    reached: list[str] = []
    while "result" not in reached:
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                    const places = [".skip", "fieldset", "summary", ".chosen", ".search-order", ".result", "button"];
                    return places.find((place) => document.activeElement.closest(place)).replace(".", "");
                }"""
            )
        )
    assert list(dict.fromkeys(reached)) == ["button", "skip", "summary", "fieldset", "chosen", "search-order", "result"]


def test_typed_words_are_not_lost_when_a_box_is_ticked(site: str, page: Page) -> None:
    """Words typed and not yet sent count when a box is ticked."""
    page.goto(f"{site}search/?q=harbour")
    page.get_by_role("searchbox").fill("pilots")
    facet(page, "Kind").get_by_role("checkbox", name="Finding").check()
    expect(count_of(page)).to_have_text("2 of 4 results for “pilots”")


def test_pages_have_addresses_and_back_works(site: str, page: Page) -> None:
    """The next page is a real link; it moves the focus to the count, and Back and Forward show what was there."""
    page.goto(f"{site}search/?q=neglect")
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    first_page = titles(page)
    assert len(first_page) == 10
    following = page.get_by_role("link", name="Next page")
    assert following.get_attribute("href") == "?q=neglect&page=2"
    following.click()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 2 of 3")
    expect(count_of(page)).to_be_focused()
    expect(page.locator("ol.results")).to_have_attribute("start", "11")
    expect(page).to_have_title("“neglect”, page 2 – Search – The Scrutiny Record")
    assert page.url == f"{site}search/?q=neglect&page=2"
    assert not set(titles(page)) & set(first_page)
    page.go_back()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    assert titles(page) == first_page
    page.go_forward()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 2 of 3")


def test_a_choice_leads_back_to_the_first_page(site: str, page: Page) -> None:
    """A choice made on a later page shows the first page of what is left."""
    page.goto(f"{site}search/?q=neglect&page=2")
    facet(page, "Council").get_by_role("checkbox", name="Anytown").check()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    assert page.url == f"{site}search/?q=neglect&council=Anytown"


def test_a_page_beyond_the_last_shows_the_last(site: str, page: Page) -> None:
    """An old link to a page that is no more still shows results."""
    page.goto(f"{site}search/?q=neglect&page=99")
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 3 of 3")
    expect(page.locator(".result")).to_have_count(4)


# Wide and narrow


def test_on_a_phone_the_panel_is_closed(site: str, page: Page) -> None:
    """On a phone the first result is on the first screen, and the closed panel says how much is chosen."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}search/?q=harbour&kind=Resolution&kind=Finding")
    expect(page.locator(".result h3").first).to_be_in_viewport()
    summary = page.get_by_text("Narrow the results (2 chosen)")
    expect(facet(page, "Kind")).to_have_count(0)
    summary.click()
    facet(page, "Council").get_by_role("checkbox", name="Northport").check()
    expect(count_of(page)).to_have_text("3 of 8 results for “harbour”")
    page.get_by_role("button", name="Go to the results").click()
    expect(count_of(page)).to_be_focused()
    expect(page.locator(".result h3").first).to_be_in_viewport()
    expect(facet(page, "Kind")).to_have_count(0)


def test_a_box_in_focus_is_never_behind_the_way_to_the_results(site: str, page: Page) -> None:
    """Tabbing through the open panel on a phone, each box is above the button that stays at the foot of the screen."""
    page.set_viewport_size(PHONE)
    page.goto(f"{site}search/?q=neglect")
    page.get_by_text("Narrow the results").click()
    expect(facet(page, "Year")).to_be_visible()
    page.locator("summary").focus()
    page.keyboard.press("Tab")
    boxes = 0
    while page.evaluate("document.activeElement.closest('fieldset') !== null"):
        boxes += 1
        hidden = page.evaluate(
            """() => document.activeElement.getBoundingClientRect().bottom
                > document.querySelector(".filters-end").getBoundingClientRect().top"""
        )
        assert not hidden
        page.keyboard.press("Tab")
    assert boxes > 15
    expect(page.get_by_role("button", name="Go to the results")).to_be_focused()


@pytest.mark.parametrize("viewport", [WIDE, PHONE])
def test_nothing_moves_while_the_results_come(site: str, browser: Browser, viewport: ViewportSize) -> None:
    """Room is kept for what is on its way: the layout shifts of a page that opens with a search stay under 0.1."""
    context = browser.new_context(viewport=viewport)
    page = context.new_page()
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        "window.moved += entry.value; })).observe({ type: 'layout-shift', buffered: true });"
    )
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/assets/search.js", hold)
    for query in ("q=neglect", "q=harbour&kind=Resolution", "q=xylophone", "q=harbuor"):
        page.goto(f"{site}search/?{query}", wait_until="commit")
        # The script comes after the first paint, as it does over a slow line.
        page.evaluate(
            "new Promise((painted) => new PerformanceObserver((list) => {"
            "if (list.getEntriesByName('first-contentful-paint').length > 0) painted();"
            "}).observe({ type: 'paint', buffered: true }))"
        )
        expect(page.locator("#search-browse")).to_be_hidden()
        held.pop().continue_()
        expect(count_of(page)).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.1, query
    context.close()


# Spelling


@pytest.mark.parametrize(
    "typed,meant",
    [
        ("harbuor", "harbour"),
        ("Dregding", "dredging"),
        ("partnerhsip neglect", "partnership neglect"),
        ("zebar", "zebra"),
    ],
)
def test_a_slip_of_the_pen_is_offered_right(site: str, page: Page, typed: str, meant: str) -> None:
    """For a word that the record has not, the nearest that it has is offered, with the same choices."""
    page.goto(f"{site}search/?q={typed}&kind=Resolution")
    offer = page.locator("[role=status] .search-spelling")
    expect(offer).to_have_text(f"Did you mean “{meant}”?")
    offer.get_by_role("link").click()
    expect(page.get_by_role("searchbox")).to_have_value(meant)
    expect(page).to_have_title(f"“{meant}”, Resolution – Search – The Scrutiny Record")
    expect(page.locator(".result").first).to_be_visible()


@pytest.mark.parametrize("typed", ["harbours", "dredged", "pilot's", '"harbour needs"', "xylophone", "theme 17", "it"])
def test_a_word_in_another_form_is_no_slip(site: str, page: Page, typed: str) -> None:
    """No other word is offered for an ending, a phrase that was found, or a word with none near it."""
    page.goto(f"{site}search/?q={typed}", wait_until="networkidle")
    expect(count_of(page)).to_be_visible()
    expect(page.locator(".search-spelling")).to_have_count(0)


def test_without_the_lists_of_words_nothing_is_offered(site: str, browser: Browser) -> None:
    """A missing list of words costs the offer alone: the results are there, and no error is shown."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.route("**/words/*.json", lambda route: route.fulfill(status=404, body="not here"))
    page.goto(f"{site}search/?q=partnerhsip+neglect", wait_until="networkidle")
    expect(count_of(page)).to_contain_text("for “partnerhsip neglect”")
    expect(page.locator(".search-spelling")).to_have_count(0)
    context.close()


# What does not come


def test_an_index_that_cannot_be_loaded_is_told(site: str, browser: Browser) -> None:
    """Without the index the reader gets a sentence, a way to try again and the other ways in."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{site}search/?q=neglect")
    expect(count_of(page)).to_have_text("The search could not be loaded")
    expect(page.locator("[role=status] p")).to_have_text("Try again, or look without searching.")
    page.unroute("**/pagefind/**")
    page.get_by_role("link", name="Try again").click()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    context.close()


@pytest.mark.parametrize("lost", ["**/pagefind/index/**", "**/pagefind/**/*.pf_*", "**/pagefind/{index,words}/**"])
def test_a_part_of_the_index_that_is_lost_is_not_called_nothing(site: str, browser: Browser, lost: str) -> None:
    """Where the connection breaks half-way, the page never says that the record mentions nothing."""
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.route(lost, lambda route: route.abort())
    page.goto(f"{site}search/?q=neglect")
    expect(count_of(page)).to_have_text("The search could not be loaded")
    context.close()


def test_without_javascript_the_page_leads_on(site: str, browser: Browser) -> None:
    """Without JavaScript the page says why it cannot search, its form sends the words, and its links lead on."""
    # A browser whose scripts are switched off by a test still parses `noscript` as if they ran, so its text is read.
    with urlopen(f"{site}search/") as reply:
        notice = LexborHTMLParser(reply.read()).css_first("noscript")
    assert notice is not None
    assert "Searching needs JavaScript" in notice.text()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill("neglect")
    page.get_by_role("button", name="Search", exact=True).click()
    assert page.url == f"{site}search/?q=neglect"
    for name, href in {
        "Everything, by what it is": "../browse/",
        "Records from A to Z": "../a-z/",
        "Council": "../browse/council/",
        "In time?": "../browse/time/",
    }.items():
        expect(page.get_by_role("link", name=name, exact=True)).to_have_attribute("href", href)
    context.close()


@pytest.mark.parametrize(
    "address", ["search/", "search/?sort=due", "search/?page=2", "search/?q=+", "search/?utm_source=x"]
)
def test_nothing_is_fetched_before_a_search(site: str, page: Page, address: str) -> None:
    """The search page without words and choices fetches no part of the index, and shows the other ways in."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}{address}", wait_until="networkidle")
    assert [url for url in fetched if "/pagefind/" in url] == []
    expect(page.get_by_role("link", name="Records from A to Z")).to_be_in_viewport()


def test_a_reader_without_words_can_choose(site: str, page: Page) -> None:
    """Opening the panel of the empty page lists what there is, and a tick finds it."""
    page.goto(f"{site}search/")
    page.get_by_text("Narrow the search").click()
    expect(facet(page, "Council")).to_be_visible()
    assert values_of(page, "Council")[:2] == ["Anytown 24", "Northport 4"]
    facet(page, "In time?").get_by_role("checkbox", name="Overdue").check()
    expect(count_of(page)).to_have_text("2 results")
    page.get_by_role("link", name="Remove Overdue").click()
    expect(count_of(page)).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_focused()
    assert page.url == f"{site}search/?"
