"""What a record is filed under, and the links from pages into a narrowed search."""

import datetime
from urllib.parse import parse_qsl, urlsplit

import pytest

from anchored import at
from conftest import AS_OF_EPOCH, ROOT, SAMPLE, BuiltSite
from found import all_found
from reading import links, words
from scrutiny.language import WELSH, speaking
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, Here
from scrutiny.pages.facets import FACETS
from scrutiny.pages.tags import tags
from scrutiny.register import Register
from scrutiny.search import SearchDocument
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
SEEDS = publishable(load_content(ROOT / "content").register, INSTANT)
INVENTED = publishable(load_content(SAMPLE).register, INSTANT)

Chosen = set[tuple[str, str]]
"""Values with the keys of their facets, as a search reads them from its address."""


def edition_of(register: Register) -> Edition:
    """Return a record as at the day of the tests."""
    return Edition(link(register), INSTANT.date())


def values_of(document: SearchDocument) -> Chosen:
    """Return everything that a document is filed under."""
    return {("kind", document.kind), *((key, each) for key, found in document.filters.items() for each in found)}


def chosen_by(href: str) -> Chosen:
    """Return the values that a link to the search chooses."""
    return set(parse_qsl(urlsplit(href).query, strict_parsing=True))


def filed_under(edition: Edition, id_: str) -> Chosen:
    """Return the values to which the tags of a record lead."""
    found: Chosen = set()
    for row in tags(edition, Here(f"{id_}/"), id_):
        for piece in str(row.value).split('href="')[1:]:
            found |= chosen_by(piece.split('"')[0].replace("&#39;", "'").replace("&amp;", "&"))
    return found


@pytest.mark.parametrize("register", [SEEDS, INVENTED], ids=["seeds", "sample"])
def test_a_record_is_filed_as_the_search_files_it(register: Register) -> None:
    """The tags of a record are the values that its own entry has in the search, and the statuses of what it sets."""
    edition = edition_of(register)
    by_record: dict[str, list[SearchDocument]] = {}
    for document in all_found(edition):
        by_record.setdefault(document.url.partition("#")[0].rstrip("/"), []).append(document)

    for id_, (own, *_) in by_record.items():
        parts = {value for document in by_record[id_] for value in values_of(document)}
        statuses = {(key, value) for key, value in parts if key in {"time", "done", "answered", "checked"}}
        tagged = filed_under(edition, id_)
        assert values_of(own) <= tagged, id_
        assert tagged - values_of(own) <= statuses, id_
    assert len(by_record) > 20


def test_the_tags_of_one_record(seeds: BuiltSite) -> None:
    """Bradford's item is filed under its council, its subjects and what became of its resolutions, in this order."""
    section = at(seeds.page("bradford/items/undated-front-door/"), "alike")

    assert [(words(row.css("dt")[0]), words(row.css("dd")[0])) for row in section.css("dl > div")] == [
        ("Kind", "Committee item"),
        ("Council", "Bradford"),
        ("Year", "Not stated"),
        ("In time?", "Date passed, no progress recorded"),
        ("Done?", "Not recorded"),
        ("Subject", "Front door and MASH; Data and audit"),
        ("Committee", "Not stated"),
    ]
    assert links(section)[3] == "../../../search/?time=Date%20passed%2C%20no%20progress%20recorded"


@pytest.mark.parametrize("register", ["seeds", "sample"])
def test_no_link_leads_to_an_empty_search(request: pytest.FixtureRequest, register: str) -> None:
    """Every link of every page into a narrowed search finds something, and uses facets that the search knows."""
    site: BuiltSite = request.getfixturevalue(register)
    edition = edition_of({"seeds": SEEDS, "sample": INVENTED}[register])
    known = [values_of(document) for document in all_found(edition)]
    keys = {facet.key for facet in FACETS}
    empty, seen = [], set[str]()

    for file in site.folder.rglob("index.html"):
        address = file.relative_to(site.folder).as_posix()
        for href in links(site.page(address.removesuffix("index.html"))):
            path, _, query = href.partition("search/?")
            if not query or href in seen or path.strip("./"):
                continue
            seen.add(href)
            chosen = {(key, value) for key, value in chosen_by(href) if key != "q"}
            assert {key for key, _ in chosen} <= keys, f"{address}: {href}"
            # Of one facet any value will do, of several facets all must fit.
            wanted = {key: {value for other, value in chosen if other == key} for key, _ in chosen}
            if not any(all(any((key, v) in own for v in any_of) for key, any_of in wanted.items()) for own in known):
                empty.append(f"{address}: {href}")
    assert empty == []
    assert len(seen) > 50


@pytest.mark.parametrize(
    "page, text, chosen",
    [
        ("bradford/", "Search within this council", {("council", "Bradford")}),
        ("themes/neglect/", "Search within this subject", {("subject", "Neglect")}),
        (
            "haringey/committees/cyps-scrutiny-panel/",
            "Search within this committee",
            {("council", "Haringey"), ("committee", "CYPS Scrutiny Panel")},
        ),
    ],
)
def test_a_page_leads_to_the_search_within_it(seeds: BuiltSite, page: str, text: str, chosen: Chosen) -> None:
    """The page of a council, subject or committee leads to the search among what stands under it."""
    (found,) = [node for node in seeds.page(page).css("dd a") if words(node) == text]

    assert chosen_by(str(found.attributes["href"])) == chosen


def test_a_role_leads_to_the_search_within_what_it_owns(sample: BuiltSite) -> None:
    """The page of a role leads to what it owns at this council, though others have a role of that title."""
    page = sample.page("northwick/roles/director-of-childrens-services/")
    (found,) = [node for node in page.css("dd a") if words(node) == "Search within what it owns"]

    assert chosen_by(str(found.attributes["href"])) == {
        ("council", "Northwick (invented)"),
        ("owner", "Director of Children's Services"),
    }


def test_tags_are_those_of_the_index_on_a_page_in_another_language() -> None:
    """A page in Welsh leads to the English values of the index, whatever words it shows for them."""
    edition = edition_of(INVENTED)
    english = {id_: filed_under(edition, id_) for id_ in INVENTED.records if id_.count("/") > 1}

    with speaking(WELSH):
        assert {id_: filed_under(edition, id_) for id_ in english} == english


def test_what_no_search_finds_has_no_tags(sample: BuiltSite) -> None:
    """A withdrawn record, and a made-up one on a site of real ones, are filed under nothing."""
    both = Register({**SEEDS.records, **INVENTED.records}, SEEDS.shared)
    edition = edition_of(both)

    assert tags(edition, Here("northwick/items/2024-hub/"), "northwick/items/2024-hub") == []
    assert tags(edition, Here("bradford/items/undated-front-door/"), "bradford/items/undated-front-door") != []
    assert sample.page("northwick/items/2025-audit-results-copy/").css_first("#alike") is None
