"""From lines to paragraphs: page furniture out, broken lines and words joined, numbers parted from their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from scrutiny.minutes.labels import read_label, split_label
from scrutiny.minutes.limbs import is_cut
from scrutiny.minutes.paper import Paper, Passage, UnreadableError

_PAGE_NUMBER = re.compile(
    (
        r"(?:[-–— ]*page[: ]+\d{1,4}(?: ?(?:of|/) ?\d{1,4})?[-–— ]*|[-–—] ?\d{1,4} ?[-–—]|\d{1,4} of"
        r" \d{1,4})"
    ),
    re.IGNORECASE,
)
_BARE_NUMBER = re.compile(r"\d{1,4}")
_KEY_LINE = re.compile(
    r"\(?(?:[A-Z][A-Z/’'I ]{2,40}:|(?:action|resolved|agreed|recommend\w*|decision|minutes|present|in attendance|"
    r"apologies|note[ds]?|reasons?|supporting documents|contact|question|answer|it was)\b|[qa]\d{0,2} ?[.:)])",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(r"(?:draft )?(?:minutes?|notes|record|agenda)\b", re.IGNORECASE)
_DECIDES = re.compile(r"(?:RESOLVED|AGREED|NOTED|RECOMMEND(?:ED|ATIONS?)|DECISIONS?|MINUTES?)\W*")
_NUMBERED = re.compile(r"(?:[A-Z]{2,6}[ ./])?\d{1,4}[A-Z]?(?:/\d{1,4})*\.?\s+[A-Z]")
_SENTENCE_END = (".", ":", ";", "?", "!", "”", "’", ")", "–", "—", "-")
_KEPT_HYPHEN = frozenset(
    [
        "all",
        "anti",
        "co",
        "cross",
        "decision",
        "de",
        "ex",
        "follow",
        "front",
        "full",
        "half",
        "high",
        "inter",
        "joint",
        "long",
        "low",
        "mid",
        "multi",
        "non",
        "off",
        "on",
        "one",
        "part",
        "post",
        "pre",
        "pro",
        "re",
        "self",
        "semi",
        "short",
        "sub",
        "third",
        "two",
        "three",
        "four",
        "five",
        "un",
        "up",
        "well",
        "year",
    ]
)
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_FILLED = 0.62
"""A line that fills this part of the usual width was broken by the program that laid it out."""
_FULL = 0.8
"""As `_FILLED`, of a line on which a sentence ends: the paragraph may end there too."""
_BROKEN = 0.25
"""Of the lines under each other in a text that was broken so, this part goes on with a small letter."""
_WIDEST_WRAP = 125
"""Letters; files with longer lines have a paragraph on each."""
_REPEATED = 3
_LONGEST_WORD = 60
_SHORT = 110
_LONGEST_JOINED = 24_000
"""Letters in a paragraph put together from lines; the longest of real minutes has about 3,000."""


def paragraphs(paper: Paper) -> list[Passage]:
    """Return the paragraphs of a paper: each with its number or bullet apart, words as they were before layout."""
    lines = _without_furniture(paper.passages)
    words = {word.casefold() for line in lines for word in _WORD.findall(line.text)}
    width = _width([line for line in lines if not line.is_whole])
    joined: list[Passage] = []
    last_length = 0
    waiting: Passage | None = None
    for line in lines:
        passage = _labelled(line)
        if not passage.text and not passage.is_action:
            # A number that stands on a line of its own belongs to what follows.
            waiting = passage
            continue
        if waiting is not None:
            if not passage.label and not passage.is_action:
                passage = replace(passage, label=waiting.label, place=waiting.place, after_gap=True)
            waiting = None
        if joined and _goes_on(joined[-1], passage, last_length, width):
            if len(joined[-1].text) > _LONGEST_JOINED:
                raise UnreadableError(
                    f"this is too long for one item: the paragraph that begins at {joined[-1].place} does not end — "
                    "copy the item anew, so that its paragraphs stand apart"
                )
            joined[-1] = replace(
                joined[-1], text=_glued(joined[-1].text, passage.text, words), is_whole=passage.is_whole
            )
        else:
            joined.append(passage)
        last_length = len(line.text)
    return [replace(each, text=re.sub(r"[ \t]+", " ", each.text).strip()) for each in joined]


def _labelled(line: Passage) -> Passage:
    """Part a printed number from its text, unless the layout gave one already."""
    if line.label or line.is_action:
        # Word prints "3.1" itself; a paragraph may still begin with "(a)" of its own, which is text then.
        return line
    text = line.text
    label, rest = split_label(f"{text} " if len(text) <= 6 else text)  # noqa: PLR2004  a number alone
    return replace(line, label=label, text=rest.strip()) if label else line


def _width(lines: Sequence[Passage]) -> int:
    """Return the width at which the lines of a text were broken; 0 where each paragraph is one line."""
    lengths = sorted(len(line.text) for line in lines)
    pairs = [(one, two) for one, two in pairwise(lines) if not two.after_gap and not split_label(two.text)[0]]
    broken = sum(two.text[:1].islower() and not one.text.endswith(_SENTENCE_END) for one, two in pairs)
    if not pairs or broken < _BROKEN * len(pairs):
        return 0
    width = lengths[int(len(lengths) * 0.9)]
    return width if width <= _WIDEST_WRAP and lengths[-1] <= 1.6 * _WIDEST_WRAP else 0


def _goes_on(before: Passage, now: Passage, last_length: int, width: int) -> bool:
    """Tell whether a line only continues the paragraph before it."""
    if before.is_action or now.is_action or now.label or before.is_heading != now.is_heading or now.is_heading:
        return False
    ends = before.text.endswith(_SENTENCE_END)
    small = now.text[:1].islower() or now.text[:1] in "(£&"
    hyphen = bool(re.search(r"[a-z]-$", before.text[-2:])) and now.text[:1].islower()
    if before.is_whole or now.after_gap:
        # Over a gap or the end of a paragraph only a sentence that cannot end there goes on: a page break.
        cut = before.text.endswith(",") or not ends
        long = len(before.text) > 30 or bool(before.label)  # noqa: PLR2004
        small = now.text[:1].islower() or (is_cut(before.text) and now.text[:1].isdigit())
        return not before.is_whole and (hyphen or (cut and small and long and not _is_key(now.text)))
    if before.text.isupper() and now.text.isupper() and (before.label or _NUMBERED.match(before.text)):
        # A numbered heading in capitals goes on over the end of its line.
        return not _NUMBERED.match(now.text) and not _DECIDES.fullmatch(now.text)
    if _is_key(now.text) and not (now.text[:1].islower() and not ends):
        return False
    if hyphen:
        return True
    if width and last_length >= (_FULL if ends else _FILLED) * width:
        return True
    return not ends and small and not now.text.startswith("(")


def _is_key(text: str) -> bool:
    return bool(_KEY_LINE.match(text)) and not text[:1].islower()


def _glued(before: str, now: str, words: set[str]) -> str:
    """Join two parts of a paragraph; a word parted at the end of a line becomes one again."""
    found = re.search(r"([A-Za-z]+)-$", before[-_LONGEST_WORD:])
    after = re.match(r"[a-z]+", now)
    if not found or not after:
        return f"{before} {now}"
    if f"{found[1]}-{after[0]}".casefold() in words:
        return before + now
    if f"{found[1]}{after[0]}".casefold() in words or found[1].lower() not in _KEPT_HYPHEN:
        return before[:-1] + now
    return before + now


def _without_furniture(lines: Sequence[Passage]) -> list[Passage]:
    """Leave out page numbers and running heads; what stood before and after a page break is then neighbours."""
    shapes = Counter(_shape(line.text) for line in lines if not line.is_whole)
    seen: set[str] = set()
    kept: list[Passage] = []
    for position, line in enumerate(lines):
        shape = _shape(line.text)
        if not line.is_whole and (
            _PAGE_NUMBER.fullmatch(line.text)
            or _is_running(line, shape, shapes, lines, position, seen)
            or _is_page_number(lines, position, shapes)
        ):
            seen.add(shape)
            continue
        seen.add(shape)
        kept.append(line)
    return kept


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", " ".join(text.split())).casefold()


def _is_running(
    line: Passage, shape: str, shapes: Counter[str], lines: Sequence[Passage], position: int, seen: set[str]
) -> bool:
    if len(line.text) > _SHORT or len(shape) < 8 or shape.endswith((".", ":", "?", ";")):  # noqa: PLR2004
        return False
    if _is_key(line.text) and not _OF_PAPER.match(line.text):
        return False
    if split_label(line.text)[0]:
        return False
    beside = [lines[near].text for near in (position - 1, position + 1) if 0 <= near < len(lines)]
    by_number = any(_BARE_NUMBER.fullmatch(text) or _PAGE_NUMBER.fullmatch(text) for text in beside)
    if by_number and shapes[shape] > 1:
        return True
    return shapes[shape] >= _REPEATED and shape in seen


def _is_page_number(lines: Sequence[Passage], position: int, shapes: Counter[str]) -> bool:
    """Tell a page number from the number of an item: it stands at a break or inside a sentence."""
    text = lines[position].text
    if not _BARE_NUMBER.fullmatch(text):
        return False
    before = lines[position - 1] if position else None
    after = lines[position + 1] if position + 1 < len(lines) else None
    if after is None or before is None:
        return True
    if any(shapes[_shape(each.text)] > 1 and len(each.text) > 7 for each in (before, after)):  # noqa: PLR2004
        return True
    return after.text[:1].islower() or not before.text.endswith(_SENTENCE_END) or read_label(text) is None
