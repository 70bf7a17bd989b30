"""The recommendations put to a committee as a record has them, and which of them a resolution answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from scrutiny.minutes.effect import effect_of
from scrutiny.minutes.limbs import Limb
from scrutiny.minutes.posts import plain
from scrutiny.minutes.told import LEFT_OUT, Clean
from scrutiny.minutes.unique import numbers_of
from scrutiny.vocabulary import Verb
from scrutiny.write import Noted, Written

_ALIKE = 60
"""Of a hundred; from here two texts of the same number are shown to the officer as a likely pair."""


def _bare(text: str) -> str:
    """Return a limb as limbs are compared, without the word that leads to it."""
    return plain(re.sub(r"^(?:that|to)\s+", "", text, flags=re.IGNORECASE))


def found_at(limb: Limb, line: Clean, number: str = "") -> str:
    """Say where a limb stands in the paper; ``number`` is the one the record gives it."""
    said = f"{limb.place}, after “{line(limb.stem, limb.place)}”" if limb.stem else limb.place
    return said if limb.label or not number else f"{said}; the minutes give it no number"


class Recommended:
    """The recommendations of one item, found again by their words and by their numbers."""

    def __init__(self, limbs: Sequence[Limb], text: Clean, line: Clean) -> None:
        self.text, self.line = text, line
        self.like: list[str] = []
        """Numbers of recommendations that a resolution is like, and may answer."""
        self.drafts = list(zip(numbers_of([limb.label for limb in limbs]), limbs, strict=True))
        self.by_words: dict[str, str] = {}
        self.by_label: dict[str, tuple[str, Limb]] = {}
        for number, limb in reversed(self.drafts):
            self.by_words[_bare(limb.text)] = number
            if limb.label:
                self.by_label[limb.label] = (number, limb)

    def written(self) -> list[Written]:
        """Write the recommendations, each with its place."""
        written: list[Written] = []
        for number, limb in self.drafts:
            group: dict[str, Written] = {
                "number": number if limb.label or len(self.drafts) > 1 else "",
                "effect": Noted(effect_of(limb.text, Verb.AGREED).value, above=["guessed from its words"]),
                "text": self.text(limb.text, limb.place) or LEFT_OUT,
            }
            written.append(Noted(group, above=[found_at(limb, self.line)]))
        return written

    def pairing(self, limb: Limb) -> dict[str, Written]:
        """Pair a limb with the recommendation of the same words; one of like words is left to the officer."""
        if number := self.by_words.get(_bare(limb.text)):
            return {"recommended": number, "change": Noted("none", above=["the same words"])}
        label, other = self.by_label.get(limb.label, ("", None))
        if label and other is not None and fuzz.token_set_ratio(plain(other.text), plain(limb.text)) >= _ALIKE:
            self.like.append(label)
            below = [
                "like the recommendation of its number; if it answers it, write these two lines:",
                f"recommended: {label}",
                "change: editorial   # or: material",
            ]
            return {"recommended": Noted("", below=below)}
        return {}
