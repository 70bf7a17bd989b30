"""Where something to be done stands: three axes from the news, the fourth from the day."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from scrutiny.deadline import Deadline
from scrutiny.status import News, standing, timeliness_of
from scrutiny.vocabulary import Assurance, Delivery, Response, Status, Timeliness

CASES = Path(__file__).parent / "cases" / "status"
Kind = TypeVar("Kind", bound=Status)
TODAY = date(2026, 11, 22)
LAST_DAYS = {
    "passed": Deadline("30 June 2026", date(2026, 6, 30)),
    "to come": Deadline("30 June 2027", date(2027, 6, 30)),
    "not computable": Deadline("within 3 months", why_not="the day it runs from is not stated"),
    "none": Deadline("none"),
}
DONE_ON = {"": None, "done 12 June 2026": date(2026, 6, 12), "done 12 July 2026": date(2026, 7, 12)}


def read(file: str) -> Any:
    """The cases of one file, by sentence."""
    return yaml.load((CASES / file).read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  text stays text


def cases(file: str) -> list[Any]:
    """Every case of one file; its name is the sentence."""
    return [pytest.param(case, id=sentence) for sentence, case in read(file).items()]


def value(closed: type[Kind], written: str) -> Kind:
    """The member of a closed list that is written so."""
    return next(member for member in closed if member == written)


def day(case: dict[str, str], name: str) -> date | None:
    """A day of a case, where it has one."""
    return date.fromisoformat(case[name]) if name in case else None


@pytest.mark.parametrize(
    "row, column", [pytest.param(*cell, id=" × ".join(cell)) for cell in product(read("timeliness.yml"), LAST_DAYS)]
)
def test_the_table_cell_by_cell(row: str, column: str) -> None:
    """Every recorded delivery against every sort of last day has the answer of the table."""
    delivery, _, done = row.partition(", ")
    timeliness, _ = timeliness_of(value(Delivery, delivery), DONE_ON[done], LAST_DAYS[column], TODAY)
    assert timeliness == read("timeliness.yml")[row][column]


def test_the_table_is_whole() -> None:
    """The table has a line for every value of delivery, and every line has every column."""
    table = read("timeliness.yml")
    assert {row.partition(", ")[0] for row in table} == set(Delivery)
    assert all(list(row) == list(LAST_DAYS) for row in table.values())


def test_every_answer_is_reached() -> None:
    """No value of the fourth axis is without a case."""
    table = {value for row in read("timeliness.yml").values() for value in row.values()}
    assert table | {case["timeliness"] for case in read("edges.yml").values()} == set(Timeliness)


@pytest.mark.parametrize("case", cases("edges.yml"))
def test_edges(case: dict[str, str]) -> None:
    """The days around a last day are counted to the day."""
    found = timeliness_of(
        value(Delivery, case["delivery"]), day(case, "done_on"), Deadline("", day(case, "last")), TODAY
    )
    assert found == (case["timeliness"], int(case["days"]))


def news(piece: dict[str, str]) -> News:
    """One piece of news of a case."""
    return News(
        on=date.fromisoformat(piece["on"]),
        by="the committee",
        text="News.",
        response=value(Response, piece["response"]) if "response" in piece else None,
        delivery=value(Delivery, piece["delivery"]) if "delivery" in piece else None,
        assurance=value(Assurance, piece["assurance"]) if "assurance" in piece else None,
        done_on=day(piece, "done_on"),
    )


@pytest.mark.parametrize("case", cases("news.yml"))
def test_news(case: Any) -> None:
    """Each axis is the latest news on it that is known on the day."""
    told = tuple(news(piece) for piece in case["news"])
    found = standing(told, LAST_DAYS["passed"], date.fromisoformat(case["as_of"]))
    assert (found.response, found.delivery, found.assurance) == (
        case["response"],
        case["delivery"],
        case["assurance"],
    )
    assert found.timeliness == case["timeliness"]
    assert found.done_on == day(case, "done_on")
    assert found.latest == day(case, "latest")


@pytest.mark.parametrize("response, assurance", [*product([None, *Response], [None, *Assurance])])
def test_the_axes_are_independent(response: Response | None, assurance: Assurance | None) -> None:
    """What was answered and who checked never decide whether something is in time."""
    for delivery, deadline in product(Delivery, LAST_DAYS.values()):
        piece = News(date(2026, 7, 10), "the committee", "News.", response, delivery, assurance)
        found = standing((piece,), deadline, TODAY)
        assert (found.timeliness, found.days) == timeliness_of(delivery, None, deadline, TODAY)
        assert (found.response, found.assurance) == (response or Response.NOT_RECORDED, assurance or Assurance.NONE)


def test_nothing_is_overdue_without_a_last_day() -> None:
    """No day of the calendar makes something overdue whose last day cannot be computed or was never set."""
    for delivery, column, days in product(Delivery, ("not computable", "none"), (0, 400, 40_000)):
        timeliness, counted = timeliness_of(delivery, None, LAST_DAYS[column], TODAY + timedelta(days=days))
        assert timeliness not in {Timeliness.OVERDUE, Timeliness.PASSED, Timeliness.DUE, Timeliness.DUE_SOON}
        assert counted == 0


def test_the_order_of_the_news_does_not_matter() -> None:
    """News of different days gives one standing, in whatever order it is found."""
    told = tuple(News(date(2026, month, 1), "", "", delivery=value) for month, value in enumerate(Delivery, 1))
    assert standing(told, LAST_DAYS["passed"], TODAY) == standing(told[::-1], LAST_DAYS["passed"], TODAY)
