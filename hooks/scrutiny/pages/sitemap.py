"""The sitemap of a site with very many pages: an index of several, none longer than the protocol allows."""

from __future__ import annotations

import re
from html import escape

MOST = 50_000
"""Addresses in one sitemap at most (https://www.sitemaps.org/protocol.html#index)."""

_URL = re.compile(r"<url>.*?</url>", re.DOTALL)


def sitemaps(text: str, site_url: str) -> dict[str, str]:
    """Return the files of a sitemap by name, from its text with every address: one, or an index and its parts."""
    urls = _URL.findall(text)
    if len(urls) <= MOST:
        return {"sitemap.xml": text}
    names = [f"sitemap-{number}.xml" for number in range(1, -(-len(urls) // MOST) + 1)]
    base = escape(site_url.rstrip("/"))
    head, tail = text[: text.index(urls[0])], text[text.rindex(urls[-1]) + len(urls[-1]) :]
    index = "\n".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>" for name in names)
    found = {"sitemap.xml": f"{head}{index}{tail}".replace("urlset", "sitemapindex")}
    for number, name in enumerate(names):
        found[name] = head + "\n".join(urls[number * MOST : (number + 1) * MOST]) + tail
    return found
