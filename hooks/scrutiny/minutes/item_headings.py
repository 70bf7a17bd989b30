"""Which lines of a paper are the headings of its items: numbered, bold or in capitals, and none of its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from heapq import heapify, heappop, heappush

from scrutiny.minutes.actions import is_action_line
from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.decision import opening
from scrutiny.minutes.paper import Passage
from scrutiny.minutes.words import BODY

PROCEDURE = re.compile(
    r"(?:.* / )?(?:welcome.*|introductions?|apologies\b.*|substitut\w+.*|attendance.*|declarations?\b.*|"
    r"(?:confirmation of |approval of )?(?:the )?minutes(?: of .*|\s*$| from .*|\s+and .*)"
    r"|(?:chair\w*|leader)[’']?s? (?:announcements?|communications?|remarks).*|"
    r"announcements.*|public (?:participation|questions?|speaking|forum).*|questions from (?:the"
    r" public|members).*|petitions(?: and .*)?|"
    r"(?:forward )?work ?(?:plan|programme|schedule)\b.*|(?:committee )?work programme.*|forward plan.*"
    r"|dates? of (?:the )?(?:next|future) meetings?.*|"
    r"next meeting.*|(?:any other|urgent|late) (?:urgent )?(?:business|items?).*|exclusion of .*|matters arising.*|"
    r"items? of urgent business.*|election of .*|appointment of (?:chair|vice).*|close of"
    r" meeting.*|actions? (?:from|log|tracker).*|"
    r"recording of .*|fire evacuation.*|housekeeping.*|ymddiheuriadau.*|datgan.*)",
    re.IGNORECASE,
)
_NOT_HEADING = re.compile(
    r"(?:minutes(?: of .*|:)?|agenda(?: item| and \w+)?s?|present:?.*|in attendance:?.*|"
    r"also present.*|apologies:.*|attendance|items|held (?:on|at|in)\b.*|supporting documents:?|decision\w*:?"
    r"|action\w*:?|resolved.*|recommend\w*:?.*|venue.*|"
    r"contact.*|background\w*:?|questions?:?|discussion:?|chair\w*|signed.*|report of .*|draft"
    r"|confidential|published.*|part [a-z0-9]+|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b.*|\d.*)",
    re.IGNORECASE,
)
_NAME_OF_BODY = re.compile(
    rf"(?:{BODY}(?: \([^()]+\))?|[^:.;]*\b(?:council|authority|committee|panel|commission|forum|partnership))",
    re.IGNORECASE,
)
_ABOUT_PAPER = re.compile(
    r"^(?:(?:draft|public|confirmed) )?(?:minutes?|notes|record|decisions?)\b(?: of| for)?"
    r"(?: the| an?)?(?: meeting)?(?: of)?"
    r"|\b(?:\d{1,2} )?(?:ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr)\b"
    r"|\b\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)?|\bheld (?:on|at)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:agenda )?(?:item|minute)(?: no\.?)?:? ?(?P<number>\d{1,3}[a-z]?(?:/\d{2,4})?)\s*[:.–—-]?\s+(?P<heading>\S.*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<number>(?:[A-Z]{2,6}[ ./])?\d{1,4}(?:/\d{1,4})?)\.?[ \t]+(?P<heading>[A-Z][^a-z]{3,}.*|[A-Z].{2,})"
)
NUMBER = re.compile(r"(?:[A-Z]{2,6}[ ./])?\d{1,4}[a-z]?(?:/\d{1,4})?")
_PAGES = re.compile(r"\s*\((?:pages?|pp\.?) [\d –-]+\)|\s*PDF [\d.,]+ [KM]B", re.IGNORECASE)
_MOST_WORDS = 20
_SHORTEST = 3
LONGEST_HEADING = 160
"""Letters."""


def _is_of_meeting(text: str, *, is_numbered: bool) -> bool:
    """Tell a line of the paper's head, with the body or the day of its meeting, from the heading of an item."""
    bare = text
    for dated in reversed(find_dates(text)):
        bare = bare[: dated.start] + bare[dated.end :]
    bare = _ABOUT_PAPER.sub("", bare).strip(" –—-,.:|/")
    return not any(letter.isalpha() for letter in bare) or (not is_numbered and bool(_NAME_OF_BODY.fullmatch(bare)))


def could_be_heading(passage: Passage) -> bool:
    """Tell whether a passage has the form of the heading of an item."""
    text = passage.text
    return (
        _SHORTEST <= len(text) <= LONGEST_HEADING
        and not text.endswith((";", ",", "?", ":"))
        and not passage.is_action
        and not is_action_line(text)
        and any(letter.isalpha() for letter in text)
        and text[:1].upper() == text[:1]
        and (bool(passage.label and PROCEDURE.fullmatch(text)) or not _NOT_HEADING.fullmatch(text))
        and not _is_of_meeting(f"{passage.label} {text}".strip(), is_numbered=bool(passage.label))
        and opening(text) is None
    )


