"""Ways to make a column: from a field of a model with its description, from a date, or worked out."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from enum import Enum
from typing import Any

from pydantic import BaseModel

from scrutiny.model import Authority, Inspection, MayBeExempt, Record, When
from scrutiny.model.base import Numbered
from scrutiny.model.source import Withdrawal
from scrutiny.open_data.tables.table import Column, ColumnType, Entry, Value, part_id
from scrutiny.vocabulary import ClosedList, Missing

AnyColumn = Column[Any]
Read = Callable[[Entry[Any]], Any]

TEXT, INTEGER, BOOLEAN, DAY = ColumnType.TEXT, ColumnType.INTEGER, ColumnType.BOOLEAN, ColumnType.DAY


def _part(entry: Entry[Any]) -> Any:
    return entry.part


def meaning_of(model: type[BaseModel], field: str) -> str:
    """Return what a field of a model says, in words without the marks of code."""
    return " ".join((model.model_fields[field].description or "").replace("``", "").split())


def plain(value: Any) -> Value:
    """Write a value of the record as a cell: a list in one text, parted by semicolons."""
    if type(value) is str:  # most are: this line alone is a fifth of all the work
        return value or None
    if value is None or value == ():
        return None
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return value if isinstance(value, str | int) else str(value)


def stated(
    model: type[BaseModel],
    *fields: str,
    type: ColumnType = TEXT,  # noqa: A002  the word of the table
    of: Read = _part,
) -> tuple[AnyColumn, ...]:
    """Return the columns of fields as they are in the record."""

    def column(field: str) -> AnyColumn:
        needed = model.model_fields[field].is_required()
        read: Callable[[Entry[Any]], Value] = lambda entry: plain(getattr(of(entry), field))  # noqa: E731
        return Column(field, type, meaning_of(model, field), read, is_required=needed)

    return tuple(map(column, fields))


def labelled(model: type[BaseModel], field: str, of: Read = _part) -> tuple[AnyColumn, ...]:
    """Return a field that holds a word of a closed list, and beside it the label that pages print."""

    def label(entry: Entry[Any]) -> str | None:
        value = getattr(of(entry), field)
        return value.label if isinstance(value, ClosedList) else None

    return (
        *stated(model, field, of=of),
        Column(f"{field}_label", TEXT, f"The words that pages print for {field}.", label),
    )


def or_missing(
    name: str,
    meaning: str,
    read: Read,
    write: Callable[[Entry[Any], Any], Value] = lambda _, value: plain(value),
    type: ColumnType = TEXT,  # noqa: A002  the word of the table
    refers_to: str = "",
) -> tuple[AnyColumn, ...]:
    """Return a value, and beside it the word that says how it is missing: not stated, none, unknown."""

    def value(entry: Entry[Any]) -> Value:
        found = read(entry)
        return None if found is None or isinstance(found, Missing) else write(entry, found)

    def missing(entry: Entry[Any]) -> str | None:
        found = read(entry)
        return found.value if isinstance(found, Missing) else None

    return (
        Column(name, type, meaning, value, refers_to),
        Column(f"{name}_missing", TEXT, f"Why there is no {name}: not stated, none or unknown.", missing),
    )


def worked_out(
    name: str,
    meaning: str,
    read: Read,
    type: ColumnType = TEXT,  # noqa: A002  the word of the table
    refers_to: str = "",
) -> AnyColumn:
    """Return a column of what this site works out and no paper says."""
    return Column(f"derived_{name}", type, meaning, lambda entry: plain(read(entry)), refers_to)


def dated(name: str, meaning: str, read: Callable[[Entry[Any]], When | None]) -> tuple[AnyColumn, ...]:
    """Return a date as the record has it: the date, the words of the source, and what the editor inferred."""

    def of(field: str) -> Callable[[Entry[Any]], Value]:
        return lambda entry: plain(getattr(read(entry), field, None))

    return (
        Column(name, TEXT, f"{meaning} As the record writes it: a day, a month, words, or not stated.", of("date")),
        Column(f"{name}_stated", TEXT, f"The words of the source for {name}, where they differ.", of("stated")),
        Column(f"{name}_inferred", TEXT, f"What the editor inferred of {name}, and from what.", of("inferred")),
    )


def span(name: str, read: Callable[[Entry[Any]], When | None]) -> tuple[AnyColumn, ...]:
    """Return the first and the last day that a date can mean."""
    return (
        worked_out(
            f"{name}_first", f"The first day that {name} can mean.", lambda e: getattr(read(e), "first", None), DAY
        ),
        worked_out(
            f"{name}_last", f"The last day that {name} can mean.", lambda e: getattr(read(e), "last", None), DAY
        ),
    )


AUTHORITY: AnyColumn = Column(
    "authority",
    TEXT,
    "The authority, by its name in addresses.",
    lambda entry: entry.authority,
    "authorities",
    is_required=True,
)
WITHDRAWN: AnyColumn = Column(
    "withdrawn",
    BOOLEAN,
    "True where the record was withdrawn; it no longer counts, and this site counts it nowhere.",
    lambda entry: entry.record.withdrawn is not None,
    is_required=True,
)
ADDRESS: AnyColumn = Column(
    "url",
    TEXT,
    "The address of its page on this site.",
    lambda entry: entry.scope.address(entry.target.url),
    is_required=True,
)
PLACE: AnyColumn = Column("number", INTEGER, "Its place in the record, from 1.", lambda entry: entry.place)


def of_record(name: str, table: str, meaning: str = "The record.") -> AnyColumn:
    """Return a column with the record in which something stands."""
    return Column(name, TEXT, meaning, lambda entry: entry.id, table, is_required=True)


def record_columns(model: type[Record] = Inspection) -> tuple[AnyColumn, ...]:
    """Return what opens the row of every record; an authority is named by its id already."""
    return (
        Column("id", TEXT, "Its id, which is its path in the record and its address.", lambda entry: entry.id, "parts"),
        *(() if model is Authority else (AUTHORITY,)),
        *stated(model, "title", "summary", "language", "words"),
        *withdrawal(),
        ADDRESS,
    )


def withdrawal() -> tuple[AnyColumn, ...]:
    """Return whether a record was withdrawn, when, why, and what to read instead."""

    def replacement(entry: Entry[Any]) -> str | None:
        withdrawn = entry.record.withdrawn
        return entry.present(withdrawn.replaced_by) if withdrawn else None

    def of(field: str) -> Callable[[Entry[Any]], Value]:
        return lambda entry: getattr(entry.record.withdrawn, field, None)

    return (
        WITHDRAWN,
        Column("withdrawn_on", DAY, meaning_of(Withdrawal, "on"), of("on")),
        Column("withdrawn_reason", TEXT, meaning_of(Withdrawal, "reason"), of("reason")),
        Column("replaced_by", TEXT, meaning_of(Withdrawal, "replaced_by"), replacement, "parts"),
    )


def part_columns(inside: str, table: str) -> tuple[AnyColumn, ...]:
    """Return what opens the row of a part with an address: its id, its record under the name ``inside``, its number."""
    return (
        Column("id", TEXT, "Its id: that of its record, and its anchor.", lambda entry: part_id(entry.target), "parts"),
        of_record(inside, table, f"The {inside} in which it stands."),
        AUTHORITY,
        *stated(Numbered, "number"),
        WITHDRAWN,
        ADDRESS,
    )


def exempt_paragraph() -> AnyColumn:
    """Return the paragraph of law under which a part is kept back; its text is then what may be said in public."""
    return Column(
        "exempt_paragraph",
        TEXT,
        "The paragraph of Schedule 12A under which the part is kept back; its text is then a public summary.",
        lambda entry: _exempt(entry.part),
    )


def _exempt(part: MayBeExempt) -> str | None:
    return part.exempt.paragraph if part.exempt else None
