"""Dates as papers give them: the words, the kind, and what can be worked out from them.

``When`` reads one short expression, so that an officer types what the paper says:

    2019-03-06                  a day                      2018-03       a month
    2019-11-18 to 2019-11-22    a range of days            2018-Q1       a quarter (of the calendar year)
    6 March                     a day, year not stated     2018          a year
    4 March to 13 March         a range, year not stated   immediately   next meeting
    within 3 months             a limit (days, working days, weeks, months)
    once <something happens>    a condition                every <so often>   recurring
    to be confirmed, not stated, none

``first`` and ``last`` are the earliest and latest day it can mean; both are None where a fact is missing.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, Self

from pydantic import AfterValidator, model_validator
from pydantic_core import PydanticCustomError

from scrutiny.language import MONTHS, day_words, is_english, month_words, say, say_number
from scrutiny.model.base import Line, Model, Reference, example


class WhenKind(StrEnum):
    """What kind of date a paper gives."""

    EXACT = "exact"
    RANGE = "range"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    IMMEDIATE = "immediately"
    RELATIVE = "relative"
    NEXT_MEETING = "next meeting"
    CONDITIONAL = "conditional"
    RECURRING = "recurring"
    TO_BE_CONFIRMED = "to be confirmed"
    NOT_STATED = "not stated"
    NONE = "none"


@dataclass(frozen=True)
class Expression:
    """One date expression, read. Days are given only where nothing is missing."""

    kind: WhenKind
    first: datetime.date | None = None
    last: datetime.date | None = None
    amount: int = 0
    unit: str = ""
    words: str = ""
    """The condition, the rhythm, or the day and month without a year."""
    ends: tuple[WhenKind, WhenKind] = (WhenKind.EXACT, WhenKind.EXACT)
    """Of a range: whether each end is a day, or only a month, quarter or year."""


_YEAR = "(?:18|19|20|21)[0-9]{2}"  # no council minutes are older; year 0205 is a typing slip
_DAY = re.compile(_YEAR + "-[0-9]{2}-[0-9]{2}")
_DAY_OF_MONTH = re.compile(r"([1-9]|[12][0-9]|3[01]) (" + "|".join(MONTHS) + ")")
_LEAP_YEAR = 2024
_LIMIT = re.compile(r"within ([1-9]\d{0,3}) (days?|working days?|weeks?|months?)")
_WORDS = {
    kind.value: kind
    for kind in (
        WhenKind.IMMEDIATE,
        WhenKind.NEXT_MEETING,
        WhenKind.TO_BE_CONFIRMED,
        WhenKind.NOT_STATED,
        WhenKind.NONE,
    )
}


def read_day(text: str, otherwise: str = ", or say: not stated") -> datetime.date:
    """Read an ISO day; raise a ``not_a_date`` error otherwise, whose cure ends in what else may stand there."""
    try:
        if _DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass  # a day that is in no calendar
    raise _not_a_date(text, otherwise)


def _not_a_date(text: str, otherwise: str = ", or say: not stated") -> PydanticCustomError:
    return PydanticCustomError(
        "not_a_date",
        "{found} is not a date — write it as YYYY-MM-DD, for example 2026-05-31{otherwise}",
        {"found": repr(text), "otherwise": otherwise},
    )


def _is_day_of_month(text: str) -> bool:
    """Tell whether ``31 March`` is written; ``31 April`` is in no calendar, ``29 February`` in some."""
    read = _DAY_OF_MONTH.fullmatch(text)
    return read is not None and int(read[1]) <= calendar.monthrange(_LEAP_YEAR, MONTHS.index(read[2]) + 1)[1]


@lru_cache(4096)  # a record says "not stated" many times, and each day of a meeting several times
def read_expression(text: str) -> Expression:
    """Read one date expression; raise a ``not_a_date`` error with the cure when it is none."""
    if text in _WORDS:
        return Expression(_WORDS[text])
    if limit := _LIMIT.fullmatch(text):
        unit = limit[2] if limit[2].endswith("s") else limit[2] + "s"
        return Expression(WhenKind.RELATIVE, amount=int(limit[1]), unit=unit)
    for opening, kind in (("once ", WhenKind.CONDITIONAL), ("every ", WhenKind.RECURRING)):
        if text.startswith(opening) and len(text) > len(opening):
            return Expression(kind, words=text[len(opening) :])
    if " to " in text:
        return _read_range(text)
    return _read_point(text)


def _read_range(text: str) -> Expression:
    ends = text.split(" to ")
    if len(ends) != 2:  # noqa: PLR2004  a range has two ends
        raise _not_a_date(text)
    if all(_is_day_of_month(end) for end in ends):
        return Expression(WhenKind.RANGE, words=text)
    first, last = (_read_point(end) for end in ends)
    if first.first is None or last.last is None:
        raise _not_a_date(text)
    if last.last < first.first:
        raise PydanticCustomError(
            "range_backwards", "{found} ends before it begins — put the earlier day first", {"found": repr(text)}
        )
    return Expression(WhenKind.RANGE, first.first, last.last, ends=(first.kind, last.kind))


def _read_point(text: str) -> Expression:
    if _is_day_of_month(text):
        return Expression(WhenKind.EXACT, words=text)
    if month := re.fullmatch(rf"({_YEAR})-(0[1-9]|1[0-2])", text):
        year, number = int(month[1]), int(month[2])
        return Expression(WhenKind.MONTH, datetime.date(year, number, 1), _month_end(year, number))
    if quarter := re.fullmatch(rf"({_YEAR})-Q([1-4])", text):
        year, last = int(quarter[1]), 3 * int(quarter[2])
        return Expression(WhenKind.QUARTER, datetime.date(year, last - 2, 1), _month_end(year, last))
    if re.fullmatch(_YEAR, text):
        return Expression(WhenKind.YEAR, datetime.date(int(text), 1, 1), datetime.date(int(text), 12, 31))
    day = read_day(text)
    return Expression(WhenKind.EXACT, day, day)


def _month_end(year: int, month: int) -> datetime.date:
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def add_limit(start: datetime.date, amount: int, unit: str) -> datetime.date:
    """Return the last day of a limit in days, weeks or months after ``start``, the start day not counted.

    A limit in months ends on the day of the same number, or on the last day of a shorter month
    (the corresponding-date rule). Working days need bank holidays: see ``deadline``.
    """
    if unit == "months":
        month0 = start.month - 1 + amount
        year, month = start.year + month0 // 12, month0 % 12 + 1
        return datetime.date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    if unit in {"days", "weeks"}:
        return start + datetime.timedelta(days=amount * (7 if unit == "weeks" else 1))
    message = f"a limit in {unit} cannot be added without bank holidays"
    raise ValueError(message)


def _readable(text: str) -> str:
    read_expression(text)
    return text


def _counted_from(text: str) -> str:
    return text if text == WhenKind.NOT_STATED else read_day(text).isoformat()


IsoDay = Annotated[str, AfterValidator(lambda text: read_day(text, "").isoformat())]
"""A day written YYYY-MM-DD."""


class When(Model):
    """A date as a paper gives it. Write one line, or a group when there is more to say."""

    date: Annotated[Line, AfterValidator(_readable)] = example(
        "2019-03-06", "2018-03", "4 March to 13 March", "within 3 months", default="not stated"
    )
    """The date expression (see the list above); ``not stated`` when the papers do not say."""
    stated: Line | None = example("20 March", default=None)
    """The words of the source, where they differ from the date as written here."""
    inferred: Line | None = example("the year, because resolution 2 dates the visit in 2019", default=None)
    """What the editor inferred, and from what. Shown beside the date."""
    because: Line | None = example("the minutes speak of a visit still to come", default=None)
    """Why ``before`` or ``after`` holds."""
    before: IsoDay | None = example("2019-03-06", default=None)
    """A day before which it was, where only that is known."""
    after: IsoDay | None = example("2019-07-01", default=None)
    """A day after which it was, where only that is known."""
    counted_from: Annotated[Line, AfterValidator(_counted_from)] | None = example(
        "2018-01-30", "not stated", default=None
    )
    """The day a limit runs from; ``not stated`` when the papers do not give it."""
    counts_first_day: bool = example("yes", default=False)
    """True where a rule counts the first day itself: "two months beginning with"."""
    next: IsoDay | None = example("2026-12-31", default=None)
    """The next last day of something that recurs, where a paper gives it."""
    through: Reference | None = example("#resolution-2", default=None)
    """The resolution or meeting that gives a ``next meeting`` its day."""
    to_be_confirmed: Line | None = example("the timescale", default=None)
    """What a paper says is still to be agreed about the date."""

    @model_validator(mode="before")
    @classmethod
    def _from_one_line(cls, value: Any) -> Any:
        return {"date": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _belongs_together(self) -> Self:
        for field in ("counted_from", "counts_first_day"):
            if getattr(self, field) and self.kind not in {WhenKind.RELATIVE, WhenKind.IMMEDIATE}:
                raise PydanticCustomError(
                    "nothing_to_count",
                    "{field} goes only with a limit such as: within 3 months — delete it",
                    {"field": field, "at": (field,)},
                )
        if self.before and self.after and self.before < self.after:
            raise PydanticCustomError(
                "wrong_order", "before is earlier than after — correct one of the two days", {"at": ("before",)}
            )
        if self.next and self.kind is not WhenKind.RECURRING:
            raise PydanticCustomError(
                "not_recurring", "next goes only with a date that recurs: every ... — delete it", {"at": ("next",)}
            )
        if self.through and self.kind is not WhenKind.NEXT_MEETING:
            raise PydanticCustomError(
                "not_next_meeting", "through goes only with: next meeting — delete it", {"at": ("through",)}
            )
        return self

    @cached_property
    def expression(self) -> Expression:
        """The expression, read."""
        return read_expression(self.date)

    @property
    def kind(self) -> WhenKind:
        """What kind of date it is."""
        return self.expression.kind

    @property
    def first(self) -> datetime.date | None:
        """The earliest day it can mean, where the paper gives one."""
        return self.expression.first

    @property
    def last(self) -> datetime.date | None:
        """The latest day it can mean, where the paper gives one."""
        return self.expression.last

    @property
    def is_missing(self) -> bool:
        """True where the papers give nothing at all."""
        return self.kind is WhenKind.NOT_STATED and not self.stated and not self.before and not self.after

    @property
    def words(self) -> str:
        """The date as a page prints it, in the language spoken now."""
        return self._english_words if is_english() else self._words()

    @cached_property
    def _english_words(self) -> str:
        """The date in English, which most pages ask for many times."""
        return self._words()

    def _words(self) -> str:
        read = self.expression
        if read.kind in {WhenKind.EXACT, WhenKind.RANGE} and read.words:
            return say("{day}, year not stated", day=self._range_words(read.words))
        if read.kind is WhenKind.RELATIVE:
            return say("within {time}", time=limit_words(read))
        if read.kind is WhenKind.CONDITIONAL:
            return say("once {words}", words=read.words)
        if read.kind is WhenKind.RECURRING:
            return say("every {words}", words=read.words)
        if read.first is None or read.last is None:
            return say(self.date)
        if read.kind is WhenKind.RANGE and read.ends != (WhenKind.EXACT, WhenKind.EXACT):
            return _wide_span_words(read.first, read.last, read.ends)
        if read.kind is WhenKind.RANGE:
            return _span_words(read.first, read.last)
        return _point_words(read.kind, read.first, read.last)

    @staticmethod
    def _range_words(words: str) -> str:
        ends = [day.split() for day in words.split(" to ")]
        if len(ends) > 1 and ends[0][1] == ends[1][1]:
            ends[0] = ends[0][:1]
        days = [" ".join([number, *map(say, month)]) for number, *month in ends]
        return say("{first} to {last}", first=days[0], last=days[1]) if len(days) > 1 else days[0]


def limit_words(read: Expression) -> str:
    """Write the length of a limit: ``3 months``, ``10 working days``."""
    return say_number(f"{{n}} {read.unit[:-1]}", f"{{n}} {read.unit}", read.amount)


def _point_words(kind: WhenKind, first: datetime.date, last: datetime.date) -> str:
    """Write a day, month, quarter or year, no more exactly than it is stated."""
    if kind is WhenKind.MONTH:
        return f"{month_words(first.month)} {first.year}"
    if kind is WhenKind.QUARTER:
        return _to(month_words(first.month), f"{month_words(last.month)} {last.year}")
    return str(first.year) if kind is WhenKind.YEAR else day_words(first)


def _wide_span_words(first: datetime.date, last: datetime.date, ends: tuple[WhenKind, WhenKind]) -> str:
    """Write a range of months or years without naming a day: ``March to April 2018``."""
    end = _point_words(ends[1], last.replace(day=1) if ends[1] is not WhenKind.EXACT else last, last)
    if ends == (WhenKind.MONTH, WhenKind.MONTH) and first.year == last.year:
        return _to(month_words(first.month), end)
    return _to(_point_words(ends[0], first, first), end)


def _to(first: str, last: str) -> str:
    return say("{first} to {last}", first=first, last=last)


def _span_words(first: datetime.date, last: datetime.date) -> str:
    """Write a range without saying month or year twice: ``18 to 22 November 2019``."""
    end = day_words(last)
    if (first.year, first.month) == (last.year, last.month):
        return _to(str(first.day), end)
    if first.year == last.year:
        return _to(f"{first.day} {month_words(first.month)}", end)
    return _to(day_words(first), end)
