"""What stands at an anchor of a built page, beside a label or in a table, and where its links lead."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reading import said, words


def at(page: LexborHTMLParser, anchor: str) -> LexborNode:
    """Return the part of a page that an anchor leads to.

    Raises AssertionError if there is none.
    """
    node = page.css_first(f'[id="{anchor}"]')
    assert node is not None, f"no part of the page is called {anchor}"
    return node


def words_on(page: LexborHTMLParser) -> str:
    """Return the words of all of a page's own text, without menu and footer."""
    return said(page)


def words_at(page: LexborHTMLParser, anchor: str) -> str:
    """Return the words of the part of a page that an anchor leads to."""
    return words(at(page, anchor))


def fact(page: LexborHTMLParser | LexborNode, label: str) -> str:
    """Return the value that stands beside a label in any list of facts but that of searches, several joined by "; ".

    Raises AssertionError if the label is not there.
    """
    alike = {row.mem_id for row in page.css("#alike dl > div")}
    rows = [row for row in page.css("dl > div") if row.mem_id not in alike]
    values = [words(row.css("dd")[0]) for row in rows if words(row.css("dt")[0]) == label]
    assert values, f"nothing is labelled {label}"
    return "; ".join(values)


def table_rows(node: LexborHTMLParser | LexborNode) -> list[tuple[str, ...]]:
    """Return the cells of every row of the tables in a part of a page, head rows and rows of one cell left out."""
    rows = [tuple(words(cell) for cell in row.css("th, td")) for row in node.css("tbody tr")]
    return [row for row in rows if len(row) > 1]


def leads_to(node: LexborNode, url: str) -> list[str]:
    """Return where the links of a part of the page at ``url`` lead, each from the root of the site."""
    found = []
    for link in node.css("a[href]"):
        there = urlsplit(urljoin(f"https://site.invalid/{url}", str(link.attributes["href"])))
        found.append(there.path.removeprefix("/") + (f"#{there.fragment}" if there.fragment else ""))
    return found


def under_heading(page: LexborHTMLParser, anchor: str) -> Iterator[LexborNode]:
    """Yield what follows the heading of a status in the tracker, up to the next such heading."""
    node = at(page, anchor).next
    while node is not None and "status-heading" not in (node.attributes.get("class") or ""):
        if node.tag != "-text":
            yield node
        node = node.next
