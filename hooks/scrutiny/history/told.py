"""What a public record says, field by field, in a form that can be compared.

Comments, line breaks, the order of names, and the several ways of writing one value are gone; what the papers do not
say is not there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple, TypeAlias

from scrutiny.history.named import CALLED
from scrutiny.model import Item, Model, Record

Told: TypeAlias = "str | int | list[Told] | dict[str, Told] | None"
"""A value as told; None for what is missing."""

UNSAID = frozenset(("not stated", "unknown", "not recorded"))
"""Values that say that a value is missing: to learn it later corrects nothing."""
NOT_SHOWN = frozenset({"sha256", "seen"})
"""Fields of parts that only serve the checks of sources."""

_KNOWN_BY = {
    "sources": "ref",
    "updates": "on",
    "discrepancies": "title",
    "facts": "label",
    "judgements": "domain",
    "gaps": "what",
    "inferred": "what",
    "corrected": "what",
}
"""Lists whose entries are told one by one, and the field by which an entry is known again."""
_CALLED_BY_IT = frozenset({"updates", "judgements"})
"""Those whose entries a page calls by that field."""
_OF_THE_MEETING = ("date", "state", "minutes")
"""The facts of the meeting at which an item was taken; its record is another page."""
_ASPECTS = {
    **dict.fromkeys(("text", "asked", "answered", "title", "lead"), "wording"),
    **dict.fromkeys(("due", "time_limit", "when"), "deadline"),
    "owner": "owner",
}
"""What of a part it is, by the field; any other field is a detail of it."""
_SPACES = re.compile(r"\s+")
_PARAGRAPH = re.compile(r"\n\s*\n")


class Piece(NamedTuple):
    """Something that a page tells without giving it an address."""

    called: str
    """What a page calls it: words of ``CALLED``."""
    key: str = ""
    """By what it is known again in another version."""
    is_named: bool = False
    """True where a page calls it by that as well."""


def pieces_of(record: Record) -> dict[Piece, Told]:
    """Return what a public record says outside its numbered parts, piece by piece."""
    found: defaultdict[Piece, dict[str, Told]] = defaultdict(dict)
    for field in type(record).model_fields:
        if field not in CALLED:
            continue
        value = getattr(record, field)
        if isinstance(record, Item) and field == "meeting":
            for part in _OF_THE_MEETING:
                found[Piece(CALLED[part])][part] = told(getattr(value, part))
        elif isinstance(record, Item) and field == "resolutions":
            found[Piece(CALLED[field])][field] = told(value.model_copy(update={"list": ()}))
        elif field in _KNOWN_BY:
            for key, entries in _entries(value, _KNOWN_BY[field]):
                found[Piece(CALLED[field], key, field in _CALLED_BY_IT)][field] = entries
        elif isinstance(value, dict):
            for name, each in value.items():
                found[Piece(CALLED[field], name)][field] = told(each)
        else:
            found[Piece(CALLED[field])][field] = told(value)
    return {piece: said for piece, fields in found.items() if (said := _some(fields))}


def _entries(values: Iterable[Model], known_by: str) -> Iterator[tuple[str, Told]]:
    """Yield the entries of a list, those together that are known by the same."""
    found: defaultdict[str, list[Told]] = defaultdict(list)
    for each in values:
        found[str(told(getattr(each, known_by)) or "")].append(told(each))
    yield from found.items()


def told_parts(record: Record) -> dict[str, dict[str, Told]]:
    """Return the parts of a public record that have an address, by anchor, each with what it says by aspect."""
    return {anchor: _aspects(part) for anchor, part in record.parts().items()}


def _aspects(part: Model) -> dict[str, Told]:
    """Return wording, deadline, owner and details of a part; of what it sets to be done as well."""
    found: defaultdict[str, dict[str, Told]] = defaultdict(dict)
    fields = told(part)
    for field, value in fields.items() if isinstance(fields, dict) else ():
        within = value.items() if field == "action" and isinstance(value, dict) else ((field, value),)
        for name, said in within:
            found[_ASPECTS.get(name, "details")][f"{field}.{name}"] = said
    return dict(found)


def told(value: object) -> Told:
    """Return a value of a record as told."""
    if isinstance(value, Model):
        fields = (name for name in type(value).model_fields if name not in NOT_SHOWN)
        return _some({name: told(getattr(value, name)) for name in fields})
    if isinstance(value, dict):
        return _some({str(name): told(each) for name, each in value.items()})
    if isinstance(value, tuple | list):
        return [said for each in value if (said := told(each)) is not None] or None
    if value is None or isinstance(value, int):
        return value
    text = str(value.value if isinstance(value, Enum) else value)
    text = "\n\n".join(_SPACES.sub(" ", paragraph.strip()) for paragraph in _PARAGRAPH.split(text.strip()))
    return None if not text or text in UNSAID else text


def _some(fields: dict[str, Told]) -> dict[str, Told] | None:
    return {name: value for name, value in fields.items() if value is not None} or None
