"""How an item was put to the meeting: what kind of item it is, and the post that presented it."""

from __future__ import annotations

import re

from scrutiny.minutes.item import Section
from scrutiny.minutes.minuted import Minuted
from scrutiny.minutes.people import Privacy
from scrutiny.minutes.posts import posts_in
from scrutiny.minutes.told import Clean
from scrutiny.write import Noted, Written, readable

_PRESENTED = re.compile(r"\b(?:presented|introduced|gave|provided|reported|updated|submitted|outlined|explained)\b")


def kind_of(minuted: Minuted) -> Noted | None:
    """Guess whether the item is a report, a presentation and so on; None where no words say it."""
    text = " ".join(
        [minuted.section.heading, *(each.text for each in minuted.introduction)]
        + [each.text for each in minuted.section.passages[:3]]
    )
    for kind, pattern in (
        ("verbal update", r"\b(?:verbal|oral)(?: \w+)? (?:update|report)|\breported orally\b"),
        ("presentation", r"\b(?:gave|receive[ds]?|made) an? (?:\w+ )?presentation\b"),
        ("petition", r"\bpetition (?:of|from|signed|was presented)\b"),
        (
            "report",
            (
                r"\breport(?:s)? (?:of|by|from|was|which)\b|\b(?:introduced|presented|considered|received"
                r"|submitted) (?:a|the|report)\b"
            ),
        ),
    ):
        if found := re.search(pattern, text, re.IGNORECASE):
            return Noted(kind, above=[f"Guessed from the words “{readable(found[0])}”."])
    return None


def presenters(section: Section, privacy: Privacy, line: Clean) -> list[Written]:
    """Return the post that presented the item, where its first paragraphs begin with one; never a name."""
    for each in section.passages[:6]:
        text = privacy.without(each.text, each.place)
        posts = posts_in(text)
        if not posts or not (
            _PRESENTED.search(text) or re.match(r"(?:the )?(?:report|presentation) of the", text, re.IGNORECASE)
        ):
            continue
        first = posts[0]
        leads = re.match(
            r"(?:The )?(?:report of the |presentation (?:by|of) the )?$", text[: first.start], re.IGNORECASE
        )
        if leads and (
            re.match(
                (
                    r"\W*(?:\w+ ){0,2}?(?:presented|introduced|gave|provided|reported|updated|submitted|outlined"
                    r"|explained)\b"
                ),
                text[first.end :],
            )
            or "eport of" in text[: first.start]
        ):
            return [Noted({"role": line(first.words, each.place)}, above=[f"From {each.place}."])]
    return []
