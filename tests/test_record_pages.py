"""What the pages of records say of time: what was expected, what nobody dates, what was promised, in which order."""

import datetime
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import BuiltSite
from reading import beside, part, said, step, words
from scrutiny.link import Links, link
from scrutiny.model import Inspection, Item, Plan, Record
from scrutiny.pages import Edition
from scrutiny.pages.strip import was_expected
from scrutiny.register import Register

NEXT = "haringey/inspections/undated-ilacs/"
HUB = "northwick/items/2024-hub/"


def events(page: LexborHTMLParser) -> list[tuple[str, str, str]]:
    """The timeline of a record page: when, title and text of each event."""
    told = page.css("#thread ol.timeline > li")
    return [(said(each, ".event-when"), said(each, ".event-title"), _text(each)) for each in told]


def _text(event: LexborNode) -> str:
    text = event.css_first(".event-text")
    return words(text) if text else ""


def expecting(year: str) -> Edition:
    """An edition for 22 November 2026 whose one inspection papers expect in a year."""
    expected = Inspection.model_validate(
        {
            "title": "Northport: next inspection",
            "visibility": "public",
            "summary": "Expected.",
            "kind": "full",
            "anticipated": "yes",
            "on_site": "not stated",
            "expected": year,
        }
    )
    links: Links = link(Register({"northport/inspections/undated-next": expected}))
    return Edition(links, datetime.date(2026, 11, 22))


def test_an_inspection_is_expected_until_its_time_is_past() -> None:
    """An inspection expected this year is still expected; one expected in a year now past was."""
    id_ = "northport/inspections/undated-next"
    assert was_expected(expecting("2026"), id_) == ""
    assert was_expected(expecting("2025"), id_) == "was expected in 2025"
    assert was_expected(expecting("2026-11-20"), id_) == "was expected on 20 November 2026"


def test_what_was_expected_and_did_not_show_is_said_to_have_been_expected(seeds: BuiltSite) -> None:
    """Strip, timeline, head and list say that an inspection was expected in 2018 and that no record of it is here."""
    item, own = seeds.page("haringey/items/2018-jtai/"), seeds.page(NEXT)
    assert step(item, "Inspected again").endswith("Inspection was expected in 2018; no record of it here")
    again = item.css("ol.thread > li")[-1]
    assert "shape-broken" in (again.html or "")
    assert "Inspection was expected in 2018" in said(own, ".kicker")
    titles = {when: title for when, title, _ in events(item)}
    assert titles["2018"] == "Inspection was expected; no record of it here"
    assert "Inspection was expected in 2018; no record of it here" in said(seeds.page("haringey/"))


def test_found_never_leads_to_its_own_page(seeds: BuiltSite) -> None:
    """On the page of an inspection without findings, the strip says so and does not name that inspection."""
    for address, told in (
        (NEXT, "No finding is held here"),
        ("bradford/inspections/undated-peer-review/", "No finding is held here"),
        ("worcestershire/inspections/undated-jtai/", "Nothing is found there yet"),
    ):
        found = seeds.page(address).css("ol.thread > li")[0]
        assert words(found).endswith(told), address
        assert found.css("a") == [], address


def test_papers_for_a_meeting_do_not_say_that_it_met(seeds: BuiltSite, sample: BuiltSite) -> None:
    """Where no paper says that a committee met, the matter was before it, and what is held is on its papers."""
    titles = [title for _, title, _ in events(seeds.page("haringey/items/2018-jtai/"))]
    assert "Was before the CYPS Scrutiny Panel; no minutes are held here" in titles
    assert said(seeds.page("haringey/meetings/2018-03-08-cyps-scrutiny-panel/"), "#items h2") == "On its papers"
    held = sample.page("northwick/meetings/2024-11-12-children-scrutiny/")
    assert said(held, "#items h2") == "What was taken at it"


def test_what_nothing_places_in_time_stands_last(seeds: BuiltSite) -> None:
    """A plan without a day, which no day comes before or after, closes the timeline, and the note says so."""
    item = seeds.page("worcestershire/items/undated-ofsted-update/")
    told = events(item)
    assert told[0][0] == "January 2016"
    assert told[-1][:2] == ("Day not stated", "A plan")
    assert "last, what no paper places in time" in said(item, "#thread .note")
    # What came before a known day is placed, and where nothing has a day, nothing is set apart.
    for address in (
        "bradford/items/undated-front-door/",
        "bath-and-north-east-somerset/items/undated-protection-of-children/",
    ):
        page = seeds.page(address)
        assert "Day not stated" not in [when for when, _, _ in events(page)], address
        assert "last, what" not in said(page, "#thread .note"), address


