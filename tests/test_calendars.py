"""The calendars: read by two libraries, days as exact as papers give them, corrected days in the place of old ones."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from icalendar import Calendar, Component

from conftest import ROOT, SAMPLE
from dated import ITEM, OTHER, Dated, day
from scrutiny.follow import Council, Row, Site, left_out, titles, whole_site_files
from scrutiny.follow.ical import MOST
from scrutiny.link import link
from scrutiny.load.content import load_content
from scrutiny.pages import Edition
from scrutiny.stage import publishable

INSTANT = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
SITE = Site("The Scrutiny Record", "https://scrutiny.example/")


def edition_of(content: Path) -> Edition:
    """The edition of a content folder of which no past is known."""
    return Edition(link(publishable(load_content(content).register, INSTANT)), INSTANT.date())


SEEDS, INVENTED = edition_of(ROOT / "content"), edition_of(SAMPLE)


def calendars(edition: Edition, site: Site = SITE) -> dict[str, bytes]:
    """Every calendar of an edition, by path."""
    councils = [Council(edition, name, site) for name in edition.authorities]
    rows = (row for council in councils for row in council.rows())
    whole = dict(whole_site_files(rows, titles(edition, site), site))
    made = whole | {path: raw for council in councils for path, raw in council.files()}
    return {path: raw for path, raw in made.items() if path.endswith(".ics")}


MADE = {"seeds": calendars(SEEDS), "sample": calendars(INVENTED)}
"""The calendars of both, made once."""


def events(raw: bytes) -> dict[str, Component]:
    """The events of a calendar by title, as a program reads them."""
    return {str(event["SUMMARY"]): event for event in Calendar.from_ical(raw).walk("VEVENT")}


def days(event: Component) -> tuple[str, str]:
    """The first and the last day of an event, as ISO 8601; it has no hours."""
    first, after = event.decoded("DTSTART"), event.decoded("DTEND")
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
    return first.isoformat(), (after - datetime.timedelta(days=1)).isoformat()


def told(event: Component) -> list[str]:
    """The lines of the text of an event."""
    return str(event["DESCRIPTION"]).splitlines()


def count(event: Component) -> int:
    """How often an event was corrected."""
    return int(str(event["SEQUENCE"]))


def of_northport(dated: Dated, as_of: datetime.datetime | None = None) -> dict[str, Component]:
    """The events of the council of a record with a past."""
    edition = dated.edition(as_of) if as_of else dated.edition()
    return events(calendars(edition)["northport/calendar.ics"])


def asks(number: str = "1", **more: Any) -> dict[str, Any]:
    """A list of one resolution."""
    return {"verb": "resolved", "list": [{"number": number, "effect": "recommend", "text": "Publish it."} | more]}


# Validity


@pytest.mark.parametrize("name", MADE)
def test_every_calendar_is_read_by_two_libraries(name: str) -> None:
    """The library that writes calendars and another read the same events; lines are short, none stands twice."""
    for path, raw in MADE[name].items():
        mine = [str(event["UID"]) for event in Calendar.from_ical(raw).walk("VEVENT")]
        other = vobject.readOne(raw.decode())
        assert [event.uid.value for event in getattr(other, "vevent_list", [])] == mine, path
        assert len(set(mine)) == len(mine) <= MOST, path
        lines = raw.split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in lines), path
        assert lines[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"], path


@pytest.mark.parametrize("name", MADE)
def test_every_event_has_what_programs_need(name: str) -> None:
    """An event has an identity, the day it last changed, a count of corrections, whole days, and leads to its page."""
    for path, raw in MADE[name].items():
        for event in Calendar.from_ical(raw).walk("VEVENT"):
            assert event.decoded("DTSTAMP").utcoffset() == datetime.timedelta(), path
            assert event.decoded("DTSTAMP").date() <= INSTANT.date(), path
            assert count(event) >= 0, path
            assert days(event)[0] <= days(event)[1], path
            assert event["STATUS"] in {"CONFIRMED", "TENTATIVE", "CANCELLED"}, path
            assert event["TRANSP"] == "TRANSPARENT", path
            assert str(event["URL"]).startswith(SITE.url), path
            assert told(event)[-1] == f"Page: {event['URL']}", path


def test_a_calendar_says_what_it_is_and_when_to_ask_again() -> None:
    """A calendar has a name, and tells programs of both customs where it comes from and to ask once a day."""
    raw = MADE["seeds"]["haringey/committees/cyps-scrutiny-panel/calendar.ics"].decode().replace("\r\n ", "")

    assert "\r\nNAME:Haringey: CYPS Scrutiny Panel: meetings and deadlines\r\n" in raw
    assert "\r\nX-WR-CALNAME:Haringey: CYPS Scrutiny Panel: meetings and deadlines\r\n" in raw
    assert "\r\nREFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in raw
    assert "\r\nX-PUBLISHED-TTL;VALUE=DURATION:P1D\r\n" in raw
    assert "METHOD" not in raw  # RFC 5545, 3.7.2: else the Content-Type of the server has to name it too
    source = "https://scrutiny.example/haringey/committees/cyps-scrutiny-panel/calendar.ics"
    assert f"\r\nSOURCE;VALUE=URI:{source}\r\n" in raw


def test_a_calendar_without_events_is_there_and_whole() -> None:
    """One can subscribe before there is anything: an empty calendar holds the zone of the record, which is right."""
    (zone,) = Calendar.from_ical(MADE["seeds"]["bradford/roles/police/calendar.ics"]).timezones
    london = zone.to_tz(lookup_tzid=False)
    hours = [
        london.utcoffset(datetime.datetime(2026, month, number, 12)) // datetime.timedelta(hours=1)  # noqa: DTZ001
        for month, number in ((1, 15), (3, 28), (3, 30), (7, 1), (10, 24), (10, 26))
    ]

    assert hours == [0, 0, 1, 1, 1, 0]
    assert events(MADE["seeds"]["bradford/roles/police/calendar.ics"]) == {}


# Days


def test_an_exact_day_is_a_day_and_a_month_is_a_note_over_the_month() -> None:
    """Haringey's plan goes to Ofsted on 11 May 2018; its steps of April 2018 have a month and say that no day is."""
    found = events(MADE["seeds"]["haringey/calendar.ics"])
    sent = found["Due: Haringey: Send the action plan to Ofsted"]
    signed = found["[April 2018] Due: Haringey: Have the plan signed off by the Lead Member and the CE"]

    assert days(sent) == ("2018-05-11", "2018-05-11")
    assert "Due, as stated: 11 May 2018" in told(sent)
    assert "Owner: DCS, for Partnership in Haringey" in told(sent)
    assert days(signed) == ("2018-04-01", "2018-04-30")
    assert told(signed)[0] == "No paper gives a day: only the month is stated."
    assert sum(title.startswith("[March 2018]") for title in found) == 3


