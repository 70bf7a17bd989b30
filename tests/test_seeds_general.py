"""What all five seed records owe to their papers: the general lines A1 to A8."""

import re
from collections.abc import Iterator

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, BuiltSite
from reading import TELEPHONE, beside, part, rows, said, words
from scrutiny.load.content import load_content
from scrutiny.model import Model, Person

AUTHORITIES = ("bath-and-north-east-somerset", "bradford", "haringey", "plymouth", "worcestershire")
ITEMS = {
    "bath-and-north-east-somerset": "undated-protection-of-children",
    "bradford": "undated-front-door",
    "haringey": "2018-jtai",
    "plymouth": "undated-jtai-update",
    "worcestershire": "undated-ofsted-update",
}
EXPANSIONS = {
    "jtai": "Joint Targeted Area Inspection",
    "mash": "Multi Agency Safeguarding Hub",
    "cse": "Child Sexual Exploitation",
    "kit": "Keeping In Touch",
    "ilacs": "Inspection of Local Authority Children's Services",
    "ccg": "Clinical Commissioning Group",
}
"""Acronyms that a paper spells out, by their address in the glossary."""
NEVER_SPELT_OUT = (
    *("cqc", "cyps", "dcs", "csc", "merlin", "crc", "lscb", "cin", "cp"),
    *("lac", "ce", "qa", "s47", "cyp", "hmi", "iro", "kpi"),
)
"""Acronyms that no paper spells out, by their address in the glossary."""
DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")


@pytest.fixture(scope="module")
def records(seeds: BuiltSite) -> dict[str, LexborHTMLParser]:
    """Every page of the five authorities and their records, by address."""
    return {
        file.parent.relative_to(seeds.folder).as_posix() + "/": LexborHTMLParser(file.read_text("utf-8"))
        for name in AUTHORITIES
        for file in sorted((seeds.folder / name).rglob("index.html"))
    }


@pytest.fixture(scope="module")
def items(seeds: BuiltSite) -> dict[str, LexborHTMLParser]:
    """The page of each authority's committee item."""
    return {name: seeds.page(f"{name}/items/{item}/") for name, item in ITEMS.items()}


def test_a1_nothing_of_the_scraped_page_became_content(records: dict[str, LexborHTMLParser]) -> None:
    """Navigation words of the council sites stand nowhere, and “Supporting documents” only as a remark on a source."""
    assert len(records) > 40
    for address, page in records.items():
        text = said(page)
        for furniture in ("Local democracy", "Agendas, Meetings and Minutes", "Agenda item Agenda item"):
            assert furniture not in text, address
        sources = page.css_first("#sources")
        remarks = words(sources).count("Supporting documents") if sources else 0
        assert text.count("Supporting documents") == remarks, address
        assert len(page.css("h1")) == 1, address


def test_a2_dates_and_committees_that_are_not_stated_are_not_filled_in(
    seeds: BuiltSite, items: dict[str, LexborHTMLParser]
) -> None:
    """Four items have no meeting date, three no committee; they are built, say so, and are listed as incomplete."""
    undated = ("bath-and-north-east-somerset", "bradford", "plymouth", "worcestershire")
    incomplete = said(seeds.page("data-quality/"), "#incomplete")
    for name in undated:
        assert beside(items[name], "Meeting").startswith("Date not stated"), name
        title = said(items[name], "h1")
        assert f"{title} Meeting: date not stated" in incomplete
    assert beside(items["haringey"], "Meeting").startswith("8 March 2018")
    for name in ("bradford", "plymouth"):
        assert beside(items[name], "Committee").startswith("Not stated"), name
        assert f"{said(items[name], 'h1')} Meeting: date not stated; the committee is not named" in incomplete
    assert "Haringey: letter on the joint inspection on neglect, panel of 8 March 2018 Meeting" not in incomplete


def test_a3_letters_and_numbers_of_the_papers_are_addresses(
    seeds: BuiltSite, items: dict[str, LexborHTMLParser]
) -> None:
    """Paragraphs, resolutions and findings keep the numbering of the source; every record says whose words it is in."""
    for letter in "abcdefghijkl":
        assert items["plymouth"].css_first(f"#point-{letter}") is not None
    for number in "1234":
        assert items["bradford"].css_first(f"#resolution-{number}") is not None
    haringey = seeds.page("haringey/inspections/2017-jtai/")
    assert len(haringey.css("[id^=strength-]")) == 15
    assert len(haringey.css("[id^=improvement-]")) == 31
    for name, page in items.items():
        assert "The facts are the papers'; the words are this site's." in said(page, "#sources"), name


def test_a4_slips_of_the_papers_are_kept_and_noted(items: dict[str, LexborHTMLParser]) -> None:
    """Words that are wrong or in another tense in the minutes are quoted in a note, never corrected in silence."""
    assert "“charted again the plan”" in said(items["plymouth"], "#resolution-1")
    assert "“came into care into an emergency”" in said(items["plymouth"], "#notes")
    for slip in ("“who whose work”", "“families and homeless”", "“was not were”"):
        assert slip in said(items["bradford"], "#notes")
    assert "past tense, “noted”" in said(items["worcestershire"], "#resolution-1")


