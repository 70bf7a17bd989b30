import gzip
import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import cbor2
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, BrowserContext, Page, expect
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, Serve
from scrutiny.search import SearchDocument, SearchIndexError, index, write_index
from scrutiny.search.canonical import canonicalise
from scrutiny.search.document import as_html

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def resolution(number: int, **changes: Any) -> SearchDocument:
    """One resolution of an invented item, with more facet values than a hash map keeps in order by luck."""
    values: dict[str, Any] = {
        "url": f"anytown/items/undated-front-door/#resolution-{number}",
        "title": f"Audits of the front door, part {number}",
        "text": (f"Members asked for data on theme {number}.", "The partnership is to report on neglect."),
        "kind": "Resolution",
        "where": f"Anytown, resolution {number}",
        "page": "Quality of first contact",
        "date": "meeting date not stated",
        "filters": {
            "Council": (f"Council {number % 13}",),
            "Subject": (f"Subject {number % 7}", f"Subject {number % 11}"),
            "Year": (str(2000 + number % 17),),
        },
        "sort": {"date": f"20{number % 20:02}-03-01", "due": f"20{number % 3:02}-03-01"},
    }
    return SearchDocument(**(values | changes))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its relative path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def meta_of(folder: Path) -> list[Any]:
    """The metadata list of the one language in an index."""
    (file,) = folder.glob("*.pf_meta")
    loaded: list[Any] = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    return loaded


# The index


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    """The same documents, in another order, give the same files with the same bytes, run after run."""
    documents = [
        resolution(number, **({"status": "Due", "shape": "shape-ring"} if number % 4 == 0 else {}))
        for number in range(120)
    ]
    write_index(documents, tmp_path / "first")
    first = contents(tmp_path / "first")
    for run in range(3):
        documents = documents[::-1] if run else documents[60:] + documents[:60]
        write_index(documents, tmp_path / f"run-{run}")
        assert contents(tmp_path / f"run-{run}") == first


def test_another_document_gives_another_entry(tmp_path: Path) -> None:
    """A changed facet value alone changes the names that the entry file leads to, so no browser keeps an old list."""
    documents = [resolution(number) for number in range(8)]
    write_index(documents, tmp_path / "before")
    documents[3] = resolution(3, filters={"Council": ("Elsewhere",)})
    write_index(documents, tmp_path / "after")
    before, after = contents(tmp_path / "before"), contents(tmp_path / "after")
    assert before["pagefind-entry.json"] != after["pagefind-entry.json"]
    same_names = {name for name in before if name.endswith((".pf_meta", ".pf_filter"))} & after.keys()
    assert all(before[name] == after[name] for name in same_names)


def test_facets_are_listed_in_order_and_addresses_are_not(tmp_path: Path) -> None:
    """The index lists the values of each facet in order, and has no list of addresses or shapes."""
    write_index([resolution(number, status="Due", shape="shape-ring") for number in range(40)], tmp_path / "index")
    filters = dict(meta_of(tmp_path / "index")[3])
    assert list(filters) == ["Council", "Kind", "Subject", "Year"]
    assert {file.name for file in (tmp_path / "index" / "filter").iterdir()} == {
        f"{key}.pf_filter" for key in filters.values()
    }
    file = tmp_path / "index" / "filter" / f"{filters['Council']}.pf_filter"
    name, values = cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
    assert name == "Council"
    assert [value for value, _pages in values] == sorted(f"Council {number}" for number in range(13))
    assert sum(len(pages) for _value, pages in values) == 40


def test_only_what_the_search_page_uses_is_kept(tmp_path: Path) -> None:
    """Pagefind's own search boxes, their styles and the reader for other languages are not published."""
    write_index([resolution(1)], tmp_path / "index")
    entry = json.loads((tmp_path / "index" / "pagefind-entry.json").read_text("utf-8"))
    language = entry["languages"]["en"]
    assert {file.name for file in (tmp_path / "index").iterdir() if file.is_file()} == {
        "pagefind.js",
        "pagefind-worker.js",
        "pagefind-entry.json",
        "wasm.en.pagefind",
        f"pagefind.{language['hash']}.pf_meta",
    }