def test_a_promised_meeting_is_one_event_with_all_that_it_is_to_receive() -> None:
    """Bradford's meeting of 20 March 2019 is to receive three things; that its year is inferred is told."""
    (title, meeting), *others = events(MADE["seeds"]["bradford/calendar.ics"]).items()

    assert (title, others) == ("Promised: Bradford: the Committee, meeting", [])
    assert days(meeting) == ("2019-03-20", "2019-03-20")
    assert meeting["STATUS"] == "TENTATIVE"
    assert "inferred: the year, because the resolution dates the visit in 2019" in told(meeting)[1]
    assert [line.partition(" (")[0] for line in told(meeting) if line.startswith("To receive")] == [
        "To receive: the findings of Ofsted's monitoring visit",
        "To receive: a summary of the key findings of the peer review",
        "To receive: data and audit information on theme four, for a “deep dive”",
    ]


def test_each_kind_of_date_has_its_place_or_a_reason_for_none() -> None:
    """Of the 28 ways of giving a date, 12 have a day or month in the calendar, and 16 are listed with why not."""
    plan = "eastmere/plans/2026-every-date"
    found = Calendar.from_ical(MADE["sample"]["eastmere/calendar.ics"]).walk("VEVENT")
    shown = {
        int(str(event["URL"]).rpartition("-")[2]): days(event)
        for event in found
        if str(event["URL"]).startswith(f"{SITE.url}{plan}/#action-")
    }
    missing = {int(each.anchor.removeprefix("action-")): each.why for each in left_out(INVENTED, "eastmere")
               if each.id == plan}  # fmt: skip

    assert shown == {
        1: ("2027-01-29", "2027-01-29"),
        2: ("2027-02-28", "2027-02-28"),
        3: ("2026-12-18", "2026-12-18"),
        4: ("2027-01-01", "2027-01-31"),
        5: ("2027-02-01", "2027-02-28"),
        9: ("2026-11-02", "2026-11-02"),
        10: ("2027-02-28", "2027-02-28"),
        11: ("2026-12-14", "2026-12-14"),
        12: ("2026-11-30", "2026-11-30"),
        15: ("2026-12-11", "2026-12-11"),
        26: ("2027-03-20", "2027-03-20"),
        27: ("2027-03-31", "2027-03-31"),
    }
    assert missing == {
        6: "only the quarter is stated",
        7: "only the year is stated",
        8: "the day it runs from is not stated",
        13: "the limit is 1 day, but the day it runs from is not stated",
        14: "the limit is 6 months, but the day it runs from is not stated",
        16: "the day of the next meeting is not stated",
        17: "it waits until the budget is set",
        18: "it waits until all partners have signed; the timescale is still to be agreed",
        19: "it recurs, every six months; no last day is set",
        20: "the date is still to be confirmed",
        21: "the day of the audit is still to be agreed",
        22: "the day is not stated",
        23: "a paper says that no date is set",
        24: "the year is not stated",
        25: "the year is not stated",
        28: "the day is not stated",
    }


