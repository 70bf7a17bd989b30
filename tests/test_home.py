"""The home page: how many actions are open, overdue, done or without news, what is overdue, and what is new."""

import datetime
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SAMPLE, BuiltSite
from reading import links, part, said, words
from scrutiny.extract import archive
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition, Page
from scrutiny.pages.home import home_tail
from scrutiny.render import Acronyms, Renderer
from scrutiny.stage import publishable

AUTHORITY = """\
title: Southwick Council
short_name: Southwick
visibility: public
summary: A council with one item.
gss: none
committees:
  scrutiny:
    name: Scrutiny Committee
    kind: scrutiny
"""

ITEM = """\
title: "Southwick: the hub, {when}"
visibility: public
summary: The committee asked for one thing.
kind: report
committee: scrutiny
meeting:
  date: {when}
sources:
  - ref: minutes
    title: Minutes
    kind: minutes
    url: not stated
resolutions:
  verb: resolved
  list:
    - number: 1
      effect: recommend
      text: Open the hub every day.
      recommended: none
      action:
        owner: not recorded
        due: none
"""

UPDATE = """\
updates:
  - about: "#resolution-1"
    on: {on}
    by: the committee
    text: The hub is open on four days.
    delivery: in progress
"""


def content(folder: Path, when: str, news: str = "") -> Path:
    """Write a record with one authority and one item; return its folder."""
    files = {"southwick/authority.yml": AUTHORITY}
    files["southwick/items/undated-hub.yml"] = ITEM.format(when=when) + (UPDATE.format(on=news) if news else "")
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    for file in (SAMPLE / "shared").glob("*.yml"):
        (folder / "shared").mkdir(exist_ok=True)
        (folder / "shared" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    return folder


def home(folder: Path) -> Page:
    """Return the home page of a folder of content as at noon on 22 November 2026."""
    instant = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
    loaded = load_content(folder)
    assert loaded.problems == []
    edition = Edition(link(publishable(loaded.register, instant)), instant.date())
    return home_tail(archive(edition, Renderer(ROOT / "overrides", Acronyms({}))), "")


def test_counts_as_at_the_day(seeds: BuiltSite) -> None:
    """Home counts what is open, overdue, past its day, done and without news, for the day that it names."""
    kept = said(seeds.page(""), "#kept")
    assert "As at 22 November 2026." in kept
    # Bradford's three were set before 6 March 2019, Haringey's nine by 8 March 2018; no paper dates the other ten.
    assert (
        "Of 23 actions from 5 councils, 22 are open, none is overdue, 12 are past their last day without news, "
        "12 are without news for six months, 10 are without any news or stated day, 1 is done and none is closed."
    ) in kept


def test_a_plan_counts_from_the_meeting_that_saw_its_paper(seeds: BuiltSite) -> None:
    """A plan without a day was set at the latest on the day of the meeting whose item holds the same paper."""
    quiet = [words(entry) for entry in seeds.page("actions/no-news/").css("#quiet li")]
    haringey = [entry for entry in quiet if "Haringey" in entry]
    assert len(haringey) == 9
    assert all("No news since it was set, at the latest on 8 March 2018" in entry for entry in haringey)


@pytest.mark.parametrize("name", ["seeds", "sample"])
def test_every_count_is_the_length_of_its_list(name: str, request: pytest.FixtureRequest) -> None:
    """Each count on the home page leads to a list of exactly as many entries."""
    site: BuiltSite = request.getfixturevalue(name)
    counted = part(site.page(""), "#kept > p:not(.note)").css("a")
    assert len(counted) >= 4
    for count in counted:
        number = int(words(count).split()[0])
        address, _, anchor = str(count.attributes["href"]).removeprefix("./").partition("#")
        page = site.page(address)
        if anchor:
            counts = page.css(f"#{anchor} .count")
            assert words(counts[0]) == str(number) if counts else len(page.css(f"#{anchor} li")) == number
            assert "The first" not in said(page, "main"), "none of the group is cut"
        elif page.css("h2.status-heading"):
            assert words(part(page, "h2.status-heading .count")) == str(number)
            assert len(page.css("tbody tr:not(.row-group)")) == number
        elif address.endswith("no-news/"):
            assert len(page.css("#quiet .records > li")) == number
        else:
            assert len(page.css("#list .records > li")) == number


def test_nothing_is_called_overdue_without_a_paper(seeds: BuiltSite) -> None:
    """Where no paper shows anything overdue, home counts none, has no section for it, and nothing there is red."""
    page = seeds.page("")
    assert "none is overdue" in said(page, "#kept")
    assert not page.css("#overdue, main .tone-bad")


def test_the_most_overdue_come_first(sample: BuiltSite) -> None:
    """Home names the five actions longest overdue, each with council, owner and days, and leads to the rest."""
    overdue = part(sample.page(""), "#overdue")
    entries = [words(entry) for entry in overdue.css("li")]
    assert len(entries) == 5
    assert entries[0] == (
        "2. Replace the radios Eastmere (invented). Owner: Portfolio Holder for Community Safety. Overdue by 326 days"
    )
    assert entries[1] == (
        "Resolution 3. Move case records to one system Northwick (invented). Owner: Assistant Director, Resources. "
        "Overdue by 236 days"
    )
    days = [int(found[1]) for entry in entries if (found := re.search(r"Overdue by (\d+) days", entry))]
    assert days == sorted(days, reverse=True)
    assert words(overdue.css("a")[-1]) == "See all 6 that are overdue"
    assert links(overdue)[-1] == "./actions/overdue/"


def test_all_that_are_overdue_are_listed(sample: BuiltSite) -> None:
    """The list behind "See all 6 that are overdue" has six rows, though the page of all actions must cut its lists."""
    assert "The first" in said(sample.page("actions/"), "main")
    page = sample.page("actions/overdue/")
    assert len(page.css("tbody tr:not(.row-group)")) == 6
    assert "Replace the radios" in said(page, "main")


def test_what_is_new_begins_with_the_latest(sample: BuiltSite) -> None:
    """The latest holds records and news by their day, newest first, and nothing that is still to come.

    News stands under the words of the action that it is news of.
    """
    new = [words(entry) for entry in part(sample.page(""), "#new").css("li")]
    assert len(new) == 6
    assert new[0].startswith("Northwick: the council's motion on the hub, October 2026 Motion, 20 October 2026")
    assert any(
        entry.startswith(
            "Resolution 2. Audit 40 cases every quarter and publish the results 1 October 2026, the Head of"
        )
        and ": 38 of 40 cases audited" in entry
        for entry in new
    )
    assert not any(entry.startswith("News of") for entry in new)
    assert not any("2027" in entry for entry in new)


def test_news_in_the_same_words_stands_once_only_where_it_says_the_same(tmp_path: Path) -> None:
    """Where one action is done and another not begun, each says so, though the words of the news are the same."""
    again = UPDATE.format(on="2026-05-01").removeprefix("updates:\n").replace("#resolution-1", "#resolution-2")
    for delivery, shown in (("in progress", 1), ("not started", 2)):
        folder = content(tmp_path / delivery, "2026-03-02", "2026-05-01")
        file = folder / "southwick" / "items" / "undated-hub.yml"
        action, news = ITEM[ITEM.index("    - number: 1") :], again.replace("in progress", delivery)
        both = file.read_text("utf-8").replace(action, action + action.replace("number: 1", "number: 2"))
        file.write_text(both + news, "utf-8")
        told = said(LexborHTMLParser(str(home(folder).shows["new"])), "body")
        assert told.count("The hub is open on four days.") == shown
        assert ("The hub is open on four days. Not started." in told) is (delivery == "not started")


def test_what_is_new_in_the_seeds(seeds: BuiltSite) -> None:
    """The newest of the real records are those whose papers have the latest days."""
    new = [words(entry) for entry in part(seeds.page(""), "#new").css("li")]
    assert new[0].startswith("Plymouth: joint inspection of children's mental health services, November 2019")
    told = next(entry for entry in new if "8 March 2018, the council, in its slides: " in entry)
    assert told.startswith("1. Publish the inspectors' letter 8 March 2018")
    assert said(seeds.page(""), "#new h2") == "Latest in the papers"


def test_no_news_list_says_when_it_was_last_heard(sample: BuiltSite, seeds: BuiltSite) -> None:
    """The list of what is without news says since when, and keeps apart what has no day at all."""
    quiet = [words(entry) for entry in sample.page("actions/no-news/").css("#quiet li")]
    assert any("Train partners on thresholds" in entry and "set, 18 June 2024" in entry for entry in quiet)
    assert not any("Move case records" in entry for entry in quiet), "its latest news is of July 2026"
    undated = [words(entry) for entry in seeds.page("actions/no-news/").css("#undated li")]
    assert len(undated) == 10
    assert all("The day on which it was set is not stated" in entry for entry in undated)


@pytest.mark.parametrize(
    "when, news, expected",
    [
        ("2026-05-22", "", "1 is without news for six months"),  # 184 days before
        ("2026-05-23", "", "none is without news for six months"),  # 183 days before
        ("2024-01-10", "2026-05-23", "none is without news for six months"),
        ("2024-01-10", "2026-05-22", "1 is without news for six months"),
        ("2024-01-10", "2026-12-01", "1 is without news for six months"),  # the news is still to come
        ("not stated", "", "1 is without any news or stated day"),
    ],
)
def test_six_months_are_183_days(tmp_path: Path, when: str, news: str, expected: str) -> None:
    """An action counts as without news on day 184 after it was set or last heard of, on a site with one item too."""
    kept = said(LexborHTMLParser(str(home(content(tmp_path, when, news)).shows["tally"])), "body")
    assert "1 is open" in kept
    assert expected in kept


def test_an_empty_record_has_a_home_page(tmp_path: Path) -> None:
    """Without any action, home leaves out what there is nothing to say of."""
    folder = content(tmp_path, "2026-05-22")
    (folder / "southwick" / "items" / "undated-hub.yml").unlink()
    shows = home(folder).shows
    assert not shows["bars"]
    assert not shows["overdue"]
    assert not shows["new"]
    assert not shows["ways"]
