"""Every page can be read: narrow, enlarged, spaced out, without motion, colours or JavaScript, by structure alone."""

import itertools
import re
from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import BuiltSite, Serve, Tab
from one_of_each import KINDS, visit
from scrutiny.pages.accessibility import LARGEST_TEXT, NARROWEST, WIDTHS

LANGUAGES = {"en-GB", "en", "cy"}
"""What a page or a part of it may be marked as."""

TOO_WIDE = """() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return "";
    const parts = [...document.querySelectorAll("main *")];
    const out = parts.find((each) => each.getBoundingClientRect().right > innerWidth + 1);
    return `${wide} pixels too wide${out ? `, by ${out.outerHTML.slice(0, 120)}` : ""}`;
}"""

CUT = """() => {
    const shown = [...document.querySelectorAll("body *")].filter((each) =>
        each.checkVisibility({ visibilityProperty: true }) && !each.closest(".visually-hidden, .skip, svg, thead"));
    const told = [];
    for (const each of shown) {
        const style = getComputedStyle(each);
        // Text that does not fit into a box which hides or scrolls what is over; fields scroll their own text.
        const tight = style.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 1;
        const low = style.overflowY === "hidden" && each.scrollHeight > each.clientHeight + 1;
        if ((tight || low) && !each.matches("input")) told.push(`cut: ${each.outerHTML.slice(0, 100)}`);
        if (style.textOverflow === "ellipsis") told.push(`shortened: ${each.outerHTML.slice(0, 100)}`);
    }
    // Lines of text of two elements that hold none of each other must not lie on one another.
    const lines = [];
    for (const each of shown) {
        for (const node of each.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.textContent.replace(/\\u2060/g, "").trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) if (box.width > 2) lines.push({ each, box });
        }
    }
    lines.sort((a, b) => a.box.top - b.box.top);
    for (let i = 0; i < lines.length; i += 1) {
        const { each, box } = lines[i];
        for (let j = i + 1; j < lines.length && lines[j].box.top < box.bottom - 4; j += 1) {
            const other = lines[j];
            const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            // The boxes of lines one below the other share their leading: only a real overlap counts.
            const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            if (each === other.each || across < 2 || down < 0.5 * Math.min(box.height, other.box.height)) continue;
            told.push(`one on another: ${each.outerHTML.slice(0, 80)} and ${other.each.outerHTML.slice(0, 80)}`);
        }
    }
    return told;
}"""

SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What readers may set for themselves without losing anything (WCAG 1.4.12)."""

SET_STYLE = """(css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets.push(sheet);
}"""
"""As a browser's extension sets it: the policy of the page allows no <style>."""