def test_an_old_index_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing of an earlier index stays in the folder."""
    output = tmp_path / "site" / "pagefind"
    output.mkdir(parents=True)
    (output / "left-over.txt").write_text("old", encoding="utf-8")
    write_index([resolution(1)], output)
    assert not (output / "left-over.txt").exists()
    assert (output / "pagefind.js").is_file()


def test_a_hit_with_a_title_and_no_text_is_indexed(tmp_path: Path) -> None:
    """A document without text is not lost."""
    write_index([resolution(1, text=()), resolution(2, text=("  ",)), resolution(3)], tmp_path / "index")
    assert len(meta_of(tmp_path / "index")[1]) == 3


def test_settings_from_outside_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither a PAGEFIND_ variable nor a settings file where the build runs changes the index."""
    write_index([resolution(1)], tmp_path / "plain")
    (tmp_path / "pagefind.yml").write_text("exclude_selectors: [p]\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_EXCLUDE_SELECTORS", "p")
    write_index([resolution(1)], tmp_path / "set")
    assert contents(tmp_path / "set") == contents(tmp_path / "plain")


# What is refused


@pytest.mark.parametrize(
    "url",
    ["", "/anytown/", "https://example.org/", "//example.org/", "javascript:alert(1)", "../x/", "a/../../x/", "a b/"],
)
def test_an_address_outside_the_site_is_refused(url: str) -> None:
    """A hit can lead nowhere but into the site."""
    with pytest.raises(ValueError, match="a search address is like"):
        resolution(1, url=url)


@pytest.mark.parametrize("name", ["", "Kind[x]", "a,b", "a:b", 'a"b', "shown-only.url"])
def test_a_facet_name_that_pagefind_would_misread_is_refused(name: str) -> None:
    """A facet or sort key has letters, spaces and hyphens only."""
    with pytest.raises(ValueError, match="the name of a facet or sort key"):
        resolution(1, filters={name: ("x",)})
    with pytest.raises(ValueError, match="the name of a facet or sort key"):
        resolution(1, sort={name: "x"})


def test_two_documents_with_one_address_are_refused(tmp_path: Path) -> None:
    """Two hits with one address are a fault, and the message names it."""
    with pytest.raises(SearchIndexError, match="undated-front-door/#resolution-1;"):
        write_index([resolution(1), resolution(1)], tmp_path / "index")


def test_no_document_at_all_is_refused(tmp_path: Path) -> None:
    """An index of nothing is refused in words, before Pagefind is run."""
    with pytest.raises(SearchIndexError, match="nothing to search"):
        write_index([], tmp_path / "index")


def test_a_document_that_pagefind_leaves_out_is_told(tmp_path: Path) -> None:
    """No hit is lost in silence: a text without a single word is reported, and the old index stays."""
    output = tmp_path / "index"
    write_index([resolution(1)], output)
    before = contents(output)

    def blank(document: SearchDocument) -> str:
        return "<html><body><div data-pagefind-body></div></body></html>" if "-2" in document.url else as_html(document)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("scrutiny.search.index.as_html", blank)
        with pytest.raises(SearchIndexError, match="indexed 1 of 2 documents"):
            write_index([resolution(1), resolution(2)], output)
    assert contents(output) == before


def _program(folder: Path, script: str) -> Path:
    """A stand-in for the Pagefind program."""
    file = folder / "pagefind"
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    return file


def test_a_failure_of_pagefind_carries_what_it_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message has Pagefind's own words and its exit code, and the old index stays."""
    output = tmp_path / "index"
    write_index([resolution(1)], output)
    before = contents(output)
    monkeypatch.setattr(index, "get_executable", lambda: _program(tmp_path, "echo 'no space left' >&2; exit 3"))
    with pytest.raises(SearchIndexError, match="exit code 3: no space left"):
        write_index([resolution(2)], output)
    assert contents(output) == before


def _no_wheel() -> Path:
    """Fail as the package does whose program has been deleted."""
    raise FileNotFoundError("Could not find any of …")


@pytest.mark.parametrize("found", [lambda: None, _no_wheel, lambda: Path("/nowhere/pagefind")])
def test_a_missing_program_is_told_with_its_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: Callable[[], Path | None]
) -> None:
    """Without the Pagefind program the message says what to install."""
    monkeypatch.setattr(index, "get_executable", found)
    with pytest.raises(SearchIndexError, match="pip install"):
        write_index([resolution(1)], tmp_path / "index")


