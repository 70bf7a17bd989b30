"""What differs from action to action: owners, deadlines of every kind, answers, and news on all four axes of status."""

from __future__ import annotations

import datetime
import random
from typing import Any

from .prose import Prose

DUE = {
    "day": 40,
    "month": 10,
    "quarter": 6,
    "year": 3,
    "range": 4,
    "limit": 10,
    "limit from nowhere": 5,
    "immediately": 4,
    "next meeting": 4,
    "once the budget is set": 3,
    "every six months": 4,
    "to be confirmed": 3,
    "not stated": 3,
    "none": 1,
}
"""Kinds of deadline, and how many in a hundred have each."""
ANSWERS = ("accepted", "accepted", "accepted in principle", "partly accepted", "rejected", "alternative proposed")
DELIVERIES = (
    *("implemented",) * 4,
    *("in progress",) * 4,
    *("not started", "partly implemented", "partly implemented", "paused"),
    *("not implemented", "superseded", "no longer applicable"),
)
ASSURANCES = (
    *("reported by owner",) * 3,
    *("evidence published", "evidence published", "acceptable to committee"),
    *("unacceptable to committee", "confirmed by inspectorate", "disputed"),
)


def about(chance: random.Random, mean: int) -> int:
    """Draw a number that is `mean` on average and spread as real numbers of findings are; at least one."""
    return max(1, sum(chance.random() < 0.5 for _ in range(2 * mean)))


def due(chance: random.Random, day: datetime.date) -> str | dict[str, str]:
    """Give a deadline for something that was decided on a day."""
    kind = chance.choices(list(DUE), list(DUE.values()))[0]
    last = day + datetime.timedelta(days=chance.randrange(30, 900))
    match kind:
        case "day":
            return last.isoformat()
        case "month":
            return f"{last:%Y-%m}"
        case "quarter":
            return f"{last.year}-Q{(last.month + 2) // 3}"
        case "year":
            return str(last.year)
        case "range":
            return f"{last.isoformat()} to {(last + datetime.timedelta(days=30)).isoformat()}"
        case "limit":
            unit = chance.choice(("days", "working days", "weeks", "months"))
            return {"date": f"within {chance.randrange(2, 24)} {unit}", "counted_from": day.isoformat()}
        case "limit from nowhere":
            return f"within {chance.randrange(2, 12)} months"
    return kind


def owner(chance: random.Random, roles: list[str]) -> str | list[str] | dict[str, str]:
    """Say who is to do it, as papers do: mostly one post, sometimes two, each partner, or nobody yet."""
    kind = chance.random()
    if kind < 0.7:
        return chance.choice(roles)
    if kind < 0.8:
        return chance.sample(roles, 2)
    return chance.choice(
        (
            "not recorded",
            "not recorded",
            "health-board",
            {"each": "partner agency"},
            {"to_be_confirmed": "by the board"},
        )
    )


def answer(chance: random.Random) -> str:
    """Say what a recipient answered."""
    return chance.choice(ANSWERS)


def news(chance: random.Random, prose: Prose, about: str, day: datetime.date) -> dict[str, Any]:
    """Write an update of a day: an answer, how far the work is, and sometimes who checked."""
    made: dict[str, Any] = {"about": about, "on": day.isoformat(), "by": "the Director", "text": prose.line(25)}
    if chance.random() < 0.4:
        made["response"] = answer(chance)
    if chance.random() < 0.85:
        made["delivery"] = chance.choice(DELIVERIES)
    if made.get("delivery") == "implemented" and chance.random() < 0.8:
        made["done_on"] = (day - datetime.timedelta(days=chance.randrange(1, 60))).isoformat()
    if chance.random() < 0.5:
        made["assurance"] = chance.choice(ASSURANCES)
    if made.get("delivery") == "implemented" or made.get("assurance") == "evidence published":
        made["evidence"] = [{"title": f"Paper of {day.isoformat()}"}]
    return made
