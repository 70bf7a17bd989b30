"""What only the whole site can show: the five seeds searched, joined by subject, tracked, and their gaps listed.

Each test is one of the site's lines of the acceptance list and is named after it. Feeds, calendars and exports
(S5, S6) have tests of their own.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

from anchored import at, leads_to, table_rows, under_heading, words_at, words_on
from conftest import BuiltSite, Serve
from reading import words

SEARCHED = ("Plymouth", "Haringey", "Bradford")
"""The councils whose papers speak of the MASH."""


@pytest.fixture(scope="module")
def base(seeds: BuiltSite, serve: Serve) -> str:
    """Where the built site is served on this machine."""
    return serve(seeds.folder)


@pytest.fixture
def tab(browser: Browser, base: str) -> Iterator[Page]:
    """A browser tab that fails the test if the page reports an error or asks another site for anything."""
    context = browser.new_context()
    page = context.new_page()
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(base) else troubles.append(request.url))
    yield page
    context.close()
    assert troubles == []


def search_by_hand(tab: Page, base: str, query: str) -> None:
    """Type a query into the search page and send it, as a reader does."""
    tab.goto(f"{base}search/")
    tab.get_by_role("searchbox").fill(query)
    tab.get_by_role("main").get_by_role("button", name="Search", exact=True).click()
    expect(tab.get_by_role("heading", name=re.compile(r"^\d+ results? for"))).to_be_visible()


class Hit(NamedTuple):
    """One result as a reader sees it."""

    where: str
    title: str
    url: str
    text: str


def all_results(tab: Page) -> list[Hit]:
    """Return every result, through all pages of results."""
    found: list[Hit] = []
    while True:
        count = tab.get_by_role("heading", level=2, name=re.compile("results? for")).inner_text()
        for hit in tab.locator(".results > li").all():
            link = hit.locator("h3 a")
            where, url = hit.locator(".result-where").inner_text(), link.evaluate("a => a.href")
            found.append(Hit(where, link.inner_text(), url, hit.inner_text()))
        further = tab.get_by_role("link", name="Next page")
        if not further.count():
            return found
        further.click()
        expect(tab.get_by_role("heading", level=2, name=re.compile("results? for"))).not_to_have_text(count)


@pytest.fixture(scope="module")
def mash(browser: Browser, base: str) -> list[Hit]:
    """Every result for "MASH"."""
    context = browser.new_context()
    page = context.new_page()
    search_by_hand(page, base, "MASH")
    found = all_results(page)
    context.close()
    return found


def test_s1_mash_is_found_in_three_councils(mash: list[Hit]) -> None:
    """A search for MASH finds the records of Plymouth, Haringey and Bradford, and findings by their own words."""
    councils = {where.partition(",")[0] for where, *_ in mash}
    assert set(SEARCHED) <= councils
    addresses = {re.sub(r"^https?://[^/]+/", "", url) for _, _, url, _ in mash}
    assert {
        "plymouth/items/undated-jtai-update/#point-f",
        "haringey/inspections/2017-jtai/#strength-1",
        "haringey/inspections/2017-jtai/#improvement-1",
        "haringey/inspections/2017-jtai/#improvement-18",
    } <= addresses
    assert any(url.startswith("bradford/items/undated-front-door/#") for url in addresses)


def test_s1_every_result_has_its_anchor(seeds: BuiltSite, base: str, mash: list[Hit]) -> None:
    """Every result for MASH leads to a part of the site that speaks of it, or says under which subject it was found."""
    assert len(mash) == len({url for _, _, url, _ in mash})
    for where, title, url, text in mash:
        there = urlsplit(url.removeprefix(base))
        page = seeds.page(there.path)
        heading = page.css_first("h1")
        assert heading is not None
        told = words_at(page, there.fragment) if there.fragment else words_on(page)
        assert "MASH" in told + words(heading) or "Front door and MASH" in text, (where, title)


@pytest.mark.parametrize("council", SEARCHED)
def test_s1_a_result_lands_on_its_anchor(tab: Page, base: str, mash: list[Hit], council: str) -> None:
    """A click on a result of each council ends at the very finding, point or resolution, in view."""
    where, title, url, _ = next(hit for hit in mash if hit[0].startswith(council) and "#" in hit[2])
    search_by_hand(tab, base, "MASH")
    while not tab.locator(f'.results a[href="{url}"]').count():
        first = tab.locator(".results h3").first.inner_text()
        tab.get_by_role("link", name="Next page").click()
        expect(tab.locator(".results h3").first).not_to_have_text(first)
    tab.locator(f'.results a[href="{url}"]').click()
    tab.wait_for_url(url)
    target = tab.locator(":target")
    expect(target).to_have_id(urlsplit(url).fragment)
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("MASH")
    assert where.startswith(council)
    assert title


def test_s1_results_carry_what_a_finding_says(tab: Page, base: str) -> None:
    """The index can narrow the results for MASH to strengths or to areas for improvement."""
    tab.goto(f"{base}search/")
    filters: dict[str, dict[str, int]] = tab.evaluate(
        """async base => {
            const pagefind = await import(`${base}pagefind/pagefind.js`);
            await pagefind.filters();  // Pagefind counts by facet only once it has loaded the facets.
            return (await pagefind.search("MASH")).filters;
        }""",
        base,
    )
    assert filters["says"]["Strength"] >= 1
    assert filters["says"]["Area for improvement"] >= 2
    assert {council for council, number in filters["council"].items() if number} >= set(SEARCHED)


def test_s2_one_subject_joins_two_councils(seeds: BuiltSite) -> None:
    """The subject of children's mental health leads to Plymouth's inspection and to Worcestershire's update."""
    address = "themes/mental-health/"
    page = seeds.page(address)
    title = page.css_first("h1")
    assert title is not None
    assert words(title) == "Children's emotional and mental health"
    found = set(leads_to(at(page, "records"), address))
    assert {
        "plymouth/inspections/2019-jtai/",
        "plymouth/items/undated-jtai-update/",
        "worcestershire/inspections/undated-jtai/",
        "worcestershire/items/undated-ofsted-update/",
    } <= found
    for record in ("plymouth/inspections/2019-jtai/", "worcestershire/items/undated-ofsted-update/"):
        main = seeds.page(record).css_first("main")
        assert main is not None
        assert address in leads_to(main, record)


