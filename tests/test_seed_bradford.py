"""Bradford's front door after Ofsted's inspection: what a faithful record must carry, line by line."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import BuiltSite
from reading import TELEPHONE, beside, links, part, rows, said, step, words

OWNER = "Interim Strategic Director of Children's Services"
VISIT = "bradford/inspections/2019-monitoring-visit-1/"
MEETING = "bradford/meetings/promised-undated-front-door-resolution-2/"


@pytest.fixture(scope="module")
def item(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the committee item."""
    return seeds.page("bradford/items/undated-front-door/")


@pytest.fixture(scope="module")
def tracker(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of Bradford's actions."""
    return seeds.page("actions/bradford/")


def test_002_1_the_report_its_author_and_a_grade_that_is_not_stated(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The heading keeps its capitals as a fact, Document “Y” its letter; only “September” is mentioned."""
    heading = "OFSTED INSPECTION OF LOCAL AUTHORITY CHILDREN'S SERVICES (ILACS)"
    assert beside(item, "Heading in the agenda").startswith(heading)
    assert said(item, "h1").startswith("Bradford: Ofsted inspection of children's services")
    assert "Document “Y”, report of the Interim Strategic Director" in said(item, "#source-y")
    assert "Not held here" in said(item, "#source-y")
    assert beside(item, "Presented by") == OWNER
    inspection = seeds.page("bradford/inspections/undated-ilacs/")
    assert beside(inspection, "Grade").startswith("Not stated")
    assert beside(inspection, "Published") == "Not stated"
    assert beside(inspection, "On site") == "Days not stated"
    assert "“September”. The minutes do not say that the inspection took place then" in said(inspection)
    assert "2018" not in said(inspection)


def test_002_2_four_recommended_and_four_resolved_are_paired(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The first and last pass unchanged, the third changes a word, the second its substance, shown without colour."""
    assert "4 resolutions, 1 changed in substance" in step(item, "Decided")
    assert [str(node.attributes["id"]) for node in item.css("#decided .resolution")] == [
        f"resolution-{number}" for number in range(1, 5)
    ]
    for number in (1, 4):
        assert "Passed as recommended" in said(item, f"#resolution-{number}")
    assert "Wording only: “Committee” became “Committee meeting”" in said(item, "#resolution-3")
    assert words(part(item, "#resolution-3 ins")) == "Committee meeting"
    second = part(item, "#resolution-2")
    assert len(item.css(".comparison")) == 1
    left, right = second.css(".comparison .words")
    assert [words(node) for node in second.css(".label")] == [
        "Recommended to the committee",
        "Resolved by the committee",
    ]
    assert [words(node) for node in left.css("del")] == ["taken out: next meeting", "taken out: in advance of"]
    assert [words(node) for node in right.css("ins")] == [
        "put in: 20 March meeting",
        "put in: with the findings of",
        "put in: scheduled for 7 and 8 March 2019",
    ]
    assert "Changed in substance. The officers proposed to look again before the visit" in words(second)
    assert "the committee chose to look after it, with its findings" in words(second)
    assert "Recommended but not passed" not in said(item)
    listed = seeds.page("resolutions/bradford/")
    assert [len(rows(listed, holding=text)) for text in ("Changed in substance", "Wording only")] == [1, 1]
    assert len(rows(listed, holding="Passed as recommended")) == 2


def test_002_2_what_each_resolution_asks_for(item: LexborHTMLParser) -> None:
    """Each of the four says what it does and about what."""
    expected = {
        1: ("notes", "risks, issues and challenge"),
        2: ("arranges scrutiny", "Look at the front door again"),
        3: ("asks for information", "summary of the key findings of the front door's peer review"),
        4: ("asks for information", "“deep dive”"),
    }
    for number, (does, about) in expected.items():
        text = said(item, f"#resolution-{number}")
        assert text.startswith(f"Resolution {number} {does}")
        assert about in text
    assert "data and audit information on theme four" in said(item, "#resolution-4")


def test_002_3_the_visit_days_are_a_discrepancy(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """Both pairs of days stand with their places, neither is chosen, and the visit shows the span as disputed."""
    visit = seeds.page(VISIT)
    for page in (item, visit):
        disagree = part(page, "#disagree .discrepancy")
        assert "first monitoring visit" in said(disagree, "h3")
        assert beside(disagree, "6 and 7 March", ".claims").startswith("minutes, paragraph 2")
        assert beside(disagree, "7 and 8 March 2019", ".claims").startswith("minutes, resolution 2")
        assert "Neither is chosen" in words(disagree)
    on_site = part(visit, "#on-site")
    assert "6 to 8 March 2019" in words(on_site)
    assert "inferred" in words(on_site)
    assert any("#disagree" in link for link in links(on_site))
    assert "Two dates are given" in step(item, "Inspected again")
    assert "The papers disagree on the days" in said(item, "#thread")
    assert "6 and 7 March" in said(seeds.page("data-quality/"), "#disagree")


def test_002_4_one_owner_for_the_whole_list_and_none_for_the_note(
    item: LexborHTMLParser, tracker: LexborHTMLParser
) -> None:
    """The ACTION line's owner has resolutions 2 to 4; resolution 1 notes and sets no action."""
    assert f"The list as a whole is owned by: {OWNER}" in said(item, "#decided > .note")
    assert "It sets no action" in said(item, "#resolution-1")
    assert beside_or_none(item, "#resolution-1", "Due") is None
    assert "3 actions" in said(tracker, ".lead")
    for number in (2, 3, 4):
        found = rows(tracker, holding=f"Resolution {number}.")
        assert len(found) == 1
        assert OWNER in found[0]
    assert rows(tracker, holding="Resolution 1.") == []


def beside_or_none(page: LexborHTMLParser, anchor: str, label: str) -> str | None:
    """Return what stands beside a label in a part, None where the part has no such label."""
    labels = [words(name) for name in page.css(f"{anchor} dt")]
    return beside(part(page, anchor), label, ".rows") if label in labels else None


def test_002_5_the_follow_up_of_20_march_has_an_inferred_year(
    seeds: BuiltSite, item: LexborHTMLParser, tracker: LexborHTMLParser
) -> None:
    """The year of 20 March comes from resolution 2 and says so; 3 and 4 are due at the next meeting."""
    due = beside(part(item, "#resolution-2"), "Due", ".rows")
    assert due.startswith("20 March 2019 (inferred: the year")
    assert "stated as “20 March”" in due
    for number in (3, 4):
        later = beside(part(item, f"#resolution-{number}"), "Due", ".rows")
        assert later.startswith("Next meeting (20 March 2019, by resolution 2")
        assert "year inferred" in later
    assert "20 March 2019, year inferred" in rows(tracker, holding="Resolution 2.")[0]
    assert "Was due on 20 March 2019. No record of that meeting here" in step(item, "Followed up")
    meeting = seeds.page(MEETING)
    expected = said(meeting, "#expected").lower()
    assert "findings of ofsted's monitoring visit" in expected
    assert "key findings of the peer review" in expected
    assert "data and audit information on theme four" in expected
    assert "inferred: the year" in beside(meeting, "Day")
    assert "Whether it took place is not known here" in beside(meeting, "Held?")
    assert any(link.endswith(MEETING) for link in links(part(item, "#followed-up")))
    assert beside(item, "Meeting").startswith("Date not stated. Before 6 March 2019")


def test_002_6_peer_review_first_visit_and_theme_four_are_records(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The peer review and the first monitoring visit are inspections of their kind, theme four is part 4 of a plan."""
    review = seeds.page("bradford/inspections/undated-peer-review/")
    assert beside(review, "Kind") == "Peer review"
    assert beside(review, "Topic") == "The front door"
    assert beside(review, "Grade").startswith("Not stated")
    visit = seeds.page(VISIT)
    assert beside(visit, "Kind").startswith("Monitoring visit, number 1")
    assert "first monitoring visit" in said(visit, "h1")
    assert any(link.endswith("bradford/inspections/undated-ilacs/") for link in links(part(visit, ".facts")))
    plan = seeds.page("bradford/plans/undated-improvement-plan/")
    assert said(plan, "#workstream-4 h3").startswith("4. Improving the front door and MASH")
    assert plan.css_first("#workstream-1") is None
    assert "Inferred by the editor: Theme four is a part of an improvement plan" in said(plan, "#missing")
    assert any(link.endswith("#workstream-4") for link in links(part(item, "#resolution-4")))


def test_002_7_no_telephone_and_no_name_of_the_contact(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """The direct number and the name beside it stand nowhere; the page says that they were left out."""
    for file in (seeds.folder / "bradford").rglob("*.html"):
        page = LexborHTMLParser(file.read_text("utf-8"))
        assert not TELEPHONE.search(said(page)), file
    assert not any("Cryer" in file.read_text("utf-8") for file in seeds.folder.rglob("*.html"))
    assert "Name and number are left out here" in said(item, "#missing")


def test_002_8_staffing_is_told_in_roles(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """Who left, who came and who was on loan from Doncaster are roles without names."""
    told = said(item, "#point-1")
    assert "Head of Service left just after Christmas" in told
    assert "experienced manager was put in post" in told
    assert "Interim Assistant Director" in told
    assert "seconded from Doncaster Children's Services" in told
    role = seeds.page("bradford/roles/interim-assistant-director/")
    assert "Interim Assistant Director, Children's Social Care Improvement" in said(role, "h1")
    assert beside(role, "On loan from") == "Doncaster Children's Services"
    assert "Neither the year" in said(seeds.page("bradford/roles/head-of-service/"), ".lead")


def test_002_9_what_changed_since_the_inspection_belongs_to_partners(item: LexborHTMLParser) -> None:
    """Before and after stand in the points, with the partner concerned and without a date that nobody stated."""
    police, health, youth, referrals = (said(item, f"#point-{number}") for number in range(2, 6))
    assert "Capacity and demand" in police
    assert "since when is not stated" in police
    assert "Multi Agency Child Exploitation Team" in police
    assert "A matter for Police" in police
    assert "one part-time health worker in the MASH to one full-time" in health
    assert "A secondee was requested" in health
    assert "A matter for Clinical Commissioning Group" in health
    assert "risk harm or offending" in youth
    assert "Referrals of families and of homeless people have been rising" in youth
    assert "One more officer works on youth housing" in youth
    assert "section 47 referral process" in referrals
    assert "co-located partners" in referrals
    assert "How documents are shared is being reviewed" in referrals
    assert "A matter for MASH Strategic Group" in referrals
    assert not any(year in police + health + youth + referrals for year in ("2017", "2018", "2019"))


def test_002_10_the_officers_own_view_is_no_finding(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """What officers said of themselves stands with the item, labelled, and the inspections have no finding."""
    assert "They are too low, it was agreed" in said(item, "#question-4")
    assert "Some improvement shows, but it is “not consistent and not enough yet”" in said(item, "#question-5")
    view = said(item, "#point-6")
    for words_ in ("two separate systems", "more “good” and less “needs improvement”", "“self awareness”"):
        assert words_ in view
    assert "The officers' view, not an inspector's. Said by the Strategic Director" in view
    for name in ("undated-ilacs", "undated-peer-review", "2019-monitoring-visit-1"):
        page = seeds.page(f"bradford/inspections/{name}/")
        assert "No finding is held here" in said(page, "#found")
        assert page.css("[id^=strength-], [id^=improvement-]") == []


def test_002_11_six_questions_without_names_or_casework(item: LexborHTMLParser) -> None:
    """Six questions and answers, nobody named, no case described; what was agreed in discussion is no resolution."""
    assert [str(node.attributes["id"]) for node in item.css("#asked .question")] == [
        f"question-{number}" for number in range(1, 7)
    ]
    asked = said(item, "#asked")
    for words_ in (
        "not where it needs to be",
        "benefits system",
        "the housing provider",
        "other vulnerable people",
        "domestic violence and neglect",
        "September",
        "based in the call centre",
        "lowest level of service",
    ):
        assert words_ in asked
    assert "Asked by" not in asked
    assert "bed and breakfast" not in said(item)
    assert "it is not a resolution" in said(item, "#question-4")
    assert "threshold" not in said(item, "#decided").lower()
    assert "Who asked the six questions, and who answered them, is not stated" in said(item, "#missing")
