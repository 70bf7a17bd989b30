"""A decision within a sentence: the committee, or nobody, as the subject of a verb of deciding."""

from __future__ import annotations

import re
from dataclasses import replace

from scrutiny.minutes.opening import EARLIER, ELSEWHERE, Opening, opened
from scrutiny.minutes.words import ADVERB, BODY, PAST, SIGN, VERB, VERBS, VOTE
from scrutiny.vocabulary import Verb

_AFTER = (
    r"(?:(?i:having|following|after|further to|in conclusion|on (?:being put|a|the)|upon|at the end|proposed|moved"
    r"|it was (?:proposed|moved)|with)\b[^.]{0,240}?[, ] ?(?:and )?)?"
)
"""What may lead to the subject: ``Having considered the report, ``; ``Proposed Cllr A, seconded Cllr B and ``."""
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


def in_capitals(text: str) -> Opening | None:
    """Read a verb in capital letters in the middle of a paragraph."""
    if text.isupper():
        return None
    for found in _INSIDE.finditer(text):
        before = text[: found.start()].strip()
        sentence = re.split(r"(?<=[.;:]) ", before)[-1]
        last = sentence.rsplit(" ", 1)[-1]
        if EARLIER.search(before) or ELSEWHERE.match(sentence) or (last.isupper() and len(last) > 3):  # noqa: PLR2004
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
        whole_opening = opened(verb, text[at:], rest, body=body, to=behind["to"] if behind else None)
        return replace(whole_opening, stated=whole_opening.stated.strip(" ,.;)"), before=text[:at].strip(" ,"))
    return None


def made(text: str) -> Opening | None:
    """Read ``The Panel made the following recommendations:``, which are its own."""
    found = _MADE.fullmatch(text)
    if not found:
        return None
    verb = Verb.RECOMMENDED if found["what"].startswith("rec") else Verb.RESOLVED
    return Opening(verb, text.rstrip(" :–—-"), "", is_to_others=verb is Verb.RECOMMENDED)


def each_limb(text: str) -> Opening | None:
    """Read ``The Committee: (a) noted the report; (b) agreed to …``, where each limb has its verb."""
    found = _EACH.fullmatch(text)
    if not found:
        return None
    return Opening(VERBS[found["verb"].casefold()], text[: found.start("rest")].strip(" :–—-"), found["rest"])


def by_subject(text: str) -> Opening | None:
    """Read ``The Panel agreed to …`` and ``It was resolved that …`` in small letters."""
    found = _SUBJECT.match(text)
    if not found or EARLIER.search(text[: found.start("verb")].strip()):
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


def behind_others(text: str) -> Opening | None:
    """Read ``… . It was resolved that …`` behind other sentences of the same paragraph."""
    sentences = re.split(r"(?<=[.;]) (?=[A-Z])", text)
    for count in range(len(sentences) - 1, max(0, len(sentences) - _LAST), -1):
        before, after = " ".join(sentences[:count]), " ".join(sentences[count:])
        if (found := by_subject(after)) and not ELSEWHERE.match(after):
            return replace(found, before=before)
    return None


def passive(text: str) -> Opening | None:
    """Read ``The report was noted.`` and ``Report noted``."""
    found = _PASSIVE.fullmatch(text.strip())
    if not found or text.strip().casefold().startswith("that"):
        return None
    verb = VERBS.get(found["verb"].casefold(), Verb.NOTED)
    return Opening(verb, text.strip().rstrip("."), text.strip(), is_formal=False)
