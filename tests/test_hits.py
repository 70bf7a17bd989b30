"""What a search can find leads to where it stands."""

import datetime
import re

import pytest

from conftest import AS_OF_EPOCH, ROOT, SAMPLE, BuiltSite
from found import all_found
from reading import words
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.model import Action, Authority, Plan
from scrutiny.pages import Edition, council_lots
from scrutiny.register import Register
from scrutiny.render import Acronyms, Renderer
from scrutiny.search import browse_pages
from scrutiny.stage import HOME_ZONE, publishable

AS_OF = datetime.date(2026, 11, 22)
REGISTER = load_content(SAMPLE).register


def test_every_hit_leads_to_an_anchor_on_its_page() -> None:
    """A reader who follows a hit lands on the finding, resolution, point, question or action it speaks of."""
    edition = Edition(link(REGISTER), AS_OF)
    renderer = Renderer(ROOT / "overrides", Acronyms(REGISTER.shared.terms))
    pages = (page for lot in council_lots(edition) for page in lot.pages())
    anchors = {page.url: set(re.findall(r' id="([^"]+)"', renderer.body(page))) | {""} for page in pages}

    lost = [
        document.url
        for document in all_found(edition)
        if document.url.partition("#")[2] not in anchors[document.url.partition("#")[0]]
    ]

    assert lost == []


def test_a_hit_on_a_single_step_without_a_number_leads_to_step_1() -> None:
    """The only action of a plan may go without a number; its anchor is that of number 1, in search as on the page."""
    id_, plan = next((id_, record) for id_, record in REGISTER.records.items() if isinstance(record, Plan))
    alone = plan.model_copy(update={"actions": (Action(text="Publish the letter."),), "updates": ()})
    edition = Edition(link(Register({**REGISTER.records, id_: alone}, REGISTER.shared)), AS_OF)

    urls = [document.url for document in all_found(edition) if document.url.startswith(f"{id_}/#action")]

    assert urls == [f"{id_}/#action-1"]


INSTANT = datetime.datetime.fromtimestamp(AS_OF_EPOCH, HOME_ZONE)
CONTENT = {"seeds": ROOT / "content", "sample": SAMPLE}


def edition_of(name: str) -> Edition:
    """Return one of the two records as at the day of the tests."""
    return Edition(link(publishable(load_content(CONTENT[name]).register, INSTANT)), INSTANT.date())


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_as_many_actions_are_found_as_their_page_lists(request: pytest.FixtureRequest, name: str) -> None:
    """The kind "Action" has every part that the page of actions lists, each once, on the browse pages too."""
    site: BuiltSite = request.getfixturevalue(name)
    edition = edition_of(name)
    documents = all_found(edition)

    whole = archive(edition, Renderer(ROOT / "overrides", Acronyms({})))
    found = [document.url for document in documents if "Action" in document.kinds]
    (page,) = [page for page in browse_pages(whole) if page.url == "browse/kind/action/"]

    listed = [each.target.url for each in edition.tracked if edition.is_listed(each.target.id)]
    assert found == list(dict.fromkeys(found))
    assert set(found) == set(listed)
    assert page.shows["number_words"].startswith(f"{len(found)} entries")
    assert f"{len(listed)} actions set by" in words(site.page("actions/").css("main")[0])
    if name == "seeds":
        # By hand: Bath 5 areas for improvement with a limit, Bradford's resolutions 2 to 4, Haringey's plan 10 actions,
        # 3 parts of Plymouth's item and 2 of Worcestershire's.
        assert len(found) == len(listed) == 23


def test_what_sets_nothing_to_be_done_is_no_action() -> None:
    """A resolution that only notes is a resolution alone; one that asks for something is an action as well."""
    kinds = {document.url: document.kinds for document in all_found(edition_of("seeds"))}

    assert kinds["bradford/items/undated-front-door/#resolution-1"] == ("Resolution",)
    assert kinds["bradford/items/undated-front-door/#resolution-2"] == ("Resolution", "Action")
    assert kinds["haringey/plans/2018-jtai-action-plan/#action-1"] == ("Action",)


def test_an_office_is_told_apart_from_a_post_of_its_title() -> None:
    """Where councils call an office differently, one value marked as the office gathers them; no bare title does."""
    found = {document.url: document.filters.get("owner", ()) for document in all_found(edition_of("seeds"))}

    assert found["bradford/items/undated-front-door/#resolution-2"] == (
        "Interim Strategic Director of Children's Services",
        "Director of Children's Services (office)",
    )
    assert not [url for url, owners in found.items() if "Director of Children's Services" in owners]


def test_the_page_of_an_office_says_that_it_is_a_reading(seeds: BuiltSite) -> None:
    """The browse page of an office names the posts with other titles, why each is taken for it, and leads to each."""
    page = seeds.page("browse/owner/director-of-childrens-services-office/")
    said = words(page.css(".trail")[0])

    assert "Posts with other titles are gathered here, as the editor reads them: " in said
    assert "Bradford's “Interim Strategic Director of Children's Services” (The title is that of the office" in said
    assert [a.text() for a in page.css('.trail a[href*="/roles/"]')] == [
        "Bradford, Interim Strategic Director of Children's Services",
        "Haringey, DCS",
    ]


def test_an_office_with_one_title_everywhere_has_no_value_of_its_own() -> None:
    """Where every post bears the title of its office, the owner is said once."""
    register = edition_of("seeds").register
    office = register.shared.offices["director-of-childrens-services"].title
    records = dict(register.records)
    for id_, authority in register.records.items():
        if not isinstance(authority, Authority):
            continue
        roles = {
            post: role.model_copy(update={"title": office}) if role.office else role
            for post, role in authority.roles.items()
        }
        records[id_] = authority.model_copy(update={"roles": roles})
    edition = Edition(link(Register(records, register.shared)), INSTANT.date())

    found = {document.url: document.filters.get("owner", ()) for document in all_found(edition)}

    assert found["bradford/items/undated-front-door/#resolution-2"] == (office,)
    assert not [url for url, owners in found.items() if f"{office} (office)" in owners]


def test_a_hit_on_an_inspection_that_never_showed_says_that_it_was_expected() -> None:
    """An inspection of which only the expectation is held is no longer to come once its time is past."""
    edition = Edition(link(load_content(ROOT / "content").register), AS_OF)

    dates = {document.url: document.date for document in all_found(edition)}

    assert dates["haringey/inspections/undated-ilacs/"] == "was expected in 2018"
    assert dates["haringey/inspections/2017-jtai/"] == "4 to 8 December 2017"
