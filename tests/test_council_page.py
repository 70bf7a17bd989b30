"""The page of a council: how much is open and was found at its head, then what a reader comes for before the rest."""

from conftest import BuiltSite
from reading import links, said, words


def test_the_head_says_what_is_open_and_what_was_found(seeds: BuiltSite) -> None:
    """Under its lead Haringey's page counts open actions and findings, each leading to what it counts."""
    head = next(node for node in seeds.page("haringey/").css("main p") if "still open" in words(node))
    assert words(head) == "9 of 10 actions still open; 15 strengths, 31 areas for improvement."
    assert links(head) == ["../actions/haringey/", "../haringey/inspections/2017-jtai/#found"]


def test_findings_of_several_inspections_lead_to_all_of_them(sample: BuiltSite) -> None:
    """Where several inspections have findings, their count leads to the list of inspections of the page."""
    head = next(node for node in sample.page("northwick/").css("main p") if "still open" in words(node))
    assert links(head)[-1] == "#inspections"


def test_inspections_and_items_come_before_the_grades(seeds: BuiltSite) -> None:
    """Inspections and committee items stand before the table of grades, in the page and in its contents."""
    page = seeds.page("haringey/")
    expected = ["inspections", "items", "judgements", "plans", "meetings", "committees", "roles", "history"]
    assert [node.attributes["id"] for node in page.css("main section.section[id]")] == expected
    assert links(page.css("nav.contents")[0]) == [f"#{each}" for each in expected]


def test_facts_say_nothing_twice(seeds: BuiltSite) -> None:
    """The facts repeat neither the title nor the kind of a council, and its code stands last."""
    names = [words(node) for node in seeds.page("haringey/").css(".facts dt")]
    assert names == ["Search", "Code"]


def test_lists_by_council_say_so(seeds: BuiltSite) -> None:
    """The lists that are grouped by council say so, and that the newest stands first within each."""
    for address in ("inspections/", "items/"):
        assert "By council; within each, newest first." in said(seeds.page(address), "main")


def test_a_paper_not_held_is_listed_once(seeds: BuiltSite) -> None:
    """Known gaps lists the ten papers that are not held in full once each, with every record that names them."""
    papers = seeds.page("data-quality/").css("#papers li")
    titles = [words(node.css("a")[0]) for node in papers]
    # Counted by hand in the records: two of Bath, two of Bradford, three of Haringey, two of Plymouth's and
    # Worcestershire's plans, and the letter that two records of Plymouth name.
    assert len(titles) == len(set(titles)) == 10
    slides = next(node for node in papers if "Appendix A, slides" in words(node))
    assert links(slides) == [
        "../haringey/inspections/2017-jtai/#source-slides",
        "../haringey/inspections/undated-ilacs/#source-slides",
        "../haringey/items/2018-jtai/#source-slides",
        "../haringey/plans/2018-jtai-action-plan/#source-slides",
    ]
    assert "10 papers not held in full" in said(seeds.page(""), "#ways")
