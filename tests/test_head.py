"""What search engines and shared links see: descriptions, the Open Graph, the picture, the site map, and robots.txt."""

import re
import struct
from collections import Counter
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, BuiltSite
from scrutiny.pages.described import LONGEST, described, shortened

SITE = "https://scrutiny.example/"
CARD = ROOT / "overrides" / "assets" / "card.png"
LARGEST_CARD = 40 * 1024
"""Bytes that the picture of the site may have: whoever sees a link fetches it."""


def said(page: LexborHTMLParser, name: str) -> str:
    """What a page says under one name in its head, such as `description` or `og:title`; it may say it only once."""
    (node,) = page.css(f'head meta[name="{name}"], head meta[property="{name}"]')
    return node.attributes["content"] or ""


def robots(page: LexborHTMLParser) -> str:
    """What a page asks of search engines; empty if nothing."""
    node = page.css_first('meta[name="robots"]')
    return (node.attributes["content"] or "") if node else ""


# Descriptions


@pytest.mark.parametrize(
    "text, most, short",
    [
        ("Short enough.", 40, "Short enough."),
        ("Two\nlines  and spaces.", 40, "Two lines and spaces."),
        ("The first sentence ends here. The second does not fit.", 40, "The first sentence ends here."),
        ("It cost £1.5 million in all. And more was to come.", 40, "It cost £1.5 million in all."),
        ("They “agreed.” Nobody said what was to follow from it.", 40, "They “agreed.” Nobody said what was to…"),
        ("Councillors heard how the council answers Ofsted, and then asked", 40, "Councillors heard how the council…"),
        ("No. Nobody who was asked could say when it would begin.", 40, "No. Nobody who was asked could say when…"),
        ("A" * 60, 40, "A" * 39 + "…"),
    ],
)
def test_a_long_text_ends_at_a_sentence_or_else_between_words(text: str, most: int, short: str) -> None:
    """A text is cut after a whole sentence; where that would leave too little, after a whole word."""
    assert shortened(text, most) == short
    assert len(short) <= most


def test_a_description_names_its_page() -> None:
    """A description that many pages could share begins with the title of its page, unless it names it already."""
    assert described("Panel, 3 May 2026", "1 item is held here.") == "Panel, 3 May 2026: 1 item is held here."
    assert described("Fire: Chief Officer", "Done by: Chief Officer, Fire.") == "Done by: Chief Officer, Fire."
    assert described("Actions, page 2", "All actions.") == "Actions, page 2: All actions."
    assert described("Glossary", "") == "Glossary"


def test_every_page_is_described_in_words_of_its_own(pages: dict[str, LexborHTMLParser]) -> None:
    """No page is without a description, none is longer than a search engine shows, and no two are equal."""
    texts = {address: said(page, "description") for address, page in pages.items()}
    shared = {text for text, number in Counter(texts.values()).items() if number > 1}

    assert not [address for address, text in texts.items() if not text.strip()]
    assert not [address for address, text in texts.items() if len(text) > LONGEST]
    assert {address: text for address, text in texts.items() if text in shared} == {}


def test_a_long_summary_ends_with_a_sentence(seeds: BuiltSite) -> None:
    """The description of a record is its summary up to the last sentence that fits."""
    assert said(seeds.page("haringey/items/2018-jtai/"), "description") == (
        "Slides for the scrutiny panel set out what inspectors wrote about how agencies in Haringey answer neglect of "
        "children, and ten steps towards an action plan."
    )


# Open Graph


def test_every_page_can_be_shared(pages: dict[str, LexborHTMLParser]) -> None:
    """A link to any page shows its title, description, the name of the site and one picture; records are articles."""
    for address, page in pages.items():
        title = page.css_first("title")
        assert title is not None
        named = title.text().removesuffix(" – The Scrutiny Record")
        assert said(page, "og:title") == named, address
        assert said(page, "og:description") == said(page, "description"), address
        assert said(page, "og:site_name") == "The Scrutiny Record"
        assert said(page, "og:type") in {"article", "website"}
        assert said(page, "og:image") == f"{SITE}assets/card.png"
        assert said(page, "og:image:alt")
        assert said(page, "twitter:card") == "summary_large_image"
        if address == "404.html":
            assert "noindex" in robots(page)
            assert page.css('link[rel="canonical"], meta[property="og:url"]') == []
        else:
            link = page.css_first('link[rel="canonical"]')
            assert link is not None
            assert said(page, "og:url") == link.attributes["href"] == SITE + address


