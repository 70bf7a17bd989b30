"""Which council a command is about: the one that is named, the only one, or the one that is asked for."""

from __future__ import annotations

import os
from pathlib import Path

import click

from scrutiny.commands.asking import ask_one
from scrutiny.commands.place import program
from scrutiny.load.content import Loaded
from scrutiny.model import Authority
from scrutiny.problem import closest
from scrutiny.scaffold import Choice, listed_names


def council(given: str | None, folder: Path, loaded: Loaded, *, asks: bool) -> str:
    """Return the folder name of the authority that is meant, by its folder or its name.

    Raises a usage error, which says how to make one, where there is none such.
    """
    councils = [
        Choice(address.authority, record.title, also=(record.short_name,))
        for address, record in loaded.register.of(Authority)
    ]
    names = {name.casefold(): each.value for each in councils for name in (each.label, *each.also, each.value)}
    known = listed_names(each.value for each in councils)
    if given is not None:
        if found := names.get(given.strip().rstrip("/").casefold()):
            return found
        raise click.UsageError(_unknown(given, folder, names, known))
    if len(councils) == 1:
        return councils[0].value
    if not councils:
        raise click.UsageError(f"no council is described yet. {_how_to_make_one(folder, 'NAME')}")
    if not asks:
        raise click.UsageError(f"--authority is missing: for which council is the record? Take one of: {known}.")
    more = "The one whose committee it is, or whose services were inspected."
    return ask_one("For which council is the record?", more, tuple(councils))


def _unknown(given: str, folder: Path, names: dict[str, str], known: str) -> str:
    """Say that there is no such council, or that it has no good file."""
    if given.strip() and os.sep not in given and os.path.isdir(folder / given):  # noqa: PTH112  no error for any name
        first = f"{_file_of(folder, given)} is missing or has problems. To see which: {program()} check."
    else:
        guess = closest(given, names)
        meant = f'did you mean "{names[guess]}"? There are' if guess else "there are"
        first = f'--authority: there is no "{given}" — {meant}: {known or "none"}.'
    return f"{first} {_how_to_make_one(folder, given.strip() or 'NAME')}"


def _how_to_make_one(folder: Path, name: str) -> str:
    return (
        f"For a new council first write {_file_of(folder, name)}: the handbook has one to copy, under "
        "“From minutes to a record in ten steps” (docs/handbook/index.md)."
    )


def _file_of(folder: Path, authority: str) -> str:
    return os.path.relpath(folder / authority / "authority.yml")
