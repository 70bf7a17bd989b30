"""How the records of the sample join: every relation both ways, meetings, promises, and the thread through all."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from scrutiny.address import Address
from scrutiny.link import Links, Target, link
from scrutiny.link.meetings import gather
from scrutiny.load.content import load_content
from scrutiny.model import CommitteeResponse, Inspection, Item, Meeting, Plan, Record
from scrutiny.register import Register
from scrutiny.stage import publishable
from scrutiny.vocabulary import MeetingState

SAMPLE = Path(__file__).parent / "sample" / "content"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)

FIRST = "northwick/inspections/2024-ilacs"
HUB = "northwick/items/2024-hub"
ANSWER = "northwick/responses/2024-hub-cabinet"
FOLLOW_UP = "northwick/items/2024-hub-follow-up"
NOT_HELD = "northwick/meetings/2025-02-11-children-scrutiny"
AUDITS = "northwick/items/2025-audit-results"
COPY = "northwick/items/2025-audit-results-copy"
AGAIN = "northwick/inspections/2026-ilacs"
SECOND_FOLLOW_UP = "northwick/items/2026-hub-follow-up"
MOTION = "northwick/items/2026-council-motion"


@pytest.fixture(scope="module")
def sample() -> Register:
    """What may be published of the sample on 22 November 2026."""
    return publishable(load_content(SAMPLE).register, NOON)


@pytest.fixture(scope="module")
def links(sample: Register) -> Links:
    """The sample, joined."""
    return link(sample)


def changed(register: Register, id_: str, **fields: Any) -> Register:
    """A register in which one record says something else."""
    record = register.records[id_]
    other = type(record).model_validate(record.model_dump(exclude_unset=True) | fields)
    return Register(register.records | {id_: other}, register.shared)


def parts(id_: str, *anchors: str) -> list[Target]:
    """Some parts of a record."""
    return [Target(id_, anchor) for anchor in anchors]


# Relations


def written(record: Record) -> dict[str, list[tuple[str, str]]]:
    """Every relation that a record writes, by its reverse: (own anchor, reference)."""
    found: dict[str, list[tuple[str, str]]] = {}

    def note(reverse: str, anchor: str, references: tuple[str, ...]) -> None:
        found.setdefault(reverse, []).extend((anchor, reference) for reference in references)

    if isinstance(record, Inspection | Item | Plan):
        note("looked_at_by", "", record.about)
    if isinstance(record, Inspection):
        note("followed_by", "", record.follows)
        for finding in record.findings:
            note("also", finding.anchor, finding.also)
            note("repeated_by", finding.anchor, finding.repeats)
            note("taken_up_by", finding.anchor, finding.takes_up)
    if isinstance(record, Item | Meeting):
        note("taken_up_by", "", record.follows_up)
    if isinstance(record, Item):
        for resolution in record.resolutions.list:
            note("answered_by", f"resolution-{resolution.number or 1}", resolution.responds_to)
    if isinstance(record, CommitteeResponse):
        note("responses", "", record.to)
    if record.withdrawn and record.withdrawn.replaced_by:
        note("replaces", "", (record.withdrawn.replaced_by,))
    return found


REVERSES = ("looked_at_by", "followed_by", "taken_up_by", "answered_by", "responses", "replaces", "also", "repeated_by")


@pytest.mark.parametrize("reverse", REVERSES)
def test_every_relation_is_read_back(sample: Register, links: Links, reverse: str) -> None:
    """What a later record writes is found again from the earlier one: each once, and nothing that nobody wrote."""
    expected: set[tuple[Target, Target]] = set()
    for id_, record in sample.records.items():
        for anchor, reference in written(record).get(reverse, ()):
            earlier = Target(*Address.read(id_).resolve(reference))
            if sample.part(*earlier) is not None:
                expected.add((earlier, Target(id_, anchor)))
                if reverse == "also":
                    expected.add((Target(id_, anchor), earlier))
    found = [(earlier, later) for earlier, laters in getattr(links.relations, reverse).items() for later in laters]
    assert expected, "the sample has no such relation"
    assert set(found) == expected
    assert len(found) == len(set(found))


@pytest.mark.parametrize("one_way, other_way", [("answers", "answered_by"), ("repeats", "repeated_by")])
def test_both_ways_say_the_same(links: Links, one_way: str, other_way: str) -> None:
    """A relation that is kept in both directions is the same in both."""
    there = {(a, b) for a, each in getattr(links.relations, one_way).items() for b in each}
    assert there
    assert there == {(b, a) for a, each in getattr(links.relations, other_way).items() for b in each}


def test_a_finding_that_takes_up_an_earlier_one_is_found_from_it(sample: Register) -> None:
    """A strength of 2026 that takes up a finding of 2024 is found from both sides."""
    taken_up = "inspections/2024-ilacs#improvement-2"
    finding = {"number": "1", "kind": "strength", "text": "Health staff were there.", "takes_up": [taken_up]}
    relations = link(changed(sample, AGAIN, findings=[finding])).relations
    assert relations.takes_up == {Target(AGAIN, "strength-1"): parts(FIRST, "improvement-2")}
    assert relations.taken_up_by[Target(FIRST, "improvement-2")] == parts(AGAIN, "strength-1")


def test_a_finding_knows_the_resolutions_that_answer_it(links: Links) -> None:
    """The finding of 2024 is answered by five resolutions of June and one of November, in that order."""
    answered = links.relations.answered_by[Target(FIRST, "improvement-2")]
    june = parts(HUB, *(f"resolution-{n}" for n in range(1, 6)))
    assert answered == sorted([*june, *parts(FOLLOW_UP, "resolution-2")])
    assert links.relations.answers[Target(HUB, "resolution-3")] == parts(FIRST, "improvement-2")


def test_news_is_oldest_first_and_knows_who_brings_it(links: Links) -> None:
    """The news of a resolution comes from wherever it is written, in the order of days."""
    told = links.relations.updates[Target(HUB, "resolution-2")]
    assert [(piece.update.on, piece.by.id) for piece in told] == [
        ("2026-07-14", SECOND_FOLLOW_UP),
        ("2026-10-01", HUB),
    ]
    told = links.relations.updates[Target(HUB, "resolution-1")]
    assert [piece.update.on for piece in told] == ["2024-09-16", "2024-11-12", "2026-03-09"]
    assert Target(HUB, "resolution-5") not in links.relations.updates


def test_each_resolution_knows_its_answer(links: Links) -> None:
    """The cabinet answered four resolutions; the fifth has no answer."""
    positions = links.relations.positions
    answers = {n: [a.position.position for a in positions.get(Target(HUB, f"resolution-{n}"), ())] for n in range(1, 6)}
    assert answers == {1: ["accepted"], 2: ["accepted"], 3: ["accepted in principle"], 4: ["rejected"], 5: []}
    assert positions[Target(HUB, "resolution-1")][0].by == Target(ANSWER)


def test_a_discrepancy_is_found_from_what_it_is_about(sample: Register) -> None:
    """A contradiction written in one record is found at the fact of another that it is about."""
    claims = [{"says": "9 March", "at": "minutes 1"}, {"says": "10 March", "at": "letter"}]
    about = {"title": "The day of the report", "about": "inspections/2026-ilacs#published", "claims": claims}
    found = link(changed(sample, SECOND_FOLLOW_UP, discrepancies=[about])).relations.discrepancies
    (one,) = found[Target(AGAIN, "published")]
    assert one.by == Target(SECOND_FOLLOW_UP)
    assert [claim.says for claim in one.discrepancy.claims] == ["9 March", "10 March"]


def test_a_withdrawn_record_is_found_from_the_one_that_replaced_it(links: Links) -> None:
    """The record that took its place knows the withdrawn one."""
    assert links.relations.replaces == {Target(AUDITS): [Target(COPY)]}


def test_a_reference_to_a_record_that_is_not_there_makes_no_link(sample: Register) -> None:
    """Without the later inspection, nothing derived names it."""
    without = {id_: record for id_, record in sample.records.items() if id_ != AGAIN}
    joined = link(Register(without, sample.shared))
    told = (joined.relations.followed_by, joined.relations.looked_at_by, joined.meetings.keys(), joined.threads.later)
    assert AGAIN not in repr(told)
    assert joined.threads.trail(Target(FIRST, "improvement-2")).inspected_again == ()


# Promises


def promises(links: Links, id_: str) -> list[tuple[str, str]]:
    """The commitments of a record: where each stands and what it is to do."""
    return [(c.target.anchor, c.text) for c in links.commitments if c.target.id == id_]


def test_each_promise_counts_once(links: Links) -> None:
    """Five resolutions with an action, and one follow-up, are six commitments."""
    assert [anchor for anchor, _ in promises(links, HUB)] == [
        "resolution-1",
        "resolution-1",
        "resolution-2",
        "resolution-3",
        "resolution-4",
        "resolution-5",
    ]
    kinds = [bool(c.follow_up) for c in links.commitments if c.target == Target(HUB, "resolution-1")]
    assert kinds == [False, True]


def test_a_resolution_that_only_notes_promises_nothing(links: Links) -> None:
    """Noting sets no action."""
    assert "resolution-1" not in {anchor for anchor, _ in promises(links, FOLLOW_UP)}


def test_a_promise_of_the_whole_item_has_an_anchor(links: Links) -> None:
    """A follow-up outside any resolution is a commitment of the item."""
    assert promises(links, FOLLOW_UP) == [
        ("resolution-2", "Show the health rota for each month."),
        ("follow-up", "Bring reports on resolutions 3 and 5 of June to the committee."),
    ]


def test_a_point_that_says_the_same_leaves_the_promise_to_the_other(sample: Register) -> None:
    """A point with an action of its own counts, unless it says that another part promises the same."""
    point = {"number": "16", "text": "Health will come.", "action": {"owner": "health-board", "due": "2024-09-30"}}
    alone = link(changed(sample, HUB, points=[point]))
    assert ("point-16", "Health will come.") in promises(alone, HUB)
    joined = link(changed(sample, HUB, points=[point | {"same_as": "#resolution-1"}]))
    assert [anchor for anchor, _ in promises(joined, HUB)].count("point-16") == 0
    assert len(promises(joined, HUB)) == len(promises(alone, HUB)) - 1


def test_a_finding_with_a_time_limit_is_a_promise(sample: Register) -> None:
    """A finding that has to be put right by a day is something to be done, with nobody as owner where none is named."""
    finding = {"number": "1", "kind": "priority action", "text": "Staff the duty desk.", "time_limit": "immediately"}
    joined = link(changed(sample, AGAIN, findings=[finding]))
    (one,) = (c for c in joined.commitments if c.target.id == AGAIN)
    assert (one.target.anchor, one.text, one.owner.is_recorded) == ("priority-1", "Staff the duty desk.", False)
    assert one.due.date == "immediately"


def test_owners_come_from_the_action_then_the_resolution_then_the_list(links: Links) -> None:
    """The owner nearest to the action counts; the common owner of the list stands in where none is named."""
    owners = {c.target: c.owner for c in links.commitments if c.action}
    assert owners[Target(HUB, "resolution-1")].roles == ("director-of-childrens-services", "health-board")
    assert owners[Target(FOLLOW_UP, "resolution-2")].roles == ("director-of-childrens-services",)
    assert not owners[Target(HUB, "resolution-5")].is_recorded


def test_withdrawn_records_promise_nothing(sample: Register) -> None:
    """An action in a withdrawn record is no commitment, and its meeting is none of its."""
    listed = {
        "verb": "resolved",
        "list": [
            {
                "effect": "other",
                "text": "Do it twice.",
                "action": {"due": "2026-12-31"},
                "follow_up": {"expects": "it", "date": "2026-12-08"},
            }
        ],
    }
    joined = link(changed(sample, COPY, resolutions=listed))
    assert promises(joined, COPY) == []
    assert "northwick/meetings/2026-12-08-children-scrutiny" not in joined.meetings
    assert all(Target(COPY) not in meeting.items for meeting in joined.meetings.values())


def test_withdrawn_records_bring_no_news(sample: Register) -> None:
    """News in a record that no longer counts does not count."""
    news = {
        "about": "items/2024-hub#resolution-5",
        "on": "2026-05-01",
        "by": "the committee",
        "text": "Done.",
        "delivery": "implemented",
        "assurance": "acceptable to committee",
    }
    joined = link(changed(sample, COPY, updates=[news]))
    assert Target(HUB, "resolution-5") not in joined.relations.updates


def test_withdrawn_records_answer_and_take_up_nothing(sample: Register) -> None:
    """A withdrawn record is no step of a thread: it answers no finding and follows up no resolution."""
    joined = link(changed(sample, COPY, follows_up=["items/2024-hub#resolution-2"], about=["inspections/2026-ilacs"]))
    assert Target(COPY) not in joined.relations.taken_up_by[Target(HUB, "resolution-2")]
    assert COPY not in joined.threads.of(FIRST)


# Meetings


def test_a_promised_meeting_and_the_one_held_are_one(links: Links) -> None:
    """Where day and committee are stated, what was promised and what was held fall together."""
    meeting = links.meetings["northwick/meetings/2024-11-12-children-scrutiny"]
    assert meeting.items == [Target(FOLLOW_UP)]
    assert [expected.by for expected in meeting.expects] == parts(HUB, "resolution-1")
    assert (meeting.state, meeting.day) == (MeetingState.HELD, date(2024, 11, 12))


def test_a_promised_meeting_that_was_not_held_is_one_with_its_record(links: Links) -> None:
    """The meeting of February 2025 has a record of its own, which says that it was not held."""
    meeting = links.meetings[NOT_HELD]
    assert meeting.state is MeetingState.CANCELLED
    assert meeting.record is not None
    assert meeting.items == []
    assert [expected.by for expected in meeting.expects] == parts(FOLLOW_UP, "follow-up")


def test_a_meeting_still_to_come_is_promised(links: Links) -> None:
    """The follow-up of January 2027 is a meeting that nobody has held yet."""
    meeting = links.meetings["northwick/meetings/2027-01-19-children-scrutiny"]
    assert (meeting.state, meeting.items) == (MeetingState.PROMISED, [])
    assert [expected.by for expected in meeting.expects] == parts(SECOND_FOLLOW_UP, "resolution-1")


def test_a_whole_meeting_has_all_its_items(links: Links) -> None:
    """A meeting with a record of its own gathers every item that was taken at it."""
    meeting = links.meetings["eastmere/meetings/2025-03-14-fire-authority"]
    assert len(meeting.items) == 3
    assert meeting.items == sorted(meeting.items)


def test_an_item_without_a_day_has_a_meeting_of_its_own(links: Links) -> None:
    """Neither a year nor a committee is made up: the meeting is named after its item."""
    meeting = links.meetings["northwick/meetings/undated-school-places"]
    assert meeting.items == [Target("northwick/items/undated-school-places")]
    assert meeting.day is None
    assert not [id_ for id_ in links.meetings if "not stated" in id_ or "not-stated" in id_]


def item(name: str, committee: str, meeting: object, **fields: Any) -> dict[str, Record]:
    """One committee item of an invented authority, by id."""
    record = {
        "title": name,
        "visibility": "public",
        "summary": "An item.",
        "kind": "report",
        "committee": committee,
        "meeting": {"date": meeting},
        "resolutions": {"verb": "none recorded"},
    }
    return {f"northport/items/{name}": Item.model_validate(record | fields)}


def promise(when: object, **fields: Any) -> dict[str, Any]:
    """A follow-up outside any resolution."""
    return {"follow_up": {"expects": "a report", "date": when} | fields}


@pytest.mark.parametrize(
    "committee, promised, held",
    [
        pytest.param("not stated", "2026-05-20", "2026-05-20", id="committee not stated"),
        pytest.param("children", "20 May", "20 May", id="year not stated"),
        pytest.param("children", "2026-05", "2026-05", id="a month"),
        pytest.param("children", "not stated", "not stated", id="nothing stated"),
        pytest.param("children", "next meeting", "2026-05-20", id="the next meeting, by no paper this one"),
        pytest.param("children", {"date": "2026-05-20", "inferred": "the year"}, "2026-05-20", id="year inferred"),
    ],
)
def test_undated_meetings_do_not_merge(committee: str, promised: object, held: str) -> None:
    """What was promised and what was held stay two, unless papers state both day and committee."""
    records = item("2026-a", committee, "2026-01-20", **promise(promised)) | item("2026-b", committee, held)
    meetings = gather(Register(records))
    (at_which_b,) = (meeting for meeting in meetings.values() if Target("northport/items/2026-b") in meeting.items)
    assert at_which_b.expects == []
    assert at_which_b.items == [Target("northport/items/2026-b")]


def test_two_undated_items_do_not_share_a_meeting() -> None:
    """Two items of a committee whose days are not stated were not taken together, as far as anybody knows."""
    records = item("undated-a", "children", "not stated") | item("undated-b", "children", "not stated")
    assert len(gather(Register(records))) == 2


def test_meetings_of_two_committees_on_one_day_are_two() -> None:
    """Day and committee together make a meeting."""
    records = item("2026-a", "children", "2026-05-20") | item("2026-b", "health", "2026-05-20")
    assert list(gather(Register(records))) == [
        "northport/meetings/2026-05-20-children",
        "northport/meetings/2026-05-20-health",
    ]


def test_a_follow_up_goes_to_the_committee_it_names() -> None:
    """A follow-up promised to another committee is a meeting of that one."""
    records = item("2026-a", "children", "2026-01-20", **promise("2026-05-20", to="health"))
    assert "northport/meetings/2026-05-20-health" in gather(Register(records))


def test_a_follow_up_without_a_meeting_makes_none() -> None:
    """Further updates "in the future" name no meeting, and none is made up."""
    records = item("2026-a", "children", "2026-01-20", **promise("not stated", state="unscheduled"))
    assert list(gather(Register(records))) == ["northport/meetings/2026-01-20-children"]


def test_a_point_that_says_the_same_is_not_expected_twice() -> None:
    """What a point and a resolution promise alike is expected once, where the point says that it is the same."""
    promised = {"expects": "a report", "date": "2026-05-20"}
    listed = [{"effect": "other", "text": "Report in May.", "follow_up": promised}]
    point = {"number": "1", "text": "A report will come.", "follow_up": promised, "same_as": "#resolution-1"}
    records = item("2026-a", "children", "2026-01-20", points=[point], resolutions={"verb": "agreed", "list": listed})
    meeting = gather(Register(records))["northport/meetings/2026-05-20-children"]
    assert [expected.by.anchor for expected in meeting.expects] == ["resolution-1"]


def test_the_next_meeting_through_a_resolution_is_the_meeting_of_that_resolution() -> None:
    """Three promises for one meeting, two of them "the next meeting" through the third, are one meeting."""
    follow_ups = ["2026-05-20", *[{"date": "next meeting", "through": "#resolution-1"}] * 2]
    listed = [
        {"number": str(n), "effect": "other", "text": "…", "follow_up": {"expects": "a report", "date": when}}
        for n, when in enumerate(follow_ups, 1)
    ]
    records = item("2026-a", "children", "2026-01-20", resolutions={"verb": "resolved", "list": listed})
    meeting = gather(Register(records))["northport/meetings/2026-05-20-children"]
    assert [expected.by.anchor for expected in meeting.expects] == ["resolution-1", "resolution-2", "resolution-3"]
    assert len(gather(Register(records))) == 2


def test_the_next_meeting_through_a_meeting_is_that_meeting(sample: Register) -> None:
    """A follow-up at "the next meeting" whose day a meeting's own record gives is expected at that meeting."""
    through = {"date": "next meeting", "through": "meetings/2025-02-11-children-scrutiny"}
    joined = link(changed(sample, FOLLOW_UP, follow_up={"expects": "reports", "date": through}))
    assert [expected.by for expected in joined.meetings[NOT_HELD].expects] == parts(FOLLOW_UP, "follow-up")