def test_what_has_no_day_is_listed_with_the_words_of_the_paper() -> None:
    """Of Plymouth nothing has a day: its meeting, its resolution and two promises of the minutes are listed."""
    assert events(MADE["seeds"]["plymouth/calendar.ics"]) == {}
    assert [(each.url.removeprefix("plymouth/"), each.stated) for each in left_out(SEEDS, "plymouth")] == [
        ("meetings/undated-jtai-update/", "not stated"),
        ("items/undated-jtai-update/#resolution-1", "once all partners have agreed the plan and signed it off"),
        ("items/undated-jtai-update/#point-f", "not stated"),
        ("items/undated-jtai-update/#point-k", "not stated"),
    ]


def test_a_deadline_through_a_meeting_known_by_its_month_is_a_note(tmp_path: Path) -> None:
    """What is due at a meeting of which only the month is stated has that month, and no last day of it."""
    dated = Dated(tmp_path)
    dated.write("northport", committees={"panel": {"name": "Panel"}})
    only_items = dict.fromkeys(("kind", "resolutions", "meeting"))
    dated.write("northport/meetings/2027-panel", **only_items, committee="panel", date="2027-02", state="scheduled")
    due = {"date": "next meeting", "through": "meetings/2027-panel"}
    dated.save(day("2026-03-02"), resolutions=asks(action={"due": due}))

    found = of_northport(dated)

    assert days(found["[February 2027] Due: Northport: Publish it"]) == ("2027-02-01", "2027-02-28")
    assert days(found["[February 2027] Northport: Panel, meeting"]) == ("2027-02-01", "2027-02-28")


