"""Haringey's slides on the joint inspection of December 2017: every fact of them can be read on the site.

Each test is one line of the acceptance list of this seed and is named after it.
"""

import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from anchored import at, fact, leads_to, table_rows, words_at, words_on
from conftest import BuiltSite
from reading import words

INSPECTION = "haringey/inspections/2017-jtai/"
NEXT = "haringey/inspections/undated-ilacs/"
ITEM = "haringey/items/2018-jtai/"
PLAN = "haringey/plans/2018-jtai-action-plan/"

STRENGTHS = (
    *("MASH", "Engagement with parents", "MERLIN", "CSC and police", "Schools: relationship", "well-being"),
    *("offending", "Named GPs", "police and health", "Daily performance data", "Audits", "social workers communicate"),
    *("Interpreters", "Signs of Safety", "community dental service"),
)
"""A word of each strength, in the order of the slides."""
IMPROVEMENTS = (
    *("jointly in the MASH", "thresholds", "front door", "history", "The child's voice", "Engagement with parents"),
    *("neglect", "Planning and monitoring", "Cultural competency", "sharing information", "Safeguarding checks"),
    *("Understanding of Early Help", "Faster improvement by the LSCB", "strategic leadership", "action plans"),
    *("LSCB challenge", "Children's Social Care", "MASH", "Including partners", "Early Help meets", "health input"),
    *("neglect toolkit", "outcomes", "recruiting social workers", "good time", "varies", "Quality assurance"),
    *("Commissioning", "parenting programmes", "Early Help priority", "Think Family"),
)
"""A word of each area for improvement, in the order of the slides."""
STAGES = (
    ("21 November 2017", "DCS"),
    ("21 November to 8 December 2017", "inspection runs"),
    ("3 January 2018", "check its facts"),
    ("16 January 2018", "Corrections"),
    ("26 January 2018", "Pre-publication letter sent to the DCS"),
    ("30 January 2018", "Ofsted's website"),
    ("11 May 2018", "action plan"),
)
"""Date and a word of each stage of the inspection, as slide 5 has them."""
TO_BE_CONFIRMED = "To be confirmed, when the governance arrangements are agreed"
STEPS = (
    ("inspectors' letter", "Ofsted", "30 January 2018"),
    ("template of the action plan", "DCS", "2 February 2018"),
    ("governance arrangements", "Partnership in Haringey", "9 February 2018"),
    ("partners' own action plans", "An owner in each partner agency", "March 2018"),
    ("in a draft", "DCS", "March 2018"),
    ("Discuss the draft", TO_BE_CONFIRMED, "March 2018"),
    ("Amend the draft", TO_BE_CONFIRMED, "April 2018"),
    ("approve the final plan", TO_BE_CONFIRMED, "April 2018"),
    ("Lead Member and the CE", "DCS", "April 2018"),
    ("Send the action plan to Ofsted", "DCS, for Partnership in Haringey", "11 May 2018"),
)
"""A word, the owner and the due date of each of the next steps, as slide 12 has them."""