def test_only_records_are_articles(seeds: BuiltSite) -> None:
    """A record is an article; a list, a page written by hand and the home page are parts of a website."""
    records = ["bradford/items/undated-front-door/", "plymouth/inspections/2019-jtai/"]
    others = ["actions/", "about/", ""]

    assert {said(seeds.page(address), "og:type") for address in records} == {"article"}
    assert {said(seeds.page(address), "og:type") for address in others} == {"website"}


def test_the_language_of_a_page_is_named_with_its_territory(pages: dict[str, LexborHTMLParser]) -> None:
    """`og:locale` goes with the language of the page: en_GB, or cy_GB for a page in Welsh."""
    for address, page in pages.items():
        root = page.css_first("html")
        assert root is not None
        assert said(page, "og:locale") == {"en-GB": "en_GB", "cy": "cy_GB"}[root.attributes["lang"] or ""], address


def test_what_officers_write_stays_text_in_the_head(sample: BuiltSite) -> None:
    """Angle brackets, ampersands and quotation marks in a title reach the reader of a shared link as written."""
    page = sample.page("eastmere/items/2026-awkward-text/")
    title = page.css_first("h1")
    assert title is not None
    assert said(page, "og:title") == title.text(strip=True)
    assert re.search(r"[<&\"]", said(page, "og:title"))
    assert "&amp;" not in said(page, "og:title")


def test_the_picture_of_the_site_is_right_and_light(site: BuiltSite) -> None:
    """The picture has the size that the pages state, is small, and is published where the pages say."""
    data = CARD.read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    home = site.page("")

    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert (str(width), str(height)) == (said(home, "og:image:width"), said(home, "og:image:height")) == ("1200", "630")
    assert len(data) < LARGEST_CARD
    assert (site.folder / "assets" / "card.png").read_bytes() == data


# The site map, and robots.txt


def test_the_site_map_lists_every_page_that_may_be_found(site: BuiltSite, pages: dict[str, LexborHTMLParser]) -> None:
    """The site map has each page once, and none that asks search engines to leave it out."""
    tree = ElementTree.parse(site.folder / "sitemap.xml")  # noqa: S314  made by our own build
    listed = [node.text or "" for node in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    public = [SITE + address for address, page in pages.items() if "noindex" not in robots(page)]

    assert len(public) > 50
    assert sorted(listed) == sorted(public)


def test_a_withdrawn_record_is_not_in_the_site_map(sample: BuiltSite) -> None:
    """The page of a withdrawn record stays where it is, and search engines are not led to it."""
    address = "northwick/items/2025-audit-results-copy/"

    assert "noindex" in robots(sample.page(address))
    assert address not in (sample.folder / "sitemap.xml").read_text("utf-8")


def test_the_same_records_give_the_same_site_map_on_another_day(
    site: BuiltSite, pages: dict[str, LexborHTMLParser]
) -> None:
    """The site map names no day of a build: only records have one, the last in the history on their page."""
    tree = ElementTree.parse(site.folder / "sitemap.xml")  # noqa: S314  made by our own build
    spaces = {"": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    for url in tree.iterfind("url", spaces):
        address = url.findtext("loc", "", spaces).removeprefix(SITE)
        days = [node.attributes["datetime"] for node in pages[address].css("#history time")]
        assert url.findtext("lastmod", None, spaces) == (days[-1] if days else None), address
        stated = pages[address].css_first('meta[property="article:modified_time"]')
        assert (stated.attributes["content"] if stated else None) == (days[-1] if days else None), address


def test_robots_may_read_everything_and_find_the_site_map(site: BuiltSite) -> None:
    """robots.txt forbids nothing, because a page can ask to be left out only if it may be read."""
    lines = [line for line in (site.folder / "robots.txt").read_text("utf-8").splitlines() if line[:1] not in {"", "#"}]

    assert lines == ["User-agent: *", "Disallow:", f"Sitemap: {SITE}sitemap.xml"]