def test_an_index_of_another_form_is_refused(tmp_path: Path) -> None:
    """A later Pagefind that writes something else is refused in words instead of published."""
    write_index([resolution(1)], tmp_path / "index")
    (file,) = (tmp_path / "index").glob("*.pf_meta")
    file.write_bytes(gzip.compress(b"pagefind_dcd" + cbor2.dumps(["1.6.0", [], []])))
    with pytest.raises(SearchIndexError, match="unknown form"):
        canonicalise(tmp_path / "index")
    file.write_bytes(gzip.compress(b"something else"))
    with pytest.raises(SearchIndexError, match="does not begin with pagefind_dcd"):
        canonicalise(tmp_path / "index")


# The search page in a browser


SCRIPT = "<script>document.title = 'taken over'</script>"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, serve: Serve) -> str:
    """The base address of a small site: its search page, its index and one record, under the strict policy."""
    folder = tmp_path_factory.mktemp("search-site")
    templates = Environment(
        loader=FileSystemLoader(ROOT / "overrides" / "scrutiny"), autoescape=True, undefined=StrictUndefined
    )
    browse = [{"text": "Subject <all>", "href": "../subjects/"}, {"text": "Council", "href": "../councils/"}]
    _page(folder / "search", "Search", templates.get_template("pages/search.html").render(base="../", browse=browse))
    (folder / "assets").mkdir()
    (folder / "assets" / "search.js").write_bytes((ROOT / "overrides" / "assets" / "search.js").read_bytes())
    anchors = "".join(f'<h2 id="resolution-{number}">Resolution {number}</h2>' for number in range(60))
    _page(folder / "anytown" / "items" / "undated-front-door", "Quality of first contact", anchors)
    documents = [resolution(number) for number in range(24)]
    documents[4] = resolution(4, status="Date passed, no progress recorded", shape="shape-unknown")
    documents.append(
        resolution(
            30,
            title=f"Okapi {SCRIPT}",
            text=(f'Before {SCRIPT} & <img src="x" onerror="document.title=1"> the okapi &amp; after.',),
            where=f'Anytown "{SCRIPT}"',
            page=f"Page {SCRIPT}",
            status=f"Status {SCRIPT}",
            date=f"Date {SCRIPT}",
            filters={"Council": (f'Council "{SCRIPT}", one: two',)},
        )
    )
    write_index(documents, folder / "pagefind")
    return serve(folder, {"Content-Security-Policy": POLICY})


