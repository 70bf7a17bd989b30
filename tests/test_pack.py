"""The pack of a committee: everything open for its next meeting, once, on one page; a long one in numbered parts."""

import datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from anchored import fact, table_rows, words_at
from conftest import ROOT, SAMPLE, BuiltSite
from reading import links, said, words
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, Page
from scrutiny.pages.pack import pack_pages
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import publishable

PACK = "northwick/committees/children-scrutiny/pack/"
LARGEST_BODY = 56 * 1024
"""Bytes a body may have, so that with its frame the page stays under 60 KB."""

OPEN_ACTIONS = [
    "Resolution 1. Give a new date for the case system",
    "Resolution 2. Audit 40 cases every quarter and publish the results",
    "Resolution 3. Move case records to one system",
    "Resolution 5. Train partners on thresholds",
]
"""What the invented committee set and no paper shows as done or ended, read by hand from its five items."""

AUTHORITY = """\
title: Southwick Council
short_name: Southwick
visibility: public
summary: A council with a long list.
gss: none
committees:
  scrutiny:
    name: Scrutiny Committee
    kind: scrutiny
"""

ITEM = """\
title: "Southwick: item {number}, January 2024"
visibility: public
summary: The committee asked for ten things.
kind: report
committee: scrutiny
meeting:
  date: 2024-01-{number:02}
sources:
  - ref: minutes
    title: Minutes
    kind: minutes
    url: not stated
resolutions:
  verb: resolved
  list:
"""

RESOLUTION = """\
    - number: {number}
      effect: recommend
      text: Have the heads of service for early help and for the front door bring data on thing {number} to members.
      recommended: none
      action:
        owner: not recorded
        due: 2024-12-{number:02}
"""

UPDATE = """\
  - about: "#resolution-{number}"
    on: 2024-11-{number:02}
    by: the Head of Quality Assurance
    text: The figures for thing {number} are with the partners, who asked for one month more to look at them.
    delivery: in progress
"""


def packs(
    folder: Path, items: int, resolutions: int, written: str = "", instead: str = ""
) -> tuple[list[Page], Renderer]:
    """Return the pack of a committee with so many items of so many open actions each, and what renders it.

    In every item ``instead`` is put in the place of what is ``written``.
    """
    files = {"southwick/authority.yml": AUTHORITY}
    for number in range(1, items + 1):
        numbers = range(1, resolutions + 1)
        text = ITEM.format(number=number) + "".join(RESOLUTION.format(number=each) for each in numbers)
        text += "updates:\n" + "".join(UPDATE.format(number=each) for each in numbers)
        assert written in text
        files[f"southwick/items/2024-item-{number}.yml"] = text.replace(written, instead) if written else text
    for file in (SAMPLE / "shared").glob("*.yml"):
        files[f"shared/{file.name}"] = file.read_text("utf-8")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    instant = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    loaded = load_content(folder)
    assert loaded.problems == []
    edition = Edition(link(publishable(loaded.register, instant)), instant.date())
    committee = edition.authorities["southwick"].committees["scrutiny"]
    renderer = Renderer(ROOT / "overrides", Acronyms(edition.register.shared.terms))
    return list(pack_pages(edition, "southwick", "scrutiny", committee)), renderer


def test_it_holds_every_open_action_once(sample: BuiltSite) -> None:
    """The pack of the invented committee lists exactly what is open, each action once, under its status."""
    page = sample.page(PACK)
    listed = [
        row[0]
        for anchor in ("passed", "overdue", "due", "cannot-compute")
        for row in table_rows(LexborHTMLParser(table_after(page, anchor)))
    ]
    assert sorted(listed) == OPEN_ACTIONS
    assert [row[0] for row in table_rows(LexborHTMLParser(table_after(page, "promised")))] == [
        "Resolution 1. Bring a new date for the case system to the committee"
    ]
    assert said(page, ".lead").startswith(
        "4 open actions, 1 thing still to come to it, 2 answers awaited or not recorded"
    )


