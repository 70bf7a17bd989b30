"""Whether a paper stops in mid-sentence: then no outcome is told, because the decision may stand in what is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scrutiny.minutes.decided import Decided
from scrutiny.minutes.limbs import Limb, is_cut
from scrutiny.minutes.paper import Passage

_ENDS = (".", "?", "!", "”", "’", '"', "'", ")", "]", "…")
_PROSE = 60
"""Letters; anything shorter may be a heading or a name."""
_WHOLE = re.compile(
    r"(?!it was)(?:.{0,60}\b(?:was|were|be|is|are) |(?:the )?(?:report|update|presentation|position|contents"
    r"|information|plan)s? )?(?:noted|received|approved|endorsed|agreed|deferred|welcomed)|.{0,60}\b(?:[ap]\.?m|20\d\d)"
    r"|.{0,40}\b(?:noted|received|approved|endorsed) the "
    r"(?:report|update|presentation|position|contents|information|plan)",
    re.IGNORECASE | re.DOTALL,
)
"""Short sentences that committees leave without a full stop: ``Report noted``."""
_SIGNED = re.compile(
    r"(?:the )?(?:meeting (?:ended|closed|finished|rose)|chair\w*\W*$|signed|dated?\b|next meeting)", re.IGNORECASE
)
_DOES = re.compile(
    r"\b(?:be|is|are|was|were|will|should|shall|to|has|have|no|not|not(?:e|es|ed)|agree[sd]?|approve[sd]?|endorse[sd]?"
    r"|receive[sd]?|ask(?:s|ed)?|request(?:s|ed)?|defer(?:s|red)?|thank(?:s|ed)?)\b",
    re.IGNORECASE,
)


def ends_open(passages: Sequence[Passage]) -> bool:
    """Tell whether the last of the passages ends without the end of a sentence, though others do end with one."""
    last = next((each for each in reversed(passages) if each.text), None)
    if last is None or last.is_heading or last.owner or last.text.rstrip().endswith(_ENDS):
        return last is not None and is_cut(last.text)
    if is_cut(last.text):
        return True
    if _SIGNED.match(last.text) or (not last.label and _WHOLE.fullmatch(last.text)):
        return False
    prose = [
        each.text.rstrip()
        for each in passages
        if len(each.text) > _PROSE and each is not last and not each.is_action and not is_cut(each.text)
    ]
    ended = sum(text.endswith((*_ENDS, ":", ";", "; and", ", and")) for text in prose)
    return 2 * ended >= len(prose)


def lost_limb(decided: Decided, passages: Sequence[Passage], *, is_open: bool) -> Limb | None:
    """Return the last limb of the last decision where it stops in mid-sentence; None where it is whole."""
    limb = decided.limbs[-1] if decided.limbs else None
    if limb is None:
        return None
    if is_cut(limb.text) or limb.text.casefold() in {"that", "to"}:
        return limb
    if not is_open or decided.end != len(passages) or passages[-1].is_action:
        return None
    printed = " ".join(each.text for each in passages[decided.position : decided.end])
    ended = len(re.findall(r"[.;](?=\s)", printed))
    listed = len(decided.limbs) > 1 and ended >= len(decided.limbs) - 1
    begins = re.match(r"\(?(?:a|i|1)[.)] ", limb.text) is not None  # a list of which only the first is here
    return limb if is_cut(passages[-1].text) or listed or begins or not _DOES.search(limb.text) else None
