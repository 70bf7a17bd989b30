"""A motion that was moved and carried is a decision: only one motion, moved with its words, and said to be carried."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.minutes.opening import Opening
from scrutiny.minutes.paper import Passage
from scrutiny.minutes.words import BODY
from scrutiny.vocabulary import Verb

_MOVED = re.compile(
    r"(?:motion:? |it was )?[^.:;]{0,160}?\b(?:moved|proposed|motion by)\b(?P<how>[^.:;]{0,160}?)"
    rf"\bthat (?:the {BODY}(?=\s*[:–—-]|\s+[a-z(]))?\s*[:–—-]*\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WHO = re.compile(r"\b(?:Councillor|Cllr|Provost|Bailie|Mr|Mrs|Ms|Dr|Chair\w*|Convener|Member|seconded)\b")
_CARRIED = re.compile(
    r"\b(?:motion|proposal|proposition)\b[^.;]{0,80}?\b(?:carried|agreed|approved|passed)\b|^(?:and )?carried\b",
    re.IGNORECASE,
)
_NOT_CARRIED = re.compile(r"\b(?:not carried|lost|fell|defeated|withdrawn|rejected|as amended|if)\b", re.IGNORECASE)
_AMENDED = re.compile(r"\bamendment\b[^.;]{0,80}?\b(?:carried|agreed|approved|passed)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Motion:
    """A motion that was carried: where it stands, and its words as an opening."""

    position: int
    opening: Opening


def carried_motion(passages: Sequence[Passage]) -> Motion | None:
    """Return the motion that was carried; None where none was, or where it could be another one or was amended."""
    moved = [(n, found) for n, each in enumerate(passages) if (found := _moved(each.text))]
    if len(moved) != 1:
        return None
    ((position, found),) = moved
    after = [each.text for each in passages[position:]]
    if any(_AMENDED.search(part) and not _NOT_CARRIED.search(part) for text in after for part in _parts(text)):
        return None
    if any("as amended" in text for text in after) or not any(_is_carried(text) for text in after):
        return None
    rest = found["rest"].strip()
    if end := next((sentence for sentence in re.split(r"(?<=[.;]) ", rest) if _is_carried(sentence)), ""):
        rest = rest[: rest.index(end)].strip()
    text = passages[position].text
    stated = text[: found.start("rest")].strip(" :–—-")
    return Motion(position, Opening(Verb.CARRIED, stated, rest))


def _moved(text: str) -> re.Match[str] | None:
    found = _MOVED.match(text)
    head = text[: found.start("rest")] if found else ""
    return found if found and _WHO.search(head) and not re.search(r"\bamend", head) else None


def _is_carried(text: str) -> bool:
    return any(_CARRIED.search(part) and not _NOT_CARRIED.search(part) for part in _parts(text))


def _parts(text: str) -> list[str]:
    """Part a paragraph where one vote may end and another begin."""
    return re.split(r"(?<=[.;,]) | and (?=the )", text)