def table_after(page: LexborHTMLParser, anchor: str) -> str:
    """Return the HTML of the table under a heading."""
    node = page.css_first(f'h2[id="{anchor}"]')
    assert node is not None, f"no list {anchor}"
    while node.tag != "table":
        node = node.next
        assert node is not None
    return node.html or ""


def test_an_action_says_all_that_is_known(sample: BuiltSite) -> None:
    """A row holds the action, its owner, the day as stated, the last day with how it stands, and the latest news."""
    page = sample.page(PACK)
    assert table_rows(LexborHTMLParser(table_after(page, "overdue"))) == [
        (
            "Resolution 3. Move case records to one system",
            "Assistant Director, Resources",
            "31 March 2026",
            "31 March 2026; overdue by 236 days; partly implemented",
            "14 July 2026, the committee: Did not accept the explanation and asked for a new date",
        )
    ]
    assert "northwick/items/2024-hub/#resolution-3" in " ".join(links(page))


def test_lists_of_actions_have_the_same_columns(sample: BuiltSite) -> None:
    """Every list of open actions has the same columns; where no news is held, its row says so and nothing else does."""
    page = sample.page(PACK)
    tables = [LexborHTMLParser(table_after(page, each)) for each in ("overdue", "passed", "due", "cannot-compute")]
    heads = [[words(head) for head in table.css("thead th")] for table in tables]
    assert heads == [["To be done", "Owner", "Due, as stated", "Last day", "Latest news"]] * 4
    assert table_rows(tables[1]) == [
        (
            "Resolution 5. Train partners on thresholds",
            "Not recorded",
            "Autumn 2024",
            "30 November 2024, inferred",
            "None recorded",
        )
    ]
    assert "brings news" not in said(page, "main")


def test_what_is_overdue_comes_first(sample: BuiltSite) -> None:
    """A pack begins with what is overdue; then what has a day that passed, is due, or has no day."""
    anchors = [node.attributes["id"] for node in sample.page(PACK).css("main h2[id]")]
    assert anchors == ["overdue", "passed", "due", "cannot-compute", "promised", "answers", "since"]


def test_open_steps_of_a_plan_it_was_told_of(seeds: BuiltSite) -> None:
    """Haringey's pack lists the nine open steps of the plan that its panel was told of, under that heading."""
    page = seeds.page("haringey/committees/cyps-scrutiny-panel/pack/")
    assert words_at(page, "told") == "In plans and letters this committee was told of"
    heading = page.css_first("#told-passed")
    assert heading is not None
    assert words(heading) == "Date passed, no progress recorded 9"
    table = heading
    while table.tag != "table":
        assert table.next is not None
        table = table.next
    rows = table_rows(LexborHTMLParser(table.html or ""))
    assert [row[0].partition(".")[0] for row in rows] == ["2", "3", "4", "5", "6", "7", "8", "9", "10"]
    lead = said(page, ".lead")
    assert lead.startswith("No paper held here says what this committee set. 9 open actions in plans or letters")
    assert "2 points on which papers disagree" in lead
    assert "Nothing" not in lead


@pytest.mark.parametrize(
    "written, instead, expected",
    [
        ("delivery: in progress", "delivery: implemented", "Nothing that this committee set is open, as far as"),
        (
            "      action:\n        owner: not recorded\n        due: 2024-12-01\n",
            "",
            "Papers held here show no action that this committee set.",
        ),
    ],
)
def test_nothing_open_is_said_in_words(tmp_path: Path, written: str, instead: str, expected: str) -> None:
    """Where all that a committee set is done, its pack says so; where its resolutions set nothing, it says that."""
    pages, _ = packs(tmp_path, 1, 1, written, instead)
    assert str(pages[0].shows["lead"]).startswith(expected)


def test_a_committee_without_an_item(seeds: BuiltSite) -> None:
    """A committee to which something was promised, and of which no item is held, says both."""
    lead = said(seeds.page("plymouth/committees/education-and-childrens-social-care/pack/"), ".lead")
    assert lead.startswith("No paper held here says what this committee set. 1 thing still to come to it")


