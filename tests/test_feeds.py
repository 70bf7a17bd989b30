"""The feeds: valid Atom that readers read, entries that keep their identity, days from the record and its history."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from conftest import ROOT, SAMPLE
from dated import ITEM, OTHER, RECORD, Dated, day
from scrutiny.follow import Council, Row, Site, announced, fair_share, titles, whole_site_files
from scrutiny.follow.atom import MOST
from scrutiny.history import Day, History, Step
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.outputs import copies_of
from scrutiny.pages import Edition
from scrutiny.stage import publishable

INSTANT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SITE = Site("The Scrutiny Record", "https://scrutiny.example/")

ATOM = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed">
    <ref name="common"/>
    <interleave>
      <oneOrMore><ref name="author"/></oneOrMore>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <ref name="id"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="rights"><ref name="text"/></element></optional>
      <optional><element name="subtitle"><ref name="text"/></element></optional>
      <element name="title"><ref name="text"/></element>
      <element name="updated"><ref name="instant"/></element>
    </interleave>
    <zeroOrMore><ref name="entry"/></zeroOrMore>
  </element></start>
  <define name="entry"><element name="entry">
    <ref name="common"/>
    <interleave>
      <zeroOrMore><ref name="category"/></zeroOrMore>
      <element name="content">
        <ref name="common"/><optional><attribute name="type"><value>html</value></attribute></optional><text/>
      </element>
      <ref name="id"/>
      <oneOrMore><ref name="link"/></oneOrMore>
      <optional><element name="published"><ref name="instant"/></element></optional>
      <optional><element name="rights"><ref name="text"/></element></optional>
      <element name="title"><ref name="text"/></element>
      <element name="updated"><ref name="instant"/></element>
    </interleave>
  </element></define>
  <define name="common">
    <optional>
      <attribute name="base" ns="http://www.w3.org/XML/1998/namespace"><data type="anyURI"/></attribute>
    </optional>
    <optional><attribute name="lang" ns="http://www.w3.org/XML/1998/namespace">
      <data type="string"><param name="pattern">([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)?</param></data>
    </attribute></optional>
  </define>
  <define name="text">
    <ref name="common"/><optional><attribute name="type"><value>text</value></attribute></optional><text/>
  </define>
  <define name="instant"><ref name="common"/><data type="dateTime">
    <param name="pattern">[0-9-]{10}T[0-9:]{8}(Z|[+-][0-9]{2}:[0-9]{2})</param>
  </data></define>
  <define name="id"><element name="id">
    <data type="anyURI"><param name="pattern">[a-z][a-z0-9+.-]*:.+</param></data>
  </element></define>
  <define name="author"><element name="author"><element name="name"><data type="token"/></element></element></define>
  <define name="category"><element name="category">
    <attribute name="term"/><optional><attribute name="scheme"><data type="anyURI"/></attribute></optional>
    <optional><attribute name="label"/></optional>
  </element></define>
  <define name="link"><element name="link">
    <attribute name="href"><data type="anyURI"/></attribute><optional><attribute name="rel"/></optional>
    <optional>
      <attribute name="type"><data type="string"><param name="pattern">.+/.+</param></data></attribute>
    </optional>
  </element></define>
</grammar>
"""
"""The grammar of RFC 4287, appendix B, as far as it concerns what stands in our feeds: nothing else may stand there."""


def edition_of(content: Path) -> Edition:
    """The edition of a content folder of which no past is known."""
    return Edition(link(publishable(load_content(content).register, INSTANT)), INSTANT.date())


SEEDS, INVENTED = edition_of(ROOT / "content"), edition_of(SAMPLE)
EDITIONS = {"seeds": SEEDS, "sample": INVENTED}


def files(edition: Edition, site: Site = SITE) -> dict[str, bytes]:
    """Every file of an edition, by path."""
    councils = [Council(edition, name, site) for name in edition.authorities]
    rows = (row for council in councils for row in council.rows())
    whole = dict(whole_site_files(rows, titles(edition, site), site))
    return whole | {path: made for council in councils for path, made in council.files()}


