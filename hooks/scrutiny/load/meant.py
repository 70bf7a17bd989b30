"""What somebody probably meant by a value that is wrong: the cure, with the value written out.

A guess is offered only where the value has one reading. A date in figures has two, of which British papers use one;
that one is offered with its words, so that the writer can see whether it is right.
"""

from __future__ import annotations

import calendar
import datetime
import re

_CURLY = "“”„‟‘’‚‛«»"
_DASHES = str.maketrans(dict.fromkeys("–—‒‐‑−", "-"))
_MONTHS = {name.casefold()[:3]: number for number, name in enumerate(calendar.month_name) if number}
_MONTH = "|".join(name.casefold() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:], "sept"))
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[t ]\d{1,2}:\d{2}.*)?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")
_SHORT_YEAR = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})")
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(?P<month>{_MONTH})\.?,?[\s-]+(?P<year>\d{{4}})"
)
_MONTH_DAY = re.compile(rf"{_WEEKDAY}(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})")
_MONTH_YEAR = re.compile(rf"({_MONTH})\.?,?\s+(\d{{4}})")
_EXCELS_MONTH = re.compile(rf"({_MONTH})-(\d{{2}})")
_ROUNDED = re.compile(r"\d(?:\.\d+)?[eE][+-]\d+")
_EXCEL = re.compile(r"[34]\d{4}")
_EXCEL_BEGAN = datetime.date(1899, 12, 30)
_YEARS = range(1800, 2200)
_MONTHS_IN_A_YEAR = 12
_LONGEST = 60
_NUMBER_WORDS = "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS, 1)}
_LIMIT = re.compile(rf"(?:(?:with)?in )?([1-9]\d{{0,3}}|{'|'.join(_NUMBERS)}) ((?:working )?days?|weeks?|months?)")
_IN_FULL = {
    **dict.fromkeys(("tbc", "tba", "tobeagreed", "tobedecided", "tobedetermined", "tbd"), "to be confirmed"),
    **dict.fromkeys(("na", "nk", "unknown", "notknown", "notgiven", "nodate", "undated"), "not stated"),
    **dict.fromkeys(("asap", "immediate", "now", "atonce", "forthwith"), "immediately"),
    **dict.fromkeys(("nextmtg", "nextcommittee", "thenextmeeting"), "next meeting"),
}


def date_meant(text: str) -> str | None:
    """Return the cure for a text that should be a date; None where nothing can be told."""
    written = " ".join(text.strip(f"{_CURLY}*. ").translate(_DASHES).split()).casefold()
    if not written.isascii() or len(written) > _LONGEST:
        return None
    if text[:1] in ("=", "#"):
        return "it looks like a formula or an error of Excel: write the date itself"
    return _from_figures(written) or _from_words(written)


