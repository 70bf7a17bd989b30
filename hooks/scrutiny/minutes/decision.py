"""Where minutes decide: the words that open a decision or a recommendation, and those that only sound like one.

Three things make an opening: a verb of deciding, the committee or nobody as its subject, and its place at the head of
a paragraph, behind a heading or behind the words of a vote. A verb in capitals, or parted from what follows by a sign,
is formal and decides wherever it stands. Words in small letters (``The Panel noted the report``) are not: in a
discussion anything may be "agreed" and any complaint "resolved".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from scrutiny.minutes.words import ADVERB, BODY, PAST, SIGN, VERB, VERBS, VOTE
from scrutiny.vocabulary import Verb

_TWO_TONGUES = r"(?:[^/]{3,60} / )?"
_MOVED = r"(?:,? (?:on the (?:motion|proposal)|(?:proposed|moved) by)\b[^:]{0,160}?(?=,? that\b|,? to\b|:),?)?"
_AFTER = (
    r"(?:(?i:having|following|after|further to|in conclusion|on (?:being put|a|the)|upon|at the end|proposed|moved"
    r"|it was (?:proposed|moved)|with)\b[^.]{0,240}?[, ] ?(?:and )?)?"
)
"""What may lead to the subject: ``Having considered the report, ``; ``Proposed Cllr A, seconded Cllr B and ``."""

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
_INSIDE = re.compile(rf"(?<![\w’'-])(?:{PAST.upper()})\b(?!-)")
_SUBJECT = re.compile(
    rf"{_AFTER}(?:[Ii]t was|(?:[Tt]he |[Aa]ll )?(?P<body>{BODY}))(?:[^.;:]{{0,90}}?,? and)??(?: {ADVERB})*"
    rf" (?P<verb>{VERB})(?P<tail>(?: {ADVERB})*{VOTE}(?P<to> to (?:the )?{BODY})?"
    r"(?:\s*(?::\s*[-–—]?|[-–—]+)|,?\s+(?P<word>that|to|the|its|this)\b|\s*$))(?P<rest>.*)",
    re.DOTALL,
)
_MADE = re.compile(
    rf"(?:[Tt]he )?{BODY} (?:therefore )?(?:made|makes|put forward|wished to make) (?:the following"
    rf" )?(?P<what>recommendations?|decisions?|resolutions?)[^.:]{{0,90}}:\s*[-–—]?"
)
_EACH = re.compile(
    rf"{_AFTER}(?:[Tt]he )?{BODY}\s*(?::\s*[-–—]?|[-–—]+)?\s*(?P<rest>\((?:a|1|i)\)\s*(?P<verb>(?i:{VERB}))\b.*)",
    re.DOTALL,
)
_PASSIVE = re.compile(
    r"(?:that )?(?:the )?(?:report|update|presentation|contents of the report|verbal update|position|briefing"
    r"|information|contents)s?(?: (?:was|were|be))? (?P<verb>noted|received|endorsed|approved|deferred)\.?",
    re.IGNORECASE,
)
_EARLIER = re.compile(
    r"\b(?:had|has|have|having)(?: been)?(?: previously| already| \w+ly)?$|\bpreviously$|"
    r"\b(?:previous|last|earlier) (?:meeting|minutes)\b|\bwhich(?: \w+)?$|\bit had been$|\bnot(?: been| yet)?$|\bif$"
    r"|\b(?:the|a|an|as|those)$|\bwhen(?: \w+){0,3}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"(?:at (?:its|the|their|a) (?:\w+ ){0,3}meeting|(?:in|on) (?:\w+ )?(?:\d{1,2}\w{0,2} )?\w+ (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_RECORD = re.compile(
    r"\bminutes\b.{0,160}\b(?:correct|accurate|true|signed)\b|\bas a (?:correct|accurate|true) (?:and \w+ )?record\b",
    re.IGNORECASE | re.DOTALL,
)
_MUST = re.compile(
    r"\b(?:be|would|should|will|to|must)\b|^(?:the )?(?:report|update|contents|recommendations?)", re.IGNORECASE
)
_PAPERS = re.compile(
    r"\s*(?:\w+ ){0,3}?(?:report|update|presentation|contents|recommendations?|position|plan|briefing|information"
    r"|proposals?|strategy|scheme|policy|terms of reference|progress|action plan|work programme|budget|arrangements"
    r"|risks?|findings|response|statement|dashboard)s?\b"
)


_LAST = 20
"""Sentences at the end of a paragraph in which a decision is looked for."""


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


def is_heading(text: str) -> bool:
    """Tell whether a paragraph only stands over a decision: ``Decision:``, ``(Resolution No. 2)``."""
    found = _HEADING.fullmatch(text)
    return bool(found) and not (found and found["rest"].strip())


def opening(text: str) -> Opening | None:
    """Read the words at which a decision or a list of recommendations begins; None where none does."""
    for reading in (_recommendation, _heading, _head, _each, _inside, _made, _subject, _passive, _later):
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
    return _opened(verb, text, rest, to=found["to"])


def _opened(verb: Verb, text: str, rest: str, *, body: str = "", to: str | None = None, formal: bool = True) -> Opening:
    stated = text[: len(text) - len(rest)].strip() if rest else text.strip()
    mine = verb is Verb.RECOMMENDED and bool(body or to)
    return Opening(verb, stated, rest, body=body, is_formal=formal, is_to_others=mine)


def _inside(text: str) -> Opening | None:
    """Read a verb in capital letters in the middle of a paragraph."""
    if text.isupper():
        return None
    for found in _INSIDE.finditer(text):
        before = text[: found.start()].strip()
        sentence = re.split(r"(?<=[.;:]) ", before)[-1]
        last = sentence.rsplit(" ", 1)[-1]
        if _EARLIER.search(before) or _ELSEWHERE.match(sentence) or (last.isupper() and len(last) > 3):  # noqa: PLR2004
            continue
        rest = text[found.end() :]
        behind = re.match(
            rf"(?:\s+{ADVERB})*{VOTE}(?P<to>\s+to (?:the )?{BODY})?{SIGN}?\s*(?:(?:that|to)\b\s*[:–—-]*)?", rest
        )
        rest = rest[behind.end() :].strip() if behind else rest.strip()
        subject = re.search(rf"(?:\bit was|(?:\b[Tt]he )?(?P<body>{BODY}),?)(?: {ADVERB})*$", sentence)
        verb = VERBS[found[0].casefold()]
        kept = text.index(sentence, len(before) - len(sentence)) if sentence else len(before)
        body = subject["body"] or "" if subject else ""
        # The subject belongs to the opening; anything longer before the verb is still discussion.
        whole = bool(subject) and subject is not None and subject.start() == 0
        at = kept if whole else (kept + subject.start() if subject else found.start())
        opened = _opened(verb, text[at:], rest, body=body, to=behind["to"] if behind else None)
        return replace(opened, stated=opened.stated.strip(" ,.;)"), before=text[:at].strip(" ,"))
    return None


def _made(text: str) -> Opening | None:
    """Read ``The Panel made the following recommendations:``, which are its own."""
    found = _MADE.fullmatch(text)
    if not found:
        return None
    verb = Verb.RECOMMENDED if found["what"].startswith("rec") else Verb.RESOLVED
    return Opening(verb, text.rstrip(" :–—-"), "", is_to_others=verb is Verb.RECOMMENDED)


def _each(text: str) -> Opening | None:
    """Read ``The Committee: (a) noted the report; (b) agreed to …``, where each limb has its verb."""
    found = _EACH.fullmatch(text)
    if not found:
        return None
    return Opening(VERBS[found["verb"].casefold()], text[: found.start("rest")].strip(" :–—-"), found["rest"])


def _subject(text: str) -> Opening | None:
    """Read ``The Panel agreed to …`` and ``It was resolved that …`` in small letters."""
    found = _SUBJECT.match(text)
    if not found or _EARLIER.search(text[: found.start("verb")].strip()):
        return None
    verb, word, rest = VERBS[found["verb"].casefold()], found["word"], found["rest"].strip()
    open_end = not re.search(r"\w", rest) and (bool(re.search(r"[:–—-]\s*$", found[0])) or not found["tail"].strip())
    said = f"{word} {rest}" if word and word not in {"that", "to"} else rest.strip(" :–—-")
    if said.endswith(":") and re.match(r"(?:the )?(?:following|recommendations?|actions?)", said):
        open_end, said = True, ""
    if said.startswith("following") and ":" in said[:60]:
        open_end, said = True, said.partition(":")[2].strip()
    formal = open_end or found["verb"].casefold() == "resolved"
    if not formal and word == "that" and (verb is Verb.NOTED or not _MUST.search(rest)):
        return None
    if not formal and word in {"the", "its", "this"} and not _PAPERS.match(found["rest"]):
        return None
    at = found.end("verb")
    body = found["body"] or ""
    mine = verb is Verb.RECOMMENDED and bool(body or found["to"])
    return Opening(verb, text[:at].strip(), said, body=body, is_formal=formal, is_to_others=mine)


def _later(text: str) -> Opening | None:
    """Read ``… . It was resolved that …`` behind other sentences of the same paragraph."""
    sentences = re.split(r"(?<=[.;]) (?=[A-Z])", text)
    for count in range(len(sentences) - 1, max(0, len(sentences) - _LAST), -1):
        before, after = " ".join(sentences[:count]), " ".join(sentences[count:])
        if (found := _subject(after)) and not _ELSEWHERE.match(after):
            return replace(found, before=before)
    return None


def _passive(text: str) -> Opening | None:
    """Read ``The report was noted.`` and ``Report noted``."""
    found = _PASSIVE.fullmatch(text.strip())
    if not found or text.strip().casefold().startswith("that"):
        return None
    verb = VERBS.get(found["verb"].casefold(), Verb.NOTED)
    return Opening(verb, text.strip().rstrip("."), text.strip(), is_formal=False)
