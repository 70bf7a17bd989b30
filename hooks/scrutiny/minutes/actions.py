"""Who is to do what by when, as ACTION lines and columns say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrutiny.minutes.dated import Dated
from scrutiny.minutes.dates import find_dates
from scrutiny.minutes.duties import due_dates
from scrutiny.minutes.paper import Passage
from scrutiny.minutes.people import ORGANISATION
from scrutiny.minutes.posts import Known, is_only_posts, posts_in

_LINE = re.compile(
    r"[\[(]?\s*(?:[^/:]{3,40} / )?(?:(?:agreed |key )?actions?(?: (?:points?|by|for|owner|officer"
    r"|required|agreed))*(?: (?:no\.? )?\d{1,2})?"
    r"(?! (?:plans?|logs?|trackers?|points?|lists?|sheets?|notes?|summary)\b)|ap ?\d{1,2}|"
    r"lead officer|responsible officer|to be actioned by|owner)\s*(?:[:–—-]+|\b(?=(?-i:[A-Z])))\s*(?P<said>\S.*?)\s*",
    re.IGNORECASE | re.DOTALL,
)
_LIMB = r"\(?(?:\d{1,2}|[a-z]|[ivx]+)\)?"
_NUMBERS = re.compile(
    rf"[\s–—:,-]*(?=\(|\b(?:resolution|limb|recommendation|no|part|point)s?\b)\(?(?:for )?"
    rf"(?:(?:resolutions?|limbs?|recommendations?|nos?\.?|parts?|points?) )?"
    rf"(?P<numbers>{_LIMB}(?:(?:,| and|,? &) ?{_LIMB})*)\)?\s*$",
    re.IGNORECASE,
)
_FOR_LIMB = re.compile(
    r"(?:(?:minute|item|resolution|min|res)\.? ?)?\d{0,3}\.?\((?P<limb>[ivx]+|[a-z]|\d{1,2})\)\s+", re.IGNORECASE
)
_SEGMENT = re.compile(r"\s+[–—-]\s+|\s*\|\s*|\t")
_HINT = re.compile(r"(?P<who>[^()]{3,120}) \((?P<do>[^()]{2,120})\)")
_COUNCILLOR = re.compile(r"(?:Cllr|Councillor)\.? (?:[A-Z]\.? )*[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}")
_DUE_LABEL = re.compile(
    (
        r"[;,.|(\s–-]*\b(?:deadline|due(?: date| by)?|by when|timescale|target(?: date)?"
        r"|date)\s*[:–-]\s*(?P<due>[^;|)]+)\)?\s*$"
    ),
    re.IGNORECASE,
)
_TO_DO = re.compile(
    r"(?P<who>.{2,160}?)(?:,)? (?:to(?! the\b| an?\b)|will|would|should|agreed to|undertook to) (?P<do>[a-z].*)",
    re.DOTALL,
)
_WHO_LAST = re.compile(r"(?P<do>.{8,}?)\s*(?:[–—-]|\(|\[|;|:|\|)\s*(?P<who>[A-Z][^()\[\]]{1,120}?)[)\]]?\.?", re.DOTALL)
_LETTERS = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,4}(?:(?:/|, ?| and | & )[A-Z][A-Za-z]?[A-Z]{1,4})*")
_TITLE_WORDS = re.compile(r"[A-Z][\w&/’'-]*(?: (?:[A-Z][\w&/’'-]*|of|for|and|the|&|[–-]))+")
_PERSON = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr)\.? )?[A-Z](?:[a-z]+|\.?)(?: [A-Z]\.?)? [A-Z][a-z’'-]+|[A-Z][a-z]+")
_DATE_SIGNS = re.compile(r"[\W_]+|\bby\b")
_MOST_PARTS = 6
_LONGEST_OWNER = 80


@dataclass(slots=True)
class Task:
    """Something to be done, as an ACTION line or a limb gives it."""

    place: str
    text: str = ""
    """What is to be done; empty where the line only names somebody."""
    owners: list[str] = field(default_factory=list)
    """Posts or bodies, in the words of the minutes."""
    due: Dated | None = None
    numbers: list[str] = field(default_factory=list)
    """The limbs it is for, where the line says."""
    names_a_person: bool = False
    """True where the owner is a person by name, which is left out."""


def is_action_line(text: str) -> bool:
    """Tell whether a paragraph is an ACTION line."""
    found = _LINE.fullmatch(text)
    return bool(found) and not (found["said"].endswith(("?",)) if found else False)


def read_action(passage: Passage, known: Known) -> list[Task]:
    """Read an ACTION line or the row of a table of actions."""
    if passage.owner or passage.due or (passage.is_action and not _LINE.fullmatch(passage.text)):
        limb = _FOR_LIMB.match(f"{passage.label} {passage.text}".strip())
        text = passage.text if not limb or passage.label else passage.text[limb.end() :]
        task = _said(text, passage.place, known) if text and not passage.owner else Task(passage.place, text)
        task.numbers = [limb["limb"].lower()] if limb else task.numbers
        if passage.owner:
            who = _said(passage.owner, passage.place, known)
            task.owners = who.owners or (
                [] if who.names_a_person else [passage.owner] if len(passage.owner) < _LONGEST_OWNER else []
            )
            task.names_a_person = who.names_a_person
        if passage.due:
            dates = find_dates(passage.due)
            task.due = (
                Dated(dates[0].date, passage.due, 0, 0, dates[0].inferred)
                if len(dates) == 1
                else Dated("not stated", passage.due, 0, 0)
            )
        return [task]
    bare = passage.text.strip()
    if bare[:1] in "[(" and bare[-1:] in "])":
        bare = bare[1:-1]
    found = _LINE.fullmatch(bare)
    said = found["said"] if found else bare
    for mark in (r";\s*", r"(?<=\)), ?(?:and )?"):
        parts = [part.strip() for part in re.split(mark, said) if part.strip()]
        tasks = [_said(part, passage.place, known) for part in parts]
        if len(parts) > 1 and all(task.owners or task.names_a_person for task in tasks):
            return tasks
    return [_said(said, passage.place, known)]


def _said(said: str, place: str, known: Known) -> Task:
    """Read what stands behind ACTION: somebody, something to do, or both."""
    task = Task(place)
    said = said.strip()
    if found := _DUE_LABEL.search(said):
        said, task.due = said[: found.start()].strip(), _labelled(found["due"].strip())
    if (found := _NUMBERS.search(said)) and found.start():
        task.numbers = re.findall(r"\d{1,2}|\b[a-z]\b|\b[ivx]+\b", found["numbers"])
        said = said[: found.start()].strip()
    if task.due is None:
        task.due = next(iter(due_dates(said)), None)
    bare = said
    if task.due is not None and (at := said.rfind(task.due.stated)) > 0:
        bare = said[:at].strip(" ,;–-(")
    if _who(bare, task, known):
        return task
    if not _hinted(bare, task, known) and not _in_segments(_SEGMENT.split(said), task, known):
        _in_a_sentence(said, bare, task, known)
    return task


def _hinted(bare: str, task: Task, known: Known) -> bool:
    """Read ``Head of Housing (to write)``."""
    if (found := _HINT.fullmatch(bare)) and _who(found["who"], task, known):
        task.text = found["do"]
        return True
    return False


def _in_a_sentence(said: str, bare: str, task: Task, known: Known) -> None:
    """Read ``Head of Housing to write``, or ``Write (Head of Housing)``; other words are what is to be done."""
    for pattern in (_TO_DO, _WHO_LAST):
        for text in (said, bare):
            if (found := pattern.fullmatch(text)) and _who(found["who"].strip(), task, known):
                task.text = found["do"].strip()
                return
    task.text = said


def _labelled(words: str) -> Dated:
    """Read what stands behind a word such as ``Deadline:``."""
    dates = find_dates(words)
    return Dated(dates[0].date if len(dates) == 1 else "not stated", words, 0, 0)


def _in_segments(parts: list[str], task: Task, known: Known) -> bool:
    """Read ``Head of Housing – circulate the list – 3 May 2024``: who, what and by when parted by dashes or tabs."""
    if task.due is not None and _DATE_SIGNS.sub("", parts[-1].replace(task.due.stated, "")) == "":
        parts = parts[:-1]
    if len(parts) == 1 or len(parts) > _MOST_PARTS or not all(parts):  # somebody, and something
        return False
    count = len(parts)
    # The post itself may have a dash: "Corporate Director – Education".
    cuts = [(parts[:n], parts[n:]) for n in range(count - 1, 0, -1)] + [(parts[-1:], parts[:-1])]
    for who, others in cuts:
        if _who(" – ".join(who), task, known):
            task.text = " – ".join(others)
            return True
    return False


def _who(words: str, task: Task, known: Known) -> bool:
    """Take words for the owner, if they are one: posts, known names, letters, or a person's name, which is left out."""
    words = re.sub(r"^the\s+", "", words.strip().rstrip(".")).strip()
    if not words or len(words) > 200:  # noqa: PLR2004
        return False
    if known.owner(words):
        task.owners = [words]
    elif is_only_posts(words):
        task.owners = [named.words for named in posts_in(words)]
    elif (parts := re.split(r" ?/ ?|, | and | & ", words)) and len(parts) > 1 and all(map(_is_one, parts)):
        task.owners = parts
    elif _LETTERS.fullmatch(words):
        task.owners = re.findall(r"[A-Za-z]+", words.replace(" and ", "/"))
    elif _COUNCILLOR.fullmatch(words) or re.fullmatch(
        r"(?:all )?(?:members|officers|partners)|(?:all )?members of the \w+", words, re.IGNORECASE
    ):
        task.owners = [words]
    elif (found := re.fullmatch(r"(?P<name>[^,()]{3,60})(?:, | \()(?P<post>[^()]+)\)?", words)) and is_only_posts(
        found["post"]
    ):
        task.owners = [named.words for named in posts_in(found["post"])]
    elif _TITLE_WORDS.fullmatch(words) and (len(words.split()) > 3 or ORGANISATION.search(words)):  # noqa: PLR2004
        task.owners = [words]
    elif _PERSON.fullmatch(words):
        task.names_a_person = True
    else:
        return False
    return True


def _is_one(words: str) -> bool:
    return bool(_LETTERS.fullmatch(words) or _COUNCILLOR.fullmatch(words) or is_only_posts(words))


def tasks_of(passages: Sequence[Passage], known: Known) -> list[Task]:
    """Read several ACTION lines."""
    return [task for passage in passages for task in read_action(passage, known)]