@pytest.fixture(scope="module")
def tracker(seeds: BuiltSite) -> LexborHTMLParser:
    """The tracker of everything that was to be done."""
    return seeds.page("actions/")


def row_of(page: LexborHTMLParser, heading: str, said: str) -> tuple[str, ...]:
    """Return the one row under a status that says something."""
    found = [row for node in under_heading(page, heading) for row in table_rows(node) if said in row[0]]
    assert len(found) == 1, f"{len(found)} rows under {heading} say “{said}”"
    return found[0]


def test_s3_an_exact_day(tracker: LexborHTMLParser) -> None:
    """Haringey's plan was due on 11 May 2018, a stated day that was checked."""
    row = row_of(tracker, "passed", "Send the action plan to Ofsted")
    assert row[2] == "11 May 2018"
    assert row[3] == "11 May 2018; checked"


@pytest.mark.parametrize(
    "said,month,last",
    [
        ("partners' own action plans", "March 2018", "31 March 2018"),
        ("in a draft", "March 2018", "31 March 2018"),
        ("Discuss the draft", "March 2018", "31 March 2018"),
        ("Amend the draft", "April 2018", "30 April 2018"),
        ("approve the final plan", "April 2018", "30 April 2018"),
        ("Lead Member and the CE", "April 2018", "30 April 2018"),
    ],
)
def test_s3_a_month_and_its_last_day(tracker: LexborHTMLParser, said: str, month: str, last: str) -> None:
    """A step due in March or April 2018 shows the month as stated, and the end of the month as its last day."""
    assert row_of(tracker, "passed", said)[2:4] == (month, last)


@pytest.mark.parametrize(
    "said,limit",
    [
        ("without significant delay", "Immediately"),
        ("new contacts and new referrals", "Immediately"),
        ("performance management framework", "Within 3 months"),
        ("assessments, case conferences", "Within 3 months"),
        ("what early help services achieve", "Within 6 months"),
    ],
)
def test_s3_a_limit_without_a_first_day(tracker: LexborHTMLParser, said: str, limit: str) -> None:
    """Bath and North East Somerset's limits cannot be computed: the day they run from is not stated."""
    row = row_of(tracker, "cannot-compute", said)
    assert row[2] == limit
    assert "the day it runs from is not stated" in row[3].lower()


def test_s3_a_day_with_an_inferred_year(tracker: LexborHTMLParser) -> None:
    """Bradford's 20 March stands as stated, its year shown as inferred; "next meeting" takes its day from it."""
    inferred = row_of(tracker, "passed", "Resolution 2.")
    assert inferred[2] == "20 March"
    assert inferred[3] == "20 March 2019, year inferred"
    for number in (3, 4):
        assert row_of(tracker, "passed", f"Resolution {number}.")[2:4] == (
            "Next meeting",
            "20 March 2019, by resolution 2, year inferred",
        )


