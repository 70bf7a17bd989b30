"""Last days with their working; where none can be worked out, the reason."""

from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scrutiny import deadline
from scrutiny.deadline import Deadline, add_working_days, deadline_of, is_working_day
from scrutiny.load import read_document, validate
from scrutiny.model import DeadlineCheck, When, WhenKind

CASES = Path(__file__).parent / "cases" / "deadline"


def cases() -> list[Any]:
    """Every case of the folder; its name is the sentence."""
    return [
        pytest.param(case, id=sentence)
        for file in sorted(CASES.glob("*.yml"))
        for sentence, case in yaml.load(file.read_text("utf-8"), yaml.BaseLoader).items()  # noqa: S506  text stays text
    ]


def read(text: str) -> When:
    """Read the lines of a date as a record would hold them."""
    when, problems = validate(When, read_document(text.encode(), "record.yml"))
    assert when is not None, problems
    return when


@pytest.mark.parametrize("case", cases())
def test_what_can_be_said_of_a_last_day(case: dict[str, str]) -> None:
    """A limit has a last day with its working, or the reason why there is none, or was never set."""
    asked: list[str] = []

    def next_meeting(reference: str) -> tuple[When, str] | None:
        asked.append(reference)
        return (When(date=case["meeting"]), case["by"]) if "meeting" in case else None

    due = read(case["due"])
    found = deadline_of(due, next_meeting)
    assert found == Deadline(
        stated=case["stated"],
        last=date.fromisoformat(case["last"]) if "last" in case else None,
        how=case.get("how", ""),
        why_not=case.get("why_not", ""),
    )
    assert asked == ([due.through] if due.through else [])


def test_every_kind_has_a_case() -> None:
    """The cases go through every kind of date there is."""
    assert {read(case.values[0]["due"]).kind for case in cases()} == set(WhenKind)


@pytest.mark.parametrize(
    "due, meeting",
    [
        pytest.param(When(date="2019-03-20", inferred="the year, because …"), None, id="the day itself"),
        pytest.param(
            When(date="within 3 months", counted_from="2018-01-30", inferred="the start, because …"),
            None,
            id="the day a limit runs from",
        ),
        pytest.param(
            When(date="not stated", before="2027-04-01", inferred="the year, because …"),
            None,
            id="the day before which",
        ),
        pytest.param(
            When(date="next meeting", through="#resolution-2"),
            When(date="2019-03-20", inferred="the year, because …"),
            id="the day of the meeting it leads to",
        ),
    ],
)
def test_an_inference_is_never_silent(due: When, meeting: When | None) -> None:
    """A last day that rests on an inference says so, whatever way it was worked out."""
    found = deadline_of(due, lambda _: (meeting, "by resolution 2") if meeting else None)
    assert found.last is not None
    assert "inferred" in found.how


def test_no_day_is_invented() -> None:
    """A last day and a reason why there is none never stand together."""
    for case in cases():
        given_ = case.values[0]
        assert not ("last" in given_ and "why_not" in given_), case.id


@pytest.mark.parametrize(
    "start, amount, last",
    [
        pytest.param("2018-01-30", 70, "2018-05-11", id="Haringey, from publication"),
        pytest.param("2018-01-26", 70, "2018-05-09", id="Haringey, from the letter"),
        pytest.param("2018-12-24", 1, "2018-12-27", id="over Christmas and Boxing Day"),
        pytest.param("2018-12-31", 1, "2019-01-02", id="over New Year; 2 January is a holiday in Scotland only"),
        pytest.param("2021-12-24", 1, "2021-12-29", id="substitute days for Christmas and Boxing Day at a weekend"),
        pytest.param("2021-12-31", 1, "2022-01-04", id="a substitute day for New Year on a Saturday"),
        pytest.param("2020-05-07", 1, "2020-05-11", id="a bank holiday moved to 8 May"),
        pytest.param("2020-05-01", 1, "2020-05-04", id="the Monday it was moved from is worked"),
        pytest.param("2022-06-01", 1, "2022-06-06", id="a bank holiday moved and one added"),
        pytest.param("2022-09-16", 1, "2022-09-20", id="a bank holiday for one year only"),
        pytest.param("2026-04-02", 1, "2026-04-07", id="Good Friday to Easter Monday"),
        pytest.param("2026-03-16", 1, "2026-03-17", id="Saint Patrick's Day is a holiday in Northern Ireland only"),
        pytest.param("2026-08-28", 1, "2026-09-01", id="the last Monday of August, not the first"),
        pytest.param("2026-11-21", 1, "2026-11-23", id="from a Saturday"),
        pytest.param("2026-11-20", 1, "2026-11-23", id="over a weekend"),
    ],
)
def test_working_days(start: str, amount: int, last: str) -> None:
    """Weekends, Christmas Day, Good Friday and bank holidays of England and Wales are not counted; nor is the start."""
    assert add_working_days(date.fromisoformat(start), amount).isoformat() == last


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2035, 12, 31)), st.integers(1, 120))
def test_working_days_hold_together(start: date, amount: int) -> None:
    """The last day is itself worked, comes after the start, and one working day more is later still."""
    last, next_ = add_working_days(start, amount), add_working_days(start, amount + 1)
    assert is_working_day(last)
    assert start < last < next_
    assert add_working_days(last, 1) == next_


def test_a_christmas_week_has_its_holidays() -> None:
    """In the Christmas week of 2021 only Monday to Friday without the substitute days are worked."""
    week = [date(2021, 12, day) for day in range(25, 32)]
    assert [day.day for day in week if is_working_day(day)] == [29, 30, 31]


def haringey() -> DeadlineCheck:
    """The check of Haringey's stated last day."""
    return DeadlineCheck.model_validate(
        {
            "working_days": "70",
            "basis": "SI 2015/1792, regulation 4",
            "runs_from": "receipt; the day of receipt is not stated",
            "counted_from": [
                {"date": "2018-01-26", "event": "letter before publication"},
                {"date": "2018-01-30", "event": "letter published"},
            ],
        }
    )


def test_a_stated_day_is_checked_against_the_law() -> None:
    """From 30 January 2018 the limit gives the stated 11 May, from 26 January two days less; the holidays are named."""
    from_letter, from_publication = deadline.check_limit(haringey(), date(2018, 5, 11))
    assert (from_publication.last, from_publication.difference) == (date(2018, 5, 11), 0)
    assert from_publication.event == "letter published"
    assert (from_letter.last, from_letter.difference) == (date(2018, 5, 9), -2)
    assert from_publication.skipped == (date(2018, 3, 30), date(2018, 4, 2), date(2018, 5, 7))
    assert from_letter.skipped == from_publication.skipped


def test_a_holiday_after_the_last_day_is_not_named() -> None:
    """Only the bank holidays within the limit are named, in order, and never one at a weekend."""
    check = haringey().model_copy(update={"working_days": 42})
    for tested in deadline.check_limit(check, date(2018, 5, 11)):
        assert all(tested.counted_from < day < tested.last and day.weekday() < 5 for day in tested.skipped)
        assert all(one < two for one, two in pairwise(tested.skipped))


def test_a_check_leaves_the_stated_day_alone() -> None:
    """Testing a limit changes nothing about what is stated."""
    due = When(date="2018-05-11")
    deadline.check_limit(haringey(), date(2018, 5, 1))
    assert deadline_of(due, lambda _: None).last == date(2018, 5, 11)
