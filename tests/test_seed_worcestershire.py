"""Worcestershire's update on Ofsted, 2016 to 2019: what a faithful record must carry, line by line."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import BuiltSite
from reading import beside, links, part, rows, said, step, words

ITEM = "worcestershire/items/undated-ofsted-update/"
OTHER_BODIES = {
    "children-and-families-scrutiny-panel": "Children's and Families Scrutiny Panel",
    "health-overview-and-scrutiny-committee": "Health Overview and Scrutiny Committee",
    "health-and-well-being-board": "Health and Well-being Board",
}


@pytest.fixture(scope="module")
def item(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the committee item."""
    return seeds.page(ITEM)


@pytest.fixture(scope="module")
def inspection(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the inspection of 2019."""
    return seeds.page("worcestershire/inspections/2019-ofsted/")


def test_004_1_the_corporate_parenting_board_and_a_name_held_back(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The body is the Corporate Parenting Board, no scrutiny committee; the presenter's name stands nowhere."""
    assert beside(item, "Committee") == "Corporate Parenting Board"
    committee = seeds.page("worcestershire/committees/corporate-parenting-board/")
    assert beside(committee, "Kind") == "Corporate parenting board"
    assert beside(item, "Presented by") == "An officer whose role is not stated"
    assert "The name is held back until a public role is known" in said(item, "#missing")
    for file in seeds.folder.rglob("*.html"):
        text = file.read_text("utf-8")
        assert "Tina" not in text, file
        assert "Russell" not in text, file


def test_004_2_two_judgements_in_words_never_as_a_trend(
    seeds: BuiltSite, inspection: LexborHTMLParser, item: LexborHTMLParser
) -> None:
    """January 2016 has its grade, July 2019 a quoted phrase and no grade; nothing says what July 2019 dates."""
    earlier = seeds.page("worcestershire/inspections/2016-ofsted/")
    grade = beside(earlier, "Grade")
    assert grade.startswith("“Inadequate”")
    assert "“Overall Inadequate”" in grade
    assert "January 2016" in grade
    assert beside(earlier, "On site") == "Days not stated"
    later = beside(inspection, "Grade")
    assert later.startswith("Not stated")
    assert "“considerable progress in improving the quality of services”" in later
    assert "July 2019" in later
    assert "Whether July 2019 is when inspectors came or when their report was published" in said(
        inspection, "#missing"
    )
    assert "Whether January 2016 is when inspectors came or when their report was published" in said(
        earlier, "#missing"
    )
    history = said(seeds.page("worcestershire/"), "#judgements")
    assert history.index("January 2016") < history.index("July 2019")
    assert "The inspectors wrote" not in history
    for text in (grade, later, history, said(item, "#thread")):
        assert not set(text) & set("←↑→↓↗↘▲▼+")
    thread = said(item, "#thread")
    assert thread.index("January 2016") < thread.index("July 2019")
    assert any(link.endswith("worcestershire/inspections/2016-ofsted/") for link in links(part(inspection, ".facts")))


def test_004_2_workforce_and_leaders_by_july_2019(inspection: LexborHTMLParser) -> None:
    """The stronger workforce and the commitment of leaders and members stand as facts of July 2019."""
    told = beside(inspection, "Workforce and leaders", "#more")
    assert "workforce was stronger" in told
    assert "Senior leaders and elected members had ambition" in told
    assert "July 2019" in told
    assert "Whether inspectors said so is not clear" in told


def test_004_3_eight_headlines_are_eight_strengths(inspection: LexborHTMLParser) -> None:
    """The eight headlines keep their order as strengths 1 to 8."""
    expected = {
        1: "brought into care where that is necessary",
        2: "Assessments are timely and comprehensive",
        3: "settled in their placements and reach permanency",
        4: "IROs chair reviews well",
        5: "foster carers and with adoption agencies",
        6: "Personal Advisors build good relationships",
        7: "the needs of sibling groups",
        8: "Consolidation meetings give support and challenge",
    }
    assert len(inspection.css("[id^=strength-]")) == len(expected)
    for number, text in expected.items():
        assert text in said(inspection, f"#strength-{number}")
    assert "education and employment" in said(inspection, "#strength-6")
    assert "Long-term stability has improved" in said(inspection, "#strength-8")
    assert step(inspection, "Found").startswith("8 strengths, 2 areas for improvement, 1 both good and wanting")


def test_004_4_what_to_work_on_towards_a_good_service(inspection: LexborHTMLParser, item: LexborHTMLParser) -> None:
    """Consistency and evidence are to improve; consolidation meetings are praised and wanting at once."""
    assert "“good” service" in said(item, "#point-2")
    first = said(inspection, "#improvement-1")
    assert "“in some cases, a small minority”" in first
    assert "Consistency" in first
    assert "Also a strength (2)" in first
    assert "Homeless Intervention team need fuller evidence" in said(inspection, "#improvement-2")
    assert len(inspection.css("[id^=improvement-]")) == 2
    mixed = said(inspection, "#mixed-1")
    assert "Consolidation meetings are well spoken of" in mixed
    assert "young people could be asked" in mixed
    assert "Also a strength (8)" in mixed


def test_004_5_edge_of_care_was_not_judged(inspection: LexborHTMLParser) -> None:
    """The plans for Edge of Care looked good and were not judged, because they were not yet in place."""
    told = said(inspection, "#not-evaluated-1")
    assert "The plans for Edge of Care look good" in told
    assert "Not judged" in told
    assert "the plans were not yet in place" in told


def test_004_6_commitments_without_a_date_belong_to_partners(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """Accommodation and mental health services are promised with partners as owners, and no date was set."""
    homes, health = part(item, "#action-point-3"), part(item, "#action-point-4")
    assert "suitable accommodation" in words(homes)
    assert "Owner: Districts and Housing providers" in words(homes)
    assert "mental health services" in words(health)
    assert "Owner: Health services" in words(health)
    for promise in (homes, health):
        assert beside(promise, "Due", ".rows") == "Not stated"
        assert beside(promise, "In time?", ".rows") == "No date was set"
    told = said(item, "#point-3")
    assert "continuous improvement" in told
    assert "independence" in told
    assert "adulthood" in told
    assert "most vulnerable" in said(item, "#point-4")
    tracker = seeds.page("actions/worcestershire/")
    assert "2 actions" in said(tracker, ".lead")
    assert len(rows(tracker, holding="suitable accommodation")) == 1
    assert len(rows(tracker, holding="mental health services")) == 1


def test_004_7_four_pillars_and_stretching_targets(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The business plan rests on four named pillars; the remark on targets has its answer."""
    plan = seeds.page("worcestershire/plans/undated-service-business-plan/")
    assert said(plan, "#parts h2") == "The four key pillars"
    pillars = [said(node, "h3").rstrip(" §") for node in plan.css("#parts article")]
    assert pillars == [
        "1. Senior Leaders",
        "2. Workforce and culture",
        "3. Worcestershire Safeguarding Children Partnership",
        "4. Inspections",
    ]
    asked = said(item, "#question-1")
    assert "KPI" in asked
    assert "There has been progress" in asked
    assert "set very high, to drive best practice" in asked


def test_004_8_no_more_visits_every_12_weeks_and_perhaps_a_joint_one(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The end of 12-weekly visits is told; the possible joint inspection is expected, and shares a subject with 000."""
    told = said(item, "#point-6")
    assert "every 12 weeks" in told
    assert "focused inspections" in told
    assert "“a strong possibility”" in told
    assert "Task and Finish Group" in said(item, "#point-7")
    expected = seeds.page("worcestershire/inspections/undated-jtai/")
    assert "expected" in said(expected, ".kicker")
    assert beside(expected, "Expected") == "Day not stated"
    assert beside(expected, "Topic") == "Children's emotional health and well-being"
    assert "“a strong possibility”" in said(expected)
    assert "No finding is held here. The papers only expect this inspection" in said(expected, "#found")
    assert "Joint inspection expected" in step(item, "Inspected again")
    subject = links(seeds.page("themes/mental-health/"))
    assert any(link.endswith("worcestershire/inspections/undated-jtai/") for link in subject)
    assert any(link.endswith("plymouth/inspections/2019-jtai/") for link in subject)


def test_004_9_three_other_bodies_looked_at_the_same_matter(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """Each of the three is named beside the item and leads to a page that leads back, though it published nothing."""
    named = beside(item, "Also before")
    for name, title in OTHER_BODIES.items():
        assert title in named
        page = seeds.page(f"worcestershire/committees/{name}/")
        assert any(link.endswith(ITEM) for link in links(part(page, "main")))
        assert "Named only as a body that was considering" in said(page, ".lead")
    assert "Three other bodies" in said(item, "#point-9")


def test_004_10_resolved_that_the_board_noted(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The verb is RESOLVED, its effect a note in the past tense, and it sets no action."""
    assert "“RESOLVED that”" in said(item, "#decided")
    resolution = said(item, "#resolution-1")
    assert resolution.startswith("The resolution notes")
    assert "Note the update after the Ofsted inspection visit" in resolution
    assert "It sets no action" in resolution
    assert "past tense, “noted”" in resolution
    assert rows(seeds.page("actions/worcestershire/"), holding="Note the update") == []
    assert "Sets no action" in rows(seeds.page("resolutions/worcestershire/"), holding="Note the update")[0]
