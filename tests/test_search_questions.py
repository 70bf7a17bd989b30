"""What councillors ask before a meeting, asked of the real search page over the real records.

The answers are read from the YAML by hand: a test that worked them out would repeat a mistake of the code.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from conftest import BuiltSite, Serve


@pytest.fixture(scope="module")
def base(seeds: BuiltSite, serve: Serve) -> str:
    """Where the site of the five councils is served."""
    return serve(seeds.folder)


@pytest.fixture(scope="module")
def sample_base(sample: BuiltSite, serve: Serve) -> str:
    """Where the site of the invented authorities is served."""
    return serve(sample.folder)


def tick(page: Page, facet: str, value: str) -> None:
    """Tick one value of a facet, as a reader who sees the panel does; a long list is opened first."""
    group = page.get_by_role("group", name=facet, exact=True)
    expect(group).to_be_visible()
    box = group.get_by_role("checkbox", name=re.compile(rf"^{re.escape(value)} \d"))
    if not box.is_visible():
        group.get_by_role("button").click()
    box.check()
    expect(page.locator(".chosen")).to_contain_text(value)


def found(page: Page, base: str) -> dict[str, Locator]:
    """Each result on the page by the address it leads to."""
    results = page.locator(".result").all()
    return {result.locator("h3 a").evaluate("link => link.href").removeprefix(base): result for result in results}


def test_every_resolution_on_the_front_door_in_bradford_and_what_came_of_it(page: Page, base: str) -> None:
    """The four resolutions of Bradford on the front door are found by choosing alone, each with what became of it."""
    page.goto(f"{base}search/")
    page.get_by_text("Narrow the search").click()
    tick(page, "Council", "Bradford")
    tick(page, "Kind", "Resolution")
    tick(page, "Subject", "Front door and MASH")
    expect(page.locator("#search-count")).to_have_text("4 results")

    item = "bradford/items/undated-front-door/"
    results = found(page, base)
    assert set(results) == {f"{item}#resolution-{number}" for number in (1, 2, 3, 4)}
    expect(results[f"{item}#resolution-1"]).to_contain_text("It sets no action.")
    for number, due in ((2, "20 March"), (3, "Next meeting"), (4, "Next meeting")):
        result = results[f"{item}#resolution-{number}"]
        expect(result.locator(".status")).to_have_text("Date passed, no progress recorded")
        expect(result).to_contain_text("Interim Strategic Director of Children's Services")
        expect(result).to_contain_text(f"Due: {due}.")


def test_the_front_door_is_found_by_its_words_too(page: Page, base: str) -> None:
    """Words find all four resolutions: also the first, whose subject is the front door and whose own words are not."""
    page.goto(f"{base}search/?q=front+door&kind=Resolution&council=Bradford")
    expect(page.locator("#search-count")).to_contain_text("4 of ")
    item = "bradford/items/undated-front-door/"
    assert set(found(page, base)) == {f"{item}#resolution-{number}" for number in (1, 2, 3, 4)}
    expect(page.locator(".result", has_text="risks, issues and challenge")).to_contain_text(
        "Subject: Front door and MASH"
    )


def test_areas_for_improvement_about_the_voice_of_the_child_in_any_council(page: Page, base: str) -> None:
    """The subject finds the areas for improvement of every council, whatever words they use for it."""
    page.goto(f"{base}search/")
    page.get_by_text("Narrow the search").click()
    tick(page, "Subject", "Listening to children and families")
    tick(page, "What it says", "Area for improvement")
    expect(page.locator("#search-count")).to_have_text("5 results")
    assert set(found(page, base)) == {
        "bath-and-north-east-somerset/inspections/undated-protection-of-children/#improvement-11",
        "bath-and-north-east-somerset/inspections/undated-protection-of-children/#improvement-13",
        "haringey/inspections/2017-jtai/#improvement-5",
        "haringey/inspections/2017-jtai/#improvement-6",
        "haringey/inspections/2017-jtai/#improvement-9",
    }
    # A finding that is both good and wanting is one more click away, not lost.
    tick(page, "What it says", "Both good and wanting")
    expect(page.locator("#search-count")).to_have_text("6 results")
    assert "worcestershire/inspections/2019-ofsted/#mixed-1" in found(page, base)


def test_the_voice_of_the_child_is_found_by_its_words(page: Page, base: str) -> None:
    """A councillor who types "voice of the child" finds what the papers call "the child's voice"."""
    page.goto(f"{base}search/?q=voice+of+the+child")
    expect(page.locator("#search-count")).to_contain_text("for “voice of the child”")
    assert {
        "haringey/inspections/2017-jtai/#improvement-5",
        "haringey/inspections/2017-jtai/#strength-3",
    } <= set(found(page, base))


def test_what_is_without_news_for_the_director_of_childrens_services(page: Page, base: str) -> None:
    """One office finds what two councils promised under two titles; the longest overdue comes first."""
    page.goto(f"{base}search/")
    page.get_by_text("Narrow the search").click()
    tick(page, "Owner", "Director of Children's Services (office)")
    tick(page, "In time?", "Date passed, no progress recorded")
    page.get_by_role("link", name="Earliest due first").click()
    expect(page.locator(".search-order")).to_contain_text("Earliest due first.")
    expect(page.locator("#search-count")).to_have_text("7 results")
    plan, item = "haringey/plans/2018-jtai-action-plan/", "bradford/items/undated-front-door/"
    addresses = list(found(page, base))
    assert addresses[:4] == [f"{plan}#action-{number}" for number in (2, 5, 9, 10)]
    assert set(addresses[4:]) == {f"{item}#resolution-{number}" for number in (2, 3, 4)}


@pytest.mark.parametrize("words", ["Hardman", "nonsensezzz", "safegaurding"])
def test_what_the_record_does_not_hold_is_not_found(page: Page, base: str, words: str) -> None:
    """A councillor's name, nonsense and a slip find nothing, instead of what merely begins like them."""
    page.goto(f"{base}search/?q={words}", wait_until="networkidle")
    expect(page.locator("#search-count")).to_have_text(f"No result for “{words}”")
    expect(page.locator(".result")).to_have_count(0)


