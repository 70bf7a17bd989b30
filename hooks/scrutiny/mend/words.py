"""Names and values that the model refuses although there is one thing they can mean.

Only how a word is written is mended (capital letters, spaces, curly quotation marks round it, the form of a date),
never which word it is: a misspelt name is a guess, however near.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scrutiny.load.found import at
from scrutiny.load.text import ODD_SPACE
from scrutiny.mend.days import one_reading
from scrutiny.mend.draft import Draft
from scrutiny.mend.value import value_on
from scrutiny.problem import Problem
from scrutiny.write import Change, scalar

_NAME = re.compile(r"([\"']?)([A-Za-z][\w \-]*?)\1(?= *:(?: |$))")
_SPACES = re.compile(f"[\\s{ODD_SPACE}]+")
_ENDS = f" \t{ODD_SPACE}"
_ROUND = {"“": "”", "„": "“”", "‘": "’", "‚": "‘", '"': '"', "'": "'"}
_CLOSED = frozenset({"not-one-of", "not-a-date", "not-yes-or-no"})


def name_of_field(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield the name of a field in small letters, with ``_`` for its spaces."""
    line, column = problem.place.line or 1, problem.place.column or 1
    found = _NAME.match(draft.lines[line - 1], column - 1)
    if problem.rule != "unknown-name" or not found:
        return
    new = re.sub(r"[ -]+", "_", found[2].strip().lower())
    if new != found[2]:
        start = draft.offset(line, found.start() + 1)
        why = f"“{found[2]}” is the name “{new}”"
        yield (Change(start, start + len(found[0]), new, why),)


def value(draft: Draft, problem: Problem) -> Iterator[tuple[Change, ...]]:
    """Yield other ways to write the value at the place of a problem; the engine takes one only if no other will do."""
    line, column = problem.place.line or 1, problem.place.column or 1
    found = value_on(draft.lines, line - 1)
    if not found or found.start != column - 1:
        return
    text = found.text
    mark = text[0] if text[0] in "\"'" and len(text) > 1 and text[-1] == text[0] else ""
    inside = text[1:-1] if mark else text
    read = [
        at(draft.document.tree, path) for path, place in draft.document.marks.items() if place[2:] == (line, column)
    ]
    # Where an instant may stand, midnight is part of it; in a day's place it is what Excel adds.
    if inside not in read or "\\" in inside or (problem.field.endswith("until") and ":" in inside):
        return
    start = draft.offset(line, found.start + 1)
    seen = set()
    for new, why in _otherwise(inside, problem.rule):
        if new in seen:
            continue
        seen.add(new)
        yield (Change(start, start + len(text), scalar(new), why),)


def _otherwise(text: str, rule: str) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a value may be written instead, each with what changed."""
    bare = text.strip(_ENDS)
    if bare != text and bare:
        yield bare, "the space at the end of the value is deleted"
    if len(bare) > 2 and bare[-1] in _ROUND.get(bare[0], ""):  # noqa: PLR2004  something between two marks
        bare = bare[1:-1].strip(_ENDS)
        yield bare, "the value stands without curly quotation marks"
    if rule not in _CLOSED or not bare:
        return
    if rule == "not-a-date" and (day := one_reading(bare)):
        yield day, f"“{text}” is written {day}"
    plain = _SPACES.sub(" ", bare)
    ways = [plain.lower(), *(re.sub("[-_ ]", sign, plain.lower()) for sign in " -_")]
    if rule == "not-a-date":
        # What follows "every" and "once" are words of the paper, with the capitals they have.
        is_quoted = plain.lower().startswith(("every ", "once "))
        ways = [plain[0].lower() + plain[1:]] if is_quoted else ways[:1]
    for new in ways:
        if new != text:
            yield new, f"“{text}” is written {new}"
