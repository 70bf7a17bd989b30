"""Bath and North East Somerset's minutes on Ofsted's inspection: every fact of them can be read on the site.

Each test is one line of the acceptance list of this seed and is named after it.
"""

import re
import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from anchored import at, fact, leads_to, table_rows, under_heading, words_at, words_on
from conftest import ROOT, Build, BuiltSite
from reading import words

AUTHORITY = "bath-and-north-east-somerset"
INSPECTION = f"{AUTHORITY}/inspections/undated-protection-of-children/"
ITEM = f"{AUTHORITY}/items/undated-protection-of-children/"
PLAN = f"{AUTHORITY}/plans/undated-improvement-plan/"
NOT_STATED = "The day it runs from is not stated"

FINDINGS = {
    "strength-1": ("strategic focus", "Overall effectiveness"),
    "strength-2": ("practice improves", "Overall effectiveness"),
    "strength-3": ("still needs to improve", "Overall effectiveness"),
    "strength-4": ("political support, with good challenge and scrutiny", "Overall effectiveness"),
    "strength-5": ("in good time and in proportion", "Effectiveness of help"),
    "strength-6": ("good outcomes", "Effectiveness of help"),
    "strength-7": ("services is provided or commissioned", "Effectiveness of help"),
    "strength-8": ("timely, robust and evidenced", "Quality of practice"),
    "strength-9": ("Senior leadership", "Leadership and governance"),
    "strength-10": ("CYP Plan is very strong", "Leadership and governance"),
    "strength-11": ("accountability", "Leadership and governance"),
    "strength-12": ("workforce planning", "Leadership and governance"),
    "improvement-1": ("“early help” strategy", "Effectiveness of help"),
    "improvement-2": ("White British culture and social and economic circumstances", "Effectiveness of help"),
    "improvement-3": ("CP plans", "Quality of practice"),
    "concern-1": ("“massive increase” of work coming into the Duty System", "Quality of practice"),
    "mixed-1": ("no cause for concern", "Quality of practice"),
    "mixed-2": ("not yet fully bedded in", "Leadership and governance"),
}
"""Words and domain of each finding of the four domains."""
LIMITS = (
    ("improvement-4", "without significant delay", "Immediately"),
    ("improvement-5", "new contacts and new referrals", "Immediately"),
    ("improvement-6", "performance management framework", "Within 3 months"),
    ("improvement-7", "assessments, case conferences and children's plans", "Within 3 months"),
    ("improvement-8", "overarching strategy for early help", "Within 6 months"),
)
"""Anchor, words and limit of each improvement required."""
KEY_AREAS = (
    ("improvement-9", "assessments", ("improvement-7",)),
    ("improvement-10", "plans for young people", ("improvement-3", "improvement-7")),
    ("improvement-11", "advocacy", ()),
    ("improvement-12", "cultural needs", ("improvement-2",)),
    ("improvement-13", "feedback", ()),
)
"""Anchor, words and linked findings of each key area."""


