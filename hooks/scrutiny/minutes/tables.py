"""Tables of minutes as passages: decisions, actions, owners and dates in columns of their own, or mere layout."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from scrutiny.minutes.labels import read_label, split_label
from scrutiny.minutes.paper import Passage

_COLUMNS = (
    ("person", r"attendees?|names?|members?|apologies|attendance"),
    ("number", r"(?:(?:minute|min|item|agenda|agenda item)\.? ?)?(?:no\.?|number|ref\.?|reference|#)"),
    (
        "due",
        r"(?:by )?when\??|(?:due|target|completion)(?: date| by)?|deadlines?|dates?(?: due)?|time ?scales?|by date",
    ),
    (
        "owner",
        (
            r"actions? (?:by|for|owner|officer)|owners?|leads?(?: officer)?|(?:by )?whom?\??"
            r"|responsib\w+(?: officer| for)?|"
            r"(?:responsible |lead )?officers?(?: responsible)?|assigned to|(?:to be )?actioned by"
        ),
    ),
    ("action", r"actions?(?: required| points?| agreed| to be taken)?|tasks?|what"),
    ("recommendation", r"recommendations?"),
    ("decision", r"decisions?(?: (?:made|taken))?|resolutions?|resolved|outcomes?|agreed|decision/resolution"),
    (
        "text",
        (
            r"(?:agenda )?items?|subjects?.*|discussions?.*|minutes?|topics?|summary.*|titles?|details?|notes?|"
            r"key (?:points|issues).*|issues?|comments?"
        ),
    ),
)
_KEYS = re.compile(
    r"(?:decisions?|resolved|resolutions?|agreed|recommendations?|actions?|owner|lead officer|deadline|due(?: date)?|"
    r"by when|committee|meeting|date(?: of meeting)?|date and time|present|in attendance|apologies|venue|contact|chair|"
    r"officers?|title|item|subject|report of|background|outcome|questions?|answers?|response|reply|place|location|time|"
    r"(?:date )?(?:and|/|&) time|date ?/ ?time|(?:date of )?next meeting|presiding|chaired by|minutes by|distribution"
    r"|members(?: present)?|absent)\s*:?",
    re.IGNORECASE,
)
_LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: its cells, each a list of paragraphs, and its place."""

    cells: Sequence[Sequence[Passage]]
    place: str


def flattened(rows: Sequence[Row]) -> tuple[list[Passage], list[str]]:
    """Return the passages of a table in reading order, and what was left out."""
    rows = [row for row in rows if any(row.cells)]
    columns = [_column(_words(cell)) for cell in rows[0].cells] if rows else []
    if columns.count("person") and not {"decision", "action"} & set(columns):
        return [], [f"A list of people was left out ({rows[0].place.partition(' row')[0]})."]
    if {"decision", "owner", "due", "action"} & set(columns) and sum(map(bool, columns)) > 1:
        return [passage for row in rows[1:] for passage in _record(row, columns)], []
    passages: list[Passage] = []
    question = False
    for row in rows:
        first = _words(row.cells[0]).rstrip(".: ") if row.cells else ""
        passages += _answer(row, first) if first == "Q" or (first == "A" and question) else list(_laid_out(row))
        question = first == "Q"
    return passages, []


def _words(cell: Sequence[Passage]) -> str:
    return " ".join(f"{passage.label} {passage.text}".strip() for passage in cell)


def _column(heading: str) -> str:
    bare = heading.strip().rstrip(":").casefold()
    return next((kind for kind, pattern in _COLUMNS if re.fullmatch(pattern, bare)), "")


def _record(row: Row, columns: Sequence[str]) -> Iterator[Passage]:
    """Yield a row of a table whose columns are known: heading, discussion, decision, actions."""
    by_kind: dict[str, list[Passage]] = {}
    for kind, cell in zip(columns, row.cells, strict=False):
        by_kind.setdefault(kind, []).extend(replace(passage, place=row.place) for passage in cell)
    number = _words(by_kind.get("number", []))
    told = [*by_kind.get("text", []), *by_kind.get("", [])]
    subject = row.cells[columns.index("text")] if columns.count("text") > 1 else ()
    if told and not number and len(subject) == 1 and len(told) > 1 and len(subject[0].text) < _LONGEST_HEADING:
        # Of two columns of text the first names the item.
        label, text = split_label(subject[0].text)
        told[0] = replace(told[0], text=text, label=subject[0].label or label, is_heading=True)
    if told and number and len(told[0].text) < _LONGEST_HEADING and not told[0].text.endswith("."):
        told[0] = replace(told[0], label=number, is_heading=True)
    yield from told
    for kind in ("recommendation", "decision"):
        if passages := by_kind.get(kind):
            yield Passage(f"{kind.capitalize()}:", row.place, is_whole=True)
            yield from passages
    yield from _actions(row, by_kind)


def _actions(row: Row, by_kind: dict[str, list[Passage]]) -> Iterator[Passage]:
    """Yield the actions of a row: the paragraphs of its cells belong together in order, where they are as many."""
    actions, owners, dues = (by_kind.get(kind, []) for kind in ("action", "owner", "due"))
    count = max(len(actions), 1) if actions else len(owners)
    for position in range(count):
        said = [*actions[position : position + 1], *(owners if not actions else [])]
        if not any(letter.isalnum() for passage in said for letter in passage.text):
            # A dash in the column says that there is nothing to do.
            continue
        owner = _nth(owners, position, count)
        text = actions[position].text if actions else ""
        if not actions and ":" in owner:
            owner, _, text = (part.strip() for part in owner.partition(":"))
        label = actions[position].label if actions else ""
        yield Passage(
            text, row.place, label, is_whole=True, is_action=True, owner=owner, due=_nth(dues, position, count)
        )


def _nth(cells: Sequence[Passage], position: int, count: int) -> str:
    return cells[position].text if len(cells) == count else "; ".join(passage.text for passage in cells)


def _answer(row: Row, letter: str) -> list[Passage]:
    """Return a row that begins with Q or A in a cell of its own."""
    rest = [replace(passage, place=row.place) for cell in row.cells[1:] for passage in cell]
    return [replace(rest[0], text=f"{letter}: {rest[0].text}"), *rest[1:]] if rest else []


def _laid_out(row: Row) -> Iterator[Passage]:
    """Yield a row whose cells only place things: a number beside its text, a word beside what it names."""
    cells = [[replace(passage, place=row.place) for passage in cell] for cell in row.cells if cell]
    if len(cells) > 1 and len(cells[0]) == 1:
        first, rest = cells[0][0], [passage for cell in cells[1:] for passage in cell]
        label, after = split_label(f"{first.text} ")
        printed = label if label and not after.strip() else first.text
        if read_label(printed) or re.fullmatch(r"\d{1,4}(?:/\d{2,4})?\.?", printed.strip()):
            # The number of an item stands beside its heading.
            yield replace(rest[0], label=printed.strip())
            yield from rest[1:]
            return
        if _KEYS.fullmatch(first.text.strip()) and not first.label:
            yield replace(first, text=first.text.strip().rstrip(":") + ": " + rest[0].text, is_heading=False)
            yield from rest[1:]
            return
    yield from (passage for cell in cells for passage in cell)
