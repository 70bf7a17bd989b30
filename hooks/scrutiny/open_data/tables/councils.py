"""Tables of authorities, their committees, and the roles and bodies that own something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from scrutiny.model import Authority, Body, Code, Committee, Origin, Role
from scrutiny.open_data.tables.columns import (
    AUTHORITY,
    BOOLEAN,
    DAY,
    TEXT,
    labelled,
    meaning_of,
    or_missing,
    plain,
    record_columns,
    stated,
)
from scrutiny.open_data.tables.table import Column, Entry, Scope, Table, committee_id, role_id


def _committees(scope: Scope) -> Iterator[Entry[tuple[str, Committee]]]:
    for entry in scope.of(Authority):
        yield from (entry.within(named) for named in entry.part.committees.items())


def _owners(scope: Scope) -> Iterator[Entry[tuple[str, Role | Body | Committee | None]]]:
    for entry in scope.of(Authority):
        for name in scope.edition.owners.get(entry.authority, ()):
            yield entry.within((name, scope.edition.register.owner(entry.authority, name)))
        yield from (entry.within(named) for named in entry.part.committees.items())


def _second(entry: Entry[tuple[str, Any]]) -> Any:
    return entry.part[1]


def _kind_of_owner(entry: Entry[tuple[str, Role | Body | Committee | None]]) -> str:
    owner = entry.part[1]
    return "role" if isinstance(owner, Role) else "committee" if isinstance(owner, Committee) else "body"


def _title(entry: Entry[tuple[str, Role | Body | Committee | None]]) -> str:
    name, owner = entry.part
    return name if owner is None else owner.title if isinstance(owner, Role) else owner.name


def _of_role(field: str) -> Column[Any]:
    def read(entry: Entry[tuple[str, Any]]) -> Any:
        owner = entry.part[1]
        return getattr(owner, field) if isinstance(owner, Role) else None

    return Column(field, BOOLEAN if field == "interim" else TEXT, meaning_of(Role, field), read)


def _id(entry: Entry[tuple[str, Any]]) -> str:
    """Write the id of an owner; a committee has its own also where a role or a shared body has the same name."""
    name, owner = entry.part
    return committee_id(entry.authority, name) if isinstance(owner, Committee) else role_id(entry.authority, name)


def _of_origin(field: str) -> Column[Any]:
    """Return a column of the site that keeps the record, empty where that is this site."""

    def read(entry: Entry[Authority]) -> Any:
        return plain(getattr(entry.part.origin, field, None))

    return Column(f"origin_{field}", DAY if field == "as_of" else TEXT, meaning_of(Origin, field), read)


AUTHORITIES = Table(
    "authorities",
    "A council, fire authority or other body whose scrutiny is recorded.",
    ("id",),
    (
        *record_columns(Authority),
        *stated(Authority, "short_name"),
        *labelled(Authority, "kind"),
        *stated(Authority, "invented", type=BOOLEAN),
        *stated(Authority, "nation"),
        *or_missing("gss", meaning_of(Authority, "gss"), lambda entry: entry.part.gss, lambda _, code: _code(code)),
        *stated(Authority, "about"),
        *(_of_origin(field) for field in ("site", "as_of", "commit", "licence")),
    ),
    lambda scope: scope.of(Authority),
)


def _code(code: Code) -> str:
    return code.code


OWNERS = Table(
    "owners",
    "A role, body or committee of an authority that owns something, speaks or decides.",
    ("id",),
    (
        Column("id", TEXT, "Its id, which is the address of its page.", _id),
        AUTHORITY,
        Column("name", TEXT, "Its name within the authority, as records write it.", lambda entry: entry.part[0]),
        Column("kind", TEXT, "A role, a body or a committee.", _kind_of_owner),
        Column("title", TEXT, "The title of the role, or the name of the body or committee.", _title),
        *(_of_role(field) for field in ("short", "interim", "seconded_from", "office")),
        Column("note", TEXT, meaning_of(Role, "note"), lambda entry: getattr(entry.part[1], "note", None)),
        Column("url", TEXT, "The address of its page.", lambda entry: entry.scope.address(f"{_id(entry)}/")),
    ),
    _owners,
)


COMMITTEES = Table(
    "committees",
    "A body of an authority that takes decisions.",
    ("id",),
    (
        Column(
            "id",
            TEXT,
            "Its id, which is the address of its page.",
            lambda entry: committee_id(entry.authority, entry.part[0]),
            "owners",
        ),
        AUTHORITY,
        *stated(Committee, "name", of=_second),
        *labelled(Committee, "kind", of=_second),
        *stated(Committee, "other_names", of=_second),
        Column(
            "successor",
            TEXT,
            meaning_of(Committee, "successor"),
            lambda entry: committee_id(entry.authority, entry.part[1].successor) if entry.part[1].successor else None,
            "committees",
        ),
        *stated(Committee, "note", of=_second),
    ),
    _committees,
)
