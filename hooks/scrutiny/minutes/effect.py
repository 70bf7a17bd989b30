"""What a limb does, by careful rules on its words: nothing but noting is "note", and what fits no rule is "other"."""

from __future__ import annotations

import re

from scrutiny.minutes.words import VERBS
from scrutiny.vocabulary import Effect, Verb

_PAPER = (
    r"(?:reports?|updates?|briefings?|figures|data|information|summary|papers?|notes?|presentation"
    r"|statistics|details|copy|copies|plan|outcomes?|answer|action plan)"
)
_RULES: tuple[tuple[Effect, str], ...] = (
    (Effect.DEFER, r"\b(?:be |is |was )?(?:deferred|adjourned|put off)\b|\bdefer\b"),
    (
        Effect.AS_REPORTED,
        (
            r"\brecommendations? (?:\S+ ){0,12}?(?:be|were|are|was) (?:agreed|approved|accepted|adopted"
            r"|endorsed)|\bas (?:set out|recommended|detailed) in the report\b|\b(?:approve|agree|accept"
            r"|adopt) the recommendations?\b|\bas recommended\b"
        ),
    ),
    (
        Effect.COMMISSION,
        (
            r"\b(?:task (?:and|&) finish|working|review|sub-?) ?-?group\b.{0,80}\b(?:be )?(?:set up"
            r"|established|convened|formed|created)|\b(?:set up|establish|convene|commission) (?:a|an)\b"
            r"|\bbe commissioned\b"
        ),
    ),
    (Effect.REFER, r"\bbe referred (?:back )?to\b|\brefer (?:the|this|it)\b.{0,60}\bto\b"),
    (
        Effect.RECOMMEND,
        (
            r"\b(?:cabinet|council|executive|board|authority) be (?:recommended|urged)\b|\brecommends?"
            r" (?:to|that)\b|\bbe recommended to\b"
        ),
    ),
    (
        Effect.SCHEDULE_SCRUTINY,
        (
            r"\bwork(?:ing)? ?(?:programme|plan)\b|\bcontinues? (?:the |its )?scrutiny\b|\b(?:look"
            r"|consider\w*|review\w*|scrutinise\w*|return to)\b.{0,90}\b(?:again|next meeting|future"
            r" meeting|in (?:six|twelve|three|\d+) months)|\bcome back to the (?:committee|panel|board)\b"
            r"|\bbe (?:added to|placed on|included (?:in|on)) the (?:\w+ )?agenda"
        ),
    ),
    (
        Effect.REQUEST_INFORMATION,
        (
            rf"\b{_PAPER}\b.{{0,160}}\b(?:be|is|are|would be|to be) (?:\w+ )?(?:brought|provided|circulated"
            rf"|presented|submitted|reported|sent|supplied|available|given|shared|received|laid)|\b(?:bring"
            rf"|provide|circulate|present|submit|report|send|supply|share|prepare|receive) (?:back"
            rf" )?.{{0,60}}\b{_PAPER}\b|\b(?:report|reports) (?:back )?(?:to|on|again|jointly)\b|\bset out"
            rf" in a note\b|\bbe reported\b|\brequests?\b.{{0,80}}\b{_PAPER}\b|\blooked at again\b"
        ),
    ),
    (
        Effect.APPROVE,
        (
            r"\bbe (?:approved|adopted|agreed|endorsed|accepted|ratified)\b|^(?:that )?(?:to )?(?:approve"
            r"|adopt|agree|endorse|accept|ratify)s?\b"
        ),
    ),
)
_COMPILED = tuple((effect, re.compile(pattern, re.IGNORECASE | re.DOTALL)) for effect, pattern in _RULES)
_NOTE = re.compile(
    r"(?:that )?(?:to )?(?:the )?(?:[\w’',()-]+ ){0,40}?(?:be|is|are|were|was) (?:received and "
    r"|welcomed and )?(?:noted|received)(?: with [\w ]+)?[.;]?"
    r"|(?:that )?(?:the )?(?:[A-Z]\w+ )*(?:committee|panel|board|members|commission|forum)? ?(?:to"
    r" )?(?:notes?|noted|receives?(?!.{0,200}\b(?:further|another|regular|future|in|by|within|at)\b))\b.*"
    r"|noted\.?|the [\w ]{3,60} (?:was|were) noted\.?|(?:that )?(?:to )?note\b.*|(?:the|its)"
    r" (?:report|update|presentation|contents|position|verbal update|briefing"
    r"|information)\b[^.;]{0,120}\.?",
    re.IGNORECASE | re.DOTALL,
)
_MORE = re.compile(
    (
        r"\b(?:and|but|,)\s+(?:that |to |also |officers |(?:the )?(?:\w+ ){1,4}be )?"
        r"(?:request|ask|agree|recommend|approve|endorse"
        r"|instruct|invite|refer|add|bring|support)\w*\b"
    ),
    re.IGNORECASE,
)
_LIMB_VERBS = (
    (
        Verb.NOTED,
        (
            r"(?:(?:that )?(?:(?:the )?[^.;]{2,120}?) be noted[.;]?|(?:that )?(?:(?:the"
            r" )?[\w ,&’'-]{0,80}?(?:committee|panel|board|members|commission|forum|group|cabinet|council)"
            r" )?(?:to )?note[sd]?\b.*)"
        ),
    ),
    (Verb.APPROVED, r"(?:(?:that )?(?:(?:the )?[^.;]{2,160}?) be approved[.;]?|(?:to )?approve[sd]?\b.*)"),
    (Verb.ENDORSED, r"(?:(?:that )?(?:(?:the )?[^.;]{2,160}?) be endorsed[.;]?|(?:to )?endorse[sd]?\b.*)"),
    (Verb.DEFERRED, r"(?:(?:that )?(?:(?:the )?[^.;]{2,160}?) be deferred\b.*|(?:to )?defer(?:red)?\b.*)"),
    (
        Verb.RECOMMENDED,
        (
            r"(?:(?:that )?(?:(?:the )?[^.;]{2,160}?) be recommended (?:to|that)\b.*|(?:that )?(?:the \w+ )?(?:to )?"
            r"recommend(?:ed|s)? (?:to|that)\b.*)"
        ),
    ),
    (Verb.REFERRED, r"(?:(?:that )?(?:(?:the )?[^.;]{2,160}?) be referred\b.*|(?:to )?refer(?:red)?\b.*)"),
)


