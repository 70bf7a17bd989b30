"""A reader follows a thread by clicking, in a real browser, with nothing but links."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import BuiltSite, Serve


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A reader on a phone without script, so that only links can lead on."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_bradford_can_be_followed_from_home_to_the_promised_meeting(
    reader: Page, seeds: BuiltSite, serve: Serve
) -> None:
    """From the home page to Bradford's changed resolution, on to the meeting that was to follow, and to the visit."""
    reader.goto(serve(seeds.folder))
    reader.get_by_role("link", name="Bradford", exact=True).first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Bradford")
    reader.get_by_role("link", name="Bradford: Ofsted inspection of children's services").first.click()
    resolution = reader.locator("#resolution-2")
    expect(resolution).to_contain_text("Changed in substance")
    expect(resolution.locator("del").first).to_contain_text("next meeting")
    expect(resolution.locator("ins").nth(1)).to_contain_text("with the findings of")
    reader.locator("ol.thread").get_by_role("link", name="20 March 2019").click()
    expect(reader.locator("main")).to_contain_text("findings of the peer review")
    reader.locator("main").get_by_role("link", name="first monitoring visit").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("first monitoring visit")
    expect(reader.locator("main")).to_contain_text("7 and 8 March 2019")
    expect(reader.locator("main")).to_contain_text("Neither is chosen")


def test_a_finding_leads_to_its_resolution_and_the_next_inspection_and_back(
    reader: Page, sample: BuiltSite, serve: Serve
) -> None:
    """From the invented finding to the resolution that answers it, its news, the next judgement, and back again."""
    reader.goto(f"{serve(sample.folder)}northwick/inspections/2024-ilacs/")
    finding = reader.locator("#improvement-2")
    finding.get_by_role("link", name="resolution 1").first.click()
    assert reader.url.endswith("northwick/items/2024-hub/#resolution-1")
    reader.locator("ol.thread").get_by_role("link", name="Short inspection").click()
    assert "northwick/inspections/2026-ilacs/" in reader.url
    expect(reader.locator("main")).to_contain_text("“Good”")
    reader.locator("#thread").get_by_role("link", name="2024").first.click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("Northwick")