def feeds(edition: Edition, site: Site = SITE) -> dict[str, bytes]:
    """Every feed of an edition, by path."""
    return {path: made for path, made in files(edition, site).items() if path.endswith(".xml")}


MADE = {name: feeds(edition) for name, edition in EDITIONS.items()}
"""The feeds of both, made once."""
PUBLISHED = History((Day(datetime.date(2026, 5, 1), (Step.PUBLISHED,)),))
KNOWN = feeds(Edition(SEEDS.links, SEEDS.as_of, histories=dict.fromkeys(SEEDS.register.records, PUBLISHED)))
"""Those of the seeds, as if all of it had been published on one day."""


def read(raw: bytes, base: str = "") -> Any:
    """A feed as a reader reads it."""
    headers = {"content-location": base, "content-type": "application/atom+xml; charset=utf-8"}
    found = feedparser.parse(raw, response_headers=headers if base else None)
    assert not found.bozo, found.bozo_exception
    return found


def entries(raw: bytes) -> dict[str, str]:
    """The full text of the entries of a feed as words, by title."""
    return {each.title: words(each.content[0].value) for each in read(raw).entries}


def words(html: str) -> str:
    """What somebody reads."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split()).replace(" .", ".").replace(" :", ":")


def dates(raw: bytes) -> dict[str, tuple[str, str]]:
    """When each entry of a feed was published and changed, by title."""
    return {each.title: (each.get("published", "")[:10], each.updated[:10]) for each in read(raw).entries}


def of_northport(dated: Dated, as_of: datetime.datetime | None = None) -> bytes:
    """The feed of the council of a record with a past."""
    edition = dated.edition(as_of) if as_of else dated.edition()
    return files(edition)["northport/feed.xml"]


def resolved(*texts: str, **more: Any) -> dict[str, Any]:
    """Resolutions that only recommend."""
    listed = [{"number": str(n), "effect": "recommend", "text": text, **more} for n, text in enumerate(texts, 1)]
    return {"verb": "resolved", "list": listed}


# Validity


@pytest.mark.parametrize("name", EDITIONS)
def test_every_feed_is_valid_atom(name: str) -> None:
    """Every feed keeps the grammar of RFC 4287, and a feed reader finds nothing wrong with it."""
    grammar = etree.RelaxNG(etree.fromstring(ATOM))

    for path, raw in MADE[name].items():
        assert grammar.validate(etree.fromstring(raw)), (path, grammar.error_log)
        read(raw)


@pytest.mark.parametrize("name", EDITIONS)
def test_every_feed_keeps_what_no_grammar_says(name: str) -> None:
    """No entry stands twice in a feed, the newest is first, the feed is as new as it, and nothing is yet to come."""
    for path, raw in MADE[name].items():
        found = read(raw)
        ids, updated = [each.id for each in found.entries], [each.updated for each in found.entries]
        assert len(set(ids)) == len(ids) <= MOST, path
        assert updated == sorted(updated, reverse=True), path
        assert found.feed.updated == (updated[0] if updated else "2000-01-01T00:00:00+00:00"), path
        assert found.feed.updated[:10] <= "2026-11-22", path
        assert found.feed.links[0].href == SITE.url + path
        assert all(each.content[0].value and each.link.startswith(SITE.url) for each in found.entries), path


def test_what_can_be_followed_has_a_feed_beside_its_page() -> None:
    """The whole site, each subject, council, committee, role and inspection has a feed at an address one can guess."""
    expected = {
        "feeds/all.xml",
        "feeds/themes/housing.xml",
        "bradford/feed.xml",
        "bradford/inspections/2019-monitoring-visit-1/feed.xml",
        "bradford/roles/interim-strategic-director/feed.xml",
        "haringey/committees/cyps-scrutiny-panel/feed.xml",
    }

    assert expected <= MADE["seeds"].keys()
    assert "bradford/items/undated-front-door/feed.xml" not in MADE["seeds"]


# What is told


def test_an_entry_holds_the_full_text() -> None:
    """Bradford's entry has all four resolutions in full, their owner, and their last day as the paper and we say it."""
    (text,) = [text for title, text in entries(MADE["seeds"]["bradford/feed.xml"]).items() if "front door" in title]

    assert "They passed four resolutions" in text
    assert "Report, before 6 March 2019, 4 resolutions, 1 changed in substance, 6 questions." in text
    assert "Resolution 1: Note the risks, issues and challenge that continue." in text
    assert "Resolution 3: Bring a summary of the key findings of the front door's peer review" in text
    assert "Owner: Interim Strategic Director of Children's Services" in text
    assert "Due: Next meeting (to 20 March 2019, by resolution 2, year inferred)" in text
    assert "Point" not in text
    assert "Who is being talked to about housing?" not in text


