"""The handbook's tables of fields and values, made from the models: what may be written, where, and what it means.

One page for each kind of file, one for what every record has, one for groups that several kinds use, and one for
the closed lists. A new field, group or value appears on them by itself.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markupsafe import Markup, escape
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scrutiny.address import FOLDERS
from scrutiny.language import html, strung
from scrutiny.model import Authority, Bodies, Frameworks, Offices, Record, Removals, Terms, Themes
from scrutiny.pages.page import Here, Page
from scrutiny.pages.rows import TableRow
from scrutiny.pages.wanted import Explained, Group, code, in_file, inner_groups, lists_in, needed, wanted, with_code
from scrutiny.vocabulary import ClosedList

KINDS: dict[str, tuple[type[BaseModel], ...]] = {
    "authority": (Authority,),
    **{folder.removesuffix("s"): (model,) for folder, model in FOLDERS.items()},
    "removed": (Removals,),
    "shared": (Frameworks, Themes, Terms, Bodies, Offices),
}
"""Each page for a kind of file, and the models of its files."""

EVERY, SEVERAL, VALUES = "every-record", "groups", "values"
"""The pages for no single kind: fields of every record, groups of several kinds, closed lists."""


@dataclass(frozen=True)
class Table:
    """A group with its fields, or a closed list with its values, ready to print."""

    anchor: str
    text: str
    note: Markup
    heads: tuple[str, ...]
    rows: tuple[TableRow, ...]


@cache
def fields_page(name: str, url: str) -> Page:
    """Return the tables of one page of the handbook: a key of ``KINDS``, or ``EVERY``, ``SEVERAL``, ``VALUES``."""
    here = Here(url)
    if name == VALUES:
        tables = tuple(_list_table(values) for values in closed_lists())
    else:
        tables = tuple(_group_table(here, group) for group in groups_of(name))
    return Page(url, "", "fields", {"tables": tables, "contents": tables if len(tables) > 1 else ()})


def groups_of(name: str) -> tuple[Group, ...]:
    """Return the models whose fields a page of the handbook explains, those of the file itself first."""
    return tuple(model for model, page in _places().items() if page == name)


@cache
def _places() -> dict[Group, str]:
    """Say for every model on which page it stands."""
    users: dict[Group, list[str]] = {}
    for kind, files in KINDS.items():
        own = [group for file in files for group in (file, *_inner(file, leave_out=Record))]
        for group in dict.fromkeys(own):
            users.setdefault(group, []).append(kind)
    places = {group: kinds[0] if len(kinds) == 1 else SEVERAL for group, kinds in users.items()}
    of_every_record: tuple[Group, ...] = (Record, *_inner(Record))
    return places | {group: EVERY for group in of_every_record if group not in places}


def _inner(model: Group, leave_out: Group | None = None) -> Iterator[Group]:
    """Yield every group inside a model, in the order of its fields; not those of fields it has from another."""
    inherited = leave_out.model_fields if leave_out and issubclass(model, leave_out) else {}
    seen: set[Group] = set()
    waiting = [group for field in _own_fields(model, inherited).values() for group in inner_groups(field)]
    while waiting:
        group = waiting.pop(0)
        if group not in seen:
            seen.add(group)
            yield group
            waiting[:0] = [inner for field in group.model_fields.values() for inner in inner_groups(field)]


def _own_fields(model: Group, inherited: dict[str, FieldInfo]) -> dict[str, FieldInfo]:
    """Return the fields of a model that it does not have from another."""
    return {name: field for name, field in model.model_fields.items() if name not in inherited}


@cache
def closed_lists() -> tuple[type[ClosedList], ...]:
    """Return every closed list that some field takes its value from, in alphabetical order."""
    lists = {values for model in _places() for field in model.model_fields.values() for values in lists_in(field)}
    return tuple(sorted(lists, key=title_of))


def title_of(kind: Explained) -> str:
    """Write the name of a model or list in words: ``Committee as stated``."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).capitalize()


def anchor_of(kind: Explained) -> str:
    """Return the anchor of a model or list: ``committee-as-stated``."""
    return title_of(kind).lower().replace(" ", "-")


def address_of(kind: Explained) -> str:
    """Return where a model or list is explained, from the root of the site."""
    page = VALUES if issubclass(kind, ClosedList) else _places()[kind]
    return f"handbook/fields/{page}/#{anchor_of(kind)}"


def _group_table(here: Here, group: Group) -> Table:
    inherited = Record.model_fields if issubclass(group, Record) and group is not Record else {}
    rows = tuple(_row(here, group, name, field) for name, field in _own_fields(group, inherited).items())
    note = with_code(inspect.getdoc(group) or "")
    if under := _holders().get(group):
        note += html(" Stands under {}.", strung(", ", [code(name) for name in sorted(under)]))
    if inherited:
        every = here.link("what every record has", f"handbook/fields/{EVERY}/")
        note += html(" These fields come besides {}.", every)
    heads = ("Field", "What it means", "What to write", "Example")
    return Table(anchor_of(group), title_of(group), note, heads, rows)


@cache
def _holders() -> dict[Group, set[str]]:
    """Return, for each group that stands within others, the names of the fields that hold it."""
    holders: dict[Group, set[str]] = defaultdict(set)
    for model in _places():
        for name, field in model.model_fields.items():
            for group in inner_groups(field):
                holders[group].add(name)
    return holders


def _row(here: Here, group: Group, name: str, field: FieldInfo) -> TableRow:
    field_cell = code(name) + (Markup(" <b>needed</b>") if needed(group, name) else Markup())
    examples = [code(in_file(example)) for example in field.examples or () if example not in (None, [], {})]
    return TableRow(
        (
            field_cell,
            with_code(field.description or ""),
            wanted(group, name, lambda kind, text: here.link(text, address_of(kind))),
            strung("<br>", examples),
        )
    )


def _list_table(values: type[ClosedList]) -> Table:
    rows = tuple(TableRow((code(value.value), escape(value.label), escape(value.meaning))) for value in values)
    return Table(
        anchor_of(values),
        title_of(values),
        with_code(inspect.getdoc(values) or ""),
        ("Write", "Pages show", "Meaning"),
        rows,
    )