def test_a_limit_in_working_days_finds_its_action(page: Page, base: str) -> None:
    """The length of a legal limit finds the action whose last day was counted by it."""
    page.goto(f"{base}search/?q=70+working+days")
    expect(page.locator("#search-count")).to_have_text("1 result for “70 working days”")
    assert list(found(page, base)) == ["haringey/plans/2018-jtai-action-plan/#action-10"]


def test_a_meeting_stands_behind_what_it_took(page: Page, base: str) -> None:
    """Words of an item's title find the item first; the meeting, which only repeats them, comes after."""
    page.goto(f"{base}search/?q=mash+bradford")
    expect(page.locator(".result")).to_have_count(10)
    kinds = page.locator(".result-where").all_text_contents()
    assert kinds[0] == "Bradford, committee item"
    assert "Bradford, meeting" not in kinds[:8]


def test_a_meeting_says_its_state_once(page: Page, base: str) -> None:
    """What is not known of a meeting is said in words that stand by themselves, and not in the text found."""
    page.goto(f"{base}search/?kind=Meeting&council=Haringey")
    meeting = page.locator(".result", has_text="8 March 2018")
    expect(meeting.locator(".result-meta").first).to_have_text("Not known whether it was held.")
    expect(meeting.locator("h3")).to_have_text("Haringey: CYPS Scrutiny Panel, 8 March 2018")
    assert "Not known" not in meeting.locator(".result-excerpt").inner_text()


def test_all_that_is_to_be_done_is_an_action(page: Page, base: str) -> None:
    """Ticking "Action" finds as many as the page of actions lists, each still named by what it is."""
    page.goto(f"{base}search/?q=&kind=Action&council=Bradford")
    expect(page.locator("#search-count")).to_have_text("3 results")
    item = "bradford/items/undated-front-door/"
    assert set(found(page, base)) == {f"{item}#resolution-{number}" for number in (2, 3, 4)}
    assert set(page.locator(".result-where").all_text_contents()) == {
        f"Bradford, resolution {number}" for number in (2, 3, 4)
    }


def test_what_is_overdue_for_one_owner(page: Page, sample_base: str) -> None:
    """What is overdue and what is still due are two values of one question: both can be asked of one owner at once."""
    page.goto(f"{sample_base}search/?owner=Assistant+Director%2C+Resources&time=Overdue&sort=due")
    expect(page.locator("#search-count")).to_have_text("1 result")
    expect(page.locator(".result h3")).to_have_text("Move case records to one system")
    expect(page.locator(".result .status")).to_have_text("Overdue")
    tick(page, "In time?", "Due")
    expect(page.locator("#search-count")).to_have_text("2 results")
    assert list(found(page, sample_base)) == [
        "northwick/items/2024-hub/#resolution-3",
        "northwick/items/2026-hub-follow-up/#resolution-1",
    ]
    assert page.url.endswith("&time=Overdue&time=Due&sort=due")
