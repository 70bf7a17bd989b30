"""Which item of a paper is meant: its heading, its number, and the paragraphs that belong to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import takewhile

from rapidfuzz import fuzz

from scrutiny.minutes.actions import is_action_line
from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.decision import opening
from scrutiny.minutes.paper import Passage, UnreadableError
from scrutiny.minutes.words import BODY

_PROCEDURE = re.compile(
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
_MARK = re.compile(r"agenda item(?:\s+(?P<number>\d{1,3}[a-z]?))?\s*[:–-]?\s*", re.IGNORECASE)
_NAMED = re.compile(
    r"(?:agenda )?(?:item|minute)(?: no\.?)?:? ?(?P<number>\d{1,3}[a-z]?(?:/\d{2,4})?)\s*[:.–—-]?\s+(?P<heading>\S.*)",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?P<number>(?:[A-Z]{2,6}[ ./])?\d{1,4}(?:/\d{1,4})?)\.?[ \t]+(?P<heading>[A-Z][^a-z]{3,}.*|[A-Z].{2,})"
)
_NUMBER = re.compile(r"(?:[A-Z]{2,6}[ ./])?\d{1,4}[a-z]?(?:/\d{1,4})?")
_PAGES = re.compile(r"\s*\((?:pages?|pp\.?) [\d –-]+\)|\s*PDF [\d.,]+ [KM]B", re.IGNORECASE)
_MOST_WORDS = 20
_SHORTEST = 3
_LONGEST = 160
_ALIKE = 90


@dataclass(frozen=True, slots=True)
class Section:
    """An item of a paper."""

    number: str
    heading: str
    place: str
    passages: tuple[Passage, ...]

    @property
    def is_procedure(self) -> bool:
        """True for apologies, minutes of the last meeting and the like, which no record is made of."""
        return bool(_PROCEDURE.fullmatch(self.heading))

    @property
    def shown(self) -> str:
        """It as an officer finds it again in the paper."""
        return f"{self.number} {self.heading}".strip()


def chosen(passages: Sequence[Passage], wanted: str | None) -> tuple[Section, list[Passage], list[Section]]:
    """Return the item that is meant, what stands before the first item, and the items left aside.

    Raises ``UnreadableError`` where several could be meant and ``wanted`` names none of them.
    """
    front, sections = divided(passages)
    if wanted is not None:
        section = _wanted(sections, wanted)
        return section, front, [each for each in sections if each is not section]
    real = [each for each in sections if not each.is_procedure] or sections
    if len(real) > 1:
        raise UnreadableError(
            f"there are {len(real)} items in it, and a record is one item — say which, by its number or heading:\n"
            + "\n".join(f'  --item "{each.number or each.heading}"   {each.shown}' for each in real)
        )
    return real[0], front, [each for each in sections if each is not real[0]]


def _wanted(sections: Sequence[Section], wanted: str) -> Section:
    bare = wanted.strip().rstrip(".").casefold()
    by_number = [each for each in sections if each.number.casefold() == bare]
    by_heading = [each for each in sections if each.heading.casefold() == bare]
    near = [
        each
        for each in sections
        if len(bare) > 3 and (bare in each.heading.casefold() or fuzz.ratio(bare, each.heading.casefold()) >= _ALIKE)  # noqa: PLR2004
    ]
    found = next((each for each in (by_number, by_heading, near) if len(each) == 1), None)
    if found is None:
        listed = "\n".join(f"  {each.shown}" for each in sections if each.heading)
        raise UnreadableError(
            f"there is no one item “{wanted}” in it. "
            + (f"These were found:\n{listed}" if listed else "No headings of items were found; leave --item out.")
        )
    return found[0]


def divided(passages: Sequence[Passage]) -> tuple[list[Passage], list[Section]]:
    """Divide a paper into what stands before its first item, and its items; a paper without headings is one item."""
    marks = [(position, _MARK.fullmatch(each.text)) for position, each in enumerate(passages) if not each.label]
    single = [(position, found) for position, found in marks if found and position + 1 < len(passages)]
    heads = _headings(passages)
    if len(single) == 1 and not _is_numbered(heads):
        return _one_item_page(passages, *single[0])
    if not heads:
        return _without_heading(passages)
    sections = []
    for place, (position, number, heading) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(passages)
        sections.append(Section(number, heading, passages[position].place, tuple(passages[position + 1 : end])))
    return list(passages[: heads[0][0]]), sections


def _is_numbered(heads: Sequence[tuple[int, str, str]]) -> bool:
    return sum(bool(number) for _, number, _ in heads) > 1


def _one_item_page(
    passages: Sequence[Passage], position: int, found: re.Match[str] | None
) -> tuple[list[Passage], list[Section]]:
    """Read the page of a single item, as council sites have it: the words "Agenda item", then its heading."""
    number = (found["number"] if found else "") or ""
    head = passages[position + 1]
    return (
        [*passages[:position]],
        [Section(number or head.label.strip("()."), head.text, head.place, tuple(passages[position + 2 :]))],
    )


def _without_heading(passages: Sequence[Passage]) -> tuple[list[Passage], list[Section]]:
    """Take a paper whose headings cannot be told for one item: its first short line is the heading, if it is one."""
    head = list(takewhile(lambda each: len(each.text) <= _LONGEST, passages[:20]))
    apart = [_taken_apart(each) for each in head]
    may_be = [
        n
        for n, (number, text) in enumerate(apart)
        if _could_be(replace(head[n], text=text, label=number)) and not text.endswith(".")
    ]
    numbered = [n for n in may_be if _NUMBER.fullmatch(apart[n][0])]
    for position in numbered or [n for n in may_be if head[n].is_heading or n < 8]:  # noqa: PLR2004
        number, heading = _taken_apart(passages[position])
        return list(passages[:position]), [
            Section(number, heading, passages[position].place, tuple(passages[position + 1 :]))
        ]
    return [], [Section("", "", passages[0].place if passages else "", tuple(passages))]


def _is_of_meeting(text: str, *, is_numbered: bool) -> bool:
    """Tell a line of the paper's head, with the body or the day of its meeting, from the heading of an item."""
    bare = text
    for dated in reversed(find_dates(text)):
        bare = bare[: dated.start] + bare[dated.end :]
    bare = _ABOUT_PAPER.sub("", bare).strip(" –—-,.:|/")
    return not any(letter.isalpha() for letter in bare) or (not is_numbered and bool(_NAME_OF_BODY.fullmatch(bare)))


