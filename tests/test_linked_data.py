"""Linked data: what pages say of themselves expands to what the record says, and nothing is fetched for it."""

import datetime
import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import pytest
from pyld import jsonld  # type: ignore[import-untyped]

from conftest import AS_OF_EPOCH, ROOT, SAMPLE
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.open_data.api import CouncilRow, Imprint
from scrutiny.open_data.api.lists import LISTS
from scrutiny.open_data.linked import OWN, TERMS, Download, catalogue, dataset, linked_data, page_data, script
from scrutiny.open_data.linked.parts import MOST
from scrutiny.outputs import linked_downloads
from scrutiny.pages import Edition, Page
from scrutiny.pages.page import Link
from scrutiny.stage import HOME_ZONE, publishable

INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
SITE = "https://scrutiny.example/"
IMPRINT = Imprint(INSTANT.date(), SITE)
CONTENTS = {"real": ROOT / "content", "invented": SAMPLE}
SCHEMA, OPARL, OPENGOV, ORG = (
    "https://schema.org/",
    "https://schema.oparl.org/1.1/",
    "http://www.w3.org/ns/opengov#",
    "http://www.w3.org/ns/org#",
)
FRONT_DOOR = "bradford/items/undated-front-door"

DCAT, DCT = "http://www.w3.org/ns/dcat#", "http://purl.org/dc/terms/"
SPDX = "http://spdx.org/rdf/terms#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"


@pytest.fixture(autouse=True)
def nothing_is_fetched() -> Iterator[None]:
    """Let the processor fail where it would fetch anything."""

    def refuse(address: str, _: Any) -> None:
        pytest.fail(f"{address} would be fetched")

    before = jsonld.get_document_loader()
    jsonld.set_document_loader(refuse)
    yield
    jsonld.set_document_loader(before)


@cache
def edition_of(which: str) -> Edition:
    """The edition of a content folder for the day of the tests."""
    return Edition(link(publishable(load_content(CONTENTS[which]).register, INSTANT)), INSTANT.date())


def page_of(which: str, id_: str, imprint: Imprint = IMPRINT) -> dict[str, Any]:
    """The linked data of the page of a record or meeting."""
    page = Page(f"{id_}/", "A title", "item", crumbs=(Link("Home", "../" * 3),), published=datetime.date(2026, 5, 3))
    return page_data(imprint, page, linked_data(edition_of(which), imprint, id_))


def expanded(node: dict[str, Any], base: str = "") -> dict[str, Any]:
    """What a real processor makes of a page."""
    (found,) = jsonld.expand(node, {"base": base} if base else {})
    assert isinstance(found, dict)
    return found


def nodes_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every node in expanded data, itself first."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes_in(each)


def told(which: str, id_: str) -> dict[str, dict[str, Any]]:
    """The nodes that a page tells of, expanded, by address."""
    return {node["@id"]: node for node in nodes_in(expanded(page_of(which, id_))) if len(node) > 1 and "@id" in node}


def ids_of(which: str) -> list[str]:
    """The id of every record, meeting and authority."""
    edition = edition_of(which)
    return [*dict.fromkeys([*edition.register.records, *edition.links.meetings])]


@pytest.mark.parametrize("which", list(CONTENTS))
def test_every_page_expands_to_known_terms(which: str) -> None:
    """A real processor makes of each page absolute addresses, and terms that somebody has explained."""
    own = set()
    for id_ in ids_of(which):
        for node in nodes_in(expanded(page_of(which, id_))):
            assert re.match(r"https?:|_:", node.get("@id", SITE)), node["@id"]
            for name in (*node, *(node.get("@type", ()) if "@value" not in node else ())):
                assert name[0] == "@" or name.startswith((SCHEMA, OPARL, OPENGOV, ORG, OWN)), (id_, name)
                if name.startswith(OWN):
                    own.add(name.removeprefix(OWN))
    assert own <= TERMS.keys()
    assert len(own) > 15