def _page(folder: Path, title: str, body: str) -> None:
    """Write a page as the site's frame would, without its header and footer."""
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(
        f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><link rel="icon" href="data:,">'
        f"<title>{escape(title)} – The Scrutiny Record</title></head><body><main>{body}</main></body></html>",
        encoding="utf-8",
    )


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh browser profile; the test fails on an error in its console, such as a breach of the policy."""
    context: BrowserContext = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def count_of(page: Page) -> Any:
    """The heading that says how much was found, which screen readers hear of."""
    return page.locator("[role=status] h2")


def test_a_search_leads_to_the_exact_anchor(site: str, page: Page) -> None:
    """Words typed in the form find the resolution, and its link ends at the resolution itself."""
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill("theme 17")
    page.get_by_role("button", name="Search").click()
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


def test_a_status_stands_with_its_shape(site: str, page: Page) -> None:
    """A hit with a status shows its words, marked with the class of its shape."""
    page.goto(f"{site}search/?q=%22resolution+4%22")
    expect(page.locator(".result-meta .status.shape-unknown")).to_have_text("Date passed, no progress recorded")


def test_the_words_of_an_address_find_nothing(site: str, page: Page) -> None:
    """Words that stand in addresses and class names alone are not found."""
    for word in ("undated", "items", "shape-unknown"):
        page.goto(f"{site}search/?q={word}")
        expect(count_of(page)).to_have_text(f"Nothing on this record mentions “{word}”")


def test_markup_in_a_record_stays_text(site: str, page: Page) -> None:
    """A title, text, status or date that looks like HTML is shown as written and does nothing."""
    page.goto(f"{site}search/?q=okapi")
    expect(count_of(page)).to_have_text("1 result for “okapi”")
    expect(page.locator(".result h3")).to_have_text(f"Okapi {SCRIPT}")
    expect(page.locator(".result-where")).to_have_text(f'Anytown "{SCRIPT}"')
    expect(page.locator(".result-excerpt")).to_contain_text(f"Before {SCRIPT} & <img")
    expect(page.locator(".result-excerpt")).to_contain_text("okapi &amp; after")
    expect(page.locator(".result-meta")).to_have_text(f"Status {SCRIPT}. Page {SCRIPT}, Date {SCRIPT}")
    expect(page).to_have_title("“okapi” – Search – The Scrutiny Record")
    assert page.locator(".search-hits script, .search-hits img").count() == 0


def test_markup_in_the_query_stays_text(site: str, page: Page) -> None:
    """A query that looks like HTML is repeated as typed."""
    query = "<img src=x onerror=alert(1)>zzz"
    page.goto(f"{site}search/")
    page.get_by_role("searchbox").fill(query)
    page.get_by_role("searchbox").press("Enter")
    expect(count_of(page)).to_contain_text(f"“{query}”")
    assert page.locator("main img").count() == 0


def test_nothing_found_says_what_to_do_next(site: str, page: Page) -> None:
    """A query without a result gets a sentence and a next step, not an empty list."""
    page.goto(f"{site}search/?q=xylophone")
    expect(count_of(page)).to_have_text("Nothing on this record mentions “xylophone”")
    expect(page.locator("[role=status] p")).to_have_text("Try fewer words, or look without searching.")
    assert page.locator(".result").count() == 0
    page.get_by_role("link", name="look without searching").click()
    expect(page.locator(":target")).to_contain_text("Subject <all>")
    expect(count_of(page)).to_have_text("Nothing on this record mentions “xylophone”")


def test_pages_have_addresses_and_back_works(site: str, page: Page) -> None:
    """The next page is a real link; it moves the focus to the count, and Back and Forward show what was there."""
    page.goto(f"{site}search/?q=neglect")
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    first_page = page.locator(".result h3").all_text_contents()
    assert len(first_page) == 10
    following = page.get_by_role("link", name="Next page")
    assert following.get_attribute("href") == "?q=neglect&page=2"
    following.click()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 2 of 3")
    expect(count_of(page)).to_be_focused()
    expect(page.locator("ol.results")).to_have_attribute("start", "11")
    expect(page).to_have_title("“neglect”, page 2 – Search – The Scrutiny Record")
    assert page.url == f"{site}search/?q=neglect&page=2"
    assert not set(page.locator(".result h3").all_text_contents()) & set(first_page)
    page.go_back()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
    assert page.locator(".result h3").all_text_contents() == first_page
    page.go_forward()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 2 of 3")


def test_a_page_beyond_the_last_shows_the_last(site: str, page: Page) -> None:
    """An old link to a page that is no more still shows results."""
    page.goto(f"{site}search/?q=neglect&page=99")
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 3 of 3")
    expect(page.locator(".result")).to_have_count(4)


def test_an_index_that_cannot_be_loaded_is_told(site: str, browser: Browser) -> None:
    """Without the index the reader gets a sentence, a way to try again and the other ways in."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{site}search/?q=neglect")
    expect(count_of(page)).to_have_text("The search could not be loaded")
    expect(page.locator("[role=status] p")).to_have_text("Try again, or look without searching.")
    page.unroute("**/pagefind/**")
    page.get_by_role("link", name="Try again").click()
    expect(count_of(page)).to_have_text("24 results for “neglect”, page 1 of 3")
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
    page.get_by_role("button", name="Search").click()
    assert page.url == f"{site}search/?q=neglect"
    expect(page.get_by_role("link", name="Council")).to_have_attribute("href", "../councils/")
    context.close()


def test_nothing_is_fetched_before_a_search(site: str, page: Page) -> None:
    """The search page without a query fetches no part of the index."""
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(f"{site}search/", wait_until="networkidle")
    assert [url for url in fetched if "/pagefind/" in url] == []
