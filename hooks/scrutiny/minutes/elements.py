"""The elements of a saved page as a reader sees them: hidden, a block, a heading, bold, an item with its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html

from scrutiny.minutes.lists import numeral

_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "input",
        "textarea",
        "svg",
        "iframe",
        "object",
        "head",
        "title",
        "label",
    ]
)
_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "alert", "complementary", "dialog"})
_UNSEEN_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|breadcrumbs?|cookies?|footer|header|skip|sidebar|menu|leftnav|mgNav|mgFooter|mgHeader|"
    r"mgFileSize|screen-?reader|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
MAIN = (
    "//main | //*[@role='main'] | //*[@id='modgov'] | //*[contains(concat(' ',@class,' '),' mgContent ')] "
    "| //*[contains(concat(' ',@class,' '),' mgMain ')] | //article"
)
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "blockquote",
        "pre",
        "body",
        "center",
        "address",
        "fieldset",
        "figure",
        "hr",
    ]
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
BOLD = frozenset({"b", "strong"})
_STYLES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
DEEPEST = 150
"""Elements within each other; what is nested deeper is not read."""


def page_title(root: html.HtmlElement) -> str:
    """Return the title of a page, as the browser shows it."""
    found = root.find(".//title")
    return " ".join((found.text_content() if found is not None else "").split())


def page_address(root: html.HtmlElement) -> str:
    """Return the address a page gives for itself; empty where it gives none that is safe."""
    for link in root.xpath("//link[@rel='canonical']/@href"):
        if re.fullmatch(r"https://[^\s<>\"'\\]+", str(link)):
            return str(link)
    return ""


def is_unseen(part: html.HtmlElement) -> bool:
    """Tell whether an element is hidden, or belongs to the site around the minutes."""
    style = str(part.get("style") or "").replace(" ", "").lower()
    return bool(
        part.tag in _UNSEEN
        or part.get("hidden") is not None
        or part.get("aria-hidden") == "true"
        or part.get("role") in _ROLES
        or "display:none" in style
        or "visibility:hidden" in style
        or _UNSEEN_NAME.search(f"{part.get('class') or ''} {part.get('id') or ''}")
    )


def runs_of(part: html.HtmlElement, depth: int, *, bold: bool) -> Iterator[tuple[str, bool]]:
    """Yield the text of an inline element with its boldness; a line break is a vertical tab."""
    if depth > DEEPEST or part.tag == "br":
        yield "\v", bold
        return
    bold = bold or part.tag in BOLD or "font-weight:bold" in str(part.get("style") or "").replace(" ", "")
    yield (part.text or ""), bold
    for child in part:
        if isinstance(child.tag, str) and not is_unseen(child):
            yield from runs_of(child, depth + 1, bold=bold)
        yield (child.tail or ""), bold


def list_label(part: html.HtmlElement, number: int) -> str:
    """Return the number or bullet that the browser prints before an item of a list."""
    style = re.search(r"list-style(?:-type)?\s*:\s*([a-z-]+)", str(part.get("style") or ""))
    kind = style[1] if style else _STYLES.get(str(part.get("type") or ""), "decimal")
    if part.tag == "ul" and not style:
        return "•"
    printed = numeral(number, kind)
    return f"({printed})" if printed and not printed.isdigit() else f"{printed}." if printed else "•"


def whole_number(text: str | None, otherwise: int) -> int:
    """Read an attribute such as ``start``; ``otherwise`` where it is no number."""
    return int(text) if text and re.fullmatch(r"\d{1,4}", text) else otherwise