# The thread


def test_the_trail_of_a_finding_goes_to_the_next_inspection(links: Links) -> None:
    """From the finding of 2024 through resolutions and actions, over two follow-ups, to the inspection of 2026."""
    trail = links.threads.trail(Target(FIRST, "improvement-2"))
    assert trail.found == (Target(FIRST, "improvement-2"),)
    june = parts(HUB, *(f"resolution-{n}" for n in range(1, 6)))
    assert set(trail.decided) == {*june, Target(FOLLOW_UP, "resolution-2")}
    assert set(trail.to_be_done) == {*june, Target(FOLLOW_UP, "resolution-2")}
    followed_up = {target.id for target in trail.followed_up}
    assert {"northwick/meetings/2024-11-12-children-scrutiny", SECOND_FOLLOW_UP, NOT_HELD, AUDITS} <= followed_up
    assert trail.inspected_again == (Target(AGAIN),)


def test_the_trail_of_a_resolution_leads_both_ways(links: Links) -> None:
    """From a resolution one comes back to the finding and on to the next inspection."""
    trail = links.threads.trail(Target(HUB, "resolution-3"))
    assert trail.found == (Target(FIRST, "improvement-2"),)
    assert trail.decided == trail.to_be_done == (Target(HUB, "resolution-3"),)
    assert {target.id for target in trail.followed_up} == {FOLLOW_UP, NOT_HELD, SECOND_FOLLOW_UP}
    assert trail.inspected_again == (Target(AGAIN),)


