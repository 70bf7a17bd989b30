"""Reading a built page as a reader does: the words of one part of it, in order, whatever the markup around them."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

# What a telephone number looks like in council papers: an area code and more, or ten digits and more in one run.
TELEPHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)\d{2,4}[\s-]?\d{3,4}[\s-]?\d{3,4}(?!\d)")


def words(node: LexborNode) -> str:
    """Return the words of a part, with single spaces and none before a comma or stop."""
    text = " ".join(node.text(separator=" ").replace("\u2060", "").split())
    return re.sub(r"([(“]) ", r"\1", re.sub(r" ([.,;:)”])", r"\1", text))


def part(page: LexborHTMLParser | LexborNode, css: str) -> LexborNode:
    """Return the first part of a page that a selector finds.

    Raises AssertionError if there is none.
    """
    found = page.css_first(css)
    assert found is not None, f"the page has no {css}"
    return found


def said(page: LexborHTMLParser | LexborNode, css: str = "main, [role=main]") -> str:
    """Return the words of the first part that a selector finds, by default of all the page's own text.

    Raises AssertionError if there is none.
    """
    return words(part(page, css))


def beside(page: LexborHTMLParser | LexborNode, label: str, within: str = ".facts") -> str:
    """Return what stands beside a label in a list of facts, such as "Owner".

    Raises AssertionError if no such label stands there.
    """
    for name in page.css(f"{within} dt"):
        if words(name) == label:
            assert name.parent is not None
            return said(name.parent, "dd")
    raise AssertionError(f"no “{label}” in {within}")


def step(page: LexborHTMLParser, name: str) -> str:
    """Return what the thread at the head of a record says at one of its five steps.

    Raises AssertionError if the thread has no such step.
    """
    for each in page.css("ol.thread > li"):
        if said(each, "b") == name:
            return words(each).removeprefix(name).strip()
    raise AssertionError(f"the thread has no step “{name}”")


def rows(page: LexborHTMLParser | LexborNode, *, holding: str) -> list[list[str]]:
    """Return the cells of every table row that has these words in it, row headings of groups left out."""
    found = [[words(cell) for cell in row.css("th, td")] for row in page.css("tbody tr:not(.row-group)")]
    return [cells for cells in found if any(holding in cell for cell in cells)]


def links(node: LexborHTMLParser | LexborNode) -> list[str]:
    """Return where the links of a part lead, in order."""
    return [str(link.attributes["href"]) for link in node.css("a[href]")]