def item_headings(passages: Sequence[Passage]) -> list[tuple[int, str, str]]:
    """Return position, number and words of every heading of an item."""
    found: list[tuple[int, str, str, bool]] = []
    likely: list[tuple[int, str, str, bool]] = []
    bold: list[tuple[int, str, str, bool]] = []
    for position, each in enumerate(passages):
        number, text = taken_apart(each)
        numbered = bool(NUMBER.fullmatch(number)) and not each.label.startswith("(")
        if not numbered and (each.label or not (each.is_heading or each.is_bold or text.isupper())):
            continue
        if not could_be_heading(replace(each, text=text, label=number)) or (text.endswith(".") and not each.is_heading):
            continue
        marked = each.is_heading or each.is_bold or text.isupper() or bool(_NAMED.fullmatch(each.text))
        if numbered:
            certain = marked or "/" in number or PROCEDURE.fullmatch(text)
            (found if certain else likely).append((position, number, text, True))
        elif not each.label and (each.is_heading or (text.isupper() and len(text) > 8)):  # noqa: PLR2004
            found.append((position, "", text, each.is_heading))
        elif not each.label and each.is_bold:
            bold.append((position, "", text, False))
    if not any(number for _, number, _, _ in found) and any(PROCEDURE.fullmatch(text) for _, _, text, _ in bold):
        # Where "Apologies" is only a bold line, the bold lines are the headings.
        found = sorted(found + bold)
    if any(number for _, number, _, _ in found):
        found = _with_neighbours([each for each in found if each[1]], likely) + _last_procedure(found)
    found = _not_in_a_row(sorted(found), passages)
    return [(position, number, text) for position, number, text, _ in found]


def taken_apart(passage: Passage) -> tuple[str, str]:
    """Return the number and the words of what may be a heading."""
    # Some councils mark with a star what may be called in.
    text = _PAGES.sub("", passage.text).strip().lstrip("*").strip()
    if passage.label and passage.label != "•":
        return passage.label.strip("(). ").strip(), text
    if named := _NAMED.fullmatch(text):
        return named["number"], named["heading"]
    bare = _BARE.fullmatch(text)
    if bare and (passage.is_heading or passage.is_bold or len(bare["heading"].split()) <= _MOST_WORDS):
        return bare["number"], bare["heading"]
    return "", text


def _with_neighbours(
    found: list[tuple[int, str, str, bool]], likely: Sequence[tuple[int, str, str, bool]]
) -> list[tuple[int, str, str, bool]]:
    """Take a numbered line for a heading where its number is the one before or after that of a certain heading."""
    counted = [_counted(each[1]) for each in likely]
    waiting: dict[tuple[str, int], list[int]] = {}
    for place, key in enumerate(counted):
        if key[1] >= 0:
            waiting.setdefault(key, []).append(place)
    taken = {_counted(each[1]): each[0] for each in found}
    found = list(found)

    def fits(place: int) -> bool:
        (series, number), position = counted[place], likely[place][0]
        before, after = taken.get((series, number - 1), position), taken.get((series, number + 1), 0)
        return before < position or position < after

    ready = [place for places in waiting.values() for place in places if fits(place)]
    heapify(ready)
    while ready:
        place = heappop(ready)
        series, number = counted[place]
        if (series, number) in taken:
            continue
        taken[series, number] = likely[place][0]
        found.append(likely[place])
        for beside in (number - 1, number + 1):
            for other in waiting.get((series, beside), []):
                if (series, beside) not in taken and fits(other):
                    heappush(ready, other)
    return sorted(found)


def _counted(number: str) -> tuple[str, int]:
    """Return the number of an item with what stands before it: ``HC.12`` is the twelfth of ``HC.``."""
    found = re.fullmatch(r"(?P<series>(?:[A-Z]{2,6}[ ./])?)(?P<number>\d{1,4})[a-z]?(?P<year>(?:/\d{1,4})?)", number)
    return (found["series"] + found["year"], int(found["number"])) if found else ("", -1)


def _last_procedure(found: Sequence[tuple[int, str, str, bool]]) -> list[tuple[int, str, str, bool]]:
    """Keep an unnumbered heading such as NEXT MEETING, which ends the last numbered item."""
    first = min(position for position, number, _, _ in found if number)
    return [each for each in found if not each[1] and each[0] > first and PROCEDURE.fullmatch(each[2])]


def _not_in_a_row(
    found: Sequence[tuple[int, str, str, bool]], passages: Sequence[Passage]
) -> list[tuple[int, str, str, bool]]:
    """Leave out headings with nothing under them: a list of contents, or the name of the council above the heading."""
    kept = []
    for place, each in enumerate(found):
        after = found[place + 1][0] if place + 1 < len(found) else len(passages)
        if after > each[0] + 1 or (place + 1 == len(found) and each[0] + 1 < len(passages)):
            kept.append(each)
    return kept
