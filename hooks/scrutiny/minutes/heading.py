"""Which committee met, and when: only from the head of the paper, never from the discussion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.paper import Paper, Passage

_NOUN = r"(?:Sub[- ]?Committee|Committee|Panel|Board|Commission|Forum|Cabinet|Executive|Full Council|Assembly)"
_BEFORE = (
    r"(?:extracts? from (?:the )?)?(?:(?:(?:draft|public|confirmed|unconfirmed|approved|signed|informal|action) )*"
    r"(?:minutes?|notes|record|decisions?|cofnodion) (?:of|for|from) "
    r"(?:an? |the )?(?:(?:\w+ )?(?:meeting|proceedings) (?:of )?)?(?:the )?)?"
    r"(?:(?:agenda|meeting|record|notes) (?:for|of)(?: the)?(?: meeting of(?: the)?)? )?"
    r"(?:committee|meeting|body)?:? ?(?:the )?"
)
"""What stands before the name of a committee: ``Draft minutes of the meeting of the``."""
_BEHIND = (
    r"(?=$|[,:;.–—-]| [–—-]| on\b| held\b| at\b| meeting\b|\s{2,}|,? \d"
    r"| (?:mon|tues|wednes|thurs|fri|satur|sun)day)"
)
_NAME = re.compile(
    rf"{_BEFORE}(?P<name>(?:[^\W\d_][^:;.\t]{{0,110}}?\b)?{_NOUN}(?: \([^)]{{3,60}}\))?){_BEHIND}", re.IGNORECASE
)
_ALSO = re.compile(
    rf"(?i:{_BEFORE})(?P<name>(?:[A-Z][\w’'-]*,? (?:and |& |of )?){{1,8}}"
    r"(?i:Partnership|Group|(?:Fire|Fire and Rescue|Combined|National Park|Police) Authority"
    rf"|(?:Parish|Town|Community) Council)){_BEHIND}"
)
"""Bodies that are the one that met only where the head names no committee."""
_NO_NAME = re.compile(
    (
        r"\b(?:chair|clerk|officer|present|apologies|councillor|members? of|report|to the|contact"
        r"|recommend\w*|council tax)\b"
    ),
    re.IGNORECASE,
)
_GENERIC = re.compile(rf"\b[Tt]he (?P<name>{_NOUN.replace('Full Council|', '')})\b")
_OTHER_DAY = re.compile(
    (
        r"published|issued|last meeting|previous|dated|deadline|call-?in|next meeting|despatch"
        r"|circulated|updated|print"
    ),
    re.IGNORECASE,
)
_MEETING_LINK = re.compile(r"meeting of (?P<name>.+?),? (?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_SUBJECT = re.compile(
    rf"\b(?:that )?the (?P<name>(?:[A-Z][\w’'-]+ (?:and |& |of )?){{1,8}}{_NOUN})(?: members)?"
    rf" (?:note|notes|noted|agree|agrees|agreed|endorse\w*|receive\w*|request\w*|ask|asks|asked)\b"
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the head of a paper says of the meeting; empty where it says nothing."""

    committee: str = ""
    committee_place: str = ""
    called: str = ""
    """What the minutes call the committee where they do not name it: ``the Panel``."""
    date: str = ""
    date_words: str = ""
    date_place: str = ""
    other_dates: tuple[str, ...] = ()
    """Several days stand in the head: then none is taken."""


def read_meeting(paper: Paper, front: Sequence[Passage], body: Sequence[Passage], decided: Sequence[str]) -> Meeting:
    """Read committee and date of the meeting from what stands before the item, or from the title of a web page.

    ``decided`` are the texts of the decision, whose subject may be the committee by its full name.
    """
    head = [*front, Passage(paper.title, "the title of the page")] if paper.title else list(front)
    head = [each for each in _until_names(head) if each.text]
    # On the page of one item the line "Meeting of ..." stands under the heading.
    head += [each for each in body[:4] if _MEETING_LINK.match(each.text)]
    name, name_place = _committee(head)
    if not name:
        found = next((match for text in decided if (match := _SUBJECT.search(text))), None)
        name, name_place = (found["name"], "the decision") if found else ("", "")
    date, words, place, others = _date(head)
    called = ""
    if not name:
        text = " ".join(each.text for each in body)
        names = [found["name"] for found in _GENERIC.finditer(text)]
        usual = {word.casefold() for word in names}
        called = f"the {names[0]}" if len(usual) == 1 else ""
    return Meeting(name, name_place, called, date, words, place, others)


def _until_names(head: Sequence[Passage]) -> list[Passage]:
    """Leave out who was present: their posts name committees too."""
    return [
        each
        for each in head
        if not re.match(
            r"(?:also )?(?:present|in attendance|apologies|yn bresennol|officers?)\b", each.text, re.IGNORECASE
        )
    ]


def _committee(head: Sequence[Passage]) -> tuple[str, str]:
    for each in head:
        if (found := _MEETING_LINK.match(each.text)) is not None:
            return found["name"].strip(), each.place
    for each in head:
        whole = re.fullmatch(rf"[^:;.]{{0,80}} / [^:;.]{{0,80}}{_NOUN}", each.text)
        if whole:
            return each.text, each.place
        found = _NAME.search(each.text) if len(each.text) < 300 else None  # noqa: PLR2004
        if found and not _NO_NAME.search(found["name"]) and found.start() == 0:
            name = re.sub(r"^.*? - (?=\S)", "", found["name"]) if " - " in found["name"] else found["name"]
            name = re.sub(
                r"^(?:minutes? of |meeting of )?(?:a |the )?(?:meeting of )?(?:the )?", "", name, flags=re.IGNORECASE
            )
            name = re.sub(r"^Appendix [A-Z0-9]+ ", "", name)
            return name.strip(), each.place
    for each in head:
        if len(each.text) < 200 and (found := _ALSO.match(each.text)) and not _NO_NAME.search(found["name"]):  # noqa: PLR2004
            return found["name"].strip(), each.place
    return "", ""


def _date(head: Sequence[Passage]) -> tuple[str, str, str, tuple[str, ...]]:
    days: dict[str, tuple[str, str]] = {}
    for each in head:
        for dated in find_dates(each.text):
            before = each.text[: dated.start]
            if re.fullmatch(r"\d{4}-\d\d-\d\d", dated.date) and not _OTHER_DAY.search(before[-60:]):
                days.setdefault(dated.date, (dated.stated, each.place))
    if len(days) == 1:
        ((day, (words, place)),) = days.items()
        return day, words, place, ()
    return "", "", "", tuple(words for words, _ in days.values())
