"""The words of the sheet "How to use": what an officer may do with the tracker, and what each value means."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from scrutiny.language import day_words
from scrutiny.sheet.columns import COLUMNS, NEW

TITLE = "How to use"
"""The name of the sheet."""

STEPS = (
    "Write only in the white columns, whose names begin with “New”. Each row you fill in becomes one piece of news.",
    "News needs a date (New date), who says so (New by) and a sentence (New news). The rest may stay empty.",
    "Choose the three statuses from the lists. Leave one empty where the news does not speak of it.",
    "“implemented” needs evidence, or a committee or inspectorate that confirms it.",
    "The grey columns show the record as it was on the day above. Changes there are not taken in.",
    "To correct a grey cell, correct the record. To add something to be done, write it in a record first.",
    "You may sort, filter, hide or reorder, and add columns of your own. Rows you delete stay in the record.",
    "Bring it in with the command “scrutiny import tracker.xlsx”. It shows the changes and asks before it writes.",
    "The same news is never added twice, so you may go on with the same file. For fresh grey columns export again.",
    "An apostrophe before = + - or @ keeps Excel from taking text for a formula. It is taken away on the way in.",
)
"""The instructions, in order."""


def guide(as_of: datetime.date) -> Iterator[tuple[str, ...]]:
    """Yield the lines of the sheet: instructions, the columns, the values of the closed lists."""
    yield (f"The tracker as the record stood on {day_words(as_of)}",)
    yield ()
    yield from ((f"{number}.", step) for number, step in enumerate(STEPS, 1))
    yield ()
    yield ("Column", "What stands in it")
    yield from ((column.name, column.meaning) for column in COLUMNS)
    for column in NEW:
        if column.choices:
            yield ()
            yield (column.name, "What it means", "On the site")
            yield from ((value.value, value.meaning, value.label) for value in column.choices)