def test_the_page_about_linked_data_explains_every_term_of_ours() -> None:
    """The table on the page has each of our own terms with its meaning, and no other."""
    text = (ROOT / "docs" / "data" / "linked-data.md").read_text("utf-8")
    table = text.partition("{#terms}")[2].partition("\n## ")[0]

    assert dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", table, re.MULTILINE)) == dict(TERMS)


def test_a_resolution_leads_on_both_ways() -> None:
    """Bradford's second resolution leads to what it answers and to what it promises, with owner and last day."""
    nodes = told("real", FRONT_DOOR)
    item, resolution = nodes[f"{SITE}{FRONT_DOOR}/"], nodes[f"{SITE}{FRONT_DOOR}/#resolution-2"]

    assert item["@type"] == [f"{SCHEMA}CreativeWork", f"{OPARL}AgendaItem"]
    assert item[f"{OPARL}result"] == [{"@value": "Resolved"}]
    assert item[f"{OPARL}meeting"] == [{"@id": f"{SITE}bradford/meetings/undated-front-door/"}]
    assert resolution["@type"] == [f"{SCHEMA}CreativeWork", f"{OWN}Resolution"]
    assert resolution[f"{OWN}answers"] == [{"@id": f"{SITE}bradford/plans/undated-improvement-plan/#workstream-4"}]
    (promise,) = resolution[f"{OWN}to_be_done"]
    assert promise["@type"] == [f"{SCHEMA}Action", f"{OWN}Commitment"]
    assert promise[f"{OWN}last_day"] == [{"@value": "2019-03-20", "@type": "http://www.w3.org/2001/XMLSchema#date"}]
    (owner,) = promise[f"{SCHEMA}agent"]
    assert owner["@id"] == f"{SITE}bradford/roles/interim-strategic-director/"
    assert f"{SCHEMA}actionStatus" not in promise  # nothing is recorded: schema.org has no word for that
    (part,) = told("real", "bradford/plans/undated-improvement-plan")[
        f"{SITE}bradford/plans/undated-improvement-plan/"
    ][f"{SCHEMA}hasPart"]
    assert {"@id": f"{SITE}{FRONT_DOOR}/#resolution-2"} in part[f"{OWN}answered_by"]


def test_only_a_grade_is_a_rating() -> None:
    """A grade is a rating in the word of its scale; where none is stated, that is said and there is no rating."""
    bath = "bath-and-north-east-somerset/inspections/undated-protection-of-children"
    graded = told("real", bath)[f"{SITE}{bath}/"][f"{OWN}judgement"]
    (missing,) = told("real", "bradford/inspections/undated-ilacs")[f"{SITE}bradford/inspections/undated-ilacs/"][
        f"{OWN}judgement"
    ]

    assert [judgement[f"{SCHEMA}ratingValue"] for judgement in graded] == [[{"@value": "Adequate"}]] * 4
    assert missing["@type"] == [f"{OWN}Judgement"]
    assert missing[f"{OWN}no_grade"] == [{"@value": "not stated"}]
    assert f"{SCHEMA}ratingValue" not in missing


def test_a_meeting_starts_only_on_a_stated_day() -> None:
    """A meeting is an event that starts on its day; one whose day no paper states has none."""
    dated = "eastmere/meetings/2025-03-14-fire-authority"
    undated = "bradford/meetings/undated-front-door"

    day = told("invented", dated)[f"{SITE}{dated}/"][f"{SCHEMA}startDate"]
    assert day == [{"@value": "2025-03-14", "@type": f"{SCHEMA}Date"}]
    meeting = told("real", undated)[f"{SITE}{undated}/"]
    assert meeting["@type"] == [f"{SCHEMA}Event", f"{OPARL}Meeting"]
    assert f"{SCHEMA}startDate" not in meeting
    assert meeting[f"{OPARL}agendaItem"] == [{"@id": f"{SITE}{FRONT_DOOR}/"}]


