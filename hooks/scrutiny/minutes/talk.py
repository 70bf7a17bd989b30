"""What was told and what was asked: paragraphs of the discussion as points, questions and answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scrutiny.minutes.paper import Passage
from scrutiny.minutes.people import councillor
from scrutiny.minutes.posts import posts_in

_ASKER = (
    r"(?:Councillors? [A-Z][\w.’' -]+?|Cllrs? [A-Z][\w.’' -]+?|(?:A|One|Another|The) [Mm]ember(?:"
    r" of the (?:public|Committee|Panel|Board))?|Members?|The Chair\w*|The Vice-Chair|The"
    r" (?:Committee|Panel|Board|Sub-Committee)|A resident|It was)"
)
_ASKS = (
    r"(?:then |also |further )?(?:asked|queried|enquired|inquired|questioned|wondered|wished to"
    r" know|wanted to know|sought (?:clarification|assurance|clarity|reassurance)|requested"
    r" (?:clarification|assurance))"
)
_ASKED = re.compile(rf"(?:.{{0,160}}? / )?(?P<who>{_ASKER}),? {_ASKS}\b", re.DOTALL)
_ASKED_PASSIVE = re.compile(
    (
        r"(?:A question|An? (?:assurance|query|clarification)|Questions?|Clarification|Assurance)"
        r" (?:was|were) (?:asked|raised|requested|sought|put)\b|With reference to a question\b"
    ),
    re.IGNORECASE,
)
_IN_RESPONSE = re.compile(
    r"In (?:response|reply|answer) to (?:a |an |the )?(?:further |supplementary )?(?:question"
    r"|query|queries|questions|comment)s?(?P<who> (?:from|by|of|raised by) [^,]{2,60}?)?"
    r"(?P<about>,? (?:about|on|regarding|concerning|relating to|as to|whether|asking|in relation"
    r" to)[^,]{3,160})?, (?P<answer>.+)",
    re.DOTALL,
)
_REPLY = re.compile(
    r"(?:In (?:response|reply|answer)\b|(?:The )?[A-Z][\w’',&() -]{2,110}? (?:replied|responded"
    r"|answered|said|explained|advised|confirmed|stated|added|clarified|reported|agreed|informed"
    r"|undertook|promised|offered)\b|"
    r"(?:Members|The (?:Committee|Panel|Board|Sub-Committee)) (?:was|were) (?:advised|informed|told|assured)\b|"
    r"It was (?:confirmed|explained|reported|noted|acknowledged|accepted|advised|stated|clarified|agreed|stressed)\b|"
    r"(?:Answer|Response|Reply|A)\s*[:.]|(?:An|The) answer\b|Officers? (?:replied|said|advised"
    r"|confirmed|explained|undertook|agreed)\b|"
    r"The (?:officer|figures?|answer)\b|This (?:was|would|had)\b|They (?:were|had|would)\b)"
)
_Q = re.compile(r"(?:Q(?:uestion)?\s*\d*\s*[.:)–-])\s*(?P<text>.+)", re.DOTALL)
_A = re.compile(r"(?:A(?:nswer)?|Response|Reply)\s*\d*\s*[.:)–-]\s*(?P<text>.+)", re.DOTALL)
_THANKS = re.compile(r"(?:The )?(?:Chair\w*|Committee|Panel|Board|Members)\b[^.]{0,60}\bthanked\b[^.]*\.?")
_SHORT = 120
_SENTENCE = re.compile(r"(?<=[.?!][”’)]) (?=[A-Z“])|(?<=[.?!]) (?=[A-Z“])")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a member, and the answer."""

    asked: str
    answered: str
    """Empty where the minutes give none."""
    place: str
    councillor: str = ""
    """The name of the councillor who asked, where the minutes name one."""
    by: str = ""
    """Who asked, where it is no councillor by name: ``A member``."""
    answered_by: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A point of the discussion."""

    text: str
    place: str
    label: str = ""
    under: str = ""
    """The line over the list it stands in."""
    is_thanks: bool = False


def read_talk(passages: Sequence[Passage]) -> list[Asked | Told]:
    """Return what was told and asked, in order."""
    found: list[Asked | Told] = []
    under = ""
    position = 0
    while position < len(passages):
        passage = passages[position]
        after = passages[position + 1] if position + 1 < len(passages) else None
        if (
            passage.text.endswith((":", "–", "-"))
            and after is not None
            and (after.label or after.level > passage.level or len(passage.text) < _SHORT)
        ):
            under = passage.text.rstrip(" –-")
            if len(_SENTENCE.split(under)) > 1:
                # It says something itself before it leads on.
                found.append(Told(under, passage.place, passage.label))
            position += 1
            continue
        if not passage.label:
            under = under if found and position and passages[position - 1].text.endswith((":", "–", "-")) else ""
        asked, used = _question(passage, after)
        if asked is not None:
            found.append(asked)
            position += used
            continue
        thanks = bool(_THANKS.fullmatch(passage.text))
        found.append(Told(passage.text, passage.place, passage.label, under, thanks))
        position += 1
    return found


def _question(passage: Passage, after: Passage | None) -> tuple[Asked | None, int]:
    """Read a paragraph as a question, with its answer there or in the next; 0 paragraphs where it is none."""
    text = passage.text
    if found := _Q.match(text):
        if after is not None and not after.label and (reply := _A.match(after.text)):
            return _asked(found["text"], reply["text"], passage), 2
        inline = re.search(r"\s(?:A(?:nswer)?|Response|Reply)\s*[.:]\s+", found["text"])
        if inline:
            return _asked(found["text"][: inline.start()], found["text"][inline.end() :], passage), 1
        return _asked(found["text"], "", passage), 1
    if found := _IN_RESPONSE.match(text):
        if not found["about"]:
            return None, 0
        about = found["about"].strip(" ,")
        return _asked(f"A question {about}", found["answer"], passage, who=found["who"] or ""), 1
    sentences = _SENTENCE.split(text)
    starts = _ASKED.match(text) or _ASKED_PASSIVE.match(text)
    if not starts and not (sentences[0].endswith("?") and len(sentences[0]) > 10):  # noqa: PLR2004
        return None, 0
    if passage.text.startswith("With reference to a question"):
        turn = re.search(r",? it was \w+ that ", text)
        return (_asked(text[: turn.start()], text[turn.start() :].strip(" ,"), passage), 1) if turn else (None, 0)
    count = next(
        (
            n
            for n, sentence in enumerate(sentences)
            if n and (_REPLY.match(sentence) or (sentences[n - 1].endswith("?") and not sentence.endswith("?")))
        ),
        len(sentences),
    )
    asked, answer = " ".join(sentences[:count]), " ".join(sentences[count:])
    if (
        not answer
        and after is not None
        and not after.label
        and _REPLY.match(after.text)
        and not _ASKED.match(after.text)
    ):
        return _asked(asked, after.text, passage), 2
    return _asked(asked, answer, passage), 1


def _asked(asked: str, answered: str, passage: Passage, who: str = "") -> Asked:
    found = _ASKED.match(asked)
    words = who or (found["who"] if found else "")
    name = councillor(words) if words else None
    by = ""
    if words and not name and not words.startswith("It was"):
        by = words.strip().removeprefix("from ").removeprefix("by ").strip()
        by = by if re.match(r"(?:a|one|another|the|members?)\b", by, re.IGNORECASE) else ""
    answered = re.sub(r"^(?:Answer|Response|Reply)\s*:\s*", "", answered.strip())
    return Asked(asked.strip(), answered, passage.place, name or "", by, _who_answers(answered))


def _who_answers(answer: str) -> str:
    """Return the post that answers, where the answer begins with one."""
    found = re.match(r"(?:In (?:response|reply),? )?(?:the |The )?(?=[A-Z])", answer)
    posts = posts_in(answer[:160]) if found else []
    if (
        posts
        and found
        and posts[0].start == found.end()
        and re.match(
            r" (?:replied|responded|answered|said|explained|advised|confirmed|stated|clarified|reported)",
            answer[posts[0].end :],
        )
    ):
        return f"the {posts[0].words}"
    return ""
