"""What a page says of itself to programs: what it is about as linked data, and the way to it from the home page."""

from __future__ import annotations

import json
from posixpath import normpath

from markupsafe import Markup

from scrutiny.open_data.api.imprint import Imprint
from scrutiny.open_data.linked.parts import Node
from scrutiny.open_data.linked.records import filled
from scrutiny.open_data.linked.terms import CONTEXT
from scrutiny.pages import Page
from scrutiny.pages.described import shortened

_SAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Signs that could end a script in HTML, as JSON writes them otherwise."""


def page_data(imprint: Imprint, page: Page, about: Node | None = None) -> Node:
    """Return a page as linked data with its context: the page, the way to it, and ``about``, what it is the page of."""
    node = filled(
        {
            "@type": "WebPage",
            "url": imprint.at(page.url),
            "name": page.title,
            "description": shortened(page.description) if page.description and not about else None,
            "inLanguage": page.language,
            "datePublished": page.published.isoformat() if page.published else None,
            "dateModified": page.modified.isoformat() if page.modified else None,
            "breadcrumb": _way(imprint, page) if page.crumbs else None,
        }
    )
    if about:
        node["mainEntity"] = about
    return {"@context": _context(imprint, page.url, node), **node}


def script(node: Node) -> Markup:
    """Return linked data as the HTML that carries it: no page runs it, and nothing in it can end it."""
    text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
    for sign, written in _SAFE.items():
        text = text.replace(sign, written)
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704  no sign in it can end it


def _context(imprint: Imprint, url: str, node: Node) -> Node:
    """Return the part of the context that a node needs; on a site without an address also where the root is from here.

    Every page carries it, so that a page about little carries little.
    """
    text = json.dumps(node, ensure_ascii=False)
    used = {name: value for name, value in CONTEXT.items() if f'"{name}"' in text or f'"{name}:' in text}
    if "scrutiny:last_day" in used:
        used["xsd"] = CONTEXT["xsd"]
    base = {} if imprint.site_url else {"@base": "../" * url.count("/") or "./"}
    return {**base, "@version": CONTEXT["@version"], "@vocab": CONTEXT["@vocab"], **used}


def _way(imprint: Imprint, page: Page) -> Node:
    steps = [(crumb.text, imprint.at(_from_root(page.url, crumb.href))) for crumb in page.crumbs]
    steps.append((page.title, imprint.at(page.url)))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(steps, 1)
        ],
    }


def _from_root(url: str, href: str) -> str:
    """Return the address of the site to which a link of a page leads, from the root."""
    path, sign, anchor = href.partition("#")
    at = normpath(f"/{url}{path}").lstrip("/")
    return f"{at}/{sign}{anchor}" if at else f"{sign}{anchor}"
