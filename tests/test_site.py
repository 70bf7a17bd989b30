"""The built site as a whole: every page, link and anchor; nothing withheld; nothing from elsewhere; the same twice."""

import gzip
import itertools
import json
import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import SAMPLE, Build, BuiltSite, is_redirect
from scrutiny.load.content import load_content

LARGEST_PAGE = 60 * 1024
"""Bytes of HTML a page may have."""
HOST = "https://site.invalid/"
DATA = {"application/json", "application/ld+json"}
"""The kinds of script that a browser does not run: what a page says to programs."""


@pytest.fixture(scope="session")
def pages(site: BuiltSite) -> dict[str, LexborHTMLParser]:
    """Every page of the site, those at former addresses too."""
    return site.pages()


def test_a_normal_build_prints_no_warning(site: BuiltSite) -> None:
    """A build of good records says nothing that asks for attention, and no banner of the theme."""
    assert "WARNING" not in site.output
    assert "ERROR" not in site.output
    assert "end of life" not in site.output.lower()


@pytest.mark.parametrize(
    "name, given, known", [("FRAMES", "infull", "“spliced” or “in full”"), ("SEARCH", "nein", "“yes” or “no”")]
)
def test_a_misspelt_setting_is_refused(build: Build, name: str, given: str, known: str) -> None:
    """A setting that has few values is refused with any other, and the message names those it may have."""
    built = build(**{f"SCRUTINY_{name}": given})

    assert built.returncode != 0
    assert f"extra.scrutiny.{name.lower()} (SCRUTINY_{name}) is “{given}”; it may be {known}." in built.output
    assert not built.folder.exists()


def test_every_internal_link_and_anchor_lands(site: BuiltSite, pages: dict[str, LexborHTMLParser]) -> None:
    """Every link of every page leads to a file of the site, and every anchor to a part of its page."""
    ids = {address: {str(node.attributes["id"]) for node in page.css("[id]")} for address, page in pages.items()}
    lost = []
    for address, page in pages.items():
        # The page for a wrong address is shown at any depth, so it links from the root of the site.
        for node in page.css("a[href], link[href], script[src], img[src], form[action]"):
            target = node.attributes.get("href") or node.attributes.get("src") or node.attributes.get("action") or ""
            absolute = urlsplit(urljoin(HOST + address, target.replace("https://scrutiny.example/", HOST)))
            if absolute.scheme not in {"http", "https"} or absolute.netloc != urlsplit(HOST).netloc:
                continue
            path, anchor = absolute.path.removeprefix("/"), absolute.fragment
            file = site.folder / path / "index.html" if path.endswith("/") or not path else site.folder / path
            if not file.is_file():
                lost.append(f"{address}: {target}")
            elif anchor and anchor not in ids.get(path, {anchor}):
                lost.append(f"{address}: {target} (no such part)")
    assert lost == []


def test_every_record_and_part_has_its_address(seeds: BuiltSite) -> None:
    """Every public record of content/ has a page, and every part of it an anchor there."""
    loaded = load_content(Path(__file__).parent.parent / "content")
    missing = []
    for id_, record in loaded.register.records.items():
        page = seeds.page(f"{id_}/")
        missing += [f"{id_}#{anchor}" for anchor in record.parts() if page.css_first(f'[id="{anchor}"]') is None]
    assert len(loaded.register.records) > 20
    # A recommendation that was passed is shown within the resolution that answers it.
    assert [each for each in missing if "#recommendation-" not in each] == []


def test_ids_are_unique_on_every_page(pages: dict[str, LexborHTMLParser]) -> None:
    """No page uses an anchor twice."""
    for address, page in pages.items():
        ids = [str(node.attributes["id"]) for node in page.css("[id]")]
        assert sorted(set(ids)) == sorted(ids), address


def test_titles_are_unique_and_headings_in_order(pages: dict[str, LexborHTMLParser]) -> None:
    """Every page has its own title, one h1, no skipped heading level, and says its language."""
    titles: dict[str, str] = {}
    for address, page in pages.items():
        if is_redirect(page):
            continue
        title_node, html = page.css_first("title"), page.css_first("html")
        assert title_node is not None
        assert html is not None
        title = title_node.text()
        assert title not in titles, f"{address} and {titles.get(title)} are both called {title}"
        titles[title] = address
        assert html.attributes.get("lang"), address
        levels = [int(str(node.tag)[1]) for node in page.css("h1, h2, h3, h4, h5")]
        assert levels.count(1) == 1, address
        assert levels[0] == 1, address
        for before, after in itertools.pairwise(levels):
            assert after <= before + 1, f"{address}: h{before} is followed by h{after}"


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(pages: dict[str, LexborHTMLParser]) -> None:
    """No page carries a script, style or handler of its own, or loads anything from another site."""
    for address, page in pages.items():
        assert page.css("style") == [], address
        for script in page.css("script"):
            assert script.attributes.get("src") or script.attributes.get("type") in DATA, address
        for node in page.css("*"):
            handlers = [name for name in node.attributes if name.startswith("on") or name == "style"]
            assert handlers == [], f"{address}: {node.tag} {handlers}"
        for node in page.css("script[src], img[src], iframe, link[rel=stylesheet], link[rel=icon], source, object"):
            source = node.attributes.get("src") or node.attributes.get("href") or ""
            local = not re.match(r"(?:https?:)?//", source) or source.startswith("https://scrutiny.example/")
            assert local, f"{address}: {source}"