def _from_figures(written: str) -> str | None:
    figures = re.sub(r"(?<=\d)o|o(?=\d)", "0", written)
    if found := _YEAR_FIRST.fullmatch(figures):
        return _written_out(int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(figures):
        return _written_out(int(found[3]), int(found[2]), int(found[1]), is_sure=False)
    if found := _SHORT_YEAR.fullmatch(figures):
        return _written_out(2000 + int(found[3]), int(found[2]), int(found[1]), is_sure=False)
    if _EXCEL.fullmatch(written):
        day = _EXCEL_BEGAN + datetime.timedelta(days=int(written))
        return f"write it as YYYY-MM-DD: {day.isoformat()}, if it is Excel's number for {_in_words(day)}"
    return None


def _from_words(written: str) -> str | None:
    if found := _DAY_MONTH.fullmatch(written) or _MONTH_DAY.fullmatch(written):
        year, month, day = int(found["year"]), _MONTHS[found["month"][:3]], int(found["day"])
        return _other_weekday(found["weekday"], year, month, day) or _written_out(year, month, day)
    if found := _MONTH_YEAR.fullmatch(written):
        return f"write the month as YYYY-MM: {found[2]}-{_MONTHS[found[1][:3]]:02}"
    if found := _EXCELS_MONTH.fullmatch(written):
        month = _MONTHS[found[1][:3]]
        meant = f"{calendar.month_name[month]} 20{found[2]}"
        return f"write the month as YYYY-MM: 20{found[2]}-{month:02}, if {meant} is meant"
    return None


def words_meant(text: str) -> str | None:
    """Return the cure for an abbreviation, or a number in words, where a paper may give words for a date."""
    if limit := _LIMIT.fullmatch(" ".join(text.split()).casefold()):
        number, unit = str(_NUMBERS.get(limit[1], limit[1])), limit[2]
        return f"write it as: within {number} {unit.removesuffix('s') if number == '1' else unit}"
    meant = _IN_FULL.get(re.sub(r"[^a-z]", "", text.casefold()))
    return f"write it as: {meant}" if meant else None


def name_meant(text: str) -> str:
    """Return the cure for a text that should be a short name, such as a number, a theme or a role."""
    if text[:1] in ("=", "#"):
        return "it looks like a formula or an error of Excel: write the name itself"
    if _ROUNDED.fullmatch(text):
        return "Excel has shortened the number: copy it from where it came"
    if re.search(r"\w[;,/|]\s*\w", text):
        return "write each name as an entry of its own"
    words = re.sub(r"[’'`]", "", text.casefold().translate(_DASHES))
    slug = "-".join(re.findall(r"[a-z0-9]+", words))
    if not slug or len(slug) > _LONGEST or (not text.isascii() and re.search(r"[^\W\da-z]", words.strip())):
        return "write it as in front-door"
    return f"write it as {slug}"


def address_meant(text: str) -> str | None:
    """Return the cure for a text that should be a web address."""
    bare = text.strip("<>\"' ")
    if bare.startswith("www."):
        return f"write https://{bare}"
    if bare.startswith("http://"):
        return f"write https://{bare.removeprefix('http://')}, once you have seen that it opens so"
    if re.match(r"[A-Za-z]:\\|\\\\|file:", bare):
        return "readers cannot open a paper on your own drive: give its address on the web, or say: not stated"
    return f"write {bare}" if bare != text and bare.startswith("https://") and " " not in bare else None


def without_curly_quotes(text: str) -> str | None:
    """Return a text without the curly quotation marks around it; None when it has none."""
    stripped = text.strip().strip(_CURLY)
    return stripped if stripped and text.strip()[0] in _CURLY and text.strip()[-1] in _CURLY else None


def _other_weekday(stated: str | None, year: int, month: int, day: int) -> str | None:
    """Say that a day was another day of the week; None where it is right, or where there is no such day."""
    if not stated or year not in _YEARS or not 0 < day <= calendar.monthrange(year, month)[1]:
        return None
    date = datetime.date(year, month, day)
    weekday = calendar.day_name[date.weekday()]
    if weekday.casefold().startswith(stated):
        return None
    return (
        f"{_in_words(date)} is a {weekday}, so one of the two is wrong: look it up, then write the date as YYYY-MM-DD"
    )


def _written_out(year: int, month: int, day: int, *, is_sure: bool = True) -> str | None:
    """Write a date as wanted, or say why there is no such day."""
    if year not in _YEARS or not month or not day:
        return None
    if month > _MONTHS_IN_A_YEAR >= day:
        month, day, is_sure = day, month, False
    if month > _MONTHS_IN_A_YEAR:
        return None
    days = calendar.monthrange(year, month)[1]
    if day > days:
        return f"there is no such day: {calendar.month_name[month]} {year} has {days} days"
    date = datetime.date(year, month, day)
    doubt = "" if is_sure else f", if {_in_words(date)} is meant"
    return f"write it as YYYY-MM-DD: {date.isoformat()}{doubt}"


def _in_words(day: datetime.date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