def test_an_authority_has_its_committees_and_posts() -> None:
    """An authority is a body with its code, its committees as organisations and its roles as posts without names."""
    nodes = told("real", "worcestershire")
    (code,) = nodes[f"{SITE}worcestershire/"][f"{SCHEMA}identifier"]
    board = nodes[f"{SITE}worcestershire/committees/corporate-parenting-board/"]

    assert code[f"{SCHEMA}value"] == [{"@value": "E10000034"}]
    assert board["@type"] == [f"{SCHEMA}Organization", f"{OPARL}Organization"]
    post = told("real", "bradford")[f"{SITE}bradford/roles/interim-strategic-director/"]
    assert post["@type"] == [f"{ORG}Post"]
    assert post[f"{SCHEMA}name"] == [{"@value": "Interim Strategic Director of Children's Services"}]


def test_what_is_withdrawn_or_made_up_says_so() -> None:
    """A withdrawn record has the status Withdrawn, and everything of an invented authority is marked as invented."""
    copy = "northwick/items/2025-audit-results-copy"
    node = told("invented", copy)[f"{SITE}{copy}/"]

    assert node[f"{SCHEMA}creativeWorkStatus"] == [{"@value": "Withdrawn"}]
    assert node[f"{OWN}invented"] == [{"@value": True}]
    assert f"{OWN}invented" not in told("real", FRONT_DOOR)[f"{SITE}{FRONT_DOOR}/"]


def test_an_action_has_a_status_only_where_a_paper_shows_it() -> None:
    """Of the ten steps of Haringey's plan only the first is recorded as done; no other has a status."""
    plan = "haringey/plans/2018-jtai-action-plan"
    steps = told("real", plan)[f"{SITE}{plan}/"][f"{OWN}to_be_done"]

    states = [step.get(f"{SCHEMA}actionStatus") for step in steps]
    assert states == [[{"@id": f"{SCHEMA}CompletedActionStatus"}], *[None] * 9]


def test_a_page_tells_of_so_many_parts_at_most() -> None:
    """A long plan tells of the first forty steps, and leads to the data that has all."""
    plan = "eastmere/plans/2026-every-date"
    edition = edition_of("invented")
    edition_steps = edition.tracked_in[plan]
    edition.tracked_in[plan] = edition_steps * 9
    try:
        node = linked_data(edition, IMPRINT, plan)
    finally:
        edition.tracked_in[plan] = edition_steps

    assert node is not None
    assert len(edition_steps) * 9 > MOST == len(node["scrutiny:to_be_done"])
    assert node["encoding"]["contentUrl"] == f"{SITE}data/v1/{plan}.json"


def test_without_an_address_of_the_site_the_page_knows_the_root() -> None:
    """On a site without an address of its own the same data comes out, wherever the site stands."""
    somewhere = "https://any.example/deep/"
    known = expanded(page_of("real", FRONT_DOOR))
    moved = expanded(page_of("real", FRONT_DOOR, Imprint(INSTANT.date())), f"{somewhere}{FRONT_DOOR}/")

    assert json.loads(json.dumps(moved).replace(somewhere, SITE)) == known


def test_the_way_to_a_page_is_told() -> None:
    """The crumbs of a page, and the page itself, are a list of steps with names and addresses from the root."""
    crumbs = (Link("Home", "../../../"), Link("Bradford", "../../"), Link("Committee items", "../../#items"))
    page = Page(f"{FRONT_DOOR}/", "The front door", "item", crumbs=crumbs)
    steps = page_data(IMPRINT, page)["breadcrumb"]["itemListElement"]

    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Home", SITE),
        (2, "Bradford", f"{SITE}bradford/"),
        (3, "Committee items", f"{SITE}bradford/#items"),
        (4, "The front door", f"{SITE}{FRONT_DOOR}/"),
    ]


def test_a_page_about_little_carries_little() -> None:
    """A list page carries only the words of the context that it uses."""
    node = page_data(IMPRINT, Page("resolutions/", "Resolutions", "resolutions", description="All of them."))

    assert node["@context"] == {"@version": 1.1, "@vocab": SCHEMA, "url": {"@type": "@id"}}
    assert node["description"] == "All of them."