def test_a_broken_trail_has_empty_steps(links: Links) -> None:
    """A finding nobody answered has no decision and nothing to be done; no link is made up."""
    trail = links.threads.trail(Target(FIRST, "strength-1"))
    assert (trail.decided, trail.to_be_done, trail.followed_up) == ((), (), ())
    assert trail.inspected_again == (Target(AGAIN),)
    assert links.threads.trail(Target(AGAIN, "improvement-1")).inspected_again == ()


def test_the_thread_is_oldest_first(links: Links) -> None:
    """The whole thread of the hub, from the inspection of 2024 to the follow-up still to come."""
    assert links.threads.of(HUB) == (
        FIRST,
        HUB,
        ANSWER,
        "northwick/meetings/2024-11-12-children-scrutiny",
        FOLLOW_UP,
        NOT_HELD,
        AUDITS,
        AGAIN,
        SECOND_FOLLOW_UP,
        "northwick/meetings/2027-01-19-children-scrutiny",
    )


@pytest.mark.parametrize("id_", [FIRST, HUB, FOLLOW_UP, AGAIN, SECOND_FOLLOW_UP])
def test_every_record_is_in_its_own_thread(links: Links, id_: str) -> None:
    """From every step of the thread one can see where it began and where it leads."""
    thread = links.threads.of(id_)
    assert id_ in thread
    assert thread[0] == FIRST
    assert "northwick/meetings/2027-01-19-children-scrutiny" in thread


