"""The words that open a decision, taken apart, and those of an earlier or another decision, which open none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrutiny.vocabulary import Verb

EARLIER = re.compile(
    r"\b(?:had|has|have|having)(?: been)?(?: previously| already| \w+ly)?$|\bpreviously$|"
    r"\b(?:previous|last|earlier) (?:meeting|minutes)\b|\bwhich(?: \w+)?$|\bit had been$|\bnot(?: been| yet)?$|\bif$"
    r"|\b(?:the|a|an|as|those)$|\bwhen(?: \w+){0,3}$",
    re.IGNORECASE,
)
"""Before a verb of deciding: then it tells of an earlier decision, or of none."""
ELSEWHERE = re.compile(
    r"(?:at (?:its|the|their|a) (?:\w+ ){0,3}meeting|(?:in|on) (?:\w+ )?(?:\d{1,2}\w{0,2} )?\w+ (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
"""At the head of a sentence that tells of another meeting."""
_RECORD = re.compile(
    r"\bminutes\b.{0,160}\b(?:correct|accurate|true|signed)\b|\bas a (?:correct|accurate|true) (?:and \w+ )?record\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Opening:
    """The words that open a decision, taken apart."""

    verb: Verb
    stated: str
    """The opening as minuted: ``It was AGREED that``."""
    rest: str
    """What follows it in the same paragraph."""
    before: str = ""
    """What stands before it in the same paragraph: still discussion."""
    body: str = ""
    """Who decided, in the words of the minutes; empty where nobody is named."""
    is_formal: bool = True
    is_recommendation: bool = False
    is_to_others: bool = False
    """True for a recommendation that the committee itself makes, to the Cabinet for instance."""
    verb_is_stated: bool = True
    """False under a heading such as ``Decision``, which has no verb."""


def confirms_minutes(text: str) -> bool:
    """Tell whether a decision only confirms the minutes of an earlier meeting."""
    return bool(_RECORD.search(text))


def opened(verb: Verb, text: str, rest: str, *, body: str = "", to: str | None = None, formal: bool = True) -> Opening:
    """Return an opening of the words of a text before ``rest``; a recommendation of a body is one to others."""
    stated = text[: len(text) - len(rest)].strip() if rest else text.strip()
    mine = verb is Verb.RECOMMENDED and bool(body or to)
    return Opening(verb, stated, rest, body=body, is_formal=formal, is_to_others=mine)
