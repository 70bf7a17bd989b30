"""What was told and asked as points and questions of a record."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from scrutiny.minutes.talk import Asked, Told
from scrutiny.minutes.unique import numbers_of
from scrutiny.write import Noted, Written

LEFT_OUT = "[left out]"
"""Stands where nothing of a text could be carried."""
Clean = Callable[[str, str], str]
"""Makes the words found at a place fit for a record."""


def points(told: Sequence[Told], text: Clean, line: Clean) -> list[Written]:
    """Write what was told, each with its place and the line over its list."""
    written: list[Written] = []
    for number, each in zip(numbers_of([each.label for each in told]), told, strict=True):
        point: dict[str, Written] = {"number": number}
        if each.is_thanks:
            point["kind"] = "thanks"
        point["text"] = text(each.text, each.place) or LEFT_OUT
        under = f", under “{line(each.under, each.place)}”" if each.under else ""
        written.append(Noted(point, above=[each.place + under]))
    return written


def questions(asked: Sequence[Asked], text: Clean, line: Clean) -> list[Written]:
    """Write what was asked and answered; only a councillor is named."""
    written: list[Written] = []
    for number, each in enumerate(asked, start=1):
        group: dict[str, Written] = {
            "number": str(number),
            "asked": text(each.asked, each.place) or LEFT_OUT,
            "answered": text(each.answered, each.place) or "not stated",
        }
        if each.councillor:
            group["by"] = {
                "role": "Member",
                "name": f"Councillor {line(each.councillor, '')}",
                "public_role": "councillor",
            }
        elif each.by:
            group["by"] = line(each.by, each.place)
        if each.answered_by:
            group["answered_by"] = line(each.answered_by, each.place)
        written.append(Noted(group, above=[each.place]))
    return written
