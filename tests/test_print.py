"""Pages on paper: A4, every fact and status, no navigation; read back from the PDF that a real browser prints."""

import io
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from conftest import BuiltSite, Serve

A4 = (595, 842)
"""Points."""
PRINTED_WIDTH = 680
"""Width of A4 within its margins of 15 mm, in CSS pixels."""

ITEM = "bradford/items/undated-front-door/"
PAGES = [
    ("seeds", ITEM),
    ("seeds", "haringey/inspections/2017-jtai/"),
    ("sample", "northwick/items/2024-hub/"),
    ("sample", "northwick/committees/children-scrutiny/pack/"),
]
"""One page of each kind that is made to be printed."""


@pytest.fixture(scope="module")
def bases(seeds: BuiltSite, sample: BuiltSite, serve: Serve) -> dict[str, str]:
    """Where both sites are served."""
    return {"seeds": serve(seeds.folder), "sample": serve(sample.folder)}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A browser tab as wide as the printed part of a sheet."""
    page = browser.new_page(viewport={"width": PRINTED_WIDTH, "height": 1000})
    yield page
    page.close()


def printed(tab: Page, url: str) -> list[str]:
    """Print a page as the browser's own command does; return the words of each sheet, with single spaces.

    Raises AssertionError if a sheet is not A4.
    """
    tab.goto(url)
    sheets = PdfReader(io.BytesIO(tab.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    return [" ".join(sheet.extract_text().replace("\u2060", "").split()) for sheet in sheets]


@pytest.mark.parametrize("site, address", PAGES)
def test_navigation_goes_and_the_day_stays(tab: Page, bases: dict[str, str], site: str, address: str) -> None:
    """On paper there is no menu, form, breadcrumb or list of contents, and the day of the statuses is named."""
    text = " ".join(printed(tab, bases[site] + address))
    assert "The Scrutiny Record" in text
    assert "As at 22 November 2026" in text
    for gone in ("Skip to the main content", "On this page", "Report a mistake", "Glossary", "Home /", "§", "Search"):
        assert gone not in text, gone


@pytest.mark.parametrize("site, address", PAGES)
def test_nothing_is_cut_at_the_edge(tab: Page, bases: dict[str, str], site: str, address: str) -> None:
    """Nothing on the sheet is wider than the sheet."""
    tab.goto(bases[site] + address)
    tab.emulate_media(media="print")
    assert tab.evaluate("document.documentElement.scrollWidth") <= PRINTED_WIDTH


def test_an_item_is_three_sheets_with_the_decisions_on_the_first(tab: Page, bases: dict[str, str]) -> None:
    """Bradford's item prints on three sheets, and all four of its resolutions stand on the first."""
    sheets = printed(tab, bases["seeds"] + ITEM)
    assert len(sheets) <= 3
    for number in (1, 2, 3, 4):
        assert f"Resolution {number} " in sheets[0]
    assert sheets[0].count("Date passed, no progress recorded") == 3, "each status in words"
    last = "part 4 of Bradford: improvement plan for children's services"
    assert sheets[0].count(last) == 2, "resolution 4 to its last line"


def test_what_was_changed_shows_without_colour(tab: Page, bases: dict[str, str]) -> None:
    """Words taken out are struck through and words put in underlined, in black on white."""
    tab.goto(bases["seeds"] + ITEM)
    tab.emulate_media(media="print", color_scheme="dark")
    style = "e => (s => [s.textDecorationLine, s.color, s.backgroundColor])(getComputedStyle(e))"
    assert tab.locator(".comparison del").first.evaluate(style) == [
        "line-through",
        "rgb(0, 0, 0)",
        "rgb(255, 255, 255)",
    ]
    assert tab.locator(".comparison ins").first.evaluate(style) == ["underline", "rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_shapes_are_printed(tab: Page, bases: dict[str, str]) -> None:
    """The shape before a status is printed even where the browser leaves backgrounds out."""
    tab.goto(bases["seeds"] + ITEM)
    tab.emulate_media(media="print")
    exact = "all => all.every(e => getComputedStyle(e).printColorAdjust === 'exact')"
    assert tab.locator(".shape").evaluate_all(exact)


def test_heads_of_tables_stand_on_every_sheet(tab: Page, bases: dict[str, str]) -> None:
    """A table that goes on overleaf begins there with its column heads again."""
    sheets = printed(tab, bases["seeds"] + "actions/")
    going_on = [sheet for sheet in sheets[1:] if not re.match("[A-Z][^.]* [0-9]+ [A-Z]", sheet)]
    assert going_on, "no table of this page goes on overleaf: another page has to show this"
    for sheet in going_on:
        assert sheet.startswith("To be done Owner Due, as stated Last day")


def test_a_head_never_stands_alone(tab: Page, bases: dict[str, str]) -> None:
    """No sheet of a pack ends in column heads whose first row is overleaf."""
    for committee in ("northwick/committees/children-scrutiny", "eastmere/committees/fire-authority"):
        for sheet in printed(tab, f"{bases['sample']}{committee}/pack/"):
            assert not sheet.endswith(("Last day", "Latest news", "Status", "Answer"))


def test_outside_addresses_are_printed(tab: Page, bases: dict[str, str]) -> None:
    """The address of a paper stands in brackets after its name; addresses of this site do not."""
    text = "".join(printed(tab, bases["sample"] + "northwick/items/2024-hub/"))
    squeezed = text.replace(" ", "")
    assert "(https://northwick.example/minutes-2024-06-18)" in squeezed
    assert "(https://northwick.example/audit-summary)" in squeezed
    assert "127.0.0.1" not in squeezed
    assert "(../" not in squeezed


def test_the_printed_pack_holds_every_open_action(tab: Page, bases: dict[str, str]) -> None:
    """What a councillor takes into the meeting names everything open, its status in words, owner, day and news."""
    text = " ".join(printed(tab, bases["sample"] + "northwick/committees/children-scrutiny/pack/"))
    for line in (
        "Bring a new date for the case system to the committee",
        "Give a new date for the case system",
        "Audit 40 cases every quarter and publish the results",
        "Move case records to one system",
        "Train partners on thresholds",
        "Date passed, no progress recorded 1",
        "Overdue 1",
        "Cannot be computed 1",
        "overdue by 236 days",
        "Assistant Director, Resources",
        "Did not accept the explanation and asked for a new date",
        "Next meeting 19 January 2027",
        "Invented example.",
    ):
        assert line in text, line
    assert "Put a decision-maker" not in text, "it is done"
    assert "Open a second front-door team" not in text, "it was rejected"