@pytest.fixture
def text_only(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript, as wide as a small laptop."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


# Width and size


def test_no_page_is_wider_than_a_narrow_phone(
    site: BuiltSite, pages: dict[str, LexborHTMLParser], serve: Serve, tab: Tab
) -> None:
    """Nothing on any page of the site has to be scrolled sideways at 320 pixels."""
    base, page, told = serve(site.folder), tab(NARROWEST), []
    for address in pages:
        page.goto(base + address, wait_until="load")
        if wide := page.evaluate(TOO_WIDE):
            told.append(f"{address}: {wide}")
    assert told == []


@pytest.mark.parametrize("kind", KINDS)
def test_text_can_be_enlarged(kind: str, kinds: Mapping[str, str], browser: Browser) -> None:
    """At 200 percent, of the page or of the text alone, nothing is cut, covered or out of reach."""
    assert LARGEST_TEXT == 200
    context = browser.new_context(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page = context.new_page()
    try:
        visit(page, kinds[kind])
        assert page.evaluate(TOO_WIDE) == ""
        assert page.evaluate(CUT) == []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate(TOO_WIDE) == "", width
            assert page.evaluate(CUT) == [], width
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_text_can_be_spaced_out(kind: str, width: int, kinds: Mapping[str, str], tab: Tab) -> None:
    """With the spacing that some readers need between lines, words and letters, nothing is cut or covered."""
    page = tab(width)
    visit(page, kinds[kind])
    assert page.evaluate(CUT) == []
    page.evaluate(SET_STYLE, SPACED)
    assert page.evaluate(TOO_WIDE) == ""
    assert page.evaluate(CUT) == []


# Motion and colours


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves(kind: str, kinds: Mapping[str, str], tab: Tab) -> None:
    """No page has an animation or a transition, for those who ask for less motion and for everybody else."""
    page = tab(WIDTHS[1])
    for wish in ("reduce", "no-preference"):
        page.emulate_media(reduced_motion=wish)
        visit(page, kinds[kind])
        moving = page.evaluate(
            """() => [...document.querySelectorAll("html, body, body *")].filter((each) => {
                const style = getComputedStyle(each);
                return style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0)
                    || style.animationName !== "none" || style.scrollBehavior === "smooth";
            }).map((each) => each.outerHTML.slice(0, 80)).concat(document.getAnimations().map(String))"""
        )
        assert moving == []


@pytest.mark.parametrize("kind", ["item", "inspection", "tracker", "search with results"])
def test_forced_colours_keep_shapes_and_focus(kind: str, kinds: Mapping[str, str], browser: Browser) -> None:
    """In colours that a reader forces on all pages, each shape differs from its ground and focus has an outline."""
    context = browser.new_context(forced_colors="active", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    try:
        visit(page, kinds[kind])
        shapes = page.evaluate(
            """() => {
                const ground = getComputedStyle(document.body).backgroundColor;
                const of = (each, pseudo) => getComputedStyle(each, pseudo);
                const drawn = [...document.querySelectorAll(".shape")].map((each) => of(each))
                    .concat([...document.querySelectorAll(".status[class*=' ']")].map((each) => of(each, "::before")));
                return drawn.map((style) => style.backgroundColor !== ground && style.width !== "0px");
            }"""
        )
        assert len(shapes) > 0
        assert all(shapes)
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        focus = page.evaluate(
            "[getComputedStyle(document.activeElement)].map((s) => [s.outlineStyle, s.outlineWidth, s.outlineColor])[0]"
        )
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert focus[:2] == ["solid", "3px"]
        assert focus[2] != ground
    finally:
        context.close()


# Structure


def test_every_page_has_one_heading_and_one_main_part(pages: dict[str, LexborHTMLParser]) -> None:
    """Each page has one h1, in the one main part; headings go down by one level at a time, and none is empty."""
    for address, page in pages.items():
        headings = page.css("h1, h2, h3, h4, h5, h6")
        levels = [int(str(each.tag)[1]) for each in headings]
        assert levels[0] == 1, address
        assert levels.count(1) == 1, address
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), address
        assert [each.html for each in headings if not each.text(strip=True)] == [], address
        assert len(page.css("main, [role=main]")) == 1, address
        assert page.css_first("main#main h1") is not None, address


def test_every_language_is_marked(pages: dict[str, LexborHTMLParser]) -> None:
    """Each page and each part in another language says which, by a code of those that the record uses."""
    for address, page in pages.items():
        root = page.css_first("html")
        assert root is not None
        assert root.attributes.get("lang") in LANGUAGES, address
        assert {str(each.attributes["lang"]) for each in page.css("[lang]")} <= LANGUAGES, address


def test_every_table_can_be_followed(pages: dict[str, LexborHTMLParser]) -> None:
    """Each table of the record has a caption, headings with a scope and cells, and spelt-out roles."""
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for address, page in pages.items():
        for table in page.css("main table[class]"):
            caption = table.css_first("caption")
            assert caption is not None, address
            assert caption.text(strip=True), address
            for each in [table, *table.css("thead, tbody, tr, td")]:
                assert each.attributes.get("role") == roles[str(each.tag)], f"{address}: {each.tag}"
            for heading in table.css("th"):
                wanted = "columnheader" if heading.attributes.get("scope") == "col" else "rowheader"
                assert heading.attributes.get("role") == wanted, f"{address}: {heading.html}"
                assert has_cells(heading), f"{address}: {heading.html}"


def has_cells(heading: LexborNode) -> bool:
    """Tell whether the heading of a row, of a column or of a group of rows heads any cell."""
    row = heading.parent
    assert row is not None
    assert row.parent is not None
    match heading.attributes.get("scope"):
        case "row":
            return row.css_first("td") is not None
        case "rowgroup":
            return len(row.parent.css("td")) > 0
        case "col":
            assert row.parent.parent is not None
            return len(row.parent.parent.css("tbody td, tbody th[scope=row]")) > 0
        case _:
            return False


def test_tables_written_by_hand_have_headings(pages: dict[str, LexborHTMLParser]) -> None:
    """Each table of a hand-written page has a heading over every column, and none of them is empty."""
    for address, page in pages.items():
        for table in page.css("main table:not([class])"):
            headings = table.css("thead th")
            assert len(headings) > 0, address
            assert all(each.text(strip=True) for each in headings), address


def test_a_status_is_always_a_word(pages: dict[str, LexborHTMLParser]) -> None:
    """A shape is hidden from screen readers and stands in an element that has words of its own."""
    shapes = 0
    for address, page in pages.items():
        for shape in page.css("main .shape"):
            shapes += 1
            assert shape.attributes.get("aria-hidden") == "true", address
            assert shape.parent is not None
            words = re.sub(r"[\s\u2060]+", "", shape.parent.text())
            assert words, f"{address}: {shape.parent.html}"
        for status in page.css("main .status, main .status-heading"):
            assert re.search(r"\w{2,}", status.text()), f"{address}: {status.html}"
    assert shapes > 100


@pytest.mark.parametrize("kind", KINDS)
def test_links_in_text_are_underlined(kind: str, kinds: Mapping[str, str], tab: Tab) -> None:
    """Colour alone marks no link: in the main part each is underlined, save one that is a box of its own."""
    page = tab(WIDTHS[1])
    visit(page, kinds[kind])
    plain = page.evaluate(
        """() => [...document.querySelectorAll("main a[href]")].filter((each) => {
            const style = getComputedStyle(each);
            return !style.textDecorationLine.includes("underline") && style.borderStyle === "none";
        }).map((each) => each.outerHTML)"""
    )
    assert plain == []


# Without JavaScript


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("search")])
def test_scripts_add_nothing_to_a_page(kind: str, kinds: Mapping[str, str], tab: Tab, text_only: Page) -> None:
    """Every word of a page is there without JavaScript, and no more words with it."""
    page = tab(WIDTHS[1])
    page.set_viewport_size({"width": 1280, "height": 900})
    visit(page, kinds[kind])
    text_only.goto(kinds[kind])
    with_scripts, without = page.locator("body").inner_text(), text_only.locator("body").inner_text()
    assert len(without) > 400  # more than the menu and the footer
    assert without == with_scripts
