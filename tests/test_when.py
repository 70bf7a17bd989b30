"""Dates as papers give them: what each expression means, how it is printed, and what is refused in which words."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from scrutiny.load import read_document, validate
from scrutiny.model import When, WhenKind
from scrutiny.model.when import add_limit, read_expression

CASES = Path(__file__).parent / "cases" / "when"


def cases(*files: str) -> list[Any]:
    """Every case of some files; its name is the sentence."""
    return [
        pytest.param(case, id=sentence)
        for file in files
        for sentence, case in yaml.load((CASES / file).read_text("utf-8"), yaml.BaseLoader).items()  # noqa: S506  text stays text
    ]


def read(text: str) -> tuple[When | None, str]:
    """Read the lines of a date as a record would hold them; give it, or every message."""
    document = read_document(text.encode(), "record.yml")
    when, problems = validate(When, document)
    return when, "\n".join(str(problem) for problem in (*document.problems, *problems))


@pytest.mark.parametrize("case", cases("days_months_and_ranges.yml", "without_a_year.yml", "limits_and_words.yml"))
def test_what_an_expression_means(case: dict[str, str]) -> None:
    """An expression has one kind, the days it can mean where nothing is missing, and words for a page."""
    when, report = read(case["given"])
    assert when is not None, report
    assert when.kind == case["kind"]
    assert str(when.first) == case.get("first", "None")
    assert str(when.last) == case.get("last", "None")
    assert when.words == case["words"]
    assert when.is_missing == (case.get("missing", "no") == "yes")


@pytest.mark.parametrize("case", cases("refused.yml"))
def test_what_is_refused(case: dict[str, str]) -> None:
    """What is no date is refused at its place, with the cure."""
    when, report = read(case["given"])
    assert when is None
    assert report == case["report"]


def test_every_kind_has_a_case() -> None:
    """The cases go through every kind of date there is."""
    files = ("days_months_and_ranges.yml", "without_a_year.yml", "limits_and_words.yml")
    assert {case.values[0]["kind"] for case in cases(*files)} == set(WhenKind)


def test_one_line_is_enough() -> None:
    """A date may be one line or a group; both mean the same."""
    assert When.model_validate("2018-03") == When.model_validate({"date": "2018-03"})


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    """Every day of four centuries is read as itself."""
    read_back = read_expression(day.isoformat())
    assert (read_back.kind, read_back.first, read_back.last) == (WhenKind.EXACT, day, day)


@given(st.text())
def test_no_text_makes_it_fall_over(text: str) -> None:
    """Whatever is written is a date or a message, never a failure of the program."""
    when, report = read(f"date: '{text}'".replace("\n", " "))
    assert (when is None) == bool(report)


@pytest.mark.parametrize(
    "start, amount, unit, last",
    [
        ("2026-01-31", 1, "months", "2026-02-28"),
        ("2024-01-31", 1, "months", "2024-02-29"),
        ("2026-08-31", 1, "months", "2026-09-30"),
        ("2026-08-31", 6, "months", "2027-02-28"),
        ("2026-02-28", 1, "months", "2026-03-28"),
        ("2024-02-29", 12, "months", "2025-02-28"),
        ("2026-11-30", 3, "months", "2027-02-28"),
        ("2026-12-15", 1, "months", "2027-01-15"),
        ("2026-11-02", 6, "weeks", "2026-12-14"),
        ("2019-12-18", 56, "days", "2020-02-12"),
        ("2026-10-24", 1, "days", "2026-10-25"),
    ],
)
def test_limits_in_days_weeks_and_months(start: str, amount: int, unit: str, last: str) -> None:
    """The start day is not counted; a month ends on the day of the same number, or on the last of a shorter month."""
    assert add_limit(date.fromisoformat(start), amount, unit).isoformat() == last


def test_working_days_are_not_added_without_bank_holidays() -> None:
    """Working days cannot be added here, and are not quietly taken for days."""
    with pytest.raises(ValueError, match="working days"):
        add_limit(date(2018, 1, 30), 70, "working days")