def test_a5_an_acronym_is_spelt_out_only_where_a_paper_does(
    seeds: BuiltSite, records: dict[str, LexborHTMLParser]
) -> None:
    """The glossary gives six expansions with their paper, and says of the others that no paper spells them out."""
    glossary = seeds.page("glossary/")
    for name, expansion in EXPANSIONS.items():
        entry = part(glossary, f"#{name}")
        assert said(entry, "dd").startswith(expansion), name
        assert "From: " in words(entry), name
    for name in NEVER_SPELT_OUT:
        assert said(glossary, f"#{name} dd").startswith("No paper held here spells it out"), name
    for address, page in records.items():
        for expanded in page.css(".expansion"):
            assert words(expanded).strip("()") in EXPANSIONS.values(), address


def test_a5_an_acronym_is_spelt_out_where_a_page_first_uses_it(items: dict[str, LexborHTMLParser]) -> None:
    """JTAI, CCG and MASH are explained where a reader of the item meets them, and not twice."""
    assert "CCG (Clinical Commissioning Group)" in said(items["bradford"], "#point-3")
    assert said(items["bradford"]).count("(Multi Agency Safeguarding Hub)") == 1
    assert "JTAI (Joint Targeted Area Inspection) - verbal update" in beside(items["plymouth"], "Heading in the agenda")


def test_a6_what_no_paper_says_is_labelled_with_its_source(seeds: BuiltSite) -> None:
    """Codes, matched bodies and attributions name where they come from; a grade that no paper gives is not given."""
    codes = {
        "plymouth": "E06000026",
        "haringey": "E09000014",
        "bradford": "E08000032",
        "bath-and-north-east-somerset": "E06000022",
        "worcestershire": "E10000034",
    }
    for name, code in codes.items():
        assert beside(seeds.page(f"{name}/"), "Code") == f"{code}, ONS register of geographic codes"
    inferred = said(seeds.page("data-quality/"), "#inferred")
    for attribution in (
        "The authority is Plymouth",
        "The council is Bradford",
        "The council is Bath and North East Somerset",
        "Ofsted made the judgement of January 2016",
    ):
        assert attribution in inferred
    assert "matched by the editor" in beside(seeds.page("plymouth/inspections/2019-jtai/"), "Inspectors")
    for address in ("bradford/inspections/undated-ilacs/", "worcestershire/inspections/2019-ofsted/"):
        assert beside(seeds.page(address), "Grade").startswith("Not stated"), address


def test_a7_nothing_is_overdue_without_a_last_day(seeds: BuiltSite, records: dict[str, LexborHTMLParser]) -> None:
    """No record is called overdue; every row whose date has passed shows the last day it was worked out from."""
    for address, page in records.items():
        assert "overdue" not in said(page).lower(), address
    tracker = seeds.page("actions/")
    assert tracker.css_first("#overdue") is None
    groups = dict(_groups(tracker))
    assert set(groups) == {"passed", "cannot-compute", "no-deadline", "met-on-time"}
    assert said(tracker, ".lead").startswith(f"{sum(map(len, groups.values()))} actions ")
    for name in ("passed", "met-on-time"):
        for cells in groups[name]:
            assert DAY.search(" ".join(cells[2:])), cells
    for name in ("cannot-compute", "no-deadline"):
        for cells in groups[name]:
            assert not DAY.search(" ".join(cells[2:])), cells


def _groups(tracker: LexborHTMLParser) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield every group of the tracker by its anchor, with the cells of its rows."""
    for heading in tracker.css("h2[id]"):
        table = heading.next
        while table is not None and table.tag != "table":
            table = table.next
        if table is not None:
            yield str(heading.attributes["id"]), rows(table, holding="")


def test_a8_people_are_roles_unless_a_public_role_allows_the_name(
    seeds: BuiltSite, records: dict[str, LexborHTMLParser], items: dict[str, LexborHTMLParser]
) -> None:
    """Two people are named, each with the public role; no other name and no telephone number is in any file."""
    named = {
        (person.name, person.role)
        for record in load_content(ROOT / "content").register.records.values()
        for person in _people(record)
        if person.name
    }
    assert named == {
        ("Jean Kelly", "Service Director for Children, Young People and Families"),
        ("Liz Hardman", "Councillor"),
    }
    for address, page in records.items():
        text = said(page)
        assert not TELEPHONE.search(text), address
        for name, role in named:
            assert text.count(str(name)) == text.count(f"{name}, {role}"), address
    assert "Jean Kelly" in said(items["plymouth"])
    assert "Liz Hardman" in said(items["bath-and-north-east-somerset"])
    for file in seeds.folder.rglob("*"):
        if file.suffix in {".html", ".json", ".js", ".xml", ".txt"}:
            assert not re.search("Tina Russell|Jenny Cryer|Cryer", file.read_text("utf-8")), file


def _people(value: object) -> Iterator[Person]:
    """Yield every person in a record, however deep."""
    if isinstance(value, Person):
        yield value
    elif isinstance(value, Model):
        for _, inner in value:
            yield from _people(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from _people(inner)
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _people(inner)