def test_no_text_ends_the_script() -> None:
    """Text of a record that looks like HTML neither ends the script nor begins another, and is read back unchanged."""
    title = "</script><script>alert(1)</script><!-- & \u2028 “”"
    html = str(script(page_data(IMPRINT, Page("x/", title, "item"))))
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")

    assert not set("<>&\u2028") & set(inside)
    assert json.loads(inside)["name"] == title


# The catalogue

DOWNLOADS = (
    Download("data/v1/scrutiny.sqlite", "Everything, as SQLite", "application/vnd.sqlite3", 4096, "ab" * 32),
    Download("data/v1/bradford/items.csv", "Items of Bradford", "text/csv", 77, "cd" * 32, "bradford"),
)
ROWS = tuple(
    CouncilRow(name, title, title, "council", gss, (0,) * len(LISTS))
    for name, title, gss in (
        ("bradford", "Bradford", "E08000032"),
        ("nowhere", "Nowhere", "E0-17"),
    )
)


def catalogued(imprint: Imprint = IMPRINT, rows: Sequence[CouncilRow] = ROWS) -> dict[str, dict[str, Any]]:
    """The nodes of the catalogue, expanded, by address."""
    path, text = catalogue(imprint, "The Scrutiny Record", DOWNLOADS, rows)
    assert path == "data/v1/catalogue.jsonld"
    found = expanded(json.loads(text), f"{SITE}{path}")
    return {node["@id"]: node for node in nodes_in(found) if len(node) > 1 and "@id" in node}


def test_the_catalogue_lists_downloads_by_authority() -> None:
    """The whole site and each authority are data sets; each download stands in its own, with type, size and hash."""
    nodes = catalogued()
    listed = nodes[f"{SITE}data/v1/catalogue.jsonld"]
    sets = [node["@id"].partition("#")[2] for node in listed[f"{DCAT}dataset"]]
    bradford, nowhere = (nodes[f"{SITE}data/v1/catalogue.jsonld#{name}"] for name in ("bradford", "nowhere"))
    file = nodes[f"{SITE}data/v1/bradford/items.csv"]

    assert sets == ["all", "bradford", "nowhere"]
    assert [each["@id"] for each in bradford[f"{DCAT}distribution"]] == [
        f"{SITE}data/v1/bradford.json",
        f"{SITE}data/v1/bradford/items.csv",
    ]
    assert file[f"{DCAT}mediaType"] == [{"@id": "https://www.iana.org/assignments/media-types/text/csv"}]
    assert file[f"{DCAT}byteSize"][0]["@value"] == "77"
    (checksum,) = file[f"{SPDX}checksum"]
    assert checksum[f"{SPDX}algorithm"] == [{"@id": f"{SPDX}checksumAlgorithm_sha256"}]
    assert checksum[f"{SPDX}checksumValue"][0]["@value"] == "cd" * 32
    assert bradford[f"{DCT}spatial"] == [{"@id": "http://statistics.data.gov.uk/id/statistical-geography/E08000032"}]
    assert f"{DCT}spatial" not in nowhere


def test_the_catalogue_says_what_is_known_of_the_licence() -> None:
    """Without a licence the catalogue says that none is stated; with one it has that, and nothing else."""
    here = f"{SITE}data/v1/catalogue.jsonld"
    unstated, stated = (
        catalogued()[here],
        catalogued(Imprint(INSTANT.date(), SITE, "", "https://licence.example/"))[here],
    )

    assert f"{DCT}license" not in unstated
    assert unstated[f"{DCT}rights"][0]["http://www.w3.org/2000/01/rdf-schema#label"] == [
        {"@value": "The licence is not stated."}
    ]
    assert stated[f"{DCT}license"] == [{"@id": "https://licence.example/"}]
    assert f"{DCT}rights" not in stated