def test_pages_are_light(site: BuiltSite) -> None:
    """No page of HTML is above 60 KB."""
    heavy = {
        file.relative_to(site.folder).as_posix(): file.stat().st_size
        for file in site.folder.rglob("*.html")
        if file.stat().st_size > LARGEST_PAGE
    }
    assert heavy == {}


def test_no_template_leaks(site: BuiltSite, pages: dict[str, LexborHTMLParser]) -> None:
    """No template is published, and no page shows Python or template words in place of a value."""
    published = {file.suffix for file in site.folder.rglob("*") if file.is_file()}
    assert published <= {
        *(".html", ".css", ".js", ".svg", ".xml", ".gz", ".png", ".json", ".map", ".txt"),
        *(".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind", ".yml", ""),
        *(".csv", ".ics", ".jsonld", ".sqlite", ".zip"),
    }
    for address, page in pages.items():
        if address.startswith(("developers/", "handbook/")):
            continue  # these pages speak about Python and YAML
        body = page.body.text() if page.body else ""
        for leak in ("Undefined", "dataclass", "Markup(", "<class ", "object at 0x", "None.", "NaN"):
            assert leak not in body, f"{address}: {leak}"


def test_the_same_records_give_the_same_bytes(build: Build, sample: BuiltSite) -> None:
    """Two builds of the same records for the same instant are equal, byte for byte, in every file."""
    again = build(SAMPLE, PYTHONHASHSEED="12345", TZ="Pacific/Auckland", LC_ALL="C")
    assert again.returncode == 0, again.output
    first = {f.relative_to(sample.folder): f.read_bytes() for f in sample.folder.rglob("*") if f.is_file()}
    second = {f.relative_to(again.folder): f.read_bytes() for f in again.folder.rglob("*") if f.is_file()}
    assert first.keys() == second.keys()
    assert [str(name) for name in first if first[name] != second[name]] == []


def test_a_kept_index_changes_no_byte(build: Build, sample: BuiltSite, tmp_path: Path) -> None:
    """With a folder that keeps the index of the search, the first build and the next have the bytes of one without."""
    files = {file.relative_to(sample.folder): file.read_bytes() for file in sample.folder.rglob("*") if file.is_file()}
    for _ in range(2):
        site = build(SAMPLE, SCRUTINY_CACHE=str(tmp_path / "kept"))
        again = {file.relative_to(site.folder): file.read_bytes() for file in site.folder.rglob("*") if file.is_file()}
        assert again == files
        assert sorted(each.suffix or each.name for each in (tmp_path / "kept").iterdir()) == [".index", "councils"]


def test_nothing_withheld_is_in_any_file(sample: BuiltSite) -> None:
    """No word of a draft, an unreleased embargoed or an exempt record stands in any built file, also unpacked."""
    tokens = (b"zzqembargoed", b"zzqdraft", b"zzqexempt")
    for file in sample.folder.rglob("*"):
        if not file.is_file():
            continue
        raw = file.read_bytes()
        unpacked = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
        for token in tokens:
            assert token not in unpacked.lower(), file
            assert token not in file.name.encode().lower(), file


def test_an_embargo_that_is_over_and_released_is_public(sample: BuiltSite) -> None:
    """A record whose embargo has ended, and which somebody released, has its page."""
    assert sample.page("northwick/items/2026-embargo-over/").css_first("h1") is not None


def test_a_withdrawn_record_keeps_its_page(sample: BuiltSite) -> None:
    """A withdrawn record answers at its address, says when and why, names what to read, and asks not to be indexed."""
    page = sample.page("northwick/items/2025-audit-results-copy/")
    notice = page.css_first(".withdrawn")
    assert notice is not None
    assert "Withdrawn on" in notice.text()
    link = notice.css_first("a")
    assert link is not None
    assert str(link.attributes["href"]).endswith("northwick/items/2025-audit-results/")
    robots = page.css_first('meta[name="robots"]')
    assert robots is not None
    assert robots.attributes["content"] == "noindex"


def test_a_moved_record_answers_at_its_old_addresses(sample: BuiltSite) -> None:
    """Every former address of a record leads on to the present one without script."""
    loaded = load_content(SAMPLE)
    record = loaded.register.records["northwick/items/2025-audit-results"]
    assert len(record.formerly) >= 1
    for former in record.formerly:
        page = sample.page(f"{former}/")
        link = page.css_first("a")
        assert link is not None
        landed = urlsplit(urljoin(f"{HOST}{former}/", str(link.attributes["href"]))).path
        assert landed == "/northwick/items/2025-audit-results/"
        assert is_redirect(page)