@pytest.fixture(scope="module")
def inspection(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the joint inspection."""
    return seeds.page(INSPECTION)


@pytest.fixture(scope="module")
def item(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the panel's item."""
    return seeds.page(ITEM)


@pytest.fixture(scope="module")
def plan(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the action plan."""
    return seeds.page(PLAN)


def test_001_1_the_source_is_a_copy_held_in_part(item: LexborHTMLParser) -> None:
    """The slides are Appendix A for the panel of 8 March 2018, held as a partial copy on another body's site."""
    assert fact(item, "Committee") == "CYPS Scrutiny Panel"
    assert fact(item, "Meeting").startswith("8 March 2018")
    source = words_at(item, "source-slides")
    for said in ("Appendix A", "Held in part", "copy", "somebody else's site", "16 slides", "Address not stated"):
        assert said in source
    assert "Slide 16 is headed “1/2”. There is no second part." in words_at(item, "missing")
    assert "minutes are not held here" in words_at(item, "decided")


def test_001_1_every_fact_says_its_slide(inspection: LexborHTMLParser, item: LexborHTMLParser) -> None:
    """The number of the slide is the place of every finding, stage and point."""
    assert "Strengths 1 to 9, slide 7; 10 to 15, slide 8." in words_at(inspection, "found")
    assert "1 to 12, slide 9; 13 to 21, slide 10; 22 to 31, slide 11." in words_at(inspection, "found")
    assert "slide 5" in words_at(inspection, "ran")
    for number, slide in enumerate((4, 5, 13, 13, 14, 15, 16), 1):
        assert f"slide {slide})" in words_at(item, f"point-{number}")


def test_001_2_the_two_themes_are_a_discrepancy(inspection: LexborHTMLParser) -> None:
    """Slide 3 says "abuse and neglect" and slide 6 "neglect"; both are shown and neither is chosen."""
    claims = words_at(inspection, "disagree")
    assert re.search(r"“abuse and neglect” slide 3 .*“neglect” slide 6 .*Neither is chosen", claims)
    assert f"{INSPECTION}#disagree" in leads_to(at(inspection, "topic"), INSPECTION)


def test_001_2_who_was_inspected_by_whom(inspection: LexborHTMLParser) -> None:
    """Four kinds of agency were inspected, by inspectors of five fields, for children aged 7 to 15."""
    assert fact(inspection, "Inspected") == "Local authority; Health; Police; Probation"
    assert fact(inspection, "Ages") == "7 to 15"
    fields = fact(inspection, "Fields of the inspectors").lower()
    assert all(field in fields for field in ("police", "health", "probation", "education", "social care"))
    assert "Which inspectorates took part is not stated." in words_at(inspection, "missing")


def test_001_3_the_figures_of_the_inspection(inspection: LexborHTMLParser) -> None:
    """30 cases, 7 of them audited jointly, 5 days on site, 14 inspectors, three data sets, KIT meetings."""
    assert fact(inspection, "Cases identified").startswith("30,")
    assert fact(inspection, "Cases audited together").startswith("7,")
    assert fact(inspection, "Days on site").startswith("5 ")
    assert fact(inspection, "Number of inspectors").startswith("14,")
    data = fact(inspection, "Handed in, data")
    assert all(letters in data for letters in ("CIN", "CP", "LAC"))
    assert "KIT (Keeping In Touch) meetings" in fact(inspection, "Feedback")
    assert "final" in fact(inspection, "Feedback")
    for number in ("Cases identified", "Cases audited together", "Days on site", "Number of inspectors"):
        assert "(slide 6)" in fact(inspection, number)


def test_001_4_the_seven_stages(inspection: LexborHTMLParser) -> None:
    """The inspection ran in seven dated stages, the days on site within the second."""
    for number, (date, said) in enumerate(STAGES, 1):
        stage = words_at(inspection, f"stage-{number}")
        assert stage.startswith(date)
        assert said in stage
    assert inspection.css_first('[id="stage-8"]') is None
    assert "on site, 4 to 8 December 2017" in words_at(inspection, "stage-2")
    assert fact(inspection, "On site") == "4 to 8 December 2017"
    assert fact(inspection, "Published") == "30 January 2018"


def test_001_4_by_or_on_11_may_is_a_discrepancy(plan: LexborHTMLParser) -> None:
    """Slide 5 makes 11 May a deadline and slide 6 the day itself; the plan's last step leads to both."""
    claims = words_at(plan, "disagree")
    assert re.search(r"“Deadline” of 11 May slide 5 .*“on” 11 May slide 6 .*Neither is chosen", claims)
    assert f"{PLAN}#disagree" in leads_to(at(plan, "action-10"), PLAN)


@pytest.mark.parametrize("address", [INSPECTION, PLAN])
def test_001_5_the_stated_date_is_checked_not_replaced(seeds: BuiltSite, address: str) -> None:
    """11 May 2018 is the 70th working day after publication; after the letter of 26 January it would be 9 May."""
    page = seeds.page(address)
    working = page.css_first(".working")
    assert working is not None
    said = words(working)
    assert "Does 11 May 2018 add up? Yes." in said
    assert "70 working days" in said
    assert "Friday 11 May 2018" in said
    from_publication, from_letter = table_rows(working)
    assert from_publication == ("30 January 2018, letter published", "11 May 2018", "Agrees")
    assert from_letter[:2] == ("26 January 2018, pre-publication letter sent", "9 May 2018")
    assert "Differs: 2 days earlier" in from_letter[2]
    assert all(day in said for day in ("30 March 2018", "2 April 2018", "7 May 2018"))
    assert "SI 2015/1792, regulation 4" in said
    assert "receipt; the day of receipt is not stated" in said


def test_001_6_fifteen_distinct_strengths(inspection: LexborHTMLParser) -> None:
    """The two slides of strengths give 15; what stands on both, or twice on one, is counted once and says so."""
    found = [node.attributes["id"] for node in inspection.css('[id^="strength-"]')]
    assert sorted(found, key=lambda name: int(str(name)[9:])) == [f"strength-{n}" for n in range(1, 16)]
    for number, said in enumerate(STRENGTHS, 1):
        assert said in words_at(inspection, f"strength-{number}"), number
    for number in range(1, 16):
        twice = "Stands twice on the slides" in words_at(inspection, f"strength-{number}")
        assert twice is (number in {4, 9, 13}), number
    assert "on 7 and on 8" in words_at(inspection, "strength-4")
    assert "on 7 and on 8" in words_at(inspection, "strength-9")
    assert "both times on 8" in words_at(inspection, "strength-13")


def test_001_7_whom_a_finding_is_about_is_unknown(inspection: LexborHTMLParser) -> None:
    """The red that marked the council's own findings is lost: the page says so and no finding claims an owner."""
    assert "in red what applies to the council alone" in words_at(inspection, "missing")
    assert "lost its colours" in words_at(inspection, "missing")
    assert not re.search("About the (council|partnership)", words_at(inspection, "found"))


def test_001_8_thirty_one_areas_for_improvement(inspection: LexborHTMLParser) -> None:
    """The three slides of improvements give 12, 9 and 10; the two lines that stand twice are counted once."""
    found = {str(node.attributes["id"]) for node in inspection.css('[id^="improvement-"]')}
    assert found == {f"improvement-{n}" for n in range(1, 32)}
    for number, said in enumerate(IMPROVEMENTS, 1):
        assert said in words_at(inspection, f"improvement-{number}"), number
    for number in range(1, 32):
        twice = "Stands twice on the slides" in words_at(inspection, f"improvement-{number}")
        assert twice is (number in {6, 27}), number
    strip = inspection.css_first(".thread li")
    assert strip is not None
    assert "15 strengths, 31 areas for improvement" in words(strip)


@pytest.mark.parametrize("strength,improvement", [(2, 6), (3, 5), (1, 1)])
def test_001_9_a_topic_may_be_both(inspection: LexborHTMLParser, strength: int, improvement: int) -> None:
    """Parents, the child's voice and the MASH are each a strength and to be improved: two findings, each way linked."""
    good, wanting = f"strength-{strength}", f"improvement-{improvement}"
    assert f"{INSPECTION}#{wanting}" in leads_to(at(inspection, good), INSPECTION)
    assert f"{INSPECTION}#{good}" in leads_to(at(inspection, wanting), INSPECTION)
    assert f"Also to improve ({improvement})" in words_at(inspection, good)
    assert f"Also a strength ({strength})" in words_at(inspection, wanting)


def test_001_10_the_ten_next_steps(inspection: LexborHTMLParser, plan: LexborHTMLParser) -> None:
    """Each of the ten steps has its owner and date, on the plan's page and beside the findings."""
    table = table_rows(at(inspection, "plan"))[:10]
    assert [row[0].partition(".")[0] for row in table] == [str(n) for n in range(1, 11)]
    for number, (said, owner, due) in enumerate(STEPS, 1):
        step = at(plan, f"action-{number}")
        assert said in words(step), number
        assert f"Owner: {owner}." in words(step), number
        assert fact(step, "Due").startswith(due), number
        assert said in table[number - 1][0]
        assert table[number - 1][1] == owner
        assert table[number - 1][2].startswith(due)
    assert plan.css_first('[id="action-11"]') is None


def test_001_10_what_the_steps_wait_for(plan: LexborHTMLParser) -> None:
    """Partners check their plans first; steps 6 to 8 wait for step 3; the run-together columns are noted."""
    assert "checks the quality of its plan" in words_at(plan, "action-4")
    for number in (6, 7, 8):
        assert f"{PLAN}#action-3" in leads_to(at(plan, f"action-{number}"), PLAN)
    assert "“to complete DCS response”" in words_at(plan, "action-2")
    assert "columns of the table of steps run together" in words_at(plan, "source-slides")
    assert "“March 18” and “April 18” mean March and April 2018" in words_at(plan, "missing")
    assert fact(plan, "Signed off by") == "The partnership; Lead Member; CE"


def test_001_11_a_month_ends_on_its_last_day(seeds: BuiltSite) -> None:
    """The tracker takes the end of March or April as the last day of a step due in that month."""
    page = seeds.page("actions/haringey/")
    last = {row[0].partition(".")[0]: row[2:4] for row in table_rows(page) if row[0][0].isdigit()}
    for number in ("4", "5", "6"):
        assert last[number] == ("March 2018", "31 March 2018")
    for number in ("7", "8", "9"):
        assert last[number] == ("April 2018", "30 April 2018")


def test_001_11_a_past_step_is_not_taken_for_done(plan: LexborHTMLParser) -> None:
    """Only the letter is said to be published; of no other step is anything recorded, and none is called overdue."""
    assert "Implemented on 30 January 2018" in fact(at(plan, "action-1"), "Done?")
    for number in range(2, 11):
        step = at(plan, f"action-{number}")
        assert fact(step, "Done?") == "Not recorded", number
        assert fact(step, "In time?") == "Date passed, no progress recorded", number
    assert "For steps 2 to 10 no paper held here says whether they were done." in words_at(plan, "missing")


def test_001_11_work_is_under_way(item: LexborHTMLParser) -> None:
    """All that is said of progress is that work on the plan with partners is under way."""
    assert "Work on the action plan with partners is under way." in words_at(item, "point-2")


def test_001_12_the_dcs_acts_for_the_partnership(plan: LexborHTMLParser, inspection: LexborHTMLParser) -> None:
    """Corrections and the plan come from the DCS on behalf of the partnership."""
    assert "DCS, for Partnership in Haringey" in words_at(plan, "action-10")
    for stage in ("stage-4", "stage-7"):
        assert "partnership" in words_at(inspection, stage)
        assert "By the DCS." in words_at(inspection, stage)


def test_001_13_new_law_is_context(item: LexborHTMLParser, inspection: LexborHTMLParser) -> None:
    """The Act of 2017 and what takes the place of the LSCB are told to the panel and are no findings."""
    law = words_at(item, "point-3")
    assert "Children and Social Work Act 2017" in law
    assert "abolishes the LSCB" in law
    assert "“improvement standards”" in law
    leavers = words_at(item, "point-4")
    assert "25" in leavers
    assert "21" in leavers
    partners = words_at(item, "point-5")
    assert all(said in partners for said in ("CCG", "police", "“safeguarding partners”", "jointly responsible"))
    assert all(said in partners for said in ("boroughs", "published", "child death reviews", "serious case reviews"))
    assert "Act 2017" not in words_at(inspection, "found")


def test_001_13_the_cycle_of_inspection(seeds: BuiltSite, item: LexborHTMLParser) -> None:
    """One week or two, every three years, four grades, no focused visits after a JTAI, a conversation each year."""
    told = words_at(item, "point-6")
    rules = fact(seeds.page("inspections/by-kind/ilacs/"), "How it works")
    for said in ("one week", "two weeks", "every three years", "four-point scale", "focused visits", "conversation"):
        assert said in told
        assert said in rules
    assert "2018" in fact(seeds.page("inspections/by-kind/ilacs/"), "Since")


def test_001_14_the_next_inspection_is_only_expected(seeds: BuiltSite, inspection: LexborHTMLParser) -> None:
    """The ILACS "later this year" is an expected inspection, inferred to be 2018, that follows this one."""
    expected = seeds.page(NEXT)
    assert fact(expected, "Expected").startswith("2018 (inferred")
    assert "“later this year”" in fact(expected, "Expected")
    assert "Not stated" in fact(expected, "Grade")
    assert INSPECTION in leads_to(at(expected, "main"), NEXT)
    again = inspection.css(".thread li")[-1]
    assert NEXT in leads_to(again, INSPECTION)
    assert "expected" in words(again)
    assert "feeds into it (slide 4)" in words_at(expected, "more")


def test_001_15_the_vision_has_no_author(item: LexborHTMLParser) -> None:
    """The quotation on slide 16 is given to nobody."""
    vision = words_at(item, "point-7")
    assert "A quotation without an author speaks of “a clear vision”" in vision
    assert "Said by" not in vision
    assert "Child in Need" in vision


def test_001_15_the_glossary_explains_by_the_slides(seeds: BuiltSite) -> None:
    """MASH is spelt out as on slide 16, and Tier 2 is Early Help Services."""
    glossary = seeds.page("glossary/")
    assert "Multi Agency Safeguarding Hub" in words_at(glossary, "mash")
    assert "Haringey, slide 16" in words_at(glossary, "mash")
    assert "Early Help Services" in words_at(glossary, "tier-2")
    assert "Tier 2" in words_at(glossary, "early-help")


def test_a1_nothing_of_the_copying_site_is_content(inspection: LexborHTMLParser, item: LexborHTMLParser) -> None:
    """Menu words and footers of the page the slides were copied from are not in the record."""
    for page in (inspection, item):
        for stray in ("PowerPoint", "PPT", "Recommend More", "haringey.gov.uk", "play"):
            assert not re.search(rf"\b{re.escape(stray)}\b", words_on(page)), stray


def test_a5_letters_stay_letters(seeds: BuiltSite) -> None:
    """What the slides do not spell out is spelt out nowhere, but in a labelled inference, and the glossary says so."""
    glossary = seeds.page("glossary/")
    for letters in ("dcs", "cyps", "csc", "merlin", "crc", "lscb", "cin", "cp", "lac", "ce"):
        assert "No paper held here spells it out." in words_at(glossary, letters), letters
    spelt_out = re.compile(
        r"Director of Children|Safeguarding Children Board|Chief Executive|Looked.After|Children and Young People's|"
        r"Community Rehabilitation|Child Protection",
        re.IGNORECASE,
    )
    for file in sorted((seeds.folder / "haringey").rglob("*.html")):
        page = LexborHTMLParser(file.read_text("utf-8"))
        for office in page.css("dd"):
            if "Inferred by the editor" in office.text():
                office.decompose()  # names the office, the law that makes it one, and why the editor says so
        assert not spelt_out.search(words_on(page)), file


def test_a7_a8_nothing_overdue_and_nobody_named(seeds: BuiltSite) -> None:
    """No Haringey page calls anything overdue, gives a telephone number or names a person by title."""
    for file in sorted((seeds.folder / "haringey").rglob("*.html")):
        said = words_on(LexborHTMLParser(file.read_text("utf-8")))
        assert "overdue" not in said.lower(), file
        assert not re.search(r"\b0\d{3,4}[ -]?\d{3}", said), file
        assert not re.search(r"\b(?:Mr|Mrs|Ms|Cllr|Councillor) [A-Z]", said), file


def test_the_thread_joins_the_four_records(seeds: BuiltSite) -> None:
    """Inspection, item and plan each lead to the others and to the expected inspection, which leads back."""
    leads = {INSPECTION: {ITEM, PLAN, NEXT}, ITEM: {INSPECTION, PLAN, NEXT}, PLAN: {INSPECTION, ITEM, NEXT}}
    for address, others in (leads | {NEXT: {INSPECTION, ITEM}}).items():
        found = {target.partition("#")[0] for target in leads_to(at(seeds.page(address), "main"), address)}
        assert others <= found, address