def test_an_authority_has_the_licence_of_the_site_that_keeps_it() -> None:
    """A data set has its own licence, by name or address; that of all then says where the licences stand."""
    own = (ROWS[0]._replace(licence="Open Government Licence v3.0"), ROWS[1])
    nodes = catalogued(rows=own)
    bradford, nowhere, whole = (
        nodes[f"{SITE}data/v1/catalogue.jsonld#{name}"] for name in ("bradford", "nowhere", "all")
    )
    (licence,) = bradford[f"{DCT}license"]

    assert licence["@type"] == [f"{DCT}LicenseDocument"]
    assert licence[LABEL] == [{"@value": "Open Government Licence v3.0"}]
    assert f"{DCT}rights" not in bradford
    assert nowhere[f"{DCT}rights"][0][LABEL] == [{"@value": "The licence is not stated."}]
    assert whole[f"{DCT}rights"][0][LABEL] == [{"@value": "The data set of each authority states its licence."}]


def test_what_is_invented_says_so_in_the_catalogue() -> None:
    """A data set of an invented authority says that it is made up; that of all does so where all of them are."""
    made_up = tuple(row._replace(invented=True) for row in ROWS)
    for rows, expected in (((made_up[0], ROWS[1]), ["bradford"]), (made_up, ["all", "bradford", "nowhere"])):
        found = [
            node["@id"].partition("#")[2]
            for node in catalogued(rows=rows).values()
            if "invented" in str(node.get(f"{DCT}description"))
        ]
        assert found == expected


def test_every_data_set_has_what_dcat_ap_recommends() -> None:
    """Each data set has title, description, publisher, theme and key words; the service names what it serves."""
    nodes = catalogued()
    sets = [node for node in nodes.values() if node.get("@type") == [f"{DCAT}Dataset"]]
    (service,) = nodes[f"{SITE}data/v1/catalogue.jsonld"][f"{DCAT}service"]

    assert len(sets) == 3
    for node in sets:
        wanted = (f"{DCT}title", f"{DCT}description", f"{DCT}publisher", f"{DCAT}theme", f"{DCAT}keyword")
        assert all(node.get(name) for name in wanted), node["@id"]
    assert service[f"{DCAT}servesDataset"] == [{"@id": f"{SITE}data/v1/catalogue.jsonld#all"}]


def test_the_catalogue_of_a_site_without_an_address_is_read_where_it_stands() -> None:
    """Addresses of the catalogue of a site without an address lead from the file itself to the root."""
    assert catalogued(Imprint(INSTANT.date())) == catalogued()


def test_the_page_on_the_data_says_what_may_be_downloaded() -> None:
    """The page ends in a data set of schema.org with what holds all tables; single ones stand in the catalogue."""
    table = Download("data/v1/tables/csv/items.csv", "Items", "text/csv", 9, "ef" * 32)
    text = str(linked_downloads(IMPRINT, "The Scrutiny Record", "data/", (*DOWNLOADS, table)))
    (about,) = expanded(json.loads(re.sub("<[^>]*>", "", text)), f"{SITE}data/")[f"{SCHEMA}mainEntity"]

    assert about["@type"] == [f"{SCHEMA}Dataset"]
    found = [each[f"{SCHEMA}contentUrl"][0]["@id"] for each in about[f"{SCHEMA}distribution"]]
    assert found == [f"{SITE}data/v1/scrutiny.sqlite"]
    assert about[f"{SCHEMA}includedInDataCatalog"][0]["@id"] == f"{SITE}data/v1/catalogue.jsonld"


def test_the_data_page_is_a_data_set_for_search_engines() -> None:
    """The data page tells of the downloads about all authorities, with type, size and hash."""
    page = page_data(IMPRINT, Page("data/", "Data", "data"), dataset(IMPRINT, "The Scrutiny Record", DOWNLOADS))
    (about,) = expanded(page)[f"{SCHEMA}mainEntity"]

    assert about["@type"] == [f"{SCHEMA}Dataset"]
    (file,) = about[f"{SCHEMA}distribution"]
    assert file[f"{SCHEMA}contentUrl"] == [{"@id": f"{SITE}data/v1/scrutiny.sqlite"}]
    assert file[f"{SCHEMA}sha256"] == [{"@value": "ab" * 32}]