def test_meetings_and_what_came_since(sample: BuiltSite) -> None:
    """The pack names the next and the last meeting, and tells what has been said since."""
    page = sample.page(PACK)
    assert fact(page, "Next meeting") == "19 January 2027"
    assert fact(page, "Last meeting") == "14 July 2026"
    assert fact(page, "Covers also") == "Panel for Children and Schools"
    assert words_at(page, "since") == "Since the last meeting, 14 July 2026 1"
    assert table_rows(LexborHTMLParser(table_after(page, "since"))) == [
        (
            "Resolution 2. Audit 40 cases every quarter and publish the results",
            "1 October 2026",
            "The Head of Quality Assurance: 38 of 40 cases audited; nine quarters are published",
        )
    ]


def test_only_unanswered_resolutions_wait_for_an_answer(sample: BuiltSite) -> None:
    """A resolution that the cabinet answered is not listed among the answers awaited; one it passed over is."""
    rows = table_rows(LexborHTMLParser(table_after(sample.page(PACK), "answers")))
    assert rows == [
        ("Resolution 5. Train partners on thresholds", "No answer recorded"),
        ("Resolution 1. Give a new date for the case system", "No answer recorded"),
    ]


def test_disagreements_keep_every_claim(sample: BuiltSite) -> None:
    """A point on which papers disagree stands in the pack with every claim and its place, none chosen."""
    page = sample.page("eastmere/committees/fire-authority/pack/")
    rows = table_rows(LexborHTMLParser(table_after(page, "disagree")))
    assert rows == [("What the visit cost", "10,000 pounds (minutes, paragraph 15); 12,000 pounds (late, 4)")]


@pytest.mark.parametrize("committee", ["health-scrutiny", "old-children-panel"])
def test_nothing_held_is_said_in_words(sample: BuiltSite, committee: str) -> None:
    """A committee of which papers show nothing has a pack that says so, without an empty table."""
    page = sample.page(f"northwick/committees/{committee}/pack/")
    assert said(page, ".lead") == "No paper held here says what this committee set."
    assert not page.css("table")


@pytest.mark.parametrize("committee", ["cabinet", "council"])
def test_every_deciding_body_has_one(sample: BuiltSite, committee: str) -> None:
    """Cabinet and full council have packs as scrutiny committees have, linked from their pages."""
    page = sample.page(f"northwick/committees/{committee}/")
    link_ = next(node for node in page.css("main a") if words(node) == "Pack for the next meeting")
    assert link_.attributes["href"] == f"../../../northwick/committees/{committee}/pack/"
    assert sample.page(f"northwick/committees/{committee}/pack/").css("table")


def test_five_hundred_open_actions_are_parted(tmp_path: Path) -> None:
    """A pack too long for one page comes in numbered parts under 60 KB each, with every action on exactly one."""
    pages, renderer = packs(tmp_path, 20, 25)
    assert [page.url for page in pages[:2]] == [
        "southwick/committees/scrutiny/pack/",
        "southwick/committees/scrutiny/pack/2/",
    ]
    bodies = [renderer.body(page) for page in pages]
    assert max(len(body.encode()) for body in bodies) < LARGEST_BODY
    assert sum(len(body.encode()) for body in bodies) > 400 * 1024, "the parts are filled"
    css = '#overdue ~ table tr:has([data-label="Owner"]) th'
    found = [links(head)[0].lstrip("./") for body in bodies for head in LexborHTMLParser(body).css(css)]
    assert len(found) == len(set(found)) == 500
    assert f"The pack is in {len(pages)} parts; this is part 1." in bodies[0]
    assert len({page.title for page in pages}) == len(pages)


def test_a_short_pack_is_one_page(tmp_path: Path) -> None:
    """A pack that one page holds is one page, without a way to another."""
    pages, renderer = packs(tmp_path, 1, 16)  # 16 actions, as many answers and as many pieces of news
    assert len(pages) == 1
    assert "pager" not in renderer.body(pages[0])