def test_an_undated_record_says_so(sample: BuiltSite) -> None:
    """A record whose meeting has no date is built, and says that the date is not stated."""
    body = sample.page("northwick/items/undated-school-places/").body
    assert body is not None
    assert "not stated" in body.text().lower()


def test_officer_text_stays_text(sample: BuiltSite) -> None:
    """Script, handlers and template signs typed into a record are printed as text."""
    page = sample.page("eastmere/items/2026-awkward-text/")
    scripts = [node for node in page.css("script") if node.attributes.get("type") not in DATA]
    assert all("assets/" in str(node.attributes.get("src")) for node in scripts)
    told = [json.loads(node.text()) for node in page.css("script") if node.attributes.get("type") in DATA]
    assert any("<script>" in str(data) for data in told)
    assert page.body is not None
    assert "<script>" in page.body.text()
    assert page.css("img") == []
    assert [node.attributes["href"] for node in page.css('a[href^="javascript"]')] == []


def test_a_record_in_welsh_is_marked_as_welsh(sample: BuiltSite) -> None:
    """The page of a Welsh record is Welsh, its English title marked as English, and a list marks its title as Welsh."""
    address = next(file.parent for file in (sample.folder / "trefwen" / "items").glob("*/index.html"))
    page = sample.page(f"trefwen/items/{address.name}/")
    html, english = page.css_first("html"), page.css_first('.lead [lang="en"]')
    assert html is not None
    assert html.attributes["lang"] == "cy"
    listed = [node.text() for node in sample.page("items/").css('a [lang="cy"]')]
    assert any("ymateb" in title for title in listed)
    assert english is not None
    assert "The committee resolved" in english.text()


def test_every_action_leads_back_and_on(seeds: BuiltSite) -> None:
    """Above the steps of a plan and the promises of an item, the strip leads to their inspection and the next one."""
    strips = {
        "haringey/plans/2018-jtai-action-plan/": (
            "haringey/inspections/2017-jtai/",
            "haringey/inspections/undated-ilacs/",
        ),
        "plymouth/items/undated-jtai-update/": ("plymouth/inspections/2019-jtai/",),
    }
    for address, inspections in strips.items():
        strip = seeds.page(address).css_first("ol.thread")
        assert strip is not None
        leads = [urlsplit(urljoin(HOST + address, str(a.attributes["href"]))).path[1:] for a in strip.css("a")]
        assert set(inspections) <= set(leads)


def test_a_part_says_nothing_that_the_strip_says_for_all(seeds: BuiltSite, sample: BuiltSite) -> None:
    """A chain under a part has only what differs: not the inspection, meeting or next visit that the strip names."""
    assert seeds.page("haringey/plans/2018-jtai-action-plan/").css("article .trail") == []
    front_door = seeds.page("bradford/items/undated-front-door/")
    said = [node.text() for node in front_door.css("article .trail")]
    assert not any("Inspected again" in text or "Followed up" in text for text in said)
    differs = front_door.css_first("#resolution-3 .trail")
    assert differs is not None
    assert "Found: Bradford: peer review of the front door" in differs.text()
    hub = sample.page("northwick/items/2024-hub/").css_first("#resolution-5 .trail")
    assert hub is not None
    assert "Found: area for improvement 2" in hub.text()
    assert "11 February 2025 (not held)" in hub.text()


def test_what_moved_answers_programs_at_its_former_address(sample: BuiltSite) -> None:
    """Whoever kept the address of the data of a record that moved gets the same file there, with its new id."""
    new = sample.file("data/v1/northwick/items/2025-audit-results.json").read_bytes()

    for former in ("2025-audit", "2025-quality-audit"):
        assert sample.file(f"data/v1/northwick/items/{former}.json").read_bytes() == new


def test_the_data_page_tells_programs_what_may_be_downloaded(seeds: BuiltSite) -> None:
    """The page on the data carries one data set of schema.org, and leads to the catalogue of all files."""
    (script,) = seeds.page("data/").css("script[type='application/ld+json']")
    about = json.loads(script.text())["mainEntity"]

    assert about["@type"] == "Dataset"
    assert "https://scrutiny.example/data/v1/tables/scrutiny.sqlite" in {
        each["contentUrl"] for each in about["distribution"]
    }
    assert about["includedInDataCatalog"]["@id"] == "https://scrutiny.example/data/v1/catalogue.jsonld"


def test_nothing_was_found_in_a_plan_or_in_what_is_still_to_come(seeds: BuiltSite) -> None:
    """Under "Found" stand no plan and no inspection that papers only expect; a resolution is about its plan."""
    for address in (
        "worcestershire/items/undated-ofsted-update/",
        "bradford/items/undated-front-door/",
        "plymouth/items/undated-jtai-update/",
    ):
        lines = [node.text() for node in seeds.page(address).css(".trail li")]
        assert lines, address
        for line in lines:
            if line.strip().startswith("Found"):
                assert "plan" not in line.lower(), line
                assert "possible" not in line, line
    second = seeds.page("bradford/items/undated-front-door/").css_first("#resolution-2 .trail")
    assert second is not None
    assert "About: part 4 of Bradford: improvement plan" in second.text()