def test_a_plan_answers_only_what_it_is_about(seeds: BuiltSite) -> None:
    """A plan that names an inspection answers its findings; one that names none is a plan."""
    assert "A plan answers the findings" in [title for _, title, _ in events(seeds.page("haringey/items/2018-jtai/"))]
    told = [title for _, title, _ in events(seeds.page("worcestershire/items/undated-ofsted-update/"))]
    assert [title for title in told if "plan" in title] == ["A plan"]


def test_a_look_without_a_meeting_was_promised_or_was_welcomed(seeds: BuiltSite) -> None:
    """Bath's chair only welcomed updates, Plymouth's minutes plan one; neither page leaves the choice to the reader."""
    bath = seeds.page("bath-and-north-east-somerset/items/undated-protection-of-children/")
    plymouth = seeds.page("plymouth/items/undated-jtai-update/")
    assert step(bath, "Followed up").endswith("Welcomed; no meeting is named")
    assert step(plymouth, "Followed up").endswith("Promised; no meeting is named")
    assert "welcomed" not in said(plymouth, "#followed-up")


def test_later_meetings_are_in_order_of_days_each_in_one_row(sample: BuiltSite) -> None:
    """Each later meeting is one row with the items that took the matter up, and says first whether it was held."""
    listed = sample.page(HUB).css("#followed-up .records > li")
    assert [re.findall(r"\d+ \w+ \d{4}", words(row.css_first("a") or row))[0] for row in listed] == [
        "12 November 2024",
        "11 February 2025",
        "8 April 2025",
        "14 July 2026",
    ]
    told = [words(row.css_first("p") or row) for row in listed]
    assert [text.partition(".")[0] for text in told] == ["Held", "Not held", "Held", "Held"]
    assert "Taken up by Northwick: health staff in the hub, first follow-up" in told[0]


def test_news_names_the_record_of_a_resolution_on_another_page(sample: BuiltSite) -> None:
    """Of two resolutions with one number, the timeline names the record of that which is not on the page."""
    texts = [text for _, title, text in events(sample.page(HUB)) if title.startswith("News")]
    assert any("On resolution 2 of Northwick: health staff in the hub, first follow-up" in text for text in texts)
    assert any("On resolution 2. " in text for text in texts)


def test_a_reason_and_the_notes_stand_once(seeds: BuiltSite) -> None:
    """What "Due" says is not said again as a reason, and a resolution has one row of notes."""
    resolution = part(seeds.page("plymouth/items/undated-jtai-update/"), "article.resolution")
    assert beside(resolution, "Due", ".rows").startswith("Once all partners have agreed the plan")
    assert beside(resolution, "In time?", ".rows") == "Cannot be computed"
    assert [words(label) for label in resolution.css("dt")].count("Note") == 1
    note = beside(resolution, "Note", ".rows")
    assert "charted again the plan" in note
    assert "Who is to hand it to the committee is not stated" in note


def test_a_record_is_placed_by_what_led_to_it_and_by_what_came_of_it() -> None:
    """A record without a day is placed after a dated cause or before a dated effect, and else by nothing."""
    whole: dict[str, str | list[str]] = {"visibility": "public", "summary": "Told."}
    plan = Plan.model_validate(whole | {"title": "Northport: plan"})

    def placed(date: object) -> bool:
        item = Item.model_validate(
            whole
            | {"title": "Northport: item", "kind": "report", "committee": {"name": "not stated", "stated": "it"}}
            | {"meeting": {"date": date}, "about": ["plans/undated-plan"], "resolutions": {"verb": "not held"}}
        )
        records: dict[str, Record] = {"northport/items/undated-a": item, "northport/plans/undated-plan": plan}
        threads = link(Register(records)).threads
        return threads.is_placed("northport/plans/undated-plan", threads.of("northport/items/undated-a"))

    assert placed("2019-03-06")
    assert placed({"date": "not stated", "before": "2019-03-06"})
    assert not placed({"date": "not stated", "after": "2019-03-06"})
