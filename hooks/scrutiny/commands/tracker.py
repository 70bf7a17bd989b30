"""The tracker of actions for the commands ``export`` and ``import``: its rows on a day, and news taken in from it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import click

from scrutiny.check import check_content
from scrutiny.commands.today import today
from scrutiny.link import link
from scrutiny.load.content import Loaded, load_content
from scrutiny.problem import report
from scrutiny.register import Register
from scrutiny.sheet import Row, UnreadableSheetError, prove, read_table, read_workbook, rows_of, take
from scrutiny.sheet.cells import shortened
from scrutiny.sheet.proved import Changed
from scrutiny.stage import publishable
from scrutiny.track import track
from scrutiny.write import difference, save_over

PROBLEMS_FOUND = 1
"""The exit code where the record or the tracker has to be mended first, or nobody agreed to the change."""


def good_record(folder: Path) -> Loaded | None:
    """Read the record; where it has problems, print them and return None."""
    loaded = load_content(folder)
    problems = check_content(loaded)
    if problems:
        click.echo(report(problems))
        click.echo("The record has to be mended first: nothing was read from it or written to it.", err=True)
        return None
    return loaded


def rows_at(register: Register, instant: datetime, authority: str = "", committee: str = "") -> list[Row]:
    """Return the rows of the tracker as the register stands at an instant."""
    return rows_of(register, track(link(register), instant.date()), authority, committee)


def import_tracker(path: Path, content: Path, *, yes: bool) -> int:
    """Take news from a tracker into the record of ``content`` and return the exit code.

    Shows what would change; writes after a yes at the terminal, or with ``yes``. Writes nothing while a cell is wrong.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read ({error.strerror}).") from error
    read = read_workbook if path.suffix.lower() == ".xlsx" else read_table
    try:
        grid = read(raw, shortened(path.name, 200))
    except UnreadableSheetError as refused:
        click.echo(report([refused.problem]))
        return PROBLEMS_FOUND
    loaded = good_record(content)
    if loaded is None:
        return PROBLEMS_FOUND
    instant = today()
    rows = rows_at(loaded.register, instant)
    shown = rows_at(publishable(loaded.register, instant), instant)
    taken = take(grid, loaded.register, rows, shown, instant.date())
    proved = prove(content, loaded, taken.pieces, grid)
    for note in taken.notes:
        click.echo(f"Note: {note}", err=True)
    if problems := [*taken.problems, *proved.problems]:
        click.echo(report(problems))
        click.echo("Nothing was written.", err=True)
        return PROBLEMS_FOUND
    if taken.told_before:
        rows_have = "1 row has" if taken.told_before == 1 else f"{taken.told_before:,} rows have"
        click.echo(f"{rows_have} news that is in the record already.")
    if not proved.files:
        click.echo("There is nothing new in this tracker.")
        return 0
    return _write(proved.files, len(taken.pieces), yes=yes)


def _write(files: Sequence[Changed], news: int, *, yes: bool) -> int:
    for file in files:
        click.echo(difference(file.before.decode("utf-8"), file.after.decode("utf-8"), file.name))
    pieces = "1 piece of news" if news == 1 else f"{news:,} pieces of news"
    places = "1 file" if len(files) == 1 else f"{len(files):,} files"
    if not yes and not sys.stdin.isatty():
        click.echo(f"{pieces} for {places}: nothing was written. To write, add --yes.", err=True)
        return PROBLEMS_FOUND
    if not yes and not click.confirm(f"Add {pieces} to {places}?"):
        click.echo("Nothing was written.", err=True)
        return PROBLEMS_FOUND
    if moved := [file.name for file in files if file.path.read_bytes() != file.before]:
        raise click.ClickException(f"{moved[0]} was changed meanwhile; nothing was written. Run the command again.")
    written = 0
    try:
        for file in files:
            save_over(file.path, file.after)
            written += 1
    except OSError as error:
        raise click.ClickException(
            f"{files[written].name} could not be written ({error.strerror}); {written} of {len(files)} files were. "
            "Run the command again once that is mended: it adds only what is not there yet."
        ) from error
    click.echo(f"Added {pieces} to {places}.")
    return 0