def test_news_is_an_entry_of_its_own() -> None:
    """The one step of Haringey's plan that is known to be done is told with its day, who says so, and what shows it."""
    told = entries(MADE["seeds"]["haringey/feed.xml"])
    text = told["News: Haringey: action plan after the joint inspection on neglect, 2018, action 1"]

    assert "8 March 2018, the council, in its slides: Ofsted published the letter on its website on 30 Januar" in text
    assert "Implemented; Evidence published." in text
    assert "Shown by: Slides for the CYPS Scrutiny Panel of 8 March 2018, slides 1, 5, 6 and 12." in text


def test_news_in_the_same_words_is_one_entry_only_where_it_says_the_same(tmp_path: Path) -> None:
    """What is told of two parts alike is one entry; where one is done and the other not begun, each says its own."""
    dated = Dated(tmp_path)
    told = {"on": "2026-03-20", "by": "the board", "text": "Reported.", "delivery": "implemented"}
    parts = [told | {"about": f"#resolution-{number}"} for number in (1, 2)]
    dated.save(day("2026-03-02"), updates=parts)
    alike = entries(of_northport(dated))
    dated.save(day("2026-03-03"), updates=[parts[0], parts[1] | {"delivery": "not started"}])
    apart = entries(of_northport(dated))

    assert "On resolutions 1 and 2 of Northport: an item." in alike["News: Northport: an item, resolution 1"]
    assert "News: Northport: an item, resolution 2" not in alike
    assert "On resolution 1 of Northport: an item. Implemented." in apart["News: Northport: an item, resolution 1"]
    assert "On resolution 2 of Northport: an item. Not started." in apart["News: Northport: an item, resolution 2"]


def test_a_subject_is_followed_over_all_councils_and_holds_only_its_parts() -> None:
    """Under housing stand the parts of three councils that name it, among them what was only asked, and no others."""
    told = entries(KNOWN["feeds/themes/housing.xml"])
    anchors = {
        title: set(re.findall(r"(?:Point|Question|Resolution|Strength|Area for improvement) \w+(?=:)", text))
        for title, text in told.items()
    }

    assert anchors == {
        "Bradford: Ofsted inspection of children's services, the front door and MASH": {
            "Point 4", "Question 2", "Question 3",
        },
        "Plymouth: update on the joint inspection of children's mental health services": {"Point h"},
        "Worcestershire: update on Ofsted's inspection of children's services, 2019": {"Point 3"},
        "Worcestershire: Ofsted's inspection of children's services, July 2019": {"Area for improvement 2"},
    }  # fmt: skip


def test_a_role_is_followed_in_what_it_owns() -> None:
    """Haringey's DCS is told of the four steps of ten that are its own, and of no news of another's."""
    told = entries(KNOWN["haringey/roles/dcs/feed.xml"])
    text = told["Haringey: action plan after the joint inspection on neglect, 2018"]

    assert re.findall(r"Action \d+(?=:)", text) == ["Action 2", "Action 5", "Action 9", "Action 10"]
    assert "Only what belongs here; all of it is on its page." in text
    assert not any(title.startswith("News") for title in told)


