"""A decision as its limbs: numbered paragraphs, entries within one paragraph, or a single sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from scrutiny.minutes.decision import opening
from scrutiny.minutes.labels import Label, read_label, split_inline
from scrutiny.minutes.paper import Passage

_CONNECTIVE = re.compile(r"(?:[;,]\s*(?:and|or|ac)?|\s+and)\s*$", re.IGNORECASE)
_LAST_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "and",
        "or",
        "that",
        "which",
        "who",
        "be",
        "been",
        "is",
        "was",
        "were",
        "are",
        "as",
        "its",
        "their",
        "his",
        "her",
        "this",
        "these",
        "those",
        "into",
        "than",
        "then",
        "not",
        "but",
        "if",
        "when",
        "between",
        "within",
        "whether",
        "after",
        "before",
        "including",
        "per",
    ]
)
_INLINE_ACTION = re.compile(
    r"\s*[\[(]\s*actions?(?: by| for)?\s*[:–-]\s*(?P<said>[^\[\]]+?)\s*[\])]\s*(?P<end>[.;]?(?:\s*and)?)\s*$",
    re.IGNORECASE,
)
_LONGEST_WORD = 60
_BEGINS_LIMB = re.compile(
    r"(?:that|to|note|agree|ask|request|approve|endorse|recommend|receive|not to)\b", re.IGNORECASE
)


@dataclass(slots=True)
class Limb:
    """One numbered limb of a decision, or one recommendation."""

    text: str
    place: str
    label: str = ""
    """Its number as printed; empty where it has none."""
    actions: list[Passage] = field(default_factory=list)
    """The ACTION words that stand in it or directly under it."""
    stem: str = ""
    """The words that every limb of the list goes on from, where they carry meaning."""


def is_cut(text: str) -> bool:
    """Tell whether a text stops in mid-sentence, by its end: a comma, an open bracket or a word that leads on."""
    bare = text.rstrip()
    if not bare or bare[-1] in ",(-–—&/":
        return bool(bare)
    words = re.findall(r"[\w’'-]+", bare[-_LONGEST_WORD:])
    if bare.count("(") > bare.count(")"):
        return True
    return bare[-1].isalnum() and bool(words) and words[-1].casefold() in _LAST_WORDS


def _cut(rest: str, place: str, following: Sequence[Passage]) -> tuple[list[Limb], int]:
    stem, entries = split_inline(rest)
    if entries:
        limbs = [Limb(_clean(text), place, label.printed) for label, text in entries]
        _stems(limbs, stem)
        taken = _more(limbs, entries[-1][0], following)
        return [_action_out(limb) for limb in limbs], taken
    open_end = not rest or bool(re.search(r"(?:[:–—-]|\b(?:that|to|the committee|members))\s*$", rest, re.IGNORECASE))
    first = following[0] if following else None
    label = read_label(first.label) if first is not None else None
    starts_list = (
        first is not None and not first.is_action and ((label is not None and label.is_first) or first.label == "•")
    )
    if starts_list and (open_end or _is_stem(rest)):
        limbs = []
        taken = _more(limbs, None, following)
        _stems(limbs, rest)
        return [_action_out(limb) for limb in limbs], taken
    if rest and not (open_end and len(rest) < 40):  # noqa: PLR2004  a stem without a list
        return [_action_out(Limb(_clean(rest), place))], 0
    limbs, taken = _unnumbered(following)
    _stems(limbs, rest)
    return [_action_out(limb) for limb in limbs], taken


def cut_limbs(rest: str, place: str, following: Sequence[Passage]) -> tuple[list[Limb], int]:
    """Return the limbs of a decision and how many of the following paragraphs it takes up.

    ``rest`` is what stands behind the opening words, ``following`` the paragraphs after it.
    """
    limbs, taken = _cut(rest, place, following)
    if not rest and len(following) > 1 and _leads_on(following[0], following[1]):
        # "RESOLVED" stands alone, and "That -" on a line of its own leads to the limbs.
        limbs, taken = _cut(following[0].text, following[0].place, following[1:])
        taken += 1
    return [limb for limb in limbs if any(letter.isalnum() for letter in limb.text)], taken


def _leads_on(passage: Passage, after: Passage) -> bool:
    """Tell whether a paragraph is only the beginning of the list below it."""
    if passage.label or passage.is_heading or passage.is_action or after.is_action:
        return False
    label = read_label(after.label)
    begins = after.label == "•" or (label is not None and label.is_first)
    return begins and bool(re.fullmatch(r"(?:that|to)|.{0,120}[:–—-]", passage.text, re.IGNORECASE))


def _is_stem(rest: str) -> bool:
    return not rest.endswith((".", ";")) or len(rest) < 12  # noqa: PLR2004


def _unnumbered(following: Sequence[Passage]) -> tuple[list[Limb], int]:
    """Take paragraphs without numbers: the first, and those after it that begin as a decision does."""
    limbs: list[Limb] = []
    leads = False
    for position, passage in enumerate(following):
        if passage.is_heading or passage.is_action or (passage.label and limbs):
            return limbs, position
        if limbs and not leads and not re.match(r"that\b|to [a-z]", passage.text, re.IGNORECASE):
            return limbs, position
        leads = bool(re.search(r";(?: and)?$", passage.text))
        limbs.append(Limb(_clean(passage.text), passage.place, passage.label if passage.label != "•" else ""))
        if not leads and not _BEGINS_LIMB.match(passage.text):
            return limbs, position + 1
    return limbs, len(following)


def _more(limbs: list[Limb], last: Label | None, following: Sequence[Passage]) -> int:
    """Take numbered paragraphs as long as their numbers go on; deeper lists belong to the limb above them."""
    style_bullet = bool(following) and following[0].label == "•" and last is None
    level = following[0].level if following else 0
    inner: Label | None = None
    for position, passage in enumerate(following):
        label = read_label(passage.label)
        if passage.is_heading:
            return position
        if passage.is_action:
            if limbs:
                limbs[-1].actions.append(passage)
        elif style_bullet and passage.label == "•":
            limbs.append(Limb(_clean(passage.text), passage.place, ""))
        elif (
            label is not None
            and not style_bullet
            and (label.is_first if last is None else label.follows(last))
            and not (inner and label.follows(inner) and passage.level > level)
        ):
            limbs.append(Limb(_clean(passage.text), passage.place, label.printed))
            last, inner = label, None
        elif limbs and label is not None and (label.is_first or (inner is not None and label.follows(inner))):
            limbs[-1].text = f"{limbs[-1].text}\n{passage.label} {_clean(passage.text)}"
            inner = label
        elif limbs and passage.label == "•" and not ((found := opening(passage.text)) and found.is_formal):
            limbs[-1].text = f"{limbs[-1].text}\n– {_clean(passage.text)}"
        elif limbs and not passage.label and passage.text[:1].islower():
            limbs[-1].text = f"{limbs[-1].text} {_clean(passage.text)}"
        else:
            return position
    return len(following)


def _stems(limbs: Sequence[Limb], stem: str) -> None:
    bare = re.sub(r"[:–—-]+\s*$", "", stem).strip()
    if bare.casefold() not in {
        "",
        "that",
        "to",
        "that the committee",
        "that the panel",
        "that members",
        "that the board",
    }:
        for limb in limbs:
            limb.stem = bare


def _clean(text: str) -> str:
    """Return a limb without the comma, semicolon or "and" that only leads to the next."""
    return _CONNECTIVE.sub("", text.strip()).strip()


def _action_out(limb: Limb) -> Limb:
    """Take ``[Action: Head of Housing]`` at the end of a limb out of its text."""
    if found := _INLINE_ACTION.search(limb.text):
        limb.actions.append(Passage(f"ACTION: {found['said']}", limb.place))
        limb.text = _clean(limb.text[: found.start()] + found["end"].strip().removesuffix("and"))
    return limb
