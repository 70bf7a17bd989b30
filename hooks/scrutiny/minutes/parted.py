"""An item parted: what the agenda said, what is minuted, and what is left out on purpose, such as who was present."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scrutiny.minutes.actions import is_action_line
from scrutiny.minutes.decided import DECISION
from scrutiny.minutes.decision import opening
from scrutiny.minutes.paper import Passage
from scrutiny.minutes.people import is_contact_only

_MINUTES = re.compile(r"(?:draft )?minutes\s*:?", re.IGNORECASE)
_TAIL = re.compile(
    (
        r"(?:supporting documents|background (?:papers|documents)|related documents"
        r"|attachments)\s*:?.{0,200}"
    ),
    re.IGNORECASE | re.DOTALL,
)
_FURNITURE = re.compile(
    (
        r"view (?:the )?(?:background|decision|agenda|directions|as html|reasons|minutes|additional"
        r"|full)\b.{0,80}|PDF [\d.]+ [KM]B|.{0,120}\bPDF [\d.,]+ [KM]B|link to document.{0,40}|back to"
        r" top"
    ),
    re.IGNORECASE,
)
_MEETING_OF = re.compile(r"meeting of .+(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
_WHO_CAME = re.compile(r"[^.]{0,80}\b(?:in attendance|were present|attended)\b[^.]{0,80}:", re.IGNORECASE)
_PRESENT = re.compile(
    r"(?:also )?(?:present|in attendance|apologies(?: for absence)?|attendance)\b\s*(?::|$)", re.IGNORECASE
)
_ACTIONS = re.compile(
    r"(?:(?:agreed|key|summary of|list of|follow[- ]up) )?actions?(?: ?/ ?[\w ]{3,50})?"
    r"(?: (?:points?|agreed|arising|required|summary|list|table|from (?:the|this) meeting))*\s*:?",
    re.IGNORECASE,
)
_AND_ALSO = re.compile(
    r"[,;]? and (?:also |further |it was )?(?=(?:RESOLVED|AGREED|NOTED|RECOMMENDED|ENDORSED"
    r"|APPROVED)\b)"
)


def parted(passages: Sequence[Passage]) -> tuple[list[Passage], list[Passage], bool]:
    """Part what the agenda said beforehand from the minutes; all is minutes where nothing marks where they begin."""
    end = next((n for n, each in enumerate(passages) if _TAIL.fullmatch(each.text) and not each.label), len(passages))
    passages = [part for each in passages[:end] for part in _marker_apart(each)]
    marks = [
        n
        for n, each in enumerate(passages)
        if not each.label and (_MINUTES.fullmatch(each.text) or DECISION.fullmatch(each.text))
    ]
    if not any(_MINUTES.fullmatch(passages[n].text) for n in marks):
        return [], list(passages), False
    minutes = [each for each in passages[marks[0] :] if not _MINUTES.fullmatch(each.text)]
    return list(passages[: marks[0]]), minutes, True


def _marker_apart(passage: Passage) -> list[Passage]:
    """Part ``Minutes: The Chair welcomed …`` into the mark and the text."""
    found = re.match(r"minutes:\s+(?=[A-Z])", passage.text, re.IGNORECASE)
    if not found or passage.label:
        return [passage]
    return [replace(passage, text="Minutes:"), replace(passage, text=passage.text[found.end() :])]


def _rejoined(whole: Passage, parts: list[Passage]) -> list[Passage]:
    """Part ``NOTED the report and AGREED that …`` only where each part decides."""
    return parts if len(parts) > 1 and all(opening(part.text) for part in parts) else [whole]


def without_furniture(passages: Sequence[Passage], left_out: list[str]) -> list[Passage]:
    """Leave out contact lines, links of the page and lists of who was there, saying so; mark ACTION lines."""
    kept: list[Passage] = []
    in_actions = in_people = False
    for each in passages:
        if _ACTIONS.fullmatch(each.text) and not each.is_action:
            in_actions = True
            continue
        alone = in_actions and not each.label and (not kept or not kept[-1].is_action) and not each.is_heading
        in_people = in_people and bool(each.label)
        in_actions = in_actions and (bool(each.label) or (alone and opening(each.text) is None))
        if in_actions and not each.is_action:
            kept.append(replace(each, is_action=True))
        elif _WHO_CAME.fullmatch(each.text):
            in_people = True
            left_out.append(f"{each.place}: who was present.")
        elif in_people and each.label:
            continue
        elif is_contact_only(each.text):
            left_out.append(f"{each.place}: a line with a way to reach somebody.")
        elif _FURNITURE.fullmatch(each.text) or (_MEETING_OF.match(each.text) and len(each.text) < 200):  # noqa: PLR2004
            continue
        elif _PRESENT.match(each.text):
            left_out.append(f"{each.place}: who was present.")
        else:
            action = not each.is_action and not each.is_heading and is_action_line(each.text)
            parts = (
                [each]
                if action or each.is_action
                else [replace(each, text=part) for part in _AND_ALSO.split(each.text)]
            )
            kept += [replace(each, is_action=True)] if action else _rejoined(each, parts)
    return kept
