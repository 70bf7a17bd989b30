"""Words against words: quoted phrases stand where they are said to, and a change between drafts is one."""

from __future__ import annotations

from collections.abc import Iterator

from scrutiny.check.family import Family
from scrutiny.check.walk import Walked
from scrutiny.load import Path
from scrutiny.model import Item, Recommendation, Resolution
from scrutiny.problem import Problem, did_you_mean
from scrutiny.vocabulary import Change, Missing, Words


class Wording(Family):
    """A problem for every pairing of recommendation and resolution that does not hold."""

    def of_record(self, walked: Walked) -> Iterator[Problem]:
        """Look at the resolutions of a committee item beside its recommendations."""
        item = walked.record
        if not isinstance(item, Item):
            return
        drafts = {draft.number or "1": draft for draft in item.recommendations}
        for position, resolution in enumerate(item.resolutions.list):
            path = ("resolutions", "list", position)
            for tail, what, cure, rule in _pairing(resolution, drafts, ours=item.words is Words.OURS):
                yield walked.document.problem((*path, *tail), what, cure, rule)


def _pairing(
    resolution: Resolution, drafts: dict[str, Recommendation], *, ours: bool
) -> Iterator[tuple[Path, str, str, str]]:
    number = resolution.recommended
    if isinstance(number, Missing):
        if resolution.change:
            yield (
                ("change",),
                "there is a change, but no recommendation to compare with",
                "add recommended:",
                "nothing-to-compare",
            )
        return
    draft = drafts.get(number)
    if draft is None:
        cure = did_you_mean(number, drafts, "give the number of a recommendation of this item")
        yield ("recommended",), f'there is no recommendation "{number}"', cure, "unknown-part"
        return
    if resolution.change is None and not draft.exempt:  # no page compares with what is kept back
        yield (
            (),
            "how it differs from the recommendation is missing",
            "add change: none, editorial or material",
            "change-missing",
        )
    if resolution.change is Change.NONE and ours and draft.text != resolution.text:
        yield (
            ("change",),
            "the two texts differ",
            "say change: editorial or material, or make the texts equal",
            "change-not-none",
        )
    if resolution.change in {Change.EDITORIAL, Change.MATERIAL} and ours and not resolution.changes:
        yield ("change",), "which phrases changed is missing", "add changes: with was: and became:", "change-missing"
    for position, change in enumerate(resolution.changes):
        for field, phrase, text, where in (
            ("was", change.was, draft.text, "recommendation"),
            ("became", change.became, resolution.text, "resolution"),
        ):
            if phrase and phrase not in text:
                yield (
                    ("changes", position, field),
                    f"“{phrase}” does not stand in the text of the {where}",
                    "quote the phrase exactly as it stands there",
                    "phrase-not-found",
                )
