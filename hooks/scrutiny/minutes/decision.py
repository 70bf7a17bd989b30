"""Where minutes decide: the words that open a decision or a recommendation, and those that only sound like one.

Three things make an opening: a verb of deciding, the committee or nobody as its subject, and its place at the head of
a paragraph, behind a heading or behind the words of a vote. A verb in capitals, or parted from what follows by a sign,
is formal and decides wherever it stands. Words in small letters (``The Panel noted the report``) are not: in a
discussion anything may be "agreed" and any complaint "resolved".
"""

from __future__ import annotations

import re
from dataclasses import replace

from scrutiny.minutes.opening import Opening, opened
from scrutiny.minutes.sentence import behind_others, by_subject, each_limb, in_capitals, made, passive
from scrutiny.minutes.words import ADVERB, BODY, SIGN, VERB, VERBS, VOTE
from scrutiny.vocabulary import Verb

_TWO_TONGUES = r"(?:[^/]{3,60} / )?"
_MOVED = r"(?:,? (?:on the (?:motion|proposal)|(?:proposed|moved) by)\b[^:]{0,160}?(?=,? that\b|,? to\b|:),?)?"

_HEAD = re.compile(
    rf"{_TWO_TONGUES}(?:(?:and )?it was |also |further )?(?:{ADVERB} )*(?P<verb>{VERB})(?: {ADVERB})*{VOTE}{_MOVED}"
    rf"(?P<to>\s+to (?:the )?(?:{BODY}))?(?P<sign>{SIGN})?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_LEADS_ON = re.compile(r"(?:that|to|the recommendations?|as|accordingly)\b|\(?[1ai][).]", re.IGNORECASE)
_HEADING = re.compile(
    rf"(?P<word>\(?(?:agreed )?(?:decisions?|resolutions?|decision/resolution|outcomes?|conclusions?"
    r"|recommendations?(?= \w))"
    rf"(?: (?:made|taken|reached|of the {BODY}))?(?: (?:were |was )?(?P<verb>agreed|approved|accepted|endorsed))?"
    r"(?: no\.? ?\d+)?\)?)\s*(?P<sign>:\s*[-–—]?|[-–—]+|$)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_RECOMMENDATION = re.compile(
    rf"{_TWO_TONGUES}(?:(?:officers?[’'] |officer |report )?recommendations?(?: to (?:the"
    rf" )?{BODY})?\s*(?P<sign>:\s*[-–—]?|[-–—]+|$)"
    rf"|(?:it (?:was|is) )?recommended (?:in the report|by officers)(?: that)?{SIGN}?"
    rf"|(?:the )?{BODY} (?:is|are|was|were) (?:asked|recommended|invited|requested) (?:to|that)(?: the)?{SIGN}?"
    rf"|it is recommended that{SIGN}?"
    rf"|the report (?:recommended|recommends|asked|asks|invited|invites) (?:that )?(?:the )?{BODY}(?: to)?{SIGN}?)"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)


def is_heading(text: str) -> bool:
    """Tell whether a paragraph only stands over a decision: ``Decision:``, ``(Resolution No. 2)``."""
    found = _HEADING.fullmatch(text)
    return bool(found) and not (found and found["rest"].strip())


def opening(text: str) -> Opening | None:
    """Read the words at which a decision or a list of recommendations begins; None where none does."""
    for reading in (_recommendation, _heading, _head, each_limb, in_capitals, made, by_subject, passive, behind_others):
        if found := reading(text):
            return found
    return None


def _recommendation(text: str) -> Opening | None:
    found = _RECOMMENDATION.match(text)
    if not found or (found["rest"] and found["rest"][:1] in ".?"):
        return None
    rest = found["rest"].strip()
    return Opening(Verb.RECOMMENDED, text[: len(text) - len(rest)].strip(), rest, is_recommendation=True)


def _heading(text: str) -> Opening | None:
    """Read ``Decision:``, ``Resolution –``, ``Recommendations agreed:``, alone or before what was decided."""
    found = _HEADING.fullmatch(text)
    if not found or (found["sign"].startswith(("-", "–", "—")) and len(found["rest"]) > 300):  # noqa: PLR2004
        return None
    rest = found["rest"].strip()
    if rest and (inner := opening(rest) or _head(rest[0].upper() + rest[1:])) and not inner.is_recommendation:
        return replace(inner, is_formal=True)
    first = re.match(rf"(?:{ADVERB} )*(?P<verb>{VERB})\b(?P<rest>.*)", rest, re.IGNORECASE | re.DOTALL)
    own = found["verb"] or (first and first["verb"])
    if first and not re.search(r"\w", first["rest"]):
        rest = ""
    named = found["word"].casefold().startswith("resol")
    verb = VERBS[own.casefold()] if own else Verb.RESOLVED
    return Opening(verb, found["word"], rest, verb_is_stated=bool(own) or named)


def _head(text: str) -> Opening | None:
    """Read ``RESOLVED:``, ``Agreed –``, ``Resolved that``, ``It was AGREED``: the verb begins the paragraph."""
    found = _HEAD.match(text)
    if not found:
        return None
    verb, rest, sign = VERBS[found["verb"].casefold()], found["rest"], found["sign"]
    capitals = found["verb"].isupper()
    title = found["verb"][0].isupper() and found.start("verb") == 0
    after = rest.strip()
    follows = bool(sign or found["to"]) or not after or bool(_LEADS_ON.match(after))
    if (rest and not sign and rest[0].isalnum()) or not (follows or capitals):
        return None
    if (text.isupper() and after and not follows) or not (capitals or title or found["verb"].casefold() == "resolved"):
        return None
    if verb is Verb.NOTED and re.match(r"that\b", after) and not capitals:
        return None
    if verb in {Verb.DEFERRED, Verb.REFERRED} and re.match(r"\s*(?:back )?to\b", text[found.end("verb") :]):
        # "Deferred to the meeting on ..." is the whole limb: its "to" begins no infinitive.
        return Opening(verb, found["verb"], text)
    # "Resolved that" is one opening; after a colon the word belongs to the limb.
    lead = r"\s*that\b\s*(?=[:–—-]|\(?(?:1|a|i)[).])[:–—-]*" if sign else r",?\s*(?:that|to)\b\s*[:–—-]*"
    drop = re.match(lead, rest)
    rest = (rest[drop.end() :] if drop else rest).strip()
    return opened(verb, text, rest, to=found["to"])
