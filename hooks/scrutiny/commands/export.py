"""``scrutiny export``: the tracker of actions as a workbook for Excel, or as csv."""

from __future__ import annotations

import os
from pathlib import Path

import click

from scrutiny.commands.place import content_folder, content_option, published_folder
from scrutiny.commands.today import today
from scrutiny.commands.tracker import PROBLEMS_FOUND, good_record, rows_at
from scrutiny.model import Authority
from scrutiny.problem import did_you_mean
from scrutiny.register import Register
from scrutiny.sheet import write_table, write_workbook
from scrutiny.stage import publishable
from scrutiny.write import save_over


@click.command(name="export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--authority", default="", help="Only this council, by the name of its folder.")
@click.option("--committee", default="", help="Only what this committee decided, by its name in authority.yml.")
@content_option
@click.option(
    "--with-withheld", is_flag=True, help="Also drafts, exempt and embargoed records. Never publish the file."
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.pass_context
def command(
    ctx: click.Context,
    file: Path,
    authority: str,
    committee: str,
    content: Path | None,
    *,
    with_withheld: bool,
    force: bool,
) -> None:
    """Write the tracker of actions to FILE, which ends in .xlsx or .csv.

    One row for each action. Write news in the white columns, then bring it in with the command import.
    """
    kind = file.suffix.lower()
    if kind not in {".xlsx", ".csv"}:
        raise click.UsageError(f"the file has to end in .xlsx or .csv; {file} does not.")
    if os.path.lexists(file) and not force:
        raise click.UsageError(f"{file} is there already and may hold news. Choose another name, or add --force.")
    if not file.absolute().parent.is_dir():
        raise click.UsageError(f"there is no folder {file.parent}.")
    folder = content_folder(content)
    _check_place(file, folder, with_withheld=with_withheld)
    loaded = good_record(folder)
    if loaded is None:
        ctx.exit(PROBLEMS_FOUND)
    _check_names(loaded.register, authority, committee)
    instant = today()
    public = publishable(loaded.register, instant)
    register = loaded.register if with_withheld else public
    rows = rows_at(register, instant, authority, committee)
    _save(file, write_workbook(rows, instant.date()) if kind == ".xlsx" else write_table(rows))
    actions = "1 action" if len(rows) == 1 else f"{len(rows):,} actions"
    click.echo(f"{actions} written to {file}.")
    withheld = len(loaded.register.records) - len(public.records)
    if withheld and with_withheld:
        click.echo("This file holds records that are withheld. Do not publish it or send it on.", err=True)
    elif withheld:
        records = "1 record is" if withheld == 1 else f"{withheld:,} records are"
        click.echo(f"{records} withheld and not in it; --with-withheld puts them in.", err=True)


def _check_place(file: Path, record: Path, *, with_withheld: bool) -> None:
    """Raise a usage error where the file would break the record, or would publish what is withheld."""
    place = file.parent.resolve()
    if place.is_relative_to(record.resolve()):
        raise click.UsageError(f"{record} holds records only: a build would refuse {file.name}. Choose another folder.")
    published = published_folder(place)
    if with_withheld and published and place.is_relative_to(published):
        raise click.UsageError(f"everything in {published} is published. Choose another folder.")


def _check_names(register: Register, authority: str, committee: str) -> None:
    """Raise a usage error for a council or committee that is not in the record."""
    councils = {address.authority: body for address, body in register.of(Authority)}
    if authority and authority not in councils:
        cure = did_you_mean(authority, councils, "they are: " + ", ".join(councils))
        raise click.UsageError(f"there is no council “{authority}” in the record; {cure}")
    of = [councils[authority]] if authority else list(councils.values())
    committees = sorted({name for body in of for name in body.committees})
    if committee and committee not in committees:
        cure = did_you_mean(committee, committees, "they are: " + (", ".join(committees) or "none"))
        raise click.UsageError(f"there is no committee “{committee}” there; {cure}")


def _save(file: Path, content: bytes) -> None:
    try:
        if file.exists():
            save_over(file, content)
        else:
            with file.open("xb") as new:
                new.write(content)
    except OSError as error:
        raise click.ClickException(
            f"{file} cannot be written ({error.strerror}). If it is open in Excel, close it there first."
        ) from error