def test_text_of_a_record_cannot_become_more_than_text(tmp_path: Path) -> None:
    """Commas, backslashes, line ends and words of the format in a record come out of a calendar as they went in."""
    bad = "One, two; three \\ four\n\nEND:VEVENT\n\nBEGIN:VALARM “é” " + "long " * 30
    dated = Dated(tmp_path)
    dated.save(day("2026-03-02"), resolutions=asks(text=bad, action={"due": "2027-01-15"}))
    (due,) = (event for title, event in of_northport(dated).items() if title.startswith("Due"))

    assert str(due["DESCRIPTION"]).startswith(bad.strip() + "\nSet by: ")
    assert str(due["SUMMARY"]).startswith("Due: Northport: One, two; three \\ four")


# States


def test_what_does_not_take_place_is_cancelled() -> None:
    """A meeting not held or put off, and what is no longer to be done, are cancelled and say so in their titles."""
    northwick, eastmere = (events(MADE["sample"][f"{name}/calendar.ics"]) for name in ("northwick", "eastmere"))
    not_held = northwick["Not held: Northwick (invented): Children's Scrutiny Committee, meeting"]
    put_off = eastmere["Put off: Eastmere (invented): Eastmere Fire Authority, meeting"]

    assert (days(not_held)[0], not_held["STATUS"]) == ("2025-02-11", "CANCELLED")
    assert told(put_off)[2] == "Reason: Put off because of the election."
    assert put_off["STATUS"] == "CANCELLED"
    for state, what in (
        ("Replaced", "Closed: replaced"),
        ("Not implemented", "Closed: will not be done"),
        ("No longer needed", "Closed: no longer needed"),
    ):
        assert eastmere[f"{state}: Eastmere (invented): {what}"]["STATUS"] == "CANCELLED"


def test_what_is_done_says_so_and_never_that_it_is_late() -> None:
    """An action that was done says so; nothing in an event depends on the day, such as "overdue"."""
    found = events(MADE["sample"]["eastmere/calendar.ics"])
    begun = found["Due: Eastmere (invented): Overdue: begun and not finished"]

    assert "Done: Eastmere (invented): Met late, by 12 days" in found
    assert told(begun)[-2] == "Progress: In progress"
    assert MADE["sample"] == calendars(Edition(INVENTED.links, datetime.date(2026, 12, 5)))


def test_an_answer_has_a_last_day() -> None:
    """The cabinet's answer was due on 18 August 2024; when it came is told, and the committee that asked has it."""
    panel = events(MADE["sample"]["northwick/committees/children-scrutiny/calendar.ics"])
    answer = panel["Answered: Northwick (invented): answer of the cabinet"]

    assert days(answer) == ("2024-08-18", "2024-08-18")
    assert "Received: 3 September 2024" in told(answer)


# Corrections


def test_a_corrected_meeting_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """A follow-up whose day is corrected keeps its identity, though its address changes, and has a higher count."""
    dated = Dated(tmp_path)
    dated.write("northport", committees={"panel": {"name": "Panel"}})
    promise = {"expects": "a report", "date": "2026-12-01"}
    dated.save(day("2026-03-02"), committee="panel", resolutions=asks(follow_up=promise))
    before = of_northport(dated)["Promised: Northport: Panel, meeting"]
    dated.save(day("2026-04-03"), resolutions=asks(follow_up=promise | {"date": "2026-12-08"}))
    after = of_northport(dated)["Promised: Northport: Panel, meeting"]

    assert (days(before)[0], days(after)[0]) == ("2026-12-01", "2026-12-08")
    assert before["UID"] == after["UID"]
    assert (count(before), count(after)) == (0, 1)
    assert (str(before["URL"])[-17:], str(after["URL"])[-17:]) == ("2026-12-01-panel/", "2026-12-08-panel/")
    stamps = [before.decoded("DTSTAMP"), after.decoded("DTSTAMP")]
    assert [stamp.isoformat() for stamp in stamps] == ["2026-03-02T00:00:00+00:00", "2026-04-02T23:00:00+00:00"]