def test_s3_a_condition_without_a_timescale(tracker: LexborHTMLParser) -> None:
    """Plymouth's plan waits for the sign-off, on a timescale still to be agreed: both are said, and no day is."""
    row = row_of(tracker, "cannot-compute", "joint improvement plan")
    assert "signed it off" in row[2]
    assert "timescale is still to be agreed" in row[3]
    assert not re.search(r"\d", row[2] + row[3])


@pytest.mark.parametrize("said", ["Discuss the draft", "Amend the draft", "approve the final plan"])
def test_s3_an_owner_still_to_be_named(tracker: LexborHTMLParser, said: str) -> None:
    """Three of Haringey's steps have an owner to be confirmed, and lead to the step on which that depends."""
    owner = row_of(tracker, "passed", said)[1]
    assert owner.startswith("To be confirmed, when the governance arrangements are agreed")
    assert "depends on action 3" in owner
    assert "haringey/plans/2018-jtai-action-plan/#action-3" in leads_to(at(tracker, "main"), "actions/")


def test_s3_nothing_is_overdue_without_evidence(tracker: LexborHTMLParser) -> None:
    """No row of the five seeds is overdue: no paper shows that anything was left undone after its last day."""
    assert tracker.css_first("#overdue") is None
    assert "Nothing is called overdue unless" in words_on(tracker)


def test_s4_a_role_lists_its_steps(seeds: BuiltSite) -> None:
    """The page of Haringey's DCS lists the four steps it owns, the last on behalf of the partnership, and no other."""
    page = seeds.page("haringey/roles/dcs/")
    title = page.css_first("h1")
    assert title is not None
    assert words(title) == "Haringey: DCS"
    rows = table_rows(at(page, "owns"))
    assert [row[0].partition(".")[0] for row in rows] == ["2", "5", "9", "10"]
    assert [row[1] for row in rows] == ["2 February 2018", "March 2018", "April 2018", "11 May 2018"]
    assert "for Partnership in Haringey" in rows[-1][0]
    steps = {f"haringey/plans/2018-jtai-action-plan/#action-{number}" for number in (2, 5, 9, 10)}
    assert steps <= set(leads_to(at(page, "owns"), "haringey/roles/dcs/"))


@pytest.fixture(scope="module")
def gaps(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of known gaps."""
    return seeds.page("data-quality/")


@pytest.mark.parametrize(
    "record,why",
    [
        ("plymouth/items/undated-jtai-update/", ("date not stated", "the committee is not named")),
        ("haringey/items/2018-jtai/", ("The minutes are not held here",)),
        ("bradford/items/undated-front-door/", ("date not stated", "the committee is not named")),
        ("bradford/inspections/undated-ilacs/", ("On site: date not stated", "grade is not stated")),
        (
            "bath-and-north-east-somerset/items/undated-protection-of-children/",
            ("date not stated", "the committee is not named"),
        ),
        ("bath-and-north-east-somerset/inspections/undated-protection-of-children/", ("On site: date not stated",)),
        ("worcestershire/items/undated-ofsted-update/", ("date not stated",)),
        ("worcestershire/inspections/2019-ofsted/", ("grade is not stated", "framework is not stated")),
    ],
)
def test_s7_an_incomplete_record_is_listed(gaps: LexborHTMLParser, record: str, why: tuple[str, ...]) -> None:
    """A record that lacks something stands on the page of known gaps, with what it lacks."""
    listed = [
        words(entry)
        for entry in at(gaps, "incomplete").css("li")
        if urljoin("/data-quality/", str(entry.css("a")[0].attributes["href"])) == f"/{record}"
    ]
    assert len(listed) == 1
    for reason in why:
        assert reason in listed[0]


def test_s7_every_list_of_gaps_counts_itself(gaps: LexborHTMLParser) -> None:
    """Each list on the page of known gaps has as many entries as its heading says."""
    sections = [section for section in gaps.css("section") if section.css_first("h2 .count, h2 > span")]
    assert len(sections) >= 7
    for section in sections:
        number = re.search(r"(\d+)$", words(section.css("h2")[0]))
        assert number is not None
        assert len(section.css("li, .discrepancy")) == int(number[1]), words(section.css("h2")[0])


def test_s7_the_discrepancies_of_the_seeds(gaps: LexborHTMLParser) -> None:
    """The three contradictions of the seeds stand there with every claim."""
    disagree = words_at(gaps, "disagree")
    for claim in ("6 and 7 March", "7 and 8 March 2019", "“abuse and neglect”", "“Deadline” of 11 May", "“on” 11 May"):
        assert claim in disagree
    assert disagree.count("Neither is chosen.") == 3