def effect_of(text: str, verb: Verb) -> Effect:
    """Return what one limb does; ``other`` where its words fit no rule."""
    found = next((effect for effect, pattern in _COMPILED if pattern.search(text)), None)
    if verb is Verb.DEFERRED and found is None:
        return Effect.DEFER
    if (
        _NOTE.fullmatch(text.strip())
        and not _MORE.search(text)
        and found in {None, Effect.REQUEST_INFORMATION, Effect.AS_REPORTED}
    ):
        return Effect.NOTE
    if found is None and verb is Verb.NOTED and not _MORE.search(text):
        return Effect.NOTE
    if found is None and verb is Verb.RECOMMENDED:
        return Effect.RECOMMEND
    return found or Effect.OTHER


def own_verb(text: str) -> Verb | None:
    """Return the verb of a limb that has its own, such as ``that the report be noted``; None where it has none."""
    flat = " ".join(text.split())
    if _MORE.search(flat):
        return None
    first = flat.split(" ", 1)[0].casefold()
    if flat[:1].islower() or flat.split(" ", 1)[0].isupper():
        first = first.rstrip(":,–-")
        if first in VERBS:
            return VERBS[first]
    return next((verb for verb, pattern in _LIMB_VERBS if re.fullmatch(pattern, flat, re.IGNORECASE)), None)