def test_a_meeting_that_was_not_held_keeps_its_place(links: Links) -> None:
    """A broken step shows what led to it and the inspection that came all the same."""
    thread = links.threads.of(NOT_HELD)
    assert [id_ for id_ in thread if id_ in {FIRST, HUB, FOLLOW_UP, NOT_HELD, AGAIN}] == [
        FIRST,
        HUB,
        FOLLOW_UP,
        NOT_HELD,
        AGAIN,
    ]


def test_threads_do_not_run_into_each_other(links: Links) -> None:
    """A record that nobody points at has a thread of its own, and nothing crosses from one authority to another."""
    assert links.threads.of("northwick/items/2025-cabinet-homes") == ("northwick/items/2025-cabinet-homes",)
    for id_ in links.register.records:
        assert {other.split("/")[0] for other in links.threads.of(id_)} == {id_.split("/")[0]}


def test_a_record_with_only_a_day_before_it_comes_before_that_day() -> None:
    """What was before a day comes before what happened on it."""
    visit = {
        "title": "Visit",
        "visibility": "public",
        "summary": "A visit.",
        "kind": "monitoring visit",
        "on_site": "2019-03-06 to 2019-03-08",
    }
    earlier = visit | {"kind": "full", "on_site": "not stated"}
    records: dict[str, Record] = {
        "northport/inspections/2019-visit": Inspection.model_validate(visit | {"follows": ["inspections/undated-x"]}),
        "northport/inspections/undated-x": Inspection.model_validate(earlier),
        **item(
            "undated-front-door",
            "not stated",
            {"date": "not stated", "before": "2019-03-06"},
            about=["inspections/undated-x"],
        ),
    }
    order = link(Register(dict(sorted(records.items())))).threads.of("northport/inspections/undated-x")
    assert order == (
        "northport/inspections/undated-x",
        "northport/items/undated-front-door",
        "northport/inspections/2019-visit",
    )


def test_the_order_of_the_records_changes_nothing(sample: Register, links: Links) -> None:
    """Loaded the other way round, the same records give the same threads and promises."""
    turned = link(Register(dict(reversed(sample.records.items())), sample.shared))
    assert {id_: turned.threads.of(id_) for id_ in sample.records} == {
        id_: links.threads.of(id_) for id_ in sample.records
    }
    assert sorted(c.target for c in turned.commitments) == sorted(c.target for c in links.commitments)
    assert list(turned.meetings) == list(links.meetings)
