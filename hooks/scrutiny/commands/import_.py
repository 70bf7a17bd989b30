"""``scrutiny import FILE``: a draft item from minutes, or news from a tracker kept in Excel."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict, Unpack

import click

from scrutiny.address import Address
from scrutiny.commands.council import council
from scrutiny.commands.place import content_folder, content_option, program, schema_of
from scrutiny.load.content import load_content
from scrutiny.minutes import Draft, UnreadableError, draft_from
from scrutiny.model import Authority
from scrutiny.problem import Problem, report
from scrutiny.scaffold import problems_of
from scrutiny.write import AlreadyThereError, for_editors, save_new

TRACKERS = frozenset({".xlsx", ".csv", ".tsv"})
"""What a tracker may be saved as. Every file that is no spreadsheet is taken for minutes."""

OTHER_SPREADSHEETS = frozenset({".xls", ".xlsm", ".xlsb", ".xltx", ".ods", ".numbers"})
"""Endings of spreadsheets that have to be saved as a tracker is first."""

NOT_DONE = 1
"""The exit code where the file could not be made into a draft, or a record of its name is there."""


class Given(TypedDict):
    """The options of the command."""

    authority: str | None
    item: str | None
    print_only: bool
    encoding: str | None
    yes: bool
    content: Path | None


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--authority", metavar="NAME", help="The council whose record it is: its name or that of its folder.")
@click.option("--item", metavar="NUMBER|HEADING", help="Which item of the minutes, where there are several.")
@click.option("--print", "print_only", is_flag=True, help="Show the draft and save nothing.")
@click.option("--encoding", metavar="NAME", help="The encoding of a text or web page, such as windows-1252.")
@click.option("--yes", is_flag=True, help="Of a tracker: take in its news without asking.")
@content_option
def command(file: Path, **given: Unpack[Given]) -> int:
    """Make a draft from minutes, or take in news from a tracker.

    FILE is minutes as plain text, as a saved web page or as a Word document (.docx): then the item becomes a draft
    record in the folder of the council. Or it is a tracker (.xlsx, .csv): then its news goes into the record.
    A draft is never published as it is, and no file is ever overwritten.
    """
    if not file.exists():
        raise click.UsageError(f"there is no file {file}. Look at its name, and in which folder it is.")
    folder = content_folder(given["content"])
    if file.suffix.lower() in OTHER_SPREADSHEETS:
        raise click.UsageError(
            f"{file.name} is a spreadsheet of another kind. Open it and save it as “Excel Workbook (*.xlsx)” or csv."
        )
    if file.suffix.lower() in TRACKERS:
        from scrutiny.commands.tracker import import_tracker  # noqa: PLC0415  minutes must not wait for Excel

        return import_tracker(file, folder, yes=given["yes"])
    loaded = load_content(folder)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    name = council(given["authority"], folder, loaded, asks=asks)
    authority = loaded.register.records.get(name)
    try:
        draft = draft_from(
            file,
            authority if isinstance(authority, Authority) else None,
            item=given["item"],
            encoding=given["encoding"],
        )
    except UnreadableError as error:
        click.echo(f"{file.name}: {error}", err=True)
        return NOT_DONE
    address = Address(name, "items", draft.name.removesuffix(".yml"))
    if schema := schema_of(folder / address.path, "item"):
        draft = replace(draft, text=f"# {for_editors(schema)}\n{draft.text}")
    if given["print_only"]:
        click.echo(draft.text, nl=False)
        return 0
    return _saved(Import(file, draft, folder / address.path, problems_of(loaded, address, draft.text, folder.name)))


@dataclass(frozen=True)
class Import:
    """A draft on its way into the record."""

    file: Path
    draft: Draft
    path: Path
    problems: list[Problem]
    """What `scrutiny check` will say of it, where it is not yet good."""

    @property
    def shown(self) -> str:
        """Where the draft lies, from the present folder."""
        return os.path.relpath(self.path)


def _saved(made: Import) -> int:
    try:
        save_new(made.path, made.draft.text)
    except AlreadyThereError:
        click.echo(
            f"{made.file.name}: there is a record of that name already: {made.shown}\n"
            "It was left as it is. If it is another item, save this one under another name: "
            f"{program()} import --print shows it.",
            err=True,
        )
        return NOT_DONE
    except OSError as error:
        raise click.ClickException(f"{made.shown} cannot be written: {error.strerror}.") from None
    click.echo("\n".join(_told(made)))
    return 0


def _told(made: Import) -> list[str]:
    """Say what was found, what could not be told, where the draft is and what to do next."""
    found = ", ".join(f"{number} {_counted(words, number)}" for words, number in made.draft.counts.items())
    lines = [f"Found: {found}.", "Not told by the paper, or yours to decide:"]
    lines += [f"  - {each}" for each in made.draft.missing]
    if made.problems:
        lines += ["To be mended in the draft:", report(made.problems)]
    return [
        *lines,
        f"Written: {made.shown}",
        "It is a draft, so it is not published; but whoever can see the files can read it.",
        f"Next: compare it with the paper, work through the list at its top, then: {program()} check {made.shown}",
        "Only when all of it is right, write visibility: public.",
    ]


def _counted(words: str, number: int) -> str:
    return words.removesuffix("s") if number == 1 else words
