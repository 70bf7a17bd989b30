"""Lists at the scale of a nation: hundreds of councils, and no page that a phone could not load."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from string import ascii_uppercase
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import council, generate, shared
from conftest import AS_OF_EPOCH, ROOT
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Authority
from scrutiny.pages import Edition, Page, list_lots, tail_of
from scrutiny.pages.page import Here
from scrutiny.pages.parted import parted
from scrutiny.pages.rows import BYTES, ROWS, weight
from scrutiny.pages.shown import Entry
from scrutiny.pages.sitemap import sitemaps
from scrutiny.pages.volume import Parting, Volume
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import search_pages
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
COUNCILS, PER_COUNCIL = 260, 2
LARGEST_BODY = 60 * 1024 - 6 * 1024
"""Bytes of a page's body: what its frame leaves of 60 KB."""
OTHERS = ("council-", *(f"themes/{name}/" for name in [*shared.THEMES][1:]))
"""The folders of pages that are not looked at."""
HOST = "https://site.invalid/"

Dated = tuple[datetime.date | None, str]
"""A row of a list that is parted here: its day, and the name of its council."""


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """Return the record of hundreds of small councils whose names begin with every letter."""
    folder = tmp_path_factory.mktemp("many") / "content"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generate, "PER_COUNCIL", PER_COUNCIL)
        patch.setattr(council, "PER_COUNCIL", PER_COUNCIL)
        generate.write_content(folder, COUNCILS * PER_COUNCIL, 1)
    register = publishable(load_content(folder).register, INSTANT)
    return Edition(link(Register({**register.records, **_renamed(register)}, register.shared)), INSTANT.date())


def _renamed(register: Register) -> dict[str, Authority]:
    """Return the councils under names that begin with every letter."""
    return {
        address.id: each.model_copy(update={"short_name": f"{ascii_uppercase[number % 26]}{each.short_name}"})
        for number, (address, each) in enumerate(register.of(Authority))
    }


@pytest.fixture(scope="module")
def pages(edition: Edition) -> list[Page]:
    """Return every page of the site that is not about one council; of the subjects one stands for all."""
    whole = archive(edition, Renderer(ROOT / "overrides", Acronyms({})))
    wanted = [lot for lot in list_lots(whole) if not any(folder.startswith(OTHERS) for folder in lot.folders)]
    lists = (page for lot in wanted for page in lot.pages())
    tails = [tail_of(whole, name, url) for name, url in (("home", ""), ("data-quality", "data-quality/"))]
    every = [*lists, *search_pages(whole), *filter(None, tails)]
    return [page for page in every if not re.search(r"/council-\d+/$", page.url)]


@pytest.fixture(scope="module")
def bodies(pages: list[Page]) -> dict[str, str]:
    """Return their bodies by address."""
    renderer = Renderer(ROOT / "overrides", Acronyms({}))
    return {page.url: renderer.body(page) for page in pages}


def test_no_list_page_is_too_heavy_for_a_phone(bodies: dict[str, str]) -> None:
    """With hundreds of councils no list page, the home page included, is above 60 KB of HTML."""
    assert max((len(body.encode()), url) for url, body in bodies.items())[0] <= LARGEST_BODY


def test_no_two_list_pages_share_a_title_or_an_address(pages: list[Page]) -> None:
    """Every year, month, letter and part of a list has an address and a title of its own."""
    assert [url for url, times in Counter(page.url for page in pages).items() if times > 1] == []
    assert [title for title, times in Counter(page.title for page in pages).items() if times > 1] == []


def test_every_part_of_a_list_can_be_reached(pages: list[Page], bodies: dict[str, str]) -> None:
    """No list page links to a list page that is not there, and each part of a list is linked."""
    linked = {
        urlsplit(urljoin(HOST + url, href)).path.removeprefix("/")
        for url, body in bodies.items()
        for href in re.findall(r'<a href="([^"#?]+)', body)
    }
    here = {page.url for page in pages}
    folders = {url.partition("/")[0] for url in here}

    lists = {url for url in linked if url.partition("/")[0] in folders and not url.startswith(OTHERS)}
    assert {url for url in lists if "/council-" not in url} <= here
    parts = {url for url in here if url.count("/") > 1}  # the others are in the menu or at the foot of every page
    assert parts <= linked


def make(here: Here, row: Dated) -> Entry:
    """Return a row of a list as its page shows it."""
    return Entry(row[1], here.href("somewhere/"))


def volumes_of(rows: Sequence[Dated]) -> dict[str, Volume[Entry]]:
    """Return the pages of a list by address."""
    parting = Parting[Dated](lambda row: row[1], lambda row: row[0])
    return {volume.url: volume for volume in parted("list/", rows, parting, make)}


def texts(volumes: dict[str, Volume[Entry]]) -> list[str]:
    """Return the rows of all pages, in the order in which the pages lead on to each other."""
    (page,) = [each for each in volumes.values() if each.rows and each.before is None]
    found = [*page.rows]
    while page.after:
        page = volumes[page.after[1]]
        found += page.rows
    return [str(entry.text) for entry in found]


DAYS = st.one_of(st.none(), st.dates(datetime.date(2015, 1, 1), datetime.date(2026, 12, 31)))
NAMES = st.text("abÉ&’ ", min_size=1, max_size=5)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(DAYS, NAMES), min_size=ROWS + 1, max_size=300))
def test_a_parted_list_has_every_row_once_newest_first(rows: list[Dated]) -> None:
    """Page by page a long list holds all of its rows, the newest first, those without a day last, and none twice."""
    volumes = volumes_of(rows)

    newest_first = sorted((day for day, _ in rows if day), reverse=True)
    found = texts(volumes)
    assert sorted(found) == sorted(name for _, name in rows)
    of_days = [[name for day, name in rows if day == each] for each in dict.fromkeys([*newest_first, None])]
    for names in of_days:
        own, found = found[: len(names)], found[len(names) :]
        assert sorted(own) == sorted(names)
    assert all(len(each.rows) <= ROWS and weight(list(each.rows)) <= BYTES for each in volumes.values())
    assert volumes["list/"].count == sum(below.count for below in volumes["list/"].below) == len(rows)