@pytest.fixture(scope="module")
def inspection(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the inspection."""
    return seeds.page(INSPECTION)


@pytest.fixture(scope="module")
def item(seeds: BuiltSite) -> LexborHTMLParser:
    """The page of the panel's item."""
    return seeds.page(ITEM)


def test_003_1_no_year_is_given_to_any_date(seeds: BuiltSite, inspection: LexborHTMLParser) -> None:
    """The days of the inspection and of the board's first meeting stand without a year, and say so."""
    on_site = fact(inspection, "On site")
    assert on_site.startswith("4 to 13 March, year not stated")
    assert "“4th – 13th March”" in on_site
    assert fact(seeds.page(PLAN), "It first meets").startswith("2 July, year not stated")
    assert fact(inspection, "Published") == "Not stated"


@pytest.mark.parametrize("address", [INSPECTION, ITEM, PLAN, f"{AUTHORITY}/", f"actions/{AUTHORITY}/"])
def test_003_1_no_page_invents_a_year(seeds: BuiltSite, address: str) -> None:
    """No year stands on any page of this seed, but for the labelled guess, the history and the day of the build."""
    page = seeds.page(address)
    for guess in page.css("#missing, #history"):
        guess.decompose()
    said = re.sub(r"\b[Aa]s at 22 November 2026", "", words_on(page))
    assert re.findall(r"\b(?:19|20)\d\d\b", said) == []


def test_003_1_the_guess_of_2013_is_an_inference(inspection: LexborHTMLParser) -> None:
    """That the year may be 2013 is inferred from the weekdays, which fit other years too, and nothing rests on it."""
    missing = words_at(inspection, "missing")
    assert "Inferred by the editor: The year may be 2013." in missing
    assert "Monday to a Wednesday" in missing
    assert "No date on this page rests on it." in missing


def test_003_2_adequate_in_each_of_four_domains(inspection: LexborHTMLParser) -> None:
    """What was "adequate in all domains" is four judgements with one source, each with the question of its domain."""
    rows = table_rows(at(inspection, "grade"))
    asked = (
        ("Overall effectiveness", "protection services?"),
        ("Effectiveness of help", "assessed in the CYP?"),
        ("Quality of practice", "efficient, effective and professional?"),
        ("Leadership and governance", "what all agencies do to protect children?"),
    )
    assert len(rows) == len(asked)
    for row, (domain, question) in zip(rows, asked, strict=True):
        assert row[0].startswith(domain)
        assert row[0].endswith(question)
        assert row[1] == "“Adequate”"
    assert "According to the presentation to the panel. (Minutes, Judgement)" in words_at(inspection, "grade")
    assert "“Adequate” in all 4 areas" in fact(inspection, "Grade")


def test_003_2_the_framework_and_its_scale_are_retired(seeds: BuiltSite) -> None:
    """The scale has “adequate” where later ones have not, and the framework is no longer used."""
    framework = seeds.page("inspections/by-kind/protection-of-children/")
    grades = fact(framework, "Grades")
    assert all(grade in grades for grade in ("“Outstanding”", "“Good”", "“Adequate”", "“Inadequate”"))
    assert "Requires improvement" not in grades
    assert "no longer used" in fact(framework, "How it works")


def test_003_3_findings_of_every_kind(inspection: LexborHTMLParser) -> None:
    """Twelve strengths, needs, an equality gap, a concern and two mixed findings stand under their domains."""
    for anchor, (said, domain) in FINDINGS.items():
        text = words_at(inspection, anchor)
        assert said in text, anchor
        assert domain in text, anchor
    assert "strength-13" not in {node.attributes["id"] for node in inspection.css("[id]")}
    assert "Concern" in words_at(inspection, "concern-1")
    assert "HMI" in words_at(inspection, "concern-1")
    for anchor in ("mixed-1", "mixed-2"):
        assert "Both good and wanting" in words_at(inspection, anchor)
    groups = [words(group) for group in inspection.css(".group") if group.css_first("#improvement-2")]
    assert [group.startswith("Culture and equality") for group in groups] == [True]


def test_003_3_kinds_are_the_editors_reading(inspection: LexborHTMLParser) -> None:
    """The minutes label no finding; the page says that the kinds are inferred from the wording."""
    missing = words_at(inspection, "missing")
    assert "Inferred by the editor: Which finding is a strength, which an area for improvement" in missing


def test_003_4_five_improvements_with_limits(inspection: LexborHTMLParser) -> None:
    """Two at once, two within three months, one within six; nobody is named, and no last day can be worked out."""
    table = at(inspection, "limits")
    rows = table_rows(table)
    assert len(rows) == len(LIMITS)
    for row, (anchor, said, limit) in zip(rows, LIMITS, strict=True):
        assert said in row[0]
        assert row[1:3] == ("Not recorded", limit)
        assert f"{INSPECTION}#{anchor}" in leads_to(table, INSPECTION)
        assert said in words_at(inspection, anchor)
        assert limit in words_at(inspection, anchor)
    assert "No last day can be worked out: the day the limit runs from is not stated." in words(table)


def test_003_4_the_tracker_cannot_compute_them(seeds: BuiltSite) -> None:
    """The tracker lists the five under "cannot be computed", with the reason, and none as overdue."""
    page = seeds.page(f"actions/{AUTHORITY}/")
    rows = [row for node in under_heading(page, "cannot-compute") for row in table_rows(node)]
    assert len(rows) == len(LIMITS)
    for row, (_, said, limit) in zip(rows, LIMITS, strict=True):
        assert said in row[0]
        assert row[1:3] == ("Not recorded", limit)
        assert "the day it runs from is not stated" in row[3].lower()
    assert page.css_first("#overdue") is None


def test_003_4_an_anchor_makes_them_computable(build: Build, tmp_path: Path) -> None:
    """Once the day a limit runs from is known, its last day is worked out and the reason goes."""
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    file = content / AUTHORITY / "inspections" / "undated-protection-of-children.yml"
    before = "date: within 3 months\n      counted_from: not stated"
    text = file.read_text("utf-8")
    assert text.count(before) == 2
    file.write_text(text.replace(before, "date: within 3 months\n      counted_from: 2013-03-29"), "utf-8")
    site = build(content)
    assert site.returncode == 0, site.output
    page = site.page(f"actions/{AUTHORITY}/")
    rows = [row for node in under_heading(page, "passed") for row in table_rows(node)]
    assert [row[2:4] for row in rows] == [("Within 3 months", "29 June 2013, 3 months from 29 March 2013")] * 2
    rows = [row for node in under_heading(page, "cannot-compute") for row in table_rows(node)]
    assert [row[2] for row in rows] == ["Immediately", "Immediately", "Within 6 months"]


def test_003_5_the_key_areas_are_a_list_of_their_own(inspection: LexborHTMLParser) -> None:
    """Five key areas are given to the council's presentation, not to Ofsted, and linked to the findings they share."""
    for anchor, said, shared in KEY_AREAS:
        text = words_at(inspection, anchor)
        assert said.lower() in text.lower(), anchor
        assert "According to the council's presentation, as a “key area”" in text, anchor
        found = {target for target in leads_to(at(inspection, anchor), INSPECTION) if not target.endswith(f"#{anchor}")}
        assert {f"{INSPECTION}#{other}" for other in shared} <= found, anchor
        for other in shared:
            assert f"{INSPECTION}#{anchor}" in leads_to(at(inspection, other), INSPECTION), other
    assert inspection.css_first('[id="improvement-14"]') is None
    assert "The minutes do not say whose list the five key areas are." in words_at(inspection, "missing")


def test_003_5_early_help_is_a_finding_and_a_limit(inspection: LexborHTMLParser) -> None:
    """The early help strategy stands among the findings and among the limits, each leading to the other."""
    assert f"{INSPECTION}#improvement-8" in leads_to(at(inspection, "improvement-1"), INSPECTION)
    assert f"{INSPECTION}#improvement-1" in leads_to(at(inspection, "improvement-8"), INSPECTION)


def test_003_6_the_improvement_board(seeds: BuiltSite) -> None:
    """The board first meets on 2 July with front-line social workers; former users assist; the plan was agreed."""
    plan = seeds.page(PLAN)
    assert fact(plan, "Board") == "Improvement Board"
    assert fact(plan, "It first meets").startswith("2 July")
    about = fact(plan, "About the board").lower()
    for said in ("social workers", "front line", "preventative services", "reference group", "former service users"):
        assert said in about
    agreed = fact(plan, "Agreed")
    assert agreed.startswith("Not stated")
    assert "written and agreed with the Senior Management Team" in agreed
    missing = words_at(plan, "missing")
    assert "Whether the board met on 2 July is not stated." in missing
    assert fact(plan, "Owner") == "Not recorded"
    assert INSPECTION in leads_to(at(plan, "main"), PLAN)


def test_003_7_the_agenda_is_not_the_minutes(item: LexborHTMLParser) -> None:
    """What the agenda announced stands apart from what the minutes report."""
    assert "was to receive a presentation" in fact(item, "The agenda said")
    assert "presented the inspection" in words_at(item, "point-1")
    heading = "Arrangements for the Protection of Children - Inspection / Improvement Plan"
    assert fact(item, "Heading in the agenda") == heading
    assert fact(item, "Committee") == "Not stated. The paper says “the Panel”."
    assert fact(item, "Meeting").startswith("Date not stated")


def test_003_7_who_asked_and_who_answered(item: LexborHTMLParser) -> None:
    """Councillor Liz Hardman asked, two Divisional Directors replied; officers appear as their posts."""
    assert fact(item, "Presented by") == "Divisional Director for Children & Young People Specialist Services"
    question = words_at(item, "question-1")
    for said in ("disappointed in the judgement", "enough staff", "reasonably resourced", "raised the bar"):
        assert said in question
    assert "Asked by Liz Hardman, Councillor." in question
    assert "Answered by the Divisional Director for Children & Young People Specialist Services." in question
    assert "Said by the Divisional Director for Preventative Services." in words_at(item, "point-2")
    assert "thanked the officers" in words_at(item, "point-3")


def test_003_8_the_comparison_is_the_officers(item: LexborHTMLParser) -> None:
    """About 40 inspections, 2 good, none outstanding, 17 inadequate, as an officer said; the rest is not filled in."""
    claim = words_at(item, "point-2")
    assert "About 40 inspections" in claim
    assert "2 had ended in “good”, none in “outstanding”, and 17 in “inadequate”" in claim
    assert "officer's account" in claim
    assert not re.search(r"\b(?:21|19|23)\b", words_on(item))
    assert "remaining inspections of the 40 or so" in words_at(item, "missing")


def test_003_9_no_decision_is_recorded(item: LexborHTMLParser) -> None:
    """The minutes record no decision: that is said in words, and no resolution is made up."""
    assert "The minutes record no decision." in words_at(item, "decided")
    assert item.css('[id^="resolution-"]') == []


def test_003_9_the_chair_would_welcome_more(item: LexborHTMLParser) -> None:
    """The chair is willing to receive updates in the future: no date, no meeting, nothing overdue."""
    soft = words_at(item, "follow-up")
    assert "further updates" in soft.lower()
    assert "The Chair would be willing to receive them." in soft
    assert "no meeting is named" in soft
    assert "When, as stated: “in the future”." in soft
    assert item.css('a[href*="/meetings/promised"]') == []


def test_a2_the_council_is_the_editors_attribution(item: LexborHTMLParser) -> None:
    """The paper names no council; that it is this one is said to be the editor's attribution."""
    missing = words_at(item, "missing")
    assert "Inferred by the editor: The council is Bath and North East Somerset." in missing
    assert "Neither the date of the meeting nor any year is stated." in missing


def test_a5_letters_stay_letters(seeds: BuiltSite) -> None:
    """CYP, CP and HMI are spelt out nowhere, and the glossary says that no paper does."""
    glossary = seeds.page("glossary/")
    for letters in ("cyp", "cp", "hmi"):
        assert "No paper held here spells it out." in words_at(glossary, letters), letters
    for address in (INSPECTION, ITEM, PLAN):
        assert not re.search(r"Her Majesty|His Majesty|Child Protection", words_on(seeds.page(address)), re.IGNORECASE)


def test_a7_a8_nothing_overdue_and_one_person_named(seeds: BuiltSite) -> None:
    """No page of this council calls anything overdue or gives a telephone number; only the councillor is named."""
    for file in sorted((seeds.folder / AUTHORITY).rglob("*.html")):
        said = words_on(LexborHTMLParser(file.read_text("utf-8")))
        assert "overdue" not in said.lower(), file
        assert not re.search(r"\b0\d{3,4}[ -]?\d{3}", said), file
        assert not re.search(r"\b(?:Mr|Mrs|Ms|Cllr) [A-Z]", said), file
    assert "One person is named here, in the public role of councillor." in words_at(seeds.page(ITEM), "notes")
