"""The white cells of one row as an update of a record."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from scrutiny.link.relations import Target
from scrutiny.load import read_document
from scrutiny.model import Update
from scrutiny.sheet.columns import Column, Tracker
from scrutiny.vocabulary import Missing
from scrutiny.write import readable, record_text

Entry: TypeAlias = "dict[str, str | list[dict[str, str]]]"
"""An update as a record's file holds it."""

ORDER = ("on", "by", "text", "response", "delivery", "done_on", "assurance")
"""The fields of an update in the order in which records write them; evidence comes last."""

EVIDENCE = Tracker.NEW_EVIDENCE.value
ADDRESS = Tracker.NEW_EVIDENCE_ADDRESS.value
NEEDED_DATE = Tracker.NEW_DATE.value

_LOST = re.compile(r"\?[^\W\d_]")

STAND_IN = "(wrong)"
"""What is judged in place of a text that is wrong; never written, because nothing is while a cell is wrong."""


def missing_parts(texts: Mapping[Column, str]) -> Iterator[tuple[Column, str, str]]:
    """Yield the column, what is wrong and the cure where evidence and addresses do not go together."""
    titles, addresses = _lines(texts.get(EVIDENCE, "")), _lines(texts.get(ADDRESS, ""))
    if addresses and not titles:
        yield EVIDENCE, "this is empty, and the row has an address of evidence", "say what the evidence is"
    elif len(addresses) > len(titles):
        yield ADDRESS, "there are more addresses than pieces of evidence", "give each address its line of evidence"
    elif "" in titles:
        yield EVIDENCE, "there is an empty line between pieces of evidence", "delete it"


def sketched(texts: Mapping[Column, str], wrong: Collection[Column], day: str) -> dict[Column, str]:
    """Return the white cells of a row with something harmless in place of the wrong ones.

    So the checks of a record can judge the other cells in the same run. What a wrong cell might have excused is left
    out too: a completion goes with its delivery, and a delivery with the assurance that may confirm it.
    """
    stand_ins = {NEEDED_DATE: day, Tracker.NEW_BY.value: STAND_IN, Tracker.NEW_NEWS.value: STAND_IN, EVIDENCE: STAND_IN}
    gone = set(wrong)
    if Tracker.NEW_ASSURANCE.value in gone:
        gone.add(Tracker.NEW_DELIVERY.value)
    if Tracker.NEW_DELIVERY.value in gone or NEEDED_DATE in gone:
        gone.add(Tracker.NEW_DONE_ON.value)
    if EVIDENCE in gone:
        gone.add(ADDRESS)
    kept = {column: text for column, text in texts.items() if column not in gone}
    return kept | {column: text for column, text in stand_ins.items() if column in wrong}


def entry_of(target: Target, texts: Mapping[Column, str]) -> Entry:
    """Return the update that the white cells of a row say, for the record that holds what it is about."""
    said = {column.field: _line(text) for column, text in texts.items()}
    entry: Entry = {"about": f"#{target.anchor}"}
    entry |= {name: said[name] for name in ORDER if said.get(name)}
    titles, addresses = _lines(texts.get(EVIDENCE, "")), _lines(texts.get(ADDRESS, ""))
    addresses += [""] * (len(titles) - len(addresses))
    evidence = [{"title": title} | ({"url": url} if url else {}) for title, url in zip(titles, addresses, strict=True)]
    return entry | ({"evidence": evidence} if evidence else {})


def refusal_of(text: str) -> tuple[str, str, str] | None:
    """Say why no file of the record may hold a text (what is wrong, the cure, the rule); None where it may."""
    if not _line(text):
        return "this has no letter that can be seen", "type it again, or empty the cell", "tracker-cell"
    problems = read_document(record_text({"text": _line(text)}).encode("utf-8"), "").problems
    return (problems[0].what, problems[0].cure, problems[0].rule) if problems else None


def is_broken(text: str) -> bool:
    """Tell whether a letter was lost on the way: Excel's older csv writes one that it lacks, such as ŵ, as “?”.

    A question mark before a letter stands in web addresses only; one at the end of a word may be right.
    """
    return "\ufffd" in text or any(_LOST.search(word) for word in text.split() if "://" not in word)


def already_told(entry: Entry, updates: Iterable[Update]) -> bool:
    """Tell whether one of the updates says the same, wherever it is written."""
    said = [entry.get(name, "") for name in ORDER]
    shown = _shown(entry.get("evidence", []))
    return any(said == [getattr(each, name) or "" for name in ORDER] and shown == _evidence(each) for each in updates)


def _evidence(update: Update) -> list[tuple[str, str]]:
    return [(each.title, "" if isinstance(each.url, Missing) else each.url) for each in update.evidence]


def _shown(evidence: str | Sequence[Mapping[str, str]]) -> list[tuple[str, str]]:
    return [] if isinstance(evidence, str) else [(each["title"], each.get("url", "")) for each in evidence]


def _line(text: str) -> str:
    """Put a text on one line: Alt+Enter in Excel is no more than a space in a sentence."""
    return " ".join(readable(text).split())


def _lines(text: str) -> list[str]:
    """Return the lines of a cell, each a piece of evidence or an address."""
    text = readable(text).strip()
    return [" ".join(line.split()) for line in text.split("\n")] if text else []