def test_a_committee_is_told_what_others_promise_it() -> None:
    """Haringey's panel has its item whole; Plymouth's committee the resolution that other members passed for it."""
    (panel,) = entries(KNOWN["haringey/committees/cyps-scrutiny-panel/feed.xml"]).values()
    (plan,) = entries(KNOWN["plymouth/committees/education-and-childrens-social-care/feed.xml"]).values()

    assert "No decision recorded. The minutes are not held here, so a decision may exist." in panel
    assert "The resolution: Give the Education and Children's Social Care Overview" in plan
    assert "Point" not in plan


def test_an_inspection_is_followed_to_what_came_of_it() -> None:
    """Who follows Plymouth's inspection is told of the item about it and of the plan, and of no other council."""
    found = read(KNOWN["plymouth/inspections/2019-jtai/feed.xml"])

    assert {each.link.removeprefix(SITE.url) for each in found.entries} == {
        "plymouth/inspections/2019-jtai/",
        "plymouth/items/undated-jtai-update/",
        "plymouth/plans/undated-jtai-improvement-plan/",
    }


def test_a_withdrawn_record_says_so() -> None:
    """What a reader has of a withdrawn record is followed by a notice with day, reason and what to read instead."""
    told = entries(MADE["sample"]["northwick/feed.xml"])

    assert "Northwick: hub audits, a second copy, April 2025" not in told
    assert told["Withdrawn: Northwick: hub audits, a second copy, April 2025"] == (
        "Withdrawn on 3 May 2026. Published twice. Read instead: Northwick: results of the hub audits, April 2025."
    )


def test_what_is_kept_back_is_told_by_its_public_summary_alone() -> None:
    """Of an exempt resolution a feed tells what its page does: what may be said of it, and under which paragraph."""
    told = entries(MADE["sample"]["northwick/feed.xml"])
    (text,) = [text for title, text in told.items() if "a report let go" in title]

    assert (
        "Resolution 2: The committee asked for a further paper about the companies. Exempt: paragraph 3 of Schedule 12A"
    ) in text
    assert not any(b"zzq" in raw for raw in MADE["sample"].values())


def test_a_text_in_welsh_is_marked() -> None:
    """The title and the words of a Welsh record are marked as Welsh, the words of the feed as English."""
    found = read(MADE["sample"]["trefwen/feed.xml"])
    (entry,) = [each for each in found.entries if "ymateb" in each.title]
    text = entry.content[0].value

    assert (found.feed.language, entry.title_detail.language) == ("en-GB", "cy")
    assert '<span lang="cy">Dod o hyd i dŷ diogel yn y dref.<br />Find a safe house in the town.</span>' in text
    assert "<h3>Resolutions</h3>" in text


def test_text_of_a_record_cannot_become_more_than_text(tmp_path: Path) -> None:
    """Whatever stands in a record is text in a reader: no element, no end of an entry, no second feed."""
    bad = "]]></content></entry><script>alert(1)</script> &lt;b&gt; <img src=x onerror=alert(1)>"
    dated = Dated(tmp_path)
    dated.save(day("2026-03-02"), title=f"Northport: {bad}", resolutions=resolved(bad))
    (entry,) = ElementTree.fromstring(of_northport(dated)).iter("{http://www.w3.org/2005/Atom}entry")  # noqa: S314
    text = entry.findtext("{http://www.w3.org/2005/Atom}content", "")

    assert entry.findtext("{http://www.w3.org/2005/Atom}title") == f"Northport: {bad}"
    assert LexborHTMLParser(text).css("script, img, b") == []
    assert bad in LexborHTMLParser(text).text()


# Days