FULL = [(datetime.date(year, month, day), f"Item {year} {month} {day} {number}")
        for year in (2021, 2022, 2023) for month in (3, 6) for day in (1, 9, 30) for number in range(40)]  # fmt: skip
"""A list of three years, each longer than a page."""


@settings(max_examples=30, deadline=None)
@given(st.dates(datetime.date(2021, 1, 1), datetime.date(2023, 12, 31)))
def test_a_new_row_changes_the_pages_of_its_own_month(day: datetime.date) -> None:
    """The pages of other years stay as they were, and of other months too that fill a page by themselves."""
    before, after = volumes_of(FULL), volumes_of([*FULL, (day, "New")])

    changed = {url for url in before.keys() | after.keys() if _shown(before.get(url)) != _shown(after.get(url))}
    assert changed <= {"list/", *(url for url in changed if url.startswith(f"list/{day.year}/"))}
    assert "list/" in changed


def _shown(volume: Volume[Entry] | None) -> object:
    return volume and (volume.words, volume.rows, volume.below)


def test_what_is_new_comes_to_the_newest_part() -> None:
    """Where a month is too long its parts are numbered from the oldest, so that a new row moves no other."""
    before, after = volumes_of(FULL), volumes_of([*FULL, (datetime.date(2022, 6, 30), "Item 2022 6 30 zz")])

    changed = {url for url in after if url not in before or before[url].rows != after[url].rows}
    assert changed == {"list/2022/06/2/"}
    assert after["list/2022/06/2/"].words == "June 2022, part 2"


def test_what_has_no_day_is_parted_by_the_letter_of_its_council() -> None:
    """Rows without a day stand after all others, below the letter of their council."""
    rows: list[Dated] = [(None, f"{letter}ton") for letter in "BANC" for _ in range(50)]
    volumes = volumes_of([*rows, (datetime.date(2021, 3, 1), "Aton")])

    undated = volumes["list/day-not-stated/"]
    assert [below.text for below in volumes["list/"].below] == ["2021", "day not stated"]
    assert [(below.text, below.count) for below in undated.below] == [("A", 50), ("B", 50), ("C", 50), ("N", 50)]
    assert volumes["list/day-not-stated/b/"].words == "day not stated, B"


@pytest.mark.parametrize("day", [None, datetime.date(2021, 3, 1)])
def test_very_many_parts_are_led_to_by_the_hundred(day: datetime.date | None) -> None:
    """A list with hundreds of numbered parts is found in one step more; no page leads to more than some hundreds."""
    rows: list[Dated] = [(day, f"Council {number:05} " + "word " * 4_000) for number in range(700)]
    volumes = volumes_of(rows)

    assert sorted(texts(volumes)) == sorted(name for _, name in rows)
    (top,) = [url for url in volumes if url.endswith("/from-1/")]
    above = volumes[top.removesuffix("from-1/")]
    numbers = [int(re.findall(r"parts (\d+) to", below.text)[0]) for below in above.below]
    assert numbers == sorted(numbers, reverse=day is not None) == [*range(1, 351, 100)][:: -1 if day else 1]
    assert sum(below.count for below in above.below) == 700
    inside = volumes[top].below
    assert [below.text for below in inside][:: -1 if day else 1] == [f"part {number}" for number in range(1, 101)]
    assert all(below.url in volumes for each in above.below for below in volumes[each.url].below)
    assert max(len(each.below) for each in volumes.values()) <= 300


def test_long_words_make_more_pages_and_no_heavier_ones() -> None:
    """Twelve rows of 9,000 characters each do not stand on one page, although eighty short ones would."""
    rows: list[Dated] = [(datetime.date(2021, 3, 1), f"{number} " + "word & " * 1_300) for number in range(12)]
    volumes = volumes_of(rows)

    assert len([each for each in volumes.values() if each.rows]) > 1
    assert all(weight(list(each.rows)) <= BYTES for each in volumes.values())


def test_a_sitemap_of_very_many_addresses_is_an_index_of_several() -> None:
    """More than 50,000 addresses stand in several sitemaps, each address in one, and the first file names them all."""
    urls = [f"<url><loc>https://a.invalid/{number}/</loc></url>" for number in range(120_000)]
    head, tail = '<?xml version="1.0"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n', "\n</urlset>"
    files = sitemaps(head + "\n".join(urls) + tail, "https://a.invalid/")

    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    trees = {
        name: ElementTree.fromstring(text)  # noqa: S314  our own
        for name, text in files.items()
    }
    assert [tree.tag.rpartition("}")[2] for tree in trees.values()] == ["sitemapindex", "urlset", "urlset", "urlset"]
    assert [each[0].text for each in trees["sitemap.xml"]] == [f"https://a.invalid/sitemap-{n}.xml" for n in (1, 2, 3)]
    found = [each[0].text for name in list(files)[1:] for each in trees[name]]
    assert found == [f"https://a.invalid/{number}/" for number in range(120_000)]
    assert max(len(trees[name]) for name in files) == 50_000


def test_a_sitemap_of_fewer_addresses_stays_as_it_is() -> None:
    """Up to 50,000 addresses stand in one file."""
    text = "<urlset>\n<url><loc>https://a.invalid/</loc></url>\n</urlset>"

    assert sitemaps(text, "https://a.invalid/") == {"sitemap.xml": text}