def test_a_meeting_keeps_its_identity_from_promise_to_minutes(tmp_path: Path) -> None:
    """The same event tells of a meeting when it is promised, when it is scheduled, and when its papers are held."""
    dated = Dated(tmp_path)
    dated.write("northport", committees={"panel": {"name": "Panel"}})
    promise = {"expects": "a report", "date": "2026-06-01"}
    dated.save(day("2026-03-02"), committee="panel", resolutions=asks(follow_up=promise))
    (promised,) = (each for each in of_northport(dated).values() if days(each)[0] == "2026-06-01")
    dated.save(day("2026-04-03"), resolutions=asks(follow_up=promise | {"state": "scheduled"}))
    (scheduled,) = (each for each in of_northport(dated).values() if days(each)[0] == "2026-06-01")
    dated.save(day("2026-06-04"), OTHER, title="Northport: another", committee="panel", meeting="2026-06-01",
               follows_up=["items/2026-item#resolution-1"])  # fmt: skip
    (held,) = (each for each in of_northport(dated).values() if days(each)[0] == "2026-06-01")
    found = [promised, scheduled, held]

    assert len({each["UID"] for each in found}) == 1
    assert [each["STATUS"] for each in found] == ["TENTATIVE", "CONFIRMED", "CONFIRMED"]
    assert [count(each) for each in found] == [0, 1, 2]


def test_a_corrected_deadline_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """A last day that is corrected keeps its identity, also when the record moves; news of it counts as well."""
    dated = Dated(tmp_path)
    dated.save(day("2026-03-02"), resolutions=asks(action={"due": "2027-01-15"}))
    first = of_northport(dated)["Due: Northport: Publish it"]
    told_of = {
        "about": "#resolution-1",
        "on": "2026-04-20",
        "by": "the board",
        "text": "Begun.",
        "delivery": "in progress",
    }
    dated.save(day("2026-04-21"), resolutions=asks(action={"due": "2027-01-25"}), updates=[told_of])
    moved = dict(dated.now.pop(ITEM), formerly=[ITEM])
    dated.file(ITEM).unlink()
    dated.save(day("2026-05-05"), "northport/items/2026-renamed", **moved)
    second = of_northport(dated)["Due: Northport: Publish it"]

    assert (days(first)[0], days(second)[0]) == ("2027-01-15", "2027-01-25")
    assert first["UID"] == second["UID"]
    assert count(second) > count(first) == 0
    assert second.decoded("DTSTAMP") > first.decoded("DTSTAMP")
    assert "Progress: In progress" in told(second)


# Whose calendar


def test_news_that_is_taken_back_does_not_turn_the_count_back(tmp_path: Path) -> None:
    """A deadline called dropped by mistake stands again, with a higher count: else programs keep it dropped."""
    dated = Dated(tmp_path)
    action = {"text": "Publish it.", "owner": "clerk", "due": "2026-09-01"}
    told = {"about": "#resolution-1", "on": "2026-03-20", "by": "the board", "text": "Dropped.",
            "delivery": "not implemented"}  # fmt: skip
    dated.save(day("2026-03-02"), "northport", roles={"clerk": {"title": "Clerk"}})
    dated.save(day("2026-03-02"), resolutions=asks(action=action), updates=[told])
    (dropped,) = [event for event in of_northport(dated).values() if event["CATEGORIES"].to_ical() == b"Deadline"]
    dated.save(day("2026-03-25"), updates=[])
    (again,) = [event for event in of_northport(dated).values() if event["CATEGORIES"].to_ical() == b"Deadline"]

    assert (dropped["STATUS"], again["STATUS"]) == ("CANCELLED", "CONFIRMED")
    assert again["UID"] == dropped["UID"]
    assert count(again) > count(dropped)
    assert again.decoded("LAST-MODIFIED") > dropped.decoded("LAST-MODIFIED")