def test_days_are_those_of_the_public_history(tmp_path: Path) -> None:
    """A record, a part that came later, news and a correction each have the day on which readers first saw them."""
    dated = Dated(tmp_path)
    dated.save(day("2026-03-02"), resolutions=resolved("One."))
    dated.save(day("2026-04-03"), resolutions=resolved("One.", "Two."))
    told = {
        "about": "#resolution-1",
        "on": "2026-04-20",
        "by": "the board",
        "text": "Begun.",
        "delivery": "in progress",
    }
    dated.save(day("2026-05-05"), corrected=[{"on": "2026-05-04", "what": "One, not won."}], summary="Mended.")
    dated.save(day("2026-06-06"), updates=[told])

    assert dates(of_northport(dated)) == {
        "News: Northport: an item, resolution 1": ("2026-06-06", "2026-06-06"),
        "Northport: an item": ("2026-03-02", "2026-05-05"),
        "Corrected: Northport: an item": ("2026-05-04", "2026-05-04"),
        "Added: Northport: an item": ("2026-04-03", "2026-04-03"),
    }


def test_a_day_begins_in_london(tmp_path: Path) -> None:
    """In summer an entry is of midnight in London, so that it is never later than the build of that day."""
    dated = Dated(tmp_path)
    dated.save(day("2026-07-01"))

    assert read(of_northport(dated)).entries[0].updated == "2026-07-01T00:00:00+01:00"


def test_what_is_still_to_come_is_not_told(tmp_path: Path) -> None:
    """News and corrections with a later day than the edition, and embargoed records, are in no feed before it."""
    dated = Dated(tmp_path)
    told = {"about": "#resolution-1", "on": "2026-10-02", "by": "the board", "text": "Begun."}
    dated.write(OTHER, **RECORD | {"title": "Northport: another", "visibility": "embargoed"},
                embargo={"until": "2026-11-01T00:01 Europe/London", "released_by": "Clerk"})  # fmt: skip
    dated.save(day("2026-09-01"), updates=[told], corrected=[{"on": "2026-10-03", "what": "One, not won."}])

    assert list(dates(of_northport(dated, day("2026-09-30")))) == ["Northport: an item"]
    assert list(dates(of_northport(dated, day("2026-11-02")))) == [
        "Northport: another",
        "Corrected: Northport: an item",
        "Northport: an item",
        "News: Northport: an item, resolution 1",
    ]


def test_without_a_known_history_the_days_are_those_of_the_papers() -> None:
    """Where git knows nothing an entry has the day of the paper and no day of publication; without either it waits."""
    whole = dates(MADE["seeds"]["feeds/all.xml"])

    assert whole["Haringey: letter on the joint inspection on neglect, panel of 8 March 2018"] == ("", "2018-03-08")
    assert "Plymouth: update on the joint inspection of children's mental health services" not in whole


# Identity


def ids(raw: bytes) -> dict[str, str]:
    """The identity of each entry of a feed, by title."""
    return {each.title: each.id for each in read(raw).entries}


def test_entries_keep_their_identity(tmp_path: Path) -> None:
    """Another address of the site, a new title and a move of the record leave every entry what it is."""
    dated = Dated(tmp_path)
    told = {"about": "#resolution-1", "on": "2026-03-20", "by": "the board", "text": "Begun."}
    correction = {"on": "2026-04-04", "what": "One, not won."}
    dated.save(day("2026-03-02"), updates=[told], corrected=[correction])
    before = ids(of_northport(dated))
    elsewhere = ids(files(dated.edition(), Site("National", "https://national.example/"))["northport/feed.xml"])
    moved = dict(dated.now.pop(ITEM), title="Northport: renamed", formerly=[ITEM])
    dated.file(ITEM).unlink()
    dated.save(day("2026-05-05"), "northport/items/2026-renamed", **moved)
    after = ids(of_northport(dated))

    assert elsewhere == before
    assert len(set(before.values())) == len(before) == 3
    assert {title.replace("renamed", "an item"): id_ for title, id_ in after.items()} == before
    assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", id_) for id_ in before.values())


