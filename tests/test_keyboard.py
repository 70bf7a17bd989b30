"""Every kind of page with the keyboard alone: what has focus is seen, named and in order; targets are large enough."""

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conftest import Tab
from one_of_each import KINDS, visit
from scrutiny.pages.accessibility import WIDTHS

SMALLEST_TARGET = 24
"""CSS pixels that a target has across and down, or that its centre is from other targets (WCAG 2.5.8)."""

MOST_STOPS = 400
"""A page on which Tab has not come to an end by then is taken for a trap."""

REMEMBER = """() => {
    const look = (style) => `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor} ${style.boxShadow}`;
    // Fixed order of the document, and how everything looks before it has focus.
    const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.disabled);
    window.walk = { look, stops, before: new Map(stops.map((each) => [each, look(getComputedStyle(each))])) };
    return stops.length;
}"""

HERE = """() => {
    const here = document.activeElement;
    if (!here || here === document.body) return null;
    const box = here.getBoundingClientRect(), { look, stops, before } = window.walk;
    // A link in running text may be broken over lines: then one of its boxes has to be seen.
    const seen = [...here.getClientRects()].filter((part) => {
        const x = part.x + part.width / 2, y = part.y + part.height / 2;
        if (part.width === 0 || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
        const top = document.elementFromPoint(x, y);
        return here.contains(top) || (top && top.contains(here) && getComputedStyle(here).display === "inline");
    });
    const [first] = here.getClientRects();
    const columns = ".contents, .thread li, th, td, .aside, .answer, .rest, .split > *, .search > *";
    const column = here.closest(`${columns}, header, main, footer`);
    return {
        name: `${here.localName} “${(here.ariaLabel || here.textContent || here.id).trim().slice(0, 60)}”`,
        place: stops.indexOf(here),
        box: [box.left, box.top, box.right, box.bottom].map(Math.round),
        seen: seen.length > 0 && Number(getComputedStyle(here).opacity) > 0.9,
        styled: getComputedStyle(here).outlineStyle !== "none" && look(getComputedStyle(here)) !== before.get(here),
        column: [...document.querySelectorAll("*")].indexOf(column),
        x: first.left, top: first.top + scrollY, bottom: first.bottom + scrollY,
    };
}"""

SMALL_TARGETS = """(least) => {
    const shown = [...document.querySelectorAll("a[href], button, input, select, summary, label")]
        .filter((each) => each.checkVisibility({ visibilityProperty: true }))
        .filter((each) => !each.closest(".visually-hidden, .skip"));
    const boxed = shown.map((each) => {
        const box = each.getBoundingClientRect();
        let block = each.parentElement;
        while (getComputedStyle(block).display.startsWith("inline")) block = block.parentElement;
        // Links in a sentence take the height of its lines: the exception "inline" of 2.5.8.
        const alone = block.textContent.trim() === each.textContent.trim();
        const inline = getComputedStyle(each).display === "inline" && !alone;
        return { each, box, inline, small: box.width < least || box.height < least };
    });
    const gap = (x, y, box) =>
        Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
    return boxed.filter((one) => one.small && !one.inline).filter(({ each, box }) => {
        const x = box.x + box.width / 2, y = box.y + box.height / 2;
        return boxed.some((other) => {
            if (other.each === each || other.each.contains(each) || each.contains(other.each)) return false;
            if (gap(x, y, other.box) < least / 2) return true;
            const ox = other.box.x + other.box.width / 2, oy = other.box.y + other.box.height / 2;
            return other.small && Math.hypot(x - ox, y - oy) < least;
        });
    }).map(({ each, box }) => `${each.outerHTML}: ${Math.round(box.width)} x ${Math.round(box.height)}`);
}"""


def walked(page: Page) -> list[dict[str, Any]]:
    """Press Tab until the page is left; return what had focus, in order."""
    stops: list[dict[str, Any]] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        # After the last stop comes the browser itself; one without a window begins again at once.
        if here is None or (stops and here["place"] == stops[0]["place"]):
            return stops
        stops.append(here)
    pytest.fail(f"Tab does not come to an end; last on {stops[-1]['name']}")


def backwards(stops: list[dict[str, Any]]) -> list[str]:
    """Return the stops that stand above the one before them, or left of it in the same line, in the same column."""
    return [
        f"{earlier['name']}, then {later['name']}"
        for earlier, later in itertools.pairwise(stops)
        if earlier["column"] == later["column"]
        and (
            later["bottom"] <= earlier["top"] or (abs(later["top"] - earlier["top"]) < 2 and later["x"] < earlier["x"])
        )
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_walk_with_the_keyboard(kind: str, width: int, kinds: Mapping[str, str], tab: Tab) -> None:
    """Tab comes by everything that can be used, in order, each seen and marked as having the focus; then it leaves."""
    page = tab(width)
    visit(page, kinds[kind])
    expected = page.evaluate(REMEMBER)
    stops = walked(page)
    assert [each["place"] for each in stops] == list(range(expected))
    assert stops[0]["name"].endswith("Skip to the main content”") or kind.startswith("Welsh")
    assert [f"{each['name']} {each['box']}" for each in stops if not each["seen"]] == []
    assert [each["name"] for each in stops if not each["styled"]] == []
    assert backwards(stops) == []


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_takes_focus_has_a_name(kind: str, kinds: Mapping[str, str], tab: Tab) -> None:
    """Screen readers are told a name and a role for every stop, by the browser's own reckoning."""
    page = tab(WIDTHS[0])
    visit(page, kinds[kind])
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    focusable = [
        node
        for node in nodes
        if any(each["name"] == "focusable" and each["value"]["value"] for each in node.get("properties", []))
        and node["role"]["value"] not in {"RootWebArea", "main", "heading"}
    ]
    assert len(focusable) > 5
    assert [node["role"] for node in focusable if not node["name"]["value"].strip()] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_skip_link_skips(kind: str, kinds: Mapping[str, str], tab: Tab) -> None:
    """The first stop is a link to the content; Enter puts focus there, and the next stop is inside it or after it."""
    page = tab(WIDTHS[0])
    visit(page, kinds[kind])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.outerHTML.startsWith('<main id=\"main\"')")
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('header, .skip, .crumbs')")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_large_enough(kind: str, width: int, kinds: Mapping[str, str], tab: Tab) -> None:
    """Everything to press is 24 pixels square or stands so far from its neighbours; links in sentences are left out."""
    page = tab(width)
    visit(page, kinds[kind])
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []


@pytest.mark.parametrize("kind, width", [("item", 1280), ("home", 390)])
def test_enter_searches(kind: str, width: int, kinds: Mapping[str, str], tab: Tab) -> None:
    """Words typed into a search form and Enter lead to the search page, which shows what it found."""
    page = tab(width)
    visit(page, kinds[kind])
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.type("plan")
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_contain_text("for “plan”")
    assert "/search/?q=plan" in page.url