def test_a_role_and_a_committee_have_what_is_theirs() -> None:
    """Bradford's director has the meeting that waits for that role's papers, Haringey's panel its own meeting."""
    director = events(MADE["seeds"]["bradford/roles/interim-strategic-director/calendar.ics"])
    panel = events(MADE["seeds"]["haringey/committees/cyps-scrutiny-panel/calendar.ics"])
    dcs = events(MADE["seeds"]["haringey/roles/dcs/calendar.ics"])

    assert list(director) == ["Promised: Bradford: the Committee, meeting"]
    assert [days(event)[0] for event in panel.values()] == ["2018-03-08"]
    assert sorted(days(event)[1] for event in dcs.values()) == ["2018-02-02", "2018-03-31", "2018-04-30", "2018-05-11"]


def test_the_calendar_of_the_whole_site_has_all_of_them_once() -> None:
    """The combined calendar has every event of every council, in the order of days."""
    whole = Calendar.from_ical(MADE["seeds"]["calendars/all.ics"]).walk("VEVENT")
    parts = [MADE["seeds"][f"{name}/calendar.ics"] for name in SEEDS.authorities]
    every = [str(event["UID"]) for raw in parts for event in Calendar.from_ical(raw).walk("VEVENT")]

    assert sorted(str(event["UID"]) for event in whole) == sorted(every)
    assert [days(event)[1] for event in whole] == sorted(days(event)[1] for event in whole)
    assert len(every) == 12


def test_what_is_invented_is_in_no_calendar_of_the_whole_site(tmp_path: Path) -> None:
    """Beside a real council an invented one has a calendar of its own that says so, and is not in the combined one."""
    dated = Dated(tmp_path)
    dated.write("southport", title="Southport Council", short_name="Southport", invented=None)
    dated.write("southport/items/2026-item", title="Southport: an item", resolutions=asks(action={"due": "2027-01-15"}))
    dated.save(day("2026-03-02"), resolutions=asks(action={"due": "2027-01-16"}))
    made = calendars(dated.edition())

    assert "Due: Southport: Publish it" in events(made["calendars/all.ics"])
    assert not any("Northport" in title for title in events(made["calendars/all.ics"]))
    assert b"\r\nCATEGORIES:invented\r\n" in made["northport/calendar.ics"]
    assert b"meetings and deadlines (invented)\r\n" in made["northport/calendar.ics"]
    assert b"invented" not in made["southport/calendar.ics"]


def test_the_calendar_of_the_whole_site_says_so_where_everything_is_invented() -> None:
    """On a site of invented councils the calendar of all of them is called invented; that of the seeds is not."""
    sample, seeds = (Calendar.from_ical(MADE[name]["calendars/all.ics"]) for name in ("sample", "seeds"))

    assert str(sample["NAME"]) == "The Scrutiny Record: meetings and deadlines (invented)"
    assert str(seeds["NAME"]) == "The Scrutiny Record: meetings and deadlines"


def test_a_calendar_has_its_last_events_and_holds_no_more() -> None:
    """Of more events than a calendar has, those with the latest days are kept."""

    def many() -> Iterator[Row]:
        for number in range(2 * MOST):
            text = f"BEGIN:VEVENT\r\nUID:{number}\r\nEND:VEVENT\r\n"
            yield Row("calendars/all.ics", f"{2000 + number % 50}-01-01 {number:05}", "", text)

    made = dict(whole_site_files(many(), titles(SEEDS, SITE), SITE))
    kept = [int(str(event["UID"])) for event in Calendar.from_ical(made["calendars/all.ics"]).walk("VEVENT")]

    assert len(kept) == MOST
    assert sorted(kept) == [number for number in range(2 * MOST) if number % 50 >= 25]


def test_without_an_address_of_the_site_an_event_names_its_page_from_the_root() -> None:
    """A site that does not know its address gives no URL, which would have to be whole, but the page in words."""
    (meeting,) = events(calendars(SEEDS, Site("The Scrutiny Record"))["bradford/calendar.ics"]).values()

    assert "URL" not in meeting
    assert told(meeting)[-1] == "Page: bradford/meetings/promised-undated-front-door-resolution-2/"
