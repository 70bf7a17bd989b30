"""The name of a new file, which becomes the address of its page: a year or ``undated``, then a few words."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass

from scrutiny.address import RECORD_NAME, UNDATED, Address
from scrutiny.language import MONTHS
from scrutiny.load.content import Loaded
from scrutiny.scaffold.asked import KINDS
from scrutiny.scaffold.dates import year_of
from scrutiny.scaffold.question import Answers, WrongAnswerError, first

MOST_WORDS = 4
"""Words of a title that a name takes over; a long address is neither read nor remembered."""

MOST_LETTERS = 100
"""Letters of a name: many file systems and web servers take no more than 255 with all that is put to it."""

_STOP = frozenset(
    {
        *("a", "an", "and", "at", "by", "for", "from", "in", "into", "is", "it", "its", "of", "on", "or", "that"),
        *("the", "their", "this", "to", "under", "was", "were", "with", "authority", "borough", "city", "committee"),
        *("council", "councils", "county", "inspection", "inspections", "item", "panel", "record", "scrutiny"),
    }
)
"""Words that tell no record from another of its council and folder."""
_MONTHS = frozenset(month.lower() for month in MONTHS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that is free, and the record that has the name that would have been better."""

    name: str
    taken: str = ""
    """That name, or ``""``."""
    by: str = ""
    """The title of the record that has it, or what else it is."""


def proposed(kind: str, answers: Answers, loaded: Loaded, authority: str) -> Proposal:
    """Propose a name that no record has or had, from the year of the stated date and words of the title."""
    wanted = f"{_year(kind, answers)}-{_words(kind, first(answers, 'title'), loaded, authority)}"
    by = holder(loaded, Address(authority, KINDS[kind], wanted))
    if not by:
        return Proposal(wanted)
    others = (f"{wanted}-{number}" for number in itertools.count(2))
    free = next(name for name in others if not holder(loaded, Address(authority, KINDS[kind], name)))
    return Proposal(free, wanted, by)


def read_name(given: str, kind: str, answers: Answers, loaded: Loaded, authority: str) -> str:
    """Read a name that somebody gives; raise ``WrongAnswerError`` where a record has it or it cannot be one.

    ``Damp homes.yml`` becomes ``2026-damp-homes``.
    """
    name = slug(given.strip().removesuffix(".yml"))
    if not RECORD_NAME.fullmatch(name):
        name = f"{_year(kind, answers)}-{name}".strip("-")
    if not RECORD_NAME.fullmatch(name):
        raise WrongAnswerError(f'"{given}" has no words for a name — write it like 2026-damp-homes')
    if len(name) > MOST_LETTERS:
        raise WrongAnswerError(f"The name is {len(name)} letters long; the limit is {MOST_LETTERS}")
    if by := holder(loaded, Address(authority, KINDS[kind], name)):
        raise WrongAnswerError(f"“{name}” is the name of {by} — take another, or leave the name to the program")
    return name


def holder(loaded: Loaded, address: Address) -> str:
    """Say which record has or had an address, in words; ``""`` where none has."""
    if record := loaded.register.records.get(address.id):
        return f"“{record.title}”"
    if address.id in loaded.documents:
        return "a file that cannot be read"
    for record in loaded.register.records.values():
        if address.id in record.formerly:
            return f"“{record.title}” as it was"
    return ""


def slug(text: str) -> str:
    """Turn words into small letters, digits and single hyphens: ``Children's homes`` is ``childrens-homes``."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’‘]", "", text.replace("&", " and ")))
    return re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode().lower()).strip("-")


def _year(kind: str, answers: Answers) -> str:
    dates = ("meeting",) if kind == "item" else ("on-site", "published")
    return next((year for name in dates if (year := year_of(first(answers, name)))), UNDATED)


def _words(kind: str, title: str, loaded: Loaded, authority: str) -> str:
    """Return the words of a title that tell it from others of its authority and year."""
    council = loaded.register.authority(authority)
    own = {*authority.split("-"), *slug(council.short_name).split("-"), *slug(council.title).split("-")}
    told = [
        word
        for word in slug(title).split("-")
        if word not in _STOP | _MONTHS | own and not re.fullmatch(r"[0-9]{1,4}(?:st|nd|rd|th)?", word)
    ]
    most = MOST_LETTERS - 20  # room for the year and a number behind
    return "-".join(told[:MOST_WORDS])[:most].rstrip("-") or kind
