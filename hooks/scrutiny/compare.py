"""Recommended and resolved wording side by side: which phrases were taken out, which put in.

Where a record is in this site's words, only the phrases its editor quotes are marked; a diff of two
paraphrases would invent changes. Where the words are the minutes' own, words are compared.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from scrutiny.language import say
from scrutiny.model import Recommendation, Resolution, WordChange


@dataclass(frozen=True)
class Segment:
    """A run of words: the ``same`` on both sides, taken ``out``, or put ``in``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """Both texts of one decision, cut into segments."""

    left: tuple[Segment, ...]
    right: tuple[Segment, ...]


def compare(recommended: Recommendation, resolved: Resolution, *, as_minuted: bool) -> Comparison:
    """Compare a recommendation with the resolution that answers it."""
    if as_minuted and not resolved.changes:
        return _words_compared(recommended.text, resolved.text)
    return Comparison(
        _marked(recommended.text, [change.was for change in resolved.changes], "out"),
        _marked(resolved.text, [change.became for change in resolved.changes], "in"),
    )


def wording_only(changes: tuple[WordChange, ...]) -> str:
    """Say an editorial change in a sentence: ``“Committee” became “Committee meeting”``."""
    parts = []
    for change in changes:
        if change.was and change.became:
            parts.append(say("“{was}” became “{became}”", was=change.was, became=change.became))
        elif change.became:
            parts.append(say("“{words}” was put in", words=change.became))
        else:
            parts.append(say("“{words}” was taken out", words=change.was))
    return "; ".join(parts)


def _marked(text: str, phrases: list[str | None], kind: str) -> tuple[Segment, ...]:
    found = sorted((start, start + len(phrase)) for phrase in phrases if phrase and (start := text.find(phrase)) >= 0)
    segments, end = [], 0
    for start, stop in _merged(found):
        if start > end:
            segments.append(Segment("same", text[end:start]))
        segments.append(Segment(kind, text[start:stop]))
        end = stop
    if end < len(text):
        segments.append(Segment("same", text[end:]))
    return tuple(segments)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Make one span of those that overlap."""
    merged: list[tuple[int, int]] = []
    for start, stop in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((start, stop))
    return merged


def _words_compared(recommended: str, resolved: str) -> Comparison:
    before, after = (re.findall(r"\s+|[^\s]+", text) for text in (recommended, resolved))
    left: list[Segment] = []
    right: list[Segment] = []
    for operation, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if a < b:
            left.append(Segment("same" if operation == "equal" else "out", "".join(before[a:b])))
        if c < d:
            right.append(Segment("same" if operation == "equal" else "in", "".join(after[c:d])))
    return Comparison(tuple(left), tuple(right))
