"""Plymouth's joint inspection of children's mental health services: what a faithful record must carry, line by line."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import BuiltSite
from reading import beside, links, part, rows, said, step, words

PLAN = "Once all partners have agreed the plan and signed it off"


@pytest.fixture(scope="module")
def item(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the committee item."""
    return seeds.page("plymouth/items/undated-jtai-update/")


@pytest.fixture(scope="module")
def inspection(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the inspection."""
    return seeds.page("plymouth/inspections/2019-jtai/")


@pytest.fixture(scope="module")
def tracker(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of Plymouth's actions."""
    return seeds.page("actions/plymouth/")


def test_000_1_a_verbal_update_presented_by_a_named_senior_officer(item: LexborHTMLParser) -> None:
    """The page says verbal update, who presented it in which role, and that council and committee are not named."""
    assert beside(item, "Kind") == "Verbal update"
    assert beside(item, "Presented by") == "Jean Kelly, Service Director for Children, Young People and Families"
    assert beside(item, "Committee").startswith("Not stated")
    assert "Education and Children's Social Care Overview and Scrutiny Committee" in said(item, "#resolution-1")
    missing = said(item, "#missing")
    assert "Inferred by the editor: The authority is Plymouth" in missing
    assert "do not name the committee that met" in missing


def test_000_2_the_days_the_subject_the_ages_and_six_areas(inspection: LexborHTMLParser) -> None:
    """The inspection page gives the five days in November 2019, the subject, the ages, and that six areas were seen."""
    assert beside(inspection, "On site") == "18 to 22 November 2019"
    assert beside(inspection, "Topic") == "The multi-agency response to children's mental health services"
    assert beside(inspection, "Ages") == "10 to 15"
    assert "Joint targeted area inspection" in beside(inspection, "Framework")
    assert "Six local authorities across the country" in said(inspection)
    assert beside(inspection, "Published") == "Not stated"


def test_000_3_five_inspecting_bodies_as_recorded_and_as_known(inspection: LexborHTMLParser) -> None:
    """All five names stand as the minutes give them, and beside three the body that the editor matched with them."""
    named = beside(inspection, "Inspectors")
    as_recorded = ("Ofsted", "CQC", "Police Inspectorate", "Fire and Rescue Services", "Probation Service")
    places = [named.find(body) for body in as_recorded]
    assert places == sorted(places)
    assert places[0] == 0
    assert "Police Inspectorate (HMICFRS, matched by the editor)" in named
    assert "Fire and Rescue Services (HMICFRS, matched by the editor)" in named
    assert "Probation Service (HMI Probation, matched by the editor)" in named
    assert "five inspecting bodies" in said(inspection, "#notes")


def test_000_4_the_letter_was_received_has_no_address_and_gives_no_judgement(
    inspection: LexborHTMLParser, item: LexborHTMLParser
) -> None:
    """The letter is a source that is not held and has no address; no grade is given, by design."""
    assert "Letter of findings received" in said(inspection, "#ran")
    source = part(inspection, "#source-letter")
    assert "Not held here" in words(source)
    assert "Address not stated" in words(source)
    assert "agenda pack" in words(source)
    assert links(source) == []
    assert beside(inspection, "Grade").startswith("None given, by design")
    assert "agenda pack" in said(item, "#point-b")
    assert "no judgements" in said(item, "#point-b")


def test_000_5_three_strengths_of_some(inspection: LexborHTMLParser) -> None:
    """Three strengths are listed, and the page says that the papers list only some."""
    strengths = {str(node.attributes["id"]): words(node) for node in inspection.css("[id^=strength-]")}
    assert sorted(strengths) == ["strength-1", "strength-2", "strength-3"]
    assert "Senior leadership is stable across the partnership" in strengths["strength-1"]
    assert "Joint commissioning" in strengths["strength-2"]
    assert "in schools" in strengths["strength-3"]
    assert "as early as possible" in strengths["strength-3"]
    assert "The papers list only some" in said(inspection, "#found")
    assert "3 strengths, 5 areas for improvement" in step(inspection, "Found")


def test_000_6_five_areas_for_improvement_each_about_its_own_body(inspection: LexborHTMLParser) -> None:
    """Paragraph d becomes five findings; only the third is about the council itself."""
    found = {str(node.attributes["id"]): words(node) for node in inspection.css("[id^=improvement-]")}
    assert sorted(found) == [f"improvement-{number}" for number in range(1, 6)]
    assert "youth offending team is governed" in found["improvement-1"]
    assert "Safeguarding Children's Partnership Strategic Board" in found["improvement-2"]
    assert "sub-groups for quality assurance and for learning and development" in found["improvement-2"]
    assert "The council's quality assurance framework is not robust enough" in found["improvement-3"]
    assert "youth offending team" in found["improvement-4"]
    assert "template for assessments" in found["improvement-4"]
    assert "youth offending team" in found["improvement-5"]
    assert "how mental health affects a child's experience" in found["improvement-5"]
    assert [anchor for anchor, text in found.items() if "About the council" in text] == ["improvement-3"]
    assert "Areas for improvement 1 to 5, minutes, paragraph d" in said(inspection, "#found")


def test_000_7_assurances_are_given_and_a_gap_is_acknowledged(item: LexborHTMLParser) -> None:
    """What was said of supervision stands at (e); the gap of (f) is a promise without owner and without date."""
    assurance = said(item, "#point-e")
    for words_ in (
        "regular supervision",
        "Time is set aside for keeping records",
        "Cases are audited",
        "Assurance given",
    ):
        assert words_ in assurance
    gap = said(item, "#point-f")
    for words_ in ("Multi Agency Safeguarding Hub (MASH)", "decision-makers from health and education", "acknowledged"):
        assert words_ in gap
    promise = part(item, "#action-point-f")
    assert "lack of decision-makers from health and education" in words(promise)
    assert "Owner: Not recorded" in words(promise)
    assert beside(promise, "Due", ".rows") == "Not stated"
    assert beside(promise, "In time?", ".rows") == "No date was set"
    assert "#point-f" in links(promise)


def test_000_8_the_joint_plan_waits_for_all_partners_and_for_a_timescale(
    seeds: BuiltSite, item: LexborHTMLParser
) -> None:
    """The plan belongs to the partners jointly; its deadline carries both the condition and the open timescale."""
    plan = seeds.page("plymouth/plans/undated-jtai-improvement-plan/")
    assert beside(plan, "Owner") == "Partners in the joint improvement plan"
    assert beside(plan, "Signed off by") == "all partners"
    assert beside(plan, "Agreed") == "To be confirmed"
    resolution = part(item, "#resolution-1")
    assert beside(resolution, "Owner", ".rows") == "Partners in the joint improvement plan"
    due = beside(resolution, "Due", ".rows")
    assert due.startswith(PLAN)
    assert "the timescale is still to be agreed" in due
    assert beside(resolution, "In time?", ".rows").startswith("Cannot be computed")


def test_000_9_emergency_placements_without_anything_that_identifies(item: LexborHTMLParser) -> None:
    """Paragraph h gives the places, the reasons and the remedies hoped for, and no number of children."""
    told = said(item, "#point-h")
    for words_ in (
        "bed and breakfast",
        "hotels",
        "unregulated placements",
        "emergency",
        "fostering",
        "residential care",
    ):
        assert words_ in told
    assert not any(letter.isdigit() for letter in told)


def test_000_10_the_governance_of_youth_offending_is_a_pending_decision(item: LexborHTMLParser) -> None:
    """Paragraph j says who was leaving, with whom a new model was agreed, and what was still being considered."""
    told = said(item, "#point-j")
    assert "sub-regional approach" in told
    assert "Devon was leaving" in told
    assert "Youth Justice Board" in told
    assert "owned by the council was still being considered" in told
    assert "Decision pending" in told
    assert item.css_first("#action-point-j") is None


def test_000_11_an_update_on_exploitation_is_promised_for_no_meeting(
    seeds: BuiltSite, item: LexborHTMLParser, tracker: LexborHTMLParser
) -> None:
    """The update is to go on the work programme, no meeting is named; the meetings about gangs recur."""
    told = said(item, "#point-k")
    for words_ in ("child sexual exploitation (CSE)", "work programme", "specifically", "CSE screening tool", "assure"):
        assert words_ in told
    promise = part(item, "#action-point-k")
    assert "CSE screening tool" in words(promise)
    assert "no meeting is named" in words(promise)
    assert "work programme" in words(promise)
    assert beside(promise, "In time?", ".rows") == "No date was set"
    assert "no meeting is named" in step(item, "Followed up")
    assert "No meeting is named" in said(item, "#followed-up")
    listed = rows(tracker, holding="CSE screening tool")
    assert len(listed) == 1
    assert "no meeting is named" in listed[0][3]
    assert "screening tool" in said(seeds.page("themes/exploitation/"))
    gangs = said(item, "#point-l")
    assert "gang-related activity" in gangs
    assert "Every fortnight" in gangs
    assert "confident" in gangs
    assert "Said by officers" in gangs


def test_000_12_one_unnumbered_agreed_counts_the_plan_once(item: LexborHTMLParser, tracker: LexborHTMLParser) -> None:
    """The verb is Agreed; the slip of the minutes is kept in a note; (g), (i) and the resolution are one promise."""
    decided = said(item, "#decided")
    assert "“Agreed that”" in decided
    assert "resolved" not in decided.lower()
    assert "It has no number in the minutes" in said(item, "#resolution-1")
    assert item.css_first("#resolution-2") is None
    assert "“charted again the plan”; “against” seems to be meant" in said(item, "#resolution-1")
    for letter in "gi":
        point = part(item, f"#point-{letter}")
        assert "The same promise as the resolution; counted once" in words(point)
        assert any(link.endswith("#resolution-1") for link in links(point))
        assert item.css_first(f"#action-point-{letter}") is None
    assert len(rows(tracker, holding="improvement plan")) == 1
    assert "3 actions" in said(tracker, ".lead")


def test_000_13_thanks_set_no_action(item: LexborHTMLParser, tracker: LexborHTMLParser) -> None:
    """The Chair's thanks are on the record and are nothing to be done."""
    thanks = said(item, "#point-closing")
    assert "thanked" in thanks
    assert "Thanks." in thanks
    assert "Said by the Chair" in thanks
    assert item.css_first("#action-point-closing") is None
    assert rows(tracker, holding="thank") == []


def test_000_14_the_letters_of_the_minutes_run_from_a_to_l(item: LexborHTMLParser) -> None:
    """The twelve lettered paragraphs keep their letters, in order, (k) and (l) included, each with its own address."""
    points = [str(node.attributes["id"]) for node in item.css("#told li[id^=point-]")]
    assert points == [*(f"point-{letter}" for letter in "abcdefghijkl"), "point-closing"]
    for letter in "abcdefghijkl":
        assert said(item, f"#point-{letter}").startswith(f"({letter}) ")
