"""Dates in the order of things: a response does not come before what it answers, nor a plan before its inspection."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from scrutiny.address import Address
from scrutiny.check.family import Family
from scrutiny.check.walk import Walked, texts_of
from scrutiny.language import day_words
from scrutiny.load import Path
from scrutiny.load.content import Loaded
from scrutiny.model import CommitteeResponse, Inspection, Item, Record, When
from scrutiny.problem import Problem


class Chronology(Family):
    """A problem for every pair of dates that cannot both be right, and for every year a path invents."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the dates of a record beside each other and beside those of the records it names."""
        document = walked.document
        for path, earlier, what_earlier, later, what_later in _pairs(self.loaded, walked.address, walked.record):
            if earlier and later and later < earlier:
                yield document.problem(
                    path,
                    f"{what_later} ({day_words(later)}) is before {what_earlier} ({day_words(earlier)})",
                    "correct one of the two dates",
                    "wrong-order",
                )
        year = re.match(r"(\d{4})-", walked.address.name)
        if year and not _mentions(walked, year[1]):
            yield document.problem(
                (),
                f"the year {year[1]} in the file's name stands nowhere in the record",
                "begin the name with undated- unless a source states the year",
                "year-not-stated",
            )


Pair = tuple[Path, date | None, str, date | None, str]


def _pairs(loaded: Loaded, address: Address, record: Record) -> Iterator[Pair]:
    """Yield what has to be in order: path of the later one, earlier day, its name, later day, its name."""
    if isinstance(record, Inspection):
        yield ("published",), record.on_site.first, "the first day on site", record.published.last, "published"
        for position, reference in enumerate(record.follows):
            before = loaded.register.inspection(address.resolve(reference)[0])
            yield (
                ("follows", position),
                _first(before),
                "the first day of the inspection it follows",
                _last(record),
                "this inspection's last day",
            )
        stages = [stage for stage in record.stages if stage.when.first and not stage.is_deadline]
        for one, two in itertools.pairwise(stages):
            place = ("stages", record.stages.index(two), "when")
            yield place, one.when.first, f"stage {one.number}", two.when.last, f"stage {two.number}"
    if isinstance(record, Item):
        for position, reference in enumerate(record.follows_up):
            earlier = loaded.register.item(address.resolve(reference)[0])
            yield (
                ("follows_up", position),
                earlier.meeting.date.first if earlier else None,
                "the meeting it follows up",
                record.meeting.date.last,
                "this meeting",
            )
    for position, update in enumerate(record.updates):
        about = loaded.register.item(address.resolve(update.about)[0])
        yield (
            ("updates", position, "on"),
            about.meeting.date.first if about else None,
            "the meeting it is about",
            date.fromisoformat(update.on),
            "the news",
        )
    if isinstance(record, CommitteeResponse):
        for reference in record.to:
            item = loaded.register.item(address.resolve(reference)[0])
            yield (
                ("received",),
                item.meeting.date.first if item else None,
                "the meeting it answers",
                record.received.last,
                "received",
            )


def _first(inspection: Inspection | None) -> date | None:
    if inspection is None:
        return None
    return inspection.on_site.first or _judged(inspection)


def _last(inspection: Inspection) -> date | None:
    return inspection.on_site.last or _judged(inspection, last=True)


def _judged(inspection: Inspection, *, last: bool = False) -> date | None:
    for judgement in inspection.judgements:
        when: When | None = judgement.as_of
        if when:
            return when.last if last else when.first
    return None


def _mentions(walked: Walked, year: str) -> bool:
    """Tell whether a year stands in the record, in a date or in its words; its title and old addresses do not count."""
    not_counted = {"title", "formerly"}
    for each in texts_of(walked.parts, year):
        if each.field not in not_counted or each.part.model is not walked.record:
            return True
    # Numbers, and the names of entries, are no texts. Few records come here, so the whole of them is looked through.
    return year in walked.record.model_dump_json(exclude=not_counted)