def test_one_identity_never_means_two_texts() -> None:
    """Over all feeds of the sample, entries with one identity are the same entry, word for word."""
    seen: dict[str, set[str]] = {}
    for raw in MADE["sample"].values():
        for entry in re.findall("<entry>.*?</entry>", raw.decode(), re.DOTALL):
            seen.setdefault(re.findall("<id>(.*?)</id>", entry)[0], set()).add(entry)

    assert [id_ for id_, texts in seen.items() if len(texts) > 1] == []
    assert len(seen) > 100


def test_a_feed_stands_at_the_former_address_too() -> None:
    """Who follows an inspection that moved goes on hearing of it: feed, calendar and data stand where they stood."""
    moved = {"/northport/inspections/2025-old/": "/northport/inspections/2025-new/"}

    assert dict(copies_of(moved)) == {
        "data/v1/northport/inspections/2025-new.json": "data/v1/northport/inspections/2025-old.json",
        "northport/inspections/2025-new/feed.xml": "northport/inspections/2025-old/feed.xml",
        "northport/inspections/2025-new/calendar.ics": "northport/inspections/2025-old/calendar.ics",
    }


# One council, and all


@pytest.mark.parametrize("name", ["bradford", "worcestershire"])
def test_a_council_needs_no_other(name: str) -> None:
    """The files of a council, and its rows, are the same bytes when the edition holds that council alone."""
    records = {id_: record for id_, record in SEEDS.register.records.items() if id_.partition("/")[0] == name}
    alone = Council(Edition(link(replace(SEEDS.register, records=records)), SEEDS.as_of), name, SITE)
    among = Council(SEEDS, name, SITE)

    assert list(alone.files()) == list(among.files())
    assert list(alone.rows()) == list(among.rows())


def test_the_whole_site_is_the_same_in_whatever_order_councils_come() -> None:
    """Rows of three councils in each of their orders give the same files of the whole site."""
    rows = [list(Council(SEEDS, name, SITE).rows()) for name in ("bradford", "haringey", "worcestershire")]
    made = [
        dict(whole_site_files((row for each in order for row in each), titles(SEEDS, SITE), SITE))
        for order in permutations(rows)
    ]

    assert all(each == made[0] for each in made)


def test_a_feed_has_its_newest_entries_and_holds_no_more() -> None:
    """Of more rows than a feed has entries the newest are kept; what is read is let go as it comes."""

    def many() -> Iterator[Row]:
        for number in range(10 * MOST):
            stamp = f"2026-{1 + number % 9:02}-01T00:00:00+00:00"
            entry = f"<entry><title>{number}</title></entry>\n"
            yield Row("feeds/all.xml", f"{stamp[:10]} {number:05}", stamp, entry)

    (feed,) = [raw for path, raw in whole_site_files(many(), titles(SEEDS, SITE), SITE) if path == "feeds/all.xml"]
    shown = [int(number) for number in re.findall(r"<title>(\d+)<", feed.decode())]

    assert len(shown) == MOST
    assert shown == [number for number in reversed(range(10 * MOST)) if number % 9 == 8][:MOST]


def test_no_council_fills_the_feed_of_all() -> None:
    """One council alone may fill a feed of the whole site; of five or more, each may have ten entries in it."""
    rows = list(Council(INVENTED, "eastmere", SITE).rows(10))
    by_path = Counter(row.path for row in rows if row.path.endswith(".xml"))

    assert [fair_share(councils) for councils in (0, 1, 2, 5, 6, 400)] == [50, 50, 25, 10, 10, 10]
    assert by_path["feeds/all.xml"] == 10
    assert max(by_path.values()) == 10
    assert [row.order for row in rows[:10]] == sorted((row.order for row in rows[:10]), reverse=True)