def _could_be(passage: Passage) -> bool:
    text = passage.text
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and not text.endswith((";", ",", "?", ":"))
        and not passage.is_action
        and not is_action_line(text)
        and any(letter.isalpha() for letter in text)
        and text[:1].upper() == text[:1]
        and (bool(passage.label and _PROCEDURE.fullmatch(text)) or not _NOT_HEADING.fullmatch(text))
        and not _is_of_meeting(f"{passage.label} {text}".strip(), is_numbered=bool(passage.label))
        and opening(text) is None
    )


def _headings(passages: Sequence[Passage]) -> list[tuple[int, str, str]]:
    """Return position, number and words of every heading of an item."""
    found: list[tuple[int, str, str, bool]] = []
    likely: list[tuple[int, str, str, bool]] = []
    bold: list[tuple[int, str, str, bool]] = []
    for position, each in enumerate(passages):
        number, text = _taken_apart(each)
        numbered = bool(_NUMBER.fullmatch(number)) and not each.label.startswith("(")
        if not numbered and (each.label or not (each.is_heading or each.is_bold or text.isupper())):
            continue
        if not _could_be(replace(each, text=text, label=number)) or (text.endswith(".") and not each.is_heading):
            continue
        marked = each.is_heading or each.is_bold or text.isupper() or bool(_NAMED.fullmatch(each.text))
        if numbered:
            certain = marked or "/" in number or _PROCEDURE.fullmatch(text)
            (found if certain else likely).append((position, number, text, True))
        elif not each.label and (each.is_heading or (text.isupper() and len(text) > 8)):  # noqa: PLR2004
            found.append((position, "", text, each.is_heading))
        elif not each.label and each.is_bold:
            bold.append((position, "", text, False))
    if not any(number for _, number, _, _ in found) and any(_PROCEDURE.fullmatch(text) for _, _, text, _ in bold):
        # Where "Apologies" is only a bold line, the bold lines are the headings.
        found = sorted(found + bold)
    if any(number for _, number, _, _ in found):
        found = _with_neighbours([each for each in found if each[1]], likely) + _last_procedure(found)
    found = _not_in_a_row(sorted(found), passages)
    return [(position, number, text) for position, number, text, _ in found]


def _taken_apart(passage: Passage) -> tuple[str, str]:
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
    return [each for each in found if not each[1] and each[0] > first and _PROCEDURE.fullmatch(each[2])]


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