def test_what_is_invented_has_feeds_of_its_own_and_is_in_no_others(tmp_path: Path) -> None:
    """Beside a real council an invented one is left out of the feeds of the whole site, and its own say what it is."""
    dated = Dated(tmp_path)
    dated.write("southport", title="Southport Council", short_name="Southport", invented=None)
    dated.write("southport/items/2026-item", title="Southport: an item")
    dated.save(day("2026-03-02"))
    made = files(dated.edition())

    assert list(entries(made["feeds/all.xml"])) == ["Southport: an item"]
    assert list(entries(made["northport/feed.xml"])) == ["Northport: an item"]
    assert read(made["northport/feed.xml"]).feed.tags[0].term == "invented"
    assert "tags" not in read(made["southport/feed.xml"]).feed
    assert "Southport" not in made["northport/feed.xml"].decode()


def test_feeds_of_the_whole_site_say_so_where_everything_is_invented() -> None:
    """On a site of invented councils the feeds that span them say that all of it is made up; others do not."""
    invented = b"<subtitle>Everything in this feed is invented, as an example.</subtitle>"

    assert all(invented in MADE["sample"][path] for path in ("feeds/all.xml", "feeds/themes/thresholds.xml"))
    assert not any(invented in raw for raw in MADE["seeds"].values())


def test_a_record_kept_elsewhere_keeps_its_licence(tmp_path: Path) -> None:
    """What comes from another site is under the licence of that site, also among records of others."""
    dated = Dated(tmp_path)
    origin = {"as_of": "2026-05-03", "licence": "Open Government Licence v3.0", "files": "0" * 64}
    dated.save(day("2026-05-04"), "northport", origin=origin)
    dated.save(day("2026-05-04"))
    found = feeds(dated.edition())

    assert read(found["northport/feed.xml"]).feed.rights == "Licence: Open Government Licence v3.0."
    assert read(found["feeds/all.xml"]).feed.rights == "Licence: not stated."
    assert read(found["feeds/all.xml"]).entries[0].rights == "Licence: Open Government Licence v3.0."
    assert not any("rights" in entry for entry in read(MADE["seeds"]["feeds/all.xml"]).entries)


def test_without_an_address_of_the_site_links_lead_from_the_feed() -> None:
    """A site that does not know its address has relative links, which a reader resolves from where the feed is."""
    made = feeds(SEEDS, Site("The Scrutiny Record"))
    path = "bradford/roles/interim-strategic-director/feed.xml"
    assert 'xml:base="../../../"' in made[path].decode()
    found = read(made[path], f"https://anywhere.example/folder/{path}")
    (entry,) = found.entries

    assert entry.link == "https://anywhere.example/folder/bradford/items/undated-front-door/"
    assert 'href="https://anywhere.example/folder/bradford/items/undated-front-door/#resolution-2"' in (
        entry.content[0].value
    )
    assert found.feed.links[0].href == f"https://anywhere.example/folder/{path}"
    assert b"scrutiny.example" not in made[path]


# The head of a page


@pytest.mark.parametrize(
    "url, own",
    [
        ("", []),
        ("themes/housing/bradford/", ["feeds/themes/housing.xml"]),
        ("bradford/items/undated-front-door/", ["bradford/feed.xml", "bradford/calendar.ics"]),
        (
            "bradford/roles/police/2/",
            ["bradford/roles/police/feed.xml", "bradford/roles/police/calendar.ics", "bradford/feed.xml",
             "bradford/calendar.ics"],
        ),
        (
            "haringey/inspections/2017-jtai/",
            ["haringey/inspections/2017-jtai/feed.xml", "haringey/feed.xml", "haringey/calendar.ics"],
        ),
        ("haringey/roles/nobody/", ["haringey/feed.xml", "haringey/calendar.ics"]),
        ("nowhere/", []),
    ],
)  # fmt: skip
def test_a_page_announces_what_goes_with_it(url: str, own: list[str]) -> None:
    """A page names its own feed and calendar first, then those of its council and of the whole site; each is there."""
    told = announced(SEEDS, url)

    assert [each.path for each in told] == [*own, "feeds/all.xml", "calendars/all.ics"]
    assert {each.path for each in told if each.path.endswith(".xml")} <= MADE["seeds"].keys()
